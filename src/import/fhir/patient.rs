//! Reads a FHIR Patient: names, identifiers, ways to reach them, address, dates, GP and practice.

use chrono::NaiveDate;

use super::care::Lookup;
use super::text::{self, Sink};
use super::{Entry, reference};
use crate::import::incoming::{Gender, Incoming, PhoneUse};
use crate::import::json::Json;
use crate::import::names;
use crate::import::reach;
use crate::import::values::{self, Doubt};
use crate::import::visible::tidy;

/// The systems that mean an NHS number: the present one (STANDARDS D11) and two that older bundles use.
const NHS_NUMBER: [&str; 3] = [
    "https://fhir.nhs.uk/id/nhs-number",
    "http://fhir.nhs.net/id/nhs-number",
    "urn:oid:2.16.840.1.113883.2.1.4.1",
];

/// Kinds of identifier that are none of a care coordinator's business: social security, driving licence, passport.
const NOT_TAKEN: [&str; 3] = ["SS", "DL", "PPN"];

/// The most numbers of other systems kept.
const MAX_IDS: usize = 20;

const ASK: &str = "Ask the sender for a corrected bundle.";

/// Reads the Patient of an entry. What is wrong goes to the sink.
pub fn read(entry: &Entry<'_>, lookup: &Lookup<'_>, today: NaiveDate, sink: &mut Sink) -> Incoming {
    let patient = entry.resource;
    let mut person = Incoming {
        row: entry.number,
        ..Incoming::default()
    };
    read_names(patient, &mut person, sink);
    read_identifiers(patient, &mut person, sink);
    read_dates(patient, &mut person, today, sink);
    read_telecom(patient, &mut person, sink);
    read_address(patient, &mut person, sink);
    person.gender = match patient.text_at("gender") {
        Some("female") => Gender::Female,
        Some("male") => Gender::Male,
        Some("other") => Gender::Other,
        _ => Gender::Unknown,
    };
    person.language = language(patient).and_then(|words| sink.take("Patient.communication", words));
    read_practice(patient, lookup, &mut person, sink);
    if patient.get("active") == Some(&Json::Bool(false)) {
        sink.warn(
            "Patient.active",
            "false",
            "The sender no longer uses this record",
            "Check that this is the right record before bringing the person in.",
        );
    }
    person
}

fn read_names(patient: &Json, person: &mut Incoming, sink: &mut Sink) {
    let all = patient.list_at("name");
    let Some(name) = text::current_name(all) else {
        sink.refuse("Patient.name", "", "There is no name", ASK);
        return;
    };
    let mut part = |words: &str| sink.take("Patient.name", words).unwrap_or_default();
    let mut family = part(name.text_at("family").unwrap_or_default());
    let mut given = part(&text::joined(name, "given"));
    let mut title = part(&text::joined(name, "prefix"));
    let mut preferred = all
        .iter()
        .find(|other| other.text_at("use") == Some("nickname"))
        .or_else(|| {
            all.iter()
                .find(|other| other.text_at("use") == Some("usual"))
        })
        .map(|other| {
            let first = text::joined(other, "given");
            part(if first.is_empty() {
                other.text_at("text").unwrap_or_default()
            } else {
                &first
            })
        })
        .unwrap_or_default();
    if family.is_empty() && given.is_empty() {
        let whole = names::parse(&part(name.text_at("text").unwrap_or_default()));
        family = whole.family;
        given = whole.given;
        if title.is_empty() {
            title = whole.title;
        }
    }
    if family.is_empty() {
        sink.refuse("Patient.name", &given, "There is no family name", ASK);
        return;
    }
    for part in [&family, &given] {
        let letters = part.chars().count();
        if letters > names::LONGEST {
            let cut: String = part.chars().take(40).chain("...".chars()).collect();
            let reason = format!(
                "A name has at most {} letters, and this has {letters}",
                names::LONGEST
            );
            sink.refuse("Patient.name", &cut, &reason, ASK);
            return;
        }
    }
    if given.is_empty() {
        sink.warn(
            "Patient.name",
            &family,
            "The person has one name only",
            "Check whether a first name is missing.",
        );
    }
    person.family_name = names::ordinary_case(&family);
    person.given_names = names::given_case(&given);
    let title = names::title(&title).map_or(title, ToOwned::to_owned);
    person.title = Some(title).filter(|title| !title.is_empty());
    let first = given.split(' ').next().unwrap_or_default();
    if preferred.eq_ignore_ascii_case(first) || preferred.eq_ignore_ascii_case(&given) {
        preferred.clear();
    }
    person.preferred_name = Some(preferred).filter(|name| !name.is_empty());
}

