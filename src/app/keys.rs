//! Keys and chords: how they are named in the command table, in `keys.toml` and on the screen.
//!
//! No function keys and nothing that needs Alt: `PuTTY`, tmux and screen swallow those.

use std::fmt;

use thiserror::Error;

/// One key press, free of any terminal library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A printable character, with Shift already applied.
    Char(char),
    /// A letter held with Ctrl.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab held with Shift.
    BackTab,
    /// The key that deletes to the left.
    Backspace,
    /// The key that deletes to the right.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow left held with Ctrl.
    WordLeft,
    /// Arrow right held with Ctrl.
    WordRight,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

const NAMED: &[(&str, Key)] = &[
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("shift-tab", Key::BackTab),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("ctrl-left", Key::WordLeft),
    ("ctrl-right", Key::WordRight),
    ("home", Key::Home),
    ("end", Key::End),
    ("pageup", Key::PageUp),
    ("pagedown", Key::PageDown),
    ("space", Key::Char(' ')),
];

/// Why a key name is not understood.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "\"{0}\" is not the name of a key; use a character, ctrl-x, enter, esc, tab, up, pagedown and the like"
)]
pub struct UnknownKey(pub String);

impl Key {
    /// Reads a key's name.
    ///
    /// # Errors
    /// [`UnknownKey`] with the name that was not understood.
    pub fn parse(name: &str) -> Result<Self, UnknownKey> {
        let unknown = || UnknownKey(name.to_owned());
        let lower = name.to_lowercase();
        if let Some((_, key)) = NAMED.iter().find(|(known, _)| *known == lower) {
            return Ok(*key);
        }
        if let Some(letter) = lower.strip_prefix("ctrl-") {
            return only(letter)
                .filter(char::is_ascii_lowercase)
                .map(Self::Ctrl)
                .ok_or_else(unknown);
        }
        only(name)
            .filter(|c| !c.is_control())
            .map(Self::Char)
            .ok_or_else(unknown)
    }

    /// Whether a text takes the key as a character.
    pub fn types(self) -> bool {
        matches!(self, Self::Char(_))
    }
}

fn only(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let first = characters.next()?;
    characters.next().is_none().then_some(first)
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("Space"),
            Self::Char(c) => write!(f, "{c}"),
            Self::Ctrl(c) => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            other => {
                let name = NAMED
                    .iter()
                    .find(|(_, key)| key == other)
                    .map_or("?", |(name, _)| *name);
                match name {
                    "pageup" => f.write_str("PgUp"),
                    "pagedown" => f.write_str("PgDn"),
                    "shift-tab" => f.write_str("Shift-Tab"),
                    _ => {
                        let mut letters = name.chars();
                        if let Some(first) = letters.next() {
                            write!(f, "{}{}", first.to_ascii_uppercase(), letters.as_str())?;
                        }
                        Ok(())
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_shown() {
        for (name, key, shown) in [
            ("c", Key::Char('c'), "c"),
            ("C", Key::Char('C'), "C"),
            ("ctrl-s", Key::Ctrl('s'), "Ctrl-S"),
            ("enter", Key::Enter, "Enter"),
            ("pagedown", Key::PageDown, "PgDn"),
            ("shift-tab", Key::BackTab, "Shift-Tab"),
            ("?", Key::Char('?'), "?"),
            ("space", Key::Char(' '), "Space"),
        ] {
            let read = Key::parse(name).expect(name);
            assert_eq!((read, read.to_string().as_str()), (key, shown));
        }
        for name in ["", "ctrl-", "ctrl-ss", "f1", "alt-x"] {
            assert!(Key::parse(name).is_err(), "{name}");
        }
    }
}
