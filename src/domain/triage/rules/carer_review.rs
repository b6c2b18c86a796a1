//! Days that were set for carers themselves: to ask again how it is for them (R92), and to go through their access needs
//! again (the sixth step of DAPB1605, which covers carers too: STANDARDS D6).
//!
//! Each carer is a finding of their own: what is put off for one says nothing of another.

use chrono::NaiveDate;

use super::{Class, Rule};
use crate::domain::say;
use crate::domain::triage::{About, CarerDays, Clock, Facts, Found};

/// Speaks on the day that was set for asking a carer again, of each carer.
pub const STRAIN: Rule = Rule {
    name: "carer_review",
    class: Class::OwnWork,
    watches: "the day set for asking a carer again how it is for them",
    source: "R92",
    command: "team.own",
    put_off_at_most: Some(20),
    look: |facts, clock, finds| each(facts, clock, finds, |carer| carer.review_on),
    late_since: super::from_due,
    says: |facts, found, clock| {
        format!(
            "ask {} again how it is for them, planned for {}",
            whom(facts, found),
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

/// Speaks on the day that was set for going through a carer's access needs again, of each carer.
pub const ACCESS: Rule = Rule {
    name: "carer_access_review",
    class: Class::Record,
    watches: "the day set for going through a carer's access needs again",
    source: "R92, D6",
    command: "team.access",
    put_off_at_most: Some(60),
    look: |facts, clock, finds| each(facts, clock, finds, |carer| carer.access_on),
    late_since: super::from_due,
    says: |facts, found, clock| {
        format!(
            "access needs of {} to be gone through again, planned for {}",
            whom(facts, found),
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

/// The carers whose place is not over, each on the day that was set for them.
fn each(
    facts: &Facts,
    clock: &Clock<'_>,
    finds: &mut super::Finds<'_>,
    set: fn(&CarerDays) -> Option<NaiveDate>,
) {
    for (at, carer) in facts.carer_days.iter().enumerate() {
        if let Some(on) = set(carer).filter(|_| carer.is_held_on(clock.today())) {
            finds(on, About::Carer(at));
        }
    }
}

/// The carer whom a finding is about. Without a bracket: the name belongs to what is said briefly.
fn whom(facts: &Facts, found: &Found) -> String {
    let carer = match found.about {
        About::Carer(at) => facts.carer_days.get(at),
        About::Record
        | About::Item(_)
        | About::Promise(_)
        | About::Appointment(_)
        | About::Move(_) => None,
    };
    match carer {
        Some(carer) => format!("the carer {}", carer.name),
        None => "a carer".to_owned(),
    }
}
