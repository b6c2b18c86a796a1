//! Those who left: how, when, and of whom somebody still has to be told; the selected one in words under the rows.

use super::head;
use crate::app::left::LeftView;
use crate::app::model::Model;
use crate::domain::leaving::did;
use crate::domain::say;
use crate::ui::layout::{self, TODAY_HEAD};
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// Columns of the parts of a row.
const NAME: u16 = 2;
const NAME_WIDTH: u16 = 28;
const HOW: u16 = 31;
const ON: u16 = 46;
const TELL: u16 = 60;

/// Draws the screen.
pub fn draw(page: &mut Page<'_>, model: &Model) {
    let Some(view) = &model.left else { return };
    head::draw(page, model);
    let all = view.everybody();
    let to_tell: u32 = all.iter().map(|row| row.to_tell).sum();
    let x = page.put(
        1,
        1,
        Role::Count,
        &format!(
            "{} left the list",
            say::count(all.len(), "person has", "people have")
        ),
    );
    if to_tell > 0 {
        page.put(x + 2, 1, Role::Warning, &format!("{to_tell} to tell"));
    }
    search(page, view);
    let rows = layout::page_rows(page.width(), page.height(), model);
    list(page, view, rows);
    let top = TODAY_HEAD + u16::try_from(rows).unwrap_or(u16::MAX) + 1;
    let columns = usize::from(page.width().saturating_sub(2));
    let lines: Vec<String> = view
        .detail
        .iter()
        .flat_map(|text| wrap(&page.spoken(text), columns))
        .collect();
    for (y, line) in (top..page.height().saturating_sub(1)).zip(lines) {
        page.put(1, y, Role::Text, &line);
    }
}

fn search(page: &mut Page<'_>, view: &LeftView) {
    let hidden = view.everybody().len() - view.len();
    if let Some(find) = &view.find {
        let after = page.put(1, 2, Role::Heading, "Find: ");
        let end = page.put(after, 2, Role::InputFocus, &find.text());
        page.put(
            end + 2,
            2,
            Role::Muted,
            &format!("{} found, {hidden} hidden", view.len()),
        );
        let cursor = page.put(after, 2, Role::InputFocus, find.before());
        page.set_cursor(cursor, 2);
    } else if !view.text.is_empty() {
        let said = format!(
            "Only \"{}\": {} shown, {hidden} hidden. {{left.back}} shows all of them.",
            view.text,
            view.len()
        );
        page.put(1, 2, Role::Warning, &page.spoken(&said));
    }
}

fn list(page: &mut Page<'_>, view: &LeftView, rows: usize) {
    if view.is_empty() {
        let text = if view.everybody().is_empty() {
            "Nobody has left the list yet. {left.back} goes back; {list.status} says when somebody leaves."
        } else {
            "Nobody fits. {left.back} shows all of them again."
        };
        let text = page.spoken(text);
        page.put(2, TODAY_HEAD + 1, Role::Text, &text);
        if view.find.is_none() {
            page.set_cursor(0, TODAY_HEAD);
        }
        return;
    }
    let places = view.top..view.len().min(view.top + rows);
    for (y, place) in (TODAY_HEAD..).zip(places) {
        let Some(row) = view.row(place) else { continue };
        if place == view.cursor() {
            page.put(0, y, Role::Marker, ">");
            if view.find.is_none() {
                page.set_cursor(0, y);
            }
        }
        page.put_within(NAME, y, NAME_WIDTH, Role::Text, &row.name);
        page.put(HOW, y, Role::Text, did(row.how));
        page.put(ON, y, Role::Text, &say::birth(row.on));
        if row.to_tell > 0 {
            page.put(TELL, y, Role::Warning, &format!("{} to tell", row.to_tell));
        }
    }
}
