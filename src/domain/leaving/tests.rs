//! Who is to be told of a leaving, and what is left of one that was said and is not so.

use super::*;
use crate::domain::appointment::{Moment, Support};
use crate::domain::id::{AppointmentId, ItemId, MemberId, PersonId};
use crate::domain::item::{Ended, Ending, ItemKind};
use uuid::Uuid;

const PERSON: PersonId = PersonId(Uuid::from_u128(1));

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn member(n: u128, role: Role, name: &str) -> Member {
    let id = MemberId(Uuid::from_u128(n));
    Member::new(id, PERSON, role, name, day("2025-11-04"))
}

fn item(n: u128, owner: &str, waiting: Waiting) -> Item {
    Item {
        owner: owner.into(),
        ..Item::new(
            ItemId(Uuid::from_u128(n)),
            PERSON,
            ItemKind::Question,
            "blister pack?",
            waiting,
            day("2026-02-20"),
        )
    }
}

#[test]
fn those_present_and_those_who_owe_something_are_named_once() {
    let mut past = member(4, Role::Professional, "Jo Past");
    past.until_on = Some(day("2026-01-31"));
    let mut night_line = member(6, Role::Service, "NHS 111");
    night_line.phone = "111".into();
    let mut ruth = member(3, Role::Carer, "Ruth Ellis");
    (ruth.title, ruth.phone) = ("daughter".into(), "07700 900118".into());
    let team = [
        member(1, Role::NamedGp, "Dr S. Patel"),
        member(2, Role::Navigator, "A. Okafor"),
        ruth,
        past,
        night_line,
        member(5, Role::Lead, "Dr S. Patel"),
    ];
    let mut over = item(13, "Fracture clinic", Waiting::Service);
    over.ended = Some(Ended {
        on: day("2026-02-27"),
        how: Ending::Done,
        because: String::new(),
    });
    let items = [
        item(10, "Pharmacy", Waiting::Service),
        item(11, "pharmacy ", Waiting::Service),
        item(12, "Daughter", Waiting::Service),
        over,
        item(14, "A. Okafor", Waiting::Us),
        item(15, "Margaret", Waiting::Person),
    ];
    let tells = whom_to_tell(&team, &items, &[], day("2026-03-01"), "A. Okafor");
    let who: Vec<&str> = tells.iter().map(|tell| tell.who.as_str()).collect();
    assert_eq!(
        who,
        [
            "Dr S. Patel, Lead Clinical Coordinator",
            "Ruth Ellis, daughter",
            "Pharmacy, question"
        ]
    );
    assert_eq!(tells[1].reach, "07700 900118");
    assert!(tells.iter().all(|tell| tell.state == Telling::ToTell));
}

#[test]
fn what_is_booked_for_somebody_who_died_is_to_be_called_off() {
    let mut ahead = Appointment::new(
        AppointmentId(Uuid::from_u128(20)),
        PersonId(Uuid::from_u128(1)),
        Moment::On(day("2026-03-12")),
        "fracture clinic",
    );
    ahead.provider = "Wexmoor Hospital".into();
    ahead.interpreter = Some(Support {
        what: "BSL".into(),
        to_arrange: false,
    });
    let mut over = ahead.clone();
    over.at = Moment::On(day("2026-02-12"));
    let tells = whom_to_tell(&[], &[], &[ahead, over], day("2026-03-01"), "A. Okafor");
    let who: Vec<&str> = tells.iter().map(|tell| tell.who.as_str()).collect();
    assert_eq!(
        who,
        ["Wexmoor Hospital: call off fracture clinic Thu 12 Mar (with interpreter)"]
    );
}

