//! The plan as an outline, the person's own words first, with what is missing said in words under it.

use chrono::NaiveDate;

use super::pane::{Pane, used};
use super::person::{TabRow, rows};
use crate::app::outline::{OutlineRow, Part};
use crate::app::outline_arrangements::Arranged;
use crate::app::person_view::PersonView;
use crate::domain::arrangement::{
    ArrangementKind, NOT_RECORDED, Naming, Repetition, Taken, repetitions,
};
use crate::domain::calendar::Holidays;
use crate::domain::say;
use crate::domain::sharing::Told;
use crate::domain::team::Member;
use crate::domain::words;
use crate::ui::layout::TAB_HEAD;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// As much of a row's text as can be seen in it, in characters.
const IN_SIGHT: usize = 600;
/// Where the rest of what does not fit is.
const REST: &str = "{plan.edit}: in full";

/// What of an arrangement is followed, and is read first.
const FIRST: [&str; 4] = ["What to do", "Ring", "Ring also", "What not to do"];

/// Draws the plan.
pub fn draw(
    page: &mut Page<'_>,
    view: &PersonView,
    count: usize,
    today: NaiveDate,
    holidays: &Holidays,
) {
    let row_at = |at: usize| {
        view.outline.get(at).map(|row| TabRow {
            indent: row.depth * 2,
            role: role(row),
            text: shown(view, at, row).into(),
        })
    };
    let used = used(view.outline.len(), view.top(), count);
    let pane = below(page, view, (count, used), today, holidays);
    let count = pane.count;
    rows(page, view, count, row_at, &pane.lines);
    for (y, at) in (TAB_HEAD..).zip(view.top()..).take(count) {
        if view.outline.is_hit(at) {
            page.put(1, y, Role::Marker, "*");
        }
    }
}

fn role(row: &OutlineRow) -> Role {
    match row.part {
        Part::Heading | Part::Arranged(Arranged::Interventions) => Role::Heading,
        _ if row.needs_look => Role::Warning,
        Part::Words(_) => Role::Quote,
        Part::NotAsked | Part::Progress(_) => Role::Muted,
        _ => Role::Text,
    }
}

/// A row with its sign and how much is folded away under it.
fn shown(view: &PersonView, at: usize, row: &OutlineRow) -> String {
    let sign = if row.needs_look { "! " } else { "" };
    let folded = match view.outline.folded_under(at) {
        0 => String::new(),
        rows => format!("+{rows} "),
    };
    format!("{folded}{sign}{}", clip(&row.text, IN_SIGHT))
}

fn clip(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most).map(|(at, _)| at);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The selected row in full and how its days came about; then what is searched for, or what is missing.
///
/// What is searched for and where the plan stands are always there; what is missing yields to the row.
fn below(
    page: &Page<'_>,
    view: &PersonView,
    rows: (usize, usize),
    today: NaiveDate,
    holidays: &Holidays,
) -> Pane {
    let standing = view.shared.as_ref().map(|shared| &shared.standing);
    let standing = standing.filter(|says| !says.is_empty()).cloned();
    let (mut told, mut aside) = (Vec::new(), Vec::new());
    if view.outline.search.is_some() {
        told.extend(last(view));
    }
    if let Some(row) = view.outline.get(view.cursor()) {
        told.extend(in_full(view, row, today));
        aside.extend(workings(view, row.part, holidays));
    }
    aside.extend(standing);
    if view.outline.search.is_none() {
        aside.extend(last(view));
    }
    Pane::shared(page, rows, &told, &aside, REST)
}

fn last(view: &PersonView) -> Option<String> {
    if let Some(search) = &view.outline.search {
        let found = match view.outline.hits(view.cursor()) {
            (0, _) => "nothing fits".to_owned(),
            (of, Some(which)) => format!("{which} of {}", say::count(of, "row", "rows")),
            (of, None) => say::count(of, "row", "rows"),
        };
        return Some(format!(
            "Search: {}   {found}   ] next  [ previous",
            search.edit.text()
        ));
    }
    let missing = &view.outline.missing;
    let first = missing.first()?;
    Some(format!(
        "{{plan.missing}} lists {} not there yet: {}",
        say::count(missing.len(), "thing", "things"),
        first.says
    ))
}

