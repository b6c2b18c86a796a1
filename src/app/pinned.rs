//! What was typed on another day: `tomorrow` means what it meant then, and so does a day that was left empty.
//!
//! A draft that is opened again the next morning, and a form that stands open over midnight, would read every day that is
//! counted from today as another one than its user saw.

use chrono::NaiveDateTime;

use super::field::{Field, Input};
use super::form::Form;
use super::line_edit::LineEdit;
use crate::domain::calendar::Holidays;
use crate::domain::when;

impl Field {
    /// What an empty field stands for by its own hint, in the words of a field, for somebody who left it so at a London
    /// time; nothing where it stands for no day.
    fn left_empty(&self, at: NaiveDateTime) -> Option<String> {
        if self.hint.contains("empty: now") {
            Some(at.format("%-d %b %Y %H:%M").to_string())
        } else if self.hint.contains("empty: today") {
            Some(at.format("%-d %b %Y").to_string())
        } else {
            None
        }
    }
}

impl Form {
    /// Writes out with day and year what was typed at a London time of another day. What could not be read then stays as
    /// it is. Says whether anything was written out.
    pub(super) fn pin_days(&mut self, typed_at: NaiveDateTime, holidays: &Holidays) -> bool {
        let mut any = false;
        for field in &mut self.fields {
            let Input::Date(edit, bias) = &field.input else {
                continue;
            };
            let (text, bias) = (edit.text(), *bias);
            let is_of_record =
                !text.trim().is_empty() && self.opened.get(field.name) == Some(&text);
            if is_of_record {
                continue;
            }
            let meant = if text.trim().is_empty() {
                field.left_empty(typed_at)
            } else {
                let read = when::parse(text.trim(), typed_at, bias, holidays);
                read.ok().map(|read| match read.time {
                    Some(time) => read
                        .date
                        .and_time(time)
                        .format("%-d %b %Y %H:%M")
                        .to_string(),
                    None => read.date.format("%-d %b %Y").to_string(),
                })
            };
            if let Some(meant) = meant.filter(|meant| *meant != text) {
                field.input = Input::Date(LineEdit::new(&meant), bias);
                any = true;
            }
        }
        any
    }
}
