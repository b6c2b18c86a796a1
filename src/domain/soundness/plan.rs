//! What cannot be of a plan: its needs, its goals, its review, its agreement, and everything that it arranges.

use chrono::NaiveDate;

use super::{Flaws, as_value, known_by};
use crate::domain::arrangement::{
    Arrangement, ArrangementKind, Arrangements, Naming, Visit, facts,
};
use crate::domain::goal::Goal;
use crate::domain::plan::{Agreement, Need, Plan, Review};
use crate::domain::refusal::{Refusal, Refused, have_been, wanted, within};
use crate::domain::words::Words;

/// The highest number for how important a goal is or how confident somebody is; the lowest is 1.
pub const MOST_IMPORTANT: u16 = 10;
/// The longest interval between two reviews that can be agreed, in days.
pub const LONGEST_REVIEW_DAYS: u16 = 400;
/// The longest time allowed between two reviews, in days.
pub const LONGEST_WITHOUT_REVIEW_DAYS: u16 = 800;

impl Goal {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("text", &self.text, "what the goal is")?;
        within("importance", self.importance, (1, MOST_IMPORTANT))
            .map_err(|fault| Refused::at(fault.field, Refusal::NotOneToTen))?;
        have_been("progress", self.progress.iter().map(|note| note.on), today)?;
        have_been("outcomes", self.outcomes.iter().map(|one| one.on), today)
    }
}

impl Need {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("text", &self.text, "what the need is")?;
        have_been("ended.on", self.ended.as_ref().map(|ended| ended.on), today)
    }
}

impl Review {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        have_been("last_on", self.last_on, today)?;
        within("every_days", self.every_days, (1, LONGEST_REVIEW_DAYS))?;
        let most = (1, LONGEST_WITHOUT_REVIEW_DAYS);
        within("at_most_days", self.at_most_days, most)
    }
}

impl Agreement {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted(
            "by",
            &self.by,
            "who agreed: the person, or somebody who may speak for them",
        )?;
        have_been("on", [self.on], today)
    }
}

impl Words {
    /// Refuses words that were said on a day that has not been. Empty ones are no fault: they take earlier ones back.
    ///
    /// # Errors
    /// [`Refusal::NotYet`].
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        have_been("said_on", [self.said_on], today)
    }
}

struct Look<'a, 'f>(&'a Arrangements, &'f mut Flaws, NaiveDate);

impl Visit for Look<'_, '_> {
    type Out = ();

    fn visit<T: Arrangement>(self) {
        let Self(all, flaws, today) = self;
        for one in T::all(all) {
            let brief: String = one.brief().chars().take(40).collect();
            let thing = if T::KIND.is_single() || brief.is_empty() {
                T::KIND.one().to_owned()
            } else {
                format!("{} \"{brief}\"", T::KIND.one())
            };
            if let Err(fault) = one.check(today) {
                let mut slots = T::SLOTS.iter().filter(|slot| slot.name == fault.field);
                let told = slots.next().map(std::slice::from_ref);
                let told = told.map(|slot| facts(slot, one, Naming::plain(&[], today)));
                let value = told.into_iter().flatten().next();
                flaws.add(
                    &thing,
                    value.map_or_else(String::new, |fact| fact.value),
                    fault,
                );
            }
        }
    }
}

/// Looks at a plan and everything in it.
pub(super) fn look(flaws: &mut Flaws, plan: &Plan, today: NaiveDate) {
    flaws.take("", plan, have_been("begun_on", [plan.begun_on], today));
    flaws.take("review", &plan.review, plan.review.check(today));
    if let Some(agreed) = &plan.agreed {
        flaws.take("agreement", agreed, agreed.check(today));
    }
    for need in &plan.needs {
        flaws.take(&known_by("need", &as_value(need)), need, need.check(today));
    }
    for goal in &plan.goals {
        let name = known_by("goal", &as_value(goal));
        flaws.take(&name, goal, goal.check(today));
        for stage in &goal.stages {
            let thing = format!("{name}: step");
            flaws.take(
                &thing,
                stage,
                wanted("text", &stage.text, "what the step is"),
            );
        }
    }
    for kind in ArrangementKind::ALL {
        kind.visit(Look(&plan.arrangements, flaws, today));
    }
}
