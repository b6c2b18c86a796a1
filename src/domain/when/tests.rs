//! The grammar as a table of cases, and what must hold for any text at all.

use proptest::prelude::*;

use super::*;

/// A Wednesday.
const NOW: &str = "2026-11-18T14:20:00";

fn read_at(now: &str, text: &str, bias: Bias) -> Result<String, WhenFault> {
    let when = parse(text, now.parse().unwrap(), bias, &Holidays::england())?;
    let date = when.date.format("%Y-%m-%d").to_string();
    Ok(match when.time {
        Some(time) => format!("{date} {}", time.format("%H:%M")),
        None => date,
    })
}

fn check(now: &str, bias: Bias, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let found = read_at(now, text, bias).unwrap_or_else(|fault| fault.to_string());
        assert_eq!(&found, expected, "{text:?} {bias:?} at {now}");
    }
}

#[test]
fn dates_to_come() {
    check(
        NOW,
        Bias::Future,
        &[
            ("today", "2026-11-18"),
            ("Tomorrow", "2026-11-19"),
            ("yesterday", "2026-11-17"),
            ("+3d", "2026-11-21"),
            ("3d", "2026-11-21"),
            ("+2w", "2026-12-02"),
            (" 2 W ", "2026-12-02"),
            ("in 2 weeks", "2026-12-02"),
            ("in a week", "2026-11-25"),
            ("3 days", "2026-11-21"),
            ("a fortnight", "2026-12-02"),
            ("fortnight", "2026-12-02"),
            ("in a fortnight", "2026-12-02"),
            ("+6m", "2027-05-18"),
            ("+1y", "2027-11-18"),
            ("-2d", "2026-11-16"),
            ("\u{2212}2d", "2026-11-16"),
            ("3 days ago", "2026-11-15"),
            ("+10wd", "2026-12-02"),
            ("10 working days", "2026-12-02"),
            ("in 30 working days", "2027-01-04"),
            ("-10wd", "2026-11-04"),
            ("fri", "2026-11-20"),
            ("friday", "2026-11-20"),
            ("on friday", "2026-11-20"),
            ("wed", "2026-11-25"),
            ("tues", "2026-11-24"),
            ("next fri", "2026-11-27"),
            ("next mon", "2026-11-23"),
            ("next wed", "2026-11-25"),
            ("next sunday", "2026-11-29"),
            ("12 mar", "2027-03-12"),
            ("12mar", "2027-03-12"),
            ("12-Mar", "2027-03-12"),
            ("12th of March", "2027-03-12"),
            ("the 12th of march 2028", "2028-03-12"),
            ("18 nov", "2026-11-18"),
            ("17 nov 2027", "2027-11-17"),
            ("17 oct", "2027-10-17"),
            ("12/3", "2027-03-12"),
            ("29 feb", "2028-02-29"),
            ("1st", "2026-12-01"),
            ("the 1st", "2026-12-01"),
            ("18th", "2026-11-18"),
            ("31st", "2026-12-31"),
            ("eom", "2026-11-30"),
            ("end of month", "2026-11-30"),
            ("end of the month", "2026-11-30"),
            ("end of january", "2027-01-31"),
            ("end of Nov", "2026-11-30"),
            ("next week", "2026-11-23"),
            ("fri week", "2026-11-27"),
            ("tuesday week", "2026-12-01"),
            ("a week on friday", "2026-11-27"),
            ("last tue 10:30", "2026-11-17 10:30"),
            // Complete dates are taken as they are.
            ("12 march 2026", "2026-03-12"),
            ("12 mar 26", "2026-03-12"),
            ("12/3/26", "2026-03-12"),
            ("12/03/2026", "2026-03-12"),
            ("12/3 2026", "2026-03-12"),
            ("12.3.2026", "2026-03-12"),
            ("12-3-2026", "2026-03-12"),
            ("2026-03-12", "2026-03-12"),
            ("20260312", "2026-03-12"),
            ("12-Mar-2026", "2026-03-12"),
            ("24 Oct 2022", "2022-10-24"),
            ("Thu 12 Mar 2026", "2026-03-12"),
            ("Thursday, 12 March 2026", "2026-03-12"),
            ("Fri 20 Nov 2026 (in 2 days)", "2026-11-20"),
            ("Tue 17 Nov 2026 (yesterday)", "2026-11-17"),
        ],
    );
}

