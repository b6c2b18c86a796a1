//! A need for which no service was found (R97): what commissioners are told is missing, and where.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::find::fold;
use crate::domain::id::{PersonId, UnmetNeedId};
use crate::domain::say;

/// A need that nothing in the directory met.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmetNeed {
    /// Identity.
    pub id: UnmetNeedId,
    /// What was needed, in words; never empty.
    pub needed: String,
    /// Where, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// On which day it was looked for (London).
    pub on: NaiveDate,
    /// Who looked.
    pub by: String,
    /// For whom, where it was for one person and they are named. Nothing that commissioners get says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<PersonId>,
    /// Anything else: what was tried instead.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

private_debug!(UnmetNeed { id, on });

impl UnmetNeed {
    /// What was needed, where and when it was looked for, on one line.
    pub fn line(&self, today: NaiveDate) -> String {
        let place = if self.place.is_empty() {
            String::new()
        } else {
            format!(", {}", self.place)
        };
        format!(
            "{}{place} (looked for {})",
            self.needed,
            say::day(self.on, today)
        )
    }
}

/// One need in one place, however often it was met with.
#[derive(Clone, PartialEq, Eq)]
pub struct Count {
    /// The need as it was last written.
    pub needed: String,
    /// The place as it was last written.
    pub place: String,
    /// How often.
    pub times: usize,
    /// The first day (London).
    pub first_on: NaiveDate,
    /// The last day (London).
    pub last_on: NaiveDate,
}

private_debug!(Count {
    times,
    first_on,
    last_on
});

/// The needs counted, the most frequent first; those that differ in case or accents alone are one.
pub fn counted(needs: &[UnmetNeed]) -> Vec<Count> {
    let mut counts: BTreeMap<(String, String), Count> = BTreeMap::new();
    for need in needs {
        let key = (fold(&need.needed), fold(&need.place));
        let count = counts.entry(key).or_insert_with(|| Count {
            needed: String::new(),
            place: String::new(),
            times: 0,
            first_on: need.on,
            last_on: need.on,
        });
        count.times += 1;
        count.first_on = count.first_on.min(need.on);
        if need.on >= count.last_on {
            count.last_on = need.on;
            count.needed.clone_from(&need.needed);
            count.place.clone_from(&need.place);
        }
    }
    let mut counts: Vec<Count> = counts.into_values().collect();
    counts.sort_by_key(|count| Reverse((count.times, count.last_on)));
    counts
}
