//! Two people wrote one record at a time: what does not collide is put together, and what does is shown (R104).
//!
//! Three-way, over the serde form that store, journal and export share: what only one side changed is taken from that
//! side, things of a list are told apart by their ids, texts of several lines go line by line where the two did not touch
//! the same lines. Where both changed one value to something else, theirs stands (it is saved already) and a
//! [`Collision`] carries both. Every value that either side wrote is in the result or in a collision.
//!
//! Whether the result can be, when each side could, is asked in `sound`.
//!
//! Not here: what a collision looks like, and who chooses (`app::clash`).

mod both;
mod sound;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::domain::labels::id_of;
use crate::domain::merge_lines;
use crate::domain::record::{Kind, Record};

pub use both::{both, holds_both, one_under_the_other};
pub use sound::{Impossible, fault, part_again};

/// One value that both sides changed.
#[derive(Clone, PartialEq, Eq)]
pub struct Collision {
    /// Where it stands in the record.
    pub path: Vec<Step>,
    /// What it was before either; null for nothing.
    pub base: Value,
    /// What this side wants; null where it took it away.
    pub mine: Value,
    /// What the other side has saved; null where it took it away.
    pub theirs: Value,
}

impl std::fmt::Debug for Collision {
    /// Prints no value: no words may reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Collision")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// A step into a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A field.
    Field(String),
    /// Fields that mean something together only; their value is an object of those that are there.
    Fields(Vec<String>),
    /// A thing of a list, by its id.
    Thing(String),
}

/// Two sides put together.
#[derive(Clone, PartialEq, Eq)]
pub struct Merged {
    /// The result; where they collide, theirs stands.
    pub value: Value,
    /// Where they collide.
    pub collisions: Vec<Collision>,
}

/// Objects within a record whose fields stand on their own. Any other is one value: a note and its day belong together.
const FIELD_BY_FIELD: &[&str] = &[
    "name",
    "address",
    "practice",
    "review",
    "arrangements",
    "access",
    "carer",
    "leaving",
    "taking",
    "discharge",
    "checklist",
];

/// Fields that mean something together only, within the objects of a field or the things of a list.
const TOGETHER_WITHIN: &[(&str, &[&[&str]])] = &[
    ("carer", &[&["assessment", "assessment_on"]]),
    ("end_of_life", &[&["until_on", "ended_because"]]),
    ("ended", &[&["on", "how", "because"]]),
    ("lines", &[&["into", "left_out_because"]]),
];

/// Fields that mean something together only, by kind of record.
const TOGETHER: &[(Kind, &[&[&str]])] = &[
    (
        Kind::Person,
        &[&["tier", "tier_because"], &["status", "self_coordinating"]],
    ),
    (Kind::Member, &[&["from_on", "until_on"]]),
    (
        Kind::Item,
        &[
            &["waiting", "outcome", "told_on", "ended", "reopened"],
            &[
                "expected_on",
                "expected_how",
                "expected_counted",
                "counted_from",
                "ongoing",
            ],
        ],
    ),
    (
        Kind::Appointment,
        &[
            &["at", "minutes"],
            &["came", "dealt", "next", "off_told_on"],
            &["prepare", "prepare_on", "prepared_on"],
            &["every_months", "recall_on"],
        ],
    ),
    // Where from, where to and when are one event.
    (Kind::Transition, &[&["kind", "from", "to", "at"]]),
];

/// The text of which each line is a thing of its own, as its rows in the plan are.
const LINES_APART: &str = "strengths";

/// Kinds that are one value as a whole: half of one decision and half of another is a decision that nobody made.
const WHOLE: &[Kind] = &[
    Kind::Words,
    Kind::Contact,
    Kind::Deferral,
    Kind::Sharing,
    Kind::Version,
    Kind::Copy,
    Kind::UnmetNeed,
];

/// What stands beside such a value without changing it.
const APART: &[&str] = &["note"];

