//! How alike two rows are: a guess at the cost of turning one into the other, and a hash.

use super::glyph::Glyph;

/// Estimates the bytes it takes to turn a row into another; an empty row is a blank one.
pub(super) fn cost(under: &[Glyph], wanted: &[Glyph]) -> usize {
    let end = wanted
        .iter()
        .rposition(|glyph| *glyph != Glyph::BLANK)
        .map_or(0, |last| last + 1);
    let mut cost = 0;
    let mut equal = usize::MAX;
    for (x, glyph) in wanted.iter().enumerate() {
        if *glyph == under.get(x).copied().unwrap_or(Glyph::BLANK) {
            equal = equal.saturating_add(1);
            continue;
        }
        if x >= end {
            return cost + 4;
        }
        // Passing over equal cells costs a move, or writing them again.
        cost += 1 + equal.min(4);
        equal = 0;
    }
    cost
}

/// Returns a hash of the symbols of a row; none if it is blank.
pub(super) fn hash(row: &[Glyph]) -> Option<u64> {
    let mut hash = 0_u64;
    let mut salt = 0_u64;
    let mut blank = true;
    for glyph in row {
        blank &= glyph.is_space();
        // A sum of squares, so that no cell has to wait for the one before it.
        salt = salt.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let part = salt.wrapping_add(u64::from(glyph.number()));
        hash = hash.wrapping_add(part.wrapping_mul(part));
    }
    (!blank).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::lean::glyph::{Ink, Mark};

    fn row(text: &str) -> Vec<Glyph> {
        let mut row: Vec<Glyph> = text
            .chars()
            .map(|symbol| Glyph::new(Mark::Char(symbol), Ink::PLAIN, 1))
            .collect();
        row.resize(20, Glyph::BLANK);
        row
    }

    #[test]
    fn the_cost_grows_with_the_difference() {
        let costs = ["abc def", "abc dex", "abd dex", "xyz uvw q", ""]
            .map(|text| cost(&row("abc def"), &row(text)));
        assert_eq!(costs[0], 0);
        assert!(costs[1] < costs[2] && costs[2] < costs[3], "{costs:?}");
        assert_eq!(costs[4], 4);
        assert_eq!(cost(&[], &row("")), 0);
    }

    #[test]
    fn a_hash_tells_rows_apart() {
        assert_eq!(hash(&row("abc")), hash(&row("abc")));
        for other in ["acb", "ab", "abc.", " abc"] {
            assert_ne!(hash(&row("abc")), hash(&row(other)), "{other}");
        }
        assert_eq!(hash(&row("")), None);
    }
}
