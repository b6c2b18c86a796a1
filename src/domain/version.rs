//! Versions of a plan: what was agreed, or given to somebody, frozen with everything a reader would be given (R38).
//!
//! A version never changes. The next edit of the plan starts a draft on top of it; whether there is one is a question of
//! comparing the two (`compare`).

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::id::{PersonId, VersionId};
use super::item::{Item, ItemKind};
use super::london;
use super::person::Person;
use super::plan::{Agreement, Plan};
use super::record::Folder;
use super::say;
use super::team::Member;
use super::words::{self, Heading, Words};

/// A numbered version.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Identity.
    pub id: VersionId,
    /// Whose plan.
    pub person: PersonId,
    /// Its number: 1, 2, 3 ...
    pub number: u32,
    /// When it was frozen (UTC).
    pub at: DateTime<Utc>,
    /// Login of the user who froze it.
    pub by: String,
    /// Who agreed to it; `None` for one that was given to somebody as it stood, between two agreements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Agreement>,
    /// What a reader would be given.
    pub body: Body,
}

private_debug!(Version { id, number });

/// A plan with all that belongs to it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Whose plan.
    pub person: Person,
    /// The plan.
    pub plan: Plan,
    /// The words that hold, one a heading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Words>,
    /// The care team of the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub team: Vec<Member>,
    /// What is waited for, and every action that serves a goal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

private_debug!(Body);

impl Body {
    /// What a reader would be given of a record on a day (London); `None` where no plan was begun.
    pub fn of(folder: &Folder, today: NaiveDate) -> Option<Self> {
        let plan = folder.plan.as_ref()?;
        Some(Self::with(folder, plan.value.clone(), today))
    }

    /// The same with a plan that is being written.
    pub fn with(folder: &Folder, plan: Plan, today: NaiveDate) -> Self {
        let all: Vec<Words> = folder.words.iter().map(|kept| kept.value.clone()).collect();
        let words = Heading::ALL
            .into_iter()
            .filter_map(|heading| words::current(&all, heading).cloned())
            .collect();
        let mut team: Vec<Member> = folder
            .team
            .iter()
            .map(|kept| &kept.value)
            .filter(|member| member.held_on(today))
            .cloned()
            .collect();
        team.sort_by_key(|member| (member.role, member.from_on, member.id));
        let belongs = |item: &&Item| {
            item.is_open()
                || item.kind == ItemKind::Action
                    && item.goal.is_some_and(|goal| plan.goal(goal).is_some())
        };
        let mut items: Vec<Item> = folder
            .items
            .iter()
            .map(|kept| &kept.value)
            .filter(belongs)
            .cloned()
            .collect();
        items.sort_by_key(|item| (item.asked_on, item.id));
        Self {
            person: folder.person.value.clone(),
            plan,
            words,
            team,
            items,
        }
    }
}

impl Version {
    /// Which version it is, in words: "version 3, agreed Tue 3 Mar 2026 by Margaret Ellis".
    pub fn word(&self) -> String {
        match &self.agreed {
            Some(agreed) => format!(
                "version {}, agreed {} by {}",
                self.number,
                say::full(agreed.on),
                agreed.by
            ),
            None => format!(
                "version {}, as it stood on {}, not agreed",
                self.number,
                say::full(london::date(self.at))
            ),
        }
    }
}
