//! A service of the directory as `HealthcareService` (UK Core), for whatever names one.
//!
//! Places and the address are words in `extraDetails`: FHIR wants a Location for each, and a directory kept by hand knows
//! no more of them than their names. Red flags stand first there, for they are what is read.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::bundle::Bundle;
use super::tidy::{is_blank, tidy};
use super::value::{concept, contact_point, date, note};
use crate::domain::service::Service;

/// The resource by itself; its id is the service's own. `today` is the day in London, which says what is stale.
pub fn healthcare_service(service: &Service, today: NaiveDate) -> Value {
    let mut resource = fields(service, today);
    resource["resourceType"] = "HealthcareService".into();
    resource["id"] = service.id.to_string().into();
    resource["meta"] = json!({
        "profile": ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-HealthcareService"],
    });
    tidy(resource).0
}

/// Adds the services that the person's items name, each once.
pub fn add(bundle: &mut Bundle<'_>) {
    let today = bundle.dossier.today();
    for service in &bundle.dossier.records.services {
        bundle.share("HealthcareService", service.id.0, fields(service, today));
    }
}

/// Its fields; whatever is empty goes in the last pass.
fn fields(service: &Service, today: NaiveDate) -> Value {
    let mut telecom: Vec<Value> = service
        .phones
        .iter()
        .map(|phone| contact_point("phone", phone, ""))
        .collect();
    telecom.push(contact_point("email", &service.email, ""));
    telecom.push(contact_point("url", &service.web, ""));
    let needs: Vec<Value> = service.needs.iter().map(|need| concept(need)).collect();
    let eligibility = if is_blank(&service.access) {
        Value::Null
    } else {
        json!([{ "comment": escaped(&service.access) }])
    };
    let referral = if is_blank(&service.refer) {
        Value::Null
    } else {
        json!([concept(&service.refer)])
    };
    let closed = service.closed.as_ref().map_or(Value::Null, |closed| {
        json!([{
            "description": format!("Closed: {}", closed.because),
            "during": { "start": date(closed.on) },
        }])
    });
    json!({
        "active": service.is_open(),
        "category": [concept(service.sector.word())],
        "type": needs,
        "name": service.name,
        "comment": service.does,
        "extraDetails": details(service, today),
        "telecom": telecom,
        "eligibility": eligibility,
        "referralMethod": referral,
        "notAvailable": closed,
        "availabilityExceptions": service.hours,
    })
}

/// What FHIR has no field for, as Markdown that says only its words.
fn details(service: &Service, today: NaiveDate) -> String {
    let address = format!("{} {}", service.address, service.postcode);
    let parts = [
        ("Wrong place", service.red_flags.clone()),
        ("Places", service.places.join(", ")),
        ("Address", address.trim().to_owned()),
        ("Notes", service.notes.clone()),
        ("Last checked", service.last_checked(today)),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, text)| !is_blank(text))
        .map(|(label, text)| escaped(&format!("{label}: {text}")))
        .collect();
    parts.join("\n\n")
}

/// Words in a field of Markdown.
fn escaped(text: &str) -> String {
    note(text)["text"].as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::ServiceId;
    use crate::domain::service::{Checked, Closed, Sector};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// A service with everything that one can have.
    fn whole() -> Service {
        Service {
            id: ServiceId(Uuid::from_u128(0x5e01)),
            name: "Money Advice".to_owned(),
            does: "Advice on debt, with letters and forms.".to_owned(),
            needs: vec!["debt".to_owned(), "benefits".to_owned()],
            places: vec!["Northfield".to_owned()],
            sector: Sector::Voluntary,
            access: "anybody over 18".to_owned(),
            red_flags: "bailiffs at the door: [duty line]".to_owned(),
            refer: "they ring themselves".to_owned(),
            phones: vec!["01632 960 301".to_owned(), "07700 900 301".to_owned()],
            email: "help@money.example".to_owned(),
            web: "https://money.example".to_owned(),
            address: "3 Mill Lane".to_owned(),
            postcode: "ZZ99 3VZ".to_owned(),
            hours: "Mon to Fri 9 to 4".to_owned(),
            checked: Some(Checked {
                on: day("2026-02-02"),
                by: "A. Okafor".to_owned(),
            }),
            notes: String::new(),
            closed: None,
            source: String::new(),
        }
    }

    #[test]
    fn everything_that_is_known_has_its_field() {
        let resource = healthcare_service(&whole(), day("2026-03-02"));
        assert_eq!(resource["resourceType"], "HealthcareService");
        assert_eq!(resource["active"], true);
        assert_eq!(resource["type"][1]["text"], "benefits");
        assert_eq!(resource["telecom"][1]["value"], "07700 900 301");
        assert_eq!(resource["telecom"][3]["system"], "url");
        assert_eq!(resource["eligibility"][0]["comment"], "anybody over 18");
        assert_eq!(
            resource["referralMethod"][0]["text"],
            "they ring themselves"
        );
        let details = resource["extraDetails"].as_str().expect("details");
        assert!(
            details.starts_with("Wrong place: bailiffs at the door: \\[duty line\\]"),
            "{details}"
        );
        assert!(
            details.contains("Last checked: Mon 2 Feb 2026"),
            "{details}"
        );
        assert!(resource.get("notAvailable").is_none(), "it is open");
    }

    #[test]
    fn a_closed_one_is_not_active_and_says_since_when() {
        let mut service = whole();
        service.closed = Some(Closed {
            on: day("2026-02-27"),
            because: "funding ended".to_owned(),
            by: "A. Okafor".to_owned(),
        });
        let resource = healthcare_service(&service, day("2026-03-02"));
        assert_eq!(resource["active"], false);
        assert_eq!(
            resource["notAvailable"][0],
            json!({ "description": "Closed: funding ended", "during": { "start": "2026-02-27" } })
        );
    }

    #[test]
    fn nothing_empty_is_left_of_a_service_of_which_only_the_name_is_known() {
        let bare = Service {
            name: "Bins".to_owned(),
            does: String::new(),
            needs: Vec::new(),
            places: Vec::new(),
            access: String::new(),
            red_flags: String::new(),
            refer: String::new(),
            phones: Vec::new(),
            email: String::new(),
            web: String::new(),
            address: String::new(),
            postcode: String::new(),
            hours: String::new(),
            checked: None,
            ..whole()
        };
        let resource = healthcare_service(&bare, day("2026-03-02"));
        let mut fields: Vec<&String> = resource.as_object().expect("fields").keys().collect();
        fields.sort();
        assert_eq!(
            fields,
            [
                "active",
                "category",
                "extraDetails",
                "id",
                "meta",
                "name",
                "resourceType"
            ]
        );
    }
}
