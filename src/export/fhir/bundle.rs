//! The bundle as it grows: entries, references between them, and the directory resources they share.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::identity::derived;
use super::tidy::{is_blank, tidy};
use super::value::{instant, link};
use crate::domain::find::fold;
use crate::export::dossier::Dossier;

/// Types without a UK Core profile.
const BASE_ONLY: &[&str] = &["Goal", "Group"];
/// Where UK Core keeps its profiles.
const UK_CORE: &str = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-";
/// The system of ODS codes of organisations.
const ODS_CODE: &str = "https://fhir.nhs.uk/Id/ods-organization-code";
/// The system of logins, unique within one store only.
const LOGIN: &str = "urn:caseload:login";

/// A bundle under construction.
pub struct Bundle<'a> {
    /// Whose it is.
    pub dossier: &'a Dossier,
    entries: Vec<Value>,
    ids: BTreeSet<Uuid>,
    /// What provenance speaks of: every resource but the directory.
    subjects: Vec<Uuid>,
}

impl<'a> Bundle<'a> {
    /// An empty bundle.
    pub fn new(dossier: &'a Dossier) -> Self {
        Self {
            dossier,
            entries: Vec::new(),
            ids: BTreeSet::new(),
            subjects: Vec::new(),
        }
    }

    /// Adds a resource about the person.
    pub fn add(&mut self, kind: &'static str, id: Uuid, fields: Value) {
        self.subjects.push(id);
        self.share(kind, id, fields);
    }

    /// Adds a resource that others point to, unless it is there already.
    pub fn share(&mut self, kind: &'static str, id: Uuid, fields: Value) {
        if !self.ids.insert(id) {
            return;
        }
        let mut resource = json!({ "resourceType": kind, "id": id.to_string() });
        if !BASE_ONLY.contains(&kind) {
            resource["meta"] = json!({ "profile": [format!("{UK_CORE}{kind}")] });
        }
        if let (Value::Object(resource), Value::Object(fields)) = (&mut resource, fields) {
            resource.extend(fields);
        }
        self.entries.push(json!({
            "fullUrl": format!("urn:uuid:{id}"),
            "resource": resource,
        }));
    }

    /// Whether a resource is in the bundle.
    pub fn has(&self, id: Uuid) -> bool {
        self.ids.contains(&id)
    }

    /// A reference to the patient.
    pub fn patient(&self) -> Value {
        link(self.dossier.person().id.0)
    }

    /// References to everything said about the person so far.
    pub fn subjects(&self) -> Vec<Value> {
        self.subjects.iter().map(|id| link(*id)).collect()
    }

    /// A reference to the user with a login, with their name where it is known.
    pub fn user(&mut self, login: &str) -> Value {
        if is_blank(login) {
            return Value::Null;
        }
        let name = self.dossier.user_name(login);
        let name = name.map_or(Value::Null, |name| json!([{ "text": name }]));
        let id = self.own("user", login);
        self.share(
            "Practitioner",
            id,
            json!({
                "identifier": [{ "system": LOGIN, "value": login }],
                "name": name,
            }),
        );
        link(id)
    }

    /// A reference to an organisation by its name or ODS code; nothing when neither says anything.
    ///
    /// A name without a code is taken for the person's practice when it is the same name.
    pub fn organisation(&mut self, name: &str, code: &str) -> Value {
        let practice = &self.dossier.person().practice;
        let is_practice = !fold(name).is_empty() && fold(name) == fold(&practice.name);
        let code = if is_blank(code) && is_practice {
            &practice.code
        } else {
            code
        };
        let code = code.trim().to_uppercase();
        let (id, identifier) = if is_ods_code(&code) {
            (
                derived("ods", &code),
                json!([{ "system": ODS_CODE, "value": code }]),
            )
        } else if is_blank(name) && is_blank(&code) {
            return Value::Null;
        } else {
            // Whatever stands in place of a code is told, but not as one.
            (
                self.own("organisation", &format!("{}|{code}", fold(name))),
                json!([{ "value": code }]),
            )
        };
        self.share(
            "Organization",
            id,
            json!({ "identifier": identifier, "name": name }),
        );
        link(id)
    }

    /// A reference to a place by its name; nothing when it says nothing.
    pub fn place(&mut self, name: &str) -> Value {
        if is_blank(name) {
            return Value::Null;
        }
        let id = self.own("place", &fold(name));
        self.share("Location", id, json!({ "name": name }));
        link(id)
    }

    /// The id of something known by a name that others may use for something else: it is of this person's bundles.
    fn own(&self, kind: &str, name: &str) -> Uuid {
        derived(kind, &format!("{} {name}", self.dossier.person().id))
    }

    /// The finished document, and how many characters had to be left out.
    pub fn finish(self) -> (Value, usize) {
        let made = &self.dossier.made;
        let at = instant(made.made_at);
        let id = derived("bundle", &format!("{} {at}", self.dossier.person().id));
        tidy(json!({
            "resourceType": "Bundle",
            "id": id.to_string(),
            "meta": {
                "lastUpdated": at,
                "profile": [format!("{UK_CORE}Bundle")],
            },
            "type": "collection",
            "timestamp": at,
            "entry": self.entries,
        }))
    }
}

/// Whether a text has the form of an ODS code.
fn is_ods_code(code: &str) -> bool {
    (3..=12).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric())
}
