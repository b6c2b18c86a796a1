//! Views that were saved by name, for everybody who opens the store.
//!
//! Rows are only added: a changed view is a further row, a removed one too, each with its row in the journal.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction};

use super::codec::{self, millis};
use super::fault::Fault;
use super::{Stamp, Store, journal};
use crate::domain::find::fold;
use crate::domain::record::Revision;
use crate::domain::view::{Named, View};

/// A view that somebody saved.
pub struct SavedView {
    /// Its name and what it asks.
    pub named: Named,
    /// What a write that replaces it has to state.
    pub revision: Revision,
    /// Who saved it, by login.
    pub by: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

impl Store {
    /// The saved views, by name.
    ///
    /// # Errors
    /// Engine faults.
    pub fn views(&self) -> Result<Vec<SavedView>, Fault> {
        let mut statement = self.conn.prepare_cached(
            "SELECT name, body, revision, login, saved_at FROM saved_view
             WHERE withdrawn = 0 AND NOT EXISTS (
                 SELECT 1 FROM saved_view AS newer
                 WHERE newer.name_key = saved_view.name_key
                   AND newer.revision > saved_view.revision
             )
             ORDER BY name_key",
        )?;
        let mut rows = statement.query([])?;
        let mut views = Vec::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(1)?;
            views.push(SavedView {
                named: Named {
                    name: row.get(0)?,
                    view: codec::value::<View>(&body)
                        .map_err(|_| Fault::Unreadable("a saved view"))?,
                },
                revision: row.get(2)?,
                by: row.get(3)?,
                at: codec::instant(row.get(4)?)?,
            });
        }
        Ok(views)
    }

    /// Saves a view under its name, in place of the one of that name whose revision was seen; 0 for a new name.
    ///
    /// Names that differ in case, accents or punctuation alone are the same.
    ///
    /// # Errors
    /// [`Fault::OtherView`] where another view has the name by now; [`Fault::ReaderOnly`] for readers; engine faults.
    pub fn save_view(
        &mut self,
        stamp: Stamp<'_>,
        named: &Named,
        seen: Revision,
    ) -> Result<(), Fault> {
        let body = codec::body(&named.view)?;
        self.add_view(stamp, &named.name, &body, seen, false)
    }

    /// Takes a saved view out of sight.
    ///
    /// # Errors
    /// As [`Store::save_view`].
    pub fn remove_view(
        &mut self,
        stamp: Stamp<'_>,
        named: &Named,
        seen: Revision,
    ) -> Result<(), Fault> {
        let body = codec::body(&named.view)?;
        self.add_view(stamp, &named.name, &body, seen, true)
    }

    fn add_view(
        &mut self,
        stamp: Stamp<'_>,
        name: &str,
        body: &str,
        seen: Revision,
        withdrawn: bool,
    ) -> Result<(), Fault> {
        if !self.user.role.may_write() {
            return Err(Fault::ReaderOnly);
        }
        let login = self.user.login.clone();
        let key = fold(name);
        let tx = self.begin()?;
        let (newest, in_sight) = newest(&tx, &key)?;
        let there = if in_sight { newest } else { 0 };
        if there != seen {
            return Err(Fault::OtherView);
        }
        tx.prepare_cached(
            "INSERT INTO saved_view (name_key, revision, withdrawn, name, body, login, saved_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((
            &key,
            newest + 1,
            withdrawn,
            name,
            body,
            &login,
            millis(stamp.at),
        ))?;
        let stamp = Stamp {
            note: name,
            ..stamp
        };
        journal::append(&tx, stamp, &login, None, &[], None)?;
        Ok(tx.commit()?)
    }
}

/// The highest revision of a name, 0 where there is none, and whether it is in sight.
fn newest(tx: &Transaction<'_>, key: &str) -> Result<(Revision, bool), Fault> {
    let row: Option<(Revision, bool)> = tx
        .prepare_cached(
            "SELECT revision, withdrawn FROM saved_view WHERE name_key = ?1
             ORDER BY revision DESC LIMIT 1",
        )?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(row.map_or((0, false), |(revision, withdrawn)| (revision, !withdrawn)))
}
