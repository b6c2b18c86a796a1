//! One person's whole record, read in one go.

use rusqlite::OptionalExtension;
use serde::de::DeserializeOwned;

use super::Store;
use super::codec;
use super::fault::Fault;
use super::row::table;
use crate::domain::contact::Contact;
use crate::domain::id::{ContactId, PersonId};
use crate::domain::item::Item;
use crate::domain::person::Person;
use crate::domain::record::{Folder, Kept, Kind};
use crate::domain::shared::Shared;
use crate::domain::team::Member;
use crate::domain::transition::Transition;

pub(super) const CONTACTS: &str = "SELECT revision, body FROM contact
     WHERE person = ?1 AND withdrawn = 0 ORDER BY at_at DESC, id DESC LIMIT ?2";
pub(super) const CONTACT_COUNT: &str =
    "SELECT count(*) FROM contact WHERE person = ?1 AND withdrawn = 0";

impl Store {
    /// Everything about one person, with their newest contacts (at most `contacts`) and what was decided about sharing.
    /// For `None` it is the whole record: all contacts, and the versions and copies too.
    ///
    /// # Errors
    /// [`Fault::Gone`] when there is no such person; engine faults.
    pub fn folder(&self, person: PersonId, contacts: Option<u32>) -> Result<Folder, Fault> {
        let _state = self.one_state()?;
        let items: Vec<Kept<Item>> = self.all_of(Kind::Item, person)?;
        let shared = match contacts {
            None => self.shared(person)?,
            Some(_) => Shared {
                decisions: self.all_of(Kind::Sharing, person)?,
                ..Shared::default()
            },
        };
        Ok(Folder {
            person: self.person(person)?,
            team: self.team(person)?,
            words: self.all_of(Kind::Words, person)?,
            plan: self.all_of(Kind::Plan, person)?.pop(),
            contacts: self.contacts(person, contacts)?,
            deferrals: self.all_of(Kind::Deferral, person)?,
            appointments: self.all_of(Kind::Appointment, person)?,
            moves: self.moves(person)?,
            unmet: self.unmet_for(person)?,
            services: match contacts {
                // A version that is given again has the items of its day.
                None => {
                    let frozen = shared.versions.iter().flat_map(|one| &one.body.items);
                    self.services_of(items.iter().map(|item| &item.value).chain(frozen))?
                }
                Some(_) => Vec::new(),
            },
            items,
            shared,
        })
    }

    /// A person alone.
    ///
    /// # Errors
    /// [`Fault::Gone`] when there is no such person; engine faults.
    pub fn person(&self, person: PersonId) -> Result<Kept<Person>, Fault> {
        let row: Option<(u32, String)> = self
            .conn
            .prepare_cached("SELECT revision, body FROM person WHERE id = ?1 AND withdrawn = 0")?
            .query_row([person.bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (revision, body) = row.ok_or(Fault::Gone(Kind::Person))?;
        Ok(Kept {
            value: codec::value(&body)?,
            revision,
        })
    }

    /// A person's care team, past and present.
    ///
    /// # Errors
    /// Engine faults.
    pub fn team(&self, person: PersonId) -> Result<Vec<Kept<Member>>, Fault> {
        self.all_of(Kind::Member, person)
    }

    /// A person's moves, the newest first.
    fn moves(&self, person: PersonId) -> Result<Vec<Kept<Transition>>, Fault> {
        let mut moves: Vec<Kept<Transition>> = self.all_of(Kind::Transition, person)?;
        moves.sort_by_key(|kept| std::cmp::Reverse((kept.at, kept.id)));
        Ok(moves)
    }

    /// A person's contacts, newest first.
    ///
    /// # Errors
    /// Engine faults.
    pub fn contacts(
        &self,
        person: PersonId,
        most: Option<u32>,
    ) -> Result<Vec<Kept<Contact>>, Fault> {
        let limit = most.map_or(-1, i64::from);
        let mut statement = self.conn.prepare_cached(CONTACTS)?;
        let mut rows = statement.query((person.bytes(), limit))?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            kept.push(Kept {
                revision: row.get(0)?,
                value: codec::value(
                    row.get_ref(1)?
                        .as_str()
                        .map_err(|_| Fault::Unreadable("a record"))?,
                )?,
            });
        }
        Ok(kept)
    }

    /// How many contacts a person has.
    ///
    /// # Errors
    /// Engine faults.
    pub fn contact_count(&self, person: PersonId) -> Result<u32, Fault> {
        Ok(self
            .conn
            .prepare_cached(CONTACT_COUNT)?
            .query_row([person.bytes()], |row| row.get(0))?)
    }

    /// One contact.
    ///
    /// # Errors
    /// [`Fault::Gone`] when there is no such contact; engine faults.
    pub fn contact(&self, id: ContactId) -> Result<Kept<Contact>, Fault> {
        let row: Option<(u32, String)> = self
            .conn
            .prepare_cached("SELECT revision, body FROM contact WHERE id = ?1 AND withdrawn = 0")?
            .query_row([id.bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (revision, body) = row.ok_or(Fault::Gone(Kind::Contact))?;
        Ok(Kept {
            value: codec::value(&body)?,
            revision,
        })
    }

    pub(super) fn all_of<T: DeserializeOwned>(
        &self,
        kind: Kind,
        person: PersonId,
    ) -> Result<Vec<Kept<T>>, Fault> {
        let table = table(kind);
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT revision, body FROM {table} WHERE person = ?1 AND withdrawn = 0 ORDER BY id"
        ))?;
        let mut rows = statement.query([person.bytes()])?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(1)?;
            kept.push(Kept {
                revision: row.get(0)?,
                value: codec::value(&body)?,
            });
        }
        Ok(kept)
    }
}
