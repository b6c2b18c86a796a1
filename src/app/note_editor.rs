//! The full-screen text editor's state: a note being written, its caret, its undo, and what of it is in sight.
//!
//! The text and the history of edits are `TextArea`'s (`note_editor_buffer.rs`). Everything else is ours: the caret,
//! which stands between grapheme clusters only (`note_editor_move.rs`), steps of undo the size of a word, soft wrap
//! (`note_editor_wrap.rs`), scrolling and the rows to draw (`note_editor_view.rs`), search (`note_editor_find.rs`), and
//! the revision that tells autosave that there is something to save.
//!
//! The text is opened and given back byte for byte, whatever it holds; only what is typed or pasted is cleaned.
//! Deliberately not here: keys, colours, saving, and the clipboard.

use std::fmt;

use unicode_normalization::char::compose;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::note_editor_buffer::{Buffer, Place, Replay, Span};
pub use super::note_editor_view::View;
use super::note_editor_wrap::{Row, Wrap};
use crate::domain::text::clean_input;

/// The size of the screen until the first [`NoteEditor::resize`], in columns and rows.
const DESIGN_SIZE: (u16, u16) = (80, 24);

/// The most edits that are undone in one step, so that undoing one is quick even in a very long text.
const STEP_LIMIT: usize = 32;

/// A note being written.
pub struct NoteEditor {
    pub(super) buffer: Buffer,
    pub(super) wrap: Wrap,
    pub(super) caret: Place,
    /// The column that moving up and down aims for.
    pub(super) goal: Option<usize>,
    /// The first row in sight.
    pub(super) top: Row,
    /// Columns and rows in sight.
    pub(super) size: (u16, u16),
    /// The step of undo that the next edit may still join.
    open_step: Option<OpenStep>,
    revision: u64,
    original: String,
}

/// What kind of edits a step of undo gathers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gathers {
    Typing,
    Erasing,
}

/// A step of undo that has not ended yet.
#[derive(Clone, Copy)]
struct OpenStep {
    gathers: Gathers,
    /// Whether the last character was white space: what is not then begins the next word, and the next step.
    after_space: bool,
    edits: usize,
}

/// Prints sizes only: the words are a person's.
impl fmt::Debug for NoteEditor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoteEditor")
            .field("lines", &self.buffer.lines().len())
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}

impl NoteEditor {
    /// Opens a text with the caret at its start.
    pub fn new(text: &str) -> NoteEditor {
        let buffer = Buffer::new(text);
        let wrap = Wrap::new(buffer.lines(), DESIGN_SIZE.0.into());
        NoteEditor {
            buffer,
            wrap,
            caret: Place::default(),
            goal: None,
            top: Row::default(),
            size: DESIGN_SIZE,
            open_step: None,
            revision: 0,
            original: text.to_owned(),
        }
    }

    /// Puts the caret at a byte offset in the text, or at the nearest place before it where a caret can stand.
    #[must_use]
    pub fn with_cursor(mut self, offset: usize) -> NoteEditor {
        let mut left = offset;
        let mut place = self.buffer.end();
        for (number, line) in self.buffer.lines().iter().enumerate() {
            if left <= line.len() {
                let clusters = line.grapheme_indices(true).map(|(at, _)| at);
                let byte = clusters
                    .chain([line.len()])
                    .take_while(|at| *at <= left)
                    .last();
                place = Place {
                    line: number,
                    byte: byte.unwrap_or(0),
                };
                break;
            }
            left -= line.len() + 1;
        }
        self.move_to(place);
        self
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.buffer.lines().join("\n")
    }

    /// A number that grows with every change to the text, undo and redo included; from 0.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the text differs from what was opened; typing something and taking it back is no difference.
    pub fn is_modified(&self) -> bool {
        let lines = self.buffer.lines().iter().map(String::as_str);
        self.revision > 0 && !lines.eq(self.original.split('\n'))
    }

    /// Where the caret is: line and column, from 0; a column is what a person takes for one character.
    pub fn cursor(&self) -> (usize, usize) {
        let before = self.buffer.line(self.caret.line).get(..self.caret.byte);
        (
            self.caret.line,
            before.map_or(0, |text| text.graphemes(true).count()),
        )
    }

    /// Where the caret is, as a byte offset in the text, to be kept with a draft for [`NoteEditor::with_cursor`].
    pub fn offset(&self) -> usize {
        let above = self.buffer.lines().iter().take(self.caret.line);
        above.map(|line| line.len() + 1).sum::<usize>() + self.caret.byte
    }

