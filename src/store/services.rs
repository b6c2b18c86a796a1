//! The services directory, and the needs for which it had nothing. They belong to no person; they are written through
//! the one door as everything else is.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::Store;
use super::codec;
use super::fault::Fault;
use super::row::table;
use crate::domain::id::{PersonId, ServiceId};
use crate::domain::item::Item;
use crate::domain::record::{Kept, Kind, Record};
use crate::domain::service::Service;
use crate::domain::service::unmet::UnmetNeed;

/// The bodies of items are looked through: this is asked when a service is closed, which is seldom. The column `open` is not
/// asked: nobody waits for what goes on, and yet somebody does it.
const WAITS_FOR_SERVICE: &str = "SELECT item.revision, item.body, standing.name
     FROM item JOIN standing ON standing.person = item.person
     WHERE item.withdrawn = 0 AND standing.open = 1 AND instr(item.body, ?1) > 0
     ORDER BY standing.name, item.id";

/// The needs that name a person.
const UNMET_FOR: &str =
    "SELECT revision, body FROM unmet_need WHERE withdrawn = 0 AND instr(body, ?1) > 0";

/// Somebody's open item that names a service.
pub struct Waits {
    /// Whose it is, as they are listed.
    pub name: String,
    /// What was asked for.
    pub item: Kept<Item>,
}

/// How the body of an item names a service.
pub(super) fn named(id: ServiceId) -> String {
    format!("\"service\":\"{}\"", id.0)
}

impl Store {
    /// Every service, closed ones too, by name.
    ///
    /// # Errors
    /// Engine faults.
    pub fn services(&self) -> Result<Vec<Kept<Service>>, Fault> {
        let mut all: Vec<Kept<Service>> = self.of_nobody(Kind::Service)?;
        all.sort_by_cached_key(|service| {
            (crate::domain::find::fold(&service.name), service.id.bytes())
        });
        Ok(all)
    }

    /// One service.
    ///
    /// # Errors
    /// [`Fault::Gone`] when there is no such service; engine faults.
    pub fn service(&self, id: ServiceId) -> Result<Kept<Service>, Fault> {
        let kept = self.record(Kind::Service, id.0)?;
        match kept.value {
            Record::Service(service) => Ok(Kept {
                value: *service,
                revision: kept.revision,
            }),
            _ => Err(Fault::Gone(Kind::Service)),
        }
    }

    /// The services that items name, each once; one that is no longer there is left out.
    pub(super) fn services_of<'a>(
        &self,
        items: impl Iterator<Item = &'a Item>,
    ) -> Result<Vec<Kept<Service>>, Fault> {
        let named: BTreeSet<ServiceId> = items.filter_map(|item| item.service).collect();
        let mut found = Vec::new();
        for id in named {
            match self.service(id) {
                Ok(service) => found.push(service),
                Err(Fault::Gone(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(found)
    }

    /// The open items of people who are followed that name a service: whoever waits for it.
    ///
    /// # Errors
    /// Engine faults.
    pub fn waits_for_service(&self, id: ServiceId) -> Result<Vec<Waits>, Fault> {
        let mut statement = self.conn.prepare_cached(WAITS_FOR_SERVICE)?;
        let mut rows = statement.query([named(id)])?;
        let mut waits = Vec::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(1)?;
            let item: Item = codec::value(&body)?;
            if item.is_open() {
                waits.push(Waits {
                    name: row.get(2)?,
                    item: Kept {
                        value: item,
                        revision: row.get(0)?,
                    },
                });
            }
        }
        Ok(waits)
    }

    /// The needs for which nothing was found, the newest first.
    ///
    /// # Errors
    /// Engine faults.
    pub fn unmet_needs(&self) -> Result<Vec<Kept<UnmetNeed>>, Fault> {
        let mut all: Vec<Kept<UnmetNeed>> = self.of_nobody(Kind::UnmetNeed)?;
        all.sort_by_key(|need| Reverse((need.on, need.id)));
        Ok(all)
    }

    /// The needs of one person for which nothing was found, the newest first. The bodies are looked through: they are few.
    ///
    /// # Errors
    /// Engine faults.
    pub(super) fn unmet_for(&self, person: PersonId) -> Result<Vec<Kept<UnmetNeed>>, Fault> {
        let mut statement = self.conn.prepare_cached(UNMET_FOR)?;
        let mut rows = statement.query([format!("\"about\":\"{person}\"")])?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(1)?;
            let need: UnmetNeed = codec::value(&body)?;
            // A note may hold such a text too.
            if need.about == Some(person) {
                kept.push(Kept {
                    revision: row.get(0)?,
                    value: need,
                });
            }
        }
        kept.sort_by_key(|need| Reverse((need.on, need.id)));
        Ok(kept)
    }

    fn of_nobody<T: DeserializeOwned>(&self, kind: Kind) -> Result<Vec<Kept<T>>, Fault> {
        let table = table(kind);
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT revision, body FROM {table} WHERE withdrawn = 0 ORDER BY id"
        ))?;
        let mut rows = statement.query([])?;
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
