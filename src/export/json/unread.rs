//! What a file says that this program does not know: fields, and whole kinds of record, that it cannot keep.

use serde_json::{Value, json};

use super::shape::PARTS;
use crate::domain::labels;
use crate::domain::record::Kind;
use crate::domain::text::visible;
use crate::export::Records;

/// The most that is told of one person; the rest is counted.
const MOST: usize = 20;
/// How much of a value is shown, in characters.
const SHOWN: usize = 60;

/// Something that was not read.
#[derive(Clone, PartialEq, Eq)]
pub struct Unread {
    /// The record in words; empty for the entry of the person, or for the file as a whole.
    pub about: String,
    /// The field as the file has it.
    pub field: String,
    /// What stands there, in visible form and shortened.
    pub value: String,
}

/// What stands in the entry of a person and did not get into their records.
pub(super) fn unread(entry: &Value, records: &Records) -> Vec<Unread> {
    let kept = serde_json::to_value(records).unwrap_or_default();
    let mut paths = Vec::new();
    missing(entry, &kept, &mut Vec::new(), &mut paths);
    let mut found: Vec<Unread> = paths
        .into_iter()
        .filter(|path| !is_known(entry, path))
        .map(|path| told(entry, &path))
        .collect();
    let more = found.len().saturating_sub(MOST);
    if more > 0 {
        found.truncate(MOST);
        found.push(Unread {
            about: String::new(),
            field: format!("and {more} more"),
            value: String::new(),
        });
    }
    found
}

/// One step into a value.
#[derive(Clone)]
enum Step {
    Member(String),
    Place(usize),
}

/// Finds the members that say something and are not kept.
fn missing(read: &Value, kept: &Value, path: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
    match (read, kept) {
        (Value::Object(read), Value::Object(kept)) => {
            for (name, value) in read {
                path.push(Step::Member(name.clone()));
                match kept.get(name) {
                    Some(kept) => missing(value, kept, path, found),
                    None if says_something(value) => found.push(path.clone()),
                    None => {}
                }
                path.pop();
            }
        }
        (Value::Array(read), Value::Array(kept)) => {
            for (at, (value, kept)) in read.iter().zip(kept).enumerate() {
                path.push(Step::Place(at));
                missing(value, kept, path, found);
                path.pop();
            }
        }
        // A value that is kept in another form: a day, an older record's text.
        _ => {}
    }
}

/// Whether anything would be lost with a value.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(fields) => fields.values().any(says_something),
        Value::Bool(true) | Value::Number(_) => true,
    }
}

/// Whether the program knows a member that it did not keep, since what stands there is what goes without saying. A known
/// one does not take just anything.
fn is_known(entry: &Value, path: &[Step]) -> bool {
    let mut entry = entry.clone();
    let place = path.iter().try_fold(&mut entry, |value, step| match step {
        Step::Member(name) => value.get_mut(name),
        Step::Place(at) => value.get_mut(at),
    });
    let Some(place) = place else {
        return false;
    };
    *place = json!([[[]]]);
    serde_json::from_value::<Records>(entry).is_err()
}

fn told(entry: &Value, path: &[Step]) -> Unread {
    let value = path.iter().try_fold(entry, |value, step| match step {
        Step::Member(name) => value.get(name),
        Step::Place(at) => value.get(at),
    });
    let part = path.first().and_then(|step| match step {
        Step::Member(name) => PARTS.iter().find(|(part, ..)| part == name),
        Step::Place(_) => None,
    });
    let inside = match part {
        Some((_, _, true)) => 1,
        Some((_, _, false)) => 2,
        None => 0,
    };
    let (outer, inner) = path.split_at_checked(inside).unwrap_or((&[], path));
    let record = outer.iter().try_fold(entry, |value, step| match step {
        Step::Member(name) => value.get(name),
        Step::Place(at) => value.get(at),
    });
    let names = inner.iter().filter_map(|step| match step {
        Step::Member(name) => Some(visible(name).into_owned()),
        Step::Place(_) => None,
    });
    Unread {
        about: match (part, record) {
            (Some((_, kind, _)), Some(record)) => titled(*kind, record),
            _ => String::new(),
        },
        field: names.collect::<Vec<_>>().join("."),
        value: value.map_or_else(String::new, shown),
    }
}

/// A record in words: what kind it is, and what it is known by.
pub(super) fn titled(kind: Kind, record: &Value) -> String {
    let title = labels::title(record);
    if kind == Kind::Person || title.is_empty() {
        kind.word().to_owned()
    } else {
        format!("{} \"{}\"", kind.word(), shortened(&title, 40))
    }
}

/// A value in visible form, shortened.
pub(super) fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => crate::domain::say::count(values.len(), "entry", "entries"),
        Value::Null => String::new(),
        Value::Object(_) => labels::said(value, &labels::Names::new()),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    };
    shortened(&text, SHOWN)
}

/// A text in visible form, shortened; what is not shown is not looked at, however long it is.
fn shortened(text: &str, most: usize) -> String {
    let beginning: String = text.chars().take(most + 1).collect();
    cut(&visible(&beginning), most)
}

fn cut(text: &str, most: usize) -> String {
    let mut cut: String = text.chars().take(most).collect();
    if cut.len() < text.len() {
        cut.push_str("...");
    }
    cut
}

/// A field as the file has it, and in words where these say something else.
pub(super) fn field_words(path: &[String]) -> String {
    let name = path.join(".");
    let words = path
        .last()
        .map_or_else(String::new, |last| labels::field(last));
    let plain = path
        .last()
        .map_or_else(String::new, |last| last.replace('_', " "));
    let name = visible(&name).into_owned();
    if words == plain {
        name
    } else {
        format!("{name} ({words})")
    }
}
