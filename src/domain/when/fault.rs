//! Why a date was refused, in words that say what to type instead.

use std::fmt;

use chrono::{Month, NaiveDate, Weekday};

use crate::domain::say;

/// Three forms that cover most of what people need.
const EXAMPLES: &str = "Try \"fri 10:30\", \"+2w\" or \"12 mar 2026\".";
/// How much of a refused text is shown.
const SHOWN: usize = 40;

/// Why a typed date was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhenFault {
    /// Nothing was typed.
    Empty,
    /// The text is not in the grammar.
    NotUnderstood {
        /// What was typed, shortened.
        text: String,
        /// The first word that means nothing here, if one can be named.
        word: Option<String>,
    },
    /// The day is not in the calendar.
    NoSuchDay(NoSuchDay),
    /// The time is not on the clock.
    NoSuchTime,
    /// The day of the week that was typed is not that of the date.
    WrongWeekday {
        /// The date.
        date: NaiveDate,
        /// The day of the week typed.
        said: Weekday,
    },
    /// An hour from 1 to 6 without am or pm.
    MorningOrAfternoon {
        /// The hour typed.
        hour: u32,
        /// The minutes typed, or 0.
        minute: u32,
    },
    /// Two digits after a day and month that may be a year or an hour.
    YearOrTime {
        /// The number typed.
        number: u32,
    },
    /// A day and month that is meant ahead and has only just passed: it may be that day, or the one of next year.
    JustPast {
        /// The day that has passed.
        past: NaiveDate,
        /// The next such day.
        ahead: NaiveDate,
    },
    /// A day and month that is meant behind and lies a little ahead: it may be that day, or the one of last year.
    JustAhead {
        /// The day that is to come.
        ahead: NaiveDate,
        /// The last such day.
        past: NaiveDate,
    },
    /// The hour that does not come on the day on which the clocks go forward.
    LeftOut {
        /// That day.
        date: NaiveDate,
    },
    /// The date lies outside 1900 to 2199.
    TooFar,
}

/// Why a date in a record was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordDateFault {
    /// There is no date.
    Empty,
    /// The text is not a date.
    NotADate {
        /// What was found, shortened.
        text: String,
    },
    /// The date has no year.
    NoYear {
        /// What was found, shortened.
        text: String,
    },
    /// The year has two digits, so its century is unknown.
    TwoDigitYear {
        /// What was found, shortened.
        text: String,
    },
    /// The day is not in the calendar.
    NoSuchDay(NoSuchDay),
    /// The year lies outside 1850 to 2199.
    OutOfRange {
        /// The year found.
        year: u32,
    },
}

/// A day that does not exist; displayed as a sentence, such as `There is no 31 April 2026.`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchDay {
    /// The day of the month as written.
    pub day: u32,
    /// The month as written, if one was.
    pub month: Option<u32>,
    /// The year, if one was written.
    pub year: Option<i32>,
}

impl WhenFault {
    /// The two days of which one is meant, where the year alone is not sure, the earlier one first.
    pub fn which_year(&self) -> Option<[String; 2]> {
        let (Self::JustPast { past, ahead } | Self::JustAhead { ahead, past }) = self else {
            return None;
        };
        Some([past, ahead].map(|day| day.format("%-d %b %Y").to_string()))
    }

    pub(super) fn not_understood(text: &str) -> Self {
        Self::NotUnderstood {
            text: shown(text),
            word: None,
        }
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "handed over by the tokeniser"
    )]
    pub(super) fn unknown(text: &str, word: String) -> Self {
        Self::NotUnderstood {
            text: shown(text),
            // A text of one word needs no pointing at.
            word: (shown(text) != word).then(|| shown(&word)),
        }
    }
}

impl RecordDateFault {
    pub(super) fn not_a_date(text: &str) -> Self {
        Self::NotADate { text: shown(text) }
    }

    pub(super) fn no_year(text: &str) -> Self {
        Self::NoYear { text: shown(text) }
    }