#[test]
fn who_heard_what_was_not_so_hears_it_put_right() {
    let mut off = Appointment::new(
        AppointmentId(Uuid::from_u128(20)),
        PERSON,
        Moment::On(day("2026-03-12")),
        "scan",
    );
    let tell = |who: &str, of: Option<AppointmentId>, is: &str| Tell {
        who: who.into(),
        reach: String::new(),
        appointment: of,
        heard: None,
        state: match is {
            "told" => Telling::Told {
                on: day("2026-03-02"),
            },
            _ => Telling::ToTell,
        },
    };
    let died = [
        tell("Dr Quince, GP", None, "told"),
        tell("Ruth, carer", None, "to tell"),
        tell("Sam, question", None, "told"),
        tell("call off scan", Some(off.id), "told"),
    ];
    off = died[3].called_off(&off, day("2026-03-02")).expect("off");
    let fresh = ["Dr Quince, GP", "Ruth, carer"].map(|who| tell(who, None, "to tell"));
    let today = day("2026-03-03");
    let put =
        |was, before: &[Tell], how| corrected((was, before), how, fresh.to_vec(), &[&off], today);
    let moved = put(Leaving::Died, &died, Leaving::Moved);
    let lines: Vec<String> = moved.iter().map(Tell::line).collect();
    assert_eq!(
        lines,
        [
            "Dr Quince, GP (heard: died)",
            "Ruth, carer",
            "Sam, question (heard: died)",
            "new time for scan of Thu 12 Mar",
        ]
    );
    assert!(moved.iter().all(|one| one.state == Telling::ToTell));
    assert!(
        moved[3].calls_off(&[&off]).is_none(),
        "asking calls nothing off"
    );
    // Discharged and not moved: what nobody has put right yet stays so, with the time to ask for.
    let discharged = put(Leaving::Moved, &moved, Leaving::Discharged);
    assert!(discharged == moved);
    // They died after all: who heard that knows.
    let again = put(Leaving::Moved, &moved, Leaving::Died);
    let states: Vec<Telling> = again.iter().map(|one| one.state).collect();
    assert_eq!(
        states,
        [Telling::NeedNot, Telling::ToTell, Telling::NeedNot]
    );
    assert!(again.iter().all(|one| one.heard.is_none()));
}

#[test]
fn an_older_list_knows_its_appointment_by_the_day_whatever_year_it_was_written_in() {
    let one = |n, what: &str, at: &str| {
        let id = AppointmentId(Uuid::from_u128(n));
        Appointment::new(id, PERSON, Moment::On(day(at)), what)
    };
    let all = [
        one(20, "scan", "2026-01-08"),
        one(21, "scan", "2032-01-08"),
        one(22, "clinic", "2026-01-08"),
    ];
    let all: Vec<&Appointment> = all.iter().collect();
    let known = |who: &str| {
        let old = Tell {
            who: who.into(),
            reach: String::new(),
            appointment: None,
            heard: None,
            state: Telling::ToTell,
        };
        old.calls_off(&all).map(|one| one.id.0.as_u128())
    };
    // Written in December, or in January.
    assert_eq!(known("call off scan Thu 8 Jan 2026"), Some(20));
    assert_eq!(known("Wexmoor: call off scan Thu 8 Jan"), Some(20));
    assert_eq!(
        known("call off scan Thu 8 Jan 2032 (with transport)"),
        Some(21)
    );
    assert_eq!(known("call off clinic Thu 8 Jan 09:30"), Some(22));
    assert_eq!(known("call off scan Thu 8 Jan 2027"), None);
    assert_eq!(known("call off scan Fri 9 Jan"), None);
}

#[test]
fn an_older_list_names_its_appointments_by_their_words() {
    let one = Appointment::new(
        AppointmentId(Uuid::from_u128(20)),
        PERSON,
        Moment::On(day("2026-03-12")),
        "scan",
    );
    let old = r#"{"who":"call off scan Thu 12 Mar","state":{"is":"told","on":"2026-03-02"}}"#;
    let old: Tell = serde_json::from_str(old).expect("as it was kept");
    assert_eq!(old.appointment, None);
    let today = day("2026-03-02");
    let all = [&one];
    let known = old.calls_off(&all).expect("by its words");
    let off = old.called_off(known, today).expect("called off");
    assert_eq!((off.id, off.how()), (one.id, Some(How::Cancelled)));
    assert!(old.called_off(&off, today).is_none(), "it is off already");
    let doctor = Tell {
        who: "Dr S. Patel, named GP".into(),
        ..old
    };
    assert!(doctor.calls_off(&all).is_none());
}
