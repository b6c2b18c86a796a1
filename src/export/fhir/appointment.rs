//! Appointments with any provider, booked or over, with who goes and what is to be arranged.
//!
//! FHIR wants a start and an end of whatever is booked, took place or was missed (R4, app-2 and app-3), and both are
//! instants. What the record does not know is not made up: a time of day that nobody noted, or how long it takes, is a
//! start or end that says that it is unknown (`data-absent-reason`), so that the status stays true and no receiver sees
//! half an hour or a whole day blocked. The day alone is in `requestedPeriod`, the one field that takes a date, and in
//! the comment in words.
//!
//! A moved one is cancelled, with that as the reason. Whoever takes part is a participant; a service of the care team is
//! an organisation, which FHIR does not let take part, and stands there by name like those whom the record does not know.
//! Deliberately not here: which appointment came after which, for which R4 has no field (counted as left out).

use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};

use super::bundle::Bundle;
use super::tidy::is_blank;
use super::value::{concept, date, instant, link};
use crate::domain::appointment::{Appointment, How, Moment};
use crate::domain::team::Role;
use crate::export::dossier::Dossier;
use crate::export::outline::appointments::lines;

/// The extension by which FHIR says that something is there and not known.
const ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
/// What is said where only the day is known.
const NO_TIME: &str = "The time of day is not recorded.";

/// Adds every appointment.
pub fn add(bundle: &mut Bundle<'_>) {
    for one in &bundle.dossier.records.appointments {
        let mut fields = appointment(bundle.dossier, one);
        fields["participant"] = Value::Array(participants(bundle, one));
        bundle.add("Appointment", one.id.0, fields);
    }
}

fn appointment(dossier: &Dossier, one: &Appointment) -> Value {
    let mut said = lines(dossier, one);
    said.retain(|line| !line.is_empty());
    let (start, day) = match one.at {
        Moment::At(at) => (Some(at), Value::Null),
        Moment::On(day) => {
            said.push(NO_TIME.to_owned());
            (None, json!([{ "start": date(day), "end": date(day) }]))
        }
    };
    let length = one
        .minutes
        .map(|minutes| TimeDelta::minutes(minutes.into()));
    let end = start
        .zip(length)
        .and_then(|(start, length)| start.checked_add_signed(length));
    let reason = match &one.came {
        Some(came) if matches!(came.how, How::Cancelled | How::Moved) => concept(came.how.word()),
        _ => Value::Null,
    };
    json!({
        "status": status(one),
        "cancelationReason": reason,
        "description": one.what,
        "start": start.map(instant),
        "_start": unless_known(start),
        "end": end.map(instant),
        "_end": unless_known(end),
        "minutesDuration": one.minutes,
        "comment": said.join("\n"),
        "requestedPeriod": day,
    })
}

/// That an instant is not known, where it is not.
fn unless_known(at: Option<chrono::DateTime<Utc>>) -> Value {
    match at {
        Some(_) => Value::Null,
        None => json!({ "extension": [{ "url": ABSENT, "valueCode": "unknown" }] }),
    }
}

fn status(one: &Appointment) -> &'static str {
    match one.how() {
        None => "booked",
        Some(How::Attended) => "fulfilled",
        Some(How::Missed) => "noshow",
        Some(How::Cancelled | How::Moved) => "cancelled",
    }
}

