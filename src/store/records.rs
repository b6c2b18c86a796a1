//! One write of one record: what it may be written over, and the body it replaces.
//!
//! Not here: which columns a record has (`row`).

use rusqlite::{Connection, OptionalExtension, Transaction, ffi};
use uuid::Uuid;

use super::codec::Code;
use super::fault::Fault;
use super::journal::{Act, Written};
use super::row::{self, table};
use super::search;
use super::services;
use crate::domain::change::Write;
use crate::domain::id::{PersonId, ServiceId};
use crate::domain::record::{Kind, Record, Revision};

/// Whose the record is that has the identity of one which shall be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTheWay {
    /// Somebody's; they may be out of sight.
    Of(PersonId),
    /// Nobody's, such as a service.
    OfNobody,
}

/// What is in the way of adding a record, if anything is.
pub fn in_the_way(conn: &Connection, record: &Record) -> Result<Option<InTheWay>, Fault> {
    let found = find(conn, record.kind(), record.id())?;
    Ok(found
        .filter(|row| !(row.withdrawn && row.person == record.person()))
        .map(|row| row.person.map_or(InTheWay::OfNobody, InTheWay::Of)))
}

/// Makes one write true; says what the journal keeps of it and whom it touched.
pub fn apply(tx: &Transaction<'_>, write: &Write) -> Result<(Written, Option<PersonId>), Fault> {
    let (kind, id) = (write.kind(), write.id());
    let found = find(tx, kind, id)?;
    match write {
        Write::Add(record) => match found {
            None => put(tx, Act::Add, record, 1),
            // Out of sight is as good as not there: what was taken back can be brought in again.
            Some(row) if row.withdrawn && row.person == record.person() => {
                keep_body(tx, kind, id)?;
                put(tx, Act::Add, record, row.revision + 1)
            }
            Some(_) => Err(Fault::Stale(kind)),
        },
        // What was agreed, or given to somebody, stays as it was.
        Write::Replace { .. } if kind == Kind::Version => Err(Fault::Stale(kind)),
        Write::Replace { record, seen } => {
            // A record never passes from one person to another.
            let row = found
                .filter(|row| !row.withdrawn && row.person == record.person())
                .ok_or(Fault::Gone(kind))?;
            row.check(kind, *seen)?;
            keep_body(tx, kind, id)?;
            put(tx, Act::Replace, record, seen + 1)
        }
        Write::Withdraw { seen, .. } => {
            let row = found.filter(|row| !row.withdrawn);
            set_withdrawn(tx, (kind, id), &row.ok_or(Fault::Gone(kind))?, *seen, true)
        }
        Write::Restore { seen, .. } => match found {
            Some(row) if !row.withdrawn => Err(Fault::Stale(kind)),
            row => set_withdrawn(tx, (kind, id), &row.ok_or(Fault::Gone(kind))?, *seen, false),
        },
    }
}

/// Refuses what would leave records in sight that hang on one which is not: somebody has built on it.
///
/// Looked at when every write is done, for the order of the writes does not matter. `out_of_sight` are the people
/// among those touched who are withdrawn now.
pub fn check_hold(
    tx: &Transaction<'_>,
    written: &[Written],
    out_of_sight: &[PersonId],
) -> Result<(), Fault> {
    for person in out_of_sight {
        let used: bool = tx
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM member WHERE person = ?1 AND withdrawn = 0)
                     OR EXISTS (SELECT 1 FROM words WHERE person = ?1 AND withdrawn = 0)
                     OR EXISTS (SELECT 1 FROM plan WHERE person = ?1 AND withdrawn = 0)
                     OR EXISTS (SELECT 1 FROM item WHERE person = ?1 AND withdrawn = 0)
                     OR EXISTS (SELECT 1 FROM contact WHERE person = ?1 AND withdrawn = 0)
                     OR EXISTS (SELECT 1 FROM deferral WHERE person = ?1 AND withdrawn = 0)
                     OR EXISTS (SELECT 1 FROM sharing WHERE person = ?1 AND withdrawn = 0)
                     OR EXISTS (SELECT 1 FROM version WHERE person = ?1 AND withdrawn = 0)
                     OR EXISTS (SELECT 1 FROM plan_copy WHERE person = ?1 AND withdrawn = 0)
                     OR EXISTS (SELECT 1 FROM appointment WHERE person = ?1 AND withdrawn = 0)
                     OR EXISTS (SELECT 1 FROM transition WHERE person = ?1 AND withdrawn = 0)",
            )?
            .query_row([person.bytes()], |row| row.get(0))?;
        if used {
            let here = |row: &Written| row.act == Act::Withdraw && row.id == person.0;
            return Err(if written.iter().any(here) {
                Fault::Stale(Kind::Person)
            } else {
                Fault::Gone(Kind::Person)
            });
        }
    }
    for row in withdrawn(written, Kind::Service) {
        let named: bool = tx
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM service WHERE id = ?1 AND withdrawn = 1)
                    AND EXISTS (SELECT 1 FROM item WHERE withdrawn = 0 AND instr(body, ?2) > 0)",
            )?
            .query_row(
                (row.id.into_bytes(), services::named(ServiceId(row.id))),
                |row| row.get(0),
            )?;
        if named {
            return Err(Fault::Stale(Kind::Service));
        }
    }
    for row in withdrawn(written, Kind::Version) {
        let held: bool = tx
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM version WHERE id = ?1 AND withdrawn = 1)
                    AND EXISTS (SELECT 1 FROM plan_copy WHERE version = ?1 AND withdrawn = 0)",
            )?
            .query_row([row.id.into_bytes()], |row| row.get(0))?;
        if held {
            return Err(Fault::Stale(Kind::Version));
        }
    }
    for row in withdrawn(written, Kind::Contact) {
        let corrected: bool = tx
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM contact WHERE id = ?1 AND withdrawn = 1)
                    AND EXISTS (SELECT 1 FROM contact WHERE corrects = ?1 AND withdrawn = 0)",
            )?
            .query_row([row.id.into_bytes()], |row| row.get(0))?;
        if corrected {
            return Err(Fault::Stale(Kind::Contact));
        }
    }
    Ok(())
}

