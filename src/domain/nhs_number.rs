//! The NHS number: reading one as people write it, checking it, showing it 3-3-4.
//!
//! Deliberately not here: ranges. The published table of issued ranges overlaps Northern Ireland
//! (STANDARDS D1), so only the check digit decides. Nor is there an "unverified" state: a person
//! without a number has none, and how well a number is verified belongs to the person's record.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A valid ten-digit NHS number.
///
/// Debug output hides it, so that it cannot reach a log by accident; `Display` shows it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct NhsNumber(u64);

impl From<NhsNumber> for String {
    fn from(number: NhsNumber) -> Self {
        number.digits()
    }
}

impl TryFrom<String> for NhsNumber {
    type Error = NhsNumberFault;

    fn try_from(text: String) -> Result<Self, NhsNumberFault> {
        Self::parse(&text)
    }
}

/// Why some text is not an NHS number. Never holds or prints the number itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NhsNumberFault {
    /// Nothing was given, or nothing but separators.
    Empty,
    /// The text has more or fewer than ten digits.
    Length {
        /// How many digits were found.
        found: usize,
    },
    /// The text holds something other than digits and separators.
    Character {
        /// The first such character.
        found: char,
    },
    /// The last digit does not follow from the first nine.
    CheckDigit,
    /// All ten digits are nought, which some systems write when there is no number.
    Placeholder,
}

impl NhsNumber {
    /// Reads a number written with or without spaces, hyphens, dots or blanks around it.
    ///
    /// The check digit is modulus 11 (STANDARDS D1). `000 000 0000` satisfies it but is refused:
    /// two people sharing it would be taken for one.
    pub fn parse(text: &str) -> Result<Self, NhsNumberFault> {
        let mut digits = Vec::with_capacity(10);
        for character in text.chars() {
            if let Some(digit) = character.to_digit(10) {
                digits.push(digit);
            } else if !is_separator(character) {
                return Err(NhsNumberFault::Character { found: character });
            }
        }
        let Some((&check, first_nine)) = digits.split_last() else {
            return Err(NhsNumberFault::Empty);
        };
        if first_nine.len() != 9 {
            return Err(NhsNumberFault::Length {
                found: digits.len(),
            });
        }
        let weighted: u32 = (2..=10)
            .rev()
            .zip(first_nine)
            .map(|(weight, digit)| weight * digit)
            .sum();
        if check_digit(weighted) != Some(check) {
            return Err(NhsNumberFault::CheckDigit);
        }
        match digits.iter().fold(0, |n, &digit| n * 10 + u64::from(digit)) {
            0 => Err(NhsNumberFault::Placeholder),
            number => Ok(Self(number)),
        }
    }

    /// Returns the ten digits without separators, as they are stored and exchanged.
    pub fn digits(self) -> String {
        format!("{:010}", self.0)
    }

    /// Returns the `n`-th valid number of the test range 999 000 0000 to 999 999 9999, which is
    /// never issued to anybody; `n` = 0 gives 999 000 0018.
    ///
    /// The range holds 909,091 valid numbers; a larger `n` starts again at the first. It takes the
    /// same short time for every `n`, so that large sample stores are quick to make.
    pub fn generate_test(n: u64) -> Self {
        let mut left = n % TEST_NUMBERS;
        let mut weighted = TEST_PREFIX_SUM;
        let mut number = 999;
        for free in (1..=TEST_DIGITS).rev() {
            for digit in 0..=9 {
                let sum = weighted + digit * weight_of(free);
                let valid = VALID_ENDINGS[free as usize - 1][(sum % 11) as usize];
                if left < valid {
                    weighted = sum;
                    number = number * 10 + u64::from(digit);
                    break;
                }
                left -= valid;
            }
        }
        Self(number * 10 + u64::from(check_digit(weighted).unwrap_or(0)))
    }
}

