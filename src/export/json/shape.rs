//! Reads the record of one person, and says in words where it has not the shape that it should have.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fault::{AGAIN, MOST, RecordFault};
use super::place;
use super::unread::{field_words, shown, titled};
use crate::domain::appointment::Appointment;
use crate::domain::contact::Contact;
use crate::domain::copy::PlanCopy;
use crate::domain::deferral::Deferral;
use crate::domain::item::Item;
use crate::domain::person::Person;
use crate::domain::plan::Plan;
use crate::domain::record::Kind;
use crate::domain::service::Service;
use crate::domain::service::unmet::UnmetNeed;
use crate::domain::sharing::Sharing;
use crate::domain::team::Member;
use crate::domain::transition::Transition;
use crate::domain::version::Version;
use crate::domain::words::Words;
use crate::export::Records;

/// The parts of a person's entry: what stands there, and whether it is one record or a list of them.
pub(super) const PARTS: [(&str, Kind, bool); 14] = [
    ("person", Kind::Person, true),
    ("team", Kind::Member, false),
    ("words", Kind::Words, false),
    ("plan", Kind::Plan, true),
    ("items", Kind::Item, false),
    ("contacts", Kind::Contact, false),
    ("deferrals", Kind::Deferral, false),
    ("sharing", Kind::Sharing, false),
    ("versions", Kind::Version, false),
    ("copies", Kind::Copy, false),
    ("appointments", Kind::Appointment, false),
    ("moves", Kind::Transition, false),
    ("services", Kind::Service, false),
    ("unmet", Kind::UnmetNeed, false),
];

/// A value as what it should be. By way of its text: read from there alone, records need the code that reads them once
/// in the program, which is a tenth of it.
fn typed<T: DeserializeOwned>(value: &Value) -> serde_json::Result<T> {
    serde_json::from_str(&value.to_string())
}

/// The records of one person.
pub(super) fn records(value: &Value) -> Result<Records, Vec<RecordFault>> {
    typed(value).map_err(|_| {
        let mut faults = faults(value);
        if faults.is_empty() {
            faults.push(whole("This entry has not the shape of a person's record."));
        }
        faults.truncate(MOST);
        faults
    })
}

/// An entry of the directory.
pub(super) fn service(value: &Value) -> Result<Service, RecordFault> {
    typed(value).map_err(|_| {
        fault(Kind::Service, value)
            .unwrap_or_else(|| whole("This entry has not the shape of a service."))
    })
}

/// A need that nothing in the directory met.
pub(super) fn unmet(value: &Value) -> Result<UnmetNeed, RecordFault> {
    typed(value).map_err(|_| {
        fault(Kind::UnmetNeed, value)
            .unwrap_or_else(|| whole("This entry has not the shape of a need that was not met."))
    })
}

/// A fault of the entry as a whole.
pub(super) fn whole(reason: &str) -> RecordFault {
    RecordFault {
        about: String::new(),
        field: String::new(),
        value: String::new(),
        reason: reason.to_owned(),
        remedy: AGAIN,
    }
}

/// What is wrong with the shape of each record by itself.
fn faults(value: &Value) -> Vec<RecordFault> {
    let Value::Object(entry) = value else {
        return vec![whole(
            "What stands here in the list of people is no person.",
        )];
    };
    let mut faults = Vec::new();
    if !entry.contains_key("person") {
        faults.push(whole("The person's own record is missing."));
    }
    for (name, kind, is_one) in PARTS {
        let Some(part) = entry.get(name) else {
            continue;
        };
        match part {
            Value::Null if name == "plan" => {}
            Value::Array(all) if !is_one => {
                faults.extend(all.iter().filter_map(|one| fault(kind, one)));
            }
            one if is_one => faults.extend(fault(kind, one)),
            _ => faults.push(RecordFault {
                field: name.to_owned(),
                value: shown(part),
                ..whole("A list of records should stand here.")
            }),
        }
    }
    faults
}

/// What is wrong with the shape of one record, if anything is.
fn fault(kind: Kind, value: &Value) -> Option<RecordFault> {
    // On one line, so that the column says where it is.
    let text = value.to_string();
    let error = error_of(kind, &text)?;
    let message = error.to_string();
    let mut at = place::at(&text, error.column());
    if let Some(missing) = between(&message, "missing field `", "`") {
        at.path.push(missing.to_owned());
        at.scalar = None;
    }
    let last = at.path.last().map_or("", String::as_str);
    let reason = reason(&message, last);
    Some(RecordFault {
        about: titled(kind, value),
        field: field_words(&at.path),
        value: at
            .scalar
            .map_or_else(String::new, |text| shown(&Value::from(text))),
        reason,
        remedy: AGAIN,
    })
}

/// Whether a value has not the shape of a record of its kind.
pub(super) fn is_refused(kind: Kind, value: &Value) -> bool {
    error_of(kind, &value.to_string()).is_some()
}

fn error_of(kind: Kind, text: &str) -> Option<serde_json::Error> {
    match kind {
        Kind::Person => error::<Person>(text),
        Kind::Member => error::<Member>(text),
        Kind::Words => error::<Words>(text),
        Kind::Plan => error::<Plan>(text),
        Kind::Item => error::<Item>(text),
        Kind::Contact => error::<Contact>(text),
        Kind::Deferral => error::<Deferral>(text),
        Kind::Sharing => error::<Sharing>(text),
        Kind::Version => error::<Version>(text),
        Kind::Copy => error::<PlanCopy>(text),
        Kind::Appointment => error::<Appointment>(text),
        Kind::Transition => error::<Transition>(text),
        Kind::Service => error::<Service>(text),
        Kind::UnmetNeed => error::<UnmetNeed>(text),
    }
}

fn error<T: DeserializeOwned>(text: &str) -> Option<serde_json::Error> {
    serde_json::from_str::<T>(text).err()
}

/// What a parser's message means. Of the message only what the program itself has put into it is taken over: the names of
/// fields, the words of closed lists, why a number is no NHS number.
fn reason(message: &str, field: &str) -> String {
    let plain = message.split(" at line ").next().unwrap_or(message);
    if plain.starts_with("missing field") {
        return "This is missing.".to_owned();
    }
    if plain.starts_with("unknown variant") {
        let known = plain
            .split_once(", expected ")
            .map_or("", |(_, known)| known);
        let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
        return match known.as_slice() {
            [] => "This word means nothing here.".to_owned(),
            known => format!(
                "This word means nothing here; it can be {}. A newer Caseload may know more.",
                known.join(", ")
            ),
        };
    }
    if field == "nhs_number" && !plain.starts_with("invalid type") {
        return plain.to_owned();
    }
    let is_of_a_day = field == "on" || field == "until" || field.ends_with("_on");
    let is_of_a_moment = field == "at" || field.ends_with("_at");
    if is_of_a_day {
        "This is no day in the calendar; one is written as 2026-03-12.".to_owned()
    } else if is_of_a_moment {
        "This is no moment in the calendar; one is written as 2026-03-12T10:30:00Z.".to_owned()
    } else if field == "id" || field == "person" || plain.contains("UUID") {
        "This is no id.".to_owned()
    } else if plain.starts_with("invalid value: integer") {
        "This number is too small or too large to be kept here.".to_owned()
    } else {
        "Something else should stand here.".to_owned()
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}
