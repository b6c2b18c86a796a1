//! The list: who is on it, in what order, what is shown of it, and where the selection stands.
//!
//! Selection is an identity, never a place: the list re-sorts after every write. Sentences are worked out for the rows
//! on the screen only, so that a key costs the same with fifty thousand people as with fifty.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use super::line_edit::LineEdit;
use crate::domain::find::Query;
use crate::domain::id::PersonId;
use crate::domain::record::Folder;
use crate::domain::say;
use crate::domain::triage::{self, Bucket, Class, Clock, Counts, Facts, Row};
use crate::store::{Fault, Store};

/// Keys that come closer together than this are a held key: the detail waits.
const HELD: Duration = Duration::from_millis(60);
/// How long after the last held key the detail is shown.
const SETTLE: Duration = Duration::from_millis(90);

/// The state of the list.
#[derive(Default)]
pub struct Today {
    /// Everybody who is open, in order.
    rows: Vec<Row>,
    /// Places in `rows` that the filter lets through; `None` shows all.
    shown: Option<Vec<u32>>,
    /// How many are in each bucket, always over everybody.
    pub counts: Counts,
    /// What is filtered by.
    pub filter: Filter,
    /// The search that is being typed.
    pub find: Option<LineEdit>,
    /// Place of the selection among the rows shown.
    cursor: usize,
    selected: Option<PersonId>,
    /// First row on the screen.
    pub top: usize,
    /// What each person can be found by; read when the first search begins.
    keys: HashMap<PersonId, Box<str>>,
    /// Sentences of the rows on the screen.
    summaries: BTreeMap<PersonId, Summary>,
    /// The reasons of the selected person.
    pub detail: Option<Detail>,
    /// While keys keep coming: when the detail catches up.
    pub detail_due: Option<Duration>,
    moved_at: Option<Duration>,
}

/// What the list is filtered by; always visible, and it says how many it hides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A text to be found.
    pub text: String,
    /// One bucket alone.
    pub bucket: Option<Bucket>,
}

impl Filter {
    /// Whether everybody is shown.
    pub fn is_none(&self) -> bool {
        self.text.is_empty() && self.bucket.is_none()
    }
}

/// One row's sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Why the person is where they are.
    pub says: String,
}

/// What is shown of the selected person under the list.
#[derive(Clone, PartialEq, Eq)]
pub struct Detail {
    /// Who.
    pub person: PersonId,
    /// Number, birth date, how to communicate: one line.
    pub about: String,
    /// The reasons, or what comes next.
    pub reasons: Vec<Reason>,
    /// Their record with the newest contact, for the front page beside the list.
    pub folder: Folder,
}

/// One reason, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its class; `None` for something that lies ahead.
    pub class: Option<Class>,
    /// The sentence.
    pub says: String,
    /// The command that deals with it.
    pub command: &'static str,
}

