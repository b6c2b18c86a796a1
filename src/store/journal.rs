//! The journal: who ran which command when, touching what. Each row's hash covers the row before it.
//!
//! Rows are appended in the transaction of what they describe and never changed (R114).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::codec::{self, millis};
use super::fault::Fault;
use super::{Stamp, Store};
use crate::domain::id::PersonId;
use crate::domain::record::{Kind, Revision};

pub(super) const OF_PERSON: &str = "SELECT seq, at_at, login, command, note, writes FROM journal
     WHERE seq IN (SELECT seq FROM journal WHERE person = ?1
                   UNION ALL SELECT seq FROM journal_people WHERE person = ?1)
     ORDER BY seq DESC LIMIT ?2";

const NEWEST: &str = "SELECT coalesce(max(seq), 0) FROM journal";
pub(super) const WRITTEN_AFTER: &str = "SELECT seq, person FROM journal WHERE seq > ?1 AND writes <> '' AND login IS NOT ?2 ORDER BY seq";
pub(super) const PEOPLE_OF_ROW: &str = "SELECT person FROM journal_people WHERE seq = ?1";

/// What was done to one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// What.
    pub act: Act,
    /// To what kind of record.
    pub kind: Kind,
    /// To which.
    pub id: Uuid,
    /// Its revision afterwards.
    pub revision: Revision,
    /// SHA-256 of its body afterwards, in hex; empty where the body did not change.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub digest: String,
}

/// The four things that can be done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Added.
    Add,
    /// Replaced.
    Replace,
    /// Taken out of sight.
    Withdraw,
    /// Brought back.
    Restore,
}

/// One row of the journal, as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place.
    pub seq: i64,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who.
    pub login: String,
    /// Which command.
    pub command: String,
    /// What it said beside.
    pub note: String,
    /// How many records it wrote.
    pub writes: usize,
}

/// Appends a row and returns its place.
pub fn append(
    tx: &Transaction<'_>,
    stamp: Stamp<'_>,
    login: &str,
    person: Option<PersonId>,
    written: &[Written],
    undoes: Option<i64>,
) -> Result<i64, Fault> {
    let last: Option<(i64, Vec<u8>)> = tx
        .prepare_cached("SELECT seq, chain FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, before) = last.map_or((1, Vec::new()), |(seq, chain)| (seq + 1, chain));
    let at = millis(stamp.at);
    let writes = if written.is_empty() {
        String::new()
    } else {
        codec::body(&written)?
    };
    let person = person.map(PersonId::bytes);
    let chain = Row {
        seq,
        at,
        login: login.as_bytes(),
        command: stamp.command.as_bytes(),
        person: person.as_ref().map(<[u8; 16]>::as_slice),
        note: stamp.note.as_bytes(),
        writes: writes.as_bytes(),
        undoes,
    }
    .chained(&before);
    tx.prepare_cached(
        "INSERT INTO journal (seq, at_at, login, command, person, note, writes, undoes, chain)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute((
        seq,
        at,
        login,
        stamp.command,
        person,
        stamp.note,
        writes,
        undoes,
        chain,
    ))?;
    Ok(seq)
}

/// Appends a row about any number of people, found from each of them, and returns its place.
pub fn append_about(
    tx: &Transaction<'_>,
    stamp: Stamp<'_>,
    login: &str,
    people: &[PersonId],
    written: &[Written],
    undoes: Option<i64>,
) -> Result<i64, Fault> {
    let about = match people {
        [one] => Some(*one),
        _ => None,
    };
    let seq = append(tx, stamp, login, about, written, undoes)?;
    if people.len() > 1 {
        append_people(tx, seq, people)?;
    }
    Ok(seq)
}

fn append_people(tx: &Transaction<'_>, seq: i64, people: &[PersonId]) -> Result<(), Fault> {
    let mut statement =
        tx.prepare_cached("INSERT INTO journal_people (person, seq) VALUES (?1, ?2)")?;
    for person in people {
        statement.execute((person.bytes(), seq))?;
    }
    Ok(())
}

/// The columns that a row's hash covers.
struct Row<'a> {
    seq: i64,
    at: i64,
    login: &'a [u8],
    command: &'a [u8],
    person: Option<&'a [u8]>,
    note: &'a [u8],
    writes: &'a [u8],
    undoes: Option<i64>,
}

impl Row<'_> {
    /// SHA-256 over the hash before and every column, each with its length, so that none can run into the next.
    fn chained(&self, before: &[u8]) -> Vec<u8> {
        let mut hash = Sha256::new();
        let seq = self.seq.to_be_bytes();
        let at = self.at.to_be_bytes();
        let undoes = self.undoes.unwrap_or(0).to_be_bytes();
        let given = [self.person.is_some(), self.undoes.is_some()].map(u8::from);
        for part in [
            before,
            &seq,
            &at,
            self.login,
            self.command,
            self.person.unwrap_or_default(),
            self.note,
            self.writes,
            &undoes,
            &given,
        ] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().to_vec()
    }
}

