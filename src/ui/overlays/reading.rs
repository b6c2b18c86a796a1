//! A page to read.

use crate::app::model::Reading;
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// Where the second column of a page in two columns begins, as in help.
const SECOND_COLUMN: usize = 17;

/// Draws the page from its first line.
pub fn draw(page: &mut Page<'_>, reading: &Reading) {
    page.put(1, 0, Role::Title, &reading.title);
    let columns = usize::from(page.width().saturating_sub(3));
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

/// A line wrapped; what is set out in two columns keeps the first one clear.
fn hanging(line: &str, columns: usize) -> Vec<String> {
    let indent = if line.starts_with(' ') {
        SECOND_COLUMN
    } else {
        0
    };
    let head: String = line.chars().take(indent).collect();
    let rest: String = line.chars().skip(indent).collect();
    let lines = wrap(&rest, columns.saturating_sub(indent))
        .into_iter()
        .enumerate();
    lines
        .map(|(at, text)| {
            if at == 0 {
                format!("{head}{text}")
            } else {
                format!("{:indent$}{text}", "")
            }
        })
        .collect()
}
