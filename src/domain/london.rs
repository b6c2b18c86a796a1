//! Clock time in England, whatever zone the host keeps.
//!
//! Instants are stored in UTC; people live by Europe/London. Everything due "today" or "after
//! 18:30" passes through here (DESIGN section 3, PROMISES D). Deliberately not here: reading the
//! clock, and days of work, which are in `calendar`.

use chrono::{
    DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Europe::London;

/// Returns the date and time on a clock in London at an instant.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    let utc = at.naive_utc();
    let offset = London.offset_from_utc_datetime(&utc).fix();
    // Only instants some 260,000 years away have no local time; they are left in UTC.
    utc.checked_add_offset(offset).unwrap_or(utc)
}

/// Returns the date in London at an instant: what "today" means.
pub fn date(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

/// Returns the instant at which clocks in London show a date and time.
///
/// In the hour that comes twice in October it is the first of the two. In the hour that does not
/// come in March the clock time moves forward by the gap: 01:30 is taken as 02:30.
pub fn instant(local: NaiveDateTime) -> DateTime<Utc> {
    if let Some(earlier) = London.from_local_datetime(&local).earliest() {
        return earlier.with_timezone(&Utc);
    }
    // Reading the clock time by the offset in force before the gap moves it on by the gap. No
    // change of clocks in London has another within a day of it.
    let before = local
        .checked_sub_signed(TimeDelta::days(1))
        .unwrap_or(local);
    let offset = London.offset_from_utc_datetime(&before).fix();
    local.checked_sub_offset(offset).unwrap_or(local).and_utc()
}

/// Returns whether clocks in London ever show a date and time: in March an hour is left out.
pub fn comes(local: NaiveDateTime) -> bool {
    London.from_local_datetime(&local).earliest().is_some()
}

/// Returns the instant a date begins in London.
pub fn start_of_day(date: NaiveDate) -> DateTime<Utc> {
    instant(date.and_time(NaiveTime::MIN))
}

/// Returns the next instant at which the date in London changes, always later than `at`.
///
/// It is 23, 24 or 25 hours after the last one. At the very end of the calendar it is `at`.
pub fn next_midnight(at: DateTime<Utc>) -> DateTime<Utc> {
    date(at)
        .checked_add_days(Days::new(1))
        .map_or(at, start_of_day)
}

/// Returns how many London dates lie between two instants: 0 on the same date, 1 from late one
/// evening to early the next morning, negative when `to` is on an earlier date.
pub fn days_between(from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
    date(to).signed_duration_since(date(from)).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn clock(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn utc(text: &str) -> DateTime<Utc> {
        clock(text).and_utc()
    }

    #[test]
    fn shows_london_time() {
        for (at, shown) in [
            ("2026-01-15T09:00:00", "2026-01-15T09:00:00"),
            ("2026-07-15T09:00:00", "2026-07-15T10:00:00"),
            // A host on UTC is a day behind from midnight to one in summer.
            ("2026-07-15T23:30:00", "2026-07-16T00:30:00"),
            ("2026-03-29T00:59:59", "2026-03-29T00:59:59"),
            ("2026-03-29T01:00:00", "2026-03-29T02:00:00"),
            ("2026-10-25T00:30:00", "2026-10-25T01:30:00"),
            ("2026-10-25T01:30:00", "2026-10-25T01:30:00"),
            ("2040-07-15T12:00:00", "2040-07-15T13:00:00"),
        ] {
            assert_eq!(local(utc(at)), clock(shown), "{at}");
        }
        assert_eq!(
            date(utc("2026-07-15T23:30:00")),
            clock("2026-07-16T00:00:00").date()
        );
    }

    #[test]
    fn finds_the_instant_of_a_clock_time() {
        for (shown, at) in [
            ("2026-01-15T09:00:00", "2026-01-15T09:00:00"),
            ("2026-07-15T00:30:00", "2026-07-14T23:30:00"),
            // Missing hour: moved forward to 02:30 BST.
            ("2026-03-29T01:30:00", "2026-03-29T01:30:00"),
            ("2026-03-29T01:00:00", "2026-03-29T01:00:00"),
            ("2026-03-29T02:00:00", "2026-03-29T01:00:00"),
            // Doubled hour: the first, still in BST.
            ("2026-10-25T01:30:00", "2026-10-25T00:30:00"),
            ("2026-10-25T02:00:00", "2026-10-25T02:00:00"),
        ] {
            assert_eq!(instant(clock(shown)), utc(at), "{shown}");
        }
        assert_eq!(
            local(instant(clock("2026-03-29T01:30:00"))),
            clock("2026-03-29T02:30:00")
        );
    }

    #[test]
    fn midnights_are_23_24_or_25_hours_apart() {
        for (day, hours) in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-02-28", 24)] {
            let start = start_of_day(day.parse().unwrap());
            assert_eq!((next_midnight(start) - start).num_hours(), hours, "{day}");
        }
        assert_eq!(
            next_midnight(utc("2026-12-31T23:59:59")),
            utc("2027-01-01T00:00:00")
        );
    }

    #[test]
    fn counts_dates_not_hours() {
        for (from, to, days) in [
            ("2026-03-02T09:00:00", "2026-03-02T23:59:00", 0),
            ("2026-03-02T23:59:00", "2026-03-03T00:01:00", 1),
            ("2026-06-01T22:30:00", "2026-06-01T23:30:00", 1),
            ("2026-10-24T23:00:00", "2026-10-26T00:00:00", 1),
            ("2026-03-03T00:01:00", "2026-03-02T23:59:00", -1),
        ] {
            assert_eq!(days_between(utc(from), utc(to)), days, "{from} {to}");
        }
    }

    #[test]
    fn every_day_from_2020_to_2040_starts_on_its_own_date() {
        let mut day: NaiveDate = "2020-01-01".parse().unwrap();
        while day < "2041-01-01".parse().unwrap() {
            let start = start_of_day(day);
            assert_eq!(local(start), day.and_time(NaiveTime::MIN));
            for minutes in [0, 30, 90, 23 * 60 - 31] {
                let at = start + TimeDelta::minutes(minutes);
                assert_eq!(date(at), day);
                assert_eq!(next_midnight(at), start_of_day(day.succ_opt().unwrap()));
            }
            day = day.succ_opt().unwrap();
        }
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for at in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            let shown = local(at);
            let _ = (instant(shown), next_midnight(at), days_between(at, at));
        }
        let _ = (instant(NaiveDateTime::MIN), instant(NaiveDateTime::MAX));
        let _ = (start_of_day(NaiveDate::MIN), start_of_day(NaiveDate::MAX));
    }

    proptest! {
        #[test]
        fn an_instant_shown_and_read_back_is_the_same_or_an_hour_earlier(
            seconds in 1_500_000_000_i64..2_500_000_000
        ) {
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            let back = instant(local(at));
            prop_assert!(back == at || back == at - TimeDelta::hours(1));
            prop_assert_eq!(local(back), local(at));
            prop_assert!(next_midnight(at) > at);
        }
    }
}
