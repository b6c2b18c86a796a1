//! With whom a promise was made, and by whose doing somebody was reached.

use crate::domain::contact::{Contact, Direction, Reached, With};
use crate::domain::find::fold;

/// What the party of somebody close to the person begins with.
pub(super) const CLOSE: &str = "~";

/// With whom a promise was made, so far as that decides what keeps it.
///
/// The person is one party; of those close to them, of professionals and services each name is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Party(String);

impl Party {
    /// The party of a contact.
    pub fn of(contact: &Contact) -> Self {
        match contact.with {
            With::Person => Self(String::new()),
            With::Carer => Self(format!("{CLOSE}{}", fold(&contact.whom))),
            With::Professional | With::Service => Self(format!("@{}", fold(&contact.whom))),
        }
    }

    /// The party as it is kept in a column.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The party from its column.
    pub fn from_column(column: String) -> Self {
        Self(column)
    }

    /// Whether it is the person.
    fn is_person(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is the person or somebody close to them.
    pub(super) fn is_at_home(&self) -> bool {
        self.is_person() || self.0.starts_with(CLOSE)
    }

    /// Whether it is the person, or somebody close to them whom nobody named: as good as them.
    pub fn is_person_or_unnamed(&self) -> bool {
        self.is_person() || self.0 == CLOSE
    }
}

/// Whether somebody was reached in a contact, and by whose doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Nobody was.
    Nobody,
    /// We began it.
    ByUs,
    /// They did: whoever rings in has something of their own to say.
    ByThem,
}

impl Reach {
    /// That of a contact.
    pub fn of(contact: &Contact) -> Self {
        match (contact.result, contact.direction) {
            (Reached::Yes, Direction::Out) => Self::ByUs,
            (Reached::Yes, Direction::In) => Self::ByThem,
            _ => Self::Nobody,
        }
    }

    /// Whether somebody was reached.
    pub fn is_reached(self) -> bool {
        self != Self::Nobody
    }
}
