//! What is true about care coordination: records and rules, pure.
//!
//! Nothing here reads a clock, a file or a store: `now` and `today` are always arguments, so that every rule can be
//! tested on any date. Records derive serde because their JSON form is the documented Caseload JSON (see `record`).

#[macro_use]
mod private;

pub mod access;
pub mod along;
pub mod appointment;
pub mod arrangement;
pub mod calendar;
pub mod called;
pub mod carer;
pub mod change;
pub mod compare;
pub mod completeness;
pub mod contact;
pub mod copy;
pub mod deferral;
pub mod effort;
pub mod facet;
pub mod find;
pub mod find_keys;
pub mod goal;
pub mod group;
pub mod handover;
pub mod id;
pub mod item;
pub mod item_code;
pub mod labels;
pub mod leaving;
pub mod letters;
pub mod london;
pub mod meant;
pub mod merge;
mod merge_lines;
pub mod need;
pub mod nhs_number;
pub mod person;
pub mod phrase;
pub mod place_ended;
pub mod plan;
pub mod promise;
pub mod record;
pub mod refusal;
pub mod rewritten;
pub mod ring;
pub mod say;
pub mod service;
pub mod shared;
pub mod sharing;
pub mod soundness;
pub mod team;
pub mod text;
mod text_ascii;
pub mod told;
pub mod transition;
pub mod triage;
pub mod user;
pub mod variation;
pub mod version;
pub mod view;
pub mod when;
pub mod words;
pub mod words_diff;
pub mod wrap;
