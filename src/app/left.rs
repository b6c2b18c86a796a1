//! Those who left, as the screen shows them: in what order, what is searched for, where the selection stands.
//!
//! Selection is an identity, as in the list. Words are read for the selected one only, so that thousands cost little.

use super::line_edit::LineEdit;
use crate::domain::find::{Fit, Query};
use crate::domain::find_keys::FindKeys;
use crate::domain::id::PersonId;
use crate::domain::leaving::{Tell, Telling, did};
use crate::domain::person::{Person, Status};
use crate::domain::say;
use crate::store::{Departure, Fault, Store};

/// The state of the screen.
#[derive(Default)]
pub struct LeftView {
    /// Everybody who left: those of whom somebody has to be told first, then newest first.
    rows: Vec<Departure>,
    /// Places in `rows` that the search lets through; `None` shows all.
    shown: Option<Vec<usize>>,
    /// What each of them can be found by; read when the first search begins.
    keys: Option<FindKeys>,
    /// What is searched for.
    pub text: String,
    /// The search that is being typed.
    pub find: Option<LineEdit>,
    cursor: usize,
    selected: Option<PersonId>,
    /// First row on the screen.
    pub top: usize,
    /// What is said of the selected one, under the rows.
    pub detail: Vec<String>,
    detail_of: Option<PersonId>,
}

impl LeftView {
    /// Reads those who left.
    ///
    /// # Errors
    /// Engine faults.
    pub fn read(store: &Store) -> Result<Self, Fault> {
        let mut view = Self::default();
        view.reload(store)?;
        Ok(view)
    }

    /// Reads them again after a write, keeping search and selection.
    ///
    /// # Errors
    /// Engine faults.
    pub fn reload(&mut self, store: &Store) -> Result<(), Fault> {
        self.rows = store.departures()?;
        self.detail_of = None;
        if self.keys.is_some() {
            self.keys = Some(store.left_keys()?);
        }
        self.apply();
        Ok(())
    }

    /// Begins a search: with nothing typed, whatever was sought before.
    ///
    /// # Errors
    /// Engine faults.
    pub fn begin_find(&mut self, store: &Store) -> Result<(), Fault> {
        if self.keys.is_none() {
            self.keys = Some(store.left_keys()?);
        }
        self.find = Some(LineEdit::default());
        self.text.clear();
        self.apply();
        Ok(())
    }

    /// Takes over what is typed; the first one found is selected.
    pub fn follow_find(&mut self) {
        if let Some(find) = &self.find {
            self.text = find.text();
            self.apply();
            self.go_to(0);
        }
    }

    /// Ends the search and keeps whom it found, in the order of the list.
    pub fn keep_find(&mut self) {
        self.find = None;
        self.apply();
    }

    /// Leaves the search; everybody is shown.
    pub fn clear_find(&mut self) {
        self.find = None;
        self.text.clear();
        self.apply();
    }

    fn apply(&mut self) {
        let query = Query::new(&self.text);
        let keys = self.keys.as_ref().filter(|_| !query.is_empty());
        self.shown = keys.map(|keys| {
            let found = keys.find(&query);
            let fit = |row: &Departure| found.get(keys.place(row.person)?).copied().flatten();
            let mut shown: Vec<(Fit, usize)> = (0..)
                .zip(&self.rows)
                .filter_map(|(at, row)| Some((fit(row)?, at)))
                .collect();
            if self.find.is_some() {
                shown.sort_by_key(|(fit, _)| *fit);
            }
            shown.into_iter().map(|(_, at)| at).collect()
        });
        let selected = self.selected;
        let place = (0..self.len())
            .find(|place| selected.is_some() && self.row(*place).map(|row| row.person) == selected);
        self.go_to(place.unwrap_or(self.cursor));
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.shown.as_ref().map_or(self.rows.len(), Vec::len)
    }

    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everybody who left, whatever is searched for.
    pub fn everybody(&self) -> &[Departure] {
        &self.rows
    }

    /// A row shown.
    pub fn row(&self, place: usize) -> Option<&Departure> {
        match &self.shown {
            None => self.rows.get(place),
            Some(shown) => shown.get(place).and_then(|at| self.rows.get(*at)),
        }
    }

    /// The place of the selection.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Who is selected.
    pub fn selected(&self) -> Option<PersonId> {
        self.selected
    }

    /// Moves the selection to a place, or to the last one.
    pub fn go_to(&mut self, place: usize) {
        self.cursor = place.min(self.len().saturating_sub(1));
        self.selected = self.row(self.cursor).map(|row| row.person);
    }

    /// Moves the selection by a number of rows.
    pub fn step(&mut self, by: isize) {
        self.go_to(self.cursor.saturating_add_signed(by));
    }

    /// Scrolls so that the selection is on the screen, and reads what is said of it.
    ///
    /// # Errors
    /// Engine faults.
    pub fn prepare(&mut self, store: &Store, page: usize) -> Result<(), Fault> {
        let page = page.max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + page {
            self.top = self.cursor + 1 - page;
        }
        self.top = self.top.min(self.len().saturating_sub(page));
        if self.detail_of != self.selected {
            self.detail_of = self.selected;
            self.detail = match self.selected {
                Some(person) => detail(&store.person(person)?.value),
                None => Vec::new(),
            };
        }
        Ok(())
    }
}

/// Who they were, how and why they left, who has to hear it.
fn detail(person: &Person) -> Vec<String> {
    let Status::Left {
        on,
        how,
        because,
        tell,
    } = &person.status
    else {
        return Vec::new();
    };
    let mut who = vec![person.name.written()];
    who.extend(person.nhs_number.map(|number| number.to_string()));
    who.extend(
        person
            .born_on
            .map(|born| format!("born {}", say::birth(born))),
    );
    let mut lines = vec![
        who.join("  "),
        format!(
            "{} {} on {}: {because}",
            person.name.called(),
            did(*how),
            say::full(*on)
        ),
    ];
    let open: Vec<String> = tell
        .iter()
        .filter(|tell| tell.state == Telling::ToTell)
        .map(Tell::line)
        .collect();
    lines.push(match (open.len(), tell.len()) {
        (0, 0) => "Nobody is written down who has to hear it.".to_owned(),
        (0, _) => "Everybody who has to hear it knows.".to_owned(),
        _ => format!("To be told ({{left.tell}}): {}", open.join("; ")),
    });
    lines
}
