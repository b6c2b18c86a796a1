//! Finding text in a note: within a line, whatever its case, round from the end to the start.
//!
//! Deliberately not here: patterns, replacing, and finding across line ends.

use super::note_editor::NoteEditor;
use super::note_editor_buffer::Place;
use crate::domain::text::clean_input;

impl NoteEditor {
    /// Moves to the next place, or the one before, where the text is found; `false` if it is nowhere.
    ///
    /// The place where the caret already stands comes last. Only the first line of what is sought counts; an empty one
    /// is nowhere.
    pub fn find(&mut self, sought: &str, forward: bool) -> bool {
        let sought = clean_input(sought).text;
        let sought: Vec<char> = folded(sought.lines().next().unwrap_or_default()).collect();
        let found = if forward {
            self.next_match(&sought)
        } else {
            self.match_before(&sought)
        };
        if let Some(place) = found {
            self.move_to(place);
        }
        found.is_some()
    }

    fn next_match(&self, sought: &[char]) -> Option<Place> {
        let lines = self.buffer.lines();
        let Place { line, byte } = self.caret;
        let after = self.matches(line, sought).find(|place| place.byte > byte);
        let others = (line + 1..lines.len()).chain(0..=line);
        after.or_else(|| {
            others
                .into_iter()
                .find_map(|line| self.matches(line, sought).next())
        })
    }

    fn match_before(&self, sought: &[char]) -> Option<Place> {
        let lines = self.buffer.lines();
        let Place { line, byte } = self.caret;
        let before = self.matches(line, sought).rfind(|place| place.byte < byte);
        let others = (0..line).rev().chain((line..lines.len()).rev());
        before.or_else(|| {
            others
                .into_iter()
                .find_map(|line| self.matches(line, sought).next_back())
        })
    }

    fn matches(&self, line: usize, sought: &[char]) -> impl DoubleEndedIterator<Item = Place> {
        let text = self.buffer.line(line);
        let first = sought.first().copied();
        let starts = text
            .char_indices()
            // Nearly every place is ruled out by its first character, so that is looked at by itself.
            .filter(move |(_, c)| first.is_some() && c.to_lowercase().next() == first)
            .map(|(byte, _)| byte);
        let is_match = move |byte: &usize| {
            let mut found = folded(text.get(*byte..).unwrap_or_default());
            sought.iter().all(|c| found.next() == Some(*c))
        };
        starts
            .filter(is_match)
            .map(move |byte| Place { line, byte })
    }
}

/// Text without the difference between capitals and small letters.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}
