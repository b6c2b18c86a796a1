//! Carers for whom a day was set, beside the standing of the person they care for: few rows, read in one scan.

use rusqlite::{Connection, Row, Rows, Transaction};

use super::codec::{date_at, day};
use super::fault::Fault;
use crate::domain::id::{MemberId, PersonId};
use crate::domain::triage::CarerDays;

pub(super) const OF_PERSON: &str =
    "SELECT person, member, name, review_on, access_on, until_on FROM carer_days
     WHERE person = ?1 ORDER BY member";

/// Keeps the days of a person's carers in place of those before.
pub fn keep(tx: &Transaction<'_>, person: PersonId, carers: &[CarerDays]) -> Result<(), Fault> {
    tx.prepare_cached("DELETE FROM carer_days WHERE person = ?1")?
        .execute([person.bytes()])?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO carer_days (person, member, name, review_on, access_on, until_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for one in carers {
        statement.execute((
            person.bytes(),
            one.member.bytes(),
            &one.name,
            one.review_on.map(day),
            one.access_on.map(day),
            one.until_on.map(day),
        ))?;
    }
    Ok(())
}

/// The next carer of a scan over everybody, with whom they care for.
pub fn next(rows: &mut Rows<'_>) -> Result<Option<(PersonId, CarerDays)>, Fault> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some((PersonId::from_bytes(row.get(0)?), read(row)?)))
}

/// The days of one person's carers.
pub fn of_person(conn: &Connection, person: PersonId) -> Result<Vec<CarerDays>, Fault> {
    let mut statement = conn.prepare_cached(OF_PERSON)?;
    let mut rows = statement.query([person.bytes()])?;
    let mut carers = Vec::new();
    while let Some(row) = rows.next()? {
        carers.push(read(row)?);
    }
    Ok(carers)
}

fn read(row: &Row<'_>) -> Result<CarerDays, Fault> {
    Ok(CarerDays {
        member: MemberId::from_bytes(row.get(1)?),
        name: row.get(2)?,
        review_on: date_at(row, 3)?,
        access_on: date_at(row, 4)?,
        until_on: date_at(row, 5)?,
    })
}
