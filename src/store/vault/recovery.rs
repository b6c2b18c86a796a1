//! The recovery code: a key to the store for the day when every passphrase is forgotten.
//!
//! 160 random bits, written as nine groups of four in an alphabet without I, L, O and U; the last
//! group is a checksum, so that a slip in copying is told from a wrong code. Not here: printing it.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::store::vault::key_fault::KeyFault;
use crate::store::vault::keys::fill;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_SYMBOLS: usize = 32;
const CHECK_SYMBOLS: usize = 4;
const GROUP: usize = 4;

/// A recovery code, wiped from memory when dropped. `Debug` does not show it.
#[derive(PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<String>);

impl RecoveryCode {
    /// Makes a new random code.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn generate() -> Result<Self, KeyFault> {
        let mut random = Zeroizing::new([0u8; RANDOM_SYMBOLS]);
        fill(random.as_mut_slice())?;
        let mut symbols = Zeroizing::new(String::with_capacity(RANDOM_SYMBOLS + CHECK_SYMBOLS));
        for byte in random.iter() {
            // Five bits of each byte: every symbol is equally likely.
            symbols.push(symbol(*byte));
        }
        push_checksum(&mut symbols);
        Ok(Self(symbols))
    }

    /// Reads a code as a person types it: case, spaces and hyphens do not matter, and the letters
    /// O, I and L are taken for the digits they look like.
    ///
    /// # Errors
    /// When a sign is missing, too many or mistyped; it was then never a code of any store.
    pub fn parse(text: &str) -> Result<Self, KeyFault> {
        let length = RANDOM_SYMBOLS + CHECK_SYMBOLS;
        let mut symbols = Zeroizing::new(String::with_capacity(length + GROUP));
        for c in text.chars() {
            if c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}') {
                continue;
            }
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let known = u8::try_from(c).is_ok_and(|byte| ALPHABET.contains(&byte));
            if !known || symbols.len() == length {
                return Err(KeyFault::RecoveryCodeMistyped);
            }
            symbols.push(c);
        }
        let mut expected = Zeroizing::new(String::with_capacity(length));
        expected.extend(symbols.chars().take(RANDOM_SYMBOLS));
        push_checksum(&mut expected);
        if *expected != *symbols {
            return Err(KeyFault::RecoveryCodeMistyped);
        }
        Ok(Self(symbols))
    }

    /// Gives the code for writing down: nine groups of four with hyphens.
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for (index, c) in self.0.chars().enumerate() {
            if index > 0 && index % GROUP == 0 {
                text.push('-');
            }
            text.push(c);
        }
        text
    }

    /// Gives what the key of its slot is derived from.
    pub(super) fn secret(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Shows the code, to be written down.
impl fmt::Display for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(..)")
    }
}

fn symbol(byte: u8) -> char {
    char::from(ALPHABET[usize::from(byte & 31)])
}

fn push_checksum(symbols: &mut String) {
    let mut hash = Sha256::new();
    hash.update(b"caseload recovery code 1");
    hash.update(symbols.as_bytes());
    let mut sum: [u8; 32] = hash.finalize().into();
    for byte in sum.iter().take(CHECK_SYMBOLS) {
        symbols.push(symbol(*byte));
    }
    sum.zeroize();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_nine_groups_of_four_and_each_is_new() {
        let code = RecoveryCode::generate().unwrap();
        let text = code.text();
        let groups: Vec<&str> = text.split('-').collect();
        assert_eq!(groups.len(), 9);
        assert!(groups.iter().all(|group| group.len() == 4));
        assert!(!text.contains(['I', 'L', 'O', 'U']));
        assert_ne!(*text, *RecoveryCode::generate().unwrap().text());
        assert_eq!(format!("{code:?}"), "RecoveryCode(..)");
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = RecoveryCode::generate().unwrap();
        let text = code.text();
        let typed = [
            text.to_string(),
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', " "),
            format!("  {}\n", text.replace('-', " - ")),
            text.replace('-', "\u{2013}"),
            text.replace('0', "o").replace('1', "l"),
            text.replace('0', "O").replace('1', "I"),
        ];
        for typed in typed {
            assert!(RecoveryCode::parse(&typed).unwrap() == code);
        }
    }

    #[test]
    fn what_was_never_a_code_is_refused() {
        let text = RecoveryCode::generate().unwrap().text();
        let cut: String = text.chars().take(40).collect();
        for typed in [
            "",
            "-",
            "ABCD",
            &cut,
            &format!("{}0", *text),
            "not a code at all",
            &"\u{1f600}".repeat(36),
        ] {
            assert_eq!(
                RecoveryCode::parse(typed).unwrap_err(),
                KeyFault::RecoveryCodeMistyped
            );
        }
    }

    /// One code, every slip: fixed, since a checksum of 20 bits misses one slip in a million.
    #[test]
    fn one_wrong_symbol_or_a_swap_is_noticed() {
        let mut symbols = "CASE0MADE0VP0F0R0TESTS0AND0N0THNG"
            .chars()
            .take(32)
            .collect();
        push_checksum(&mut symbols);
        let symbols: Vec<char> = symbols.chars().collect();
        let parse = |symbols: &[char]| RecoveryCode::parse(&symbols.iter().collect::<String>());
        parse(&symbols).unwrap();
        for at in 0..36 {
            for other in ALPHABET {
                let mut changed = symbols.clone();
                changed[at] = char::from(*other);
                assert_eq!(parse(&changed).is_ok(), changed == symbols, "{at} {other}");
            }
            let mut swapped = symbols.clone();
            swapped.swap(at, (at + 1) % 36);
            assert_eq!(parse(&swapped).is_ok(), swapped == symbols, "{at}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(text in any::<String>()) {
            let _ = RecoveryCode::parse(&text);
        }
    }
}
