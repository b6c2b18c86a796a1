//! The person's own words under the seven PRSB headings: verbatim, dated, attributed, never overwritten (R27, R28, D4).
//!
//! A new version is a new record; the newest under a heading is the one that holds.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::id::{PersonId, WordsId};

/// One version of what a person said under one heading.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Identity.
    pub id: WordsId,
    /// Whose words.
    pub person: PersonId,
    /// Under which heading.
    pub heading: Heading,
    /// The words, as they were said.
    pub text: String,
    /// The day they were said.
    pub said_on: NaiveDate,
    /// Who helped to write them, or empty ("supported to write this by").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub supported_by: String,
    /// Where a picture, a recording or a film of it is, or empty (D3: multimedia).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub media: String,
    /// Who wrote them down.
    pub recorded_by: String,
    /// When they were written down (UTC); orders the versions.
    pub recorded_at: DateTime<Utc>,
}

private_debug!(Words { id, heading });

/// The PRSB About Me headings (STANDARDS D4), in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heading {
    /// "What is most important to me": the 'I' statement.
    MostImportant,
    /// "People who are important to me".
    People,
    /// "How I communicate and how to communicate with me".
    Communication,
    /// "My wellness".
    Wellness,
    /// "Please do and please do not".
    DoAndDoNot,
    /// "How and when to support me".
    Support,
    /// "Also worth knowing about me".
    AlsoKnow,
}

impl Heading {
    /// All seven, in PRSB order.
    pub const ALL: [Self; 7] = [
        Self::MostImportant,
        Self::People,
        Self::Communication,
        Self::Wellness,
        Self::DoAndDoNot,
        Self::Support,
        Self::AlsoKnow,
    ];

    /// The heading as PRSB words it.
    pub fn title(self) -> &'static str {
        match self {
            Self::MostImportant => "What is most important to me",
            Self::People => "People who are important to me",
            Self::Communication => "How I communicate and how to communicate with me",
            Self::Wellness => "My wellness",
            Self::DoAndDoNot => "Please do and please do not",
            Self::Support => "How and when to support me",
            Self::AlsoKnow => "Also worth knowing about me",
        }
    }

    /// Its SNOMED CT code (STANDARDS D4, confirmed).
    pub fn snomed(self) -> &'static str {
        match self {
            Self::MostImportant => "1515861000000103",
            Self::People => "1515871000000105",
            Self::Communication => "1515881000000107",
            Self::Wellness => "1515891000000109",
            Self::DoAndDoNot => "1515901000000105",
            Self::Support => "1515911000000107",
            Self::AlsoKnow => "1515921000000101",
        }
    }
}

/// The words that hold under a heading: the version recorded last, if it is not empty.
pub fn current<'a>(
    all: impl IntoIterator<Item = &'a Words>,
    heading: Heading,
) -> Option<&'a Words> {
    all.into_iter()
        .filter(|words| words.heading == heading)
        .max_by_key(|words| (words.recorded_at, words.id))
        .filter(|words| !words.text.trim().is_empty())
}

/// The words that hold, ready to be asked for phrases: folded once, however many goals quote them.
pub struct Spoken(Vec<String>);

impl Spoken {
    /// What holds among all versions.
    pub fn new<'a>(all: impl IntoIterator<Item = &'a Words>) -> Self {
        let mut newest: BTreeMap<Heading, &Words> = BTreeMap::new();
        for words in all {
            let holds = newest.entry(words.heading).or_insert(words);
            if (holds.recorded_at, holds.id) < (words.recorded_at, words.id) {
                *holds = words;
            }
        }
        Self(newest.values().map(|words| plain(&words.text)).collect())
    }

    /// Whether a phrase still stands in them, apart from case and white space; in whole words, since a part of one says
    /// nothing.
    ///
    /// A goal quotes the phrase it serves (R31); when the words change, a goal whose phrase is gone asks for a fresh look.
    pub fn says(&self, phrase: &str) -> bool {
        let phrase = plain(phrase);
        !phrase.is_empty() && self.0.iter().any(|words| has_whole(words, &phrase))
    }
}

/// Whether a phrase still stands in the person's words; for more than one phrase ask [`Spoken`].
pub fn says(all: &[Words], phrase: &str) -> bool {
    Spoken::new(all).says(phrase)
}

/// Whether a phrase stands in a text and neither begins nor ends inside a word there.
fn has_whole(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let goes_on = |next: Option<char>, own: Option<char>| {
            [next, own]
                .into_iter()
                .all(|c| c.is_some_and(char::is_alphanumeric))
        };
        let (before, after) = (text.get(..at), text.get(at + phrase.len()..));
        let begins_inside = goes_on(
            before.and_then(|text| text.chars().next_back()),
            phrase.chars().next(),
        );
        let ends_inside = goes_on(
            after.and_then(|text| text.chars().next()),
            phrase.chars().next_back(),
        );
        !begins_inside && !ends_inside
    })
}

fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(&word.to_lowercase());
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn said(n: u128, text: &str, at: &str) -> Words {
        Words {
            id: WordsId(Uuid::from_u128(n)),
            person: PersonId(Uuid::from_u128(1)),
            heading: Heading::MostImportant,
            text: text.into(),
            said_on: "2026-01-05".parse().expect("a date"),
            supported_by: String::new(),
            media: String::new(),
            recorded_by: "a.okafor".into(),
            recorded_at: at.parse().expect("an instant"),
        }
    }

    #[test]
    fn the_newest_version_holds_and_the_older_stays() {
        let all = [
            said(
                1,
                "I want to stay in my own kitchen.",
                "2026-01-05T10:00:00Z",
            ),
            said(
                2,
                "I want to stay in my kitchen and see Ruth.",
                "2026-02-05T10:00:00Z",
            ),
        ];
        let holds = current(&all, Heading::MostImportant).expect("words");
        assert!(holds.text.contains("Ruth"));
        assert!(current(&all, Heading::Wellness).is_none());
    }

    #[test]
    fn a_phrase_is_found_whatever_its_case_and_breaks() {
        let all = [said(
            1,
            "I want to stay in\nmy own  kitchen.",
            "2026-01-05T10:00:00Z",
        )];
        for (phrase, found) in [
            ("my own kitchen", true),
            ("My Own Kitchen", true),
            ("kitchen", true),
            ("kitchen.", true),
            ("my own kit", false),
            ("tchen", false),
            ("y own kitchen", false),
            ("my garden", false),
            ("", false),
        ] {
            assert_eq!(says(&all, phrase), found, "{phrase}");
        }
    }
}
