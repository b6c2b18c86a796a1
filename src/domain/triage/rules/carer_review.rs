//! Days that were set for carers themselves: to ask again how it is for them (R92), and to go through their access needs
//! again (the sixth step of DAPB1605, which covers carers too: STANDARDS D6).

use super::{Class, Rule};
use crate::domain::say;
use crate::domain::triage::About;

/// Speaks on the day that was set for asking a carer again; of several carers, on the first.
pub const STRAIN: Rule = Rule {
    name: "carer_review",
    class: Class::OwnWork,
    watches: "the day set for asking a carer again how it is for them",
    source: "R92",
    command: "team.own",
    put_off_at_most: Some(20),
    look: |facts, _, finds| {
        if let Some(day) = &facts.carer_review {
            finds(day.on, About::Record);
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let name = facts
            .carer_review
            .as_ref()
            .map_or("a carer", |day| &day.name);
        format!(
            "ask {name} (carer) again how it is for them, planned for {}",
            say::day(found.due, clock.today())
        )
    },
    workings: |_, found, _| {
        vec![format!(
            "{}, the day that was set with what the carer said",
            say::full(found.due)
        )]
    },
    otherwise: "no day is set for asking a carer again",
};

/// Speaks on the day that was set for going through a carer's access needs again; of several carers, on the first.
pub const ACCESS: Rule = Rule {
    name: "carer_access_review",
    class: Class::Record,
    watches: "the day set for going through a carer's access needs again",
    source: "R92, D6",
    command: "team.access",
    put_off_at_most: Some(60),
    look: |facts, _, finds| {
        if let Some(day) = &facts.carer_access {
            finds(day.on, About::Record);
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let name = facts
            .carer_access
            .as_ref()
            .map_or("a carer", |day| &day.name);
        format!(
            "access needs of {name} (carer) to be gone through again, planned for {}",
            say::day(found.due, clock.today())
        )
    },
    workings: |_, found, _| {
        vec![format!(
            "{}, the day that was set with the carer's access needs",
            say::full(found.due)
        )]
    },
    otherwise: "no day is set for going through a carer's access needs again",
};
