//! Open Referral UK: one service, a list of them, or a page of an API with `contents` (version 3) or `content`
//! (version 1). What belongs to a service is nested in it; a field that is missing is no fault.

use chrono::NaiveDate;
use serde_json::Value;

use super::super::Progress;
use super::super::fault::ImportFault;
use super::super::json;
use super::super::proposal::{Kind, Problem, Proposal};
use super::super::values;
use super::super::visible::{tidy_lines, visible};
use super::{IncomingService, MOST, nothing, several, text};
use crate::domain::service::{Checked, Closed, Service};

/// Names that only such a file has; one of them must occur before it is looked at any closer.
const TELLING: &[&str] = &[
    "\"contents\"",
    "\"content\"",
    "\"organization\"",
    "\"service_at_locations\"",
    "\"service_areas\"",
    "\"assured_date\"",
    "\"eligibility_description\"",
    "\"eligibilitys\"",
];

/// Members by which an object is a service.
const MARKS: &[&str] = &[
    "organization",
    "organization_id",
    "service_at_locations",
    "service_areas",
    "contacts",
    "schedules",
    "regular_schedules",
    "assured_date",
    "eligibility_description",
    "eligibilitys",
    "eligibility",
    "service_taxonomys",
    "cost_options",
];

/// Reads such a file; `None` where it is other JSON, or no JSON: its own reader says so then.
pub fn read(
    file: &str,
    whole: &str,
    today: NaiveDate,
    progress: Progress<'_>,
) -> Option<Result<Proposal, ImportFault>> {
    if whole.contains("\"resourceType\"") || !TELLING.iter().any(|mark| whole.contains(mark)) {
        return None;
    }
    // The limits of everything that is read as JSON hold here too.
    match json::parse(whole, progress) {
        Ok(_) => {}
        Err(ImportFault::Cancelled) => return Some(Err(ImportFault::Cancelled)),
        Err(_) => return None,
    }
    let value: Value = serde_json::from_str(whole).ok()?;
    let services = services(&value)?;
    if services.len() > MOST {
        return Some(Err(ImportFault::TooManyEntries(MOST)));
    }
    let mut proposal = Proposal::new(file, Kind::OpenReferral);
    proposal.rows = services.len();
    for (row, value) in (1..).zip(services) {
        let mut reader = Reader {
            row,
            bad: Vec::new(),
            warnings: Vec::new(),
        };
        let service = reader.service(value, today);
        if reader.bad.is_empty() {
            proposal.services.push(IncomingService { row, service });
            proposal.warnings.append(&mut reader.warnings);
        } else {
            proposal.bad.append(&mut reader.bad);
        }
    }
    if value
        .get("total_pages")
        .and_then(Value::as_u64)
        .is_some_and(|pages| pages > 1)
    {
        proposal
            .notes
            .push("This is one page of several: bring the others in too.".to_owned());
    }
    Some(Ok(proposal))
}

/// The services of a file.
fn services(value: &Value) -> Option<Vec<&Value>> {
    let list = match value {
        Value::Array(list) => list,
        Value::Object(fields) => match fields.get("contents").or_else(|| fields.get("content")) {
            Some(Value::Array(list)) => list,
            _ => return is_service(value).then(|| vec![value]),
        },
        _ => return None,
    };
    // One that is damaged is a bad row; a list in which none is a service is something else.
    list.iter().any(is_service).then(|| list.iter().collect())
}

fn is_service(value: &Value) -> bool {
    value.get("name").is_some() && MARKS.iter().any(|mark| value.get(mark).is_some())
}

