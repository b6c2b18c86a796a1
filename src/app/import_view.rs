//! The preview of an import: what was read, what is good, what is bad and why, who is here already.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::domain::say;
use crate::domain::text::visible;
use crate::import::{
    Context, ImportFault, Incoming, Known, MAX_BYTES, Match, Matcher, Problem, Proposal, read_set,
};
use crate::platform::files;
use crate::store::KnownPerson;

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
}

impl ReadFiles {
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

/// Reads files and compares their people with those who are known. Nothing is written.
///
/// `progress` is told how much is done of how much; `None` when it stopped the reading.
pub fn read_files(
    paths: &[PathBuf],
    known: Vec<KnownPerson>,
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
    let matcher = Matcher::new(known.into_iter().map(|person| Known {
        id: person.id.bytes(),
        nhs_number: person.nhs_number,
        family_name: person.family_name,
        born_on: person.born_on,
        postcode: (!person.postcode.is_empty()).then_some(person.postcode),
    }));
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
        files.push(ReadFile {
            path: path.clone(),
            outcome,
            matches,
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
