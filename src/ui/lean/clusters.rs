//! Symbols of more than one code point, kept once each so that a cell stays small.
//!
//! Nothing is dropped while a screen may still refer to it; `Clusters::crowded` says when it is
//! time to start a new set.

use std::collections::BTreeMap;

/// How many clusters may gather before the set is worth renewing.
const CROWD: usize = 4096;

/// The number of a cluster in its set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClusterId(u32);

impl ClusterId {
    /// Returns the cluster of a number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// Returns the number itself; far below 2³⁰, since sets are renewed.
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// A set of symbols, each of more than one code point.
#[derive(Default)]
pub(super) struct Clusters {
    texts: Vec<Box<str>>,
    ids: BTreeMap<Box<str>, ClusterId>,
}

impl Clusters {
    /// Returns the number of a cluster, adding it to the set if it is new.
    pub fn intern(&mut self, text: &str) -> ClusterId {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = ClusterId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push(text.into());
        self.ids.insert(text.into(), id);
        id
    }

    /// Returns the text of a cluster of this set.
    pub fn text(&self, id: ClusterId) -> &str {
        usize::try_from(id.0)
            .ok()
            .and_then(|at| self.texts.get(at))
            .map_or("?", |text| text)
    }

    /// Whether the set has grown so far that most of it can no longer be on the screen.
    pub fn crowded(&self) -> bool {
        self.texts.len() > CROWD
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_is_kept_once() {
        let mut clusters = Clusters::default();
        let first = clusters.intern("e\u{301}");
        let second = clusters.intern("o\u{308}");
        assert_ne!(first, second);
        assert_eq!(clusters.intern("e\u{301}"), first);
        assert_eq!(clusters.text(second), "o\u{308}");
        assert_eq!(clusters.text(ClusterId(9)), "?");
    }
}
