//! A person: the tabs, and in each the rows with the selected one in full under them.

use super::{diary, front, head, items, log, moves, past, plan, shared, team, today};
use crate::app::model::Model;
use crate::app::person_view::{PersonView, Tab};
use crate::ui::layout::{self, TAB_HEAD};
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// The row of the tabs.
const TABS: u16 = 2;
/// Rows that a front page in full can have.
const FULL_ROWS: u16 = 60;

/// Draws the open person.
pub fn draw(page: &mut Page<'_>, model: &Model) {
    let Some(view) = &model.person else { return };
    head::draw(page, model);
    // The counts stay where they are in the list: coming and going sends less.
    today::counts(page, &model.today);
    tabs(page, view);
    let rows = layout::page_rows(page.width(), page.height(), model);
    match view.tab {
        Tab::Front => {
            let (width, height) = (
                page.width().saturating_sub(1),
                page.height().saturating_sub(TAB_HEAD),
            );
            let mut sheet = page.part(1, TAB_HEAD, width, height.saturating_sub(1));
            let draw = |sheet: &mut Page<'_>| {
                front::draw(
                    sheet,
                    &view.folder,
                    &view.outlook,
                    model.now,
                    &model.holidays,
                );
            };
            // The short page first; any key that goes down shows it in full.
            match view.cursor().checked_sub(1) {
                None => {
                    draw(&mut sheet);
                    let below = page.height().saturating_sub(2);
                    page.put(9, below, Role::Muted, "j: in full");
                }
                Some(from) => {
                    sheet.scrolled(FULL_ROWS, u16::try_from(from).unwrap_or(0), draw);
                }
            }
            page.set_cursor(0, TABS);
        }
        Tab::Plan => plan::draw(page, view, rows, model.now.date(), &model.holidays),
        Tab::Log => log::draw(page, view, rows, model),
        Tab::Items => items::draw(page, view, rows, model),
        Tab::Team => team::draw(page, view, rows, model),
        Tab::Diary => diary::draw(page, view, rows, model),
        Tab::Moves => moves::draw(page, view, rows),
        Tab::Shared => shared::draw(page, view, rows),
        Tab::Past => past::draw(page, view, rows),
    }
}

fn tabs(page: &mut Page<'_>, view: &PersonView) {
    let mut x = 1;
    let mut before = false;
    for tab in Tab::ALL {
        let here = tab == view.tab;
        let count = match tab {
            Tab::Front | Tab::Plan | Tab::Diary | Tab::Moves | Tab::Shared | Tab::Past => {
                String::new()
            }
            Tab::Log => format!(" {}", view.contact_count),
            Tab::Items => {
                format!(
                    " {}",
                    view.items.iter().filter(|item| item.is_open()).count()
                )
            }
            Tab::Team => format!(
                " {}",
                view.team
                    .iter()
                    .filter(|member| member.until_on.is_none())
                    .count()
            ),
        };
        let (number, word) = (tab.number(), tab.word());
        // Neighbours share the place between them; the name needs the rest.
        let open = match (here, before) {
            (true, _) => '[',
            (false, true) => ']',
            (false, false) => ' ',
        };
        let label = format!("{open}{number} {word}{count}");
        x = page.put(x, TABS, Role::Text, &label);
        before = here;
    }
    if before {
        page.put(x, TABS, Role::Text, "]");
    }
    if view.tab != Tab::Front {
        let name = view.folder.person.name.listed();
        page.put(x + 1, TABS, Role::Text, &name);
    }
}

/// One row of a tab.
pub struct TabRow<'a> {
    /// Columns of indent.
    pub indent: u16,
    /// How it is to be read.
    pub role: Role,
    /// What it says.
    pub text: std::borrow::Cow<'a, str>,
}

/// Draws the rows of a tab from the first on the screen, marks the selected one, and shows it in full below.
pub fn rows<'a>(
    page: &mut Page<'_>,
    view: &PersonView,
    count: usize,
    all: impl Iterator<Item = TabRow<'a>>,
    below: &[String],
) {
    for (y, (at, row)) in (TAB_HEAD..).zip(all.enumerate().skip(view.top()).take(count)) {
        if at == view.cursor() {
            page.put(0, y, Role::Marker, ">");
            page.set_cursor(0, y);
        }
        page.put(2 + row.indent, y, row.role, &row.text);
    }
    let top = TAB_HEAD + u16::try_from(count).unwrap_or(u16::MAX) + 1;
    let bottom = page.height().saturating_sub(1);
    let columns = usize::from(page.width().saturating_sub(3));
    let lines = below.iter().flat_map(|text| wrap(text, columns));
    for (y, line) in (top..bottom).zip(lines) {
        page.put(1, y, Role::Text, &line);
    }
}

/// What an empty tab says.
pub fn nothing(page: &mut Page<'_>, text: &str) {
    page.put(2, TAB_HEAD, Role::Text, text);
    page.set_cursor(0, TAB_HEAD);
}
