//! A person on the caseload: who they are, how they joined, how closely they are followed.
//!
//! Not here: their care team (`team`), words (`words`), plan (`plan`), contacts and open items.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::access::Access;
use super::find::fold;
use super::group::VulnerableGroup;
use super::id::PersonId;
use super::leaving::Tell;
use super::nhs_number::NhsNumber;
use super::told::Told;

/// Someone on the caseload (R2, R8). Nobody is ever removed; leaving is a [`Status`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Identity in this store and in every Caseload JSON file.
    pub id: PersonId,
    /// Checked but never required (STANDARDS D1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nhs_number: Option<NhsNumber>,
    /// Title, given, family and preferred names.
    pub name: Name,
    /// Date of birth, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born_on: Option<NaiveDate>,
    /// Administrative gender as the source system sent it.
    #[serde(default)]
    pub gender: Gender,
    /// Ethnicity, in the words of whoever said it, or empty (STANDARDS D3).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ethnicity: String,
    /// Religion or belief, in the words of whoever said it, or empty (STANDARDS D3).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub religion: String,
    /// Where they live.
    #[serde(default)]
    pub address: Address,
    /// Telephone numbers, the preferred one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// E-mail address, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// The practice they are registered with.
    #[serde(default)]
    pub practice: Practice,
    /// Identifiers in other systems, as (label, value).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub local_ids: Vec<LocalId>,
    /// Conditions, in the words of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// Vulnerable groups they belong to (R3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<VulnerableGroup>,
    /// Anything the source list said beside.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// Whether they are followed now.
    pub status: Status,
    /// How intensive the coordination is, and why (R4).
    pub tier: Tier,
    /// The justification of the tier, given anew with each change of it; empty until somebody gives one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tier_because: String,
    /// The day they joined the caseload.
    pub joined_on: NaiveDate,
    /// Why this person was identified, by whom and from which file (R2).
    pub identified: Identified,
    /// Longest silence agreed with this person, in days (R6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_every_days: Option<u16>,
    /// That they run things themselves, since when and with whom: they are watched and not chased (R13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_coordinating: Option<Noted>,
    /// One short, current, dated summary, reused everywhere (R24).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<Noted>,
    /// How to communicate with them; `Some` once they have been asked, also when they need nothing (R26, D6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// What the person decided about sharing; `Some` once recorded (R93, R115).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sharing: Option<Noted>,
    /// When and how they were told who coordinates their care (R22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_coordinator: Option<Told>,
    /// What part they took in choosing who coordinates (R23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choosing: Option<Noted>,
}

/// The parts of a person's name.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Mr, Mrs, Dr ...
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Given names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// Family name.
    pub family: String,
    /// What they like to be called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub preferred: String,
}

impl Name {
    /// The name as lists are sorted: `Ellis, Margaret`.
    pub fn listed(&self) -> String {
        if self.given.is_empty() {
            self.family.clone()
        } else {
            format!("{}, {}", self.family, self.given)
        }
    }

    /// The name as one writes it: `Margaret "Peggy" Ellis`.
    pub fn written(&self) -> String {
        let mut parts = Vec::new();
        if !self.given.is_empty() {
            parts.push(self.given.clone());
        }
        if !self.preferred.is_empty() && self.preferred != self.given {
            parts.push(format!("\"{}\"", self.preferred));
        }
        parts.push(self.family.clone());
        parts.join(" ")
    }

    /// What to call them: the preferred name, else the given name, else the family name.
    pub fn called(&self) -> &str {
        [&self.preferred, &self.given, &self.family]
            .into_iter()
            .find(|name| !name.is_empty())
            .map_or("", String::as_str)
    }

    /// Whether a text is this name, however it is said ([`is_name`]).
    pub fn is_said_by(&self, text: &str) -> bool {
        is_name(text, &self.listed(), self.called())
    }
}

/// Whether a text is the name of a person in any of the ways in which it is said, apart from case and marks. `listed` and
/// `called` are the name as lists have it (`Ellis, Margaret`) and what to call them.
pub fn is_name(text: &str, listed: &str, called: &str) -> bool {
    let (family, given) = listed.split_once(", ").unwrap_or((listed, ""));
    let ways = [
        listed.to_owned(),
        called.to_owned(),
        given.to_owned(),
        format!("{given} {family}"),
        format!("{called} {family}"),
        format!("{given} \"{called}\" {family}"),
        format!("\"{called}\" {family}"),
    ];
    let wanted = fold(text);
    !wanted.is_empty() && ways.iter().any(|way| fold(way) == wanted)
}

/// Administrative gender, as FHIR has it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither.
    Other,
    /// Not known.
    #[default]
    Unknown,
}

impl Gender {
    /// The gender as people read it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
            Self::Unknown => "not known",
        }
    }
}

/// A postal address.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// House, street, locality, town, county: the lines that are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// Postcode, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// Where else they are to be found, whose that is and until when, in words, or empty (STANDARDS D3: one address or more).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub elsewhere: String,
}

/// A telephone number and what it is for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// Home, mobile, work.
    pub usage: PhoneUse,
    /// The number as it was given.
    pub number: String,
}

impl Phone {
    /// Whether text messages reach it: it is a mobile, or has the number of one.
    pub fn takes_text(&self) -> bool {
        let digits = self.number.trim_start_matches("+44").trim_start();
        self.usage == PhoneUse::Mobile
            || digits.starts_with("07")
            || self.number.starts_with("+44") && digits.starts_with('7')
    }
}

/// What a telephone number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneUse {
    /// At home.
    Home,
    /// A mobile.
    Mobile,
    /// At work.
    Work,
    /// Not said.
    Other,
}

/// A general practice.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// Its name, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its ODS code, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
}

