//! Reads a list of people (CSV and its relatives) into a proposal, row by row, so that it can be watched and stopped.
//!
//! Which row holds the headings is found in `header.rs`, one row is read in `row.rs`, and rows are put together in
//! `groups.rs`.

use std::ops::ControlFlow;

use super::fault::ImportFault;
use super::field::Field;
use super::groups::Groups;
use super::header::{self, Column, Header, Repeated};
use super::incoming::Incoming;
use super::proposal::{ColumnReading, Kind, Proposal};
use super::records::{Record, Records};
use super::row;
use super::totals::is_totals_line;
use super::visible::visible;
use super::{Context, Progress};

/// The most rows that are not blank.
const MAX_ROWS: usize = 100_000;

/// The most rows in all: as many as a spreadsheet holds.
const MAX_LINES: usize = 1_048_576;

/// How many rows are read between two reports of progress.
const STEP: usize = 256;

/// Reads a list.
///
/// # Errors
/// When the list as a whole cannot be read, or reading was stopped.
pub fn read(
    file: &str,
    text: &str,
    cx: &Context,
    progress: Progress<'_>,
) -> Result<Proposal, ImportFault> {
    let mut header = header::find(text, &cx.mapping)?;
    look_at_dates(&mut header, text);
    let mut proposal = Proposal::new(file, Kind::Csv);
    proposal.columns = readings(&header);
    proposal.warnings.extend(header.people_above.iter().map(|&above| {
        row::row_problem(
            above,
            "The row stands above the headings and was not read, though it looks like a person's details",
            "Move the row of headings to the top, and bring the file in again.",
        )
    }));
    let mut groups = Groups::new(proposal);
    let total = count_lines(text);
    let mut filled = 0;
    for read in Records::new(text, header.delimiter) {
        let record = read?;
        if record.row % STEP == 0
            && progress(record.row.min(total), total) == ControlFlow::Break(())
        {
            return Err(ImportFault::Cancelled);
        }
        if record.row <= header.row {
            continue;
        }
        groups.proposal.rows += 1;
        if record.row > MAX_LINES {
            return Err(ImportFault::TooManyRows(MAX_LINES));
        }
        if record.is_blank() {
            groups.proposal.skipped += 1;
            groups.end_group();
            continue;
        }
        filled += 1;
        if filled > MAX_ROWS {
            return Err(ImportFault::TooManyRows(MAX_ROWS));
        }
        if header.is_repeated_by(&record) {
            groups.proposal.skipped += 1;
            continue;
        }
        if record.fault.is_none() && is_totals_line(&record) {
            groups.proposal.skipped += 1;
            groups.end_group();
            continue;
        }
        take_samples(&mut groups.proposal.columns, &record);
        header.compare_repeated(&record);
        let reading = row::read(&record, &header, cx.today);
        groups.add(record.row, reading);
    }
    if progress(total, total) == ControlFlow::Break(()) {
        return Err(ImportFault::Cancelled);
    }
    if groups.proposal.rows == groups.proposal.skipped {
        return Err(ImportFault::NobodyUnder);
    }
    if is_no_list(&header, &groups.proposal) {
        return Err(ImportFault::NotAList);
    }
    groups.refuse_contested();
    let notes = notes(&header, &groups);
    let mut proposal = groups.proposal;
    proposal.notes = notes;
    proposal
        .columns
        .retain(|column| !column.heading.is_empty() || !column.sample.is_empty());
    Ok(proposal)
}

/// Finds out which way the dates of each column are written: it takes all of them to tell.
fn look_at_dates(header: &mut Header, text: &str) {
    let is_date = |column: &Column| column.field.is_some_and(Field::is_date);
    if !header.columns.iter().any(is_date) {
        return;
    }
    // A row that cannot be read ends the look; reading the list says why.
    let records = Records::new(text, header.delimiter).map_while(Result::ok);
    for record in records.take_while(|record| record.row <= MAX_LINES) {
        if record.row <= header.row || record.fault.is_some() {
            continue;
        }
        let columns = header.columns.iter_mut().zip(&record.cells);
        for (column, cell) in columns.filter(|(column, _)| is_date(column)) {
            column.dates.count(cell, record.row);
        }
    }
}

