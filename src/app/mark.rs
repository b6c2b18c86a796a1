//! How a digit marks a line of a form.

use super::form::MarkLine;
use super::keys::Key;

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
