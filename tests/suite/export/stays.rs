//! Moves in FHIR: stays as encounters, what they left open, and every other move in words.

use caseload::domain::id::TransitionId;
use caseload::domain::record::Folder;
use caseload::domain::sharing::{May, SharedPart};
use caseload::domain::team::Role;
use caseload::domain::transition::{Closed, MoveKind, Side, Transition};
use caseload::export::{Dossier, Scope};
use serde_json::{Value, json};

use super::people::{at, bare, day, full, id, kept, made};
use super::{format, of, written};

/// The bundle of a dossier.
pub fn bundle(dossier: &Dossier) -> Value {
    let (text, _) = written(format("fhir"), std::slice::from_ref(dossier));
    serde_json::from_str(&text).expect("JSON")
}

/// Its resources of a type.
pub fn all(bundle: &Value, kind: &str) -> Vec<Value> {
    let entries = bundle["entry"].as_array().expect("entries");
    entries
        .iter()
        .map(|entry| entry["resource"].clone())
        .filter(|resource| resource["resourceType"] == kind)
        .collect()
}

/// What a reference leads to.
pub fn reached(bundle: &Value, link: &Value) -> Value {
    let entries = bundle["entry"].as_array().expect("entries");
    let found = entries
        .iter()
        .find(|entry| entry["fullUrl"] == link["reference"]);
    found.expect("it is in the bundle")["resource"].clone()
}

/// Somebody of whom nothing is known but these moves.
fn moved(moves: Vec<Transition>) -> Folder {
    let mut folder = bare();
    folder.moves = moves.into_iter().map(kept).collect();
    folder
}

fn one(n: u128, kind: MoveKind, on: &str) -> Transition {
    let person = bare().person.id;
    Transition::new(TransitionId(id(n)), person, kind, at(on))
}

#[test]
fn an_admission_and_the_discharge_after_it_are_one_stay() {
    let bundle = bundle(&of(&full()));
    let stays = all(&bundle, "Encounter");
    assert_eq!(stays.len(), 1, "a change of lead is no stay");
    let stay = &stays[0];
    assert_eq!(stay["id"], id(72).to_string(), "the admission's");
    assert_eq!(stay["status"], "finished");
    assert_eq!(stay["class"]["code"], "IMP");
    assert_eq!(
        stay["period"],
        json!({ "start": "2026-02-18T09:40:00.000Z", "end": "2026-02-27T19:10:00.000Z" })
    );
    assert_eq!(
        stay["hospitalization"],
        json!({ "admitSource": { "text": "home" }, "dischargeDisposition": { "text": "home" } })
    );
    assert_eq!(stay["location"].as_array().map(Vec::len), Some(1));
    let ward = reached(&bundle, &stay["location"][0]["location"]);
    assert_eq!(ward["name"], "Ward 7");
    assert_eq!(
        stay["participant"],
        json!([{ "type": [{ "text": "Answers for them there: Sister Ade 01632 960 170" }] }])
    );
}

#[test]
fn how_a_stay_stands_is_what_is_known_of_it() {
    let admission = |n, on| one(n, MoveKind::Admission, on);
    let discharge = |n, on| one(n, MoveKind::Discharge, on);
    let mut given_up = admission(1, "2026-02-01T10:00:00Z");
    given_up.closed = Some(Closed {
        on: day("2026-02-09"),
        because: "moved away".into(),
    });
    let cases = [
        (
            vec![admission(1, "2026-02-01T10:00:00Z")],
            vec![("in-progress", true, false)],
        ),
        (vec![given_up], vec![("unknown", true, false)]),
        (
            vec![discharge(1, "2026-02-05T10:00:00Z")],
            vec![("finished", false, true)],
        ),
        (
            // Home, in again, and still there.
            vec![
                admission(3, "2026-02-07T10:00:00Z"),
                discharge(2, "2026-02-05T10:00:00Z"),
                admission(1, "2026-02-01T10:00:00Z"),
            ],
            vec![("finished", true, true), ("in-progress", true, false)],
        ),
        (
            // Written down twice: nobody is made to come home from both.
            vec![
                admission(1, "2026-02-01T10:00:00Z"),
                discharge(2, "2026-02-05T10:00:00Z"),
                discharge(3, "2026-02-06T10:00:00Z"),
            ],
            vec![("finished", true, true), ("finished", false, true)],
        ),
        (
            vec![one(1, MoveKind::House, "2026-02-01T10:00:00Z")],
            vec![],
        ),
    ];
    for (n, (moves, expected)) in cases.into_iter().enumerate() {
        let bundle = bundle(&of(&moved(moves)));
        let stays = all(&bundle, "Encounter");
        let told: Vec<(&str, bool, bool)> = stays
            .iter()
            .map(|stay| {
                let is_there = |field: &str| stay["period"].get(field).is_some();
                let status = stay["status"].as_str().expect("a status");
                (status, is_there("start"), is_there("end"))
            })
            .collect();
        assert_eq!(told, expected, "case {n}");
    }
}

#[test]
fn a_ward_of_the_care_team_is_who_provides_the_stay() {
    let mut folder = full();
    let service = folder.team.iter().find(|one| one.role == Role::Service);
    let service = service.expect("a service").value.clone();
    folder.moves[0].value.from.clone_from(&service.name);
    let bundle = bundle(&of(&folder));
    let stay = &all(&bundle, "Encounter")[0];
    let provider = reached(&bundle, &stay["serviceProvider"]);
    assert_eq!(provider["name"], service.name);
    // Where they came in and where they left from are two places.
    assert_eq!(stay["location"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_a_discharge_left_open_names_its_stay() {
    let mut folder = full();
    folder.items[0].value.transition = Some(TransitionId(id(71)));
    let item = folder.items[0].id.0.to_string();
    let bundle = bundle(&of(&folder));
    let tasks = all(&bundle, "Task");
    let task = tasks.iter().find(|task| task["id"] == item);
    let stay = reached(&bundle, &task.expect("its task")["encounter"]);
    assert_eq!(stay["resourceType"], "Encounter");
}

#[test]
fn what_no_resource_says_of_a_move_is_told_in_words_and_nothing_counts_as_lost() {
    let (text, loss) = written(format("fhir"), &[of(&full())]);
    for words in [
        "change of lead from Dr V. Rao to Dr S. Patel",
        "Plan given and explained: no, she was too tired",
        "Acknowledged 2 Mar 2026 by Dr S. Patel",
        "Keys with the neighbour",
        "To ring out of hours: Ruth 07700 900 118",
    ] {
        assert!(text.contains(words), "{words}");
    }
    let says = loss.says().join("; ");
    assert!(!says.contains("move"), "{says}");
}

#[test]
fn without_the_team_a_move_names_nobody() {
    let mut folder = full();
    for kept in &mut folder.moves {
        kept.value.taking = Side {
            name: "zz taking".into(),
            phone: "zz phone".into(),
        };
        kept.value.note = "zz said so".into();
        kept.value.by = "zz".into();
    }
    let parts = SharedPart::ALL.into_iter();
    let may = May::of(parts.filter(|part| *part != SharedPart::Team));
    let dossier = Dossier::within(&folder, &made(), Scope::of(&may, None));
    for name in ["fhir", "text", "markdown", "json"] {
        let (text, _) = written(format(name), std::slice::from_ref(&dossier));
        assert!(
            text.contains("Ward 7"),
            "{name}: where they were is the plan's"
        );
        for hidden in ["zz", "Sister Ade", "V. Rao", "07700 900 118", "too tired"] {
            assert!(!text.contains(hidden), "{name} has {hidden}");
        }
    }
}
