//! The question whether a booked day still holds, once whoever it is with is no longer there.

use chrono::NaiveDate;

use super::{Item, ItemKind, Waiting};
use crate::domain::appointment::Appointment;
use crate::domain::id::ItemId;
use crate::domain::say;

impl Item {
    /// What is to be asked about an appointment with a service that closed: it is ours, due today (London), and open until
    /// the person knows whether they go (R63, R73).
    pub fn whether_it_holds(id: ItemId, one: &Appointment, today: NaiveDate) -> Self {
        let what = format!(
            "Does {} on {} hold? {} closed",
            one.what,
            say::full(one.at.day()),
            one.provider.trim()
        );
        let mut item = Self::new(
            id,
            one.person,
            ItemKind::Question,
            &what,
            Waiting::Us,
            today,
        );
        item.appointment = Some(one.id);
        item.due_with_us(today, "when whoever it is with was known to be closed");
        item
    }
}