/// Puts together what two sides made of one record of a kind.
pub fn merge(kind: Kind, base: &Value, mine: &Value, theirs: &Value) -> Merged {
    let mut collisions = Vec::new();
    let value = if WHOLE.contains(&kind) {
        let fields = keys(mine, theirs);
        let all = fields.iter().map(String::as_str);
        let all: Vec<&str> = all.filter(|name| !APART.contains(name)).collect();
        record(&[], &[&all], (base, mine, theirs), &mut collisions)
    } else {
        let together = TOGETHER.iter().find(|(known, _)| *known == kind);
        let groups = together.map_or(&[][..], |(_, groups)| groups);
        record(&[], groups, (base, mine, theirs), &mut collisions)
    };
    Merged { value, collisions }
}

/// The record of a merge, if it is one.
///
/// Read from its text, as every record is: to read values too would need all that code once more.
pub fn as_record(value: &Value) -> Option<Record> {
    serde_json::from_str(&value.to_string()).ok()
}

/// Puts this side's value in the place of the other's.
pub fn take_mine(value: &mut Value, collision: &Collision) {
    put(value, &collision.path, &collision.mine);
}

/// Puts what both say in the place of either.
pub fn take_both(value: &mut Value, collision: &Collision, both: &Value) {
    put(value, &collision.path, both);
}

fn put(value: &mut Value, path: &[Step], new: &Value) {
    let Some((step, rest)) = path.split_first() else {
        value.clone_from(new);
        return;
    };
    match (step, value) {
        (Step::Field(name), Value::Object(fields)) => {
            if rest.is_empty() {
                set(fields, name, new);
            } else if let Some(inner) = fields.get_mut(name) {
                put(inner, rest, new);
            }
        }
        (Step::Fields(names), Value::Object(fields)) => {
            for name in names {
                set(fields, name, new.get(name).unwrap_or(&Value::Null));
            }
        }
        (Step::Thing(id), Value::Array(things)) => {
            let at = things.iter().position(|one| id_of(one) == Some(id));
            match (at, rest.is_empty(), new.is_null()) {
                (Some(at), true, true) => {
                    things.remove(at);
                }
                (None, true, false) => things.push(new.clone()),
                (Some(at), ..) => {
                    if let Some(inner) = things.get_mut(at) {
                        put(inner, rest, new);
                    }
                }
                (None, ..) => {}
            }
        }
        _ => {}
    }
}

fn set(fields: &mut Map<String, Value>, name: &str, new: &Value) {
    if new.is_null() {
        fields.shift_remove(name);
    } else {
        fields.insert(name.to_owned(), new.clone());
    }
}

/// Merges a record, or what stands at a place of one: the groups as wholes, then field by field.
fn record(
    path: &[Step],
    groups: &[&[&str]],
    (base, mine, theirs): (&Value, &Value, &Value),
    collisions: &mut Vec<Collision>,
) -> Value {
    let mut merged = Map::new();
    let mut done = BTreeSet::new();
    for group in groups {
        let (old, own, other) = (part(base, group), part(mine, group), part(theirs, group));
        let collide = own != other && own != old && other != old;
        let chosen = if own == old || collide { &other } else { &own };
        if collide {
            let differing: Vec<String> = group
                .iter()
                .filter(|name| own.get(**name) != other.get(**name))
                .map(|name| (*name).to_owned())
                .collect();
            let names: Vec<&str> = differing.iter().map(String::as_str).collect();
            collisions.push(Collision {
                base: part(&old, &names),
                mine: part(&own, &names),
                theirs: part(&other, &names),
                path: stepped(path, Step::Fields(differing)),
            });
        }
        if let Value::Object(fields) = chosen {
            merged.extend(fields.clone());
        }
        done.extend(group.iter().copied());
    }
    let fields = keys(mine, theirs)
        .into_iter()
        .filter(|name| !done.contains(name.as_str()));
    for name in fields {
        let path = stepped(path, Step::Field(name.clone()));
        let value = value(
            at(base, &name),
            at(mine, &name),
            at(theirs, &name),
            &path,
            collisions,
        );
        set(&mut merged, &name, &value);
    }
    Value::Object(merged)
}

