//! One key slot: the data key wrapped under one passphrase or under the recovery code.
//!
//! Argon2id makes the wrapping key, XChaCha20-Poly1305 wraps. Whose slot it is, of which store and
//! at what cost is bound in, so that no part can be exchanged. Not here: the set of slots.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::store::vault::key_fault::KeyFault;
use crate::store::vault::keys::{DataKey, KeyCost, StoreId, fill};

/// Whose slot it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holder {
    /// A person, by login.
    User(String),
    /// Whoever has the recovery code.
    Recovery,
}

/// The data key, wrapped for one holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub holder: Holder,
    pub cost: KeyCost,
    pub salt: [u8; 16],
    pub nonce: [u8; 24],
    /// The wrapped key and its authentication tag.
    pub wrapped: [u8; DataKey::LENGTH + 16],
}

impl Slot {
    /// Wraps the data key under a secret, with fresh salt and nonce.
    pub fn seal(
        store: &StoreId,
        key: &DataKey,
        holder: Holder,
        secret: &[u8],
        cost: KeyCost,
    ) -> Result<Self, KeyFault> {
        let mut slot = Self {
            holder,
            cost,
            salt: [0; 16],
            nonce: [0; 24],
            wrapped: [0; DataKey::LENGTH + 16],
        };
        fill(&mut slot.salt)?;
        fill(&mut slot.nonce)?;
        let wrapped = slot
            .cipher(secret)?
            .encrypt(
                &XNonce::from(slot.nonce),
                Payload {
                    msg: key.bytes(),
                    aad: &slot.bound(store),
                },
            )
            .map_err(|_| KeyFault::NoMemory)?;
        slot.wrapped = wrapped.try_into().map_err(|_| KeyFault::NoMemory)?;
        Ok(slot)
    }

    /// Unwraps the data key; `None` when the secret is not the one, or anything was altered.
    pub fn open(&self, store: &StoreId, secret: &[u8]) -> Result<Option<DataKey>, KeyFault> {
        let payload = Payload {
            msg: &self.wrapped,
            aad: &self.bound(store),
        };
        let opened = self
            .cipher(secret)?
            .decrypt(&XNonce::from(self.nonce), payload)
            .map(Zeroizing::new);
        Ok(opened.ok().and_then(|bytes| DataKey::from_bytes(&bytes)))
    }

    fn cipher(&self, secret: &[u8]) -> Result<XChaCha20Poly1305, KeyFault> {
        let (memory, passes, lanes) = self.cost.numbers();
        // The cost is bounded, so the only thing that can fail is getting the memory.
        let params = Params::new(memory, passes, lanes, Some(DataKey::LENGTH))
            .map_err(|_| KeyFault::NoMemory)?;
        let mut wrapping = Zeroizing::new([0u8; DataKey::LENGTH]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, &self.salt, wrapping.as_mut_slice())
            .map_err(|_| KeyFault::NoMemory)?;
        XChaCha20Poly1305::new_from_slice(wrapping.as_slice()).map_err(|_| KeyFault::NoMemory)
    }

    /// Gives what is authenticated along with the key: every part is of fixed length but the last.
    fn bound(&self, store: &StoreId) -> Vec<u8> {
        let (memory, passes, lanes) = self.cost.numbers();
        let (kind, login) = match &self.holder {
            Holder::User(login) => (1u8, login.as_str()),
            Holder::Recovery => (2u8, ""),
        };
        let mut bound = b"caseload key slot 1".to_vec();
        bound.extend_from_slice(store);
        for number in [memory, passes, lanes] {
            bound.extend_from_slice(&number.to_le_bytes());
        }
        bound.extend_from_slice(&self.salt);
        bound.push(kind);
        bound.extend_from_slice(login.as_bytes());
        bound
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORE: StoreId = [7; 16];

    fn sealed(holder: Holder) -> (DataKey, Slot) {
        let key = DataKey::generate().unwrap();
        let slot = Slot::seal(&STORE, &key, holder, b"secret", KeyCost::THROWAWAY).unwrap();
        (key, slot)
    }

    #[test]
    fn only_the_right_secret_and_store_open_a_slot() {
        let (key, slot) = sealed(Holder::User("amina".to_owned()));
        let opened = slot.open(&STORE, b"secret").unwrap().unwrap();
        assert_eq!(opened.bytes(), key.bytes());
        assert!(slot.open(&STORE, b"Secret").unwrap().is_none());
        assert!(slot.open(&STORE, b"").unwrap().is_none());
        assert!(slot.open(&[8; 16], b"secret").unwrap().is_none());
    }

    #[test]
    fn no_part_of_a_slot_can_be_exchanged() {
        type Change = fn(&mut Slot);
        let (_, slot) = sealed(Holder::User("amina".to_owned()));
        let (_, other) = sealed(Holder::User("amina".to_owned()));
        let changes: [(&str, Change); 8] = [
            ("login", |s| s.holder = Holder::User("sam".to_owned())),
            ("kind", |s| s.holder = Holder::Recovery),
            ("memory", |s| s.cost = KeyCost::new(16, 1, 1).unwrap()),
            ("passes", |s| s.cost = KeyCost::new(8, 2, 1).unwrap()),
            ("salt", |s| s.salt[3] ^= 1),
            ("nonce", |s| s.nonce[3] ^= 1),
            ("wrapped key", |s| s.wrapped[3] ^= 1),
            ("tag", |s| s.wrapped[40] ^= 1),
        ];
        for (part, change) in changes {
            let mut changed = slot.clone();
            change(&mut changed);
            assert!(changed.open(&STORE, b"secret").unwrap().is_none(), "{part}");
        }
        let mut spliced = slot.clone();
        spliced.wrapped = other.wrapped;
        assert!(spliced.open(&STORE, b"secret").unwrap().is_none());
    }

    #[test]
    fn the_same_key_never_looks_the_same_twice() {
        let key = DataKey::generate().unwrap();
        let seal = || Slot::seal(&STORE, &key, Holder::Recovery, b"s", KeyCost::THROWAWAY).unwrap();
        let (one, two) = (seal(), seal());
        assert_ne!(one.salt, two.salt);
        assert_ne!(one.nonce, two.nonce);
        assert_ne!(one.wrapped, two.wrapped);
    }
}
