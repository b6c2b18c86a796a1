//! When a draft is due: half a second after the last key, and at least every second while typing (DESIGN 5, R29).
//!
//! Pure: times are durations on the monotonic clock, handed in.

use std::time::Duration;

/// Quiet time after which a draft is kept.
const PAUSE: Duration = Duration::from_millis(500);
/// Longest time before typing is kept: a second at most, less what writing it takes on a busy disk.
const AT_MOST: Duration = Duration::from_millis(750);

/// What is not yet kept, since when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Autosave {
    first: Option<Duration>,
    last: Option<Duration>,
}

impl Autosave {
    /// Something was typed.
    pub fn typed(&mut self, tick: Duration) {
        self.first.get_or_insert(tick);
        self.last = Some(tick);
    }

    /// Everything is kept.
    pub fn kept(&mut self) {
        *self = Self::default();
    }

    /// Keeping failed; the next try comes after a pause, not at once.
    pub fn failed(&mut self, tick: Duration) {
        self.first = Some(tick);
        self.last = Some(tick);
    }

    /// Whether anything is not yet kept.
    pub fn is_pending(&self) -> bool {
        self.first.is_some()
    }

    /// When the draft is due.
    pub fn deadline(&self) -> Option<Duration> {
        let (first, last) = (self.first?, self.last?);
        Some((last + PAUSE).min(first + AT_MOST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_a_second_of_typing_is_unkept() {
        let mut autosave = Autosave::default();
        assert_eq!(autosave.deadline(), None);
        let at = Duration::from_millis;
        autosave.typed(at(1_000));
        assert_eq!(autosave.deadline(), Some(at(1_500)));
        autosave.typed(at(1_450));
        assert_eq!(
            autosave.deadline(),
            Some(at(1_750)),
            "typing on does not put it off for ever"
        );
        autosave.kept();
        assert!(!autosave.is_pending());
    }
}
