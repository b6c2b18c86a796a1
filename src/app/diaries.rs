//! The diary of everybody (R68): a day or a week of it, where the selection stands, and whose the selected one is.
//!
//! Selection is an identity, as in the list: what somebody else books meanwhile does not move it.

use chrono::{Days, NaiveDate};

use crate::domain::appointment::{Appointment, hints};
use crate::domain::id::{AppointmentId, PersonId};
use crate::store::{DiaryEntry, Fault, Store};

/// Days before and after those shown that a hint may speak of: it looks at any seven days in a row.
const AROUND: u64 = 6;

/// How much of it is shown at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// One day.
    Day,
    /// Seven days.
    Week,
}

impl Span {
    const fn days(self) -> u64 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
        }
    }
}

/// A line of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A day, and how many are on it.
    Day(NaiveDate, usize),
    /// An appointment, by its place among them.
    Entry(usize),
}

/// The state of the screen.
pub struct Diaries {
    span: Span,
    from: NaiveDate,
    /// In order of time.
    entries: Vec<DiaryEntry>,
    /// The appointments of those days and of the days around them, in which a crowded week may begin or end.
    around: Vec<DiaryEntry>,
    lines: Vec<Line>,
    cursor: usize,
    selected: Option<AppointmentId>,
    /// First line on the screen.
    pub top: usize,
}

impl Diaries {
    /// Reads the week that begins on a London day.
    ///
    /// # Errors
    /// Engine faults.
    pub fn read(store: &Store, from: NaiveDate) -> Result<Self, Fault> {
        let mut view = Self {
            span: Span::Week,
            from,
            entries: Vec::new(),
            around: Vec::new(),
            lines: Vec::new(),
            cursor: 0,
            selected: None,
            top: 0,
        };
        view.reload(store)?;
        Ok(view)
    }

    /// Reads it again, keeping the selection.
    ///
    /// # Errors
    /// Engine faults.
    pub fn reload(&mut self, store: &Store) -> Result<(), Fault> {
        let until = self.until();
        self.entries = store.diary(self.from, until)?;
        let week = Days::new(AROUND);
        self.around = store.diary(
            self.from.checked_sub_days(week).unwrap_or(self.from),
            until.checked_add_days(week).unwrap_or(until),
        )?;
        self.lines.clear();
        for day in self.from.iter_days().take_while(|day| *day <= until) {
            let on = |entry: &DiaryEntry| entry.appointment.at.day() == day;
            let places: Vec<usize> = (0..self.entries.len())
                .filter(|at| self.entries.get(*at).is_some_and(on))
                .collect();
            self.lines.push(Line::Day(day, places.len()));
            self.lines.extend(places.into_iter().map(Line::Entry));
        }
        let kept = self
            .entries
            .iter()
            .position(|entry| Some(entry.id) == self.selected);
        self.go_to(kept.unwrap_or(self.cursor));
        Ok(())
    }

    /// Shows as much from another London day on.
    ///
    /// # Errors
    /// Engine faults.
    pub fn show_from(&mut self, store: &Store, from: NaiveDate) -> Result<(), Fault> {
        self.from = from;
        (self.selected, self.cursor, self.top) = (None, 0, 0);
        self.reload(store)
    }

    /// Goes on by one day or week, or back.
    ///
    /// # Errors
    /// Engine faults.
    pub fn turn(&mut self, store: &Store, forward: bool) -> Result<(), Fault> {
        let by = Days::new(self.span.days());
        let from = if forward {
            self.from.checked_add_days(by)
        } else {
            self.from.checked_sub_days(by)
        };
        self.show_from(store, from.unwrap_or(self.from))
    }

    /// Shows the day of the selected one alone, or the week from the day shown.
    ///
    /// # Errors
    /// Engine faults.
    pub fn change_span(&mut self, store: &Store) -> Result<(), Fault> {
        if self.span == Span::Week {
            self.span = Span::Day;
            self.from = self
                .entry()
                .map_or(self.from, |entry| entry.appointment.at.day());
        } else {
            self.span = Span::Week;
        }
        self.top = 0;
        self.reload(store)
    }

    /// How much is shown.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The first London day shown.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// The last London day shown.
    pub fn until(&self) -> NaiveDate {
        let more = Days::new(self.span.days() - 1);
        self.from.checked_add_days(more).unwrap_or(self.from)
    }

    /// Every line.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Every appointment shown, in order of time.
    pub fn entries(&self) -> &[DiaryEntry] {
        &self.entries
    }

    /// The selected appointment's place.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected appointment.
    pub fn entry(&self) -> Option<&DiaryEntry> {
        self.entries.get(self.cursor)
    }

    /// Whose the selected one is.
    pub fn person(&self) -> Option<PersonId> {
        self.entry().map(|entry| entry.person)
    }

    /// What else there is to see in the selected one, as the person's own diary says it.
    pub fn hints(&self, today: NaiveDate) -> Vec<String> {
        let Some(entry) = self.entry() else {
            return Vec::new();
        };
        let same = |other: &&DiaryEntry| other.person == entry.person;
        let all = self.around.iter().filter(same);
        hints(
            &entry.appointment,
            all.map(|other| &other.appointment),
            today,
        )
    }

    /// How many of those shown fit.
    pub fn count(&self, fits: impl Fn(&Appointment) -> bool) -> usize {
        let all = self.entries.iter();
        all.filter(|entry| fits(&entry.appointment)).count()
    }

    /// Moves the selection to an appointment, or to the last one.
    pub fn go_to(&mut self, place: usize) {
        self.cursor = place.min(self.entries.len().saturating_sub(1));
        self.selected = self.entry().map(|entry| entry.id);
    }

    /// Moves the selection by a number of appointments.
    pub fn step(&mut self, by: isize) {
        self.go_to(self.cursor.saturating_add_signed(by));
    }

    /// Scrolls so that the selection, and the day over it where it is the first, are on the screen.
    pub fn prepare(&mut self, page: usize) {
        let page = page.max(1);
        let at = |line: &Line| *line == Line::Entry(self.cursor);
        let place = self.lines.iter().position(at).unwrap_or(0);
        let heading = match place.checked_sub(1).and_then(|over| self.lines.get(over)) {
            Some(Line::Day(..)) if page > 1 => place - 1,
            _ => place,
        };
        if heading < self.top {
            // Days before it without an appointment cannot be selected, but are to be seen.
            let empty = self.lines.get(..heading).unwrap_or_default();
            let over = empty.iter().rev();
            let over = over
                .take_while(|line| matches!(line, Line::Day(_, 0)))
                .count();
            self.top = heading - over.min(page.saturating_sub(2)).min(heading);
        } else if place >= self.top + page {
            self.top = place + 1 - page;
        }
        if self.cursor + 1 >= self.entries.len() {
            // What comes after the last one are days without any: show as many as there is room for.
            let last = self.lines.len().saturating_sub(page);
            self.top = self.top.max(last.min(heading));
        }
        self.top = self.top.min(self.lines.len().saturating_sub(page));
    }
}