/// Merges what stands at a place of a record.
fn value(
    base: &Value,
    mine: &Value,
    theirs: &Value,
    path: &[Step],
    collisions: &mut Vec<Collision>,
) -> Value {
    if mine == theirs || mine == base {
        return theirs.clone();
    }
    if theirs == base {
        return mine.clone();
    }
    let merged = match (mine, theirs) {
        (Value::Object(_), Value::Object(_)) if is_field_by_field(path) => {
            Some(record(path, within(path), (base, mine, theirs), collisions))
        }
        (Value::Array(own), Value::Array(other)) => {
            let none = Vec::new();
            let old = base.as_array().unwrap_or(&none);
            if [old, own, other].into_iter().all(|list| has_ids(list)) {
                Some(things(old, own, other, path, collisions))
            } else if [old, own, other].into_iter().all(|list| is_distinct(list)) {
                Some(Value::Array(plain_list(old, own, other)))
            } else {
                None
            }
        }
        (Value::String(own), Value::String(other)) => {
            let old = base.as_str().unwrap_or_default();
            let is_list = path.last() == Some(&Step::Field(LINES_APART.to_owned()));
            let merge = if is_list {
                merge_lines::merge_list
            } else {
                merge_lines::merge
            };
            merge(old, own, other).map(Value::String)
        }
        _ => None,
    };
    merged.unwrap_or_else(|| {
        collisions.push(Collision {
            path: path.to_vec(),
            base: base.clone(),
            mine: mine.clone(),
            theirs: theirs.clone(),
        });
        theirs.clone()
    })
}

/// Merges lists whose things have ids.
fn things(
    base: &[Value],
    mine: &[Value],
    theirs: &[Value],
    path: &[Step],
    collisions: &mut Vec<Collision>,
) -> Value {
    let mut merged = Vec::new();
    for id in order(base, mine, theirs) {
        let of = |list: &[Value]| list.iter().find(|one| id_of(one) == Some(&id)).cloned();
        let path = stepped(path, Step::Thing(id.clone()));
        match (of(base), of(mine), of(theirs)) {
            (old, Some(own), Some(other)) => {
                let old = old.unwrap_or_default();
                merged.push(value(&old, &own, &other, &path, collisions));
            }
            // Added by one side.
            (None, Some(added), None) | (None, None, Some(added)) => merged.push(added),
            // Taken away by one side, left alone by the other.
            (Some(old), Some(left), None) | (Some(old), None, Some(left)) if old == left => {}
            // Taken away by one side, changed by the other.
            (Some(base), mine, theirs) => {
                if mine.is_some() || theirs.is_some() {
                    merged.extend(theirs.clone());
                    collisions.push(Collision {
                        path,
                        base,
                        mine: mine.unwrap_or_default(),
                        theirs: theirs.unwrap_or_default(),
                    });
                }
            }
            (None, None, None) => {}
        }
    }
    Value::Array(merged)
}

/// The ids of all things: in the order of the side that moved them, the other's additions after what they stood after.
fn order(base: &[Value], mine: &[Value], theirs: &[Value]) -> Vec<String> {
    let (base, mine, theirs) = (ids(base), ids(mine), ids(theirs));
    let kept = |list: &[String]| -> Vec<String> {
        let in_all = |id: &&String| base.contains(id) && mine.contains(id) && theirs.contains(id);
        list.iter().filter(in_all).cloned().collect()
    };
    let they_moved = kept(&theirs) != kept(&base);
    let (mut order, added) = if they_moved || kept(&mine) == kept(&base) {
        (theirs, mine)
    } else {
        (mine, theirs)
    };
    insert_missing(&mut order, &added, |a, b| a == b);
    // What both took away is looked at too: one side may only seem to have.
    insert_missing(&mut order, &base, |a, b| a == b);
    order
}

