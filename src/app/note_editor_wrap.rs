//! How lines of a note fall into rows of the screen, remembered line by line.
//!
//! A row ends after a space or a tab, or inside a word that is longer than a row. Rows leave the last column free: the
//! caret behind a full row stands there, and the one space behind a full row is tucked in there, so that the next
//! word starts its row. A space that would push the caret out of sight opens a new row. A grapheme cluster is never
//! split and is as wide as what is shown for it. Deliberately not here: which rows are in sight.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::note_editor_buffer::Span;
use crate::domain::text::visible;

/// Tab stops stand this many columns apart, counted from the start of the row.
const TAB_STOP: usize = 4;

/// A row of the screen: a line, and which of the line's rows, both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) row: usize,
}

/// Where the rows of one line begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct LineRows {
    /// The first bytes of the rows but the first.
    starts: Vec<usize>,
    /// Whether these are all of them; else the rest has yet to be worked out.
    is_settled: bool,
}

/// Where each line's rows begin, at one width.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrap {
    width: usize,
    lines: Vec<LineRows>,
}

impl Wrap {
    /// Wraps lines at a width in columns; less than two columns count as two.
    pub(super) fn new(lines: &[String], width: usize) -> Wrap {
        let mut wrap = Wrap {
            width: width.max(2),
            lines: vec![LineRows::default(); lines.len()],
        };
        wrap.settle(lines);
        wrap
    }

    /// Follows changes that have already happened to the lines.
    pub(super) fn follow(&mut self, spans: &[Span], lines: &[String]) {
        for span in spans {
            let end = (span.line + span.removed + 1).min(self.lines.len());
            let mut first = self
                .lines
                .get_mut(span.line)
                .map(std::mem::take)
                .unwrap_or_default();
            first.unsettle(span.byte);
            let fresh = std::iter::repeat_n(LineRows::default(), span.added);
            self.lines
                .splice(span.line.min(end)..end, std::iter::once(first).chain(fresh));
        }
        self.settle(lines);
    }

    /// How many rows there are in all.
    pub(super) fn total(&self) -> usize {
        self.lines.iter().map(LineRows::count).sum()
    }

    /// How many rows stand above a row.
    pub(super) fn above(&self, row: Row) -> usize {
        let lines_above = self.lines.iter().take(row.line);
        lines_above.map(LineRows::count).sum::<usize>() + row.row
    }

    /// The row that has so many rows above it; the last row if there are not so many.
    pub(super) fn at(&self, above: usize) -> Row {
        let mut left = above;
        for (line, rows) in self.lines.iter().enumerate() {
            let rows = rows.count();
            if left < rows {
                return Row { line, row: left };
            }
            left -= rows;
        }
        self.last_of(self.lines.len().saturating_sub(1))
    }

    /// A line's last row.
    pub(super) fn last_of(&self, line: usize) -> Row {
        Row {
            line,
            row: self.starts_of(line).len(),
        }
    }

    /// The row below a row, or `None` at the end of the text.
    pub(super) fn below(&self, row: Row) -> Option<Row> {
        if row.row < self.starts_of(row.line).len() {
            Some(Row {
                row: row.row + 1,
                ..row
            })
        } else if row.line + 1 < self.lines.len() {
            Some(Row {
                line: row.line + 1,
                row: 0,
            })
        } else {
            None
        }
    }

    /// The row in which a byte of a line stands; a row's end is the next row's start.
    pub(super) fn row_of(&self, line: usize, byte: usize) -> Row {
        Row {
            line,
            row: self.starts_of(line).partition_point(|start| *start <= byte),
        }
    }

    /// The bytes of its line at which a row starts and ends; the last row of a line has no end.
    pub(super) fn bounds(&self, row: Row) -> (usize, Option<usize>) {
        let starts = self.starts_of(row.line);
        let start = row.row.checked_sub(1).and_then(|before| starts.get(before));
        (start.copied().unwrap_or(0), starts.get(row.row).copied())
    }

