//! What more can be kept of a contact, none of it asked for: why, who else was there, what was given, what it cost them.

use serde::{Deserialize, Serialize};

/// What more is known of a contact.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// What it was for, where that is not plain (R49).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Who else was there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub present: Vec<String>,
    /// Information that was given (R52).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Given>,
    /// Names and numbers that were given for the person to ring themselves; none of them is a referral (R63).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signposts: Vec<String>,
    /// Calls that the person or their carer made themselves about it before this contact (R53).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_calls: Option<u16>,
}

private_debug!(Details { purpose });

impl Details {
    /// Whether nothing more is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is known, a line each, as people read it.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(purpose) = self.purpose {
            lines.push(format!("Purpose: {}", purpose.word()));
        }
        if !self.present.is_empty() {
            lines.push(format!("Also there: {}", self.present.join("; ")));
        }
        if let Some(given) = &self.given {
            lines.push(format!("Information given: {}", given.line()));
        }
        if !self.signposts.is_empty() {
            lines.push(format!("Signposted to: {}", self.signposts.join("; ")));
        }
        if let Some(calls) = self.own_calls {
            lines.push(format!(
                "Their own calls about it: {calls} before this contact"
            ));
        }
        lines
    }
}

/// What a contact was for (R49, R51).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// How are you doing (R50).
    CheckIn,
    /// Arranging what services do.
    Arranging,
    /// Speaking up for the person.
    Advocacy,
    /// Finding what two sides can agree to.
    Negotiation,
    /// Explaining, also once more.
    Information,
    /// Being there for somebody.
    Support,
    /// Preparing the first meeting: what was sent, what they want to bring (R51).
    FirstMeeting,
    /// Going through the plan.
    Review,
}

impl Purpose {
    /// Every purpose, in menu order.
    pub const ALL: [Self; 8] = [
        Self::CheckIn,
        Self::Arranging,
        Self::Advocacy,
        Self::Negotiation,
        Self::Information,
        Self::Support,
        Self::FirstMeeting,
        Self::Review,
    ];

    /// The purpose in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::CheckIn => "check-in",
            Self::Arranging => "arranging",
            Self::Advocacy => "advocacy",
            Self::Negotiation => "negotiation",
            Self::Information => "information",
            Self::Support => "support",
            Self::FirstMeeting => "preparing the first meeting",
            Self::Review => "review",
        }
    }
}

/// Information that was given to somebody (R52).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// What.
    pub what: String,
    /// In which form: by word of mouth, leaflet, large print.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// Whether it was understood, where somebody checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub understood: Option<bool>,
}

private_debug!(Given { understood });

impl Given {
    /// All of it in a line.
    pub fn line(&self) -> String {
        let format = if self.format.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.format)
        };
        let understood = match self.understood {
            None => "",
            Some(true) => "; understood, in their own words",
            Some(false) => "; not yet understood",
        };
        format!("{}{format}{understood}", self.what)
    }
}
