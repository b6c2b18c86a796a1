//! The first people of every made-up caseload, written by hand, whom the documentation can name.
//!
//! Their identities and NHS numbers are always the same; their dates count from the moment, so that each always shows
//! the same thing: a homecoming, tablets that run out, a silence, an answer not passed on, a service without a word.

mod ellis;
mod ellis_arrangements;
mod ellis_before;
mod ellis_carers;
mod ellis_diary;
mod ellis_moves;
mod ellis_shared;
mod hand;
mod hussain;
mod lindqvist;
mod osei;
mod walsh;

use super::frame::Frame;
use crate::domain::record::Record;
use hand::{
    Hand, address, ahead, chase, clock, done, lines, moved, outcome, phone, practice, review,
};

/// How many people are written by hand.
pub(super) const COUNT: usize = 5;

/// The records of the people written by hand, in the order in which they stand in the caseload.
pub(super) fn all(frame: &Frame<'_>) -> [Vec<Record>; COUNT] {
    [
        ellis::records(Hand::new(frame, 0)),
        hussain::records(Hand::new(frame, 1)),
        osei::records(Hand::new(frame, 2)),
        walsh::records(Hand::new(frame, 3)),
        lindqvist::records(Hand::new(frame, 4)),
    ]
}

const MILL_LANE: [&str; 3] = ["Mill Lane Surgery", "X99001", "01632 960 101"];
const ST_AGNES: [&str; 3] = ["St Agnes Family Practice", "X99004", "01632 960 401"];
const OLD_DISPENSARY: [&str; 3] = ["The Old Dispensary", "X99003", "01632 960 301"];
