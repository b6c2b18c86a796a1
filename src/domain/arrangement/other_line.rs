//! The lines of another service's plan, and where each went: into a goal or an action of this plan, or nowhere, and why
//! (R30).

use serde::{Deserialize, Serialize};

use super::entry::wanted;
use super::{Arrangements, OtherPlan, Refused};
use crate::domain::id::{ArrangementId, GoalId, ItemId, OtherLineId};
use crate::domain::item::Item;
use crate::domain::plan::Plan;
use crate::domain::refusal::Refusal;

/// A line of another service's plan.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherLine {
    /// Identity.
    pub id: OtherLineId,
    /// The line, as that plan has it.
    pub text: String,
    /// Where in this plan it went; nothing while that is open, and where it was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<Taken>,
    /// Why it was left out; empty where it was not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub left_out_because: String,
}

private_debug!(OtherLine { id });

/// The part of this plan into which a line went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// A goal.
    Goal(GoalId),
    /// An action.
    Action(ItemId),
}

impl Taken {
    /// What kind of part it is.
    pub fn word(self) -> &'static str {
        match self {
            Self::Goal(_) => "goal",
            Self::Action(_) => "action",
        }
    }

    /// The words of the part, where the plan or the items have it.
    pub fn named<'a>(self, plan: &'a Plan, items: &[&'a Item]) -> Option<&'a str> {
        match self {
            Self::Goal(id) => plan.goal(id).map(|goal| goal.text.as_str()),
            Self::Action(id) => {
                let mut items = items.iter();
                items
                    .find(|item| item.id == id)
                    .map(|item| item.what.as_str())
            }
        }
    }
}

impl OtherLine {
    /// Whether nobody has said yet where it goes.
    pub fn is_open(&self) -> bool {
        self.into.is_none() && self.left_out_because.trim().is_empty()
    }

    /// The line with where it went.
    pub fn says(&self, plan: &Plan, items: &[&Item]) -> String {
        let text = &self.text;
        match self.into {
            Some(into) => match into.named(plan, items) {
                Some(name) => format!("{text} (into the {}: {name})", into.word()),
                None => format!("{text} (into {} that is not shown here)", an(into.word())),
            },
            None if self.is_open() => format!("{text} (not said yet where it went)"),
            None => format!("{text} (left out: {})", self.left_out_because),
        }
    }

    /// Refuses a line without words, and one that went somewhere and was left out.
    ///
    /// # Errors
    /// The field and the sentence that says what to do instead.
    pub fn check(&self) -> Result<(), Refused> {
        wanted("text", &self.text, "what that plan says there")?;
        if self.into.is_some() && !self.left_out_because.trim().is_empty() {
            return Err(Refused {
                field: "left_out_because",
                why: Refusal::TakenAndLeftOut,
            });
        }
        Ok(())
    }
}

fn an(word: &str) -> String {
    let article = if word.starts_with('a') { "an" } else { "a" };
    format!("{article} {word}")
}

impl OtherPlan {
    /// What it is called, and whose it is.
    pub fn called(&self) -> String {
        if self.service.trim().is_empty() {
            self.name.clone()
        } else {
            format!("{} of {}", self.name, self.service)
        }
    }
}

impl Arrangements {
    /// Another service's plan by its id.
    pub fn other_plan(&self, id: ArrangementId) -> Option<&OtherPlan> {
        self.other_plans.iter().find(|plan| plan.id == id)
    }

    /// What came into a part of this plan from the plans of others, a line each.
    pub fn taken_from_others(&self, into: Taken) -> Vec<String> {
        let mut came = Vec::new();
        for plan in &self.other_plans {
            let here = plan.lines.iter().filter(|line| line.into == Some(into));
            came.extend(here.map(|line| format!("From {}: {}", plan.called(), line.text)));
        }
        came
    }
}
