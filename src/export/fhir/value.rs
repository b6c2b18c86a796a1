//! The small data types of FHIR as JSON. Empty parts stay in; `tidy` takes them away.

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::tidy::is_blank;

/// SNOMED CT.
pub const SNOMED: &str = "http://snomed.info/sct";

/// A reference to an entry of the bundle.
pub fn link(id: Uuid) -> Value {
    json!({ "reference": format!("urn:uuid:{id}") })
}

/// A date, or nothing for a year that FHIR cannot write.
pub fn date(on: NaiveDate) -> Value {
    if (1..=9999).contains(&on.year()) {
        json!(on.to_string())
    } else {
        Value::Null
    }
}

/// A date, if there is one.
pub fn date_of(on: Option<NaiveDate>) -> Value {
    on.map_or(Value::Null, date)
}

/// An instant in UTC, to the millisecond.
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A period. Where the record has it end before it began, only the end is told, so that nothing over looks current.
pub fn period(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Value {
    let is_backwards = from.zip(until).is_some_and(|(from, until)| until < from);
    let from = if is_backwards { None } else { from };
    json!({ "start": date_of(from), "end": date_of(until) })
}

/// A concept in words.
pub fn concept(text: &str) -> Value {
    json!({ "text": text })
}

/// A concept with a code and words.
pub fn coded(system: &str, code: &str, display: &str, text: &str) -> Value {
    json!({
        "coding": [{ "system": system, "code": code, "display": display }],
        "text": text,
    })
}

/// A note; FHIR takes its text for Markdown, so nothing in it may become HTML or a link.
pub fn note(text: &str) -> Value {
    dated_note(text, None)
}

/// A note of a day.
pub fn dated_note(text: &str, on: Option<NaiveDate>) -> Value {
    if is_blank(text) {
        return Value::Null;
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '<' | '[' | ']' | '`') {
            safe.push('\\');
        }
        safe.push(c);
    }
    json!({ "time": date_of(on), "text": safe })
}

/// A note that says what it is about, or nothing where it says nothing.
pub fn labelled_note(label: &str, text: &str) -> Value {
    if is_blank(text) {
        Value::Null
    } else {
        note(&format!("{label}: {text}"))
    }
}

/// A telephone number and an e-mail address.
pub fn telecom(phone: &str, email: &str) -> Value {
    json!([
        contact_point("phone", phone, ""),
        contact_point("email", email, "")
    ])
}

/// One way to reach somebody, or nothing.
pub fn contact_point(system: &str, value: &str, usage: &str) -> Value {
    if is_blank(value) {
        Value::Null
    } else {
        json!({ "system": system, "value": value, "use": usage })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_that_runs_backwards_keeps_its_end() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        assert_eq!(
            period(day("2026-03-02"), day("2026-03-01")),
            json!({ "start": null, "end": "2026-03-01" })
        );
        assert_eq!(
            period(day("2026-03-01"), None),
            json!({ "start": "2026-03-01", "end": null })
        );
    }

    #[test]
    fn a_note_cannot_become_markup() {
        assert_eq!(note("<b> [x](y) `z`")["text"], "\\<b> \\[x\\](y) \\`z\\`");
        assert_eq!(labelled_note("Backup", " "), Value::Null);
    }
}
