//! The facts behind the list: for everybody at once, or for one person with the words of their items.

use rusqlite::{Row, Rows, params_from_iter};

use super::Store;
use super::appointments;
use super::away;
use super::carer_days;
use super::codec::{self, Code, date, date_at, instant};
use super::deferrals;
use super::fault::Fault;
use super::moves;
use super::promises;
use crate::domain::id::{AppointmentId, ItemId, PersonId};
use crate::domain::item::{Booking, Heard, Item, ItemKind, Rung, Waiting};
use crate::domain::person::Tier;
use crate::domain::promise::Promise;
use crate::domain::triage::{About, EndOfLifeFact, Facts, Found, Gaps, ItemFact, Pause, ReviewHow};

macro_rules! standing_columns {
    ($rest:literal) => {
        concat!(
            "SELECT person, name, called, born_on, tier, joined_on, pause_until_on, spoken_on,
                 contact_every_days, last_on, review_due_on, review_by_on, gaps,
                 self_coordinating_on, coordinator_since_on, end_of_life_on, reviewed_on,
                 elsewhere_on, access_review_on, lead_until_on, spoken_at, review_held_on,
                 lead_since_on
             FROM standing ",
            $rest
        )
    };
}

pub(super) const OPEN_PERSON: &str = standing_columns!("WHERE person = ?1 AND open = 1");
pub(super) const ITEMS_OF_PERSON: &str =
    "SELECT body FROM item WHERE person = ?1 AND open = 1 AND withdrawn = 0 ORDER BY id";

/// The statements of scans side by side, each in the order of people.
pub(super) struct Scans {
    pub people: &'static str,
    pub items: &'static str,
    pub promises: &'static str,
    pub deferrals: &'static str,
    pub away: &'static str,
    pub carer_days: &'static str,
    pub appointments: &'static str,
    pub moves: &'static str,
}

/// How many people one scan of [`Store::dates`] is of: fewer cost as much.
pub const DATES_AT_ONCE: usize = 12;

macro_rules! scans {
    ($people:literal, $rest:literal) => {
        Self {
            people: standing_columns!($people),
            items: concat!(
                "SELECT person, id, kind, waiting, asked_on, expected_on, answered_on, chases, chased_on,
                        told_on, rung, booked_on, booked_told, appointment, ongoing,
                        taken_back_on, booked_since
                 FROM item WHERE open = 1 AND withdrawn = 0 ", $rest, " ORDER BY person, id"
            ),
            promises: concat!(
                "SELECT person, contact, made_on, due_on, reached, to_person
                 FROM promise WHERE TRUE ", $rest, " ORDER BY person, contact"
            ),
            deferrals: concat!(
                "SELECT person, id, rule, about, due_on, first_on, until_on
                 FROM deferral WHERE withdrawn = 0 ", $rest, " ORDER BY person, id"
            ),
            away: concat!(
                "SELECT person, member, name, from_on, until_on
                 FROM carer_away WHERE TRUE ", $rest, " ORDER BY person, member"
            ),
            carer_days: concat!(
                "SELECT person, member, name, review_on, access_on, until_on
                 FROM carer_days WHERE TRUE ", $rest, " ORDER BY person, member"
            ),
            appointments: concat!(
                "SELECT person, id, on_day, how, closed_on, followed_up, lacking, prepare_on, recall_on,
                        off_on, next
                 FROM appointment WHERE watched = 1 AND withdrawn = 0 ", $rest, " ORDER BY person, id"
            ),
            moves: concat!(
                "SELECT person, id, kind, at_at, asked_on, open, acknowledged, named, called,
                     explained
                 FROM transition WHERE watched = 1 AND withdrawn = 0 ", $rest, " ORDER BY person, id"
            ),
        }
    };
}

impl Scans {
    /// Of everybody who is open: the standing of people, the covering indexes of open items, deferrals and moves,
    /// promises, carers who are away, carers for whom a day is set.
    pub const EVERYBODY: Self = scans!("WHERE open = 1 ORDER BY person", "");
    /// Of a few people.
    pub const SOME: Self = scans!(
        "WHERE person IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) AND open = 1
         ORDER BY person",
        "AND person IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    );
}

impl Store {
    /// Hands the facts of every open person to `each`, in the order of their ids, without the words of their items.
    ///
    /// # Errors
    /// Engine faults.
    pub fn each_facts(&self, each: impl FnMut(Facts)) -> Result<(), Fault> {
        self.scan(&Scans::EVERYBODY, &[], each)
    }

    /// The facts of those of a few people who are open, without any words, from indexes alone, in the order of their ids.
    ///
    /// # Errors
    /// Engine faults.
    pub fn dates(&self, people: &[PersonId]) -> Result<Vec<Facts>, Fault> {
        let mut all = Vec::with_capacity(people.len());
        for some in people.chunks(DATES_AT_ONCE) {
            // Places that are left over name somebody who is there already.
            let ids: Vec<[u8; 16]> = (some.iter().cycle().take(DATES_AT_ONCE))
                .map(|person| person.bytes())
                .collect();
            self.scan(&Scans::SOME, &ids, |facts| all.push(facts))?;
        }
        Ok(all)
    }

