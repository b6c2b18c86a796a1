//! What cannot be of a decision about sharing, and of a copy that somebody holds.

use chrono::NaiveDate;

use crate::domain::copy::PlanCopy;
use crate::domain::refusal::{Refusal, Refused, in_order, wanted};
use crate::domain::sharing::Sharing;

impl Sharing {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("with", self.with.word(), "with whom it is shared")?;
        wanted(
            "decided_by",
            &self.decided_by,
            "who decided: the person, or somebody who may decide for them",
        )?;
        ahead(
            "on",
            self.on,
            today,
            "Give the day on which it was decided.",
        )?;
        in_order("until_on", Some(self.on), self.until_on)?;
        in_order("withdrawn_on", Some(self.on), self.withdrawn_on)
    }
}

impl PlanCopy {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted("holder", self.holder.word(), "who has it")?;
        wanted(
            "how",
            &self.how,
            "how they got it: by hand, by post, read out",
        )?;
        ahead("on", self.on, today, "Give the day on which they got it.")?;
        in_order("ended_on", Some(self.on), self.ended_on)
    }
}

fn ahead(
    field: &'static str,
    day: NaiveDate,
    today: NaiveDate,
    instead: &'static str,
) -> Result<(), Refused> {
    if day > today {
        return Err(Refused::at(field, Refusal::LiesAhead { day, instead }));
    }
    Ok(())
}
