//! One record as it is, and as it was at an earlier revision: what a merge needs to know of both sides, and what whoever
//! looks back may read.

use chrono::{DateTime, Utc};
use rusqlite::OptionalExtension;
use uuid::Uuid;

use super::Store;
use super::codec::{self, Code};
use super::fault::Fault;
use super::journal::{Act, OF_PERSON, Written};
use super::row::{self, table};
use crate::domain::id::PersonId;
use crate::domain::record::{Kept, Kind, Record, Revision};

/// A version of a record that somebody wrote over.
pub struct Replaced {
    /// When it was written over (UTC).
    pub at: DateTime<Utc>,
    /// By whom.
    pub login: String,
    /// What it was.
    pub was: Record,
    /// What was written over it.
    pub now: Record,
}

/// What was written over in a person's records, as far back as was looked.
pub struct Rewrites {
    /// The versions, the newest first.
    pub replaced: Vec<Replaced>,
    /// Whether the journal goes back further than was looked.
    pub is_cut: bool,
}

/// Rows of the journal among which the last write of a record is looked for: it has just been made.
const NEWEST_ROWS: u32 = 200;

impl Store {
    /// The versions of a person's records that were written over, out of so many rows of the journal.
    ///
    /// # Errors
    /// Engine faults.
    pub fn replaced(&self, person: PersonId, most: u32) -> Result<Rewrites, Fault> {
        let mut statement = self.conn.prepare_cached(OF_PERSON)?;
        // One row more says whether there are more.
        let mut rows = statement.query((person.bytes(), most.saturating_add(1)))?;
        let (mut all, mut looked_at) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            if looked_at == most {
                return Ok(Rewrites {
                    replaced: all,
                    is_cut: true,
                });
            }
            looked_at += 1;
            let writes: String = row.get(5)?;
            if writes.is_empty() {
                continue;
            }
            let writes: Vec<Written> = codec::value(&writes)?;
            // In one row, what was written last is the newest.
            for write in writes.iter().rev().filter(|one| one.act == Act::Replace) {
                let (kind, id) = (write.kind, write.id);
                let was = self.earlier(kind, id, write.revision - 1)?;
                let now = self.at_revision(kind, id, write.revision)?;
                if let Some((was, now)) = was.zip(now)
                    && was.person() == Some(person)
                {
                    all.push(Replaced {
                        at: codec::instant(row.get(1)?)?,
                        login: row.get(2)?,
                        was,
                        now,
                    });
                }
            }
        }
        Ok(Rewrites {
            replaced: all,
            is_cut: false,
        })
    }

    /// What a row of the journal wrote: each record as it was before, where it was written over, and as it is since. Of a
    /// row that wrote more than `most`, the first ones.
    ///
    /// # Errors
    /// Engine faults.
    pub fn written_in(
        &self,
        seq: i64,
        most: usize,
    ) -> Result<Vec<(Option<Record>, Record)>, Fault> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT writes FROM journal WHERE seq = ?1")?;
        let writes: Option<String> = statement.query_row([seq], |row| row.get(0)).optional()?;
        let writes: Vec<Written> = match writes.filter(|writes| !writes.is_empty()) {
            Some(writes) => codec::value(&writes)?,
            None => Vec::new(),
        };
        let mut all = Vec::new();
        for write in writes.iter().take(most) {
            let was = match write.act {
                Act::Replace => self.earlier(write.kind, write.id, write.revision - 1)?,
                Act::Add | Act::Withdraw | Act::Restore => None,
            };
            let now = self.at_revision(write.kind, write.id, write.revision)?;
            all.extend(now.map(|now| (was, now)));
        }
        Ok(all)
    }

    /// The login of whoever wrote a record of a person last, and when, out of the newest rows of the journal.
    ///
    /// # Errors
    /// Engine faults.
    pub fn last_written(&self, record: &Record) -> Result<Option<(String, DateTime<Utc>)>, Fault> {
        let Some(person) = record.person() else {
            return Ok(None);
        };
        let mut statement = self.conn.prepare_cached(OF_PERSON)?;
        let mut rows = statement.query((person.bytes(), NEWEST_ROWS))?;
        while let Some(row) = rows.next()? {
            let writes: String = row.get(5)?;
            if writes.is_empty() {
                continue;
            }
            let writes: Vec<Written> = codec::value(&writes)?;
            if writes.iter().any(|one| one.id == record.id()) {
                return Ok(Some((row.get(2)?, codec::instant(row.get(1)?)?)));
            }
        }
        Ok(None)
    }

    /// What a record said from a revision on, whether it is still in sight or not.
    fn at_revision(
        &self,
        kind: Kind,
        id: Uuid,
        revision: Revision,
    ) -> Result<Option<Record>, Fault> {
        // A record that is put out of sight and back gets a revision without another body.
        let later: Option<String> = self
            .conn
            .prepare_cached(
                "SELECT body FROM history WHERE kind = ?1 AND id = ?2 AND revision >= ?3
                 ORDER BY revision LIMIT 1",
            )?
            .query_row((kind.code(), id.into_bytes(), revision), |row| row.get(0))
            .optional()?;
        let body = match later {
            Some(body) => Some(body),
            None => self
                .conn
                .prepare_cached(&format!("SELECT body FROM {} WHERE id = ?1", table(kind)))?
                .query_row([id.into_bytes()], |row| row.get(0))
                .optional()?,
        };
        body.map(|body| row::record(kind, &body)).transpose()
    }

    /// A record in sight as it is now.
    ///
    /// # Errors
    /// [`Fault::Gone`] when it is not in sight; engine faults.
    pub fn record(&self, kind: Kind, id: Uuid) -> Result<Kept<Record>, Fault> {
        let table = table(kind);
        let found: Option<(Revision, String)> = self
            .conn
            .prepare_cached(&format!(
                "SELECT revision, body FROM {table} WHERE id = ?1 AND withdrawn = 0"
            ))?
            .query_row([id.into_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (revision, body) = found.ok_or(Fault::Gone(kind))?;
        Ok(Kept {
            value: row::record(kind, &body)?,
            revision,
        })
    }

    /// A record as it was at a revision that has been written over since.
    ///
    /// # Errors
    /// Engine faults.
    pub fn earlier(
        &self,
        kind: Kind,
        id: Uuid,
        revision: Revision,
    ) -> Result<Option<Record>, Fault> {
        let body: Option<String> = self
            .conn
            .prepare_cached(
                "SELECT body FROM history WHERE kind = ?1 AND id = ?2 AND revision = ?3",
            )?
            .query_row((kind.code(), id.into_bytes(), revision), |row| row.get(0))
            .optional()?;
        body.map(|body| row::record(kind, &body)).transpose()
    }
}