impl Practice {
    /// A practice as it was typed: a code in brackets after the name is its code, where no other one was typed.
    pub fn typed(name: &str, code: &str) -> Self {
        let (name, code) = (name.trim(), code.trim());
        let bracketed = name
            .strip_suffix(')')
            .and_then(|rest| rest.rsplit_once('('))
            .map(|(before, inside)| (before.trim(), inside.trim()))
            .filter(|(before, inside)| !before.is_empty() && is_practice_code(inside));
        match bracketed {
            Some((before, inside)) if code.is_empty() || code.eq_ignore_ascii_case(inside) => {
                Self {
                    name: before.to_owned(),
                    code: inside.to_uppercase(),
                }
            }
            Some(_) | None => Self {
                name: name.to_owned(),
                code: code.to_uppercase(),
            },
        }
    }
}

/// Whether a text has the form of a practice's ODS code: a letter and five digits, `C81094`.
fn is_practice_code(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && text.len() == 6
        && chars.all(|c| c.is_ascii_digit())
}

/// An identifier of another system, such as an EMIS number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalId {
    /// What kind of number it is.
    pub label: String,
    /// The number.
    pub value: String,
}

/// Whether a person is followed now (R8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Status {
    /// On the caseload.
    Open,
    /// Not followed until a day, for a reason that somebody wrote down.
    Paused {
        /// First day on which they are followed again.
        until: NaiveDate,
        /// Why.
        because: String,
    },
    /// No longer on the caseload; the record stays.
    Left {
        /// Last day.
        on: NaiveDate,
        /// How.
        how: Leaving,
        /// Why, in words.
        because: String,
        /// Who has to hear it, and who has.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tell: Vec<Tell>,
    },
}

impl Status {
    /// Whether the person counts as open, paused or not.
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::Left { .. })
    }

    /// The day until which nothing speaks of what is written down for a day: they are paused beyond it. `None` where it
    /// speaks.
    pub fn silent_until(&self, on: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Paused { until, .. } => Some(*until).filter(|until| *until > today.max(on)),
            Self::Open | Self::Left { .. } => None,
        }
    }
}

/// How somebody left the caseload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaving {
    /// They moved away.
    Moved,
    /// Coordination ended by agreement.
    Discharged,
    /// They died: silences every prompt at once.
    Died,
}

/// How intensive the coordination is (R4).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Weekly or closer.
    High,
    /// The ordinary tier.
    #[default]
    Medium,
    /// Light watch.
    Low,
}

impl Tier {
    /// A short word for a narrow column; a letter would be read as something else beside an age.
    pub fn short(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "med",
            Self::Low => "low",
        }
    }

    /// The tier in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// Why a person is on the caseload, who said so, and where the row came from (R2).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identified {
    /// The reason, in words.
    pub because: String,
    /// Who identified them: a user's name or a system.
    pub by: String,
    /// The file and row they came from, or empty when typed by hand.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// A short text with the day it was true and who wrote it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// The words; may be empty where the fact is that somebody asked.
    #[serde(default)]
    pub text: String,
    /// The day.
    pub on: NaiveDate,
    /// Who wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

private_debug!(Person { id });

private_debug!(Name, Address, Phone, Practice, LocalId, Identified, Noted);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_however_it_is_said() {
        let name = Name {
            title: "Mrs".into(),
            given: "Margaret".into(),
            family: "Ellis".into(),
            preferred: "Peggy".into(),
        };
        for said in [
            "Ellis, Margaret",
            "margaret",
            "Peggy",
            "Margaret Ellis",
            "Peggy Ellis",
            "Margaret \"Peggy\" Ellis",
        ] {
            assert!(name.is_said_by(said), "{said}");
        }
        for other in ["", "Ellis", "Margaret Holt", "Peg", "the person"] {
            assert!(!name.is_said_by(other), "{other}");
        }
        assert!(!Name::default().is_said_by(""));
    }

    #[test]
    fn names_are_written_for_their_place() {
        let name = Name {
            title: "Mrs".into(),
            given: "Margaret".into(),
            family: "Ellis".into(),
            preferred: "Peggy".into(),
        };
        assert_eq!(name.listed(), "Ellis, Margaret");
        assert_eq!(name.written(), "Margaret \"Peggy\" Ellis");
        assert_eq!(name.called(), "Peggy");
        let bare = Name {
            family: "Osei".into(),
            ..Name::default()
        };
        assert_eq!((bare.listed().as_str(), bare.called()), ("Osei", "Osei"));
    }

    #[test]
    fn debug_shows_no_name() {
        let name = Name {
            family: "Ellis".into(),
            ..Name::default()
        };
        assert!(!format!("{name:?}").contains("Ellis"));
    }

    #[test]
    fn a_code_in_brackets_is_the_practices_code() {
        for (name, code, expected) in [
            (
                "Hope Valley Surgery (C81094)",
                "",
                ("Hope Valley Surgery", "C81094"),
            ),
            (
                "Hope Valley Surgery ( c81094 )",
                "c81094",
                ("Hope Valley Surgery", "C81094"),
            ),
            (
                "Hope Valley Surgery",
                " c81094",
                ("Hope Valley Surgery", "C81094"),
            ),
            ("Hope Valley (branch)", "", ("Hope Valley (branch)", "")),
            (
                "Hope Valley (C81094)",
                "Z99001",
                ("Hope Valley (C81094)", "Z99001"),
            ),
            ("(C81094)", "", ("(C81094)", "")),
            ("", "", ("", "")),
        ] {
            let practice = Practice::typed(name, code);
            assert_eq!(
                (practice.name.as_str(), practice.code.as_str()),
                expected,
                "{name}"
            );
        }
    }
}
