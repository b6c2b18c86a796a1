//! What changed between two versions of a plan, thing by thing; word by word inside texts (`words_diff`).
//!
//! Compared is what was agreed: the person's words, the plan, its actions, the team and how to reach and talk to people.
//! What happens every day is not (a chase, a call): it would make every version old by the evening.

mod arranged;
mod vital;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::domain::item::{Item, ItemKind};
use crate::domain::labels::{self, Names};
use crate::domain::version::Body;
use crate::domain::words_diff::marked;

pub use vital::vital_changes;

/// One thing that differs.
#[derive(Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is: "goal Cook dinner: importance".
    pub about: String,
    /// What it was; `None` where it is new.
    pub was: Option<String>,
    /// What it is now; `None` where it is gone.
    pub now: Option<String>,
}

impl std::fmt::Debug for Difference {
    /// Prints no content: no words may reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Difference").finish_non_exhaustive()
    }
}

impl Difference {
    /// The change, marked: `[-gone-] {+new+}`.
    pub fn marked(&self) -> String {
        marked(
            self.was.as_deref().unwrap_or_default(),
            self.now.as_deref().unwrap_or_default(),
        )
    }
}

/// Whether two plans say the same.
pub fn is_same(one: &Body, other: &Body) -> bool {
    differences(one, other).is_empty()
}

/// What differs, in the order of the later plan; what is gone comes after what is there.
pub fn differences(was: &Body, now: &Body) -> Vec<Difference> {
    let (old, new) = (sheet(was), sheet(now));
    let old_texts: BTreeMap<&str, &Leaf> = old.iter().map(|leaf| (&*leaf.key, leaf)).collect();
    let new_keys: BTreeSet<&str> = new.iter().map(|leaf| &*leaf.key).collect();
    let old_things: BTreeSet<&str> = old.iter().map(|leaf| &*leaf.thing).collect();
    let new_things: BTreeSet<&str> = new.iter().map(|leaf| &*leaf.thing).collect();
    let mut found = Vec::new();
    for (at, leaf) in new.iter().enumerate() {
        if !old_things.contains(&*leaf.thing) {
            if is_first(&new, at) {
                found.push(Difference {
                    about: leaf.noun.clone(),
                    was: None,
                    now: Some(whole(&new, &leaf.thing)),
                });
            }
            continue;
        }
        let before = old_texts.get(&*leaf.key);
        if before.is_none_or(|before| !before.says_the_same(leaf)) {
            found.push(Difference {
                about: leaf.about(),
                was: before.map(|leaf| leaf.text.clone()),
                now: Some(leaf.text.clone()),
            });
        }
    }
    for (at, leaf) in old.iter().enumerate() {
        if !new_things.contains(&*leaf.thing) {
            if is_first(&old, at) {
                found.push(Difference {
                    about: leaf.noun.clone(),
                    was: Some(whole(&old, &leaf.thing)),
                    now: None,
                });
            }
        } else if !new_keys.contains(&*leaf.key) {
            found.push(Difference {
                about: leaf.about(),
                was: Some(leaf.text.clone()),
                now: None,
            });
        }
    }
    without_made_anew(found)
}

/// What was taken out and put in again word for word is no difference, though it is another record.
fn without_made_anew(mut found: Vec<Difference>) -> Vec<Difference> {
    let mut at = 0;
    while let Some(new) = found.get(at) {
        let same = |gone: &Difference| {
            new.was.is_none()
                && gone.now.is_none()
                && gone.about == new.about
                && gone.was == new.now
        };
        match found.iter().position(same) {
            Some(gone) => {
                found.remove(gone.max(at));
                found.remove(gone.min(at));
            }
            None => at += 1,
        }
    }
    found
}

/// One text of a plan with the place where it stands.
struct Leaf {
    /// The place, the same in every version.
    key: String,
    /// The thing that it belongs to, by its place.
    thing: String,
    /// What kind of thing that is.
    noun: String,
    /// What the thing is known by, on one line.
    title: String,
    /// The field in words; empty for what the thing is known by.
    field: String,
    /// What it says.
    text: String,
    /// What is kept, where the text names something that may be called otherwise by now.
    raw: String,
}

