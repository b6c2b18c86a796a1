//! What a file says that this program does not know: fields, and whole kinds of record, that it cannot keep.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::fault::MOST;
use super::shape::{self, PARTS};
use crate::domain::labels;
use crate::domain::record::Kind;
use crate::domain::soundness;
use crate::domain::text::visible;
use crate::export::Records;

/// The most fields that are tried whether the program knows them; any more of one person are told as they are.
const MOST_TRIED: usize = 200;
/// The member that says which of several forms a thing has; what else it has depends on it.
const FORM: &str = "is";
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
    let mut tried = Tried::default();
    paths.retain(|path| !tried.is_known(entry, path));
    let mut found: Vec<Unread> = paths
        .iter()
        .take(MOST)
        .map(|path| told(entry, path))
        .collect();
    let more = paths.len() - found.len();
    if more > 0 {
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

/// A field: the names that lead to it, places in lists left out, and the forms of the things that it is in.
type Field = (Vec<String>, Vec<String>);

/// Which fields were tried, and whether the program knows them. Each is tried once, in one record by itself: a file may
/// have the same one in each of a person's records.
#[derive(Default)]
struct Tried {
    answers: BTreeMap<Field, bool>,
}

impl Tried {
    /// Whether the program knows a member that it did not keep, since what stands there is what goes without saying. A
    /// known one does not take just anything.
    fn is_known(&mut self, entry: &Value, path: &[Step]) -> bool {
        let Some((kind, before)) = part_of(path) else {
            return false;
        };
        let (outer, inner) = path.split_at_checked(before).unwrap_or((path, &[]));
        let Some(record) = at(entry, outer).filter(|_| !inner.is_empty()) else {
            return true;
        };
        let field = field(kind, record, inner);
        if let Some(known) = self.answers.get(&field) {
            return *known;
        }
        if self.answers.len() >= MOST_TRIED {
            return false;
        }
        let mut record = record.clone();
        let place = inner
            .iter()
            .try_fold(&mut record, |value, step| match step {
                Step::Member(name) => value.get_mut(name),
                Step::Place(at) => value.get_mut(at),
            });
        let known = if let Some(place) = place {
            *place = json!([[[]]]);
            shape::is_refused(kind, &record)
        } else {
            false
        };
        self.answers.insert(field, known);
        known
    }
}

/// In which part of a person's entry a path is, and how many steps lead to the record there.
fn part_of(path: &[Step]) -> Option<(Kind, usize)> {
    let Some(Step::Member(name)) = path.first() else {
        return None;
    };
    let (_, kind, is_one) = PARTS.iter().find(|(part, ..)| part == name)?;
    Some((*kind, if *is_one { 1 } else { 2 }))
}

fn field(kind: Kind, record: &Value, inner: &[Step]) -> Field {
    let (mut names, mut forms) = (vec![kind.word().to_owned()], Vec::new());
    let mut value = Some(record);
    for step in inner {
        let form = value.and_then(|value| value.get(FORM));
        forms.extend(form.and_then(Value::as_str).map(str::to_owned));
        if let Step::Member(name) = step {
            names.push(name.clone());
        }
        value = value.and_then(|value| at(value, std::slice::from_ref(step)));
    }
    (names, forms)
}

/// What stands at a path.
fn at<'a>(value: &'a Value, path: &[Step]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Member(name) => value.get(name),
        Step::Place(at) => value.get(at),
    })
}

fn told(entry: &Value, path: &[Step]) -> Unread {
    let value = at(entry, path);
    let part = part_of(path);
    let before = part.map_or(0, |(_, before)| before);
    let (outer, inner) = path.split_at_checked(before).unwrap_or((&[], path));
    let record = at(entry, outer);
    let names = inner.iter().filter_map(|step| match step {
        Step::Member(name) => Some(visible(name).into_owned()),
        Step::Place(_) => None,
    });
    Unread {
        about: match (part, record) {
            (Some((kind, _)), Some(record)) => titled(kind, record),
            _ => String::new(),
        },
        field: names.collect::<Vec<_>>().join("."),
        value: value.map_or_else(String::new, shown),
    }
}

/// A record in words: what kind it is, and what it is known by; in visible form.
pub(super) fn titled(kind: Kind, record: &Value) -> String {
    visible(&soundness::titled(kind, record)).into_owned()
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

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01950000-0000-7000-8000-000000000001";

    /// The entry of a person with so many contacts, each with what is given beside its own.
    fn entry(contacts: usize, beside: impl Fn(usize) -> (String, Value)) -> Value {
        let contacts = (0..contacts).map(|n| {
            let mut contact = json!({
                "id": format!("01950000-0000-7000-8000-{n:012x}"), "person": ID, "at": "2026-03-01T10:00:00Z",
                "recorded_at": "2026-03-01T10:05:00Z", "by": "m.lee", "channel": "phone", "direction": "out",
                "with": "person", "whom": "", "result": "yes", "gist": "Well.",
            });
            let (name, value) = beside(n);
            contact[name] = value;
            contact
        });
        json!({
            "person": {
                "id": ID, "name": { "given": "A", "family": "Sample" }, "born_on": "1944-02-03",
                "status": { "is": "open" }, "tier": "high", "joined_on": "2026-01-05",
                "identified": { "because": "the list", "by": "m.lee" },
            },
            "contacts": contacts.collect::<Vec<_>>(),
        })
    }

    fn records(entry: &Value) -> Records {
        match shape::records(entry) {
            Ok(records) => records,
            Err(faults) => panic!("{faults:?}"),
        }
    }

    /// How many records were read to find out, and what is not known.
    fn tried(entry: &Value) -> (usize, usize) {
        let kept = serde_json::to_value(records(entry)).unwrap_or_default();
        let mut paths = Vec::new();
        missing(entry, &kept, &mut Vec::new(), &mut paths);
        let mut tried = Tried::default();
        paths.retain(|path| !tried.is_known(entry, path));
        (tried.answers.len(), paths.len())
    }

    #[test]
    fn a_field_that_each_of_many_records_has_is_tried_once() {
        let same = entry(5_000, |n| ("mood".to_owned(), json!(n + 1)));
        assert_eq!(tried(&same), (1, 5_000));
        let found = unread(&same, &records(&same));
        assert_eq!(found.len(), MOST + 1);
        let fields: Vec<&str> = found.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields.first(), Some(&"mood"));
        assert_eq!(fields.last(), Some(&"and 4980 more"));
    }

    #[test]
    fn fields_beyond_those_that_are_tried_are_told_and_not_passed_over() {
        let other = entry(1_000, |n| (format!("mood-{n}"), json!(true)));
        assert_eq!(tried(&other), (MOST_TRIED, 1_000));
        // Outside of any record nothing has to be read at all.
        let mut beside = entry(0, |_| unreachable!("nobody was spoken with"));
        beside["visits"] = json!([1]);
        assert_eq!(tried(&beside), (0, 1));
    }
}
