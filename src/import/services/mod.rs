//! Reads directories of services: an Open Referral UK file in JSON, or a CSV list with a row of headings (R94).
//!
//! A file is known by what is in it: a list of people is never taken for one, nor the other way round. What is here
//! already is brought up to date rather than doubled (`arrival`).

mod arrival;
mod list;
mod open_referral;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use uuid::Uuid;

pub use arrival::{Arrival, Arrivals, Register};

use super::Progress;
use super::fault::ImportFault;
use super::proposal::{Problem, Proposal};
use super::visible::{forbidden, tidy, visible};
use crate::domain::find::fold;
use crate::domain::id::ServiceId;
use crate::domain::service::{Sector, Service};

/// The most services of one file.
const MOST: usize = 20_000;
/// The longest text of a service, in characters.
const LONGEST: usize = 4_000;

/// The most letters of a name.
const LONGEST_NAME: usize = 200;

/// Who runs a service, as its notes say it.
fn said_run_by(name: &str) -> String {
    format!("Run by {name}.")
}

/// A service as a file has it, its identity still to be given.
#[derive(Clone, PartialEq, Eq)]
pub struct IncomingService {
    /// Row as a spreadsheet numbers it; for Open Referral, the service's number in the file.
    pub row: usize,
    /// What the file says; its id means nothing.
    pub service: Service,
}

impl std::fmt::Debug for IncomingService {
    /// Prints no words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IncomingService")
            .field("row", &self.row)
            .finish_non_exhaustive()
    }
}

/// Reads a file of services; `None` where it is something else.
pub fn read(
    file: &str,
    text: &str,
    today: NaiveDate,
    progress: Progress<'_>,
) -> Option<Result<Proposal, ImportFault>> {
    let is_json = text.trim_start().starts_with(['{', '[']);
    let read = if is_json {
        open_referral::read(file, text, today, progress)?
    } else {
        list::read(file, text, today)?
    };
    Some(read.map(refuse_twins))
}

/// Takes out services that stand in the file twice.
fn refuse_twins(mut proposal: Proposal) -> Proposal {
    let mut kept: Vec<IncomingService> = Vec::new();
    let mut seen = std::collections::BTreeMap::new();
    for incoming in std::mem::take(&mut proposal.services) {
        let service = &incoming.service;
        let key = if service.source.is_empty() {
            let place = if service.postcode.is_empty() {
                service.phone()
            } else {
                &service.postcode
            };
            format!("{}|{}", fold(&service.name), fold(place))
        } else {
            service.source.clone()
        };
        if let Some(first) = seen.insert(key, incoming.row) {
            proposal.bad.push(Problem {
                row: incoming.row,
                column: Problem::WHOLE_ROW.into(),
                value: visible(&service.name),
                reason: format!("This service stands in row {first} already"),
                remedy: "Take one of the two out of the file; the first one is brought in.".into(),
            });
        } else {
            kept.push(incoming);
        }
    }
    proposal.services = kept;
    proposal
}

/// A service of which nothing is known.
fn nothing() -> Service {
    Service {
        id: ServiceId(Uuid::nil()),
        name: String::new(),
        does: String::new(),
        needs: Vec::new(),
        places: Vec::new(),
        sector: Sector::Other,
        access: String::new(),
        red_flags: String::new(),
        refer: String::new(),
        phones: Vec::new(),
        email: String::new(),
        web: String::new(),
        address: String::new(),
        postcode: String::new(),
        hours: String::new(),
        checked: None,
        notes: String::new(),
        closed: None,
        source: String::new(),
    }
}

/// A text of a file as it is kept, or why it cannot be.
fn text(value: &str) -> Result<String, (String, String)> {
    if forbidden(value).is_some() {
        return Err((
            "There is a character in it that cannot be seen or that acts on a screen".into(),
            "Type the text again without it, or empty the cell.".into(),
        ));
    }
    let tidied = tidy(value).into_owned();
    if tidied.chars().count() > LONGEST {
        return Err((
            format!("The text is longer than {LONGEST} characters"),
            "Shorten it to what a navigator needs to know.".into(),
        ));
    }
    Ok(tidied)
}

/// The words of a cell that holds several.
fn several(text: &str, between: &[char]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(between).map(str::trim) {
        if !word.is_empty() && !words.iter().any(|known| fold(known) == fold(word)) {
            words.push(word.to_owned());
        }
    }
    words
}