#[test]
fn dates_that_were() {
    check(
        NOW,
        Bias::Past,
        &[
            ("fri", "2026-11-13"),
            ("wed", "2026-11-11"),
            ("tue", "2026-11-17"),
            ("12 mar", "2026-03-12"),
            ("18 nov", "2026-11-18"),
            ("20 dec", "2025-12-20"),
            ("20/12", "2025-12-20"),
            ("29 feb", "2024-02-29"),
            ("1st", "2026-11-01"),
            ("31st", "2026-10-31"),
            ("19th", "2026-10-19"),
            ("eom", "2026-10-31"),
            ("end of february", "2026-02-28"),
            ("last wed", "2026-11-11"),
            ("2w", "2026-11-04"),
            ("a fortnight", "2026-11-04"),
            ("10 working days", "2026-11-04"),
            ("+2w", "2026-12-02"),
            ("in 3 days", "2026-11-21"),
            ("next fri", "2026-11-27"),
            ("19 nov 2026", "2026-11-19"),
            ("14:20", "2026-11-18 14:20"),
            ("14:21", "2026-11-17 14:21"),
            ("fri 2pm", "2026-11-13 14:00"),
        ],
    );
}

/// Wednesday 18 November 2026, 14:20: today's weekday with an hour of today is today.
#[test]
fn the_weekday_of_today_with_an_hour_that_fits_is_today() {
    check(
        NOW,
        Bias::Past,
        &[
            ("wed 14:20", "2026-11-18 14:20"),
            ("on wed 9:15", "2026-11-18 09:15"),
            ("9:15 wed", "2026-11-18 09:15"),
            ("wed 14:21", "2026-11-11 14:21"),
            ("last wed 9:15", "2026-11-11 09:15"),
        ],
    );
    check(
        NOW,
        Bias::Future,
        &[
            ("wed 14:20", "2026-11-18 14:20"),
            ("wed 16", "2026-11-18 16:00"),
            ("wed 9:15", "2026-11-25 09:15"),
            ("next wed 16", "2026-11-25 16:00"),
        ],
    );
}

#[test]
fn the_hour_that_london_leaves_out_is_refused() {
    let read = |text: &str| read_at("2026-03-20T09:00:00", text, Bias::Future);
    for text in ["29 mar 01:30", "29 mar 2026 1:00am", "01:59 sun week"] {
        let fault = read(text).unwrap_err();
        assert!(
            matches!(fault, WhenFault::LeftOut { .. }),
            "{text}: {fault}"
        );
    }
    assert!(read("29 mar 00:59").is_ok() && read("29 mar 02:00").is_ok());
    assert_eq!(
        read("29 mar 01:30").unwrap_err().to_string(),
        "There is no such time on Sun 29 Mar 2026: the clocks go forward, from 01:00 to 02:00. \
         Try \"fri 10:30\", \"+2w\" or \"12 mar 2026\"."
    );
}

