//! When a draft is due: half a second after the first key that is not kept yet, however long the typing goes on
//! (DESIGN 5, R29).
//!
//! Not after the last key: whoever types without a pause would lose the most. What comes on top of it, the way of a key
//! through a remote line and a write on a busy disk, stays within the second that may be lost. Where nothing is unkept
//! there is no deadline, and nothing wakes the program.
//!
//! Pure: times are durations on the monotonic clock, handed in.

use std::time::Duration;

/// Longest time for which a key stays unkept.
const AT_MOST: Duration = Duration::from_millis(500);

/// What is not yet kept, since when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Autosave {
    first: Option<Duration>,
}

impl Autosave {
    /// Something was typed.
    pub fn typed(&mut self, tick: Duration) {
        self.first.get_or_insert(tick);
    }

    /// Everything is kept.
    pub fn kept(&mut self) {
        *self = Self::default();
    }

    /// Keeping failed; the next try comes after a while, not at once.
    pub fn failed(&mut self, tick: Duration) {
        self.first = Some(tick);
    }

    /// Whether anything is not yet kept.
    pub fn is_pending(&self) -> bool {
        self.first.is_some()
    }

    /// When the draft is due.
    pub fn deadline(&self) -> Option<Duration> {
        self.first.map(|first| first + AT_MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_second_of_typing_is_unkept_and_no_more() {
        let mut autosave = Autosave::default();
        assert_eq!(autosave.deadline(), None, "nothing wakes an idle program");
        let at = Duration::from_millis;
        // A key every twentieth of a second: the first decides, and there is one write for all of them.
        for key in 0..10 {
            autosave.typed(at(1_000 + 50 * key));
            assert_eq!(autosave.deadline(), Some(at(1_500)), "after key {key}");
        }
        autosave.kept();
        assert!(!autosave.is_pending());
        assert_eq!(autosave.deadline(), None);
        autosave.typed(at(1_520));
        assert_eq!(autosave.deadline(), Some(at(2_020)));
        autosave.failed(at(2_030));
        assert!(autosave.is_pending());
        assert_eq!(
            autosave.deadline(),
            Some(at(2_530)),
            "tried again, not at once"
        );
    }
}
