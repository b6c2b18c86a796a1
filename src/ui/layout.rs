//! Where things stand: pure geometry, used by the painter and, as the page size, by the commands that move.

use crate::app::model::{Model, Screen};
use crate::app::person_view::Tab;

/// Rows of the list's head: the title and the counts.
pub const TODAY_HEAD: u16 = 3;
/// Rows under the list: a blank one, the person, their reasons.
pub const TODAY_DETAIL: u16 = 9;
pub use crate::app::SIDE_BY_SIDE;

/// Columns of the list where the person stands beside it.
pub const LIST_WIDTH: u16 = 78;
/// Rows over the rows of a tab: the head, the counts, the tabs.
pub const TAB_HEAD: u16 = 3;
/// Rows under the rows of a tab, which show the selected one in full.
pub const TAB_DETAIL: u16 = 5;

/// Rows under the diary of everybody, which show the selected one in full.
pub const DIARIES_DETAIL: u16 = 6;

/// The rows that the list on the screen has: what a page is.
pub fn page_rows(width: u16, height: u16, model: &Model) -> usize {
    let foot = 1;
    let taken = match model.screen {
        Screen::Door => foot,
        Screen::Today if width >= SIDE_BY_SIDE => TODAY_HEAD + foot,
        Screen::Today | Screen::Left => TODAY_HEAD + TODAY_DETAIL + foot,
        Screen::Services => TODAY_HEAD + services_detail(height) + 1 + foot,
        Screen::Diaries => TODAY_HEAD + DIARIES_DETAIL + foot,
        Screen::Import => 2 + foot,
        Screen::Changes => TAB_HEAD + TAB_DETAIL + foot,
        Screen::Person => match model.person.as_ref().map(|view| view.tab) {
            Some(Tab::Front) | None => TAB_HEAD + foot,
            Some(_) => TAB_HEAD + TAB_DETAIL + foot,
        },
    };
    usize::from(height.saturating_sub(taken).max(1))
}

/// Rows that the selected service has under the list: more on a higher terminal, for all of it is worth reading.
fn services_detail(height: u16) -> u16 {
    height * 3 / 8
}
