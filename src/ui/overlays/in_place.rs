//! A row of the plan that is edited where it stands: the plan stays around it.

use crate::app::form::{Form, Input};
use crate::app::model::Model;
use crate::ui::layout::{TAB_HEAD, page_rows};
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// Draws the line over its row, and under the rows what it is for or why it was not saved.
pub fn draw(page: &mut Page<'_>, form: &Form, model: &Model) {
    let Some(view) = &model.person else { return };
    let row = u16::try_from(view.cursor().saturating_sub(view.top())).unwrap_or(0);
    let y = TAB_HEAD + row;
    let indent = view.row().map_or(0, |row| row.depth * 2);
    if let Some(Input::Line(edit)) = form.fields.first().map(|field| &field.input) {
        page.clear_row(y);
        page.put(0, y, Role::Marker, ">");
        super::form::line_at(page, edit, Role::InputFocus, true, (2 + indent, y));
    }
    let top =
        TAB_HEAD + u16::try_from(page_rows(page.width(), page.height(), model)).unwrap_or(0) + 1;
    let bottom = page.height().saturating_sub(1);
    for y in top..bottom {
        page.clear_row(y);
    }
    let (role, text) = match &form.problem {
        Some(problem) => (Role::Error, problem.as_str()),
        None => (
            Role::Muted,
            "{form.enter} saves this row; {form.leave} leaves it, what was typed stays as a draft.",
        ),
    };
    let columns = usize::from(page.width().saturating_sub(2));
    for (y, line) in (top..bottom).zip(wrap(&page.spoken(text), columns)) {
        page.put(1, y, role, &line);
    }
}
