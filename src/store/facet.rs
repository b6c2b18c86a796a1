//! What people can be filtered by: kept in the transaction of every write, offered in the filter form, read for one person.
//!
//! Not here: whom a view shows of everybody (`fitting`).

use rusqlite::{OptionalExtension, Transaction};

use super::Store;
use super::codec::{self, Code, date, date_at};
use super::fault::Fault;
use crate::domain::facet::{Facet, FacetKind, Traits};
use crate::domain::id::PersonId;
use crate::domain::london;

pub(super) const FACETS_OF_PERSON: &str =
    "SELECT kind, value, words FROM facet WHERE person = ?1 ORDER BY kind, value";
pub(super) const DAYS_OF_PERSON: &str =
    "SELECT joined_on, spoken_on, changed_at FROM standing WHERE person = ?1 AND open = 1";
pub(super) const OFFERED: &str = "SELECT min(words), count(*) AS people FROM facet WHERE kind = ?1
     GROUP BY value ORDER BY people DESC, value LIMIT ?2";

/// Keeps the facets of a person in place of those that were kept; a write that changes none of them writes nothing.
pub fn renew(tx: &Transaction<'_>, person: PersonId, facets: &[Facet]) -> Result<(), Fault> {
    if of_person(tx, person)? == facets {
        return Ok(());
    }
    tx.prepare_cached("DELETE FROM facet WHERE person = ?1")?
        .execute([person.bytes()])?;
    let mut insert = tx
        .prepare_cached("INSERT INTO facet (kind, value, person, words) VALUES (?1, ?2, ?3, ?4)")?;
    for facet in facets {
        insert.execute((
            facet.kind.code(),
            &facet.value,
            person.bytes(),
            &facet.words,
        ))?;
    }
    Ok(())
}

fn of_person(conn: &rusqlite::Connection, person: PersonId) -> Result<Vec<Facet>, Fault> {
    let mut statement = conn.prepare_cached(FACETS_OF_PERSON)?;
    let mut rows = statement.query([person.bytes()])?;
    let mut facets = Vec::new();
    while let Some(row) = rows.next()? {
        facets.push(Facet {
            kind: FacetKind::from_code(row.get(0)?)?,
            value: row.get(1)?,
            words: row.get(2)?,
        });
    }
    Ok(facets)
}

impl Store {
    /// What a view may ask of one open person; `None` when they are not open.
    ///
    /// # Errors
    /// Engine faults.
    pub fn traits(&self, person: PersonId) -> Result<Option<Traits>, Fault> {
        let _state = self.one_state()?;
        let days = self
            .conn
            .prepare_cached(DAYS_OF_PERSON)?
            .query_row([person.bytes()], |row| {
                Ok((
                    date(row.get(0)?),
                    date_at(row, 1),
                    row.get::<_, Option<i64>>(2)?,
                ))
            })
            .optional()?;
        let Some((joined_on, spoken_on, changed_at)) = days else {
            return Ok(None);
        };
        let changed_at = changed_at.map(codec::instant).transpose()?;
        Ok(Some(Traits {
            joined_on: joined_on?,
            spoken_on: spoken_on?,
            changed_on: changed_at.map(london::date),
            facets: of_person(&self.conn, person)?,
        }))
    }

    /// The words of a kind that open people have, with how many have them, the most frequent first.
    ///
    /// # Errors
    /// Engine faults.
    pub fn offered(&self, kind: FacetKind, most: u32) -> Result<Vec<(String, u32)>, Fault> {
        let mut statement = self.conn.prepare_cached(OFFERED)?;
        let mut rows = statement.query((kind.code(), most))?;
        let mut offered = Vec::new();
        while let Some(row) = rows.next()? {
            let people: u32 = row.get(1)?;
            offered.push((row.get(0)?, people));
        }
        Ok(offered)
    }
}
