//! What changed since the user was last here: a row each, the selected one in full under them.

use super::{head, today};
use crate::app::changes_view::ChangesView;
use crate::app::model::Model;
use crate::domain::say;
use crate::ui::layout::{self, TAB_HEAD};
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// Columns of the parts of a row.
const KIND: u16 = 2;
const WHOM: u16 = 10;
const WHOM_WIDTH: u16 = 21;
const WHAT: u16 = 32;

/// Draws the page.
pub fn draw(page: &mut Page<'_>, model: &Model) {
    let Some(view) = &model.changes else { return };
    head::draw(page, model);
    today::counts(page, &model.today, None);
    page.put(1, 2, Role::Heading, &heading(view, model));
    if view.is_empty() {
        let columns = usize::from(page.width().saturating_sub(3));
        for (y, line) in (TAB_HEAD + 1..).zip(wrap(&page.spoken(nothing(view)), columns)) {
            page.put(2, y, Role::Text, &line);
        }
        page.set_cursor(0, TAB_HEAD);
        return;
    }
    let rows = layout::page_rows(page.width(), page.height(), model);
    for (at, said) in view.rows_on(rows) {
        let y = TAB_HEAD + u16::try_from(at - view.top()).unwrap_or(0);
        if at == view.cursor() {
            page.put(0, y, Role::Marker, ">");
            page.set_cursor(0, y);
        }
        page.put_within(KIND, y, WHOM - KIND - 1, Role::Muted, said.kind);
        page.put_within(WHOM, y, WHOM_WIDTH, Role::Text, &said.whom);
        page.put(WHAT, y, Role::Text, &said.what);
    }
    if let Some(said) = view.selected() {
        let top = TAB_HEAD + u16::try_from(rows).unwrap_or(u16::MAX) + 1;
        let bottom = page.height().saturating_sub(1);
        let columns = usize::from(page.width().saturating_sub(3));
        let lines = wrap(&format!("{}: {}", said.whom, said.what), columns);
        for (y, line) in (top..bottom).zip(lines) {
            page.put(1, y, Role::Text, &line);
        }
    }
}

fn heading(view: &ChangesView, model: &Model) -> String {
    let Some(since) = view.since else {
        return "What changed since you were last here".to_owned();
    };
    let since = say::day_time(since, model.now.date());
    let changes = say::count(view.len(), "change", "changes");
    let did = if view.is_first { "came" } else { "left" };
    match view.by_others() {
        0 => format!("{changes} since you {did}, {since}"),
        others => format!("{changes} since you {did}, {since}; {others} written by others"),
    }
}

fn nothing(view: &ChangesView) -> &'static str {
    if view.since.is_some() && !view.is_first {
        "Nothing has changed since then. {changes.leave} goes back to the list."
    } else {
        "This is your first visit. Next time, what changed in between stands here. {changes.leave} goes back to the list."
    }
}
