//! Makes words that came from outside safe to show and fit to keep.
//!
//! [`visible`] is for showing: whatever a record holds, one line of a terminal gets text that cannot act on the
//! terminal, cannot reorder or hide itself, and says so where something invisible stood. Nothing is dropped without
//! a mark. [`clean_input`] is for keeping: what a person typed or pasted, in one form of Unicode, without the
//! control characters that came along with it.
//!
//! Deliberately not here: the ASCII forms (`text_ascii.rs`), widths, cutting to fit and wrapping (the screen's
//! business), escaping for a file format (each export's own), and the choice of what a record may say. Marks are
//! ordinary characters: text that already holds `␛` looks the same as text that held an ESC, which is good enough
//! for reading and never done to what is stored.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::iter;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

pub use super::text_ascii::visible_ascii;

/// How many zero-width marks may stand on one letter before the rest are spelt out.
///
/// Eight is beyond any living spelling (pointed Hebrew needs five) and keeps a letter inside its own row.
const STACK_LIMIT: usize = 8;

/// Shows text on one line: every character that could act, reorder, hide or vanish becomes a visible mark.
///
/// ESC is `␛`, tab `⇥`, newline `↵`, DEL `␡`, other C0 controls their picture from U+2400; C1 controls, line and
/// paragraph separators, bidi, format, zero-width and tag characters are spelt out (`⟨U+202E⟩`). A zero-width mark
/// with nothing to stand on gets `◌`. Joiners inside scripts that spell with them (Arabic, Indic) and the emoji
/// selector after an emoji are kept. Borrows when there is nothing to do. Source of the rule: PROMISES C1.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain_ascii(text) {
        return Cow::Borrowed(text);
    }
    let is_marked = |cluster: &str| cluster_signs(cluster).any(|(_, sign)| sign != Sign::Plain);
    let Some((start, _)) = text
        .grapheme_indices(true)
        .find(|(_, cluster)| is_marked(cluster))
    else {
        return Cow::Borrowed(text);
    };
    let (plain, rest) = text.split_at_checked(start).unwrap_or(("", text));
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(plain);
    for cluster in rest.graphemes(true) {
        for (c, sign) in cluster_signs(cluster) {
            push_sign(&mut shown, c, sign);
        }
    }
    Cow::Owned(shown)
}

/// Splits text at any line end and shows each line as [`visible`] does.
///
/// Line ends are LF, CR LF, CR, NEL (U+0085), and the line and paragraph separators. A line end that closes the text
/// adds no empty line; empty text has no lines.
pub fn lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = text;
    iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = match rest.find(is_line_end) {
            Some(end) => {
                let (line, tail) = rest.split_at_checked(end)?;
                (line, after_line_end(tail))
            }
            None => (rest, ""),
        };
        rest = after;
        Some(visible(line))
    })
}

/// What a person typed or pasted, as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The words, in NFC, with LF as the only line end.
    pub text: String,
    /// How many characters were left out, so that the program can say so; line ends made alike do not count.
    pub removed: usize,
}

/// Prints sizes only: the words are a person's.
impl fmt::Debug for Cleaned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cleaned")
            .field("bytes", &self.text.len())
            .field("removed", &self.removed)
            .finish()
    }
}

/// Puts typed or pasted text into the form in which it is kept.
///
/// NFC; CR LF, CR, NEL and the Unicode separators become LF; tabs stay; other control characters, bidi controls, tag
/// characters, zero-width spaces, soft hyphens and noncharacters are left out and counted. Joiners and variation
/// selectors stay: emoji and several scripts are spelt with them. Cleaning twice is the same as cleaning once.
pub fn clean_input(text: &str) -> Cleaned {
    let is_kept_byte = |byte: u8| matches!(byte, b'\t' | b'\n' | b' '..=b'~');
    if text.bytes().all(is_kept_byte) {
        return Cleaned {
            text: text.to_owned(),
            removed: 0,
        };
    }
    let mut removed = 0;
    let mut previous_was_cr = false;
    let kept = text.chars().filter_map(|c| {
        let completes_crlf = previous_was_cr && c == '\n';
        previous_was_cr = c == '\r';
        if completes_crlf {
            None
        } else if is_line_end(c) {
            Some('\n')
        } else if c != '\t' && (c.is_control() || is_hidden(c)) {
            removed += 1;
            None
        } else {
            Some(c)
        }
    });
    let text = kept.nfc().collect();
    Cleaned { text, removed }
}

