//! The plan as an outline, the person's own words first, with what is missing said in words under it.

use chrono::NaiveDate;

use super::person::{TabRow, rows};
use crate::app::outline::{OutlineRow, Part};
use crate::app::outline_arrangements::Arranged;
use crate::app::person_view::PersonView;
use crate::domain::arrangement::{ArrangementKind, Repetition, repetitions};
use crate::domain::calendar::Holidays;
use crate::domain::completeness;
use crate::domain::team::Member;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the plan.
pub fn draw(
    page: &mut Page<'_>,
    view: &PersonView,
    count: usize,
    today: NaiveDate,
    holidays: &Holidays,
) {
    let all = view.outline.iter().map(|row| TabRow {
        indent: row.depth * 2,
        role: match row.part {
            Part::Heading | Part::Arranged(Arranged::Interventions) => Role::Heading,
            Part::Words(_) if !row.needs_look => Role::Quote,
            _ if row.needs_look => Role::Warning,
            _ => Role::Text,
        },
        text: if row.needs_look && row.part != Part::Heading {
            format!("! {}", row.text).into()
        } else {
            row.text.as_str().into()
        },
    });
    let mut below = Vec::new();
    if let Some(row) = view.outline.get(view.cursor()) {
        below.extend(in_full(view, row, today));
        below.extend(workings(view, row.part, holidays));
    }
    if let Some(shared) = &view.shared
        && !shared.standing.is_empty()
    {
        below.push(shared.standing.clone());
    }
    let missing = completeness::missing(&view.folder);
    if !missing.is_empty() {
        let says: Vec<&str> = missing
            .iter()
            .map(|missing| missing.says.as_str())
            .collect();
        below.push(format!("Not there yet: {}", says.join("; ")));
    }
    rows(page, view, count, all, &below);
}

/// The selected row in full: its text; of an arrangement everything that is known.
fn in_full(view: &PersonView, row: &OutlineRow, today: NaiveDate) -> Vec<String> {
    let Part::Arranged(Arranged::Entry(kind, id)) = row.part else {
        return vec![row.text.clone()];
    };
    let Some(plan) = &view.folder.plan else {
        return Vec::new();
    };
    let arrangements = &plan.arrangements;
    let team: Vec<&Member> = view.team.iter().map(|kept| &kept.value).collect();
    let known: Vec<String> = arrangements
        .facts(kind, id, &team, today)
        .into_iter()
        .map(|fact| format!("{}: {}", fact.label, fact.value))
        .collect();
    let mut lines = Vec::new();
    if kind == ArrangementKind::Intervention {
        let twice = repetitions(&arrangements.interventions, today);
        let of_it = twice
            .iter()
            .filter(|pair| pair.one.id == id || pair.other.id == id);
        lines.extend(of_it.map(Repetition::says));
    }
    lines.push(known.join(" | "));
    lines
}

/// How the days of the selected row came about.
fn workings(view: &PersonView, part: Part, holidays: &Holidays) -> Option<String> {
    match part {
        Part::Review => {
            let plan = view.folder.plan.as_ref()?;
            let sums = [plan.review_due_shown(), plan.review_by_shown()];
            let sums: Vec<String> = sums
                .into_iter()
                .flatten()
                .map(|worked| worked.how)
                .collect();
            (!sums.is_empty()).then(|| sums.join("; "))
        }
        Part::Action(id) => {
            let item = view.items.iter().find(|item| item.id == id)?;
            let how = item.expected(holidays)?.how;
            (!how.is_empty()).then_some(how)
        }
        Part::Heading
        | Part::Words(_)
        | Part::NoWords
        | Part::Text(_)
        | Part::Need(_)
        | Part::Goal(_)
        | Part::Arranged(_)
        | Part::Agreement => None,
    }
}
