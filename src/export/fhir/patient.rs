//! Patient, the conditions as the source worded them, and the flag for how to communicate.

use serde_json::{Value, json};

use super::bundle::Bundle;
use super::identity::derived;
use super::tidy::is_blank;
use super::value::{SNOMED, coded, concept, contact_point, date, date_of, link};
use crate::domain::access::{FlagConsent, Subset};
use crate::domain::person::{Gender, Leaving, LocalId, Person, PhoneUse, Status};
use crate::domain::team::Role;
use crate::export::codes::REASONABLE_ADJUSTMENTS;

const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";
const VERIFICATION: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
const ETHNICITY: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory";
const RELIGION: &str = "http://hl7.org/fhir/StructureDefinition/patient-religion";
const ACCESS: &str = "Communication and access needs";
const ADJUSTED: &str =
    "Requires reasonable adjustments for health and care access (Equality Act 2010)";
const VERIFICATION_CODES: &str =
    "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland";

/// Adds the person, their practice, conditions and communication needs.
pub fn add(bundle: &mut Bundle<'_>) {
    let person = bundle.dossier.person();
    let practice = bundle.organisation(&person.practice.name, &person.practice.code);
    let gp = bundle
        .dossier
        .holder(Role::NamedGp)
        .map_or(Value::Null, |member| link(member.id.0));
    let died = matches!(
        person.status,
        Status::Left {
            how: Leaving::Died,
            ..
        }
    );
    let fields = json!({
        "extension": extensions(person),
        "identifier": identifiers(person),
        "active": person.status.is_open(),
        "name": names(person),
        "telecom": telecom(person),
        "gender": gender(person.gender),
        "birthDate": date_of(person.born_on),
        // The day they left the caseload need not be the day of their death.
        "deceasedBoolean": if died { Value::Bool(true) } else { Value::Null },
        "address": address(person),
        "generalPractitioner": [gp, practice],
    });
    bundle.add("Patient", person.id.0, fields);
    for condition in &person.conditions {
        add_condition(bundle, condition);
    }
    add_flags(bundle);
}

/// Ethnicity and religion in the words in which they were said: a code would claim that somebody chose it.
fn extensions(person: &Person) -> Vec<Value> {
    [(ETHNICITY, &person.ethnicity), (RELIGION, &person.religion)]
        .into_iter()
        .filter(|(_, words)| !is_blank(words))
        .map(|(url, words)| json!({ "url": url, "valueCodeableConcept": concept(words) }))
        .collect()
}

fn identifiers(person: &Person) -> Vec<Value> {
    let nhs_number = person.nhs_number.map(|number| {
        json!({
            "extension": [{
                "url": VERIFICATION,
                // This program is not connected to the national register and cannot say more (STANDARDS D1).
                "valueCodeableConcept": coded(VERIFICATION_CODES, "02", "Number present but not traced", ""),
            }],
            "use": "official",
            "system": NHS_NUMBER,
            "value": number.digits(),
        })
    });
    nhs_number
        .into_iter()
        .chain(person.local_ids.iter().map(local_identifier))
        .collect()
}

/// An identifier of another system. Its system is known by its label only.
fn local_identifier(id: &LocalId) -> Value {
    if is_blank(&id.value) {
        return Value::Null;
    }
    let slug: Vec<String> = id
        .label
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let system = if slug.is_empty() {
        "urn:caseload:local-id".to_owned()
    } else {
        format!("urn:caseload:local-id:{}", slug.join("-"))
    };
    json!({ "type": concept(&id.label), "system": system, "value": id.value })
}

fn names(person: &Person) -> Value {
    let name = &person.name;
    let usual = if is_blank(&name.preferred) || name.preferred == name.given {
        Value::Null
    } else {
        json!({ "use": "nickname", "given": [name.preferred] })
    };
    let full: Vec<&str> = [&name.title, &name.given, &name.family]
        .into_iter()
        .filter(|part| !is_blank(part))
        .map(|part| part.trim())
        .collect();
    let official = if full.is_empty() {
        Value::Null
    } else {
        json!({
            "use": "official",
            "text": full.join(" "),
            "family": name.family,
            "given": [name.given],
            "prefix": [name.title],
        })
    };
    json!([official, usual])
}

fn telecom(person: &Person) -> Vec<Value> {
    // They stand in the order in which the person wants to be rung.
    let phones = person.phones.iter().zip(1_u32..).map(|(phone, rank)| {
        let usage = match phone.usage {
            PhoneUse::Home => "home",
            PhoneUse::Mobile => "mobile",
            PhoneUse::Work => "work",
            PhoneUse::Other => "",
        };
        let mut point = contact_point("phone", &phone.number, usage);
        if let Some(point) = point.as_object_mut() {
            point.insert("rank".to_owned(), json!(rank));
        }
        point
    });
    phones
        .chain([contact_point("email", &person.email, "")])
        .collect()
}

fn gender(gender: Gender) -> &'static str {
    match gender {
        Gender::Female => "female",
        Gender::Male => "male",
        Gender::Other => "other",
        Gender::Unknown => "unknown",
    }
}

fn address(person: &Person) -> Value {
    let address = &person.address;
    let lines: Vec<&String> = address
        .lines
        .iter()
        .filter(|line| !is_blank(line))
        .collect();
    let mut all = Vec::new();
    if !lines.is_empty() || !is_blank(&address.postcode) {
        all.push(json!({ "use": "home", "line": lines, "postalCode": address.postcode }));
    }
    if !is_blank(&address.elsewhere) {
        all.push(json!({ "use": "temp", "text": address.elsewhere }));
    }
    if all.is_empty() {
        return Value::Null;
    }
    Value::Array(all)
}

/// A condition as the source list worded it. Nobody here has verified it, so it claims no status.
fn add_condition(bundle: &mut Bundle<'_>, words: &str) {
    if is_blank(words) {
        return;
    }
    let person = bundle.dossier.person().id;
    let fields = json!({ "code": concept(words), "subject": link(person.0) });
    bundle.add(
        "Condition",
        derived("condition", &format!("{person} {words}")),
        fields,
    );
}

/// The flags that other systems show to everybody who opens the record (STANDARDS D6): the summary, each of the four
/// subsets, and the reasonable adjustments where the person agreed to that flag.
///
/// The subsets are reference sets of codes, not codes: what is needed goes out in words.
fn add_flags(bundle: &mut Bundle<'_>) {
    let person = bundle.dossier.person();
    let Some(access) = &person.access else {
        return;
    };
    let (id, open) = (person.id.to_string(), person.status.is_open());
    let mut flags = vec![(id.clone(), ACCESS, concept(&access.text))];
    for subset in Subset::ALL {
        let words = access.of(subset).join("; ");
        flags.push((
            format!("{id} {}", subset.title()),
            subset.title(),
            concept(&words),
        ));
    }
    if let Some(adjustments) = &access.adjustments
        && adjustments.consent == FlagConsent::Given
    {
        let words = adjustments.what.join("; ");
        let code = if is_blank(&words) {
            Value::Null
        } else {
            coded(SNOMED, REASONABLE_ADJUSTMENTS, ADJUSTED, &words)
        };
        flags.push((format!("{id} adjustments"), ADJUSTED, code));
    }
    for (id, category, code) in flags {
        if code
            .get("text")
            .and_then(Value::as_str)
            .is_none_or(is_blank)
        {
            continue;
        }
        let fields = json!({
            "status": if open { "active" } else { "inactive" },
            "category": [concept(category)],
            "code": code,
            "subject": bundle.patient(),
            "period": { "start": date(access.on) },
        });
        bundle.add("Flag", derived("access", &id), fields);
    }
}
