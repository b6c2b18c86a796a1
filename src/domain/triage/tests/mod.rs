//! The rules as tables of cases (`cases`), and the invariants of the list as properties (`properties`).

pub(super) mod any;
mod cases;
mod closed_days;
mod first_calls;
mod properties;

use chrono::{Days, NaiveDate, NaiveTime};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::appointment::{How, Lack};
use crate::domain::id::{
    AppointmentId, ContactId, DeferralId, ItemId, MemberId, PersonId, TransitionId,
};
use crate::domain::item::ItemKind;
use crate::domain::item::Rung;
use crate::domain::item::{Booking, Heard};
use crate::domain::london;
use crate::domain::person::Tier;
use crate::domain::promise::Promise;
use crate::domain::transition::MoveKind;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn clock<'a>(today: &str, holidays: &'a Holidays) -> Clock<'a> {
    Clock::new(
        day(today).and_time(NaiveTime::from_hms_opt(9, 12, 0).expect("a time")),
        holidays,
    )
}

/// Somebody about whom nothing is due: spoken with yesterday, no gaps, nothing open.
pub(super) fn settled() -> Facts {
    Facts {
        person: PersonId(Uuid::from_u128(1)),
        name: "Osei, Grace".into(),
        called: "Grace".into(),
        born_on: None,
        tier: Tier::High,
        joined_on: day("2025-06-02"),
        pause: None,
        self_coordinating: None,
        coordinator_since: None,
        access_review_on: None,
        prefers_text: false,
        carer_days: Vec::new(),
        lead_since: None,
        lead_until_on: None,
        carers_away: Vec::new(),
        first_conversation: true,
        spoken_on: Some(day("2026-03-01")),
        asked_after_at: None,
        contact_every_days: Some(14),
        last_on: None,
        promises: Vec::new(),
        review_due: None,
        review_by: None,
        review_held_on: None,
        review_how: ReviewHow::default(),
        end_of_life: None,
        elsewhere_on: None,
        gaps: Gaps::default(),
        items: Vec::new(),
        appointments: Vec::new(),
        moves: Vec::new(),
        deferrals: Vec::new(),
    }
}

/// A move at a London clock time, of which nothing was done yet.
fn moved(kind: MoveKind, at: &str) -> MoveFact {
    let at: chrono::NaiveDateTime = at.parse().expect("a clock time");
    MoveFact {
        id: TransitionId(Uuid::from_u128(8)),
        kind,
        at: london::instant(at),
        asked_on: None,
        is_open: true,
        is_acknowledged: true,
        names_contact: true,
        was_called: false,
        was_explained: false,
        from: "Ward 7".into(),
        to: "home".into(),
    }
}

/// An admission that goes on, acknowledged.
fn admitted(at: &str) -> MoveFact {
    MoveFact {
        from: "home".into(),
        to: "Ward 7".into(),
        ..moved(MoveKind::Admission, at)
    }
}

fn for_carer(review: Option<&str>, access: Option<&str>) -> CarerDays {
    CarerDays {
        member: MemberId(Uuid::from_u128(6)),
        name: "Ruth".into(),
        review_on: review.map(day),
        access_on: access.map(day),
        until_on: None,
    }
}

fn carer(name: &str, from: &str, until: Option<&str>) -> CarerAway {
    CarerAway {
        member: MemberId(Uuid::from_u128(5)),
        name: name.into(),
        from_on: day(from),
        until_on: until.map(day),
    }
}

fn end_of_life(since: &str, reviewed: Option<&str>) -> EndOfLifeFact {
    EndOfLifeFact {
        since_on: day(since),
        reviewed_on: reviewed.map(day),
    }
}

pub(super) fn item(kind: ItemKind, waiting: Waiting) -> ItemFact {
    ItemFact {
        id: ItemId(Uuid::from_u128(9)),
        kind,
        waiting,
        asked_on: day("2026-02-13"),
        expected_on: Some(day("2026-02-27")),
        answered_on: None,
        chases: 0,
        chased_on: None,
        told_on: None,
        rung: None,
        booking: None,
        ongoing: false,
        declined: false,
        declined_of: None,
        taken_back_on: None,
        taken_back: String::new(),
        what: "blister pack".into(),
        expected_how: String::new(),
        owner: "pharmacy".into(),
    }
}

/// Tablets that last until a day.
fn tablets(until: &str) -> ItemFact {
    ItemFact {
        what: "tablets".into(),
        owner: "County ward".into(),
        expected_on: Some(day(until)),
        ..item(ItemKind::Supply, Waiting::Service)
    }
}

/// The fracture clinic, booked for a day; nothing is lacking.
fn clinic(on: &str) -> AppointmentFact {
    AppointmentFact {
        id: AppointmentId(Uuid::from_u128(11)),
        on: day(on),
        how: None,
        closed_on: None,
        followed_up: false,
        lacking: Lacking::default(),
        prepare_on: None,
        recall_on: None,
        off_on: None,
        next: None,
        what: "fracture clinic".into(),
        prepare: String::new(),
        every_months: None,
    }
}

/// A promise to the person, made on a day; without a day of its own it is a new try after a failed attempt.
fn promised(made_on: &str, due_on: Option<&str>) -> Promise {
    Promise {
        contact: ContactId(Uuid::from_u128(8)),
        made_on: day(made_on),
        due_on: due_on.map(day),
        reached: due_on.is_some(),
        to_person: true,
        whom: String::new(),
        what: String::new(),
    }
}

#[test]
fn each_rule_speaks_on_its_day_and_names_its_dates() {
    let holidays = Holidays::england();
    let clock = clock("2026-03-02", &holidays);
    for (name, so, bucket, first) in cases::all() {
        let mut facts = settled();
        so(&mut facts);
        let verdict = look(&facts, &clock);
        assert_eq!(verdict.bucket, *bucket, "{name}");
        let says = verdict
            .due(&clock)
            .next()
            .map(|found| (found.rule.name, found.says(&facts, &clock)));
        assert_eq!(
            says.as_ref().map(|(rule, says)| (*rule, says.as_str())),
            *first,
            "{name}"
        );
    }
}

#[test]
fn rule_names_are_unique_and_each_has_its_source() {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
    assert!(RULES.iter().all(|rule| rule.source.starts_with('R')));
}

#[test]
fn class_comes_before_tier_and_tier_before_lateness() {
    let holidays = Holidays::england();
    let clock = clock("2026-03-02", &holidays);
    let row = |n: u128, tier, so: fn(&mut Facts)| {
        let mut facts = settled();
        facts.person = PersonId(Uuid::from_u128(n));
        facts.tier = tier;
        so(&mut facts);
        Row::of(&facts, &clock)
    };
    let late: fn(&mut Facts) = |facts| facts.spoken_on = Some(day("2025-11-03"));
    let quiet: fn(&mut Facts) = |facts| facts.spoken_on = Some(day("2026-02-16"));
    let chase: fn(&mut Facts) =
        |facts| facts.items = vec![item(ItemKind::Question, Waiting::Service)];
    let mut rows = [
        row(1, Tier::High, chase),
        row(2, Tier::Low, late),
        row(3, Tier::High, quiet),
        row(4, Tier::High, late),
        row(5, Tier::High, |_| ()),
    ];
    rows.sort_by(Row::order);
    let order: Vec<u128> = rows.iter().map(|row| row.person.0.as_u128()).collect();
    assert_eq!(order, [4, 3, 2, 1, 5]);
}
