//! The care team: professionals, services, carers and family, each with the days on which they held their place.

use serde_json::{Value, json};
use uuid::Uuid;

use super::bundle::Bundle;
use super::identity::derived;
use super::tidy::is_blank;
use super::value::{
    SNOMED, coded, concept, dated_note, labelled_note, link, note, period, telecom,
};
use crate::domain::carer::{Assessment, Carer};
use crate::domain::person::Status;
use crate::domain::team::{Member, Reach, Role, Tie};
use crate::export::codes::CARE_COORDINATOR;
use crate::export::dossier::Dossier;
use crate::export::outline::variation;

const RELATIONSHIP: &str =
    "https://fhir.hl7.org.uk/CodeSystem/UKCore-AdditionalPersonRelationshipRole";

/// What a contact is to somebody, as HL7 has it; the relationships of UK Core draw on it.
const CONTACT_ROLE: &str = "http://terminology.hl7.org/CodeSystem/v2-0131";

/// Adds every member, past and present, and the team itself.
pub fn add(bundle: &mut Bundle<'_>) {
    for member in &bundle.dossier.records.team {
        match member.role {
            Role::Carer | Role::Family => add_related(bundle, member),
            Role::Service => add_service(bundle, member),
            Role::Lead | Role::Navigator | Role::NamedGp | Role::Professional => {
                add_professional(bundle, member);
            }
        }
    }
    add_team(bundle);
}

/// The id of a person's care team.
pub fn team_id(bundle: &Bundle<'_>) -> Uuid {
    derived("care team", &bundle.dossier.person().id.to_string())
}

fn add_professional(bundle: &mut Bundle<'_>, member: &Member) {
    let id = derived("practitioner", &member.id.to_string());
    bundle.share(
        "Practitioner",
        id,
        json!({
            "name": [{ "text": named(member) }],
            "telecom": telecom(&member.phone, &member.email),
        }),
    );
    let organisation = bundle.organisation(&member.organisation, "");
    let fields = json!({
        "active": member.held_on(bundle.dossier.today()),
        "period": period(Some(member.from_on), member.until_on),
        "practitioner": link(id),
        "organization": organisation,
        "code": [role(member)],
        "specialty": [concept(&member.speciality)],
        "telecom": telecom(&member.phone, &member.email),
        "availabilityExceptions": availability(member),
    });
    bundle.share("PractitionerRole", member.id.0, fields);
}

fn add_service(bundle: &mut Bundle<'_>, member: &Member) {
    let part_of = bundle.organisation(&member.organisation, "");
    let fields = json!({
        "name": named(member),
        "telecom": telecom(&member.phone, &member.email),
        "partOf": part_of,
    });
    bundle.share("Organization", member.id.0, fields);
}

fn add_related(bundle: &mut Bundle<'_>, member: &Member) {
    let (code, display) = if member.role == Role::Carer {
        ("Carer", "Carer of patient")
    } else {
        ("Personal", "Personal relationship with the patient")
    };
    let ties = member.ties.iter().map(|tie| {
        let (code, display) = match tie {
            Tie::NextOfKin => ("N", "Next-of-Kin"),
            Tie::EmergencyContact => ("C", "Emergency Contact"),
        };
        coded(CONTACT_ROLE, code, display, tie.word())
    });
    let place = coded(RELATIONSHIP, code, display, &member.title);
    let relationship: Vec<Value> = [place].into_iter().chain(ties).collect();
    let fields = json!({
        "active": member.held_on(bundle.dossier.today()),
        "patient": bundle.patient(),
        "relationship": relationship,
        "name": [{ "text": named(member) }],
        "telecom": telecom(&member.phone, &member.email),
        "period": period(Some(member.from_on), member.until_on),
    });
    bundle.share("RelatedPerson", member.id.0, fields);
}

fn add_team(bundle: &mut Bundle<'_>) {
    let dossier = bundle.dossier;
    let person = dossier.person();
    let (status, left) = match &person.status {
        Status::Open => ("active", None),
        Status::Paused { .. } => ("suspended", None),
        Status::Left { on, .. } => ("inactive", Some(*on)),
    };
    let members = &dossier.records.team;
    let participants: Vec<Value> = members
        .iter()
        .map(|member| {
            json!({
                "role": [role(member)],
                "member": link(member.id.0),
                "period": period(Some(member.from_on), member.until_on),
            })
        })
        .collect();
    let told = person
        .told_coordinator
        .as_ref()
        .map_or(Value::Null, |told| {
            let said = format!("Told who coordinates the care: {}", told.whom.word());
            let text = [said, told.text.clone()]
                .into_iter()
                .chain(
                    told.parts()
                        .iter()
                        .map(|(label, words)| format!("{label}: {words}")),
                )
                .filter(|part| !is_blank(part))
                .collect::<Vec<_>>()
                .join("; ");
            dated_note(&text, Some(told.on))
        });
    let choosing = person.choosing.as_ref().map_or(Value::Null, |noted| {
        let text = format!("Their part in choosing who coordinates: {}", noted.text);
        dated_note(&text, Some(noted.on))
    });
    let notes: Vec<Value> = [told, choosing]
        .into_iter()
        .chain(members.iter().flat_map(|member| notes(dossier, member)))
        .collect();
    let fields = json!({
        "status": status,
        "name": "Care team",
        "subject": bundle.patient(),
        "period": period(Some(person.joined_on), left),
        "participant": participants,
        "reasonCode": [concept(&person.identified.because)],
        "note": notes,
    });
    bundle.add("CareTeam", team_id(bundle), fields);
}

