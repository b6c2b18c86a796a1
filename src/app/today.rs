//! The list: who is on it, in what order, what is shown of it, and where the selection stands.
//!
//! Selection is an identity, never a place: the list re-sorts after every write. Sentences are worked out for the rows
//! on the screen only, so that a key costs the same with fifty thousand people as with fifty.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::NaiveDate;

use super::line_edit::LineEdit;
use super::narrowing::Narrowing;
use super::outlook::{Detail, Glimpse};
use crate::domain::id::PersonId;
use crate::domain::triage::{Clock, Counts, Row};
use crate::domain::view::{Named, View};
use crate::store::{DATES_AT_ONCE, Fault, Store};

/// Up to so many people are put into their places one by one.
const A_FEW: usize = 8;
/// Keys that come closer together than this are a held key: the detail waits.
const HELD: Duration = Duration::from_millis(60);
/// How long after the last held key the detail is shown.
const SETTLE: Duration = Duration::from_millis(90);
/// How long after the last typed character of a search the sentences are shown.
const SETTLE_TYPING: Duration = Duration::from_millis(150);

/// The state of the list.
#[derive(Default)]
pub struct Today {
    /// Everybody who is open, in order.
    rows: Vec<Row>,
    /// Places in `rows` that the filter lets through; `None` shows all.
    shown: Option<Vec<u32>>,
    /// How many are in each bucket, always over everybody.
    pub counts: Counts,
    /// How many still have to be told of somebody who left.
    pub to_tell: u32,
    /// Whom the user marked, to do something with all of them at once.
    marked: BTreeSet<PersonId>,
    /// How many of them the filter hides.
    marked_hidden: usize,
    /// How many of those whom the rest of the filter hides are found by what is typed.
    found_outside: usize,
    /// What is filtered by; always visible, and it says how many it hides.
    pub filter: View,
    /// The view that the filter came from, as long as it was a view with a name.
    pub named: Option<Named>,
    /// The search that is being typed.
    pub find: Option<LineEdit>,
    /// Place of the selection among the rows shown.
    cursor: usize,
    selected: Option<PersonId>,
    /// First row on the screen.
    pub top: usize,
    narrowing: Narrowing,
    /// What is known of the people on the screen, of those who were on it a moment ago, and of those about to be.
    glimpses: BTreeMap<PersonId, Glimpse>,
    /// The person whose reasons are shown: the selected one, once keys have stopped coming.
    pub detail: Option<Detail>,
    /// While keys keep coming: when the detail catches up.
    pub detail_due: Option<Duration>,
    moved_at: Option<Duration>,
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

    /// Whether a search is being typed and its sentences have not caught up yet.
    pub fn is_typing(&self) -> bool {
        self.find.is_some() && self.detail_due.is_some()
    }

    /// Who is selected.
    pub fn selected(&self) -> Option<PersonId> {
        self.selected
    }

    /// Where somebody is whom the filter hides, as a sentence; `None` where they are shown, or have left.
    pub fn where_hidden(&self, person: PersonId) -> Option<String> {
        // The selection is always shown, and a key costs no more where the list is long.
        if self.selected == Some(person) {
            return None;
        }
        let row = self.rows.iter().find(|row| row.person == person)?;
        let is_shown = |place| self.row(place).is_some_and(|row| row.person == person);
        if (0..self.len()).any(is_shown) {
            return None;
        }
        let bucket = row.bucket.word();
        Some(match self.filter.bucket {
            Some(sought) if sought != row.bucket => format!("{} is in {bucket} now.", row.name),
            _ => format!(
                "{} is not in this list any more, but in {bucket}.",
                row.name
            ),
        })
    }

    /// Why somebody on the screen is where they are, in a few words.
    pub fn brief(&self, person: PersonId) -> Option<&str> {
        self.glimpses.get(&person)?.brief()
    }

    /// Works the whole list out anew: at opening, at midnight, after many changes.
    ///
    /// # Errors
    /// Engine faults.
    pub fn reload(&mut self, store: &Store, clock: &Clock<'_>) -> Result<(), Fault> {
        self.take_rows(store.list(clock)?, store, clock.today())
    }

    /// Takes a list of a London day that was worked out elsewhere, and asks anew whom the filter lets through.
    ///
    /// # Errors
    /// Engine faults.
    pub fn take_rows(
        &mut self,
        rows: Vec<Row>,
        store: &Store,
        today: NaiveDate,
    ) -> Result<(), Fault> {
        self.narrowing.reload(store, &self.filter, today)?;
        self.set_rows(rows);
        self.to_tell = store.to_tell()?;
        Ok(())
    }

