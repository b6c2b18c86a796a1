//! How dates, times, ages and counts are written for people, the same everywhere.
//!
//! Dates carry the day of the week, because that is what people plan by, and the year when it is
//! not this one. What is written here, [`when::parse`](crate::domain::when::parse) reads back.
//! Deliberately not here: dates in file formats, which each format writes for itself.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

/// Up to how far away a date is given in days.
const DAYS_UP_TO: u64 = 20;
/// Up to how far away, in days, a date is given in weeks.
const WEEKS_UP_TO: u64 = 59;
/// Up to how far away, in months, a date is given in months.
const MONTHS_UP_TO: u64 = 23;

/// Writes a date with its year only if that is not this year: `Fri 6 Mar`, `Fri 6 Mar 2027`.
pub fn day(date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() {
        date.format("%a %-d %b").to_string()
    } else {
        full(date)
    }
}

/// Writes a date with its year: `Fri 6 Mar 2026`.
pub fn full(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// Writes a date without abbreviations, for letters and plans: `Friday 6 March 2026`.
pub fn long(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// Writes a date of birth, where the day of the week says nothing: `3 Feb 1944`.
pub fn birth(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// A phrase as a sentence begins.
pub fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

/// Writes a clock time in 24 hours: `09:05`.
pub fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// Writes a date and time: `Fri 6 Mar 09:05`, with the year if it is not this year.
pub fn day_time(at: NaiveDateTime, today: NaiveDate) -> String {
    format!("{} {}", day(at.date(), today), time(at.time()))
}

/// Writes how far away a date is: `today`, `tomorrow`, `in 3 days`, `12 days ago`, `in 2 weeks`.
///
/// Exact up to 20 days; beyond that to the nearest week, month or year, so never to be used
/// where days are counted.
pub fn relative(date: NaiveDate, today: NaiveDate) -> String {
    let days = date.signed_duration_since(today).num_days();
    match days {
        0 => return "today".to_owned(),
        1 => return "tomorrow".to_owned(),
        -1 => return "yesterday".to_owned(),
        _ => {}
    }
    let span = span(days.unsigned_abs());
    if days > 0 {
        format!("in {span}")
    } else {
        format!("{span} ago")
    }
}

/// Writes a date as the answer to what was typed: `Fri 20 Nov 2026 (in 2 days)`.
pub fn echo(date: NaiveDate, today: NaiveDate) -> String {
    format!("{} ({})", full(date), relative(date, today))
}

/// Returns a person's age in completed years; 0 before birth.
///
/// Somebody born on 29 February is a year older on 1 March in other years, as the law has it.
pub fn age(born: NaiveDate, on: NaiveDate) -> u32 {
    on.years_since(born).unwrap_or(0)
}

/// Writes a number with the right word: `1 person`, `3 people`, `0 people`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A number of days from 2 on in the largest unit that says it well.
fn span(days: u64) -> String {
    // Rounded to the nearest; a Gregorian year has 365.2425 days.
    let months = (days * 120_000 + 1_826_212) / 3_652_425;
    if days == 14 {
        "2 weeks".to_owned()
    } else if days <= DAYS_UP_TO {
        format!("{days} days")
    } else if days <= WEEKS_UP_TO {
        format!("{} weeks", (days + 3) / 7)
    } else if months <= MONTHS_UP_TO {
        format!("{months} months")
    } else {
        format!("{} years", (months + 6) / 12)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Holidays;
    use crate::domain::london;
    use crate::domain::when::{self, Bias};
    use chrono::Days;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_for_people() {
        let today = date("2026-03-02");
        assert_eq!(day(date("2026-03-06"), today), "Fri 6 Mar");
        assert_eq!(day(date("2027-03-06"), today), "Sat 6 Mar 2027");
        assert_eq!(day(date("2025-12-31"), today), "Wed 31 Dec 2025");
        assert_eq!(full(date("2026-03-06")), "Fri 6 Mar 2026");
        assert_eq!(long(date("2026-03-06")), "Friday 6 March 2026");
        assert_eq!(birth(date("1944-02-03")), "3 Feb 1944");
        let at = date("2026-03-06").and_hms_opt(9, 5, 59).unwrap();
        assert_eq!(time(at.time()), "09:05");
        assert_eq!(day_time(at, today), "Fri 6 Mar 09:05");
        assert_eq!(
            echo(date("2026-11-20"), date("2026-11-18")),
            "Fri 20 Nov 2026 (in 2 days)"
        );
    }

    #[test]
    fn how_far_away() {
        let today = date("2026-03-02");
        for (days, says) in [
            (0, "today"),
            (1, "tomorrow"),
            (2, "in 2 days"),
            (7, "in 7 days"),
            (14, "in 2 weeks"),
            (15, "in 15 days"),
            (20, "in 20 days"),
            (21, "in 3 weeks"),
            (24, "in 3 weeks"),
            (25, "in 4 weeks"),
            (59, "in 8 weeks"),
            (60, "in 2 months"),
            (91, "in 3 months"),
            (184, "in 6 months"),
            (365, "in 12 months"),
            (700, "in 23 months"),
            (730, "in 2 years"),
            (3650, "in 10 years"),
        ] {
            assert_eq!(relative(today + Days::new(days), today), says);
        }
        assert_eq!(relative(date("2026-03-01"), today), "yesterday");
        assert_eq!(relative(date("2026-02-18"), today), "12 days ago");
        assert_eq!(relative(date("2025-09-02"), today), "6 months ago");
    }

    #[test]
    fn ages_in_completed_years() {
        for (born, on, years) in [
            ("1944-02-03", "2026-02-02", 81),
            ("1944-02-03", "2026-02-03", 82),
            ("1944-02-29", "2026-02-28", 81),
            ("1944-02-29", "2026-03-01", 82),
            ("1944-02-29", "2028-02-28", 83),
            ("1944-02-29", "2028-02-29", 84),
            ("2026-01-01", "2025-12-31", 0),
        ] {
            assert_eq!(age(date(born), date(on)), years, "{born} on {on}");
        }
    }

    #[test]
    fn counts_agree_with_their_word() {
        for (n, says) in [(0, "0 people"), (1, "1 person"), (3, "3 people")] {
            assert_eq!(count(n, "person", "people"), says);
        }
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            let _ = (echo(day, NaiveDate::MIN), echo(day, NaiveDate::MAX));
            let _ = (long(day), birth(day), age(day, NaiveDate::MAX));
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(offset in 0_u64..40_000, from in 0_u64..40_000, minute in 0_u32..1440) {
            let start = date("1950-01-01");
            let (then, today) = (start + Days::new(offset), start + Days::new(from));
            let now = today.and_hms_opt(12, 0, 0).unwrap();
            let clock = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
            let bias = if then < today { Bias::Past } else { Bias::Future };
            let read = |text: String| when::parse(&text, now, bias, &Holidays::default()).unwrap();
            for text in [
                echo(then, today),
                full(then),
                long(then),
                birth(then),
                day(then, today),
            ] {
                prop_assert_eq!(read(text).date, then);
            }
            // In March an hour is left out, and no clock ever shows it.
            if london::comes(then.and_time(clock)) {
                let both = read(day_time(then.and_time(clock), today));
                prop_assert_eq!((both.date, both.time), (then, Some(clock)));
            }
        }
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        for (words, begun) in [
            ("an action", "An action"),
            ("\u{e9}t\u{e9}", "\u{c9}t\u{e9}"),
            ("", ""),
        ] {
            assert_eq!(capital(words), begun);
        }
    }
}
