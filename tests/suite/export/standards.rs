//! Every element of the two standards that a plan follows (STANDARDS D3, D4): where it is kept, and that it reaches
//! whoever reads or imports it.
//!
//! Without a place of their own are the codes of health issues, statuses and care plan types, whose members are not
//! confirmed. The order of preference of contact details is the order in which they stand.

use caseload::domain::words::Heading;
use caseload::export::{Dossier, Records};
use serde_json::{Value, json};

use super::json::back;
use super::people::{full, id, made};
use super::{format, written};

/// What an element holds in this test.
enum Held {
    /// Words that stand nowhere else.
    Words,
    /// A day that stands nowhere else: past or ahead.
    Past,
    Ahead,
    /// A value, and the ways in which it may be said.
    Is(Value, &'static [&'static str]),
}

use Held::{Ahead, Is, Past, Words};

/// Which formats beside FHIR, HTML and JSON carry it: the text is short, and a row of the spreadsheet holds no plan.
enum Carried {
    /// The text.
    Text,
    /// The text, and a column.
    TextAndColumn,
    /// A column.
    Column,
    /// Neither.
    Neither,
}

use Carried::{Column, Neither, Text, TextAndColumn};

fn table() -> Vec<(&'static str, String, Held, Carried)> {
    let mut rows: Vec<(&'static str, String, Held, Carried)> = Vec::new();
    let mut add =
        |element, at: &str, held, carried| rows.push((element, at.to_owned(), held, carried));
    add(
        "D3.1 first name",
        "/person/name/given",
        Words,
        TextAndColumn,
    );
    add(
        "D3.1 family name",
        "/person/name/family",
        Words,
        TextAndColumn,
    );
    add(
        "D3.1 preferred name",
        "/person/name/preferred",
        Words,
        TextAndColumn,
    );
    add(
        "D3.1 birth date",
        "/person/born_on",
        Is(json!("1943-05-17"), &["17 May 1943", "1943-05-17"]),
        TextAndColumn,
    );
    add(
        "D3.1 address",
        "/person/address/lines/0",
        Words,
        TextAndColumn,
    );
    add(
        "D3.1 postcode",
        "/person/address/postcode",
        Words,
        TextAndColumn,
    );
    add(
        "D3.1 address, another",
        "/person/address/elsewhere",
        Words,
        TextAndColumn,
    );
    add(
        "D3.1 gender",
        "/person/gender",
        Is(json!("other"), &["other"]),
        TextAndColumn,
    );
    add(
        "D3.1 NHS number",
        "/person/nhs_number",
        Is(json!("9990000018"), &["999 000 0018", "9990000018"]),
        TextAndColumn,
    );
    add("D3.1 ethnicity", "/person/ethnicity", Words, Column);
    add("D3.1 religion", "/person/religion", Words, Column);
    add(
        "D3.1 telephone, first",
        "/person/phones/0/number",
        Words,
        TextAndColumn,
    );
    add(
        "D3.1 telephone, second",
        "/person/phones/1/number",
        Words,
        Text,
    );
    add("D3.1 e-mail", "/person/email", Words, Column);
    add(
        "D3.2 practice",
        "/person/practice/name",
        Words,
        TextAndColumn,
    );
    add(
        "D3.2 practice identifier",
        "/person/practice/code",
        Is(json!("C81094"), &["C81094"]),
        TextAndColumn,
    );
    add("D3.2 GP name", "/team/2/name", Words, TextAndColumn);
    for (at, heading) in Heading::ALL.into_iter().enumerate() {
        let carried = if heading == Heading::MostImportant {
            TextAndColumn
        } else {
            Text
        };
        add(
            heading.title(),
            &format!("/words/{at}/text"),
            Words,
            carried,
        );
    }
    add("D4 date last updated", "/words/0/said_on", Past, Text);
    add("D3.3, D4 multimedia", "/words/0/media", Words, Text);
    add(
        "D4 supported to write this by",
        "/words/0/supported_by",
        Words,
        Text,
    );
    add("D3.4 name", "/team/0/name", Words, TextAndColumn);
    add("D3.4 role", "/team/0/title", Words, Text);
    add(
        "D3.4 key worker",
        "/team/1/role",
        Is(json!("navigator"), &["Navigator"]),
        Text,
    );
    add("D3.4 speciality", "/team/0/speciality", Words, Text);
    add("D3.4 team", "/team/0/works_in", Words, Text);
    add("D3.4 organisation", "/team/0/organisation", Words, Text);
    add("D3.4 telephone", "/team/0/phone", Words, Text);
    add("D3.4 e-mail", "/team/0/email", Words, Text);
    add("D3.4 start", "/team/0/from_on", Past, Text);
    add("D3.4 end", "/team/0/until_on", Ahead, Text);
    add("D3.5 name", "/team/4/name", Words, Text);
    add("D3.5 relationship", "/team/4/title", Words, Text);
    add(
        "D3.5 relationship type",
        "/team/4/role",
        Is(json!("carer"), &["Carer"]),
        Text,
    );
    add(
        "D3.5 relationship type, further",
        "/team/4/ties/0",
        Is(json!("emergency_contact"), &["emergency contact"]),
        Text,
    );
    add("D3.5 telephone", "/team/4/phone", Words, Text);
    add("D3.5 e-mail", "/team/4/email", Words, Text);
    add("D3.5 comments", "/team/4/does", Words, Text);
    add("D3.7 strengths", "/plan/strengths", Words, Text);
    add(
        "D3.7 need, concern or problem",
        "/plan/needs/0/text",
        Words,
        Text,
    );
    add("D3.7 goal", "/plan/goals/0/text", Words, Text);
    add(
        "D3.7 importance",
        "/plan/goals/0/importance",
        Is(
            json!(4),
            &["importance 4 of 10", "Importance to the person: 4 of 10"],
        ),
        Text,
    );
    add("D3.7 outcome", "/plan/goals/0/outcomes/0/text", Words, Text);
    add(
        "D3.7 goal status",
        "/plan/goals/0/state",
        Is(json!("on_hold"), &["on hold", "on-hold"]),
        Text,
    );
    add(
        "D3.7 stage goal",
        "/plan/goals/0/stages/0/text",
        Words,
        Text,
    );
    add(
        "D3.7 stage goal, outcome",
        "/plan/goals/0/stages/0/outcome",
        Words,
        Text,
    );
    add(
        "D3.7 stage goal, status",
        "/plan/goals/0/stages/0/state",
        Is(json!("dropped"), &["dropped"]),
        Text,
    );
    add("D3.7 action", "/items/0/what", Words, Text);
    add("D3.7 action, who", "/items/0/owner", Words, Text);
    add("D3.7 action, when", "/items/0/expected_on", Ahead, Text);
    add(
        "D3.7 action, suggested strategies",
        "/items/0/strategies",
        Words,
        Text,
    );
    add(
        "D3.7 action, status",
        "/items/8/ongoing",
        Is(json!(true), &["ongoing", "Ongoing"]),
        TextAndColumn,
    );
    add(
        "D3.7 action, outcome",
        "/items/4/outcome/text",
        Words,
        Neither,
    );
    add(
        "D3.7 action, confidence",
        "/items/0/confidence",
        Is(
            json!(3),
            &["confidence 3 of 10", "How confident the person is: 3 of 10"],
        ),
        Text,
    );
    add(
        "D3.7 action, last updated",
        "/items/0/updated_on",
        Past,
        Text,
    );
    add(
        "D3.7 action, review date",
        "/items/0/review_on",
        Ahead,
        Text,
    );
    add(
        "D3.7 action, stage goal",
        "/items/0/stages/0/text",
        Words,
        Text,
    );
    add(
        "D3.7 action, stage goal, outcome",
        "/items/0/stages/0/outcome",
        Words,
        Text,
    );
    add("D3.7 agreed with", "/plan/agreed/by", Words, Text);
    add(
        "D3.7 agreed with, role",
        "/plan/agreed/capacity",
        Words,
        Text,
    );
    add("D3.7 agreed on", "/plan/agreed/on", Past, TextAndColumn);
    add(
        "D3.7 contributors",
        "/plan/agreed/contributors",
        Words,
        Text,
    );
    add(
        "D3.7 care funding source",
        "/plan/arrangements/funding/0/pays_for",
        Words,
        Text,
    );
    add(
        "D3.7 other care planning documents",
        "/plan/arrangements/other_plans/0/name",
        Words,
        Text,
    );
    add(
        "D3.7 planned review date",
        "/plan/review/due_on",
        Is(json!("2026-07-19"), &["19 Jul 2026", "2026-07-19"]),
        TextAndColumn,
    );
    add(
        "D3.7 planned review interval",
        "/plan/review/every_days",
        Is(json!(77), &["every 77 days"]),
        Text,
    );
    add(
        "D3.7 responsibility for review",
        "/plan/review/responsible",
        Words,
        Text,
    );
    add(
        "D3.6 formulation",
        "/plan/arrangements/formulation/says",
        Words,
        Text,
    );
    add(
        "D3.6 formulation, who",
        "/plan/arrangements/formulation/by",
        Words,
        Text,
    );
    for (element, field) in [
        ("D3.7 performing professional", "made_by"),
        ("D3.7 location", "place"),
        ("D3.7 person completing record", "completed_by"),
    ] {
        let at = format!("/plan/arrangements/completion/{field}");
        add(element, &at, Words, Text);
    }
    add(
        "D3.7 date last updated",
        "/plan/arrangements/completion/updated_on",
        Past,
        Text,
    );
    let when_wrong = |field: &str| format!("/plan/arrangements/contingency/0/{field}");
    add(
        "D3.8 trigger factors",
        &when_wrong("triggers/0"),
        Words,
        Text,
    );
    add("D3.8 name", &when_wrong("name"), Words, Text);
    add(
        "D3.8 what should happen",
        &when_wrong("what_to_do"),
        Words,
        Text,
    );
    add(
        "D3.8 who should be contacted",
        &when_wrong("ring_others"),
        Words,
        Text,
    );
    add("D3.8 agreed with", &when_wrong("agreed_with"), Words, Text);
    add("D3.8 updated", &when_wrong("updated_on"), Past, Text);
    add("D3.8 review", &when_wrong("review_on"), Ahead, Text);
    add(
        "D3.8 review, responsibility",
        &when_wrong("responsible"),
        Words,
        Text,
    );
    add("D3.8 coping strategies", &when_wrong("coping"), Words, Text);
    add(
        "D3.8 coping strategies, start",
        &when_wrong("coping_from"),
        Past,
        Text,
    );
    add(
        "D3.8 coping strategies, end",
        &when_wrong("coping_until"),
        Ahead,
        Text,
    );
    add(
        "D3.8 early warning signs",
        &when_wrong("early_signs"),
        Words,
        Text,
    );
    add(
        "D3.8 advance statement",
        "/plan/arrangements/wishes/statement",
        Is(
            json!("yes"),
            &["Advance statement: yes", "Has advance statement"],
        ),
        Text,
    );
    add(
        "D3.8 advance statement, location",
        "/plan/arrangements/wishes/statement_at",
        Words,
        Text,
    );
    add(
        "D3.8 anticipatory medicines, equipment",
        "/plan/arrangements/at_hand/0/what",
        Words,
        Text,
    );
    add(
        "D3.9 name",
        "/plan/arrangements/support_plans/0/name",
        Words,
        Text,
    );
    add(
        "D3.9 content",
        "/plan/arrangements/support_plans/0/content",
        Words,
        Text,
    );
    add(
        "D3.9 review",
        "/plan/arrangements/support_plans/0/review_on",
        Ahead,
        Text,
    );
    add(
        "D3.9 responsibility",
        "/plan/arrangements/support_plans/0/responsible",
        Words,
        Text,
    );
    rows
}

/// The full record with words under every heading and an additional plan.
fn filled() -> Value {
    let mut records = serde_json::to_value(Dossier::of(&full(), &made()).records).unwrap();
    let one = records["words"][0].clone();
    let words = Heading::ALL.into_iter().enumerate().map(|(at, heading)| {
        let mut words = one.clone();
        words["id"] = json!(id(9_400 + u128::try_from(at).unwrap()));
        words["heading"] = json!(heading);
        words
    });
    records["words"] = words.collect();
    records["plan"]["arrangements"]["support_plans"] =
        json!([{ "id": id(9_450), "name": "Eating", "content": "little and often" }]);
    records
}

/// Puts a value where it is kept, also where nothing is yet.
fn put(records: &mut Value, at: &str, value: Value) {
    let (parent, field) = at.rsplit_once('/').unwrap();
    let parent = records
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("{at}"));
    match field.parse::<usize>() {
        Ok(place) => parent[place] = value,
        Err(_) => parent[field] = value,
    }
}

