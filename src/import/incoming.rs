//! One person as a file describes them, before anybody has accepted anything.
//!
//! These are plain values: nothing here is checked against the store, and nothing is an identity yet.
//! Every text has been tidied (outer blanks removed, no control characters). `Debug` shows where a
//! person came from and never who they are.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::nhs_number::NhsNumber;
pub(super) use crate::domain::person::{Gender, PhoneUse};

/// One person as read from one row of a list or one Patient of a bundle.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Incoming {
    /// Row as a spreadsheet numbers it (1-based, the headings' row counts); for a bundle, the entry's number.
    pub row: usize,
    /// NHS number, its check digit found right (STANDARDS D1). Not required.
    pub nhs_number: Option<NhsNumber>,
    /// Title, such as "Mrs".
    pub title: Option<String>,
    /// First and middle names, separated by blanks; may be empty.
    pub given_names: String,
    /// Family name; a person known by a single name has it here.
    pub family_name: String,
    /// The name the person likes to be called by, when it is not simply the first of the given names.
    pub preferred_name: Option<String>,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// Date of death, when a day is known.
    pub died_on: Option<NaiveDate>,
    /// Whether the file says the person has died without giving a day.
    pub died: bool,
    /// The registration status, where it says that the person is no longer with the practice: "Deducted".
    pub left: Option<String>,
    /// The day of that status, when it is known.
    pub left_on: Option<NaiveDate>,
    /// Gender.
    pub gender: Gender,
    /// Address, line by line, without the postcode.
    pub address: Vec<String>,
    /// Postcode; written as "ZZ99 3JY" when it has the form of a UK postcode, else as found.
    pub postcode: Option<String>,
    /// Telephone numbers with what they are for, in the file's order, no number twice.
    pub phones: Vec<(PhoneUse, String)>,
    /// E-mail address.
    pub email: Option<String>,
    /// Language the person prefers, as the file names it.
    pub language: Option<String>,
    /// Name of the person's general practice.
    pub practice_name: Option<String>,
    /// ODS code of the person's general practice.
    pub practice_code: Option<String>,
    /// The person's named or usual GP, written "Dr Pat Sample".
    pub named_gp: Option<String>,
    /// Numbers other systems know the person by: what kind, and the number.
    pub local_ids: Vec<(String, String)>,
    /// Conditions in words, none twice.
    pub conditions: Vec<String>,
    /// Free text from the file's notes columns.
    pub notes: Option<String>,
    /// People and services that another system lists as the person's care team (FHIR only).
    pub team: Vec<IncomingMember>,
    /// Other services' plans for the person (FHIR only).
    pub plans: Vec<IncomingPlan>,
}

impl Incoming {
    /// Says whether the file states that the person has died. Whether to bring them in is the caller's choice.
    pub fn has_died(&self) -> bool {
        self.died || self.died_on.is_some()
    }

    /// Adds a line to the address; what comes after the tenth line stays on it.
    pub fn add_address_line(&mut self, line: String) {
        let full = self.address.len() >= MOST_LINES;
        match self.address.last_mut().filter(|_| full) {
            Some(last) => {
                last.push_str(", ");
                last.push_str(&line);
            }
            None => self.address.push(line),
        }
    }

    /// Adds a telephone number unless the person has it already, however it is spaced; says whether it was added.
    pub fn add_phone(&mut self, purpose: PhoneUse, number: String) -> bool {
        let digits = |text: &str| {
            text.chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        };
        let new = digits(&number);
        let add = self.phones.len() < MOST_PHONES
            && !self.phones.iter().any(|(_, known)| digits(known) == new);
        if add {
            self.phones.push((purpose, number));
        }
        add
    }

    /// Adds a condition unless the person has it already, in large or small letters; says whether it was added.
    pub fn add_condition(&mut self, condition: String) -> bool {
        let new = condition.to_lowercase();
        let add = !condition.is_empty()
            && self.conditions.len() < MOST_CONDITIONS
            && !self
                .conditions
                .iter()
                .any(|known| known.to_lowercase() == new);
        if add {
            self.conditions.push(condition);
        }
        add
    }

