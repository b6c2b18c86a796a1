//! The file of the key slots: JSON, version 1, binary parts in lower-case hex.
//!
//! Reading is strict: an unknown field, a number out of bounds or a second slot for one login makes
//! the whole file unusable rather than partly trusted. A checksum tells a damaged file from a wrong
//! passphrase; it protects against accidents only, each slot authenticates itself. Not here: where
//! the file lies.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::store::vault::keys::KeyCost;
use crate::store::vault::keyslots::{KeySlots, MOST_SLOTS, check_login, folded};
use crate::store::vault::slot::{Holder, Slot};

/// The largest file that is read, in bytes; 200 slots need about a third of it.
pub(super) const LARGEST: u64 = 256 * 1024;

const FORMAT: u32 = 1;
const KDF: &str = "argon2id-19";

/// Why a slot file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlotFileFault {
    /// Written by a newer program.
    Newer,
    /// Not a slot file, or damaged.
    Damaged,
}

#[derive(Deserialize)]
struct Heading {
    format: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    format: u32,
    store: String,
    key_check: String,
    slots: Vec<WireSlot>,
    checksum: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSlot {
    kind: WireKind,
    login: String,
    kdf: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    nonce: String,
    wrapped_key: String,
}

#[derive(Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum WireKind {
    User,
    Recovery,
}

/// Writes the slots as the bytes of a file.
pub(super) fn write(slots: &KeySlots) -> Result<Vec<u8>, SlotFileFault> {
    let mut wire = Wire {
        format: FORMAT,
        store: to_hex(&slots.store),
        key_check: to_hex(&slots.check),
        slots: slots.slots.iter().map(to_wire).collect(),
        checksum: String::new(),
    };
    wire.checksum = checksum(&wire)?;
    let mut bytes = serde_json::to_vec_pretty(&wire).map_err(|_| SlotFileFault::Damaged)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Reads the slots from the bytes of a file.
pub(super) fn read(bytes: &[u8]) -> Result<KeySlots, SlotFileFault> {
    let damaged = |_| SlotFileFault::Damaged;
    let heading: Heading = serde_json::from_slice(bytes).map_err(damaged)?;
    if heading.format > FORMAT {
        return Err(SlotFileFault::Newer);
    }
    let wire: Wire = serde_json::from_slice(bytes).map_err(damaged)?;
    if checksum(&wire)? != wire.checksum {
        return Err(SlotFileFault::Damaged);
    }
    from_wire(&wire).ok_or(SlotFileFault::Damaged)
}

/// Sums up everything but the checksum itself, however the file is spaced.
fn checksum(wire: &Wire) -> Result<String, SlotFileFault> {
    let content = (wire.format, &wire.store, &wire.key_check, &wire.slots);
    let bytes = serde_json::to_vec(&content).map_err(|_| SlotFileFault::Damaged)?;
    let sum: [u8; 32] = Sha256::digest(bytes).into();
    Ok(to_hex(&sum))
}

fn to_wire(slot: &Slot) -> WireSlot {
    let (memory_kib, passes, lanes) = slot.cost.numbers();
    let (kind, login) = match &slot.holder {
        Holder::User(login) => (WireKind::User, login.clone()),
        Holder::Recovery => (WireKind::Recovery, String::new()),
    };
    WireSlot {
        kind,
        login,
        kdf: KDF.to_owned(),
        memory_kib,
        passes,
        lanes,
        salt: to_hex(&slot.salt),
        nonce: to_hex(&slot.nonce),
        wrapped_key: to_hex(&slot.wrapped),
    }
}

fn from_wire(wire: &Wire) -> Option<KeySlots> {
    if wire.format != FORMAT || wire.slots.len() > MOST_SLOTS {
        return None;
    }
    let slots = wire
        .slots
        .iter()
        .map(slot_from_wire)
        .collect::<Option<Vec<Slot>>>()?;
    let holders: BTreeSet<String> = wire.slots.iter().map(|slot| folded(&slot.login)).collect();
    let people = slots.iter().any(|slot| slot.holder != Holder::Recovery);
    if holders.len() != slots.len() || !people {
        return None;
    }
    Some(KeySlots {
        store: from_hex(&wire.store)?,
        check: from_hex(&wire.key_check)?,
        slots,
    })
}

fn slot_from_wire(wire: &WireSlot) -> Option<Slot> {
    let holder = match wire.kind {
        WireKind::User => {
            check_login(&wire.login).ok()?;
            Holder::User(wire.login.clone())
        }
        WireKind::Recovery if wire.login.is_empty() => Holder::Recovery,
        WireKind::Recovery => return None,
    };
    if wire.kdf != KDF {
        return None;
    }
    Some(Slot {
        holder,
        cost: KeyCost::new(wire.memory_kib, wire.passes, wire.lanes)?,
        salt: from_hex(&wire.salt)?,
        nonce: from_hex(&wire.nonce)?,
        wrapped: from_hex(&wire.wrapped_key)?,
    })
}

fn to_hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0f)])
        .collect()
}

