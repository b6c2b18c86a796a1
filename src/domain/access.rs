//! What somebody needs so that they can take part: the four subsets of the Accessible Information Standard and
//! reasonable adjustments, asked on a day and reviewed (R26, STANDARDS D6). For the person and for carers alike.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::find::fold;
use super::person::Noted;

/// What somebody said when they were asked how to communicate with them; that nothing is needed is an answer too.
///
/// The first three fields are those of a [`Noted`]: what older stores and files kept reads as the summary.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// What to know before any contact, in a line; may be empty.
    #[serde(default)]
    pub text: String,
    /// The day they were asked.
    pub on: NaiveDate,
    /// Who asked: a user's login, or a name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Communication support: hearing aids, easy words, more time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub support: Vec<String>,
    /// A communication professional: BSL interpreter, speech-to-text reporter, advocate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub professional: Vec<String>,
    /// A specific contact method: by text message, through a relay service.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact: Vec<String>,
    /// A specific information format: large print, easy read, Braille.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub format: Vec<String>,
    /// Reasonable adjustments (Equality Act 2010), where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjustments: Option<Adjustments>,
    /// The day on which all of it was last gone through again (DAPB1605, the sixth step).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<NaiveDate>,
    /// The day on which it shall next be gone through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<NaiveDate>,
}

/// Reasonable adjustments, what makes them necessary, and whether the person agreed to the flag (STANDARDS D6).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustments {
    /// What is done differently for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub what: Vec<String>,
    /// The impairments that it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub impairments: String,
    /// Whether others may be shown that they need them.
    #[serde(default)]
    pub consent: FlagConsent,
}

/// Whether somebody agreed that others are shown a flag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagConsent {
    /// Nobody asked yet.
    #[default]
    NotAsked,
    /// They agreed.
    Given,
    /// They did not agree.
    Refused,
}

impl FlagConsent {
    /// Every value, in menu order.
    pub const ALL: [Self; 3] = [Self::NotAsked, Self::Given, Self::Refused];

    /// The value in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotAsked => "not asked yet",
            Self::Given => "agreed to be flagged",
            Self::Refused => "does not want a flag",
        }
    }
}

/// The four subsets in which access needs are recorded (STANDARDS D6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subset {
    /// Communication support (refset 999002121000000109).
    Support,
    /// Requires communication professional (refset 999002151000000104).
    Professional,
    /// Requires specific contact method (refset 999002131000000106).
    Contact,
    /// Requires specific information format (refset 999002141000000102).
    Format,
}

impl Subset {
    /// All four, in the order in which they are shown.
    pub const ALL: [Self; 4] = [
        Self::Support,
        Self::Professional,
        Self::Contact,
        Self::Format,
    ];

    /// The subset in words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Support => "Communication support",
            Self::Professional => "Communication professional",
            Self::Contact => "Contact method",
            Self::Format => "Information format",
        }
    }
}

/// What people write in the line where nothing is needed.
const NONE: [&str; 7] = [
    "none",
    "none needed",
    "none known",
    "no needs",
    "no special needs",
    "nothing",
    "nil",
];

impl Access {
    /// An answer of which no more is known than its words; empty words say that nothing is needed.
    pub fn said(text: &str, on: NaiveDate, by: &str) -> Self {
        Self {
            text: text.to_owned(),
            on,
            by: by.to_owned(),
            support: Vec::new(),
            professional: Vec::new(),
            contact: Vec::new(),
            format: Vec::new(),
            adjustments: None,
            reviewed_on: None,
            review_on: None,
        }
    }

    /// What is needed of one subset.
    pub fn of(&self, subset: Subset) -> &[String] {
        match subset {
            Subset::Support => &self.support,
            Subset::Professional => &self.professional,
            Subset::Contact => &self.contact,
            Subset::Format => &self.format,
        }
    }

    /// What is done differently for them.
    pub fn adjusted(&self) -> &[String] {
        self.adjustments
            .as_ref()
            .map_or(&[], |adjustments| adjustments.what.as_slice())
    }

    /// Everything to know before a contact, in one line; empty where nothing is needed.
    ///
    /// The summary comes first, then whatever it does not say already.
    pub fn line(&self) -> String {
        self.line_with(&self.contact)
    }

    /// The same for whoever is about to ring: that they are to be written to is said as it is meant.
    pub fn line_before_ringing(&self) -> String {
        self.line_with(&self.ways())
    }