    pub(super) fn two_digit_year(text: &str) -> Self {
        Self::TwoDigitYear { text: shown(text) }
    }
}

impl fmt::Display for WhenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "No date was typed.")?,
            Self::NotUnderstood { text, word: None } => {
                write!(f, "\"{text}\" is not understood as a date or time.")?;
            }
            Self::NotUnderstood {
                text,
                word: Some(word),
            } => write!(f, "\"{word}\" in \"{text}\" is not understood.")?,
            Self::NoSuchDay(day) => write!(f, "{day}")?,
            Self::NoSuchTime => write!(
                f,
                "There is no such time; hours go from 0 to 23, or from 1 to 12 with am or pm."
            )?,
            Self::WrongWeekday { date, said } => write!(
                f,
                "{} is not a {}; leave out the day of the week, or change the date.",
                say::long(*date),
                weekday_name(*said)
            )?,
            Self::MorningOrAfternoon { hour, minute } => write!(
                f,
                "{hour}:{minute:02} may be morning or afternoon; type {:02}:{minute:02} or \
                 {hour:02}:{minute:02}.",
                hour + 12
            )?,
            Self::YearOrTime { number } => write!(
                f,
                "{number:02} may be a year or a time; type 20{number:02} or {number:02}:00."
            )?,
            Self::JustPast { past, ahead } => write!(
                f,
                "{} has just passed; with the year it is clear: {} or {}.",
                past.format("%-d %B"),
                past.format("%-d %b %Y"),
                ahead.format("%-d %b %Y")
            )?,
            Self::JustAhead { ahead, past } => write!(
                f,
                "{} lies just ahead; with the year it is clear: {} or {}.",
                ahead.format("%-d %B"),
                past.format("%-d %b %Y"),
                ahead.format("%-d %b %Y")
            )?,
            Self::LeftOut { date } => write!(
                f,
                "There is no such time on {}: the clocks go forward, from 01:00 to 02:00.",
                say::full(*date)
            )?,
            Self::TooFar => write!(f, "Dates go from 1900 to 2199.")?,
        }
        // Where both days are named there is nothing to try but one of them.
        if self.which_year().is_some() {
            return Ok(());
        }
        write!(f, " {EXAMPLES}")
    }
}

impl fmt::Display for RecordDateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const FORM: &str = "Write it as 10-Oct-1942, 10/10/1942 or 1942-10-10.";
        match self {
            Self::Empty => write!(f, "There is no date. {FORM}"),
            Self::NotADate { text } => write!(f, "\"{text}\" is not a date. {FORM}"),
            Self::NoYear { text } => write!(f, "\"{text}\" has no year. {FORM}"),
            Self::TwoDigitYear { text } => write!(
                f,
                "\"{text}\" has a two-digit year, so the century is not known. Write the year \
                 with four digits; when exporting, choose a date format with a four-digit year."
            ),
            Self::NoSuchDay(day) => write!(f, "{day} Check it against the source."),
            Self::OutOfRange { year } => write!(
                f,
                "The year {year:04} is not between 1850 and 2199. Check it against the source."
            ),
        }
    }
}

impl fmt::Display for NoSuchDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(number) = self.month else {
            return write!(f, "No month has a day {}.", self.day);
        };
        let Some(month) = u8::try_from(number)
            .ok()
            .and_then(|n| Month::try_from(n).ok())
        else {
            return write!(
                f,
                "There is no month {number}; dates are read with the day before the month."
            );
        };
        write!(f, "There is no {} {}", self.day, month.name())?;
        if let Some(year) = self.year {
            write!(f, " {year}")?;
        }
        write!(f, ".")
    }
}

impl std::error::Error for WhenFault {}
impl std::error::Error for RecordDateFault {}

/// A refused text as it can safely be shown: short, and without control characters.
fn shown(text: &str) -> String {
    let text = text.trim();
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push_str("...");
    }
    shown
}

fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
