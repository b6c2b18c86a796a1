//! What cannot be of a contact, and of a reason that was put off.

use chrono::NaiveDate;

use crate::domain::contact::Contact;
use crate::domain::deferral::Deferral;
use crate::domain::london;
use crate::domain::refusal::{Refusal, Refused, said_why, within};

/// The longest contact, in minutes: a day.
pub const LONGEST_CONTACT_MINUTES: u16 = 1_440;
/// The most calls of their own that somebody made before a contact.
pub const MOST_OWN_CALLS: u16 = 999;

impl Contact {
    /// Refuses what cannot be. That nothing was said is no fault: older records of a call that nobody took have no gist.
    ///
    /// # Errors
    /// The field, and a refusal that says what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refused> {
        // Nobody was spoken with tomorrow: such an entry would hide every silence after it (R46).
        let on = london::date(self.at);
        if on > today {
            return Err(Refused::at("at", Refusal::InFuture(on)));
        }
        within("minutes", self.minutes, (1, LONGEST_CONTACT_MINUTES))?;
        within(
            "details.own_calls",
            self.details.own_calls,
            (1, MOST_OWN_CALLS),
        )
    }
}

impl Deferral {
    /// Refuses one without its reason. How long it holds is bounded by its rule, whatever it claims.
    ///
    /// # Errors
    /// [`Refusal::NoReason`].
    pub fn check(&self) -> Result<(), Refused> {
        said_why("because", &self.because)
    }
}