impl fmt::Display for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (area, middle, last) = (
            self.0 / 10_000_000,
            self.0 / 10_000 % 1_000,
            self.0 % 10_000,
        );
        // `pad` so that a column of numbers can be aligned like any other text.
        f.pad(&format!("{area:03} {middle:03} {last:04}"))
    }
}

impl fmt::Debug for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NhsNumber(..)")
    }
}

impl fmt::Display for NhsNumberFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(
                "No NHS number was given. Type its 10 digits, or leave the person without one.",
            ),
            Self::Length { found } => {
                let digits = if *found == 1 { "digit" } else { "digits" };
                write!(
                    f,
                    "An NHS number has 10 digits; this has {found} {digits}. \
                     Check it against a letter or the GP record."
                )
            }
            Self::Character { found } => write!(
                f,
                "An NHS number has only digits; this has \"{}\". \
                 Type the 10 digits, with or without spaces.",
                found.escape_debug()
            ),
            Self::CheckDigit => f.write_str(
                "These 10 digits are not a valid NHS number: the last digit does not fit the \
                 others, so one of them is probably mistyped. Check it against a letter or the \
                 GP record.",
            ),
            Self::Placeholder => f.write_str(
                "Ten noughts stand for \"no number\". Leave the NHS number empty instead.",
            ),
        }
    }
}

impl std::error::Error for NhsNumberFault {}

/// Letters, spreadsheets and web pages put these between the groups.
fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '.' | '\u{2010}'..='\u{2013}')
}

/// The tenth digit for a weighted sum of the first nine; `None` when no digit would do.
fn check_digit(weighted: u32) -> Option<u32> {
    match 11 - weighted % 11 {
        11 => Some(0),
        10 => None,
        digit => Some(digit),
    }
}

/// How many digits of a test number may vary: all but 999 and the check digit.
const TEST_DIGITS: u32 = 6;
/// The weighted sum of the leading 999.
const TEST_PREFIX_SUM: u32 = 9 * (10 + 9 + 8);
/// How many valid numbers the test range holds.
const TEST_NUMBERS: u64 = VALID_ENDINGS[TEST_DIGITS as usize][(TEST_PREFIX_SUM % 11) as usize];
/// `[k][r]`: in how many ways `k` more digits turn a weighted sum of remainder `r` into one that
/// has a check digit. This is what lets the n-th number be found without counting up to it.
const VALID_ENDINGS: [[u64; 11]; TEST_DIGITS as usize + 1] = valid_endings();

/// The weight of a digit when `free` digits, itself included, are still to be chosen.
const fn weight_of(free: u32) -> u32 {
    free + 1
}

