//! A page to read.

use crate::app::model::Reading;
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// Draws the page from its first line.
pub fn draw(page: &mut Page<'_>, reading: &Reading) {
    page.put(1, 0, Role::Title, &reading.title);
    let columns = usize::from(page.width().saturating_sub(3));
    let bottom = page.height().saturating_sub(1);
    let lines = reading.lines.iter().skip(reading.top).flat_map(|line| {
        // Lines that are set out in columns keep their blanks; the others flow.
        if line.starts_with(' ') {
            vec![line.clone()]
        } else {
            wrap(line, columns)
        }
    });
    for (y, line) in (2..bottom).zip(lines) {
        page.put(1, y, Role::Text, &line);
    }
    page.set_cursor(0, 2);
}
