//! Reads single values as record systems and spreadsheets write them: NHS numbers, dates, telephone numbers,
//! postcodes, e-mail addresses, genders.
//!
//! Names are read in `names.rs`. Nothing here knows of rows or columns.

use chrono::{Datelike, NaiveDate};

use super::incoming::Gender;
use super::reach;
use super::visible::{is_blank_word, tidy, unwrap_text_guard};
use crate::domain::nhs_number::NhsNumber;
use crate::domain::when::parse_record_date;

/// Why a value cannot be taken, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

impl Doubt {
    /// Makes a doubt.
    pub fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            remedy: remedy.into(),
        }
    }
}

const CORRECT_NUMBER: &str =
    "Correct the number, or empty the cell: a person can be brought in without an NHS number.";
const CORRECT_DATE: &str =
    "Write the date as 10-Oct-1942, 10/10/1942 or 1942-10-10, or empty the cell.";
const RIGHT_DATE: &str = "Find out the right date and correct it, or empty the cell.";
const AS_TEXT: &str =
    "In the spreadsheet give the column the format Text, type the number again, and save as CSV.";

/// Reads an NHS number, with or without blanks, hyphens and the like (STANDARDS D1). A blank cell is no number.
///
/// # Errors
/// When the cell holds something else.
pub fn nhs_number(cell: &str) -> Result<Option<NhsNumber>, Doubt> {
    let tidied = tidy(unwrap_text_guard(cell)).into_owned();
    if is_blank_word(&tidied) {
        return Ok(None);
    }
    let whole = tidied.strip_suffix(".0").unwrap_or(&tidied);
    if is_scientific(whole) {
        return Err(Doubt::new(
            "The spreadsheet has shortened the NHS number, so its digits are lost",
            AS_TEXT,
        ));
    }
    let digits: String = whole
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '.' | '/' | '‐' | '‑' | '–' | '—'))
        .collect();
    if digits.len() > 1
        && digits.chars().all(|c| c.is_ascii_digit())
        && is_one_digit_repeated(&digits)
    {
        return Err(Doubt::new(
            "This stands for an NHS number that is not known",
            "Empty the cell: a person can be brought in without an NHS number.",
        ));
    }
    NhsNumber::parse(&digits).map(Some).map_err(|_| {
        Doubt::new(
            if digits.chars().any(|c| !c.is_ascii_digit()) {
                "This is not an NHS number: it should have ten digits and nothing else".into()
            } else if digits.len() == 10 {
                String::from("This is not a valid NHS number: its check digit does not fit, so a digit is wrong")
            } else {
                format!("An NHS number has ten digits, and this has {}", digits.len())
            },
            CORRECT_NUMBER,
        )
    })
}

fn is_one_digit_repeated(digits: &str) -> bool {
    let first = digits.chars().next();
    digits.chars().all(|c| Some(c) == first)
}

pub fn is_scientific(text: &str) -> bool {
    text.split_once(['e', 'E'])
        .is_some_and(|(mantissa, exponent)| {
            exponent.starts_with('+')
                && exponent.chars().skip(1).all(|c| c.is_ascii_digit())
                && mantissa.chars().all(|c| c.is_ascii_digit() || c == '.')
        })
}

/// Reads a date; a time of day behind it is passed over. A blank cell is no date.
///
/// # Errors
/// When the cell holds something else, or a day that does not exist.
pub fn date(cell: &str) -> Result<Option<NaiveDate>, Doubt> {
    let tidied = tidy(unwrap_text_guard(cell)).into_owned();
    if is_blank_word(&tidied) {
        return Ok(None);
    }
    if tidied.len() == 5 && tidied.chars().all(|c| c.is_ascii_digit()) {
        return Err(Doubt::new(
            "This is a spreadsheet's day number, not a date",
            "In the spreadsheet give the column the format Date, and save as CSV again.",
        ));
    }
    parse_record_date(without_time(&tidied))
        .map(Some)
        .map_err(|fault| {
            // The fault says what is wrong in its first sentence and what to do in the rest.
            let said = fault.to_string();
            match said.split_once(". ") {
                Some((reason, remedy)) => Doubt::new(reason, remedy),
                None => Doubt::new(said, CORRECT_DATE),
            }
        })
}

/// Takes off a time of day: "1942-10-10T00:00:00Z", "10/10/1942 00:00".
pub fn without_time(text: &str) -> &str {
    if let Some((day, time)) = text.split_once(' ').filter(|(day, _)| day.len() >= 8)
        && time.contains(':')
    {
        return day;
    }
    match text.split_once('T') {
        Some((day, time)) if day.len() == 10 && time.contains(':') => day,
        _ => match text.rsplit_once(' ') {
            Some((day, time)) if time.contains(':') => day,
            _ => text,
        },
    }
}

/// Reads a date of birth: not in the future, not before 1900.
///
/// # Errors
/// When the cell holds something else.
pub fn birth_date(cell: &str, today: NaiveDate) -> Result<Option<NaiveDate>, Doubt> {
    let born = date(cell)?;
    check_birth_date(born, today)
}

