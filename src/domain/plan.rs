//! The plan: exactly one a person, built on their own words (R29-R40, D3).
//!
//! Actions are open items that name the goal they serve (`item`): one shape for everything that somebody waits for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::arrangement::Arrangements;
use super::calendar::{Worked, add_days_shown};
pub use super::goal::{Goal, GoalState};
use super::id::{GoalId, NeedId, PersonId, PlanId};
pub use super::need::{NEED, Need, NeedEnded, NeedEnding};
use super::say;

/// The one live plan of a person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Identity.
    pub id: PlanId,
    /// Whose plan.
    pub person: PersonId,
    /// The day it was begun.
    pub begun_on: NaiveDate,
    /// Why there are no words yet; allows goals without them (R27).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub no_words_because: String,
    /// Strengths, interests and personal network, before any service (R34).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub strengths: String,
    /// Needs, concerns or problems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// Goals and hopes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// Agreed amount of contact with the practice (R36).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub practice_contact: String,
    /// What to do when things go wrong: signs, whom to ring, what not to do (R85).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contingency: String,
    /// Who steps in when the main carer or the coordinator cannot (R86).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub backup: String,
    /// What it arranges beside goals and actions.
    #[serde(default, skip_serializing_if = "Arrangements::is_empty")]
    pub arrangements: Arrangements,
    /// When the plan is looked at again (R37).
    #[serde(default)]
    pub review: Review,
    /// The last agreement, if the person has agreed to the plan (R38).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Agreement>,
}

private_debug!(Plan { id });

impl Plan {
    /// An empty plan.
    pub fn new(id: PlanId, person: PersonId, begun_on: NaiveDate) -> Self {
        Self {
            id,
            person,
            begun_on,
            no_words_because: String::new(),
            strengths: String::new(),
            needs: Vec::new(),
            goals: Vec::new(),
            practice_contact: String::new(),
            contingency: String::new(),
            backup: String::new(),
            arrangements: Arrangements::default(),
            review: Review::default(),
            agreed: None,
        }
    }

    /// The goal with that id.
    pub fn goal(&self, id: GoalId) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.id == id)
    }

    /// Whether it says what to do when things go wrong: in plans of their own, or in one text.
    pub fn says_what_if(&self) -> bool {
        !self.contingency.trim().is_empty() || !self.arrangements.contingency.is_empty()
    }

    /// Whether it names who steps in: for the carer where there is one, else for either (R86).
    ///
    /// A text that was written before there were two fields stands for both.
    pub fn names_backup(&self, has_carer: bool) -> bool {
        let said = |text: &String| !text.trim().is_empty();
        let backups = self.arrangements.backups.as_ref();
        said(&self.backup)
            || backups.is_some_and(|backups| {
                said(&backups.carer) || !has_carer && said(&backups.coordinator)
            })
    }

    /// The strengths, a line each.
    pub fn strength_lines(&self) -> Vec<&str> {
        let lines = self.strengths.lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// The need with that id.
    pub fn need(&self, id: NeedId) -> Option<&Need> {
        self.needs.iter().find(|need| need.id == id)
    }

    /// The need that a goal answers, where the plan has it.
    pub fn need_of(&self, goal: &Goal) -> Option<&Need> {
        goal.need.and_then(|id| self.need(id))
    }

    /// The day after which the review may not slip (R7): the hard maximum counted from the last review,
    /// or from the day the plan was begun.
    pub fn review_by(&self) -> Option<NaiveDate> {
        self.review_by_shown().map(|worked| worked.date)
    }

    /// The same with how it came about.
    pub fn review_by_shown(&self) -> Option<Worked> {
        let (from, event) = self.review_counts_from();
        let mut worked = add_days_shown(from, self.review.at_most_days?)?;
        worked.how = format!("{}, {event}: the longest time allowed", worked.how);
        Some(worked)
    }

    /// The planned day of the next review: the day set, else the agreed interval after the last one.
    pub fn review_due(&self) -> Option<NaiveDate> {
        self.review_due_shown().map(|worked| worked.date)
    }

    /// The same with how it came about.
    pub fn review_due_shown(&self) -> Option<Worked> {
        if let Some(date) = self.review.due_on {
            let how = format!("{} was set as the day of the review", say::full(date));
            return Some(Worked { date, how });
        }
        let (from, event) = self.review_counts_from();
        let mut worked = add_days_shown(from, self.review.every_days?)?;
        worked.how = format!("{}, {event}: the interval agreed", worked.how);
        Some(worked)
    }

    /// Why a review is held every day, where end-of-life care goes on (R87).
    pub fn reviewed_daily(&self) -> Option<String> {
        let time = self.arrangements.end_of_life_now()?;
        let since = time
            .since_on
            .map_or_else(String::new, |on| format!(" since {}", say::full(on)));
        Some(format!("every day in end-of-life care{since}"))
    }

    /// The day from which the next review is counted, and what it is.
    fn review_counts_from(&self) -> (NaiveDate, &'static str) {
        match self.review.last_on {
            Some(on) => (on, "the last review"),
            None => (self.begun_on, "when the plan was begun"),
        }
    }
}

/// When a plan is looked at again, and by whom (R7, R37).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The day of the last review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_on: Option<NaiveDate>,
    /// The day planned for the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    /// Agreed interval in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_days: Option<u16>,
    /// Hard maximum in days between two reviews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most_days: Option<u16>,
    /// Who holds it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub responsible: String,
}

/// That the person, or somebody who may speak for them, agreed to the plan (R38).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The day.
    pub on: NaiveDate,
    /// Who agreed.
    pub by: String,
    /// In what capacity: the person, a parent, an attorney.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub capacity: String,
    /// The professionals who contributed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contributors: String,
}

private_debug!(Agreement);
