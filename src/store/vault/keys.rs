//! The key that encrypts the database, and what it costs to guess a passphrase that wraps it.
//!
//! The data key is random and never lies on disk as it is: the key slots hold it wrapped (PROMISES
//! B9). Not here: the slots (`keyslots`), and asking for passphrases.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::store::vault::key_fault::KeyFault;

/// The 256-bit key of one store's database; wiped from memory when dropped.
///
/// Boxed, so that moving it leaves no copies behind.
#[derive(Clone)]
pub struct DataKey(Box<[u8; DataKey::LENGTH]>);

/// A random number that tells one store's slots from another's; not secret.
pub(super) type StoreId = [u8; 16];

/// A fingerprint of the data key, kept beside the slots; it does not help to find the key.
pub(super) type KeyCheck = [u8; 32];

impl DataKey {
    /// The length in bytes.
    pub const LENGTH: usize = 32;

    /// Makes a new random key.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn generate() -> Result<Self, KeyFault> {
        let mut key = Self(Box::new([0; Self::LENGTH]));
        fill(key.0.as_mut_slice())?;
        Ok(key)
    }

    /// Takes the bytes of a key that was unwrapped; `None` when there are not 32.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut key = Self(Box::new([0; Self::LENGTH]));
        if bytes.len() != Self::LENGTH {
            return None;
        }
        key.0.copy_from_slice(bytes);
        Some(key)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Gives the statement that hands the raw key to `SQLCipher`, wiped when dropped.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        // Room for everything at once: a string that grows would leave a copy behind.
        let mut text = Zeroizing::new(String::with_capacity(128));
        text.push_str("PRAGMA key = \"x'");
        for byte in self.0.iter() {
            for nibble in [byte >> 4, byte & 0x0f] {
                text.push(char::from(DIGITS[usize::from(nibble)]));
            }
        }
        text.push_str("'\"");
        text
    }

    /// Gives the fingerprint that tells "wrong passphrase" from "damaged database" (PROMISES B4).
    pub(super) fn check(&self, store: &StoreId) -> KeyCheck {
        let mut hash = Sha256::new();
        hash.update(b"caseload key check 1");
        hash.update(store);
        hash.update(self.bytes());
        hash.finalize().into()
    }
}

impl Drop for DataKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(..)")
    }
}

/// Fills a buffer from the system's source of randomness.
pub(super) fn fill(buffer: &mut [u8]) -> Result<(), KeyFault> {
    getrandom::fill(buffer).map_err(|_| KeyFault::NoRandomness)
}

/// What one guess at a passphrase costs: the parameters of Argon2id.
///
/// Kept in each slot. The bounds hold for values read from a file too, so that a damaged or
/// tampered file cannot ask for unreasonable memory or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl KeyCost {
    /// 64 MiB, three passes: about 0.15 s. For every store that people use.
    pub const STANDARD: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    /// Next to nothing. Only for tests and demonstration stores of made-up people.
    pub const THROWAWAY: Self = Self {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    const MOST_MEMORY_KIB: u32 = 256 * 1024;
    const MOST_PASSES: u32 = 16;
    const MOST_LANES: u32 = 4;
    const MOST_WORK_KIB: u32 = 1024 * 1024;

    /// Makes a cost from numbers that may come from a file; `None` when out of bounds.
    ///
    /// At most 256 MiB, 16 passes, four lanes, and 1 GiB of memory times passes.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Option<Self> {
        let bounded = (1..=Self::MOST_LANES).contains(&lanes)
            && (1..=Self::MOST_PASSES).contains(&passes)
            && (8 * lanes..=Self::MOST_MEMORY_KIB).contains(&memory_kib)
            && memory_kib.saturating_mul(passes) <= Self::MOST_WORK_KIB;
        bounded.then_some(Self {
            memory_kib,
            passes,
            lanes,
        })
    }

    /// Gives the memory in KiB, the passes over it, and the lanes.
    pub fn numbers(self) -> (u32, u32, u32) {
        (self.memory_kib, self.passes, self.lanes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_random_and_its_debug_says_nothing() {
        let one = DataKey::generate().unwrap();
        let other = DataKey::generate().unwrap();
        assert_ne!(one.bytes(), other.bytes());
        assert_eq!(format!("{one:?}"), "DataKey(..)");
    }

    #[test]
    fn the_statement_holds_the_key_in_hex_and_never_grew() {
        let key = DataKey::from_bytes(&[0xa5; 32]).unwrap();
        let text = key.pragma();
        assert_eq!(
            text.as_str(),
            format!("PRAGMA key = \"x'{}'\"", "a5".repeat(32))
        );
        assert_eq!(text.capacity(), 128);
    }

    #[test]
    fn only_32_bytes_are_a_key() {
        for length in [0, 16, 31, 33, 64] {
            assert!(DataKey::from_bytes(&vec![0; length]).is_none());
        }
    }

    #[test]
    fn the_check_depends_on_key_and_store() {
        let key = DataKey::from_bytes(&[1; 32]).unwrap();
        let other = DataKey::from_bytes(&[2; 32]).unwrap();
        assert_eq!(key.check(&[0; 16]), key.check(&[0; 16]));
        assert_ne!(key.check(&[0; 16]), key.check(&[1; 16]));
        assert_ne!(key.check(&[0; 16]), other.check(&[0; 16]));
    }

    #[test]
    fn costs_are_bounded() {
        let (memory, passes, lanes) = KeyCost::STANDARD.numbers();
        assert_eq!(KeyCost::new(memory, passes, lanes), Some(KeyCost::STANDARD));
        assert!(KeyCost::new(8, 1, 1).is_some());
        let refused = [
            (0, 1, 1),
            (7, 1, 1),
            (16, 1, 4),
            (64, 0, 1),
            (64, 1, 0),
            (64, 17, 1),
            (64, 1, 5),
            (104_857_600, 1, 1),
            (256 * 1024, 5, 1),
            (u32::MAX, u32::MAX, u32::MAX),
        ];
        for (memory, passes, lanes) in refused {
            assert_eq!(
                KeyCost::new(memory, passes, lanes),
                None,
                "{memory} {passes} {lanes}"
            );
        }
    }
}
