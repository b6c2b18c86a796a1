//! What two sides made of one record, each of them possible, can be impossible together: one moved the beginning, the
//! other the end. Then neither stands by itself, and both are shown as one place that collides.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{Collision, Merged, Step, as_record, keys, put, stepped};
use crate::domain::labels::id_of;
use crate::domain::refusal::Refusal;
use crate::domain::soundness::flaws;

/// How many such places are looked for in one record.
const MOST: usize = 8;

/// A place where two sides cannot be put together.
pub struct Impossible {
    /// What each side has there.
    pub collision: Collision,
    /// Why the two cannot stand together.
    pub why: Refusal,
}

/// What is wrong with a record that is wrong with neither of the two sides by itself. `today` is the London day.
pub fn fault(value: &Value, sides: [&Value; 2], today: NaiveDate) -> Option<Refusal> {
    let of = |value: &Value| as_record(value).map(|record| flaws(&record, today));
    let known: BTreeSet<(String, &str)> = sides
        .into_iter()
        .filter_map(of)
        .flatten()
        .map(|flaw| (flaw.thing, flaw.field))
        .collect();
    let mut found = of(value)?.into_iter();
    found
        .find(|flaw| !known.contains(&(flaw.thing.clone(), flaw.field)))
        .map(|flaw| flaw.why)
}

/// Takes apart again what cannot stand together: theirs stands there, and both are given back.
pub fn part_again(
    merged: &mut Merged,
    (base, mine, theirs): (&Value, &Value, &Value),
    today: NaiveDate,
) -> Vec<Impossible> {
    let mut found = Vec::new();
    let sides = [mine, theirs];
    while found.len() < MOST
        && let Some(why) = fault(&merged.value, sides, today)
    {
        let path = place(&merged.value, sides, today);
        let collision = Collision {
            base: at(base, &path),
            mine: at(mine, &path),
            theirs: at(theirs, &path),
            path,
        };
        let before = merged.value.clone();
        put(&mut merged.value, &collision.path, &collision.theirs);
        if merged.value == before {
            // Theirs stands there already: it is not between these two.
            break;
        }
        merged
            .collisions
            .retain(|known| !is_within(known, &collision));
        found.push(Impossible { collision, why });
    }
    found
}

/// The narrowest place that is possible as either side has it.
fn place(merged: &Value, sides: [&Value; 2], today: NaiveDate) -> Vec<Step> {
    let is_possible = |path: &[Step]| {
        sides.into_iter().all(|side| {
            let mut trial = merged.clone();
            put(&mut trial, path, &at(side, path));
            fault(&trial, sides, today).is_none()
        })
    };
    let mut path = Vec::new();
    loop {
        let [mine, theirs] = sides.map(|side| at(side, &path));
        let inner = inner(&mine, &theirs).into_iter();
        let mut inner = inner.map(|step| stepped(&path, step));
        match inner.find(|path| is_possible(path)) {
            Some(narrower) => path = narrower,
            None => break,
        }
    }
    let [mine, theirs] = sides.map(|side| at(side, &path));
    if !mine.is_object() || !theirs.is_object() {
        return path;
    }
    let mut fields: Vec<String> = keys(&mine, &theirs)
        .into_iter()
        .filter(|name| mine.get(name) != theirs.get(name))
        .collect();
    for name in fields.clone() {
        let fewer: Vec<String> = fields.iter().filter(|one| **one != name).cloned().collect();
        if !fewer.is_empty() && is_possible(&stepped(&path, Step::Fields(fewer.clone()))) {
            fields = fewer;
        }
    }
    stepped(&path, Step::Fields(fields))
}

/// Where two values that differ can be gone into.
fn inner(mine: &Value, theirs: &Value) -> Vec<Step> {
    match (mine, theirs) {
        (Value::Object(own), Value::Object(_)) => own
            .iter()
            .filter(|(name, value)| {
                let other = theirs.get(name);
                (value.is_object() || value.is_array())
                    && other.is_some_and(|other| other != *value)
            })
            .map(|(name, _)| Step::Field(name.clone()))
            .collect(),
        (Value::Array(own), Value::Array(others)) => own
            .iter()
            .filter_map(|one| {
                let id = id_of(one)?;
                let other = others.iter().find(|other| id_of(other) == Some(id))?;
                (other != one).then(|| Step::Thing(id.to_owned()))
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// What stands at a place; null for nothing.
fn at(value: &Value, path: &[Step]) -> Value {
    let Some((step, rest)) = path.split_first() else {
        return value.clone();
    };
    match (step, value) {
        (Step::Field(name), Value::Object(fields)) => fields
            .get(name)
            .map_or(Value::Null, |inner| at(inner, rest)),
        (Step::Fields(names), Value::Object(fields)) => {
            let known = names
                .iter()
                .filter_map(|name| Some((name.clone(), fields.get(name)?.clone())));
            Value::Object(known.collect::<Map<_, _>>())
        }
        (Step::Thing(id), Value::Array(things)) => things
            .iter()
            .find(|one| id_of(one) == Some(id))
            .map_or(Value::Null, |inner| at(inner, rest)),
        _ => Value::Null,
    }
}

/// Whether a place that collides by itself lies within another.
fn is_within(known: &Collision, wider: &Collision) -> bool {
    let (fields, path): (Option<&Vec<String>>, &[Step]) = match wider.path.split_last() {
        Some((Step::Fields(names), path)) => (Some(names), path),
        _ => (None, &wider.path),
    };
    if !known.path.starts_with(path) {
        return false;
    }
    match (fields, known.path.get(path.len())) {
        (None, _) => true,
        (Some(names), Some(Step::Field(name))) => names.contains(name),
        (Some(names), Some(Step::Fields(own))) => own.iter().any(|name| names.contains(name)),
        (Some(_), Some(Step::Thing(_)) | None) => false,
    }
}
