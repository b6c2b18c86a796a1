//! The date half of what is typed.
//!
//! Each reader answers `Ok(None)` when the words have another shape, and an error when they have
//! the right shape but name no day.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::fault::{NoSuchDay, WhenFault};
use super::words::{Token, Unit};
use super::written::{self, Written, Year};
use super::{Asked, Bias};

/// Years outside these are slips of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;
/// A day and month that passed so few days ago is more likely meant than the one of next year.
const JUST_PAST_DAYS: i64 = 31;
/// Every day and month comes within so many years: 29 February skips 2100.
const YEARS_TO_29_FEBRUARY: i32 = 8;

type Found = Result<Option<NaiveDate>, WhenFault>;

/// Reads a date in any of its forms.
pub(super) fn read(tokens: &[Token], asked: &Asked<'_>) -> Found {
    use Token::{
        Article, End, EndOfMonth, Last, Month, Next, Of, On, The, Today, Tomorrow, Unit as Counted,
        Yesterday,
    };
    let found = match tokens {
        [On, rest @ ..] => written_or_weekday(rest, asked)?,
        [Today] => Some(asked.today),
        [Tomorrow] => asked.today.succ_opt(),
        [Yesterday] => asked.today.pred_opt(),
        [Next, Token::Weekday(day)] => next_week(asked.today, *day),
        [Next, Counted(Unit::Week)] => next_week(asked.today, Weekday::Mon),
        [Last, Token::Weekday(day)] => nearest_weekday(asked.today, Bias::Past, *day),
        [Token::Weekday(day), Counted(Unit::Week)]
        | [Article, Counted(Unit::Week), On, Token::Weekday(day)] => {
            nearest_weekday(asked.today, Bias::Future, *day).map(|near| near + Days::new(7))
        }
        [End, Month(month)] | [End, The, Month(month)] => end_of_named_month(asked, *month),
        [EndOfMonth] | [End, Of, Counted(Unit::Month)] | [End, Of, The, Counted(Unit::Month)] => {
            end_of_month(asked)
        }
        _ => match counted(tokens, asked)? {
            Some(date) => Some(date),
            None => written_or_weekday(tokens, asked)?,
        },
    };
    match found {
        Some(date) if !YEARS.contains(&date.year()) => Err(WhenFault::TooFar),
        found => Ok(found),
    }
}

/// Whether the words are no more than the weekday of today.
pub(super) fn is_todays_weekday(tokens: &[Token], asked: &Asked<'_>) -> bool {
    match tokens {
        [Token::Weekday(day)] | [Token::On, Token::Weekday(day)] => *day == asked.today.weekday(),
        _ => false,
    }
}

/// `fri`, `12 mar`, `fri 12 mar 2026`.
fn written_or_weekday(tokens: &[Token], asked: &Asked<'_>) -> Found {
    match tokens {
        [Token::Weekday(day)] => Ok(nearest_weekday(asked.today, asked.bias, *day)),
        [Token::Weekday(said), rest @ ..] => match written_out(rest, asked)? {
            Some(date) if date.weekday() != *said => {
                Err(WhenFault::WrongWeekday { date, said: *said })
            }
            found => Ok(found),
        },
        _ => written_out(tokens, asked),
    }
}

/// A day of the month, with or without month and year.
fn written_out(tokens: &[Token], asked: &Asked<'_>) -> Found {
    if let [Token::Ordinal(day)] | [Token::The, Token::Ordinal(day)] = tokens {
        let date = nearest_day_of_month(asked, *day);
        return date.map(Some).ok_or(WhenFault::NoSuchDay(NoSuchDay {
            day: *day,
            month: None,
            year: None,
        }));
    }
    let Some(Written { day, month, year }) = written::read(tokens) else {
        return Ok(None);
    };
    let (date, year) = match year {
        None => {
            let nearest = nearest_day_and_month(asked, day, month);
            if let Some(ahead) = nearest {
                not_just_past(asked, (day, month), ahead)?;
            }
            (nearest, None)
        }
        Some(year) => match full_year(year)? {
            None => return Ok(None),
            Some(year) => (NaiveDate::from_ymd_opt(year, month, day), Some(year)),
        },
    };
    date.map(Some).ok_or(WhenFault::NoSuchDay(NoSuchDay {
        day,
        month: Some(month),
        year,
    }))
}

