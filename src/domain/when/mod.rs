//! Dates and times as people type them: `fri 10:30`, `+2w`, `12 mar`, `10 working days`.
//!
//! A closed grammar, not a guesser: what is not in it is refused with examples, and whatever
//! could be meant in two ways is refused with both. The screens show [`say::echo`] of the result
//! while it is typed, so a person always sees the day that was understood.
//!
//! | typed | meaning |
//! | --- | --- |
//! | `today` `tomorrow` `yesterday` | |
//! | `+3d` `+2w` `+6m` `+1y` `+10wd`, `in 2 weeks` | counted forward from today |
//! | `-2d`, `3 days ago` | counted back |
//! | `2w`, `3 days`, `a fortnight`, `10 working days` | counted in the direction of the [`Bias`] |
//! | `fri`, `friday` | the nearest in the direction of the bias, never today unless an hour of today fits |
//! | `next fri`, `next week` | the one in the week that begins next Monday; its Monday |
//! | `last tue` | the nearest that was |
//! | `fri week`, `a week on fri` | seven days after the nearest to come |
//! | `12 mar`, `12/3`, `12-mar` | the nearest in the direction of the bias, or today; refused with both where that is nearly a year ahead and it was in the last 31 days |
//! | `1st`, `the 1st`, `eom`, `end of month`, `end of january` | the same |
//! | `12 march 2026`, `12/3/26`, `2026-03-12`, `20260312` | taken as it is; day first, years 20xx |
//! | any of the last three after `fri` | the same, refused if it is not a Friday |
//! | `10`, `10:30`, `10.30`, `1030`, `2pm`, `noon`, `at 10` | a time, before or after any of these |
//! | `now` | this minute, for what was; what is to come is not now |
//! | a time alone | the nearest in the direction of the bias |
//!
//! Deliberately not here: reading the clock (`now` is London time, see `domain::london`), and
//! ranges such as `10-12`.

mod clock;
mod day;
mod fault;
mod record;
mod sum;
mod words;
mod written;

#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

pub use fault::{NoSuchDay, RecordDateFault, WhenFault};
pub use record::parse_record_date;
pub use sum::counted_forward;

use super::calendar::Holidays;
use super::london;
#[cfg(doc)]
use super::say;
use words::Token;

/// Longer than anything in the grammar.
const LONGEST: usize = 80;

/// A date that was typed, and the time if one was given. London clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The date.
    pub date: NaiveDate,
    /// The time of day, to the minute.
    pub time: Option<NaiveTime>,
}

/// Which way a date is meant that does not say so itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bias {
    /// Something to come: a due date, a next contact. A day and month are never in the past.
    Future,
    /// Something that was: when a contact took place. A day and month are never in the future.
    Past,
}

/// What a date is read against.
struct Asked<'a> {
    today: NaiveDate,
    bias: Bias,
    holidays: &'a Holidays,
}

/// Reads a date, a time, or both in either order.
///
/// Dates written with their year, or counted explicitly (`+2w`, `-2d`, `next fri`), are taken as
/// they are, whatever the bias. Refuses dates outside 1900 to 2199, and the hour that London's clocks leave out in March.
pub fn parse(
    text: &str,
    now: NaiveDateTime,
    bias: Bias,
    holidays: &Holidays,
) -> Result<When, WhenFault> {
    let when = meant(text, now, bias, holidays)?;
    match when.time {
        Some(time) if !london::comes(when.date.and_time(time)) => {
            Err(WhenFault::LeftOut { date: when.date })
        }
        _ => Ok(when),
    }
}

fn meant(
    text: &str,
    now: NaiveDateTime,
    bias: Bias,
    holidays: &Holidays,
) -> Result<When, WhenFault> {
    if text.chars().count() > LONGEST {
        return Err(WhenFault::not_understood(text));
    }
    let tokens =
        words::read(without_remark(text)).map_err(|word| WhenFault::unknown(text, word))?;
    if tokens.is_empty() {
        return Err(WhenFault::Empty);
    }
    let asked = Asked {
        today: now.date(),
        bias,
        holidays,
    };
    if bias == Bias::Past && tokens == [Token::Now] {
        return Ok(When {
            date: now.date(),
            time: NaiveTime::from_hms_opt(now.hour(), now.minute(), 0),
        });
    }
    if let Some(date) = day::read(&tokens, &asked)? {
        return Ok(When { date, time: None });
    }
    if let Some(time) = clock::read(&tokens)? {
        let date = nearest_date_for(time, now, bias);
        return Ok(When {
            date,
            time: Some(time),
        });
    }
    day_and_time(&tokens, &asked, now)?.ok_or_else(|| WhenFault::not_understood(text))
}

/// Tries every place at which a day and a time may meet, the day first.
///
/// A half that is impossible rather than foreign ("31 apr" in "31 apr 10") is reported only when
/// no other division works.
fn day_and_time(
    tokens: &[Token],
    asked: &Asked<'_>,
    now: NaiveDateTime,
) -> Result<Option<When>, WhenFault> {
    let mut fault = None;
    for day_first in [true, false] {
        for place in 1..tokens.len() {
            let Some((start, end)) = tokens.split_at_checked(place) else {
                continue;
            };
            let (day, time) = if day_first {
                (start, end)
            } else {
                (end, start)
            };
            match (day::read(day, asked), clock::read(time)) {
                (Ok(Some(date)), Ok(Some(time))) => {
                    let is_today =
                        day::is_todays_weekday(day, asked) && fits(time, now, asked.bias);
                    return Ok(Some(When {
                        date: if is_today { asked.today } else { date },
                        time: Some(time),
                    }));
                }
                (
                    Err(found @ (WhenFault::JustPast { .. } | WhenFault::JustAhead { .. })),
                    Ok(Some(_)),
                ) => return Err(found),
                (Err(found), Ok(Some(_)) | Err(_)) | (Ok(Some(_)), Err(found)) => {
                    fault.get_or_insert(found);
                }
                _ => {}
            }
        }
    }
    fault.map_or(Ok(None), Err)
}

/// Whether an hour of today lies in the direction that is meant; this very minute does in both.
fn fits(time: NaiveTime, now: NaiveDateTime, bias: Bias) -> bool {
    let minute = |time: NaiveTime| (time.hour(), time.minute());
    match bias {
        Bias::Future => minute(time) >= minute(now.time()),
        Bias::Past => minute(time) <= minute(now.time()),
    }
}

/// The day on which a time alone next comes, or last came; this very minute is today.
fn nearest_date_for(time: NaiveTime, now: NaiveDateTime, bias: Bias) -> NaiveDate {
    let today = now.date();
    let moved = match bias {
        _ if fits(time, now, bias) => None,
        Bias::Future => today.checked_add_days(Days::new(1)),
        Bias::Past => today.checked_sub_days(Days::new(1)),
    };
    moved.unwrap_or(today)
}

/// Leaves out what [`say::echo`] adds in brackets, so that an echoed date can be pasted back.
fn without_remark(text: &str) -> &str {
    let Some((date, remark)) = text
        .trim_end()
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
    else {
        return text;
    };
    let is_ours = matches!(remark, "today" | "tomorrow" | "yesterday")
        || remark.starts_with("in ")
        || remark.ends_with(" ago");
    if is_ours { date } else { text }
}
