//! Reasons that were put off, as triage asks for them: of everybody from an index, of one person with their words.

use rusqlite::{Connection, Rows};
use uuid::Uuid;

use super::codec::{self, date};
use super::fault::Fault;
use crate::domain::deferral::Deferral;
use crate::domain::id::{DeferralId, PersonId};
use crate::domain::triage::{DeferralFact, known_rule};

pub(super) const IN_SIGHT: &str =
    "SELECT body FROM deferral WHERE person = ?1 AND withdrawn = 0 ORDER BY id";

/// Why a reason was put off, in the words of whoever did.
pub fn because(conn: &Connection, id: DeferralId) -> Result<String, Fault> {
    let body: String = conn
        .prepare_cached("SELECT body FROM deferral WHERE id = ?1")?
        .query_row([id.bytes()], |row| row.get(0))?;
    Ok(codec::value::<Deferral>(&body)?.because)
}

/// The next deferral of a scan, without its words, and whose it is. A rule that this version does not know is passed over.
pub fn next(rows: &mut Rows<'_>) -> Result<Option<(PersonId, DeferralFact)>, Fault> {
    while let Some(row) = rows.next()? {
        let rule = row.get_ref(2)?.as_str();
        let Some(rule) = known_rule(rule.map_err(|_| Fault::Unreadable("a rule"))?) else {
            continue;
        };
        let about = row.get_ref(3)?.as_blob();
        let about = about.map_err(|_| Fault::Unreadable("an id"))?;
        let deferral = DeferralFact {
            id: DeferralId::from_bytes(row.get(1)?),
            rule,
            // Empty for the record as a whole.
            about: Uuid::from_slice(about).ok(),
            due_on: date(row.get(4)?)?,
            first_on: date(row.get(5)?)?,
            until_on: date(row.get(6)?)?,
            because: String::new(),
        };
        return Ok(Some((PersonId::from_bytes(row.get(0)?), deferral)));
    }
    Ok(None)
}

/// The deferrals of one person, with their words.
pub fn of_person(conn: &Connection, person: PersonId) -> Result<Vec<DeferralFact>, Fault> {
    let mut statement = conn.prepare_cached(IN_SIGHT)?;
    let mut rows = statement.query([person.bytes()])?;
    let mut deferrals = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(0)?;
        deferrals.extend(DeferralFact::of(&codec::value::<Deferral>(&body)?));
    }
    Ok(deferrals)
}
