//! A lead who is not the named GP: why, for how long, with whose approval, and what the GP keeps (R16).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why somebody else than the named GP leads.
///
/// Older stores and files kept one text in its place; it reads as the reason.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Variation {
    /// Why, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
    /// Whether it is for a time or for good.
    #[serde(default)]
    pub lasts: Lasts,
    /// That the person approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Approval>,
    /// What the named GP goes on doing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub gp_part: String,
}

/// How long another leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Lasts {
    /// Nobody said.
    #[default]
    NotSaid,
    /// For a time.
    Temporary {
        /// Until a day, where one was agreed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until_on: Option<NaiveDate>,
    },
    /// For good.
    Permanent,
}

impl Lasts {
    /// The last day that was agreed.
    pub fn until_on(self) -> Option<NaiveDate> {
        match self {
            Self::Temporary { until_on } => until_on,
            Self::NotSaid | Self::Permanent => None,
        }
    }
}

/// That the person approved of the lead.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The day.
    pub on: NaiveDate,
    /// How: at home, by telephone, with whom beside them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub how: String,
}

impl Variation {
    /// A reason of which no more is known.
    pub fn because(because: &str) -> Self {
        Self {
            because: because.to_owned(),
            ..Self::default()
        }
    }

    /// Whether nothing of it was recorded.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// What stands in a record: the parts, or the one text of an older one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Words(String),
    Parts {
        #[serde(default)]
        because: String,
        #[serde(default)]
        lasts: Lasts,
        #[serde(default)]
        approved: Option<Approval>,
        #[serde(default)]
        gp_part: String,
    },
}

impl From<Written> for Variation {
    fn from(written: Written) -> Self {
        match written {
            Written::Words(because) => Self::because(&because),
            Written::Parts {
                because,
                lasts,
                approved,
                gp_part,
            } => Self {
                because,
                lasts,
                approved,
                gp_part,
            },
        }
    }
}

private_debug!(Variation { lasts });

private_debug!(Approval { on });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_text_of_an_older_record_reads_as_the_reason() {
        let read = |json: &str| serde_json::from_str::<Variation>(json).expect("a variation");
        assert_eq!(read(r#""Chest first""#), Variation::because("Chest first"));
        assert!(read(r#""""#).is_blank());
    }

    #[test]
    fn what_is_written_reads_back() {
        let until_on = "2026-06-30".parse().ok();
        for lasts in [
            Lasts::NotSaid,
            Lasts::Permanent,
            Lasts::Temporary { until_on },
            Lasts::Temporary { until_on: None },
        ] {
            let variation = Variation {
                lasts,
                approved: Some(Approval {
                    on: "2026-01-05".parse().expect("a date"),
                    how: "at home".into(),
                }),
                gp_part: "prescribes".into(),
                ..Variation::because("Chest first")
            };
            let json = serde_json::to_string(&variation).expect("JSON");
            assert_eq!(
                serde_json::from_str::<Variation>(&json).expect("reads"),
                variation
            );
        }
    }
}
