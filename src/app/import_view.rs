//! The preview of an import: what was read, what is good, what is bad and why, who is here already.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::import_carers::CarersHere;
use super::import_claims::Claims;
use super::import_differences::{Difference, differences};
pub use super::import_here::Here;
use super::import_preview::sentence;
pub use super::import_preview::{LineTone, PreviewLine, lines, read_lines};
use super::import_records::{OtherRecords, other_records};
use super::import_whole::{self, Read, Whole};
use super::keymap::Keymap;
use crate::domain::change::Write;
use crate::domain::id::{PersonId, ServiceId, UnmetNeedId};
use crate::domain::record::Record;
use crate::domain::say;
use crate::domain::service::Service;
use crate::domain::service::unmet::UnmetNeed;
use crate::domain::text::visible;
use crate::export::json::{JsonFault, LARGEST};
use crate::import::{
    Admission, Arrival, Arrivals, Context, ImportFault, Incoming, Known, Match, Matcher, Namesakes,
    Proposal, Register, admit, read_set, refuse_shared_numbers,
};
use crate::platform::files::{self, FileFault, shown};
use crate::store::KnownPerson;

/// What was read from the files given, one proposal or reason a file.
pub struct ReadFiles {
    /// The files and what came of them.
    pub files: Vec<ReadFile>,
    /// The services that are here already; one that is stays as it is here.
    pub known_services: BTreeSet<ServiceId>,
    /// The needs that were not met and are here already.
    known_unmet: BTreeSet<UnmetNeedId>,
    /// What the carers of whole records are here already.
    pub carers: CarersHere,
    /// What stands beside the files and was not read, in sentences.
    pub beside: Vec<String>,
}

/// What was read from one file.
pub struct ReadFile {
    /// Where it is.
    pub path: PathBuf,
    /// What is in it, or in a sentence why it cannot be read.
    pub outcome: Result<Proposal, String>,
    /// For each person proposed, whether they are here already.
    pub matches: Vec<Match>,
    /// What it says otherwise of those who are here already; nothing of it is written.
    pub differences: Vec<Difference>,
    /// Which of its records are missing or otherwise here, of those who are; nothing of them is written.
    pub other_records: Vec<OtherRecords>,
    /// What becomes of each service proposed.
    pub services: Arrivals,
    /// The records of those who come with everything that is kept of them, by their row.
    pub whole: Whole,
    /// The services of the directory that came along with them.
    pub directory: Vec<Service>,
    /// What was looked for in it in vain and for nobody in particular.
    pub unmet: Vec<UnmetNeed>,
    /// Who wrote what in them: names by login, as far as the file says.
    pub authors: BTreeMap<String, String>,
}

impl ReadFile {
    /// A file or folder of which nothing can be read, with the reason.
    pub fn unread(path: PathBuf, reason: String) -> Self {
        Self {
            path,
            outcome: Err(reason),
            matches: Vec::new(),
            differences: Vec::new(),
            other_records: Vec::new(),
            services: Arrivals::new(),
            whole: Whole::new(),
            directory: Vec::new(),
            unmet: Vec::new(),
            authors: BTreeMap::new(),
        }
    }

    /// Whether somebody who is here is the person of a row themselves, by their identity.
    pub fn is_themselves(&self, person: &Incoming, here: [u8; 16]) -> bool {
        let whole = self.whole.get(&person.row);
        whole.is_some_and(|records| records.person.id.bytes() == here)
    }

    /// Whether somebody who is here has another name than a row of theirs.
    pub fn has_other_name(&self, person: &Incoming) -> bool {
        let mut differences = self.differences.iter();
        differences.any(|one| one.row == person.row && one.other_name)
    }
}

impl ReadFiles {
    /// The services that would be added or brought up to date.
    pub fn services(&self) -> impl Iterator<Item = &Arrival> {
        let files = self.files.iter();
        files
            .flat_map(|file| &file.services)
            .map(|(_, arrival)| arrival)
            .filter(|arrival| matches!(arrival, Arrival::New(_) | Arrival::Update { .. }))
    }

