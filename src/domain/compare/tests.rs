//! What counts as a change of the plan, and how it reads.

use uuid::Uuid;

use super::*;
use crate::domain::id::{GoalId, ItemId, PersonId, PlanId, WordsId};
use crate::domain::item::{Chase, Rung, Waiting};
use crate::domain::person::{Noted, Person, Phone, PhoneUse};
use crate::domain::plan::{Goal, GoalState, Plan};
use crate::domain::words::{Heading, Words};

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a date")
}

fn body() -> Body {
    let person = PersonId(id(1));
    let mut plan = Plan::new(PlanId(id(2)), person, day("2026-01-05"));
    "Bakes, and is known for it.".clone_into(&mut plan.strengths);
    plan.goals = vec![
        serde_json::from_value(serde_json::json!({
            "id": id(3), "text": "Cook dinner", "because": "my own kitchen", "importance": 8,
        }))
        .expect("a goal"),
    ];
    Body {
        person: serde_json::from_value::<Person>(serde_json::json!({
            "id": id(1), "name": { "family": "Ellis" }, "status": { "is": "open" }, "tier": "high",
            "joined_on": "2026-01-01", "identified": { "because": "", "by": "" },
        }))
        .expect("a person"),
        plan,
        words: vec![Words {
            id: WordsId(id(4)),
            person,
            heading: Heading::MostImportant,
            text: "I want to stay in my own kitchen.".into(),
            said_on: day("2026-01-05"),
            supported_by: String::new(),
            media: String::new(),
            recorded_by: "a.okafor".into(),
            recorded_at: "2026-01-05T10:00:00Z".parse().expect("an instant"),
        }],
        team: Vec::new(),
        items: vec![
            serde_json::from_value::<Item>(serde_json::json!({
                "id": id(5), "person": id(1), "kind": "action", "what": "fit rails", "owner": "OT",
                "waiting": "service", "asked_on": "2026-01-06", "goal": id(3),
            }))
            .expect("an item"),
        ],
    }
}

fn told(was: &Body, now: &Body) -> Vec<String> {
    let all = differences(was, now);
    all.iter()
        .map(|one| format!("{} | {}", one.about, one.marked()))
        .collect()
}

#[test]
fn changes_read_thing_by_thing_and_word_by_word() {
    let was = body();
    let mut now = body();
    "Bakes, sings, and is known for it.".clone_into(&mut now.plan.strengths);
    now.plan.goals[0].importance = Some(10);
    now.plan.goals[0].state = GoalState::OnHold;
    now.plan.review.due_on = Some(day("2026-05-04"));
    now.words[0].text = "I want to stay in my kitchen.".into();
    now.items[0].owner = "handyman".into();
    assert_eq!(
        told(&was, &now),
        [
            "in their words, \"What is most important to me\" | I want to stay in my [-own-] kitchen.",
            "strengths, interests and people around them | Bakes, {+sings,+} and is known for it.",
            "goal Cook dinner: importance | [-8-] {+10+}",
            "goal Cook dinner: state | [-active-] {+on hold+}",
            "review | {+planned day Mon 4 May 2026+}",
            "action fit rails: who does it | [-OT-] {+handyman+}",
        ]
    );
}

#[test]
fn what_is_new_or_gone_is_told_as_one() {
    let mut was = body();
    let mut now = body();
    now.plan.goals.push(Goal {
        id: GoalId(id(9)),
        ..now.plan.goals[0].clone()
    });
    now.plan.goals[1].text = "Walk to chapel".into();
    was.items[0].id = ItemId(id(8));
    was.items[0].owner = "nobody".into();
    let told = told(&was, &now);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(
        told[0].starts_with("goal | {+Walk to chapel; because: my own kitchen"),
        "{told:?}"
    );
    assert!(told[1].starts_with("action | {+fit rails"), "{told:?}");
    assert!(told[2].starts_with("action | [-fit rails"), "{told:?}");
}

#[test]
fn what_happens_every_day_is_no_change_of_the_plan() {
    let was = body();
    let mut now = body();
    now.items[0].chases.push(Chase {
        rung: Rung::Again,
        on: day("2026-02-01"),
        note: "rang".into(),
    });
    now.items[0].waiting = Waiting::Us;
    now.person.notes = "key safe".into();
    assert!(is_same(&was, &now));
    assert!(differences(&was, &now).is_empty());
    now.person.story = Some(Noted {
        text: "Home again.".into(),
        on: day("2026-02-01"),
        by: String::new(),
    });
    assert!(!is_same(&was, &now));
}

