//! Drafts: texts and forms that are being typed, kept in the encrypted store and nowhere else.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::Store;
use super::codec::{instant, millis};
use super::fault::Fault;
use crate::domain::record::Revision;

/// Where a draft is typed: one draft a user, place and subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The form or editor, by its stable name.
    pub name: String,
    /// What it is about; nil where the thing does not exist yet.
    pub subject: Uuid,
}

/// A draft as it was last saved.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Where it was typed.
    pub place: Place,
    /// The revision of the record it was begun on; 0 for a new one.
    pub base: Revision,
    /// The text, or the form's fields.
    pub body: String,
    /// When it was saved (UTC).
    pub saved_at: DateTime<Utc>,
}

impl Store {
    /// Keeps a draft, in place of the one before.
    ///
    /// # Errors
    /// Engine faults.
    pub fn keep_draft(&mut self, draft: &Draft) -> Result<(), Fault> {
        self.conn
            .prepare_cached(
                "INSERT INTO draft (login, place, subject, base_revision, body, saved_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (login, place, subject) DO UPDATE SET
                     base_revision = ?4, body = ?5, saved_at = ?6",
            )?
            .execute((
                &self.user.login,
                &draft.place.name,
                draft.place.subject.into_bytes(),
                draft.base,
                &draft.body,
                millis(draft.saved_at),
            ))?;
        Ok(())
    }

    /// The draft of a place, if one was left there.
    ///
    /// # Errors
    /// Engine faults.
    pub fn draft(&self, place: &Place) -> Result<Option<Draft>, Fault> {
        let row: Option<(Revision, String, i64)> = self
            .conn
            .prepare_cached(
                "SELECT base_revision, body, saved_at FROM draft
                 WHERE login = ?1 AND place = ?2 AND subject = ?3",
            )?
            .query_row(
                (&self.user.login, &place.name, place.subject.into_bytes()),
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        row.map(|(base, body, at)| {
            Ok(Draft {
                place: place.clone(),
                base,
                body,
                saved_at: instant(at)?,
            })
        })
        .transpose()
    }

    /// The places where this user left drafts, newest first.
    ///
    /// # Errors
    /// Engine faults.
    pub fn drafts(&self) -> Result<Vec<(Place, DateTime<Utc>)>, Fault> {
        let mut statement = self.conn.prepare_cached(
            "SELECT place, subject, saved_at FROM draft WHERE login = ?1
             ORDER BY saved_at DESC, place, subject",
        )?;
        let mut rows = statement.query([&self.user.login])?;
        let mut places = Vec::new();
        while let Some(row) = rows.next()? {
            let place = Place {
                name: row.get(0)?,
                subject: Uuid::from_bytes(row.get(1)?),
            };
            places.push((place, instant(row.get(2)?)?));
        }
        Ok(places)
    }

    /// Lets a draft go, because its user said so.
    ///
    /// # Errors
    /// Engine faults.
    pub fn drop_draft(&mut self, place: &Place) -> Result<(), Fault> {
        drop(&self.conn, &self.user.login, place)
    }
}

/// Deletes a draft's row, if it is there.
pub fn drop(conn: &Connection, login: &str, place: &Place) -> Result<(), Fault> {
    conn.prepare_cached("DELETE FROM draft WHERE login = ?1 AND place = ?2 AND subject = ?3")?
        .execute((login, &place.name, place.subject.into_bytes()))?;
    Ok(())
}
