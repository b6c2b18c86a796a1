//! Needs, concerns and problems of a plan, and how each came to an end (D3).
//!
//! Not here: the plan around them (`plan`), the goals that answer them (`goal`).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::NeedId;
use super::say;

/// What a need is called where it stands among other things, such as the conditions of a FHIR bundle (STANDARDS D3).
pub const NEED: &str = "Need, concern or problem";

/// A need, concern or problem.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Identity.
    pub id: NeedId,
    /// The need, in words.
    pub text: String,
    /// How it came to an end; its goals stay where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<NeedEnded>,
}

impl Need {
    /// A need of which no more is known than its words.
    pub fn new(id: NeedId, text: &str) -> Self {
        Self {
            id,
            text: text.to_owned(),
            ended: None,
        }
    }

    /// Whether it was never one: nobody is given it as a need, then or now.
    pub fn is_in_error(&self) -> bool {
        let how = self.ended.as_ref().map(|ended| ended.how);
        how == Some(NeedEnding::EnteredInError)
    }

    /// The need with how it came to an end, where it did.
    pub fn said(&self) -> String {
        match &self.ended {
            None => self.text.clone(),
            Some(ended) => format!("{} ({})", self.text, ended.said()),
        }
    }
}

/// That a need is none any more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedEnded {
    /// The day.
    pub on: NaiveDate,
    /// How.
    pub how: NeedEnding,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
}

impl NeedEnded {
    /// How, when and why.
    pub fn said(&self) -> String {
        let because = match self.because.as_str() {
            "" => String::new(),
            because => format!(": {because}"),
        };
        format!("{} {}{because}", self.how.word(), say::full(self.on))
    }
}

/// How a need came to an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeedEnding {
    /// What was needed is there.
    Met,
    /// It is not there any more.
    Resolved,
    /// It never was one: a slip, or somebody else's.
    EnteredInError,
}

impl NeedEnding {
    /// Every way, in menu order.
    pub const ALL: [Self; 3] = [Self::Met, Self::Resolved, Self::EnteredInError];

    /// The way in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Resolved => "resolved",
            Self::EnteredInError => "entered in error",
        }
    }
}

private_debug!(Need, NeedEnded);
