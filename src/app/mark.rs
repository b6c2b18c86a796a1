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
    /// Where the order counts in which lines are marked: after how many others it was, 0 while it has no mark.
    pub order: Option<usize>,
}

impl MarkLine {
    /// The mark it has now.
    pub fn mark(&self) -> Option<&'static str> {
        self.chosen.and_then(|at| self.marks.get(at)).copied()
    }

    /// Its place among those of its field that are marked, from 1, where the order counts.
    pub fn place(&self, lines: &[Self]) -> Option<usize> {
        let own = self.order.filter(|_| self.chosen.is_some())?;
        let before = |line: &&Self| line.chosen.is_some() && line.order.is_some_and(|at| at < own);
        Some(lines.iter().filter(before).count() + 1)
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
    let at = c
        .to_digit(10)
        .and_then(|digit| usize::try_from(digit).ok())
        .and_then(|digit| digit.checked_sub(1));
    let Some((at, line)) = at.and_then(|at| Some((at, lines.get_mut(at)?))) else {
        return false;
    };
    line.step();
    let is_marked = line.chosen.is_some();
    if let Some(order) = line.order {
        let last = lines.iter().filter_map(|line| line.order).max();
        let next = match (is_marked, order) {
            (false, _) => 0,
            (true, 0) => last.unwrap_or(0) + 1,
            (true, known) => known,
        };
        if let Some(line) = lines.get_mut(at) {
            line.order = Some(next);
        }
    }
    true
}

/// The lines in the order in which they are read back: as they stand, or as they were marked where that counts.
pub fn in_order(lines: &[MarkLine]) -> Vec<&MarkLine> {
    let mut all: Vec<&MarkLine> = lines.iter().collect();
    all.sort_by_key(|line| line.order);
    all
}
