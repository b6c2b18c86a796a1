//! Stays in hospital, or wherever else there are beds, as encounters: each from the admission to the discharge after it.
//!
//! An admission and the first discharge after it are one stay, for a receiver must not see somebody in hospital who came
//! home. An admission that is closed without a discharge is a stay of which nobody knows whether it goes on. Where they
//! came from and went to are words: codes of destinations would have to be guessed ("home" may be a care home).
//!
//! Deliberately not here: other moves, and what followed a move (acknowledged, explained, called). No resource says
//! either; the coordination record tells of every move in words. What a discharge left open is a task that names its
//! encounter.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::bundle::Bundle;
use super::tidy::is_blank;
use super::value::{concept, instant, link};
use crate::domain::find::fold;
use crate::domain::id::TransitionId;
use crate::domain::team::{Member, Role};
use crate::domain::transition::{MoveKind, Side, Transition};
use crate::export::dossier::Dossier;

const CLASS: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

/// One stay: in, out, or both.
struct Stay<'a> {
    admission: Option<&'a Transition>,
    discharge: Option<&'a Transition>,
}

impl Stay<'_> {
    /// The id of its encounter: of the move that began it, where that is known.
    fn id(&self) -> Option<Uuid> {
        self.admission.or(self.discharge).map(|one| one.id.0)
    }
}

/// Adds an encounter for every stay.
pub fn add(bundle: &mut Bundle<'_>) {
    for stay in stays(bundle.dossier) {
        if let Some(id) = stay.id() {
            let fields = encounter(bundle, &stay);
            bundle.add("Encounter", id, fields);
        }
    }
}

/// The encounter that each move belongs to, for what points to a move.
pub fn of_moves(dossier: &Dossier) -> BTreeMap<TransitionId, Uuid> {
    let mut all = BTreeMap::new();
    for stay in stays(dossier) {
        let moves = [stay.admission, stay.discharge];
        all.extend(
            moves
                .into_iter()
                .flatten()
                .map(|one| one.id)
                .zip([stay.id(), stay.id()]),
        );
    }
    all.into_iter()
        .filter_map(|(one, id)| Some((one, id?)))
        .collect()
}

/// The stays, in the order in which they began.
fn stays(dossier: &Dossier) -> Vec<Stay<'_>> {
    let moves = dossier.records.moves.iter();
    let mut moves: Vec<&Transition> = moves
        .filter(|one| matches!(one.kind, MoveKind::Admission | MoveKind::Discharge))
        .collect();
    moves.sort_by_key(|one| (one.at, one.kind, one.id));
    let mut stays: Vec<Stay<'_>> = Vec::new();
    for one in moves {
        let last = stays.last_mut().filter(|stay| stay.discharge.is_none());
        match (one.kind, last) {
            (MoveKind::Discharge, Some(stay)) => stay.discharge = Some(one),
            (MoveKind::Discharge, None) => stays.push(Stay {
                admission: None,
                discharge: Some(one),
            }),
            (_, _) => stays.push(Stay {
                admission: Some(one),
                discharge: None,
            }),
        }
    }
    stays
}

fn encounter(bundle: &mut Bundle<'_>, stay: &Stay<'_>) -> Value {
    // Where they were last is where they were discharged from.
    let wards = [
        stay.admission.map(|one| &one.to),
        stay.discharge.map(|one| &one.from),
    ];
    let wards: Vec<&String> = wards.into_iter().flatten().collect();
    let mut places: Vec<Value> = Vec::new();
    for ward in &wards {
        let place = json!({ "location": bundle.place(ward) });
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let provider = wards.iter().rev().find_map(|ward| provider(bundle, ward));
    let sides = [
        stay.admission.map(|one| &one.taking),
        stay.discharge.map(|one| &one.leaving),
    ];
    let mut participants: Vec<Value> = Vec::new();
    for side in sides.into_iter().flatten() {
        let participant = participant(bundle.dossier, side);
        if !participants.contains(&participant) {
            participants.push(participant);
        }
    }
    json!({
        "status": status(stay),
        "class": { "system": CLASS, "code": "IMP", "display": "inpatient encounter" },
        "subject": bundle.patient(),
        "participant": participants,
        "period": {
            "start": stay.admission.map(|one| instant(one.at)),
            "end": stay.discharge.map(|one| instant(one.at)),
        },
        "hospitalization": {
            "admitSource": concept(stay.admission.map_or("", |one| &one.from)),
            "dischargeDisposition": concept(stay.discharge.map_or("", |one| &one.to)),
        },
        "location": places,
        "serviceProvider": provider,
    })
}

fn status(stay: &Stay<'_>) -> &'static str {
    match (stay.admission, stay.discharge) {
        (_, Some(_)) => "finished",
        (Some(admission), None) if admission.is_open() => "in-progress",
        (_, None) => "unknown",
    }
}

/// The organisation of a ward, where the care team or the practice has one of that name.
fn provider(bundle: &mut Bundle<'_>, ward: &str) -> Option<Value> {
    let dossier = bundle.dossier;
    if is_blank(ward) {
        return None;
    }
    if let Some(member) = dossier.member_named(ward) {
        return (member.role == Role::Service).then(|| link(member.id.0));
    }
    let wanted = fold(ward);
    let is_known = |member: &Member| !wanted.is_empty() && fold(&member.organisation) == wanted;
    let known = dossier.records.team.iter().any(is_known);
    known.then(|| bundle.organisation(ward, ""))
}

/// Who answered for them there; in words where the record does not know them.
fn participant(dossier: &Dossier, side: &Side) -> Value {
    if is_blank(&side.words()) {
        return Value::Null;
    }
    let known = dossier
        .member_named(&side.name)
        .filter(|member| member.role != Role::Service);
    json!({
        "type": [concept(&format!("Answers for them there: {}", side.words()))],
        "individual": known.map_or(Value::Null, |member| link(member.id.0)),
    })
}
