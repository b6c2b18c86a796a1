//! The rows of a plan for what it arranges: a heading and a line each; what there is none of shares one row.

use chrono::NaiveDate;

use super::editor::PlanText;
use super::outline::{OutlineRow, Part, both_kept, one_line};
use crate::domain::arrangement::{ArrangementKind, Entry, Repetition, repetitions};
use crate::domain::id::{ArrangementId, OtherLineId};
use crate::domain::item::Item;
use crate::domain::place_ended::rung_in_vain;
use crate::domain::plan::Plan;
use crate::domain::record::Kept;
use crate::domain::team::Member;

/// What a row about arrangements is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arranged {
    /// One of a kind.
    Entry(ArrangementKind, ArrangementId),
    /// A line of another service's plan.
    Line(ArrangementId, OtherLineId),
    /// That there is none of a kind yet, though every plan should have one.
    None(ArrangementKind),
    /// The heading over what services do.
    Interventions,
    /// What else there is none of.
    Nothing,
}

/// Kinds that are named where there is none of them; of the others most plans have none.
const WORTH_ASKING: [ArrangementKind; 8] = [
    ArrangementKind::AtHand,
    ArrangementKind::Wishes,
    ArrangementKind::SharedCare,
    ArrangementKind::SelfCare,
    ArrangementKind::OtherPlan,
    ArrangementKind::Intervention,
    ArrangementKind::Medicines,
    ArrangementKind::Funding,
];

/// The rows of a plan's arrangements on a day.
///
/// `items` are the person's: a line of another plan names the action into which it went. So is the `team`: who is rung
/// may not be in it any more.
pub fn rows(
    plan: &Plan,
    (items, team): (&[&Item], &[Kept<Member>]),
    today: NaiveDate,
    rows: &mut Vec<OutlineRow>,
) {
    let mut nothing = Vec::new();
    let twice = repetitions(&plan.arrangements.interventions, today);
    for kind in ArrangementKind::ALL {
        let entries = plan.arrangements.entries(kind, today);
        let before = before(plan, kind);
        if entries.is_empty() && before.is_none() {
            match kind {
                ArrangementKind::Contingency | ArrangementKind::Backups => {
                    rows.push(none_yet(kind));
                }
                kind if WORTH_ASKING.contains(&kind) => nothing.push(kind.heading().to_lowercase()),
                _ => {}
            }
            continue;
        }
        if kind.is_single() {
            rows.extend(entries.iter().map(|one| single(kind, one)));
            rows.extend(before.map(|text| written_before(kind, text, 0)));
            continue;
        }
        rows.push(heading(kind));
        for one in &entries {
            let mut row = entry(one, &twice);
            let mut contingency = plan.arrangements.contingency.iter();
            let known = contingency.find(|known| known.id == one.id);
            let gone = known.map_or_else(Vec::new, |known| rung_in_vain(known, team));
            if !gone.is_empty() && one.ended_on.is_none() {
                row.needs_look = true;
                row.text = format!("{} - no longer in the team: {}", row.text, gone.join(", "));
            }
            rows.push(row);
            if kind == ArrangementKind::OtherPlan {
                lines(plan, items, one.id, rows);
            }
        }
        rows.extend(before.map(|text| written_before(kind, text, 1)));
    }
    if !nothing.is_empty() {
        rows.push(OutlineRow {
            depth: 0,
            part: Part::Arranged(Arranged::Nothing),
            text: format!("Nothing yet on ({{plan.add}} adds): {}", nothing.join("; ")),
            needs_look: false,
        });
    }
}

/// The one text that stood for a kind before it had fields of its own.
fn before(plan: &Plan, kind: ArrangementKind) -> Option<&str> {
    let text = match kind {
        ArrangementKind::Contingency => &plan.contingency,
        ArrangementKind::Backups => &plan.backup,
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

fn written_before(kind: ArrangementKind, text: &str, depth: u16) -> OutlineRow {
    let both = both_kept(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (part, label) = match kind {
        ArrangementKind::Backups => (PlanText::Backup, "Backup, for both: "),
        _ => (PlanText::Contingency, "in general: "),
    };
    OutlineRow {
        depth,
        part: Part::Text(part),
        text: format!("{label}{both}{text}"),
        needs_look: !both.is_empty(),
    }
}

fn none_yet(kind: ArrangementKind) -> OutlineRow {
    OutlineRow {
        depth: 0,
        part: Part::Arranged(Arranged::None(kind)),
        text: format!("{}: nothing yet ({{plan.edit}})", kind.heading()),
        needs_look: true,
    }
}

fn single(kind: ArrangementKind, one: &Entry) -> OutlineRow {
    OutlineRow {
        depth: 0,
        part: Part::Arranged(Arranged::Entry(kind, one.id)),
        text: format!("{}: {}", kind.heading(), one.says()),
        needs_look: one.lacks.is_some(),
    }
}

fn heading(kind: ArrangementKind) -> OutlineRow {
    let (part, hint) = match kind {
        ArrangementKind::Intervention => {
            (Part::Arranged(Arranged::Interventions), " (= side by side)")
        }
        _ => (Part::Heading, ""),
    };
    OutlineRow {
        depth: 0,
        part,
        text: format!("{}{hint}", kind.heading()),
        needs_look: false,
    }
}

/// The lines of another service's plan, under it, each with where it went.
fn lines(plan: &Plan, items: &[&Item], id: ArrangementId, rows: &mut Vec<OutlineRow>) {
    let Some(other) = plan.arrangements.other_plan(id) else {
        return;
    };
    rows.extend(other.lines.iter().map(|line| OutlineRow {
        depth: 2,
        part: Part::Arranged(Arranged::Line(id, line.id)),
        text: format!("line: {}", one_line(&line.says(plan, items))),
        needs_look: line.is_open(),
    }));
}

fn entry(one: &Entry, twice: &[Repetition<'_>]) -> OutlineRow {
    let is_twice = one.kind == ArrangementKind::Intervention
        && twice
            .iter()
            .any(|pair| pair.one.id == one.id || pair.other.id == one.id);
    let hint = if is_twice { " - perhaps twice" } else { "" };
    OutlineRow {
        depth: 1,
        part: Part::Arranged(Arranged::Entry(one.kind, one.id)),
        text: format!("{}{hint}", one.says()),
        needs_look: is_twice || one.lacks.is_some(),
    }
}
