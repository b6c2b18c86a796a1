//! Whether a service of a file is here already, and what the entry becomes with what the file says.
//!
//! Known by the id that it has in the file; else by its name together with its postcode or one of its telephone numbers.
//! What the file says replaces what was here; what it is silent about stays, above all red flags and notes of our own.

use std::collections::BTreeMap;

use super::IncomingService;
use crate::domain::find::fold;
use crate::domain::id::ServiceId;
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
    /// It is here, and another row of the file brings the same entry up to date.
    Twice(usize),
}

/// What becomes of all services of a file, in its order, with their rows.
pub type Arrivals = Vec<(usize, Arrival)>;

/// Compares the services of a file with those that are here.
pub fn arrivals(incoming: &[IncomingService], here: &[Kept<Service>]) -> Arrivals {
    let known = Known::of(here);
    let mut taken: BTreeMap<ServiceId, usize> = BTreeMap::new();
    incoming
        .iter()
        .map(|one| {
            let arrival = match known.find(&one.service) {
                None => Arrival::New(one.service.clone()),
                Some(before) => match taken.insert(before.id, one.row) {
                    Some(first) => Arrival::Twice(first),
                    None => {
                        let service = updated(before, &one.service);
                        if service == before.value {
                            Arrival::Same
                        } else {
                            Arrival::Update {
                                service,
                                seen: before.revision,
                            }
                        }
                    }
                },
            };
            (one.row, arrival)
        })
        .collect()
}

/// The services that are here, by what a file knows them by.
struct Known<'a> {
    by_source: BTreeMap<&'a str, &'a Kept<Service>>,
    by_name: BTreeMap<String, Vec<&'a Kept<Service>>>,
}

impl<'a> Known<'a> {
    fn of(here: &'a [Kept<Service>]) -> Self {
        let mut known = Self {
            by_source: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        for service in here {
            if !service.source.is_empty() {
                known.by_source.insert(&service.source, service);
            }
            let named = known.by_name.entry(fold(&service.name)).or_default();
            named.push(service);
        }
        known
    }

    fn find(&self, service: &Service) -> Option<&'a Kept<Service>> {
        if !service.source.is_empty()
            && let Some(known) = self.by_source.get(service.source.as_str())
        {
            return Some(known);
        }
        let named = self.by_name.get(&fold(&service.name))?;
        named
            .iter()
            .copied()
            .find(|known| same_place(known, service))
    }
}

/// Whether two entries of one name are one service: the same postcode or a number in common; or one of them says neither.
fn same_place(known: &Service, service: &Service) -> bool {
    let digits = |phone: &String| {
        phone
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let squeezed = |postcode: &str| fold(postcode).replace(' ', "");
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
        notes: text(&before.notes, &file.notes),
        // Closed here stays closed until somebody opens it; the day it was first said stays too.
        closed: before.closed.clone().or_else(|| file.closed.clone()),
        source: text(&before.source, &file.source),
    }
}
