//! Shows words on a terminal that has ASCII only (`--ascii`): the same promise as `text.rs`, in 95 characters.
//!
//! Nothing is dropped without a sign: an accent is written after its letter, what has no usual ASCII form is spelt
//! out. Deliberately not here: any way back. The forms are for reading and are never stored or sent.

use std::borrow::Cow;
use std::iter;

use unicode_normalization::UnicodeNormalization;

use super::text::{is_plain_ascii, push_number};

/// Shows text on one line of a terminal that has ASCII only.
///
/// Controls are named (`<ESC>`, `<TAB>`, `<LF>`, `<CR>`, `<DEL>`), punctuation and letters with a usual ASCII form
/// take it (`“` as `"`, `£` as `GBP`, `ø` as `o/`), an accent follows its letter (`é` as `e'`, `ü` as `u"`), and all
/// else is spelt out (`<U+4E2D>`). Borrows when there is nothing to do.
pub fn visible_ascii(text: &str) -> Cow<'_, str> {
    if is_plain_ascii(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        push_ascii(&mut shown, c);
    }
    Cow::Owned(shown)
}

fn push_ascii(shown: &mut String, c: char) {
    match c {
        ' '..='~' => shown.push(c),
        '\t' => shown.push_str("<TAB>"),
        '\n' => shown.push_str("<LF>"),
        '\r' => shown.push_str("<CR>"),
        '\u{1b}' => shown.push_str("<ESC>"),
        '\u{7f}' => shown.push_str("<DEL>"),
        _ => {
            if let Some(usual) = usual_ascii(c) {
                shown.push_str(usual);
            } else if let Some(plain) = accented_ascii(c) {
                shown.push_str(&plain);
            } else {
                push_number(shown, '<', c, '>');
            }
        }
    }
}

/// Spells an accented letter, or an accent by itself, if all its parts have an ASCII form.
fn accented_ascii(c: char) -> Option<String> {
    iter::once(c)
        .nfd()
        .map(|part| match part {
            ' '..='~' => Some(part),
            _ => accent_ascii(part),
        })
        .collect()
}

fn accent_ascii(c: char) -> Option<char> {
    Some(match c {
        '\u{300}' => '`',
        '\u{301}' => '\'',
        '\u{302}' => '^',
        '\u{303}' => '~',
        '\u{304}' => '_',
        '\u{307}' => '.',
        '\u{308}' => '"',
        '\u{30a}' => '*',
        '\u{30c}' => '<',
        '\u{327}' => ',',
        '\u{328}' => ';',
        _ => return None,
    })
}

fn usual_ascii(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => " ",
        '‘' | '’' | '‚' | '‛' | '′' => "'",
        '“' | '”' | '„' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '−' => "-",
        '—' => "--",
        '…' => "...",
        '•' | '·' => "*",
        '×' => "x",
        '÷' => "/",
        '±' => "+/-",
        '≤' => "<=",
        '≥' => ">=",
        '→' => "->",
        '←' => "<-",
        '°' => "deg",
        '£' => "GBP",
        '€' => "EUR",
        '¼' => "1/4",
        '½' => "1/2",
        '¾' => "3/4",
        'µ' | 'μ' => "u",
        '©' => "(c)",
        '®' => "(r)",
        '™' => "(tm)",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ø' => "o/",
        'Ø' => "O/",
        'ł' => "l/",
        'Ł' => "L/",
        'đ' => "d/",
        'Đ' => "D/",
        'ð' => "dh",
        'Ð' => "Dh",
        'þ' => "th",
        'Þ' => "Th",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ascii_forms() {
        let cases = [
            ("plain", "plain"),
            ("10\tmg\n", "10<TAB>mg<LF>"),
            ("\u{1b}[2J\r\u{7f}\u{7}", "<ESC>[2J<CR><DEL><U+0007>"),
            ("“It’s fine” – £5…", "\"It's fine\" - GBP5..."),
            ("Zoë Núñez", "Zoe\" Nu'n~ez"),
            ("Zoe\u{308}", "Zoe\""),
            ("Łukasz Ångström Groß", "L/ukasz A*ngstro\"m Gross"),
            ("Nguyễn", "Nguye^~n"),
            ("中 \u{202e}", "<U+4E2D> <U+202E>"),
            ("한", "<U+D55C>"),
        ];
        for (text, shown) in cases {
            assert_eq!(visible_ascii(text), shown, "{text:?}");
        }
    }

    #[test]
    fn borrows_when_there_is_nothing_to_do() {
        assert!(matches!(visible_ascii("plain"), Cow::Borrowed(_)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn the_result_is_printable_ascii(text in ".*|\\PC*|[\u{0}-\u{24f}]*") {
            let shown = visible_ascii(&text);
            prop_assert!(is_plain_ascii(&shown));
            prop_assert_eq!(visible_ascii(&shown), shown.as_ref());
        }
    }
}
