//! Ids for resources that have no record of their own: the same thing gets the same id in every export.
//!
//! What is known by a name alone (a login, an organisation without a code) gets one within a person's bundles only:
//! the pharmacy of one town must not become the pharmacy of another.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// Keeps ids derived here apart from anybody else's.
const NAMESPACE: &str = "caseload export v1";

/// The id of a thing of a kind: a version 8 UUID from a hash of its name.
pub fn derived(kind: &str, name: &str) -> Uuid {
    let mut hash = Sha256::new();
    for part in [NAMESPACE, kind, name] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(hash.finalize()) {
        *byte = hashed;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_and_distinct() {
        assert_eq!(derived("user", "a.okafor"), derived("user", "a.okafor"));
        assert_ne!(derived("user", "a.okafor"), derived("use", "ra.okafor"));
        assert_eq!(derived("user", "a.okafor").get_version_num(), 8);
    }
}
