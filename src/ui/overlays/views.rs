//! The choice of views: each with how many people it would show, what it asks, and who saved it.

use crate::app::views::{Choice, Views};
use crate::domain::say;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Columns of the parts of a row.
const SHOWS: u16 = 2;
const NAME: u16 = 10;
const NAME_WIDTH: u16 = 31;
const ASKS: u16 = 42;

/// Draws the choice.
pub fn draw(page: &mut Page<'_>, views: &Views) {
    let after = page.put(1, 0, Role::Title, "View: ");
    page.put(after, 0, Role::InputFocus, &views.edit.text());
    let cursor = page.put(after, 0, Role::InputFocus, views.edit.before());
    page.set_cursor(cursor, 0);
    let open = say::count(views.open, "person", "people");
    let says = format!("Beside each: how many it shows of {open}.");
    page.put(1, 1, Role::Muted, &says);
    let room = usize::from(page.height().saturating_sub(6)).max(1);
    let top = (views.cursor + 1).saturating_sub(room);
    for (y, (at, choice)) in (3..).zip(views.hits().enumerate().skip(top).take(room)) {
        if at == views.cursor {
            page.put(0, y, Role::Marker, ">");
        }
        row(page, choice, y);
    }
    if let Some(choice) = views.selected() {
        let y = page.height().saturating_sub(2);
        page.put(1, y, Role::Text, &whole(choice));
    } else {
        let said = page.spoken(
            "No view is called that. {view.leave} goes back; {list.filter} in the list makes one.",
        );
        page.put(1, 3, Role::Text, &said);
    }
}

fn row(page: &mut Page<'_>, choice: &Choice, y: u16) {
    page.put(SHOWS, y, Role::Count, &format!("{:>6}", choice.shows));
    page.put_within(NAME, y, NAME_WIDTH, Role::Text, &choice.named.name);
    page.put(ASKS, y, Role::Muted, &choice.named.view.words());
}

/// What the selected one asks, and whose it is.
fn whole(choice: &Choice) -> String {
    let asks = choice.named.view.words();
    match &choice.saved {
        Some(saved) => format!("Saved by {}: {asks}", saved.by),
        None => format!("In every store: {asks}"),
    }
}