    /// Adds a paragraph to the notes unless it is there already; says whether it was added.
    pub fn add_note(&mut self, note: &str) -> bool {
        let notes = self.notes.get_or_insert_default();
        let add = !note.is_empty()
            && notes.len() < LONGEST_NOTES
            && !notes.split("\n\n").any(|known| known == note);
        if add {
            if !notes.is_empty() {
                notes.push_str("\n\n");
            }
            notes.push_str(note);
        }
        if notes.is_empty() {
            self.notes = None;
        }
        add
    }
}

/// The most lines of an address.
const MOST_LINES: usize = 10;

/// The most telephone numbers kept for a person.
const MOST_PHONES: usize = 20;

/// The most conditions kept for a person; no real record comes near.
const MOST_CONDITIONS: usize = 200;

/// Notes of this many bytes take no further paragraph.
const LONGEST_NOTES: usize = 20_000;

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("row", &self.row)
            .finish_non_exhaustive()
    }
}

/// A member of a care team that another system keeps.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct IncomingMember {
    /// Name of the person or, when `is_service`, of the service.
    pub name: String,
    /// Role in words; empty when the file gives none.
    pub role: String,
    /// Organisation a person works for, when stated.
    pub organisation: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Whether this is an organisation or service rather than a person.
    pub is_service: bool,
}

impl fmt::Debug for IncomingMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IncomingMember").finish_non_exhaustive()
    }
}

/// A care plan that another service holds for the person.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct IncomingPlan {
    /// What the plan is called.
    pub title: String,
    /// Its FHIR status, such as "active".
    pub status: String,
    /// Needs, concerns and problems in words, in the plan's order.
    pub needs: Vec<String>,
    /// Goals in words, in the plan's order.
    pub goals: Vec<String>,
    /// Activities in words, in the plan's order.
    pub activities: Vec<String>,
    /// The service or person the plan comes from, when stated.
    pub source: Option<String>,
}

impl fmt::Debug for IncomingPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IncomingPlan").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_row_and_nothing_of_the_person() {
        let person = Incoming {
            row: 7,
            family_name: "Ellis".into(),
            notes: Some("key safe".into()),
            team: vec![IncomingMember {
                name: "Ruth".into(),
                ..IncomingMember::default()
            }],
            ..Incoming::default()
        };
        let shown = format!("{person:?} {:?}", person.team);
        assert!(shown.contains("row: 7"));
        for word in ["Ellis", "key", "Ruth"] {
            assert!(!shown.contains(word), "{shown}");
        }
    }

    #[test]
    fn nothing_is_added_twice_or_without_end() {
        let mut person = Incoming::default();
        assert!(person.add_phone(PhoneUse::Home, "01632 960001".into()));
        assert!(!person.add_phone(PhoneUse::Other, "01632960001".into()));
        assert!(person.add_condition("Asthma".into()));
        assert!(!person.add_condition("ASTHMA".into()));
        assert!(!person.add_condition(String::new()));
        assert!(!person.add_note(""));
        assert_eq!(person.notes, None);
        assert!(person.add_note("Key safe") && person.add_note("Dog") && !person.add_note("Dog"));
        assert_eq!(person.notes.as_deref(), Some("Key safe\n\nDog"));
        for number in 0..1_000 {
            person.add_condition(number.to_string());
        }
        assert_eq!(person.conditions.len(), MOST_CONDITIONS);
    }

    #[test]
    fn death_counts_with_or_without_a_day() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 3);
        for (died, died_on, expected) in
            [(false, None, false), (true, None, true), (false, day, true)]
        {
            let person = Incoming {
                died_on,
                died,
                ..Incoming::default()
            };
            assert_eq!(person.has_died(), expected);
        }
    }
}
