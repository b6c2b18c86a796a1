//! The dice behind the made-up people: seeded, ours, and the same on every machine.
//!
//! `SplitMix64`: small, fast, good enough for sample data and for nothing else. No key and no real identity may ever
//! come from here.

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

/// The step of `SplitMix64`: 2^64 divided by the golden ratio, odd.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// A row of numbers that follows from its seed alone.
#[derive(Clone)]
pub(super) struct Dice {
    state: u64,
}

impl Dice {
    /// The dice for one purpose (`stream`) and one person (`index`), so that nobody's records depend on who came before.
    pub(super) fn new(seed: u64, stream: u64, index: usize) -> Self {
        let index = u64::try_from(index).unwrap_or(u64::MAX);
        Self {
            state: mix(mix(mix(seed) ^ stream.wrapping_mul(STEP)) ^ index),
        }
    }

    /// The next number.
    pub(super) fn roll(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mix(self.state)
    }

    /// A number from 0 up to but not including `n`; 0 for none.
    pub(super) fn below(&mut self, n: u32) -> u32 {
        let wide = (self.roll() >> 32) * u64::from(n);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included; `low` when there is nothing between.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).saturating_add(1);
        low + i64::from(self.below(u32::try_from(span).unwrap_or(0)))
    }

    /// Whether something happens that does so in so many of a hundred cases.
    pub(super) fn chance(&mut self, in_hundred: u32) -> bool {
        self.below(100) < in_hundred
    }

    /// A place in a list of that length.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let place = self.below(u32::try_from(length).unwrap_or(u32::MAX));
        usize::try_from(place).unwrap_or(0)
    }

    /// One of a list, or the plainest value when the list is empty.
    pub(super) fn one<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let place = self.place(list.len());
        list.get(place).copied().unwrap_or_default()
    }

    /// One of a list with weights.
    pub(super) fn weighted<T: Copy + Default>(&mut self, list: &[(u32, T)]) -> T {
        let mut left = self.below(list.iter().map(|(weight, _)| weight).sum());
        for (weight, value) in list {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        T::default()
    }

    /// Puts a list into another order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.place(last + 1);
            list.swap(last, other);
        }
    }

    /// Some of a list, each at most once, in the order of the list.
    pub(super) fn some<T: Copy>(&mut self, list: &[T], count: usize) -> Vec<T> {
        let mut places: Vec<usize> = (0..list.len()).collect();
        self.shuffle(&mut places);
        places.truncate(count);
        places.sort_unstable();
        places
            .into_iter()
            .filter_map(|place| list.get(place).copied())
            .collect()
    }

    /// An identity as one made at that instant would look (version 7).
    pub(super) fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        let (first, second) = (self.roll().to_be_bytes(), self.roll().to_be_bytes());
        let mut bytes = [0; 10];
        for (byte, random) in bytes.iter_mut().zip(first.into_iter().chain(second)) {
            *byte = random;
        }
        // Below a millisecond an instant of our own has nothing to say, so the rest is chance.
        Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

/// The finishing step of `SplitMix64`: every bit of the input moves about half of those of the output.
fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_rolls_the_same_and_others_do_not() {
        let rolls = |seed, stream, index| {
            let mut dice = Dice::new(seed, stream, index);
            [dice.roll(), dice.roll(), dice.roll()]
        };
        assert_eq!(rolls(7, 1, 3), rolls(7, 1, 3));
        for other in [rolls(8, 1, 3), rolls(7, 2, 3), rolls(7, 1, 4)] {
            assert_ne!(rolls(7, 1, 3), other);
        }
    }

    #[test]
    fn numbers_stay_within_their_bounds_and_reach_them() {
        let mut dice = Dice::new(1, 1, 1);
        let rolled: Vec<i64> = (0..2000).map(|_| dice.between(-3, 6)).collect();
        assert_eq!(rolled.iter().min(), Some(&-3));
        assert_eq!(rolled.iter().max(), Some(&6));
        assert_eq!((dice.between(5, 4), dice.below(0)), (5, 0));
        assert_eq!(dice.one::<u8>(&[]), 0);
        assert_eq!(dice.weighted(&[(0, 'a'), (3, 'b')]), 'b');
    }

    #[test]
    fn some_of_a_list_are_different_ones_in_their_order() {
        let mut dice = Dice::new(1, 1, 1);
        for count in 0..6 {
            let some = dice.some(&[1, 2, 3, 4], count);
            assert_eq!(some.len(), count.min(4));
            assert!(some.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn identities_carry_their_time_and_version() {
        let at: DateTime<Utc> = "2026-03-02T09:12:00Z".parse().expect("an instant");
        let id = Dice::new(1, 1, 1).id(at);
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id.as_u128() >> 80, 1_772_442_720_000);
    }
}