    /// By which ways they are to be contacted; that it is by text message is said as it is meant.
    pub fn ways(&self) -> Vec<String> {
        if !self.prefers_text() {
            return self.contact.clone();
        }
        let mut is_said = false;
        let mut ways: Vec<String> = Vec::new();
        for way in &self.contact {
            let mut parts: Vec<&str> = Vec::new();
            for part in way.split(',').map(str::trim) {
                // What is said of the messages beside is kept as it was said.
                let part = if is_bare_text(part) {
                    PREFERS_TEXT
                } else {
                    part
                };
                if part != PREFERS_TEXT || !is_said {
                    parts.push(part);
                }
                is_said |= part == PREFERS_TEXT || is_text(part);
            }
            ways.push(parts.join(", "));
        }
        if !is_said {
            ways.insert(0, PREFERS_TEXT.to_owned());
        }
        ways.retain(|way| !way.is_empty());
        ways
    }

    /// Whether they are to be sent text messages rather than to be rung.
    pub fn prefers_text(&self) -> bool {
        let parts = |text: &str| -> Vec<String> {
            let all = text.split([';', ',', '.', '\n']);
            all.map(str::to_owned).collect()
        };
        let ways: Vec<String> = self.contact.iter().flat_map(|way| parts(way)).collect();
        let by_ways = ways.iter().any(|way| is_text(way)) && !ways.iter().any(|way| is_call(way));
        let is_said = |part: &String| is_text(part) && has_any(part, &RATHER);
        by_ways || parts(&self.text).iter().any(is_said)
    }

    fn line_with(&self, contact: &[String]) -> String {
        let mut line = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        // Alone after "How to communicate" it would read as: do not.
        if NONE.contains(&fold(&line).trim_end_matches('.')) {
            line.clear();
        }
        let entries = Subset::ALL
            .iter()
            .flat_map(|subset| match subset {
                Subset::Contact => contact,
                Subset::Support | Subset::Professional | Subset::Format => self.of(*subset),
            })
            .chain(self.adjusted());
        for entry in entries {
            if fold(&line).contains(&fold(entry)) {
                continue;
            }
            if !line.is_empty() {
                line.push_str("; ");
            }
            line.push_str(entry.trim());
        }
        line
    }

    /// Whether the answer was that nothing is needed.
    pub fn is_none_needed(&self) -> bool {
        self.line().is_empty()
    }

    /// The answer after its summary was written anew; `None` where that leaves nothing of it.
    #[must_use]
    pub fn with_summary(before: Option<Self>, text: &str, on: NaiveDate, by: &str) -> Option<Self> {
        match before {
            Some(before) if before.text == text => Some(before),
            Some(before) => {
                let after = Self {
                    text: text.to_owned(),
                    on,
                    by: by.to_owned(),
                    ..before
                };
                let says_none = !after.text.is_empty();
                (says_none || !after.is_none_needed()).then_some(after)
            }
            None => (!text.is_empty()).then(|| Self::said(text, on, by)),
        }
    }
}

/// What stands beside the number of somebody who is to be sent text messages.
pub const PREFERS_TEXT: &str = "prefers text messages";

const TEXTS: [&str; 7] = [
    "text message",
    "text messages",
    "texts",
    "sms",
    "by text",
    "text first",
    "text only",
];
const CALLS: [&str; 7] = [
    "telephone",
    "phone",
    "ring",
    "call",
    "calls",
    "landline",
    "mobile",
];
/// Words that ask to be rung, whatever the number is called.
const RINGS: [&str; 5] = ["telephone", "ring", "call", "calls", "landline"];
/// A call through a relay, and how something is to be printed.
const NO_MESSAGES: [&str; 5] = [
    "text relay",
    "relay",
    "text phone",
    "textphone",
    "plain text",
];
const NOT: [&str; 6] = ["no", "not", "never", "cannot", "without", "instead of"];
const RATHER: [&str; 5] = ["only", "first", "prefers", "preferred", "rather"];

/// Whether any of some words stands in a text.
fn has_any(text: &str, words: &[&str]) -> bool {
    let text = format!(" {} ", fold(text));
    words.iter().any(|word| text.contains(&format!(" {word} ")))
}

/// Whether a part of what was said asks for text messages. One that asks to be rung as well prefers neither.
fn is_text(part: &str) -> bool {
    let is_rung_too = has_any(part, &RINGS) && !has_any(part, &NOT);
    if is_rung_too || has_any(part, &NO_MESSAGES) {
        return false;
    }
    let part = format!(" {} ", fold(part));
    let at = TEXTS
        .iter()
        .filter_map(|word| part.find(&format!(" {word} ")));
    at.min()
        .and_then(|at| part.get(..at))
        .is_some_and(|before| !has_any(before, &NOT))
}

/// Whether it asks for text messages, and says no more of them.
fn is_bare_text(part: &str) -> bool {
    let part = fold(part);
    let is_word = |word: &str| {
        let mut texts = TEXTS.iter().flat_map(|text| text.split(' '));
        RATHER.contains(&word) || texts.any(|text| text == word)
    };
    is_text(&part) && part.split(' ').all(is_word)
}

