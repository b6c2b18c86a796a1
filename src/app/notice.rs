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
    /// Whether it is a question that is put once: saved again as it stands, it is kept.
    pub is_question: bool,
}

impl Failure {
    /// A failure from a sentence.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            field: None,
            is_question: false,
        }
    }

    /// A question that a form puts once, with what to do where it is right as it stands.
    pub fn question(message: impl std::fmt::Display) -> Self {
        Self {
            is_question: true,
            ..Self::new(format!(
                "{message} If it is right, {{form.save}} again keeps it."
            ))
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
    /// What the rules say, and the commands that do what it asks for: the rules know no keys.
    fn from(refusal: Refusal) -> Self {
        let says = refusal.to_string();
        Self::new(match keys_of(&refusal) {
            Some(keys) => format!("{says} ({keys})"),
            None => says,
        })
    }
}

/// The commands that a refusal speaks of, for [`Keymap::spoken`](super::keymap::Keymap::spoken).
fn keys_of(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::AppointmentClosed(..) => {
            Some("{change.undo}: take back, {appointment.book}: book another")
        }
        Refusal::AppointmentAhead(_) => {
            Some("{appointment.moved}: moved, {appointment.cancelled}: cancelled")
        }
        Refusal::NoWordsYet => Some("{plan.words}: their words, {plan.no_words}: why none"),
        Refusal::NoWords => Some("{text.leave}: leave"),
        Refusal::ServiceClosed => Some("{services.edit}: change"),
        Refusal::NeverPutOff => Some("{form.leave}: leave"),
        _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::Keymap;

    #[test]
    fn a_refusal_names_the_keys_in_force_and_the_rules_name_none() {
        let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).expect("a date");
        let (changed, _) = Keymap::with_user(
            // One key a command: within one place the last of two has it.
            "\"appointment.book\" = [\"ctrl-n\"]\n\"appointment.moved\" = [\"ctrl-t\"]\n\"plan.words\" = [\"ctrl-o\"]\n\
             \"text.leave\" = [\"ctrl-x\"]\n\"services.edit\" = [\"ctrl-e\"]\n\"form.leave\" = [\"ctrl-x\"]\n",
            "keys.toml",
        );
        let cases = [
            (
                Refusal::AppointmentClosed("missed", on),
                "(u: take back, n: book another)",
                "(u: take back, Ctrl-N: book another)",
            ),
            (
                Refusal::AppointmentAhead(on),
                "(v: moved, x: cancelled)",
                "(Ctrl-T: moved, x: cancelled)",
            ),
            (
                Refusal::NoWordsYet,
                "(w: their words, W: why none)",
                "(Ctrl-O: their words, W: why none)",
            ),
            (Refusal::NoWords, "(Esc: leave)", "(Ctrl-X: leave)"),
            (
                Refusal::ServiceClosed,
                "(Enter: change)",
                "(Ctrl-E: change)",
            ),
            (Refusal::NeverPutOff, "(Esc: leave)", "(Ctrl-X: leave)"),
        ];
        for (refusal, usual, others) in cases {
            let rule = refusal.to_string();
            let said = Failure::from(refusal).message;
            for (keymap, keys) in [(&Keymap::standard(), usual), (&changed, others)] {
                assert_eq!(keymap.spoken(&said), format!("{rule} {keys}"));
            }
        }
    }
}