fn read_identifiers(patient: &Json, person: &mut Incoming, sink: &mut Sink) {
    for identifier in patient.list_at("identifier") {
        let Some(value) = identifier.text_at("value") else {
            continue;
        };
        if identifier.text_at("use") == Some("old") {
            continue;
        }
        let system = identifier.text_at("system").unwrap_or_default();
        if NHS_NUMBER.contains(&system.to_lowercase().as_str()) {
            let Some(value) = sink.take("Patient.identifier", value) else {
                continue;
            };
            match values::nhs_number(&value) {
                Ok(number) if person.nhs_number.is_some() && number != person.nhs_number => {
                    sink.refuse(
                        "Patient.identifier",
                        &value,
                        "The person has two NHS numbers",
                        "Ask the sender which is right.",
                    );
                }
                Ok(number) => person.nhs_number = number,
                Err(doubt) => sink.refuse("Patient.identifier", &value, &doubt.reason, ASK),
            }
            continue;
        }
        let kind = identifier.get("type");
        if text::has_code(kind, &NOT_TAKEN)
            || system.ends_with("us-ssn")
            || person.local_ids.len() >= MAX_IDS
        {
            continue;
        }
        let label = kind
            .and_then(text::concept_words)
            .unwrap_or(if system.is_empty() { "number" } else { system });
        let (label, value) = (
            sink.take("Patient.identifier", label),
            sink.take("Patient.identifier", value),
        );
        if let (Some(label), Some(value)) = (label, value) {
            // A second entry for the same number is kept only if it says better what the number is.
            match person
                .local_ids
                .iter_mut()
                .find(|(_, known)| *known == value)
            {
                Some((known, _)) if known.contains("://") => *known = label,
                Some(_) => {}
                None => person.local_ids.push((label, value)),
            }
        }
    }
}

fn read_dates(patient: &Json, person: &mut Incoming, today: NaiveDate, sink: &mut Sink) {
    match patient.text_at("birthDate") {
        None => sink.warn(
            "Patient.birthDate",
            "",
            "There is no date of birth",
            "Add it if it is known: it tells people of the same name apart.",
        ),
        Some(text) if is_part_of_date(text) => sink.warn(
            "Patient.birthDate",
            text,
            "Only the year or month of birth is given; it was left out",
            "Add the date of birth once the person is in.",
        ),
        Some(text) => match fhir_date(text).and_then(|day| values::check_birth_date(day, today)) {
            Ok(day) => person.born_on = day,
            Err(doubt) => sink.refuse("Patient.birthDate", text, &doubt.reason, ASK),
        },
    }
    person.died = patient.get("deceasedBoolean") == Some(&Json::Bool(true));
    if let Some(text) = patient.text_at("deceasedDateTime") {
        person.died = true;
        if !is_part_of_date(text) {
            match fhir_date(text)
                .and_then(|day| values::check_death_date(day, person.born_on, today))
            {
                Ok(day) => person.died_on = day,
                Err(doubt) => sink.refuse("Patient.deceased", text, &doubt.reason, ASK),
            }
        }
    }
}

