//! What one cell of the screen shows: a symbol, its ink and how many columns it takes.
//!
//! Cells are small and `Copy` so that two screens compare quickly. Symbols of more than one code
//! point live in `clusters`. How a cell of ratatui becomes a glyph is in `reading`.

use ratatui::style::Modifier;

use super::clusters::ClusterId;
use super::tint::Tint;

/// The modifiers that can be seen on a blank cell.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

/// The colours and modifiers a symbol is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink {
    /// The colour of the symbol.
    pub fg: Tint,
    /// The colour behind the symbol.
    pub bg: Tint,
    /// Bold, underline and the like.
    pub modifier: Modifier,
}

impl Ink {
    /// The ink a terminal writes with after `CSI m`.
    pub const PLAIN: Self = Self {
        fg: Tint::DEFAULT,
        bg: Tint::DEFAULT,
        modifier: Modifier::empty(),
    };

    /// Whether a blank written with this ink shows nothing but its background.
    pub fn is_unseen_on_blank(self) -> bool {
        !self.modifier.intersects(SEEN_ON_BLANK)
    }

    /// Whether an erased or scrolled-in cell looks untouched on every terminal with this ink.
    ///
    /// Some terminals fill with the background of the pen and some do not, so only the default
    /// background will do.
    pub fn erases_to_plain(self) -> bool {
        self.bg == Tint::DEFAULT && self.is_unseen_on_blank()
    }

    /// Returns what a reader can see of this ink on a blank cell.
    pub fn on_blank(self) -> Self {
        if self.is_unseen_on_blank() {
            Self {
                bg: self.bg,
                ..Self::PLAIN
            }
        } else {
            self
        }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// One code point.
    Char(char),
    /// Several code points that are read as one symbol.
    Cluster(ClusterId),
    /// The second (or later) column of the wide symbol to the left.
    Tail,
}

/// The bit that tells clusters from code points.
const CLUSTER: u32 = 1 << 31;
/// The number of a tail; no code point and no cluster has it.
const TAIL: u32 = u32::MAX;

impl Mark {
    const fn packed(self) -> u32 {
        match self {
            Self::Char(symbol) => symbol as u32,
            Self::Cluster(id) => CLUSTER | id.number(),
            Self::Tail => TAIL,
        }
    }

    fn unpacked(number: u32) -> Self {
        match char::from_u32(number) {
            Some(symbol) => Self::Char(symbol),
            None if number == TAIL => Self::Tail,
            None => Self::Cluster(ClusterId::new(number & !CLUSTER)),
        }
    }
}

/// One cell of the screen: sixteen bytes without a gap, so that rows compare quickly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    number: u32,
    fg: Tint,
    bg: Tint,
    modifier: Modifier,
    width: u16,
}

impl Glyph {
    /// A cell nothing was ever written to.
    pub const BLANK: Self = Self::packed(Mark::Char(' '), Ink::PLAIN, 1);

    /// The second (or later) column of a wide symbol.
    pub const TAIL: Self = Self::packed(Mark::Tail, Ink::PLAIN, 0);

    /// Returns a glyph of some columns; of a blank's ink only what can be seen is kept.
    pub fn new(mark: Mark, ink: Ink, width: u16) -> Self {
        let ink = if mark == Mark::Char(' ') {
            ink.on_blank()
        } else {
            ink
        };
        Self::packed(mark, ink, width)
    }

    const fn packed(mark: Mark, ink: Ink, width: u16) -> Self {
        Self {
            number: mark.packed(),
            fg: ink.fg,
            bg: ink.bg,
            modifier: ink.modifier,
            width,
        }
    }

    /// Returns the same cell with another mark.
    pub fn with_mark(self, mark: Mark) -> Self {
        Self {
            number: mark.packed(),
            ..self
        }
    }

    /// Returns what the symbol is written with.
    pub fn ink(self) -> Ink {
        Ink {
            fg: self.fg,
            bg: self.bg,
            modifier: self.modifier,
        }
    }

    /// Returns the columns taken; 0 for a tail.
    pub fn width(self) -> usize {
        usize::from(self.width)
    }

    /// Returns what stands in the cell.
    pub fn mark(self) -> Mark {
        Mark::unpacked(self.number)
    }

    /// Returns the mark as a number; equal numbers are equal marks of one set of clusters.
    pub fn number(self) -> u32 {
        self.number
    }

    /// Whether this is the second (or later) column of a wide symbol.
    pub fn is_tail(self) -> bool {
        self.number == TAIL
    }

    /// Whether this is a space, of any ink.
    pub fn is_space(self) -> bool {
        self.number == Self::BLANK.number
    }

    /// Whether a pen of this ink writes the glyph as it should look.
    pub fn is_written_by(self, pen: Ink) -> bool {
        self.ink() == if self.is_space() { pen.on_blank() } else { pen }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    #[test]
    fn a_blank_keeps_only_the_ink_one_can_see() {
        let loud = Ink {
            fg: Color::Red.into(),
            bg: Color::Blue.into(),
            modifier: Modifier::BOLD,
        };
        let blank = Glyph::new(Mark::Char(' '), loud, 1);
        assert_eq!(
            blank.ink(),
            Ink {
                bg: Color::Blue.into(),
                ..Ink::PLAIN
            }
        );
        assert_eq!(Glyph::new(Mark::Char('x'), loud, 1).ink(), loud);
        let lined = Ink {
            modifier: Modifier::UNDERLINED,
            ..loud
        };
        assert_eq!(Glyph::new(Mark::Char(' '), lined, 1).ink(), lined);
    }

    #[test]
    fn a_bold_pen_writes_a_plain_blank_but_not_a_plain_letter() {
        let bold = Ink {
            modifier: Modifier::BOLD,
            ..Ink::PLAIN
        };
        assert!(Glyph::BLANK.is_written_by(bold));
        assert!(!Glyph::new(Mark::Char('x'), Ink::PLAIN, 1).is_written_by(bold));
        let reversed = Ink {
            modifier: Modifier::REVERSED,
            ..Ink::PLAIN
        };
        assert!(!Glyph::BLANK.is_written_by(reversed));
        assert!(!reversed.erases_to_plain());
        assert!(bold.erases_to_plain());
    }
}
