//! The full-screen text editor.

use crate::app::editor::{DraftState, Editor};
use crate::app::model::Model;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// The first row of the text.
const TEXT: u16 = 3;

/// Draws the text; how its draft stands is said in the second line, where it disturbs nothing.
pub fn draw(page: &mut Page<'_>, editor: &Editor, _: &Model) {
    page.put(1, 0, Role::Title, &editor.title);
    let (role, kept) = match &editor.kept {
        DraftState::Unchanged | DraftState::Typing => (Role::Muted, String::new()),
        DraftState::Kept => (Role::Muted, "draft kept".to_owned()),
        DraftState::Failed(why) => (Role::Error, format!("DRAFT NOT KEPT: {why}")),
    };
    if matches!(editor.kept, DraftState::Failed(_)) {
        page.put(1, 1, role, &kept);
    } else {
        page.put(1, 1, Role::Muted, &editor.lead);
        let end = page.width().saturating_sub(12);
        page.put(end, 0, role, &kept);
    }
    for (y, row) in (TEXT..).zip(&editor.view.rows) {
        page.put(1, y, Role::Text, row);
    }
    let (row, column) = editor.view.cursor;
    page.set_cursor(1 + column, TEXT + row);
}