    /// Types a character; a control or hidden character other than tab and the line ends is refused with `false`.
    ///
    /// An accent typed after its letter becomes one character with it where Unicode has one.
    pub fn insert_char(&mut self, c: char) -> bool {
        if matches!(c, '\n' | '\r') {
            self.insert_newline();
            return true;
        }
        let cleaned = clean_input(c.encode_utf8(&mut [0; 4]));
        if cleaned.removed > 0 {
            return false;
        }
        let before = self.buffer.line(self.caret.line).get(..self.caret.byte);
        let last = before.and_then(|text| text.chars().next_back());
        let step = Some((Gathers::Typing, c.is_whitespace()));
        match last.and_then(|last| Some((last, compose(last, c)?))) {
            Some((last, whole)) => {
                let from = Place {
                    byte: self.caret.byte - last.len_utf8(),
                    ..self.caret
                };
                self.replace(from, self.caret, whole.encode_utf8(&mut [0; 4]), step);
            }
            None => self.replace(self.caret, self.caret, &cleaned.text, step),
        }
        true
    }

    /// Ends the line at the caret.
    pub fn insert_newline(&mut self) {
        self.replace(self.caret, self.caret, "\n", None);
    }

    /// Pastes text, cleaned, as one step of undo; returns how many characters were left out of it.
    pub fn paste(&mut self, text: &str) -> usize {
        let cleaned = clean_input(text);
        self.replace(self.caret, self.caret, &cleaned.text, None);
        cleaned.removed
    }

    /// Deletes the character before the caret, or joins the line to the one above.
    pub fn backspace(&mut self) {
        self.erase(self.before(self.caret), self.caret);
    }

    /// Deletes the character at the caret, or joins the next line to this one.
    pub fn delete(&mut self) {
        self.erase(self.caret, self.after(self.caret));
    }

    /// Deletes from the start of the word before the caret, or joins the line to the one above.
    pub fn delete_word_back(&mut self) {
        self.replace(self.word_before(self.caret), self.caret, "", None);
    }

    /// Deletes to the end of the line; at the end of a line, joins the next to it.
    pub fn kill_to_line_end(&mut self) {
        let end = self.end_of_line(self.caret.line);
        let end = if end == self.caret {
            self.after(end)
        } else {
            end
        };
        self.replace(self.caret, end, "", None);
    }

    /// Takes the last step back: a word typed or erased, a line end, a paste; `false` if there is none.
    pub fn undo(&mut self) -> bool {
        let replay = self.buffer.undo();
        self.replayed(replay)
    }

    /// Does again what was last taken back; `false` if there is nothing.
    pub fn redo(&mut self) -> bool {
        let replay = self.buffer.redo();
        self.replayed(replay)
    }

    /// Puts the caret somewhere by another way than typing: the step of undo ends, and the view follows.
    pub(super) fn move_to(&mut self, place: Place) {
        self.open_step = None;
        self.goal = None;
        self.caret = self.snapped(place);
        self.keep_caret_in_sight();
    }

    /// The place itself if a caret can stand there, or else the next one.
    pub(super) fn snapped(&self, place: Place) -> Place {
        let line = self.buffer.line(place.line);
        let mut cursor = GraphemeCursor::new(place.byte.min(line.len()), line.len(), true);
        // With the whole line at hand neither question can fail.
        let byte = match cursor.is_boundary(line, 0) {
            Ok(false) => cursor.next_boundary(line, 0).ok().flatten(),
            _ => Some(cursor.cur_cursor()),
        };
        Place {
            byte: byte.unwrap_or(line.len()),
            ..place
        }
    }

    /// Erases what may join a step of undo with what was erased before it.
    fn erase(&mut self, from: Place, to: Place) {
        let is_space = if from.line == to.line {
            let gone = self.buffer.line(from.line).get(from.byte..to.byte);
            gone.is_some_and(|text| text.chars().all(char::is_whitespace))
        } else {
            true
        };
        self.replace(from, to, "", Some((Gathers::Erasing, is_space)));
    }

    /// Changes the text; `gathers` says which step of undo the change may join, and whether it is white space.
    fn replace(&mut self, from: Place, to: Place, text: &str, gathers: Option<(Gathers, bool)>) {
        if from == to && text.is_empty() {
            return;
        }
        let open = self.open_step.take();
        let joined = gathers.zip(open).and_then(|((gathers, is_space), open)| {
            let joins = open.gathers == gathers
                && (is_space || !open.after_space)
                && open.edits < STEP_LIMIT;
            joins.then_some(open.edits)
        });
        let (span, after) = self
            .buffer
            .replace(from, to, text, self.caret, joined.is_some());
        self.open_step = gathers.map(|(gathers, after_space)| {
            let edits = joined.unwrap_or(0) + 1;
            OpenStep {
                gathers,
                after_space,
                edits,
            }
        });
        self.changed(&[span], after);
    }

    fn replayed(&mut self, replay: Option<Replay>) -> bool {
        self.open_step = None;
        if let Some(replay) = replay {
            self.changed(&replay.spans, replay.caret);
            true
        } else {
            false
        }
    }

    fn changed(&mut self, spans: &[Span], caret: Place) {
        self.revision += 1;
        self.goal = None;
        let above = self.wrap.above(self.top);
        self.wrap.follow(spans, self.buffer.lines());
        self.keep_top(spans, above);
        self.caret = self.snapped(caret);
        self.keep_caret_in_sight();
    }
}
