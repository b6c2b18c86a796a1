//! What something that is waited for has cost: contacts, minutes, the person's own calls, days (R53).

use chrono::NaiveDate;

use super::contact::Contact;
use super::item::Item;
use super::say;

/// What one item has cost so far, or until it was over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Contacts that moved it or were about it.
    pub contacts: usize,
    /// Minutes of those that were counted.
    pub minutes: u32,
    /// Calls that the person or their carer made themselves.
    pub own_calls: u32,
    /// Days from asked to over, or to today.
    pub days: u32,
}

impl Effort {
    /// Adds up the log; an entry that another one corrects does not count.
    pub fn of(item: &Item, log: &[&Contact], today: NaiveDate) -> Self {
        let about = log.iter().filter(|contact| {
            let is_corrected = log.iter().any(|other| contact.is_corrected_by(other));
            !is_corrected && contact.moved.iter().any(|moved| moved.item == item.id)
        });
        let until = item.ended.as_ref().map_or(today, |ended| ended.on);
        let days = (until - item.asked_on).num_days();
        let start = Self {
            days: u32::try_from(days).unwrap_or(0),
            ..Self::default()
        };
        about.fold(start, |sum, contact| Self {
            contacts: sum.contacts + 1,
            minutes: sum.minutes + contact.minutes.map_or(0, u32::from),
            own_calls: sum.own_calls + contact.details.own_calls.map_or(0, u32::from),
            ..sum
        })
    }

    /// The cost in words: `4 contacts, 35 minutes, 3 calls of their own, 18 days`.
    pub fn says(self) -> String {
        let count = |n: u32, one: &str, many: &str| say::count(n as usize, one, many);
        let mut parts = vec![say::count(self.contacts, "contact", "contacts")];
        if self.minutes > 0 {
            parts.push(count(self.minutes, "minute", "minutes"));
        }
        if self.own_calls > 0 {
            parts.push(count(
                self.own_calls,
                "call of their own",
                "calls of their own",
            ));
        }
        parts.push(count(self.days, "day", "days"));
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{ContactId, ItemId, PersonId};
    use crate::domain::item::{ItemKind, Mark, Waiting};

    fn contact(n: u128, about: Option<u128>, corrects: Option<u128>) -> Contact {
        let moved: Vec<_> = about
            .map(|item| serde_json::json!({ "item": Uuid::from_u128(item), "mark": Mark::About }))
            .into_iter()
            .collect();
        serde_json::from_value(serde_json::json!({
            "id": Uuid::from_u128(n), "person": Uuid::from_u128(1), "at": "2026-02-20T10:00:00Z",
            "recorded_at": "2026-02-20T10:00:00Z", "by": "ao", "channel": "phone", "direction": "out",
            "with": "service", "result": "yes", "gist": "rang", "minutes": 10, "moved": moved,
            "details": { "own_calls": 2 }, "corrects": corrects.map(|one| ContactId(Uuid::from_u128(one))),
        }))
        .expect("a contact")
    }

    #[test]
    fn only_what_was_about_it_counts_and_what_was_corrected_does_not() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let item = Item::new(
            ItemId(Uuid::from_u128(9)),
            PersonId(Uuid::from_u128(1)),
            ItemKind::Question,
            "ramp?",
            Waiting::Service,
            day("2026-02-13"),
        );
        let log = [
            contact(11, Some(9), None),
            contact(12, Some(9), Some(11)),
            contact(13, Some(9), None),
            contact(14, Some(8), None),
            contact(15, None, None),
        ];
        let log: Vec<&Contact> = log.iter().collect();
        let effort = Effort::of(&item, &log, day("2026-03-02"));
        assert_eq!(
            effort.says(),
            "2 contacts, 20 minutes, 4 calls of their own, 17 days"
        );
        let over = item.marked(Mark::Answered, day("2026-02-16"), "yes");
        let over = over.marked(Mark::Told, day("2026-02-16"), "");
        assert_eq!(
            Effort::of(&over, &[], day("2026-03-02")).says(),
            "0 contacts, 3 days"
        );
    }
}
