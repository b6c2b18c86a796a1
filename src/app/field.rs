//! One field of a form: its name, what is in it, and the kinds of field that forms are made of.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::line_edit::LineEdit;
use super::mark::MarkLine;
use super::offer::Offer;
use crate::domain::when::Bias;

/// One field.
pub struct Field {
    /// Stable name, for drafts.
    pub name: &'static str,
    /// What stands before it.
    pub label: &'static str,
    /// What is in it.
    pub input: Input,
    /// An example or a reason, shown while it is empty or has the cursor.
    pub hint: &'static str,
}

/// What a field takes.
pub enum Input {
    /// One line of text.
    Line(LineEdit),
    /// A text of a few lines.
    Long(LineEdit),
    /// A passphrase: never shown, never kept.
    Secret(LineEdit),
    /// A date as people type it, read ahead of or behind today.
    Date(LineEdit, Bias),
    /// One line of text, with words that are there already.
    Offered(LineEdit, Vec<Offer>),
    /// One of a few words.
    Choice(Vec<Cow<'static, str>>, usize),
    /// Lines to be marked with digits, such as open items (R48).
    Marks(Vec<MarkLine>),
}

impl Field {
    /// What is typed in it; `None` where something is chosen.
    pub(super) fn typed(&self) -> Option<String> {
        match &self.input {
            Input::Line(edit)
            | Input::Long(edit)
            | Input::Secret(edit)
            | Input::Date(edit, _)
            | Input::Offered(edit, _) => Some(edit.text()),
            Input::Choice(..) | Input::Marks(_) => None,
        }
    }

    /// A line.
    pub fn line(name: &'static str, label: &'static str, text: &str, hint: &'static str) -> Self {
        Self {
            name,
            label,
            input: Input::Line(LineEdit::new(text)),
            hint,
        }
    }

    /// A text of a few lines.
    pub fn long(name: &'static str, label: &'static str, text: &str, hint: &'static str) -> Self {
        Self {
            name,
            label,
            input: Input::Long(LineEdit::new(text)),
            hint,
        }
    }

    /// A passphrase.
    pub fn secret(name: &'static str, label: &'static str, hint: &'static str) -> Self {
        Self {
            name,
            label,
            input: Input::Secret(LineEdit::default()),
            hint,
        }
    }

    /// A date that lies ahead when it is not said otherwise.
    pub fn ahead(
        name: &'static str,
        label: &'static str,
        date: Option<NaiveDate>,
        hint: &'static str,
    ) -> Self {
        Self::day(name, label, date, Bias::Future, hint)
    }

    /// A date that lies behind when it is not said otherwise.
    pub fn behind(
        name: &'static str,
        label: &'static str,
        date: Option<NaiveDate>,
        hint: &'static str,
    ) -> Self {
        Self::day(name, label, date, Bias::Past, hint)
    }

    fn day(
        name: &'static str,
        label: &'static str,
        date: Option<NaiveDate>,
        bias: Bias,
        hint: &'static str,
    ) -> Self {
        let text = date
            .map(|date| date.format("%-d %b %Y").to_string())
            .unwrap_or_default();
        Self {
            name,
            label,
            input: Input::Date(LineEdit::new(&text), bias),
            hint,
        }
    }

    /// A date and time that lie behind when it is not said otherwise, as they are typed.
    pub fn moment(name: &'static str, label: &'static str, text: &str, hint: &'static str) -> Self {
        Self {
            name,
            label,
            input: Input::Date(LineEdit::new(text), Bias::Past),
            hint,
        }
    }

    /// A line with words that are there already, the most frequent first.
    pub fn offered(
        name: &'static str,
        label: &'static str,
        text: &str,
        offers: Vec<Offer>,
        hint: &'static str,
    ) -> Self {
        Self {
            name,
            label,
            input: Input::Offered(LineEdit::new(text), offers),
            hint,
        }
    }

    /// A choice.
    pub fn choice(
        name: &'static str,
        label: &'static str,
        options: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
        at: usize,
    ) -> Self {
        Self {
            name,
            label,
            input: Input::Choice(options.into_iter().map(Into::into).collect(), at),
            hint: "Left and Right choose, or the first letter",
        }
    }
}
