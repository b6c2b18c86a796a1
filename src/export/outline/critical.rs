//! What no text for reading is silent about: which version it is and of which day, what the person lives with, and the
//! decision about resuscitation with where its paper is. The record, the page and the emergency sheet all take it from here.

use super::{Section, day, listed};
use crate::domain::arrangement::{ArrangementKind, Entry, Naming, Paper, Wishes};
use crate::domain::person::{Leaving, Status};
use crate::domain::plan::Plan;
use crate::domain::say;
use crate::domain::team::Member;
use crate::export::dossier::Dossier;

/// What stands where this reader was not given a part: never that there is nothing.
const NOT_GIVEN: &str = "not part of what this reader was given: ask the practice";
/// What stands where it is not said where a paper is.
const NO_PLACE: &str = "not recorded: ask, and look for it";

/// The lines under who it is: which version of the plan, and the day it was printed.
pub fn standing(dossier: &Dossier) -> Vec<String> {
    let printed = format!("Printed {}.", say::full(dossier.today()));
    vec![format!("Plan: {}", version(dossier)), printed]
}

fn version(dossier: &Dossier) -> String {
    if !dossier.scope.plan {
        return "not part of this copy.".to_owned();
    }
    if let Some(version) = &dossier.version {
        return format!("{}.", say::capital(version));
    }
    if !dossier.standing.is_empty() {
        return dossier.standing.clone();
    }
    match dossier.plan() {
        None => "none has been begun.".to_owned(),
        Some(Plan {
            agreed: Some(agreed),
            ..
        }) => {
            let by = listed([agreed.by.as_str(), &agreed.capacity]);
            format!("agreed {} by {by}; no version was kept.", day(agreed.on))
        }
        Some(_) => "a draft, not agreed with them yet.".to_owned(),
    }
}

/// What they live with; silence would be taken for "nothing".
pub fn conditions(dossier: &Dossier, section: &mut Section) {
    let conditions = dossier.person().conditions.iter();
    let conditions = listed(conditions.map(String::as_str));
    section.fact(
        "Conditions",
        match conditions.as_str() {
            _ if !dossier.scope.health => NOT_GIVEN,
            "" => "none recorded here",
            conditions => conditions,
        },
    );
}

/// That no decision about resuscitation is recorded, where none is; silence would be taken for one. Of somebody who died
/// nobody asks.
pub fn no_resuscitation(dossier: &Dossier, section: &mut Section) {
    let arranged = dossier
        .plan()
        .and_then(|plan| plan.arrangements.cpr.as_ref());
    let died = matches!(
        dossier.person().status,
        Status::Left {
            how: Leaving::Died,
            ..
        }
    );
    if arranged.is_some() || died {
        return;
    }
    let says = if dossier.scope.contingency {
        "no decision is recorded here: ask the practice, and look for a paper"
    } else {
        NOT_GIVEN
    };
    section.fact("Resuscitation", says);
}

/// That nothing is recorded of what to do, where nothing is.
pub fn no_contingency(dossier: &Dossier, section: &mut Section) {
    let none = dossier.plan().is_none_or(|plan| {
        let kind = ArrangementKind::Contingency;
        let entries = plan.arrangements.entries(kind, dossier.today());
        entries.iter().all(|one| one.ended_on.is_some()) && plan.contingency.trim().is_empty()
    });
    if none && dossier.scope.contingency {
        section.text("Nothing is recorded of what to do when things go wrong.");
    }
}

/// An arrangement as everybody reads it: what it is, and what is known about it, a labelled fact each; also that it is not
/// known where a paper is. Beside the number of each whom to ring stands what has to be known first.
pub fn told(
    dossier: &Dossier,
    plan: &Plan,
    entry: &Entry,
    warning: &dyn Fn(&Member) -> String,
) -> (String, Vec<(&'static str, String)>) {
    let naming = Naming {
        team: &dossier.everybody_in_the_team(),
        today: dossier.today(),
        warning,
    };
    let told = plan.arrangements.told(entry, naming);
    let facts = told.facts.into_iter();
    let mut facts: Vec<(&str, String)> = facts.map(|fact| (fact.label, fact.value)).collect();
    for label in papers_lost(plan, entry.kind) {
        facts.push((label, NO_PLACE.to_owned()));
    }
    (told.title, facts)
}

/// The labels of the places that are not recorded of papers that there are.
fn papers_lost(plan: &Plan, kind: ArrangementKind) -> Vec<&'static str> {
    let arranged = &plan.arrangements;
    let lost = match (kind, &arranged.cpr, &arranged.wishes) {
        (ArrangementKind::Cpr, Some(cpr), _) => {
            vec![(cpr.kept_at.trim().is_empty(), "Where the paper is")]
        }
        (ArrangementKind::Wishes, _, Some(wishes)) => lost_wishes(wishes).to_vec(),
        _ => Vec::new(),
    };
    let lost = lost.into_iter().filter(|(is_lost, _)| *is_lost);
    lost.map(|(_, label)| label).collect()
}

fn lost_wishes(wishes: &Wishes) -> [(bool, &'static str); 2] {
    let lost = |paper: Paper, at: &str| paper == Paper::Yes && at.trim().is_empty();
    [
        (
            lost(wishes.statement, &wishes.statement_at),
            "Where the advance statement is",
        ),
        (
            lost(wishes.refusal, &wishes.refusal_at),
            "Where the refusal of treatment is",
        ),
    ]
}
