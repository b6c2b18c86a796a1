//! What a file would bring in, and what stands in the way: shown to the coordinator before anything is written.
//!
//! Every data row is in exactly one place: among `people`, among the bad rows, among the rows `joined` to another
//! row, or among the `skipped` ones. `is_accounted_for` says so and the tests hold every reader to it.
//! Writing accepted people to the store is not done here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::date_order::DateOrder;
use super::field::Field;
use super::incoming::Incoming;
use super::services::IncomingService;
use crate::domain::nhs_number::NhsNumber;

/// What sort of file a proposal was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A list of people with a row of headings.
    Csv,
    /// A FHIR R4 bundle with at least one Patient.
    FhirBundle,
    /// A FHIR R4 bundle of practitioners and organisations only; it brings in nobody by itself.
    FhirDirectory,
    /// A list of services with a row of headings.
    ServiceList,
    /// Services in Open Referral UK JSON.
    OpenReferral,
    /// Caseload's own format: it has a reader of its own, and `read` never returns it.
    CaseloadJson,
}

/// How one column of a list is read.
#[derive(Clone, PartialEq, Eq)]
pub struct ColumnReading {
    /// The heading as the file has it; empty when the column has none.
    pub heading: String,
    /// What it is read as; `None` when the column is not brought in.
    pub read_as: Option<Field>,
    /// The first cell under it that is not blank, in visible form and shortened.
    pub sample: String,
    /// Where it holds dates: which way they are written.
    pub dates: DateOrder,
}

impl fmt::Debug for ColumnReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ColumnReading")
            .field("heading", &self.heading)
            .field("read_as", &self.read_as)
            .field("dates", &self.dates)
            .finish_non_exhaustive()
    }
}

/// One thing that is wrong, or worth a look, in one cell or row.
#[derive(Clone, PartialEq, Eq)]
pub struct Problem {
    /// Row as a spreadsheet numbers it; for a bundle the entry's number, in Caseload's own format the person's.
    pub row: usize,
    /// The column's heading, or `Problem::WHOLE_ROW`; in Caseload's own format the name, the record and the field.
    pub column: String,
    /// The value at fault in visible form (an escape character is "␛"), shortened to 60 characters.
    pub value: String,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

impl Problem {
    /// Stands in the column's place when a problem concerns a row as a whole.
    pub const WHOLE_ROW: &'static str = "whole row";
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problem")
            .field("row", &self.row)
            .field("column", &self.column)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

/// The outcome of reading one file: nothing in it has been written anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The file's name, as it was given.
    pub file: String,
    /// What sort of file it is.
    pub kind: Kind,
    /// Data rows: all rows under the headings, blank ones included; for a bundle, its Patients.
    pub rows: usize,
    /// The columns found and how they are read; empty for a bundle.
    pub columns: Vec<ColumnReading>,
    /// People who could be brought in, in the file's order.
    pub people: Vec<Incoming>,
    /// Services that could be brought in, in the file's order; such a file holds no people.
    pub services: Vec<IncomingService>,
    /// The columns of a list of services and how they are read; `None` for one that is not brought in.
    pub service_columns: Vec<(String, Option<&'static str>)>,
    /// Why rows cannot be brought in; a row may have several entries.
    pub bad: Vec<Problem>,
    /// Rows that can be brought in but deserve a look.
    pub warnings: Vec<Problem>,
    /// Blank rows, totals lines and repeated headings.
    pub skipped: usize,
    /// Rows that continue the row above, or that a later row for the same person replaces.
    pub joined: usize,
    /// Sentences about the file as a whole; they name no person.
    pub notes: Vec<String>,
    /// How many entries of a bundle are of a kind that is not read, by the kind in visible form.
    pub left: BTreeMap<String, usize>,
    /// NHS numbers that two people of this file have, or one of it and one of another, with a row; nobody comes in with
    /// one of them.
    pub disputed: BTreeMap<NhsNumber, usize>,
    /// People who stay out because somebody further up has their NHS number and may be the same, or because something else
    /// is wrong with their row: what they say of whoever
    /// has it still counts where the number is held against other files.
    pub again: Vec<Incoming>,
}

impl Proposal {
    /// Makes an empty proposal.
    pub fn new(file: &str, kind: Kind) -> Self {
        Self {
            file: file.to_owned(),
            kind,
            rows: 0,
            columns: Vec::new(),
            people: Vec::new(),
            services: Vec::new(),
            service_columns: Vec::new(),
            bad: Vec::new(),
            warnings: Vec::new(),
            skipped: 0,
            joined: 0,
            notes: Vec::new(),
            left: BTreeMap::new(),
            disputed: BTreeMap::new(),
            again: Vec::new(),
        }
    }

    /// Says of those who stand here again with a number that two people turn out to have why they stay out now, and what to
    /// do; they count no further.
    pub fn dispute_again(
        &mut self,
        number: NhsNumber,
        mut why: impl FnMut(&Incoming) -> (String, String),
    ) {
        let is_theirs = |person: &mut Incoming| person.nhs_number == Some(number);
        for person in self.again.extract_if(.., is_theirs) {
            let shown = number.to_string();
            let mut bad = self.bad.iter_mut();
            let told = bad.find(|one| one.row == person.row && one.value == shown);
            if let Some(told) = told {
                (told.reason, told.remedy) = why(&person);
            }
        }
    }

    /// Counts the rows that cannot be brought in.
    pub fn bad_rows(&self) -> usize {
        self.bad
            .iter()
            .map(|problem| problem.row)
            .collect::<BTreeSet<_>>()
            .len()
    }

    /// Says whether every data row is good, bad, joined or skipped, and none is two of these.
    pub fn is_accounted_for(&self) -> bool {
        self.rows
            == self.people.len()
                + self.services.len()
                + self.bad_rows()
                + self.skipped
                + self.joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(row: usize) -> Problem {
        Problem {
            row,
            column: "NHS No.".into(),
            value: "999 000 0019".into(),
            reason: "r".into(),
            remedy: "m".into(),
        }
    }

    #[test]
    fn several_problems_in_a_row_are_one_bad_row() {
        let mut proposal = Proposal::new("list.csv", Kind::Csv);
        proposal.bad = vec![problem(2), problem(2), problem(5)];
        proposal.rows = 3;
        proposal.skipped = 1;
        assert_eq!(proposal.bad_rows(), 2);
        assert!(proposal.is_accounted_for());
    }

    #[test]
    fn debug_hides_the_value() {
        assert!(!format!("{:?}", problem(2)).contains("999"));
    }
}
