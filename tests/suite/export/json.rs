//! Caseload JSON read back: the identical records, each impossible one refused by name, nothing passed over in silence.

use std::ops::ControlFlow;

use caseload::demo;
use caseload::domain::calendar::Holidays;
use caseload::domain::id::PersonId;
use caseload::domain::london;
use caseload::domain::person::{Leaving, Status};
use caseload::domain::record::{Folder, Kind};
use caseload::domain::soundness::flaws;
use caseload::domain::user::{User, UserRole};
use caseload::domain::version::Body;
use caseload::export::json::{self, Entry, File, JsonFault, RecordFault};
use caseload::export::{Dossier, Records, Scope};
use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::people::{self, bare, died, full, made, varied};
use super::{format, of, written};

/// A London day after everything in the records that are written here.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();

fn read(text: &str) -> Result<File, JsonFault> {
    json::read(text, &mut |_, _| ControlFlow::Continue(()))
}

/// The records of a file in which nobody is refused.
pub fn back(text: &str) -> Vec<Records> {
    let file = read(text).unwrap_or_else(|fault| panic!("{fault}"));
    assert!(file.not_read.is_empty());
    let people = file.people.into_iter().map(|entry| {
        assert!(entry.not_read.is_empty(), "something was not read");
        *entry.outcome.unwrap_or_else(|faults| panic!("{faults:?}"))
    });
    people.collect()
}

fn file_of(folders: &[Folder]) -> String {
    let dossiers: Vec<Dossier> = folders.iter().map(of).collect();
    written(format("json"), &dossiers).0
}

/// The file of the full person and a bare one, as a value to be changed.
fn two() -> Value {
    serde_json::from_str(&file_of(&[full(), bare()])).unwrap()
}

/// Reads and judges a file; what came of each person.
fn judged(text: &str) -> Vec<Entry> {
    let mut file = read(text).unwrap_or_else(|fault| panic!("{fault}"));
    file.judge(TODAY);
    file.people
}

/// Why the first person of a file is refused; the second one is not.
fn faults_of_the_first(value: &Value) -> Vec<RecordFault> {
    let mut people = judged(&value.to_string()).into_iter();
    let first = people.next().unwrap();
    assert!(
        people.all(|entry| entry.outcome.is_ok()),
        "the others come in"
    );
    first.outcome.err().unwrap_or_default()
}

#[test]
fn json_gives_back_the_identical_records() {
    let dossiers = [of(&full()), of(&bare()), of(&died())];
    let (text, loss) = written(format("json"), &dossiers[..2]);
    assert!(loss.is_none());
    let records: Vec<_> = dossiers[..2].iter().map(|d| d.records.clone()).collect();
    assert!(back(&text) == records);
    assert!(
        back(&format!("\u{FEFF}{text}")) == records,
        "with a mark before it"
    );
}

#[test]
fn what_the_program_wrote_is_sound() {
    let cut = Scope {
        words: false,
        team: false,
        plan: false,
        ..Scope::ALL
    };
    for text in [
        file_of(&[full(), bare()]),
        written(format("json"), &[Dossier::within(&full(), &made(), cut)]).0,
    ] {
        for entry in judged(&text) {
            assert!(entry.not_read.is_empty());
            if let Err(faults) = entry.outcome {
                panic!("{faults:?}");
            }
        }
    }
}

/// Somebody takes back what others have built on since: what named it comes in all the same, without a name.
#[test]
fn what_names_something_that_was_taken_back_is_read_again() {
    type Lose = fn(&mut Folder);
    let without: [(&str, Lose); 7] = [
        ("team", |folder| folder.team.clear()),
        ("items", |folder| folder.items.clear()),
        ("contacts", |folder| folder.contacts.clear()),
        ("appointments", |folder| folder.appointments.clear()),
        ("moves", |folder| folder.moves.clear()),
        ("versions", |folder| folder.shared.versions.clear()),
        ("needs", |folder| {
            folder.plan.as_mut().unwrap().value.needs.clear();
        }),
    ];
    for (what, take_back) in without {
        let mut folder = full();
        take_back(&mut folder);
        let entry = judged(&file_of(&[folder])).remove(0);
        assert!(entry.outcome.is_ok(), "{what}: {:?}", entry.outcome.err());
    }
}

