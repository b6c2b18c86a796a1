//! The commands, one file a scope: a table of rows and the functions that they name.

pub(super) mod adding;
pub(super) mod arrangements;
pub(super) mod changes;
pub(super) mod clash;
pub(super) mod confirm;
pub(super) mod editor;
pub(super) mod find;
pub(super) mod form;
pub(super) mod global;
pub(super) mod import;
pub(super) mod items;
pub(super) mod left;
pub(super) mod log;
pub(super) mod moves;
pub(super) mod palette;
pub(super) mod past;
pub(super) mod person;
pub(super) mod plan;
pub(super) mod plan_find;
pub(super) mod plan_outline;
pub(super) mod reading;
pub(super) mod shared;
pub(super) mod team;
pub(super) mod today;
pub(super) mod views;
pub(super) mod word_search;
