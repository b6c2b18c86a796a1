//! What whole records hold of somebody who is here already, and this store does not: which kinds of record, and how many.
//!
//! Nothing of it is written, and what they say is not shown: which of the two is right is for the coordinator to find out.
//! What is here and not in the file is not asked: it stays.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::import_whole::Whole;
use crate::domain::id::PersonId;
use crate::domain::record::{Kind, Record};
use crate::domain::say;
use crate::export::Records;
use crate::import::{Incoming, Match};
use crate::store::{Fault, Store};

/// Somebody who is here, of whom a file has records that are missing or otherwise here.
pub struct OtherRecords {
    /// Their row.
    pub row: usize,
    /// Who it is here, as listed.
    pub who: String,
    /// How many records of each kind.
    pub kinds: BTreeMap<Kind, usize>,
}

impl OtherRecords {
    /// The kinds in a few words: `words, plan, 2 contacts`.
    pub fn told(&self) -> String {
        let kinds = self.kinds.iter();
        let told: Vec<String> = kinds.map(|(kind, count)| counted(*kind, *count)).collect();
        told.join(", ")
    }
}

/// What of the records of a file is missing or otherwise here, of everybody in it who is here by their identity. Where the
/// file was cut for a recipient, what is otherwise may be so by the cut: it is compared by what is missing alone.
///
/// # Errors
/// Engine faults.
pub fn other_records(
    people: &[Incoming],
    matches: &[Match],
    (whole, is_cut): (&Whole, bool),
    store: &Store,
) -> Result<Vec<OtherRecords>, Fault> {
    let mut found = Vec::new();
    for (row, known) in people.iter().zip(matches) {
        let (Match::Same(id), Some(records)) = (known, whole.get(&row.row)) else {
            continue;
        };
        if records.person.id.bytes() != *id {
            continue;
        }
        let folder = match store.folder(PersonId::from_bytes(*id), None) {
            Ok(folder) => folder,
            // Somebody at another screen took them out meanwhile.
            Err(Fault::Gone(_)) => continue,
            Err(fault) => return Err(fault),
        };
        let here = Records::of(&folder).into_all();
        let here: BTreeMap<Uuid, Record> = here.into_iter().map(|one| (one.id(), one)).collect();
        let mut kinds = BTreeMap::new();
        for record in records.clone().into_all() {
            let is_other = match here.get(&record.id()) {
                Some(known) => !is_cut && *known != record,
                None => true,
            };
            if is_other {
                *kinds.entry(record.kind()).or_default() += 1;
            }
        }
        if !kinds.is_empty() {
            found.push(OtherRecords {
                row: row.row,
                who: folder.person.name.listed(),
                kinds,
            });
        }
    }
    Ok(found)
}

/// Records of a kind in words; those of which somebody has one, or that are read as one, without a number.
fn counted(kind: Kind, count: usize) -> String {
    let (one, many) = match kind {
        Kind::Person => return "who they are".to_owned(),
        Kind::Words | Kind::Plan => return kind.word().to_owned(),
        Kind::Member => ("place in the care team", "places in the care team"),
        Kind::Item => ("open item", "open items"),
        Kind::Contact => ("contact", "contacts"),
        Kind::Deferral => ("reason put off", "reasons put off"),
        Kind::Sharing => ("decision about sharing", "decisions about sharing"),
        Kind::Version => ("version of the plan", "versions of the plan"),
        Kind::Copy => ("copy of the plan", "copies of the plan"),
        Kind::Service => ("service", "services"),
        Kind::UnmetNeed => ("unmet need", "unmet needs"),
        Kind::Appointment => ("appointment", "appointments"),
        Kind::Transition => ("move", "moves"),
    };
    say::count(count, one, many)
}