impl Today {
    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.shown.as_ref().map_or(self.rows.len(), Vec::len)
    }

    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many people the filter hides.
    pub fn hidden(&self) -> usize {
        self.rows.len() - self.len()
    }

    /// A row shown.
    pub fn row(&self, place: usize) -> Option<&Row> {
        match &self.shown {
            None => self.rows.get(place),
            Some(shown) => shown
                .get(place)
                .and_then(|at| self.rows.get(usize::try_from(*at).ok()?)),
        }
    }

    /// The rows on the screen, with their places.
    pub fn rows_from(&self, top: usize, count: usize) -> impl Iterator<Item = (usize, &Row)> {
        (top..self.len().min(top + count)).filter_map(|place| Some((place, self.row(place)?)))
    }

    /// Everybody, in order, whatever the filter.
    pub fn everybody(&self) -> &[Row] {
        &self.rows
    }

    /// The place of the selection among the rows shown.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Who is selected.
    pub fn selected(&self) -> Option<PersonId> {
        self.selected
    }

    /// The sentence of a row on the screen.
    pub fn summary(&self, person: PersonId) -> Option<&Summary> {
        self.summaries.get(&person)
    }

    /// Works the whole list out anew: at opening, at midnight, after many changes.
    ///
    /// # Errors
    /// Engine faults.
    pub fn reload(&mut self, store: &Store, clock: &Clock<'_>) -> Result<(), Fault> {
        let mut rows = Vec::new();
        store.each_facts(|facts| rows.push(Row::of(facts, clock)))?;
        self.set_rows(rows);
        if !self.keys.is_empty() {
            self.keys.clear();
            self.load_keys(store)?;
        }
        self.apply_filter();
        Ok(())
    }

    /// Takes a list that was worked out elsewhere.
    pub fn set_rows(&mut self, mut rows: Vec<Row>) {
        rows.sort_by(Row::order);
        self.counts = Counts::of(&rows);
        self.rows = rows;
        self.summaries.clear();
        self.detail = None;
        self.apply_filter();
    }

    /// Works one person's place out anew after a write.
    ///
    /// The selection follows its person, but after an act of the user on the selected person it stays at its place
    /// when that person moves away, so that the next one is under it.
    ///
    /// # Errors
    /// Engine faults.
    pub fn renew(
        &mut self,
        store: &Store,
        clock: &Clock<'_>,
        person: PersonId,
        stay: bool,
    ) -> Result<(), Fault> {
        let facts = store.facts(person)?;
        if let Some(at) = self.rows.iter().position(|row| row.person == person) {
            self.rows.remove(at);
        }
        if let Some(facts) = &facts {
            let row = Row::of(facts, clock);
            let at = self.rows.partition_point(|other| other.order(&row).is_lt());
            self.rows.insert(at, row);
        }
        self.counts = Counts::of(&self.rows);
        self.summaries.remove(&person);
        self.detail = None;
        if !self.keys.is_empty() {
            self.keys.clear();
            self.load_keys(store)?;
        }
        if stay && self.selected == Some(person) {
            let place = self.cursor;
            self.apply_filter();
            if self.cursor != place {
                self.go_to(place);
            }
        } else {
            self.apply_filter();
        }
        Ok(())
    }

    /// Reads what people are found by, once.
    ///
    /// # Errors
    /// Engine faults.
    pub fn load_keys(&mut self, store: &Store) -> Result<(), Fault> {
        if self.keys.is_empty() {
            self.keys = store.finding_keys()?.into_iter().collect();
        }
        Ok(())
    }

    /// Sets the filter anew from the search that is being typed.
    pub fn follow_find(&mut self) {
        if let Some(find) = &self.find {
            self.filter.text = find.text();
            self.apply_filter();
        }
    }

    /// Applies the filter and puts the selection back where its person is, or at the nearest place.
    pub fn apply_filter(&mut self) {
        if self.filter.is_none() {
            self.shown = None;
        } else {
            let query = Query::new(&self.filter.text);
            let lets_through = |row: &Row| {
                self.filter.bucket.is_none_or(|bucket| row.bucket == bucket)
                    && (query.is_empty()
                        || self
                            .keys
                            .get(&row.person)
                            .is_some_and(|key| query.matches(key)))
            };
            self.shown = Some(
                (0_u32..)
                    .zip(&self.rows)
                    .filter(|(_, row)| lets_through(row))
                    .map(|(at, _)| at)
                    .collect(),
            );
        }
        let found = self.selected.and_then(|selected| {
            (0..self.len()).find(|place| self.row(*place).is_some_and(|row| row.person == selected))
        });
        self.go_to(found.unwrap_or(self.cursor));
    }

    /// Moves the selection to a place, or to the last one.
    pub fn go_to(&mut self, place: usize) {
        self.cursor = place.min(self.len().saturating_sub(1));
        self.selected = self.row(self.cursor).map(|row| row.person);
    }

    /// Selects a person, if they are shown.
    pub fn select(&mut self, person: PersonId) {
        if let Some(place) =
            (0..self.len()).find(|place| self.row(*place).is_some_and(|row| row.person == person))
        {
            self.go_to(place);
        }
    }

    /// Moves the selection by a number of rows, and notes whether keys keep coming.
    pub fn step(&mut self, by: isize, tick: Duration) {
        self.go_to(self.cursor.saturating_add_signed(by));
        let held = self
            .moved_at
            .is_some_and(|before| tick.saturating_sub(before) < HELD);
        self.moved_at = Some(tick);
        if held {
            self.detail_due = Some(tick + SETTLE);
        }
    }

    /// Moves the first row so that the selection is on the screen, by as little as possible.
    pub fn scroll_into(&mut self, page: usize) {
        let page = page.max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + page {
            self.top = self.cursor + 1 - page;
        }
        self.top = self.top.min(self.len().saturating_sub(page));
    }

    /// Works out what the screen needs: the sentences of the rows on it and the detail of the selection.
    ///
    /// # Errors
    /// Engine faults.
    pub fn prepare(
        &mut self,
        store: &Store,
        clock: &Clock<'_>,
        page: usize,
        tick: Duration,
    ) -> Result<(), Fault> {
        self.scroll_into(page);
        let on_screen: Vec<PersonId> = self
            .rows_from(self.top, page)
            .map(|(_, row)| row.person)
            .collect();
        if self.summaries.len() > 20 * page.max(20) {
            self.summaries
                .retain(|person, _| on_screen.contains(person));
        }
        for person in on_screen {
            if !self.summaries.contains_key(&person)
                && let Some(facts) = store.facts(person)?
            {
                self.summaries.insert(
                    person,
                    Summary {
                        says: sentence(&facts, clock),
                    },
                );
            }
        }
        if self.detail_due.is_some_and(|due| tick < due) {
            return Ok(());
        }
        self.detail_due = None;
        match self.selected {
            None => self.detail = None,
            Some(person)
                if self
                    .detail
                    .as_ref()
                    .is_none_or(|shown| shown.person != person) =>
            {
                self.detail = match store.facts(person)? {
                    Some(facts) => {
                        let folder = store.folder(person, Some(1))?;
                        Some(Detail::of(&facts, folder, clock))
                    }
                    None => None,
                };
            }
            Some(_) => {}
        }
        Ok(())
    }
}

