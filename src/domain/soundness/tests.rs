//! Each impossible value, one at a time, in a record that is sound otherwise.

use serde_json::{Value, json};

use super::*;
use crate::domain::plan::Plan;

const TODAY: &str = "2026-11-04";

fn today() -> NaiveDate {
    TODAY.parse().unwrap()
}

/// The id of the person and of everything else that needs one.
const ID: &str = "01950000-0000-7000-8000-000000000001";

/// A sound record of each kind, with as much in it as the checks look at.
fn sound(kind: &str) -> Value {
    let own = match kind {
        "person" => json!({
            "name": { "family": "Osei", "given": "Olga" }, "born_on": "1944-02-03", "status": { "is": "open" },
            "tier": "high", "joined_on": "2026-01-05", "identified": { "because": "the list", "by": "m.lee" },
            "contact_every_days": 14, "access": { "on": "2026-02-01", "reviewed_on": "2026-03-01", "review_on": "2027-03-01" },
            "told_coordinator": { "text": "told", "on": "2026-01-06" },
            "self_coordinating": { "text": "with her son", "on": "2026-05-01" },
        }),
        "member" => json!({
            "role": "carer", "name": "Kofi Osei", "from_on": "2026-01-05", "until_on": "2026-12-31",
            "away": { "from_on": "2026-02-01", "until_on": "2026-02-08", "because": "ill" },
            "variation": { "because": "closer", "approved": { "on": "2026-01-05" } },
            "carer": { "id": ID, "strain": [{ "on": "2026-03-01", "says": "tired", "score": 7, "by": "m.lee" }] },
        }),
        "words" => json!({
            "heading": "wellness", "text": "I walk.", "said_on": "2026-03-01", "supported_by": "",
            "recorded_by": "m.lee", "recorded_at": "2026-03-01T10:00:00Z",
        }),
        "plan" => json!({
            "begun_on": "2026-01-05",
            "needs": [{ "id": ID, "text": "walking", "ended": { "on": "2026-03-01", "how": "met" } }],
            "goals": [{
                "id": ID, "text": "To the shop", "importance": 9, "state": "active",
                "progress": [{ "on": "2026-03-01", "view": "person", "text": "well", "by": "m.lee", "at": "2026-03-01T10:00:00Z" }],
                "outcomes": [{ "on": "2026-03-01", "text": "once" }],
                "stages": [{ "id": ID, "text": "To the gate" }],
            }],
            "review": { "last_on": "2026-03-01", "every_days": 90, "at_most_days": 365 },
            "agreed": { "on": "2026-03-01", "by": "Olga Osei", "capacity": "the person", "contributors": "" },
            "arrangements": { "contingency": [{
                "id": ID, "triggers": ["a fall"], "coping_from": "2026-01-05", "coping_until": "2026-02-05",
            }] },
        }),
        "item" => json!({
            "kind": "conflict", "what": "Two doses", "owner": "GP", "waiting": "service", "asked_on": "2026-03-01",
            "expected_on": "2026-03-15", "confidence": 6, "told_on": "2026-03-20", "service_closed_on": "2026-03-12",
            "conflict": { "one": "5 mg", "other": "10 mg" },
            "chases": [{ "on": "2026-03-10", "note": "" }],
            "outcome": { "on": "2026-03-12", "text": "5 mg" },
            "ended": { "on": "2026-03-20", "how": "done", "because": "" },
            "stages": [{ "id": ID, "text": "ring" }],
        }),
        "contact" => json!({
            "at": "2026-03-01T10:00:00Z", "recorded_at": "2026-03-01T10:05:00Z", "by": "m.lee", "channel": "phone",
            "direction": "out", "with": "person", "whom": "", "result": "yes", "gist": "Well.", "minutes": 10,
            "details": { "own_calls": 3 },
        }),
        "deferral" => json!({
            "rule": "no_lead", "due_on": "2026-03-01", "first_on": "2026-03-01", "until_on": "2199-01-01",
            "because": "away", "by": "m.lee",
        }),
        "sharing" => json!({
            "with": { "is": "named", "name": "St Anne's" }, "may": { "is": "everything" }, "basis": "consent",
            "decided_by": "Olga Osei", "capacity": "has", "on": "2026-03-01", "until_on": "2026-06-01",
            "withdrawn_on": "2026-05-01", "by": "m.lee",
        }),
        "copy" => json!({
            "holder": { "is": "named", "name": "St Anne's" }, "on": "2026-03-01", "how": "by post", "basis": "consent",
            "ended_on": "2026-05-01", "by": "m.lee",
        }),
        "appointment" => json!({
            "at": "2026-03-01T10:00:00Z", "minutes": 30, "what": "Eye clinic", "prepare_on": "2026-02-20",
            "agreed_on": "2026-02-01", "every_months": 12, "recall_on": "2027-03-01", "asked_on": "2026-03-02",
            "came": { "how": "attended", "on": "2026-03-01", "words": "" }, "by": "m.lee",
        }),
        "transition" => json!({
            "kind": "discharge", "from": "Ward 7", "to": "home", "at": "2026-03-01T18:00:00Z", "asked_on": "2026-03-02",
            "told_on": "2026-02-28",
            "acknowledged": { "on": "2026-03-02", "by": "Sister Ade" },
            "closed": { "on": "2026-03-09", "because": "settled" },
            "discharge": {
                "called_on": "2026-03-02", "explained_again_on": "2026-03-03", "medicines_until_on": "2026-03-01",
            },
        }),
        other => panic!("no record of the kind {other}"),
    };
    let mut whole = json!({ "record": kind, "id": ID, "person": ID });
    whole
        .as_object_mut()
        .unwrap()
        .extend(own.as_object().unwrap().clone());
    whole
}

