//! The moment at which a made-up caseload is seen, and days and instants counted from it.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::random::Dice;
use super::tables::Tables;
use crate::domain::calendar::Holidays;
use crate::domain::triage::SOON_WORKING_DAYS;
use crate::domain::user::User;
use crate::domain::{london, say};

/// What everybody on the caseload has in common.
pub(super) struct Frame<'a> {
    /// The moment (UTC).
    pub(super) now: DateTime<Utc>,
    /// Its London date.
    pub(super) today: NaiveDate,
    /// The day before.
    pub(super) yesterday: NaiveDate,
    /// Today, if it is a working day, else the last one before.
    pub(super) last_working: NaiveDate,
    /// The last day that counts as soon.
    pub(super) soon_until: NaiveDate,
    /// Bank holidays.
    pub(super) holidays: &'a Holidays,
    /// Whose caseload it mostly is.
    pub(super) navigator: &'a User,
    /// The text tables.
    pub(super) tables: Tables,
    /// What everything follows from.
    pub(super) seed: u64,
}

impl<'a> Frame<'a> {
    /// The frame of a moment.
    pub(super) fn new(
        seed: u64,
        now: DateTime<Utc>,
        holidays: &'a Holidays,
        navigator: &'a User,
    ) -> Self {
        let today = london::date(now);
        Self {
            now,
            today,
            yesterday: day(today, -1),
            last_working: holidays.subtract_working_days(today, 0),
            soon_until: holidays.add_working_days(today, SOON_WORKING_DAYS),
            holidays,
            navigator,
            tables: Tables::read(),
            seed,
        }
    }

    /// So many days from today; before today when negative.
    pub(super) fn in_days(&self, days: i64) -> NaiveDate {
        day(self.today, days)
    }

    /// So many working days before the last working day up to today.
    pub(super) fn working_days_ago(&self, count: u32) -> NaiveDate {
        self.holidays
            .subtract_working_days(self.last_working, count)
    }

    /// So many working days after another day.
    pub(super) fn working_days_after(&self, from: NaiveDate, count: u32) -> NaiveDate {
        self.holidays.add_working_days(from, count)
    }

    /// A working day from `low` to `high`, both included. If there is none, `high`: somebody worked at a weekend.
    pub(super) fn working_day(
        &self,
        dice: &mut Dice,
        low: NaiveDate,
        high: NaiveDate,
    ) -> NaiveDate {
        let span = (high - low).num_days().max(0);
        for _ in 0..6 {
            let found = day(high, -dice.between(0, span));
            if self.holidays.is_working_day(found) {
                return found;
            }
        }
        let last = self.holidays.subtract_working_days(high, 0);
        if last >= low { last } else { high }
    }

    /// A moment on a past day between two hours, London time, never after now.
    pub(super) fn moment(
        &self,
        dice: &mut Dice,
        on: NaiveDate,
        from: u32,
        to: u32,
    ) -> DateTime<Utc> {
        let minute = dice.between(i64::from(from) * 60, i64::from(to) * 60 - 1);
        self.at(on, minute)
    }

    /// A clock time in London on a day, in minutes from midnight, never after now.
    pub(super) fn at(&self, on: NaiveDate, minute: i64) -> DateTime<Utc> {
        let seconds = u32::try_from(minute * 60).unwrap_or(0);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
        london::instant(on.and_time(time)).min(self.now)
    }

    /// A while after an instant, never after now.
    pub(super) fn later(&self, at: DateTime<Utc>, minutes: i64) -> DateTime<Utc> {
        at.checked_add_signed(TimeDelta::minutes(minutes))
            .unwrap_or(at)
            .min(self.now)
    }

    /// A date as people read it today.
    pub(super) fn says(&self, date: NaiveDate) -> String {
        say::day(date, self.today)
    }
}

/// So many days from a date.
pub(super) fn day(from: NaiveDate, days: i64) -> NaiveDate {
    TimeDelta::try_days(days)
        .and_then(|span| from.checked_add_signed(span))
        .unwrap_or(from)
}
