//! What is so, and what the rules make of it, by subject.

mod appointments;
mod care;
mod discharge;
mod moves;
mod promises;
mod record;
mod supply;

use super::*;

/// Name, what is so, the bucket on Mon 2 Mar 2026, and the first reason with its sentence.
type Case = (
    &'static str,
    fn(&mut Facts),
    Bucket,
    Option<(&'static str, &'static str)>,
);

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static Case> {
    [
        appointments::CASES,
        care::CASES,
        discharge::CASES,
        moves::CASES,
        promises::CASES,
        record::CASES,
        supply::CASES,
    ]
    .into_iter()
    .flatten()
}