fn withdrawn(written: &[Written], kind: Kind) -> impl Iterator<Item = &Written> {
    let is_gone = move |row: &&Written| row.act == Act::Withdraw && row.kind == kind;
    written.iter().filter(is_gone)
}

/// What is known of a record before it is written.
struct Found {
    revision: Revision,
    withdrawn: bool,
    /// Whose it is; what belongs to no person has none.
    person: Option<PersonId>,
}

impl Found {
    /// Refuses to write over a revision that was not seen.
    fn check(&self, kind: Kind, seen: Revision) -> Result<(), Fault> {
        if self.revision == seen {
            Ok(())
        } else {
            Err(Fault::Stale(kind))
        }
    }
}

fn find(tx: &Connection, kind: Kind, id: Uuid) -> Result<Option<Found>, Fault> {
    let table = table(kind);
    let person = match kind {
        Kind::Person => "id",
        Kind::Service | Kind::UnmetNeed => "NULL",
        _ => "person",
    };
    Ok(tx
        .prepare_cached(&format!(
            "SELECT revision, withdrawn, {person} FROM {table} WHERE id = ?1"
        ))?
        .query_row([id.into_bytes()], |row| {
            Ok(Found {
                revision: row.get(0)?,
                withdrawn: row.get(1)?,
                person: row.get::<_, Option<_>>(2)?.map(PersonId::from_bytes),
            })
        })
        .optional()?)
}

/// Copies the current body into the history.
fn keep_body(tx: &Transaction<'_>, kind: Kind, id: Uuid) -> Result<(), Fault> {
    let table = table(kind);
    tx.prepare_cached(&format!(
        "INSERT INTO history (kind, id, revision, body)
         SELECT ?1, id, revision, body FROM {table} WHERE id = ?2"
    ))?
    .execute((kind.code(), id.into_bytes()))?;
    Ok(())
}

fn set_withdrawn(
    tx: &Transaction<'_>,
    (kind, id): (Kind, Uuid),
    row: &Found,
    seen: Revision,
    withdrawn: bool,
) -> Result<(Written, Option<PersonId>), Fault> {
    row.check(kind, seen)?;
    keep_body(tx, kind, id)?;
    let table = table(kind);
    tx.prepare_cached(&format!(
        "UPDATE {table} SET withdrawn = ?1, revision = revision + 1 WHERE id = ?2"
    ))?
    .execute((withdrawn, id.into_bytes()))
    .map_err(|error| refused(error, kind))?;
    let written = Written {
        act: if withdrawn {
            Act::Withdraw
        } else {
            Act::Restore
        },
        kind,
        id,
        revision: seen + 1,
        digest: String::new(),
    };
    Ok((written, row.person))
}

/// Writes a record with its columns, in sight; what was there before is in the history.
fn put(
    tx: &Transaction<'_>,
    act: Act,
    record: &Record,
    revision: Revision,
) -> Result<(Written, Option<PersonId>), Fault> {
    let (kind, person) = (record.kind(), record.person());
    let body = row::body(record)?;
    let written = Written {
        act,
        kind,
        id: record.id(),
        revision,
        digest: row::digest(&body),
    };
    row::put(tx, record, revision, &body).map_err(|error| refused(error, kind))?;
    if let Record::Contact(contact) = record {
        search::put(tx, contact)?;
    }
    Ok((written, person))
}

/// What a rule of the schema that refuses a row means: they are all about somebody who was quicker.
fn refused(error: rusqlite::Error, kind: Kind) -> Fault {
    match error.sqlite_error().map(|error| error.extended_code) {
        Some(ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => Fault::Gone(Kind::Person),
        // The one live plan of a person (R30); one deferral of a reason.
        Some(ffi::SQLITE_CONSTRAINT_UNIQUE) => Fault::Stale(kind),
        _ => error.into(),
    }
}
