//! `caseload import`: the preview as text or JSON, then, once accepted, everybody in one transaction.

use std::io::{self, BufRead, IsTerminal};
use std::ops::ControlFlow;

use serde_json::{Value, json};

use super::args::{Global, Import};
use super::out::Out;
use super::{Refused, opening};
use crate::app::ids::Ids;
use crate::app::import_view::{
    Here, ReadFile, ReadFiles, counted, files_of, read_files, read_lines,
};
use crate::app::keymap::Keymap;
use crate::domain::change::{Change, Write};
use crate::domain::london;
use crate::domain::record::{Kind as RecordKind, Record};
use crate::domain::say;
use crate::import::{Admission, Arrival, Kind, Match, Problem, Proposal};
use crate::platform::clock::Clock;
use crate::store::{Stamp, Store};

/// Reads the files, shows what would be brought in, and brings it in when accepted.
pub fn run(global: &Global, args: &Import, out: &mut Out) -> Result<(), Refused> {
    let now = Clock::system().now();
    let mut paths = Vec::new();
    let (mut unread, mut beside) = (Vec::new(), Vec::new());
    for path in &args.files {
        if !path.is_dir() {
            paths.push(path.clone());
            continue;
        }
        match files_of(path) {
            Ok(found) => {
                paths.extend(found.files);
                beside.extend(found.beside);
            }
            Err(reason) => unread.push(ReadFile::unread(path.clone(), reason)),
        }
    }
    let mut store = opening::open(global)?;
    let here = Here::of(&store).map_err(|fault| fault.to_string())?;
    let mut read = read_files(&paths, here, london::date(now), &mut |_, _| {
        ControlFlow::Continue(())
    })
    .ok_or("Reading was cancelled.")?;
    // A folder without a list is a fault beside, as a file that cannot be read is: the good ones come in.
    read.files.extend(unread);
    if args.json {
        let files: Vec<Value> = read.files.iter().map(as_json).collect();
        let all = match <[Value; 1]>::try_from(files) {
            Ok([only]) => only,
            Err(files) => Value::Array(files),
        };
        out.json(&format!("{all:#}\n"));
    } else {
        // Why a file cannot be read is said once, beside.
        for line in read_lines(&read, &Keymap::shell()) {
            out.line(&line.text);
        }
    }
    for reason in read.faults() {
        out.warn(reason);
    }
    for told in &beside {
        out.warn(told);
    }
    let done = good_ones(&mut store, args, &read, out);
    // Whoever clears away what was brought in shall not take a file along of which nothing was.
    match (done, read.unread_in_words()) {
        (done, None) => done,
        (Ok(()), Some(unread)) => Err(format!(
            "{unread}. Put right what is said above and bring in what is missing."
        )),
        (Err(reason), Some(_)) if read.files.len() == 1 => Err(reason),
        (Err(reason), Some(unread)) => Err(format!("{unread}.\n{reason}")),
    }
}

/// Brings in what is good in the files that can be read.
fn good_ones(
    store: &mut Store,
    args: &Import,
    read: &ReadFiles,
    out: &mut Out,
) -> Result<(), Refused> {
    let bad: usize = read.proposals().map(Proposal::bad_rows).sum();
    if read.admissible().next().is_none() && !read.brings_services() {
        if read.files.iter().all(|file| file.outcome.is_err()) {
            return Err("Nothing was brought in.".to_owned());
        }
        if bad > 0 {
            return Err(
                "Nothing could be brought in: correct the rows named above. Nothing was written."
                    .to_owned(),
            );
        }
        if !differ(read, out) {
            out.warn("Nothing new to bring in; nothing was written.");
        }
        return Ok(());
    }
    if args.dry_run {
        differ(read, out);
        left_out(bad, out);
        return Ok(());
    }
    if !args.yes && !agreed(&read.in_words(), out)? {
        out.warn("Nothing was written.");
        return Ok(());
    }
    bring_in(store, args, read, out)?;
    differ(read, out);
    left_out(bad, out);
    Ok(())
}

/// Says of whom the files hold records that are missing or otherwise here; whether there is anybody.
fn differ(read: &ReadFiles, out: &mut Out) -> bool {
    let mut all = read.other_records();
    let (first, more) = (all.next(), all.count());
    if let Some(first) = first {
        let who = match more {
            0 => format!("Person {} is here already and", first.row),
            _ => format!(
                "{} people are here already, named above; the first",
                more + 1
            ),
        };
        out.warn(&format!(
            "{who} differs in: {}; nothing of it was brought in.",
            first.told()
        ));
    }
    first.is_some()
}

/// Says last how many rows do not come in: the end is what is left on the screen and in the log of a job.
fn left_out(bad: usize, out: &mut Out) {
    if bad > 0 {
        out.warn(&format!(
            "Left out: {}, named above. Correct and bring in what is missing.",
            say::count(bad, "bad row", "bad rows")
        ));
    }
}

fn bring_in(
    store: &mut Store,
    args: &Import,
    read: &ReadFiles,
    out: &mut Out,
) -> Result<(), Refused> {
    let now = Clock::system().now();
    let user = store.user().clone();
    let by = args.by.clone().unwrap_or_else(|| user.name.clone());
    let because = args
        .because
        .clone()
        .unwrap_or_else(|| "on the list brought in".to_owned());
    let mut ids = Ids::System;
    let admission = Admission {
        today: london::date(now),
        because: &because,
        by: &by,
        navigator: &user.name,
        file: "",
    };
    let (writes, _) = read.person_writes(&admission, || ids.next(now));
    let mut change = Change { writes };
    change.writes.extend(read.service_writes(|| ids.next(now)));
    store
        .remember_authors(&read.authors())
        .map_err(|fault| format!("Nothing was brought in. {fault}"))?;
    write(store, &change, out)
}

