//! An entry of the services directory: what a service does, for whom, where, and when it is the wrong place (R94-R96).
//!
//! Services belong to no person. What somebody else once wrote down as a service's name or number stays theirs; the
//! directory is where a name and a number are looked up. How they are searched is `search`; what nobody could be found
//! for is `unmet`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::find::fold;
use super::id::ServiceId;
use super::refusal::{Refusal, Refused};
use super::say;

pub mod search;
#[cfg(test)]
mod tests;
pub mod unmet;

/// Days after which an entry counts as stale that nobody has checked. Our own limit: half a year, so that every entry
/// comes up twice a year; no standard names one.
pub const STALE_AFTER_DAYS: i64 = 180;

/// A service that people can be told of or referred to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Identity.
    pub id: ServiceId,
    /// What it is called; never empty.
    pub name: String,
    /// What it does, in a sentence or two.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub does: String,
    /// The needs it meets, in the words that people look for: "benefits", "falls", "company".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// The places it serves: "Northfield", "whole county".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Who runs it.
    pub sector: Sector,
    /// Who may use it: age, place, who refers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub access: String,
    /// What makes it the wrong place, and where to go then (R95).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub red_flags: String,
    /// How to refer, or how people go there by themselves.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refer: String,
    /// Telephone numbers as they are written, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// E-mail.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Page on the web.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub web: String,
    /// Where it is, on one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Postcode, in capitals.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// When it is open, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hours: String,
    /// When somebody last made sure of it, and who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<Checked>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// That it is closed, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
    /// The id that it has in the file that it came from, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

private_debug!(Service { id, sector });

/// That somebody made sure that an entry is right.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// On which day (London).
    pub on: NaiveDate,
    /// Who.
    pub by: String,
}

private_debug!(Checked { on });

/// That a service is no longer there. It stays in the directory: whatever names it can still say what it was.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// Since which day (London).
    pub on: NaiveDate,
    /// Why, or what is there instead; never empty.
    pub because: String,
    /// Who wrote it down.
    pub by: String,
}

private_debug!(Closed { on });

/// Who runs a service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// The health service.
    Health,
    /// Social care.
    SocialCare,
    /// A charity, a club, a faith group, neighbours.
    Voluntary,
    /// The council, beside social care: housing, libraries, bins.
    Council,
    /// Anybody else: the fire service, a bank, a shop.
    #[default]
    Other,
}

impl Sector {
    /// Every sector.
    pub const ALL: [Self; 5] = [
        Self::Health,
        Self::SocialCare,
        Self::Voluntary,
        Self::Council,
        Self::Other,
    ];

    /// The sector in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::SocialCare => "social care",
            Self::Voluntary => "voluntary",
            Self::Council => "council",
            Self::Other => "other",
        }
    }

    /// The sector that a word of a file means; `None` for one that is not known.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match fold(word).as_str() {
            "health" | "nhs" | "healthcare" | "primary care" | "community health" => Self::Health,
            "social care" | "adult social care" | "care" => Self::SocialCare,
            "voluntary" | "charity" | "vcs" | "vcse" | "third sector" | "community"
            | "voluntary sector" | "faith" => Self::Voluntary,
            "council" | "local authority" | "local government" | "housing" => Self::Council,
            "other" | "private" | "commercial" | "business" => Self::Other,
            _ => return None,
        })
    }
}

/// How far an entry can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was checked within [`STALE_AFTER_DAYS`].
    Checked(NaiveDate),
    /// It was last checked longer ago than that.
    Stale(NaiveDate),
    /// Nobody has checked it.
    NeverChecked,
    /// It is closed since that day.
    Closed(NaiveDate),
}

impl Standing {
    /// Whether somebody should make sure before they rely on it.
    pub fn is_stale(self) -> bool {
        matches!(self, Self::Stale(_) | Self::NeverChecked)
    }

    /// In a few words, for a row: "stale: last checked 3 Feb 2025".
    pub fn words(self) -> String {
        match self {
            Self::Checked(on) => format!("checked {}", say::birth(on)),
            Self::Stale(on) => format!("stale, checked {}", say::birth(on)),
            Self::NeverChecked => "stale, never checked".to_owned(),
            Self::Closed(on) => format!("closed {}", say::birth(on)),
        }
    }
}

