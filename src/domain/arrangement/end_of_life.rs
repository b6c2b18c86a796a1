//! End-of-life care: while it goes on, the plan is reviewed every day (R87).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, in_order, listed, wanted};
use super::slot::{Slot, in_list, slot};
use super::{Arrangement, ArrangementKind, Refused};
use crate::domain::id::ArrangementId;
use crate::domain::refusal::Refusal;
use crate::domain::say;

/// A time of end-of-life care; the one without a last day goes on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndOfLife {
    /// Identity.
    pub id: ArrangementId,
    /// The day it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_on: Option<NaiveDate>,
    /// The clinician who said so.
    pub said_by: String,
    /// Why.
    pub because: String,
    /// Its last day, once it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
    /// Why it is over, and who said so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ended_because: String,
}

impl Arrangement for EndOfLife {
    const KIND: ArrangementKind = ArrangementKind::EndOfLife;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(since_on: Been, "Since", "today; 3 feb"),
        slot!(said_by: Who, "Said by", "the clinician who said so"),
        slot!(because: Line, "Because", "why now, in a few words"),
        slot!(until_on: Been, "Last day", "empty: it goes on"),
        slot!(ended_because: Line, "It ends because", "why, and who said so"),
    ];

    in_list!(end_of_life);

    fn begin(id: ArrangementId, today: NaiveDate) -> Self {
        Self {
            id,
            since_on: Some(today),
            said_by: String::new(),
            because: String::new(),
            until_on: None,
            ended_because: String::new(),
        }
    }

    fn until_on(&self) -> Option<NaiveDate> {
        self.until_on
    }

    /// Over from the moment somebody says so: nobody asks for a review on its last day.
    fn ended_on(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.until_on.filter(|until| *until <= today)
    }

    fn brief(&self) -> String {
        let since = self.since_on.map(say::birth).unwrap_or_default();
        let reviewed = if self.until_on.is_none() {
            "reviewed every day"
        } else {
            ""
        };
        listed([
            ("since", &since),
            ("said by", &self.said_by),
            ("", &self.because),
            ("", reviewed),
            ("over because", &self.ended_because),
        ])
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if self.since_on.is_none() {
            return Err(Refused {
                field: "since_on",
                why: Refusal::NoDay,
            });
        }
        wanted("said_by", &self.said_by, "who said so")?;
        wanted("because", &self.because, "why, in a few words")?;
        if self.until_on.is_some() {
            wanted(
                "ended_because",
                &self.ended_because,
                "why it ends, in a few words",
            )?;
        } else if !self.ended_because.trim().is_empty() {
            return Err(Refused {
                field: "until_on",
                why: Refusal::NoDay,
            });
        }
        days_have_been(self, today)?;
        in_order("until_on", self.since_on, self.until_on)
    }
}
