//! Carers who are ill or away, beside the standing of the person they care for: few rows, read in one scan.

use rusqlite::{Connection, Row, Rows, Transaction};

use super::codec::{date, date_at, day};
use super::fault::Fault;
use crate::domain::id::{MemberId, PersonId};
use crate::domain::triage::CarerAway;

pub(super) const OF_PERSON: &str = "SELECT person, member, name, from_on, until_on FROM carer_away
     WHERE person = ?1 ORDER BY member";

/// Keeps a person's absent carers in place of those before.
pub fn keep(tx: &Transaction<'_>, person: PersonId, away: &[CarerAway]) -> Result<(), Fault> {
    tx.prepare_cached("DELETE FROM carer_away WHERE person = ?1")?
        .execute([person.bytes()])?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO carer_away (person, member, name, from_on, until_on)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for one in away {
        statement.execute((
            person.bytes(),
            one.member.bytes(),
            &one.name,
            day(one.from_on),
            one.until_on.map(day),
        ))?;
    }
    Ok(())
}

/// The next absent carer of a scan over everybody, with whom they care for.
pub fn next(rows: &mut Rows<'_>) -> Result<Option<(PersonId, CarerAway)>, Fault> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some((PersonId::from_bytes(row.get(0)?), read(row)?)))
}

/// One person's absent carers.
pub fn of_person(conn: &Connection, person: PersonId) -> Result<Vec<CarerAway>, Fault> {
    let mut statement = conn.prepare_cached(OF_PERSON)?;
    let mut rows = statement.query([person.bytes()])?;
    let mut away = Vec::new();
    while let Some(row) = rows.next()? {
        away.push(read(row)?);
    }
    Ok(away)
}

fn read(row: &Row<'_>) -> Result<CarerAway, Fault> {
    Ok(CarerAway {
        member: MemberId::from_bytes(row.get(1)?),
        name: row.get(2)?,
        from_on: date(row.get(3)?)?,
        until_on: date_at(row, 4)?,
    })
}
