//! A colour in four bytes that compare as one number.
//!
//! Screens are compared cell by cell at every frame; ratatui's own `Color` takes several steps to
//! compare.

use ratatui::style::Color;

/// A colour, packed: its kind in the highest byte, its value below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tint(u32);

/// The kinds of a tint.
const DEFAULT: u8 = 0;
const NAMED: u8 = 1;
const INDEXED: u8 = 2;
const RGB: u8 = 3;

/// What a tint says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hue {
    /// The colour the terminal has by itself.
    Default,
    /// One of the sixteen, by its number.
    Named(u8),
    /// One of the 256, by its number.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

impl Tint {
    /// The colour the terminal has by itself.
    pub const DEFAULT: Self = Self::new(Hue::Default);

    /// Packs a colour.
    pub const fn new(hue: Hue) -> Self {
        Self(u32::from_be_bytes(match hue {
            Hue::Default => [DEFAULT, 0, 0, 0],
            Hue::Named(number) => [NAMED, 0, 0, number],
            Hue::Indexed(number) => [INDEXED, 0, 0, number],
            Hue::Rgb(red, green, blue) => [RGB, red, green, blue],
        }))
    }

    /// Returns what the tint says.
    pub const fn hue(self) -> Hue {
        match self.0.to_be_bytes() {
            [NAMED, _, _, number] => Hue::Named(number),
            [INDEXED, _, _, number] => Hue::Indexed(number),
            [RGB, red, green, blue] => Hue::Rgb(red, green, blue),
            _ => Hue::Default,
        }
    }
}

impl From<Color> for Tint {
    fn from(colour: Color) -> Self {
        Self::new(match colour {
            Color::Reset => Hue::Default,
            Color::Indexed(number) => Hue::Indexed(number),
            Color::Rgb(red, green, blue) => Hue::Rgb(red, green, blue),
            Color::Black => Hue::Named(0),
            Color::Red => Hue::Named(1),
            Color::Green => Hue::Named(2),
            Color::Yellow => Hue::Named(3),
            Color::Blue => Hue::Named(4),
            Color::Magenta => Hue::Named(5),
            Color::Cyan => Hue::Named(6),
            Color::Gray => Hue::Named(7),
            Color::DarkGray => Hue::Named(8),
            Color::LightRed => Hue::Named(9),
            Color::LightGreen => Hue::Named(10),
            Color::LightYellow => Hue::Named(11),
            Color::LightBlue => Hue::Named(12),
            Color::LightMagenta => Hue::Named(13),
            Color::LightCyan => Hue::Named(14),
            Color::White => Hue::Named(15),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_packed_and_unpacked() {
        for (colour, hue) in [
            (Color::Reset, Hue::Default),
            (Color::Black, Hue::Named(0)),
            (Color::Red, Hue::Named(1)),
            (Color::Gray, Hue::Named(7)),
            (Color::LightYellow, Hue::Named(11)),
            (Color::LightBlue, Hue::Named(12)),
            (Color::White, Hue::Named(15)),
            (Color::Indexed(1), Hue::Indexed(1)),
            (Color::Rgb(1, 2, 255), Hue::Rgb(1, 2, 255)),
        ] {
            assert_eq!(Tint::from(colour).hue(), hue, "{colour:?}");
        }
        assert_eq!(Tint::from(Color::Reset), Tint::DEFAULT);
    }
}
