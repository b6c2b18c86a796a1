//! The table of bank holidays: reading it, extending it, warning before it runs out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months, NaiveDate};

use super::fault::{HolidayFault, HolidayProblem};
use crate::domain::say;

/// How long before the table ends people are told.
const WARNING_MONTHS: Months = Months::new(3);

/// The bank holidays, and what is worked out from them.
///
/// Outside the years it lists, only weekends count as free; [`warning`](Self::warning) says so in
/// good time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    names: BTreeMap<NaiveDate, String>,
    /// Days a user's file takes away from the table it extends.
    removed: BTreeSet<NaiveDate>,
    /// The last year said to be complete.
    through: Option<i32>,
    /// The holidays that fall on Monday to Friday, in order: all that counting needs.
    pub(super) on_weekdays: Vec<NaiveDate>,
}

impl Holidays {
    /// Returns the table that comes with the program (STANDARDS D2).
    pub fn england() -> Self {
        // A fault in our own file is caught by a test, so there is none to report here.
        read(include_str!("bank-holidays-england.txt"), "").0
    }

    /// Reads a table: one `YYYY-MM-DD name` a line, `- YYYY-MM-DD` to take a day away from the
    /// table this one extends, `through YEAR` for the last complete year, `#` for remarks.
    ///
    /// `source_name` is how faults name the file. All faults are returned, not only the first.
    pub fn parse(text: &str, source_name: &str) -> Result<Self, Vec<HolidayFault>> {
        let (table, faults) = read(text, source_name);
        if faults.is_empty() {
            Ok(table)
        } else {
            Err(faults)
        }
    }

    /// Reads a table as [`parse`](Self::parse) does, but keeps every line that is right beside the faults of the others:
    /// one slip of the pen must not undo the other days of a user's file.
    pub fn parse_each_line(text: &str, source_name: &str) -> (Self, Vec<HolidayFault>) {
        read(text, source_name)
    }

    /// Returns this table with a user's days added and taken away; where both name a day, the
    /// user's name for it holds.
    ///
    /// The result covers more years only if the user's table says `through` a later one: one day
    /// added in 2029 does not make 2029 complete.
    #[must_use]
    pub fn extended_by(&self, users: &Self) -> Self {
        let mut names = self.names.clone();
        names.retain(|date, _| !users.removed.contains(date));
        names.extend(users.names.clone());
        Self::build(names, self.removed.clone(), self.through.max(users.through))
    }

    /// Returns the name of the bank holiday on a date, if it is one.
    pub fn is_holiday(&self, date: NaiveDate) -> Option<&str> {
        self.names.get(&date).map(String::as_str)
    }

    /// Returns 31 December of the last year covered: the one named by `through`, else that of the
    /// latest day listed. An empty table ended long ago.
    pub fn ends(&self) -> NaiveDate {
        let latest = self.names.last_key_value().map(|(date, _)| date.year());
        self.through
            .or(latest)
            .and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31))
            .unwrap_or(NaiveDate::MIN)
    }

    /// Returns, from three months before the table ends, what to tell the people using it.
    pub fn warning(&self, today: NaiveDate) -> Option<String> {
        let ends = self.ends();
        if !self.ends_soon(today) {
            return None;
        }
        let state = if self.names.is_empty() {
            "No bank holidays are known: working days skip only weekends.".to_owned()
        } else {
            let verb = if today > ends { "ended" } else { "end" };
            format!(
                "The known bank holidays {verb} on {}: working days after that skip only weekends.",
                say::full(ends)
            )
        };
        let next = today
            .max(ends)
            .year()
            .saturating_add(i32::from(today <= ends));
        Some(format!(
            "{state} Install a newer version, or add the days of {next} and a line \
             \"through {next}\" to your bank holiday file."
        ))
    }

    /// Returns the same in a few words, for a line that is always in sight.
    pub fn warning_in_brief(&self, today: NaiveDate) -> Option<String> {
        let ends = self.ends();
        if !self.ends_soon(today) {
            None
        } else if self.names.is_empty() {
            Some("no bank holidays known".to_owned())
        } else {
            let verb = if today > ends { "ended" } else { "end" };
            Some(format!("bank holidays {verb} {}", say::birth(ends)))
        }
    }

    /// Whether the table ends within three months, or has ended.
    fn ends_soon(&self, today: NaiveDate) -> bool {
        let ends = self.ends();
        today >= ends.checked_sub_months(WARNING_MONTHS).unwrap_or(ends)
    }

    fn build(
        names: BTreeMap<NaiveDate, String>,
        removed: BTreeSet<NaiveDate>,
        through: Option<i32>,
    ) -> Self {
        let on_weekdays = names
            .keys()
            .copied()
            .filter(|date| date.weekday().num_days_from_monday() < 5)
            .collect();
        Self {
            names,
            removed,
            through,
            on_weekdays,
        }
    }
}

