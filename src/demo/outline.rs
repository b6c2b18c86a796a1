//! The outline of one made-up person, before any words: lot, tier, and the dates that the list looks at.
//!
//! Cheap on purpose: a caseload of any size draws everybody's outline first, to share out the contacts.

use chrono::NaiveDate;

use super::frame::{Frame, day};
use super::lot::{Lot, Trouble};
use super::random::Dice;
use crate::domain::person::Tier;

/// Working days that a new record has before its gaps are named (DESIGN 3).
const SETTLING_WORKING_DAYS: u32 = 20;

/// What is settled about a person before anything is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline {
    /// Where they shall stand.
    pub(super) lot: Lot,
    /// A second thing that is due.
    pub(super) also: Option<Trouble>,
    /// Tier.
    pub(super) tier: Tier,
    /// Longest silence agreed, in days.
    pub(super) every: Option<u16>,
    /// The day they joined.
    pub(super) joined_on: NaiveDate,
    /// Joined so lately that the record may still have gaps.
    pub(super) is_recent: bool,
    /// The day they left.
    pub(super) left_on: Option<NaiveDate>,
    /// The day somebody last spoke with them.
    pub(super) spoken_on: Option<NaiveDate>,
    /// Days between two reviews, and at most.
    pub(super) review: (u16, u16),
    /// Contacts there are in any case.
    pub(super) must: u32,
    /// Contacts beside those in an ordinary caseload.
    pub(super) more: u32,
}

impl Outline {
    /// Draws an outline for a lot.
    pub(super) fn draw(frame: &Frame<'_>, lot: Lot, dice: &mut Dice) -> Self {
        let tier = dice.weighted(&[(20, Tier::High), (45, Tier::Medium), (35, Tier::Low)]);
        let every = interval(tier, lot, dice);
        let review = match tier {
            Tier::High => (91, 182),
            Tier::Medium => (182, 273),
            Tier::Low => (182, 365),
        };
        let also = second(lot, dice);
        let is_about = |trouble| {
            matches!(lot, Lot::Today(first) | Lot::Soon(first) if first == trouble)
                || also == Some(trouble)
        };
        let review = if is_about(Trouble::ReviewDue) || is_about(Trouble::PastMaximum) {
            (91, 182)
        } else {
            review
        };
        let is_recent = match lot {
            Lot::New => true,
            Lot::Steady | Lot::Waiting => dice.chance(9),
            _ => false,
        };
        let left_on = matches!(lot, Lot::Left(_))
            .then(|| frame.working_day(dice, frame.in_days(-200), frame.in_days(-3)));
        let joined_on = joined(frame, lot, is_recent, left_on, &is_about, dice);
        let spoken_on = spoken(frame, lot, every, joined_on, left_on, dice);
        let must = match (lot, spoken_on) {
            (Lot::New, _) if joined_on > frame.yesterday => 0,
            (Lot::New, _) => dice.below(3),
            (Lot::Today(Trouble::Retry), _) => 2,
            _ => 1,
        };
        let more = spoken_on.map_or(0, |until| {
            let start = joined_on.max(day(until, -365));
            let days = (until - start).num_days();
            // In each interval about one call that counts, and about half as many beside it.
            let expected = days * 3 / (2 * i64::from(effective(every)));
            let around = dice.between(expected * 6 / 10, expected * 14 / 10);
            u32::try_from(around).unwrap_or(0).min(60)
        });
        Self {
            lot,
            also,
            tier,
            every,
            joined_on,
            is_recent,
            left_on,
            spoken_on,
            review,
            must,
            more,
        }
    }

    /// Whether a thing is due now, and not merely soon.
    pub(super) fn is_due(&self, trouble: Trouble) -> bool {
        self.lot == Lot::Today(trouble) || self.also == Some(trouble)
    }

    /// Whether a thing falls due soon.
    pub(super) fn is_soon(&self, trouble: Trouble) -> bool {
        self.lot == Lot::Soon(trouble)
    }

    /// The last day about which anything can be told.
    pub(super) fn last_day(&self, frame: &Frame<'_>) -> NaiveDate {
        self.left_on.unwrap_or(frame.yesterday)
    }
}

/// The silence that counts when none was agreed.
fn effective(every: Option<u16>) -> u16 {
    every.unwrap_or(28)
}

