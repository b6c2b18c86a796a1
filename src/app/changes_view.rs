//! What changed since the user was last here: people whose place or reasons differ, then what others wrote.
//!
//! What differs is worked out once, as the list is first shown: what the user does afterwards is no news to them. Names and
//! sentences are read for the rows on the screen only.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::command;
use crate::domain::id::PersonId;
use crate::domain::london;
use crate::domain::say;
use crate::domain::triage::{self, Changed, Clock, Row, Seen};
use crate::store::{Fault, Foreign, Store, Visit};

/// The most entries of others that are listed.
const MOST_ENTRIES: u32 = 500;

/// What was different when the list was first shown.
pub struct Since {
    /// When the user left (UTC).
    at: DateTime<Utc>,
    /// The place in the journal at which they left.
    seq: i64,
    people: Vec<Changed>,
    /// Whether there was news at opening that was not looked at yet.
    unread: bool,
}

impl Since {
    /// Compares the list with what was seen; `None` where that cannot be read.
    pub fn of(visit: &Visit, rows: &[Row]) -> Option<Self> {
        Some(Self {
            at: visit.at,
            seq: visit.seq,
            people: Seen::from_bytes(&visit.seen)?.changes(rows),
            unread: false,
        })
    }

    /// What is kept of a visit that ends with this list, so that news which was not looked at is news the next time.
    pub fn ends(&self, before: &Visit, now: Visit, rows: &[Row]) -> Visit {
        match Seen::from_bytes(&before.seen) {
            Some(seen) if self.unread => Visit {
                at: self.at,
                seq: self.seq,
                seen: Seen::of(rows).but_for(&self.people, &seen).to_bytes(),
            },
            _ => now,
        }
    }

    /// The news was looked at.
    pub fn read(&mut self) {
        self.unread = false;
    }

    /// What to say of it at opening; `None` where nothing changed.
    ///
    /// # Errors
    /// Engine faults.
    pub fn notice(&mut self, store: &Store, now: NaiveDateTime) -> Result<Option<String>, Fault> {
        let count = self.people.len() + store.by_others(self.seq, MOST_ENTRIES)?.len();
        let local = london::local(self.at);
        self.unread = count > 0;
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
    /// When the user left (London); `None` before their first visit has ended.
    pub since: Option<NaiveDateTime>,
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
            News::Entry(entry) => entry.person,
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
        "left" => format!("no longer followed; was in {was}"),
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
    Ok(Said {
        kind: "entry",
        whom: match entry.person {
            Some(person) => name(store, person)?,
            None => "several people".to_owned(),
        },
        what: format!("{at} {}: {title}", entry.login),
    })
}

/// A person's name as listed; somebody whose record was withdrawn has none.
fn name(store: &Store, person: PersonId) -> Result<String, Fault> {
    match store.person(person) {
        Ok(kept) => Ok(kept.name.listed()),
        Err(Fault::Gone(_)) => Ok("taken back".to_owned()),
        Err(fault) => Err(fault),
    }
}