/// Line ends, indents and the marks of the format are its own.
fn run_together(text: &str) -> String {
    let text = text.replace('\\', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_element_of_the_standards_is_kept_and_handed_on() {
    let mut wrong = Vec::new();
    // The days and words of the test stand nowhere in a record that was not touched.
    let before = written(format("fhir"), &[Dossier::of(&full(), &made())]).0;
    assert!(!before.contains("2026-02-28") && !before.contains("2031-07-19"));
    for (n, (element, at, held, carried)) in table().into_iter().enumerate() {
        let mut records = filled();
        let word = format!("Zq{n}qz");
        let (value, says) = match held {
            Words => (json!(word), vec![word]),
            Past => (
                json!("2026-02-28"),
                vec!["28 Feb 2026".into(), "2026-02-28".into()],
            ),
            Ahead => (
                json!("2031-07-19"),
                vec!["19 Jul 2031".into(), "2031-07-19".into()],
            ),
            Is(value, says) => (value, says.iter().map(|&one| one.to_owned()).collect()),
        };
        put(&mut records, &at, value.clone());
        let mut dossier = Dossier::of(&full(), &made());
        dossier.records = serde_json::from_value::<Records>(records)
            .unwrap_or_else(|fault| panic!("{element} at {at}: {fault}"));
        let dossiers = [dossier];
        for name in ["fhir", "text", "html", "csv"] {
            let text = run_together(&written(format(name), &dossiers).0);
            let is_carried = match name {
                "text" => matches!(carried, Text | TextAndColumn),
                "csv" => matches!(carried, Column | TextAndColumn),
                _ => true,
            };
            let is_told = says.iter().any(|one| text.contains(one.as_str()));
            if !is_told && is_carried {
                wrong.push(format!("{element} ({at}) is not in {name}"));
            }
        }
        let again = back(&written(format("json"), &dossiers).0);
        assert!(
            again == [dossiers[0].records.clone()],
            "{element}: another record came back"
        );
        let kept = serde_json::to_value(&again[0]).unwrap();
        if kept.pointer(&at) != Some(&value) {
            wrong.push(format!("{element} ({at}) does not come back from json"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
