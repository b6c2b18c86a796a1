//! The facts behind the list: for everybody at once, or for one person with the words of their items.

use rusqlite::{Row, Rows};

use super::Store;
use super::away::{self, ALL_AWAY};
use super::codec::{self, Code, date, date_at};
use super::deferrals::{self, ALL_IN_SIGHT};
use super::fault::Fault;
use super::promises::{self, ALL_STANDING};
use crate::domain::id::{ItemId, PersonId};
use crate::domain::item::{Item, ItemKind, Waiting};
use crate::domain::person::Tier;
use crate::domain::promise::Promise;
use crate::domain::triage::{About, Facts, Gaps, ItemFact, Pause, ReviewHow};

macro_rules! standing_columns {
    ($rest:literal) => {
        concat!(
            "SELECT person, name, called, born_on, tier, joined_on, pause_until_on, spoken_on,
                 contact_every_days, last_on, review_due_on, review_by_on, gaps,
                 self_coordinating_on, coordinator_since_on
             FROM standing ",
            $rest
        )
    };
}

pub(super) const OPEN_PEOPLE: &str = standing_columns!("WHERE open = 1 ORDER BY person");
pub(super) const OPEN_ITEMS: &str =
    "SELECT person, id, kind, waiting, asked_on, expected_on, answered_on, chases, chased_on
     FROM item WHERE open = 1 AND withdrawn = 0 ORDER BY person, id";
pub(super) const OPEN_PERSON: &str = standing_columns!("WHERE person = ?1 AND open = 1");
pub(super) const DATES_OF_ITEMS: &str =
    "SELECT person, id, kind, waiting, asked_on, expected_on, answered_on, chases, chased_on
     FROM item WHERE person = ?1 AND open = 1 AND withdrawn = 0 ORDER BY id";
pub(super) const ITEMS_OF_PERSON: &str =
    "SELECT body FROM item WHERE person = ?1 AND open = 1 AND withdrawn = 0 ORDER BY id";

impl Store {
    /// Hands the facts of every open person to `each`, in the order of their ids, without the words of their items.
    ///
    /// Scans side by side, of one state of the store: the standing of people, the covering indexes of open items and of
    /// deferrals, promises, carers who are away.
    ///
    /// # Errors
    /// Engine faults.
    pub fn each_facts(&self, mut each: impl FnMut(&Facts)) -> Result<(), Fault> {
        let _state = self.state()?;
        let mut people = self.conn.prepare_cached(OPEN_PEOPLE)?;
        let mut items = self.conn.prepare_cached(OPEN_ITEMS)?;
        let mut promises = self.conn.prepare_cached(ALL_STANDING)?;
        let mut deferrals = self.conn.prepare_cached(ALL_IN_SIGHT)?;
        let mut away = self.conn.prepare_cached(ALL_AWAY)?;
        let mut people = people.query([])?;
        let mut items = Beside::new(items.query([])?, next_item)?;
        let mut promises = Beside::new(promises.query([])?, promises::next)?;
        let mut deferrals = Beside::new(deferrals.query([])?, deferrals::next)?;
        let mut away = Beside::new(away.query([])?, away::next)?;
        while let Some(row) = people.next()? {
            let mut facts = read(row)?;
            items.take(facts.person, &mut facts.items)?;
            promises.take(facts.person, &mut facts.promises)?;
            deferrals.take(facts.person, &mut facts.deferrals)?;
            away.take(facts.person, &mut facts.carers_away)?;
            each(&facts);
        }
        Ok(())
    }

