//! The screens, one file each.

pub(super) mod changes;
pub(super) mod decided;
pub mod diaries;
mod diary;
pub(super) mod front;
mod head;
pub(super) mod import;
mod items;
pub(super) mod left;
mod log;
mod moves;
mod pane;
mod past;
pub(super) mod person;
mod plan;
pub(super) mod services;
mod shared;
mod sheet;
mod standing;
mod team;
pub(super) mod today;
