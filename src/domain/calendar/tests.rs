//! The calendar against published dates, and against counting day by day.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};
use proptest::prelude::*;

use super::*;
use crate::domain::london;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
}

#[test]
fn our_own_table_has_no_faults_and_is_the_published_one() {
    let text = include_str!("bank-holidays-england.txt");
    assert_eq!(
        Holidays::parse(text, "england"),
        Ok(Holidays::england()),
        "no line is passed over"
    );
    let table = Holidays::england();
    for (year, days) in [
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ] {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let listed: Vec<String> = first
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter(|day| table.is_holiday(*day).is_some())
            .map(|day| day.format("%m-%d").to_string())
            .collect();
        assert_eq!(listed.join(" "), days, "{year}");
    }
    assert_eq!(table.ends(), date("2028-12-31"));
    assert_eq!(table.is_holiday(date("2026-04-03")), Some("Good Friday"));
    assert_eq!(
        table.is_holiday(date("2026-12-28")),
        Some("Boxing Day (substitute day)")
    );
    assert_eq!(table.is_holiday(date("2026-12-26")), None, "a Saturday");
    let weekend = table
        .on_weekdays
        .iter()
        .any(|day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    assert!(!weekend && table.on_weekdays.len() == 40);
}

#[test]
fn a_users_file_adds_and_takes_away() {
    let users = Holidays::parse(
        "\u{feff}# ours\r\n2026-05-08  VE Day   # moved\r\n- 2026-05-04 Early May\r\n",
        "mine",
    )
    .unwrap();
    let table = Holidays::england().extended_by(&users);
    assert_eq!(table.is_holiday(date("2026-05-08")), Some("VE Day"));
    assert!(!table.is_working_day(date("2026-05-08")));
    assert_eq!(table.is_holiday(date("2026-05-04")), None);
    assert!(table.is_working_day(date("2026-05-04")));
    assert_eq!(table.ends(), date("2028-12-31"));

    let one_day = Holidays::parse("2029-01-01 New Year's Day", "mine").unwrap();
    let table = Holidays::england().extended_by(&one_day);
    assert_eq!(table.ends(), date("2028-12-31"), "one day is not a year");
    let year = Holidays::parse("2029-01-01 New Year's Day\nthrough 2029", "mine").unwrap();
    let table = Holidays::england().extended_by(&year);
    assert_eq!(table.ends(), date("2029-12-31"));
}

#[test]
fn faults_name_file_line_value_and_remedy() {
    use HolidayProblem::{EmptyYear, NoName, NotADate, NotAYear, Repeated};
    let text = "2026-02-30 Never\n\n2026-05-08\n2026-05-09 Fair\n- 2026-05-09\n08/05/2026 VE Day\n\
                through next\n- tomorrow\nthrough 2031\n2026-5-8 VE Day\n";
    let faults = Holidays::parse(text, "holidays.txt").unwrap_err();
    let found: Vec<_> = faults.iter().map(|f| (f.line, f.problem)).collect();
    assert_eq!(
        found,
        [
            (1, NotADate),
            (3, NoName),
            (5, Repeated { first: 4 }),
            (6, NotADate),
            (7, NotAYear),
            (8, NotADate),
            (10, NotADate),
            (9, EmptyYear),
        ]
    );
    assert_eq!(
        faults[0].to_string(),
        "holidays.txt, line 1: \"2026-02-30 Never\" does not begin with a date. Write the year, \
         month and day and a name, for example \"2026-05-08 VE Day\"; to take a day away, \
         \"- 2026-05-04\"."
    );
}

#[test]
fn a_slip_of_the_pen_undoes_no_other_line() {
    let text = "2026-05-08 VE Day\n2026-13-01 Never\n- 2026-05-04\n";
    assert!(Holidays::parse(text, "mine").is_err());
    let (own, faults) = Holidays::parse_each_line(text, "mine");
    let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [2]);
    let table = Holidays::england().extended_by(&own);
    assert!(!table.is_working_day(date("2026-05-08")) && table.is_working_day(date("2026-05-04")));
}