    /// Takes a list for which the filter has been asked.
    pub fn set_rows(&mut self, mut rows: Vec<Row>) {
        rows.sort_by(Row::order);
        self.counts = Counts::of(&rows);
        self.rows = rows;
        if !self.marked.is_empty() {
            let open: BTreeSet<PersonId> = self.rows.iter().map(|row| row.person).collect();
            self.marked.retain(|person| open.contains(person));
        }
        self.narrowing.rows_moved();
        self.glimpses.clear();
        self.detail = None;
        self.apply_filter();
    }

    /// Works the places of a few people out anew after a write; counts, search and selection follow once.
    ///
    /// The selection follows its person, wherever they stand now; where the filter hides them by now, whoever has come
    /// into their place is selected.
    ///
    /// # Errors
    /// Engine faults.
    pub fn renew(
        &mut self,
        store: &Store,
        clock: &Clock<'_>,
        people: &[PersonId],
    ) -> Result<(), Fault> {
        // Read before anything is touched: what fails leaves the list as it was. A row needs dates alone.
        let mut fresh = Vec::with_capacity(people.len());
        for facts in store.dates(people)? {
            fresh.push(Row::of(&facts, clock));
        }
        let to_tell = store.to_tell()?;
        let moved: BTreeSet<PersonId> = people.iter().copied().collect();
        self.rows.retain(|row| !moved.contains(&row.person));
        if fresh.len() > A_FEW {
            self.rows.extend(fresh);
            self.rows.sort_by(Row::order);
        } else {
            for row in fresh {
                let at = self.rows.partition_point(|other| other.order(&row).is_lt());
                self.rows.insert(at, row);
            }
        }
        if !self.marked.is_empty() {
            let open: BTreeSet<PersonId> = self.rows.iter().map(|row| row.person).collect();
            self.marked.retain(|person| open.contains(person));
        }
        self.glimpses.retain(|person, _| !moved.contains(person));
        self.counts = Counts::of(&self.rows);
        self.to_tell = to_tell;
        self.detail = None;
        self.narrowing.rows_moved();
        let narrowed = people.iter().try_for_each(|person| {
            self.narrowing
                .renew(store, &self.filter, *person, clock.today())
        });
        self.apply_filter();
        narrowed
    }

    /// Whom the user marked.
    pub fn marked(&self) -> &BTreeSet<PersonId> {
        &self.marked
    }

    /// How many of those marked the filter hides.
    pub fn marked_hidden(&self) -> usize {
        self.marked_hidden
    }

    /// How many of those whom the rest of the filter hides are found by what is typed.
    pub fn found_outside(&self) -> usize {
        self.found_outside
    }

    /// Marks the selected person, or takes the mark away.
    pub fn toggle_mark(&mut self) {
        if let Some(person) = self.selected
            && !self.marked.remove(&person)
        {
            self.marked.insert(person);
        }
    }

    /// Marks everybody who is shown.
    pub fn mark_shown(&mut self) {
        let shown: Vec<PersonId> = self
            .rows_from(0, self.len())
            .map(|(_, row)| row.person)
            .collect();
        self.marked.extend(shown);
    }

    /// Takes every mark away.
    pub fn clear_marks(&mut self) {
        self.marked.clear();
        self.marked_hidden = 0;
    }

    /// Reads what people are found by, once.
    ///
    /// # Errors
    /// Engine faults.
    pub fn load_keys(&mut self, store: &Store) -> Result<(), Fault> {
        self.narrowing.read_keys(store)
    }

    /// Narrows the list to a view on a London day, under its name if it has one; the counts stay as they are.
    ///
    /// # Errors
    /// Engine faults.
    pub fn narrow(
        &mut self,
        view: View,
        named: Option<Named>,
        store: &Store,
        today: NaiveDate,
    ) -> Result<(), Fault> {
        self.narrowing.read(store, &view, today)?;
        (self.filter, self.named) = (view, named);
        self.apply_filter();
        // What is most pressing of a new list is in sight, as far as the selection lets it.
        self.top = 0;
        Ok(())
    }

    /// Shows everybody.
    pub fn show_everybody(&mut self) {
        self.narrowing.forget();
        (self.filter, self.named) = (View::default(), None);
        self.apply_filter();
        self.top = 0;
    }

    /// How many of everybody views would show on a London day.
    ///
    /// # Errors
    /// Engine faults.
    pub fn counts_of(
        &mut self,
        views: &[&View],
        store: &Store,
        today: NaiveDate,
    ) -> Result<Vec<usize>, Fault> {
        if views.iter().any(|view| !view.text.is_empty()) {
            self.load_keys(store)?;
        }
        let fitting = store.fitting(views, today)?;
        let counts = views.iter().zip(&fitting);
        Ok(counts
            .map(|(view, fits)| self.narrowing.count(view, &self.rows, fits.as_deref()))
            .collect())
    }

