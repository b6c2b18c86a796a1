//! The journal: who ran which command when, touching what. Each row's hash covers the row before it.
//!
//! Rows are appended in the transaction of what they describe and never changed (R114).

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::codec::{self, millis};
use super::fault::Fault;
use super::{Stamp, Store};
use crate::domain::id::PersonId;
use crate::domain::record::{Kind, Revision};

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

/// The newest place in the journal, 0 when it is empty.
pub fn last_seq(conn: &Connection) -> Result<i64, Fault> {
    Ok(
        conn.query_row("SELECT coalesce(max(seq), 0) FROM journal", [], |row| {
            row.get(0)
        })?,
    )
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
        login,
        command: stamp.command,
        person: person.as_ref().map(<[u8; 16]>::as_slice),
        note: stamp.note,
        writes: &writes,
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

/// The columns that a row's hash covers.
struct Row<'a> {
    seq: i64,
    at: i64,
    login: &'a str,
    command: &'a str,
    person: Option<&'a [u8]>,
    note: &'a str,
    writes: &'a str,
    undoes: Option<i64>,
}

impl Row<'_> {
    /// SHA-256 over the hash before and every column, each with its length, so that none can run into the next.
    fn chained(&self, before: &[u8]) -> Vec<u8> {
        let mut hash = Sha256::new();
        let seq = self.seq.to_be_bytes();
        let at = self.at.to_be_bytes();
        let undoes = self.undoes.unwrap_or(0).to_be_bytes();
        for part in [
            before,
            &seq,
            &at,
            self.login.as_bytes(),
            self.command.as_bytes(),
            self.person.unwrap_or_default(),
            self.note.as_bytes(),
            self.writes.as_bytes(),
            &undoes,
        ] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().to_vec()
    }
}

impl Store {
    /// The newest journal rows about one person, newest first.
    ///
    /// # Errors
    /// Engine faults.
    pub fn journal_of(&self, person: PersonId, most: u32) -> Result<Vec<Entry>, Fault> {
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, at_at, login, command, note, writes FROM journal
             WHERE person = ?1 ORDER BY seq DESC LIMIT ?2",
        )?;
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

    /// The first journal row whose hash does not follow from the rows before it, if there is one.
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
            let (login, command): (String, String) = (row.get(2)?, row.get(3)?);
            let person: Option<Vec<u8>> = row.get(4)?;
            let (note, writes): (String, String) = (row.get(5)?, row.get(6)?);
            let kept: Vec<u8> = row.get(8)?;
            let columns = Row {
                seq: row.get(0)?,
                at: row.get(1)?,
                login: &login,
                command: &command,
                person: person.as_deref(),
                note: &note,
                writes: &writes,
                undoes: row.get(7)?,
            };
            if columns.seq != expected || columns.chained(&before) != kept {
                return Ok(Some(columns.seq));
            }
            before = kept;
            expected += 1;
        }
        Ok(None)
    }
}