/// Whether it asks to be rung.
fn is_call(part: &str) -> bool {
    !is_text(part) && has_any(part, &CALLS) && !has_any(part, &NOT)
}

impl From<Noted> for Access {
    fn from(noted: Noted) -> Self {
        Self::said(&noted.text, noted.on, &noted.by)
    }
}

private_debug!(Access {
    on,
    reviewed_on,
    review_on
});

private_debug!(Adjustments { consent });

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn an_old_note_reads_as_an_answer() {
        let old = r#"{"text":"face her","on":"2026-01-05","by":"a.okafor"}"#;
        let access: Access = serde_json::from_str(old).expect("an answer");
        assert_eq!(
            access,
            Access::said("face her", day("2026-01-05"), "a.okafor")
        );
        // And is written as it was.
        assert_eq!(serde_json::to_string(&access).expect("JSON"), old);
    }

    #[test]
    fn a_line_says_everything_once() {
        let needs = |text: &str, contact: &[&str], what: &[&str]| Access {
            contact: contact.iter().map(ToString::to_string).collect(),
            adjustments: Some(Adjustments {
                what: what.iter().map(ToString::to_string).collect(),
                ..Adjustments::default()
            }),
            ..Access::said(text, day("2026-01-05"), "")
        };
        for (access, line) in [
            (needs("", &[], &[]), ""),
            (needs("none", &[], &[]), ""),
            (needs("No needs.", &[], &["long slot"]), "long slot"),
            (needs("none by telephone", &[], &[]), "none by telephone"),
            (
                needs("", &["text message"], &["long slot"]),
                "text message; long slot",
            ),
            (
                needs(
                    "face her;\ntext message first",
                    &["Text message"],
                    &["long slot"],
                ),
                "face her; text message first; long slot",
            ),
        ] {
            assert_eq!(access.line(), line);
            assert_eq!(access.is_none_needed(), line.is_empty());
        }
    }

    #[test]
    fn who_prefers_text_messages_is_known_by_what_was_said() {
        for (text, contact, expected) in [
            ("", &["text message"][..], true),
            ("", &["Text messages only", "by letter"], true),
            ("", &["text message first; not by telephone"], true),
            ("", &["by letter"], false),
            ("", &["no text messages"], false),
            ("", &["telephone", "text message"], false),
            ("deaf: text messages only, no calls", &[], true),
            ("face her; prefers text messages", &[], true),
            ("she reads text messages slowly", &[], false),
            ("", &["telephone or text message"], false),
            ("", &["ring first then text messages"], false),
            ("", &["by text relay"], false),
            ("plain text only, no pictures", &[], false),
            ("", &["text messages to her mobile"], true),
            ("", &["text messages, not the landline"], true),
            ("", &[], false),
        ] {
            let access = Access {
                contact: contact.iter().map(ToString::to_string).collect(),
                ..Access::said(text, day("2026-01-05"), "")
            };
            assert_eq!(access.prefers_text(), expected, "{text} {contact:?}");
        }
        for (contact, expected) in [
            (
                &["text message", "by letter"][..],
                "face her; prefers text messages; by letter",
            ),
            (
                &["text first, at work until five"],
                "face her; prefers text messages, at work until five",
            ),
            (
                &["by letter", "SMS"],
                "face her; by letter; prefers text messages",
            ),
            (
                &["text messages after noon"],
                "face her; text messages after noon",
            ),
            (&["telephone"], "face her; telephone"),
        ] {
            let access = Access {
                contact: contact.iter().map(ToString::to_string).collect(),
                ..Access::said("face her", day("2026-01-05"), "")
            };
            assert_eq!(access.line_before_ringing(), expected);
        }
    }

    #[test]
    fn a_summary_that_goes_leaves_what_was_said_beside() {
        let (before, today) = (day("2026-01-05"), day("2026-03-02"));
        let bare = Access::said("face her", before, "b");
        let rich = Access {
            format: vec!["large print".into()],
            ..bare.clone()
        };
        let written =
            |access: &Access, text| Access::with_summary(Some(access.clone()), text, today, "a");
        assert_eq!(written(&bare, "face her"), Some(bare.clone()), "unchanged");
        assert_eq!(written(&bare, ""), None);
        let none = written(&bare, "none").expect("an answer");
        assert!(none.is_none_needed() && none.on == today);
        let left = written(&rich, "").expect("the format stands");
        assert_eq!((left.line().as_str(), left.on), ("large print", today));
        assert_eq!(Access::with_summary(None, "", today, "a"), None);
    }
}
