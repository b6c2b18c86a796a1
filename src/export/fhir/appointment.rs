//! Appointments with any provider, booked or over, with who goes and what is to be arranged.

use chrono::{NaiveTime, TimeDelta};
use serde_json::{Value, json};

use super::bundle::Bundle;
use super::tidy::is_blank;
use super::value::{concept, instant, link};
use crate::domain::appointment::{Appointment, How, Moment};
use crate::domain::london;
use crate::export::outline::appointments::lines;

/// What is said where only the day is known: FHIR wants a start and an end of whatever is booked.
const NO_TIME: &str = "The time of day is not recorded: the day as a whole is given.";

/// Adds every appointment.
pub fn add(bundle: &mut Bundle<'_>) {
    for one in &bundle.dossier.records.appointments {
        let fields = appointment(bundle, one);
        bundle.add("Appointment", one.id.0, fields);
    }
}

fn appointment(bundle: &Bundle<'_>, one: &Appointment) -> Value {
    let dossier = bundle.dossier;
    let (start, end) = match one.at {
        Moment::At(at) => (at, one.ends().unwrap_or(at)),
        Moment::On(day) => {
            let start = london::instant(day.and_time(NaiveTime::MIN));
            let next = day.succ_opt().unwrap_or(day);
            let end = london::instant(next.and_time(NaiveTime::MIN)) - TimeDelta::minutes(1);
            (start, end)
        }
    };
    let mut said = lines(dossier, one);
    said.retain(|line| !line.is_empty());
    if matches!(one.at, Moment::On(_)) {
        said.push(NO_TIME.to_owned());
    }
    let reason = match &one.came {
        Some(came) if matches!(came.how, How::Cancelled | How::Moved) => concept(came.how.word()),
        _ => Value::Null,
    };
    json!({
        "status": status(one),
        "cancelationReason": reason,
        "description": one.what,
        "start": instant(start),
        "end": instant(end),
        "minutesDuration": one.minutes,
        "comment": said.join("\n"),
        "participant": participants(bundle, one),
    })
}

fn status(one: &Appointment) -> &'static str {
    match one.how() {
        None => "booked",
        Some(How::Attended) => "fulfilled",
        Some(How::Missed) => "noshow",
        Some(How::Cancelled | How::Moved) => "cancelled",
    }
}

/// The person, whoever goes with them, and the provider; in words where they are nobody whom the record knows.
fn participants(bundle: &Bundle<'_>, one: &Appointment) -> Vec<Value> {
    let agreed = if one.agreed_on.is_some() {
        "accepted"
    } else {
        "needs-action"
    };
    let mut all = vec![json!({ "actor": bundle.patient(), "status": agreed })];
    for (name, status) in [(&one.who_goes, "needs-action"), (&one.provider, "accepted")] {
        if is_blank(name) {
            continue;
        }
        let known = bundle.dossier.member_named(name);
        let actor = known.map_or(Value::Null, |member| link(member.id.0));
        all.push(json!({ "type": [concept(name)], "actor": actor, "status": status }));
    }
    all
}