/// Reads exactly `N` bytes; upper case is refused, so that there is one spelling.
fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let mut digits = text.bytes().map(|digit| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    });
    for byte in &mut bytes {
        *byte = (digits.next()?? << 4) | digits.next()??;
    }
    digits.next().is_none().then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::vault::keys::DataKey;

    fn sample() -> (DataKey, KeySlots) {
        let key = DataKey::generate().unwrap();
        let mut slots = KeySlots::new(&key).unwrap();
        slots
            .add_user(&key, "amina", "correct horse", KeyCost::THROWAWAY)
            .unwrap();
        slots
            .add_user(&key, "sam", "another phrase", KeyCost::THROWAWAY)
            .unwrap();
        slots.renew_recovery(&key, KeyCost::THROWAWAY).unwrap();
        (key, slots)
    }

    #[test]
    fn what_is_written_reads_back_and_has_one_spelling() {
        let (_, slots) = sample();
        let bytes = write(&slots).unwrap();
        let back = read(&bytes).unwrap();
        assert_eq!(back, slots);
        assert_eq!(write(&back).unwrap(), bytes);
    }

    #[test]
    fn a_full_set_of_slots_fits_the_limit() {
        let (_, mut slots) = sample();
        let slot = slots.slots[0].clone();
        slots.slots.clear();
        for number in 0..MOST_SLOTS {
            let mut slot = slot.clone();
            slot.holder = Holder::User(format!("{number:0>64}"));
            slots.slots.push(slot);
        }
        let bytes = write(&slots).unwrap();
        assert!(u64::try_from(bytes.len()).unwrap() < LARGEST);
        assert_eq!(read(&bytes).unwrap().slots.len(), MOST_SLOTS);
    }

    /// Each change makes the file unusable, and the fault says which kind it is.
    #[test]
    fn files_that_are_not_quite_right_are_refused() {
        let (_, slots) = sample();
        let good = String::from_utf8(write(&slots).unwrap()).unwrap();
        let cases = [
            (
                good.replacen("\"format\": 1", "\"format\": 2", 1),
                SlotFileFault::Newer,
            ),
            (
                good.replacen("\"format\": 1", "\"format\": 0", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"format\": 1", "\"format\": 1, \"format\": 1", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"format\": 1", "\"format\": 1, \"extra\": 1", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"memory_kib\": 8", "\"memory_kib\": 104857600", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"memory_kib\": 8", "\"memory_kib\": -8", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"memory_kib\": 8", "\"memory_kib\": 8.5", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"passes\": 1", "\"passes\": 4000000000", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"lanes\": 1", "\"lanes\": 0", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("argon2id-19", "argon2i-16", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"amina\"", "\"sam\"", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"amina\"", "\"Sam\"", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"amina\"", "\"\"", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"amina\"", "\"a\\u001b\"", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replacen("\"salt\": \"", "\"salt\": \"0", 1),
                SlotFileFault::Damaged,
            ),
            (
                good.replace("\"user\"", "\"recovery\""),
                SlotFileFault::Damaged,
            ),
            (
                good.trim_end().trim_end_matches('}').to_owned(),
                SlotFileFault::Damaged,
            ),
            (format!("{good}{good}"), SlotFileFault::Damaged),
            ("[".repeat(100_000), SlotFileFault::Damaged),
            (String::new(), SlotFileFault::Damaged),
            ("null".to_owned(), SlotFileFault::Damaged),
        ];
        for (text, expected) in cases {
            let head: String = text.chars().take(200).collect();
            assert_eq!(read(text.as_bytes()), Err(expected), "{head}");
            // The same without the help of the checksum.
            if expected == SlotFileFault::Damaged {
                assert_eq!(read_unsummed(text.as_bytes()), None, "{head}");
            }
        }
        let flipped = good.replacen("\"salt\": \"", "\"salt\": \"@", 1);
        assert_eq!(read(flipped.as_bytes()), Err(SlotFileFault::Damaged));
    }

    /// Reads as an attacker would have it: the checksum made to fit.
    fn read_unsummed(bytes: &[u8]) -> Option<KeySlots> {
        from_wire(&serde_json::from_slice(bytes).ok()?)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// A file changed in any place either cannot be read, or does not open the store, or was
        /// changed only where nothing is said (a space, another person's slot).
        #[test]
        fn a_changed_file_never_panics_and_never_unlocks(
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0u8..4, any::<u8>()), 1..4),
        ) {
            let (key, slots) = sample();
            let mut bytes = write(&slots).unwrap();
            for (at, how, byte) in edits {
                let at = at.index(bytes.len());
                match how {
                    0 => bytes[at] = byte,
                    1 => bytes[at] ^= 1 << (byte & 7),
                    2 => { bytes.remove(at); }
                    _ => bytes.insert(at, b"0123456789abcdef"[usize::from(byte & 15)]),
                }
            }
            prop_assert!(read(&bytes).is_err() || read(&bytes) == Ok(slots.clone()));
            if let Some(changed) = read_unsummed(&bytes) {
                if let Ok(opened) = changed.unlock("amina", "correct horse") {
                    prop_assert_eq!(opened.bytes(), key.bytes());
                    prop_assert_eq!(&changed.slots[0], &slots.slots[0]);
                    prop_assert_eq!((changed.store, changed.check), (slots.store, slots.check));
                }
                prop_assert!(changed.unlock("amina", "wrong horse").is_err());
            }
        }

        #[test]
        fn any_bytes_at_all_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(read(&bytes).is_err());
        }
    }
}