const KINDS: [&str; 11] = [
    "person",
    "member",
    "words",
    "plan",
    "item",
    "contact",
    "deferral",
    "sharing",
    "copy",
    "appointment",
    "transition",
];

fn read(value: Value) -> Record {
    let kind = value["record"].clone();
    serde_json::from_value(value).unwrap_or_else(|fault| panic!("{kind}: {fault}"))
}

#[test]
fn what_is_sound_has_no_flaw() {
    for kind in KINDS {
        let found = flaws(&read(sound(kind)), today());
        assert!(found.is_empty(), "{kind}: {found:?}");
    }
}

#[test]
fn each_impossible_value_is_told_with_its_field() {
    let cases: &[(&str, &str, Value, &str, &str)] = &[
        (
            "person",
            "/name/family",
            json!(" "),
            "name.family",
            "family name",
        ),
        (
            "person",
            "/born_on",
            json!("2026-11-05"),
            "born_on",
            "date of birth",
        ),
        ("person", "/born_on", json!("1066-10-14"), "", "1850"),
        (
            "person",
            "/joined_on",
            json!("2027-01-05"),
            "joined_on",
            "lies ahead",
        ),
        (
            "person",
            "/contact_every_days",
            json!(0),
            "contact_every_days",
            "1 to 400",
        ),
        (
            "person",
            "/contact_every_days",
            json!(401),
            "contact_every_days",
            "1 to 400",
        ),
        (
            "person",
            "/status",
            json!({ "is": "paused", "until": "2026-12-01", "because": "" }),
            "status.because",
            "Say why",
        ),
        (
            "person",
            "/status",
            json!({ "is": "paused", "until": "2028-01-01", "because": "abroad" }),
            "status.until",
            "a year",
        ),
        (
            "person",
            "/status",
            json!({ "is": "left", "on": "2026-11-05", "how": "moved", "because": "x" }),
            "status.on",
            "lies ahead",
        ),
        (
            "person",
            "/status",
            json!({ "is": "left", "on": "2026-01-04", "how": "moved", "because": "x" }),
            "status.on",
            "joined",
        ),
        (
            "person",
            "/access/review_on",
            json!("2026-03-01"),
            "access.review_on",
            "next time",
        ),
        (
            "person",
            "/told_coordinator/on",
            json!("2026-11-05"),
            "told_coordinator.on",
            "lies ahead",
        ),
        (
            "person",
            "/self_coordinating/on",
            json!("2026-11-05"),
            "self_coordinating.on",
            "lies ahead",
        ),
        ("member", "/name", json!(""), "name", "name"),
        (
            "member",
            "/until_on",
            json!("2026-01-04"),
            "until_on",
            "cannot end",
        ),
        (
            "member",
            "/away/until_on",
            json!("2026-01-31"),
            "away.until_on",
            "cannot end",
        ),
        (
            "member",
            "/variation/approved/on",
            json!("2026-11-05"),
            "variation.approved.on",
            "lies ahead",
        ),
        (
            "member",
            "/carer/strain/0/score",
            json!(99),
            "score",
            "0 to 10",
        ),
        (
            "member",
            "/carer/strain/0/on",
            json!("2026-11-05"),
            "on",
            "lies ahead",
        ),
        (
            "words",
            "/said_on",
            json!("2026-11-05"),
            "said_on",
            "lies ahead",
        ),
        (
            "plan",
            "/begun_on",
            json!("2026-11-05"),
            "begun_on",
            "lies ahead",
        ),
        (
            "plan",
            "/needs/0/text",
            json!(""),
            "text",
            "what the need is",
        ),
        (
            "plan",
            "/needs/0/ended/on",
            json!("2026-11-05"),
            "ended.on",
            "lies ahead",
        ),
        (
            "plan",
            "/goals/0/text",
            json!(""),
            "text",
            "what the goal is",
        ),
        (
            "plan",
            "/goals/0/importance",
            json!(77),
            "importance",
            "1 to 10",
        ),
        (
            "plan",
            "/goals/0/importance",
            json!(0),
            "importance",
            "1 to 10",
        ),
        (
            "plan",
            "/goals/0/progress/0/on",
            json!("2026-11-05"),
            "progress",
            "lies ahead",
        ),
        (
            "plan",
            "/goals/0/outcomes/0/on",
            json!("2026-11-05"),
            "outcomes",
            "lies ahead",
        ),
        (
            "plan",
            "/goals/0/stages/0/text",
            json!(""),
            "text",
            "what the step is",
        ),
        (
            "plan",
            "/review/last_on",
            json!("2026-11-05"),
            "last_on",
            "lies ahead",
        ),
        (
            "plan",
            "/review/every_days",
            json!(401),
            "every_days",
            "1 to 400",
        ),
        (
            "plan",
            "/review/at_most_days",
            json!(801),
            "at_most_days",
            "1 to 800",
        ),
        ("plan", "/agreed/by", json!(""), "by", "who agreed"),
        (
            "plan",
            "/agreed/on",
            json!("2026-11-05"),
            "on",
            "lies ahead",
        ),
        (
            "plan",
            "/arrangements/contingency/0/triggers",
            json!([]),
            "triggers",
            "sign",
        ),
        (
            "plan",
            "/arrangements/contingency/0/coping_until",
            json!("2026-01-04"),
            "coping_until",
            "cannot end",
        ),
        ("item", "/what", json!(""), "what", "what is asked"),
        ("item", "/confidence", json!(11), "confidence", "1 to 10"),
        (
            "item",
            "/conflict/other",
            json!(""),
            "conflict.other",
            "each of the two",
        ),
        (
            "item",
            "/expected_on",
            json!("2026-02-28"),
            "expected_on",
            "cannot end",
        ),
        (
            "item",
            "/chases/0/on",
            json!("2026-11-05"),
            "chases",
            "lies ahead",
        ),
        (
            "item",
            "/outcome/on",
            json!("2026-11-05"),
            "outcome.on",
            "lies ahead",
        ),
        (
            "item",
            "/told_on",
            json!("2026-11-05"),
            "told_on",
            "lies ahead",
        ),
        (
            "item",
            "/service_closed_on",
            json!("2026-11-05"),
            "service_closed_on",
            "lies ahead",
        ),
        (
            "item",
            "/ended/on",
            json!("2026-11-05"),
            "ended.on",
            "lies ahead",
        ),
        (
            "item",
            "/stages/0/text",
            json!(""),
            "text",
            "what the step is",
        ),
        (
            "contact",
            "/at",
            json!("2026-11-05T00:00:00Z"),
            "at",
            "lies ahead",
        ),
        ("contact", "/minutes", json!(1441), "minutes", "1 to 1440"),
        (
            "contact",
            "/details/own_calls",
            json!(1000),
            "details.own_calls",
            "1 to 999",
        ),
        ("deferral", "/because", json!(""), "because", "Say why"),
        ("deferral", "/until_on", json!("2999-01-01"), "", "2199"),
        ("sharing", "/with/name", json!(""), "with", "with whom"),
        (
            "sharing",
            "/decided_by",
            json!(""),
            "decided_by",
            "who decided",
        ),
        ("sharing", "/on", json!("2026-11-05"), "on", "lies ahead"),
        (
            "sharing",
            "/until_on",
            json!("2026-02-28"),
            "until_on",
            "cannot end",
        ),
        (
            "sharing",
            "/withdrawn_on",
            json!("2026-02-28"),
            "withdrawn_on",
            "cannot end",
        ),
        ("sharing", "/withdrawn_on", json!("2999-01-01"), "", "2199"),
        ("copy", "/how", json!(""), "how", "how they got it"),
        ("copy", "/on", json!("2026-11-05"), "on", "lies ahead"),
        (
            "copy",
            "/ended_on",
            json!("2026-02-28"),
            "ended_on",
            "cannot end",
        ),
        (
            "appointment",
            "/what",
            json!(""),
            "what",
            "what the appointment is for",
        ),
        ("appointment", "/minutes", json!(0), "minutes", "1 minute"),
        (
            "appointment",
            "/prepare_on",
            json!("2026-03-02"),
            "prepare_on",
            "prepared after",
        ),
        (
            "appointment",
            "/recall_on",
            json!("2026-03-01"),
            "recall_on",
            "due again",
        ),
        (
            "appointment",
            "/agreed_on",
            json!("2026-11-05"),
            "agreed_on",
            "lies ahead",
        ),
        (
            "appointment",
            "/every_months",
            json!(121),
            "every_months",
            "1 to 120",
        ),
        (
            "appointment",
            "/asked_on",
            json!("2026-11-05"),
            "asked_on",
            "lies ahead",
        ),
        (
            "appointment",
            "/came/on",
            json!("2026-11-05"),
            "came.on",
            "lies ahead",
        ),
        (
            "transition",
            "/from",
            json!(""),
            "from",
            "where they come from",
        ),
        (
            "transition",
            "/at",
            json!("2026-11-05T08:00:00Z"),
            "at",
            "lies ahead",
        ),
        (
            "transition",
            "/acknowledged/by",
            json!(""),
            "acknowledged.by",
            "who acknowledged",
        ),
        (
            "transition",
            "/closed/because",
            json!(""),
            "closed.because",
            "Say why",
        ),
        (
            "transition",
            "/closed/on",
            json!("2026-11-05"),
            "closed.on",
            "lies ahead",
        ),
        (
            "transition",
            "/told_on",
            json!("2026-11-05"),
            "told_on",
            "lies ahead",
        ),
        (
            "transition",
            "/asked_on",
            json!("2026-02-28"),
            "asked_on",
            "before the move",
        ),
        (
            "transition",
            "/discharge/called_on",
            json!("2026-02-28"),
            "discharge.called_on",
            "before the move",
        ),
        (
            "transition",
            "/discharge/explained_again_on",
            json!("2026-02-28"),
            "discharge.explained_again_on",
            "before the move",
        ),
        (
            "transition",
            "/discharge/medicines_until_on",
            json!("2026-02-28"),
            "discharge.medicines_until_on",
            "before they came home",
        ),
        (
            "transition",
            "/discharge/called_on",
            json!("2026-11-05"),
            "discharge.called_on",
            "lies ahead",
        ),
    ];
    for (kind, at, value, field, says) in cases {
        let mut record = sound(kind);
        *record
            .pointer_mut(at)
            .unwrap_or_else(|| panic!("{kind} has no {at}")) = value.clone();
        let found = flaws(&read(record), today());
        let told: Vec<_> = found
            .iter()
            .map(|flaw| (flaw.field, flaw.why.to_string()))
            .collect();
        assert!(
            told.iter()
                .any(|(at, why)| at == field && why.contains(says)),
            "{kind}{at} = {value}: {told:?}"
        );
        assert_eq!(
            found.len(),
            1,
            "{kind}{at} = {value} is told once: {told:?}"
        );
    }
}

