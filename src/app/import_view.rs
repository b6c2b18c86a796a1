//! The preview of an import: what was read, what is good, what is bad and why, who is here already.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::domain::change::Write;
use crate::domain::id::ServiceId;
use crate::domain::record::{Kept, Record};
use crate::domain::say;
use crate::domain::service::Service;
use crate::domain::text::visible;
use crate::import::{
    Arrival, Arrivals, Context, ImportFault, Incoming, Kind, Known, MAX_BYTES, Match, Matcher,
    Problem, Proposal, Register, read_set,
};
use crate::platform::files;
use crate::store::{Fault, KnownPerson, Store};

/// How many bad rows, warnings and people the preview lists of each; the rest is counted.
const LISTED: usize = 200;

/// What was read from the files given, one proposal or reason a file.
pub struct ReadFiles {
    /// The files and what came of them.
    pub files: Vec<ReadFile>,
}

/// What was read from one file.
pub struct ReadFile {
    /// Where it is.
    pub path: PathBuf,
    /// What is in it, or in a sentence why it cannot be read.
    pub outcome: Result<Proposal, String>,
    /// For each person proposed, whether they are here already.
    pub matches: Vec<Match>,
    /// What becomes of each service proposed.
    pub services: Arrivals,
}

/// Who and what is here already, to compare files with.
pub struct Here {
    people: Vec<KnownPerson>,
    services: Vec<Kept<Service>>,
}

