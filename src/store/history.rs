//! One record as it is, and as it was at an earlier revision: what a merge needs to know of both sides.

use rusqlite::OptionalExtension;
use uuid::Uuid;

use super::Store;
use super::codec::Code;
use super::fault::Fault;
use super::row::{self, table};
use crate::domain::record::{Kept, Kind, Record, Revision};

impl Store {
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
