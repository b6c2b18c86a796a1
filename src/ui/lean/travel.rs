//! The cheapest way for the cursor from one place to another.
//!
//! The moves themselves are in `moves`. Instead of moving over equal cells, a few of them may be
//! written again.

use std::ops::Range;

use super::glyph::{Glyph, Ink, Mark};
use super::moves::{Rise, Shift};
use super::widths::is_surely_narrow;
use super::wire::Wire;

/// The longest stretch that may be written again instead of moving over it; a move is never dearer.
const LONGEST_REPRINT: usize = 10;

/// Moves the cursor to a place, writing with `ink` when it gets there.
///
/// `row` is the row to go to; left of the place it must already look as wanted, since part of it
/// may be written again.
pub(super) fn go(wire: &mut Wire, column: usize, line: usize, ink: Ink, row: &[Glyph]) {
    let state = wire.state();
    if state.column != Some(column) || state.row != Some(line) {
        let now = Route::best(wire, column, line, &|gap| reprint_cost(row, gap, state.pen));
        if state.pen != ink {
            let after = Route::best(wire, column, line, &|gap| reprint_cost(row, gap, ink));
            if after.cost() < now.cost() {
                wire.set_pen(ink);
                after.take(wire, row);
                return;
            }
        }
        now.take(wire, row);
    }
    wire.set_pen(ink);
}

/// Returns the bytes it takes to write some columns again, if a pen can do that.
fn reprint_cost(row: &[Glyph], gap: Range<usize>, pen: Ink) -> Option<usize> {
    if gap.len() > LONGEST_REPRINT {
        return None;
    }
    let mut cost = 0;
    for glyph in row.get(gap)? {
        match glyph.mark() {
            Mark::Char(symbol) if is_surely_narrow(symbol) && glyph.is_written_by(pen) => {
                cost += symbol.len_utf8();
            }
            _ => return None,
        }
    }
    Some(cost)
}

/// A way to a place.
#[derive(Debug, Clone, Copy)]
struct Route {
    rise: Rise,
    /// Whether a `CR` comes first.
    returns: bool,
    shift: Shift,
    to: (usize, usize),
}

impl Route {
    fn best(
        wire: &Wire,
        column: usize,
        line: usize,
        reprint: &dyn Fn(Range<usize>) -> Option<usize>,
    ) -> Self {
        let state = wire.state();
        let straight = |rise, shift| Self {
            rise,
            returns: false,
            shift,
            to: (column, line),
        };
        let mut best = straight(Rise::Home(line, column), Shift::Stay);
        let mut consider = |route: Self| {
            if route.cost() < best.cost() {
                best = route;
            }
        };
        let from_edge = rightward(0, column, reprint);
        consider(straight(Rise::Home(line, 0), from_edge));
        let Some(row) = state.row else {
            return best;
        };
        let rise = Rise::best(row, line);
        consider(Self {
            returns: true,
            ..straight(rise, from_edge)
        });
        if let Some(from) = state.column {
            let shift = if column >= from {
                rightward(from, column, reprint)
            } else {
                Shift::leftward(from - column)
            };
            consider(straight(rise, shift));
        }
        consider(straight(rise, Shift::Column(column)));
        best
    }

    fn cost(&self) -> usize {
        self.rise.cost() + usize::from(self.returns) + self.shift.cost()
    }

    fn take(self, wire: &mut Wire, row: &[Glyph]) {
        let out = wire.bytes_mut();
        if self.returns {
            out.push(b'\r');
        }
        self.rise.push(out);
        self.shift.push(out);
        if let Shift::Reprint { from, to, .. } = self.shift {
            for glyph in row.get(from..to).unwrap_or_default() {
                if let Mark::Char(symbol) = glyph.mark() {
                    wire.push_char(symbol);
                }
            }
        }
        wire.set_place(Some(self.to.0), Some(self.to.1));
    }
}

/// Returns the cheapest way to the right within a row.
fn rightward(from: usize, to: usize, reprint: &dyn Fn(Range<usize>) -> Option<usize>) -> Shift {
    if from == to {
        return Shift::Stay;
    }
    let moved = Shift::Right(to - from);
    match reprint(from..to) {
        Some(bytes) if bytes <= moved.cost() => Shift::Reprint { from, to, bytes },
        _ => moved,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;

    fn row(text: &str) -> Vec<Glyph> {
        let mut row: Vec<Glyph> = text
            .chars()
            .map(|symbol| Glyph::new(Mark::Char(symbol), Ink::PLAIN, 1))
            .collect();
        row.resize(80, Glyph::BLANK);
        row
    }

    type Place = (Option<usize>, Option<usize>);

    fn way(from: Place, to: (usize, usize), text: &str) -> String {
        let mut wire = Wire::new();
        wire.set_place(from.0, from.1);
        go(&mut wire, to.0, to.1, Ink::PLAIN, &row(text));
        assert_eq!(
            (wire.state().column, wire.state().row),
            (Some(to.0), Some(to.1))
        );
        String::from_utf8_lossy(wire.bytes()).into_owned()
    }

    #[cfg(not(windows))]
    #[test]
    fn the_cheapest_way_is_taken() {
        let at = |column, row| (Some(column), Some(row));
        let lost = (None, None);
        let cases = [
            (at(3, 3), (3, 3), "", ""),
            (lost, (0, 0), "", "\x1b[H"),
            (lost, (0, 11), "", "\x1b[12H"),
            (lost, (40, 0), "", "\x1b[;41H"),
            (lost, (40, 11), "", "\x1b[12;41H"),
            (lost, (1, 11), "> ", "\x1b[12H>"),
            (at(2, 5), (1, 5), "", "\x08"),
            (at(1, 5), (0, 6), "", "\r\n"),
            (at(5, 5), (0, 6), "", "\r\n"),
            (at(5, 5), (4, 6), "", "\n\x08"),
            (at(5, 5), (5, 4), "", "\x1bM"),
            (at(5, 5), (5, 1), "", "\x1b[4A"),
            (at(5, 5), (5, 15), "", "\x1b[10B"),
            (at(5, 5), (7, 5), "abcdefgh", "fg"),
            (at(5, 5), (20, 5), "", "\x1b[15C"),
            (at(30, 5), (2, 5), "ab", "\rab"),
            (at(30, 5), (22, 5), "", "\x1b[8D"),
            ((None, Some(5)), (30, 5), "", "\x1b[31G"),
            ((None, Some(5)), (0, 6), "", "\r\n"),
        ];
        for (from, to, text, expected) in cases {
            assert_eq!(way(from, to, text), expected, "{from:?} {to:?}");
        }
    }

    #[test]
    fn a_stretch_is_written_again_only_with_the_right_pen() {
        let bold = Ink {
            modifier: Modifier::BOLD,
            ..Ink::PLAIN
        };
        let mut wire = Wire::new();
        wire.set_pen(bold);
        wire.sent();
        wire.set_place(Some(1), Some(0));
        go(&mut wire, 3, 0, bold, &row("abcd"));
        assert_eq!(wire.bytes(), b"\x1b[2C", "bold stays bold");
        wire.sent();
        wire.set_place(Some(1), Some(0));
        go(&mut wire, 3, 0, Ink::PLAIN, &row("abcd"));
        assert_eq!(wire.bytes(), b"\x1b[mbc");
    }
}
