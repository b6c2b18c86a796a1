//! What was promised in contacts and stands until it is kept: next steps on a day, and new tries after failed ones
//! (R47, R50).
//!
//! Promises are kept party by party: a later call to the pharmacy says nothing about a call that the person was promised.

use std::collections::{HashMap, HashSet};
use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};

use super::contact::{Contact, With};
use super::find::fold;
use super::id::ContactId;

/// With whom a promise was made, so far as that decides what keeps it.
///
/// The person and those close to them are one party; of professionals and services each name is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Party(String);

impl Party {
    /// The party of a contact.
    pub fn of(contact: &Contact) -> Self {
        match contact.with {
            With::Person | With::Carer => Self(String::new()),
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

    /// Whether it is the person or somebody close to them.
    pub fn is_person(&self) -> bool {
        self.0.is_empty()
    }
}

/// One contact, so far as promises go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub contact: ContactId,
    /// Its London day.
    pub on: NaiveDate,
    /// Whether somebody was reached.
    pub reached: bool,
    /// The day of its next step, if one was named.
    pub next_on: Option<NaiveDate>,
    /// With whom.
    pub party: Party,
    /// Promises that its author said are kept by it, or no longer wanted.
    pub keeps: Vec<ContactId>,
}

impl Entry {
    /// What the promises of a contact hang on.
    pub fn of(contact: &Contact) -> Self {
        Self {
            contact: contact.id,
            on: super::london::date(contact.at),
            reached: contact.result == super::contact::Reached::Yes,
            next_on: contact.next.as_ref().map(|next| next.on),
            party: Party::of(contact),
            keeps: contact.keeps.clone(),
        }
    }

    fn promises(&self) -> bool {
        self.next_on.is_some() || !self.reached
    }
}

/// A promise that stands.
#[derive(Clone, PartialEq, Eq)]
pub struct Promise {
    /// The contact it was made in.
    pub contact: ContactId,
    /// The day of that contact.
    pub made_on: NaiveDate,
    /// The day named; `None` after an attempt that named none.
    pub due_on: Option<NaiveDate>,
    /// Whether somebody was reached then; if not, it is a new try.
    pub reached: bool,
    /// Whether it was made to the person or somebody close to them.
    pub to_person: bool,
    /// Who else it was made to; empty where only dates matter, as in the whole list.
    pub whom: String,
    /// What was promised, or empty.
    pub what: String,
}

impl fmt::Debug for Promise {
    /// Prints dates, no words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Promise")
            .field("made_on", &self.made_on)
            .field("due_on", &self.due_on)
            .field("reached", &self.reached)
            .finish_non_exhaustive()
    }
}

impl Promise {
    /// The promise of a contact, with its words.
    pub fn of(contact: &Contact) -> Self {
        let entry = Entry::of(contact);
        Self {
            contact: contact.id,
            made_on: entry.on,
            due_on: entry.next_on,
            reached: entry.reached,
            to_person: entry.party.is_person(),
            whom: contact.whom.clone(),
            what: contact
                .next
                .as_ref()
                .map_or_else(String::new, |next| next.what.clone()),
        }
    }
}

/// What the rules ask of somebody's whole contact log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// When somebody last spoke with the person or their carer (UTC).
    pub spoken_at: Option<DateTime<Utc>>,
    /// When the newest contact or attempt was (UTC).
    pub last_at: Option<DateTime<Utc>>,
    /// The promises that stand, in the order of the contacts' ids.
    pub promises: Vec<Promise>,
}

impl Log {
    /// What a log says, in any order; entries that another one corrects say nothing any more (R54).
    pub fn of(contacts: &[&Contact]) -> Self {
        let corrections = contacts
            .iter()
            .filter(|other| other.corrects != Some(other.id));
        let corrected: HashSet<_> = corrections
            .filter_map(|other| Some((other.corrects?, other.person)))
            .collect();
        let mut valid: Vec<&Contact> = contacts
            .iter()
            .filter(|entry| !corrected.contains(&(entry.id, entry.person)))
            .copied()
            .collect();
        valid.sort_by_key(|contact| std::cmp::Reverse((contact.at, contact.id)));
        let entries: Vec<Entry> = valid.iter().map(|contact| Entry::of(contact)).collect();
        let stand = standing(&entries);
        let mut promises: Vec<Promise> = valid
            .iter()
            .filter(|contact| stand.contains(&contact.id))
            .map(|contact| Promise::of(contact))
            .collect();
        promises.sort_by_key(|promise| promise.contact);
        Self {
            spoken_at: valid
                .iter()
                .find(|contact| contact.spoke())
                .map(|contact| contact.at),
            last_at: valid.first().map(|contact| contact.at),
            promises,
        }
    }
}