/// Puts what a list lacks where the other list has it: after the nearest thing before it that both have.
fn insert_missing<T: Clone>(list: &mut Vec<T>, other: &[T], is: impl Fn(&T, &T) -> bool) {
    for (at, one) in other.iter().enumerate() {
        if list.iter().any(|known| is(known, one)) {
            continue;
        }
        let mut before = other.iter().take(at).rev();
        let place = before
            .find_map(|before| list.iter().position(|known| is(known, before)))
            .map_or(0, |place| place + 1);
        list.insert(place, one.clone());
    }
}

/// Merges lists without ids: what either side added is there, what either took away is not.
fn plain_list(base: &[Value], mine: &[Value], theirs: &[Value]) -> Vec<Value> {
    let mut merged: Vec<Value> = theirs
        .iter()
        .filter(|one| mine.contains(one) || !base.contains(one))
        .cloned()
        .collect();
    let added: Vec<Value> = mine
        .iter()
        .filter(|one| theirs.contains(one) || !base.contains(one))
        .cloned()
        .collect();
    insert_missing(&mut merged, &added, |a, b| a == b);
    merged
}

fn ids(list: &[Value]) -> Vec<String> {
    list.iter().filter_map(id_of).map(str::to_owned).collect()
}

/// Whether each thing of a list has an id of its own.
fn has_ids(list: &[Value]) -> bool {
    let known: BTreeSet<&str> = list.iter().filter_map(id_of).collect();
    known.len() == list.len()
}

/// Whether no value stands twice in a list: else it cannot be said which of them was taken away.
fn is_distinct(list: &[Value]) -> bool {
    let before = |at: usize| list.get(..at).unwrap_or_default();
    list.iter()
        .enumerate()
        .all(|(at, one)| !before(at).contains(one))
}

/// What belongs together in an object: by the field that it is in, or by the list that it is a thing of.
fn within(path: &[Step]) -> &'static [&'static [&'static str]] {
    let mut fields = path.iter().rev().filter_map(|step| match step {
        Step::Field(name) => Some(name.as_str()),
        Step::Fields(_) | Step::Thing(_) => None,
    });
    let name = fields.next();
    TOGETHER_WITHIN
        .iter()
        .find(|(known, _)| Some(*known) == name)
        .map_or(&[], |(_, groups)| groups)
}

fn is_field_by_field(path: &[Step]) -> bool {
    match path.last() {
        Some(Step::Field(name)) => FIELD_BY_FIELD.contains(&&**name),
        Some(Step::Thing(_)) => true,
        Some(Step::Fields(_)) | None => false,
    }
}

fn stepped(path: &[Step], step: Step) -> Vec<Step> {
    let mut path = path.to_vec();
    path.push(step);
    path
}

/// A field, null where it is not there.
fn at<'a>(record: &'a Value, name: &str) -> &'a Value {
    record.get(name).unwrap_or(&Value::Null)
}

/// Those of some fields that are there.
fn part(record: &Value, names: &[&str]) -> Value {
    let fields = names.iter().filter_map(|name| {
        let value = record.get(*name)?;
        Some(((*name).to_owned(), value.clone()))
    });
    Value::Object(fields.collect())
}

/// The fields of either side, theirs first.
fn keys(mine: &Value, theirs: &Value) -> Vec<String> {
    let of = |record: &Value| -> Vec<String> {
        let fields = record.as_object();
        fields.map_or_else(Vec::new, |fields| fields.keys().cloned().collect())
    };
    let mut keys = of(theirs);
    insert_missing(&mut keys, &of(mine), |a, b| a == b);
    keys
}

#[cfg(test)]
mod tests;
