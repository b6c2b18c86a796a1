//! The columns of a contact: what its person's log is read from without bodies. Worked out of the body, and written where
//! an upgrade works them out differently.

use rusqlite::types::ToSql;
use rusqlite::{Row, Transaction};

use super::codec::{Code, Spoke, day, millis};
use super::fault::Fault;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::promise::{Party, Reach};

/// The columns, in the order of [`NAMES`].
#[derive(PartialEq, Eq)]
pub struct ContactColumns {
    at: i64,
    spoke: i64,
    corrects: Option<[u8; 16]>,
    reached: i64,
    next_on: Option<i32>,
    party: String,
    keeps: bool,
}

/// Their names, for a statement that reads them.
pub const NAMES: &str = "at_at, spoke, corrects, reached, next_on, party, keeps";

const WRITE: &str = "UPDATE contact SET at_at = ?2, spoke = ?3, corrects = ?4, reached = ?5, next_on = ?6, party = ?7,
         keeps = ?8
     WHERE id = ?1";

impl ContactColumns {
    /// Those of a contact.
    pub fn of(contact: &Contact) -> Self {
        Self {
            at: millis(contact.at),
            spoke: Spoke::of(contact).code(),
            corrects: contact.corrects.map(ContactId::bytes),
            reached: Reach::of(contact).code(),
            next_on: contact.next.as_ref().map(|next| day(next.on)),
            party: Party::of(contact).as_str().to_owned(),
            keeps: !contact.keeps.is_empty(),
        }
    }

    /// Those that stand in a row, from a column on.
    pub fn read(row: &Row<'_>, from: usize) -> rusqlite::Result<Self> {
        Ok(Self {
            at: row.get(from)?,
            spoke: row.get(from + 1)?,
            corrects: row.get(from + 2)?,
            reached: row.get(from + 3)?,
            next_on: row.get(from + 4)?,
            party: row.get(from + 5)?,
            keeps: row.get(from + 6)?,
        })
    }

    /// Them as a statement takes them.
    pub fn params(&self) -> [&dyn ToSql; 7] {
        [
            &self.at,
            &self.spoke,
            &self.corrects,
            &self.reached,
            &self.next_on,
            &self.party,
            &self.keeps,
        ]
    }

    /// Writes them beside the body of a contact, which stays as it is.
    pub fn put(&self, tx: &Transaction<'_>, id: &[u8; 16]) -> Result<(), Fault> {
        let id: [&dyn ToSql; 1] = [id];
        let params = [&id[..], &self.params()].concat();
        tx.prepare_cached(WRITE)?.execute(params.as_slice())?;
        Ok(())
    }
}
