//! Dates as GP systems and spreadsheets write them.
//!
//! Nothing here depends on today: a record's date is complete or it is refused. Above all a
//! two-digit year is refused, because `10/07/49` may be a birth in 1949 or a slip for 2049.

use chrono::NaiveDate;

use super::fault::{NoSuchDay, RecordDateFault};
use super::words::{self, Token};
use super::written::{self, Year};

/// No living person's date is earlier; no plan's is later.
const YEARS: std::ops::RangeInclusive<u32> = 1850..=2199;
/// Longer than any date, with its time.
const LONGEST: usize = 40;

/// Reads a date from an export: `10-Oct-1942`, `24 Oct 2022`, `10/07/1949`, `1949-07-10`,
/// `19490710`. The day comes first unless the year does; never the month.
///
/// A time after the date, as some exports add, is left out.
pub fn parse_record_date(text: &str) -> Result<NaiveDate, RecordDateFault> {
    let not_a_date = || RecordDateFault::not_a_date(text);
    if text.chars().count() > LONGEST {
        return Err(not_a_date());
    }
    let tokens = words::read(text).map_err(|_| not_a_date())?;
    if tokens.is_empty() {
        return Err(RecordDateFault::Empty);
    }
    let date = written::read(without_time(&tokens)).ok_or_else(not_a_date)?;
    let Some(Year { value, digits, .. }) = date.year else {
        return Err(RecordDateFault::no_year(text));
    };
    if digits != 4 {
        return Err(RecordDateFault::two_digit_year(text));
    }
    if !YEARS.contains(&value) {
        return Err(RecordDateFault::OutOfRange { year: value });
    }
    let year = i32::try_from(value).ok();
    year.and_then(|year| NaiveDate::from_ymd_opt(year, date.month, date.day))
        .ok_or(RecordDateFault::NoSuchDay(NoSuchDay {
            day: date.day,
            month: Some(date.month),
            year,
        }))
}

/// Leaves out `09:15` or `T09:15:00` at the end.
fn without_time(tokens: &[Token]) -> &[Token] {
    use Token::{At, Number, Sign};
    #[expect(clippy::manual_let_else, reason = "the patterns read better as arms")]
    let rest = match tokens {
        [
            rest @ ..,
            Number(0..=23, 1..=2),
            Sign(':'),
            Number(0..=59, 2),
            Sign(':'),
            Number(0..=59, 2),
        ]
        | [
            rest @ ..,
            Number(0..=23, 1..=2),
            Sign(':'),
            Number(0..=59, 2),
        ] => rest,
        _ => return tokens,
    };
    match rest {
        [rest @ .., At] => rest,
        _ => rest,
    }
}