    /// The facts of one open person without any words, from indexes alone; `None` when they are not open.
    ///
    /// # Errors
    /// Engine faults.
    pub fn dates(&self, person: PersonId) -> Result<Option<Facts>, Fault> {
        let _state = self.state()?;
        let mut statement = self.conn.prepare_cached(OPEN_PERSON)?;
        let mut rows = statement.query([person.bytes()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let mut facts = read(row)?;
        let mut statement = self.conn.prepare_cached(DATES_OF_ITEMS)?;
        let mut rows = statement.query([person.bytes()])?;
        while let Some((_, item)) = next_item(&mut rows)? {
            facts.items.push(item);
        }
        let mut statement = self.conn.prepare_cached(promises::DATES)?;
        let mut rows = statement.query([person.bytes()])?;
        while let Some((_, promise)) = promises::next(&mut rows)? {
            facts.promises.push(promise);
        }
        let mut statement = self.conn.prepare_cached(deferrals::DATES)?;
        let mut rows = statement.query([person.bytes()])?;
        while let Some((_, deferral)) = deferrals::next(&mut rows)? {
            facts.deferrals.push(deferral);
        }
        facts.carers_away = away::of_person(&self.conn, person)?;
        Ok(Some(facts))
    }

    /// Adds the words of what one finding is about to facts that were read without.
    ///
    /// # Errors
    /// Engine faults.
    pub fn add_words(&self, facts: &mut Facts, about: About) -> Result<(), Fault> {
        match about {
            About::Record => {}
            About::Item(at) => {
                if let Some(item) = facts.items.get_mut(at) {
                    let body: String = self
                        .conn
                        .prepare_cached("SELECT body FROM item WHERE id = ?1")?
                        .query_row([item.id.bytes()], |row| row.get(0))?;
                    *item = ItemFact::of(&codec::value::<Item>(&body)?);
                }
            }
            About::Promise(at) => {
                if let Some(promise) = facts.promises.get_mut(at) {
                    *promise = Promise::of(&self.contact(promise.contact)?.value);
                }
            }
        }
        Ok(())
    }

    /// The facts of one open person, with the words of their items; `None` when they are not open.
    ///
    /// # Errors
    /// Engine faults.
    pub fn facts(&self, person: PersonId) -> Result<Option<Facts>, Fault> {
        let _state = self.state()?;
        let mut statement = self.conn.prepare_cached(OPEN_PERSON)?;
        let mut rows = statement.query([person.bytes()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let mut facts = read(row)?;
        let mut statement = self.conn.prepare_cached(ITEMS_OF_PERSON)?;
        let mut rows = statement.query([person.bytes()])?;
        while let Some(row) = rows.next()? {
            let body: String = row.get(0)?;
            facts
                .items
                .push(ItemFact::of(&codec::value::<Item>(&body)?));
        }
        facts.promises = promises::of_person(&self.conn, person)?;
        facts.deferrals = deferrals::of_person(&self.conn, person)?;
        facts.carers_away = away::of_person(&self.conn, person)?;
        Ok(Some(facts))
    }
}

/// Reads the next row of a scan: whose it is, and what it says.
type Next<T> = fn(&mut Rows<'_>) -> Result<Option<(PersonId, T)>, Fault>;

/// A scan in the order of people, read beside the scan of the people themselves.
struct Beside<'a, T> {
    rows: Rows<'a>,
    next: Next<T>,
    waiting: Option<(PersonId, T)>,
}

impl<'a, T> Beside<'a, T> {
    fn new(mut rows: Rows<'a>, next: Next<T>) -> Result<Self, Fault> {
        let waiting = next(&mut rows)?;
        Ok(Self {
            rows,
            next,
            waiting,
        })
    }

    /// Moves what belongs to a person into a list; what belongs to nobody in the other scan is passed over.
    fn take(&mut self, person: PersonId, into: &mut Vec<T>) -> Result<(), Fault> {
        while let Some((owner, value)) = self.waiting.take() {
            if owner > person {
                self.waiting = Some((owner, value));
                break;
            }
            if owner == person {
                into.push(value);
            }
            self.waiting = (self.next)(&mut self.rows)?;
        }
        Ok(())
    }
}

fn next_item(rows: &mut Rows<'_>) -> Result<Option<(PersonId, ItemFact)>, Fault> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let item = ItemFact {
        id: ItemId::from_bytes(row.get(1)?),
        kind: ItemKind::from_code(row.get(2)?)?,
        waiting: Waiting::from_code(row.get(3)?)?,
        asked_on: date(row.get(4)?)?,
        expected_on: date_at(row, 5)?,
        answered_on: date_at(row, 6)?,
        chases: row.get(7)?,
        chased_on: date_at(row, 8)?,
        what: String::new(),
        expected_how: String::new(),
        owner: String::new(),
    };
    Ok(Some((PersonId::from_bytes(row.get(0)?), item)))
}

fn read(row: &Row<'_>) -> Result<Facts, Fault> {
    let spoken_on = date_at(row, 7)?;
    Ok(Facts {
        person: PersonId::from_bytes(row.get(0)?),
        name: row.get(1)?,
        called: row.get(2)?,
        born_on: date_at(row, 3)?,
        tier: Tier::from_code(row.get(4)?)?,
        joined_on: date(row.get(5)?)?,
        pause: date_at(row, 6)?.map(|until| Pause { until }),
        self_coordinating: date_at(row, 13)?,
        coordinator_since: date_at(row, 14)?,
        carers_away: Vec::new(),
        first_conversation: spoken_on.is_some(),
        spoken_on,
        contact_every_days: row.get(8)?,
        last_on: date_at(row, 9)?,
        promises: Vec::new(),
        review_due: date_at(row, 10)?,
        review_by: date_at(row, 11)?,
        review_how: ReviewHow::default(),
        gaps: Gaps::from_bits(row.get(12)?),
        items: Vec::new(),
        deferrals: Vec::new(),
    })
}
