//! What is put together, what collides, and that nothing of either side is lost.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn plan(base: &Value, mine: &Value, theirs: &Value) -> Merged {
    merge(Kind::Plan, base, mine, theirs)
}

#[test]
fn what_does_not_collide_is_put_together() {
    let base = json!({
        "strengths": "Bakes.", "backup": "",
        "needs": [{ "id": "n1", "text": "Stairs" }, { "id": "n2", "text": "Legs" }],
        "review": { "due_on": "2026-05-04" },
    });
    let mut mine = base.clone();
    mine["strengths"] = json!("Bakes and sings.");
    mine["needs"][0]["text"] = json!("Stairs and bath");
    mine["needs"]
        .as_array_mut()
        .unwrap()
        .insert(1, json!({ "id": "n3", "text": "Sleep" }));
    mine["review"]["due_on"] = json!("2026-06-01");
    let mut theirs = base.clone();
    theirs["backup"] = json!("Len has a key.");
    theirs["needs"] = json!([{ "id": "n1", "text": "Stairs" }, { "id": "n4", "text": "Feet" }]);
    theirs["review"]["responsible"] = json!("Dr Patel");
    let merged = plan(&base, &mine, &theirs);
    assert!(merged.collisions.is_empty(), "{:?}", merged.collisions);
    assert_eq!(
        merged.value,
        json!({
            "strengths": "Bakes and sings.", "backup": "Len has a key.",
            "needs": [
                { "id": "n1", "text": "Stairs and bath" },
                { "id": "n3", "text": "Sleep" },
                { "id": "n4", "text": "Feet" },
            ],
            "review": { "due_on": "2026-06-01", "responsible": "Dr Patel" },
        })
    );
}

#[test]
fn what_collides_carries_both_and_either_can_be_taken() {
    let base = json!({
        "strengths": "Bakes.",
        "goals": [{ "id": "g1", "text": "Cook" }, { "id": "g2", "text": "Walk" }],
    });
    let mut mine = base.clone();
    mine["strengths"] = json!("Bakes bread.");
    mine["goals"] = json!([{ "id": "g1", "text": "Cook dinner" }]);
    let mut theirs = base.clone();
    theirs["strengths"] = json!("Bakes cakes.");
    theirs["goals"][0]["text"] = json!("Cook lunch");
    theirs["goals"][1]["text"] = json!("Walk to chapel");
    let merged = plan(&base, &mine, &theirs);
    assert_eq!(merged.collisions.len(), 3);
    assert_eq!(merged.value, theirs, "theirs is saved already");
    let mut chosen = merged.value.clone();
    for collision in &merged.collisions {
        take_mine(&mut chosen, collision);
    }
    assert_eq!(chosen, mine);
}

#[test]
fn fields_that_belong_together_are_chosen_together() {
    let base = json!({ "what": "rails", "waiting": "service" });
    let done = json!({
        "what": "rails", "waiting": "service",
        "outcome": { "on": "2026-03-02", "text": "fitted" }, "ended": { "on": "2026-03-02", "how": "done" },
    });
    let answered = json!({
        "what": "rails at the step", "waiting": "us", "outcome": { "on": "2026-03-01", "text": "next week" },
    });
    let merged = merge(Kind::Item, &base, &answered, &done);
    assert_eq!(merged.collisions.len(), 1);
    assert_eq!(
        merged.value["what"], "rails at the step",
        "that did not collide"
    );
    assert_eq!(merged.value["outcome"]["text"], "fitted");
    let mut mine = merged.value;
    take_mine(&mut mine, &merged.collisions[0]);
    assert_eq!(
        (mine["waiting"].as_str(), mine.get("ended")),
        (Some("us"), None)
    );
}

/// Met on one day by one, resolved on another by the other: half of each would be neither.
#[test]
fn how_a_need_ended_is_one_value() {
    let need = |ended: serde_json::Value| json!({ "needs": [{ "id": "n1", "text": "Stairs", "ended": ended }] });
    let base = need(json!({ "on": "2026-03-01", "how": "met" }));
    let mine = need(json!({ "on": "2026-03-02", "how": "met" }));
    let theirs = need(json!({ "on": "2026-03-01", "how": "resolved", "because": "moved" }));
    let merged = merge(Kind::Plan, &base, &mine, &theirs);
    assert_eq!(merged.collisions.len(), 1);
    assert_eq!(merged.value, theirs);
    let mut chosen = merged.value;
    take_mine(&mut chosen, &merged.collisions[0]);
    assert_eq!(chosen, mine);
}

#[test]
fn half_of_two_decisions_is_none() {
    let base = json!({ "may": { "is": "everything" }, "basis": "consent" });
    let mine = json!({ "may": { "is": "nothing" }, "basis": "consent" });
    let theirs = json!({ "may": { "is": "everything" }, "basis": "legal_duty" });
    let merged = merge(Kind::Sharing, &base, &mine, &theirs);
    assert_eq!(merged.collisions.len(), 1);
    assert_eq!(merged.value, theirs);
    let mut chosen = merged.value;
    take_mine(&mut chosen, &merged.collisions[0]);
    assert_eq!(chosen, mine);
}

