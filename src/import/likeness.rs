//! What several rows with one NHS number say together: whether they can all be one person.
//!
//! Two rows may each fit a third, which has a short name or no birth date, and not each other. So a row is held against
//! everything that the rows before it say, each fact with the row it stands in.

use chrono::NaiveDate;

use super::incoming::Incoming;
use super::matching::fold;

/// Says whether two rows are two people: another name or birth date, not only a shorter name or none given.
pub fn is_somebody_else(one: &Incoming, other: &Incoming) -> bool {
    Likeness::of((), one).other(other).is_some()
}

/// What rows that can be one person say of them, and where it stands.
pub struct Likeness<At> {
    /// The family name, folded; it is the same in all rows.
    family: (String, At),
    /// The longest of the given names, folded, with which all others begin.
    given: (String, At),
    born_on: Option<(NaiveDate, At)>,
}

impl<At: Copy> Likeness<At> {
    /// What a first row says.
    pub fn of(at: At, person: &Incoming) -> Self {
        Self {
            family: (fold(&person.family_name), at),
            given: (fold(&person.given_names), at),
            born_on: person.born_on.map(|born| (born, at)),
        }
    }

    /// A row from which somebody differs; `None` where they can be the one person of all rows so far.
    pub fn other(&self, person: &Incoming) -> Option<At> {
        if let (Some((born, at)), Some(theirs)) = (self.born_on, person.born_on)
            && born != theirs
        {
            return Some(at);
        }
        let (family, at) = &self.family;
        if *family != fold(&person.family_name) {
            return Some(*at);
        }
        let (given, at) = &self.given;
        let theirs = fold(&person.given_names);
        let begins = given.starts_with(&theirs) || theirs.starts_with(given.as_str());
        (!begins).then_some(*at)
    }

    /// Takes up what a further row says beyond the rows so far.
    pub fn take(&mut self, at: At, person: &Incoming) {
        let theirs = fold(&person.given_names);
        let (given, _) = &self.given;
        if theirs.len() > given.len() && theirs.starts_with(given.as_str()) {
            self.given = (theirs, at);
        }
        self.born_on = self.born_on.or(person.born_on.map(|born| (born, at)));
    }
}