fn interval(tier: Tier, lot: Lot, dice: &mut Dice) -> Option<u16> {
    match (tier, lot) {
        // Nothing is agreed with somebody with whom nobody has spoken.
        (_, Lot::New) => None,
        // Whoever is rung every week always has something soon, so only people with something due are.
        (Tier::High, Lot::Today(_) | Lot::Soon(Trouble::Quiet)) => Some(dice.one(&[7, 14, 14])),
        (Tier::High, _) => Some(14),
        (Tier::Medium, _) => dice.one(&[
            Some(28),
            Some(28),
            Some(28),
            Some(21),
            Some(21),
            Some(28),
            Some(35),
            None,
        ]),
        (Tier::Low, _) => Some(dice.one(&[42, 56, 56, 84])),
    }
}

/// A second thing that is due, for some of those who have one.
fn second(lot: Lot, dice: &mut Dice) -> Option<Trouble> {
    let may_be = match lot {
        Lot::Today(Trouble::Quiet | Trouble::NoReply | Trouble::NotTold) => 45,
        Lot::Today(Trouble::Retry | Trouble::CheckIn | Trouble::OthersAction) => 30,
        _ => 0,
    };
    let one = dice.one(&[
        Some(Trouble::OwnAction),
        Some(Trouble::ReviewDue),
        Some(Trouble::NoReply),
        Some(Trouble::OwnAction),
    ]);
    one.filter(|other| dice.chance(may_be) && lot != Lot::Today(*other))
}

fn joined(
    frame: &Frame<'_>,
    lot: Lot,
    is_recent: bool,
    left_on: Option<NaiveDate>,
    is_about: &dyn Fn(Trouble) -> bool,
    dice: &mut Dice,
) -> NaiveDate {
    let settling = SETTLING_WORKING_DAYS;
    if lot == Lot::New {
        return frame.working_day(dice, frame.working_days_ago(12), frame.today);
    }
    if is_recent {
        return frame.working_day(dice, frame.working_days_ago(13), frame.working_days_ago(3));
    }
    match lot {
        Lot::Today(Trouble::Gaps | Trouble::Variation) => {
            let late = u32::try_from(dice.between(0, 15)).unwrap_or(0);
            frame.working_days_ago(settling + late)
        }
        Lot::Soon(Trouble::Gaps) => {
            let ahead = u32::try_from(dice.between(1, 4)).unwrap_or(1);
            let due = frame.working_days_after(frame.today, ahead);
            frame.holidays.subtract_working_days(due, settling)
        }
        _ => {
            let until = left_on.unwrap_or(frame.today);
            let at_least = if is_about(Trouble::PastMaximum) {
                240
            } else if is_about(Trouble::ReviewDue) {
                150
            } else {
                50
            };
            let at_most = dice.one(&[200, 400, 400, 700, 1100]).max(at_least + 60);
            frame.working_day(dice, day(until, -at_most), day(until, -at_least))
        }
    }
}

fn spoken(
    frame: &Frame<'_>,
    lot: Lot,
    every: Option<u16>,
    joined_on: NaiveDate,
    left_on: Option<NaiveDate>,
    dice: &mut Dice,
) -> Option<NaiveDate> {
    let every = i64::from(effective(every));
    // The silence speaks on the day this many days after the last call.
    let so_that_due = |due: NaiveDate| day(due, -every);
    let (low, high) = match lot {
        Lot::New => return None,
        Lot::Left(_) => {
            let left = left_on.unwrap_or(frame.yesterday);
            (day(left, -15), left)
        }
        Lot::Paused => (frame.in_days(-60), frame.in_days(-5)),
        Lot::Today(Trouble::PauseOver) => (frame.in_days(-12), frame.in_days(-2)),
        Lot::Today(Trouble::Quiet) => (so_that_due(frame.in_days(-12)), so_that_due(frame.today)),
        Lot::Soon(Trouble::Quiet) => (
            so_that_due(frame.in_days(1)),
            so_that_due(frame.soon_until).min(frame.yesterday),
        ),
        // Room before the promised day, or before the day of the failed attempt.
        Lot::Today(Trouble::CheckIn | Trouble::Retry) => {
            (so_that_due(frame.in_days(1)), frame.working_days_ago(3))
        }
        Lot::Today(_) | Lot::Soon(_) => (so_that_due(frame.in_days(1)), frame.yesterday),
        Lot::Steady | Lot::Waiting => (so_that_due(day(frame.soon_until, 1)), frame.yesterday),
    };
    let low = low.max(joined_on);
    Some(frame.working_day(dice, low.min(high), high))
}
