//! What was decided about sharing, who holds which version of the plan, and the versions.

use super::person::{TabRow, rows};
use crate::app::person_view::PersonView;
use crate::app::shared_view::SharedRowPart;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the tab.
pub fn draw(page: &mut Page<'_>, view: &PersonView, count: usize) {
    let Some(tab) = &view.shared else { return };
    let is_title = |at: usize| {
        tab.rows.get(at).is_some_and(|row| {
            row.part == SharedRowPart::Heading && row.text.starts_with(char::is_uppercase)
        })
    };
    let row_at = |at: usize| {
        let row = tab.rows.get(at)?;
        let from = tab.from.map(SharedRowPart::Version) == Some(row.part);
        Some(TabRow {
            indent: if is_title(at) { 0 } else { 2 },
            role: if is_title(at) {
                Role::Heading
            } else if row.needs_look {
                Role::Warning
            } else {
                Role::Text
            },
            text: match (from, row.needs_look) {
                (true, _) => format!("(from here) {}", row.text).into(),
                (false, true) => format!("! {}", row.text).into(),
                (false, false) => row.text.as_str().into(),
            },
        })
    };
    let below = tab
        .rows
        .get(view.cursor())
        .map(|row| row.below.clone())
        .unwrap_or_default();
    rows(page, view, count, row_at, &below);
}
