//! The time half of what is typed.
//!
//! A bare hour is read on the 24-hour clock from 7 on. `2` or `2:30` alone would be the middle of
//! the night, which nobody means, or the afternoon, which nobody said: it is refused with both
//! spellings. `02:30` is taken as it is.

use chrono::NaiveTime;

use super::fault::WhenFault;
use super::words::Token;

/// Hours that, with one digit and neither am nor pm, may be meant either way.
const EITHER_HALF: std::ops::RangeInclusive<u32> = 1..=6;

/// Reads a time; `None` if the words have another shape.
pub(super) fn read(tokens: &[Token]) -> Result<Option<NaiveTime>, WhenFault> {
    use Token::{Am, At, Noon, Number, Pm, Sign};
    let (tokens, said_at) = match tokens {
        [At, rest @ ..] => (rest, true),
        _ => (tokens, false),
    };
    let (digits, half) = match tokens {
        [Noon] => return Ok(NaiveTime::from_hms_opt(12, 0, 0)),
        [rest @ .., half @ (Am | Pm)] => (rest, Some(*half)),
        _ => (tokens, None),
    };
    let (hour, minute, hour_digits) = match *digits {
        // A bare number that cannot be an hour may be anything.
        [Number(hour, 1..=2)] if hour > 23 && half.is_none() && !said_at => return Ok(None),
        [Number(hour, length @ 1..=2)] => (hour, 0, length),
        [Number(both, length @ 3..=4)] => (both / 100, both % 100, length - 2),
        [
            Number(hour, length @ 1..=2),
            Sign(':' | '.'),
            Number(minute, 2),
        ] => (hour, minute, length),
        _ => return Ok(None),
    };
    let hour_of_day = match half {
        None if hour_digits == 1 && EITHER_HALF.contains(&hour) => {
            return Err(WhenFault::MorningOrAfternoon { hour, minute });
        }
        None => Some(hour),
        // 12am is midnight and 12pm is noon.
        Some(half) if (1..=12).contains(&hour) => Some(hour % 12 + if half == Pm { 12 } else { 0 }),
        Some(_) => None,
    };
    hour_of_day
        .and_then(|hour| NaiveTime::from_hms_opt(hour, minute, 0))
        .map(Some)
        .ok_or(WhenFault::NoSuchTime)
}
