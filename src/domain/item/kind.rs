//! The kinds of open item, and what each of them asks for before it is over.

use serde::{Deserialize, Serialize};

use super::{Mark, Waiting};

/// What kind of thing somebody waits for (DESIGN 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Something somebody agreed to do.
    Action,
    /// Something asked, of which the person is owed the answer (R58).
    Question,
    /// The person was referred to a service (R56).
    Referral,
    /// Somebody referred the person to us (R57).
    ReferralIn,
    /// A letter that has to come (R80).
    Letter,
    /// Medicines or dressings that run out, until somebody is known to supply the next (R79).
    Supply,
    /// Something that nobody owns; whoever holds it for now is the interim owner (R62).
    Gap,
    /// Advice that contradicts other advice, until somebody decided (R61).
    Conflict,
    /// A worry about coordination itself (R66).
    Concern,
    /// Something to be checked, as on a discharge list (R76).
    Check,
}

impl ItemKind {
    /// Every kind, in menu order.
    pub const ALL: [Self; 10] = [
        Self::Action,
        Self::Question,
        Self::Referral,
        Self::ReferralIn,
        Self::Letter,
        Self::Supply,
        Self::Gap,
        Self::Conflict,
        Self::Concern,
        Self::Check,
    ];

    /// The kind in a word or two.
    pub fn word(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Question => "question",
            Self::Referral => "referral",
            Self::ReferralIn => "referral in",
            Self::Letter => "letter",
            Self::Supply => "supply",
            Self::Gap => "gap",
            Self::Conflict => "conflict",
            Self::Concern => "concern",
            Self::Check => "check",
        }
    }

    /// One of the kind, in a few words.
    pub fn one(self) -> &'static str {
        match self {
            Self::Action => "an action",
            Self::Question => "a question",
            Self::Referral => "a referral",
            Self::ReferralIn => "a referral to us",
            Self::Letter => "a letter awaited",
            Self::Supply => "a supply that runs out",
            Self::Gap => "a gap that nobody owns",
            Self::Conflict => "a conflict between services",
            Self::Concern => "a concern",
            Self::Check => "a check",
        }
    }

    /// What it is for, in a line.
    pub fn explained(self) -> &'static str {
        match self {
            Self::Action => "what somebody agreed to do, by when",
            Self::Question => "what was asked; the answer is owed to the person",
            Self::Referral => "out, to a service; ends when they know the outcome",
            Self::ReferralIn => "to us; acknowledged, accepted or declined",
            Self::Letter => "a letter that has to come, with its clock",
            Self::Supply => "what runs out, until it is known who supplies it next",
            Self::Gap => "what nobody owns; who holds it for now, until when",
            Self::Conflict => "advice against advice; who decides, by when",
            Self::Concern => "a worry about the coordination itself",
            Self::Check => "something to check on, as after a discharge",
        }
    }

    /// Whether something comes back of which the person is owed the news: such an item is over only when they were told.
    /// The others are over when they are done.
    pub fn owes_news(self) -> bool {
        !matches!(self, Self::Action | Self::Check)
    }

    /// Whether it is a referral, out or in: such an item goes through states.
    pub fn is_referral(self) -> bool {
        matches!(self, Self::Referral | Self::ReferralIn)
    }

    /// Who is waited for at first, where nobody says otherwise.
    pub fn first_waiting(self) -> Waiting {
        match self {
            Self::Question | Self::Referral | Self::Letter | Self::Supply | Self::Conflict => {
                Waiting::Service
            }
            Self::Action | Self::ReferralIn | Self::Gap | Self::Concern | Self::Check => {
                Waiting::Us
            }
        }
    }

    /// The marks that fit while nothing has come of it, the likeliest first.
    pub(super) fn marks_while_asked(self) -> &'static [Mark] {
        if self.owes_news() {
            &[Mark::Answered, Mark::Chased, Mark::Told, Mark::About]
        } else {
            &[Mark::Done, Mark::Chased, Mark::Told, Mark::About]
        }
    }
}
