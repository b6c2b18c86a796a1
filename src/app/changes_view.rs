//! What changed since the user was last here: people whose place or reasons differ, then what others wrote.
//!
//! What differs is worked out as the list is first shown, and again for whoever is changed by others afterwards: what the
//! user does is no news to them. What was not looked at before they leave is news the next time too. Names and sentences are read for the rows on the screen only.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::command;
use crate::domain::id::PersonId;
use crate::domain::labels;
use crate::domain::leaving;
use crate::domain::london;
use crate::domain::person::Status;
use crate::domain::record::{Kind, Record};
use crate::domain::rewritten::rewritten;
use crate::domain::say;
use crate::domain::triage::{self, Changed, Clock, Row, Seen};
use crate::store::{Fault, Foreign, Store, Visit};

/// The most entries of others that are listed.
const MOST_ENTRIES: u32 = 500;

/// As many of several people as an entry names.
const NAMED: usize = 5;

/// Of the rows that an entry wrote, how many it names, and how many are looked at.
const MOST_ROWS: usize = 2;
const MOST_LOOKED_AT: usize = 20;

/// What is news to the user: what was different when the list was first shown, and what others changed since.
pub struct Since {
    /// When the user left, or came for the first time (UTC).
    at: DateTime<Utc>,
    /// The place in the journal at which they did.
    seq: i64,
    /// Whether they were never here before.
    first: bool,
    people: Vec<Changed>,
    /// Up to where they have seen everything: there the next visit begins, where this one leaves news unread.
    read: Visit,
    /// Of the people, those who changed after that.
    unread: Vec<Changed>,
    /// Whether anything is unread, of people or of entries.
    is_unread: bool,
}

impl Since {
    /// Compares the list with what was seen; `None` where that cannot be read.
    pub fn of(visit: Visit, rows: &[Row]) -> Option<Self> {
        let people = Seen::from_bytes(&visit.seen)?.changes(rows);
        Some(Self {
            at: visit.at,
            seq: visit.seq,
            first: false,
            unread: people.clone(),
            people,
            read: visit,
            is_unread: false,
        })
    }

    /// The first visit: nothing is news but what others write from now on.
    pub fn first(now: Visit) -> Self {
        Self {
            at: now.at,
            seq: now.seq,
            first: true,
            people: Vec::new(),
            unread: Vec::new(),
            read: now,
            is_unread: false,
        }
    }

    /// Others wrote while the user was here, and these people changed by it.
    pub fn others_wrote(&mut self, changes: Vec<Changed>) {
        self.is_unread = true;
        for changed in changes {
            for known in [&mut self.people, &mut self.unread] {
                match known.iter_mut().find(|one| one.person == changed.person) {
                    Some(one) => *one = one.and_then(changed),
                    None => known.push(changed),
                }
            }
        }
    }

    /// What is kept of a visit that ends with this list, so that news which was not looked at is news the next time.
    pub fn ends(&self, now: Visit, rows: &[Row]) -> Visit {
        match Seen::from_bytes(&self.read.seen) {
            Some(seen) if self.is_unread => Visit {
                seen: Seen::of(rows).but_for(&self.unread, &seen).to_bytes(),
                ..self.read.clone()
            },
            _ => now,
        }
    }

    /// The news was looked at, up to now.
    pub fn read(&mut self, now: Visit) {
        self.read = now;
        self.unread.clear();
        self.is_unread = false;
    }

    /// What to say of it at opening; `None` where nothing changed.
    ///
    /// # Errors
    /// Engine faults.
    pub fn notice(&mut self, store: &Store, now: NaiveDateTime) -> Result<Option<String>, Fault> {
        let count = self.people.len() + store.by_others(self.seq, MOST_ENTRIES)?.len();
        let local = london::local(self.at);
        self.is_unread = count > 0;
        Ok((count > 0).then(|| {
            format!(
                "{} since you left, {}: {{list.changes}} shows them.",
                say::count(count, "change", "changes"),
                say::day_time(local, now.date())
            )
        }))
    }
}