/// Checks that a date of birth is not in the future and not before 1900.
///
/// # Errors
/// When it is.
pub fn check_birth_date(
    born: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, Doubt> {
    match born {
        Some(day) if day > today => Err(Doubt::new(
            "The date of birth lies in the future",
            RIGHT_DATE,
        )),
        Some(day) if day.year() < 1900 => {
            Err(Doubt::new("The date of birth is before 1900", RIGHT_DATE))
        }
        _ => Ok(born),
    }
}

/// Reads a date of death: not in the future, not before the date of birth.
///
/// # Errors
/// When the cell holds something else.
pub fn death_date(
    cell: &str,
    born: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, Doubt> {
    let died = date(cell)?;
    check_death_date(died, born, today)
}

/// Checks that a date of death is not in the future and not before the date of birth.
///
/// # Errors
/// When it is.
pub fn check_death_date(
    died: Option<NaiveDate>,
    born: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, Doubt> {
    match (died, born) {
        (Some(died), _) if died > today => Err(Doubt::new(
            "The date of death lies in the future",
            RIGHT_DATE,
        )),
        (Some(died), Some(born)) if died < born => Err(Doubt::new(
            "The date of death is before the date of birth",
            "Find out which of the two dates is wrong and correct it.",
        )),
        _ => Ok(died),
    }
}

/// Reads a gender from a word, a letter or an NHS person gender code; nothing for a word that is not known.
pub fn gender(cell: &str) -> Option<Gender> {
    let word = tidy(cell).to_lowercase();
    match word.trim_end_matches('.') {
        "f" | "female" | "woman" | "girl" | "2" => Some(Gender::Female),
        "m" | "male" | "man" | "boy" | "1" => Some(Gender::Male),
        "o" | "other" | "i" | "indeterminate" | "x" | "non-binary" | "non binary" | "nonbinary"
        | "nb" => Some(Gender::Other),
        "" | "u" | "unknown" | "not known" | "not specified" | "not stated" | "unspecified"
        | "0" | "9" | "-" | "n/a" => Some(Gender::Unknown),
        _ => None,
    }
}

/// Says whether a value is so clearly a date, an NHS number, a postcode, an e-mail address or a telephone number that
/// it can be nothing else.
pub fn is_telling(cell: &str) -> bool {
    if cell.len() > 300 {
        return false;
    }
    let tidied = tidy(cell);
    if tidied.len() < 6 {
        return false;
    }
    let is_number = tidied
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+'))
        && reach::digits(&tidied).len() >= 10;
    is_number
        || matches!(date(&tidied), Ok(Some(_)))
        || reach::uk_postcode(&tidied).is_some()
        || reach::email(&tidied).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn nhs_numbers_in_every_form() {
        for cell in [
            "999 000 0018",
            "9990000018",
            "999-000-0018",
            " 9990000018 ",
            "999\u{A0}000\u{A0}0018",
            "=\"9990000018\"",
            "'9990000018",
            "9990000018.0",
            "999.000.0018",
        ] {
            let number = nhs_number(cell).unwrap().unwrap();
            assert_eq!(number.to_string(), "999 000 0018", "{cell}");
        }
        for cell in ["", "  ", "-", "N/A", "none"] {
            assert!(nhs_number(cell).unwrap().is_none(), "{cell}");
        }
        for (cell, word) in [
            ("999 000 0019", "check digit"),
            ("99900000", "has 8"),
            ("9.99E+09", "shortened"),
            ("0000000000", "not known"),
            ("1111111111", "not known"),
            ("999 000 001A", "nothing else"),
            ("999000001８", "nothing else"),
        ] {
            let doubt = nhs_number(cell).unwrap_err();
            assert!(doubt.reason.contains(word), "{cell}: {}", doubt.reason);
        }
    }

    #[test]
    fn dates_as_systems_write_them() {
        for cell in [
            "10-Oct-1942",
            "10 Oct 1942",
            "10/10/1942",
            "1942-10-10",
            "1942-10-10T00:00:00Z",
            "1942-10-10 00:00:00",
            "10/10/1942 00:00",
            "10 Oct 1942 00:00",
        ] {
            assert_eq!(date(cell).unwrap(), day(1942, 10, 10), "{cell}");
        }
        for cell in ["", "-", "Unknown"] {
            assert_eq!(date(cell), Ok(None), "{cell}");
        }
        for cell in [
            "31/02/1950",
            "12/31/1949",
            "1949",
            "18181",
            "soon",
            "00/00/0000",
        ] {
            assert!(date(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn births_and_deaths_lie_where_they_can() {
        let today = day(2026, 11, 1).unwrap();
        assert!(birth_date("02/11/2026", today).is_err());
        assert_eq!(birth_date("01/11/2026", today).unwrap(), Some(today));
        assert!(birth_date("31/12/1899", today).is_err());
        assert!(birth_date("01/01/1900", today).is_ok());
        assert!(death_date("02/11/2026", None, today).is_err());
        assert!(death_date("01/01/1950", day(1960, 1, 1), today).is_err());
        assert_eq!(death_date("", day(1960, 1, 1), today), Ok(None));
    }

    #[test]
    fn genders() {
        for (cell, expected) in [
            ("F", Some(Gender::Female)),
            ("Male", Some(Gender::Male)),
            ("U", Some(Gender::Unknown)),
            ("", Some(Gender::Unknown)),
            ("Indeterminate", Some(Gender::Other)),
            ("Smith", None),
        ] {
            assert_eq!(gender(cell), expected, "{cell}");
        }
    }

    #[test]
    fn tells_what_a_stray_cell_must_be() {
        for (cell, telling) in [
            ("10/07/1949", true),
            ("999 000 0018", true),
            ("ZZ99 3JY", true),
            ("a@example.org", true),
            ("TESTHAM", false),
            ("167 Church Street", false),
            ("", false),
        ] {
            assert_eq!(is_telling(cell), telling, "{cell}");
        }
    }
}
