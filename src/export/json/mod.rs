//! Caseload JSON: the complete records, to move people from one store to another unchanged.
//!
//! `{ "format": "caseload", "version": 1, "made_at", "made_by", "authors": {...}, "program", "services": [...],
//! "people": [...] }`: the authors are the names behind the logins under which entries stand (`authors`), and each
//! person comes with the serde form of `domain::record`; the services are those of the directory that nobody's items name, where
//! a whole caseload moves. What is read is what was written, whoever wrote it: deliberately not here is any
//! cleaning of texts, and any judgement who is already known (`import`).
//!
//! A person comes in whole or not at all (`read`): what has the wrong shape (`shape`), what cannot be (`judge`) and what
//! belongs to somebody else refuses the one whose record it is in. What this program does not know is never passed over
//! in silence (`unread`).

mod authors;
mod fault;
mod judge;
mod once;
mod place;
mod read;
mod shape;
mod unread;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::dossier::{Dossier, Records};
use super::loss::Loss;
use crate::domain::id::ServiceId;
use crate::domain::service::Service;
use crate::domain::service::unmet::UnmetNeed;

pub use authors::{distinct, rename};
pub use fault::{JsonFault, RecordFault};
pub use judge::judge;
pub use read::{Entry, File, Progress, is_caseload, read};
pub use unread::Unread;

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
    /// Who the logins are under which entries stand; absent where nobody is known of those who wrote any.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    authors: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    made_for: Option<&'a str>,
    /// What the people's records were cut by; absent when they are whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    without: Vec<&'static str>,
    /// The entries of the directory that nobody's items name; absent where it did not go along.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    services: Vec<&'a Service>,
    /// What was looked for in vain and for nobody in particular; absent where the directory did not go along.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unmet: Vec<&'a UnmetNeed>,
    people: Vec<&'a Records>,
}

/// Writes all people into one document.
pub fn render(dossiers: &[Dossier], out: &mut dyn Write) -> io::Result<Loss> {
    let made = dossiers.first().map(|dossier| &dossier.made);
    let without: BTreeSet<&str> = dossiers
        .iter()
        .flat_map(|dossier| dossier.scope.leaves_out())
        .collect();
    let named: BTreeSet<ServiceId> = dossiers
        .iter()
        .flat_map(|dossier| &dossier.records.services)
        .map(|service| service.id)
        .collect();
    let mut services: Vec<&Service> = dossiers
        .iter()
        .flat_map(|dossier| &dossier.directory)
        .filter(|service| !named.contains(&service.id))
        .collect();
    services.sort_by_key(|service| service.id);
    let document = Document {
        format: FORMAT,
        version: VERSION,
        program: made.map_or_else(String::new, |made| {
            format!("caseload {}", made.program_version)
        }),
        made_at: made.map_or(DateTime::UNIX_EPOCH, |made| made.made_at),
        made_by: made.map_or("", |made| &made.author_login),
        authors: authors(dossiers),
        made_for: made.and_then(|made| made.recipient.as_deref()),
        without: without.into_iter().collect(),
        services,
        unmet: dossiers
            .iter()
            .flat_map(|dossier| &dossier.unmet_of_nobody)
            .collect(),
        people: dossiers.iter().map(|dossier| &dossier.records).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")?;
    Ok(Loss::default())
}

/// The names of those who wrote any of it, as far as they are known: of whoever makes the file, and of the others whom the
/// store knows.
fn authors(dossiers: &[Dossier]) -> BTreeMap<&str, &str> {
    let known: BTreeMap<&str, &str> = dossiers
        .first()
        .into_iter()
        .flat_map(|dossier| {
            let made = &dossier.made;
            let maker = (made.author_login.as_str(), made.author_name.as_str());
            made.authors.iter().chain([maker])
        })
        .filter(|(_, name)| !name.trim().is_empty())
        .collect();
    let mut wrote = BTreeSet::new();
    for dossier in dossiers {
        wrote.extend(authors::of(&dossier.records));
    }
    let known = known.into_iter();
    known.filter(|(login, _)| wrote.contains(*login)).collect()
}
