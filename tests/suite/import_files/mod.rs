//! Imports, from bytes to proposals: the real sample files, a file for every way in which a file can be bad, and
//! properties that hold for any file.
//!
//! The sample files are looked for in `CASELOAD_SHARED`, else in `../shared`; without them those tests say so and pass.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use caseload::domain::nhs_number::NhsNumber;
use caseload::import::{Context, ImportFault, Incoming, Proposal, read};
use chrono::NaiveDate;

mod bundles;
mod limits;
mod lists;
mod properties;
mod refusals;
mod samples;

type Outcome = Result<Proposal, ImportFault>;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn context() -> Context {
    Context::new(day(2026, 11, 1))
}

fn import(name: &str, bytes: &[u8]) -> Outcome {
    read(name, bytes, &context(), &mut |_, _| {
        ControlFlow::Continue(())
    })
}

fn fixture_bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn fixture(name: &str) -> Outcome {
    import(name, &fixture_bytes(name))
}

fn list(name: &str) -> Proposal {
    let proposal = fixture(name).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    assert!(proposal.is_accounted_for(), "{name}: a row is lost");
    proposal
}

/// (rows, good, bad, skipped, joined)
fn counts(proposal: &Proposal) -> (usize, usize, usize, usize, usize) {
    (
        proposal.rows,
        proposal.people.len(),
        proposal.bad_rows(),
        proposal.skipped,
        proposal.joined,
    )
}

fn by_nhs<'a>(proposal: &'a Proposal, digits: &str) -> &'a Incoming {
    let number = NhsNumber::parse(digits).unwrap();
    proposal
        .people
        .iter()
        .find(|person| person.nhs_number == Some(number))
        .unwrap()
}
