//! Groups whose members are coordinated with more difficulty than others, and are overlooked more often (R3).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::find::fold;

/// A vulnerable group that somebody belongs to (R3, S0 §3 problem 1).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VulnerableGroup {
    /// Drugs or alcohol.
    SubstanceUse,
    /// No home, or none that is safe.
    Homelessness,
    /// Used by somebody else.
    Exploitation,
    /// Sex work.
    SexWork,
    /// So many agencies that none of them has the whole.
    ManyAgencies,
    /// Another, in the words of whoever wrote it down.
    Other(String),
}

impl VulnerableGroup {
    /// The groups that have a name of their own, in menu order.
    pub const NAMED: [Self; 5] = [
        Self::SubstanceUse,
        Self::Homelessness,
        Self::Exploitation,
        Self::SexWork,
        Self::ManyAgencies,
    ];

    /// The group in words.
    pub fn word(&self) -> &str {
        match self {
            Self::SubstanceUse => "substance use",
            Self::Homelessness => "homelessness",
            Self::Exploitation => "exploitation",
            Self::SexWork => "sex work",
            Self::ManyAgencies => "many agencies",
            Self::Other(words) => words,
        }
    }

    /// The group that words mean: one with a name of its own, else another.
    pub fn of(words: &str) -> Self {
        let folded = fold(words);
        Self::NAMED
            .into_iter()
            .find(|group| fold(group.word()) == folded)
            .unwrap_or_else(|| Self::Other(words.trim().to_owned()))
    }
}

impl fmt::Debug for VulnerableGroup {
    /// Prints the name of a named group, and no words of anybody's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Other(_) => "another",
            named => named.word(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_known_mean_the_group() {
        for (typed, group) in [
            ("substance use", VulnerableGroup::SubstanceUse),
            (" Sex-Work", VulnerableGroup::SexWork),
            ("MANY AGENCIES", VulnerableGroup::ManyAgencies),
            (
                "asylum seeker ",
                VulnerableGroup::Other("asylum seeker".into()),
            ),
        ] {
            assert_eq!(VulnerableGroup::of(typed), group, "{typed}");
        }
        for group in VulnerableGroup::NAMED {
            assert_eq!(VulnerableGroup::of(group.word()), group);
        }
    }

    #[test]
    fn debug_shows_no_words() {
        let other = VulnerableGroup::of("asylum seeker");
        assert_eq!(format!("{other:?}"), "another");
    }
}