fn write(store: &mut Store, change: &Change, out: &mut Out) -> Result<(), Refused> {
    let stamp = Stamp {
        at: Clock::system().now(),
        command: "import.accept",
        note: "",
    };
    let services = change
        .writes
        .iter()
        .filter(|write| write.kind() == RecordKind::Service)
        .count();
    // Whoever is here already and shares a carer with them is changed too, and not brought in.
    let is_somebody = |write: &&Write| matches!(write, Write::Add(Record::Person(_)));
    let people = change.writes.iter().filter(is_somebody).count();
    store
        .write(stamp, change)
        .map_err(|fault| format!("Nothing was brought in. {fault}"))?;
    out.warn(&format!("{} brought in.", counted(people, services)));
    Ok(())
}

/// Asks on the terminal; where there is none, `--yes` has to say it.
fn agreed(what: &str, out: &mut Out) -> Result<bool, Refused> {
    if !io::stdin().is_terminal() {
        return Err(
            "There is no terminal to ask on. Add --yes to bring them in, or --dry-run to look."
                .to_owned(),
        );
    }
    out.warn(&format!("Bring {what} in? Type yes:"));
    let mut line = String::new();
    io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|error| error.to_string())?;
    Ok(matches!(line.trim(), "yes" | "y"))
}

fn as_json(file: &ReadFile) -> Value {
    let path = file.path.display().to_string();
    let proposal = match &file.outcome {
        Ok(proposal) => proposal,
        Err(reason) => {
            return json!({
                "file": path, "kind": "unreadable", "rows": 0, "good": 0,
                "bad": [{"row": 0, "column": "", "value": "", "reason": reason, "remedy": ""}],
                "already_here": [], "columns": {},
            });
        }
    };
    let kind = match proposal.kind {
        Kind::Csv => "csv",
        Kind::FhirBundle => "fhir",
        Kind::FhirDirectory => "fhir_directory",
        Kind::ServiceList => "service_list",
        Kind::OpenReferral => "open_referral",
        Kind::CaseloadJson => "caseload_json",
    };
    let told = |problems: &[Problem]| -> Vec<Value> {
        let told = problems.iter().map(|problem| {
            json!({
                "row": problem.row, "column": problem.column, "value": problem.value,
                "reason": problem.reason, "remedy": problem.remedy,
            })
        });
        told.collect()
    };
    let (bad, warnings) = (told(&proposal.bad), told(&proposal.warnings));
    let good = proposal
        .people
        .iter()
        .zip(&file.matches)
        .filter(|(person, known)| **known == Match::New && !person.has_died())
        .count()
        + file
            .services
            .iter()
            .filter(|(_, one)| matches!(one, Arrival::New(_) | Arrival::Update { .. }))
            .count();
    let services_here = file.services.iter().filter_map(|(row, one)| {
        let how = match one {
            Arrival::New(_) => return None,
            Arrival::Update { .. } => "updated",
            Arrival::Same => "the_same",
            Arrival::Twice(_) => "twice",
        };
        Some(json!({"row": row, "by": how}))
    });
    let already: Vec<Value> = proposal
        .people
        .iter()
        .zip(&file.matches)
        .filter_map(|(person, known)| {
            let how = match known {
                Match::New => return None,
                Match::Same(id) if file.is_themselves(person, *id) => "identity",
                Match::Same(_) if file.has_other_name(person) => "nhs_number_with_another_name",
                Match::Same(_) => "nhs_number",
                Match::Likely(_) | Match::LikelyByName(_) => "likely",
                Match::Clash(_) => "nhs_number_with_another_birth_date",
            };
            Some(json!({"row": person.row, "nhs_number": person.nhs_number, "by": how}))
        })
        .chain(services_here)
        .collect();
    let differing: Vec<Value> = file
        .differences
        .iter()
        .map(|one| {
            let fields = one.changes.iter();
            let fields: Vec<Value> = fields
                .map(|(field, here, there)| json!({"field": field, "here": here, "file": there}))
                .collect();
            json!({"row": one.row, "who": one.who, "died_or_left": one.gone, "fields": fields})
        })
        .collect();
    let other_records: Vec<Value> = file
        .other_records
        .iter()
        .map(|one| json!({"row": one.row, "who": one.who, "records": one.kinds}))
        .collect();
    let died: Vec<usize> = proposal
        .people
        .iter()
        .filter(|person| person.has_died())
        .map(|person| person.row)
        .collect();
    let mut columns = serde_json::Map::new();
    for column in &proposal.columns {
        columns.insert(
            column.heading.clone(),
            column
                .read_as
                .map_or(Value::Null, |field| field.key().into()),
        );
    }
    for (heading, read_as) in &proposal.service_columns {
        columns.insert(
            heading.clone(),
            read_as.map_or(Value::Null, |name| name.replace(' ', "_").into()),
        );
    }
    json!({
        "file": path, "kind": kind, "rows": proposal.rows, "good": good, "bad": bad,
        "already_here": already, "differing": differing, "other_records": other_records, "have_died": died, "skipped": proposal.skipped + proposal.joined,
        "columns": columns, "notes": proposal.notes, "left": proposal.left, "warnings": warnings,
    })
}
