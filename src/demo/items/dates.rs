//! The dates of items, counted so that the list finds them late, soon or ahead.

use chrono::NaiveDate;

use super::{Drawing, Due};
use crate::demo::frame::day;

/// When something was asked and is expected, how that day was worked out, and when it was chased.
pub(super) type Dates = (NaiveDate, Option<NaiveDate>, String, Vec<NaiveDate>);

impl Drawing<'_, '_> {
    /// Dates of something that is late: expected some working days ago, perhaps chased.
    pub(super) fn late_dates(&mut self) -> Dates {
        let late = self.number(1, 13);
        let expected = self.sketch.frame.working_days_ago(late);
        let span = self.sketch.dice.one(&[5, 10, 10, 15]);
        let joined = self.sketch.outline.joined_on;
        let asked = self
            .sketch
            .frame
            .holidays
            .subtract_working_days(expected, span);
        let how = self.counted(span, asked);
        // Each chase gives five working days; the last one has run out.
        let mut chased = Vec::new();
        if late >= 12 {
            chased.push(self.sketch.frame.working_days_ago(11));
        }
        if late >= 7 {
            chased.push(self.sketch.frame.working_days_ago(6));
        }
        if asked < joined {
            return (
                joined.min(expected),
                Some(expected),
                "as they said on the telephone".into(),
                chased,
            );
        }
        (asked, Some(expected), how, chased)
    }

    /// Dates of something to be chased within five working days.
    pub(super) fn soon_dates(&mut self) -> Dates {
        let frame = self.sketch.frame;
        if self.sketch.dice.chance(40) {
            let late = self.number(6, 9);
            let expected = frame.working_days_ago(late);
            let asked = frame.holidays.subtract_working_days(expected, 10);
            let chased = frame.working_days_ago(self.number(1, 4));
            return (asked, Some(expected), self.counted(10, asked), vec![chased]);
        }
        let expected = frame.working_days_after(frame.today, self.number(0, 3));
        let asked = frame.holidays.subtract_working_days(expected, 10);
        (asked, Some(expected), self.counted(10, asked), Vec::new())
    }

    /// Dates of something that nobody needs to ask after yet.
    pub(super) fn ahead_dates(&mut self) -> Dates {
        let frame = self.sketch.frame;
        let joined = self.sketch.outline.joined_on;
        let span = self.sketch.dice.one(&[10, 10, 15, 20, 20, 30]);
        let low = frame
            .holidays
            .subtract_working_days(frame.soon_until, span)
            .max(joined);
        let asked = frame.working_day(
            &mut self.sketch.dice,
            low.min(frame.yesterday),
            frame.yesterday,
        );
        let expected = frame.working_days_after(asked, span);
        match self.sketch.dice.below(100) {
            // No day was agreed: the list counts ten working days itself.
            0..12 if span == 10 => (asked, None, String::new(), Vec::new()),
            12..28 => {
                let chased = day(asked, 1)
                    .max(frame.working_days_ago(3))
                    .min(frame.yesterday);
                let expected = frame.working_days_after(frame.soon_until, self.number(1, 9));
                let how = format!(
                    "they said {} when chased on {}",
                    frame.says(expected),
                    frame.says(chased)
                );
                (asked, Some(expected), how, vec![chased])
            }
            28..40 => {
                let weeks = i64::from(self.number(4, 9));
                let expected = day(frame.soon_until, 2).max(day(asked, weeks * 7));
                let how = if expected == day(asked, weeks * 7) {
                    format!(
                        "{weeks} weeks from {}, as their letter says",
                        frame.says(asked)
                    )
                } else {
                    "as their letter says".into()
                };
                (asked, Some(expected), how, Vec::new())
            }
            _ => (asked, Some(expected), self.counted(span, asked), Vec::new()),
        }
    }

    pub(super) fn number(&mut self, low: i64, high: i64) -> u32 {
        u32::try_from(self.sketch.dice.between(low, high)).unwrap_or(0)
    }

    pub(super) fn counted(&self, span: u32, asked: NaiveDate) -> String {
        format!("{span} working days from {}", self.sketch.frame.says(asked))
    }

    /// The day by which we or the person want to have done something.
    pub(super) fn deed_dates(&mut self, due: Due) -> (NaiveDate, NaiveDate) {
        let frame = self.sketch.frame;
        let (low, high) = match due {
            Due::Now => (frame.in_days(-9), frame.today),
            Due::Soon => (frame.in_days(1), frame.soon_until),
            Due::Ahead => (day(frame.soon_until, 1), day(frame.soon_until, 28)),
        };
        let expected = match due {
            // On a Sunday what is due is what was due on Friday.
            Due::Now => frame.working_day(&mut self.sketch.dice, low, frame.last_working),
            Due::Soon | Due::Ahead => frame.working_day(&mut self.sketch.dice, low, high),
        };
        let before = day(expected, -self.sketch.dice.between(7, 24));
        let asked = self.sketch.past_day(day(before, -3), before);
        (asked.min(expected), expected)
    }
}