/// What a reader would take for the same is no difference: blanks, records made anew, things that are called otherwise.
#[test]
fn what_reads_the_same_is_no_difference() {
    let mut was = body();
    was.plan.arrangements = serde_json::from_value(serde_json::json!({
        "contingency": [{ "id": id(20), "name": "Breathless", "triggers": ["lips go blue"], "ring": [id(30)] }],
        "other_plans": [{ "id": id(21), "name": "Heart plan", "lines": [{ "id": id(22), "text": "weigh", "into": { "goal": id(3) } }] }],
    }))
    .expect("arrangements");
    was.team = vec![
        serde_json::from_value(serde_json::json!({
            "id": id(30), "person": id(1), "role": "professional", "name": "Nell", "from_on": "2026-01-05",
        }))
        .expect("a member"),
    ];
    let mut now = was.clone();
    now.plan.strengths.push_str(" \n");
    now.plan.arrangements.contingency[0].id = crate::domain::id::ArrangementId(id(40));
    now.items[0].id = ItemId(id(41));
    assert!(told(&was, &now).is_empty(), "{:?}", told(&was, &now));
    assert!(is_same(&was, &now));
    let mut now = was.clone();
    now.plan.goals[0].text = "Cook supper".into();
    now.team[0].phone = "01632 960001".into();
    assert_eq!(
        told(&was, &now),
        [
            "goal | Cook [-dinner-] {+supper+}",
            "care team Nell: telephone | {+01632 960001+}",
        ]
    );
}

#[test]
fn how_a_need_ended_is_said_in_words() {
    let need = |ended| {
        let mut body = body();
        body.plan.needs = vec![
            serde_json::from_value(
                serde_json::json!({ "id": id(40), "text": "Stairs", "ended": ended }),
            )
            .expect("a need"),
        ];
        body
    };
    let active = need(serde_json::Value::Null);
    let met = need(serde_json::json!({ "on": "2026-03-02", "how": "met", "because": "rails" }));
    let slip = need(serde_json::json!({ "on": "2026-03-02", "how": "entered_in_error" }));
    assert_eq!(
        told(&active, &met),
        ["need Stairs: ended | {+Mon 2 Mar 2026, met, because rails+}"]
    );
    assert_eq!(
        told(&active, &slip),
        ["need Stairs: ended | {+Mon 2 Mar 2026, entered in error+}"]
    );
}

#[test]
fn places_and_views_are_said_as_people_say_them() {
    let was = body();
    let mut now = body();
    let goal = &mut now.plan.goals[0];
    goal.progress.push(
        serde_json::from_value(serde_json::json!({
            "on": "2026-02-12", "view": "person", "text": "slow", "by": "a.okafor", "at": "2026-02-12T10:00:00Z",
        }))
        .expect("a note"),
    );
    goal.stages.push(
        serde_json::from_value(
            serde_json::json!({ "id": id(50), "text": "tea", "state": "on_hold" }),
        )
        .expect("a step"),
    );
    now.items[0].service = Some(crate::domain::id::ServiceId(id(60)));
    now.items[0].goal = Some(GoalId(id(61)));
    now.team.push(
        serde_json::from_value(serde_json::json!({
            "id": id(30), "person": id(1), "role": "named_gp", "name": "Dr Quince", "from_on": "2026-01-05", "reach": "in_hours",
        }))
        .expect("a member"),
    );
    assert_eq!(
        told(&was, &now),
        [
            "goal Cook dinner: step | {+tea, state on hold+}",
            "goal Cook dinner: progress | {+Thu 12 Feb 2026, seen in their view, slow+}",
            "action fit rails: goal | [-Cook dinner-] {+something that is not here+}",
            "care team | {+Dr Quince; role: Named GP; can be reached: in practice hours+}",
        ]
    );
}

#[test]
fn what_is_arranged_and_how_to_talk_is_compared_thing_by_thing() {
    let mut was = body();
    was.plan.arrangements = serde_json::from_value(serde_json::json!({
        "contingency": [{ "id": id(20), "name": "Breathless", "triggers": ["lips go blue"] }],
    }))
    .expect("arrangements");
    was.person.access = Some(
        serde_json::from_value(
            serde_json::json!({ "on": "2026-01-05", "format": ["large print"] }),
        )
        .expect("access needs"),
    );
    let mut now = was.clone();
    now.plan.arrangements.contingency[0].what_to_do = "sit up, inhaler".into();
    let access = now.person.access.as_mut().expect("just given");
    access.format.push("easy read".into());
    access.on = day("2026-02-05");
    now.person.phones.push(Phone {
        usage: PhoneUse::Home,
        number: "01632 960001".into(),
    });
    assert_eq!(
        told(&was, &now),
        [
            "contingency plan Breathless: what to do | {+sit up, inhaler+}",
            "telephone numbers | {+home, 01632 960001+}",
            "information format | large [-print-] {+print; easy read+}",
        ]
    );
}
