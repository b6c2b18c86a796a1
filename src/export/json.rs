//! Caseload JSON: the complete records, to move people from one store to another unchanged.
//!
//! `{ "format": "caseload", "version": 1, "made_at", "made_by", "program", "people": [...] }`, each person with the
//! serde form of `domain::record`. What is read is what was written, whoever wrote it: deliberately not here is any
//! cleaning of texts, and any judgement who is already known (`import`).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::dossier::{Dossier, Records};
use super::loss::Loss;
use crate::domain::id::{PersonId, ServiceId};
use crate::domain::london;
use crate::domain::record::Kind;
use crate::domain::say;
use crate::domain::service::Service;
use crate::domain::version;

/// What stands under "format".
const FORMAT: &str = "caseload";
/// The version that this program writes, and the only one that it reads.
const VERSION: u64 = 1;
/// The largest file that is read, in bytes: some 100,000 people with their contacts.
pub const LARGEST: usize = 1 << 30;

#[derive(Serialize)]
struct Document<'a> {
    format: &'a str,
    version: u64,
    program: String,
    made_at: DateTime<Utc>,
    made_by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    made_for: Option<&'a str>,
    /// What the people's records were cut by; absent when they are whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    without: Vec<&'static str>,
    people: Vec<&'a Records>,
}

#[derive(Deserialize)]
struct Head {
    format: Option<Value>,
    version: Option<Value>,
}

#[derive(Deserialize)]
struct Body {
    people: Vec<Records>,
}

/// Writes all people into one document.
pub fn render(dossiers: &[Dossier], out: &mut dyn Write) -> io::Result<Loss> {
    let made = dossiers.first().map(|dossier| &dossier.made);
    let without: BTreeSet<&str> = dossiers
        .iter()
        .flat_map(|dossier| dossier.scope.leaves_out())
        .collect();
    let document = Document {
        format: FORMAT,
        version: VERSION,
        program: made.map_or_else(String::new, |made| {
            format!("caseload {}", made.program_version)
        }),
        made_at: made.map_or(DateTime::UNIX_EPOCH, |made| made.made_at),
        made_by: made.map_or("", |made| &made.author_login),
        made_for: made.and_then(|made| made.recipient.as_deref()),
        without: without.into_iter().collect(),
        people: dossiers.iter().map(|dossier| &dossier.records).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")?;
    Ok(Loss::default())
}

/// Why a file is not Caseload JSON that can be read. Never holds a word of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// The file is larger than [`LARGEST`].
    TooLarge,
    /// It is not JSON, or breaks off.
    NotJson {
        /// Where, from 1.
        line: usize,
        /// Where in the line, from 1.
        column: usize,
    },
    /// It is JSON of something else.
    NotCaseload,
    /// It is of a version that this program does not know.
    Version,
    /// A record does not have the shape it should have.
    Shape {
        /// Where, from 1.
        line: usize,
        /// Where in the line, from 1.
        column: usize,
    },
    /// A record names another person than the one it stands under.
    Stray {
        /// Which person of the file, from 1.
        person: usize,
        /// What kind of record.
        kind: Kind,
        /// In which version of the plan it stands; `None` where it stands in the record itself.
        version: Option<u32>,
    },
    /// A contact lies ahead.
    Ahead {
        /// Which person of the file, from 1.
        person: usize,
        /// The London day of the contact.
        on: NaiveDate,
    },
    /// A record's id stands twice in the file; of a service, with two different entries.
    Twice {
        /// Which person of the file, from 1.
        person: usize,
        /// What kind of record.
        kind: Kind,
    },
}

impl fmt::Display for JsonFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str(
                "This file is larger than 1 GB, more than this program reads. \
                 Export the people in smaller groups.",
            ),
            Self::NotJson { line, column } => write!(
                f,
                "This file is not complete JSON: it cannot be read from line {line}, column {column}. \
                 It may have been cut short; ask for the file again.",
            ),
            Self::NotCaseload => f.write_str(
                "This is JSON, but not a Caseload file: it does not say \"format\": \"caseload\". \
                 Use a file made by `caseload export json`.",
            ),
            Self::Version => write!(
                f,
                "This Caseload file is of a version that this program does not know; it reads version {VERSION}. \
                 Use the newest program on both sides.",
            ),
            Self::Shape { line, column } => write!(
                f,
                "A record in this file lacks something or holds something unexpected, \
                 at or before line {line}, column {column}. Nothing was read; ask for the file again.",
            ),
            Self::Stray {
                person,
                kind,
                version,
            } => {
                let place = version
                    .map(|number| format!(" in version {number} of the plan"))
                    .unwrap_or_default();
                write!(
                    f,
                    "Person {person} of this file has a record ({}){place} that belongs to somebody else. \
                     Nothing was read, so that nothing lands with the wrong person; ask for the file again.",
                    kind.word()
                )
            }
            Self::Ahead { person, on } => write!(
                f,
                "Person {person} of this file has a contact on {}, a day that lies ahead. \
                 Nothing was read, since such an entry would hide every silence after it; \
                 see to the clocks of both computers, correct the entry where it was written and export again.",
                say::full(*on)
            ),
            Self::Twice { person, kind } => write!(
                f,
                "Person {person} of this file has a record ({}) that stands in the file twice. \
                 Nothing was read; ask for the file again.",
                kind.word()
            ),
        }
    }
}

impl std::error::Error for JsonFault {}

