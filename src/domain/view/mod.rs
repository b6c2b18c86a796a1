//! Views: what the list is narrowed to, in criteria that must all hold, and how that is said (R3, R9, R14).
//!
//! A view never changes the counts: those are over everybody. Whether a row fits, whether a search key fits and whether
//! the traits of a person fit are asked apart, since the list holds the first, the search the second and the store the
//! third; somebody is shown when all three say yes.

mod sieve;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use sieve::Sieve;

use super::facet::FacetKind;
use super::person::Tier;
use super::say;
use super::triage::{Bucket, Class};

/// What the list is narrowed to. A criterion that is not set lets everybody through.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct View {
    /// One bucket alone.
    pub bucket: Option<Bucket>,
    /// Only those whose most pressing reason is of one of these classes; empty for any.
    pub classes: Vec<Class>,
    /// One tier alone.
    pub tier: Option<Tier>,
    /// Part of the practice's name or ODS code.
    pub practice: String,
    /// Part of the named GP's name.
    pub named_gp: String,
    /// Part of a condition.
    pub condition: String,
    /// Part of a vulnerable group (R3).
    pub group: String,
    /// Part of the navigator's name.
    pub coordinator: String,
    /// Only those who have no navigator.
    pub nobody_coordinates: bool,
    /// Since when they are on the caseload.
    pub joined: Option<Joined>,
    /// Only those whom nobody has spoken with for so many days.
    pub silent_days: Option<u16>,
    /// Only those about whom nothing was written for so many days.
    pub unchanged_days: Option<u16>,
    /// Only those of whom a reason is put off.
    pub put_off: bool,
    /// What they are found by (R14).
    pub text: String,
}

/// Since when somebody is on the caseload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Joined {
    /// Since a day.
    Since(NaiveDate),
    /// So many days ago or later, counted anew each day.
    InLastDays(u16),
}

private_debug!(View {
    bucket,
    classes,
    tier,
    joined,
    silent_days,
    unchanged_days
});

impl View {
    /// Whether everybody is shown.
    pub fn is_everybody(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it asks for more than a row and a search key say.
    pub fn asks_traits(&self) -> bool {
        self.asks_days() || FacetKind::ALL.iter().any(|kind| self.asks_facet(*kind))
    }

    /// Whether it asks when something happened.
    pub fn asks_days(&self) -> bool {
        self.joined.is_some() || self.silent_days.is_some() || self.unchanged_days.is_some()
    }

    /// Whether it asks for a facet, or for there being none.
    pub fn asks_facet(&self, kind: FacetKind) -> bool {
        !self.facet(kind).is_empty() || kind == FacetKind::Coordinator && self.nobody_coordinates
    }

    /// The text that a facet of a kind must contain; empty for any.
    pub fn facet(&self, kind: FacetKind) -> &str {
        match kind {
            FacetKind::Practice => &self.practice,
            FacetKind::NamedGp => &self.named_gp,
            FacetKind::Condition => &self.condition,
            FacetKind::Group => &self.group,
            FacetKind::Coordinator => &self.coordinator,
        }
    }

    /// Whether the days of a person are as the view asks.
    ///
    /// Somebody with whom nobody ever spoke, or about whom nothing was written, has been silent since they joined.
    pub fn suits_days(
        &self,
        joined_on: NaiveDate,
        spoken_on: Option<NaiveDate>,
        changed_on: Option<NaiveDate>,
        today: NaiveDate,
    ) -> bool {
        let ago = |day: NaiveDate| (today - day).num_days();
        let joined = self.joined.is_none_or(|joined| match joined {
            Joined::Since(day) => joined_on >= day,
            Joined::InLastDays(days) => ago(joined_on) <= i64::from(days),
        });
        let rests = |since: Option<NaiveDate>, days: Option<u16>| {
            days.is_none_or(|days| ago(since.unwrap_or(joined_on)) >= i64::from(days))
        };
        joined && rests(spoken_on, self.silent_days) && rests(changed_on, self.unchanged_days)
    }

    /// What it asks, in words that follow "Only".
    pub fn words(&self) -> String {
        let named =
            |what: &str, text: &str| (!text.is_empty()).then(|| format!("{what} \"{text}\""));
        let days = |what: &str, days: Option<u16>| {
            days.map(|days| format!("{what} for {}", say::count(days.into(), "day", "days")))
        };
        let letters: Vec<String> = self
            .classes
            .iter()
            .map(|class| class.letter().to_string())
            .collect();
        let joined = self.joined.map(|joined| match joined {
            Joined::Since(day) => format!("joined since {}", say::full(day)),
            Joined::InLastDays(days) => {
                format!(
                    "joined in the last {}",
                    say::count(days.into(), "day", "days")
                )
            }
        });
        let parts: Vec<String> = [
            self.bucket.map(|bucket| bucket.word().to_owned()),
            (!letters.is_empty()).then(|| format!("class {}", letters.join(" or "))),
            self.tier.map(|tier| format!("{} tier", tier.word())),
            named("at", &self.practice),
            named("GP", &self.named_gp),
            named("condition", &self.condition),
            named("group", &self.group),
            named("coordinated by", &self.coordinator),
            self.nobody_coordinates
                .then(|| "nobody coordinates".to_owned()),
            joined,
            days("not spoken with", self.silent_days),
            days("nothing written", self.unchanged_days),
            self.put_off.then(|| "something put off".to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect();
        with_text(&parts.join(", "), &self.text)
    }

    /// What is shown: by the name of the view that it came from, as long as only bucket and text were added to that.
    pub fn says(&self, named: Option<&Named>) -> String {
        named
            .and_then(|named| self.says_by_name(named))
            .unwrap_or_else(|| format!("Only {}", self.words()))
    }

    fn says_by_name(&self, named: &Named) -> Option<String> {
        let mut without = self.clone();
        let mut says = format!("View {}", named.name);
        if named.view.bucket.is_none()
            && let Some(bucket) = without.bucket.take()
        {
            says = format!("{says} in {}", bucket.word());
        }
        if named.view.text.is_empty() {
            without.text.clear();
            says = with_text(&says, &self.text);
        }
        (named.view == without).then_some(says)
    }
}

fn with_text(words: &str, text: &str) -> String {
    match (words, text) {
        (words, "") => words.to_owned(),
        ("", text) => format!("\"{text}\""),
        (words, text) => format!("{words} with \"{text}\""),
    }
}

/// A view with the name that people call it by.
#[derive(Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// What it asks.
    pub view: View,
}

/// The views that every store has. Nobody can change them or take them away.
pub fn built_in() -> [Named; 6] {
    let named = |name: &str, view| Named {
        name: name.to_owned(),
        view,
    };
    [
        // The weekly sweep: whom the days have passed by.
        named(
            "Weekly sweep",
            View {
                silent_days: Some(14),
                unchanged_days: Some(14),
                ..View::default()
            },
        ),
        named(
            "Class A and B",
            View {
                classes: vec![Class::Harm, Class::Promise],
                ..View::default()
            },
        ),
        named(
            "High tier",
            View {
                tier: Some(Tier::High),
                ..View::default()
            },
        ),
        named(
            "New this week",
            View {
                joined: Some(Joined::InLastDays(7)),
                ..View::default()
            },
        ),
        named(
            "Nobody coordinates",
            View {
                nobody_coordinates: true,
                ..View::default()
            },
        ),
        // What was put off is never out of sight.
        named(
            "Put off",
            View {
                put_off: true,
                ..View::default()
            },
        ),
    ]
}

#[cfg(test)]
mod tests;