/// Which contacts made a promise that still stands. `entries` come newest first, without those that were corrected.
///
/// A promise for a day stands until a later entry with the same party on or after that day: somebody was reached, or
/// was tried and is to be tried again. What was agreed with others is often a step with the person (a ward sends them
/// home, we ring them there), so that speaking with the person keeps it too. An entry before the day keeps it only where
/// it says so: what a paper diary has on Tuesday stays there when the telephone rings on Monday.
/// A new try stands until the next entry with the same party.
pub fn standing(entries: &[Entry]) -> Vec<ContactId> {
    let mut newest: HashMap<&Party, NaiveDate> = HashMap::new();
    let mut person_reached: Option<NaiveDate> = None;
    let mut kept: Vec<ContactId> = Vec::new();
    let mut stand = Vec::new();
    for entry in entries {
        let later = newest.get(&entry.party).copied();
        let is_over = match entry.next_on {
            _ if kept.contains(&entry.contact) => true,
            Some(day) if entry.reached => {
                later.max(person_reached).is_some_and(|later| later >= day)
            }
            _ => later.is_some(),
        };
        if entry.promises() && !is_over {
            stand.push(entry.contact);
        }
        kept.extend(&entry.keeps);
        if entry.reached && entry.party.is_person() {
            person_reached = person_reached.max(Some(entry.on));
        }
        newest
            .entry(&entry.party)
            .and_modify(|day| *day = entry.on.max(*day))
            .or_insert(entry.on);
    }
    stand
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        format!("2026-{text}").parse().expect("a date")
    }

    /// An entry: its day, whether somebody was reached, the next step, with whom.
    type Told = (&'static str, bool, Option<&'static str>, &'static str);

    /// Oldest first, numbered from 1.
    fn entries(told: &[Told]) -> Vec<Entry> {
        let mut entries: Vec<Entry> = (1_u128..)
            .zip(told)
            .map(|(n, (on, reached, next, whom))| Entry {
                contact: ContactId(Uuid::from_u128(n)),
                on: day(on),
                reached: *reached,
                next_on: next.map(day),
                party: Party((*whom).to_owned()),
                keeps: Vec::new(),
            })
            .collect();
        entries.reverse();
        entries
    }

    fn numbers(mut stand: Vec<ContactId>) -> Vec<u128> {
        stand.sort_unstable();
        stand.iter().map(|id| id.0.as_u128()).collect()
    }

    #[test]
    fn a_promise_stands_until_its_party_is_spoken_with_on_its_day() {
        const HER: &str = "";
        const BOOTS: &str = "@boots";
        let cases: &[(&str, &[Told], &[u128])] = &[
            ("nothing was promised", &[("02-20", true, None, HER)], &[]),
            (
                "a check-in ahead",
                &[("02-20", true, Some("03-06"), HER)],
                &[1],
            ),
            (
                "a later call to the pharmacy keeps nothing that she was promised",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("03-09", true, None, BOOTS),
                ],
                &[1],
            ),
            (
                "the call on its day keeps it",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("03-06", true, None, HER),
                ],
                &[],
            ),
            (
                "she rings the day before about something else",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("03-05", true, None, HER),
                ],
                &[1],
            ),
            (
                "two steps promised for two days both stand",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("02-24", true, Some("03-10"), HER),
                ],
                &[1, 2],
            ),
            (
                "tried on its day: the new try stands in its place",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("03-06", false, Some("03-09"), HER),
                ],
                &[2],
            ),
            (
                "tried before its day: both stand",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("03-02", false, None, HER),
                ],
                &[1, 2],
            ),
            (
                "of several tries the last one counts",
                &[
                    ("03-02", false, None, HER),
                    ("03-03", false, Some("03-05"), HER),
                ],
                &[2],
            ),
            (
                "reached after all",
                &[("03-02", false, None, HER), ("03-03", true, None, HER)],
                &[],
            ),
            (
                "what was promised to one service is not kept by another",
                &[
                    ("03-02", true, Some("03-03"), BOOTS),
                    ("03-04", true, None, "@matron"),
                ],
                &[1],
            ),
            (
                "the ward sends her home: ringing her there keeps what was agreed with the ward",
                &[
                    ("02-26", true, Some("02-28"), "@ward 7"),
                    ("02-28", true, None, HER),
                ],
                &[],
            ),
            (
                "not reaching her there leaves it standing, with the new try",
                &[
                    ("02-26", true, Some("02-28"), "@ward 7"),
                    ("02-28", false, None, HER),
                ],
                &[1, 2],
            ),
            (
                "written down late: the order is that of the contacts",
                &[
                    ("03-02", true, Some("03-04"), HER),
                    ("03-05", true, Some("03-20"), HER),
                ],
                &[2],
            ),
        ];
        for (name, told, expected) in cases {
            assert_eq!(numbers(standing(&entries(told))), *expected, "{name}");
        }
    }

    #[test]
    fn an_earlier_call_keeps_it_where_its_author_says_so() {
        let mut entries = entries(&[
            ("02-20", true, Some("03-06"), ""),
            ("03-05", true, Some("03-12"), "@boots"),
        ]);
        if let Some(newest) = entries.first_mut() {
            newest.keeps = vec![ContactId(Uuid::from_u128(1))];
        }
        assert_eq!(numbers(standing(&entries)), [2]);
    }
}