#[test]
fn with_times() {
    check(
        NOW,
        Bias::Future,
        &[
            ("tomorrow 10", "2026-11-19 10:00"),
            ("tomorrow at 10", "2026-11-19 10:00"),
            ("tomorrow 10:30", "2026-11-19 10:30"),
            ("tomorrow 10.30", "2026-11-19 10:30"),
            ("tomorrow 1030", "2026-11-19 10:30"),
            ("tomorrow 930", "2026-11-19 09:30"),
            ("tomorrow 2pm", "2026-11-19 14:00"),
            ("tomorrow 2.30 PM", "2026-11-19 14:30"),
            ("tomorrow 10am", "2026-11-19 10:00"),
            ("tomorrow 12am", "2026-11-19 00:00"),
            ("tomorrow 12pm", "2026-11-19 12:00"),
            ("tomorrow noon", "2026-11-19 12:00"),
            ("tomorrow 02:30", "2026-11-19 02:30"),
            ("10:30 fri", "2026-11-20 10:30"),
            ("at 10 on fri", "2026-11-20 10:00"),
            ("10 fri", "2026-11-20 10:00"),
            ("2pm +2w", "2026-12-02 14:00"),
            ("12 mar 10", "2027-03-12 10:00"),
            ("12 mar 9", "2027-03-12 09:00"),
            ("12 mar 1030", "2027-03-12 10:30"),
            ("12 mar at 10", "2027-03-12 10:00"),
            ("12/3 10", "2027-03-12 10:00"),
            ("10 12/3", "2027-03-12 10:00"),
            ("10.30 12.3.2027", "2027-03-12 10:30"),
            ("12 mar 2027 2026", "2027-03-12 20:26"),
            ("1st 10", "2026-12-01 10:00"),
            ("in 3 days 10", "2026-11-21 10:00"),
            ("10wd 10", "2026-12-02 10:00"),
            ("2026-12-02T09:12", "2026-12-02 09:12"),
            ("today 9", "2026-11-18 09:00"),
            // A time alone is the next such time.
            ("14:20", "2026-11-18 14:20"),
            ("14:19", "2026-11-19 14:19"),
            ("15", "2026-11-18 15:00"),
            ("at 10", "2026-11-19 10:00"),
            ("noon", "2026-11-19 12:00"),
            ("2pm", "2026-11-19 14:00"),
        ],
    );
}

#[test]
fn now_is_this_minute_of_what_was_and_nothing_of_what_is_to_come() {
    let holidays = Holidays::england();
    let now = "2026-11-18T14:20:45".parse().expect("a time");
    let read = |text: &str, bias| parse(text, now, bias, &holidays);
    let is = read("Now", Bias::Past).expect("understood");
    assert_eq!(
        is.time.map(|time| is.date.and_time(time).to_string()),
        Some("2026-11-18 14:20:00".to_owned())
    );
    assert!(read("now", Bias::Future).is_err());
    assert!(read("now 10", Bias::Past).is_err());
}

#[test]
fn the_edges_of_months_and_years() {
    check(
        "2026-01-31T09:00:00",
        Bias::Future,
        &[
            ("+1m", "2026-02-28"),
            ("+3m", "2026-04-30"),
            ("eom", "2026-01-31"),
            ("30th", "2026-03-30"),
        ],
    );
    check(
        "2028-02-29T09:00:00",
        Bias::Future,
        &[
            ("+1y", "2029-02-28"),
            ("29 feb", "2028-02-29"),
            ("-4y", "2024-02-29"),
            ("eom", "2028-02-29"),
        ],
    );
    check(
        "2026-12-31T23:59:59",
        Bias::Future,
        &[
            ("tomorrow", "2027-01-01"),
            ("1/1", "2027-01-01"),
            ("23:59", "2026-12-31 23:59"),
            ("23:58", "2027-01-01 23:58"),
            ("next thu", "2027-01-07"),
            ("+1wd", "2027-01-04"),
        ],
    );
    check(
        "2096-03-01T09:00:00",
        Bias::Future,
        &[("29 feb 2104", "2104-02-29")],
    );
    // Nights on which the clocks change are days like any other.
    check(
        "2026-03-28T23:30:00",
        Bias::Future,
        &[
            ("tomorrow 02:30", "2026-03-29 02:30"),
            ("+1d", "2026-03-29"),
        ],
    );
    check(
        "2026-10-25T01:30:00",
        Bias::Past,
        &[("yesterday", "2026-10-24"), ("-1d", "2026-10-24")],
    );
}

