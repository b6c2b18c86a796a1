//! The preview of an import: nothing is written before it is accepted.

use crate::app::import_view::LineTone;
use crate::app::model::Model;
use crate::ui::layout;
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// Columns by which a line that goes on is set in.
const HANGING: u16 = 2;

/// Draws the preview.
pub fn draw(page: &mut Page<'_>, model: &Model) {
    let Some(view) = &model.import else { return };
    let x = page.put(1, 0, Role::Title, "Preview: nothing is written yet.");
    let keys = if view.read.brings_any() {
        let what = view.read.in_words();
        format!("{{import.accept}} brings {what} in, {{import.leave}} leaves.")
    } else if view.read.has_other_records() {
        "Nobody new; see what differs. {import.leave} leaves.".to_owned()
    } else {
        "There is nothing to bring in; {import.leave} leaves.".to_owned()
    };
    page.put(x + 1, 0, Role::Text, &page.spoken(&keys));
    let rows = layout::page_rows(page.width(), page.height(), model);
    let bottom = 2 + u16::try_from(rows).unwrap_or(u16::MAX);
    let mut y = 2;
    // The remedy stands last in a line, so nothing is cut.
    for line in view.lines.iter().skip(view.top) {
        let (x, role) = match line.tone {
            LineTone::Heading => (1, Role::Heading),
            LineTone::Plain => (3, Role::Text),
            LineTone::Bad => (3, Role::Error),
            LineTone::Warning => (3, Role::Warning),
        };
        let columns = usize::from(page.width().saturating_sub(x + HANGING + 1));
        for (at, row) in wrap(&line.text, columns).iter().enumerate() {
            if y >= bottom {
                break;
            }
            page.put(if at == 0 { x } else { x + HANGING }, y, role, row);
            y += 1;
        }
    }
    page.set_cursor(0, 2);
}