#[test]
fn lists_without_ids_keep_what_either_added() {
    let base = json!({ "conditions": ["COPD", "gout"] });
    let mine = json!({ "conditions": ["asthma", "COPD", "gout"] });
    let theirs = json!({ "conditions": ["COPD", "frailty"] });
    let merged = merge(Kind::Person, &base, &mine, &theirs);
    assert_eq!(
        merged.value["conditions"],
        json!(["asthma", "COPD", "frailty"])
    );
    assert!(merged.collisions.is_empty());
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c]{0,3}", "[a-c]\n[a-c]\n[a-c]\n[a-c]"]
}

/// Things with distinct ids, in any order.
fn things() -> impl Strategy<Value = Value> {
    let thing = |id: u8| {
        (any::<bool>(), texts(), prop::option::of(1..4_u8)).prop_map(
            move |(there, text, weight)| {
                there.then(|| {
                    let mut thing = json!({ "id": format!("t{id}"), "text": text });
                    if let Some(weight) = weight {
                        thing["importance"] = json!(weight);
                    }
                    thing
                })
            },
        )
    };
    let all = (0..5_u8).map(thing).collect::<Vec<_>>();
    all.prop_map(|all| all.into_iter().flatten().collect::<Vec<_>>())
        .prop_shuffle()
        .prop_map(Value::Array)
}

fn records() -> impl Strategy<Value = Value> {
    (
        texts(),
        prop::option::of(texts()),
        things(),
        prop::collection::vec("[x-z]", 0..4),
    )
        .prop_map(|(strengths, backup, goals, flags)| {
            let mut record = json!({ "strengths": strengths, "goals": goals, "flags": flags });
            if let Some(backup) = backup {
                record["backup"] = json!(backup);
            }
            record
        })
}

/// The texts and numbers of a value, in any order.
fn leaves(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Array(values) => values.iter().for_each(|one| leaves(one, all)),
        Value::Object(fields) => fields.values().for_each(|one| leaves(one, all)),
        Value::String(text) => all.extend(text.lines().map(str::to_owned)),
        other => all.push(other.to_string()),
    }
}

fn all_of<'a>(values: impl IntoIterator<Item = &'a Value>) -> BTreeSet<String> {
    let mut all = Vec::new();
    values.into_iter().for_each(|one| leaves(one, &mut all));
    all.into_iter().collect()
}

/// The same whatever the order of things and fields.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(values) => {
            let mut values: Vec<Value> = values.iter().map(sorted).collect();
            values.sort_by_key(Value::to_string);
            Value::Array(values)
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().map(|(k, v)| (k.clone(), sorted(v))).collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(fields.into_iter().collect())
        }
        other => other.clone(),
    }
}

proptest! {
    #[test]
    fn a_side_that_changed_nothing_has_no_say(base in records(), other in records()) {
        for (mine, theirs) in [(&base, &other), (&other, &base), (&other, &other)] {
            let merged = plan(&base, mine, theirs);
            prop_assert!(merged.collisions.is_empty());
            prop_assert_eq!(sorted(&merged.value), sorted(&other));
        }
    }

    /// What somebody wrote is in the result or in a collision, whoever it was.
    #[test]
    fn nothing_that_was_written_is_lost(base in records(), mine in records(), theirs in records()) {
        let merged = plan(&base, &mine, &theirs);
        let kept = all_of(std::iter::once(&merged.value).chain(
            merged.collisions.iter().flat_map(|one| [&one.mine, &one.theirs]),
        ));
        let before = all_of([&base]);
        for side in [&mine, &theirs] {
            for leaf in all_of([side]).difference(&before) {
                prop_assert!(kept.contains(leaf), "{leaf:?} is lost: {:?}", merged.value);
            }
        }
    }

    #[test]
    fn sides_can_be_exchanged_but_for_who_stands_in_a_collision(
        base in records(), mine in records(), theirs in records(),
    ) {
        let (one, other) = (plan(&base, &mine, &theirs), plan(&base, &theirs, &mine));
        prop_assert_eq!(one.collisions.len(), other.collisions.len());
        let mut exchanged = one.value.clone();
        for collision in &one.collisions {
            take_mine(&mut exchanged, collision);
        }
        prop_assert_eq!(sorted(&exchanged), sorted(&other.value));
    }

    /// Each thing stands there once, and those that nobody moved stand in their order.
    #[test]
    fn the_order_is_stable(base in records(), added in "[a-c]{1,3}") {
        let mut mine = base.clone();
        mine["goals"].as_array_mut().unwrap().push(json!({ "id": "new", "text": added }));
        let mut theirs = base.clone();
        theirs["strengths"] = json!("other");
        let merged = plan(&base, &mine, &theirs);
        prop_assert_eq!(&merged.value["goals"], &mine["goals"]);
    }
}

