//! The diary: appointments as triage asks for them, and those of everybody between two days.

use chrono::NaiveDate;
use rusqlite::{Connection, Rows};

use super::Store;
use super::codec::{self, Code, date, date_at, day};
use super::fault::Fault;
use crate::domain::appointment::{Appointment, How};
use crate::domain::id::{AppointmentId, PersonId};
use crate::domain::triage::{AppointmentFact, Lacking};

pub(super) const OF_PERSON: &str = "SELECT body FROM appointment
     WHERE person = ?1 AND watched = 1 AND withdrawn = 0 ORDER BY id";
pub(super) const BETWEEN: &str =
    "SELECT appointment.id, appointment.person, appointment.body, standing.name
     FROM appointment JOIN standing ON standing.person = appointment.person
     WHERE on_day >= ?1 AND on_day <= ?2 AND withdrawn = 0 AND standing.open = 1
     ORDER BY on_day, starts_at, appointment.id";

/// An appointment in the diary over everybody.
pub struct DiaryEntry {
    /// Its id.
    pub id: AppointmentId,
    /// Whose it is.
    pub person: PersonId,
    /// The appointment.
    pub appointment: Appointment,
    /// That person, as they are listed.
    pub name: String,
}

impl Store {
    /// The appointments of everybody who is open, from one London day to another, both among them, in order of time.
    ///
    /// # Errors
    /// Engine faults.
    pub fn diary(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<DiaryEntry>, Fault> {
        let mut statement = self.conn.prepare_cached(BETWEEN)?;
        let mut rows = statement.query((day(from), day(until)))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(2)?;
            entries.push(DiaryEntry {
                id: AppointmentId::from_bytes(row.get(0)?),
                person: PersonId::from_bytes(row.get(1)?),
                appointment: codec::value(&body)?,
                name: row.get(3)?,
            });
        }
        Ok(entries)
    }
}

/// The next appointment of a scan, without its words, and whose it is.
pub fn next(rows: &mut Rows<'_>) -> Result<Option<(PersonId, AppointmentFact)>, Fault> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let how: Option<i64> = row.get(3)?;
    let fact = AppointmentFact {
        id: AppointmentId::from_bytes(row.get(1)?),
        on: date(row.get(2)?)?,
        how: how.map(How::from_code).transpose()?,
        closed_on: date_at(row, 4)?,
        followed_up: row.get(5)?,
        lacking: Lacking::from_bits(row.get(6)?),
        prepare_on: date_at(row, 7)?,
        recall_on: date_at(row, 8)?,
        off_on: date_at(row, 9)?,
        next: row
            .get::<_, Option<[u8; 16]>>(10)?
            .map(AppointmentId::from_bytes),
        what: String::new(),
        prepare: String::new(),
        every_months: None,
    };
    Ok(Some((PersonId::from_bytes(row.get(0)?), fact)))
}

/// The appointments of one person that something is to be done about, with their words.
pub fn of_person(conn: &Connection, person: PersonId) -> Result<Vec<AppointmentFact>, Fault> {
    let mut statement = conn.prepare_cached(OF_PERSON)?;
    let mut rows = statement.query([person.bytes()])?;
    let mut facts = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(0)?;
        facts.push(AppointmentFact::of(&codec::value::<Appointment>(&body)?));
    }
    Ok(facts)
}

/// One appointment with its words.
pub fn with_words(conn: &Connection, id: AppointmentId) -> Result<AppointmentFact, Fault> {
    let body: String = conn
        .prepare_cached("SELECT body FROM appointment WHERE id = ?1")?
        .query_row([id.bytes()], |row| row.get(0))?;
    Ok(AppointmentFact::of(&codec::value::<Appointment>(&body)?))
}
