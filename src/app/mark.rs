//! How a digit marks a line of a form.

use uuid::Uuid;

use super::keys::Key;
use crate::domain::record::Revision;

/// Something in a form that a digit marks, such as an open item.
pub struct MarkLine {
    /// Which record it is about.
    pub of: Uuid,
    /// The revision it had when the form was opened.
    pub seen: Revision,
    /// Its words.
    pub text: String,
    /// The marks that its digit steps through, a word each without blanks.
    pub marks: Vec<&'static str>,
    /// The mark it has now.
    pub chosen: Option<usize>,
}

impl MarkLine {
    /// The mark it has now.
    pub fn mark(&self) -> Option<&'static str> {
        self.chosen.and_then(|at| self.marks.get(at)).copied()
    }

    fn step(&mut self) {
        self.chosen = match self.chosen {
            None => Some(0),
            Some(at) if at + 1 < self.marks.len() => Some(at + 1),
            Some(_) => None,
        };
    }
}

/// A digit steps the mark of that line.
pub fn mark(lines: &mut [MarkLine], key: Key) -> bool {
    let Key::Char(c) = key else { return false };
    let Some(line) = c
        .to_digit(10)
        .and_then(|digit| usize::try_from(digit).ok())
        .and_then(|digit| digit.checked_sub(1))
        .and_then(|at| lines.get_mut(at))
    else {
        return false;
    };
    line.step();
    true
}
