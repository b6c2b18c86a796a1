//! The screens, one file each.

pub(super) mod changes;
pub(super) mod front;
mod head;
pub(super) mod import;
mod items;
pub(super) mod left;
mod log;
mod moves;
mod past;
pub(super) mod person;
mod plan;
mod shared;
mod standing;
mod team;
pub(super) mod today;
