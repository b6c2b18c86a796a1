//! The clocks that a discharge starts: the first call, the letter, the second explanation, and whether it was out of
//! hours (R77, R78, R80, R81; STANDARDS D2).
//!
//! Hours are hours that pass: over a night in which the clocks change, the clock time differs by one.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc, Weekday};

use crate::domain::calendar::{Holidays, Worked};
use crate::domain::{london, say};

/// Hours within which somebody speaks with a person who was discharged (NICE NG27).
pub const FIRST_CALL_HOURS: u8 = 24;
/// Hours within which the discharge letter is due (NHS Standard Contract).
pub const LETTER_HOURS: u8 = 24;
/// Working days after which the plan is explained again at home: a choice of this program, for the source says only
/// that it be done when somebody has settled.
pub const EXPLAIN_AGAIN_WORKING_DAYS: u32 = 5;

/// The instant a number of hours after another; at the end of the calendar it is the same.
pub fn hours_after(at: DateTime<Utc>, hours: u8) -> DateTime<Utc> {
    at.checked_add_signed(TimeDelta::hours(i64::from(hours)))
        .unwrap_or(at)
}

/// The London day a number of hours after an instant, and how it came about.
///
/// For example `Sat 28 Feb 2026 19:10 = 24 hours after Fri 27 Feb 2026 19:10`.
pub fn hours_shown(at: DateTime<Utc>, hours: u8) -> Worked {
    let (from, until) = (london::local(at), london::local(hours_after(at, hours)));
    let written =
        |local: NaiveDateTime| format!("{} {}", say::full(local.date()), say::time(local.time()));
    let changed = if until.signed_duration_since(from) == TimeDelta::hours(i64::from(hours)) {
        ""
    } else {
        ", for the clocks changed"
    };
    Worked {
        date: until.date(),
        how: format!(
            "{} = {} after {}{changed}",
            written(until),
            say::count(usize::from(hours), "hour", "hours"),
            written(from)
        ),
    }
}

/// The day on which the plan is explained again, and how it came about.
pub fn explain_again_shown(at: DateTime<Utc>, holidays: &Holidays) -> Worked {
    holidays.add_working_days_shown(london::date(at), EXPLAIN_AGAIN_WORKING_DAYS)
}

/// Why a London clock time is out of hours, in a few words; `None` where it is not.
pub fn out_of_hours_because(local: NaiveDateTime, holidays: &Holidays) -> Option<&'static str> {
    if !holidays.out_of_hours(local) {
        return None;
    }
    Some(if is_weekend(local.date()) {
        "at the weekend"
    } else if holidays.is_holiday(local.date()).is_some() {
        "on a bank holiday"
    } else if local.time() < chrono::NaiveTime::MIN + TimeDelta::hours(8) {
        "before 08:00"
    } else {
        "after 18:30"
    })
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
