//! A date written out with its day and month, however it is punctuated. Day first always.
//!
//! Shared by dates people type and dates other systems write; what a missing or short year means
//! is for them to say.

use super::words::Token;

/// The parts of a written date, not yet known to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) day: u32,
    pub(super) month: u32,
    pub(super) year: Option<Year>,
}

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) value: u32,
    pub(super) digits: usize,
    /// Only a blank stands before it, so that it might be a time.
    pub(super) apart: bool,
}

/// Reads the parts of a written date; `None` if the words have another shape.
pub(super) fn read(tokens: &[Token]) -> Option<Written> {
    use Token::{Month, Number, Sign, The};
    match *tokens {
        [The, day @ Token::Ordinal(_), ref rest @ ..] => {
            let mut tokens = vec![day];
            tokens.extend(rest);
            read(&tokens)
        }
        // 19490710
        [Number(value, 8)] => Some(Written {
            day: value % 100,
            month: value / 100 % 100,
            year: year(value / 10_000, 4, false),
        }),
        // 12 mar; 12-mar; 12/3
        [day, Month(month)]
        | [day, Sign('-' | '/'), Month(month)]
        | [day, Sign('/'), Number(month, 1..=2)] => written(day, month, None),
        // 12 mar 2026; 12/3 2026
        [day, Month(month), Number(value, digits @ (2 | 4))] => {
            written(day, month, year(value, digits, true))
        }
        [day, Sign('/'), Number(month, 1..=2), Number(value, 4)] => {
            written(day, month, year(value, 4, true))
        }
        // 2026-03-12
        [
            Number(value, 4),
            Sign(first @ ('-' | '/' | '.')),
            Number(month, 1..=2),
            Sign(second),
            day,
        ] if first == second => written(day, month, year(value, 4, false)),
        // 12/3/26; 12.3.2026; 12-Mar-2026
        [
            day,
            Sign(first @ ('-' | '/' | '.')),
            Number(month, 1..=2) | Month(month),
            Sign(second),
            Number(value, digits @ (2 | 4)),
        ] if first == second => written(day, month, year(value, digits, false)),
        _ => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "used where a year may be missing")]
fn year(value: u32, digits: usize, apart: bool) -> Option<Year> {
    Some(Year {
        value,
        digits,
        apart,
    })
}

fn written(day: Token, month: u32, year: Option<Year>) -> Option<Written> {
    match day {
        Token::Number(day, 1..=2) | Token::Ordinal(day) => Some(Written { day, month, year }),
        _ => None,
    }
}