    /// The services of whole caseloads that are not here yet, each once; they keep their identity.
    pub fn directory(&self) -> impl Iterator<Item = &Service> {
        let mut known = self.known_services.clone();
        let files = self.files.iter().flat_map(|file| &file.directory);
        files.filter(move |service| known.insert(service.id))
    }

    /// What was looked for in vain and for nobody in particular, and is not here yet, each once.
    pub fn unmet(&self) -> impl Iterator<Item = &UnmetNeed> {
        let mut known = self.known_unmet.clone();
        let files = self.files.iter().flat_map(|file| &file.unmet);
        files.filter(move |need| known.insert(need.id))
    }

    /// Whether services would be brought in beside people.
    pub fn brings_services(&self) -> bool {
        self.services().next().is_some() || self.directory().next().is_some()
    }

    /// The writes that bring the services in; `next_id` gives new ones their identity.
    pub fn service_writes(&self, mut next_id: impl FnMut() -> uuid::Uuid) -> Vec<Write> {
        let write = |arrival: &Arrival| match arrival {
            Arrival::New(service) => {
                let mut service = service.clone();
                service.id = ServiceId(next_id());
                Some(Write::Add(Record::Service(Box::new(service))))
            }
            Arrival::Update { service, seen } => Some(Write::Replace {
                record: Record::Service(Box::new(service.clone())),
                seen: *seen,
            }),
            Arrival::Same | Arrival::Twice(_) => None,
        };
        self.services().filter_map(write).collect()
    }

    /// Whether nothing has to be said of why people were identified: there are none, or their own records say so.
    pub fn asks_nothing(&self) -> bool {
        let is_whole =
            |(file, person): (&ReadFile, &Incoming)| file.whole.contains_key(&person.row);
        self.brings_any() && self.newcomers().all(is_whole)
    }

    /// Whether anything would be brought in at all.
    pub fn brings_any(&self) -> bool {
        self.admissible().next().is_some() || self.brings_services()
    }

    /// The writes that bring the people in, and how many they are; `next_id` gives new ones their identity. Somebody who
    /// comes with their whole record keeps theirs.
    pub fn person_writes(
        &self,
        admission: &Admission<'_>,
        mut next_id: impl FnMut() -> uuid::Uuid,
    ) -> (Vec<Write>, usize) {
        let (mut writes, mut people) = (Vec::new(), 0);
        let mut services = self.known_services.clone();
        for (file, person) in self.newcomers() {
            let records = if let Some(whole) = file.whole.get(&person.row) {
                let new = whole.services.iter().filter(|one| services.insert(one.id));
                writes.extend(new.map(|one| Write::Add(Record::Service(Box::new(one.clone())))));
                whole.clone().into_all()
            } else {
                let file = name_of(&file.path);
                let admission = Admission {
                    file: &file,
                    ..*admission
                };
                admit(person, &admission, &mut next_id)
            };
            writes.extend(records.into_iter().map(Write::Add));
            people += 1;
        }
        let others = self.directory().filter(|one| services.insert(one.id));
        writes.extend(others.map(|one| Write::Add(Record::Service(Box::new(one.clone())))));
        writes.extend(
            self.unmet()
                .map(|one| Write::Add(Record::UnmetNeed(one.clone()))),
        );
        self.carers.reconcile(&mut writes);
        (writes, people)
    }

    /// Who wrote the whole records that would be brought in, names by login, to be kept with them.
    pub fn authors(&self) -> BTreeMap<String, String> {
        let whole = self
            .newcomers()
            .filter(|(file, person)| file.whole.contains_key(&person.row));
        let mut all = BTreeMap::new();
        for (file, _) in whole {
            for (login, name) in &file.authors {
                all.entry(login.clone()).or_insert_with(|| name.clone());
            }
        }
        all
    }

    /// What would be brought in, in words: "3 people", "25 services", or both.
    pub fn in_words(&self) -> String {
        counted(
            self.admissible().count(),
            self.services().count() + self.directory().count(),
        )
    }

