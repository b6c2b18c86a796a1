//! What a person's contact log says to the rules: when somebody spoke with them, and the promises that stand.
//!
//! Worked out from one index, without bodies but those of promises that name what they keep; which promises stand is
//! decided in `domain::promise`.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Rows, Transaction};

use super::codec::{self, Code, Spoke, date, date_at, day};
use super::fault::Fault;
use crate::domain::contact::Contact;
use crate::domain::id::{ContactId, PersonId};
use crate::domain::london;
use crate::domain::promise::{Close, Corrections, Entry, Log, Party, Promise, Reach, standing};

pub(super) const LOG: &str =
    "SELECT id, at_at, spoke, reached, next_on, party, keeps, corrects FROM contact
     WHERE person = ?1 AND withdrawn = 0 ORDER BY at_at DESC, id DESC";
pub(super) const WITH_WORDS: &str = "SELECT contact.body FROM promise
     JOIN contact ON contact.id = promise.contact
     WHERE promise.person = ?1 ORDER BY promise.contact";
const BODY: &str = "SELECT body FROM contact WHERE id = ?1";

/// What the index says of one entry.
struct Line {
    entry: Entry,
    at: DateTime<Utc>,
    spoke: Spoke,
}

/// Reads what the log of a person says, with those who are close to them. The promises come without their words.
pub fn log(tx: &Transaction<'_>, person: PersonId, close: &Close) -> Result<Log, Fault> {
    let mut lines = lines(tx, person)?;
    Corrections::of(lines.iter().map(|line| &line.entry)).apply(&mut lines, |line| &mut line.entry);
    let newest = |least| {
        let found = lines
            .iter()
            .find(|line| line.spoke >= least && close.is_theirs(&line.entry));
        found.map(|line| line.at)
    };
    let (spoken_at, asked_after_at) = (newest(Spoke::With), newest(Spoke::AskedAfter));
    let last_at = lines.first().map(|line| line.at);
    let entries: Vec<Entry> = lines.into_iter().map(|line| line.entry).collect();
    let stand = standing(entries.iter());
    let mut promises: Vec<Promise> = entries
        .into_iter()
        .filter(|entry| stand.contains(&entry.contact))
        .map(|entry| Promise {
            contact: entry.contact,
            made_on: entry.on,
            due_on: entry.next_on,
            reached: entry.reach.is_reached(),
            to_person: entry.party.is_person_or_unnamed(),
            whom: String::new(),
            what: String::new(),
        })
        .collect();
    promises.sort_by_key(|promise| promise.contact);
    Ok(Log {
        spoken_at,
        asked_after_at,
        last_at,
        promises,
    })
}

fn lines(tx: &Transaction<'_>, person: PersonId) -> Result<Vec<Line>, Fault> {
    let mut statement = tx.prepare_cached(LOG)?;
    let mut rows = statement.query([person.bytes()])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let contact = ContactId::from_bytes(row.get(0)?);
        let at = codec::instant(row.get(1)?)?;
        let keeps = if row.get(6)? {
            kept_by(tx, contact)?
        } else {
            Vec::new()
        };
        lines.push(Line {
            at,
            spoke: Spoke::from_code(row.get(2)?)?,
            entry: Entry {
                contact,
                on: london::date(at),
                reach: Reach::from_code(row.get(3)?)?,
                next_on: date_at(row, 4)?,
                party: Party::from_column(row.get(5)?),
                keeps,
                corrects: row.get::<_, Option<_>>(7)?.map(ContactId::from_bytes),
            },
        });
    }
    Ok(lines)
}

/// The promises that an entry says it keeps.
fn kept_by(tx: &Transaction<'_>, contact: ContactId) -> Result<Vec<ContactId>, Fault> {
    let body: String = tx
        .prepare_cached(BODY)?
        .query_row([contact.bytes()], |row| row.get(0))?;
    Ok(codec::value::<Contact>(&body)?.keeps)
}

/// Keeps a person's promises in place of those that stood before.
pub fn keep(tx: &Transaction<'_>, person: PersonId, promises: &[Promise]) -> Result<(), Fault> {
    tx.prepare_cached("DELETE FROM promise WHERE person = ?1")?
        .execute([person.bytes()])?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO promise (person, contact, made_on, due_on, reached, to_person)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for promise in promises {
        statement.execute((
            person.bytes(),
            promise.contact.bytes(),
            day(promise.made_on),
            promise.due_on.map(day),
            promise.reached,
            promise.to_person,
        ))?;
    }
    Ok(())
}

/// The next promise of a scan over everybody, with whom it was made to.
pub fn next(rows: &mut Rows<'_>) -> Result<Option<(PersonId, Promise)>, Fault> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let made_on: NaiveDate = date(row.get(2)?)?;
    let promise = Promise {
        contact: ContactId::from_bytes(row.get(1)?),
        made_on,
        due_on: date_at(row, 3)?,
        reached: row.get(4)?,
        to_person: row.get(5)?,
        whom: String::new(),
        what: String::new(),
    };
    Ok(Some((PersonId::from_bytes(row.get(0)?), promise)))
}

/// One person's promises, with their words.
pub fn of_person(conn: &rusqlite::Connection, person: PersonId) -> Result<Vec<Promise>, Fault> {
    let mut statement = conn.prepare_cached(WITH_WORDS)?;
    let mut rows = statement.query([person.bytes()])?;
    let mut promises = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(0)?;
        promises.push(Promise::of(&codec::value::<Contact>(&body)?));
    }
    Ok(promises)
}