#[test]
fn access_needs_and_carers_are_put_together_field_by_field() {
    let base = json!({ "access": { "text": "speaks Welsh", "format": ["large print"] } });
    let mut mine = base.clone();
    mine["access"]["format"] = json!(["large print", "easy read"]);
    let mut theirs = base.clone();
    theirs["access"]["text"] = json!("speaks Welsh, some English");
    let merged = merge(Kind::Person, &base, &mine, &theirs);
    assert!(merged.collisions.is_empty(), "{:?}", merged.collisions);
    assert_eq!(
        merged.value,
        json!({ "access": { "text": "speaks Welsh, some English", "format": ["large print", "easy read"] } })
    );

    let base =
        json!({ "carer": { "id": "c1", "assessment": "offered", "assessment_on": "2026-01-05" } });
    let mut mine = base.clone();
    mine["carer"]["strain"] = json!([{ "on": "2026-03-02", "level": 4 }]);
    mine["carer"]["assessment"] = json!("done");
    mine["carer"]["assessment_on"] = json!("2026-03-01");
    let mut theirs = base.clone();
    theirs["carer"]["breaks"] = json!("Sundays");
    theirs["carer"]["assessment"] = json!("declined");
    let merged = merge(Kind::Member, &base, &mine, &theirs);
    assert_eq!(
        merged.value["carer"],
        json!({
            "id": "c1", "breaks": "Sundays", "strain": [{ "on": "2026-03-02", "level": 4 }],
            "assessment": "declined", "assessment_on": "2026-01-05",
        }),
        "what collides is theirs until somebody chooses"
    );
    assert_eq!(merged.collisions.len(), 1, "{:?}", merged.collisions);
    let mut chosen = merged.value;
    take_mine(&mut chosen, &merged.collisions[0]);
    assert_eq!(chosen["carer"]["assessment"], "done");
    assert_eq!(chosen["carer"]["assessment_on"], "2026-03-01");
}

#[test]
fn a_note_beside_a_decision_stands_apart_from_it() {
    let base = json!({ "who": "Len", "may": "health", "note": "" });
    let mut mine = base.clone();
    mine["note"] = json!("said it twice");
    let mut theirs = base.clone();
    theirs["may"] = json!("all");
    let merged = merge(Kind::Sharing, &base, &mine, &theirs);
    assert!(merged.collisions.is_empty(), "{:?}", merged.collisions);
    assert_eq!(
        merged.value,
        json!({ "who": "Len", "may": "all", "note": "said it twice" })
    );
}

/// What both sides made of a plan with one arrangement, and whether they fit.
fn arranged(mine: (&str, &str), theirs: (&str, &str)) -> (Merged, Vec<Impossible>) {
    let id = "01950000-0000-7000-8000-000000000001";
    let plan = |strengths: &str, (from, until): (&str, &str)| {
        json!({
            "record": "plan", "id": id, "person": id, "begun_on": "2026-01-05", "strengths": strengths,
            "arrangements": { "contingency": [
                { "id": id, "triggers": ["a fall"], "coping_from": from, "coping_until": until },
            ] },
        })
    };
    let base = plan("", ("2026-02-01", "2026-02-28"));
    let (mine, theirs) = (plan("Bakes.", mine), plan("", theirs));
    let mut merged = merge(Kind::Plan, &base, &mine, &theirs);
    let found = part_again(
        &mut merged,
        (&base, &mine, &theirs),
        "2026-03-02".parse().unwrap(),
    );
    (merged, found)
}

#[test]
fn two_changes_that_are_impossible_together_collide() {
    let (first, last) = ("2026-02-01", "2026-02-28");
    for (mine, theirs, collides) in [
        // Mine begins later, theirs ends earlier.
        (("2026-02-20", last), (first, "2026-02-10"), true),
        ((first, "2026-02-10"), ("2026-02-20", last), true),
        (("2026-02-10", last), (first, "2026-02-20"), false),
        (("2026-02-20", last), (first, last), false),
    ] {
        let (mut merged, found) = arranged(mine, theirs);
        assert_eq!(found.len(), usize::from(collides), "{mine:?} {theirs:?}");
        assert!(merged.collisions.is_empty());
        assert_eq!(merged.value["strengths"], "Bakes.", "what fits is kept");
        let Some(Impossible { collision, why }) = found.first() else {
            continue;
        };
        assert!(why.to_string().contains("cannot end"), "{why}");
        let days = |value: &Value| {
            let one = &value["arrangements"]["contingency"][0];
            (one["coping_from"].clone(), one["coping_until"].clone())
        };
        assert_eq!(
            days(&merged.value),
            (json!(theirs.0), json!(theirs.1)),
            "theirs stands"
        );
        take_mine(&mut merged.value, collision);
        assert_eq!(days(&merged.value), (json!(mine.0), json!(mine.1)));
        assert_eq!(merged.value["strengths"], "Bakes.");
        let Some(Step::Fields(fields)) = collision.path.last() else {
            panic!("a place of two fields");
        };
        assert_eq!(fields.len(), 2, "no more than what cannot be: {fields:?}");
    }
}
