//! When each user was last here and what they saw, and what others have written since.

use chrono::{DateTime, Utc};
use rusqlite::OptionalExtension;

use super::codec::{instant, millis};
use super::fault::Fault;
use super::{Stamp, Store, journal};
use crate::domain::id::PersonId;

/// The end of a user's last visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// When it ended (UTC); where its news was not looked at, when the one before ended.
    pub at: DateTime<Utc>,
    /// The newest journal row that was in the list then.
    pub seq: i64,
    /// The list as it was seen ([`Seen`](crate::domain::triage::Seen)).
    pub seen: Vec<u8>,
}

/// Something that somebody else wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Its place in the journal.
    pub seq: i64,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who.
    pub login: String,
    /// Which command.
    pub command: String,
    /// About whom: one person, or several whose records were changed together.
    pub people: Vec<PersonId>,
}

pub(super) const BY_OTHERS: &str = "SELECT seq, at_at, login, command, person FROM journal
     WHERE seq > ?1 AND login <> ?2 AND writes <> '' ORDER BY seq DESC LIMIT ?3";

impl Store {
    /// Keeps up to where the user has seen everything, in place of the visit before, and notes in the journal that they
    /// left.
    ///
    /// # Errors
    /// Engine faults.
    pub fn note_visit(&mut self, stamp: Stamp<'_>, visit: &Visit) -> Result<(), Fault> {
        let login = self.user.login.clone();
        let tx = self.begin()?;
        journal::append(&tx, stamp, &login, None, &[], None)?;
        tx.prepare_cached(
            "INSERT INTO visit (login, at_at, seq, seen) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (login) DO UPDATE SET at_at = ?2, seq = ?3, seen = ?4",
        )?
        .execute((&login, millis(visit.at), visit.seq, &visit.seen))?;
        tx.commit()?;
        Ok(())
    }

    /// The user's last visit; `None` before the first has ended.
    ///
    /// # Errors
    /// Engine faults.
    pub fn visit(&self) -> Result<Option<Visit>, Fault> {
        let row: Option<(i64, i64, Vec<u8>)> = self
            .conn
            .prepare_cached("SELECT at_at, seq, seen FROM visit WHERE login = ?1")?
            .query_row([&self.user.login], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        row.map(|(at, seq, seen)| {
            Ok(Visit {
                at: instant(at)?,
                seq,
                seen,
            })
        })
        .transpose()
    }

    /// What others have written after a place in the journal, newest first, at most so many.
    ///
    /// # Errors
    /// Engine faults.
    pub fn by_others(&self, after: i64, most: u32) -> Result<Vec<Foreign>, Fault> {
        let mut statement = self.conn.prepare_cached(BY_OTHERS)?;
        let mut rows = statement.query((after, &self.user.login, most))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let seq = row.get(0)?;
            let person: Option<[u8; 16]> = row.get(4)?;
            all.push(Foreign {
                seq,
                at: instant(row.get(1)?)?,
                login: row.get(2)?,
                command: row.get(3)?,
                people: match person {
                    Some(person) => vec![PersonId::from_bytes(person)],
                    None => self.people_of(seq)?,
                },
            });
        }
        Ok(all)
    }
}