/// Says whether the file is a letter, a program or the like, in which one line happens to read as headings.
fn is_no_list(header: &Header, proposal: &Proposal) -> bool {
    let is_told_apart = header.has(Field::NhsNumber) || header.has(Field::BirthDate);
    let people = proposal.people.len();
    let strange = proposal.people.iter().filter(|one| is_no_name(one)).count();
    // A handful of rows are looked at faster than a refusal is understood.
    !is_told_apart && proposal.bad_rows() + strange > (people - strange).max(5)
}

/// Says whether what was read as a name holds what programs and sentences are made of, and names are not.
fn is_no_name(person: &Incoming) -> bool {
    let names = [person.given_names.as_str(), person.family_name.as_str()];
    let words = names.iter().flat_map(|name| name.split_whitespace());
    let is_of_programs = |c: char| c.is_ascii_digit() || "_={}[]<>;:".contains(c);
    names.iter().any(|name| name.contains(is_of_programs)) || words.count() > 6
}

/// Counts lines, which is about how many rows there are.
fn count_lines(text: &str) -> usize {
    let ends = |end: u8| text.bytes().filter(|&b| b == end).count();
    ends(b'\n').max(ends(b'\r')) + 1
}

fn readings(header: &Header) -> Vec<ColumnReading> {
    header
        .columns
        .iter()
        .map(|column| ColumnReading {
            heading: column.heading.clone(),
            read_as: column.field,
            sample: String::new(),
            dates: column.dates,
        })
        .collect()
}

fn take_samples(columns: &mut [ColumnReading], record: &Record<'_>) {
    for (column, cell) in columns.iter_mut().zip(&record.cells) {
        let cell = cell.trim();
        if column.sample.is_empty() && !cell.is_empty() {
            column.sample = visible(cell);
        }
    }
}

/// Says what is worth knowing about the list as a whole.
fn notes(header: &Header, groups: &Groups) -> Vec<String> {
    let mut notes = Vec::new();
    if header.passed_over > 0 {
        notes.push(format!(
            "{} passed over above the headings, which are in row {}.",
            count(header.passed_over, "line was", "lines were"),
            header.row
        ));
    }
    for Repeated {
        heading, differs, ..
    } in &header.repeated
    {
        notes.push(if differs.is_empty() {
            format!("A second column, \"{heading}\", says the same as one before it; only the first is read.")
        } else {
            format!(
                "A second column, \"{heading}\", says something else in {}: only the first is read. Where the second is \
                 right, take the first out of the file.",
                rows(differs)
            )
        });
    }
    for column in &header.columns {
        if let Some(says) = column.dates.says().filter(|_| column.dates.is_doubtful()) {
            notes.push(format!("The column \"{}\": {says}", column.heading));
        }
    }
    for (field, remark) in [
        (
            Field::BirthDate,
            "There is no column for the date of birth: people of the same name cannot be told apart by it.",
        ),
        (
            Field::NhsNumber,
            "There is no column for the NHS number: people already here are recognised by family name, birth date and postcode.",
        ),
    ] {
        if !header.has(field) {
            notes.push(remark.into());
        }
    }
    if !groups.zeros.is_empty() {
        notes.push(format!(
            "A leading 0 was put back on telephone numbers in {}.",
            rows(&groups.zeros)
        ));
    }
    if groups.case_changes > 0 {
        notes.push(format!(
            "{} changed from capitals to ordinary letters; check names such as MacDonald.",
            count(groups.case_changes, "family name was", "family names were")
        ));
    }
    if !groups.moved.is_empty() {
        notes.push(format!(
            "People who stand twice with different dates of registration are taken from the later row; left out: {}.",
            rows(&groups.moved)
        ));
    }
    if groups.empty_continuations > 0 {
        notes.push(format!(
            "{} more about the person above that is known already or not brought in.",
            count(groups.empty_continuations, "row says", "rows say")
        ));
    }
    if groups.unkept > 0 {
        notes.push(format!(
            "There are {} further warnings that are not listed.",
            groups.unkept
        ));
    }
    notes
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Names rows: "row 4", "rows 4, 9 and 12", the first ten of many.
fn rows(rows: &[usize]) -> String {
    let named: Vec<String> = rows.iter().take(10).map(ToString::to_string).collect();
    let more = rows.len().saturating_sub(10);
    match named.as_slice() {
        [one] => format!("row {one}"),
        _ if more > 0 => format!("rows {} and {more} more", named.join(", ")),
        [most @ .., last] => format!("rows {} and {last}", most.join(", ")),
        [] => "no row".into(),
    }
}
