//! Sums done over again as with a paper calendar and the published list: what tests compare the calendar with.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::Holidays;
use crate::domain::london;

/// A working day by the plainest rule, from the published list and a paper calendar.
pub fn works(table: &Holidays, day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && table.is_holiday(day).is_none()
}

/// Checks a sum as a reader would: reads both dates and the count from the words and counts day by day.
pub fn by_hand(table: &Holidays, sum: &str) -> (NaiveDate, NaiveDate) {
    let sum = sum.split([',', ';']).next().unwrap();
    if sum.contains(" hours after ") {
        return hours_by_hand(sum.split(": ").next().unwrap());
    }
    let read = |text: &str| NaiveDate::parse_from_str(text, "%a %d %b %Y").unwrap();
    let (result, sum) = sum.split_once(" = ").unwrap();
    let mut day;
    if let Some(from) = sum.strip_prefix("the first working day on or after ") {
        day = read(from);
        while !works(table, day) {
            day = day.succ_opt().unwrap();
        }
    } else if let Some((count, from)) = sum.split_once(" before ") {
        let mut left: u32 = count.split_once(' ').unwrap().0.parse().unwrap();
        day = read(from);
        while left > 0 {
            day = day.pred_opt().unwrap();
            left -= u32::from(works(table, day));
        }
    } else {
        let (count, from) = sum.split_once(" after ").unwrap();
        let (mut left, unit) = {
            let (n, unit) = count.split_once(' ').unwrap();
            (n.parse::<u32>().unwrap(), unit)
        };
        day = read(from);
        while left > 0 {
            day = day.succ_opt().unwrap();
            left -= u32::from(unit.starts_with("day") || works(table, day));
        }
    }
    (read(result), day)
}

/// Checks a sum of hours: the hours that pass between the two clock times, by the zone's own rules.
fn hours_by_hand(sum: &str) -> (NaiveDate, NaiveDate) {
    let read = |text: &str| NaiveDateTime::parse_from_str(text, "%a %d %b %Y %H:%M").unwrap();
    let (result, sum) = sum.split_once(" = ").unwrap();
    let (count, from) = sum.split_once(" hours after ").unwrap();
    let hours = TimeDelta::hours(count.parse().unwrap());
    let counted = london::local(london::instant(read(from)) + hours);
    (read(result).date(), counted.date())
}
