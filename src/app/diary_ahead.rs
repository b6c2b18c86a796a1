//! The diary of everybody for the days ahead, as a page to read: what is on each day, whose it is, what is lacking (R68).

use chrono::{Days, NaiveDate};

use super::model::{AfterReading, Overlay, Reading};
use super::notice::Failure;
use super::{App, Cx};
use crate::domain::appointment::{Appointment, Lack, Moment};
use crate::domain::say;
use crate::store::DiaryEntry;

/// How many days it shows, today among them.
const DAYS: u64 = 14;

impl App {
    /// Shows what is booked for anybody, from today on.
    pub(super) fn show_diary(&mut self, cx: &Cx) -> Result<(), Failure> {
        let from = cx.today();
        let until = from.checked_add_days(Days::new(DAYS - 1)).unwrap_or(from);
        let entries = self.store()?.diary(from, until)?;
        let title = format!(
            "Diary of everybody, {} to {}",
            say::day(from, from),
            say::day(until, from)
        );
        self.model.overlays.push(Overlay::Reading(Reading {
            title,
            lines: lines(&entries, from),
            top: 0,
            then: AfterReading::Back,
        }));
        Ok(())
    }
}

/// The days that have something, each with what is on it in order of time.
fn lines(entries: &[DiaryEntry], today: NaiveDate) -> Vec<String> {
    let mut lines = Vec::new();
    let mut day = None;
    for entry in entries {
        let on = entry.appointment.at.day();
        if day != Some(on) {
            if day.is_some() {
                lines.push(String::new());
            }
            lines.push(format!("{} ({})", say::full(on), say::relative(on, today)));
            day = Some(on);
        }
        lines.push(line(entry));
    }
    if lines.is_empty() {
        lines.push(
            "Nothing is booked for anybody in these days. A person's tab 6 books an appointment."
                .to_owned(),
        );
    }
    lines
}

/// The time, whose it is, what it is, and what has become of it or is still to be arranged.
fn line(entry: &DiaryEntry) -> String {
    let one = &entry.appointment;
    let time = match one.at {
        Moment::At(_) => one.at.time().map(say::time).unwrap_or_default(),
        Moment::On(_) => "all day".to_owned(),
    };
    format!("  {time:<8}{}: {}{}", entry.name, one.line(), standing(one))
}

fn standing(one: &Appointment) -> String {
    if let Some(how) = one.how() {
        return format!(" [{}]", how.word());
    }
    let lacking: Vec<&str> = one.lacks().map(Lack::word).collect();
    if lacking.is_empty() {
        String::new()
    } else {
        format!(" [not yet: {}]", lacking.join(", "))
    }
}
