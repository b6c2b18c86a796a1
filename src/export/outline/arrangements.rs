//! What the plan arranges: what to do when things go wrong, near the top; shared care and the rest after the goals.

use super::{Extent, Section, critical};
use crate::domain::arrangement::{ArrangementKind, Entry, repetitions};
use crate::domain::plan::Plan;
use crate::export::dossier::Dossier;
use crate::export::loss::Loss;

/// Kinds that belong to what to do when things go wrong.
const WHAT_IF: [ArrangementKind; 6] = [
    ArrangementKind::Cpr,
    ArrangementKind::EndOfLife,
    ArrangementKind::Contingency,
    ArrangementKind::AtHand,
    ArrangementKind::Backups,
    ArrangementKind::Wishes,
];

/// What to do when things go wrong, wishes, and who steps in: for whoever has to act now.
pub fn what_if(dossier: &Dossier, extent: Extent, loss: &mut Loss) -> Section {
    let mut section = Section::new("When things go wrong");
    critical::no_resuscitation(dossier, &mut section);
    let Some(plan) = dossier.plan() else {
        critical::no_contingency(dossier, &mut section);
        return section;
    };
    for kind in WHAT_IF {
        points(&mut section, dossier, plan, kind, extent, loss);
        match kind {
            ArrangementKind::Contingency => {
                section.fact("In general", plan.contingency.clone());
                critical::no_contingency(dossier, &mut section);
            }
            ArrangementKind::Backups => section.fact("Who steps in", plan.backup.clone()),
            _ => {}
        }
    }
    section
}

/// Decisions taken elsewhere, shared care, what services do, and whatever else the plan arranges.
pub fn the_rest(dossier: &Dossier, extent: Extent, loss: &mut Loss) -> Section {
    let mut section = Section::new("Arrangements");
    let Some(plan) = dossier.plan() else {
        return section;
    };
    for kind in ArrangementKind::ALL {
        if !WHAT_IF.contains(&kind) {
            points(&mut section, dossier, plan, kind, extent, loss);
        }
    }
    for pair in repetitions(&plan.arrangements.interventions, dossier.today()) {
        section.point(pair.says(), Vec::new());
    }
    section
}

fn points(
    section: &mut Section,
    dossier: &Dossier,
    plan: &Plan,
    kind: ArrangementKind,
    extent: Extent,
    loss: &mut Loss,
) {
    let entries = plan.arrangements.entries(kind, dossier.today());
    let (over, holds): (Vec<Entry>, Vec<Entry>) = entries
        .into_iter()
        .partition(|entry| entry.ended_on.is_some());
    let shown = match extent {
        Extent::Brief => {
            loss.count(
                over.len(),
                "arrangement that is over",
                "arrangements that are over",
            );
            holds
        }
        Extent::Full => holds.into_iter().chain(over).collect(),
    };
    for entry in shown {
        let (text, under) = told(dossier, plan, &entry);
        section.point(text, under);
    }
}

/// An arrangement as a point: what it is, and everything that is known about it under that.
fn told(dossier: &Dossier, plan: &Plan, entry: &Entry) -> (String, Vec<String>) {
    let (title, facts) = critical::told(dossier, plan, entry, &|member| {
        dossier.told(member).warning().to_owned()
    });
    let under = facts.into_iter();
    let under = under.map(|(label, value)| format!("{label}: {value}"));
    let lines = dossier.lines_of(plan, entry);
    (title, under.chain(lines).collect())
}
