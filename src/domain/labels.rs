//! What the fields of records are called, and what their values say, for whoever reads what changed or what collides.
//!
//! Works on the serde form of records: a field that is added to a record tomorrow is compared, merged and named without
//! another line here, by its own name.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::goal::Eyes;
use super::london;
use super::say;
use super::team::{Reach, Role};

/// The names of things that others point to, by their ids.
pub type Names = BTreeMap<String, String>;

/// Fields whose own name would puzzle a reader.
const LABELS: &[(&str, &str)] = &[
    ("access", "how to communicate"),
    ("at_night", "does by night"),
    ("email", "e-mail"),
    ("gp_part", "the GP's part"),
    ("if_stopped", "if they stopped"),
    ("reach", "can be reached"),
    ("ring_for", "ring about"),
    ("stage", "step"),
    ("stages", "steps"),
    ("strategies", "what may help"),
    ("variation", "why another than the named GP leads"),
    ("view", "seen"),
    ("answers", "answers to the questions"),
    ("came", "what became of it"),
    ("dealt", "what was done about it"),
    ("off_told_on", "the day they knew that it is off"),
    ("prepare", "to prepare"),
    ("prepare_on", "to prepare by"),
    ("provider", "with whom"),
    ("questions", "questions to ask there"),
    ("recall_on", "due again on"),
    ("to_arrange", "still to arrange"),
    ("adviser", "told who advises"),
    ("asked_on", "asked on"),
    ("called_on", "first call seen to on"),
    ("equipment", "dressings and equipment"),
    ("explained_again_on", "explained again on"),
    ("leaving", "who answered for them before"),
    ("medicines_until_on", "medicines last until"),
    ("named_contact", "whom to ring out of hours"),
    ("next_appointment", "next appointment"),
    ("out_of_hours", "out-of-hours contact"),
    ("taking", "who answers for them now"),
    ("told_on", "told on"),
    ("adjustments", "reasonable adjustments"),
    ("at_hand", "kept ready"),
    ("agreed", "agreement"),
    ("at_most_days", "longest time between two, in days"),
    ("backup", "who steps in"),
    ("because", "because"),
    ("contact", "contact method"),
    ("format", "information format"),
    ("may", "what may be seen"),
    ("media", "picture or recording"),
    ("professional", "interpreter or advocate"),
    ("reopened", "opened again"),
    ("review_on", "looked at next"),
    ("ring", "whom to ring"),
    ("support", "communication help"),
    ("with", "with whom"),
    ("withdrawn_on", "taken back on"),
    ("born_on", "date of birth"),
    ("contact_every_days", "longest silence agreed, in days"),
    ("contingency", "when things go wrong"),
    ("due_on", "planned day"),
    ("ended", "ended"),
    ("every_days", "every so many days"),
    ("expected_on", "by"),
    ("ongoing", "goes on without an end"),
    ("last_on", "last held"),
    ("may_be_told", "may be told"),
    ("no_words_because", "why there are no words"),
    ("owner", "who does it"),
    ("phone", "telephone"),
    ("phones", "telephone numbers"),
    ("preferred", "how they like to be called"),
    ("practice_contact", "agreed contact with the practice"),
    ("said_on", "said on"),
    ("sharing", "about sharing"),
    ("strengths", "strengths, interests and people around them"),
    ("told_coordinator", "told who coordinates"),
    ("ties", "is also"),
    ("works_in", "team there"),
    ("religion", "religion or belief"),
    ("elsewhere", "also at"),
    ("tier_because", "why this tier"),
    ("until_on", "until"),
    ("family", "family name"),
    ("from_on", "from"),
    ("given", "given name"),
    ("what", "what"),
];

/// Fields that say nothing to a reader.
const SILENT: &[&str] = &[
    "id",
    "person",
    "record",
    "expected_counted",
    "order",
    "is_person",
];

/// The fields, in order of preference, by which one thing of a list is known.
const TITLES: &[&str] = &["text", "what", "name", "title"];

/// Whether a field says nothing to a reader.
pub fn is_silent(field: &str) -> bool {
    SILENT.contains(&field)
}

/// A field in words.
pub fn field(name: &str) -> String {
    LABELS
        .iter()
        .find(|(known, _)| *known == name)
        .map_or_else(|| name.replace('_', " "), |(_, words)| (*words).to_owned())
}

/// One thing of a list in words: "goal" for "goals".
pub fn one_of(list: &str) -> String {
    let one = match list.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => list.strip_suffix('s').unwrap_or(list).to_owned(),
    };
    field(&one)
}

