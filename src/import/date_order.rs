//! Whether the dates of a column are written day first, as here, or month first, as in America.
//!
//! Only a look at the whole column can tell: 03/04/1950 is a day either way. Dates are read day first; where a column
//! holds one that only fits month first, those of its dates that fit both ways are refused, for nobody could tell which
//! day was meant, and a wrong birth date would never be noticed.

use super::values::{Doubt, without_time};
use super::visible::{tidy, unwrap_text_guard};
use crate::domain::say;

const YEAR_FIRST: &str = "In the spreadsheet give the column a date format with the year first (1950-03-25) or with the month in letters, \
     save as CSV again, and bring the file in anew.";

/// How many dates of a column fit which way. Dates with the year first, or with the month in letters, count nowhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateOrder {
    /// Dates that fit day first only: 25/03/1950.
    pub day_first: usize,
    /// Dates that fit month first only: 03/25/1950.
    pub month_first: usize,
    /// Dates that fit both ways and are another day each way: 03/04/1950.
    pub either: usize,
    /// The row of the first date that fits month first only.
    pub first_row: usize,
}

/// Which way one cell fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fits {
    DayFirst,
    MonthFirst,
    Either,
}

impl DateOrder {
    /// Counts a cell of the column.
    pub fn count(&mut self, cell: &str, row: usize) {
        match fits(cell) {
            Some(Fits::DayFirst) => self.day_first += 1,
            Some(Fits::Either) => self.either += 1,
            Some(Fits::MonthFirst) => {
                if self.month_first == 0 {
                    self.first_row = row;
                }
                self.month_first += 1;
            }
            None => {}
        }
    }

    /// Whether the column holds dates that only fit month first.
    pub fn is_doubtful(&self) -> bool {
        self.month_first > 0
    }

    /// Why a cell of this column cannot be taken, where that is because of the order of day and month.
    pub fn doubt(&self, cell: &str) -> Option<Doubt> {
        if !self.is_doubtful() {
            return None;
        }
        let reason = match fits(cell)? {
            Fits::DayFirst => return None,
            Fits::MonthFirst => "The date is written month first".to_owned(),
            Fits::Either => format!(
                "The date can be read day first or month first, and others in this column are written month first (row {})",
                self.first_row
            ),
        };
        Some(Doubt::new(reason, YEAR_FIRST))
    }

    /// How the dates are read and how many fit which way; `None` where none leaves a choice.
    pub fn says(&self) -> Option<String> {
        let Self {
            day_first,
            month_first,
            either,
            first_row,
        } = *self;
        if self.is_doubtful() {
            return Some(format!(
                "{} month first only (the first in row {first_row}), {day_first} day first only, {either} both ways. \
                 Which is meant cannot be told, so those that fit month first or both ways are not taken. {YEAR_FIRST}",
                say::count(month_first, "date fits", "dates fit")
            ));
        }
        if day_first + either == 0 {
            return None;
        }
        let too = match (day_first, either) {
            (_, 0) => "none would fit month first".to_owned(),
            (0, _) => format!("all {either} would fit month first too"),
            (day_first, _) => format!(
                "{either} of {} would fit month first too",
                day_first + either
            ),
        };
        Some(format!("dates are read day first; {too}"))
    }
}

/// Which way a cell fits; `None` where it leaves no choice, or is no date of figures alone with the year last.
fn fits(cell: &str) -> Option<Fits> {
    let tidied = tidy(unwrap_text_guard(cell)).into_owned();
    let mut parts = without_time(&tidied).split(['/', '-', '.', ' ']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !matches!(year.len(), 2 | 4) || year.parse::<u32>().is_err() {
        return None;
    }
    let small = |part: &str| match part.len() {
        1 | 2 => part.parse::<u32>().ok().filter(|number| *number > 0),
        _ => None,
    };
    match (small(first)?, small(second)?) {
        (first, second) if first == second => None,
        (1..=12, 1..=12) => Some(Fits::Either),
        (13..=31, 1..=12) => Some(Fits::DayFirst),
        (1..=12, 13..=31) => Some(Fits::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_fits_as_its_figures_say() {
        for (cell, fit) in [
            ("25/03/1950", Some(Fits::DayFirst)),
            ("03/25/1950", Some(Fits::MonthFirst)),
            ("3/25/1950 12:00", Some(Fits::MonthFirst)),
            ("3-25-1950", Some(Fits::MonthFirst)),
            ("03.04.1950", Some(Fits::Either)),
            (" 3/4/1950 ", Some(Fits::Either)),
            ("03/25/50", Some(Fits::MonthFirst)),
            // The same day either way.
            ("04/04/1950", None),
            ("1950-03-25", None),
            ("1950/03/04", None),
            ("25-Mar-1950", None),
            ("45/45/1950", None),
            ("03/25", None),
            ("", None),
            ("unknown", None),
            ("é/é/1950", None),
        ] {
            assert_eq!(fits(cell), fit, "{cell}");
        }
    }

    #[test]
    fn a_column_is_doubted_once_one_date_fits_month_first_only() {
        let mut order = DateOrder::default();
        assert_eq!(order.says(), None);
        order.count("25/03/1950", 2);
        assert_eq!(
            order.says().as_deref(),
            Some("dates are read day first; none would fit month first")
        );
        order.count("03/04/1950", 3);
        assert_eq!(
            order.says().as_deref(),
            Some("dates are read day first; 1 of 2 would fit month first too")
        );
        assert_eq!(order.doubt("03/04/1950"), None);
        order.count("03/25/1950", 4);
        order.count("12/31/1950", 5);
        let says = order.says().expect("doubtful");
        assert!(says.starts_with(
            "2 dates fit month first only (the first in row 4), 1 day first only, 1 both ways."
        ));
        for (cell, doubted) in [
            ("03/04/1950", true),
            ("03/25/1950", true),
            ("25/03/1950", false),
            ("04/04/1950", false),
            ("4 Mar 1950", false),
        ] {
            assert_eq!(order.doubt(cell).is_some(), doubted, "{cell}");
        }
    }
}
