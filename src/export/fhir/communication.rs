//! Communications: the contact log, with attempts that reached nobody as not done.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::bundle::Bundle;
use super::tidy::is_blank;
use super::value::{coded, concept, date_of, instant, labelled_note, link, note};
use crate::domain::contact::{Channel, Contact, Direction, Reached, With};
use crate::domain::id::ContactId;
use crate::domain::say;

const MODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode";

/// Adds every contact.
pub fn add(bundle: &mut Bundle<'_>) {
    let dossier = bundle.dossier;
    let corrected = dossier.corrected();
    for contact in &dossier.records.contacts {
        let author = bundle.user(&contact.by);
        let fields = communication(bundle, contact, &corrected, &author);
        bundle.add("Communication", contact.id.0, fields);
    }
}

fn communication(
    bundle: &Bundle<'_>,
    contact: &Contact,
    corrected: &BTreeSet<ContactId>,
    author: &Value,
) -> Value {
    let reached = contact.result == Reached::Yes;
    let status = match (corrected.contains(&contact.id), reached) {
        (true, _) => "entered-in-error",
        (false, true) => "completed",
        // A message that was left is no conversation: a receiver must not take it for one.
        (false, false) => "not-done",
    };
    let reason = if reached {
        Value::Null
    } else {
        concept(contact.result.word())
    };
    let other = other_side(bundle, contact);
    let (sender, recipient) = match contact.direction {
        Direction::Out => (author.clone(), other),
        Direction::In => (other, author.clone()),
    };
    let moved: Vec<Value> = contact
        .moved
        .iter()
        .filter(|moved| bundle.has(moved.item.0))
        .map(|moved| link(moved.item.0))
        .collect();
    json!({
        "basedOn": moved,
        "status": status,
        "statusReason": reason,
        "category": [concept("Care coordination contact")],
        "medium": [medium(contact.channel)],
        "subject": bundle.patient(),
        "sent": instant(contact.at),
        "recipient": [recipient],
        "sender": sender,
        "payload": [{ "contentString": contact.gist }],
        "note": notes(contact),
    })
}

/// The other side, where it is somebody in the bundle.
fn other_side(bundle: &Bundle<'_>, contact: &Contact) -> Value {
    match contact.with {
        With::Person => bundle.patient(),
        With::Carer | With::Professional | With::Service => bundle
            .dossier
            .member_named(&contact.whom)
            .filter(|member| member.role.is_personal() == (contact.with == With::Carer))
            .map_or(Value::Null, |member| link(member.id.0)),
    }
}

fn medium(channel: Channel) -> Value {
    let (code, display) = match channel {
        Channel::Phone => ("PHONE", "telephone"),
        Channel::Visit | Channel::FaceToFace => ("FACE", "face-to-face"),
        Channel::Video => ("VIDEOCONF", "videoconferencing"),
        Channel::Email => ("EMAILWRIT", "email"),
        Channel::Letter => ("MAILWRIT", "mail"),
        Channel::Text => return concept(channel.word()),
    };
    coded(MODE, code, display, channel.word())
}

fn notes(contact: &Contact) -> Vec<Value> {
    let with = if contact.with == With::Person && is_blank(&contact.whom) {
        Value::Null
    } else {
        let whom = if is_blank(&contact.whom) {
            String::new()
        } else {
            format!(": {}", contact.whom)
        };
        note(&format!("With {}{whom}", contact.with.word()))
    };
    let next = contact.next.as_ref().map_or(Value::Null, |next| {
        let day = date_of(Some(next.on));
        let day = day.as_str().unwrap_or_default();
        note(format!("Next step {day} {}", next.what).trim_end())
    });
    let minutes = contact.minutes.map_or(Value::Null, |minutes| {
        note(&format!(
            "Took {}",
            say::count(usize::from(minutes), "minute", "minutes")
        ))
    });
    let late = if contact.is_late_entry() {
        labelled_note("Written down later", &instant(contact.recorded_at))
    } else {
        Value::Null
    };
    let corrects = if contact.corrects.is_some() {
        note("Corrects an earlier entry")
    } else {
        Value::Null
    };
    let details = contact.details.lines();
    [with, next, minutes]
        .into_iter()
        .chain(details.iter().map(|line| note(line)))
        .chain([late, corrects])
        .collect()
}