/// Says whether a FHIR date is a year, or a year and month.
fn is_part_of_date(text: &str) -> bool {
    matches!(text.len(), 4 | 7) && text.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// Reads the day of a FHIR date or dateTime as it is written, whatever its zone.
fn fhir_date(text: &str) -> Result<Option<NaiveDate>, Doubt> {
    let day = values::without_time(text.trim());
    NaiveDate::parse_from_str(day, "%Y-%m-%d")
        .ok()
        .filter(|_| day.len() == 10)
        .map(Some)
        .ok_or_else(|| Doubt::new("This is not a date, or a day that does not exist", ASK))
}

fn read_telecom(patient: &Json, person: &mut Incoming, sink: &mut Sink) {
    for point in patient.list_at("telecom") {
        let Some(value) = point.text_at("value") else {
            continue;
        };
        if point.text_at("use") == Some("old")
            || point
                .get("period")
                .is_some_and(|period| period.text_at("end").is_some())
        {
            continue;
        }
        let purpose = match (point.text_at("system"), point.text_at("use")) {
            (Some("email"), _) => {
                if person.email.is_none() {
                    person.email = sink
                        .take("Patient.telecom", value)
                        .and_then(|text| reach::email(&text));
                }
                continue;
            }
            (Some("sms"), _) | (Some("phone"), Some("mobile")) => PhoneUse::Mobile,
            (Some("phone"), Some("home")) => PhoneUse::Home,
            (Some("phone"), Some("work")) => PhoneUse::Work,
            (Some("phone"), _) => PhoneUse::Other,
            _ => continue,
        };
        if let Some(number) = sink.take("Patient.telecom", value) {
            if reach::digits(&number).len() >= 3 {
                person.add_phone(purpose, number);
            } else {
                sink.warn(
                    "Patient.telecom",
                    &number,
                    "This is not a telephone number; it was left out",
                    "Add the number once the person is in.",
                );
            }
        }
    }
}

fn read_address(patient: &Json, person: &mut Incoming, sink: &mut Sink) {
    let rank = |address: &&Json| match address.text_at("use") {
        Some("home") => 0,
        None => 1,
        Some("temp") => 2,
        Some("old") => 9,
        Some(_) => 3,
    };
    let all = patient.list_at("address");
    let Some(address) = all
        .iter()
        .filter(|address| address.text_at("use") != Some("old"))
        .min_by_key(rank)
    else {
        return;
    };
    let mut lines: Vec<&str> = match address.get("line") {
        Some(Json::List(lines)) => lines.iter().filter_map(Json::text).collect(),
        _ => Vec::new(),
    };
    lines.extend(
        ["city", "district", "state"]
            .into_iter()
            .filter_map(|member| address.text_at(member)),
    );
    if lines.is_empty() {
        lines.extend(
            address
                .text_at("text")
                .into_iter()
                .flat_map(|text| text.split(['\n', ','])),
        );
    }
    let home = ["GB", "GBR", "UK", "England", "United Kingdom"];
    lines.extend(
        address
            .text_at("country")
            .filter(|country| !home.contains(country)),
    );
    for line in lines {
        if let Some(line) = sink.take("Patient.address", line) {
            person.add_address_line(line);
        }
    }
    person.postcode = address
        .text_at("postalCode")
        .and_then(|code| sink.take("Patient.address", code))
        .map(|code| reach::uk_postcode(&code).unwrap_or(code));
}

fn language(patient: &Json) -> Option<&str> {
    let all = patient.list_at("communication");
    all.iter()
        .find(|one| one.get("preferred") == Some(&Json::Bool(true)))
        .or_else(|| all.first())
        .and_then(|one| text::concept(one.get("language")))
}

fn read_practice(patient: &Json, lookup: &Lookup<'_>, person: &mut Incoming, sink: &mut Sink) {
    for element in patient.list_at("generalPractitioner") {
        if let Some(found) = lookup.contact(patient, element) {
            if found.is_service {
                person.practice_name = Some(found.name);
                person.practice_code = found.code;
            } else {
                person.named_gp = Some(found.name);
                if person.practice_name.is_none() {
                    person.practice_name = found.organisation;
                }
            }
        } else if let Some(display) = element
            .text_at("display")
            .and_then(|text| sink.take("Patient.generalPractitioner", text))
        {
            if reference::kind_of(element) == Some("Organization") {
                person.practice_name = Some(display);
            } else {
                person.named_gp = Some(tidy(&display).into_owned());
            }
        }
    }
}
