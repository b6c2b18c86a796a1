//! A page to read.

use crate::app::model::Reading;
use crate::app::reading::{columns, hanging};
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the page from its first line.
pub fn draw(page: &mut Page<'_>, reading: &Reading) {
    page.put(1, 0, Role::Title, &reading.title);
    let columns = columns(page.width());
    let bottom = page.height().saturating_sub(1);
    let lines = reading
        .lines
        .iter()
        .skip(reading.top)
        .flat_map(|line| hanging(line, columns));
    for (y, line) in (2..bottom).zip(lines) {
        page.put(1, y, Role::Text, &line);
    }
    page.set_cursor(0, 2);
}