/// One line that says something.
enum Entry {
    Add(NaiveDate, String),
    Remove(NaiveDate),
    Through(i32),
}

/// Reads what can be read, and lists what cannot.
fn read(text: &str, source_name: &str) -> (Holidays, Vec<HolidayFault>) {
    let mut names = BTreeMap::new();
    let mut removed = BTreeSet::new();
    let mut through: Option<(i32, usize, &str)> = None;
    let mut lines = BTreeMap::new();
    let mut faults = Vec::new();
    let fault = |line, value: &str, problem| HolidayFault {
        file: source_name.to_owned(),
        line,
        value: value.to_owned(),
        problem,
    };

    // A byte order mark is what some editors leave at the start of a file.
    for (index, raw) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let number = index + 1;
        let line = raw.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let entry = match read_line(line) {
            Ok(entry) => entry,
            Err(problem) => {
                faults.push(fault(number, line, problem));
                continue;
            }
        };
        if let Entry::Add(date, _) | Entry::Remove(date) = entry
            && let Some(first) = lines.insert(date, number)
        {
            faults.push(fault(number, line, HolidayProblem::Repeated { first }));
            continue;
        }
        match entry {
            Entry::Add(date, name) => {
                names.insert(date, name);
            }
            Entry::Remove(date) => {
                removed.insert(date);
            }
            Entry::Through(year) => {
                if through.is_none_or(|(latest, ..)| year > latest) {
                    through = Some((year, number, line));
                }
            }
        }
    }
    if let Some((year, number, line)) = through
        && !names.keys().any(|date| date.year() == year)
    {
        faults.push(fault(number, line, HolidayProblem::EmptyYear));
        through = None;
    }
    let table = Holidays::build(names, removed, through.map(|(year, ..)| year));
    (table, faults)
}

fn read_line(line: &str) -> Result<Entry, HolidayProblem> {
    if let Some(rest) = line.strip_prefix('-') {
        // A name after the date is allowed, so that the line says what it takes away.
        let date = rest.split_whitespace().next().and_then(iso_date);
        return date.map(Entry::Remove).ok_or(HolidayProblem::NotADate);
    }
    let (first, rest) = line
        .split_once(char::is_whitespace)
        .map_or((line, ""), |(first, rest)| (first, rest.trim()));
    if first.eq_ignore_ascii_case("through") {
        return match rest.parse() {
            Ok(year @ 1900..=2199) => Ok(Entry::Through(year)),
            _ => Err(HolidayProblem::NotAYear),
        };
    }
    let date = iso_date(first).ok_or(HolidayProblem::NotADate)?;
    if rest.is_empty() {
        return Err(HolidayProblem::NoName);
    }
    Ok(Entry::Add(date, rest.to_owned()))
}

/// Reads `YYYY-MM-DD` and nothing looser: a table must not be open to interpretation.
fn iso_date(text: &str) -> Option<NaiveDate> {
    let exact = text.len() == 10 && text.chars().all(|c| c.is_ascii_digit() || c == '-');
    exact
        .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
        .flatten()
}
