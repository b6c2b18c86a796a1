//! The menu of what can be added: a letter, what it is, what it is for, how many there are.

use crate::app::adding::Adding;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Columns of the parts of a row; what begins at a tab stop is cheap to move to.
const LETTER: u16 = 2;
const NAME: u16 = 4;
const NAME_WIDTH: u16 = 20;
const COUNT: u16 = 24;
const EXPLAINED: u16 = 27;

/// Draws the menu.
pub fn draw(page: &mut Page<'_>, adding: &Adding) {
    page.put(1, 0, Role::Title, adding.title);
    for (y, (at, (addition, count))) in (2..).zip(adding.lines.iter().enumerate()) {
        if at == adding.cursor {
            page.put(0, y, Role::Marker, ">");
            page.set_cursor(0, y);
        }
        page.put(LETTER, y, Role::KeyCap, &addition.letter().to_string());
        page.put_within(NAME, y, NAME_WIDTH, Role::Text, addition.word());
        if *count > 0 {
            page.put(COUNT, y, Role::Count, &count.to_string());
        }
        page.put(EXPLAINED, y, Role::Muted, addition.explained());
    }
}
