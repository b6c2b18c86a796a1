//! How FHIR references are compared: literal ones, `urn:uuid:` ones, and conditional ones (`Type?identifier=SYSTEM|VALUE`).
//!
//! A reference may also stand as a logical one (`identifier` without `reference`), which is compared as a conditional
//! one. References into other versions of a resource lead to the resource.

use super::Entry;
use crate::import::json::Json;

/// Gives the literal reference a Reference element holds.
pub fn of(element: Option<&Json>) -> Option<&str> {
    element?.text_at("reference")
}

/// Brings a reference into the form in which it is compared.
pub fn key(reference: &str) -> String {
    let reference = reference.trim();
    if reference.starts_with("urn:") {
        return reference.to_lowercase();
    }
    if let Some((kind, query)) = reference.split_once('?') {
        return format!("{}?{}", last_segment(kind), unescape(query));
    }
    let plain = reference.split("/_history/").next().unwrap_or_default();
    let mut segments = plain.rsplit('/');
    match (segments.next(), segments.next()) {
        (Some(id), Some(kind)) => format!("{kind}/{id}"),
        _ => plain.to_owned(),
    }
}

/// Gives every form in which an entry can be referred to.
pub fn keys(entry: &Entry<'_>) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(url) = entry.full_url {
        keys.push(key(url));
    }
    if let Some(id) = entry.resource.text_at("id") {
        keys.push(format!("{}/{id}", entry.kind));
        keys.push(format!("urn:uuid:{}", id.to_lowercase()));
    }
    for identifier in entry.resource.list_at("identifier") {
        keys.extend(identified(entry.kind, identifier));
    }
    keys
}

/// Gives the form in which something with this identifier is referred to.
pub fn identified(kind: &str, identifier: &Json) -> Option<String> {
    let value = identifier.text_at("value")?;
    let system = identifier.text_at("system").unwrap_or_default();
    Some(format!("{kind}?identifier={system}|{value}"))
}

/// Gives the type a reference names: "Practitioner" in "Practitioner/1".
pub fn kind_of(element: &Json) -> Option<&str> {
    if let Some(kind) = element.text_at("type") {
        return Some(kind);
    }
    let reference = of(Some(element))?;
    let path = reference.split('?').next().unwrap_or_default();
    let mut segments = path
        .split("/_history/")
        .next()
        .unwrap_or_default()
        .rsplit('/');
    let last = segments.next();
    if reference.contains('?') {
        last
    } else {
        segments.next()
    }
}

fn last_segment(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Undoes the escapes that stand in identifiers' addresses.
fn unescape(query: &str) -> String {
    query
        .replace("%7C", "|")
        .replace("%7c", "|")
        .replace("%3A", ":")
        .replace("%3a", ":")
        .replace("%2F", "/")
        .replace("%2f", "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_reference_compare_equal() {
        for (reference, expected) in [
            ("Patient/12", "Patient/12"),
            ("https://example.org/fhir/Patient/12", "Patient/12"),
            ("Patient/12/_history/3", "Patient/12"),
            ("urn:uuid:AB-1", "urn:uuid:ab-1"),
            (
                "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|99",
                "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|99",
            ),
            (
                "Practitioner?identifier=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Fus-npi%7C99",
                "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|99",
            ),
            ("#gp", "#gp"),
            ("", ""),
        ] {
            assert_eq!(key(reference), expected);
        }
    }
}
