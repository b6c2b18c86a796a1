//! What of a note is in sight: the rows to draw, the caret among them, and scrolling.
//!
//! The view moves only when the caret would leave it, and then by as few rows as will do, so that a terminal can
//! scroll a region and draw one row. Changes above the view leave it standing on the same text. Rows are fit to draw as
//! they are. Deliberately not here: colours, scroll bars, line numbers.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::note_editor::NoteEditor;
use super::note_editor_buffer::Span;
use super::note_editor_wrap::{Row, Wrap, clusters};

/// The part of a note that is in sight.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct View {
    /// The rows from the top, safe to draw, as many as fit or fewer.
    pub rows: Vec<String>,
    /// The caret's row and column within the view, from 0.
    pub cursor: (u16, u16),
    /// How many rows stand above the view.
    pub top: usize,
    /// How many rows the whole text has.
    pub total_rows: usize,
}

/// Prints sizes only: the words are a person's.
impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View")
            .field("rows", &self.rows.len())
            .field("cursor", &self.cursor)
            .field("top", &self.top)
            .field("total_rows", &self.total_rows)
            .finish()
    }
}

impl NoteEditor {
    /// Fits the editor to an area of so many columns and rows, and gives what to draw there.
    pub fn view(&mut self, width: u16, height: u16) -> View {
        self.resize(width, height);
        self.snapshot()
    }

    /// Fits the editor to an area of so many columns and rows; what is at the top stays there where it can.
    pub fn resize(&mut self, width: u16, height: u16) {
        if self.size == (width, height) {
            return;
        }
        if self.size.0 != width {
            let (top_byte, _) = self.wrap.bounds(self.top);
            self.wrap = Wrap::new(self.buffer.lines(), width.into());
            self.top = self.wrap.row_of(self.top.line, top_byte);
        }
        self.size = (width, height);
        self.goal = None;
        let above = self.wrap.above(self.top).min(self.furthest_top());
        self.top = self.wrap.at(above);
        self.keep_caret_in_sight();
    }

    /// What to draw in the area last given.
    pub fn snapshot(&self) -> View {
        let top = self.wrap.above(self.top);
        let row = self.wrap.above(self.caret_row()).saturating_sub(top);
        let in_sight = std::iter::successors(Some(self.top), |row| self.wrap.below(*row));
        View {
            rows: in_sight
                .take(self.size.1.into())
                .map(|row| self.shown_row(row))
                .collect(),
            cursor: (fits_u16(row), fits_u16(self.caret_column())),
            top,
            total_rows: self.wrap.total(),
        }
    }

    /// Moves the view by rows, as far as there is text to fill it.
    pub(super) fn scroll(&mut self, is_down: bool, rows: usize) {
        let above = self.wrap.above(self.top);
        let target = if is_down {
            above
                .saturating_add(rows)
                .min(self.furthest_top().max(above))
        } else {
            above.saturating_sub(rows)
        };
        self.top = self.wrap.at(target);
    }

    /// Moves the view by as little as brings the caret into it.
    pub(super) fn keep_caret_in_sight(&mut self) {
        let caret_row = self.caret_row();
        if caret_row < self.top {
            self.top = caret_row;
            return;
        }
        let caret_above = self.wrap.above(caret_row);
        let least_top = (caret_above + 1).saturating_sub(self.height());
        if self.wrap.above(self.top) < least_top {
            self.top = self.wrap.at(least_top);
        }
    }

    /// Keeps the view on the text it shows while lines above it come and go, and where it is when that text itself
    /// changes: `above` is how many rows stood above it before.
    pub(super) fn keep_top(&mut self, spans: &[Span], above: usize) {
        let mut line = self.top.line;
        for span in spans {
            if span.line + span.removed >= line {
                self.top = self.wrap.at(above);
                return;
            }
            line = line + span.added - span.removed;
        }
        self.top.line = line;
    }

    fn furthest_top(&self) -> usize {
        self.wrap.total().saturating_sub(self.height())
    }

    fn height(&self) -> usize {
        usize::from(self.size.1.max(1))
    }

    fn shown_row(&self, row: Row) -> String {
        let (start, end) = self.wrap.bounds(row);
        let width = usize::from(self.size.0);
        let mut shown = String::new();
        for cluster in clusters(self.buffer.line(row.line), start) {
            if end.is_some_and(|end| cluster.start >= end) {
                break;
            }
            if cluster.column + cluster.width > width {
                // Only a character with more marks to it than fit in a row, which then has a row of its own.
                push_cut(
                    &mut shown,
                    &cluster.shown(),
                    width - cluster.column.min(width),
                );
                break;
            }
            shown.push_str(&cluster.shown());
        }
        shown
    }
}

/// Adds as much of a text as fits, and a sign that there is more.
fn push_cut(shown: &mut String, text: &str, width: usize) {
    let mut left = width.saturating_sub(1);
    for part in text.graphemes(true) {
        let Some(still_left) = left.checked_sub(part.width()) else {
            break;
        };
        left = still_left;
        shown.push_str(part);
    }
    if width > 0 {
        shown.push('…');
    }
}

fn fits_u16(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
