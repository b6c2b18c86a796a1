//! What was promised in contacts and stands until it is kept: next steps on a day, and new tries after failed ones
//! (R47, R50).
//!
//! Promises are kept party by party: a later call to the pharmacy, or from a neighbour, says nothing about a call that the
//! person was promised.

use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{HashMap, HashSet};

use super::contact::{Contact, Direction, Reached, With};
use super::find::fold;
use super::id::ContactId;

/// What the party of somebody close to the person begins with.
const CLOSE: &str = "~";

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
    fn is_at_home(&self) -> bool {
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

/// One contact, so far as promises go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub contact: ContactId,
    /// Its London day.
    pub on: NaiveDate,
    /// Whether somebody was reached.
    pub reach: Reach,
    /// The day of its next step, if one was named.
    pub next_on: Option<NaiveDate>,
    /// With whom.
    pub party: Party,
    /// Promises that its author said are kept by it, or no longer wanted.
    pub keeps: Vec<ContactId>,
    /// The entry that it corrects.
    pub corrects: Option<ContactId>,
}

impl Entry {
    /// What the promises of a contact hang on.
    pub fn of(contact: &Contact) -> Self {
        Self {
            contact: contact.id,
            on: super::london::date(contact.at),
            reach: Reach::of(contact),
            next_on: contact.next.as_ref().map(|next| next.on),
            party: Party::of(contact),
            keeps: contact.keeps.clone(),
            corrects: contact.corrects,
        }
    }

    fn promises(&self) -> bool {
        self.next_on.is_some() || !self.reach.is_reached()
    }
}

/// Which entries of one person's log others correct, and what stands in their place (R54).
pub struct Corrections(HashMap<ContactId, Vec<ContactId>>);

impl Corrections {
    /// The corrections among the entries of one person. An entry that names itself corrects nothing.
    pub fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        let mut corrections: HashMap<ContactId, Vec<ContactId>> = HashMap::new();
        for entry in entries {
            if let Some(corrected) = entry.corrects.filter(|id| *id != entry.contact) {
                corrections
                    .entry(corrected)
                    .or_default()
                    .push(entry.contact);
            }
        }
        Self(corrections)
    }

    /// Takes out the entries that say nothing any more. What was kept of them is kept of those in their place: a
    /// promise that was dealt with does not come back because somebody mends its wording.
    pub fn apply<T>(&self, all: &mut Vec<T>, entry: impl Fn(&mut T) -> &mut Entry) {
        all.retain_mut(|one| !self.0.contains_key(&entry(one).contact));
        for one in all {
            self.follow(&mut entry(one).keeps);
        }
    }

    fn follow(&self, keeps: &mut Vec<ContactId>) {
        let mut at = 0;
        while let Some(kept) = keeps.get(at) {
            for correcting in self.0.get(kept).into_iter().flatten() {
                if !keeps.contains(correcting) {
                    keeps.push(*correcting);
                }
            }
            at += 1;
        }
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
    /// Whether it was made to the person, or to somebody close to them whom nobody named.
    pub to_person: bool,
    /// Who else it was made to; empty where only dates matter, as in the whole list.
    pub whom: String,
    /// What was promised, or empty.
    pub what: String,
}

private_debug!(Promise {
    made_on,
    due_on,
    reached
});

