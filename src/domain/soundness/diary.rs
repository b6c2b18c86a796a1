//! What cannot be of an appointment, and of a move.

use chrono::NaiveDate;

use crate::domain::appointment::{Appointment, How};
use crate::domain::london;
use crate::domain::refusal::{Refusal, Refused, comes_after, have_been, said_why, wanted, within};
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
        have_been("off_told_on", self.off_told_on, today)?;
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
        self.check_marks(today)?;
        self.check_supply()
    }

    /// Refuses what cannot have been done about it, or not on that day. Who takes over may have said so before it, and
    /// what is planned may be called off; the rest comes after the move.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check_marks(&self, today: NaiveDate) -> Result<(), Refused> {
        let moved = (london::date(self.at), "the move");
        have_been("told_on", self.told_on, today)?;
        if let Some(acknowledged) = &self.acknowledged {
            wanted("acknowledged.by", &acknowledged.by, "who acknowledged it")?;
            have_been("acknowledged.on", [acknowledged.on], today)?;
        }
        have_been("asked_on", self.asked_on, today)?;
        comes_after("asked_on", self.asked_on, moved)?;
        if let Some(closed) = &self.closed {
            said_why("closed.because", &closed.because)?;
            have_been("closed.on", [closed.on], today)?;
        }
        let Some(discharge) = &self.discharge else {
            return Ok(());
        };
        for (field, on) in [
            ("discharge.called_on", discharge.called_on),
            ("discharge.explained_again_on", discharge.explained_again_on),
        ] {
            have_been(field, on, today)?;
            comes_after(field, on, moved)?;
        }
        Ok(())
    }

    /// Refuses medicines that end before the discharge. That they last very long is unlikely but can be: see
    /// [`Transition::long_supply`].
    ///
    /// # Errors
    /// [`Refusal::TooEarly`].
    pub fn check_supply(&self) -> Result<(), Refused> {
        let until = self
            .discharge
            .as_ref()
            .and_then(|one| one.medicines_until_on);
        let day = london::date(self.at);
        comes_after(
            "discharge.medicines_until_on",
            until,
            (day, "they came home"),
        )
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
