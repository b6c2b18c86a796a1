//! What a format could not carry, in words, so that nobody takes a file for more than it holds.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::say;

/// A need for which nothing was found, one and many, for formats that hold records alone.
pub const UNMET: (&str, &str) = (
    "need for which nothing was found",
    "needs for which nothing was found",
);

/// What was left behind, counted by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    counts: BTreeMap<(&'static str, &'static str), usize>,
    /// Parts that were kept back, as was decided about sharing.
    parts: BTreeSet<&'static str>,
}

impl Loss {
    /// Counts things that were left out, under their singular and plural; nought adds nothing.
    pub fn count(&mut self, n: usize, one: &'static str, many: &'static str) {
        if n > 0 {
            *self.counts.entry((one, many)).or_default() += n;
        }
    }

    /// Names parts of records that were kept back.
    pub fn leave_out(&mut self, parts: &[&'static str]) {
        self.parts.extend(parts);
    }

    /// Takes in what another file of the same export left out.
    pub fn add(&mut self, other: &Self) {
        for ((one, many), n) in &other.counts {
            self.count(*n, one, many);
        }
        self.parts.extend(&other.parts);
    }

    /// Whether everything was carried.
    pub fn is_none(&self) -> bool {
        self.counts.is_empty() && self.parts.is_empty()
    }

    /// One line for each kind: `3 earlier contacts`; first the parts that were kept back.
    pub fn says(&self) -> Vec<String> {
        let parts = self.parts.iter().map(|part| (*part).to_owned());
        let counts = self.counts.iter();
        parts
            .chain(counts.map(|((one, many), n)| say::count(*n, one, many)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_of_several_files_add_up() {
        let mut all = Loss::default();
        all.count(0, "goal", "goals");
        assert!(all.is_none());
        let mut one = Loss::default();
        one.count(1, "goal", "goals");
        all.add(&one);
        assert_eq!(all.says(), ["1 goal"]);
        all.add(&one);
        assert_eq!(all.says(), ["2 goals"]);
    }
}
