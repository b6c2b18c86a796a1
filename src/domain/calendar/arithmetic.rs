//! Sums that can be checked by hand: each computed date with the day it was counted from, and what was skipped.
//!
//! Sums name full dates with the day of the week, so that a paper calendar is enough to check them. They are kept with
//! records as they were worked out, so their wording is only ever added to.

use chrono::{Days, NaiveDate};

use super::Holidays;
use crate::domain::say;

/// From how many bank holidays on they are counted rather than named.
const NAMED_HOLIDAYS: usize = 4;
/// Up to how many late working days are named one by one.
const NAMED_DAYS: usize = 6;

/// A computed date and the arithmetic behind it, for whoever asks why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worked {
    /// The result.
    pub date: NaiveDate,
    /// How it came about, for example `Fri 6 Mar 2026 = 10 working days after Fri 20 Feb 2026`.
    pub how: String,
}

/// Adds calendar days and says how the result came about; `None` past the end of the calendar.
pub fn add_days_shown(from: NaiveDate, days: u16) -> Option<Worked> {
    let date = from.checked_add_days(Days::new(u64::from(days)))?;
    let how = format!(
        "{} = {} after {}",
        say::full(date),
        say::count(usize::from(days), "day", "days"),
        say::full(from)
    );
    Some(Worked { date, how })
}

impl Holidays {
    /// Adds working days and says how the result came about, naming the bank holidays skipped.
    pub fn add_working_days_shown(&self, from: NaiveDate, n: u32) -> Worked {
        let date = self.add_working_days(from, n);
        let mut how = if n == 0 {
            format!(
                "{} = the first working day on or after {}",
                say::full(date),
                say::full(from)
            )
        } else {
            format!(
                "{} = {} after {}",
                say::full(date),
                say::count(n as usize, "working day", "working days"),
                say::full(from)
            )
        };
        // For 0 days the start itself may be the bank holiday that was skipped.
        let counted_from = if n == 0 { from.pred_opt() } else { Some(from) };
        let skipped = self.holidays_between(counted_from.unwrap_or(from), date);
        if !skipped.is_empty() {
            how.push_str(", skipping ");
            how.push_str(&self.named(skipped));
        }
        how.push_str(&self.unknown_after(date));
        Worked { date, how }
    }

    /// Counts working days back and says how the result came about, naming the bank holidays skipped.
    pub fn subtract_working_days_shown(&self, from: NaiveDate, n: u32) -> Worked {
        let date = self.subtract_working_days(from, n);
        let mut how = format!(
            "{} = {} before {}",
            say::full(date),
            say::count(n as usize, "working day", "working days"),
            say::full(from)
        );
        let skipped = self.holidays_between(date, from.pred_opt().unwrap_or(from));
        if !skipped.is_empty() {
            how.push_str(", skipping ");
            how.push_str(&self.named(skipped));
        }
        how.push_str(&self.unknown_after(from));
        Worked { date, how }
    }

    /// Says how many working days late something is on a day, naming them where they are few; `None` where it is not
    /// late, also across a weekend.
    ///
    /// For example `3 working days late: Thu 26 Feb, Fri 27 Feb, Mon 2 Mar`.
    pub fn late_shown(&self, due: NaiveDate, today: NaiveDate) -> Option<String> {
        let late = usize::try_from(self.working_days_between(due, today)).ok()?;
        if late == 0 {
            return None;
        }
        let count = say::count(late, "working day", "working days");
        let day = |n: usize| self.add_working_days(due, u32::try_from(n).unwrap_or(u32::MAX));
        let days = if late <= NAMED_DAYS {
            let named: Vec<String> = (1..=late).map(|n| say::day(day(n), today)).collect();
            named.join(", ")
        } else {
            format!(
                "{} to {}, weekends left out",
                say::day(day(1), today),
                say::day(day(late), today)
            )
        };
        let mut said = format!("{count} late: {days}");
        let skipped = self.holidays_between(due, today);
        if !skipped.is_empty() {
            said.push_str(", skipping ");
            said.push_str(&self.named(skipped));
        }
        said.push_str(&self.unknown_after(today));
        Some(said)
    }

    /// What has to be said of a count that reaches past the table.
    fn unknown_after(&self, date: NaiveDate) -> String {
        if date > self.ends() {
            format!(
                "; bank holidays after {} are not known",
                say::full(self.ends())
            )
        } else {
            String::new()
        }
    }

