//! Two versions of one thing: the places where they collide, and the selected one word for word.

use crate::app::clash::{Clash, Side};
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// The first row of the places.
const PLACES: u16 = 4;
/// The most places on the screen; the others follow when the selection goes on.
const MOST: u16 = 6;

/// Draws the places, and both versions of the selected one below.
pub fn draw(page: &mut Page<'_>, clash: &Clash) {
    let saved = format!("Saved meanwhile by {}", clash.saved);
    page.put(1, 0, Role::Title, &saved);
    let lead = [
        "What does not collide is kept. Where it does, choose; then save ({clash.save}).",
        "Whichever you choose, the other version can be read under The past ({tab.past}).",
    ];
    for (y, line) in (1..).zip(lead) {
        page.put(1, y, Role::Muted, &page.spoken(line));
    }
    let top = (clash.cursor + 1).saturating_sub(usize::from(MOST));
    let rows = clash.rows.iter().enumerate().skip(top);
    for (y, (at, row)) in (PLACES..PLACES + MOST).zip(rows) {
        if at == clash.cursor {
            page.put(0, y, Role::Marker, ">");
            page.set_cursor(0, y);
        }
        let (role, taken) = match row.take {
            None => (Role::Warning, "choose: "),
            Some(Side::Theirs) => (Role::Text, "theirs: "),
            Some(Side::Mine) => (Role::Text, "yours:  "),
            Some(Side::Both) => (Role::Text, "both:   "),
        };
        let x = page.put(2, y, role, taken);
        page.put(x, y, Role::Text, &row.about);
    }
    let shown = u16::try_from(clash.rows.len()).unwrap_or(MOST).min(MOST);
    let Some(row) = clash.rows.get(clash.cursor) else {
        return;
    };
    let columns = usize::from(page.width().saturating_sub(3));
    let bottom = page.height().saturating_sub(1);
    let lines = row.told();
    let lines = lines.iter().flat_map(|told| {
        told.lines()
            .flat_map(|line| wrap(line, columns))
            .collect::<Vec<_>>()
    });
    for (y, line) in (PLACES + shown + 1..bottom).zip(lines) {
        page.put(1, y, Role::Text, &line);
    }
}