#[test]
fn warns_from_three_months_before_the_end() {
    let table = Holidays::england();
    assert_eq!(table.warning(date("2028-09-29")), None);
    for day in ["2028-09-30", "2028-12-31"] {
        let warning = table.warning(date(day)).unwrap();
        assert!(warning.contains("end on Sun 31 Dec 2028") && warning.contains("through 2029"));
    }
    for (today, brief) in [
        ("2028-09-29", None),
        ("2028-09-30", Some("bank holidays end 31 Dec 2028")),
        ("2028-12-31", Some("bank holidays end 31 Dec 2028")),
        ("2029-01-01", Some("bank holidays ended 31 Dec 2028")),
    ] {
        let said = table.warning_in_brief(date(today));
        assert_eq!(said.as_deref(), brief, "{today}");
    }
    let late = table.warning(date("2029-01-01")).unwrap();
    assert!(late.contains("ended on") && late.contains("through 2029"));
    let none = Holidays::default().warning(date("2026-01-01")).unwrap();
    assert!(none.contains("No bank holidays are known") && none.contains("through 2026"));
}

#[test]
fn adds_working_days() {
    let table = Holidays::england();
    for (from, n, result) in [
        ("2026-02-20", 10, "2026-03-06"),
        ("2026-02-20", 1, "2026-02-23"),
        ("2026-02-21", 1, "2026-02-23"),
        ("2026-02-21", 0, "2026-02-23"),
        ("2026-02-20", 0, "2026-02-20"),
        // Good Friday and Easter Monday.
        ("2026-04-02", 1, "2026-04-07"),
        ("2026-04-03", 0, "2026-04-07"),
        ("2026-12-24", 1, "2026-12-29"),
        ("2027-12-24", 1, "2027-12-29"),
        ("2027-12-31", 1, "2028-01-04"),
        ("2028-02-28", 1, "2028-02-29"),
        ("2024-01-01", 254, "2024-12-31"),
    ] {
        assert_eq!(
            table.add_working_days(date(from), n),
            date(result),
            "{from} + {n}"
        );
    }
    for (from, n, result) in [
        ("2026-03-06", 10, "2026-02-20"),
        ("2026-04-07", 1, "2026-04-02"),
        ("2026-04-05", 1, "2026-04-02"),
        ("2026-04-05", 0, "2026-04-02"),
        ("2026-04-07", 0, "2026-04-07"),
    ] {
        assert_eq!(
            table.subtract_working_days(date(from), n),
            date(result),
            "{from} - {n}"
        );
    }
}

#[test]
fn counts_working_days_between() {
    let table = Holidays::england();
    for (a, b, days) in [
        ("2026-02-20", "2026-03-06", 10),
        ("2026-03-06", "2026-02-20", -10),
        ("2026-04-02", "2026-04-07", 1),
        ("2026-04-03", "2026-04-06", 0),
        ("2026-03-02", "2026-03-02", 0),
        ("2023-12-31", "2024-12-31", 254),
        ("2023-12-31", "2028-12-31", 1265),
    ] {
        assert_eq!(
            table.working_days_between(date(a), date(b)),
            days,
            "{a} {b}"
        );
    }
}

#[test]
fn shows_the_arithmetic() {
    let table = Holidays::england();
    for (from, n, how) in [
        (
            "2026-02-20",
            10,
            "Fri 6 Mar 2026 = 10 working days after Fri 20 Feb 2026",
        ),
        (
            "2026-04-02",
            1,
            "Tue 7 Apr 2026 = 1 working day after Thu 2 Apr 2026, skipping Good Friday 3 Apr and \
             Easter Monday 6 Apr",
        ),
        (
            "2026-04-03",
            0,
            "Tue 7 Apr 2026 = the first working day on or after Fri 3 Apr 2026, skipping Good \
             Friday 3 Apr and Easter Monday 6 Apr",
        ),
        (
            "2026-12-18",
            12,
            "Fri 8 Jan 2027 = 12 working days after Fri 18 Dec 2026, skipping Christmas Day 25 \
             Dec, Boxing Day (substitute day) 28 Dec and New Year's Day 1 Jan",
        ),
        (
            "2028-12-29",
            1,
            "Mon 1 Jan 2029 = 1 working day after Fri 29 Dec 2028; bank holidays after Sun 31 \
             Dec 2028 are not known",
        ),
    ] {
        assert_eq!(table.add_working_days_shown(date(from), n).how, how);
    }
    let long = table.add_working_days_shown(date("2026-01-02"), 250).how;
    assert!(long.ends_with(", skipping 7 bank holidays"), "{long}");
}

