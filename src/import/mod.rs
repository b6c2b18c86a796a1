//! Reads files from other systems: bytes in, proposals out. Nothing is written, fetched or looked up here.
//!
//! | file | read by |
//! | --- | --- |
//! | a list of people: CSV from EMIS, `SystmOne` or a spreadsheet | `list`, `header`, `row`, `groups` |
//! | a FHIR R4 bundle in JSON | `fhir` |
//! | services: Open Referral UK in JSON, or a CSV list | `services` |
//!
//! A file that cannot be read at all is an `ImportFault`; otherwise everything good and bad in it is in the
//! `Proposal`, which a coordinator sees before anything is brought in. Whether a person is already here is found with
//! a `Matcher`. Caseload's own format has a reader of its own (`export::json`), for which only the text is made here.

use std::ops::ControlFlow;

use chrono::NaiveDate;

mod admit;
mod date_order;
mod encoding;
mod fault;
mod fhir;
mod field;
mod groups;
mod header;
mod incoming;
mod json;
mod likeness;
mod list;
mod mapping;
mod matching;
mod names;
mod namesakes;
mod proposal;
mod reach;
mod records;
mod row;
mod services;
mod shared_numbers;
mod sniff;
mod synonyms;
mod totals;
mod values;
mod visible;

pub use admit::{Admission, admit};
pub use date_order::DateOrder;
pub use encoding::{Decoded, decode};
pub use fault::{ImportFault, MAX_BYTES};
pub use fhir::{FhirDirectory, counted as counted_kind};
pub use field::Field;
pub use incoming::{Incoming, IncomingMember, IncomingPlan};
pub use mapping::{Mapping, MappingFault};
pub use matching::{Known, Match, Matcher, fold, source};
pub use namesakes::Namesakes;
pub use proposal::{ColumnReading, Kind, Problem, Proposal};
pub use services::{Arrival, Arrivals, IncomingService, Register};
pub use shared_numbers::refuse_shared_numbers;

use sniff::Sort;

/// Told how much is done and how much there is to do (rows of a list, bytes of a bundle; the first never passes the
/// second); answers whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>;

/// What reading a file depends on besides its bytes.
#[derive(Debug, Clone)]
pub struct Context {
    /// The date in London; no date of birth or death may lie after it.
    pub today: NaiveDate,
    /// How the headings of this source are to be read, where that differs from the built-in table.
    pub mapping: Mapping,
    /// Practitioners and organisations known from other bundles.
    pub directory: FhirDirectory,
}

impl Context {
    /// Makes a context with no profile and no directory.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            today,
            mapping: Mapping::new(),
            directory: FhirDirectory::new(),
        }
    }
}

/// Reads one file.
///
/// # Errors
/// When the file as a whole cannot be read, or `progress` stopped the reading.
pub fn read(
    file_name: &str,
    bytes: &[u8],
    cx: &Context,
    progress: Progress<'_>,
) -> Result<Proposal, ImportFault> {
    if progress(0, bytes.len()) == ControlFlow::Break(()) {
        return Err(ImportFault::Cancelled);
    }
    sniff::check_bytes(bytes)?;
    let decoded = encoding::decode(bytes);
    let sort = sniff::sort_of(file_name, &decoded.text)?;
    let mut proposal = match services::read(file_name, &decoded.text, cx.today, progress) {
        Some(services) => services?,
        None => match sort {
            Sort::List => list::read(file_name, &decoded.text, cx, progress)?,
            Sort::Json => fhir::read(file_name, &decoded.text, cx, progress)?,
        },
    };
    if let Some(note) = decoded.note {
        proposal.notes.insert(0, note);
    }
    Ok(proposal)
}

/// A file given together with others: its name and its bytes.
pub type NamedBytes<'a> = (&'a str, &'a [u8]);

/// Reads several files given together, in their order. Practitioners and organisations found in any of the bundles are
/// known while reading each of them; somebody who stands in two files is brought in from the first only, and nobody with
/// a number that is somebody else's in another.
pub fn read_set(
    files: &[NamedBytes<'_>],
    cx: &Context,
    progress: Progress<'_>,
) -> Vec<Result<Proposal, ImportFault>> {
    let mut cx = cx.clone();
    for (name, bytes) in files.iter().filter(|_| files.len() > 1) {
        // A file that cannot be read gives its own fault below.
        if cx.directory.add_file(name, bytes, progress) == Err(ImportFault::Cancelled) {
            return files.iter().map(|_| Err(ImportFault::Cancelled)).collect();
        }
    }
    let mut outcomes: Vec<_> = files
        .iter()
        .map(|(name, bytes)| read(name, bytes, &cx, progress))
        .collect();
    refuse_shared_numbers(&mut outcomes.iter_mut().flatten().collect::<Vec<_>>());
    outcomes
}
