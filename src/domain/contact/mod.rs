//! The contact log: what was said or tried, by which way, and what comes next (R46-R54).
//!
//! Entries are never edited: a correction is a new entry that names the one it corrects.

mod details;
mod template;

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use details::{Details, Given, Purpose};
pub use template::Template;

use super::id::{ContactId, ItemId, PersonId};
use super::item::{Item, Mark};
use super::london;
use super::say;

/// One contact, or one attempt at it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Identity.
    pub id: ContactId,
    /// About whom.
    pub person: PersonId,
    /// When it happened (UTC).
    pub at: DateTime<Utc>,
    /// When it was written down (UTC); makes a late entry visible (R54).
    pub recorded_at: DateTime<Utc>,
    /// Login of the user who wrote it down.
    pub by: String,
    /// By which way.
    pub channel: Channel,
    /// Who began it.
    pub direction: Direction,
    /// With whom.
    pub with: With,
    /// Their name or service, where it is not the person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub whom: String,
    /// Whether they were reached (R47).
    pub result: Reached,
    /// What was said, in brief.
    pub gist: String,
    /// The next step and its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
    /// Minutes it took, where somebody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// What more is known of it.
    #[serde(default, skip_serializing_if = "Details::is_empty")]
    pub details: Details,
    /// Open items that it moved or was about (R48).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    /// Earlier contacts whose promised next step it keeps, or which is no longer wanted (R50).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keeps: Vec<ContactId>,
    /// The entry that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<ContactId>,
}

private_debug!(Contact { id, at });

/// How long after a contact its entry counts as late (R54).
pub const LATE_AFTER: TimeDelta = TimeDelta::hours(24);

impl Contact {
    /// Whether the person or somebody close to them was spoken with: what ends a silence (R6). A letter that went out
    /// speaks with nobody.
    pub fn spoke(&self) -> bool {
        let is_letter = (self.channel, self.direction) == (Channel::Letter, Direction::Out);
        self.result == Reached::Yes && !is_letter && matches!(self.with, With::Person | With::Carer)
    }

    /// Whether it can be the first call after a discharge (R78): the person was spoken with, or somebody close to them was
    /// rung. A neighbour who rings in about something else is no such call.
    pub fn asked_after(&self) -> bool {
        let is_theirs = self.with == With::Carer && self.direction != Direction::Out;
        self.spoke() && !is_theirs
    }

    /// Whether it is a message that went out: it reaches nobody until they answer.
    pub fn is_message(&self) -> bool {
        is_message(self.channel, self.direction)
    }

    /// Whether another entry corrects this one, so that this one no longer says what happened (R54).
    pub fn is_corrected_by(&self, other: &Self) -> bool {
        other.corrects == Some(self.id) && other.id != self.id && other.person == self.person
    }

    /// An open item after what this contact did to it, on the London day of the contact; `None` where it was only talked
    /// about, and stands as it stood. What was said is the answer or the outcome (R48).
    pub fn moves(&self, item: &Item, mark: Mark) -> Option<Item> {
        let words = match mark {
            Mark::About => return None,
            Mark::Answered | Mark::Done => self.gist.as_str(),
            Mark::Chased | Mark::Told => "",
        };
        Some(item.marked(mark, london::date(self.at), words))
    }

    /// Whether the entry was written more than a day after the contact.
    pub fn is_late_entry(&self) -> bool {
        self.recorded_at - self.at > LATE_AFTER
    }
}

/// Whether what goes this way, from this side, is a message that waits for an answer.
pub fn is_message(channel: Channel, direction: Direction) -> bool {
    direction == Direction::Out
        && matches!(channel, Channel::Letter | Channel::Email | Channel::Text)
}

/// By which way a contact was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Telephone.
    Phone,
    /// A visit at home or elsewhere.
    Visit,
    /// A meeting at the practice.
    FaceToFace,
    /// Video call.
    Video,
    /// E-mail.
    Email,
    /// Text message.
    Text,
    /// Letter.
    Letter,
}

impl Channel {
    /// Every channel, in menu order.
    pub const ALL: [Self; 7] = [
        Self::Phone,
        Self::Visit,
        Self::FaceToFace,
        Self::Video,
        Self::Email,
        Self::Text,
        Self::Letter,
    ];

    /// The channel in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Visit => "visit",
            Self::FaceToFace => "face to face",
            Self::Video => "video",
            Self::Email => "e-mail",
            Self::Text => "text message",
            Self::Letter => "letter",
        }
    }
}

/// Who began a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// We did.
    Out,
    /// They did.
    In,
}

impl Direction {
    /// Both, in menu order.
    pub const ALL: [Self; 2] = [Self::Out, Self::In];

    /// The direction in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Out => "outgoing",
            Self::In => "incoming",
        }
    }
}

/// With whom a contact was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum With {
    /// The person.
    Person,
    /// A carer or relative.
    Carer,
    /// A professional.
    Professional,
    /// A service.
    Service,
}

impl With {
    /// Every value, in menu order.
    pub const ALL: [Self; 4] = [Self::Person, Self::Carer, Self::Professional, Self::Service];

    /// The value in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "the person",
            Self::Carer => "carer or family",
            Self::Professional => "professional",
            Self::Service => "service",
        }
    }
}

/// Whether somebody was reached; an attempt that failed is a contact too (R47).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reached {
    /// They were.
    Yes,
    /// Nobody answered.
    NoAnswer,
    /// A message was left.
    LeftMessage,
    /// They did not attend or were not at home.
    NotThere,
}

impl Reached {
    /// Every value, in menu order.
    pub const ALL: [Self; 4] = [Self::Yes, Self::NoAnswer, Self::LeftMessage, Self::NotThere];

    /// The value in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "reached",
            Self::NoAnswer => "no answer",
            Self::LeftMessage => "left a message",
            Self::NotThere => "not there",
        }
    }
}

/// The next step after a contact.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// The day.
    pub on: NaiveDate,
    /// What, in a few words; empty for "speak again".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
}

private_debug!(Next { on });

/// The time beyond which it is asked whether a next step is really meant for that day: a slip in the year is likelier. Our
/// own figure, and so never a refusal.
const USUAL_NEXT: Months = Months::new(24);

impl Next {
    /// What there is to check where it lies further ahead than next steps do.
    pub fn far(&self, today: NaiveDate) -> Option<String> {
        let usual = today.checked_add_months(USUAL_NEXT)?;
        (self.on > usual).then(|| {
            format!(
                "{} is more than two years ahead: check the day and its year.",
                say::full(self.on)
            )
        })
    }
}

/// An open item that a contact moved or was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Which.
    pub item: ItemId,
    /// How.
    pub mark: Mark,
}