/// Reads what [`render`] wrote: the identical records, in the order of the file.
///
/// All or nothing. `today` is the London day: nobody can have been spoken with on a later one (R46). Nesting is limited by the parser (128 deep), size by [`LARGEST`]; unknown fields are passed over.
pub fn read(bytes: &[u8], today: NaiveDate) -> Result<Vec<Records>, JsonFault> {
    if bytes.len() > LARGEST {
        return Err(JsonFault::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head: Head = serde_json::from_slice(bytes).map_err(|fault| {
        if fault.is_data() {
            JsonFault::NotCaseload
        } else {
            place(&fault)
        }
    })?;
    if head.format != Some(Value::from(FORMAT)) {
        return Err(JsonFault::NotCaseload);
    }
    if head.version != Some(Value::from(VERSION)) {
        return Err(JsonFault::Version);
    }
    let body: Body = serde_json::from_slice(bytes).map_err(|fault| place(&fault))?;
    let mut seen = BTreeSet::new();
    let mut services: BTreeMap<ServiceId, &Service> = BTreeMap::new();
    for (n, records) in body.people.iter().enumerate() {
        check(records, n + 1, &mut seen)?;
        // Several people may need one service; it is the same one then.
        for service in &records.services {
            if *services.entry(service.id).or_insert(service) != service {
                let (person, kind) = (n + 1, Kind::Service);
                return Err(JsonFault::Twice { person, kind });
            }
        }
        let mut days = records
            .contacts
            .iter()
            .map(|contact| london::date(contact.at));
        if let Some(on) = days.find(|on| *on > today) {
            return Err(JsonFault::Ahead { person: n + 1, on });
        }
    }
    Ok(body.people)
}

/// The parser's own message may quote a value, so only the place is kept.
fn place(fault: &serde_json::Error) -> JsonFault {
    let (line, column) = (fault.line(), fault.column());
    if fault.is_data() {
        JsonFault::Shape { line, column }
    } else {
        JsonFault::NotJson { line, column }
    }
}

/// Sees to it that every record belongs to its person and stands there once.
fn check(
    records: &Records,
    person: usize,
    seen: &mut BTreeSet<(Kind, Uuid)>,
) -> Result<(), JsonFault> {
    let owner = records.person.id;
    let team = records
        .team
        .iter()
        .map(|r| (Kind::Member, r.id.0, r.person));
    let words = records
        .words
        .iter()
        .map(|r| (Kind::Words, r.id.0, r.person));
    let plan = records.plan.iter().map(|r| (Kind::Plan, r.id.0, r.person));
    let items = records.items.iter().map(|r| (Kind::Item, r.id.0, r.person));
    let contacts = records
        .contacts
        .iter()
        .map(|r| (Kind::Contact, r.id.0, r.person));
    let deferrals = records
        .deferrals
        .iter()
        .map(|r| (Kind::Deferral, r.id.0, r.person));
    let sharing = records
        .sharing
        .iter()
        .map(|r| (Kind::Sharing, r.id.0, r.person));
    let versions = records
        .versions
        .iter()
        .map(|r| (Kind::Version, r.id.0, r.person));
    let copies = records
        .copies
        .iter()
        .map(|r| (Kind::Copy, r.id.0, r.person));
    let appointments = records
        .appointments
        .iter()
        .map(|r| (Kind::Appointment, r.id.0, r.person));
    let moves = records
        .moves
        .iter()
        .map(|r| (Kind::Transition, r.id.0, r.person));
    let all = std::iter::once((Kind::Person, owner.0, owner))
        .chain(team)
        .chain(words)
        .chain(plan)
        .chain(items)
        .chain(contacts)
        .chain(deferrals)
        .chain(sharing)
        .chain(versions)
        .chain(copies)
        .chain(appointments)
        .chain(moves);
    for (kind, id, of) in all {
        if of != owner {
            return Err(JsonFault::Stray {
                person,
                kind,
                version: None,
            });
        }
        if !seen.insert((kind, id)) {
            return Err(JsonFault::Twice { person, kind });
        }
    }
    for version in &records.versions {
        if let Some(kind) = stray_in(&version.body, owner) {
            return Err(JsonFault::Stray {
                person,
                kind,
                version: Some(version.number),
            });
        }
    }
    let mut services = BTreeSet::new();
    if !records.services.iter().all(|one| services.insert(one.id)) {
        let kind = Kind::Service;
        return Err(JsonFault::Twice { person, kind });
    }
    // A number names one version.
    let mut numbers = BTreeSet::new();
    if !records
        .versions
        .iter()
        .all(|version| numbers.insert(version.number))
    {
        let kind = Kind::Version;
        return Err(JsonFault::Twice { person, kind });
    }
    // A reason is put off once or not at all.
    let mut put_off = BTreeSet::new();
    for deferral in &records.deferrals {
        if !put_off.insert((&deferral.rule, deferral.about)) {
            let kind = Kind::Deferral;
            return Err(JsonFault::Twice { person, kind });
        }
    }
    Ok(())
}

/// What kind of record in a version of the plan belongs to somebody else than its owner.
fn stray_in(body: &version::Body, owner: PersonId) -> Option<Kind> {
    // Named one by one, so that nothing new comes in unchecked.
    let version::Body {
        person,
        plan,
        words,
        team,
        items,
    } = body;
    let words = words.iter().map(|r| (Kind::Words, r.person));
    let team = team.iter().map(|r| (Kind::Member, r.person));
    let items = items.iter().map(|r| (Kind::Item, r.person));
    [(Kind::Person, person.id), (Kind::Plan, plan.person)]
        .into_iter()
        .chain(words)
        .chain(team)
        .chain(items)
        .find(|(_, of)| *of != owner)
        .map(|(kind, _)| kind)
}
