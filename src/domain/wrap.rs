//! A text as rows of a page: broken at blanks where it can be, and never inside a character.
//!
//! Not here: the note editor's rows, between which a caret has to find its place (`app`).

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A text as lines of at most so many columns, broken at blanks where it can be.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrap_first(text, columns, usize::MAX)
}

/// The first lines of a text so wrapped, `most` of them: of a long text no more is looked at than they take.
pub fn wrap_first(text: &str, columns: usize, most: usize) -> Vec<String> {
    first_rows(text, columns, most)
        .into_iter()
        .map(|row| text.get(row).unwrap_or("").trim_end().to_owned())
        .collect()
}

/// Where the rows of a wrapped text begin and end, in bytes. A blank after a word may hang over the edge; a word that
/// is longer than a row is broken.
pub fn wrap_rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    first_rows(text, columns, usize::MAX)
}

fn first_rows(text: &str, columns: usize, most: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut rows = Vec::new();
    let mut at = 0;
    'text: for paragraph in text.split('\n') {
        let mut start = at;
        let mut used = 0;
        let mut place = at;
        for word in paragraph.split_inclusive(' ') {
            if rows.len() >= most {
                break 'text;
            }
            if used > 0 && used + word.trim_end().width() > columns {
                rows.push(start..place);
                (start, used) = (place, 0);
            }
            for cluster in word.graphemes(true) {
                if used > 0 && used + cluster.width() > columns && cluster != " " {
                    rows.push(start..place);
                    (start, used) = (place, 0);
                }
                used += cluster.width();
                place += cluster.len();
            }
        }
        rows.push(start..place);
        at = place + 1;
    }
    rows.truncate(most);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks() {
        assert_eq!(
            wrap("I want to stay in my own kitchen", 12),
            ["I want to", "stay in my", "own kitchen"]
        );
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("one\n\ntwo", 9), ["one", "", "two"]);
    }

    #[test]
    fn the_first_lines_are_those_of_the_whole() {
        let texts = [
            "I want to stay in my own kitchen",
            "one\n\ntwo",
            "abcdefghij",
            "",
            "a b\nc",
        ];
        for text in texts {
            let whole = wrap(text, 4);
            for most in 0..9 {
                let first: Vec<String> = whole.iter().take(most).cloned().collect();
                assert_eq!(wrap_first(text, 4, most), first, "{most} of {text:?}");
            }
        }
    }
}
