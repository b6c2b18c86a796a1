//! What stands for a symbol on a terminal that shows nothing but ASCII.
//!
//! One column stays one column, so that nothing moves. Drawing and typography are put in other words;
//! a letter with an accent is shown without it, since a name with a letter missing is nobody's, and
//! the few letters and signs that one ASCII sign is read for (ø, ł, ß, £) take it. What would be read
//! as something else (½, ≤) and what has no ASCII reading becomes `?`, so that a reader sees that
//! something is missing. Only the screen is changed: the record keeps its letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::letters::usual;

/// Returns the ASCII character to show for a symbol that is not ASCII.
pub(super) fn in_ascii(symbol: &str) -> char {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => match char_in_ascii(only) {
            '?' => letter_in_ascii(symbol),
            shown => shown,
        },
        _ => letter_in_ascii(symbol),
    }
}

/// The letter that a symbol is read for once its accents are off, if it is one and nothing else.
fn letter_in_ascii(symbol: &str) -> char {
    let mut letters = symbol.nfd().filter(|c| !is_combining_mark(*c));
    match (letters.next(), letters.next()) {
        (Some(letter), None) => read_for(letter),
        _ => '?',
    }
}

/// The letter that one without accents is read for.
fn read_for(letter: char) -> char {
    match letter {
        'a'..='z' | 'A'..='Z' => return letter,
        // The pound sign was made from it; "L12" is read as money, "?12" is not.
        '£' => return 'L',
        _ => {}
    }
    // One column each: of a letter that is written as two the first.
    let small = letter.to_lowercase().next().and_then(usual);
    match small.and_then(|usual| usual.chars().next()) {
        Some(first) if letter.is_uppercase() => first.to_ascii_uppercase(),
        Some(first) => first,
        None => '?',
    }
}

fn char_in_ascii(symbol: char) -> char {
    match symbol {
        ' '..='~' => symbol,
        // Every kind of space, and the hair spaces of typography.
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '‘' | '’' | '‚' | '‛' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '″' => '"',
        '…' => '~',
        '·' | '∙' | '░' => '.',
        '•' | '●' | '▪' | '∗' | '★' => '*',
        '○' | '◦' | '□' | '▫' | '☐' | '◯' => 'o',
        '▸' | '▶' | '►' | '▹' | '▷' | '‣' | '›' | '»' | '❯' | '→' => '>',
        '◂' | '◀' | '◄' | '◃' | '◁' | '‹' | '«' | '❮' | '←' => '<',
        '▲' | '▴' | '△' | '▵' | '↑' => '^',
        '▼' | '▾' | '▽' | '▿' | '↓' => 'v',
        '✗' | '✘' | '✕' | '×' | '☒' => 'x',
        '⚠' => '!',
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '─'
        | '━'
        | '┄'
        | '┅'
        | '┈'
        | '┉'
        | '╌'
        | '╍'
        | '╴'
        | '╶'
        | '╸'
        | '╺'
        | '╼'
        | '╾'
        | '⎯' => '-',
        '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏' | '╵' | '╷' | '╹' | '╻' | '╽' | '╿' | '║' => {
            '|'
        }
        '═' => '=',
        '╱' => '/',
        '╲' => '\\',
        '╳' => 'X',
        // Ticks; and corners, tees and crosses: the rest of box drawing.
        '✓' | '✔' | '☑' | '\u{2500}'..='\u{257f}' => '+',
        // Bars and shades.
        '\u{2580}'..='\u{259f}' | '■' => '#',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawing_and_typography_have_ascii_forms() {
        for (symbols, expected) in [
            ("─━┄╌", '-'),
            ("│┃║╎", '|'),
            ("┌┐└┘├┤┬┴┼╭╮╰╯╔╬", '+'),
            ("═", '='),
            ("–—‐−", '-'),
            ("‘’", '\''),
            ("“”", '"'),
            ("…", '~'),
            ("•", '*'),
            ("▸→", '>'),
            ("✓", '+'),
            ("✗×", 'x'),
            ("█▌▓", '#'),
            ("\u{a0}\u{2009}", ' '),
            ("éèêëēěę", 'e'),
            ("ÅÄÃ", 'A'),
            ("łľ", 'l'),
            ("øöő", 'o'),
            ("çč", 'c'),
            ("ß", 's'),
            ("£Ł", 'L'),
            ("≤½你👍\u{e000}²ﬁΩд", '?'),
        ] {
            for symbol in symbols.chars() {
                let mut bytes = [0; 4];
                assert_eq!(
                    in_ascii(symbol.encode_utf8(&mut bytes)),
                    expected,
                    "{symbol}"
                );
            }
        }
        assert_eq!(in_ascii("e\u{301}"), 'e', "written as two");
        assert_eq!(in_ascii("2\u{301}"), '?');
        assert_eq!(in_ascii(""), '?');
    }
}
