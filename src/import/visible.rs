//! Looks after the characters of a cell: which are refused, which are tidied, and how a value is shown.
//!
//! A value that came from a file is only ever shown through `visible`, so that no escape sequence in it can reach a
//! terminal (PROMISES C1). Meaning is not looked at here: dates, names and numbers have files of their own.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The longest value a problem quotes, in characters.
const SHOWN: usize = 60;

/// Finds the first character that no cell may hold: a control character other than a tab or line end, a character
/// that turns the direction of writing, or one that cannot be seen at all (Unicode tags).
pub fn forbidden(text: &str) -> Option<char> {
    text.chars().find(|&c| is_forbidden(c))
}

fn is_forbidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => true,
        _ => c.is_control(),
    }
}

/// Says whether a character has no width and no meaning of its own in a name: a zero-width space, a byte order mark,
/// a soft hyphen, a direction mark.
fn is_empty_mark(c: char) -> bool {
    matches!(
        c,
        '\u{200B}' | '\u{FEFF}' | '\u{AD}' | '\u{200E}' | '\u{200F}' | '\u{2060}'
    )
}

/// Tidies a value to one line: no outer blanks, each run of blanks or line ends one space, no zero-width marks.
pub fn tidy(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    let plain = trimmed.bytes().all(|b| (b' '..0x7F).contains(&b)) && !trimmed.contains("  ");
    if plain {
        return Cow::Borrowed(trimmed);
    }
    let mut out = String::with_capacity(trimmed.len());
    for c in trimmed.chars().filter(|&c| !is_empty_mark(c)) {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    Cow::Owned(out)
}

/// Tidies a value that may have several lines; blank lines are dropped.
pub fn tidy_lines(text: &str) -> Vec<String> {
    text.split(['\n', '\r'])
        .map(tidy)
        .filter(|line| !line.is_empty())
        .map(Cow::into_owned)
        .collect()
}

/// Shows a value safely and shortly: control characters as signs ("␛", "⇥", "↵"), unseen ones by number.
pub fn visible(text: &str) -> String {
    let mut out = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == SHOWN {
            out.push('…');
            break;
        }
        match c {
            '\t' => out.push('⇥'),
            '\n' | '\r' => out.push('↵'),
            '\0'..='\u{1F}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('␀')),
            '\u{7F}' => out.push('␡'),
            _ if is_forbidden(c) || is_empty_mark(c) || matches!(c, '\u{2028}' | '\u{2029}') => {
                // Writing to a String cannot fail.
                let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

/// Says whether a cell begins as a spreadsheet formula does. A "+" before a digit is a telephone number.
pub fn begins_like_formula(cell: &str) -> bool {
    let mut chars = cell.chars().skip_while(|&c| c == ' ');
    match chars.next() {
        Some('=' | '@' | '\t' | '\r' | '＝' | '＠') => true,
        Some('+' | '＋') => !chars
            .next()
            .is_some_and(|c| c.is_ascii_digit() || matches!(c, ' ' | '(')),
        _ => false,
    }
}

/// Takes away what spreadsheets wrap round digits to keep them as text: `="0123"` and a leading apostrophe before a
/// digit. Nothing else is touched.
pub fn unwrap_text_guard(cell: &str) -> &str {
    let trimmed = cell.trim();
    if let Some(inner) = trimmed
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        && !inner.contains('"')
    {
        return inner;
    }
    match trimmed.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => cell,
    }
}

/// Says whether a value stands for "nothing" in a column of dates, numbers or addresses.
pub fn is_blank_word(value: &str) -> bool {
    let word =
        value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '(' | ')' | '[' | ']'));
    word.is_empty()
        || word
            .chars()
            .all(|c| matches!(c, '-' | '–' | '—' | '?' | '/' | '*' | 'x' | 'X'))
        || [
            "n/a",
            "na",
            "none",
            "nil",
            "null",
            "unknown",
            "not known",
            "not recorded",
            "no",
            "tbc",
            "#n/a",
        ]
        .iter()
        .any(|blank| word.eq_ignore_ascii_case(blank))
}

/// Says whether a text looks as if UTF-8 had been read as Windows-1252 and saved again ("SiÃ¢n" for "Siân").
pub fn is_garbled(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if matches!(c, 'Ã' | 'Â' | 'Å' | 'Ä' | 'Ć' | 'â')
            && matches!(
                next,
                '\u{80}'
                    ..='\u{BF}'
                        | '€'
                        | '‚'
                        | 'ƒ'
                        | '„'
                        | '…'
                        | '‘'
                        | '’'
                        | '“'
                        | '”'
                        | '•'
                        | '–'
                        | '—'
                        | '˜'
                        | '™'
                        | '›'
                        | '‹'
                        | '‰'
                        | 'ˆ'
                        | '†'
                        | '‡'
            )
        {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tidies_blanks_of_every_kind() {
        for (from, to) in [
            ("", ""),
            ("  Anne  Marie ", "Anne Marie"),
            ("Anne\u{A0}Marie", "Anne Marie"),
            ("10 High St\r\nTown", "10 High St Town"),
            ("\u{FEFF}Si\u{200B}ân\u{AD}", "Siân"),
        ] {
            assert_eq!(tidy(from), to);
        }
        assert_eq!(
            tidy_lines("10 High St\r\n\r\n Town "),
            ["10 High St", "Town"]
        );
    }

    #[test]
    fn shows_what_cannot_be_seen() {
        for (from, to) in [
            ("A\u{1B}[31mB", "A␛[31mB"),
            ("a\tb\nc", "a⇥b↵c"),
            ("x\u{202E}y", "x⟨U+202E⟩y"),
            ("x\u{9B}y\u{7F}", "x⟨U+009B⟩y␡"),
            ("O'Connor", "O'Connor"),
        ] {
            assert_eq!(visible(from), to);
        }
        assert_eq!(visible(&"é".repeat(80)).chars().count(), SHOWN + 1);
    }

    #[test]
    fn knows_formulas_from_telephone_numbers() {
        for (cell, expected) in [
            ("=1+1", true),
            ("@SUM(A1)", true),
            ("+cmd|' /C calc'!A0", true),
            ("\t=1", true),
            ("＝1", true),
            ("+44 7700 900123", false),
            ("+ 44 1632 960001", false),
            ("- lives alone", false),
            ("O'Brien", false),
            ("", false),
        ] {
            assert_eq!(begins_like_formula(cell), expected, "{cell}");
        }
    }

    #[test]
    fn takes_off_text_guards_only() {
        for (cell, expected) in [
            ("=\"9990000018\"", "9990000018"),
            ("'9990000018", "9990000018"),
            ("'t Hooft", "'t Hooft"),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("=1", "=1"),
        ] {
            assert_eq!(unwrap_text_guard(cell), expected);
        }
    }

    #[test]
    fn knows_text_read_twice() {
        for (text, expected) in [
            ("SiÃ¢n", true),
            ("ZoÃ«", true),
            ("Oâ€™Brien", true),
            ("Siân", false),
            ("Ângela Ávila", false),
        ] {
            assert_eq!(is_garbled(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_visible_is_a_control(text in any::<String>()) {
            prop_assert!(visible(&text).chars().all(|c| !is_forbidden(c) && !c.is_control()));
        }

        #[test]
        fn tidying_twice_changes_nothing(text in any::<String>()) {
            let once = tidy(&text).into_owned();
            prop_assert_eq!(tidy(&once).into_owned(), once.clone());
        }
    }
}
