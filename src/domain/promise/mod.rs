//! What was promised in contacts and stands until it is kept: next steps on a day, and new tries after failed ones
//! (R47, R50).
//!
//! Promises are kept party by party: a later call to the pharmacy, or from a neighbour, says nothing about a call that the
//! person was promised.

mod close;
mod early;
mod party;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{HashMap, HashSet};

pub use close::Close;
pub use early::keep_early;
pub use party::{Party, Reach};

use super::contact::Contact;
use super::id::ContactId;

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
    /// What the log of one person says, in any order, of whom somebody is close by their care team; entries that another one
    /// corrects say nothing any more (R54).
    pub fn of(contacts: &[&Contact], close: &Close) -> Self {
        let valid = valid(contacts);
        let newest = |is: fn(&Contact) -> bool| {
            let mut spoken = valid.iter();
            let found = spoken.find(|(contact, entry)| is(contact) && close.is_theirs(entry));
            found.map(|(contact, _)| contact.at)
        };
        Self {
            spoken_at: newest(Contact::spoke),
            asked_after_at: newest(Contact::asked_after),
            last_at: valid.first().map(|(contact, _)| contact.at),
            promises: promised(&valid),
        }
    }
}

/// The promises of one person that stand, in the order of the contacts' ids; the contacts come in any order.
pub fn promises(contacts: &[&Contact]) -> Vec<Promise> {
    promised(&valid(contacts))
}

/// What says something still, the newest first (R54).
fn valid<'a>(contacts: &[&'a Contact]) -> Vec<(&'a Contact, Entry)> {
    let mut valid: Vec<(&Contact, Entry)> = contacts
        .iter()
        .map(|contact| (*contact, Entry::of(contact)))
        .collect();
    Corrections::of(valid.iter().map(|(_, entry)| entry)).apply(&mut valid, |(_, entry)| entry);
    valid.sort_by_key(|(contact, _)| std::cmp::Reverse((contact.at, contact.id)));
    valid
}

fn promised(valid: &[(&Contact, Entry)]) -> Vec<Promise> {
    let stand = standing(valid.iter().map(|(_, entry)| entry));
    let mut promises: Vec<Promise> = valid
        .iter()
        .filter(|(contact, _)| stand.contains(&contact.id))
        .map(|(contact, _)| Promise::of(contact))
        .collect();
    promises.sort_by_key(|promise| promise.contact);
    promises
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