/// Reads one service.
struct Reader {
    row: usize,
    bad: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Reader {
    fn problem(&self, column: &str, value: &str, reason: String, remedy: String) -> Problem {
        Problem {
            row: self.row,
            column: column.to_owned(),
            value: visible(value),
            reason,
            remedy,
        }
    }

    /// A text of the service, tidied; what cannot be kept makes the service bad.
    fn text(&mut self, value: &Value, name: &str) -> String {
        let raw = plain(&as_text(value.get(name)));
        match text(&raw) {
            Ok(text) => text,
            Err((reason, remedy)) => {
                self.bad.push(self.problem(name, &raw, reason, remedy));
                String::new()
            }
        }
    }

    fn first(&mut self, value: &Value, names: &[&str]) -> String {
        let found = names
            .iter()
            .find(|name| !as_text(value.get(**name)).trim().is_empty());
        found.map_or_else(String::new, |name| self.text(value, name))
    }

    fn service(&mut self, value: &Value, today: NaiveDate) -> Service {
        let mut service = nothing();
        if !value.is_object() {
            self.bad.push(self.problem(
                Problem::WHOLE_ROW,
                "",
                "This is no service".into(),
                "Ask whoever made the file for a sound one.".into(),
            ));
            return service;
        }
        service.source = self.text(value, "id");
        service.name = self.text(value, "name");
        if service.name.is_empty() && self.bad.is_empty() {
            self.bad.push(self.problem(
                "name",
                &service.source,
                "The service has no name".into(),
                "Name it in the file, or leave it out.".into(),
            ));
        }
        service.does = self.first(value, &["description", "summary"]);
        service.email = self.text(value, "email");
        service.web = self.text(value, "url");
        service.refer = self.text(value, "application_process");
        service.red_flags = self.text(value, "alert");
        service.access = self.access(value);
        service.hours = self.hours(value);
        service.needs = self.needs(value);
        self.places(value, &mut service);
        self.phones(value, &mut service);
        self.organisation(value, &mut service);
        self.notes(value, &mut service);
        self.assured(value, &mut service, today);
        let status = as_text(value.get("status")).trim().to_lowercase();
        if !matches!(status.as_str(), "" | "active" | "available") {
            service.closed = Some(Closed {
                on: today,
                because: format!("the file says: {}", visible(&status)),
                by: String::new(),
            });
        }
        service
    }

    fn access(&mut self, value: &Value) -> String {
        let mut parts = vec![self.text(value, "eligibility_description")];
        let (mut least, mut most) = (age(value, "minimum_age"), age(value, "maximum_age"));
        for one in list(value, &["eligibilitys", "eligibility"]) {
            parts.push(self.first(
                one,
                &["eligibility", "eligibility_description", "taxonomys"],
            ));
            least = least.or_else(|| age(one, "minimum_age"));
            most = most.or_else(|| age(one, "maximum_age"));
        }
        if let Some(Value::String(_)) = value.get("eligibility") {
            parts.push(self.text(value, "eligibility"));
        }
        parts.push(match (least, most) {
            (Some(least), Some(most)) => format!("aged {least} to {most}"),
            (Some(least), None) => format!("aged {least} and over"),
            (None, Some(most)) => format!("aged up to {most}"),
            (None, None) => String::new(),
        });
        joined(parts, "; ")
    }

    fn hours(&mut self, value: &Value) -> String {
        let parts = list(value, &["schedules", "regular_schedules"])
            .iter()
            .map(|one| {
                let said = self.text(one, "description");
                let days = days(&as_text(one.get("byday")));
                let (opens, closes) = (time(one, "opens_at"), time(one, "closes_at"));
                let span = if opens.is_empty() || closes.is_empty() {
                    String::new()
                } else {
                    format!("{opens} to {closes}")
                };
                joined(vec![said, days, span], " ")
            })
            .collect();
        joined(parts, "; ")
    }

    fn needs(&mut self, value: &Value) -> Vec<String> {
        let mut needs = Vec::new();
        for one in list(value, &["attributes", "service_taxonomys"]) {
            let term = one.get("taxonomy_term").or_else(|| one.get("taxonomy"));
            let name = match term {
                Some(term) => self.text(term, "name"),
                None => self.first(one, &["label", "value"]),
            };
            needs.push(name);
        }
        several(&needs.join(";"), &[';'])
    }

    fn places(&mut self, value: &Value, service: &mut Service) {
        let mut places = Vec::new();
        for one in list(value, &["service_areas"]) {
            places.push(self.first(one, &["name", "service_area", "description"]));
        }
        for at in list(value, &["service_at_locations"]) {
            let Some(location) = at.get("location") else {
                continue;
            };
            let address = list(location, &["addresses", "physical_addresses"])
                .into_iter()
                .next();
            let Some(address) = address else { continue };
            places.push(self.text(address, "city"));
            if service.address.is_empty() && service.postcode.is_empty() {
                service.address = joined(
                    vec![
                        self.text(location, "name"),
                        self.text(address, "address_1"),
                        self.text(address, "city"),
                    ],
                    ", ",
                );
                service.postcode = self.text(address, "postal_code").to_uppercase();
            }
        }
        service.places = several(&places.join(";"), &[';']);
    }

    fn phones(&mut self, value: &Value, service: &mut Service) {
        let mut holders: Vec<&Value> = vec![value];
        holders.extend(list(value, &["contacts"]));
        let at = list(value, &["service_at_locations"]);
        holders.extend(at.iter().copied());
        holders.extend(at.iter().filter_map(|one| one.get("location")));
        for holder in holders {
            for phone in list(holder, &["phones"]) {
                let number = self.text(phone, "number");
                if number.chars().filter(char::is_ascii_digit).count() >= 3
                    && !service.phones.contains(&number)
                {
                    service.phones.push(number);
                } else if !number.is_empty() && !service.phones.contains(&number) {
                    self.warnings.push(self.problem(
                        "phones",
                        &number,
                        "This is no telephone number; it is left out".into(),
                        "Look the number up and add it by hand.".into(),
                    ));
                }
            }
            if service.email.is_empty() {
                service.email = self.text(holder, "email");
            }
        }
    }

    fn organisation(&mut self, value: &Value, service: &mut Service) {
        let Some(organisation) = value.get("organization") else {
            return;
        };
        let name = self.text(organisation, "name");
        if !name.is_empty() && !service.name.contains(&name) {
            service.notes = super::said_run_by(&name);
        }
        if service.web.is_empty() {
            service.web = self.first(organisation, &["url", "website"]);
        }
        if service.email.is_empty() {
            service.email = self.text(organisation, "email");
        }
        for phone in list(organisation, &["phones"]) {
            let number = self.text(phone, "number");
            if service.phones.is_empty() && !number.is_empty() {
                service.phones.push(number);
            }
        }
    }

    fn notes(&mut self, value: &Value, service: &mut Service) {
        let mut parts = vec![std::mem::take(&mut service.notes)];
        let fees = self.first(value, &["fees_description", "fees"]);
        if !fees.is_empty() {
            parts.push(format!("Fees: {fees}"));
        }
        let languages: Vec<String> = list(value, &["languages"])
            .into_iter()
            .map(|one| self.first(one, &["name", "language"]))
            .filter(|name| !name.is_empty())
            .collect();
        if !languages.is_empty() {
            parts.push(format!("Languages: {}", languages.join(", ")));
        }
        service.notes = joined(parts, " ");
    }

    fn assured(&mut self, value: &Value, service: &mut Service, today: NaiveDate) {
        let raw = as_text(value.get("assured_date"));
        match values::date(&raw) {
            Ok(Some(on)) if on <= today => {
                service.checked = Some(Checked {
                    on,
                    by: self.first(value, &["assurer_email", "assurer"]),
                });
            }
            Ok(None) => {}
            Ok(Some(_)) => self.warnings.push(self.problem(
                "assured_date",
                &raw,
                "This day lies ahead; it counts as never checked".into(),
                "Ring the service and check it here.".into(),
            )),
            Err(doubt) => self.warnings.push(self.problem(
                "assured_date",
                &raw,
                format!("{}; it counts as never checked", doubt.reason),
                "Ring the service and check it here.".into(),
            )),
        }
    }
}

/// A text or a number as text; anything else is none.
fn as_text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn age(value: &Value, name: &str) -> Option<u64> {
    let text = as_text(value.get(name));
    let whole = text.trim().split('.').next().unwrap_or_default();
    whole.parse().ok().filter(|age| (1..=120).contains(age))
}

/// The objects of the first of these members that is there; an object by itself counts as one.
fn list<'a>(value: &'a Value, names: &[&str]) -> Vec<&'a Value> {
    for name in names {
        match value.get(name) {
            Some(Value::Array(all)) if !all.is_empty() => return all.iter().collect(),
            Some(one @ Value::Object(_)) => return vec![one],
            _ => {}
        }
    }
    Vec::new()
}

