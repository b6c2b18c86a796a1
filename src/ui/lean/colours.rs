//! Fitting colours to what a terminal can show.
//!
//! Nearness is squared distance in red, green and blue, weighted towards green as the eye is. The
//! sixteen colours are taken to be those of xterm: terminals differ, and none can be asked without
//! a round trip.

use super::glyph::Ink;
use super::tint::{Hue, Tint};

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colours {
    /// None: bold, underline and the like stay.
    Mono,
    /// The sixteen that every colour terminal has.
    Sixteen,
    /// The 256 of xterm.
    #[default]
    Indexed,
    /// Any red, green and blue.
    True,
}

impl Colours {
    /// Returns the ink with colours the terminal can show.
    ///
    /// If two different colours would become one and hide the text, the text is given black or
    /// white instead.
    pub(super) fn fit(self, ink: Ink) -> Ink {
        if ink.fg == Tint::DEFAULT && ink.bg == Tint::DEFAULT {
            return ink;
        }
        let fitted = Ink {
            fg: self.fit_colour(ink.fg),
            bg: self.fit_colour(ink.bg),
            modifier: ink.modifier,
        };
        if fitted.fg != fitted.bg || ink.fg == ink.bg || fitted.fg == Tint::DEFAULT {
            return fitted;
        }
        let (red, green, blue) = channels(fitted.bg);
        let brightness = 3 * u32::from(red) + 6 * u32::from(green) + u32::from(blue);
        let fg = if brightness > 1_200 { BLACK } else { WHITE };
        Ink { fg, ..fitted }
    }

    fn fit_colour(self, colour: Tint) -> Tint {
        match (self, colour.hue()) {
            (Self::Mono, _) => Tint::DEFAULT,
            (Self::Sixteen, Hue::Indexed(_) | Hue::Rgb(..)) => nearest_of_sixteen(colour),
            (Self::Indexed, Hue::Rgb(red, green, blue)) => nearest_index(red, green, blue),
            _ => colour,
        }
    }
}

const BLACK: Tint = Tint::new(Hue::Named(0));
const WHITE: Tint = Tint::new(Hue::Named(15));

/// The sixteen colours as xterm shows them, in the order of their codes.
const SIXTEEN: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// The levels of one channel in xterm's cube of 216 colours.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn nearest_of_sixteen(colour: Tint) -> Tint {
    if let Hue::Indexed(number @ 0..=15) = colour.hue() {
        return Tint::new(Hue::Named(number));
    }
    let wanted = channels(colour);
    (0..)
        .zip(SIXTEEN)
        .min_by_key(|(_, shown)| distance(*shown, wanted))
        .map_or(Tint::DEFAULT, |(number, _)| Tint::new(Hue::Named(number)))
}

/// Returns the nearest of the cube and the greys; the first sixteen differ between terminals.
fn nearest_index(red: u8, green: u8, blue: u8) -> Tint {
    let wanted = (red, green, blue);
    let cube = 16 + 36 * nearest_level(red) + 6 * nearest_level(green) + nearest_level(blue);
    let mean = (3 * u16::from(red) + 6 * u16::from(green) + u16::from(blue)) / 10;
    let step = (mean.saturating_sub(3) / 10).min(23);
    let grey = 232 + u8::try_from(step).unwrap_or(0);
    [grey, cube]
        .map(|number| Tint::new(Hue::Indexed(number)))
        .into_iter()
        .min_by_key(|colour| distance(channels(*colour), wanted))
        .unwrap_or(Tint::DEFAULT)
}

/// Returns the number of the level of the cube that is nearest to a channel.
fn nearest_level(channel: u8) -> u8 {
    (0..)
        .zip(LEVELS)
        .min_by_key(|(_, level)| level.abs_diff(channel))
        .map_or(0, |(number, _)| number)
}

/// Returns red, green and blue of a colour; the default colour counts as black.
fn channels(colour: Tint) -> (u8, u8, u8) {
    let named = |number: u8| {
        let shown = SIXTEEN.get(usize::from(number));
        shown.copied().unwrap_or_default()
    };
    let level = |step: u8| {
        let level = LEVELS.get(usize::from(step % 6));
        level.copied().unwrap_or_default()
    };
    match colour.hue() {
        Hue::Default => (0, 0, 0),
        Hue::Rgb(red, green, blue) => (red, green, blue),
        Hue::Named(number) | Hue::Indexed(number @ 0..=15) => named(number),
        Hue::Indexed(number @ 16..=231) => {
            let at = number - 16;
            (level(at / 36), level(at / 6), level(at))
        }
        Hue::Indexed(number) => {
            let grey = 8 + 10 * (number - 232);
            (grey, grey, grey)
        }
    }
}

fn distance(one: (u8, u8, u8), other: (u8, u8, u8)) -> u32 {
    let squared = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    3 * squared(one.0, other.0) + 6 * squared(one.1, other.1) + squared(one.2, other.2)
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::*;

    #[test]
    fn colours_are_fitted_to_the_terminal() {
        use Color::{Blue, Indexed, LightRed, Red, Reset, Rgb, White};
        let cases = [
            (Colours::Mono, Red, Reset),
            (Colours::Mono, Rgb(1, 2, 3), Reset),
            (Colours::Sixteen, Reset, Reset),
            (Colours::Sixteen, Blue, Blue),
            (Colours::Sixteen, Indexed(9), LightRed),
            (Colours::Sixteen, Indexed(196), LightRed),
            (Colours::Sixteen, Indexed(255), Color::Gray),
            (Colours::Sixteen, Rgb(250, 250, 250), White),
            (Colours::Sixteen, Rgb(190, 10, 10), Red),
            (Colours::Indexed, Indexed(9), Indexed(9)),
            (Colours::Indexed, Rgb(255, 0, 0), Indexed(196)),
            (Colours::Indexed, Rgb(8, 8, 8), Indexed(232)),
            (Colours::Indexed, Red, Red),
            (Colours::True, Rgb(1, 2, 3), Rgb(1, 2, 3)),
        ];
        for (colours, from, to) in cases {
            let fitted = colours.fit_colour(from.into());
            assert_eq!(fitted, to.into(), "{colours:?} {from:?}");
        }
    }

    #[test]
    fn text_never_vanishes_into_its_background() {
        for (fg, bg, expected) in [
            (Color::Rgb(10, 10, 10), Color::Black, Color::White),
            (Color::Rgb(250, 250, 250), Color::White, Color::Black),
            (Color::Rgb(0, 0, 200), Color::Blue, Color::White),
        ] {
            let ink = Ink {
                fg: fg.into(),
                bg: bg.into(),
                modifier: Modifier::BOLD,
            };
            let fitted = Colours::Sixteen.fit(ink);
            assert_eq!(
                fitted,
                Ink {
                    fg: expected.into(),
                    ..fitted
                },
                "{fg:?} on {bg:?}"
            );
            assert_eq!(fitted.modifier, Modifier::BOLD);
        }
    }
}
