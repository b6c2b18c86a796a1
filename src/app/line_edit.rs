//! One line of text that is being typed: the fields of forms, the search, the palette.
//!
//! Moves by what a reader takes for one character (grapheme clusters). Long texts belong into `note_editor`.

use unicode_segmentation::UnicodeSegmentation;

use super::keys::Key;
use crate::domain::text;

/// A line and where the cursor stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    before: String,
    after: String,
}

impl LineEdit {
    /// A line with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self {
            before: text.to_owned(),
            after: String::new(),
        }
    }

    /// The whole text.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// The text before the cursor.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// The text after the cursor.
    pub fn after(&self) -> &str {
        &self.after
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Puts pasted text in at the cursor: line ends become blanks, other control characters are left out. Returns how
    /// many were left out, so that it can be said.
    pub fn paste(&mut self, pasted: &str) -> usize {
        let cleaned = text::clean_input(pasted);
        for c in cleaned.text.chars() {
            self.before
                .push(if c == '\n' || c == '\t' { ' ' } else { c });
        }
        cleaned.removed
    }

    /// Takes a key if it edits or moves; says whether it did.
    pub fn key(&mut self, key: Key) -> bool {
        match key {
            Key::Char(c) => self.before.push(c),
            Key::Backspace => {
                let cut = last_grapheme(&self.before);
                self.before.truncate(cut);
            }
            Key::Delete => {
                self.after = self.after.graphemes(true).skip(1).collect();
            }
            Key::Left => {
                let cut = last_grapheme(&self.before);
                let moved = self.before.split_off(cut);
                self.after.insert_str(0, &moved);
            }
            Key::Right => {
                let first: String = self.after.graphemes(true).take(1).collect();
                self.after = self.after.graphemes(true).skip(1).collect();
                self.before.push_str(&first);
            }
            Key::WordLeft => {
                let cut = last_word(&self.before);
                let moved = self.before.split_off(cut);
                self.after.insert_str(0, &moved);
            }
            Key::WordRight => {
                let mut words = self.after.split_word_bound_indices().skip(1);
                let cut = words
                    .find(|(_, word)| !word.trim().is_empty())
                    .map_or(self.after.len(), |(at, _)| at);
                let rest = self.after.split_off(cut);
                self.before.push_str(&self.after);
                self.after = rest;
            }
            Key::Home => {
                self.after.insert_str(0, &self.before);
                self.before.clear();
            }
            Key::End => {
                self.before.push_str(&self.after);
                self.after.clear();
            }
            Key::Ctrl('w') => {
                let cut = last_word(&self.before);
                self.before.truncate(cut);
            }
            Key::Ctrl('u') => self.before.clear(),
            Key::Ctrl('k') => self.after.clear(),
            Key::Ctrl(_)
            | Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::Up
            | Key::Down
            | Key::PageUp
            | Key::PageDown => return false,
        }
        true
    }
}

fn last_grapheme(text: &str) -> usize {
    text.grapheme_indices(true)
        .next_back()
        .map_or(0, |(at, _)| at)
}

fn last_word(text: &str) -> usize {
    text.split_word_bound_indices()
        .rfind(|(_, word)| !word.trim().is_empty())
        .map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_edit_the_line() {
        let mut line = LineEdit::new("ring Ruth");
        for key in [
            Key::Ctrl('w'),
            Key::Char('P'),
            Key::Char('a'),
            Key::Char('t'),
        ] {
            assert!(line.key(key));
        }
        assert_eq!(line.text(), "ring Pat");
        line.key(Key::WordLeft);
        line.key(Key::Char('!'));
        assert_eq!((line.before(), line.after()), ("ring !", "Pat"));
        line.key(Key::Home);
        line.key(Key::Delete);
        line.key(Key::End);
        assert_eq!(line.text(), "ing !Pat");
    }

    #[test]
    fn an_accented_letter_goes_in_one_piece() {
        let mut line = LineEdit::new("Siân e\u{301}");
        line.key(Key::Backspace);
        assert_eq!(line.text(), "Siân ");
    }

    #[test]
    fn a_paste_stays_on_one_line_and_brings_no_escapes() {
        let mut line = LineEdit::default();
        assert_eq!(line.paste("one\r\ntwo\u{1b}[31m"), 1);
        assert_eq!(line.text(), "one two[31m");
    }
}
