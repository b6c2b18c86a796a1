//! The palette: what fits what is typed, with keys, and why something cannot be used now.

use crate::app::command::Availability;
use crate::app::keymap::Keymap;
use crate::app::palette::Palette;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the palette.
pub fn draw(page: &mut Page<'_>, palette: &Palette, keymap: &Keymap) {
    let after = page.put(1, 0, Role::Title, "Do: ");
    page.put(after, 0, Role::InputFocus, &palette.edit.text());
    let cursor = page.put(after, 0, Role::InputFocus, palette.edit.before());
    page.set_cursor(cursor, 0);
    let room = usize::from(page.height().saturating_sub(3)).max(1);
    let top = (palette.cursor + 1).saturating_sub(room);
    if palette.hits.is_empty() {
        let said = page.spoken("Nothing here is called that. {palette.leave} goes back.");
        page.put(1, 2, Role::Text, &said);
    }
    for (y, (at, hit)) in (2..).zip(palette.hits.iter().enumerate().skip(top).take(room)) {
        if at == palette.cursor {
            page.put(0, y, Role::Marker, ">");
        }
        let key = keymap
            .key_of(hit.command)
            .map(|key| key.to_string())
            .unwrap_or_default();
        page.put(2, y, Role::KeyCap, &key);
        match hit.availability {
            Availability::Ready => {
                page.put(13, y, Role::Text, hit.command.title);
                page.put(38, y, Role::Muted, hit.command.help);
            }
            Availability::Blocked(why) => {
                page.put(13, y, Role::Muted, hit.command.title);
                page.put(38, y, Role::Muted, &page.spoken(why));
            }
        }
    }
}
