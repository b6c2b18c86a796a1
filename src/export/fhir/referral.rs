//! Referrals as service requests, each beside the task that follows it: what was asked, of whom, and how far it is.

use serde_json::{Value, json};
use uuid::Uuid;

use super::bundle::Bundle;
use super::identity::derived;
use super::tidy::is_blank;
use super::value::{concept, date, date_of, dated_note, link};
use crate::domain::find::fold;
use crate::domain::item::{Ending, Item, ItemKind, ReferralState};
use crate::domain::say;
use crate::domain::team::Role;

/// The id of the request of a referral: the task has that of the record.
pub fn request_id(item: &Item) -> Uuid {
    derived("referral", &item.id.0.to_string())
}

/// Adds a request for every referral, out or in, open or ended.
pub fn add(bundle: &mut Bundle<'_>) {
    for item in &bundle.dossier.records.items {
        if item.kind.is_referral() {
            let fields = request(bundle, item);
            bundle.add("ServiceRequest", request_id(item), fields);
        }
    }
}

fn request(bundle: &Bundle<'_>, item: &Item) -> Value {
    let dossier = bundle.dossier;
    let navigator = dossier
        .holder(Role::Navigator)
        .map_or(Value::Null, |member| link(member.id.0));
    let named = dossier
        .member_named(&item.owner)
        .map_or(Value::Null, |member| link(member.id.0));
    // Who asked, and who is asked: the other way round where it came to us.
    let (requester, performer) = if item.kind == ItemKind::Referral {
        (navigator, named)
    } else {
        (named, navigator)
    };
    let service = dossier.service_of(item);
    let is_out = item.kind == ItemKind::Referral;
    let has_name = service.is_some_and(|service| fold(&service.name) == fold(&item.owner));
    let said = if performer.is_null() && is_out && !has_name {
        item.owner.as_str()
    } else {
        ""
    };
    let service = service.map(|service| link(service.id.0));
    // A service can be asked; where it asks us, FHIR has no place for it but beside.
    let (asked, beside) = if is_out {
        (service, None)
    } else {
        (None, service)
    };
    json!({
        "status": status(item),
        "intent": "order",
        "category": [concept("Referral")],
        "code": concept(&item.what),
        "subject": bundle.patient(),
        "occurrenceDateTime": booked(item),
        "authoredOn": date(item.asked_on),
        "requester": requester,
        "performerType": concept(said),
        "performer": [performer, asked],
        "supportingInfo": [beside],
        "reasonCode": [concept(&item.because)],
        "note": notes(item),
    })
}

fn status(item: &Item) -> &'static str {
    match (&item.ended, item.referral_state()) {
        (Some(ended), _) if ended.how == Ending::Done => "completed",
        (Some(_), _) | (None, Some(ReferralState::Declined)) => "revoked",
        (None, _) => "active",
    }
}

/// The day for which it was booked last; none while it is to be booked again or asked elsewhere.
fn booked(item: &Item) -> Value {
    if item.once_more().is_some() {
        return Value::Null;
    }
    let booked = item.referral.iter().rev().find_map(|step| step.booked_on);
    date_of(booked)
}

fn notes(item: &Item) -> Vec<Value> {
    let steps = item.referral.iter().map(|step| {
        let booked = step
            .booked_on
            .map(|on| format!(" for {}", say::full(on)))
            .unwrap_or_default();
        let said = if is_blank(&step.note) {
            String::new()
        } else {
            format!(": {}", step.note)
        };
        let state = say::capital(step.state.word());
        dated_note(&format!("{state}{booked}{said}"), Some(step.on))
    });
    steps.collect()
}
