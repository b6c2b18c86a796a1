//! Turns a file's bytes into text: UTF-8, UTF-16, or else Windows-1252, and says which was assumed.
//!
//! Record systems and spreadsheets on Windows write all three. A file that is nearly all good UTF-8 with a few
//! damaged bytes is read as UTF-8, each damaged byte becoming U+FFFD, because reading it as Windows-1252 would spoil
//! every accented letter in it. Other encodings (UTF-32, DOS code pages) are not recognised.

use std::borrow::Cow;

/// Text and how it was read.
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// A sentence on what was assumed; none for sound UTF-8.
    pub note: Option<String>,
    /// Where the first byte is that is no letter of the encoding, or was read by guessing at one: line and column, both
    /// from 1, the column in bytes (in UTF-16, letters). None where the text is what was written.
    pub damage: Option<(usize, usize)>,
}

/// Decodes a whole file.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return eight_bit(rest);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return utf16(rest, u16::from_be_bytes);
    }
    match nul_side(bytes) {
        Some(Side::Second) => utf16(bytes, u16::from_le_bytes),
        Some(Side::First) => utf16(bytes, u16::from_be_bytes),
        None => eight_bit(bytes),
    }
}

fn eight_bit(bytes: &[u8]) -> Decoded<'_> {
    let sound = match std::str::from_utf8(bytes) {
        Ok(text) => {
            return Decoded {
                text: Cow::Borrowed(text),
                note: None,
                damage: None,
            };
        }
        Err(fault) => bytes.get(..fault.valid_up_to()).unwrap_or_default(),
    };
    let mut line = sound.split(|byte| *byte == b'\n');
    let damage = Some((
        line.clone().count(),
        line.next_back().map_or(0, <[u8]>::len) + 1,
    ));
    let (mut long, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        long += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    if long > damaged {
        return Decoded {
            text: String::from_utf8_lossy(bytes),
            note: Some(format!(
                "Read as UTF-8, but {damaged} {} damaged and shown as \u{FFFD}: look for it in the warnings, or export the file again.",
                if damaged == 1 {
                    "letter is"
                } else {
                    "letters are"
                },
            )),
            damage,
        };
    }
    Decoded {
        text: Cow::Owned(bytes.iter().map(|&byte| windows_1252(byte)).collect()),
        note: Some(
            "Read as Windows-1252, because it is not UTF-8: check that letters with accents are right."
                .into(),
        ),
        damage,
    }
}

fn utf16(bytes: &[u8], join: fn([u8; 2]) -> u16) -> Decoded<'static> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let (mut damage, mut line, mut column) = (None, 1, 1);
    let mut text = String::new();
    for letter in char::decode_utf16(pairs.iter().map(|&pair| join(pair))) {
        if letter.is_err() {
            damage = damage.or(Some((line, column)));
        }
        let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
        (line, column) = match letter {
            '\n' => (line + 1, 1),
            _ => (line, column + 1),
        };
        text.push(letter);
    }
    if !odd.is_empty() {
        damage = damage.or(Some((line, column)));
    }
    let note = if odd.is_empty() {
        "Read as UTF-16."
    } else {
        "Read as UTF-16, but the last letter is cut off: the file may be incomplete."
    };
    Decoded {
        text: Cow::Owned(text),
        note: Some(note.into()),
        damage,
    }
}

enum Side {
    First,
    Second,
}

/// Finds UTF-16 without a byte order mark: Latin text in it has a NUL in nearly every pair, always on one side.
fn nul_side(bytes: &[u8]) -> Option<Side> {
    let (pairs, _) = bytes.get(..bytes.len().min(4096))?.as_chunks::<2>();
    if pairs.len() < 4 {
        return None;
    }
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    let most = pairs.len() * 3 / 4;
    if second >= most && first == 0 {
        Some(Side::Second)
    } else if first >= most && second == 0 {
        Some(Side::First)
    } else {
        None
    }
}

/// Windows-1252 for 0x80 to 0x9F; the five bytes it leaves undefined stay C1 controls and are refused further on.
const HIGH_CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    byte.checked_sub(0x80)
        .and_then(|offset| HIGH_CONTROLS.get(usize::from(offset)).copied())
        .unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_encoding_and_says_which() {
        let le = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>()
        };
        let be = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_be_bytes)
                .collect::<Vec<_>>()
        };
        let with = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        let cases: [(Vec<u8>, &str, Option<&str>); 9] = [
            (b"Name".to_vec(), "Name", None),
            ("Siân".into(), "Siân", None),
            (with(&[0xEF, 0xBB, 0xBF], "Siân".into()), "Siân", None),
            (with(&[0xFF, 0xFE], le("Siân")), "Siân", Some("UTF-16")),
            (with(&[0xFE, 0xFF], be("Siân")), "Siân", Some("UTF-16")),
            (le("Name,DOB"), "Name,DOB", Some("UTF-16")),
            (be("Name,DOB"), "Name,DOB", Some("UTF-16")),
            (
                b"Si\xE2n \x80 \x93".to_vec(),
                "Siân € “",
                Some("Windows-1252"),
            ),
            (
                b"Si\xC3\xA2n Zo\xC3\xAB \xFF".to_vec(),
                "Siân Zoë \u{FFFD}",
                Some("damaged"),
            ),
        ];
        for (bytes, text, note) in cases {
            let decoded = decode(&bytes);
            assert_eq!(decoded.text, text);
            match note {
                None => assert_eq!(decoded.note, None),
                Some(words) => assert!(decoded.note.is_some_and(|n| n.contains(words)), "{words}"),
            }
        }
    }

    #[test]
    fn half_a_letter_at_the_end_is_said() {
        let decoded = decode(&[0xFF, 0xFE, b'A', 0, b'B']);
        assert_eq!(decoded.text, "A");
        assert!(decoded.note.is_some_and(|note| note.contains("cut off")));
    }

    #[test]
    fn the_first_damage_is_placed_whatever_it_is_read_as() {
        type Case<'a> = (&'a [u8], Option<(usize, usize)>);
        let cases: [Case<'_>; 8] = [
            ("Siân\nZoë".as_bytes(), None),
            (b"\xEF\xBB\xBFName", None),
            (b"\xFF\xFEA\0\n\0", None),
            (b"Si\xE2n", Some((1, 3))),
            (b"a\nSi\xC3\xA2n Zo\xC3\xAB \xFF\n\xFF", Some((2, 12))),
            (b"Si\xC3", Some((1, 3))),
            (b"\xFF\xFEA\0\n\0\x00\xD8B\0", Some((2, 1))),
            (b"\xFF\xFEA\0B", Some((1, 2))),
        ];
        for (bytes, damage) in cases {
            assert_eq!(decode(bytes).damage, damage, "{bytes:?}");
        }
    }

    #[test]
    fn every_byte_of_windows_1252_has_a_letter() {
        let all: String = (0..=255).map(windows_1252).collect();
        assert_eq!(all.chars().count(), 256);
        assert_eq!(windows_1252(0xFF), 'ÿ');
        assert_eq!(windows_1252(0x9F), 'Ÿ');
        assert_eq!(windows_1252(0x41), 'A');
    }
}