impl Promise {
    /// The promise of a contact, with its words.
    pub fn of(contact: &Contact) -> Self {
        let entry = Entry::of(contact);
        Self {
            contact: contact.id,
            made_on: entry.on,
            due_on: entry.next_on,
            reached: entry.reach.is_reached(),
            to_person: entry.party.is_person_or_unnamed(),
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
    /// When they were last spoken with, or somebody close to them was rung (UTC).
    pub asked_after_at: Option<DateTime<Utc>>,
    /// When the newest contact or attempt was (UTC).
    pub last_at: Option<DateTime<Utc>>,
    /// The promises that stand, in the order of the contacts' ids.
    pub promises: Vec<Promise>,
}

impl Log {
    /// What the log of one person says, in any order; entries that another one corrects say nothing any more (R54).
    pub fn of(contacts: &[&Contact]) -> Self {
        let mut valid: Vec<(&Contact, Entry)> = contacts
            .iter()
            .map(|contact| (*contact, Entry::of(contact)))
            .collect();
        Corrections::of(valid.iter().map(|(_, entry)| entry)).apply(&mut valid, |(_, entry)| entry);
        valid.sort_by_key(|(contact, _)| std::cmp::Reverse((contact.at, contact.id)));
        let stand = standing(valid.iter().map(|(_, entry)| entry));
        let mut promises: Vec<Promise> = valid
            .iter()
            .filter(|(contact, _)| stand.contains(&contact.id))
            .map(|(contact, _)| Promise::of(contact))
            .collect();
        promises.sort_by_key(|promise| promise.contact);
        Self {
            spoken_at: valid
                .iter()
                .find(|(contact, _)| contact.spoke())
                .map(|(contact, _)| contact.at),
            asked_after_at: valid
                .iter()
                .find(|(contact, _)| contact.asked_after())
                .map(|(contact, _)| contact.at),
            last_at: valid.first().map(|(contact, _)| contact.at),
            promises,
        }
    }
}

/// Which contacts made a promise that still stands. `entries` come newest first, without those that were corrected.
///
/// A promise for a day stands until somebody of the same party is spoken with on or after that day. A try that reaches
/// nobody keeps no promise, whether it names a day for the next try or not: both stand, each with its own day and words.
/// What was agreed with others is ours to do, and often a step with the person (a ward sends them home, we ring them
/// there): it is kept by speaking with those others, with the person, or with somebody close to them, where we began it.
/// Whoever rings in on that day says something of their own, and the step stands unless the entry says that it is done. What the person was promised is kept with them
/// alone, and what one of those close to them was with that one: whoever speaks with another says so. An entry before the day keeps it only where it says so: what a paper diary has
/// on Tuesday stays there when the telephone rings on Monday.
/// A new try stands until the next entry with the same party.
pub fn standing<'a>(entries: impl Iterator<Item = &'a Entry> + Clone) -> Vec<ContactId> {
    let mut told: HashSet<&Party> = HashSet::new();
    let mut spoken: HashMap<&Party, NaiveDate> = HashMap::new();
    let mut ours = Ours::default();
    // Whoever says so may have spoken before the promise was made: they write it down when they know.
    let kept: HashSet<ContactId> = entries
        .clone()
        .flat_map(|entry| entry.keeps.iter().filter(|id| **id != entry.contact))
        .copied()
        .collect();
    let mut stand = Vec::new();
    for entry in entries {
        let is_over = match entry.next_on {
            _ if kept.contains(&entry.contact) => true,
            Some(day) if entry.reach.is_reached() => {
                let newest = if entry.party.is_at_home() {
                    spoken.get(&entry.party).copied()
                } else {
                    ours.with(&entry.party)
                };
                newest.is_some_and(|newest| newest >= day)
            }
            _ => told.contains(&entry.party),
        };
        if entry.promises() && !is_over {
            stand.push(entry.contact);
        }
        told.insert(&entry.party);
        if entry.reach.is_reached() {
            note(&mut spoken, &entry.party, entry.on);
        }
        if entry.reach == Reach::ByUs {
            ours.note(entry);
        }
    }
    stand
}

/// When we last spoke with each party, where we began it.
#[derive(Default)]
struct Ours<'a> {
    parties: HashMap<&'a Party, NaiveDate>,
    home: Option<NaiveDate>,
}

impl<'a> Ours<'a> {
    fn note(&mut self, entry: &'a Entry) {
        if entry.party.is_at_home() {
            self.home = self.home.max(Some(entry.on));
        }
        note(&mut self.parties, &entry.party, entry.on);
    }

    /// The day of the newest with a party, or with the person or somebody close to them.
    fn with(&self, party: &Party) -> Option<NaiveDate> {
        self.parties.get(party).copied().max(self.home)
    }
}