    fn named(&self, holidays: &[NaiveDate]) -> String {
        if holidays.len() > NAMED_HOLIDAYS {
            return say::count(holidays.len(), "bank holiday", "bank holidays");
        }
        let named: Vec<String> = holidays
            .iter()
            .map(|date| {
                let name = self.is_holiday(*date).unwrap_or("a bank holiday");
                format!("{name} {}", date.format("%-d %b"))
            })
            .collect();
        match named.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => named.concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};
    use proptest::prelude::*;

    use super::super::by_hand::{by_hand, works};
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0_u64..2_100).prop_map(|n| date("2024-01-01") + Days::new(n))
    }

    #[test]
    fn days_late_are_named_while_they_are_few() {
        let table = Holidays::england();
        for (due, today, says) in [
            ("2026-03-02", "2026-03-02", None),
            ("2026-02-27", "2026-03-01", None),
            ("2026-03-06", "2026-03-02", None),
            (
                "2026-02-27",
                "2026-03-02",
                Some("1 working day late: Mon 2 Mar"),
            ),
            (
                "2026-02-25",
                "2026-03-02",
                Some("3 working days late: Thu 26 Feb, Fri 27 Feb, Mon 2 Mar"),
            ),
            (
                "2026-04-01",
                "2026-04-08",
                Some(
                    "3 working days late: Thu 2 Apr, Tue 7 Apr, Wed 8 Apr, skipping Good Friday 3 \
                     Apr and Easter Monday 6 Apr",
                ),
            ),
            (
                "2025-12-19",
                "2026-03-02",
                Some(
                    "48 working days late: Mon 22 Dec 2025 to Mon 2 Mar, weekends left out, \
                     skipping Christmas Day 25 Dec, Boxing Day 26 Dec and New Year's Day 1 Jan",
                ),
            ),
            (
                "2028-12-29",
                "2029-01-02",
                Some(
                    "2 working days late: Mon 1 Jan, Tue 2 Jan; bank holidays after Sun 31 Dec \
                     2028 are not known",
                ),
            ),
        ] {
            assert_eq!(
                table.late_shown(date(due), date(today)).as_deref(),
                says,
                "{due} {today}"
            );
        }
    }

    #[test]
    fn calendar_days_are_counted_as_on_paper() {
        for (from, days, how) in [
            (
                "2026-02-16",
                14,
                "Mon 2 Mar 2026 = 14 days after Mon 16 Feb 2026",
            ),
            (
                "2028-02-28",
                1,
                "Tue 29 Feb 2028 = 1 day after Mon 28 Feb 2028",
            ),
        ] {
            assert_eq!(add_days_shown(date(from), days).unwrap().how, how);
        }
        assert_eq!(add_days_shown(NaiveDate::MAX, 1), None);
    }

    proptest! {
        #[test]
        fn each_sum_comes_out_when_it_is_done_by_hand(from in any_day(), n in 0_u32..300) {
            let table = Holidays::england();
            let worked = table.add_working_days_shown(from, n);
            let (said, counted) = by_hand(&table, &worked.how);
            prop_assert_eq!((said, counted), (worked.date, worked.date), "{}", worked.how);
            let days = u16::try_from(n).unwrap();
            let worked = add_days_shown(from, days).unwrap();
            let (said, counted) = by_hand(&table, &worked.how);
            prop_assert_eq!((said, counted), (worked.date, worked.date), "{}", worked.how);
        }

        #[test]
        fn each_bank_holiday_that_was_skipped_is_named(from in any_day(), n in 1_u32..40) {
            let table = Holidays::england();
            let worked = table.add_working_days_shown(from, n);
            for day in from.iter_days().skip(1).take_while(|day| *day <= worked.date) {
                let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
                if let Some(name) = table.is_holiday(day).filter(|_| !weekend) {
                    let named = format!("{name} {}", day.format("%-d %b"));
                    prop_assert!(worked.how.contains(&named), "{named}: {}", worked.how);
                }
            }
        }

        #[test]
        fn the_days_late_that_are_named_are_as_many_as_are_counted(due in any_day(), after in 0_u64..40) {
            let table = Holidays::england();
            let today = due + Days::new(after);
            let counted = due.iter_days().skip(1).take_while(|day| *day <= today).filter(|day| works(&table, *day));
            let counted: Vec<String> = counted.map(|day| say::day(day, today)).collect();
            match table.late_shown(due, today) {
                None => prop_assert!(counted.is_empty()),
                Some(said) => {
                    let count: usize = said.split(' ').next().unwrap().parse().unwrap();
                    prop_assert_eq!(count, counted.len(), "{}", said);
                    if count <= NAMED_DAYS {
                        prop_assert!(said.contains(&counted.join(", ")), "{}", said);
                    }
                }
            }
        }
    }
}