/// The record of who died is out of order on purpose: other formats have to bear it.
#[test]
fn a_record_that_is_out_of_order_is_refused() {
    let fields = |folder: Folder| {
        let faults = judged(&file_of(&[folder])).remove(0).outcome.err().unwrap();
        let fields = faults.iter().map(|fault| fault.field.clone());
        fields.collect::<Vec<_>>()
    };
    // A death may be before the day of joining, for lists come late; nobody moved away before they came.
    assert_eq!(fields(died()), ["until_on (until)"]);
    let mut moved = died();
    if let Status::Left { how, .. } = &mut moved.person.value.status {
        *how = Leaving::Moved;
    }
    assert_eq!(fields(moved), ["status.on", "until_on (until)"]);
}

#[test]
fn the_sample_people_are_sound() {
    let user = User {
        login: "a.okafor".into(),
        name: "Amara Okafor".into(),
        role: UserRole::Navigator,
    };
    let holidays = Holidays::england();
    let now = people::at("2026-03-02T09:12:00Z");
    for records in demo::people(7, 400, None, now, &holidays, &user) {
        for record in &records {
            let found = flaws(record, london::date(now));
            assert!(found.is_empty(), "{:?}: {found:?}", record.kind());
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_says_why_without_a_word_of_it() {
    let text = file_of(&[full()]);
    let deep = format!(
        "{{\"format\":\"caseload\",\"version\":1,\"people\":{}",
        "[".repeat(100_000)
    );
    let cases: [(&str, String, JsonFault, &str); 14] = [
        (
            "empty",
            String::new(),
            JsonFault::CutOff { line: 1, column: 1 },
            "cut off",
        ),
        (
            "a list",
            "[]".into(),
            JsonFault::NotCaseload,
            "not a Caseload file",
        ),
        (
            "another format",
            "{\"resourceType\":\"Bundle\"}".into(),
            JsonFault::NotCaseload,
            "not a Caseload file",
        ),
        (
            "no version",
            "{\"format\":\"caseload\",\"people\":[]}".into(),
            JsonFault::NoVersion,
            "of which version",
        ),
        (
            "a version that is a word",
            text.replacen("\"version\": 1", "\"version\": \"one\"", 1),
            JsonFault::NoVersion,
            "of which version",
        ),
        (
            "a newer program",
            text.replacen("\"version\": 1", "\"version\": 2", 1),
            JsonFault::Newer(2),
            "written by a newer Caseload",
        ),
        (
            "no people",
            "{\"format\":\"caseload\",\"version\":1}".into(),
            JsonFault::NoPeople,
            "no list of people",
        ),
        (
            "people that are none",
            "{\"format\":\"caseload\",\"version\":1,\"people\":7}".into(),
            JsonFault::NoPeople,
            "no list of people",
        ),
        (
            "a name twice",
            "{\"format\":\"caseload\",\"version\":1,\"people\":[],\"people\":[]}".into(),
            JsonFault::Repeated,
            "twice",
        ),
        (
            "what it leaves out is a word",
            "{\"format\":\"caseload\",\"version\":1,\"without\":\"the contacts\",\"people\":[]}".into(),
            JsonFault::Without,
            "\"without\" is not a list",
        ),
        (
            "what it leaves out is a list of objects",
            "{\"format\":\"caseload\",\"version\":1,\"without\":[{\"part\":\"plan\"}],\"people\":[]}".into(),
            JsonFault::Without,
            "\"without\" is not a list",
        ),
        (
            "what it leaves out is nothing",
            "{\"format\":\"caseload\",\"version\":1,\"without\":null,\"people\":[]}".into(),
            JsonFault::Without,
            "what was left out",
        ),
        (
            "text after it",
            format!("{} x", text.trim_end()),
            JsonFault::NotJson {
                line: text.lines().count(),
                column: 3,
            },
            "not JSON",
        ),
        (
            "deep",
            deep.clone(),
            JsonFault::CutOff {
                line: 1,
                column: deep.len(),
            },
            "cut off",
        ),
    ];
    for (name, text, expected, says) in cases {
        let fault = read(&text).err();
        assert_eq!(fault, Some(expected), "{name}");
        let told = expected.to_string();
        assert!(told.contains(says) && told.ends_with('.'), "{name}: {told}");
        assert!(!told.contains("Ellis"), "{told}");
    }
    let half: String = text.chars().take(500).collect();
    assert!(json::is_caseload(&half));
    assert!(matches!(read(&half), Err(JsonFault::CutOff { .. })));
    for other in [
        "",
        "[]",
        "{\"format\":\"csv\"}",
        "{\"resourceType\":\"Bundle\"}",
        "Name,DOB",
    ] {
        assert!(!json::is_caseload(other), "{other}");
    }
    // The program writes its name first; another might not.
    assert!(json::is_caseload(
        "{\"people\":[],\"version\":1,\"format\":\"caseload\"}"
    ));
}

/// What is changed, what is put there, and the record, field, value and reason that are told.
type Wrong = (
    &'static str,
    Value,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[test]
fn a_value_that_cannot_be_refuses_the_person_and_names_record_field_and_value() {
    let cases: &[Wrong] = &[
        (
            "/person/nhs_number",
            json!("9990000019"),
            "person",
            "nhs_number",
            "9990000019",
            "last digit",
        ),
        (
            "/person/nhs_number",
            json!(7),
            "person",
            "nhs_number",
            "7",
            "Something else",
        ),
        (
            "/person/name/family",
            json!(""),
            "person",
            "name.family (family name)",
            "",
            "family name",
        ),
        (
            "/person/born_on",
            json!("1944-02-30"),
            "person",
            "born_on (date of birth)",
            "1944-02-30",
            "no day",
        ),
        (
            "/person/born_on",
            json!("2999-01-01"),
            "person",
            "born_on (date of birth)",
            "1 Jan 2999",
            "behind us",
        ),
        (
            "/person/tier",
            json!("huge"),
            "person",
            "tier",
            "huge",
            "high, medium, low",
        ),
        (
            "/person/joined_on",
            Value::Null,
            "person",
            "joined_on",
            "",
            "no day",
        ),
        (
            "/items/0/confidence",
            json!(11),
            "open item",
            "confidence",
            "11",
            "1 to 10",
        ),
        (
            "/items/0/confidence",
            json!(9999),
            "open item",
            "confidence",
            "9999",
            "too large",
        ),
        (
            "/items/0/what",
            json!(" "),
            "open item",
            "what",
            "",
            "what is asked",
        ),
        (
            "/items/0/kind",
            json!("wish"),
            "open item",
            "kind",
            "wish",
            "means nothing",
        ),
        (
            "/plan/goals/0/importance",
            json!(77),
            "goal",
            "importance",
            "77",
            "1 to 10",
        ),
        (
            "/contacts/0/at",
            json!("2027-01-01T10:00:00Z"),
            "contact",
            "at",
            "1 Jan 2027",
            "lies ahead",
        ),
        (
            "/contacts/0/minutes",
            json!(0),
            "contact",
            "minutes",
            "0",
            "1 to 1440",
        ),
        (
            "/sharing/0/withdrawn_on",
            json!("2999-01-01"),
            "sharing",
            "",
            "2999-01-01",
            "2199",
        ),
        (
            "/sharing/0/withdrawn_on",
            json!("2001-01-01"),
            "sharing",
            "withdrawn_on (taken back on)",
            "1 Jan 2001",
            "cannot end",
        ),
        (
            "/items/0/goal",
            json!("01950000-0000-7000-8000-0000000000ff"),
            "open item",
            "goal",
            "0000000000ff",
            "nothing of this person",
        ),
        (
            "/items/0/id",
            json!("seven"),
            "open item",
            "id",
            "seven",
            "no id",
        ),
        (
            "/team/0/until_on",
            json!("1999-01-01"),
            "care team",
            "until_on (until)",
            "1 Jan 1999",
            "cannot end",
        ),
        (
            "/team",
            json!("everybody"),
            "",
            "team",
            "everybody",
            "list of records",
        ),
    ];
    for (at, value, about, field, shows, says) in cases {
        let mut file = two();
        let place = format!("/people/0{at}");
        let (outer, name) = place.rsplit_once('/').unwrap();
        file.pointer_mut(outer).unwrap()[name] = value.clone();
        let faults = faults_of_the_first(&file);
        let is_right = |fault: &&RecordFault| {
            fault.about.contains(about)
                && fault.field == *field
                && fault.value.contains(shows)
                && fault.reason.contains(says)
        };
        let told: Vec<_> = faults
            .iter()
            .map(|f| (&f.about, &f.field, &f.value, &f.reason))
            .collect();
        assert!(
            faults.iter().any(|f| is_right(&f)),
            "{at} = {value}: {told:?}"
        );
        assert!(
            faults.iter().all(|fault| fault.remedy.ends_with('.')),
            "{at}"
        );
    }
}

#[test]
fn a_person_is_named_as_the_file_has_them() {
    let mut file = two();
    file["people"][0]["person"]["tier"] = json!("huge");
    file["people"][0]["person"]["name"]["given"] = json!("Mar\u{1b}[31mgaret");
    let first = judged(&file.to_string()).remove(0);
    assert_eq!(first.name, "Ellis, Mar␛[31mgaret");
    let faults = first.outcome.err().unwrap();
    assert!(
        !format!("{faults:?}").contains("Ellis"),
        "no name in what may be logged"
    );
}

#[test]
fn what_is_missing_or_stands_twice_is_told() {
    let mut file = two();
    let item = file.pointer_mut("/people/0/items/0").unwrap();
    item.as_object_mut().unwrap().shift_remove("waiting");
    let faults = faults_of_the_first(&file);
    let told: Vec<_> = faults
        .iter()
        .map(|f| (f.field.as_str(), f.reason.as_str()))
        .collect();
    assert_eq!(told, [("waiting", "This is missing.")]);

    // An item that ended twice: either of the two might be meant.
    let text = two().to_string();
    let twice = text.replacen(
        "\"asked_on\":",
        "\"ended\":{\"on\":\"2026-01-01\",\"how\":\"done\"},\"ended\":{\"on\":\"2026-02-01\",\"how\":\"done\"},\"asked_on\":",
        1,
    );
    let first = judged(&twice).remove(0);
    assert_eq!(first.name, "Ellis, Margaret");
    let faults = first.outcome.err().unwrap();
    assert_eq!(faults[0].field, "items.ended");
    assert!(faults[0].reason.contains("twice"), "{faults:?}");
}

#[test]
fn whoever_stands_in_the_file_twice_comes_in_once() {
    let file = file_of(&[full(), full(), bare()]);
    let people = judged(&file);
    let outcomes: Vec<bool> = people.iter().map(|entry| entry.outcome.is_ok()).collect();
    assert_eq!(outcomes, [true, false, true]);
    let faults = people[1].outcome.as_ref().err().unwrap();
    assert!(faults[0].reason.contains("with person 1"), "{faults:?}");

    let mut put_off = full();
    put_off.deferrals[1].value.rule = "no_reply".into();
    put_off.deferrals[1].value.about = put_off.deferrals[0].about;
    let faults = judged(&file_of(&[put_off]))
        .remove(0)
        .outcome
        .err()
        .unwrap();
    assert!(faults[0].reason.contains("put off twice"), "{faults:?}");
}

#[test]
fn a_record_of_somebody_else_refuses_the_person() {
    let mut file = two();
    file["people"][0]["team"][0]["person"] = json!(people::id(2).to_string());
    let faults = faults_of_the_first(&file);
    assert_eq!(faults[0].field, "person");
    assert!(faults[0].reason.contains("somebody else"), "{faults:?}");
}

/// Makes something in a version somebody else's.
type Stray = fn(&mut Body, PersonId);

/// A version is kept whole: what stands in it must be the person's own as well.
#[test]
fn a_version_that_holds_somebody_elses_record_is_refused() {
    let other = PersonId(people::id(2));
    let cases: [(Kind, Stray); 5] = [
        (Kind::Person, |body, other| body.person.id = other),
        (Kind::Plan, |body, other| body.plan.person = other),
        (Kind::Words, |body, other| body.words[0].person = other),
        (Kind::Member, |body, other| body.team[1].person = other),
        (Kind::Item, |body, other| body.items[0].person = other),
    ];
    for (kind, put) in cases {
        let mut folder = full();
        put(&mut folder.shared.versions[1].value.body, other);
        let people = judged(&file_of(&[bare(), folder]));
        assert!(people[0].outcome.is_ok());
        let faults = people[1].outcome.as_ref().err().unwrap();
        let is_told = |fault: &RecordFault| {
            fault.about.contains("version of the plan") && fault.about.ends_with(kind.word())
        };
        assert!(faults.iter().any(is_told), "{kind:?}: {faults:?}");
    }
}

#[test]
fn what_this_program_does_not_know_is_told_and_the_rest_comes_in() {
    let mut file = two();
    file["weather"] = json!("fair");
    let first = &mut file["people"][0];
    first["visits"] = json!([{ "on": "2026-01-01" }, { "on": "2026-02-01" }]);
    first["person"]["shoe_size"] = json!(5);
    first["plan"]["goals"][0]["colour"] = json!("blue");
    first["items"][0]["nothing"] = json!("");
    // These go without saying, and are known: nothing is told of them.
    first["items"][0]["chases"] = json!([{ "on": "2026-03-01", "rung": "again", "note": "" }]);
    first["person"]["email"] = json!("");
    let read = read(&file.to_string()).unwrap_or_else(|fault| panic!("{fault}"));
    let told: Vec<_> = read
        .not_read
        .iter()
        .map(|one| (one.field.as_str(), one.value.as_str()))
        .collect();
    assert_eq!(told, [("weather", "fair")]);
    let first = &read.people[0];
    assert!(first.outcome.is_ok());
    let told: Vec<_> = first
        .not_read
        .iter()
        .map(|one| (one.about.as_str(), one.field.as_str(), one.value.as_str()))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.contains(&("", "visits", "2 entries")), "{told:?}");
    assert!(told.contains(&("person", "shoe_size", "5")), "{told:?}");
    assert!(told.contains(&("plan", "goals.colour", "blue")), "{told:?}");
}

#[test]
fn a_contact_that_lies_ahead_is_refused_on_the_day_before_it_alone() {
    let text = file_of(&[full()]);
    let days = full().contacts;
    let newest = days
        .iter()
        .map(|one| london::date(one.at))
        .max()
        .expect("contacts");
    let refused = |today: NaiveDate| {
        let mut file = read(&text).unwrap_or_else(|fault| panic!("{fault}"));
        file.judge(today);
        let faults = file.people.remove(0).outcome.err().unwrap_or_default();
        faults
            .iter()
            .any(|fault| fault.reason.contains("A contact is logged once"))
    };
    assert!(!refused(newest) && refused(newest.pred_opt().unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_record_survives_json(
        texts in prop::collection::vec(any::<String>(), 1..40),
        keeps in prop::collection::vec(any::<bool>(), 1..40),
        seconds in 0_i64..4_000_000_000,
        nanos in 0_u32..1_000_000_000,
    ) {
        let (mut t, mut k) = (0, 0);
        let mut folder = varied(
            &mut || { t += 1; texts[t % texts.len()].clone() },
            &mut || { k += 1; keeps[k % keeps.len()] },
        );
        let instant = chrono::DateTime::from_timestamp(seconds, nanos).expect("in range");
        for contact in &mut folder.contacts {
            contact.value.recorded_at = instant;
        }
        let dossier = of(&folder);
        let (text, _) = written(format("json"), std::slice::from_ref(&dossier));
        prop_assert!(back(&text) == [dossier.records]);
    }

    #[test]
    fn damaged_json_never_panics(cut in 0_usize..40_000, byte in any::<u8>()) {
        let mut bytes = file_of(&[full()]).into_bytes();
        let at = cut % bytes.len();
        bytes[at] = byte;
        let text = String::from_utf8_lossy(&bytes);
        match read(&text) {
            Ok(mut file) => file.judge(TODAY),
            Err(fault) => prop_assert!(!fault.to_string().is_empty()),
        }
    }
}