#[test]
fn a_day_that_has_just_passed_is_asked_for_with_its_year_where_days_ahead_are_meant() {
    // What was typed, the day it is typed, and the two days offered; none where it is clear.
    for (text, now, offered) in [
        ("7 apr", "2026-04-08", Some(("7 Apr 2026", "7 Apr 2027"))),
        ("7/4", "2026-04-08", Some(("7 Apr 2026", "7 Apr 2027"))),
        (
            "tue 7 apr",
            "2026-04-08",
            Some(("7 Apr 2026", "7 Apr 2027")),
        ),
        (
            "7 apr 10:30",
            "2026-04-08",
            Some(("7 Apr 2026", "7 Apr 2027")),
        ),
        ("10 7 apr", "2026-04-08", Some(("7 Apr 2026", "7 Apr 2027"))),
        ("8 mar", "2026-04-08", Some(("8 Mar 2026", "8 Mar 2027"))),
        ("7 mar", "2026-04-08", None),
        ("8 apr", "2026-04-08", None),
        ("9 apr", "2026-04-08", None),
        ("7 apr 2026", "2026-04-08", None),
        ("7 apr 2027", "2026-04-08", None),
        ("yesterday", "2026-04-08", None),
        ("7th", "2026-04-08", None),
        ("30 dec", "2027-01-05", Some(("30 Dec 2026", "30 Dec 2027"))),
        ("30 jan", "2026-01-31", Some(("30 Jan 2026", "30 Jan 2027"))),
        ("29 feb", "2028-03-01", Some(("29 Feb 2028", "29 Feb 2032"))),
        ("29 feb", "2027-03-01", None),
    ] {
        let now = format!("{now}T09:00:00");
        its_year_is_asked_for(&now, text, Bias::Future, offered);
        // Where days that were are asked for, it is the one that has passed; tomorrow's has its own question.
        let past = read_at(&now, text, Bias::Past);
        assert_eq!(past.is_ok(), text != "9 apr", "{text}");
    }
}

/// A day and month is asked for with its year, of which two are offered that can be typed; or it is read.
fn its_year_is_asked_for(now: &str, text: &str, bias: Bias, offered: Option<(&str, &str)>) {
    let read = read_at(now, text, bias);
    let Some((past, ahead)) = offered else {
        assert!(read.is_ok(), "{text}: {read:?}");
        return;
    };
    let fault = read.unwrap_err().to_string();
    assert!(
        fault.contains(&format!("{past} or {ahead}.")),
        "{text}: {fault}"
    );
    for offered in [past, ahead] {
        assert!(read_at(now, offered, bias).is_ok(), "{offered}");
    }
}

#[test]
fn a_day_that_lies_just_ahead_is_asked_for_with_its_year_where_days_that_were_are_meant() {
    for (text, now, offered) in [
        ("1 apr", "2027-03-30", Some(("1 Apr 2026", "1 Apr 2027"))),
        (
            "1 apr 20:00",
            "2027-03-30",
            Some(("1 Apr 2026", "1 Apr 2027")),
        ),
        ("30 mar", "2027-03-30", None),
        ("30 apr", "2027-03-30", Some(("30 Apr 2026", "30 Apr 2027"))),
        ("1 may", "2027-03-30", None),
        ("3 jan", "2026-12-20", Some(("3 Jan 2026", "3 Jan 2027"))),
        ("1 apr 2026", "2027-03-30", None),
    ] {
        its_year_is_asked_for(&format!("{now}T09:00:00"), text, Bias::Past, offered);
    }
}

