//! Those who left: how, when, and of whom somebody still has to be told. Read without a single body.

use chrono::NaiveDate;
use rusqlite::Transaction;

use super::Store;
use super::codec::{Code, date, date_at, day};
use super::fault::Fault;
use crate::domain::find_keys::FindKeys;
use crate::domain::id::PersonId;
use crate::domain::leaving;
use crate::domain::person::{Leaving, Status};

pub(super) const LEFT_KEYS: &str =
    "SELECT person, keys FROM finding WHERE open = 0 ORDER BY person";
pub(super) const DEPARTURES: &str = "SELECT departure.person, name, born_on, left_on, how, to_tell
     FROM departure JOIN standing ON standing.person = departure.person
     ORDER BY to_tell > 0 DESC, left_on DESC, name, departure.person";
pub(super) const TO_TELL: &str =
    "SELECT coalesce(sum(to_tell), 0) FROM departure WHERE to_tell > 0";

/// Somebody who left, as small as it can be: there may be many more of them than of those who are followed.
#[derive(Clone, PartialEq, Eq)]
pub struct Departure {
    /// Who.
    pub person: PersonId,
    /// Name as listed.
    pub name: Box<str>,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// Their last day.
    pub on: NaiveDate,
    /// How they left.
    pub how: Leaving,
    /// How many still have to be told.
    pub to_tell: u32,
}

/// Keeps how a person left; nothing for one who has not, or who is out of sight (`None`).
pub fn keep(tx: &Transaction<'_>, person: PersonId, status: Option<&Status>) -> Result<(), Fault> {
    let Some(status @ Status::Left { on, how, .. }) = status else {
        tx.prepare_cached("DELETE FROM departure WHERE person = ?1")?
            .execute([person.bytes()])?;
        return Ok(());
    };
    let to_tell = u32::try_from(leaving::to_tell(status)).unwrap_or(u32::MAX);
    tx.prepare_cached(
        "INSERT INTO departure (person, left_on, how, to_tell) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (person) DO UPDATE SET left_on = ?2, how = ?3, to_tell = ?4",
    )?
    .execute((person.bytes(), day(*on), how.code(), to_tell))?;
    Ok(())
}

impl Store {
    /// Everybody who left: those of whom somebody still has to be told, then the others, newest first.
    ///
    /// # Errors
    /// Engine faults.
    pub fn departures(&self) -> Result<Vec<Departure>, Fault> {
        let mut statement = self.conn.prepare_cached(DEPARTURES)?;
        let mut rows = statement.query([])?;
        let mut departures = Vec::new();
        while let Some(row) = rows.next()? {
            departures.push(Departure {
                person: PersonId::from_bytes(row.get(0)?),
                name: row.get::<_, String>(1)?.into(),
                born_on: date_at(row, 2)?,
                on: date(row.get(3)?)?,
                how: Leaving::from_code(row.get(4)?)?,
                to_tell: row.get(5)?,
            });
        }
        Ok(departures)
    }

    /// How many still have to be told of somebody who left.
    ///
    /// # Errors
    /// Engine faults.
    pub fn to_tell(&self) -> Result<u32, Fault> {
        Ok(self
            .conn
            .prepare_cached(TO_TELL)?
            .query_row([], |row| row.get(0))?)
    }

    /// The folded keys by which each person who left is found, in the order of their ids.
    ///
    /// # Errors
    /// Engine faults.
    pub fn left_keys(&self) -> Result<FindKeys, Fault> {
        self.keys_of(LEFT_KEYS)
    }
}