/// The year meant; `None` if it is a time instead, as in `12 mar 10` or `12 mar 1030`.
fn full_year(year: Year) -> Result<Option<i32>, WhenFault> {
    let value = i32::try_from(year.value).unwrap_or(i32::MAX);
    match (year.digits, year.apart) {
        (2, true) => match value {
            7..=19 => Ok(None),
            // Nobody can tell; 2003 and 03:00 are both unlikely.
            0..=23 => Err(WhenFault::YearOrTime { number: year.value }),
            _ => Ok(Some(2000 + value)),
        },
        (2, false) => Ok(Some(2000 + value)),
        (_, true) if !YEARS.contains(&value) => Ok(None),
        _ if !YEARS.contains(&value) => Err(WhenFault::TooFar),
        _ => Ok(Some(value)),
    }
}

/// `+2w`, `in 3 days`, `2 weeks ago`, `a fortnight`, `10 working days`.
fn counted(tokens: &[Token], asked: &Asked<'_>) -> Found {
    let Some((n, unit, direction)) = counts(tokens, asked.bias) else {
        return Ok(None);
    };
    let today = asked.today;
    let days = |per_unit: u32| Days::new(u64::from(n) * u64::from(per_unit));
    let months = |per_unit: u32| Months::new(n.saturating_mul(per_unit));
    let date = match (unit, direction) {
        (Unit::Day, Bias::Future) => today.checked_add_days(days(1)),
        (Unit::Day, Bias::Past) => today.checked_sub_days(days(1)),
        (Unit::Week, Bias::Future) => today.checked_add_days(days(7)),
        (Unit::Week, Bias::Past) => today.checked_sub_days(days(7)),
        // From the 31st, a shorter month gives its last day.
        (Unit::Month, Bias::Future) => today.checked_add_months(months(1)),
        (Unit::Month, Bias::Past) => today.checked_sub_months(months(1)),
        (Unit::Year, Bias::Future) => today.checked_add_months(months(12)),
        (Unit::Year, Bias::Past) => today.checked_sub_months(months(12)),
        (Unit::WorkingDay, Bias::Future) => Some(asked.holidays.add_working_days(today, n)),
        (Unit::WorkingDay, Bias::Past) => Some(asked.holidays.subtract_working_days(today, n)),
    };
    date.map(Some).ok_or(WhenFault::TooFar)
}

/// How many of what, and in which direction, where something is counted.
pub(super) fn counts(tokens: &[Token], bias: Bias) -> Option<(u32, Unit, Bias)> {
    use Token::{Ago, In, Sign};
    let (span, direction) = match tokens {
        [Sign('+') | In, rest @ ..] => (rest, Bias::Future),
        [Sign('-'), rest @ ..] | [rest @ .., Ago] => (rest, Bias::Past),
        _ => (tokens, bias),
    };
    let (n, unit) = span_of(span)?;
    Some((n, unit, direction))
}

/// How many of what.
fn span_of(tokens: &[Token]) -> Option<(u32, Unit)> {
    use Token::{Article, Fortnight, Number, Unit as Counted, Working};
    match *tokens {
        [Fortnight] | [Article, Fortnight] => Some((2, Unit::Week)),
        [Number(n, _), Fortnight] => Some((n.saturating_mul(2), Unit::Week)),
        [Number(n, _), Counted(unit)] => Some((n, unit)),
        [Article, Counted(unit)] => Some((1, unit)),
        [Number(n, _), Working, Counted(Unit::Day)] => Some((n, Unit::WorkingDay)),
        [Article, Working, Counted(Unit::Day)] => Some((1, Unit::WorkingDay)),
        _ => None,
    }
}

