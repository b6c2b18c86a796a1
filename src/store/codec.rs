//! Domain values as columns and back: days, instants, ids and the codes of enums.
//!
//! Codes never change meaning. Anything that cannot be read is damage, never a default.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rusqlite::Row;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::fault::Fault;
use crate::domain::appointment::How;
use crate::domain::contact::Contact;
use crate::domain::facet::FacetKind;
use crate::domain::item::{Heard, ItemKind, Rung, Waiting};
use crate::domain::person::{Leaving, Tier};
use crate::domain::promise::Reach;
use crate::domain::record::Kind;
use crate::domain::transition::MoveKind;
use crate::domain::user::UserRole;

/// A day as its column: days since 1 Jan 0001.
pub fn day(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

/// A day from its column.
pub fn date(column: i32) -> Result<NaiveDate, Fault> {
    NaiveDate::from_num_days_from_ce_opt(column).ok_or(Fault::Unreadable("a date"))
}

/// An optional day from its column.
pub fn date_at(row: &Row<'_>, at: usize) -> Result<Option<NaiveDate>, Fault> {
    row.get::<_, Option<i32>>(at)?.map(date).transpose()
}

/// An instant as its column: milliseconds since 1970, UTC.
pub fn millis(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// An instant from its column.
pub fn instant(column: i64) -> Result<DateTime<Utc>, Fault> {
    DateTime::from_timestamp_millis(column).ok_or(Fault::Unreadable("a time"))
}

/// A record's body.
pub fn body<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|_| Fault::Unreadable("a record"))
}

/// A record from its body.
pub fn value<T: DeserializeOwned>(body: &str) -> Result<T, Fault> {
    serde_json::from_str(body).map_err(|_| Fault::Unreadable("a record"))
}

/// An enum with a fixed number a variant.
pub trait Code: Copy + Sized + 'static {
    /// Every variant and its number.
    const CODES: &'static [(Self, i64)];

    /// The number that stands in the column.
    fn code(self) -> i64
    where
        Self: PartialEq,
    {
        Self::CODES
            .iter()
            .find(|(value, _)| *value == self)
            .map_or(-1, |(_, code)| *code)
    }

    /// The variant of a number.
    fn from_code(code: i64) -> Result<Self, Fault> {
        Self::CODES
            .iter()
            .find(|(_, known)| *known == code)
            .map(|(value, _)| *value)
            .ok_or(Fault::Unreadable("a code"))
    }
}

/// What a contact says of when somebody was spoken with, as its column has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spoke {
    /// With nobody of theirs.
    No,
    /// The person or somebody close to them was spoken with.
    With,
    /// So that it can be the first call after a discharge.
    AskedAfter,
}

impl Spoke {
    /// What a contact says.
    pub fn of(contact: &Contact) -> Self {
        match (contact.spoke(), contact.asked_after()) {
            (_, true) => Self::AskedAfter,
            (true, false) => Self::With,
            (false, false) => Self::No,
        }
    }
}

impl Code for Spoke {
    const CODES: &'static [(Self, i64)] = &[(Self::No, 0), (Self::With, 1), (Self::AskedAfter, 2)];
}

impl Code for Reach {
    // 0 and 1 are those of a plain yes and no, which the column was at first.
    const CODES: &'static [(Self, i64)] = &[(Self::Nobody, 0), (Self::ByUs, 1), (Self::ByThem, 2)];
}

impl Code for Kind {
    const CODES: &'static [(Self, i64)] = &[
        (Self::Person, 1),
        (Self::Member, 2),
        (Self::Words, 3),
        (Self::Plan, 4),
        (Self::Item, 5),
        (Self::Contact, 6),
        (Self::Deferral, 7),
        (Self::Sharing, 8),
        (Self::Version, 9),
        (Self::Copy, 10),
        (Self::Appointment, 11),
        (Self::Transition, 12),
        // From 20 on: what belongs to no person.
        (Self::Service, 20),
        (Self::UnmetNeed, 21),
    ];
}

impl Code for Tier {
    const CODES: &'static [(Self, i64)] = &[(Self::High, 1), (Self::Medium, 2), (Self::Low, 3)];
}

impl Code for Leaving {
    const CODES: &'static [(Self, i64)] =
        &[(Self::Moved, 1), (Self::Discharged, 2), (Self::Died, 3)];
}

impl Code for ItemKind {
    const CODES: &'static [(Self, i64)] = &[
        (Self::Action, 1),
        (Self::Question, 2),
        (Self::Referral, 3),
        (Self::ReferralIn, 4),
        (Self::Letter, 5),
        (Self::Supply, 6),
        (Self::Gap, 7),
        (Self::Conflict, 8),
        (Self::Concern, 9),
        (Self::Check, 10),
    ];
}

impl Code for Heard {
    const CODES: &'static [(Self, i64)] = &[
        (Self::Nothing, 0),
        (Self::ThisDay, 1),
        (Self::AnotherDay, 2),
    ];
}

impl Code for Rung {
    const CODES: &'static [(Self, i64)] = &[
        (Self::Again, 1),
        (Self::Manager, 2),
        (Self::LeadClinician, 3),
        (Self::Commissioner, 4),
    ];
}

impl Code for MoveKind {
    const CODES: &'static [(Self, i64)] = &[
        (Self::Admission, 1),
        (Self::Discharge, 2),
        (Self::Transfer, 3),
        (Self::Lead, 4),
        (Self::ChildToAdult, 5),
        (Self::House, 6),
        (Self::School, 7),
        (Self::Family, 8),
    ];
}

impl Code for Waiting {
    const CODES: &'static [(Self, i64)] = &[(Self::Us, 1), (Self::Service, 2), (Self::Person, 3)];
}

impl Code for How {
    const CODES: &'static [(Self, i64)] = &[
        (Self::Attended, 1),
        (Self::Missed, 2),
        (Self::Cancelled, 3),
        (Self::Moved, 4),
    ];
}

impl Code for FacetKind {
    const CODES: &'static [(Self, i64)] = &[
        (Self::Practice, 1),
        (Self::NamedGp, 2),
        (Self::Condition, 3),
        (Self::Group, 4),
        (Self::Coordinator, 5),
    ];
}

impl Code for UserRole {
    const CODES: &'static [(Self, i64)] =
        &[(Self::Navigator, 1), (Self::Lead, 2), (Self::Reader, 3)];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trips<T: Code + PartialEq + std::fmt::Debug>(all: &[T]) {
        for value in all {
            assert_eq!(T::from_code(value.code()).expect("known"), *value);
        }
        assert_eq!(all.len(), T::CODES.len());
        assert!(T::from_code(99).is_err());
    }

    #[test]
    fn every_code_reads_back() {
        round_trips(&FacetKind::ALL);
        round_trips(&Kind::ALL);
        round_trips(&ItemKind::ALL);
        round_trips(&Rung::ALL);
        round_trips(&MoveKind::ALL);
        round_trips(&Waiting::ALL);
        round_trips(&UserRole::ALL);
        round_trips(&How::ALL);
        round_trips(&[Leaving::Moved, Leaving::Discharged, Leaving::Died]);
        round_trips(&[Tier::High, Tier::Medium, Tier::Low]);
    }
}
