//! A frequent contact kept under a name: by which way, with whom, what for. What was said is never part of it, nor who belongs to one
//! person alone.

use serde::{Deserialize, Serialize};

use super::{Channel, Contact, Direction, Purpose, With};
use crate::domain::find::fold;

/// The contact, and what its user calls it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// What its user calls it; never empty.
    pub name: String,
    /// By which way.
    pub channel: Channel,
    /// In or out.
    pub direction: Direction,
    /// With whom.
    pub with: With,
    /// Their name, where it is not the person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub whom: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
}

private_debug!(Template { channel });

impl Template {
    /// What can be kept of a contact.
    pub fn of(name: &str, contact: &Contact) -> Self {
        Self {
            name: name.to_owned(),
            channel: contact.channel,
            direction: contact.direction,
            with: contact.with,
            // A relative of one person is nobody in the record of another.
            whom: match contact.with {
                With::Professional | With::Service => contact.whom.clone(),
                With::Person | With::Carer => String::new(),
            },
            purpose: contact.details.purpose,
        }
    }

    /// What it is, in a few words.
    pub fn words(&self) -> String {
        let whom = if self.whom.is_empty() {
            self.with.word()
        } else {
            &self.whom
        };
        format!(
            "{}: {}, {}, {whom}",
            self.name,
            self.channel.word(),
            self.direction.word()
        )
    }

    /// Puts one among those that are kept, in place of the one of that name, by name.
    pub fn put(self, all: &mut Vec<Self>) {
        all.retain(|one| fold(&one.name) != fold(&self.name));
        all.push(self);
        all.sort_by_cached_key(|one| fold(&one.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_held_by_one_and_they_stand_in_their_order() {
        let named = |name: &str, channel| Template {
            name: name.into(),
            channel,
            direction: Direction::Out,
            with: With::Service,
            whom: String::new(),
            purpose: None,
        };
        let mut all = Vec::new();
        for (name, channel) in [
            ("Ward round", Channel::Phone),
            ("café visit", Channel::Visit),
            ("WARD ROUND", Channel::Video),
        ] {
            named(name, channel).put(&mut all);
        }
        let kept: Vec<_> = all.iter().map(|one| (&*one.name, one.channel)).collect();
        assert_eq!(
            kept,
            [
                ("café visit", Channel::Visit),
                ("WARD ROUND", Channel::Video)
            ]
        );
    }
}
