//! The views to choose from: those that every store has, then the saved ones, each with how many people it would show.

use super::keys::Key;
use super::line_edit::LineEdit;
use crate::domain::find::{Query, fold};
use crate::domain::record::Revision;
use crate::domain::view::{Named, View, built_in};
use crate::store::{Fault, SavedView};

/// The choice of views on the screen.
pub struct Views {
    /// What is typed.
    pub edit: LineEdit,
    /// Every view.
    all: Vec<Choice>,
    /// Places in `all` of those that fit what is typed.
    hits: Vec<usize>,
    /// The selected hit.
    pub cursor: usize,
    /// How many people are open.
    pub open: usize,
}

/// One view to choose.
pub struct Choice {
    /// Its name and what it asks.
    pub named: Named,
    /// Who saved it and the revision that a removal has to state; `None` for one that every store has.
    pub saved: Option<Saved>,
    /// How many people it would show.
    pub shows: usize,
}

/// That a view was saved.
pub struct Saved {
    /// By whom: a login.
    pub by: String,
    /// Its revision.
    pub revision: Revision,
}

impl Views {
    /// The choice between the views of every store and the saved ones, counted by `count` over the open people.
    ///
    /// # Errors
    /// What `count` meets.
    pub fn read(
        saved: Vec<SavedView>,
        open: usize,
        count: impl FnOnce(&[&View]) -> Result<Vec<usize>, Fault>,
    ) -> Result<Self, Fault> {
        let mut all: Vec<Choice> = built_in()
            .into_iter()
            .map(|named| Choice {
                named,
                saved: None,
                shows: 0,
            })
            .collect();
        all.extend(saved.into_iter().map(|one| Choice {
            named: one.named,
            saved: Some(Saved {
                by: one.by,
                revision: one.revision,
            }),
            shows: 0,
        }));
        let asked: Vec<&View> = all.iter().map(|choice| &choice.named.view).collect();
        let counts = count(&asked)?;
        for (choice, shows) in all.iter_mut().zip(counts) {
            choice.shows = shows;
        }
        let hits = (0..all.len()).collect();
        Ok(Self {
            edit: LineEdit::default(),
            all,
            hits,
            cursor: 0,
            open,
        })
    }

    /// Those that fit what is typed.
    pub fn hits(&self) -> impl Iterator<Item = &Choice> {
        self.hits.iter().filter_map(|at| self.all.get(*at))
    }

    /// The selected one.
    pub fn selected(&self) -> Option<&Choice> {
        self.hits().nth(self.cursor)
    }

    /// Takes a key that types.
    pub fn key(&mut self, key: Key) -> bool {
        let taken = self.edit.key(key);
        if taken {
            self.narrow();
        }
        taken
    }

    /// Puts pasted text in; returns how many characters of it were left out.
    pub fn paste(&mut self, text: &str) -> usize {
        let removed = self.edit.paste(text);
        self.narrow();
        removed
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(by)
            .min(self.hits.len().saturating_sub(1));
    }

    /// Narrows the choice to what was typed before.
    pub fn search(&mut self, typed: LineEdit) {
        self.edit = typed;
        self.narrow();
    }

    fn narrow(&mut self) {
        let query = Query::new(&self.edit.text());
        let fits = |choice: &Choice| {
            let named = &choice.named;
            query.matches(&fold(&format!("{} {}", named.name, named.view.words())))
        };
        self.hits = (0..self.all.len())
            .filter(|at| self.all.get(*at).is_some_and(fits))
            .collect();
        self.cursor = 0;
    }
}
