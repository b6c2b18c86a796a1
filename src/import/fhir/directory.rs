//! Practitioners, organisations and relatives whom references lead to.
//!
//! Some systems send them in bundles of their own, beside the bundles of people; a `FhirDirectory` filled from those
//! makes the references readable. Contacts whose text holds control characters are left out.

use std::collections::BTreeMap;
use std::fmt;

use super::{Bundle, Entry, reference, text};
use crate::import::fault::ImportFault;
use crate::import::json::{self, Json};
use crate::import::sniff::{self, Sort};
use crate::import::visible::{forbidden, tidy};
use crate::import::{Progress, encoding};

/// ODS codes of organisations.
const ODS: [&str; 2] = [
    "https://fhir.nhs.uk/Id/ods-organization-code",
    "https://fhir.nhs.uk/id/ods-organization-code",
];

/// Somebody, or some service, that can be reached.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct Contact {
    pub name: String,
    /// What they do, for a role or a relative.
    pub role: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// ODS code.
    pub code: Option<String>,
    pub is_service: bool,
    /// References a `PractitionerRole` holds, in compared form.
    pub practitioner: Option<String>,
    pub organisation: Option<String>,
}

/// Practitioners and organisations by how they are referred to.
#[derive(Clone, Default)]
pub struct FhirDirectory {
    contacts: BTreeMap<String, Contact>,
}

impl fmt::Debug for FhirDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FhirDirectory")
            .field("len", &self.len())
            .finish()
    }
}

impl FhirDirectory {
    /// Makes an empty directory.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts the ways of referring to somebody that are known.
    pub fn len(&self) -> usize {
        self.contacts.len()
    }

    /// Says whether nobody is known.
    pub fn is_empty(&self) -> bool {
        self.contacts.is_empty()
    }

    /// Adds the practitioners and organisations of a bundle; a list of people adds nobody.
    ///
    /// # Errors
    /// When the file cannot be read as a bundle, or reading was stopped.
    pub fn add_file(
        &mut self,
        file_name: &str,
        bytes: &[u8],
        progress: Progress<'_>,
    ) -> Result<(), ImportFault> {
        sniff::check_bytes(bytes)?;
        let decoded = encoding::decode(bytes);
        if sniff::sort_of(file_name, &decoded.text)? == Sort::Json {
            let json = json::parse(&decoded.text, progress)?;
            self.add_entries(&Bundle::of(&json)?.entries);
        }
        Ok(())
    }

    pub(super) fn add_entries(&mut self, entries: &[Entry<'_>]) {
        for entry in entries {
            let Some(contact) = contact(entry.kind, entry.resource) else {
                continue;
            };
            for key in reference::keys(entry) {
                self.contacts.entry(key).or_insert_with(|| contact.clone());
            }
        }
    }

    pub(super) fn find(&self, key: &str) -> Option<&Contact> {
        self.contacts.get(key)
    }
}

/// Reads a practitioner, organisation, role, relative or service; nothing for other resources.
pub(super) fn contact(kind: &str, resource: &Json) -> Option<Contact> {
    let mut contact = Contact {
        phone: text::contact_point(resource, "phone").and_then(clean),
        email: text::contact_point(resource, "email").and_then(clean),
        ..Contact::default()
    };
    match kind {
        "Practitioner" => {
            contact.name = clean(&text::spoken_name(resource.list_at("name"))?)?;
        }
        "RelatedPerson" => {
            contact.name = clean(&text::spoken_name(resource.list_at("name"))?)?;
            contact.role = resource
                .list_at("relationship")
                .iter()
                .find_map(text::concept_words)
                .and_then(clean);
        }
        "Organization" | "HealthcareService" => {
            contact.name = clean(resource.text_at("name")?)?;
            contact.is_service = true;
            contact.code = resource
                .list_at("identifier")
                .iter()
                .filter(|identifier| {
                    identifier
                        .text_at("system")
                        .is_some_and(|system| ODS.contains(&system))
                })
                .find_map(|identifier| identifier.text_at("value"))
                .and_then(clean);
        }
        "PractitionerRole" => {
            contact.role = resource
                .list_at("code")
                .iter()
                .chain(resource.list_at("specialty"))
                .find_map(text::concept_words)
                .and_then(clean);
            let refers = |member| resource.get(member).and_then(compared);
            contact.practitioner = refers("practitioner");
            contact.organisation = refers("organization");
            if let Some(display) = resource
                .get("practitioner")
                .and_then(|p| p.text_at("display"))
            {
                contact.name = clean(display)?;
            }
        }
        _ => return None,
    }
    Some(contact)
}

/// Brings a Reference element into compared form, whether it is literal or names an identifier.
pub(super) fn compared(element: &Json) -> Option<String> {
    if let Some(literal) = reference::of(Some(element)) {
        return Some(reference::key(literal));
    }
    let kind = reference::kind_of(element)?;
    reference::identified(kind, element.get("identifier")?)
}

/// Tidies a text; nothing for one that may not be shown.
fn clean(text: &str) -> Option<String> {
    if forbidden(text).is_some() || text.len() > 1_000 {
        return None;
    }
    Some(tidy(text).into_owned()).filter(|tidied| !tidied.is_empty())
}
