//! When the practice is open, and when "out of hours" applies (STANDARDS D2).
//!
//! Out of hours is 18:30 to 08:00 on weekdays, from 18:30 on Friday to 08:00 on Monday, and all of
//! a bank holiday. The boundaries: at 08:00:00 the practice is open, at 18:30:00 it is closed.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::Holidays;

/// Whether the practice is open, and until when that holds. London clock times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PracticeHours {
    /// Open now.
    Open {
        /// 18:30 on the same date.
        until: NaiveDateTime,
    },
    /// Closed now: out of hours.
    Closed {
        /// 08:00 on the next working day, which may be today.
        opens: NaiveDateTime,
    },
}

impl Holidays {
    /// Tells whether a London clock time is out of hours.
    pub fn out_of_hours(&self, local: NaiveDateTime) -> bool {
        matches!(self.practice_hours(local), PracticeHours::Closed { .. })
    }

    /// Tells whether the practice is open at a London clock time, and when that changes.
    pub fn practice_hours(&self, local: NaiveDateTime) -> PracticeHours {
        let (opens, closes) = hours_on(local.date());
        if !self.is_working_day(local.date()) || local >= closes {
            // For a free day the next working day is the first one after it, too.
            let next = self.add_working_days(local.date(), 1);
            return PracticeHours::Closed {
                opens: hours_on(next).0,
            };
        }
        if local < opens {
            PracticeHours::Closed { opens }
        } else {
            PracticeHours::Open { until: closes }
        }
    }
}

/// 08:00 and 18:30 on a date.
fn hours_on(date: NaiveDate) -> (NaiveDateTime, NaiveDateTime) {
    let midnight = date.and_time(NaiveTime::MIN);
    (
        midnight + TimeDelta::hours(8),
        midnight + TimeDelta::minutes(18 * 60 + 30),
    )
}
