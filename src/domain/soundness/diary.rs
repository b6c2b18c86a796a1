//! What cannot be of an appointment, and of a move.

use chrono::NaiveDate;

use crate::domain::appointment::{Appointment, How};
use crate::domain::london;
use crate::domain::refusal::{Refusal, Refused, have_been, said_why, wanted, within};
use crate::domain::transition::{MoveKind, Transition};

/// The longest interval after which an appointment comes back, in months.
pub const LONGEST_RECALL_MONTHS: u16 = 120;

impl Appointment {
    /// Refuses what cannot be, of one that is closed too.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn sound(&self, today: NaiveDate) -> Result<(), Refused> {
        self.check(today).map_err(|why| {
            let field = match why {
                Refusal::Unsaid(_) => "what",
                Refusal::NotSoLong => "minutes",
                Refusal::PrepareAfter(_) => "prepare_on",
                Refusal::RecallBefore(_) => "recall_on",
                Refusal::NotYet(_) => "agreed_on",
                _ => "at",
            };
            Refused::at(field, why)
        })?;
        within(
            "every_months",
            self.every_months,
            (1, LONGEST_RECALL_MONTHS),
        )?;
        have_been("asked_on", self.asked_on, today)?;
        have_been("came.on", self.came.iter().map(|came| came.on), today)?;
        have_been("dealt.on", self.dealt.iter().map(|dealt| dealt.on), today)?;
        let day = self.at.day();
        if matches!(self.how(), Some(How::Attended | How::Missed)) && day > today {
            return Err(Refused::at("came", Refusal::NotYet(day)));
        }
        Ok(())
    }
}

impl Transition {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        self.check_sides()?;
        let day = london::date(self.at);
        if matches!(self.kind, MoveKind::Admission | MoveKind::Discharge) && day > today {
            return Err(Refused::at("at", Refusal::NotYet(day)));
        }
        if let Some(acknowledged) = &self.acknowledged {
            wanted("acknowledged.by", &acknowledged.by, "who acknowledged it")?;
            have_been("acknowledged.on", [acknowledged.on], today)?;
        }
        have_been("asked_on", self.asked_on, today)?;
        if let Some(closed) = &self.closed {
            said_why("closed.because", &closed.because)?;
            have_been("closed.on", [closed.on], today)?;
        }
        if let Some(discharge) = &self.discharge {
            have_been("discharge.called_on", discharge.called_on, today)?;
            have_been(
                "discharge.explained_again_on",
                discharge.explained_again_on,
                today,
            )?;
        }
        Ok(())
    }

    /// Refuses a discharge from nowhere and an admission to nowhere.
    ///
    /// # Errors
    /// [`Refusal::Unsaid`].
    pub fn check_sides(&self) -> Result<(), Refused> {
        match self.kind {
            MoveKind::Discharge => wanted(
                "from",
                &self.from,
                "where they come from: the ward or the hospital",
            ),
            MoveKind::Admission => {
                wanted("to", &self.to, "where they are: the ward or the hospital")
            }
            _ => Ok(()),
        }
    }
}