/// The selected row in full: its text; of an arrangement everything that is known.
fn in_full(view: &PersonView, row: &OutlineRow, today: NaiveDate) -> Vec<String> {
    let Some(plan) = &view.folder.plan else {
        return vec![row.text.clone()];
    };
    let arrangements = &plan.arrangements;
    let came = |into| {
        let mut lines = vec![row.text.clone()];
        lines.extend(arrangements.taken_from_others(into));
        lines
    };
    let (kind, id) = match row.part {
        Part::Arranged(Arranged::Entry(kind, id)) => (kind, id),
        Part::Goal(id) => return came(Taken::Goal(id)),
        Part::Action(id) => return came(Taken::Action(id)),
        _ => return vec![row.text.clone()],
    };
    let team: Vec<&Member> = view.team.iter().map(|kept| &kept.value).collect();
    let naming = Naming {
        team: &team,
        today,
        warning: &|member| {
            let decisions = view.folder.shared.decisions();
            let told = Told::of(member, team.iter().copied(), &decisions, today);
            told.warning().to_owned()
        },
    };
    let mut facts = arrangements.facts(kind, id, naming);
    // The row says what sets it off; what is to be done comes before all else.
    facts.sort_by_key(|fact| {
        let first = FIRST.iter().position(|label| *label == fact.label);
        first.unwrap_or(FIRST.len())
    });
    let known: Vec<String> = facts
        .into_iter()
        .map(|fact| match fact.value.as_str() {
            NOT_RECORDED => format!("{}: {NOT_RECORDED} ({{plan.edit}} writes it)", fact.label),
            value => format!("{}: {value}", fact.label),
        })
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
        Part::Words(heading) => {
            let all = || view.folder.words.iter().map(|kept| &kept.value);
            let said = words::current(all(), heading)?;
            let helped = if said.supported_by.is_empty() {
                String::new()
            } else {
                format!(", supported by {}", said.supported_by)
            };
            let media = if said.media.is_empty() {
                String::new()
            } else {
                format!("; picture or recording: {}", said.media)
            };
            let earlier = all().filter(|words| words.heading == heading).count() - 1;
            let kept = if earlier == 0 {
                String::new()
            } else {
                let versions = say::count(earlier, "earlier version", "earlier versions");
                format!("; {versions} kept")
            };
            Some(format!(
                "Said {}{helped}{media}{kept}. {{plan.said}} changes day and helper.",
                say::full(said.said_on)
            ))
        }
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
        Part::Goal(id) => {
            let reason = &view.folder.plan.as_ref()?.goal(id)?.reason;
            (!reason.is_empty()).then(|| format!("Reason: {reason}"))
        }
        Part::Action(id) => {
            let item = view.items.iter().find(|item| item.id == id)?;
            let mut parts: Vec<String> = item
                .expected(holidays)
                .map(|worked| worked.how)
                .into_iter()
                .collect();
            parts.extend((!item.because.is_empty()).then(|| format!("because {}", item.because)));
            parts.extend(
                (!item.strategies.is_empty()).then(|| format!("may help: {}", item.strategies)),
            );
            parts.extend(
                item.review_on
                    .map(|on| format!("looked at again {}", say::full(on))),
            );
            parts.retain(|part| !part.is_empty());
            (!parts.is_empty()).then(|| parts.join("; "))
        }
        Part::Heading
        | Part::NotAsked
        | Part::NoWords
        | Part::Text(_)
        | Part::Strength(_)
        | Part::Need(_)
        | Part::Stage(..)
        | Part::Progress(_)
        | Part::Arranged(_)
        | Part::Agreement => None,
    }
}
