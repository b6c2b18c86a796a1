//! A day that holds no more: called off or moved, and whether the person knows (R67, R69).

use chrono::NaiveDate;

use super::{Appointment, How};

impl Appointment {
    /// The day since which the person may go there in vain: they had agreed to it, it was called off or moved before it
    /// came, and nobody noted that they know. `None` where nothing is to be told.
    pub fn off_since(&self) -> Option<NaiveDate> {
        let came = self.came.as_ref()?;
        let is_off = matches!(came.how, How::Cancelled | How::Moved);
        // What was only noted afterwards sends nobody there any more.
        let is_ahead = came.on <= self.at.day();
        let is_owed = self.agreed_on.is_some() && self.off_told_on.is_none();
        (is_off && is_ahead && is_owed).then_some(came.on)
    }

    /// Whether there is anything to take down of it afterwards: of what is off, that the person knows it, while they do not.
    pub fn has_after(&self) -> bool {
        match self.how() {
            None => false,
            Some(How::Attended | How::Missed) => true,
            Some(How::Cancelled | How::Moved) => self.off_since().is_some(),
        }
    }

    /// The same, the person knows since a day that it is off; as it was where nothing was to be told.
    #[must_use]
    pub fn told_off(&self, on: NaiveDate) -> Self {
        let mut one = self.clone();
        if self.off_since().is_some() {
            one.off_told_on = Some(on);
        }
        one
    }
}