#[test]
fn only_an_action_goes_on_without_an_end_and_then_without_a_day() {
    for (kind, day, is_sound) in [
        ("action", json!(null), true),
        ("action", json!("2026-03-15"), false),
        ("question", json!(null), false),
    ] {
        let mut item = sound("item");
        item["kind"] = json!(kind);
        item["expected_on"] = day;
        item["ongoing"] = json!(true);
        let found = flaws(&read(item), today());
        let told = found.iter().any(|flaw| flaw.why == Refusal::Ongoing);
        assert_eq!((found.is_empty(), told), (is_sound, !is_sound), "{kind}");
    }
}

/// A step is noted of an item that was asked before; what a contact says of one may be of a day before it.
#[test]
fn a_referral_makes_no_step_before_it_was_asked() {
    for (step, chase, told) in [
        ("2026-03-01", "2026-03-10", None),
        ("2026-02-28", "2026-03-10", Some("before it was asked")),
        ("2026-11-05", "2026-03-10", Some("lies ahead")),
        ("2026-03-01", "2026-02-28", None),
    ] {
        let mut item = sound("item");
        item["referral"] = json!([{ "on": step, "state": "sent" }]);
        item["chases"] = json!([{ "on": chase, "note": "" }]);
        let found = flaws(&read(item), today());
        let why = found.first().map(|flaw| flaw.why.to_string());
        assert_eq!(found.len(), usize::from(told.is_some()), "{step} {why:?}");
        assert!(told.is_none_or(|told| why.is_some_and(|why| why.contains(told))));
        assert!(found.iter().all(|flaw| flaw.field == "referral"));
    }
}

