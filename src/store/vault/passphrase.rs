//! What may be a passphrase, and the one spelling under which it is used.
//!
//! Not here: judging how guessable it is, counting wrong tries, and reading it from the terminal.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

const SHORTEST: usize = 8;
const LONGEST_BYTES: usize = 1024;

/// Why a text cannot be chosen as a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassphraseFault {
    /// Nothing, or only spaces.
    Empty,
    /// Fewer than eight characters.
    TooShort,
    /// More than 1,024 bytes.
    TooLong,
}

/// Checks a new passphrase: at least eight characters, at most 1,024 bytes, not only spaces.
///
/// # Errors
/// With the first rule it breaks.
pub fn check(text: &str) -> Result<(), PassphraseFault> {
    if text.len() > LONGEST_BYTES {
        return Err(PassphraseFault::TooLong);
    }
    let normal = normalise(text);
    if normal.trim().is_empty() {
        return Err(PassphraseFault::Empty);
    }
    if normal.chars().count() < SHORTEST {
        return Err(PassphraseFault::TooShort);
    }
    Ok(())
}

/// Gives the spelling that is used (NFKC), so that é typed on any keyboard is the same é.
///
/// What is too long to have been chosen is cut, since it cannot be right.
pub(super) fn normalise(text: &str) -> Zeroizing<String> {
    // NFKC makes a text at most eleven times longer. With that room it never grows, and so leaves
    // no copy of itself behind.
    let mut normal = Zeroizing::new(String::with_capacity(
        text.len().min(LONGEST_BYTES) * 11 + 48,
    ));
    for c in text.nfkc() {
        if normal.len() > LONGEST_BYTES * 11 {
            break;
        }
        normal.push(c);
    }
    normal
}

impl fmt::Display for PassphraseFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "A passphrase is needed. Type one of at least 8 characters.",
            Self::TooShort => "The passphrase is too short. Choose at least 8 characters; three or four words are good.",
            Self::TooLong => "The passphrase is too long. Choose one of at most 1,024 bytes.",
        })
    }
}

impl std::error::Error for PassphraseFault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_a_new_passphrase() {
        let long = "x".repeat(1024);
        let longer = "x".repeat(1025);
        let cases: [(&str, Result<(), PassphraseFault>); 10] = [
            ("", Err(PassphraseFault::Empty)),
            ("          ", Err(PassphraseFault::Empty)),
            (
                "\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}",
                Err(PassphraseFault::Empty),
            ),
            ("short", Err(PassphraseFault::TooShort)),
            ("1234567", Err(PassphraseFault::TooShort)),
            ("12345678", Ok(())),
            ("éééééééé", Ok(())),
            (
                "e\u{301}e\u{301}e\u{301}e\u{301}",
                Err(PassphraseFault::TooShort),
            ),
            (&long, Ok(())),
            (&longer, Err(PassphraseFault::TooLong)),
        ];
        for (text, expected) in cases {
            assert_eq!(check(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_same_words_from_any_keyboard_are_the_same() {
        assert_eq!(*normalise("cafe\u{301}"), *normalise("caf\u{e9}"));
        assert_eq!(*normalise("\u{ff41}bc"), *normalise("abc"));
        assert_ne!(*normalise("Abc"), *normalise("abc"));
        assert_ne!(*normalise("abc "), *normalise("abc"));
    }

    #[test]
    fn the_worst_expansion_never_grows_the_buffer() {
        // U+FDFA becomes eleven times as long.
        for count in [1, 300, 341, 5000] {
            let text = "\u{fdfa}".repeat(count);
            let room = text.len().min(LONGEST_BYTES) * 11 + 48;
            assert_eq!(normalise(&text).capacity(), room, "{count}");
        }
    }
}