/// The nearest such day of the week in the direction of the bias, never today.
fn nearest_weekday(from: NaiveDate, bias: Bias, day: Weekday) -> Option<NaiveDate> {
    let today = from.weekday();
    let whole_week = |days: u32| u64::from(if days == 0 { 7 } else { days });
    match bias {
        Bias::Future => from.checked_add_days(Days::new(whole_week(day.days_since(today)))),
        Bias::Past => from.checked_sub_days(Days::new(whole_week(today.days_since(day)))),
    }
}

/// The day in the week that begins next Monday.
fn next_week(today: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    let to_monday = 7 - today.weekday().num_days_from_monday();
    today.checked_add_days(Days::new(u64::from(to_monday + day.num_days_from_monday())))
}

/// The nearest 12 March, today included.
fn nearest_day_and_month(asked: &Asked<'_>, day: u32, month: u32) -> Option<NaiveDate> {
    (0..=YEARS_TO_29_FEBRUARY).find_map(|years| {
        let year = match asked.bias {
            Bias::Future => asked.today.year() + years,
            Bias::Past => asked.today.year() - years,
        };
        NaiveDate::from_ymd_opt(year, month, day).filter(|date| fits(asked, *date))
    })
}

/// Refuses a day and month that is meant ahead where the same has passed in the last month: on 8 April "7 apr" is more
/// likely yesterday than a day in a year, and what was expected then would be silent until that day.
fn not_just_past(
    asked: &Asked<'_>,
    (day, month): (u32, u32),
    ahead: NaiveDate,
) -> Result<(), WhenFault> {
    if asked.bias == Bias::Past {
        return not_just_ahead(asked, (day, month), ahead);
    }
    let last = (0..=1)
        .filter_map(|years| NaiveDate::from_ymd_opt(asked.today.year() - years, month, day))
        .find(|date| *date < asked.today);
    match last {
        Some(past) if ahead > asked.today && (asked.today - past).num_days() <= JUST_PAST_DAYS => {
            Err(WhenFault::JustPast { past, ahead })
        }
        _ => Ok(()),
    }
}

/// The converse: on 30 March "1 apr" of what has happened is more likely a slip, or meant ahead, than a day a year ago, from
/// which clocks would have run out long since.
fn not_just_ahead(
    asked: &Asked<'_>,
    (day, month): (u32, u32),
    past: NaiveDate,
) -> Result<(), WhenFault> {
    let next = (0..=1)
        .filter_map(|years| NaiveDate::from_ymd_opt(asked.today.year() + years, month, day))
        .find(|date| *date > asked.today);
    match next {
        Some(ahead) if past < asked.today && (ahead - asked.today).num_days() <= JUST_PAST_DAYS => {
            Err(WhenFault::JustAhead { ahead, past })
        }
        _ => Ok(()),
    }
}

/// The nearest 31st, today included; months without one are passed over.
fn nearest_day_of_month(asked: &Asked<'_>, day: u32) -> Option<NaiveDate> {
    let first = asked.today.with_day(1)?;
    (0..=12).find_map(|months| {
        let month = match asked.bias {
            Bias::Future => first.checked_add_months(Months::new(months)),
            Bias::Past => first.checked_sub_months(Months::new(months)),
        };
        month?.with_day(day).filter(|date| fits(asked, *date))
    })
}

/// The nearest last day of a month, today included.
fn end_of_month(asked: &Asked<'_>) -> Option<NaiveDate> {
    let first = asked.today.with_day(1)?;
    let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
    if fits(asked, last) {
        Some(last)
    } else {
        first.pred_opt()
    }
}

/// The nearest last day of such a month, today included.
fn end_of_named_month(asked: &Asked<'_>, month: u32) -> Option<NaiveDate> {
    let year = asked.today.year();
    let years = match asked.bias {
        Bias::Future => [year, year + 1],
        Bias::Past => [year, year - 1],
    };
    years.into_iter().find_map(|year| {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
        fits(asked, last).then_some(last)
    })
}

fn fits(asked: &Asked<'_>, date: NaiveDate) -> bool {
    match asked.bias {
        Bias::Future => date >= asked.today,
        Bias::Past => date <= asked.today,
    }
}
