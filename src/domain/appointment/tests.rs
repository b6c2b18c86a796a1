//! What an appointment refuses, what it clashes with, when it comes back.

use uuid::Uuid;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// "2026-03-12 10:30" or "2026-03-12".
fn moment(text: &str) -> Moment {
    let mut parts = text.split(' ');
    let date = day(parts.next().unwrap());
    Moment::of(date, parts.next().map(|time| time.parse().unwrap()))
}

fn booked(n: u128, at: &str, minutes: Option<u16>) -> Appointment {
    let (id, person) = (
        AppointmentId(Uuid::from_u128(n)),
        PersonId(Uuid::from_u128(1)),
    );
    Appointment {
        minutes,
        ..Appointment::new(id, person, moment(at), &format!("clinic {n}"))
    }
}

#[test]
fn overlaps_are_found_and_neighbours_are_not() {
    // One, its minutes, the other, its minutes, whether they clash.
    for (one, lasts, other, others, clash) in [
        ("2026-03-12 10:30", Some(30), "2026-03-12 10:45", None, true),
        (
            "2026-03-12 10:30",
            Some(30),
            "2026-03-12 11:00",
            None,
            false,
        ),
        ("2026-03-12 10:30", None, "2026-03-12 10:59", None, true),
        (
            "2026-03-12 10:30",
            None,
            "2026-03-12 10:00",
            Some(30),
            false,
        ),
        ("2026-03-12 10:30", None, "2026-03-12 10:00", Some(31), true),
        (
            "2026-03-12 10:30",
            None,
            "2026-03-12 09:00",
            Some(240),
            true,
        ),
        ("2026-03-12 23:50", Some(30), "2026-03-13 00:05", None, true),
        ("2026-03-12 10:30", None, "2026-03-12", None, false),
        ("2026-03-12", None, "2026-03-12 10:30", None, false),
        ("2026-03-12 10:30", None, "2026-03-13 10:30", None, false),
        // The hour that comes twice: half past one is the first of the two.
        ("2026-10-25 01:30", Some(91), "2026-10-25 02:00", None, true),
        (
            "2026-10-25 01:30",
            Some(90),
            "2026-10-25 02:00",
            None,
            false,
        ),
    ] {
        let (one, other) = (booked(1, one, lasts), booked(2, other, others));
        let all = [one.clone(), other.clone()];
        assert_eq!(!clashes(&one, &all).is_empty(), clash, "{one:?} {other:?}");
        assert_eq!(
            !clashes(&other, &all).is_empty(),
            clash,
            "the other way round"
        );
        let gone = other.closed(How::Cancelled, day("2026-03-02"), "").unwrap();
        assert!(clashes(&one, [&gone]).is_empty());
    }
}

#[test]
fn three_in_any_seven_days_are_many() {
    for (days, at, count) in [
        (&["2026-03-09", "2026-03-12", "2026-03-15"][..], 0, 3),
        (&["2026-03-09", "2026-03-12", "2026-03-16"], 0, 0),
        (
            &["2026-03-09", "2026-03-12", "2026-03-16", "2026-03-17"],
            1,
            3,
        ),
        (
            &["2026-03-09", "2026-03-12", "2026-03-16", "2026-03-17"],
            0,
            0,
        ),
        (&["2026-03-12", "2026-03-12"], 0, 0),
        (&["2026-03-12", "2026-03-12", "2026-03-12"], 2, 3),
    ] {
        let all: Vec<Appointment> = (1..)
            .zip(days)
            .map(|(n, day)| booked(n, day, None))
            .collect();
        assert_eq!(cluster(&all[at], &all).len(), count, "{days:?}");
    }
    let all = ["2026-03-09", "2026-03-12 10:30", "2026-03-12 10:45"];
    let all: Vec<Appointment> = (1..).zip(all).map(|(n, at)| booked(n, at, None)).collect();
    assert_eq!(
        hints(&all[1], &all, day("2026-03-02")),
        [
            "Overlaps clinic 3 (Thu 12 Mar 10:45)",
            "3 appointments from Mon 9 Mar to Thu 12 Mar: could any be put together or moved",
        ]
    );
}

#[test]
fn what_cannot_be_is_refused_with_what_to_correct() {
    type So = fn(&mut Appointment);
    let today = day("2026-03-02");
    let cases: [(So, &str); 8] = [
        (
            |one| one.what = " ".into(),
            "Say what the appointment is for",
        ),
        (
            |one| one.at = Moment::On("2062-03-12".parse().unwrap()),
            "Sun 12 Mar 2062 is more than 5 years ahead",
        ),
        (
            |one| one.minutes = Some(0),
            "An appointment takes from 1 minute",
        ),
        (
            |one| one.minutes = Some(1441),
            "An appointment takes from 1 minute",
        ),
        (
            |one| one.prepare_on = "2026-03-13".parse().ok(),
            "It cannot be prepared after",
        ),
        (
            |one| one.recall_on = "2026-03-12".parse().ok(),
            "It cannot be due again",
        ),
        (
            |one| one.agreed_on = "2026-03-03".parse().ok(),
            "Tue 3 Mar 2026 lies ahead",
        ),
        (|_| (), ""),
    ];
    for (so, begins) in cases {
        let mut one = booked(1, "2026-03-12 10:30", None);
        so(&mut one);
        let said = one.check(today).err().map(|refusal| refusal.to_string());
        let said = said.unwrap_or_default();
        assert!(
            said.starts_with(begins) && said.is_empty() == begins.is_empty(),
            "{said}"
        );
    }
}

