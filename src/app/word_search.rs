//! Searching the words of everybody's contacts: what is typed, and the newest entries in which it occurs.

use super::keys::Key;
use super::line_edit::LineEdit;
use crate::store::{Fault, FoundContact, Store};

/// How many entries are shown.
const MOST: u32 = 50;

/// The search on the screen.
#[derive(Default)]
pub struct WordSearch {
    /// What is typed.
    pub edit: LineEdit,
    /// The newest entries that fit.
    pub found: Vec<FoundContact>,
    /// The selected one.
    pub cursor: usize,
    /// Whether it could not be searched: then nothing found says nothing.
    pub failed: bool,
}

impl WordSearch {
    /// Takes a key that types.
    pub fn key(&mut self, key: Key) -> bool {
        self.edit.key(key)
    }

    /// Searches for what is typed now.
    ///
    /// # Errors
    /// Engine faults.
    pub fn follow(&mut self, store: &Store) -> Result<(), Fault> {
        self.cursor = 0;
        let found = store.search_contacts(&self.edit.text(), MOST);
        self.failed = found.is_err();
        self.found.clear();
        self.found = found?;
        Ok(())
    }

    /// Whether there are perhaps more entries than are shown.
    pub fn is_full(&self) -> bool {
        u32::try_from(self.found.len()).is_ok_and(|found| found == MOST)
    }

    /// The selected entry.
    pub fn selected(&self) -> Option<&FoundContact> {
        self.found.get(self.cursor)
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(by)
            .min(self.found.len().saturating_sub(1));
    }
}
