//! A text as rows of a page: broken at blanks where it can be, and never inside a character, nor inside a telephone or
//! NHS number that fits into a row: it is read out and dialled in one go.
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
        for word in words(paragraph, columns) {
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

/// The words of a line, each with the blank behind it; a number that is written in groups is one word where it fits.
fn words(line: &str, columns: usize) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let end = number_end(rest, columns).unwrap_or_else(|| word_end(rest));
        let (word, after) = rest.split_at_checked(end)?;
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

/// Where the first word of a text ends, behind its blank.
fn word_end(text: &str) -> usize {
    text.find(' ').map_or(text.len(), |blank| blank + 1)
}

/// Where a telephone or NHS number in several groups ends, behind its blank, where the text begins with one.
fn number_end(text: &str, columns: usize) -> Option<usize> {
    let bare = text.trim_start_matches('(');
    if !bare.starts_with(['0', '+']) && !begins_as_nhs_number(bare) {
        return None;
    }
    let (mut end, mut digits, mut groups) = (0, 0, 0);
    loop {
        let rest = text.get(end..)?;
        let group = rest.get(..word_end(rest))?;
        // What stands around a number: "(01632) 960155, or".
        let inner = group
            .trim_end_matches([' ', ')', ',', ';', '.', ':'])
            .trim_start_matches(['(', '+']);
        let is_group = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit());
        // The next number, where nothing stands between the two.
        let is_next = digits >= LEAST && inner.starts_with('0');
        if !is_group || is_next || digits + inner.len() > MOST {
            break;
        }
        end += group.len();
        digits += inner.len();
        groups += 1;
        if !group.ends_with(' ') || group.trim_end().ends_with([',', ';', '.', ':']) {
            break;
        }
    }
    let fits = text.get(..end)?.trim_end().len() <= columns;
    (groups > 1 && digits >= LEAST && fits).then_some(end)
}

/// The fewest and the most digits of a number that is kept together.
const LEAST: usize = 9;
const MOST: usize = 15;

/// Whether a text begins with digits in groups of three, three and four.
fn begins_as_nhs_number(text: &str) -> bool {
    let mut groups = text.splitn(4, ' ');
    [3, 3, 4].into_iter().all(|length| {
        let group = groups.next().unwrap_or("");
        let digits = group.bytes().take_while(u8::is_ascii_digit).count();
        digits == length && (length == 4 || group.len() == length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_together_where_it_fits() {
        for (text, columns, lines) in [
            ("Ring 01632 960155", 14, &["Ring", "01632 960155"][..]),
            (
                "Ring (01632) 960155, or 07700 900118.",
                24,
                &["Ring (01632) 960155, or", "07700 900118."],
            ),
            ("Ann +44 1632 960155 x", 18, &["Ann", "+44 1632 960155 x"]),
            (
                "0113 496 0001 07700 900118",
                18,
                &["0113 496 0001", "07700 900118"],
            ),
            ("nhs 999 000 0018, so", 14, &["nhs", "999 000 0018,", "so"]),
            // Where the row is too narrow for all of it, at its blank.
            ("01632 960155", 8, &["01632", "960155"]),
            // Other figures are words as any.
            ("since 2019 12 came", 10, &["since 2019", "12 came"]),
            ("0 falls in 2026", 9, &["0 falls", "in 2026"]),
        ] {
            assert_eq!(wrap(text, columns), lines, "{text}");
        }
    }

    #[test]
    fn no_blank_is_lost_between_words() {
        for text in [
            "",
            " ",
            "a  b ",
            "0113 496  0001",
            "+ 1",
            "(0",
            "999 000 001é",
        ] {
            for columns in 1..20 {
                let all: String = words(text, columns).collect();
                assert_eq!(all, text);
            }
        }
    }

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