    /// Whether anything in the files is missing or otherwise here, of people who are here already.
    pub fn has_other_records(&self) -> bool {
        self.other_records().next().is_some()
    }

    /// Those who are here already, and of whom a file has records that are missing or otherwise here.
    pub fn other_records(&self) -> impl Iterator<Item = &OtherRecords> {
        self.files.iter().flat_map(|file| &file.other_records)
    }

    /// The people who would be brought in: new here, and not said to have died.
    pub fn admissible(&self) -> impl Iterator<Item = &Incoming> {
        self.newcomers().map(|(_, person)| person)
    }

    fn newcomers(&self) -> impl Iterator<Item = (&ReadFile, &Incoming)> {
        self.files.iter().flat_map(|file| {
            let proposal = file.outcome.as_ref().ok();
            proposal.into_iter().flat_map(move |proposal| {
                proposal
                    .people
                    .iter()
                    .zip(&file.matches)
                    .filter(|(person, known)| **known == Match::New && !person.has_died())
                    .map(move |(person, _)| (file, person))
            })
        })
    }

    /// What is in the files that could be read.
    pub fn proposals(&self) -> impl Iterator<Item = &Proposal> {
        self.files
            .iter()
            .filter_map(|file| file.outcome.as_ref().ok())
    }

    /// Why files could not be read at all, a sentence each with the file's name.
    pub fn faults(&self) -> impl Iterator<Item = &str> {
        self.files
            .iter()
            .filter_map(|file| file.outcome.as_ref().err().map(String::as_str))
    }

    /// How many of the files cannot be read, in words; `None` where all can.
    pub fn unread_in_words(&self) -> Option<String> {
        let files = say::count(self.files.len(), "file", "files");
        match self.faults().count() {
            0 => None,
            unread => Some(format!(
                "{unread} of {files} cannot be read; nothing of {} comes in",
                if unread == 1 { "it" } else { "them" }
            )),
        }
    }
}

/// People and services in words; people where there is neither.
pub fn counted(people: usize, services: usize) -> String {
    let people_said = say::count(people, "person", "people");
    let services_said = say::count(services, "service", "services");
    match (people, services) {
        (_, 0) => people_said,
        (0, _) => services_said,
        _ => format!("{people_said} and {services_said}"),
    }
}

/// What is to be read of a path that was given.
pub struct Found {
    /// The file itself, or the JSON and CSV files of a folder, in order.
    pub files: Vec<PathBuf>,
    /// What stands in the folder and is not looked into, in a sentence; nothing where nothing does.
    pub beside: Option<String>,
}

/// The files to read of a path.
///
/// # Errors
/// A sentence, where there is nothing to read at all.
pub fn files_of(path: &Path) -> Result<Found, String> {
    let fault = |error| FileFault::from_io(path, &error).to_string();
    if !path.metadata().map_err(fault)?.is_dir() {
        return Ok(Found {
            files: vec![path.to_owned()],
            beside: None,
        });
    }
    let within: Vec<PathBuf> = std::fs::read_dir(path)
        .map_err(fault)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    let is_hidden = |path: &PathBuf| name_of(path).starts_with('.');
    let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) =
        within.into_iter().partition(|path| path.is_dir());
    files.retain(|path| {
        path.extension().is_some_and(|ending| {
            ending.eq_ignore_ascii_case("json") || ending.eq_ignore_ascii_case("csv")
        })
    });
    files.sort();
    let beside = match folders.iter().filter(|path| !is_hidden(path)).count() {
        0 => None,
        1 => Some(format!(
            "There is a folder inside {}, which is not read: name it by itself where it is meant.",
            shown(path)
        )),
        folders => Some(format!(
            "There are {folders} folders inside {}, which are not read: name each by itself where it is meant.",
            shown(path)
        )),
    };
    if files.is_empty() {
        let nothing = format!("There is no .csv or .json file in {}.", shown(path));
        return Err(match beside {
            Some(beside) => format!("{nothing} {beside}"),
            None => format!("{nothing} Name another folder."),
        });
    }
    Ok(Found { files, beside })
}