/// The page.
pub struct ChangesView {
    /// When the user left (London), or when they came for the first time; `None` where that is not known.
    pub since: Option<NaiveDateTime>,
    /// Whether they were never here before.
    pub is_first: bool,
    rows: Vec<News>,
    cursor: usize,
    top: usize,
    said: BTreeMap<usize, Said>,
}

/// One row.
enum News {
    Person(Changed),
    Entry(Foreign),
}

/// A row in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What kind of news it is, in a word.
    pub kind: &'static str,
    /// Whom it is about.
    pub whom: String,
    /// What changed.
    pub what: String,
}

impl ChangesView {
    /// Reads what others wrote, and sets it out after what is different in the list.
    ///
    /// # Errors
    /// Engine faults.
    pub fn read(store: &Store, since: Option<&Since>) -> Result<Self, Fault> {
        let mut rows = Vec::new();
        if let Some(since) = since {
            rows.extend(since.people.iter().copied().map(News::Person));
            let entries = store.by_others(since.seq, MOST_ENTRIES)?;
            rows.extend(entries.into_iter().map(News::Entry));
        }
        Ok(Self {
            since: since.map(|since| london::local(since.at)),
            is_first: since.is_some_and(|since| since.first),
            rows,
            cursor: 0,
            top: 0,
            said: BTreeMap::new(),
        })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many of them others wrote.
    pub fn by_others(&self) -> usize {
        let entries = self.rows.iter();
        entries.filter(|row| matches!(row, News::Entry(_))).count()
    }

    /// The selected row.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The rows on the screen with their places, once they were prepared.
    pub fn rows_on(&self, page: usize) -> impl Iterator<Item = (usize, &Said)> {
        self.said
            .range(self.top..self.top + page)
            .map(|(at, said)| (*at, said))
    }

    /// The first row on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The selected row in words.
    pub fn selected(&self) -> Option<&Said> {
        self.said.get(&self.cursor)
    }

    /// Whom the selected row is about.
    pub fn person(&self) -> Option<PersonId> {
        match self.rows.get(self.cursor)? {
            News::Person(changed) => Some(changed.person),
            News::Entry(entry) => match entry.people.as_slice() {
                [person] => Some(*person),
                _ => None,
            },
        }
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Lets go of what is in words: somebody wrote, or time went by.
    pub fn say_anew(&mut self) {
        self.said.clear();
    }

    /// Scrolls to the selection and puts the rows on the screen in words.
    ///
    /// # Errors
    /// Engine faults.
    pub fn prepare(&mut self, store: &Store, clock: &Clock<'_>, page: usize) -> Result<(), Fault> {
        let page = page.max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + page {
            self.top = self.cursor + 1 - page;
        }
        self.top = self.top.min(self.rows.len().saturating_sub(page));
        for at in self.top..self.rows.len().min(self.top + page) {
            if !self.said.contains_key(&at)
                && let Some(news) = self.rows.get(at)
            {
                let said = match news {
                    News::Person(changed) => of_person(changed, store, clock)?,
                    News::Entry(entry) => of_entry(entry, store, clock)?,
                };
                self.said.insert(at, said);
            }
        }
        Ok(())
    }
}

fn of_person(changed: &Changed, store: &Store, clock: &Clock<'_>) -> Result<Said, Fault> {
    let was = changed.was.map_or("", |bucket| bucket.word());
    let is = changed.is.map_or("", |bucket| bucket.word());
    let mut what = match changed.word() {
        "joined" => format!("joined; in {is}"),
        "left" => format!("{}; was in {was}", how_left(store, changed.person, clock)?),
        _ if was == is => String::new(),
        _ => format!("from {was} to {is}"),
    };
    if !changed.new.is_empty()
        && let Some(facts) = store.facts(changed.person)?
    {
        let verdict = triage::look(&facts, clock);
        let new: Vec<String> = verdict
            .due(clock)
            .filter(|found| changed.new.has(found.rule))
            .map(|found| {
                let says = found.says(&facts, clock);
                format!("{} {says}", found.rule.class.letter())
            })
            .collect();
        let new = if new.is_empty() {
            "dealt with since".to_owned()
        } else {
            new.join("; ")
        };
        what = if what.is_empty() {
            new
        } else {
            format!("{new} ({what})")
        };
    }
    Ok(Said {
        kind: changed.word(),
        whom: name(store, changed.person)?,
        what,
    })
}

fn of_entry(entry: &Foreign, store: &Store, clock: &Clock<'_>) -> Result<Said, Fault> {
    let title = command::named(&entry.command).map_or_else(
        || entry.command.clone(),
        |command| command.title.to_lowercase(),
    );
    let at = say::day_time(london::local(entry.at), clock.today());
    let names = |people: &[PersonId]| -> Result<Vec<String>, Fault> {
        people.iter().map(|person| name(store, *person)).collect()
    };
    let which = match entry.people.as_slice() {
        [] | [_] => rows_of(entry, store)?,
        _ => String::new(),
    };
    let (whom, who) = match entry.people.as_slice() {
        [] => ("nobody alone".to_owned(), String::new()),
        [one] => (name(store, *one)?, String::new()),
        several => {
            let named = names(several.get(..NAMED).unwrap_or(several))?.join("; ");
            let more = match several.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let whom = say::count(several.len(), "person", "people");
            (whom, format!(" ({named}{more})"))
        }
    };
    Ok(Said {
        kind: "entry",
        whom,
        what: if which.is_empty() {
            format!("{at} {}: {title}{who}", entry.login)
        } else {
            // The row first: the end is cut in a list.
            format!("{at} {}: {which} ({title})", entry.login)
        },
    })
}

/// Which rows an entry wrote: "question: is the lift mended?". The person is named already.
fn rows_of(entry: &Foreign, store: &Store) -> Result<String, Fault> {
    let written = store.written_in(entry.seq, MOST_LOOKED_AT)?;
    let rows: Vec<String> = written
        .iter()
        .filter(|(_, now)| now.kind() != Kind::Person)
        .map(|(was, now)| row_of(was.as_ref(), now))
        .collect();
    let named = rows.get(..MOST_ROWS).unwrap_or(&rows).join("; ");
    Ok(match rows.len().saturating_sub(MOST_ROWS) {
        0 => named,
        more => format!("{named} and {more} more"),
    })
}

/// A record by its kind and what it is known by; of a plan, what of it is another.
fn row_of(was: Option<&Record>, now: &Record) -> String {
    let value = |record: &Record| serde_json::to_value(record).unwrap_or_default();
    let (kind, known) = match now {
        Record::Item(item) => (item.kind.word(), labels::one_line(&item.what)),
        Record::Contact(contact) => (now.kind().word(), labels::one_line(&contact.gist)),
        Record::Transition(one) => (now.kind().word(), one.words()),
        Record::Plan(_) => {
            let (was, is) = (was.map(value).unwrap_or_default(), value(now));
            let names = labels::Names::new();
            let differs = |one, other| {
                let found = rewritten(Kind::Plan, one, other, &names).into_iter();
                found.map(|one| one.about).next()
            };
            // What was only added is what the other way round would be lost.
            let about = differs(&was, &is).or_else(|| differs(&is, &was));
            return about.unwrap_or_else(|| Kind::Plan.word().to_owned());
        }
        _ => (now.kind().word(), labels::title(&value(now))),
    };
    if known.is_empty() {
        kind.to_owned()
    } else {
        format!("{kind}: {known}")
    }
}

/// How somebody left, in words.
fn how_left(store: &Store, person: PersonId, clock: &Clock<'_>) -> Result<String, Fault> {
    match store.person(person) {
        Ok(kept) => Ok(match &kept.value.status {
            Status::Left { on, how, .. } => {
                format!("{} {}", leaving::did(*how), say::day(*on, clock.today()))
            }
            Status::Open | Status::Paused { .. } => "no longer followed".to_owned(),
        }),
        Err(Fault::Gone(_)) => Ok("adding them was taken back".to_owned()),
        Err(fault) => Err(fault),
    }
}

/// A person's name as listed; somebody whose record was withdrawn has none.
fn name(store: &Store, person: PersonId) -> Result<String, Fault> {
    match store.person(person) {
        Ok(kept) => Ok(kept.name.listed()),
        Err(Fault::Gone(_)) => Ok("taken back".to_owned()),
        Err(fault) => Err(fault),
    }
}