    fn starts_of(&self, line: usize) -> &[usize] {
        self.lines.get(line).map_or(&[], |rows| &rows.starts)
    }

    fn settle(&mut self, lines: &[String]) {
        for (rows, line) in self.lines.iter_mut().zip(lines) {
            if !rows.is_settled {
                rows.settle(line, self.width - 1);
            }
        }
    }
}

impl LineRows {
    fn count(&self) -> usize {
        1 + self.starts.len()
    }

    /// Forgets what a change from a byte on may alter. That reaches back: the word after a row's end may now fit into
    /// that row, and a mark may join the character at its end.
    fn unsettle(&mut self, byte: usize) {
        let untouched = self.starts.partition_point(|start| *start <= byte);
        self.starts.truncate(untouched.saturating_sub(2));
        self.is_settled = false;
    }

    fn settle(&mut self, line: &str, columns: usize) {
        self.is_settled = true;
        if line.len() <= columns && line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            self.starts.clear();
            return;
        }
        let mut row_start = self.starts.last().copied().unwrap_or(0);
        while let Some(next) = next_row(line, row_start, columns) {
            self.starts.push(next);
            row_start = next;
        }
    }
}

/// One grapheme cluster in its row.
pub(super) struct Cluster<'a> {
    /// Its first byte in the line.
    pub(super) start: usize,
    /// Its first column in the row.
    pub(super) column: usize,
    /// How many columns it takes.
    pub(super) width: usize,
    text: &'a str,
}

impl<'a> Cluster<'a> {
    /// What is shown for it: a tab is the spaces to the next stop, and nothing can act on the terminal.
    pub(super) fn shown(&self) -> Cow<'a, str> {
        if self.text == "\t" {
            Cow::Owned(" ".repeat(self.width))
        } else {
            visible(self.text)
        }
    }

    fn is_space(&self) -> bool {
        matches!(self.text, " " | "\t" | "\u{3000}")
    }
}

/// A row's clusters, from the row's first byte to the end of the line; the caller stops at the end of the row.
pub(super) fn clusters(line: &str, row_start: usize) -> impl Iterator<Item = Cluster<'_>> {
    let mut start = row_start;
    let mut column = 0;
    std::iter::from_fn(move || {
        let rest = line.get(start..)?;
        let text = first_cluster(rest)?;
        let cluster = Cluster {
            start,
            column,
            width: width(text, column),
            text,
        };
        start += text.len();
        column += cluster.width;
        Some(cluster)
    })
}

/// The grapheme cluster with which text begins; the short cut is for two ASCII characters in a row, which never join.
fn first_cluster(rest: &str) -> Option<&str> {
    match rest.as_bytes() {
        [first] | [first, 0..=0x7f, ..] if first.is_ascii() => rest.get(..1),
        _ => rest.graphemes(true).next(),
    }
}

fn width(cluster: &str, column: usize) -> usize {
    match cluster.as_bytes() {
        [b'\t'] => TAB_STOP - column % TAB_STOP,
        [b' '..=b'~'] => 1,
        _ => visible(cluster).width(),
    }
}

/// Where the row after the one that starts at `row_start` begins, if there is one.
fn next_row(line: &str, row_start: usize, columns: usize) -> Option<usize> {
    let mut word_start = row_start;
    let mut filled = 0;
    for cluster in clusters(line, row_start) {
        let limit = if cluster.text == " " {
            columns + 1
        } else {
            columns
        };
        let after = cluster.column + cluster.width;
        if after > limit && cluster.start > row_start {
            let is_mid_word = !cluster.is_space() && word_start > row_start;
            return Some(if is_mid_word {
                word_start
            } else {
                cluster.start
            });
        }
        if cluster.is_space() {
            word_start = cluster.start + cluster.text.len();
        }
        filled = after;
    }
    (filled > columns && row_start < line.len()).then_some(line.len())
}
