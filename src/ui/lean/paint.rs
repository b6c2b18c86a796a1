//! Making one row of the terminal look as wanted, with few bytes.
//!
//! A row is painted from left to right. Equal cells are passed over, or written again where that is
//! shorter; what is left of an old row behind the new text is erased at once. Symbols whose width
//! terminals disagree about are followed by a repaint of whatever they may have covered.

use std::ops::Range;

use super::clusters::Clusters;
use super::glyph::{Glyph, Ink, Mark};
use super::travel::go;
use super::widths::{at_most, is_surely_narrow, is_surely_wide, taken_apart};
use super::wire::Wire;

/// How many blanks in the midst of a row make it worth trying to erase the row first.
const WORTH_ERASING: usize = 3;

/// What a row of the terminal shows before it is painted.
#[derive(Clone, Copy)]
pub(super) struct Under<'a> {
    cells: &'a [Glyph],
    erased_from: usize,
}

impl<'a> Under<'a> {
    /// A row that shows these glyphs.
    pub fn row(cells: &'a [Glyph]) -> Self {
        Self {
            cells,
            erased_from: cells.len(),
        }
    }

    /// The row, erased from a column on.
    fn erased_from(self, column: usize) -> Self {
        Self {
            erased_from: column,
            ..self
        }
    }

    fn at(self, x: usize) -> Glyph {
        if x < self.erased_from {
            self.cells.get(x).copied().unwrap_or(Glyph::BLANK)
        } else {
            Glyph::BLANK
        }
    }

    /// Returns the first column, from one on, in which this differs from a row.
    fn difference(self, wanted: &[Glyph], from: usize) -> Option<usize> {
        let kept = self.cells.get(..self.erased_from).unwrap_or(self.cells);
        let same = kept
            .iter()
            .zip(wanted)
            .skip(from)
            .position(|(under, glyph)| under != glyph);
        same.map(|offset| from + offset).or_else(|| {
            let rest = from.max(kept.len());
            let mut cells = wanted.iter().skip(rest);
            cells
                .position(|glyph| *glyph != Glyph::BLANK)
                .map(|offset| rest + offset)
        })
    }
}

/// One row to be painted.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// Its number, from 0.
    pub line: usize,
    /// What the terminal shows there.
    pub under: Under<'a>,
    /// What it is to show.
    pub wanted: &'a [Glyph],
    /// The texts of clusters.
    pub clusters: &'a Clusters,
}

