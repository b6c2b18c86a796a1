//! An appointment as the rules see it: its days, what is not ready, and whether it was followed up.

use chrono::NaiveDate;

use crate::domain::appointment::{Appointment, How, Lack};
use crate::domain::id::AppointmentId;

/// One appointment that something is to be done about.
#[derive(Clone, PartialEq, Eq)]
pub struct AppointmentFact {
    /// Which.
    pub id: AppointmentId,
    /// The London day on which it is.
    pub on: NaiveDate,
    /// What became of it; `None` while it is booked.
    pub how: Option<How>,
    /// The day on which that was noted.
    pub closed_on: Option<NaiveDate>,
    /// Whether what comes after it was done: the person asked how it went, a missed one seen to.
    pub followed_up: bool,
    /// What is not ready.
    pub lacking: Lacking,
    /// By which day it shall be prepared, where one was agreed.
    pub prepare_on: Option<NaiveDate>,
    /// The day on which it is due again, while nothing is booked for that.
    pub recall_on: Option<NaiveDate>,
    /// The day since which they may go there in vain, while they do not know that it is off.
    pub off_on: Option<NaiveDate>,
    /// The one that came after it.
    pub next: Option<AppointmentId>,
    /// What it is, in words; empty where only dates matter, as in the whole list.
    pub what: String,
    /// What is to be prepared, in words; empty where only dates matter.
    pub prepare: String,
    /// How often it comes back, in months; `None` where a day was named, or only dates matter.
    pub every_months: Option<u16>,
}

private_debug!(AppointmentFact {
    id,
    on,
    how,
    closed_on,
    followed_up,
    lacking,
    prepare_on,
    recall_on,
    off_on
});

impl AppointmentFact {
    /// The digest of an appointment.
    pub fn of(appointment: &Appointment) -> Self {
        Self {
            id: appointment.id,
            on: appointment.at.day(),
            how: appointment.how(),
            closed_on: appointment.came.as_ref().map(|came| came.on),
            followed_up: appointment.is_followed_up(),
            lacking: Lacking::of(appointment),
            prepare_on: appointment.prepare_on,
            recall_on: appointment.recall_due(),
            off_on: appointment.off_since(),
            next: appointment.next,
            what: appointment.what.clone(),
            prepare: appointment.prepare.clone(),
            every_months: appointment
                .every_months
                .filter(|_| appointment.recall_on.is_none()),
        }
    }

    /// Whether anything is left to be done about it, now or later.
    pub fn is_watched(&self) -> bool {
        let after = match self.how {
            None => true,
            Some(How::Attended | How::Missed) => !self.followed_up,
            Some(How::Cancelled | How::Moved) => self.off_on.is_some(),
        };
        after || self.recall_on.is_some()
    }
}

/// A set of what is not ready, and whether the person was not told yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lacking(u8);

/// The bit of whoever was not told, beside those of [`Lack`].
const UNTOLD: u8 = 1 << 7;

impl Lacking {
    /// That of an appointment.
    pub fn of(appointment: &Appointment) -> Self {
        let lacks = appointment.lacks().fold(Self::default(), Self::with);
        if appointment.agreed_on.is_none() {
            lacks.untold()
        } else {
            lacks
        }
    }

    /// The same, and the person was not told.
    #[must_use]
    pub fn untold(self) -> Self {
        Self(self.0 | UNTOLD)
    }

    /// Whether the person was not told.
    pub fn is_untold(self) -> bool {
        self.0 & UNTOLD != 0
    }

    /// The set as bits, for a store.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// A set from its bits.
    pub fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// The same with one more.
    #[must_use]
    pub fn with(self, lack: Lack) -> Self {
        Self(self.0 | 1 << lack as u8)
    }

    /// Whether everything is ready.
    pub fn is_empty(self) -> bool {
        self.0 & !UNTOLD == 0
    }

    /// Whether it is in the set.
    pub fn has(self, lack: Lack) -> bool {
        self.0 & (1 << lack as u8) != 0
    }
}
