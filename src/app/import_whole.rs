//! Whole records out of Caseload JSON, as a preview shows them: each person is good or bad like a row of a list.
//!
//! What the file says of them is not shown beyond who they are; they come in as they are in the file, with their
//! identities, and nothing is asked about them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::id::PersonId;
use crate::domain::person::{Leaving, Status};
use crate::domain::service::Service;
use crate::domain::service::unmet::UnmetNeed;
use crate::domain::text::visible;
use crate::domain::user::Authors;
use crate::export::Records;
use crate::export::json::{self, Entry, File, JsonFault, RecordFault, Unread};
use crate::import::{Decoded, Incoming, Kind, Problem, Proposal, decode, refuse_shared_numbers};

/// The records of the people of a proposal, by their row.
pub type Whole = BTreeMap<usize, Records>;

/// What a file holds.
pub struct Read {
    /// Its people as a preview shows them.
    pub proposal: Proposal,
    /// Their records.
    pub whole: Whole,
    /// The services of the directory that came along.
    pub directory: Vec<Service>,
    /// What was looked for in it in vain and for nobody in particular.
    pub unmet: Vec<UnmetNeed>,
    /// Whether parts of the records were left out when it was written.
    pub is_cut: bool,
    /// Who the logins are under which its entries stand, as far as the file says.
    pub authors: BTreeMap<String, String>,
}

impl Read {
    /// Keeps what was written under a login that is somebody else's here from standing under their name, and says so. Whoever
    /// else wrote any of it is known from then on, also to the files after this one.
    pub fn told_apart(&mut self, known: &mut Authors) {
        let names = json::distinct(&self.authors, known);
        let mut stand = BTreeSet::new();
        for records in self.whole.values_mut() {
            stand.extend(json::rename(records, &names));
        }
        self.authors
            .retain(|login, name| stand.contains(login) && !name.trim().is_empty());
        known.add(&self.authors);
        let used: Vec<&String> = names
            .values()
            .filter(|name| stand.contains(*name))
            .collect();
        if !used.is_empty() {
            let names: Vec<_> = used.iter().map(|name| visible(name)).collect();
            self.proposal.notes.push(format!(
                "Who wrote what stays apart from others here with the same login: it comes in under {}.",
                names.join(", ")
            ));
        }
    }
}

/// How a file may be stopped while it is read.
type Progress<'a> = &'a mut dyn FnMut(usize, usize) -> std::ops::ControlFlow<()>;

/// Reads a file as Caseload JSON; `None` when it is another kind of file.
pub fn read(
    name: &str,
    bytes: &[u8],
    today: NaiveDate,
    progress: Progress<'_>,
) -> Option<Result<Read, JsonFault>> {
    let Decoded { text, note, damage } = decode(bytes);
    if !json::is_caseload(&text) {
        return None;
    }
    // A guess at a letter would come in under the identity of the record and stand as what was written.
    if let Some((line, column)) = damage {
        return Some(Err(JsonFault::Damaged { line, column }));
    }
    let read = json::read(&text, progress).map(|mut file| {
        file.judge(today);
        propose(name, file, note)
    });
    Some(read)
}

fn propose(name: &str, file: File, note: Option<String>) -> Read {
    let mut proposal = Proposal::new(name, Kind::CaseloadJson);
    proposal.notes.extend(note);
    if !file.without.is_empty() {
        proposal.notes.push(format!(
            "The records in this file are not whole. Left out when it was written: {}.",
            file.without.join(", ")
        ));
    }
    for unread in &file.not_read {
        proposal.notes.push(format!(
            "not read: {}. This program does not know what stands there.",
            unread.field
        ));
    }
    for fault in &file.directory_faults {
        let parts = [fault.about.as_str(), &fault.field, &fault.value];
        proposal.notes.push(format!(
            "A service that cannot be brought in: {}. {} {}",
            joined(parts),
            fault.reason,
            fault.remedy
        ));
    }
    proposal.rows = file.people.len();
    let mut whole = Whole::new();
    for (at, entry) in file.people.into_iter().enumerate() {
        let row = at + 1;
        let Entry {
            name,
            outcome,
            not_read,
        } = entry;
        match outcome {
            Err(faults) => {
                let problems = faults.into_iter().map(|fault| bad(row, &name, fault));
                proposal.bad.extend(problems);
            }
            Ok(records) => {
                let warnings = not_read
                    .into_iter()
                    .map(|unread| unknown(row, &name, unread));
                proposal.warnings.extend(warnings);
                proposal.people.push(shown(row, &records));
                whole.insert(row, *records);
            }
        }
    }
    refuse_shared_numbers(&mut [&mut proposal]);
    Read {
        proposal,
        whole,
        is_cut: !file.without.is_empty(),
        directory: file.directory,
        unmet: file.unmet,
        authors: file.authors,
    }
}

fn bad(row: usize, name: &str, fault: RecordFault) -> Problem {
    Problem {
        row,
        column: joined([name, &fault.about, &fault.field]),
        value: fault.value,
        reason: fault.reason,
        remedy: fault.remedy.to_owned(),
    }
}

fn unknown(row: usize, name: &str, unread: Unread) -> Problem {
    Problem {
        row,
        column: joined([name, &unread.about, &unread.field]),
        value: unread.value,
        reason: "not read: this program does not know what stands there".to_owned(),
        remedy: "A newer Caseload may; bring it up to date first if it matters".to_owned(),
    }
}

fn joined(parts: [&str; 3]) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(": ")
}

/// Who a person is, for the preview and for finding out whether they are here.
fn shown(row: usize, records: &Records) -> Incoming {
    let person = &records.person;
    let postcode = &person.address.postcode;
    let (left, left_on) = match &person.status {
        Status::Left { on, how, .. } => {
            let how = if *how == Leaving::Died {
                "died"
            } else {
                "left"
            };
            (Some(how.to_owned()), Some(*on))
        }
        Status::Open | Status::Paused { .. } => (None, None),
    };
    Incoming {
        row,
        nhs_number: person.nhs_number,
        given_names: person.name.given.clone(),
        family_name: person.name.family.clone(),
        born_on: person.born_on,
        postcode: (!postcode.is_empty()).then(|| postcode.clone()),
        left,
        left_on,
        ..Incoming::default()
    }
}

/// Takes out those whose record another of the files given together has brought already.
pub fn refuse_taken(
    proposal: &mut Proposal,
    whole: &Whole,
    name: &str,
    taken: &mut BTreeMap<PersonId, (String, Records)>,
) {
    let (mut bad, mut same) = (Vec::new(), Vec::new());
    proposal.people.retain(|person| {
        let Some(records) = whole.get(&person.row) else {
            return true;
        };
        let id = records.person.id;
        let Some((file, first)) = taken.get(&id) else {
            taken.insert(id, (name.to_owned(), records.clone()));
            return true;
        };
        if first == records {
            same.push(Problem {
                row: person.row,
                column: Problem::WHOLE_ROW.to_owned(),
                value: String::new(),
                reason: format!("The same record stands in the file {}", visible(file)),
                remedy: "It comes in once, and nothing has to be done".to_owned(),
            });
            return false;
        }
        bad.push(Problem {
            row: person.row,
            column: Problem::WHOLE_ROW.to_owned(),
            value: String::new(),
            reason: format!(
                "The same person is in the file {}, with something else in their record",
                visible(file)
            ),
            remedy:
                "Look which of the two files is newer, and bring the person in from that one only"
                    .to_owned(),
        });
        false
    });
    proposal.bad.append(&mut bad);
    proposal.joined += same.len();
    proposal.warnings.append(&mut same);
}
