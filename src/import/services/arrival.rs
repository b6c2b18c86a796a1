//! Whether a service of a file is here already, and what the entry becomes with what the file says.
//!
//! Known by the id that it has in the file; else by its name together with its postcode or one of its telephone numbers.
//! What the file says replaces what was here; what it is silent about stays, above all red flags and notes of our own.

use std::collections::BTreeMap;

use super::IncomingService;
use crate::domain::find::fold;
use crate::domain::record::{Kept, Revision};
use crate::domain::service::{Sector, Service};

/// What becomes of one service of a file.
#[derive(Clone, PartialEq, Eq)]
pub enum Arrival {
    /// It is new; its id is still to be given.
    New(Service),
    /// It is here, and the file says something else.
    Update {
        /// The entry as it shall be.
        service: Service,
        /// The revision that it replaces.
        seen: Revision,
    },
    /// It is here, and the file says nothing new.
    Same,
    /// An earlier row brings the same entry in: which, in words.
    Twice(String),
}

/// What becomes of all services of a file, in its order, with their rows.
pub type Arrivals = Vec<(usize, Arrival)>;

/// The services that are here and those of the files read so far.
pub struct Register {
    entries: Vec<Entry>,
    /// Places in `entries`, by the id that a service has in its file.
    by_source: BTreeMap<String, usize>,
    /// Places in `entries`, by folded name.
    by_name: BTreeMap<String, Vec<usize>>,
}

struct Entry {
    service: Service,
    /// Its revision; none for one that is new.
    revision: Option<Revision>,
    /// The row that brings it in or up to date, in words.
    taken: Option<String>,
}

impl Register {
    /// The services that are here.
    pub fn of(here: Vec<Kept<Service>>) -> Self {
        let mut register = Self {
            entries: Vec::with_capacity(here.len()),
            by_source: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        for Kept { value, revision } in here {
            register.add(Entry {
                service: value,
                revision: Some(revision),
                taken: None,
            });
        }
        register
    }

    /// Compares the services of a file with those that are here and those of the files before it.
    pub fn arrivals(&mut self, file: &str, incoming: &[IncomingService]) -> Arrivals {
        let arrival = |one: &IncomingService| (one.row, self.arrival(file, one));
        incoming.iter().map(arrival).collect()
    }

    fn arrival(&mut self, file: &str, one: &IncomingService) -> Arrival {
        let row = format!("row {} of {file}", one.row);
        let found = self.find(&one.service);
        let Some(known) = found.and_then(|at| self.entries.get_mut(at)) else {
            self.add(Entry {
                service: one.service.clone(),
                revision: None,
                taken: Some(row),
            });
            return Arrival::New(one.service.clone());
        };
        if let Some(first) = &known.taken {
            return Arrival::Twice(first.clone());
        }
        known.taken = Some(row);
        let service = updated(&known.service, &one.service);
        match known.revision {
            Some(seen) if service != known.service => Arrival::Update { service, seen },
            Some(_) | None => Arrival::Same,
        }
    }

    fn add(&mut self, entry: Entry) {
        let at = self.entries.len();
        if !entry.service.source.is_empty() {
            self.by_source.insert(entry.service.source.clone(), at);
        }
        let named = self.by_name.entry(fold(&entry.service.name));
        named.or_default().push(at);
        self.entries.push(entry);
    }

    fn find(&self, service: &Service) -> Option<usize> {
        if !service.source.is_empty()
            && let Some(at) = self.by_source.get(&service.source)
        {
            return Some(*at);
        }
        let named = self.by_name.get(&fold(&service.name))?;
        let is_same = |at: &usize| {
            let known = self.entries.get(*at);
            known.is_some_and(|known| same_service(&known.service, service))
        };
        named.iter().copied().find(is_same)
    }
}

/// Whether two entries of one name are one service: the same postcode or a number in common; or one of them says neither.
/// Two ids of one file are two services.
fn same_service(known: &Service, service: &Service) -> bool {
    let digits = |phone: &String| {
        phone
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let squeezed = |postcode: &str| fold(postcode).replace(' ', "");
    if !known.source.is_empty() && !service.source.is_empty() && known.source != service.source {
        return false;
    }
    let (here, there) = (squeezed(&known.postcode), squeezed(&service.postcode));
    if !here.is_empty() && !there.is_empty() {
        return here == there;
    }
    let numbers: Vec<String> = known.phones.iter().map(digits).collect();
    numbers.is_empty()
        || service.phones.is_empty()
        || service
            .phones
            .iter()
            .any(|phone| numbers.contains(&digits(phone)))
}

/// The entry that is here with what the file says over it.
fn updated(before: &Service, file: &Service) -> Service {
    let text = |here: &String, there: &String| if there.is_empty() { here } else { there }.clone();
    let words = |here: &Vec<String>, there: &Vec<String>| {
        if there.is_empty() { here } else { there }.clone()
    };
    Service {
        id: before.id,
        name: text(&before.name, &file.name),
        does: text(&before.does, &file.does),
        needs: words(&before.needs, &file.needs),
        places: words(&before.places, &file.places),
        // A file that says nothing of it reads as other.
        sector: if file.sector == Sector::Other {
            before.sector
        } else {
            file.sector
        },
        access: text(&before.access, &file.access),
        red_flags: text(&before.red_flags, &file.red_flags),
        refer: text(&before.refer, &file.refer),
        phones: words(&before.phones, &file.phones),
        email: text(&before.email, &file.email),
        web: text(&before.web, &file.web),
        address: text(&before.address, &file.address),
        postcode: text(&before.postcode, &file.postcode),
        hours: text(&before.hours, &file.hours),
        // Whoever made sure last.
        checked: match (&before.checked, &file.checked) {
            (Some(here), Some(there)) if here.on >= there.on => Some(here.clone()),
            (here, there) => there.clone().or_else(|| here.clone()),
        },
        notes: notes(&before.notes, &file.notes),
        // Closed here stays closed until somebody opens it; the day it was first said stays too.
        closed: before.closed.clone().or_else(|| file.closed.clone()),
        source: text(&before.source, &file.source),
    }
}

/// Notes of our own stay where all that the file adds is who runs it.
fn notes(here: &str, there: &str) -> String {
    let only_run_by = there
        .strip_suffix('.')
        .is_some_and(|said| said.starts_with("Run by ") && !said.contains(". "));
    if there.is_empty() || here.contains(there) {
        here.to_owned()
    } else if only_run_by && !here.is_empty() {
        format!("{there} {here}")
    } else {
        there.to_owned()
    }
}