/// The place that a member holds; the navigator's is the only one with a confirmed code.
fn role(member: &Member) -> Value {
    let text = if is_blank(&member.title) || member.role.is_personal() {
        member.role.word().to_owned()
    } else {
        format!("{} ({})", member.role.word(), member.title)
    };
    if member.role == Role::Navigator {
        coded(SNOMED, CARE_COORDINATOR, "Care coordinator", &text)
    } else {
        concept(&text)
    }
}

/// What FHIR has no field for.
fn notes(dossier: &Dossier, member: &Member) -> Vec<Value> {
    let about = |what: &str| format!("{} ({}), {what}", named(member), member.role.word());
    // A professional's is told with their role.
    let reach = if member.role.is_personal() || member.role == Role::Service {
        labelled_note(&about("can be reached"), reach(member))
    } else {
        Value::Null
    };
    let mut notes = vec![
        labelled_note(&about("does"), &member.does),
        labelled_note(&about("does by night"), &member.at_night),
        labelled_note(&about("if they stopped"), &member.if_stopped),
        labelled_note(&about("ring about"), &member.ring_for),
        reach,
        labelled_note(&about("may be told"), &dossier.may_be_told(member)),
        labelled_note(&about("words that work"), &member.words_that_work),
        labelled_note(&about("team"), &member.works_in),
        member.away.as_ref().map_or(Value::Null, |away| {
            let until = away
                .until_on
                .map_or_else(String::new, |last| format!(" until {last}"));
            let text = format!("ill or away from {}{until}", away.from_on);
            note(&listed_note(&about(&text), &away.because))
        }),
        member.handover.as_ref().map_or(Value::Null, |handover| {
            let about = about(&format!("handed over by {}", handover.by));
            labelled_note(&about, &handover.note)
        }),
    ];
    if let Some(recorded) = &member.variation {
        let parts = variation(recorded);
        notes.extend(
            parts
                .iter()
                .map(|(label, text)| labelled_note(&about(&lower(label)), text)),
        );
    }
    if let Some(carer) = &member.carer {
        notes.extend(themselves(carer, &about));
    }
    notes
}

/// How a carer is themselves: FHIR's `RelatedPerson` has no fields for it.
fn themselves(carer: &Carer, about: &dyn Fn(&str) -> String) -> Vec<Value> {
    let mut notes = Vec::new();
    if let Some(access) = &carer.access {
        let line = access.line();
        let line = if is_blank(&line) {
            "asked; no needs said"
        } else {
            &line
        };
        let text = format!("{}: {line}", about("how to communicate with them"));
        notes.push(dated_note(&text, Some(access.on)));
        if let Some(next) = access.review_on {
            let text = format!("access needs to be gone through again on {next}");
            notes.push(note(&about(&text)));
        }
    }
    for strain in &carer.strain {
        let text = format!("{}: {}", about("how it is for them"), strain.line());
        notes.push(dated_note(&text, Some(strain.on)));
    }
    if let Some(again) = carer.review_on {
        let text = format!("to be asked again on {again} how it is for them");
        notes.push(note(&about(&text)));
    }
    notes.push(labelled_note(&about("breaks"), &carer.breaks));
    notes.push(labelled_note(&about("own needs"), &carer.needs));
    notes.push(labelled_note(&about("supported by"), &carer.support));
    if carer.assessment != Assessment::NotOffered {
        let text = format!(
            "{}: {}",
            about("carer's assessment"),
            carer.assessment.word()
        );
        notes.push(dated_note(&text, carer.assessment_on));
    }
    if carer.is_person.is_some() {
        notes.push(note(&about("on the caseload themselves")));
    }
    notes
}

/// A label within a sentence.
fn lower(label: &str) -> String {
    let mut chars = label.chars();
    chars
        .next()
        .map(|first| first.to_lowercase().chain(chars).collect())
        .unwrap_or_default()
}

/// What is so, and why if somebody said it.
fn listed_note(what: &str, because: &str) -> String {
    if is_blank(because) {
        what.to_owned()
    } else {
        format!("{what}: {because}")
    }
}

fn availability(member: &Member) -> String {
    match reach(member) {
        "" => String::new(),
        when => format!("Can be reached {when}"),
    }
}

/// When they can be reached, where there is a way to reach them and somebody said when.
fn reach(member: &Member) -> &'static str {
    let no_way = is_blank(&member.phone) && is_blank(&member.email);
    if no_way || member.reach == Reach::NotRecorded {
        ""
    } else {
        member.reach.word()
    }
}

/// The name to show for a member; never empty.
fn named(member: &Member) -> &str {
    [&member.name, &member.title, &member.organisation]
        .into_iter()
        .find(|text| !is_blank(text))
        .map_or(member.role.word(), String::as_str)
}