impl Row<'_> {
    /// Appends what makes the terminal show the row; nothing if it does already.
    pub fn paint(self, wire: &mut Wire) {
        let Some(first) = self.under.difference(self.wanted, 0) else {
            return;
        };
        let end = self.end_of_text();
        let erased = Self {
            under: self.under.erased_from(first),
            ..self
        };
        let pairs = self.wanted.iter().zip(self.under.cells);
        let blanked = pairs
            .take(end)
            .skip(first)
            .filter(|(glyph, under)| **glyph == Glyph::BLANK && **under != Glyph::BLANK)
            .count();
        if blanked < WORTH_ERASING {
            self.patch(wire, first, end);
            return;
        }
        wire.shortest([false, true], |wire, erase| {
            if erase {
                erased.erase_from(wire, first);
                erased.patch(wire, first, end);
            } else {
                self.patch(wire, first, end);
            }
        });
    }

    fn glyph(&self, x: usize) -> Glyph {
        self.wanted.get(x).copied().unwrap_or(Glyph::BLANK)
    }

    /// Returns the column behind the last one that is not a plain blank.
    fn end_of_text(&self) -> usize {
        self.wanted
            .iter()
            .rposition(|glyph| *glyph != Glyph::BLANK)
            .map_or(0, |last| last + 1)
    }

    /// Writes all that differs from a column on.
    fn patch(&self, wire: &mut Wire, first: usize, end: usize) {
        let mut unsure_until = 0;
        let mut x = first;
        loop {
            if x >= unsure_until {
                match self.under.difference(self.wanted, x) {
                    Some(next) => x = next,
                    None => return,
                }
            }
            let Some(glyph) = self.wanted.get(x).copied() else {
                return;
            };
            if glyph.is_tail() {
                x += 1;
            } else if x >= end {
                self.blank_rest(wire, end..x, unsure_until);
                return;
            } else {
                let reach = self.write(wire, x, glyph);
                unsure_until = unsure_until.max(reach);
                x += glyph.width();
            }
        }
    }

    /// Blanks the rest of the row behind its text and behind some columns that are blank already.
    fn blank_rest(&self, wire: &mut Wire, blank: Range<usize>, unsure_until: usize) {
        let width = self.wanted.len();
        let x = blank.end;
        let stop = (x..width)
            .rfind(|at| *at < unsure_until || self.under.at(*at) != Glyph::BLANK)
            .map_or(x, |last| last + 1);
        let count = stop - x;
        // Erasing costs three bytes and leaves the cursor where it can be found.
        if count < 3 && stop < width || count < 2 {
            for at in x..stop {
                self.write(wire, at, Glyph::BLANK);
            }
        } else {
            // It does no harm to erase what is blank, and may save a move.
            let here = wire.state().column.unwrap_or(x);
            let places = [x, blank.start, here.clamp(blank.start, x)];
            wire.shortest(places, |wire, at| self.erase_from(wire, at));
        }
    }

    fn erase_from(&self, wire: &mut Wire, x: usize) {
        let pen = wire.state().pen;
        let pen = if pen.erases_to_plain() {
            pen
        } else {
            Ink::PLAIN
        };
        go(wire, x, self.line, pen, self.wanted);
        wire.push(b"\x1b[K");
    }

    /// Writes a glyph and returns the column up to which it may have disturbed the row.
    fn write(&self, wire: &mut Wire, x: usize, glyph: Glyph) -> usize {
        let ink = self.ink_for(wire.state().pen, x, glyph);
        match glyph.mark() {
            Mark::Tail => return 0,
            Mark::Char(symbol) if is_surely_narrow(symbol) => {
                go(wire, x, self.line, ink, self.wanted);
                wire.push_char(symbol);
                self.passed_to(wire, x + 1);
                return 0;
            }
            Mark::Char(symbol) if is_surely_wide(symbol) => {
                go(wire, x, self.line, ink, self.wanted);
                wire.push_char(symbol);
                self.lost_behind(wire, x + 2);
                return 0;
            }
            Mark::Char(_) | Mark::Cluster(_) => {}
        }
        let mut buffer = [0; 4];
        let symbol: &str = match glyph.mark() {
            Mark::Char(symbol) => symbol.encode_utf8(&mut buffer),
            Mark::Cluster(id) => self.clusters.text(id),
            Mark::Tail => "",
        };
        self.write_doubtful(wire, x, glyph, ink, symbol)
    }

    /// Writes a symbol that terminals may give more or fewer columns than it should have.
    fn write_doubtful(
        &self,
        wire: &mut Wire,
        x: usize,
        glyph: Glyph,
        ink: Ink,
        symbol: &str,
    ) -> usize {
        let span = glyph.width();
        // Where the symbol is taken for narrower than it is, blanks must show beside it.
        let beside = Glyph::new(Mark::Char(' '), glyph.ink(), 1);
        if (x + 1..x + span).any(|at| self.under.at(at) != beside) {
            go(wire, x, self.line, ink, self.wanted);
            for _ in 0..span {
                wire.push(b" ");
            }
            self.passed_to(wire, x + span);
        }
        go(wire, x, self.line, ink, self.wanted);
        // A symbol that could be wrapped into the next row is cut down to its first code point.
        if x + taken_apart(symbol) <= self.wanted.len() {
            wire.push(symbol.as_bytes());
        } else if let Some(first) = symbol.chars().next() {
            wire.push_char(first);
        }
        let reach = x + at_most(symbol);
        self.lost_behind(wire, reach);
        reach
    }

    /// Notes that the cursor is at a column of this row, or nobody knows where behind the last.
    fn passed_to(&self, wire: &mut Wire, x: usize) {
        if x < self.wanted.len() {
            wire.set_place(Some(x), Some(self.line));
        } else {
            wire.set_place(None, None);
        }
    }

    /// Notes that the cursor is somewhere in this row, at most at a column.
    fn lost_behind(&self, wire: &mut Wire, x: usize) {
        let row = (x < self.wanted.len()).then_some(self.line);
        wire.set_place(None, row);
    }

    /// Returns what to write a glyph with: the pen as it is, if that will do.
    ///
    /// A blank can often be written with what the symbol after it needs.
    fn ink_for(&self, pen: Ink, x: usize, glyph: Glyph) -> Ink {
        if glyph.is_written_by(pen) {
            return pen;
        }
        if !glyph.is_space() {
            return glyph.ink();
        }
        (x + 1..self.wanted.len())
            .find(|at| self.glyph(*at) != glyph)
            .filter(|at| self.under.at(*at) != self.glyph(*at))
            .map(|at| self.glyph(at).ink())
            .filter(|ink| glyph.is_written_by(*ink))
            .unwrap_or(glyph.ink())
    }
}
