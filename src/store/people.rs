//! Questions about everybody: whom a text finds, who is known already, who has an NHS number.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Transaction};

use super::Store;
use super::codec;
use super::fault::Fault;
use crate::domain::change::Write;
use crate::domain::find_keys::FindKeys;
use crate::domain::id::PersonId;
use crate::domain::nhs_number::NhsNumber;
use crate::domain::person::Person;
use crate::domain::record::Record;

/// What an import compares with to see whether somebody is here already.
pub struct KnownPerson {
    /// Who.
    pub id: PersonId,
    /// NHS number.
    pub nhs_number: Option<NhsNumber>,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_names: String,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// Postcode, or empty.
    pub postcode: String,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// The file and row they came from, or empty.
    pub source: String,
}

pub(super) const FINDING_KEYS: &str =
    "SELECT person, keys FROM finding WHERE open = 1 ORDER BY person";
pub(super) const BY_NHS_NUMBER: &str =
    "SELECT id FROM person JOIN standing ON standing.person = person.id
     WHERE nhs_number = ?1 AND withdrawn = 0 ORDER BY standing.open DESC, id DESC LIMIT 1";

/// Refuses a second person with the same NHS number: two people at two screens cannot both bring somebody in.
pub(super) fn check_nhs_number(tx: &Transaction<'_>, write: &Write) -> Result<(), Fault> {
    let (Write::Add(Record::Person(person))
    | Write::Replace {
        record: Record::Person(person),
        ..
    }) = write
    else {
        return Ok(());
    };
    let Some(number) = person.nhs_number else {
        return Ok(());
    };
    let taken: bool = tx
        .prepare_cached(
            "SELECT EXISTS (
                 SELECT 1 FROM person WHERE nhs_number = ?1 AND id <> ?2 AND withdrawn = 0
             )",
        )?
        .query_row((number.digits(), person.id.bytes()), |row| row.get(0))?;
    if taken {
        return Err(Fault::SameNhsNumber(number));
    }
    Ok(())
}

impl Store {
    /// The folded keys by which each open person is found.
    ///
    /// # Errors
    /// Engine faults.
    pub fn finding_keys(&self) -> Result<FindKeys, Fault> {
        self.keys_of(FINDING_KEYS)
    }

    /// What people are found by, as one of the two questions asks it.
    pub(super) fn keys_of(&self, sql: &str) -> Result<FindKeys, Fault> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut keys = FindKeys::default();
        while let Some(row) = rows.next()? {
            let key = row
                .get_ref(1)?
                .as_str()
                .map_err(|_| Fault::Unreadable("a search key"))?;
            keys.push(PersonId::from_bytes(row.get(0)?), key);
        }
        Ok(keys)
    }

    /// The folded key by which one open person is found; `None` when they are not open.
    ///
    /// # Errors
    /// Engine faults.
    pub fn finding_key(&self, person: PersonId) -> Result<Option<Box<str>>, Fault> {
        Ok(self
            .conn
            .prepare_cached("SELECT keys FROM finding WHERE person = ?1 AND open = 1")?
            .query_row([person.bytes()], |row| row.get::<_, Box<str>>(0))
            .optional()?)
    }

    /// Everybody ever kept here, for matching an import; also those who have left.
    ///
    /// # Errors
    /// Engine faults.
    pub fn known_people(&self) -> Result<Vec<KnownPerson>, Fault> {
        let mut statement = self
            .conn
            .prepare("SELECT body FROM person WHERE withdrawn = 0 ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut known = Vec::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(0)?;
            let person: Person = codec::value(&body)?;
            known.push(KnownPerson {
                id: person.id,
                nhs_number: person.nhs_number,
                family_name: person.name.family,
                given_names: person.name.given,
                born_on: person.born_on,
                postcode: person.address.postcode,
                phones: person
                    .phones
                    .into_iter()
                    .map(|phone| phone.number)
                    .collect(),
                source: person.identified.source,
            });
        }
        Ok(known)
    }

    /// The person with that NHS number; where a number was kept twice, the open one, and of those the newest.
    ///
    /// # Errors
    /// Engine faults.
    pub fn by_nhs_number(&self, number: NhsNumber) -> Result<Option<PersonId>, Fault> {
        let id: Option<[u8; 16]> = self
            .conn
            .prepare_cached(BY_NHS_NUMBER)?
            .query_row([number.digits()], |row| row.get(0))
            .optional()?;
        Ok(id.map(PersonId::from_bytes))
    }

    /// Every person's id, also of those who have left, in order.
    ///
    /// # Errors
    /// Engine faults.
    pub fn everybody(&self) -> Result<Vec<PersonId>, Fault> {
        let mut statement = self
            .conn
            .prepare("SELECT id FROM person WHERE withdrawn = 0 ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            ids.push(PersonId::from_bytes(row.get(0)?));
        }
        Ok(ids)
    }
}
