//! Moves: admissions, discharges with their checklists, and the others, the newest first.

use super::person::{TabRow, nothing, rows};
use crate::app::moves_view::MoveRowPart;
use crate::app::person_view::PersonView;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the tab.
pub fn draw(page: &mut Page<'_>, view: &PersonView, count: usize) {
    if view.moves.is_empty() {
        nothing(
            page,
            "No moves yet: {move.discharge} records a discharge, {move.admission} an admission, {move.record} any other move.",
        );
        return;
    }
    let row_at = |at: usize| {
        let row = view.moves.get(at)?;
        let is_move = matches!(row.part, MoveRowPart::Move(_));
        Some(TabRow {
            indent: if is_move { 0 } else { 2 },
            role: if is_move {
                Role::Heading
            } else if row.needs_look {
                Role::Warning
            } else {
                Role::Text
            },
            text: if row.needs_look {
                format!("! {}", row.text).into()
            } else {
                row.text.as_str().into()
            },
        })
    };
    let below = view
        .moves
        .get(view.cursor())
        .map(|row| row.below.clone())
        .unwrap_or_default();
    rows(page, view, count, row_at, &below);
}
