//! What cannot be of a person: a birth ahead, a pause without an end in sight, a leaving before they came.

use chrono::{Days, NaiveDate};

use crate::domain::access::Access;
use crate::domain::leaving::Telling;
use crate::domain::person::{Leaving, Person, Status};
use crate::domain::refusal::{Refusal, Refused, have_been, said_why, within};
use crate::domain::told::Told;

/// The longest silence that can be agreed, in days.
pub const LONGEST_SILENCE_DAYS: u16 = 400;

impl Person {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if self.name.family.trim().is_empty() {
            return Err(Refused::at("name.family", Refusal::NoName));
        }
        if self.born_on.is_some_and(|born| born > today) {
            return Err(Refused::at("born_on", Refusal::BornAhead));
        }
        within(
            "contact_every_days",
            self.contact_every_days,
            (1, LONGEST_SILENCE_DAYS),
        )?;
        have_been("joined_on", [self.joined_on], today)?;
        self.check_status(today)?;
        if let Some(access) = &self.access {
            access.check("access.review_on")?;
        }
        have_been(
            "self_coordinating.on",
            self.self_coordinating.iter().map(|noted| noted.on),
            today,
        )?;
        if let Some(told) = &self.told_coordinator {
            told.check(today)?;
        }
        Ok(())
    }

    fn check_status(&self, today: NaiveDate) -> Result<(), Refused> {
        match &self.status {
            Status::Open => Ok(()),
            Status::Paused { until, because } => {
                said_why("status.because", because)?;
                Status::check_pause(*until, today)
            }
            Status::Left {
                on,
                how,
                because,
                tell,
            } => {
                said_why("status.because", because)?;
                self.check_leaving(*how, *on, today)?;
                let told = tell.iter().filter_map(|tell| match tell.state {
                    Telling::Told { on } => Some(on),
                    Telling::ToTell | Telling::NeedNot => None,
                });
                have_been("status.tell", told, today)
            }
        }
    }

    /// Refuses a day on which they cannot have left.
    ///
    /// # Errors
    /// The day lies ahead, or before they were born or came; somebody who died may have before they were on a late list.
    pub fn check_leaving(
        &self,
        how: Leaving,
        on: NaiveDate,
        today: NaiveDate,
    ) -> Result<(), Refused> {
        let refuse = |why| Err(Refused::at("status.on", why));
        let early = |than| Refusal::TooEarly { day: on, than };
        if on > today {
            return refuse(Refusal::NotYet(on));
        }
        if self.born_on.is_some_and(|born| on < born) {
            return refuse(early("they were born"));
        }
        if on < self.joined_on && how != Leaving::Died {
            return refuse(early("they joined the list"));
        }
        Ok(())
    }
}

impl Status {
    /// The last day until which anybody may be paused from a day on: a year, and its day again.
    pub fn longest_pause(today: NaiveDate) -> Option<NaiveDate> {
        today.checked_add_days(Days::new(366))
    }

    /// Refuses a pause that is longer than any may be. One that has ended is no fault: its end is in the past.
    ///
    /// # Errors
    /// [`Refusal::PauseTooLong`].
    pub fn check_pause(until: NaiveDate, today: NaiveDate) -> Result<(), Refused> {
        match Self::longest_pause(today) {
            Some(last) if until > last => {
                Err(Refused::at("status.until", Refusal::PauseTooLong(last)))
            }
            _ => Ok(()),
        }
    }
}

impl Access {
    /// Refuses days that cannot be; `field` is where the next time stands.
    ///
    /// # Errors
    /// The next time is not after the one that was held.
    pub fn check(&self, field: &'static str) -> Result<(), Refused> {
        match self.reviewed_on.zip(self.review_on) {
            Some((last, next)) if next <= last => Err(Refused::at(field, Refusal::NextBeforeLast)),
            _ => Ok(()),
        }
    }
}

impl Told {
    /// Refuses a day on which they cannot have been told yet.
    ///
    /// # Errors
    /// [`Refusal::LiesAhead`].
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        if self.on <= today {
            return Ok(());
        }
        let why = Refusal::LiesAhead {
            day: self.on,
            instead: "Keep it once they were told; a check-in can remind of it.",
        };
        Err(Refused::at("told_coordinator.on", why))
    }
}