impl Leaf {
    /// Whether nobody who reads both would see a difference.
    fn says_the_same(&self, other: &Self) -> bool {
        self.raw == other.raw || labels::one_line(&self.text) == labels::one_line(&other.text)
    }

    fn about(&self) -> String {
        let parts = [&*self.noun, &*self.title];
        let thing: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        match (thing.is_empty(), self.field.is_empty()) {
            (_, true) => self.noun.clone(),
            (true, false) => self.field.clone(),
            (false, false) => format!("{}: {}", thing.join(" "), self.field),
        }
    }
}

/// Whether no text of the same thing stands before it.
fn is_first(leaves: &[Leaf], at: usize) -> bool {
    let thing = leaves.get(at).map(|leaf| &leaf.thing);
    let before = at.checked_sub(1).and_then(|before| leaves.get(before));
    before.map(|leaf| &leaf.thing) != thing
}

/// All that is said of a thing.
fn whole(leaves: &[Leaf], thing: &str) -> String {
    let of_it = leaves.iter().filter(|leaf| leaf.thing == thing);
    let parts: Vec<String> = of_it
        .map(|leaf| {
            if leaf.field.is_empty() {
                leaf.text.clone()
            } else {
                format!("{}: {}", leaf.field, leaf.text)
            }
        })
        .collect();
    parts.join("; ")
}

/// Fields of an action that change while it is being done, or that follow from others.
const DAILY: &[&str] = &[
    "kind",
    "waiting",
    "asked_on",
    "expected_how",
    "chases",
    "told_on",
    "reopened",
    "updated_on",
    "appointment",
    "service",
    "transition",
];
/// Fields of a member that are no part of what was agreed.
const PASSING: &[&str] = &["from_on", "until_on", "away", "handover", "carer"];

/// Fields of a note that say who wrote it down, and when.
const STAMPS: &[&str] = &["by", "at"];

/// Fields of a person by which they are addressed and reached.
const REACHED_BY: &[&str] = &["name", "address", "phones", "email"];
/// Fields of access needs that only say when they were asked for.
const ASKED: &[&str] = &["on", "by", "review_on", "reviewed_on"];

/// Every text of a plan.
fn sheet(body: &Body) -> Vec<Leaf> {
    let mut names = Names::new();
    let plan = value(&body.plan);
    labels::names(&plan, &mut names);
    body.items
        .iter()
        .for_each(|item| labels::names(&value(item), &mut names));
    body.team
        .iter()
        .for_each(|member| labels::names(&value(member), &mut names));
    let mut leaves = Vec::new();
    for words in &body.words {
        let key = format!("words/{:?}", words.heading);
        let noun = format!("in their words, \"{}\"", words.heading.title());
        let beside = labels::field("media");
        for (field, text) in [
            ("", &words.text),
            ("supported by", &words.supported_by),
            (beside.as_str(), &words.media),
        ] {
            if !text.trim().is_empty() {
                leaves.push(Leaf {
                    key: format!("{key}/{field}"),
                    thing: key.clone(),
                    noun: noun.clone(),
                    title: String::new(),
                    field: field.to_owned(),
                    text: text.trim_end().to_owned(),
                    raw: text.clone(),
                });
            }
        }
    }
    let apart = ["begun_on", "arrangements"];
    top(&plan, "plan", &apart, &names, &mut leaves);
    arranged::leaves(body, &mut leaves);
    let is_action = |item: &&Item| item.kind == ItemKind::Action;
    for item in body.items.iter().filter(is_action) {
        thing(
            &value(item),
            ("items", "action"),
            DAILY,
            &names,
            &mut leaves,
        );
    }
    for member in &body.team {
        thing(
            &value(member),
            ("team", "care team"),
            PASSING,
            &names,
            &mut leaves,
        );
    }
    let person = value(&body.person);
    if let Some(story) = person.get("story").and_then(|story| story.get("text")) {
        leaf("story", "person", story, &names, &mut leaves);
    }
    for field in REACHED_BY {
        if let Some(part) = person.get(*field) {
            leaf(field, "person", part, &names, &mut leaves);
        }
    }
    if let Some(access) = person.get("access") {
        top(access, "access", ASKED, &names, &mut leaves);
    }
    leaves
}

