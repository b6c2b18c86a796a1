//! How far terminals agree about the width of a symbol.
//!
//! Terminals have width tables of different ages, and treat combining marks, joined emoji and
//! variation selectors each in their own way. Here it is said for which symbols the width can be
//! trusted, and how far the others may reach at most.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Whether every terminal gives the symbol one column.
pub(super) fn is_surely_narrow(symbol: char) -> bool {
    if symbol.is_ascii() {
        return !symbol.is_ascii_control();
    }
    matches!(symbol,
        '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{1e00}'..='\u{1fff}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
        | '\u{20a0}'..='\u{20bf}'
        | '\u{2190}'..='\u{2193}' | '\u{2200}'..='\u{22ff}'
        | '\u{2500}'..='\u{25fc}'
        | '\u{2713}'..='\u{2718}')
        && symbol.width() == Some(1)
}

/// Whether every terminal that knows the symbol gives it two columns.
pub(super) fn is_surely_wide(symbol: char) -> bool {
    matches!(symbol,
        '\u{3041}'..='\u{3096}' | '\u{309b}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
        && symbol.width() == Some(2)
}

/// Returns the columns a symbol takes where each of its code points is measured by itself.
pub(super) fn taken_apart(symbol: &str) -> usize {
    let apart: usize = symbol.chars().filter_map(UnicodeWidthChar::width).sum();
    apart.max(symbol.width())
}

/// Returns the most columns a symbol may take, with a column for each mark that should have none.
pub(super) fn at_most(symbol: &str) -> usize {
    let each: usize = symbol
        .chars()
        .map(|part| part.width().unwrap_or(1).max(1))
        .sum();
    each.max(symbol.width()).max(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_trusted_only_where_terminals_agree() {
        for symbol in "aé…–“•─│▸✓£ßЖω".chars() {
            assert!(is_surely_narrow(symbol), "{symbol}");
        }
        for symbol in "你あ한！".chars() {
            assert!(is_surely_wide(symbol), "{symbol}");
        }
        for symbol in "👍☎❤\u{ad}\u{301}\u{25fd}⚠".chars() {
            assert!(
                !is_surely_narrow(symbol) && !is_surely_wide(symbol),
                "{symbol:?}"
            );
        }
    }

    #[test]
    fn the_reach_of_a_symbol_is_bounded() {
        let family = "👨\u{200d}👩\u{200d}👧";
        assert_eq!(taken_apart(family), 6);
        assert_eq!(at_most(family), 8);
        assert_eq!((taken_apart("e\u{301}"), at_most("e\u{301}")), (1, 2));
        assert_eq!(taken_apart("❤\u{fe0f}"), 2);
        assert_eq!(at_most("☎"), 2);
    }
}