/// Reads files and compares their people with those who are known. Nothing is written.
///
/// `progress` is told how much is done of how much; `None` when it stopped the reading.
pub fn read_files(
    paths: &[PathBuf],
    here: Here,
    today: NaiveDate,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Option<ReadFiles> {
    let ids: BTreeSet<PersonId> = here.people.iter().map(|person| person.id).collect();
    let names: BTreeMap<PersonId, String> = here.people.iter().map(listed).collect();
    let here_services: BTreeMap<ServiceId, Service> = here
        .services
        .iter()
        .map(|one| (one.id, one.value.clone()))
        .collect();
    let mut known = here.authors;
    let mut claims = Claims::new(&here.store, names, here_services);
    let mut carers = CarersHere::default();
    let loaded: Vec<(String, Result<Loaded, String>)> = paths
        .iter()
        .map(|path| {
            let name = name_of(path);
            let loaded = load(path, &name, today, progress);
            (name, loaded)
        })
        .collect();
    let others: Vec<(&str, &[u8])> = loaded
        .iter()
        .filter_map(|(name, loaded)| match loaded {
            Ok(Loaded::Other(bytes)) => Some((name.as_str(), bytes.as_slice())),
            Ok(Loaded::Whole(_)) | Err(_) => None,
        })
        .collect();
    let mut outcomes = read_set(&others, &Context::new(today), progress).into_iter();
    let matcher = Matcher::new(here.people.into_iter().map(|person| Known {
        id: person.id.bytes(),
        nhs_number: person.nhs_number,
        family_name: person.family_name,
        given_names: person.given_names,
        born_on: person.born_on,
        postcode: (!person.postcode.is_empty()).then_some(person.postcode),
        phones: person.phones,
        source: person.source,
    }));
    let known_services = here.services.iter().map(|one| one.id).collect();
    let mut register = Register::of(here.services);
    let mut given = Vec::new();
    let mut taken = BTreeMap::new();
    for (path, (name, loaded)) in paths.iter().zip(loaded) {
        let mut directory = Vec::new();
        let mut unmet = Vec::new();
        let mut is_cut = false;
        let mut authors = BTreeMap::new();
        let (outcome, whole) = match loaded {
            Err(reason) => (Err(reason), Whole::new()),
            Ok(Loaded::Whole(Err(JsonFault::Stopped))) => return None,
            Ok(Loaded::Whole(Err(fault))) => {
                (Err(format!("{}: {fault}", visible(&name))), Whole::new())
            }
            Ok(Loaded::Whole(Ok(mut read))) => {
                read.told_apart(&mut known);
                let Read {
                    mut proposal,
                    whole,
                    directory: services,
                    unmet: needs,
                    is_cut: cut,
                    authors: wrote,
                } = *read;
                (is_cut, authors, unmet) = (cut, wrote, needs);
                import_whole::refuse_taken(&mut proposal, &whole, &name, &mut taken);
                let told = claims.check(&mut proposal, &whole, &name, |person, id| {
                    ids.contains(&id) || matcher.find(person, &name) != Match::New
                });
                match told {
                    Ok(()) => {
                        claims.directory(&mut proposal, &services, &name);
                        directory = services;
                        (Ok(proposal), whole)
                    }
                    Err(fault) => (Err(format!("{}: {fault}", visible(&name))), Whole::new()),
                }
            }
            Ok(Loaded::Other(_)) => match outcomes.next()? {
                Err(ImportFault::Cancelled) => return None,
                Err(fault) => {
                    let reason = sentence(&fault.reason());
                    let told = format!("{}: {reason} {}", visible(&name), fault.remedy());
                    (Err(told), Whole::new())
                }
                Ok(proposal) => (Ok(proposal), Whole::new()),
            },
        };
        given.push(Given {
            path,
            name,
            outcome,
            whole,
            directory,
            unmet,
            is_cut,
            authors,
        });
    }
    // A list, a bundle and whole records that were given together may hold one number.
    let proposals = given.iter_mut().filter_map(|one| one.outcome.as_mut().ok());
    refuse_shared_numbers(&mut proposals.collect::<Vec<_>>());
    let (mut files, mut namesakes) = (Vec::new(), Namesakes::default());
    for one in given {
        let Given {
            path,
            name,
            mut outcome,
            whole,
            directory,
            unmet,
            is_cut,
            authors,
        } = one;
        let matches: Vec<Match> = match &outcome {
            Ok(proposal) => proposal
                .people
                .iter()
                .map(
                    |person| match whole.get(&person.row).map(|one| one.person.id) {
                        Some(id) if ids.contains(&id) => Match::Same(id.bytes()),
                        _ => matcher.find(person, &name),
                    },
                )
                .collect(),
            Err(_) => Vec::new(),
        };
        if let Ok(proposal) = &mut outcome {
            let doubtful = namesakes.doubtful(&name, &proposal.people, &matches, &matcher);
            proposal.warnings.extend(doubtful);
            for (person, known) in proposal.people.iter().zip(&matches) {
                carers.take(person, *known, &whole);
            }
            if let Err(fault) = carers.look(proposal, &matches, &whole, &here.store) {
                outcome = Err(format!("{}: {fault}", visible(&name)));
            }
        }
        let mut differing = Vec::new();
        if let Ok(proposal) = &outcome {
            match differences(&proposal.people, &matches, &here.store, today) {
                Ok(found) => differing = found,
                Err(fault) => outcome = Err(format!("{}: {fault}", visible(&name))),
            }
        }
        let mut others = Vec::new();
        if let Ok(proposal) = &outcome {
            match other_records(&proposal.people, &matches, (&whole, is_cut), &here.store) {
                Ok(found) => others = found,
                Err(fault) => outcome = Err(format!("{}: {fault}", visible(&name))),
            }
        }
        let services = match &outcome {
            Ok(proposal) => register.arrivals(&visible(&name), &proposal.services),
            Err(_) => Vec::new(),
        };
        files.push(ReadFile {
            path: path.to_owned(),
            outcome,
            matches,
            differences: differing,
            other_records: others,
            services,
            whole,
            directory,
            unmet,
            authors,
        });
    }
    Some(ReadFiles {
        files,
        known_services,
        known_unmet: here.unmet,
        carers,
        beside: Vec::new(),
    })
}

/// A file of those given together, before it is compared with who is here.
struct Given<'a> {
    path: &'a Path,
    name: String,
    outcome: Result<Proposal, String>,
    whole: Whole,
    directory: Vec<Service>,
    unmet: Vec<UnmetNeed>,
    is_cut: bool,
    authors: BTreeMap<String, String>,
}

