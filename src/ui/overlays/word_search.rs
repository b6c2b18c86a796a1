//! Searching the words of contacts: the newest entries, one a row, and the selected one in full under them.

use chrono::NaiveDateTime;

use crate::app::word_search::WordSearch;
use crate::domain::{london, say};
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// Columns of the parts of a row.
const NAME: u16 = 15;
const NAME_WIDTH: u16 = 21;
const GIST: u16 = 38;
/// Rows under the list, for the selected entry.
const FULL: u16 = 6;

/// Draws the search.
pub fn draw(page: &mut Page<'_>, search: &WordSearch, now: NaiveDateTime) {
    let after = page.put(1, 0, Role::Title, "Words in contacts: ");
    page.put(after, 0, Role::InputFocus, &search.edit.text());
    let cursor = page.put(after, 0, Role::InputFocus, search.edit.before());
    page.set_cursor(cursor, 0);
    let text = said(search);
    page.put(1, 1, Role::Muted, &page.spoken(&text));
    let room = usize::from(page.height().saturating_sub(FULL + 4)).max(1);
    let top = (search.cursor + 1).saturating_sub(room);
    let rows = search.found.iter().enumerate().skip(top).take(room);
    for (y, (at, found)) in (3..).zip(rows) {
        if at == search.cursor {
            page.put(0, y, Role::Marker, ">");
        }
        let day = say::day(london::date(found.at), now.date());
        page.put_within(2, y, NAME - 3, Role::Text, &day);
        let role = if found.open { Role::Text } else { Role::Muted };
        page.put_within(NAME, y, NAME_WIDTH, role, &found.name);
        let gist = found.gist.split_whitespace().collect::<Vec<_>>().join(" ");
        let (role, mark) = if found.corrected {
            (Role::Muted, "[corrected] ")
        } else {
            (Role::Text, "")
        };
        page.put(GIST, y, role, &format!("{mark}{gist}"));
    }
    if let Some(found) = search.selected() {
        let top = page.height().saturating_sub(FULL);
        let left = if found.open { "" } else { ", has left" };
        let corrected = if found.corrected {
            "; another entry corrects this one"
        } else {
            ""
        };
        let when = say::day_time(london::local(found.at), now.date());
        page.put(
            1,
            top,
            Role::Heading,
            &format!("{}{left}, {when}{corrected}", found.name),
        );
        let columns = usize::from(page.width().saturating_sub(3));
        for (y, line) in (top + 1..page.height().saturating_sub(1)).zip(wrap(&found.gist, columns))
        {
            page.put(2, y, Role::Text, &line);
        }
    }
}

fn said(search: &WordSearch) -> String {
    if search.failed {
        return "The words could not be searched; the last line says why. {words.leave} goes back."
            .to_owned();
    }
    match (search.found.len(), search.edit.is_empty()) {
        (_, true) => {
            "Type words that were written in a contact, of whomever; the newest come first."
                .to_owned()
        }
        (0, false) => "No contact has these words. {words.leave} goes back.".to_owned(),
        (count, false) if search.is_full() => {
            format!("The newest {count}; type more to find older ones.")
        }
        (count, false) => format!(
            "{} found, newest first.",
            say::count(count, "entry", "entries")
        ),
    }
}
