//! What stands for a symbol on a terminal that shows nothing but ASCII.
//!
//! Only drawing and typography are put in other words. Letters with accents are not stripped and
//! signs that carry meaning (£, ≤, ½) are not replaced by near ones: they become `?`, so that a
//! reader sees that something is missing.

/// Returns the ASCII character to show for a symbol that is not ASCII.
pub(super) fn in_ascii(symbol: &str) -> char {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => char_in_ascii(only),
        _ => '?',
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
            ("éßŁ£≤½你👍\u{e000}", '?'),
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
        assert_eq!(in_ascii("e\u{301}"), '?');
        assert_eq!(in_ascii(""), '?');
    }
}
