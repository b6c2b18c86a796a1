//! Reads how a person can be reached: postcodes, e-mail addresses, telephone numbers.
//!
//! Whole addresses are put together where rows and bundles are read.

use super::incoming::PhoneUse;
use super::values::is_scientific;
use super::visible::{is_blank_word, tidy, unwrap_text_guard};

/// Reads a postcode: in the form "ZZ99 3JY" if it has the shape of a UK one.
pub fn uk_postcode(cell: &str) -> Option<String> {
    let packed: Vec<char> = cell
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let split = packed
        .len()
        .checked_sub(3)
        .filter(|n| (2..=4).contains(n))?;
    let (outward, inward) = packed.split_at(split);
    let shape = |chars: &[char]| -> String {
        chars
            .iter()
            .map(|c| match c {
                'A'..='Z' => 'A',
                '0'..='9' => '9',
                _ => '?',
            })
            .collect()
    };
    let fits = matches!(
        shape(outward).as_str(),
        "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A" | "AAA"
    ) && shape(inward) == "9AA";
    fits.then(|| outward.iter().chain([' '].iter()).chain(inward).collect())
}

/// Reads an e-mail address; nothing for what cannot be one.
pub fn email(cell: &str) -> Option<String> {
    let address = tidy(cell);
    let address = address.strip_prefix("mailto:").unwrap_or(&address);
    let (local, domain) = address.split_once('@')?;
    let sound = !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && address.len() <= 254
        && !address.contains(|c: char| {
            c.is_whitespace() || matches!(c, '@' | ',' | ';' | '<' | '>' | '"') && c != '@'
        })
        && !domain.contains('@');
    sound.then(|| address.to_owned())
}

/// Telephone numbers read from one cell.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Phones {
    /// The numbers, as text, with what each is for.
    pub numbers: Vec<(PhoneUse, String)>,
    /// Whether a leading 0 was put back.
    pub restored: bool,
    /// Whether the cell holds something that is no telephone number.
    pub unread: bool,
}

/// Reads the telephone numbers of a cell. Words beside a number ("daughter Sue") stay with it. A number of ten digits
/// that begins with 1, 2 or 7 has lost its leading 0 in a spreadsheet, and gets it back.
pub fn phones(cell: &str, purpose: PhoneUse) -> Phones {
    let tidied = tidy(unwrap_text_guard(cell)).into_owned();
    let mut phones = Phones::default();
    if is_blank_word(&tidied) || tidied.eq_ignore_ascii_case("ex-directory") {
        return phones;
    }
    if is_scientific(&tidied) {
        phones.unread = true;
        return phones;
    }
    let parts: Vec<&str> = tidied.split(['/', ';', ',']).map(str::trim).collect();
    let several = parts.len() > 1 && parts.iter().all(|part| digits(part).len() >= 7);
    let parts = if several {
        parts
    } else {
        vec![tidied.as_str()]
    };
    for part in parts {
        let part = part.strip_suffix(".0").unwrap_or(part);
        let found = digits(part);
        if found.len() < 3 {
            phones.unread = true;
            continue;
        }
        let only_digits = part.chars().all(|c| c.is_ascii_digit() || c == ' ');
        let lost_zero = only_digits && found.len() == 10 && found.starts_with(['1', '2', '7']);
        phones.restored |= lost_zero;
        let number = if lost_zero {
            format!("0{part}")
        } else {
            part.to_owned()
        };
        let is_mobile =
            purpose == PhoneUse::Other && (number.starts_with("07") || found.starts_with("447"));
        phones
            .numbers
            .push((if is_mobile { PhoneUse::Mobile } else { purpose }, number));
    }
    phones
}

/// Gives the digits of a text, for comparing telephone numbers.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_in_one_form() {
        for (cell, form) in [
            ("zz993jy", Some("ZZ99 3JY")),
            (" ls8  3dr ", Some("LS8 3DR")),
            ("M1 1AA", Some("M1 1AA")),
            ("EC1A 1BB", Some("EC1A 1BB")),
            ("01821", None),
            ("LS8 3D", None),
            ("", None),
            ("É1 1AA", None),
        ] {
            assert_eq!(uk_postcode(cell).as_deref(), form, "{cell}");
        }
    }

    #[test]
    fn email_addresses() {
        for (cell, sound) in [
            ("person22@example.org", true),
            ("mailto:a@b.uk", true),
            ("@example.org", false),
            ("a@b", false),
            ("a b@example.org", false),
            ("a@b@example.org", false),
            ("=HYPERLINK(\"a@b.uk\")", false),
        ] {
            assert_eq!(email(cell).is_some(), sound, "{cell}");
        }
    }

    /// A cell, what its column is for, the numbers in it, whether a 0 was put back.
    type Case = (
        &'static str,
        PhoneUse,
        &'static [(PhoneUse, &'static str)],
        bool,
    );

    #[test]
    fn telephone_numbers() {
        use PhoneUse::{Home, Mobile, Other};
        let cases: [Case; 9] = [
            ("01632 960244", Home, &[(Home, "01632 960244")], false),
            ("7700900276", Other, &[(Mobile, "07700900276")], true),
            ("1632960276", Home, &[(Home, "01632960276")], true),
            (
                "+44 7700 900276",
                Other,
                &[(Mobile, "+44 7700 900276")],
                false,
            ),
            ("555-467-7743", Home, &[(Home, "555-467-7743")], false),
            (
                "01632 960244 / 07700 900276",
                Other,
                &[(Other, "01632 960244"), (Mobile, "07700 900276")],
                false,
            ),
            (
                "07700 900276 (daughter Sue)",
                Other,
                &[(Mobile, "07700 900276 (daughter Sue)")],
                false,
            ),
            ("none", Home, &[], false),
            (
                "01632 960001, ext 12",
                Home,
                &[(Home, "01632 960001, ext 12")],
                false,
            ),
        ];
        for (cell, purpose, expected, restored) in cases {
            let read = phones(cell, purpose);
            let numbers: Vec<_> = read.numbers.iter().map(|(p, n)| (*p, n.as_str())).collect();
            assert_eq!(
                (numbers.as_slice(), read.restored),
                (expected, restored),
                "{cell}"
            );
        }
        assert!(phones("ask her son", Home).unread);
        assert!(phones("7.7009E+09", Home).unread);
    }
}