/// The person, whoever goes with them, and the provider; in words where they are nobody who can take part.
fn participants(bundle: &Bundle<'_>, one: &Appointment) -> Vec<Value> {
    let agreed = if one.agreed_on.is_some() {
        "accepted"
    } else {
        "needs-action"
    };
    let mut all = vec![json!({ "actor": bundle.patient(), "status": agreed })];
    for (part, name, status) in [
        ("Goes along", &one.who_goes, "needs-action"),
        ("With", &one.provider, "accepted"),
    ] {
        if is_blank(name) {
            continue;
        }
        let known = bundle
            .dossier
            .member_named(name)
            .filter(|member| member.role != Role::Service);
        let actor = known.map_or(Value::Null, |member| link(member.id.0));
        let kind = concept(&format!("{part}: {name}"));
        all.push(json!({ "type": [kind], "actor": actor, "status": status }));
    }
    all
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::appointment::Came;
    use crate::domain::id::{AppointmentId, PersonId};
    use crate::export::sample::{dossier, member};

    fn booked(at: Moment) -> Appointment {
        let id = AppointmentId(Uuid::from_u128(9));
        Appointment::new(id, PersonId(Uuid::from_u128(1)), at, "eye screening")
    }

    fn at(text: &str) -> Moment {
        Moment::At(text.parse().expect("an instant"))
    }

    fn on(text: &str) -> Moment {
        Moment::On(text.parse().expect("a day"))
    }

    /// The appointment as it stands in a bundle.
    fn written(one: Appointment, team: Vec<crate::domain::team::Member>) -> Value {
        let mut dossier = dossier();
        dossier.records.team = team;
        dossier.records.appointments = vec![one];
        let mut bundle = Bundle::new(&dossier);
        add(&mut bundle);
        let (document, _) = bundle.finish();
        document["entry"][0]["resource"].clone()
    }

    #[test]
    fn a_start_and_an_end_are_known_or_say_that_they_are_not() {
        let unknown = json!({ "extension": [{ "url": ABSENT, "valueCode": "unknown" }] });
        let lasting = |at, minutes| Appointment {
            minutes: Some(minutes),
            ..booked(at)
        };
        // In summer London is an hour ahead; the last one goes over midnight.
        let cases = [
            (
                lasting(at("2026-03-12T10:30:00Z"), 45),
                Some("2026-03-12T10:30:00.000Z"),
                Some("2026-03-12T11:15:00.000Z"),
            ),
            (
                lasting(at("2026-07-01T22:30:00Z"), 90),
                Some("2026-07-01T22:30:00.000Z"),
                Some("2026-07-02T00:00:00.000Z"),
            ),
            (
                booked(at("2026-03-12T10:30:00Z")),
                Some("2026-03-12T10:30:00.000Z"),
                None,
            ),
            (booked(on("2026-07-01")), None, None),
            (lasting(on("2026-07-01"), 20), None, None),
        ];
        for (n, (one, start, end)) in cases.into_iter().enumerate() {
            let day = one.at.time().is_none().then(|| one.at.day().to_string());
            let minutes = one.minutes;
            let written = written(one, Vec::new());
            for (name, expected) in [("start", start), ("end", end)] {
                assert_eq!(written[name].as_str(), expected, "case {n}: {name}");
                let absent = &written[format!("_{name}")];
                let is_said = *absent == unknown;
                assert_eq!(is_said, expected.is_none(), "case {n}: _{name}");
            }
            assert_eq!(written["minutesDuration"].as_u64(), minutes.map(Into::into));
            let asked = written["requestedPeriod"][0]["start"].as_str();
            assert_eq!(asked, day.as_deref(), "case {n}");
            let comment = written["comment"].as_str().unwrap_or_default();
            assert_eq!(comment.contains(NO_TIME), day.is_some(), "case {n}");
        }
    }

    #[test]
    fn what_became_of_it_is_its_status() {
        let cases = [
            (None, "booked", None),
            (Some(How::Attended), "fulfilled", None),
            (Some(How::Missed), "noshow", None),
            (Some(How::Cancelled), "cancelled", Some("cancelled")),
            (Some(How::Moved), "cancelled", Some("moved")),
        ];
        for (how, status, reason) in cases {
            let mut one = booked(on("2026-02-19"));
            one.came = how.map(|how| Came {
                how,
                on: "2026-02-20".parse().expect("a day"),
                words: "no lift".to_owned(),
            });
            let written = written(one, Vec::new());
            assert_eq!(written["status"], status);
            let told = written["cancelationReason"]["text"].as_str();
            assert_eq!(told, reason, "{status}");
            let comment = written["comment"].as_str().unwrap_or_default();
            assert_eq!(comment.contains("no lift"), how.is_some(), "{status}");
        }
    }

    #[test]
    fn who_takes_part_is_linked_where_the_record_knows_them() {
        let team = vec![
            member(21, Role::Carer, "Ruth"),
            member(22, Role::Service, "Fracture clinic"),
        ];
        let agreed = |one: Appointment| Appointment {
            agreed_on: "2026-02-26".parse().ok(),
            ..one
        };
        let with = |who: &str, provider: &str| Appointment {
            who_goes: who.to_owned(),
            provider: provider.to_owned(),
            ..booked(at("2026-03-12T10:30:00Z"))
        };
        let person = |status| json!({ "actor": link(Uuid::from_u128(1)), "status": status });
        let ruth = |actor: Value| {
            let mut one =
                json!({ "type": [{ "text": "Goes along: Ruth" }], "status": "needs-action" });
            if !actor.is_null() {
                one["actor"] = actor;
            }
            one
        };
        let clinic = json!({ "type": [{ "text": "With: Fracture clinic" }], "status": "accepted" });
        let cases = [
            (with("", " "), team.clone(), vec![person("needs-action")]),
            (
                agreed(with("Ruth", "Fracture clinic")),
                team,
                vec![
                    person("accepted"),
                    ruth(link(Uuid::from_u128(21))),
                    clinic.clone(),
                ],
            ),
            (
                with("Ruth", "Fracture clinic"),
                Vec::new(),
                vec![person("needs-action"), ruth(Value::Null), clinic],
            ),
        ];
        for (one, team, expected) in cases {
            assert_eq!(written(one, team)["participant"], Value::Array(expected));
        }
    }
}
