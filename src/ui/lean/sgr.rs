//! The shortest `CSI … m` that turns one ink into another.
//!
//! Colours of the sixteen are written in their short form (30-37, 90-97), which every terminal
//! knows. The colour of an underline is not written at all.

use ratatui::style::Modifier;

use super::glyph::Ink;
use super::numbers::push_number;
use super::tint::{Hue, Tint};

/// Each modifier with the code that sets it and the code that ends it.
///
/// Bold and dim, and the two blinks, are ended by the same code.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Appends what changes the pen of a terminal from one ink to another; nothing if they are equal.
pub(super) fn push_change(out: &mut Vec<u8>, from: Ink, to: Ink) {
    if from == to {
        return;
    }
    let start = out.len();
    push_difference(out, from, to);
    let middle = out.len();
    push_afresh(out, to);
    if out.len() - middle < middle - start {
        out.drain(start..middle);
    } else {
        out.truncate(middle);
    }
}

/// Appends the codes for what differs.
fn push_difference(out: &mut Vec<u8>, from: Ink, to: Ink) {
    let mut codes = Codes::open(out);
    let mut held = from.modifier;
    for (modifier, _, end) in MODIFIERS {
        if held.contains(modifier) && !to.modifier.contains(modifier) {
            codes.push(end);
            for (ended, _, code) in MODIFIERS {
                if code == end {
                    held.remove(ended);
                }
            }
        }
    }
    codes.push_modifiers(to.modifier.difference(held));
    if from.fg != to.fg {
        codes.push_colour(to.fg, 30);
    }
    if from.bg != to.bg {
        codes.push_colour(to.bg, 40);
    }
    codes.close();
}

/// Appends a reset (an empty first code) and the codes for all that is not plain.
fn push_afresh(out: &mut Vec<u8>, to: Ink) {
    let mut codes = Codes::open(out);
    codes.any = to != Ink::PLAIN;
    codes.push_modifiers(to.modifier);
    if to.fg != Tint::DEFAULT {
        codes.push_colour(to.fg, 30);
    }
    if to.bg != Tint::DEFAULT {
        codes.push_colour(to.bg, 40);
    }
    codes.close();
}

/// One `CSI … m` being written.
struct Codes<'a> {
    out: &'a mut Vec<u8>,
    any: bool,
}

impl<'a> Codes<'a> {
    fn open(out: &'a mut Vec<u8>) -> Self {
        out.extend_from_slice(b"\x1b[");
        Self { out, any: false }
    }

    fn push(&mut self, code: u8) {
        if self.any {
            self.out.push(b';');
        }
        self.any = true;
        push_number(self.out, usize::from(code));
    }

    fn push_modifiers(&mut self, modifiers: Modifier) {
        for (modifier, code, _) in MODIFIERS {
            if modifiers.contains(modifier) {
                self.push(code);
            }
        }
    }

    /// Appends the codes of a colour; `base` is 30 for the symbol and 40 for what is behind it.
    fn push_colour(&mut self, colour: Tint, base: u8) {
        let special = base + 8;
        match colour.hue() {
            Hue::Default => self.push(base + 9),
            Hue::Named(number @ 0..=7) => self.push(base + number),
            Hue::Named(number) => self.push(base + 52 + number),
            Hue::Indexed(number) => {
                for code in [special, 5, number] {
                    self.push(code);
                }
            }
            Hue::Rgb(red, green, blue) => {
                for code in [special, 2, red, green, blue] {
                    self.push(code);
                }
            }
        }
    }

    fn close(self) {
        self.out.push(b'm');
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    fn ink(fg: Color, bg: Color, modifier: Modifier) -> Ink {
        Ink {
            fg: fg.into(),
            bg: bg.into(),
            modifier,
        }
    }

    #[test]
    fn the_shortest_change_is_written() {
        use Color::{Blue, Indexed, LightRed, Red, Reset, Rgb};
        let none = Modifier::empty();
        let bold = Modifier::BOLD;
        let dim = Modifier::DIM;
        let loud = bold | Modifier::UNDERLINED | Modifier::ITALIC;
        let cases = [
            (Ink::PLAIN, Ink::PLAIN, ""),
            (Ink::PLAIN, ink(Reset, Reset, bold), "\x1b[1m"),
            (ink(Reset, Reset, bold), Ink::PLAIN, "\x1b[m"),
            (ink(Red, Blue, loud), Ink::PLAIN, "\x1b[m"),
            (Ink::PLAIN, ink(Red, Reset, none), "\x1b[31m"),
            (
                ink(Red, Reset, none),
                ink(LightRed, Reset, none),
                "\x1b[91m",
            ),
            (ink(Red, Reset, bold), ink(Red, Reset, none), "\x1b[22m"),
            (ink(Reset, Reset, bold), ink(Reset, Reset, dim), "\x1b[;2m"),
            (
                ink(Rgb(1, 2, 3), Reset, bold | dim),
                ink(Rgb(1, 2, 3), Reset, bold),
                "\x1b[22;1m",
            ),
            (ink(Red, Reset, loud), ink(Red, Reset, none), "\x1b[;31m"),
            (Ink::PLAIN, ink(Indexed(9), Blue, none), "\x1b[38;5;9;44m"),
            (
                Ink::PLAIN,
                ink(Reset, Rgb(10, 0, 255), none),
                "\x1b[48;2;10;0;255m",
            ),
            (
                ink(Reset, LightRed, bold),
                ink(Reset, Reset, bold),
                "\x1b[49m",
            ),
        ];
        for (from, to, expected) in cases {
            let mut out = Vec::new();
            push_change(&mut out, from, to);
            assert_eq!(String::from_utf8_lossy(&out), expected, "{from:?} {to:?}");
        }
    }

    /// Applies `CSI … m` as a terminal does, for the codes used here.
    fn applied(mut ink: Ink, bytes: &[u8]) -> Ink {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let Some(codes) = text
            .strip_prefix("\x1b[")
            .and_then(|rest| rest.strip_suffix('m'))
        else {
            return ink;
        };
        for code in codes.split(';') {
            let code: u8 = code.parse().unwrap_or(0);
            match code {
                0 => ink = Ink::PLAIN,
                31 => ink.fg = Color::Red.into(),
                32 => ink.fg = Color::Green.into(),
                39 => ink.fg = Color::Reset.into(),
                44 => ink.bg = Color::Blue.into(),
                49 => ink.bg = Color::Reset.into(),
                _ => {
                    for (modifier, on, off) in MODIFIERS {
                        if code == on {
                            ink.modifier.insert(modifier);
                        } else if code == off {
                            ink.modifier.remove(modifier);
                        }
                    }
                }
            }
        }
        ink
    }

    #[test]
    fn every_change_leads_where_it_should() {
        let colours = [Color::Reset, Color::Red, Color::Green];
        let grounds = [Color::Reset, Color::Blue];
        let mut inks = Vec::new();
        for bits in (0..=Modifier::all().bits()).step_by(3) {
            let modifier = Modifier::from_bits_truncate(bits);
            let at = inks.len();
            inks.push(ink(colours[at % 3], grounds[at % 2], modifier));
        }
        for &from in inks.iter().step_by(5) {
            for &to in &inks {
                let mut out = Vec::new();
                push_change(&mut out, from, to);
                assert_eq!(applied(from, &out), to, "{from:?}");
            }
        }
    }
}