const fn valid_endings() -> [[u64; 11]; TEST_DIGITS as usize + 1] {
    let mut ways = [[1; 11]; TEST_DIGITS as usize + 1];
    ways[0][1] = 0; // Remainder 1 would need a check digit of 10.
    let mut free = 1;
    while free <= TEST_DIGITS {
        let mut remainder = 0;
        while remainder < 11 {
            let mut total = 0;
            let mut digit = 0;
            while digit < 10 {
                let sum = remainder + digit * weight_of(free);
                total += ways[free as usize - 1][(sum % 11) as usize];
                digit += 1;
            }
            ways[free as usize][remainder as usize] = total;
            remainder += 1;
        }
        free += 1;
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_numbers_as_people_write_them() {
        for text in [
            "9990000018",
            "999 000 0018",
            "  999-000-0018\t",
            "999.000.0018",
            "999\u{a0}000\u{a0}0018",
            "999\u{2013}000\u{2013}0018\r\n",
        ] {
            let number = NhsNumber::parse(text).unwrap();
            assert_eq!(number.digits(), "9990000018", "{text:?}");
            assert_eq!(number.to_string(), "999 000 0018");
        }
        assert!(
            NhsNumber::parse("943 476 5919").is_ok(),
            "the worked example"
        );
    }

    #[test]
    fn refuses_with_the_reason() {
        use NhsNumberFault::{Character, CheckDigit, Empty, Length, Placeholder};
        for (text, fault) in [
            ("", Empty),
            (" - \u{a0}", Empty),
            ("999 000 001", Length { found: 9 }),
            ("999 000 00180", Length { found: 11 }),
            ("1", Length { found: 1 }),
            ("999 000 O018", Character { found: 'O' }),
            ("999/000/0018", Character { found: '/' }),
            ("\u{ff19}990000018", Character { found: '\u{ff19}' }),
            ("999 000 0019", CheckDigit),
            ("987 654 4321", CheckDigit),
            ("999 123 4560", CheckDigit),
            ("999 000 0000", CheckDigit),
            ("000 000 0000", Placeholder),
        ] {
            assert_eq!(NhsNumber::parse(text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn no_check_digit_exists_for_some_nine_digits() {
        for last in 0..=9 {
            assert_eq!(
                NhsNumber::parse(&format!("999000000{last}")),
                Err(NhsNumberFault::CheckDigit)
            );
        }
    }

    #[test]
    fn hides_itself_from_debug_output() {
        let number = NhsNumber::generate_test(0);
        assert_eq!(format!("{number:?}"), "NhsNumber(..)");
        assert_eq!(format!("{number:>14}|"), "  999 000 0018|");
    }

    #[test]
    fn test_numbers_are_the_valid_ones_in_order() {
        let all: Vec<String> = (9_990_000_000_u64..9_990_020_000)
            .map(|n| n.to_string())
            .filter(|text| NhsNumber::parse(text).is_ok())
            .collect();
        assert_eq!(
            all[..5],
            [
                "9990000018",
                "9990000026",
                "9990000034",
                "9990000042",
                "9990000050"
            ]
        );
        for (n, digits) in (0..).zip(&all) {
            assert_eq!(&NhsNumber::generate_test(n).digits(), digits);
        }
        let last = NhsNumber::generate_test(TEST_NUMBERS - 1);
        assert_eq!(last.digits(), "9999999999");
        assert_eq!(
            NhsNumber::generate_test(TEST_NUMBERS),
            NhsNumber::generate_test(0)
        );
        assert_eq!(TEST_NUMBERS, 909_091);
    }

    #[test]
    fn faults_name_the_remedy() {
        for fault in [
            NhsNumberFault::Empty,
            NhsNumberFault::Length { found: 9 },
            NhsNumberFault::Character { found: '\u{1b}' },
            NhsNumberFault::CheckDigit,
            NhsNumberFault::Placeholder,
        ] {
            let text = fault.to_string();
            assert!(text.ends_with('.') && text.contains(". ") || text.contains(": "));
            assert!(!text.contains('\u{1b}'), "control characters are escaped");
        }
    }

    proptest! {
        #[test]
        fn every_number_round_trips(n in any::<u64>()) {
            let number = NhsNumber::generate_test(n);
            prop_assert_eq!(NhsNumber::parse(&number.digits()), Ok(number));
            prop_assert_eq!(NhsNumber::parse(&number.to_string()), Ok(number));
        }

        #[test]
        fn one_wrong_digit_is_refused(n in any::<u64>(), place in 0_usize..10, by in 1_u32..10) {
            let mut digits: Vec<u32> = NhsNumber::generate_test(n)
                .digits()
                .chars()
                .filter_map(|c| c.to_digit(10))
                .collect();
            digits[place] = (digits[place] + by) % 10;
            let text: String = digits.iter().map(u32::to_string).collect();
            prop_assert_eq!(NhsNumber::parse(&text), Err(NhsNumberFault::CheckDigit));
        }

        #[test]
        fn two_neighbouring_digits_swapped_are_refused(n in any::<u64>(), place in 0_usize..9) {
            let mut digits: Vec<char> = NhsNumber::generate_test(n).digits().chars().collect();
            prop_assume!(digits[place] != digits[place + 1]);
            digits.swap(place, place + 1);
            let text: String = digits.into_iter().collect();
            prop_assert!(NhsNumber::parse(&text).is_err());
        }

        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = NhsNumber::parse(&text);
        }
    }
}
