//! What a preview says, line by line: what was read, what is good, what is bad and why, who is here already.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::import_differences::Difference;
use super::import_view::{ReadFile, ReadFiles, name_of};
use super::keymap::Keymap;
use crate::domain::say;
use crate::domain::text::visible;
use crate::import::{Arrival, Incoming, Kind, Match, Problem, Proposal, counted_kind};

/// How many bad rows, warnings and people the preview lists of each; the rest is counted.
const LISTED: usize = 200;

/// How many kinds of resources are named among those that are left; the rest is counted.
const KINDS: usize = 12;

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

/// The whole preview as lines: first the files that cannot be read, so that nobody overlooks one among many; then what
/// each of the others holds.
pub fn lines(read: &ReadFiles, keys: &Keymap) -> Vec<PreviewLine> {
    let mut lines = Vec::new();
    if let Some(text) = read.unread_in_words() {
        let faults = read
            .faults()
            .map(|reason| (LineTone::Bad, reason.to_owned()));
        let all = std::iter::once((LineTone::Heading, text)).chain(faults);
        lines.extend(all.map(|(tone, text)| PreviewLine { tone, text }));
    }
    let beside = read.beside.iter().cloned();
    lines.extend(beside.map(|text| PreviewLine {
        tone: LineTone::Warning,
        text,
    }));
    lines.extend(read_lines(read, keys));
    lines
}

/// What the files that could be read hold: the counts first, then columns, bad rows, those here already, those to bring
/// in.
pub fn read_lines(read: &ReadFiles, keys: &Keymap) -> Vec<PreviewLine> {
    let mut lines = Vec::new();
    let mut push = |tone, text: String| lines.push(PreviewLine { tone, text });
    let leaving = || {
        read.proposals()
            .filter(|proposal| !proposal.left.is_empty())
    };
    // Of a folder of bundles the sum is enough: what each leaves would hide what is to be looked at.
    let is_summed = leaving().count() > 1;
    if is_summed {
        let mut sum = BTreeMap::new();
        for (kind, count) in leaving().flat_map(|proposal| &proposal.left) {
            *sum.entry(kind.clone()).or_default() += count;
        }
        let bundles = say::count(leaving().count(), "bundle", "bundles");
        push(LineTone::Heading, format!("Left in {bundles}"));
        push(LineTone::Plain, left(&sum));
    }
    for file in &read.files {
        let name = visible(&name_of(&file.path)).into_owned();
        let Ok(proposal) = &file.outcome else {
            continue;
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
        let counted = if proposal.kind == Kind::CaseloadJson {
            format!(
                "{}: {fresh} to bring in, {here} here already, {} bad",
                say::count(proposal.rows, "person", "people"),
                proposal.bad_rows(),
            )
        } else {
            format!(
                "{}: {fresh} to bring in, {here} here already, {died} have died, {} bad, {} blank or not people",
                say::count(proposal.rows, "row", "rows"),
                proposal.bad_rows(),
                proposal.skipped + proposal.joined,
            )
        };
        push(LineTone::Plain, counted);
        let (row, bad) = match proposal.kind {
            Kind::CaseloadJson => ("person", "People who cannot be brought in"),
            _ => ("row", "Rows that cannot be brought in"),
        };
        if !file.directory.is_empty() {
            let new =
                |one: &&crate::domain::service::Service| !read.known_services.contains(&one.id);
            let text = format!(
                "{} of the directory: {} to bring in",
                say::count(file.directory.len(), "service", "services"),
                file.directory.iter().filter(new).count()
            );
            push(LineTone::Plain, text);
        }
        if !file.unmet.is_empty() {
            let text = format!(
                "{} that nothing in the directory met, which commissioners are told of",
                say::count(file.unmet.len(), "need", "needs")
            );
            push(LineTone::Plain, text);
        }
        differing(&mut push, file, row, keys);
        other_records(&mut push, file);
        for note in &proposal.notes {
            push(LineTone::Plain, note.clone());
        }
        if !is_summed && !proposal.left.is_empty() {
            push(LineTone::Plain, left(&proposal.left));
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
                if let Some(says) = column.dates.says() {
                    let tone = if column.dates.is_doubtful() {
                        LineTone::Bad
                    } else {
                        LineTone::Plain
                    };
                    push(tone, format!("    {says}"));
                }
            }
        }
        problems(&mut push, row, bad, LineTone::Bad, &proposal.bad);
        problems(
            &mut push,
            row,
            "Worth a look",
            LineTone::Warning,
            &proposal.warnings,
        );
        people(&mut push, file, proposal);
    }
    lines
}

