//! Drafts: texts and forms that are being typed, kept in the encrypted store and nowhere else.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::Store;
use super::codec::{instant, millis};
use super::fault::Fault;
use super::row;
use crate::domain::id::PersonId;
use crate::domain::record::{Kind, Revision};

/// Where a draft is typed: one draft a session, place and subject.
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

/// Between a place's name and the mark of the session that types there.
const PARTING: char = '\u{1f}';

/// A place as its column says it: two sessions of one user never overwrite each other's typing.
fn column(place: &Place, mark: &str) -> String {
    format!("{}{PARTING}{mark}", place.name)
}

impl Store {
    /// Keeps a draft, in place of the one that this session kept there before.
    ///
    /// # Errors
    /// Engine faults.
    pub fn keep_draft(&mut self, draft: &Draft) -> Result<(), Fault> {
        let place = column(&draft.place, &self.session().mark);
        self.conn
            .prepare_cached(
                "INSERT INTO draft (login, place, subject, base_revision, body, saved_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (login, place, subject) DO UPDATE SET
                     base_revision = ?4, body = ?5, saved_at = ?6",
            )?
            .execute((
                &self.user.login,
                place,
                draft.place.subject.into_bytes(),
                draft.base,
                &draft.body,
                millis(draft.saved_at),
            ))?;
        Ok(())
    }

    /// The newest draft of a place, if one was left there by any session of this user.
    ///
    /// # Errors
    /// Engine faults.
    pub fn draft(&self, place: &Place) -> Result<Option<Draft>, Fault> {
        Ok(self.newest(place)?.map(|(draft, _)| draft))
    }

    /// The same, for whoever goes on with it: it is this session's from now on, and goes when this session saves.
    ///
    /// # Errors
    /// Engine faults.
    pub fn take_draft(&mut self, place: &Place) -> Result<Option<Draft>, Fault> {
        let Some((draft, from)) = self.newest(place)? else {
            return Ok(None);
        };
        let own = column(place, &self.session().mark);
        if from != own {
            let login = self.user.login.clone();
            let tx = self.begin()?;
            drop_row(&tx, &login, &own, place)?;
            tx.prepare_cached(
                "UPDATE draft SET place = ?1 WHERE login = ?2 AND place = ?3 AND subject = ?4",
            )?
            .execute((&own, &login, from, place.subject.into_bytes()))?;
            tx.commit()?;
        }
        Ok(Some(draft))
    }

    fn newest(&self, place: &Place) -> Result<Option<(Draft, String)>, Fault> {
        let row: Option<(Revision, String, i64, String)> = self
            .conn
            .prepare_cached(
                "SELECT base_revision, body, saved_at, place FROM draft
                 WHERE login = ?1 AND substr(place, 1, length(?2)) = ?2 AND subject = ?3
                 ORDER BY saved_at DESC, place LIMIT 1",
            )?
            .query_row(
                (
                    &self.user.login,
                    column(place, ""),
                    place.subject.into_bytes(),
                ),
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .optional()?;
        row.map(|(base, body, at, from)| {
            let draft = Draft {
                place: place.clone(),
                base,
                body,
                saved_at: instant(at)?,
            };
            Ok((draft, from))
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
            let column: String = row.get(0)?;
            let name = column.split(PARTING).next().unwrap_or_default();
            let place = Place {
                name: name.to_owned(),
                subject: Uuid::from_bytes(row.get(1)?),
            };
            places.push((place, instant(row.get(2)?)?));
        }
        Ok(places)
    }

    /// Whose record a draft is about: its subject is a person or a record of theirs, a need or goal of their plan.
    /// `None` where it is about nobody (a service, several people) or about somebody who is not there yet.
    ///
    /// # Errors
    /// Engine faults.
    pub fn draft_about(&self, place: &Place) -> Result<Option<PersonId>, Fault> {
        let subject = place.subject.into_bytes();
        for kind in Kind::ALL {
            let column = match kind {
                Kind::Person => "id",
                Kind::Service | Kind::UnmetNeed => continue,
                _ => "person",
            };
            let sql = format!("SELECT {column} FROM {} WHERE id = ?1", row::table(kind));
            let found: Option<[u8; 16]> = self
                .conn
                .prepare_cached(&sql)?
                .query_row([subject], |row| row.get(0))
                .optional()?;
            if let Some(person) = found {
                return Ok(Some(PersonId(Uuid::from_bytes(person))));
            }
        }
        let of_plans = ["plan.", "item.", "arranged."];
        if !of_plans.iter().any(|kind| place.name.starts_with(kind)) {
            return Ok(None);
        }
        // Needs, goals, steps and arrangements stand in the body of a plan. Seldom, so that no index is kept for it.
        let found: Option<[u8; 16]> = self
            .conn
            .prepare_cached("SELECT person FROM plan WHERE instr(body, ?1) > 0 LIMIT 1")?
            .query_row([place.subject.to_string()], |row| row.get(0))
            .optional()?;
        Ok(found.map(|person| PersonId(Uuid::from_bytes(person))))
    }

    /// Lets a draft of this session go, because its user said so.
    ///
    /// # Errors
    /// Engine faults.
    pub fn drop_draft(&mut self, place: &Place) -> Result<(), Fault> {
        let mark = self.session().mark.clone();
        drop(&self.conn, &self.user.login, &mark, place)
    }
}

/// Deletes a session's draft, if it is there.
pub fn drop(conn: &Connection, login: &str, mark: &str, place: &Place) -> Result<(), Fault> {
    drop_row(conn, login, &column(place, mark), place)
}

fn drop_row(conn: &Connection, login: &str, column: &str, place: &Place) -> Result<(), Fault> {
    conn.prepare_cached("DELETE FROM draft WHERE login = ?1 AND place = ?2 AND subject = ?3")?
        .execute((login, column, place.subject.into_bytes()))?;
    Ok(())
}