/// Notes a day for a party, where it is newer.
fn note<'a>(days: &mut HashMap<&'a Party, NaiveDate>, party: &'a Party, on: NaiveDate) {
    days.entry(party)
        .and_modify(|day| *day = on.max(*day))
        .or_insert(on);
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
                reach: if *reached { Reach::ByUs } else { Reach::Nobody },
                next_on: next.map(day),
                party: Party((*whom).to_owned()),
                keeps: Vec::new(),
                corrects: None,
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
        const RUTH: &str = "~ruth";
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
                "tried on its day and to be tried again: the promise stands beside the new try",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("03-06", false, Some("03-09"), HER),
                ],
                &[1, 2],
            ),
            (
                "tried days after its day: the same",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("03-10", false, Some("03-12"), HER),
                ],
                &[1, 2],
            ),
            (
                "of several tries after it the last one counts, and the promise stands beside it",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("03-06", false, Some("03-09"), HER),
                    ("03-09", false, None, HER),
                ],
                &[1, 3],
            ),
            (
                "spoken with after the tries: nothing is left",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("03-06", false, Some("03-09"), HER),
                    ("03-09", true, None, HER),
                ],
                &[],
            ),
            (
                "spoken with before its day, tried on it: the promise alone is left of the first, and the try",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("03-05", true, None, HER),
                    ("03-06", false, Some("03-09"), HER),
                ],
                &[1, 3],
            ),
            (
                "a service that was tried on the day and reached nobody was promised it still",
                &[
                    ("03-02", true, Some("03-03"), BOOTS),
                    ("03-03", false, Some("03-05"), BOOTS),
                ],
                &[1, 2],
            ),
            (
                "the service did not answer; speaking with her leaves the try and keeps the promise",
                &[
                    ("03-02", true, Some("03-03"), BOOTS),
                    ("03-03", false, Some("03-05"), BOOTS),
                    ("03-04", true, None, HER),
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
                "her neighbour rings about the bins: she is still to be rung",
                &[
                    ("02-20", true, Some("03-06"), HER),
                    ("03-06", true, None, RUTH),
                ],
                &[1],
            ),
            (
                "nobody answered; her daughter who rings is not her",
                &[("03-02", false, None, HER), ("03-03", true, None, RUTH)],
                &[1],
            ),
            (
                "her daughter was promised a call; ringing her mother is not that",
                &[
                    ("02-20", true, Some("03-06"), RUTH),
                    ("03-06", true, None, HER),
                ],
                &[1],
            ),
            (
                "and ringing the daughter is",
                &[
                    ("02-20", true, Some("03-06"), RUTH),
                    ("03-06", true, None, RUTH),
                ],
                &[],
            ),
            (
                "the ward sends her home: her daughter who is rung there does for it",
                &[
                    ("02-26", true, Some("02-28"), "@ward 7"),
                    ("02-28", true, None, RUTH),
                ],
                &[],
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
            assert_eq!(numbers(standing(entries(told).iter())), *expected, "{name}");
        }
    }

    /// Which promises stand where entries name others, by their numbers: what they keep, and what they correct.
    fn stand(told: &[Told], keeps: &[(usize, u128)], corrects: &[(usize, u128)]) -> Vec<u128> {
        let named = |number| ContactId(Uuid::from_u128(number));
        let mut entries = entries(told);
        entries.reverse();
        for (by, kept) in keeps {
            entries[by - 1].keeps.push(named(*kept));
        }
        for (by, corrected) in corrects {
            entries[by - 1].corrects = Some(named(*corrected));
        }
        entries.reverse();
        Corrections::of(entries.iter()).apply(&mut entries, |entry| entry);
        numbers(standing(entries.iter()))
    }

    #[test]
    fn a_call_keeps_what_its_author_says_it_keeps() {
        let later = [
            ("02-20", true, Some("03-06"), ""),
            ("03-05", true, Some("03-12"), "@boots"),
        ];
        assert_eq!(stand(&later, &[(2, 1)], &[]), [2]);
        // Logged for a day before the promise was made, as it was found on a slip of paper afterwards.
        let earlier = [
            ("02-19", true, None, "@boots"),
            ("02-20", true, Some("03-06"), ""),
        ];
        assert_eq!(stand(&earlier, &[], &[]), [2]);
        assert_eq!(stand(&earlier, &[(1, 2)], &[]), [] as [u128; 0]);
        // Nothing keeps what it promises itself.
        assert_eq!(stand(&earlier, &[(2, 2)], &[]), [2]);
    }

    #[test]
    fn whoever_rings_in_keeps_nothing_that_was_ours_to_do() {
        // Whom the step was agreed with, who is spoken with on its day, whether it stands when they rang and when we did.
        let cases = [
            ("@ward 7", "@ward 7", true, false),
            ("@ward 7", "", true, false),
            ("@ward 7", "~ruth", true, false),
            ("@ward 7", "@boots", true, true),
            ("", "", false, false),
            ("~ruth", "~ruth", false, false),
        ];
        for (promised, spoken, stands_theirs, stands_ours) in cases {
            for (reach, stands) in [
                (Reach::ByThem, stands_theirs),
                (Reach::ByUs, stands_ours),
                (Reach::Nobody, true),
            ] {
                let mut entries = entries(&[
                    ("02-26", true, Some("02-28"), promised),
                    ("02-28", true, None, spoken),
                ]);
                entries[0].reach = reach;
                let found = standing(entries.iter());
                assert_eq!(
                    found.contains(&entries[1].contact),
                    stands,
                    "agreed with {promised:?}, {reach:?} with {spoken:?}"
                );
            }
        }
        // A try is over when they ring back.
        let mut tried = entries(&[
            ("02-26", false, Some("02-28"), "@ward 7"),
            ("02-27", true, None, "@ward 7"),
        ]);
        tried[0].reach = Reach::ByThem;
        assert_eq!(standing(tried.iter()), []);
    }

    #[test]
    fn what_was_kept_stays_kept_when_its_entry_is_corrected() {
        let told = [
            ("02-20", true, Some("03-06"), ""),
            ("03-05", true, None, "@boots"),
            ("02-20", true, Some("03-06"), ""),
            ("02-20", true, Some("03-06"), ""),
        ];
        assert_eq!(stand(&told, &[], &[(3, 1), (4, 3)]), [4]);
        assert_eq!(stand(&told, &[(2, 1)], &[(3, 1), (4, 3)]), [] as [u128; 0]);
        assert_eq!(stand(&told, &[(2, 3)], &[(3, 1), (4, 3)]), [] as [u128; 0]);
        // Two who corrected the same entry: both say what happened, and both are dealt with.
        assert_eq!(stand(&told, &[(2, 1)], &[(3, 1), (4, 1)]), [] as [u128; 0]);
        // A file may name entries in a ring; nobody can say then which of them is true.
        assert_eq!(stand(&told, &[(2, 1)], &[(3, 4), (4, 3)]), [] as [u128; 0]);
    }
}
