//! Moving the caret of a note: by character, word, row of the screen, line, page and text.
//!
//! A character is a grapheme cluster, so the caret never stands inside one. Up and down go by the rows that are seen
//! and aim for the column from which the movement began; start and end of a line are those of the line that the
//! person ended with Enter, as in a shell. Deliberately not here: selecting.

use unicode_segmentation::UnicodeSegmentation;

use super::note_editor::NoteEditor;
use super::note_editor_buffer::Place;
use super::note_editor_wrap::{Row, clusters};

impl NoteEditor {
    /// Moves back by one character, over line ends too.
    pub fn left(&mut self) {
        self.move_to(self.before(self.caret));
    }

    /// Moves on by one character, over line ends too.
    pub fn right(&mut self) {
        self.move_to(self.after(self.caret));
    }

    /// Moves to the start of the word before the caret.
    pub fn word_left(&mut self) {
        self.move_to(self.word_before(self.caret));
    }

    /// Moves to the end of the word after the caret.
    pub fn word_right(&mut self) {
        self.move_to(self.word_after(self.caret));
    }

    /// Moves up by one row; on the first row, to its start.
    pub fn up(&mut self) {
        self.move_rows(false, 1);
    }

    /// Moves down by one row; on the last row, to its end.
    pub fn down(&mut self) {
        self.move_rows(true, 1);
    }

    /// Moves and scrolls up by a page of so many rows.
    pub fn page_up(&mut self, rows: usize) {
        self.scroll(false, rows);
        self.move_rows(false, rows);
    }

    /// Moves and scrolls down by a page of so many rows.
    pub fn page_down(&mut self, rows: usize) {
        self.scroll(true, rows);
        self.move_rows(true, rows);
    }

    /// Moves to the start of the line.
    pub fn line_start(&mut self) {
        self.move_to(Place {
            byte: 0,
            ..self.caret
        });
    }

    /// Moves to the end of the line.
    pub fn line_end(&mut self) {
        self.move_to(self.end_of_line(self.caret.line));
    }

    /// Moves to the start of the text.
    pub fn text_start(&mut self) {
        self.move_to(Place::default());
    }

    /// Moves to the end of the text.
    pub fn text_end(&mut self) {
        self.move_to(self.buffer.end());
    }

    /// The column, from 0, at which the caret stands in its row; never the screen's width or more.
    pub(super) fn caret_column(&self) -> usize {
        let (start, _) = self.wrap.bounds(self.caret_row());
        let before = clusters(self.buffer.line(self.caret.line), start)
            .take_while(|cluster| cluster.start < self.caret.byte)
            .last();
        let column = before.map_or(0, |cluster| cluster.column + cluster.width);
        column.min(usize::from(self.size.0).saturating_sub(1))
    }

    pub(super) fn caret_row(&self) -> Row {
        self.wrap.row_of(self.caret.line, self.caret.byte)
    }

    pub(super) fn end_of_line(&self, line: usize) -> Place {
        Place {
            line,
            byte: self.buffer.line(line).len(),
        }
    }

    /// The place one character back; the start of the text stays where it is.
    pub(super) fn before(&self, place: Place) -> Place {
        let before = self
            .buffer
            .line(place.line)
            .get(..place.byte)
            .unwrap_or_default();
        match before.graphemes(true).next_back() {
            Some(cluster) => Place {
                byte: place.byte - cluster.len(),
                ..place
            },
            None => self.end_of_line_above(place),
        }
    }

    /// The place one character on; the end of the text stays where it is.
    pub(super) fn after(&self, place: Place) -> Place {
        let after = self
            .buffer
            .line(place.line)
            .get(place.byte..)
            .unwrap_or_default();
        match after.graphemes(true).next() {
            Some(cluster) => Place {
                byte: place.byte + cluster.len(),
                ..place
            },
            None => self.start_of_line_below(place),
        }
    }

    /// The start of the word before a place, or of the line, or the end of the line above.
    pub(super) fn word_before(&self, place: Place) -> Place {
        let before = self
            .buffer
            .line(place.line)
            .get(..place.byte)
            .unwrap_or_default();
        match before.unicode_word_indices().next_back() {
            Some((byte, _)) => Place { byte, ..place },
            None if place.byte > 0 => Place { byte: 0, ..place },
            None => self.end_of_line_above(place),
        }
    }

    /// The end of the word after a place, or of the line, or the start of the line below.
    fn word_after(&self, place: Place) -> Place {
        let after = self
            .buffer
            .line(place.line)
            .get(place.byte..)
            .unwrap_or_default();
        match after.unicode_word_indices().next() {
            Some((byte, word)) => Place {
                byte: place.byte + byte + word.len(),
                ..place
            },
            None if !after.is_empty() => self.end_of_line(place.line),
            None => self.start_of_line_below(place),
        }
    }

    fn end_of_line_above(&self, place: Place) -> Place {
        place
            .line
            .checked_sub(1)
            .map_or(place, |line| self.end_of_line(line))
    }

    fn start_of_line_below(&self, place: Place) -> Place {
        if place.line < self.buffer.end().line {
            Place {
                line: place.line + 1,
                byte: 0,
            }
        } else {
            place
        }
    }

    /// Moves the caret by rows; past the first or last row it goes to the start or the end of the text.
    fn move_rows(&mut self, is_down: bool, rows: usize) {
        let column = self.goal.unwrap_or_else(|| self.caret_column());
        let above = self.wrap.above(self.caret_row());
        let last = self.wrap.total() - 1;
        let place = if is_down && above == last {
            self.buffer.end()
        } else if !is_down && above == 0 {
            Place::default()
        } else {
            let target = if is_down {
                above.saturating_add(rows).min(last)
            } else {
                above.saturating_sub(rows)
            };
            self.place_in_row(self.wrap.at(target), column)
        };
        self.move_to(place);
        self.goal = Some(column);
    }

    /// The place in a row nearest to a column, from the left; in the last row of a line, at most the line's end.
    fn place_in_row(&self, row: Row, column: usize) -> Place {
        let (start, end) = self.wrap.bounds(row);
        let line = self.buffer.line(row.line);
        let mut byte = start;
        for cluster in
            clusters(line, start).take_while(|cluster| end.is_none_or(|end| cluster.start < end))
        {
            byte = cluster.start;
            if cluster.column + cluster.width > column {
                return Place {
                    line: row.line,
                    byte,
                };
            }
        }
        // Beyond the row's text: a row that goes on below has no place of its own after its last character.
        Place {
            line: row.line,
            byte: if end.is_none() { line.len() } else { byte },
        }
    }
}