#[test]
fn refusals_say_what_and_show_examples() {
    const EXAMPLES: &str = " Try \"fri 10:30\", \"+2w\" or \"12 mar 2026\".";
    for (text, says) in [
        ("", "No date was typed."),
        (" , ", "No date was typed."),
        ("frday", "\"frday\" is not understood as a date or time."),
        ("frday 10", "\"frday\" in \"frday 10\" is not understood."),
        ("12 mar?", "\"?\" in \"12 mar?\" is not understood."),
        ("mar", "\"mar\" is not understood as a date or time."),
        ("30", "\"30\" is not understood as a date or time."),
        ("10-12", "\"10-12\" is not understood as a date or time."),
        (
            "fri sat",
            "\"fri sat\" is not understood as a date or time.",
        ),
        (
            "10 fri 11",
            "\"10 fri 11\" is not understood as a date or time.",
        ),
        ("31 apr", "There is no 31 April."),
        ("31 apr 10", "There is no 31 April."),
        ("29 feb 2027", "There is no 29 February 2027."),
        (
            "3/13/2026",
            "There is no month 13; dates are read with the day before the month.",
        ),
        ("32nd", "No month has a day 32."),
        (
            "thu 20 nov 2026",
            "Friday 20 November 2026 is not a Thursday; leave out the day of the week, or change \
             the date.",
        ),
        (
            "tomorrow 2",
            "2:00 may be morning or afternoon; type 14:00 or 02:00.",
        ),
        (
            "2:30",
            "2:30 may be morning or afternoon; type 14:30 or 02:30.",
        ),
        (
            "12 mar 22",
            "22 may be a year or a time; type 2022 or 22:00.",
        ),
        (
            "tomorrow 25:00",
            "There is no such time; hours go from 0 to 23, or from 1 to 12 with am or pm.",
        ),
        (
            "13pm",
            "There is no such time; hours go from 0 to 23, or from 1 to 12 with am or pm.",
        ),
        ("+9999y", "Dates go from 1900 to 2199."),
        ("+4294967295w", "Dates go from 1900 to 2199."),
        ("+4294967295wd", "Dates go from 1900 to 2199."),
        ("12/3/1066", "Dates go from 1900 to 2199."),
        ("\u{1b}[2J", "\"\u{20}\" in \"[2J\" is not understood."),
    ] {
        let fault = read_at(NOW, text, Bias::Future).unwrap_err().to_string();
        if text.starts_with('\u{1b}') {
            assert!(!fault.contains('\u{1b}'), "{fault:?}");
        } else {
            assert_eq!(fault, format!("{says}{EXAMPLES}"), "{text:?}");
        }
    }
    let long = read_at(NOW, &"fri ".repeat(1000), Bias::Future).unwrap_err();
    assert!(long.to_string().len() < 150, "{long}");
}

#[test]
fn dates_in_records() {
    for text in [
        "10-Jul-1949",
        "10 Jul 1949",
        "10/07/1949",
        "10/7/1949",
        "10.07.1949",
        "10-07-1949",
        "1949-07-10",
        "1949/07/10",
        "19490710",
        " 10-JUL-1949 ",
        "10\u{a0}July\u{a0}1949",
        "10-Jul-1949 00:00",
        "1949-07-10T00:00:00",
    ] {
        let date = parse_record_date(text).map(|date| date.to_string());
        assert_eq!(date.as_deref(), Ok("1949-07-10"), "{text:?}");
    }
}

#[test]
fn dates_in_records_that_are_refused() {
    for (text, says) in [
        ("", "There is no date."),
        ("10/07/49", "\"10/07/49\" has a two-digit year"),
        ("10-Jul-49", "\"10-Jul-49\" has a two-digit year"),
        ("10 Jul 49", "\"10 Jul 49\" has a two-digit year"),
        ("10 Jul", "\"10 Jul\" has no year."),
        (
            "07/31/1949",
            "There is no month 31; dates are read with the day",
        ),
        ("31/04/1949", "There is no 31 April 1949."),
        ("29-Feb-1900", "There is no 29 February 1900."),
        ("00/00/0000", "The year 0000 is not between"),
        ("00/01/1949", "There is no 0 January 1949."),
        ("10/07/0949", "The year 0949 is not between"),
        ("19491310", "There is no month 13;"),
        ("18088", "\"18088\" is not a date."),
        ("Jul 10 1949", "\"Jul 10 1949\" is not a date."),
        ("today", "\"today\" is not a date."),
        ("+2w", "\"+2w\" is not a date."),
        ("unknown", "\"unknown\" is not a date."),
        ("10-07/1949", "\"10-07/1949\" is not a date."),
        ("10/07/1949 25:00", "\"10/07/1949 25:00\" is not a date."),
    ] {
        let fault = parse_record_date(text).unwrap_err().to_string();
        assert!(fault.starts_with(says), "{text:?}: {fault}");
    }
}

/// Words of the grammar in any order: likelier to reach its corners than any characters.
fn grammar_like() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "today",
        "tomorrow",
        "fri",
        "next",
        "mar",
        "feb",
        "eom",
        "end",
        "of",
        "the",
        "a",
        "in",
        "at",
        "on",
        "ago",
        "am",
        "pm",
        "noon",
        "now",
        "st",
        "th",
        "d",
        "w",
        "m",
        "y",
        "wd",
        "working",
        "days",
        "month",
        "fortnight",
        "+",
        "-",
        "/",
        ".",
        ":",
        " ",
        ",",
        "0",
        "1",
        "2",
        "9",
        "10",
        "12",
        "29",
        "31",
        "99",
        "1030",
        "2026",
        "20260312",
        "4294967295",
        "4294967296",
        "(",
        ")",
    ]);
    prop::collection::vec(word, 0..9).prop_map(|words| words.join(" "))
}

