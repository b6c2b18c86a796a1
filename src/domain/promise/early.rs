//! Promises for a day on which nobody works: the list asks for them on the last working day before, and what is done then
//! keeps them (R50).

use super::Promise;
use crate::domain::calendar::Holidays;
use crate::domain::contact::{Contact, With};
use crate::domain::london;
use crate::domain::say;

/// Notes in a conversation with the person what it keeps of the promises that stand, which are for a day on which nobody
/// works; a sentence for each.
pub fn keep_early(contact: &mut Contact, standing: &[Promise], holidays: &Holidays) -> Vec<String> {
    if contact.with != With::Person || !contact.spoke() {
        return Vec::new();
    }
    let on = london::date(contact.at);
    let mut said = Vec::new();
    for promise in standing {
        let Some(day) = promise
            .due_on
            .filter(|_| promise.to_person && promise.reached)
        else {
            continue;
        };
        let is_asked_for = day > on && holidays.subtract_working_days(day, 0) <= on;
        if is_asked_for && !contact.keeps.contains(&promise.contact) {
            contact.keeps.push(promise.contact);
            said.push(format!("What was promised for {} is kept", say::full(day)));
        }
    }
    said
}