    /// Scans side by side, of one state of the store.
    fn scan(
        &self,
        scans: &Scans,
        ids: &[[u8; 16]],
        mut each: impl FnMut(Facts),
    ) -> Result<(), Fault> {
        let _state = self.one_state()?;
        let mut people = self.conn.prepare_cached(scans.people)?;
        let mut items = self.conn.prepare_cached(scans.items)?;
        let mut promises = self.conn.prepare_cached(scans.promises)?;
        let mut deferrals = self.conn.prepare_cached(scans.deferrals)?;
        let mut away = self.conn.prepare_cached(scans.away)?;
        let mut carer_days = self.conn.prepare_cached(scans.carer_days)?;
        let mut appointments = self.conn.prepare_cached(scans.appointments)?;
        let mut moves = self.conn.prepare_cached(scans.moves)?;
        let mut people = people.query(params_from_iter(ids))?;
        let mut items = Beside::new(items.query(params_from_iter(ids))?, next_item)?;
        let mut promises = Beside::new(promises.query(params_from_iter(ids))?, promises::next)?;
        let mut deferrals = Beside::new(deferrals.query(params_from_iter(ids))?, deferrals::next)?;
        let mut away = Beside::new(away.query(params_from_iter(ids))?, away::next)?;
        let mut carer_days =
            Beside::new(carer_days.query(params_from_iter(ids))?, carer_days::next)?;
        let mut appointments = Beside::new(
            appointments.query(params_from_iter(ids))?,
            appointments::next,
        )?;
        let mut moves = Beside::new(moves.query(params_from_iter(ids))?, moves::next)?;
        while let Some(row) = people.next()? {
            let mut facts = read(row)?;
            items.take(facts.person, &mut facts.items)?;
            promises.take(facts.person, &mut facts.promises)?;
            deferrals.take(facts.person, &mut facts.deferrals)?;
            away.take(facts.person, &mut facts.carers_away)?;
            carer_days.take(facts.person, &mut facts.carer_days)?;
            appointments.take(facts.person, &mut facts.appointments)?;
            moves.take(facts.person, &mut facts.moves)?;
            each(facts);
        }
        Ok(())
    }

    /// Adds the words of what one finding is about to facts that were read without.
    ///
    /// # Errors
    /// Engine faults.
    pub fn add_words(&self, facts: &mut Facts, found: &Found) -> Result<(), Fault> {
        if let Some(put_off) = found.put_off
            && let Some(deferral) = facts.deferrals.get_mut(put_off.at)
        {
            deferral.because = deferrals::because(&self.conn, deferral.id)?;
        }
        match found.about {
            // A carer's name stands beside their days.
            About::Record | About::Carer(_) => {}
            About::Item(at) => {
                // An item has words: those that are there were read before.
                if let Some(item) = facts.items.get_mut(at).filter(|item| item.what.is_empty()) {
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
            About::Appointment(at) => {
                let known = facts.appointments.get_mut(at);
                if let Some(appointment) = known.filter(|one| one.what.is_empty()) {
                    *appointment = appointments::with_words(&self.conn, appointment.id)?;
                }
            }
            About::Move(at) => {
                if let Some(one) = facts.moves.get_mut(at) {
                    *one = moves::with_words(&self.conn, one.id)?;
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
        let _state = self.one_state()?;
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
        facts.carer_days = carer_days::of_person(&self.conn, person)?;
        facts.appointments = appointments::of_person(&self.conn, person)?;
        facts.moves = moves::of_person(&self.conn, person)?;
        let access = self.person(person)?.value.access;
        facts.prefers_text = access.is_some_and(|access| access.prefers_text());
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
    let booked_on = date_at(row, 11)?;
    let appointment = row
        .get::<_, Option<[u8; 16]>>(13)?
        .map(AppointmentId::from_bytes);
    let item = ItemFact {
        id: ItemId::from_bytes(row.get(1)?),
        kind: ItemKind::from_code(row.get(2)?)?,
        waiting: Waiting::from_code(row.get(3)?)?,
        asked_on: date(row.get(4)?)?,
        expected_on: date_at(row, 5)?,
        answered_on: date_at(row, 6)?,
        chases: row.get(7)?,
        chased_on: date_at(row, 8)?,
        told_on: date_at(row, 9)?,
        rung: match row.get::<_, Option<i64>>(10)? {
            Some(code) => Some(Rung::from_code(code)?),
            None => None,
        },
        booking: match booked_on {
            Some(on) => Some(Booking {
                on,
                heard: Heard::from_code(row.get(12)?)?,
                // A row of before this column is brought up to date before it is read.
                since: date_at(row, 16)?.unwrap_or(on),
                appointment,
            }),
            None => None,
        },
        // Of what is booked for no day, only that of a declined one is kept.
        declined_of: appointment.filter(|_| booked_on.is_none()),
        ongoing: row.get(14)?,
        declined: false,
        taken_back_on: date_at(row, 15)?,
        taken_back: String::new(),
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
        access_review_on: date_at(row, 18)?,
        prefers_text: false,
        carer_days: Vec::new(),
        lead_since: date_at(row, 22)?,
        lead_until_on: date_at(row, 19)?,
        carers_away: Vec::new(),
        first_conversation: spoken_on.is_some(),
        spoken_on,
        asked_after_at: row.get::<_, Option<i64>>(20)?.map(instant).transpose()?,
        contact_every_days: row.get(8)?,
        last_on: date_at(row, 9)?,
        promises: Vec::new(),
        review_due: date_at(row, 10)?,
        review_by: date_at(row, 11)?,
        review_held_on: date_at(row, 21)?,
        review_how: ReviewHow::default(),
        end_of_life: match date_at(row, 15)? {
            Some(since_on) => Some(EndOfLifeFact {
                since_on,
                reviewed_on: date_at(row, 16)?,
            }),
            None => None,
        },
        elsewhere_on: date_at(row, 17)?,
        gaps: Gaps::from_bits(row.get(12)?),
        items: Vec::new(),
        appointments: Vec::new(),
        moves: Vec::new(),
        deferrals: Vec::new(),
    })
}
