//! The sum behind a date that was typed as a count, such as `10wd` or `+2w`, so that it can be checked by hand.

use chrono::NaiveDateTime;

use super::words::{self, Unit};
use super::{Bias, day, parse, without_remark};
use crate::domain::calendar::{Holidays, Worked, add_days_shown};
use crate::domain::say;

/// How a date came about that was counted forward from today; `None` for dates that were named, and for what is behind.
pub fn counted_forward(
    text: &str,
    now: NaiveDateTime,
    bias: Bias,
    holidays: &Holidays,
) -> Option<Worked> {
    let date = parse(text, now, bias, holidays).ok()?.date;
    let tokens = words::read(without_remark(text)).ok()?;
    let (n, unit, Bias::Future) = day::counts(&tokens, bias)? else {
        return None;
    };
    let today = now.date();
    match unit {
        Unit::WorkingDay => Some(holidays.add_working_days_shown(today, n)),
        Unit::Day => add_days_shown(today, u16::try_from(n).ok()?),
        Unit::Week => add_days_shown(today, u16::try_from(n.checked_mul(7)?).ok()?),
        Unit::Month => Some(named(date, n, ["month", "months"], now)),
        Unit::Year => Some(named(date, n, ["year", "years"], now)),
    }
}

fn named(date: chrono::NaiveDate, n: u32, [one, many]: [&str; 2], now: NaiveDateTime) -> Worked {
    let count = say::count(usize::try_from(n).unwrap_or(usize::MAX), one, many);
    Worked {
        date,
        how: format!(
            "{} = {count} after {}",
            say::full(date),
            say::full(now.date())
        ),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::by_hand::by_hand;

    fn now() -> NaiveDateTime {
        "2026-03-02T09:12:00".parse().unwrap()
    }

    #[test]
    fn what_is_counted_has_a_sum_and_what_is_named_has_none() {
        let holidays = Holidays::england();
        for (typed, how) in [
            (
                "10wd",
                Some("Mon 16 Mar 2026 = 10 working days after Mon 2 Mar 2026"),
            ),
            (
                "+2w",
                Some("Mon 16 Mar 2026 = 14 days after Mon 2 Mar 2026"),
            ),
            (
                "in 3 days",
                Some("Thu 5 Mar 2026 = 3 days after Mon 2 Mar 2026"),
            ),
            ("6m", Some("Wed 2 Sep 2026 = 6 months after Mon 2 Mar 2026")),
            ("1y", Some("Tue 2 Mar 2027 = 1 year after Mon 2 Mar 2026")),
            ("fri", None),
            ("12 mar", None),
            ("-2d", None),
            ("tomorrow", None),
            ("nonsense", None),
        ] {
            let worked = counted_forward(typed, now(), Bias::Future, &holidays);
            assert_eq!(
                worked.as_ref().map(|worked| worked.how.as_str()),
                how,
                "{typed}"
            );
        }
        let past = counted_forward("10wd", now(), Bias::Past, &holidays);
        assert_eq!(past, None);
    }

    proptest! {
        #[test]
        fn the_sum_gives_the_date_that_was_understood(n in 1_u32..200, unit in 0_usize..3) {
            let holidays = Holidays::england();
            let typed = format!("{n}{}", ["d", "w", "wd"][unit]);
            let read = parse(&typed, now(), Bias::Future, &holidays).unwrap();
            let worked = counted_forward(&typed, now(), Bias::Future, &holidays).unwrap();
            let (said, counted) = by_hand(&holidays, &worked.how);
            prop_assert_eq!((worked.date, said, counted), (read.date, read.date, read.date));
        }
    }
}