/// The id of a thing, where it has one.
pub fn id_of(value: &Value) -> Option<&str> {
    value.get("id")?.as_str()
}

/// The field by which a thing is known, if it has one.
pub fn title_field(value: &Value) -> Option<&'static str> {
    TITLES
        .iter()
        .copied()
        .find(|name| value.get(name).is_some_and(Value::is_string))
}

/// What a thing is known by, on one line.
pub fn title(value: &Value) -> String {
    title_field(value)
        .and_then(|name| value.get(name)?.as_str())
        .map(one_line)
        .unwrap_or_default()
}

/// The names of everything in a value that has an id.
pub fn names(value: &Value, names: &mut Names) {
    match value {
        Value::Array(values) => values.iter().for_each(|one| self::names(one, names)),
        Value::Object(fields) => {
            if let Some(id) = id_of(value) {
                let known = title(value);
                if !known.is_empty() {
                    names.entry(id.to_owned()).or_insert(known);
                }
            }
            fields.values().for_each(|one| self::names(one, names));
        }
        _ => {}
    }
}

/// What the value of a field says: a word of a closed list as people read it, anything else as [`said`] has it.
pub fn said_of(field: &str, value: &Value, names: &Names) -> String {
    closed(field, value).map_or_else(|| said(value, names), str::to_owned)
}

/// The word of a closed list; read from its text, as every record is.
fn closed(field: &str, value: &Value) -> Option<&'static str> {
    let text = value.to_string();
    match field {
        "role" => serde_json::from_str(&text).ok().map(Role::word),
        "reach" => serde_json::from_str(&text).ok().map(Reach::word),
        "view" => serde_json::from_str(&text).ok().map(Eyes::word),
        _ => None,
    }
}

/// What a value says: texts as they are, days as people write them, things by their names.
pub fn said(value: &Value, names: &Names) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => names.get(text).cloned().unwrap_or_else(|| said_text(text)),
        Value::Array(values) => {
            let all: Vec<String> = values.iter().map(|one| said(one, names)).collect();
            all.join("; ")
        }
        Value::Object(fields) => said_fields(fields, names),
    }
}

fn said_fields(fields: &Map<String, Value>, names: &Names) -> String {
    let told = fields
        .iter()
        .filter(|(name, _)| !is_silent(name))
        .map(|(name, value)| (name, said_of(name, value, names)))
        .filter(|(_, words)| !words.is_empty());
    let parts: Vec<String> = told
        .map(|(name, words)| {
            let is_plain = matches!(&**name, "is" | "on" | "how" | "usage" | "number");
            if is_plain || TITLES.contains(&&**name) {
                words
            } else {
                format!("{} {words}", field(name))
            }
        })
        .collect();
    parts.join(", ")
}

/// A text; a day, an instant and a word of a closed list in the form in which people read them.
fn said_text(text: &str) -> String {
    // The name of what it points to is known, or nobody can read it.
    if text.parse::<Uuid>().is_ok() {
        return "something that is not here".to_owned();
    }
    if let Ok(day) = text.parse::<NaiveDate>() {
        return say::full(day);
    }
    if text.ends_with('Z')
        && let Ok(at) = text.parse::<DateTime<Utc>>()
    {
        let at = london::local(at);
        return format!("{} {}", say::full(at.date()), say::time(at.time()));
    }
    let is_word = text.contains('_') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if is_word {
        text.replace('_', " ")
    } else {
        text.to_owned()
    }
}

/// A text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_say_what_a_reader_can_read() {
        let mut known = Names::new();
        names(&json!([{ "id": "g1", "text": "Cook\ndinner" }]), &mut known);
        for (value, words) in [
            (json!("plain text"), "plain text"),
            (json!("2026-03-02"), "Mon 2 Mar 2026"),
            (json!("2026-07-02T09:12:00Z"), "Thu 2 Jul 2026 10:12"),
            (json!("on_hold"), "on hold"),
            (json!("g1"), "Cook dinner"),
            (json!(8), "8"),
            (json!(true), "yes"),
            (json!(null), ""),
            (json!(["COPD", "frailty"]), "COPD; frailty"),
            (
                json!({ "on": "2026-03-02", "by": "a.okafor", "id": "x", "text": "" }),
                "Mon 2 Mar 2026, by a.okafor",
            ),
        ] {
            assert_eq!(said(&value, &known), words, "{value}");
        }
    }

    #[test]
    fn lists_name_one_of_their_things() {
        for (list, one) in [
            ("goals", "goal"),
            ("therapies", "therapy"),
            ("team", "team"),
        ] {
            assert_eq!(one_of(list), one);
        }
    }
}