/// A text without the markup that descriptions may hold, on one line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match after.split_once('>') {
            Some((_, behind)) if tag => {
                out.push(' ');
                rest = behind;
            }
            _ => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    let out = out
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    tidy_lines(&out).join(" ")
}

/// The parts that say something, with a text between them.
fn joined(parts: Vec<String>, between: &str) -> String {
    let mut all: Vec<String> = Vec::new();
    for part in parts {
        if !part.is_empty() && !all.contains(&part) {
            all.push(part);
        }
    }
    all.join(between)
}

/// "MO,TU" as "Mon, Tue".
fn days(byday: &str) -> String {
    let names = [
        ("MO", "Mon"),
        ("TU", "Tue"),
        ("WE", "Wed"),
        ("TH", "Thu"),
        ("FR", "Fri"),
        ("SA", "Sat"),
        ("SU", "Sun"),
    ];
    let said: Vec<&str> = byday
        .split(',')
        .filter_map(|day| {
            let code = day
                .trim()
                .trim_start_matches(|c: char| !c.is_ascii_alphabetic());
            names.iter().find(|(known, _)| *known == code)
        })
        .map(|(_, name)| *name)
        .collect();
    said.join(", ")
}

/// "09:00:00" as "09:00".
fn time(value: &Value, name: &str) -> String {
    let text = as_text(value.get(name));
    text.trim()
        .get(..5)
        .filter(|time| time.contains(':'))
        .unwrap_or_default()
        .to_owned()
}
