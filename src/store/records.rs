//! One write of one record: its row, its revision check and the body it replaces.

use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension, Transaction};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::codec::{self, Code, day, millis};
use super::fault::Fault;
use super::journal::{Act, Written};
use crate::domain::change::Write;
use crate::domain::id::PersonId;
use crate::domain::record::{Kind, Record, Revision};

/// The table of a kind.
pub fn table(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Member => "member",
        Kind::Words => "words",
        Kind::Plan => "plan",
        Kind::Item => "item",
        Kind::Contact => "contact",
    }
}

/// Makes one write true; says what the journal keeps of it and whom it touched.
pub fn apply(tx: &Transaction<'_>, write: &Write) -> Result<(Written, PersonId), Fault> {
    match write {
        Write::Add(record) => {
            put(tx, record, 1)?;
            Ok((written(Act::Add, record, 1)?, record.person()))
        }
        Write::Replace { record, seen } => {
            keep_replaced(tx, record.kind(), record.id(), *seen)?;
            put(tx, record, seen + 1)?;
            Ok((written(Act::Replace, record, seen + 1)?, record.person()))
        }
        Write::Withdraw { kind, id, seen } => set_withdrawn(tx, *kind, *id, *seen, true),
        Write::Restore { kind, id, seen } => set_withdrawn(tx, *kind, *id, *seen, false),
    }
}

fn written(act: Act, record: &Record, revision: Revision) -> Result<Written, Fault> {
    let digest = Sha256::digest(body_of(record)?.as_bytes());
    Ok(Written {
        act,
        kind: record.kind(),
        id: record.id(),
        revision,
        digest: hex(&digest),
    })
}

/// Bytes as hexadecimal digits, as `sha256sum` prints them.
fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// Moves the current body into the history, if it is still the revision that was seen.
fn keep_replaced(tx: &Transaction<'_>, kind: Kind, id: Uuid, seen: Revision) -> Result<(), Fault> {
    let table = table(kind);
    let current: Option<Revision> = tx
        .prepare_cached(&format!("SELECT revision FROM {table} WHERE id = ?1"))?
        .query_row([id.into_bytes()], |row| row.get(0))
        .optional()?;
    match current {
        None => return Err(Fault::Gone(kind)),
        Some(revision) if revision != seen => return Err(Fault::Stale(kind)),
        Some(_) => {}
    }
    tx.prepare_cached(&format!(
        "INSERT INTO history (kind, id, revision, body)
         SELECT ?1, id, revision, body FROM {table} WHERE id = ?2"
    ))?
    .execute((kind.code(), id.into_bytes()))?;
    Ok(())
}

fn set_withdrawn(
    tx: &Transaction<'_>,
    kind: Kind,
    id: Uuid,
    seen: Revision,
    withdrawn: bool,
) -> Result<(Written, PersonId), Fault> {
    keep_replaced(tx, kind, id, seen)?;
    let table = table(kind);
    tx.prepare_cached(&format!(
        "UPDATE {table} SET withdrawn = ?1, revision = revision + 1 WHERE id = ?2"
    ))?
    .execute((withdrawn, id.into_bytes()))?;
    let person: [u8; 16] = if kind == Kind::Person {
        id.into_bytes()
    } else {
        tx.prepare_cached(&format!("SELECT person FROM {table} WHERE id = ?1"))?
            .query_row([id.into_bytes()], |row| row.get(0))?
    };
    let act = if withdrawn {
        Act::Withdraw
    } else {
        Act::Restore
    };
    let row = Written {
        act,
        kind,
        id,
        revision: seen + 1,
        digest: String::new(),
    };
    Ok((row, PersonId::from_bytes(person)))
}

/// The body as it stands in the column.
fn body_of(record: &Record) -> Result<String, Fault> {
    match record {
        Record::Person(person) => codec::body(person),
        Record::Member(member) => codec::body(member),
        Record::Words(words) => codec::body(words),
        Record::Plan(plan) => codec::body(plan),
        Record::Item(item) => codec::body(item),
        Record::Contact(contact) => codec::body(contact),
    }
}

/// Inserts the record or overwrites its row; the revision was checked before.
fn put(tx: &Transaction<'_>, record: &Record, revision: Revision) -> Result<(), Fault> {
    let id = record.id().into_bytes();
    let person = record.person().bytes();
    let body = body_of(record)?;
    match record {
        Record::Person(value) => tx
            .prepare_cached(
                "INSERT INTO person (id, revision, nhs_number, body) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET revision = ?2, nhs_number = ?3, body = ?4",
            )?
            .execute((
                id,
                revision,
                value
                    .nhs_number
                    .map(super::super::domain::nhs_number::NhsNumber::digits),
                body,
            ))?,
        Record::Member(_) | Record::Words(_) | Record::Plan(_) => {
            let table = table(record.kind());
            tx.prepare_cached(&format!(
                "INSERT INTO {table} (id, person, revision, body) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, body = ?4"
            ))?
            .execute((id, person, revision, body))?
        }
        Record::Item(item) => {
            let columns: [&dyn ToSql; 12] = [
                &id,
                &person,
                &revision,
                &item.is_open(),
                &item.kind.code(),
                &item.waiting.code(),
                &day(item.asked_on),
                &item.expected_on.map(day),
                &item.outcome.as_ref().map(|outcome| day(outcome.on)),
                &u32::try_from(item.chases.len()).unwrap_or(u32::MAX),
                &item.chases.iter().map(|chase| day(chase.on)).max(),
                &body,
            ];
            tx.prepare_cached(
                "INSERT INTO item (id, person, revision, open, kind, waiting, asked_on,
                     expected_on, answered_on, chases, chased_on, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, open = ?4, kind = ?5, waiting = ?6,
                     asked_on = ?7, expected_on = ?8, answered_on = ?9, chases = ?10,
                     chased_on = ?11, body = ?12",
            )?
            .execute(columns.as_slice())?
        }
        Record::Contact(contact) => tx
            .prepare_cached(
                "INSERT INTO contact (id, person, revision, at_at, spoke, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, at_at = ?4, spoke = ?5, body = ?6",
            )?
            .execute((
                id,
                person,
                revision,
                millis(contact.at),
                contact.spoke(),
                body,
            ))?,
    };
    Ok(())
}
