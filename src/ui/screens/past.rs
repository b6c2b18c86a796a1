//! The past: who was responsible on a day, who held which place when, every version of the person's words.

use super::person::{TabRow, rows};
use crate::app::past::PastKind;
use crate::app::person_view::PersonView;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the past.
pub fn draw(page: &mut Page<'_>, view: &PersonView, count: usize) {
    let row_at = |at: usize| {
        view.past().get(at).map(|row| TabRow {
            indent: if row.kind == PastKind::Heading { 0 } else { 2 },
            role: match row.kind {
                PastKind::Heading => Role::Title,
                PastKind::Holds => Role::Text,
                PastKind::Over => Role::Muted,
                PastKind::Older => Role::Warning,
            },
            text: row.text.as_str().into(),
        })
    };
    let below = view
        .past_row()
        .map(|row| row.full.as_slice())
        .unwrap_or_default();
    rows(page, view, count, row_at, below);
}