#[test]
fn a_flaw_names_the_thing_and_what_stands_there() {
    let mut plan = sound("plan");
    plan["goals"][0]["importance"] = json!(77);
    let found = flaws(&read(plan), today());
    let flaw = found.first().unwrap();
    assert_eq!(
        (flaw.thing.as_str(), flaw.value.as_str()),
        ("goal \"To the shop\"", "77")
    );
    assert!(!format!("{flaw:?}").contains("shop"), "{flaw:?}");
}

#[test]
fn a_kept_version_is_looked_at_too() {
    let mut plan = sound("plan");
    plan["goals"][0]["importance"] = json!(77);
    let version = json!({
        "record": "version", "id": ID, "person": ID, "number": 2, "at": "2026-03-01T10:00:00Z", "by": "m.lee",
        "body": { "person": sound("person"), "plan": plan, "words": [], "team": [], "items": [] },
    });
    let found = flaws(&read(version), today());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].thing, "plan: goal \"To the shop\"");
}

#[test]
fn what_was_put_off_is_about_somebody_of_the_team() {
    let nowhere = "01950000-0000-7000-8000-0000000000ff";
    let Record::Member(member) = read(sound("member")) else {
        unreachable!()
    };
    for (id, expected) in [
        (ID, None),
        (nowhere, Some(("about", "a member of the care team"))),
    ] {
        let mut deferral = sound("deferral");
        deferral["about"] = json!({ "member": id });
        let Record::Deferral(deferral) = read(deferral) else {
            unreachable!()
        };
        let found = astray(&Whole {
            person: None,
            team: std::slice::from_ref(&member),
            plan: None,
            items: &[],
            contacts: &[],
            deferrals: &[deferral],
            sharing: &[],
            versions: &[],
            copies: &[],
            appointments: &[],
            moves: &[],
        });
        let told: Vec<_> = found.iter().map(|one| (one.field, one.what)).collect();
        assert_eq!(told, Vec::from_iter(expected), "{id}");
    }
}

