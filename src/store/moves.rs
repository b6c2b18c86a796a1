//! Moves, as triage asks for them: of everybody from an index, of one person with their words.

use rusqlite::{Connection, Rows};

use super::codec::{self, Code, date_at, instant};
use super::fault::Fault;
use crate::domain::id::{PersonId, TransitionId};
use crate::domain::transition::{MoveKind, Transition};
use crate::domain::triage::MoveFact;

pub(super) const WATCHED: &str = "SELECT body FROM transition
     WHERE person = ?1 AND watched = 1 AND withdrawn = 0 ORDER BY id";

/// The next move of a scan, without its words, and whose it is.
pub fn next(rows: &mut Rows<'_>) -> Result<Option<(PersonId, MoveFact)>, Fault> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let fact = MoveFact {
        id: TransitionId::from_bytes(row.get(1)?),
        kind: MoveKind::from_code(row.get(2)?)?,
        at: instant(row.get(3)?)?,
        asked_on: date_at(row, 4)?,
        is_open: row.get(5)?,
        is_acknowledged: row.get(6)?,
        names_contact: row.get(7)?,
        was_called: row.get(8)?,
        was_explained: row.get(9)?,
        from: String::new(),
        to: String::new(),
    };
    Ok(Some((PersonId::from_bytes(row.get(0)?), fact)))
}

/// One move with its words.
pub fn with_words(conn: &Connection, id: TransitionId) -> Result<MoveFact, Fault> {
    let body: String = conn
        .prepare_cached("SELECT body FROM transition WHERE id = ?1")?
        .query_row([id.bytes()], |row| row.get(0))?;
    Ok(MoveFact::of(&codec::value::<Transition>(&body)?))
}

/// The moves of one person about which something may be due, with their words.
pub fn of_person(conn: &Connection, person: PersonId) -> Result<Vec<MoveFact>, Fault> {
    let mut statement = conn.prepare_cached(WATCHED)?;
    let mut rows = statement.query([person.bytes()])?;
    let mut moves = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(0)?;
        moves.push(MoveFact::of(&codec::value::<Transition>(&body)?));
    }
    Ok(moves)
}
