//! An open item as the rules see it: its days, who is waited for, whether it is booked.

use chrono::NaiveDate;

use crate::domain::id::{AppointmentId, ItemId};
use crate::domain::item::{Booking, Item, ItemKind, ReferralState, Rung, Waiting};

/// One open item, as the rules see it.
#[derive(Clone, PartialEq, Eq)]
pub struct ItemFact {
    /// Which.
    pub id: ItemId,
    /// What kind.
    pub kind: ItemKind,
    /// Who is waited for.
    pub waiting: Waiting,
    /// The day from which it counts: when it was asked or agreed, or when the last step of it was taken.
    pub asked_on: NaiveDate,
    /// The day by which it is expected.
    pub expected_on: Option<NaiveDate>,
    /// The day an answer came.
    pub answered_on: Option<NaiveDate>,
    /// How often it was chased.
    pub chases: u16,
    /// The day of the last chase.
    pub chased_on: Option<NaiveDate>,
    /// The day the person was last told how it stands (R67).
    pub told_on: Option<NaiveDate>,
    /// The highest rung on which it was asked again (R60).
    pub rung: Option<Rung>,
    /// Of a referral, that it is booked.
    pub booking: Option<Booking>,
    /// Of a referral that was declined, the appointment that it was booked for.
    pub declined_of: Option<AppointmentId>,
    /// Of an action, that it goes on without an end: expected is the day on which it is looked at again.
    pub ongoing: bool,
    /// Whether the answer is that it was declined; said only where there are words.
    pub declined: bool,
    /// The day on which an answer that they were told was taken back, while they were not told that.
    pub taken_back_on: Option<NaiveDate>,
    /// What it is, in words; empty where only dates matter, as in the whole list.
    pub what: String,
    /// That answer, in words; empty where only dates matter.
    pub taken_back: String,
    /// How the expected day was agreed or counted, as it was kept; empty where only dates matter.
    pub expected_how: String,
    /// Who was asked or does it; empty where only dates matter.
    pub owner: String,
}

private_debug!(ItemFact {
    kind,
    waiting,
    asked_on,
    expected_on,
    answered_on,
    chased_on
});

impl ItemFact {
    /// The digest of an item.
    pub fn of(item: &Item) -> Self {
        let declined = item.referral_state() == Some(ReferralState::Declined);
        Self {
            id: item.id,
            kind: item.kind,
            // Whoever does it, it is ours to look at it again.
            waiting: if item.ongoing {
                Waiting::Us
            } else {
                item.waiting
            },
            asked_on: item.counts_from(),
            // A day that was only counted is counted anew by the calendar in force.
            expected_on: if item.ongoing {
                item.review_on
            } else {
                item.expected_on.filter(|_| !item.expected_counted)
            },
            answered_on: item.outcome.as_ref().map(|outcome| outcome.on),
            chases: u16::try_from(item.chases_now().len()).unwrap_or(u16::MAX),
            chased_on: item.chases_now().iter().map(|chase| chase.on).max(),
            told_on: item.told_on,
            rung: item.highest_rung(),
            booking: item.booking(),
            declined_of: item.appointment.filter(|_| declined),
            ongoing: item.ongoing,
            declined,
            taken_back_on: item.taken_back().map(|(on, _)| on),
            taken_back: (item.taken_back())
                .map_or_else(String::new, |(_, outcome)| outcome.text.clone()),
            what: item.what_now().into_owned(),
            expected_how: if item.expected_counted {
                String::new()
            } else {
                item.expected_how.clone()
            },
            owner: item.owner.clone(),
        }
    }
}