#[test]
fn practice_hours_to_the_second() {
    use PracticeHours::{Closed, Open};
    let table = Holidays::england();
    for (now, hours) in [
        (
            "2026-03-02 07:59:59",
            Closed {
                opens: at("2026-03-02 08:00:00"),
            },
        ),
        (
            "2026-03-02 08:00:00",
            Open {
                until: at("2026-03-02 18:30:00"),
            },
        ),
        (
            "2026-03-02 18:29:59",
            Open {
                until: at("2026-03-02 18:30:00"),
            },
        ),
        (
            "2026-03-02 18:30:00",
            Closed {
                opens: at("2026-03-03 08:00:00"),
            },
        ),
        (
            "2026-03-06 18:30:00",
            Closed {
                opens: at("2026-03-09 08:00:00"),
            },
        ),
        (
            "2026-03-07 12:00:00",
            Closed {
                opens: at("2026-03-09 08:00:00"),
            },
        ),
        (
            "2026-03-09 00:00:00",
            Closed {
                opens: at("2026-03-09 08:00:00"),
            },
        ),
        // From the Thursday before Easter to the Tuesday after.
        (
            "2026-04-02 19:00:00",
            Closed {
                opens: at("2026-04-07 08:00:00"),
            },
        ),
        (
            "2026-04-03 12:00:00",
            Closed {
                opens: at("2026-04-07 08:00:00"),
            },
        ),
        (
            "2026-12-31 18:30:00",
            Closed {
                opens: at("2027-01-04 08:00:00"),
            },
        ),
        // The nights the clocks change are ordinary nights out of hours.
        (
            "2026-03-29 01:30:00",
            Closed {
                opens: at("2026-03-30 08:00:00"),
            },
        ),
        (
            "2026-10-25 01:30:00",
            Closed {
                opens: at("2026-10-26 08:00:00"),
            },
        ),
    ] {
        assert_eq!(table.practice_hours(at(now)), hours, "{now}");
        assert_eq!(table.out_of_hours(at(now)), matches!(hours, Closed { .. }));
    }
}

/// Seconds matter only at the boundaries; the instants are in UTC, as a server of any zone has them.
#[test]
fn out_of_hours_to_the_second_about_the_nights_when_the_clocks_change() {
    let table = Holidays::england();
    for (utc, out) in [
        ("2026-03-27 18:29:59", false),
        ("2026-03-27 18:30:00", true),
        ("2026-03-29 00:59:59", true),
        ("2026-03-29 01:00:00", true),
        // From here on London is an hour ahead.
        ("2026-03-30 06:59:59", true),
        ("2026-03-30 07:00:00", false),
        ("2026-03-30 17:29:59", false),
        ("2026-03-30 17:30:00", true),
        ("2026-10-23 17:29:59", false),
        ("2026-10-23 17:30:00", true),
        ("2026-10-25 00:30:00", true),
        ("2026-10-25 01:30:00", true),
        // From here on it is not.
        ("2026-10-26 07:59:59", true),
        ("2026-10-26 08:00:00", false),
        ("2026-10-26 18:29:59", false),
        ("2026-10-26 18:30:00", true),
    ] {
        let local = london::local(at(utc).and_utc());
        assert_eq!(table.out_of_hours(local), out, "{utc} UTC");
    }
}

/// The definition (STANDARDS D2) over again, from UTC and the two instants at which the clocks change.
fn out_of_hours_by_definition(table: &Holidays, utc: NaiveDateTime) -> bool {
    let summer = utc >= at("2026-03-29 01:00:00") && utc < at("2026-10-25 01:00:00");
    let local = utc + chrono::TimeDelta::hours(i64::from(summer));
    let minute = local.hour() * 60 + local.minute();
    !works(table, local.date()) || !(8 * 60..18 * 60 + 30).contains(&minute)
}

#[test]
fn every_minute_about_the_nights_when_the_clocks_change_is_as_defined() {
    let table = Holidays::england();
    for first in ["2026-03-27 00:00:00", "2026-10-22 00:00:00"] {
        for minute in 0..6 * 24 * 60 {
            let utc = at(first) + chrono::TimeDelta::minutes(minute);
            assert_eq!(
                table.out_of_hours(london::local(utc.and_utc())),
                out_of_hours_by_definition(&table, utc),
                "{utc} UTC"
            );
        }
    }
}

