//! From what the terminal shows to what it is to show: the bytes of a whole frame.
//!
//! There are several ways to paint a frame: scroll first or not, this row first or that one. Where
//! few rows differ they are all tried and the shortest is kept.

use super::clusters::Clusters;
use super::glyph::Ink;
use super::grid::Grid;
use super::moves::{LINE_FEED_KEEPS_COLUMN, push_home};
use super::numbers::push_number;
use super::paint::{Row, Under};
use super::scroll::{self, Scroll};
use super::travel::go;
use super::wire::Wire;

/// Up to how many rows their order is worth trying out.
const FEW_ROWS: usize = 14;

/// A frame to be painted.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    /// What the terminal shows.
    pub shown: &'a Grid,
    /// What it is to show.
    pub wanted: &'a Grid,
    /// The texts of clusters.
    pub clusters: &'a Clusters,
    /// Where the cursor is to be in the end, as column and row; none if it is hidden.
    pub cursor: Option<(usize, usize)>,
}

/// In which order rows are painted. The last row painted is best the one the cursor stays in.
#[derive(Clone, Copy)]
enum Order {
    Down,
    Up,
    /// What is below the cursor first, then down to the cursor.
    BelowThenDown,
    /// What is below the cursor first, then up from it.
    BelowThenUp,
    /// What is above the cursor first, then up to the cursor.
    AboveThenUp,
}

impl Order {
    const ALL: [Self; 5] = [
        Self::Down,
        Self::Up,
        Self::BelowThenDown,
        Self::BelowThenUp,
        Self::AboveThenUp,
    ];

    fn arrange(self, lines: &[usize], cursor: usize) -> Vec<usize> {
        let (mut first, mut second): (Vec<usize>, Vec<usize>) = match self {
            Self::Down | Self::Up => (lines.to_vec(), Vec::new()),
            Self::BelowThenDown | Self::BelowThenUp => {
                lines.iter().partition(|line| **line > cursor)
            }
            Self::AboveThenUp => lines.iter().partition(|line| **line < cursor),
        };
        match self {
            Self::Up => first.reverse(),
            Self::BelowThenUp | Self::AboveThenUp => second.reverse(),
            Self::Down | Self::BelowThenDown => {}
        }
        first.append(&mut second);
        first
    }
}

impl Frame<'_> {
    /// Appends what turns the screen shown into the one wanted and puts the cursor in its place.
    pub fn paint(self, wire: &mut Wire) {
        match scroll::find(self.shown, self.wanted) {
            None => self.paint_with(wire, None),
            Some(scroll) if scroll.sure => self.paint_with(wire, Some(scroll)),
            scroll => wire.shortest([None, scroll], |wire, scroll| self.paint_with(wire, scroll)),
        }
    }

    fn paint_with(self, wire: &mut Wire, scroll: Option<Scroll>) {
        if let Some(scroll) = scroll {
            self.scroll(wire, scroll);
        }
        let lines: Vec<usize> = (0..self.wanted.height())
            .filter(|line| match scroll {
                Some(scroll) if (scroll.top..=scroll.bottom).contains(line) => scroll
                    .source(*line)
                    .is_some_and(|from| self.shown.row(from) != self.wanted.row(*line)),
                _ => self.wanted.touched(*line),
            })
            .collect();
        let orders = match (lines.len(), self.cursor) {
            (0..=1, _) => &Order::ALL[..1],
            (2..=FEW_ROWS, Some(_)) => &Order::ALL[..],
            (2..=FEW_ROWS, None) => &Order::ALL[..2],
            _ => &Order::ALL[..1],
        };
        let cursor_line = self.cursor.map_or(0, |(_, line)| line);
        wire.shortest(orders, |wire, order| {
            for line in order.arrange(&lines, cursor_line) {
                let from = scroll.map_or(Some(line), |scroll| scroll.source(line));
                self.row(line, from).paint(wire);
            }
            if let Some((column, line)) = self.cursor {
                let pen = wire.state().pen;
                go(wire, column, line, pen, self.wanted.row(line));
            }
        });
    }

    /// Returns a row to be painted over a row of before, or over a blank one.
    fn row(&self, line: usize, from: Option<usize>) -> Row<'_> {
        Row {
            line,
            under: Under::row(from.map_or(self.shown.blank_row(), |from| self.shown.row(from))),
            wanted: self.wanted.row(line),
            clusters: self.clusters,
        }
    }

    /// Scrolls a region and paints the rows that come in.
    ///
    /// The terminal scrolls at a line feed at the foot of the region or a reverse line feed at its
    /// head, and the cursor is then where the new row goes. Blank rows come in plain only if the
    /// pen is plain enough.
    fn scroll(&self, wire: &mut Wire, scroll: Scroll) {
        let whole = scroll.top == 0 && scroll.bottom + 1 == self.wanted.height();
        let out = wire.bytes_mut();
        if !whole {
            out.extend_from_slice(b"\x1b[");
            if scroll.top > 0 {
                push_number(out, scroll.top + 1);
            }
            out.push(b';');
            push_number(out, scroll.bottom + 1);
            out.push(b'r');
            wire.set_place(None, None);
        }
        let (edge, feed) = if scroll.up {
            (scroll.bottom, &b"\n"[..])
        } else {
            (scroll.top, &b"\x1bM"[..])
        };
        for step in 0..scroll.by {
            if !wire.state().pen.erases_to_plain() {
                wire.set_pen(Ink::PLAIN);
            }
            if wire.state().row != Some(edge) {
                push_home(wire.bytes_mut(), edge, 0);
                wire.set_place(Some(0), Some(edge));
            }
            wire.push(feed);
            if scroll.up && !LINE_FEED_KEEPS_COLUMN {
                wire.set_place(None, Some(edge));
            }
            let incoming = scroll.incoming(step);
            Row {
                line: edge,
                ..self.row(incoming, None)
            }
            .paint(wire);
        }
        if !whole {
            wire.push(b"\x1b[r");
            // Every terminal should go to the top left corner now; none is trusted to.
            wire.set_place(None, None);
        }
    }
}