impl Store {
    /// The newest journal rows about one person, newest first; also those about several.
    ///
    /// # Errors
    /// Engine faults.
    pub fn journal_of(&self, person: PersonId, most: u32) -> Result<Vec<Entry>, Fault> {
        let mut statement = self.conn.prepare_cached(OF_PERSON)?;
        let mut rows = statement.query((person.bytes(), most))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let writes: String = row.get(5)?;
            let writes: Vec<Written> = if writes.is_empty() {
                Vec::new()
            } else {
                codec::value(&writes)?
            };
            entries.push(Entry {
                seq: row.get(0)?,
                at: codec::instant(row.get(1)?)?,
                login: row.get(2)?,
                command: row.get(3)?,
                note: row.get(4)?,
                writes: writes.len(),
            });
        }
        Ok(entries)
    }

    /// The newest row, 0 where there is none.
    ///
    /// # Errors
    /// Engine faults.
    pub fn newest_row(&self) -> Result<i64, Fault> {
        let mut statement = self.conn.prepare_cached(NEWEST)?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Whose records were written after a row, each once; `None` where they are more than `most`.
    ///
    /// # Errors
    /// Engine faults.
    pub fn written_after(&self, seq: i64, most: usize) -> Result<Option<Vec<PersonId>>, Fault> {
        self.people_written_after(seq, None, most)
    }

    /// The same of what others wrote.
    ///
    /// # Errors
    /// Engine faults.
    pub fn written_by_others(&self, seq: i64, most: usize) -> Result<Option<Vec<PersonId>>, Fault> {
        self.people_written_after(seq, Some(&self.user.login), most)
    }

    fn people_written_after(
        &self,
        seq: i64,
        but_by: Option<&str>,
        most: usize,
    ) -> Result<Option<Vec<PersonId>>, Fault> {
        let mut statement = self.conn.prepare_cached(WRITTEN_AFTER)?;
        let mut rows = statement.query((seq, but_by))?;
        let mut people = BTreeSet::new();
        while let Some(row) = rows.next()? {
            if let Some(person) = row.get(1)? {
                people.insert(PersonId::from_bytes(person));
            } else {
                self.people_of_row(row.get(0)?, most + 1, &mut people)?;
            }
            if people.len() > most {
                return Ok(None);
            }
        }
        Ok(Some(people.into_iter().collect()))
    }

    /// Everybody whose records a row changed together.
    pub(super) fn people_of(&self, seq: i64) -> Result<Vec<PersonId>, Fault> {
        let mut people = BTreeSet::new();
        self.people_of_row(seq, usize::MAX, &mut people)?;
        Ok(people.into_iter().collect())
    }

    fn people_of_row(
        &self,
        seq: i64,
        most: usize,
        people: &mut BTreeSet<PersonId>,
    ) -> Result<(), Fault> {
        let mut statement = self.conn.prepare_cached(PEOPLE_OF_ROW)?;
        let mut rows = statement.query([seq])?;
        while let Some(row) = rows.next()?
            && people.len() < most
        {
            people.insert(PersonId::from_bytes(row.get(0)?));
        }
        Ok(())
    }

    /// The first journal row whose hash does not follow from the rows before it, if there is one.
    ///
    /// Rows cut from the end leave a chain that is whole; those that wrote something are missed by
    /// [`Store::broken_record`].
    ///
    /// # Errors
    /// Engine faults.
    pub fn broken_journal_row(&self) -> Result<Option<i64>, Fault> {
        let mut statement = self.conn.prepare(
            "SELECT seq, at_at, login, command, person, note, writes, undoes, chain
             FROM journal ORDER BY seq",
        )?;
        let mut rows = statement.query([])?;
        let mut before: Vec<u8> = Vec::new();
        let mut expected = 1;
        while let Some(row) = rows.next()? {
            // Bytes, not text: what was tampered with need not be text any more.
            let bytes =
                |at: usize| bytes(row.get_ref(at)?).ok_or(Fault::Unreadable("a journal row"));
            let columns = Row {
                seq: row.get(0)?,
                at: row.get(1)?,
                login: bytes(2)?,
                command: bytes(3)?,
                person: row.get_ref(4).map(self::bytes)?,
                note: bytes(5)?,
                writes: bytes(6)?,
                undoes: row.get(7)?,
            };
            let kept = bytes(8)?;
            if columns.seq != expected || columns.chained(&before) != kept {
                return Ok(Some(columns.seq));
            }
            before = kept.to_vec();
            expected += 1;
        }
        Ok(None)
    }
}

fn bytes(value: ValueRef<'_>) -> Option<&[u8]> {
    value.as_bytes_or_null().ok().flatten()
}
