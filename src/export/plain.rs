//! Words that came from outside, made fit for a line of a file that people read.
//!
//! Nothing that acts or hides goes into such a file; what is taken away leaves a mark (`domain::text`). Deliberately
//! not here: the escapes of Markdown, CSV and FHIR.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::domain::text;

/// The lines of a text, each safe to show; tabs are blanks.
pub fn lines(words: &str) -> Vec<String> {
    let spaced = words.replace('\t', " ");
    text::lines(&spaced)
        .map(|line| line.trim().to_owned())
        .collect()
}

/// A text on one line, safe to show; ` / ` stands for a line end.
pub fn one_line(words: &str) -> String {
    let mut lines = lines(words);
    lines.retain(|line| !line.is_empty());
    lines.join(" / ")
}

/// A shown line with typographic signs in their ASCII form; letters of any script stay as they are.
///
/// Letters are kept because a name without its accent is another name, and GP systems take them.
pub fn ascii(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            ' '..='~' | '£' | '°' | '½' | '¼' | '¾' => plain.push(c),
            '⟨' => plain.push('<'),
            '⟩' => plain.push('>'),
            // The pictures of control characters become their names: `<ESC>`.
            '\u{2400}'..='\u{2421}' => plain.push_str(&named_control(c)),
            _ if c.is_alphanumeric() || c.width() == Some(0) => plain.push(c),
            _ => plain.push_str(&text::visible_ascii(c.encode_utf8(&mut [0; 4]))),
        }
    }
    plain
}

fn named_control(picture: char) -> String {
    let code = match picture {
        '\u{2421}' => 0x7f,
        _ => u32::from(picture) - 0x2400,
    };
    char::from_u32(code).map_or_else(String::new, |control| {
        text::visible_ascii(control.encode_utf8(&mut [0; 4])).into_owned()
    })
}

/// How many columns a text takes, and never fewer than its characters.
pub fn width(text: &str) -> usize {
    text.width().max(text.chars().count())
}

/// Breaks one line into lines of at most `most` columns: the first begins with `first`, the others with `rest`.
pub fn wrap(line: &str, most: usize, first: &str, rest: &str) -> Vec<String> {
    let mut wrapped = Vec::new();
    let mut current = first.to_owned();
    let mut is_fresh = true;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let gap = usize::from(!is_fresh);
        if !is_fresh && width(&current) + gap + width(word) > most {
            wrapped.push(std::mem::replace(&mut current, rest.to_owned()));
            is_fresh = true;
        }
        if !is_fresh {
            current.push(' ');
        }
        is_fresh = false;
        for piece in pieces(word, most.saturating_sub(width(rest))) {
            if width(&current) + width(piece) > most {
                wrapped.push(std::mem::replace(&mut current, rest.to_owned()));
            }
            current.push_str(piece);
        }
    }
    wrapped.push(current);
    wrapped
}

/// What a word may be broken into: its letters with their marks, and where even those are too wide, its characters.
fn pieces(word: &str, room: usize) -> impl Iterator<Item = &str> {
    word.graphemes(true).flat_map(move |cluster| {
        let fits = width(cluster) <= room;
        let whole = fits.then_some(cluster);
        let parts = (!fits).then(|| cluster.split("").filter(|part| !part.is_empty()));
        whole.into_iter().chain(parts.into_iter().flatten())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn typographic_signs_become_ascii_and_letters_stay() {
        for (shown, plain) in [
            ("“Zoë’s” – £5…", "\"Zoë's\" - £5..."),
            ("a␛[31m", "a<ESC>[31m"),
            ("⟨U+202E⟩x", "<U+202E>x"),
            ("Łukasz • 中", "Łukasz * 中"),
            ("ok 👍", "ok <U+1F44D>"),
        ] {
            assert_eq!(ascii(shown), plain);
        }
    }

    #[test]
    fn lines_are_joined_with_a_mark() {
        assert_eq!(one_line("one\r\n\n two\tthree \n"), "one / two three");
        assert_eq!(one_line(" \n "), "");
        assert_eq!(lines("one\n\ntwo"), ["one", "", "two"]);
    }

    #[test]
    fn long_lines_hang() {
        assert_eq!(
            wrap("Lead: Dr Shah of Larkfield", 14, "", "  "),
            ["Lead: Dr Shah", "  of Larkfield"]
        );
        assert_eq!(wrap("", 14, "- ", "  "), ["- "]);
        assert_eq!(wrap("abcdefgh", 4, "", " "), ["abcd", " efg", " h"]);
    }

    proptest! {
        #[test]
        fn no_line_is_longer_than_it_may_be_and_no_word_is_lost(text in "\\PC{0,120}", most in 12_usize..80) {
            let shown = ascii(&one_line(&text));
            let wrapped = wrap(&shown, most, "- ", "  ");
            prop_assert!(wrapped.iter().all(|line| width(line) <= most), "{wrapped:?}");
            let squeeze = |text: &str| text.replace(' ', "");
            let joined: String = wrapped.concat();
            prop_assert_eq!(squeeze(joined.strip_prefix("- ").unwrap_or("")), squeeze(&shown));
        }
    }
}