fn value<T: serde::Serialize>(record: &T) -> Value {
    serde_json::to_value(record).unwrap_or_default()
}

/// The fields of a record as a whole; lists of things go thing by thing.
fn top(record: &Value, place: &str, but: &[&str], names: &Names, leaves: &mut Vec<Leaf>) {
    let Value::Object(fields) = record else {
        return;
    };
    for (name, value) in fields {
        if labels::is_silent(name) || but.contains(&&**name) {
            continue;
        }
        match value {
            Value::Array(things) if is_list_of_things(value) => {
                let noun = labels::one_of(name);
                for one in things {
                    thing(one, (name, &noun), &[], names, leaves);
                }
            }
            Value::Object(parts) if parts.values().any(is_list_of_things) => {
                top(value, name, but, names, leaves);
            }
            _ => leaf(name, place, value, names, leaves),
        }
    }
}

fn is_list_of_things(value: &Value) -> bool {
    value
        .as_array()
        .is_some_and(|all| all.iter().any(|one| labels::id_of(one).is_some()))
}

/// A field of the record as a whole.
fn leaf(name: &str, place: &str, value: &Value, names: &Names, leaves: &mut Vec<Leaf>) {
    let text = labels::said(value, names);
    if !text.is_empty() {
        leaves.push(Leaf {
            key: format!("{place}/{name}"),
            thing: format!("{place}/{name}"),
            noun: match (place, name) {
                // Their needs in one text, before they were asked one by one.
                ("access", "text") => labels::field("access"),
                _ => labels::field(name),
            },
            title: String::new(),
            field: String::new(),
            text,
            raw: value.to_string(),
        });
    }
}

/// The fields of one thing of a list.
fn thing(
    one: &Value,
    (list, noun): (&str, &str),
    but: &[&str],
    names: &Names,
    leaves: &mut Vec<Leaf>,
) {
    let (Value::Object(fields), Some(id)) = (one, labels::id_of(one)) else {
        return;
    };
    let known_by = labels::title_field(one);
    let first = known_by.and_then(|name| fields.get_key_value(name));
    let rest = fields
        .iter()
        .filter(|(name, _)| known_by != Some(&***name))
        .filter(|(name, _)| !labels::is_silent(name) && !but.contains(&&***name));
    for (name, value) in first.into_iter().chain(rest) {
        let mut add = |key: String, field: String, value: &Value| {
            let text = labels::said_of(name, value, names);
            if !text.is_empty() {
                leaves.push(Leaf {
                    key,
                    thing: format!("{list}/{id}"),
                    noun: noun.to_owned(),
                    title: labels::title(one),
                    field,
                    text,
                    raw: value.to_string(),
                });
            }
        };
        let key = format!("{list}/{id}/{name}");
        match value {
            // One that changes is no difference of those beside it.
            Value::Array(parts) if is_list_of_things(value) => {
                for part in parts {
                    let own = labels::id_of(part).unwrap_or_default();
                    add(format!("{key}/{own}"), labels::one_of(name), part);
                }
            }
            Value::Array(notes) if name == "progress" => {
                for (at, note) in notes.iter().enumerate() {
                    add(format!("{key}/{at}"), labels::field(name), &unstamped(note));
                }
            }
            _ if known_by == Some(&**name) => add(key, String::new(), value),
            _ => add(key, labels::field(name), value),
        }
    }
}

/// A note without the login of whoever wrote it down, and when.
fn unstamped(note: &Value) -> Value {
    let mut note = note.clone();
    if let Value::Object(fields) = &mut note {
        fields.retain(|name, _| !STAMPS.contains(&&**name));
    }
    note
}

#[cfg(test)]
mod tests;
