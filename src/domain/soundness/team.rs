//! What cannot be of a place in a care team, and of the carer who holds it.

use chrono::NaiveDate;

use super::Flaws;
use crate::domain::carer::Strain;
use crate::domain::refusal::{Refusal, Refused, have_been, in_order, wanted, within};
use crate::domain::team::{Away, Member};
use crate::domain::variation::Approval;

/// The highest number a carer can give to how hard it is; the lowest is 0.
pub const MOST_STRAIN: u16 = 10;

impl Member {
    /// Refuses what cannot be of a place.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        wanted(
            "name",
            &self.name,
            "the name: the person's, or the service's",
        )?;
        in_order("until_on", Some(self.from_on), self.until_on)?;
        if let Some(away) = &self.away {
            away.check()?;
        }
        let approved = self.variation.as_ref();
        if let Some(approval) = approved.and_then(|variation| variation.approved.as_ref()) {
            approval.check(today)?;
        }
        match self.carer.as_ref().and_then(|carer| carer.access.as_ref()) {
            Some(access) => access.check("carer.access.review_on"),
            None => Ok(()),
        }
    }
}

impl Away {
    /// Refuses an end before the beginning.
    ///
    /// # Errors
    /// [`Refusal::EndsBeforeStart`].
    pub fn check(&self) -> Result<(), Refused> {
        in_order("away.until_on", Some(self.from_on), self.until_on)
    }
}

impl Approval {
    /// Refuses a day on which the person cannot have approved yet.
    ///
    /// # Errors
    /// [`Refusal::LiesAhead`].
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if self.on <= today {
            return Ok(());
        }
        let why = Refusal::LiesAhead {
            day: self.on,
            instead: "Keep it once the person has approved.",
        };
        Err(Refused::at("variation.approved.on", why))
    }
}

impl Strain {
    /// Refuses a number that is not asked for, and a day that has not been.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        within("score", self.score, (0, MOST_STRAIN))?;
        have_been("on", [self.on], today)
    }
}

/// Looks at a place, and at each time that the carer said how they are.
pub(super) fn look(flaws: &mut Flaws, member: &Member, today: NaiveDate) {
    flaws.take("", member, member.check(today));
    let strain = member.carer.iter().flat_map(|carer| &carer.strain);
    for one in strain {
        flaws.take("strain of the carer", one, one.check(today));
    }
}