/// Why a person is where they are, in one sentence.
fn sentence(facts: &Facts, clock: &Clock<'_>) -> String {
    let verdict = triage::look(facts, clock);
    let today = clock.today();
    match (verdict.bucket, verdict.found.first(), facts.pause) {
        (Bucket::Paused, _, Some(pause)) => format!("until {}", say::day(pause.until, today)),
        (Bucket::New, _, _) => {
            format!(
                "joined {}; not spoken with yet",
                say::day(facts.joined_on, today)
            )
        }
        (_, Some(found), _) => found.says(facts, clock),
        (_, None, _) => "nothing due".to_owned(),
    }
}

impl Detail {
    /// What is shown of a person under the list.
    pub fn of(facts: &Facts, folder: Folder, clock: &Clock<'_>) -> Self {
        let person = &folder.person.value;
        let mut about = Vec::new();
        if let Some(number) = person.nhs_number {
            about.push(number.to_string());
        }
        if let Some(born) = person.born_on {
            about.push(say::birth(born));
        }
        if let Some(access) = person
            .access
            .as_ref()
            .filter(|access| !access.text.is_empty())
        {
            about.push(access.text.clone());
        }
        let about = about.join("  ");
        Self {
            person: facts.person,
            about,
            reasons: reasons(facts, clock),
            folder,
        }
    }
}

/// Every reason that is due; where none is, the next that lies ahead.
pub fn reasons(facts: &Facts, clock: &Clock<'_>) -> Vec<Reason> {
    let verdict = triage::look(facts, clock);
    let due: Vec<Reason> = verdict
        .due(clock)
        .map(|found| Reason {
            class: Some(found.rule.class),
            says: found.says(facts, clock),
            command: found.rule.command,
        })
        .collect();
    if !due.is_empty() {
        return due;
    }
    verdict
        .found
        .first()
        .map(|found| Reason {
            class: None,
            says: format!(
                "next: {}, {}",
                found.says(facts, clock),
                say::relative(found.due, clock.today())
            ),
            command: found.rule.command,
        })
        .into_iter()
        .collect()
}