#[test]
fn an_appointment_is_closed_once_and_not_before_its_day() {
    let one = booked(1, "2026-03-12 10:30", None);
    for how in [How::Attended, How::Missed] {
        let refused = one.closed(how, day("2026-03-11"), "").unwrap_err();
        assert_eq!(refused, Refusal::AppointmentAhead(day("2026-03-12")));
    }
    assert!(one.closed(How::Moved, day("2026-03-11"), "").is_ok());
    let closed = one
        .closed(How::Attended, day("2026-03-12"), "well")
        .unwrap();
    let refused = closed
        .closed(How::Missed, day("2026-03-13"), "")
        .unwrap_err();
    assert_eq!(
        refused,
        Refusal::AppointmentClosed("took place", day("2026-03-12"))
    );
}

#[test]
fn a_recall_is_counted_once_it_is_over() {
    let over = |how, so: fn(&mut Appointment)| {
        let mut one = booked(1, "2024-02-29 10:30", None);
        one.every_months = Some(12);
        so(&mut one);
        one.closed(how, day("2024-03-01"), "").unwrap().recall_due()
    };
    let nothing: fn(&mut Appointment) = |_| ();
    assert_eq!(over(How::Attended, nothing), Some(day("2025-02-28")));
    assert_eq!(over(How::Cancelled, nothing), Some(day("2025-02-28")));
    assert_eq!(over(How::Moved, nothing), None);
    assert_eq!(over(How::Missed, nothing), None);
    let dealt: fn(&mut Appointment) = |one| {
        one.dealt = Some(Dealt {
            on: "2024-03-04".parse().unwrap(),
            words: "ill".into(),
        });
    };
    assert_eq!(over(How::Missed, dealt), Some(day("2025-02-28")));
    assert_eq!(
        over(How::Attended, |one| one.recall_on =
            "2025-03-01".parse().ok()),
        Some(day("2025-03-01"))
    );
    assert_eq!(
        over(How::Attended, |one| one.next =
            Some(AppointmentId(Uuid::from_u128(2)))),
        None
    );
    assert_eq!(booked(1, "2024-02-29", None).recall_due(), None);
}

#[test]
fn what_is_typed_of_a_support_reads_back() {
    for (typed, says, back) in [
        ("", "", ""),
        ("Ruth drives", "Ruth drives", "Ruth drives"),
        (
            "?patient transport",
            "patient transport (still to arrange)",
            "? patient transport",
        ),
        (" ? ", "needed (still to arrange)", "? needed"),
    ] {
        let read = Support::read(typed);
        assert_eq!(read.as_ref().map(Support::word).unwrap_or_default(), says);
        assert_eq!(read.as_ref().map(Support::typed).unwrap_or_default(), back);
        assert_eq!(Support::read(back), read);
    }
}

#[test]
fn a_moment_keeps_its_shape() {
    for (at, json) in [
        ("2026-07-12 10:30", "\"2026-07-12T09:30:00Z\""),
        ("2026-07-12", "\"2026-07-12\""),
    ] {
        let at = moment(at);
        assert_eq!(serde_json::to_string(&at).unwrap(), json);
        assert_eq!(serde_json::from_str::<Moment>(json).unwrap(), at);
    }
}

#[test]
fn whoever_agreed_to_a_day_is_to_be_told_that_it_is_off() {
    let agreed = Appointment {
        agreed_on: Some(day("2026-02-20")),
        ..booked(1, "2026-03-12 10:30", None)
    };
    let off = |one: &Appointment, how, on: &str| {
        let closed = one.closed(how, day(on), "").unwrap();
        (closed.off_since(), closed)
    };
    for how in [How::Cancelled, How::Moved] {
        let (since, closed) = off(&agreed, how, "2026-03-02");
        assert_eq!(since, Some(day("2026-03-02")));
        let told = closed.told_off(day("2026-03-03"));
        assert_eq!(
            (told.off_since(), told.off_told_on),
            (None, Some(day("2026-03-03")))
        );
        // Told twice, the first day stands.
        assert_eq!(told.told_off(day("2026-03-05")), told);
        // Noted only afterwards, it sends nobody there any more.
        assert_eq!(off(&agreed, how, "2026-03-13").0, None);
        assert_eq!(
            off(&booked(1, "2026-03-12 10:30", None), how, "2026-03-02").0,
            None
        );
    }
    assert_eq!(off(&agreed, How::Missed, "2026-03-12").0, None);
    // Another one for the same is told anew.
    let (_, closed) = off(&agreed, How::Moved, "2026-03-02");
    let told = closed.told_off(day("2026-03-03"));
    let again = told.again(
        booked(2, "2026-03-20", None).id,
        Moment::On(day("2026-03-20")),
    );
    assert_eq!((again.agreed_on, again.off_told_on), (None, None));
}
