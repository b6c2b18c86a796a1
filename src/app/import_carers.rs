//! Carers of whole records who are here already: in the care team of somebody else, or with a record of their own.
//!
//! What is known of a carer themselves is the same wherever they care (`domain::carer`). Whole records bring places of
//! them from another store, so that after an import all places say the same again, and each points to the one record
//! that its carer has here.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::import_whole::Whole;
use crate::domain::carer::{self, reconcile};
use crate::domain::change::Write;
use crate::domain::id::{CarerId, PersonId};
use crate::domain::record::{Kept, Record};
use crate::domain::team::Member;
use crate::import::{Incoming, Match, Problem, Proposal};
use crate::store::{Fault, Store};

/// What is known here of the carers whom whole records bring.
#[derive(Default)]
pub struct CarersHere {
    /// Their places here.
    places: BTreeMap<CarerId, Vec<Kept<Member>>>,
    /// Who is here under another identity than the file gives them.
    same: BTreeMap<PersonId, PersonId>,
}

impl CarersHere {
    /// Takes note of somebody of a file who is here with another identity, by their NHS number.
    pub(super) fn take(&mut self, person: &Incoming, known: Match, whole: &Whole) {
        if let Match::Same(here) = known
            && let Some(records) = whole.get(&person.row)
        {
            let here = PersonId::from_bytes(here);
            if records.person.id != here {
                self.same.insert(records.person.id, here);
            }
        }
    }

    /// Reads the places here of every carer whom those to be brought in have, and says where the two differ.
    ///
    /// # Errors
    /// Engine faults.
    pub(super) fn look(
        &mut self,
        proposal: &mut Proposal,
        matches: &[Match],
        whole: &Whole,
        store: &Store,
    ) -> Result<(), Fault> {
        let newcomers = proposal.people.iter().zip(matches);
        let newcomers = newcomers.filter(|(_, known)| **known == Match::New);
        for (person, _) in newcomers {
            let Some(records) = whole.get(&person.row) else {
                continue;
            };
            let mut told = BTreeSet::new();
            for member in &records.team {
                let Some(id) = member.carer.as_ref().map(|carer| carer.id) else {
                    continue;
                };
                let places = match self.places.entry(id) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(store.places_of(id)?),
                };
                let Some(here) = places.first() else {
                    continue;
                };
                let mut as_here = member.clone();
                carer::share(&here.value, &mut as_here);
                if as_here != *member && told.insert(id) {
                    proposal.warnings.push(differs(
                        person.row,
                        &records.person.name.listed(),
                        member,
                    ));
                }
            }
        }
        Ok(())
    }

    /// Makes every place of a carer say the same: those that are brought in, and those that are here.
    pub(super) fn reconcile(&self, writes: &mut Vec<Write>) {
        let mut together: BTreeMap<CarerId, Member> = BTreeMap::new();
        for member in members(writes) {
            let Some(own) = &mut member.carer else {
                continue;
            };
            if let Some(here) = own.is_person.and_then(|person| self.same.get(&person)) {
                own.is_person = Some(*here);
            }
            let id = own.id;
            let here = self.places.get(&id).and_then(|places| places.first());
            let known = together
                .remove(&id)
                .or_else(|| here.map(|here| here.value.clone()));
            let now = match known {
                Some(known) => reconcile(&known, member),
                None => member.clone(),
            };
            together.insert(id, now);
        }
        for member in members(writes) {
            let known = member.carer.as_ref().and_then(|own| together.get(&own.id));
            if let Some(known) = known {
                carer::share(known, member);
            }
        }
        for (id, known) in &together {
            let Some(places) = self.places.get(id) else {
                continue;
            };
            for place in places {
                let mut after = place.value.clone();
                carer::share(known, &mut after);
                if after != place.value {
                    writes.push(Write::Replace {
                        record: Record::Member(after),
                        seen: place.revision,
                    });
                }
            }
        }
    }
}

/// The places in care teams among what is added.
fn members(writes: &mut [Write]) -> impl Iterator<Item = &mut Member> {
    writes.iter_mut().filter_map(|write| match write {
        Write::Add(Record::Member(member)) => Some(member),
        _ => None,
    })
}

fn differs(row: usize, name: &str, member: &Member) -> Problem {
    Problem {
        row,
        column: format!("{name}: carer"),
        value: member.name.clone(),
        reason: "This carer cares for somebody here too, and the two do not say the same of them".to_owned(),
        remedy: "The newer answers hold, what one of the two alone has is kept, and all places say the same afterwards"
            .to_owned(),
    }
}
