//! That the person and their carer were told who coordinates: when, how, and what they were told to expect (R22).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::person::Noted;

/// That somebody was told who coordinates the care.
///
/// The first three fields are those of a [`Noted`]: what older stores and files kept reads as how they were told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// How they were told, in words; may be empty.
    #[serde(default)]
    pub text: String,
    /// The day.
    pub on: NaiveDate,
    /// Who wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Who was told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub whom: Whom,
    /// In which format: large print, read aloud, a card with a photograph.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// How and when to reach the coordinator, as they were told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reach: String,
    /// What they were told to expect.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub expect: String,
}

/// Who was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// The person.
    #[default]
    Person,
    /// Their carer, where they could not take it in themselves.
    Carer,
    /// Both.
    Both,
}

impl Whom {
    /// Every value, in menu order.
    pub const ALL: [Self; 3] = [Self::Person, Self::Carer, Self::Both];

    /// The value in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "the person",
            Self::Carer => "their carer",
            Self::Both => "the person and their carer",
        }
    }
}

/// What goes without saying is not written down.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Told {
    /// That the person was told, of which no more is known than its words.
    pub fn said(text: &str, on: NaiveDate, by: &str) -> Self {
        Self {
            text: text.to_owned(),
            on,
            by: by.to_owned(),
            whom: Whom::Person,
            format: String::new(),
            reach: String::new(),
            expect: String::new(),
        }
    }

    /// The record after the words of how they were told were written anew; `None` where that leaves nothing of it.
    #[must_use]
    pub fn with_words(before: Option<Self>, text: &str, on: NaiveDate, by: &str) -> Option<Self> {
        match before {
            Some(before) if before.text == text => Some(before),
            Some(before) if text.is_empty() && before.parts().is_empty() => None,
            Some(before) => Some(Self {
                text: text.to_owned(),
                on,
                by: by.to_owned(),
                ..before
            }),
            None => (!text.is_empty()).then(|| Self::said(text, on, by)),
        }
    }

    /// The parts beside how they were told, each with its label; empty ones are left out.
    pub fn parts(&self) -> Vec<(&'static str, &str)> {
        [
            ("format", self.format.as_str()),
            ("how and when to reach them", &self.reach),
            ("what to expect", &self.expect),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect()
    }
}

impl From<Noted> for Told {
    fn from(noted: Noted) -> Self {
        Self::said(&noted.text, noted.on, &noted.by)
    }
}

private_debug!(Told { on, whom });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_note_reads_as_told() {
        let old = r#"{"text":"by letter","on":"2026-01-06","by":"a.okafor"}"#;
        let told: Told = serde_json::from_str(old).expect("told");
        let on = "2026-01-06".parse().expect("a date");
        assert_eq!(told, Told::said("by letter", on, "a.okafor"));
        assert_eq!(serde_json::to_string(&told).expect("JSON"), old);
    }
}
