//! Reads one row of a list into one person, or says what is wrong with it.
//!
//! A cell that decides who the person is (name, NHS number, birth date, death date) must be right or the row is bad; any other
//! cell that cannot be read is left out with a warning. How rows belong together is decided in `groups.rs`.

mod cells;
mod settle;

use chrono::NaiveDate;

use super::field::Field;
use super::header::{Column, Header};
use super::incoming::Incoming;
use super::proposal::Problem;
use super::records::{QuoteFault, Record};
use super::values::{self, Doubt};
use super::visible::{forbidden, visible};

/// The longest cell, in characters.
const MAX_CELL: usize = 10_000;

/// The most problems told of one row.
const MAX_PROBLEMS: usize = 5;

/// What a row turned out to be.
pub enum Reading {
    /// A person.
    Person(Box<Found>),
    /// Cells without a name: perhaps more about the person above.
    Nameless(Box<Found>),
    /// A row that cannot be brought in, with whoever it names where it has their NHS number: another row with that number
    /// is held against it.
    Bad(Vec<Problem>, Option<Box<Incoming>>),
}

/// A person found in a row, with what is worth telling about the row.
#[derive(Default)]
pub struct Found {
    /// The person.
    pub person: Incoming,
    /// What deserves a look.
    pub warnings: Vec<Problem>,
    /// When the registration status in this row was given.
    pub status_on: Option<NaiveDate>,
    /// Whether a telephone number got its leading 0 back.
    pub zero_restored: bool,
    /// Whether a family name in capitals got ordinary ones.
    pub case_changed: bool,
}

/// Makes a problem about a whole row.
pub fn row_problem(row: usize, reason: impl Into<String>, remedy: &str) -> Problem {
    Problem {
        row,
        column: Problem::WHOLE_ROW.into(),
        value: String::new(),
        reason: reason.into(),
        remedy: remedy.into(),
    }
}

/// Names a column for a message: its heading, or its number when it has none.
pub fn column_name(columns: &[Column], at: usize) -> String {
    match columns.get(at) {
        Some(column) if !column.heading.is_empty() => column.heading.clone(),
        _ => format!("column {}", at + 1),
    }
}

/// Reads a row that is not blank.
pub fn read(record: &Record<'_>, header: &Header, today: NaiveDate) -> Reading {
    let mut reader = Reader {
        record,
        header,
        today,
        ragged: false,
        bad: Vec::new(),
        found: Found::default(),
        parts: Parts::default(),
    };
    reader.found.person.row = record.row;
    reader.check_shape();
    if reader.bad.is_empty() {
        reader.read_cells();
    }
    if reader.bad.is_empty() {
        reader.settle_name();
        reader.settle_address();
    }
    if !reader.bad.is_empty() {
        let named = reader.named();
        reader.bad.truncate(MAX_PROBLEMS);
        return Reading::Bad(reader.bad, named);
    }
    if reader.found.person.left.is_some() {
        reader.found.person.left_on = reader.found.status_on;
    }
    if reader.found.person.family_name.is_empty() {
        return Reading::Nameless(Box::new(reader.found));
    }
    Reading::Person(Box::new(reader.found))
}

/// The parts of a name as the columns give them.
#[derive(Default)]
struct Parts {
    full: String,
    title: String,
    given: String,
    middle: String,
    family: String,
    preferred: String,
}

struct Reader<'a> {
    record: &'a Record<'a>,
    header: &'a Header,
    today: NaiveDate,
    /// Whether the row has fewer or more cells than there are headings.
    ragged: bool,
    bad: Vec<Problem>,
    found: Found,
    parts: Parts,
}

impl Reader<'_> {
    /// Whoever a bad row names, as far as it can be read, where it has their NHS number.
    fn named(&mut self) -> Option<Box<Incoming>> {
        self.found.person.nhs_number?;
        let told = self.bad.len();
        self.settle_name();
        self.bad.truncate(told);
        let person = std::mem::take(&mut self.found.person);
        (!person.family_name.is_empty()).then(|| Box::new(person))
    }

    fn problem(&self, at: usize, doubt: Doubt) -> Problem {
        Problem {
            row: self.record.row,
            column: column_name(&self.header.columns, at),
            value: visible(
                self.record
                    .cells
                    .get(at)
                    .map_or("", |cell| cell.trim_matches(' ')),
            ),
            reason: doubt.reason,
            remedy: doubt.remedy,
        }
    }

    fn refuse(&mut self, at: usize, doubt: Doubt) {
        let problem = self.problem(at, doubt);
        self.bad.push(problem);
    }

    /// Warns; in a ragged row a value that belongs in another column refuses the row, because its cells have moved.
    fn warn(&mut self, at: usize, doubt: Doubt) {
        let cell = self.record.cells.get(at).map_or("", |cell| cell);
        if self.ragged && values::is_telling(cell) {
            self.refuse(at, moved());
        } else {
            let problem = self.problem(at, doubt);
            self.found.warnings.push(problem);
        }
    }

    /// Looks at the row before its cells mean anything: quotation marks, how many cells, which characters.
    fn check_shape(&mut self) {
        if let Some((fault, at)) = self.record.fault {
            let reason = match fault {
                QuoteFault::TextAfter => "Text stands after the closing quotation mark of the cell",
                QuoteFault::NotClosed => "A quotation mark is opened in this row and not closed",
            };
            self.refuse(at, Doubt::new(reason, "Correct the quotation marks of the cell, or save the list from the spreadsheet again."));
            return;
        }
        let width = self.header.columns.len();
        let row = self.record.row;
        for (at, cell) in self.record.cells.iter().enumerate() {
            if let Some(found) = forbidden(cell) {
                let reason = format!(
                    "The cell holds a control character ({})",
                    visible(found.encode_utf8(&mut [0; 4]))
                );
                self.refuse(
                    at,
                    Doubt::new(
                        reason,
                        "Type the cell again in the spreadsheet, without the character.",
                    ),
                );
            } else if cell.len() > MAX_CELL && cell.chars().nth(MAX_CELL).is_some() {
                self.refuse(
                    at,
                    Doubt::new(
                        "The cell is longer than 10,000 characters",
                        "Shorten the text, or check that no quotation mark is missing.",
                    ),
                );
            } else if at >= width && !cell.trim().is_empty() {
                let reason = format!(
                    "The row has {} cells, but there are {width} headings",
                    self.record.cells.len()
                );
                self.bad.push(row_problem(row, reason, "Check whether a cell holds a comma without quotation marks round it; correct the row."));
                return;
            }
            if self.bad.len() >= MAX_PROBLEMS {
                return;
            }
        }
        let have = self.record.cells.len();
        let missing = self.header.columns.get(have..).unwrap_or_default();
        self.ragged = have > width || missing.iter().any(|column| !column.heading.is_empty());
        if missing
            .iter()
            .any(|column| column.field.is_some_and(is_essential))
        {
            let mut reason = format!("The row has only {have} of {width} cells");
            if self.record.ends_file {
                reason.push_str(", and the file ends here: it may have been cut off");
            }
            self.bad.push(row_problem(
                row,
                reason,
                "Correct the row, or export the list again.",
            ));
        }
    }
}

/// Doubts a value that belongs in another column.
fn moved() -> Doubt {
    Doubt::new(
        "The cells of this row seem to have moved: this does not belong here",
        "Put the missing cell back into the row, or take the extra one out.",
    )
}

/// Says whether a row cannot do without the column.
fn is_essential(field: Field) -> bool {
    matches!(
        field,
        Field::NhsNumber
            | Field::FullName
            | Field::GivenName
            | Field::FamilyName
            | Field::BirthDate
    )
}
