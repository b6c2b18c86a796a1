//! Reading ratatui's cells: from a cell to the glyph this terminal is to show.
//!
//! This is the last place through which text passes on its way to the terminal, so nothing that a
//! terminal could take for a command leaves it: control characters become `?`, and the marks that
//! turn the direction of text are dropped.

use ratatui::buffer::{Cell, CellWidth};

use super::ascii::in_ascii;
use super::clusters::Clusters;
use super::colours::Colours;
use super::glyph::{Glyph, Ink, Mark};

/// What the terminal can show.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Abilities {
    /// How many colours it has.
    pub colours: Colours,
    /// Whether it shows ASCII only.
    pub ascii: bool,
}

impl Abilities {
    /// Returns the glyph for a cell, and how many blanks of the same ink follow it.
    pub fn read(self, cell: &Cell, clusters: &mut Clusters) -> (Glyph, usize) {
        let ink = self.colours.fit(Ink {
            fg: cell.fg.into(),
            bg: cell.bg.into(),
            modifier: cell.modifier,
        });
        let symbol = cell.symbol();
        if let &[byte] = symbol.as_bytes() {
            let shown = if byte.is_ascii_control() {
                '?'
            } else {
                char::from(byte)
            };
            return (Glyph::new(Mark::Char(shown), ink, 1), 0);
        }
        if symbol.chars().any(is_unsafe) {
            return self.read_unsafe(symbol, ink, clusters);
        }
        self.read_text(symbol, ink, usize::from(cell.cell_width()), clusters)
    }

    fn read_text(
        self,
        symbol: &str,
        ink: Ink,
        width: usize,
        clusters: &mut Clusters,
    ) -> (Glyph, usize) {
        if width == 0 {
            return (Glyph::new(Mark::Char(' '), ink, 1), 0);
        }
        if self.ascii {
            return (Glyph::new(Mark::Char(in_ascii(symbol)), ink, 1), width - 1);
        }
        let mut chars = symbol.chars();
        let mark = match (chars.next(), chars.next()) {
            (Some(only), None) => Mark::Char(only),
            _ => Mark::Cluster(clusters.intern(symbol)),
        };
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        (Glyph::new(mark, ink, width), 0)
    }

    /// Reads a symbol from which something has to be taken out first.
    fn read_unsafe(self, symbol: &str, ink: Ink, clusters: &mut Clusters) -> (Glyph, usize) {
        if symbol.chars().any(char::is_control) {
            return (Glyph::new(Mark::Char('?'), ink, 1), 0);
        }
        let rest: String = symbol.chars().filter(|part| !is_unsafe(*part)).collect();
        let width = usize::from(rest.as_str().cell_width());
        self.read_text(&rest, ink, width, clusters)
    }
}

/// Whether a code point commands rather than shows: controls, line breaks, turns of direction.
fn is_unsafe(part: char) -> bool {
    part.is_control()
        || matches!(part,
            '\u{200e}' | '\u{200f}' | '\u{61c}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(abilities: Abilities, symbol: &str) -> (String, usize, usize) {
        let mut clusters = Clusters::default();
        let mut cell = Cell::default();
        cell.set_symbol(symbol);
        let (glyph, blanks) = abilities.read(&cell, &mut clusters);
        let text = match glyph.mark() {
            Mark::Char(c) => c.to_string(),
            Mark::Cluster(id) => clusters.text(id).to_owned(),
            Mark::Tail => String::new(),
        };
        (text, glyph.width(), blanks)
    }

    #[test]
    fn cells_are_read() {
        for (symbol, text, width) in [
            ("a", "a", 1),
            ("é", "é", 1),
            ("e\u{301}", "e\u{301}", 1),
            ("你", "你", 2),
            ("❤\u{fe0f}", "❤\u{fe0f}", 2),
            ("", " ", 1),
            ("\u{301}", " ", 1),
            ("\u{1b}", "?", 1),
            ("\u{9b}", "?", 1),
            ("\u{1b}[31m", "?", 1),
            ("a\u{202e}", "a", 1),
            ("\u{2028}", " ", 1),
            ("\r\n", "?", 1),
        ] {
            let expected = (text.to_owned(), width, 0);
            assert_eq!(read(Abilities::default(), symbol), expected, "{symbol:?}");
        }
    }

    #[test]
    fn ascii_takes_the_same_columns() {
        let ascii = Abilities {
            ascii: true,
            ..Abilities::default()
        };
        for (symbol, text, blanks) in [
            ("a", "a", 0),
            ("─", "-", 0),
            ("é", "e", 0),
            ("e\u{301}", "e", 0),
            ("你", "?", 1),
            ("❤\u{fe0f}", "?", 1),
            ("\u{3000}", " ", 1),
        ] {
            assert_eq!(
                read(ascii, symbol),
                (text.to_owned(), 1, blanks),
                "{symbol:?}"
            );
        }
    }
}
