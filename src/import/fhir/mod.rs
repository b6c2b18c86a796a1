//! Reads a FHIR R4 bundle: who its Patients are, their active conditions, care teams and other services' plans.
//!
//! Only what Caseload brings in is looked at; observations, claims and the like are counted and left. Nothing is
//! validated against profiles. UK Core and US Core bundles are both read.

mod care;
mod directory;
mod patient;
mod reference;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::fault::ImportFault;
use super::json::{self, Json};
use super::proposal::{Kind, Problem, Proposal};
use super::shared_numbers::refuse_shared_numbers;
use super::visible::visible;
use super::{Context, Progress};
use crate::domain::say;

pub use directory::FhirDirectory;

/// The most entries a bundle may have.
const MAX_ENTRIES: usize = 10_000;

/// The kinds of resources of which something is brought in, or that say who somebody is.
const READ: [&str; 10] = [
    "CarePlan",
    "CareTeam",
    "Condition",
    "Goal",
    "HealthcareService",
    "Organization",
    "Patient",
    "Practitioner",
    "PractitionerRole",
    "RelatedPerson",
];

/// One entry of a bundle.
#[derive(Clone, Copy)]
struct Entry<'a> {
    /// Its number in the bundle, from 1.
    number: usize,
    /// Its resource type.
    kind: &'a str,
    resource: &'a Json,
    full_url: Option<&'a str>,
}

/// The entries of a bundle, and how references find them.
struct Bundle<'a> {
    entries: Vec<Entry<'a>>,
    /// Entries that hold no resource.
    hollow: usize,
    by_reference: BTreeMap<String, Entry<'a>>,
}

impl<'a> Bundle<'a> {
    fn of(json: &'a Json) -> Result<Self, ImportFault> {
        match json.text_at("resourceType") {
            Some("Bundle") => {}
            Some(other) => return Err(ImportFault::NotABundle(Some(visible(other)))),
            None => return Err(ImportFault::NotABundle(None)),
        }
        let all = match json.get("entry") {
            Some(Json::List(entries)) if !entries.is_empty() => entries,
            _ => return Err(ImportFault::NoEntries),
        };
        if all.len() > MAX_ENTRIES {
            return Err(ImportFault::TooManyEntries(MAX_ENTRIES));
        }
        let mut bundle = Self {
            entries: Vec::with_capacity(all.len()),
            hollow: 0,
            by_reference: BTreeMap::new(),
        };
        for (index, entry) in all.iter().enumerate() {
            let resource = entry.get("resource");
            let Some((resource, kind)) =
                resource.and_then(|r| r.text_at("resourceType").map(|kind| (r, kind)))
            else {
                bundle.hollow += 1;
                continue;
            };
            let entry = Entry {
                number: index + 1,
                kind,
                resource,
                full_url: entry.text_at("fullUrl"),
            };
            for key in reference::keys(&entry) {
                bundle.by_reference.entry(key).or_insert(entry);
            }
            bundle.entries.push(entry);
        }
        Ok(bundle)
    }

    /// Finds the entry a reference leads to.
    fn find(&self, reference: &str) -> Option<Entry<'a>> {
        self.by_reference.get(&reference::key(reference)).copied()
    }
}

/// What a bundle holds about one Patient besides the Patient.
#[derive(Default)]
struct About<'a> {
    conditions: Vec<&'a Json>,
    teams: Vec<&'a Json>,
    plans: Vec<&'a Json>,
    goals: Vec<&'a Json>,
}

/// Reads a bundle.
///
/// # Errors
/// When the text is not a bundle, has nothing to bring in, passes a limit, or reading was stopped.
pub fn read(
    file: &str,
    text: &str,
    cx: &Context,
    progress: Progress<'_>,
) -> Result<Proposal, ImportFault> {
    let json = json::parse(text, progress)?;
    let bundle = Bundle::of(&json)?;
    let mut directory = FhirDirectory::new();
    directory.add_entries(&bundle.entries);
    let patients: Vec<Entry<'_>> = bundle
        .entries
        .iter()
        .filter(|entry| entry.kind == "Patient")
        .copied()
        .collect();
    if patients.is_empty() {
        return directory_only(file, &bundle, &directory);
    }

    let mut proposal = Proposal::new(file, Kind::FhirBundle);
    proposal.rows = patients.len();
    count(&bundle, &mut proposal);
    if json
        .list_at("link")
        .iter()
        .any(|link| link.text_at("relation") == Some("next"))
    {
        proposal.notes.push(
            "The bundle is one page of several: the other pages have to be brought in as well."
                .into(),
        );
    }
    let (mut about, strays) = sort_out(&bundle, &patients);
    if strays > 0 {
        proposal.notes.push(format!(
            "Left out because they belong to nobody in the bundle: {strays} of the conditions, plans, goals and care teams."
        ));
    }
    let lookup = care::Lookup {
        bundle: &bundle,
        local: &directory,
        shared: &cx.directory,
    };
    let mut unresolved = 0;
    for (index, entry) in patients.iter().enumerate() {
        if index % 64 == 0 && progress(text.len(), text.len()) == ControlFlow::Break(()) {
            return Err(ImportFault::Cancelled);
        }
        let mut sink = text::Sink::new(entry.number);
        let mut person = patient::read(entry, &lookup, cx.today, &mut sink);
        let about = about.remove(&entry.number).unwrap_or_default();
        unresolved += care::read(&about, entry, &lookup, &mut person, &mut sink);
        let (bad, warnings) = sink.into_problems();
        if bad.is_empty() {
            proposal.people.push(person);
        } else {
            proposal.bad.extend(bad);
        }
        proposal.warnings.extend(warnings);
    }
    refuse_shared_numbers(&mut [&mut proposal]);
    if unresolved > 0 {
        proposal.notes.push(format!(
            "References to practitioners or organisations that lead nowhere: {unresolved}. If the sender gave a file of practitioners or hospitals, bring it in together with this one."
        ));
    }
    Ok(proposal)
}

