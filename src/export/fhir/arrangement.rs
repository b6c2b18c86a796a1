//! What the plan arranges, in FHIR: what services do as activities, end-of-life care and an advance statement as flags
//! that everybody sees who opens the record, everything else as notes in words.
//!
//! Deliberately not here: Consent and codes for wishes and decisions, which would have to be guessed.

use serde_json::{Value, json};

use super::bundle::Bundle;
use super::identity::derived;
use super::value::{SNOMED, coded, concept, date_of, labelled_note, link, period};
use crate::domain::arrangement::{
    ArrangementKind, Entry, Intervention, Naming, Paper, repetitions,
};
use crate::domain::plan::Plan;
use crate::domain::say;
use crate::export::codes::HAS_ADVANCE_STATEMENT;

/// What services do, each as an activity of the plan.
pub fn activities(bundle: &mut Bundle<'_>, plan: &Plan) -> Vec<Value> {
    let all = plan.arrangements.interventions.iter();
    all.map(|one| activity(bundle, one)).collect()
}

fn activity(bundle: &mut Bundle<'_>, one: &Intervention) -> Value {
    let today = bundle.dossier.today();
    let status = if one.until_on.is_some_and(|until| until < today) {
        "completed"
    } else if one.from_on.is_some_and(|from| from > today) {
        "scheduled"
    } else {
        "in-progress"
    };
    let said = [("", &one.how_often), ("for ", &one.for_what)];
    let description = said
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(label, text)| format!("{label}{text}"))
        .collect::<Vec<_>>()
        .join("; ");
    // Somebody of the care team is in the bundle already; whoever is not is taken for an organisation.
    let performer = match bundle.dossier.member_named(&one.organisation) {
        Some(member) => link(member.id.0),
        None => bundle.organisation(&one.organisation, ""),
    };
    json!({
        "detail": {
            "code": concept(&one.in_full()),
            "status": status,
            "scheduledPeriod": period(one.from_on, one.until_on),
            "performer": [performer],
            "description": description,
        }
    })
}

/// Everything else in words, a note each, in the order of the plan.
pub fn notes(bundle: &Bundle<'_>, plan: &Plan) -> Vec<Value> {
    let today = bundle.dossier.today();
    let mut notes = Vec::new();
    for kind in ArrangementKind::ALL {
        if kind == ArrangementKind::Intervention {
            continue;
        }
        for entry in plan.arrangements.entries(kind, today) {
            notes.push(labelled_note(kind.heading(), &told(bundle, plan, &entry)));
        }
    }
    let twice = repetitions(&plan.arrangements.interventions, today);
    notes.extend(
        twice
            .iter()
            .map(|pair| labelled_note("For a look", &pair.says())),
    );
    notes
}

fn told(bundle: &Bundle<'_>, plan: &Plan, entry: &Entry) -> String {
    let team = bundle.dossier.everybody_in_the_team();
    let today = bundle.dossier.today();
    let naming = Naming {
        team: &team,
        today,
        warning: &|member| bundle.dossier.told(member).warning().to_owned(),
    };
    let facts = plan.arrangements.facts(entry.kind, entry.id, naming);
    let over = entry.ended_on;
    let over = over.map(|on| format!("ended {}", say::birth(on)));
    let told = facts
        .into_iter()
        .map(|fact| format!("{}: {}", fact.label, fact.value));
    let lines = bundle.dossier.lines_of(plan, entry);
    over.into_iter()
        .chain(told)
        .chain(lines)
        .collect::<Vec<_>>()
        .join("; ")
}

/// Adds what everybody has to see who opens the record.
pub fn add_flags(bundle: &mut Bundle<'_>, plan: &Plan) {
    let person = bundle.dossier.person();
    let id = person.id.to_string();
    let status = if person.status.is_open() {
        "active"
    } else {
        "inactive"
    };
    if let Some(time) = plan.arrangements.end_of_life_now() {
        let fields = json!({
            "status": status,
            "category": [concept("End-of-life care")],
            "code": concept("End-of-life care: the plan is reviewed every day"),
            "subject": bundle.patient(),
            "period": { "start": date_of(time.since_on) },
        });
        bundle.add("Flag", derived("end-of-life", &id), fields);
    }
    let wishes = plan.arrangements.wishes.as_ref();
    if let Some(wishes) = wishes.filter(|wishes| wishes.statement == Paper::Yes) {
        let text = with_paper("Has advance statement", &wishes.statement_at);
        let display = "Has advance statement (Mental Capacity Act 2005)";
        let fields = json!({
            "status": status,
            "category": [concept("Advance statement")],
            "code": coded(SNOMED, HAS_ADVANCE_STATEMENT, display, &text),
            "subject": bundle.patient(),
            "period": { "start": date_of(wishes.said_on) },
        });
        bundle.add("Flag", derived("advance-statement", &id), fields);
    }
    // Both in words: no code for either is confirmed (STANDARDS D7).
    if let Some(wishes) = wishes.filter(|wishes| wishes.refusal == Paper::Yes) {
        let fields = json!({
            "status": status,
            "category": [concept("Advance decision to refuse treatment")],
            "code": concept(&with_paper("Has an advance decision to refuse treatment", &wishes.refusal_at)),
            "subject": bundle.patient(),
            "period": { "start": date_of(wishes.said_on) },
        });
        bundle.add("Flag", derived("refusal-of-treatment", &id), fields);
    }
    if let Some(cpr) = plan.arrangements.cpr.as_ref()
        && !cpr.decision.trim().is_empty()
    {
        let fields = json!({
            "status": status,
            "category": [concept("Decision about resuscitation")],
            "code": concept(&with_paper(&cpr.decision, &cpr.kept_at)),
            "subject": bundle.patient(),
            "period": { "start": date_of(cpr.on) },
        });
        bundle.add("Flag", derived("resuscitation", &id), fields);
    }
}

/// What is so, and where the paper is that says it.
fn with_paper(what: &str, at: &str) -> String {
    if at.trim().is_empty() {
        what.to_owned()
    } else {
        format!("{what}; the paper: {at}")
    }
}
