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

/// The last words of the names of fields that hold days and instants. Who did something is no day, and is not taken for
/// one.
const DAYS: [&str; 6] = ["on", "at", "until", "from", "by", "since"];

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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The fields of days in what is kept, as the sources of the domain have them: of whatever derives `Serialize`.
    fn fields(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                fields(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let mut is_kept = false;
            for line in text.lines() {
                if line.contains("Serialize") && !line.starts_with("use ") {
                    is_kept = true;
                } else if line == "}" || line.ends_with(");") {
                    is_kept = false;
                }
                let field = line.trim().trim_start_matches("pub ").split_once(": ");
                if let Some((name, kind)) = field.filter(|_| is_kept)
                    && (kind.contains("NaiveDate") || kind.contains("DateTime<"))
                {
                    found.push(name.to_owned());
                }
            }
        }
    }

    #[test]
    fn every_day_that_is_kept_is_looked_at() {
        let mut found = Vec::new();
        let domain = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain");
        fields(&domain, &mut found);
        for known in ["born_on", "needed_by", "recorded_at", "coping_until"] {
            assert!(found.iter().any(|name| name == known), "{known}: {found:?}");
        }
        found.retain(|name| !is_of_a_day(name));
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn a_day_out_of_any_calendar_is_found_and_somebody_who_did_a_thing_is_none() {
        let value = serde_json::json!({
            "needed_by": "9999-12-31", "by": "m.lee", "coping_until": "0001-01-01", "with": [{ "since_on": "9999-12-31" }],
            "told_on": "2026-03-01", "what": "9999-12-31",
        });
        assert_eq!(flaws(&value).len(), 3);
    }
}
