//! Everything that is worked out from records and kept beside them, brought up to date when a newer program works it out
//! differently: after an upgrade the list is right before it is first shown.
//!
//! Not here: what is worked out (`standing`, `row`), and changes of the schema (`vault::migrations`).

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::codec;
use super::contact_columns::{ContactColumns, NAMES};
use super::fault::Fault;
use super::{row, search, standing};
use crate::domain::contact::Contact;
use crate::domain::id::PersonId;
use crate::domain::london;
use crate::domain::record::{Kind, Record, Revision};

/// What is worked out apart: contacts are many, and seldom worked out differently.
#[derive(Clone, Copy)]
struct Part {
    /// The setting that holds the version which worked it out last.
    setting: &'static str,
    /// Counted up with every change of what is worked out of the same records.
    version: &'static str,
}

/// What `standing` says of everybody, and the columns of items and appointments.
const STANDINGS: Part = Part {
    setting: "derived",
    version: "24",
};
/// The columns of contacts.
const CONTACTS: Part = Part {
    setting: "derived_contact_columns",
    version: "2",
};
/// The words by which contacts are found: they cost the most by far, and have nothing to do with the rest.
const WORDS: Part = Part {
    setting: "derived_contacts",
    version: "12",
};
const PARTS: [Part; 3] = [STANDINGS, CONTACTS, WORDS];

/// Hears how far it is: so many are done, of so many.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);

/// Works out anew what another version of the program worked out last, and says how far it is: with a million contacts it
/// takes a while.
pub fn bring_up_to_date(conn: &mut Connection, progress: Progress<'_>) -> Result<(), Fault> {
    if are_current(conn)? {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Somebody else may have done it while we waited for the write lock.
    let (standings, columns) = (is_current(&tx, STANDINGS)?, is_current(&tx, CONTACTS)?);
    let words = is_current(&tx, WORDS)?;
    if !words {
        search::forget_vocabulary(&tx)?;
    }
    let people = people(&tx)?;
    let log = if columns && words { 0 } else { count(&tx)? };
    let of = log + people.len();
    if log > 0 {
        contacts(&tx, !words, &mut |done| progress(done, of))?;
    }
    if !standings || !columns || !words {
        columns_of(&tx, Kind::Item, |body| {
            Ok(Record::Item(codec::value(body)?))
        })?;
        columns_of(&tx, Kind::Appointment, |body| {
            Ok(Record::Appointment(codec::value(body)?))
        })?;
        for (at, person) in people.into_iter().enumerate() {
            if at % usize::from(BATCH) == 0 {
                progress(log + at, of);
            }
            let on = changed_on(&tx, person)?.unwrap_or(NaiveDate::MAX);
            standing::renew(&tx, person, on)?;
        }
        note_version(&tx)?;
    }
    Ok(tx.commit()?)
}

/// Everybody, open or not.
fn people(tx: &Transaction<'_>) -> Result<Vec<PersonId>, Fault> {
    let mut statement = tx.prepare("SELECT id FROM person ORDER BY id")?;
    let ids = statement.query_map([], |row| Ok(PersonId::from_bytes(row.get(0)?)))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// How many contacts there are.
fn count(tx: &Transaction<'_>) -> Result<usize, Fault> {
    let count: u32 = tx.query_row("SELECT COUNT(*) FROM contact", [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Notes that this version of the program worked everything out.
pub fn note_version(conn: &Connection) -> Result<(), Fault> {
    for part in PARTS {
        conn.execute(
            "INSERT INTO setting (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = ?2",
            (part.setting, part.version),
        )?;
    }
    Ok(())
}

/// Whether this version of the program worked every part out.
fn are_current(conn: &Connection) -> Result<bool, Fault> {
    for part in PARTS {
        if !is_current(conn, part)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether this version of the program worked a part out. Stores from before the parts had one version for all of it.
fn is_current(conn: &Connection, part: Part) -> Result<bool, Fault> {
    let version = |setting: &str| {
        conn.prepare("SELECT value FROM setting WHERE key = ?1")?
            .query_row([setting], |row| row.get::<_, String>(0))
            .optional()
    };
    let known = match version(part.setting)? {
        None => version(STANDINGS.setting)?,
        known => known,
    };
    Ok(known.as_deref() == Some(part.version))
}

/// The columns of every record of a kind, from its body.
fn columns_of(
    tx: &Transaction<'_>,
    kind: Kind,
    read: impl Fn(&str) -> Result<Record, Fault>,
) -> Result<(), Fault> {
    let table = row::table(kind);
    let mut statement = tx.prepare(&format!("SELECT revision, withdrawn, body FROM {table}"))?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let all = rows.collect::<rusqlite::Result<Vec<Row>>>()?;
    for (revision, withdrawn, body) in &all {
        let record = read(body)?;
        row::put(tx, &record, *revision, body)?;
        if *withdrawn {
            tx.prepare_cached(&format!("UPDATE {table} SET withdrawn = 1 WHERE id = ?1"))?
                .execute([record.id().into_bytes()])?;
        }
    }
    Ok(())
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

/// How many are worked out between two looks at how far it is.
const BATCH: u16 = 1000;

/// The columns of every contact, from its body, and its words where those are asked for; says how many are done.
fn contacts(
    tx: &Transaction<'_>,
    words: bool,
    progress: &mut dyn FnMut(usize),
) -> Result<(), Fault> {
    let mut after: Option<[u8; 16]> = None;
    let mut done = 0;
    loop {
        progress(done);
        let batch = batch(tx, after)?;
        done += batch.len();
        for (id, known, body) in &batch {
            let contact: Contact = codec::value(body)?;
            let columns = ContactColumns::of(&contact);
            // Most are as they were, and a row that is not written costs a tenth of one that is.
            if columns != *known {
                columns.put(tx, id)?;
            }
            if words {
                search::put(tx, &contact)?;
            }
            after = Some(*id);
        }
        if batch.is_empty() {
            return Ok(());
        }
    }
}

type Row = (Revision, bool, String);

/// A contact as it stands: its id, its columns and its body.
type Known = ([u8; 16], ContactColumns, String);

/// The next contacts by their ids.
fn batch(tx: &Transaction<'_>, after: Option<[u8; 16]>) -> Result<Vec<Known>, Fault> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT id, body, {NAMES} FROM contact
         WHERE ?1 IS NULL OR id > ?1 ORDER BY id LIMIT ?2"
    ))?;
    let rows = statement.query_map((after, BATCH), |row| {
        Ok((row.get(0)?, ContactColumns::read(row, 2)?, row.get(1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<Vec<Known>>>()?)
}