fn any_now() -> impl Strategy<Value = NaiveDateTime> {
    (0_i64..4_000_000_000).prop_map(|seconds| {
        chrono::DateTime::from_timestamp(seconds, 0)
            .unwrap()
            .naive_utc()
    })
}

fn any_bias() -> impl Strategy<Value = Bias> {
    prop::bool::ANY.prop_map(|past| if past { Bias::Past } else { Bias::Future })
}

proptest! {
    #[test]
    fn never_panics(text in any::<String>(), now in any_now(), bias in any_bias()) {
        let _ = parse(&text, now, bias, &Holidays::england());
        let _ = parse_record_date(&text);
    }

    #[test]
    fn never_panics_on_its_own_words(text in grammar_like(), now in any_now(), bias in any_bias()) {
        let holidays = Holidays::england();
        let spaced = parse(&text, now, bias, &holidays);
        if let Err(fault) = spaced {
            prop_assert!(fault.to_string().contains("Try "));
        }
        let _ = parse(&text.replace(' ', ""), now, bias, &holidays);
        let _ = parse_record_date(&text);
    }

    #[test]
    fn a_day_and_month_keep_to_their_side(
        day in 1_u32..=31, month in 1_u32..=12, now in any_now(), bias in any_bias()
    ) {
        for text in [format!("{day}/{month}"), format!("{day}th"), "eom".to_owned()] {
            let when = parse(&text, now, bias, &Holidays::default());
            if let Err(WhenFault::JustPast { past, ahead }) = when {
                prop_assert!(bias == Bias::Future && past < now.date() && now.date() < ahead);
                prop_assert!((now.date() - past).num_days() <= 31);
                continue;
            }
            if let Err(WhenFault::JustAhead { past, ahead }) = when {
                prop_assert!(bias == Bias::Past && past < now.date() && now.date() < ahead);
                prop_assert!((ahead - now.date()).num_days() <= 31);
                continue;
            }
            let Ok(when) = when else {
                // 29 February aside, the only days refused are those of no year.
                prop_assert!(chrono::NaiveDate::from_ymd_opt(2024, month, day).is_none());
                continue;
            };
            match bias {
                Bias::Future => prop_assert!(when.date >= now.date()),
                Bias::Past => prop_assert!(when.date <= now.date()),
            }
        }
    }

    #[test]
    fn a_weekday_or_a_time_is_near(weekday in 0_usize..7, hour in 7_u32..24, now in any_now()) {
        let day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][weekday];
        let holidays = Holidays::default();
        let next = parse(day, now, Bias::Future, &holidays).unwrap().date;
        let last = parse(day, now, Bias::Past, &holidays).unwrap().date;
        prop_assert!((1..=7).contains(&(next - now.date()).num_days()));
        prop_assert!((1..=7).contains(&(now.date() - last).num_days()));
        let minute = now.with_second(0).unwrap();
        let next = parse(&hour.to_string(), now, Bias::Future, &holidays).unwrap();
        let next = next.date.and_time(next.time.unwrap());
        prop_assert!(next >= minute && (next - minute).num_hours() < 24);
        let last = parse(&hour.to_string(), now, Bias::Past, &holidays).unwrap();
        let last = last.date.and_time(last.time.unwrap());
        prop_assert!(last <= now && (now - last).num_hours() < 24);
    }

    #[test]
    fn record_dates_read_back(days in 0_u64..100_000) {
        let date = NaiveDate::from_ymd_opt(1860, 1, 1).unwrap() + Days::new(days);
        for form in ["%d-%b-%Y", "%-d %B %Y", "%d/%m/%Y", "%Y-%m-%d", "%Y%m%d", "%d.%m.%Y"] {
            let text = date.format(form).to_string();
            prop_assert_eq!(parse_record_date(&text), Ok(date));
        }
    }
}
