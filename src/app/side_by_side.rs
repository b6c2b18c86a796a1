//! What services do, side by side: a table with what may be done twice in words over it (R43).

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

use super::App;
use super::Cx;
use super::model::{AfterReading, Overlay, Reading};
use super::notice::Failure;
use crate::domain::arrangement::{Intervention, InterventionKind, Repetition, repetitions};
use crate::domain::say;
use crate::domain::wrap::wrap;

/// Columns of what, who, how often and when; with a blank between them they fill a page of 80.
const COLUMNS: [usize; 4] = [22, 20, 16, 16];

impl App {
    /// Shows what services do, side by side.
    pub(super) fn show_side_by_side(&mut self, cx: &Cx) -> Result<(), Failure> {
        let view = self.person()?;
        let plan = view.folder.plan.as_ref();
        let all = plan.map_or(&[][..], |plan| &plan.arrangements.interventions);
        let lines = self.keymap.spoken_lines(page(all, cx.today()));
        let title = format!("What services do for {}", view.folder.person.name.called());
        self.model.overlays.push(Overlay::Reading(Reading {
            title,
            lines,
            top: 0,
            then: AfterReading::Back,
        }));
        Ok(())
    }
}

/// The page, line by line.
pub fn page(all: &[Intervention], today: NaiveDate) -> Vec<String> {
    let mut holds: Vec<&Intervention> = all
        .iter()
        .filter(|one| one.until_on.is_none_or(|until| until >= today))
        .collect();
    if holds.is_empty() {
        return vec![
            "Nothing yet: {page.close} goes back, {plan.add} and then i adds what a service does."
                .to_owned(),
        ];
    }
    let twice = repetitions(all, today);
    let mut lines: Vec<String> = twice.iter().map(Repetition::says).collect();
    if lines.is_empty() {
        lines.push("Nothing seems to be done twice.".to_owned());
    }
    let unnamed = holds
        .iter()
        .filter(|one| one.kind == InterventionKind::NotSaid)
        .count();
    match unnamed {
        0 => {}
        1 => lines.push("1 row names no kind: it was compared by its words alone.".to_owned()),
        many => lines.push(format!(
            "{many} rows name no kind: they were compared by their words alone."
        )),
    }
    lines.push(String::new());
    lines.extend(row(["What", "Who", "How often", "When"].map(str::to_owned)));
    lines.push(COLUMNS.map(|columns| "-".repeat(columns)).join(" "));
    holds.sort_by_key(|one| one.kind as usize);
    for one in holds {
        let what = if one.for_what.trim().is_empty() {
            one.called().to_owned()
        } else {
            format!("{} (for: {})", one.called(), one.for_what)
        };
        lines.extend(row([
            what,
            one.organisation.clone(),
            one.how_often.clone(),
            when(one),
        ]));
    }
    lines
}

fn when(one: &Intervention) -> String {
    match (one.from_on, one.until_on) {
        (Some(from), Some(until)) => format!("{} to {}", say::birth(from), say::birth(until)),
        (Some(from), None) => format!("since {}", say::birth(from)),
        (None, Some(until)) => format!("until {}", say::birth(until)),
        (None, None) => String::new(),
    }
}

/// One row of the table on as many lines as its longest cell takes.
fn row(cells: [String; 4]) -> Vec<String> {
    let mut columns = COLUMNS.iter();
    let cells = cells.map(|cell| {
        let text = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        wrap(&text, columns.next().copied().unwrap_or(1))
    });
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|at| {
            let parts = cells.iter().zip(COLUMNS).map(|(cell, columns)| {
                let text = cell.get(at).map_or("", String::as_str);
                format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
            });
            parts.collect::<Vec<_>>().join(" ").trim_end().to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::arrangement::{Arrangement, InterventionKind};
    use crate::domain::id::ArrangementId;

    #[test]
    fn the_table_keeps_its_columns_and_says_what_may_be_done_twice() {
        let today: NaiveDate = "2026-03-02".parse().expect("a date");
        let long_over = "2025-11-04".parse().ok();
        let visit = |n: u128, who: &str, often: &str, until: Option<NaiveDate>| Intervention {
            kind: InterventionKind::Wounds,
            organisation: who.to_owned(),
            how_often: often.to_owned(),
            for_what: "so that Ruth need not".to_owned(),
            from_on: until.map_or(Some(today), |until| until.pred_opt()),
            until_on: until,
            ..Intervention::begin(ArrangementId(Uuid::from_u128(n)), today)
        };
        let all = [
            visit(
                1,
                "Community nurses, Harcaster",
                "Mondays and Thursdays",
                None,
            ),
            visit(2, "Mill Lane Surgery", "weekly", None),
            visit(3, "Somebody who ended", "daily", long_over),
        ];
        let lines = page(&all, today);
        assert!(lines[0].starts_with("Perhaps twice: wounds and dressings by Community nurses"));
        assert!(
            lines.iter().skip(1).all(|line| line.width() <= 77),
            "{lines:#?}"
        );
        assert!(!lines.iter().any(|line| line.contains("ended")));
        let at = lines[2].find("How often");
        assert_eq!(
            at,
            lines.iter().skip(2).find_map(|line| line.find("weekly"))
        );
    }

    #[test]
    fn nothing_yet_says_what_to_press() {
        let today: NaiveDate = "2026-03-02".parse().expect("a date");
        assert!(page(&[], today)[0].contains("{plan.add}"));
    }
}
