//! Working days and practice hours in England, from a table of bank holidays.
//!
//! [`Holidays`] is the table and everything worked out from it: what is a working day and how
//! many lie between two dates (`working_days`), the sum behind each such date in words
//! (`arithmetic`), and when the practice is open (`practice_hours`).
//! The days themselves are data, in `bank-holidays-england.txt`; a user's own file can add to
//! them or take from them, because governments do so at days' notice (STANDARDS D2).
//!
//! Deliberately not here: opening hours that differ between practices. "Out of hours" is a term
//! of the GP contract and means the same everywhere in England.

mod arithmetic;
#[cfg(test)]
pub(crate) mod by_hand;
mod fault;
mod holidays;
mod practice_hours;
mod working_days;

#[cfg(test)]
mod tests;

pub use arithmetic::{Worked, add_days_shown};
pub use fault::{HolidayFault, HolidayProblem};
pub use holidays::Holidays;
pub use practice_hours::PracticeHours;
