//! Days that no calendar of anybody's care reaches: a slip of the keyboard, or a program that writes 9999 for "never".
//!
//! Works on the serde form of records, so that a day that is added to a record tomorrow is looked at without another line.

use chrono::{DateTime, Datelike, NaiveDate};
use serde_json::Value;

use super::Flaw;
use crate::domain::labels;
use crate::domain::refusal::Refusal;

/// The years that can be typed, of births and of what is planned.
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2199;

/// Ends of the names of fields that hold days and instants.
const DAYS: [&str; 5] = ["on", "at", "until", "from", "_until"];

/// Every day in a value whose year is out of any calendar.
pub(super) fn flaws(value: &Value) -> Vec<Flaw> {
    let mut found = Vec::new();
    look(value, "", &mut Vec::new(), &mut found);
    found
}

fn look(value: &Value, name: &str, path: &mut Vec<String>, found: &mut Vec<Flaw>) {
    match value {
        Value::Array(values) => {
            for one in values {
                look(one, name, path, found);
            }
        }
        Value::Object(fields) => {
            for (name, one) in fields {
                path.push(labels::field(name));
                look(one, name, path, found);
                path.pop();
            }
        }
        Value::String(text) if is_of_a_day(name) => {
            if let Some(day) = day(text).filter(|day| !YEARS.contains(&day.year())) {
                found.push(Flaw {
                    thing: path.join(": "),
                    field: "",
                    value: text.clone(),
                    why: Refusal::OutOfCalendar(day),
                });
            }
        }
        _ => {}
    }
}

fn is_of_a_day(name: &str) -> bool {
    let last = name.rsplit('_').next().unwrap_or(name);
    DAYS.contains(&last)
}

fn day(text: &str) -> Option<NaiveDate> {
    let instant = || DateTime::parse_from_rfc3339(text).ok();
    text.parse().ok().or_else(|| Some(instant()?.date_naive()))
}
