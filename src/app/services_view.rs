//! The services directory on the screen: what is searched for, what fits, which service is selected (R94).
//!
//! The whole directory is read once and folded; a key costs a scan of it. Selection is an identity, so that it stays
//! where it is when somebody else changes the directory.

use chrono::NaiveDate;

use super::keys::Key;
use super::line_edit::LineEdit;
use super::model::Screen;
use crate::domain::find::Query;
use crate::domain::id::ServiceId;
use crate::domain::record::Kept;
use crate::domain::say;
use crate::domain::service::Service;
use crate::domain::service::search::{Index, stale};
use crate::domain::service::unmet::{UnmetNeed, counted};
use crate::store::{Fault, Store};

/// The state of the screen.
pub struct ServicesView {
    /// Every service, by name.
    all: Vec<Kept<Service>>,
    index: Index,
    /// Places in `all` of those that fit, the best first.
    hits: Vec<usize>,
    /// What is searched for.
    pub edit: LineEdit,
    /// Whether keys go into the search.
    pub is_typing: bool,
    cursor: usize,
    selected: Option<ServiceId>,
    /// First row on the screen.
    pub top: usize,
    /// How many should be checked before they are relied on, of all.
    pub stale: usize,
    /// How many needs were written down that nothing met.
    pub unmet: usize,
    /// Where the screen was opened from.
    pub from: Screen,
}

impl ServicesView {
    /// Reads the directory; keys go into the search first.
    ///
    /// # Errors
    /// Engine faults.
    pub fn read(store: &Store, from: Screen, today: NaiveDate) -> Result<Self, Fault> {
        let mut view = Self {
            all: Vec::new(),
            index: Index::default(),
            hits: Vec::new(),
            edit: LineEdit::default(),
            is_typing: true,
            cursor: 0,
            selected: None,
            top: 0,
            stale: 0,
            unmet: 0,
            from,
        };
        view.reload(store, today)?;
        // Without anything to search keys are commands at once.
        view.is_typing = !view.all.is_empty();
        Ok(view)
    }

    /// Reads it again after a write, keeping search and selection.
    ///
    /// # Errors
    /// Engine faults.
    pub fn reload(&mut self, store: &Store, today: NaiveDate) -> Result<(), Fault> {
        self.all = store.services()?;
        self.index = Index::new(self.all.iter().map(|kept| &kept.value));
        self.stale = stale(self.all.iter().map(|kept| &kept.value), today);
        self.unmet = store.unmet_needs()?.len();
        let selected = self.selected;
        self.search();
        let place = self.hits().position(|kept| Some(kept.id) == selected);
        self.go_to(place.unwrap_or(self.cursor));
        Ok(())
    }

    /// Takes over what is typed; the best one is selected.
    pub fn follow(&mut self) {
        self.search();
        self.top = 0;
        self.go_to(0);
    }

    fn search(&mut self) {
        self.hits = self.index.find(&Query::new(&self.edit.text()));
    }

    /// Forgets the search; everything is shown.
    pub fn clear(&mut self) {
        self.edit = LineEdit::default();
        self.search();
        let selected = self.selected;
        let place = self.hits().position(|kept| Some(kept.id) == selected);
        self.go_to(place.unwrap_or(0));
    }

    /// Those that fit, the best first.
    pub fn hits(&self) -> impl Iterator<Item = &Kept<Service>> {
        self.hits.iter().filter_map(|at| self.all.get(*at))
    }

    /// How many fit.
    pub fn len(&self) -> usize {
        self.hits.len()
    }

    /// Whether nothing fits.
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// Every service, by name.
    pub fn everything(&self) -> &[Kept<Service>] {
        &self.all
    }

    /// The place of the selection.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected service.
    pub fn selected(&self) -> Option<&Kept<Service>> {
        self.all.get(*self.hits.get(self.cursor)?)
    }

    /// Selects a service that was just written.
    pub fn select(&mut self, id: ServiceId) {
        if !self.hits().any(|kept| kept.id == id) {
            self.clear();
        }
        let place = self.hits().position(|kept| kept.id == id);
        self.go_to(place.unwrap_or(self.cursor));
    }

    /// Moves the selection to a place, or to the last one.
    pub fn go_to(&mut self, place: usize) {
        self.cursor = place.min(self.hits.len().saturating_sub(1));
        self.selected = self.selected().map(|kept| kept.id);
    }

    /// Moves the selection by a number of rows.
    pub fn step(&mut self, by: isize) {
        self.go_to(self.cursor.saturating_add_signed(by));
    }

    /// Takes a key that types.
    pub fn key(&mut self, key: Key) -> bool {
        self.edit.key(key)
    }

    /// Scrolls so that the selection is on the screen.
    pub fn prepare(&mut self, page: usize) {
        let page = page.max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + page {
            self.top = self.cursor + 1 - page;
        }
        self.top = self.top.min(self.len().saturating_sub(page));
    }
}

/// A service as a page to read: every fact in full.
pub fn page(service: &Service, today: NaiveDate) -> Vec<String> {
    let facts = service.lines(today).into_iter();
    facts
        .map(|(label, text)| format!("{label}: {text}"))
        .collect()
}

/// The needs that nothing met as a page to read: how often each, then each by itself. Nobody is named.
pub fn unmet_page(needs: &[UnmetNeed]) -> Vec<String> {
    if needs.is_empty() {
        return vec![
            "No unmet need has been logged yet. In the directory, {services.unmet} logs one."
                .to_owned(),
        ];
    }
    let at = |place: &str| {
        if place.is_empty() {
            String::new()
        } else {
            format!(" in {place}")
        }
    };
    let mut lines = vec!["How often".to_owned()];
    lines.extend(counted(needs).iter().map(|count| {
        format!(
            "  {}  {}{}, last on {}",
            count.times,
            count.needed,
            at(&count.place),
            say::full(count.last_on)
        )
    }));
    lines.extend([String::new(), "Each, the newest first".to_owned()]);
    // Without what was noted: that may name somebody, and this is for whoever commissions.
    lines.extend(needs.iter().map(|need| {
        format!(
            "  {}  {}{}, logged by {}",
            say::full(need.on),
            need.needed,
            at(&need.place),
            need.by
        )
    }));
    lines
}
