//! What one person's contact log is narrowed to beside a search: by which way, with whom, what about, whose entry, failed
//! attempts alone, since when.
//!
//! Like the search it is in sight while it holds, says how many it hides, and goes with Esc.

use chrono::NaiveDate;

use crate::domain::contact::{Channel, Contact, Direction, Purpose, Reached, With};
use crate::domain::london;
use crate::domain::say;

/// The filter; empty it hides nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// By which way.
    pub channel: Option<Channel>,
    /// In or out.
    pub direction: Option<Direction>,
    /// With whom.
    pub with: Option<With>,
    /// What it was for.
    pub purpose: Option<Purpose>,
    /// Login of who wrote it.
    pub by: Option<String>,
    /// Only where nobody was reached.
    pub failed: bool,
    /// From a London day on.
    pub since: Option<NaiveDate>,
}

impl LogFilter {
    /// Whether it hides nothing.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an entry stays in sight.
    pub fn fits(&self, contact: &Contact) -> bool {
        fn is<T: PartialEq>(wanted: Option<&T>, has: &T) -> bool {
            wanted.is_none_or(|wanted| wanted == has)
        }
        is(self.channel.as_ref(), &contact.channel)
            && is(self.direction.as_ref(), &contact.direction)
            && is(self.with.as_ref(), &contact.with)
            && (self.purpose.is_none() || self.purpose == contact.details.purpose)
            && is(self.by.as_ref(), &contact.by)
            && !(self.failed && contact.result == Reached::Yes)
            && self
                .since
                .is_none_or(|since| london::date(contact.at) >= since)
    }

    /// What it is narrowed to, in words.
    pub fn words(&self, today: NaiveDate) -> String {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.channel.map(|one| format!("by {}", one.word())));
        words.extend(self.direction.map(|one| one.word().to_owned()));
        words.extend(self.with.map(|one| format!("with {}", one.word())));
        words.extend(self.purpose.map(|one| format!("for {}", one.word())));
        words.extend(self.by.as_ref().map(|by| format!("written by {by}")));
        words.extend(self.failed.then(|| "nobody reached".to_owned()));
        words.extend(
            self.since
                .map(|since| format!("since {}", say::day(since, today))),
        );
        words.join(", ")
    }
}