    /// Begins a search: with nothing typed, whatever was sought before; the rest of the filter and the selection stay.
    ///
    /// # Errors
    /// Engine faults.
    pub fn begin_find(&mut self, store: &Store) -> Result<(), Fault> {
        self.narrowing.read_keys(store)?;
        self.find = Some(LineEdit::default());
        self.filter.text.clear();
        self.found_outside = 0;
        self.apply_filter();
        Ok(())
    }

    /// Ends a search, with what was found or with everybody whom the rest of the filter shows; the selection stays on
    /// its person.
    pub fn end_find(&mut self, keep: bool) {
        self.find = None;
        if !keep {
            self.filter.text.clear();
        }
        self.apply_filter();
    }

    /// Sets the filter anew from the search that is being typed; the first one found is selected.
    pub fn follow_find(&mut self, tick: Duration) {
        let Some(find) = &self.find else { return };
        self.filter.text = find.text();
        self.show_matching();
        let text_alone = View {
            text: self.filter.text.clone(),
            ..View::default()
        };
        self.found_outside = if self.filter == text_alone {
            0
        } else {
            let found = self.narrowing.count(&text_alone, &self.rows, None);
            found - self.len()
        };
        self.go_to(0);
        self.detail_due = Some(tick + SETTLE_TYPING);
    }

    /// Applies the filter and puts the selection back where its person is, or at the nearest place.
    pub fn apply_filter(&mut self) {
        self.show_matching();
        let found = self.selected.and_then(|selected| {
            (0..self.len()).find(|place| self.row(*place).is_some_and(|row| row.person == selected))
        });
        self.go_to(found.unwrap_or(self.cursor));
    }

    /// Works out which rows are shown.
    fn show_matching(&mut self) {
        let narrowed = !self.filter.is_everybody();
        // While somebody is sought who fits best comes first; a list that is kept is in its own order, as ever.
        let sought = self.find.is_some();
        self.shown = narrowed.then(|| self.narrowing.shown(&self.filter, &self.rows, sought));
        self.marked_hidden = 0;
        if narrowed && !self.marked.is_empty() {
            let marks = self.rows_from(0, self.len());
            let shown = marks.filter(|(_, row)| self.marked.contains(&row.person));
            self.marked_hidden = self.marked.len() - shown.count();
        }
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
        wide: bool,
        tick: Duration,
    ) -> Result<(), Fault> {
        self.scroll_into(page);
        let waits = self.detail_due.is_some_and(|due| tick < due);
        if !waits {
            self.detail_due = None;
        }
        // While a search is being typed the names come at once and the sentences after a pause.
        if self.find.is_some() && waits {
            return Ok(());
        }
        let _state = store.one_state()?;
        let on_screen: Vec<PersonId> = self
            .rows_from(self.top, page)
            .map(|(_, row)| row.person)
            .collect();
        if self.glimpses.len() > 20 * page.max(20) {
            self.glimpses.retain(|person, _| on_screen.contains(person));
        }
        let is_unknown = |person: &PersonId| !self.glimpses.contains_key(person);
        let mut unknown: Vec<PersonId> = on_screen.iter().copied().filter(is_unknown).collect();
        if !unknown.is_empty() {
            // A scan of one person costs what a scan of a few costs: whoever is about to come onto the screen is read
            // along, so that most lines down read nothing.
            let (above, below) = (self.top.saturating_sub(DATES_AT_ONCE), self.top + page);
            let beyond = (self.rows_from(below, DATES_AT_ONCE))
                .chain(self.rows_from(above, self.top - above));
            let along = beyond.map(|(_, row)| row.person).filter(is_unknown);
            let room = unknown.len().next_multiple_of(DATES_AT_ONCE) - unknown.len();
            unknown.extend(along.take(room));
        }
        for facts in store.dates(&unknown)? {
            self.glimpses.insert(facts.person, Glimpse::from(facts));
        }
        for person in &on_screen {
            if let Some(glimpse) = self.glimpses.get_mut(person) {
                glimpse.look(store, clock)?;
            }
        }
        if waits {
            return Ok(());
        }
        let shown = self.detail.as_ref().map(|detail| detail.person);
        if shown != self.selected {
            let selected = self.selected;
            let glimpse = selected.and_then(|person| self.glimpses.get_mut(&person));
            self.detail = match glimpse {
                Some(glimpse) => Some(Detail::read(store, glimpse, clock)?),
                None => None,
            };
        }
        if let Some(detail) = &mut self.detail {
            detail.widen(store, wide)?;
        }
        Ok(())
    }
}
