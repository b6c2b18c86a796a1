//! Counting in working days: Monday to Friday without bank holidays (STANDARDS D2).
//!
//! Working days are numbered from the start of the calendar, so that counting between two dates
//! is a subtraction and adding is the way back: a few steps for any span, because a triage list
//! asks for each person on it.

use chrono::{Datelike, NaiveDate};

use super::Holidays;

impl Holidays {
    /// Tells whether a date is a working day.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        date.weekday().num_days_from_monday() < 5 && self.on_weekdays.binary_search(&date).is_err()
    }

    /// Returns the `n`-th working day after a date; for `n` = 0 the date itself if it is a
    /// working day, else the next one.
    ///
    /// At the far end of the calendar it is the last date there is.
    pub fn add_working_days(&self, from: NaiveDate, n: u32) -> NaiveDate {
        if n == 0 && self.is_working_day(from) {
            return from;
        }
        let number = self.working_days_until(from) + i64::from(n.max(1));
        self.working_day(number, self.holidays_until(from))
            .unwrap_or(NaiveDate::MAX)
    }

    /// Returns the `n`-th working day before a date; for `n` = 0 the date itself if it is a
    /// working day, else the one before it.
    ///
    /// At the far end of the calendar it is the first date there is.
    pub fn subtract_working_days(&self, from: NaiveDate, n: u32) -> NaiveDate {
        let working = self.is_working_day(from);
        if n == 0 && working {
            return from;
        }
        // The last working day up to a free day is already the first one before it.
        let back = i64::from(n.max(1)) - i64::from(!working);
        self.working_day(self.working_days_until(from) - back, 0)
            .unwrap_or(NaiveDate::MIN)
    }

    /// Why nobody works on a day, as people say it; `None` on a working day.
    pub fn off(&self, date: NaiveDate) -> Option<&'static str> {
        if self.is_working_day(date) {
            None
        } else if self.is_holiday(date).is_some() {
            Some("a bank holiday")
        } else {
            Some("a weekend")
        }
    }

    /// Returns how many working days lie after `a`, up to and including `b`; negative, by the
    /// same count, when `b` is before `a`.
    pub fn working_days_between(&self, a: NaiveDate, b: NaiveDate) -> i64 {
        self.working_days_until(b) - self.working_days_until(a)
    }

    /// How many working days there are up to and including a date, from the calendar's start.
    fn working_days_until(&self, date: NaiveDate) -> i64 {
        // 1 January of year 1, day 1 of the common era, was a Monday.
        let days = i64::from(date.num_days_from_ce()) - 1;
        let weekdays = days.div_euclid(7) * 5 + (days.rem_euclid(7) + 1).min(5);
        weekdays - self.holidays_until(date)
    }

    /// The working day with a number, given some count of holidays known to lie before it.
    ///
    /// Each holiday up to the date found so far moves it on by a weekday, which may bring in
    /// further holidays; the count only grows, and ends at the first date that satisfies it.
    fn working_day(&self, number: i64, known_holidays: i64) -> Option<NaiveDate> {
        let mut holidays = known_holidays;
        loop {
            let weekday = number + holidays - 1;
            let days = weekday.div_euclid(5) * 7 + weekday.rem_euclid(5);
            let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(days + 1).ok()?)?;
            let found = self.holidays_until(date);
            if found == holidays {
                return Some(date);
            }
            holidays = found;
        }
    }

    /// How many bank holidays fall on a weekday up to and including a date.
    fn holidays_until(&self, date: NaiveDate) -> i64 {
        let count = self.on_weekdays.partition_point(|holiday| *holiday <= date);
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// The bank holidays on weekdays after `a`, up to and including `b`.
    pub(super) fn holidays_between(&self, a: NaiveDate, b: NaiveDate) -> &[NaiveDate] {
        let start = self.on_weekdays.partition_point(|holiday| *holiday <= a);
        let end = self.on_weekdays.partition_point(|holiday| *holiday <= b);
        self.on_weekdays.get(start..end).unwrap_or_default()
    }
}
