//! Wishes for later, and the papers that say so, with where they are (R87, STANDARDS D3 item 8, D5).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{days_have_been, listed};
use super::slot::{NOT_RECORDED, Slot, at_most_one, choice, slot, worded};
use super::{Arrangement, ArrangementKind, Refused};
use crate::domain::refusal::Refusal;

worded! {
    /// Whether there is a paper.
    Paper {
        /// Nobody has written down whether there is.
        NotRecorded = NOT_RECORDED,
        /// There is.
        Yes = "yes, the paper says what",
        /// They were asked, and there is none.
        No = "no, they were asked",
        /// They were asked and are thinking about it.
        Undecided = "thinking about it",
    }
}

impl Paper {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn is_unsaid(&self) -> bool {
        *self == Self::NotRecorded
    }
}

/// What somebody wants for later.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    /// Where they want to be cared for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place_of_care: String,
    /// Where they want to die.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place_of_death: String,
    /// Whatever else they want, in their words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub other: String,
    /// Whether there is an advance statement.
    #[serde(default, skip_serializing_if = "Paper::is_unsaid")]
    pub statement: Paper,
    /// Where that paper is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub statement_at: String,
    /// Whether there is an advance decision to refuse treatment.
    #[serde(default, skip_serializing_if = "Paper::is_unsaid")]
    pub refusal: Paper,
    /// Where that paper is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refusal_at: String,
    /// Attorney for health and welfare.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub attorney_welfare: String,
    /// Attorney for property and affairs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub attorney_property: String,
    /// What was said about capacity, and by whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub capacity: String,
    /// Estimated prognosis, in the words of whoever gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prognosis: String,
    /// The end-of-life care register on which they are, and since when.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub register: String,
    /// The day they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_on: Option<NaiveDate>,
    /// Who was there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said_with: String,
}

impl Wishes {
    /// What binds whoever treats them: a refusal of treatment, and who decides for them. Where the paper is comes last:
    /// a short screen may cut that.
    pub fn binding(&self) -> String {
        let (refuses, at) = match self.refusal {
            Paper::Yes => ("refuses treatment (ADRT)", self.refusal_at.as_str()),
            Paper::NotRecorded | Paper::No | Paper::Undecided => ("", ""),
        };
        listed([
            ("", refuses),
            ("attorney for health", &self.attorney_welfare),
            ("paper:", at),
        ])
    }
}

impl Arrangement for Wishes {
    const KIND: ArrangementKind = ArrangementKind::Wishes;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(place_of_care: Line, "Place of care", "where they want to be cared for"),
        slot!(place_of_death: Line, "Place of death", "where they want to die, if they said so"),
        slot!(other: Text, "Other wishes", "as they say it, also what an advance statement says"),
        choice!(statement: Paper, "Advance statement", "Left and Right choose, or the first letter"),
        slot!(statement_at: Line, "Where that is", "where the paper is kept, who has a copy"),
        choice!(refusal: Paper, "Refuses treatment", "an advance decision (ADRT); Left and Right choose"),
        slot!(refusal_at: Line, "Where that paper is", "where the paper is kept, who has a copy"),
        slot!(attorney_welfare: Line, "Attorney, health", "lasting power for health and welfare: who"),
        slot!(attorney_property: Line, "Attorney, property", "lasting power for property: who"),
        slot!(capacity: Line, "Capacity", "what was said about it, by whom and when"),
        slot!(prognosis: Line, "Prognosis", "as the clinician who gave it put it"),
        slot!(register: Line, "Register", "end-of-life care register, since when"),
        slot!(said_on: Been, "Said on", "today; 3 feb"),
        slot!(said_with: Line, "Who was there", "their daughter, the GP"),
    ];

    at_most_one!(wishes);

    fn brief(&self) -> String {
        let paper = |paper: Paper, at: &str, what: &str| match paper {
            Paper::Yes if at.is_empty() => what.to_owned(),
            Paper::Yes => format!("{what}: {at}"),
            Paper::NotRecorded | Paper::No | Paper::Undecided => String::new(),
        };
        let said = listed([
            ("cared for", &self.place_of_care),
            ("to die", &self.place_of_death),
            ("", &self.other),
            (
                "",
                &paper(self.statement, &self.statement_at, "advance statement"),
            ),
            (
                "",
                &paper(self.refusal, &self.refusal_at, "refuses treatment (ADRT)"),
            ),
            ("attorney for health", &self.attorney_welfare),
        ]);
        if said.is_empty() {
            "recorded".to_owned()
        } else {
            said
        }
    }

    fn lacks(&self, _: NaiveDate) -> Option<String> {
        let lost = |paper: Paper, at: &str| paper == Paper::Yes && at.trim().is_empty();
        let is_lost =
            lost(self.statement, &self.statement_at) || lost(self.refusal, &self.refusal_at);
        if self.contradicts().is_err() {
            return Some("says where a paper is, but not that there is one".to_owned());
        }
        is_lost.then(|| "not said where the paper is".to_owned())
    }

    fn contradicts(&self) -> Result<(), Refused> {
        for (field, paper, at) in [
            ("statement", self.statement, &self.statement_at),
            ("refusal", self.refusal, &self.refusal_at),
        ] {
            if paper != Paper::Yes && !at.trim().is_empty() {
                return Err(Refused {
                    field,
                    why: Refusal::PaperOrNot,
                });
            }
        }
        Ok(())
    }

    fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        days_have_been(self, today)
    }
}