/// A file as it was read first.
enum Loaded {
    /// Whole records, or why they cannot be read.
    Whole(Result<Box<Read>, JsonFault>),
    /// The bytes of any other file.
    Other(Vec<u8>),
}

fn load(
    path: &Path,
    name: &str,
    today: NaiveDate,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Loaded, String> {
    let bytes = files::read_capped(path, LARGEST as u64).map_err(|fault| fault.to_string())?;
    Ok(match import_whole::read(name, &bytes, today, progress) {
        Some(read) => Loaded::Whole(read.map(Box::new)),
        None => Loaded::Other(bytes),
    })
}

/// Somebody who is here, as they are listed.
fn listed(person: &KnownPerson) -> (PersonId, String) {
    let parts = [person.family_name.as_str(), person.given_names.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (person.id, parts.join(", "))
}

/// A file's own name, for messages and for where a person came from.
pub fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// The preview on the screen.
pub struct ImportView {
    /// What was read.
    pub read: ReadFiles,
    /// Its lines.
    pub lines: Vec<PreviewLine>,
    /// First line on the screen.
    pub top: usize,
}

impl ImportView {
    /// The preview of what was read.
    pub fn new(read: ReadFiles, keys: &Keymap) -> Self {
        let lines = lines(&read, keys);
        Self {
            read,
            lines,
            top: 0,
        }
    }
}