#[test]
fn the_ends_of_the_calendar_do_not_panic() {
    let table = Holidays::england();
    for day in [NaiveDate::MIN, NaiveDate::MAX] {
        for n in [0, 1, u32::MAX] {
            let _ = table.add_working_days_shown(day, n);
            let _ = table.subtract_working_days(day, n);
        }
        let _ = (
            table.warning(day),
            table.working_days_between(NaiveDate::MIN, day),
        );
        let _ = table.practice_hours(day.and_hms_opt(23, 59, 59).unwrap());
        let _ = Holidays::default().add_working_days_shown(day, 1);
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_i64..3650).prop_map(|n| date("2022-01-01") + chrono::Days::new(n.unsigned_abs()))
}

/// The plain rule, one day at a time.
fn works(table: &Holidays, day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && table.is_holiday(day).is_none()
}

proptest! {
    #[test]
    fn adding_agrees_with_counting_day_by_day(from in any_day(), n in 0_u32..400) {
        let table = Holidays::england();
        let mut expected = from;
        if n == 0 {
            while !works(&table, expected) {
                expected = expected.succ_opt().unwrap();
            }
        }
        let mut left = n;
        while left > 0 {
            expected = expected.succ_opt().unwrap();
            left -= u32::from(works(&table, expected));
        }
        prop_assert_eq!(table.add_working_days(from, n), expected);
        prop_assert!(table.is_working_day(expected));

        let mut expected = from;
        if n == 0 {
            while !works(&table, expected) {
                expected = expected.pred_opt().unwrap();
            }
        }
        let mut left = n;
        while left > 0 {
            expected = expected.pred_opt().unwrap();
            left -= u32::from(works(&table, expected));
        }
        prop_assert_eq!(table.subtract_working_days(from, n), expected);
    }

    #[test]
    fn between_agrees_with_counting_day_by_day(a in any_day(), b in any_day()) {
        let table = Holidays::england();
        let (first, last) = (a.min(b), a.max(b));
        let count = first
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= last)
            .filter(|day| works(&table, *day))
            .count();
        let count = i64::try_from(count).unwrap();
        prop_assert_eq!(
            table.working_days_between(a, b),
            if b < a { -count } else { count }
        );
    }

    #[test]
    fn between_undoes_adding(from in any_day(), n in 1_u32..5000) {
        let table = Holidays::england();
        let then = table.add_working_days(from, n);
        prop_assert_eq!(table.working_days_between(from, then), i64::from(n));
    }

    #[test]
    fn the_practice_opens_exactly_when_it_says(day in any_day(), second in 0_u32..86_400) {
        let table = Holidays::england();
        let now = day.and_hms_opt(0, 0, 0).unwrap() + chrono::TimeDelta::seconds(second.into());
        let (change, open_after) = match table.practice_hours(now) {
            PracticeHours::Open { until } => (until, false),
            PracticeHours::Closed { opens } => (opens, true),
        };
        prop_assert!(change > now);
        prop_assert_eq!(table.out_of_hours(change), !open_after);
        let before = change - chrono::TimeDelta::seconds(1);
        prop_assert_eq!(table.out_of_hours(before), open_after);
    }

    #[test]
    fn any_second_of_2026_is_as_defined(second in 0_i64..365 * 86_400) {
        let utc = at("2026-01-01 00:00:00") + chrono::TimeDelta::seconds(second);
        let table = Holidays::england();
        let out = table.out_of_hours(london::local(utc.and_utc()));
        prop_assert_eq!(out, out_of_hours_by_definition(&table, utc), "{} UTC", utc);
    }

    #[test]
    fn any_text_can_be_offered_as_a_table(text in any::<String>()) {
        let _ = Holidays::parse(&text, "any");
    }

    #[test]
    fn lines_like_a_table_never_panic(text in "([-# ]{0,2}[0-9]{4}-[0-9]{2}-[0-9]{2} [a-z ]{0,9}\n|through [0-9]{0,5}\n){0,8}") {
        let _ = Holidays::parse(&text, "any");
    }
}