impl Service {
    /// How far it can be relied on, on a day (London).
    pub fn standing(&self, today: NaiveDate) -> Standing {
        match (&self.closed, &self.checked) {
            (Some(closed), _) => Standing::Closed(closed.on),
            (None, None) => Standing::NeverChecked,
            (None, Some(checked)) => {
                if (today - checked.on).num_days() > STALE_AFTER_DAYS {
                    Standing::Stale(checked.on)
                } else {
                    Standing::Checked(checked.on)
                }
            }
        }
    }

    /// Whether it takes people.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// The same, checked on a day (London) by somebody.
    ///
    /// # Errors
    /// A closed service is not checked; it is opened again by whoever changes it.
    pub fn checked_on(&self, today: NaiveDate, by: &str) -> Result<Self, Refusal> {
        if self.closed.is_some() {
            return Err(Refusal::ServiceClosed);
        }
        Ok(Self {
            checked: Some(Checked {
                on: today,
                by: by.to_owned(),
            }),
            ..self.clone()
        })
    }

    /// Whether it can be in the directory.
    ///
    /// # Errors
    /// Without a name there is nothing to find it by.
    pub fn check(&self) -> Result<(), Refused> {
        if self.name.trim().is_empty() {
            return Err(Refused {
                field: "name",
                why: Refusal::Unsaid("what the service is called"),
            });
        }
        Ok(())
    }

    /// The same, closed since a day (London) with a reason.
    ///
    /// # Errors
    /// Without a reason, or with a day that lies ahead.
    pub fn closed_on(
        &self,
        on: NaiveDate,
        because: &str,
        (today, by): (NaiveDate, &str),
    ) -> Result<Self, Refusal> {
        if on > today {
            return Err(Refusal::NotYet(on));
        }
        let because = because.trim();
        if because.is_empty() {
            return Err(Refusal::NoReason);
        }
        Ok(Self {
            closed: Some(Closed {
                on,
                because: because.to_owned(),
                by: by.to_owned(),
            }),
            ..self.clone()
        })
    }

    /// The first telephone number, or empty.
    pub fn phone(&self) -> &str {
        self.phones.first().map_or("", String::as_str)
    }

    /// Everything there is to know about it, one fact a line, for a page and for the command line.
    pub fn lines(&self, today: NaiveDate) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        let mut push = |label, text: String| {
            if !text.is_empty() {
                lines.push((label, text));
            }
        };
        if let Some(closed) = &self.closed {
            push(
                "Closed",
                format!("since {}: {}", say::full(closed.on), closed.because),
            );
        }
        push("Wrong place", self.red_flags.clone());
        push("Who may", self.access.clone());
        push("How", self.refer.clone());
        push("Phone", self.phones.join("; "));
        push("Hours", self.hours.clone());
        push("Does", self.does.clone());
        push("Last checked", self.last_checked(today));
        push("Needs", self.needs.join(", "));
        push("Places", self.places.join(", "));
        push("E-mail", self.email.clone());
        push("Web", self.web.clone());
        push(
            "Address",
            format!("{} {}", self.address, self.postcode)
                .trim()
                .to_owned(),
        );
        push("Sector", self.sector.word().to_owned());
        push("Notes", self.notes.clone());
        lines
    }

    /// When it was last checked and by whom, and what to do where that is too long ago.
    pub fn last_checked(&self, today: NaiveDate) -> String {
        let Some(checked) = &self.checked else {
            return "never. Ring before you rely on it.".to_owned();
        };
        let by = if checked.by.is_empty() {
            String::new()
        } else {
            format!(" by {}", checked.by)
        };
        let when = format!(
            "{} ({}){by}",
            say::full(checked.on),
            say::relative(checked.on, today)
        );
        if self.standing(today).is_stale() {
            format!(
                "{when}. Stale: more than {STALE_AFTER_DAYS} days ago. Ring before you rely on it."
            )
        } else {
            when
        }
    }
}
