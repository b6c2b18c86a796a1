//! Everything that is worked out from records and kept beside them, brought up to date when a newer program works it out
//! differently: after an upgrade the list is right before it is first shown.
//!
//! Not here: what is worked out (`standing`, `row`), and changes of the schema (`vault::migrations`).

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::codec;
use super::fault::Fault;
use super::{row, search, standing};
use crate::domain::contact::Contact;
use crate::domain::id::PersonId;
use crate::domain::london;
use crate::domain::record::{Record, Revision};

/// Counted up with every change of what `standing` or a record's columns say of the same records.
const VERSION: &str = "11";
const SETTING: &str = "derived";

/// Works everything out anew where another version of the program did it last.
pub fn bring_up_to_date(conn: &mut Connection) -> Result<(), Fault> {
    if version(conn)?.as_deref() == Some(VERSION) {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Somebody else may have done it while we waited for the write lock.
    if version(&tx)?.as_deref() != Some(VERSION) {
        search::forget_vocabulary(&tx)?;
        contacts(&tx)?;
        let mut people = Vec::new();
        let mut statement = tx.prepare("SELECT id FROM person ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            people.push(PersonId::from_bytes(row.get(0)?));
        }
        drop(rows);
        drop(statement);
        for person in people {
            let on = changed_on(&tx, person)?.unwrap_or(NaiveDate::MAX);
            standing::renew(&tx, person, on)?;
        }
        note_version(&tx)?;
    }
    Ok(tx.commit()?)
}

/// Notes that this version of the program worked everything out.
pub fn note_version(conn: &Connection) -> Result<(), Fault> {
    conn.execute(
        "INSERT INTO setting (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = ?2",
        (SETTING, VERSION),
    )?;
    Ok(())
}

fn version(conn: &Connection) -> Result<Option<String>, Fault> {
    Ok(conn
        .prepare("SELECT value FROM setting WHERE key = ?1")?
        .query_row([SETTING], |row| row.get(0))
        .optional()?)
}

/// The London day of the newest write about somebody, where it is known.
fn changed_on(tx: &Transaction<'_>, person: PersonId) -> Result<Option<NaiveDate>, Fault> {
    let at: Option<i64> = tx
        .prepare_cached("SELECT changed_at FROM standing WHERE person = ?1")?
        .query_row([person.bytes()], |row| row.get(0))
        .optional()?
        .flatten();
    Ok(at.map(codec::instant).transpose()?.map(london::date))
}

/// The columns of every contact, from its body.
fn contacts(tx: &Transaction<'_>) -> Result<(), Fault> {
    let mut after: Option<[u8; 16]> = None;
    loop {
        let batch = batch(tx, after)?;
        for (revision, withdrawn, body) in &batch {
            let contact: Contact = codec::value(body)?;
            let record = Record::Contact(contact.clone());
            row::put(tx, &record, *revision, body)?;
            search::put(tx, &contact)?;
            // Putting a record brings it into sight; what was out of sight stays so.
            if *withdrawn {
                tx.prepare_cached("UPDATE contact SET withdrawn = 1 WHERE id = ?1")?
                    .execute([record.id().into_bytes()])?;
            }
            after = Some(record.id().into_bytes());
        }
        if batch.is_empty() {
            return Ok(());
        }
    }
}

type Row = (Revision, bool, String);

fn batch(tx: &Transaction<'_>, after: Option<[u8; 16]>) -> Result<Vec<Row>, Fault> {
    let mut statement = tx.prepare_cached(
        "SELECT revision, withdrawn, body FROM contact
         WHERE ?1 IS NULL OR id > ?1 ORDER BY id LIMIT 1000",
    )?;
    let rows = statement.query_map([after], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<Vec<Row>>>()?)
}
