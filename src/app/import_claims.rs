//! Which identities of whole records are taken: by another of the files given together, or by the store.
//!
//! A record keeps its identity from store to store, so that one which is taken by something else cannot come in. Its
//! person is then left out with the reason, and everybody else of the file comes in.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::import_whole::Whole;
use crate::domain::id::{PersonId, ServiceId};
use crate::domain::record::{Kind, Record};
use crate::domain::service::Service;
use crate::domain::soundness;
use crate::domain::text::visible;
use crate::import::{Incoming, Problem, Proposal};
use crate::store::{Fault, InTheWay, Store};

/// What is taken so far.
pub(super) struct Claims<'a> {
    store: &'a Store,
    /// Everybody who is here, as they are listed.
    names: BTreeMap<PersonId, String>,
    /// The services that are here.
    here: BTreeMap<ServiceId, Service>,
    /// Records of the files read so far: the file and the person.
    records: BTreeMap<(Kind, Uuid), (String, String)>,
    /// Services of the files read so far, with the file.
    services: BTreeMap<ServiceId, (String, Service)>,
}

impl<'a> Claims<'a> {
    /// Nothing but what is here.
    pub fn new(
        store: &'a Store,
        names: BTreeMap<PersonId, String>,
        here: BTreeMap<ServiceId, Service>,
    ) -> Self {
        Self {
            store,
            names,
            here,
            records: BTreeMap::new(),
            services: BTreeMap::new(),
        }
    }

    /// Takes out those of a file of whose records one has an identity that is taken, and says which and by whom.
    /// `is_here` tells who is in the store already: what they have is theirs, and nothing of them comes in.
    ///
    /// # Errors
    /// Engine faults.
    pub fn check(
        &mut self,
        proposal: &mut Proposal,
        whole: &Whole,
        file: &str,
        is_here: impl Fn(&Incoming, PersonId) -> bool,
    ) -> Result<(), Fault> {
        let mut kept = Vec::with_capacity(proposal.people.len());
        for person in std::mem::take(&mut proposal.people) {
            let Some(records) = whole
                .get(&person.row)
                .filter(|records| !is_here(&person, records.person.id))
            else {
                kept.push(person);
                continue;
            };
            let name = records.person.name.listed();
            let mut problems = Vec::new();
            let all = records.clone().into_all();
            for record in &all {
                if let Some(by) = self.taken(record)? {
                    problems.push(clash(person.row, &name, record, &by));
                }
            }
            if problems.is_empty() {
                for record in all {
                    let key = (record.kind(), record.id());
                    self.records.insert(key, (file.to_owned(), name.clone()));
                }
                for service in &records.services {
                    proposal
                        .warnings
                        .extend(self.service(person.row, &name, service, file));
                }
                kept.push(person);
            } else {
                proposal.bad.append(&mut problems);
            }
        }
        proposal.people = kept;
        Ok(())
    }

    /// By what a record's identity is taken, in words.
    fn taken(&self, record: &Record) -> Result<Option<String>, Fault> {
        if let Some((file, name)) = self.records.get(&(record.kind(), record.id())) {
            return Ok(Some(format!(
                "with {} in the file {}",
                visible(name),
                visible(file)
            )));
        }
        let name = match self.store.in_the_way(record)? {
            None => return Ok(None),
            Some(InTheWay::Of(owner)) => self.names.get(&owner),
            Some(InTheWay::OfNobody) => None,
        };
        Ok(Some(match name {
            Some(name) => format!("with {} in this store", visible(name)),
            // Somebody whose coming in was taken back.
            None => "in this store with somebody out of sight".to_owned(),
        }))
    }

    /// Says of which services of a directory there is another here or in a file before; the first one stays.
    pub fn directory(&mut self, proposal: &mut Proposal, services: &[Service], file: &str) {
        for service in services {
            if let Some(told) = self.service(0, "", service, file) {
                proposal.notes.push(format!(
                    "{}: {}. {}.",
                    told.column.trim_start_matches(": "),
                    told.reason,
                    told.remedy
                ));
            }
        }
    }

    /// What to say of a service that is known already and is another here or in a file before: the first one stays.
    fn service(
        &mut self,
        row: usize,
        name: &str,
        service: &Service,
        file: &str,
    ) -> Option<Problem> {
        let first = match self.here.get(&service.id) {
            Some(known) if known == service => return None,
            Some(_) => "in the directory here".to_owned(),
            None => {
                let (first, known) = self
                    .services
                    .entry(service.id)
                    .or_insert_with(|| (file.to_owned(), service.clone()));
                if known == service {
                    return None;
                }
                format!("in the file {}", visible(first))
            }
        };
        let record = Record::Service(Box::new(service.clone()));
        Some(Problem {
            row,
            column: format!("{name}: {}", visible(&soundness::named(&record))),
            value: service.id.to_string(),
            reason: format!("This service stands {first} too and says something else there"),
            remedy:
                "That one stays; compare the two, and correct the directory if this one is right"
                    .to_owned(),
        })
    }
}

fn clash(row: usize, name: &str, record: &Record, by: &str) -> Problem {
    let about = soundness::named(record);
    Problem {
        row,
        column: format!("{name}: {}: id", visible(&about)),
        value: record.id().to_string(),
        reason: format!(
            "A {} with this identity stands {by}, and is not the same",
            record.kind().word()
        ),
        remedy: "Nothing of this person comes in, everybody else does. See in the store that the file comes from whose it is, and export them again"
            .to_owned(),
    }
}