impl Here {
    /// What a store knows.
    ///
    /// # Errors
    /// Engine faults.
    pub fn of(store: &Store) -> Result<Self, Fault> {
        Ok(Self {
            people: store.known_people()?,
            services: store.services()?,
        })
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

    /// Whether no file holds people: nothing has to be said of why they were identified.
    pub fn is_services_alone(&self) -> bool {
        self.admissible().next().is_none() && self.services().next().is_some()
    }

    /// What would be brought in, in words: "3 people", "25 services", or both.
    pub fn in_words(&self) -> String {
        counted(self.admissible().count(), self.services().count())
    }

    /// The people who would be brought in: new here, and not said to have died.
    pub fn admissible(&self) -> impl Iterator<Item = (&Proposal, &Incoming)> {
        self.files.iter().flat_map(|file| {
            let proposal = file.outcome.as_ref().ok();
            proposal.into_iter().flat_map(move |proposal| {
                proposal
                    .people
                    .iter()
                    .zip(&file.matches)
                    .filter(|(person, known)| **known == Match::New && !person.has_died())
                    .map(move |(person, _)| (proposal, person))
            })
        })
    }

    /// The first reason why a file could not be read at all.
    pub fn first_fault(&self) -> Option<&str> {
        self.files
            .iter()
            .find_map(|file| file.outcome.as_ref().err().map(String::as_str))
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

/// Reads files and compares their people with those who are known. Nothing is written.
///
/// `progress` is told how much is done of how much; `None` when it stopped the reading.
pub fn read_files(
    paths: &[PathBuf],
    here: Here,
    today: NaiveDate,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Option<ReadFiles> {
    let loaded: Vec<(String, Result<Vec<u8>, String>)> = paths
        .iter()
        .map(|path| {
            (
                name_of(path),
                files::read_capped(path, MAX_BYTES as u64).map_err(|fault| fault.to_string()),
            )
        })
        .collect();
    let readable: Vec<(&str, &[u8])> = loaded
        .iter()
        .filter_map(|(name, bytes)| Some((name.as_str(), bytes.as_deref().ok()?)))
        .collect();
    let mut outcomes = read_set(&readable, &Context::new(today), progress).into_iter();
    let matcher = Matcher::new(here.people.into_iter().map(|person| Known {
        id: person.id.bytes(),
        nhs_number: person.nhs_number,
        family_name: person.family_name,
        born_on: person.born_on,
        postcode: (!person.postcode.is_empty()).then_some(person.postcode),
    }));
    let mut register = Register::of(here.services);
    let mut files = Vec::new();
    for (path, (name, bytes)) in paths.iter().zip(&loaded) {
        let outcome = match bytes {
            Err(reason) => Err(reason.clone()),
            Ok(_) => match outcomes.next()? {
                Err(ImportFault::Cancelled) => return None,
                Err(fault) => Err(format!(
                    "{}: {} {}",
                    visible(name),
                    sentence(&fault.reason()),
                    fault.remedy()
                )),
                Ok(proposal) => Ok(proposal),
            },
        };
        let matches = match &outcome {
            Ok(proposal) => proposal
                .people
                .iter()
                .map(|person| matcher.find(person))
                .collect(),
            Err(_) => Vec::new(),
        };
        let services = match &outcome {
            Ok(proposal) => register.arrivals(&visible(name), &proposal.services),
            Err(_) => Vec::new(),
        };
        files.push(ReadFile {
            path: path.clone(),
            outcome,
            matches,
            services,
        });
    }
    Some(ReadFiles { files })
}

/// A file's own name, for messages and for where a person came from.
pub fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '?', '!', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
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

/// One line of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLine {
    /// How it is to be read.
    pub tone: LineTone,
    /// What it says.
    pub text: String,
}

/// How a line of the preview is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineTone {
    /// A heading.
    Heading,
    /// A fact.
    Plain,
    /// Something that will not be brought in.
    Bad,
    /// Something worth a look.
    Warning,
}

impl ImportView {
    /// The preview of what was read.
    pub fn new(read: ReadFiles) -> Self {
        let lines = lines(&read);
        Self {
            read,
            lines,
            top: 0,
        }
    }
}

/// The whole preview as lines: the counts first, then columns, bad rows, those here already, those to bring in.
pub fn lines(read: &ReadFiles) -> Vec<PreviewLine> {
    let mut lines = Vec::new();
    let mut push = |tone, text: String| lines.push(PreviewLine { tone, text });
    for file in &read.files {
        let name = visible(&name_of(&file.path)).into_owned();
        let proposal = match &file.outcome {
            Ok(proposal) => proposal,
            Err(reason) => {
                push(LineTone::Heading, name);
                push(LineTone::Bad, reason.clone());
                continue;
            }
        };
        let died = proposal
            .people
            .iter()
            .filter(|person| person.has_died())
            .count();
        let here = file
            .matches
            .iter()
            .filter(|known| **known != Match::New)
            .count();
        let fresh = proposal
            .people
            .iter()
            .zip(&file.matches)
            .filter(|(person, known)| **known == Match::New && !person.has_died())
            .count();
        push(LineTone::Heading, name);
        if matches!(proposal.kind, Kind::ServiceList | Kind::OpenReferral) {
            services(&mut push, file, proposal);
            continue;
        }
        push(
            LineTone::Plain,
            format!(
                "{}: {fresh} to bring in, {here} here already, {died} have died, {} bad, {} blank or not people",
                say::count(proposal.rows, "row", "rows"),
                proposal.bad_rows(),
                proposal.skipped + proposal.joined,
            ),
        );
        for note in &proposal.notes {
            push(LineTone::Plain, note.clone());
        }
        if !proposal.columns.is_empty() {
            push(
                LineTone::Heading,
                "Columns and how they are read".to_owned(),
            );
            for column in &proposal.columns {
                let heading = if column.heading.is_empty() {
                    "(no heading)"
                } else {
                    &column.heading
                };
                let read_as = column
                    .read_as
                    .map_or("not brought in", |field| field.label());
                push(
                    LineTone::Plain,
                    format!("{} -> {read_as}: {}", visible(heading), column.sample),
                );
            }
        }
        problems(
            &mut push,
            "Rows that cannot be brought in",
            LineTone::Bad,
            &proposal.bad,
        );
        problems(
            &mut push,
            "Brought in, but worth a look",
            LineTone::Warning,
            &proposal.warnings,
        );
        people(&mut push, file, proposal);
    }
    lines
}

fn problems(
    push: &mut impl FnMut(LineTone, String),
    heading: &str,
    tone: LineTone,
    problems: &[Problem],
) {
    if problems.is_empty() {
        return;
    }
    push(LineTone::Heading, heading.to_owned());
    for problem in problems.iter().take(LISTED) {
        push(
            tone,
            format!(
                "row {}, {}: \"{}\" {} {}",
                problem.row,
                visible(&problem.column),
                problem.value,
                sentence(&problem.reason),
                sentence(&problem.remedy),
            ),
        );
    }
    if problems.len() > LISTED {
        push(tone, format!("... and {} more", problems.len() - LISTED));
    }
}

fn people(push: &mut impl FnMut(LineTone, String), file: &ReadFile, proposal: &Proposal) {
    let describe = |person: &Incoming| {
        let born = person
            .born_on
            .map_or_else(|| "no birth date".to_owned(), say::birth);
        let number = person
            .nhs_number
            .map_or_else(|| "no NHS number".to_owned(), |number| number.to_string());
        format!(
            "{}, {}  {born}  {number}",
            visible(&person.family_name),
            visible(&person.given_names)
        )
    };
    let pairs = || proposal.people.iter().zip(&file.matches);
    let mut list = |heading: &str, chosen: Vec<(&Incoming, &str)>| {
        if chosen.is_empty() {
            return;
        }
        push(LineTone::Heading, heading.to_owned());
        let more = chosen.len().saturating_sub(LISTED);
        for (person, why) in chosen.into_iter().take(LISTED) {
            push(
                LineTone::Plain,
                format!("row {}: {}{why}", person.row, describe(person)),
            );
        }
        if more > 0 {
            push(LineTone::Plain, format!("... and {more} more"));
        }
    };
    list(
        "Here already: not brought in again",
        pairs()
            .filter_map(|(person, known)| match known {
                Match::New => None,
                Match::Same(_) => Some((person, ", the same NHS number")),
                Match::Likely(_) => {
                    Some((person, ", likely: the same name, birth date and postcode"))
                }
                Match::Clash(_) => Some((
                    person,
                    ", the same NHS number but another birth date: check both",
                )),
            })
            .collect(),
    );
    list(
        "Have died: not brought in",
        pairs()
            .filter(|(person, known)| person.has_died() && **known == Match::New)
            .map(|(person, _)| (person, ""))
            .collect(),
    );
    list(
        "To bring in",
        pairs()
            .filter(|(person, known)| !person.has_died() && **known == Match::New)
            .map(|(person, _)| (person, ""))
            .collect(),
    );
}

/// The preview of a file of services: the counts, the columns, bad rows, what becomes of each.
fn services(push: &mut impl FnMut(LineTone, String), file: &ReadFile, proposal: &Proposal) {
    let count = |which: fn(&Arrival) -> bool| {
        let arrivals = file.services.iter();
        arrivals.filter(|(_, arrival)| which(arrival)).count()
    };
    push(
        LineTone::Plain,
        format!(
            "{}: {} new, {} to bring up to date, {} here already as they are, {} bad, {} blank",
            say::count(proposal.rows, "service", "services"),
            count(|one| matches!(one, Arrival::New(_))),
            count(|one| matches!(one, Arrival::Update { .. })),
            count(|one| matches!(one, Arrival::Same | Arrival::Twice(_))),
            proposal.bad_rows(),
            proposal.skipped,
        ),
    );
    for note in &proposal.notes {
        push(LineTone::Plain, note.clone());
    }
    if !proposal.service_columns.is_empty() {
        push(
            LineTone::Heading,
            "Columns and how they are read".to_owned(),
        );
        for (heading, read_as) in &proposal.service_columns {
            let read_as = read_as.unwrap_or("not brought in");
            push(
                LineTone::Plain,
                format!("{} -> {read_as}", visible(heading)),
            );
        }
    }
    problems(
        push,
        "Services that cannot be brought in",
        LineTone::Bad,
        &proposal.bad,
    );
    problems(
        push,
        "Brought in, but worth a look",
        LineTone::Warning,
        &proposal.warnings,
    );
    let mut list = |heading: &str, which: fn(&Arrival) -> bool| {
        let chosen = proposal.services.iter().zip(&file.services);
        let chosen: Vec<String> = chosen
            .filter(|(_, (_, arrival))| which(arrival))
            .map(|(incoming, (row, arrival))| {
                let service = &incoming.service;
                let why = match arrival {
                    Arrival::Twice(first) => {
                        format!(", the same entry as {first}: not brought in")
                    }
                    Arrival::New(_) | Arrival::Update { .. } | Arrival::Same => String::new(),
                };
                format!(
                    "row {row}: {}  {}{why}",
                    visible(&service.name),
                    visible(service.phone())
                )
            })
            .collect();
        if chosen.is_empty() {
            return;
        }
        push(LineTone::Heading, heading.to_owned());
        let more = chosen.len().saturating_sub(LISTED);
        for line in chosen.into_iter().take(LISTED) {
            push(LineTone::Plain, line);
        }
        if more > 0 {
            push(LineTone::Plain, format!("... and {more} more"));
        }
    };
    list("Here already: nothing new", |one| {
        matches!(one, Arrival::Same | Arrival::Twice(_))
    });
    list(
        "Here already: brought up to date with what the file says",
        |one| matches!(one, Arrival::Update { .. }),
    );
    list("New", |one| matches!(one, Arrival::New(_)));
}
