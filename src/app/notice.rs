//! What the program says at the foot of the screen: that something was done, or why it was not and what to do.

use crate::domain::refusal::Refusal;
use crate::domain::when::WhenFault;
use crate::store::{Fault, OpenFault};

/// One line for the user; it stays until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What kind.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
}

/// How a notice sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something needs attention.
    Warning,
    /// Something was not done.
    Failed,
}

impl Notice {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Done,
            text: text.into(),
        }
    }

    /// Something needs attention.
    pub fn warning(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Warning,
            text: text.into(),
        }
    }
}

/// Why a command did nothing: a full sentence with what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The sentence.
    pub message: String,
    /// The form field that it is about.
    pub field: Option<&'static str>,
}

impl Failure {
    /// A failure from a sentence.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            field: None,
        }
    }

    /// The same, about a form field.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.to_string())
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::new(fault.to_string())
    }
}

impl From<OpenFault> for Failure {
    fn from(fault: OpenFault) -> Self {
        Self::new(fault.to_string())
    }
}

impl From<WhenFault> for Failure {
    fn from(fault: WhenFault) -> Self {
        Self::new(fault.to_string())
    }
}

impl From<Failure> for Notice {
    fn from(failure: Failure) -> Self {
        Self {
            tone: Tone::Failed,
            text: failure.message,
        }
    }
}