#[test]
fn an_id_that_names_nothing_is_found() {
    let plan: Plan = match read(sound("plan")) {
        Record::Plan(plan) => plan,
        _ => unreachable!(),
    };
    let item = |field: &str, id: &str| {
        let mut item = sound("item");
        item[field] = json!(id);
        match read(item) {
            Record::Item(item) => item,
            _ => unreachable!(),
        }
    };
    let nowhere = "01950000-0000-7000-8000-0000000000ff";
    let cases = [
        ("goal", ID, None),
        ("goal", nowhere, Some("a goal of the plan")),
        ("transition", nowhere, Some("a move")),
        ("appointment", nowhere, Some("an appointment")),
    ];
    for (field, id, what) in cases {
        let items = [item(field, id)];
        let found = astray(&Whole {
            plan: Some(&plan),
            items: &items,
            ..nothing()
        });
        let told: Vec<_> = found.iter().map(|one| (one.field, one.what)).collect();
        let expected: Vec<_> = what.into_iter().map(|what| (field, what)).collect();
        assert_eq!(told, expected, "{field}");
    }
}

/// A record of which nothing came.
fn nothing<'a>() -> Whole<'a> {
    Whole {
        person: None,
        team: &[],
        plan: None,
        items: &[],
        contacts: &[],
        deferrals: &[],
        sharing: &[],
        versions: &[],
        copies: &[],
        appointments: &[],
        moves: &[],
    }
}

#[test]
fn an_appointment_that_is_to_be_called_off_is_there() {
    let mut person = sound("person");
    person["status"] = json!({
        "is": "left", "on": "2026-02-01", "how": "died", "because": "at home",
        "tell": [
            { "who": "GP", "state": { "is": "to_tell" } },
            { "who": "call off scan", "appointment": ID, "state": { "is": "to_tell" } },
        ],
    });
    let Record::Person(person) = read(person) else {
        unreachable!()
    };
    let found = astray(&Whole {
        person: Some(&person),
        ..nothing()
    });
    let told: Vec<_> = found.iter().map(|one| (one.field, one.what)).collect();
    assert_eq!(told, [("status.tell", "an appointment")]);
}