/// How one character is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// As it is.
    Plain,
    /// As the one character that pictures it.
    Picture(char),
    /// As it is, on a dotted circle, having nothing else to stand on.
    OnCircle,
    /// By its number.
    Spelt,
}

pub(super) fn is_plain_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Judges each character of one grapheme cluster.
///
/// No judgement reaches beyond the cluster, so a cluster shown alone is shown as it is in its line.
fn cluster_signs(cluster: &str) -> impl Iterator<Item = (char, Sign)> {
    let mut under = None;
    let mut stacked = 0;
    cluster.chars().map(move |c| {
        let sign = sign(c, under, stacked);
        if matches!(sign, Sign::Plain | Sign::OnCircle) {
            under = Some(c);
            stacked = if is_zero_width(c) { stacked + 1 } else { 0 };
        } else {
            under = None;
        }
        (c, sign)
    })
}

/// Judges one character, given what it stands on and how many zero-width marks stand there already.
fn sign(c: char, under: Option<char>, stacked: usize) -> Sign {
    let kept_if = |is_kept: bool| if is_kept { Sign::Plain } else { Sign::Spelt };
    match c {
        '\t' => Sign::Picture('⇥'),
        '\n' => Sign::Picture('↵'),
        '\u{7f}' => Sign::Picture('␡'),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).map_or(Sign::Spelt, Sign::Picture),
        ' '..='~' => Sign::Plain,
        _ if c.is_control() || is_hidden(c) => Sign::Spelt,
        '\u{200c}' | '\u{200d}' => kept_if(under.is_some_and(is_joining_script)),
        '\u{fe0e}' | '\u{fe0f}' => kept_if(under.is_some_and(takes_emoji_selector)),
        _ if is_variation_selector(c) => Sign::Spelt,
        _ if !is_zero_width(c) => Sign::Plain,
        _ if stacked >= STACK_LIMIT => Sign::Spelt,
        _ if under.is_some() => Sign::Plain,
        _ if attaches(c) => Sign::OnCircle,
        _ => Sign::Spelt,
    }
}

fn push_sign(shown: &mut String, c: char, sign: Sign) {
    match sign {
        Sign::Plain => shown.push(c),
        Sign::Picture(picture) => shown.push(picture),
        Sign::OnCircle => shown.extend(['◌', c]),
        Sign::Spelt => push_number(shown, '⟨', c, '⟩'),
    }
}

pub(super) fn push_number(shown: &mut String, open: char, c: char, close: char) {
    // Writing to a String cannot fail.
    let _ = write!(shown, "{open}U+{:04X}{close}", u32::from(c));
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn after_line_end(tail: &str) -> &str {
    tail.strip_prefix("\r\n")
        .or_else(|| tail.strip_prefix(is_line_end))
        .unwrap_or(tail)
}

fn is_zero_width(c: char) -> bool {
    c.width() == Some(0)
}

/// Whether a zero-width character joins what stands before it; a lone Hangul vowel, for one, does not.
fn attaches(c: char) -> bool {
    String::from_iter(['◌', c]).graphemes(true).count() == 1
}

/// Whether a character shows nothing by design: bidi controls, format characters, tags, blank fillers, separators,
/// and noncharacters. Joiners and variation selectors are judged by where they stand instead.
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{13430}'..='\u{1343f}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e00ff}'
            | '\u{e01f0}'..='\u{e0fff}'
    ) || u32::from(c) & 0xfffe == 0xfffe
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether U+200C and U+200D after this character belong to its spelling: Arabic and its relatives, the Indic
/// scripts, Myanmar, Khmer, Mongolian.
fn is_joining_script(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{dff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{18af}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
    )
}