/// What is left of bundles, the most of a kind first.
fn left(kinds: &BTreeMap<String, usize>) -> String {
    let mut kinds: Vec<(&str, usize)> = kinds
        .iter()
        .map(|(kind, count)| (kind.as_str(), *count))
        .collect();
    kinds.sort_by_key(|(kind, count)| (Reverse(*count), *kind));
    let named = kinds.iter().take(KINDS);
    let mut said: Vec<String> = named
        .map(|(kind, count)| counted_kind(kind, *count))
        .collect();
    let others = kinds.get(KINDS..).unwrap_or_default();
    if !others.is_empty() {
        let sum: usize = others.iter().map(|(_, count)| count).sum();
        let others = say::count(others.len(), "other kind", "other kinds");
        said.push(format!("{sum} of {others}"));
    }
    format!(
        "Not brought in, since Caseload keeps none of it: {}.",
        said.join(", ")
    )
}

/// What the file says otherwise of those who are here: first who died or left, then each field.
fn differing(push: &mut impl FnMut(LineTone, String), file: &ReadFile, row: &str, keys: &Keymap) {
    let mut list = |heading: &str, chosen: Vec<(LineTone, String)>| {
        if chosen.is_empty() {
            return;
        }
        push(LineTone::Heading, keys.spoken(heading).into_owned());
        let more = chosen.len().saturating_sub(LISTED);
        for (tone, text) in chosen.into_iter().take(LISTED) {
            push(tone, text);
        }
        if more > 0 {
            push(LineTone::Plain, format!("... and {more} more"));
        }
    };
    let all = || file.differences.iter();
    let whose = |one: &Difference| format!("{row} {}: {}", one.row, visible(&one.who));
    list(
        "Open here, and died or left by this file. Nothing is recorded: find out, then {list.status} on them in the list",
        all()
            .filter_map(|one| {
                let gone = one.gone.as_ref()?;
                Some((LineTone::Warning, format!("{}: {gone}", whose(one))))
            })
            .collect(),
    );
    list(
        "Here already, and otherwise in this file. Nothing is changed: find out, then {person.edit} on their page",
        all()
            .filter(|one| !one.changes.is_empty())
            .map(|one| {
                let (tone, why) = if one.is_doubtful() {
                    (LineTone::Warning, ". Somebody else? Check both")
                } else {
                    (LineTone::Plain, "")
                };
                (tone, format!("{}: {}{why}", whose(one), one.told()))
            })
            .collect(),
    );
}

/// Which records the file has of those who are here, and this store has not.
fn other_records(push: &mut impl FnMut(LineTone, String), file: &ReadFile) {
    if file.other_records.is_empty() {
        return;
    }
    push(
        LineTone::Heading,
        "Here already, with other records in this file. Nothing of them is brought in: compare, and record what is right"
            .to_owned(),
    );
    for one in file.other_records.iter().take(LISTED) {
        let (row, who) = (one.row, visible(&one.who));
        let text = format!("person {row}: {who} differs in: {}", one.told());
        push(LineTone::Warning, text);
    }
    let more = file.other_records.len().saturating_sub(LISTED);
    if more > 0 {
        push(LineTone::Plain, format!("... and {more} more"));
    }
}

fn problems(
    push: &mut impl FnMut(LineTone, String),
    row: &str,
    heading: &str,
    tone: LineTone,
    problems: &[Problem],
) {
    if problems.is_empty() {
        return;
    }
    push(LineTone::Heading, heading.to_owned());
    for problem in problems.iter().take(LISTED) {
        let place = if problem.column == Problem::WHOLE_ROW {
            String::new()
        } else {
            format!(", {}", visible(&problem.column))
        };
        let value = if problem.value.is_empty() {
            String::new()
        } else {
            format!("\"{}\" ", problem.value)
        };
        let (reason, remedy) = (sentence(&problem.reason), sentence(&problem.remedy));
        push(
            tone,
            format!("{row} {}{place}: {value}{reason} {remedy}", problem.row),
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
    let row = match proposal.kind {
        Kind::CaseloadJson => "person",
        _ => "row",
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
                format!("{row} {}: {}{why}", person.row, describe(person)),
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
                Match::New | Match::Likely(_) | Match::LikelyByName(_) => None,
                Match::Same(id) if file.is_themselves(person, *id) => Some((person, "")),
                Match::Same(_) if file.has_other_name(person) => {
                    Some((person, ", the same NHS number but another name: check both"))
                }
                Match::Same(_) => Some((person, ", the same NHS number")),
                Match::Clash(_) => Some((
                    person,
                    ", the same NHS number but another birth date: check both",
                )),
            })
            .collect(),
    );
    list(
        "Here already? Likely, so not brought in; add by hand whoever is somebody else",
        pairs()
            .filter_map(|(person, known)| match known {
                Match::Likely(_) => Some((
                    person,
                    ", likely: the same name and birth date, and no other postcode",
                )),
                Match::LikelyByName(_) => Some((
                    person,
                    ", likely: the same name, and the same postcode, telephone or row of this file; a birth date is missing",
                )),
                Match::New | Match::Same(_) | Match::Clash(_) => None,
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
        "row",
        "Services that cannot be brought in",
        LineTone::Bad,
        &proposal.bad,
    );
    problems(
        push,
        "row",
        "Worth a look",
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

/// A sentence, with its full stop.
pub(super) fn sentence(text: &str) -> String {
    if text.ends_with(['.', '?', '!', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