/// Reports a bundle of practitioners and organisations, which brings in nobody but helps to read others.
fn directory_only(
    file: &str,
    bundle: &Bundle<'_>,
    directory: &FhirDirectory,
) -> Result<Proposal, ImportFault> {
    if directory.is_empty() {
        return Err(ImportFault::NoPatient);
    }
    let mut proposal = Proposal::new(file, Kind::FhirDirectory);
    count(bundle, &mut proposal);
    proposal.notes.push(
        "This is a directory of practitioners and organisations: it brings in nobody by itself. Given together with people's bundles, it names their care teams.".into(),
    );
    Ok(proposal)
}

/// Says what a bundle holds of the kinds that are read, "1 Patient, 13 Conditions", and counts the others.
fn count(bundle: &Bundle<'_>, proposal: &mut Proposal) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &bundle.entries {
        *kinds.entry(entry.kind).or_default() += 1;
    }
    let mut said: Vec<String> = Vec::new();
    for (kind, count) in kinds {
        if READ.contains(&kind) {
            said.push(counted(kind, count));
        } else {
            proposal.left.insert(visible(kind), count);
        }
    }
    if bundle.hollow > 0 {
        said.push(format!("{} without a resource", bundle.hollow));
    }
    proposal
        .notes
        .push(format!("The bundle holds {}.", said.join(", ")));
}

/// A kind of resource with how many there are, as one says it: "1 Claim", "3 Claims".
pub fn counted(kind: &str, count: usize) -> String {
    let many = match kind {
        "Media" => kind.to_owned(),
        _ => match kind.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
            _ if kind.ends_with('s') => kind.to_owned(),
            _ => format!("{kind}s"),
        },
    };
    say::count(count, kind, &many)
}

/// Sorts conditions, teams, plans and goals by the Patient they are about, and counts those that are about nobody
/// here. The result is by the Patient's entry number.
fn sort_out<'a>(
    bundle: &Bundle<'a>,
    patients: &[Entry<'a>],
) -> (BTreeMap<usize, About<'a>>, usize) {
    let numbers: BTreeSet<usize> = patients.iter().map(|entry| entry.number).collect();
    let mut sorted: BTreeMap<usize, About<'a>> = BTreeMap::new();
    let mut strays = 0;
    for entry in &bundle.entries {
        if !matches!(entry.kind, "Condition" | "CareTeam" | "CarePlan" | "Goal") {
            continue;
        }
        let subject = reference::of(entry.resource.get("subject"))
            .and_then(|reference| bundle.find(reference))
            .map(|found| found.number)
            .filter(|number| numbers.contains(number));
        let Some(subject) = subject else {
            strays += 1;
            continue;
        };
        let about = sorted.entry(subject).or_default();
        match entry.kind {
            "Condition" => about.conditions.push(entry.resource),
            "CareTeam" => about.teams.push(entry.resource),
            "CarePlan" => about.plans.push(entry.resource),
            _ => about.goals.push(entry.resource),
        }
    }
    (sorted, strays)
}

impl Problem {
    /// Makes a problem of a bundle's entry; the column is the FHIR element.
    fn of_entry(entry: usize, element: &str, value: &str, reason: &str, remedy: &str) -> Self {
        Self {
            row: entry,
            column: element.to_owned(),
            value: visible(value),
            reason: reason.to_owned(),
            remedy: remedy.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_counted_as_one_says_it() {
        for (kind, count, said) in [
            ("Observation", 1, "1 Observation"),
            ("Observation", 12, "12 Observations"),
            ("SupplyDelivery", 2, "2 SupplyDeliveries"),
            ("ImagingStudy", 2, "2 ImagingStudies"),
            ("DeviceMetrics", 2, "2 DeviceMetrics"),
            ("Media", 2, "2 Media"),
        ] {
            assert_eq!(counted(kind, count), said);
        }
    }
}