fn takes_emoji_selector(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*') || !c.is_ascii() && !is_zero_width(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn shows_what_cannot_be_seen() {
        let cases = [
            ("", ""),
            ("Call Tue 10:30", "Call Tue 10:30"),
            ("Zoë O’Brien £5 – ok", "Zoë O’Brien £5 – ok"),
            ("10\tmg", "10⇥mg"),
            ("one\ntwo", "one↵two"),
            ("one\r\ntwo", "one␍↵two"),
            ("\u{1b}[2J", "␛[2J"),
            ("\u{1b}]52;c;aGk=\u{7}", "␛]52;c;aGk=␇"),
            ("\0\u{8}\u{7f}", "␀␈␡"),
            ("a\u{9b}31m", "a⟨U+009B⟩31m"),
            ("\u{85}\u{2028}\u{2029}", "⟨U+0085⟩⟨U+2028⟩⟨U+2029⟩"),
            ("\u{202e}gpj.exe", "⟨U+202E⟩gpj.exe"),
            (
                "\u{202a}020 7946 0018\u{202c}",
                "⟨U+202A⟩020 7946 0018⟨U+202C⟩",
            ),
            ("zero\u{200b}width\u{feff}", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
            ("a\u{ad}b\u{2060}c", "a⟨U+00AD⟩b⟨U+2060⟩c"),
            ("tag\u{e0041}\u{e007f}", "tag⟨U+E0041⟩⟨U+E007F⟩"),
            ("\u{3164}blank\u{ffa0}", "⟨U+3164⟩blank⟨U+FFA0⟩"),
            ("\u{fffe}\u{10ffff}\u{fdd0}", "⟨U+FFFE⟩⟨U+10FFFF⟩⟨U+FDD0⟩"),
            // A mark with nothing under it would vanish from the screen, or land on what stands before the field.
            ("\u{301}e", "◌\u{301}e"),
            ("e\u{301}", "e\u{301}"),
            ("\u{1b}\u{301}", "␛◌\u{301}"),
            ("\u{1161}", "⟨U+1161⟩"),
            // Joiners are spelling in some scripts and a disguise in others.
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("ශ\u{dca}\u{200d}රී", "ශ\u{dca}\u{200d}රී"),
            ("pass\u{200d}word", "pass⟨U+200D⟩word"),
            ("می\u{200c}\u{200c}", "می\u{200c}⟨U+200C⟩"),
            ("❤\u{fe0f}", "❤\u{fe0f}"),
            ("1\u{fe0f}\u{20e3}", "1\u{fe0f}\u{20e3}"),
            ("a\u{fe0f}", "a⟨U+FE0F⟩"),
            ("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}⟨U+FE0F⟩"),
            ("👩\u{200d}⚕\u{fe0f}", "👩⟨U+200D⟩⚕\u{fe0f}"),
            ("葛\u{e0100}", "葛⟨U+E0100⟩"),
        ];
        for (text, shown) in cases {
            assert_eq!(visible(text), shown, "{text:?}");
        }
    }

    #[test]
    fn borrows_when_there_is_nothing_to_do() {
        for text in ["", "plain", "Zoë", "日本語", "e\u{301}", "❤\u{fe0f}"] {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn a_tower_of_accents_is_spelt_out() {
        let shown = visible(&format!("a{}", "\u{301}".repeat(10))).into_owned();
        assert_eq!(shown, format!("a{}⟨U+0301⟩⟨U+0301⟩", "\u{301}".repeat(8)));
    }

    #[test]
    fn splits_at_any_line_end() {
        let cases: [(&str, &[&str]); 8] = [
            ("", &[]),
            ("one", &["one"]),
            ("one\n", &["one"]),
            ("\n", &[""]),
            ("one\ntwo\r\nthree\rfour", &["one", "two", "three", "four"]),
            ("one\n\r\n\rtwo", &["one", "", "", "two"]),
            ("a\u{85}b\u{2028}c\u{2029}d", &["a", "b", "c", "d"]),
            ("a\tb\u{1b}\u{b}", &["a⇥b␛␋"]),
        ];
        for (text, shown) in cases {
            assert_eq!(lines(text).collect::<Vec<_>>(), shown, "{text:?}");
        }
    }

    #[test]
    fn cleans_what_is_typed_or_pasted() {
        let cases = [
            ("", "", 0),
            ("plain\ttext\n", "plain\ttext\n", 0),
            (
                "one\r\ntwo\rthree\u{85}four\u{2028}",
                "one\ntwo\nthree\nfour\n",
                0,
            ),
            ("\r\r\n\n", "\n\n\n", 0),
            ("\u{1b}[31mred\u{1b}[0m", "[31mred[0m", 2),
            ("a\u{9b}b\u{7f}\0", "ab", 3),
            ("Zoe\u{308}", "Zoë", 0),
            // The accent meets its letter once what stood between them is gone.
            ("Zoe\u{200b}\u{308}", "Zoë", 1),
            ("\u{feff}\u{202a}020 7946\u{202c}", "020 7946", 3),
            ("می\u{200c}خواهم", "می\u{200c}خواهم", 0),
            ("👩\u{200d}⚕\u{fe0f}", "👩\u{200d}⚕\u{fe0f}", 0),
        ];
        for (text, kept, removed) in cases {
            let cleaned = clean_input(text);
            assert_eq!(
                (cleaned.text.as_str(), cleaned.removed),
                (kept, removed),
                "{text:?}"
            );
        }
    }

    #[test]
    fn debug_keeps_the_words_to_itself() {
        let shown = format!("{:?}", clean_input("my own kitchen\u{1b}"));
        assert_eq!(shown, "Cleaned { bytes: 14, removed: 1 }");
    }

    /// Ordinary text with the characters that make trouble mixed in far more often than chance would.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>(),
            prop::char::range('\0', '\u{ff}'),
            prop::char::range('\u{2000}', '\u{206f}'),
            prop::char::range('\u{300}', '\u{36f}'),
            prop::char::range('\u{1100}', '\u{11ff}'),
            prop::char::range('\u{fe00}', '\u{fe0f}'),
            prop::char::range('\u{e0000}', '\u{e01ef}'),
            prop::char::range('\u{1f1e6}', '\u{1f1ff}'),
            prop::char::range('\u{600}', '\u{6ff}'),
            prop::char::range('\u{900}', '\u{d7f}'),
            prop::sample::select(vec![
                '👩', '🏽', '❤', '\u{200d}', '\u{feff}', '\r', '\n', 'e', '한'
            ]),
        ];
        prop::collection::vec(piece, 0..24).prop_map(String::from_iter)
    }

    fn acts_or_hides(c: char) -> bool {
        c.is_control()
            || matches!(c, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e00ff}')
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn nothing_that_acts_or_hides_is_shown(text in hostile()) {
            let shown = visible(&text);
            prop_assert!(!shown.contains(acts_or_hides));
            prop_assert_eq!(visible(&shown), shown.as_ref());
        }

        #[test]
        fn nothing_vanishes(text in hostile()) {
            for cluster in text.graphemes(true) {
                prop_assert!(visible(cluster).width() > 0);
            }
            prop_assert!(visible(&text).graphemes(true).all(|cluster| cluster.width() > 0));
        }

        #[test]
        fn a_cluster_is_shown_as_in_its_line(text in hostile()) {
            let piecewise: String = text.graphemes(true).map(visible).collect();
            prop_assert_eq!(visible(&text), piecewise);
        }

        #[test]
        fn lines_hold_no_line_end(text in hostile()) {
            for line in lines(&text) {
                prop_assert!(!line.contains(acts_or_hides));
            }
        }

        #[test]
        fn cleaning_twice_is_cleaning_once(text in hostile()) {
            let once = clean_input(&text);
            let twice = clean_input(&once.text);
            prop_assert_eq!(&twice.text, &once.text);
            prop_assert_eq!(twice.removed, 0);
            let is_kept_control = |c| matches!(c, '\t' | '\n');
            prop_assert!(!once.text.contains(|c| acts_or_hides(c) && !is_kept_control(c)));
        }
    }
}
