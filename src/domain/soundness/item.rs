//! What cannot be of an open item, and of the steps of an action.

use chrono::NaiveDate;

use super::{Flaws, MOST_IMPORTANT};
use crate::domain::item::{Conflict, Item, ItemKind};
use crate::domain::refusal::{Refusal, Refused, comes_after, have_been, in_order, wanted, within};

impl Item {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if self.what.trim().is_empty() {
            return Err(Refused::at("what", Refusal::NoWhat));
        }
        if self.kind == ItemKind::Conflict {
            let nobody = Conflict::default();
            self.conflict.as_ref().unwrap_or(&nobody).check()?;
        }
        if self.confidence.is_some() {
            within("confidence", self.confidence, (1, MOST_IMPORTANT))
                .map_err(|fault| Refused::at(fault.field, Refusal::NotOneToTen))?;
        }
        self.check_ongoing()?;
        self.check_expected()?;
        have_been("chases", self.chases.iter().map(|chase| chase.on), today)?;
        // Not so of the rest: what came of it may be said in a contact, and one can be written down after a later item.
        for step in &self.referral {
            self.check_moved("referral", step.on, today)?;
        }
        have_been("outcome.on", self.outcome.iter().map(|one| one.on), today)?;
        have_been("told_on", self.told_on, today)?;
        have_been("service_closed_on", self.service_closed_on, today)?;
        have_been(
            "reopened",
            self.reopened.iter().map(|again| again.on),
            today,
        )?;
        have_been("ended.on", self.ended.iter().map(|ended| ended.on), today)
    }

    /// Refuses a day on which nothing can have come of it: one ahead, or before it was asked.
    ///
    /// # Errors
    /// [`Refusal::NotYet`] and [`Refusal::TooEarly`].
    pub fn check_moved(
        &self,
        field: &'static str,
        on: NaiveDate,
        today: NaiveDate,
    ) -> Result<(), Refused> {
        have_been(field, [on], today)?;
        comes_after(field, [on], (self.asked_on, "it was asked"))
    }

    /// Refuses an end of what goes on without one, which only an action can.
    ///
    /// # Errors
    /// [`Refusal::Ongoing`].
    fn check_ongoing(&self) -> Result<(), Refused> {
        let has_day = self.expected_on.is_some() || self.expected_counted;
        if self.ongoing && (has_day || self.kind != ItemKind::Action) {
            return Err(Refused::at("expected_on", Refusal::Ongoing));
        }
        Ok(())
    }

    /// Refuses a day by which it cannot be expected. What was booked or attended counts from there, not from the asking.
    ///
    /// # Errors
    /// [`Refusal::EndsBeforeStart`]; a supply needs its last day.
    pub fn check_expected(&self) -> Result<(), Refused> {
        if self.kind == ItemKind::Supply && self.expected_on.is_none() && !self.expected_counted {
            return Err(Refused::at("expected_on", Refusal::NoLastDay));
        }
        if self.referral.is_empty() {
            in_order("expected_on", Some(self.asked_on), self.expected_on)?;
        }
        Ok(())
    }
}

impl Conflict {
    /// Refuses a contradiction that lacks one of its two sides.
    ///
    /// # Errors
    /// [`Refusal::OneSided`].
    pub fn check(&self) -> Result<(), Refused> {
        for (field, says) in [("conflict.one", &self.one), ("conflict.other", &self.other)] {
            if says.trim().is_empty() {
                return Err(Refused::at(field, Refusal::OneSided));
            }
        }
        Ok(())
    }
}

/// Looks at an item, and at each of its steps.
pub(super) fn look(flaws: &mut Flaws, item: &Item, today: NaiveDate) {
    flaws.take("", item, item.check(today));
    for stage in &item.stages {
        flaws.take(
            "step",
            stage,
            wanted("text", &stage.text, "what the step is"),
        );
    }
}
