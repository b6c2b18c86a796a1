//! What can be wrong with a line of a bank holiday file, and what to do about it.

use std::fmt;

/// One line of a bank holiday file that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayFault {
    /// The file, as it was named to [`Holidays::parse`](super::Holidays::parse).
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What the line says.
    pub value: String,
    /// What is wrong with it.
    pub problem: HolidayProblem,
}

/// What is wrong with a line of a bank holiday file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayProblem {
    /// It does not begin with a date that exists.
    NotADate,
    /// It is a date without a name.
    NoName,
    /// The date stands in the file already.
    Repeated {
        /// The line it stands on first.
        first: usize,
    },
    /// `through` is not followed by a year from 1900 to 2199.
    NotAYear,
    /// `through` names a year of which the file lists no day.
    EmptyYear,
}

impl HolidayFault {
    /// Returns what to do about it, as one sentence.
    pub fn remedy(&self) -> String {
        match self.problem {
            HolidayProblem::NotADate => {
                "Write the year, month and day and a name, for example \"2026-05-08 VE Day\"; \
                 to take a day away, \"- 2026-05-04\"."
                    .to_owned()
            }
            HolidayProblem::NoName => {
                "Write a name after the date, for example \"2026-05-08 VE Day\".".to_owned()
            }
            HolidayProblem::Repeated { first } => {
                format!("Keep this line or line {first}, not both.")
            }
            HolidayProblem::NotAYear => {
                "Write the last year whose days are all listed, for example \"through 2028\"."
                    .to_owned()
            }
            HolidayProblem::EmptyYear => {
                "List that year's bank holidays in this file, or take this line out.".to_owned()
            }
        }
    }
}

impl fmt::Display for HolidayFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = self.value.escape_debug();
        write!(f, "{}, line {}: ", self.file, self.line)?;
        match self.problem {
            HolidayProblem::NotADate => write!(f, "\"{said}\" does not begin with a date.")?,
            HolidayProblem::NoName => write!(f, "\"{said}\" has no name.")?,
            HolidayProblem::Repeated { .. } => {
                write!(f, "\"{said}\" has a date that is in the file already.")?;
            }
            HolidayProblem::NotAYear => write!(f, "\"{said}\" does not name a year.")?,
            HolidayProblem::EmptyYear => {
                write!(f, "\"{said}\", but no day of that year is listed.")?;
            }
        }
        write!(f, " {}", self.remedy())
    }
}

impl std::error::Error for HolidayFault {}
