//! A person: the tabs, and in each the rows with the selected one in full under them.

use unicode_width::UnicodeWidthStr;

use super::front::Extent;
use super::{diary, front, head, items, log, moves, past, plan, shared, team, today};
use crate::app::model::Model;
use crate::app::person_view::{PersonView, Tab};
use crate::ui::layout::{self, TAB_HEAD};
use crate::ui::page::{Page, ended, wrap};
use crate::ui::theme::Role;

/// The row of the tabs.
const TABS: u16 = 2;
/// Rows that a front page in full can have.
const FULL_ROWS: u16 = 160;

/// Draws the open person.
pub fn draw(page: &mut Page<'_>, model: &Model) {
    let Some(view) = &model.person else { return };
    head::draw(page, model);
    // The counts stay where they are in the list: coming and going sends less.
    today::counts(
        page,
        &model.today,
        today::bucket_of(&model.today, view.id()),
    );
    tabs(page, model, view);
    let rows = layout::page_rows(page.width(), page.height(), model);
    match view.tab {
        Tab::Front => {
            let mut sheet = front_sheet(page);
            let draw = |sheet: &mut Page<'_>, extent| front_page(sheet, view, model, extent);
            // The short page first, where the whole does not fit; any key that goes down shows it in full.
            match view.cursor().checked_sub(1) {
                None if full_rows(&sheet, view, model) <= sheet.height() => {
                    draw(&mut sheet, Extent::InFull);
                }
                None => {
                    // The last row is the hint's.
                    let (width, rows) = (sheet.width(), sheet.height().saturating_sub(1));
                    draw(&mut sheet.part(0, 0, width, rows), Extent::AsFits);
                    let below = page.height().saturating_sub(2);
                    let hint = page.spoken("{rows.down}: in full");
                    page.put(9, below, Role::Muted, &hint);
                }
                Some(from) => {
                    let from = u16::try_from(from).unwrap_or(0);
                    sheet.scrolled(FULL_ROWS, from, |sheet| draw(sheet, Extent::InFull));
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

/// Where the front page stands.
fn front_sheet<'p>(page: &'p mut Page<'_>) -> Page<'p> {
    let (width, height) = (
        page.width().saturating_sub(1),
        page.height().saturating_sub(TAB_HEAD + 1),
    );
    page.part(1, TAB_HEAD, width, height)
}

fn front_page(sheet: &mut Page<'_>, view: &PersonView, model: &Model, extent: Extent) {
    front::draw(
        sheet,
        &view.folder,
        &view.outlook,
        model.now,
        &model.holidays,
        extent,
    );
}

/// How many steps the front page has: the short page, and then the page in full as far as it is longer than the screen.
pub fn front_steps(page: &mut Page<'_>, model: &Model) -> usize {
    let Some(view) = &model.person else { return 1 };
    let sheet = front_sheet(page);
    match full_rows(&sheet, view, model).checked_sub(sheet.height()) {
        None | Some(0) => 1,
        Some(beyond) => 2 + usize::from(beyond),
    }
}

/// Rows of the front page in full.
fn full_rows(sheet: &Page<'_>, view: &PersonView, model: &Model) -> u16 {
    sheet.rows_drawn(FULL_ROWS, |sheet| {
        front_page(sheet, view, model, Extent::InFull);
    })
}

/// Letters that are left of a tab's name where the person's name needs the place.
const SHORT: usize = 3;

/// How much the labels of the tabs that are not open say.
#[derive(Clone, Copy)]
enum Length {
    Whole,
    Short,
    Number,
}

/// The tabs, and after them whose page it is: that name is never cut for the sake of the others. At the right, that
/// something typed for them is not saved yet, where that is so.
fn tabs(page: &mut Page<'_>, model: &Model, view: &PersonView) {
    let name = view.folder.person.name.listed();
    let named = view.tab != Tab::Front;
    let unsaved = match model.unsaved_of(view.id()) {
        0 => String::new(),
        many => page
            .spoken(&format!("{many} unsaved ({{draft.open}})"))
            .into_owned(),
    };
    let columns = u16::try_from(unsaved.width()).unwrap_or(u16::MAX);
    let right = page.width().saturating_sub(columns + 1);
    page.put(right, TABS, Role::Warning, &unsaved);
    let room = if unsaved.is_empty() {
        usize::from(page.width())
    } else {
        usize::from(right)
    };
    let fits = |line: &String| match (named, unsaved.is_empty()) {
        (true, _) => line.width() + name.width() + 2 <= room,
        (false, true) => true,
        (false, false) => line.width() + 2 <= room,
    };
    let line = [Length::Whole, Length::Short]
        .into_iter()
        .map(|length| labels(view, length))
        .find(fits)
        .unwrap_or_else(|| labels(view, Length::Number));
    let x = page.put(1, TABS, Role::Text, &line);
    if named {
        page.put(x + 1, TABS, Role::Text, &name);
    }
}

/// The tabs in a line. Neighbours share the place between them.
fn labels(view: &PersonView, length: Length) -> String {
    let mut line = String::new();
    let mut before = false;
    for tab in Tab::ALL {
        let here = tab == view.tab;
        let word = tab.word();
        let (word, count) = match length {
            _ if here => (word, count(view, tab)),
            Length::Whole => (word, count(view, tab)),
            Length::Short if tab == Tab::Items => {
                (word.get(..SHORT).unwrap_or(word), count(view, tab))
            }
            Length::Short => (word.get(..SHORT).unwrap_or(word), String::new()),
            Length::Number => ("", String::new()),
        };
        line.push(match (here, before) {
            (true, _) => '[',
            (false, true) => ']',
            (false, false) => ' ',
        });
        line.push_str(&tab.number().to_string());
        if !word.is_empty() {
            line.push_str(&[" ", word, &count].concat());
        }
        before = here;
    }
    if before {
        line.push(']');
    }
    line
}

/// How much is on a tab, where that is worth a glance.
fn count(view: &PersonView, tab: Tab) -> String {
    let many = match tab {
        Tab::Front | Tab::Plan | Tab::Diary | Tab::Moves | Tab::Shared | Tab::Past => {
            return String::new();
        }
        Tab::Log => view.contact_count as usize,
        Tab::Items => view.items.iter().filter(|item| item.is_open()).count(),
        Tab::Team => {
            let team = view.team.iter();
            team.filter(|member| member.until_on.is_none()).count()
        }
    };
    format!(" {many}")
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

/// What stands before a row of whose texts one is two that were kept at once.
pub(super) const BOTH_KEPT: &str = "[both kept] ";

/// Draws the rows of a tab that are on the screen, of which no others are asked for; marks the selected one, and shows it
/// in full below.
pub fn rows<'a>(
    page: &mut Page<'_>,
    view: &PersonView,
    count: usize,
    row_at: impl Fn(usize) -> Option<TabRow<'a>>,
    below: &[String],
) {
    let seen = (view.top()..).map_while(|at| Some((at, row_at(at)?)));
    for (y, (at, row)) in (TAB_HEAD..).zip(seen.take(count)) {
        if at == view.cursor() {
            page.put(0, y, Role::Marker, ">");
            page.set_cursor(0, y);
        }
        let text = page.spoken(&row.text);
        page.put(2 + row.indent, y, row.role, &text);
    }
    let end = TAB_HEAD + u16::try_from(count).unwrap_or(u16::MAX);
    today::more(page, (view.top(), count, view.whole_len()), end);
    let top = end + 1;
    let bottom = page.height().saturating_sub(1);
    let columns = usize::from(page.width().saturating_sub(3));
    let lines: Vec<String> = below
        .iter()
        .flat_map(|text| wrap(&page.spoken(text), columns))
        .collect();
    for (y, line) in (top..bottom).zip(ended(lines, bottom.saturating_sub(top).into(), columns)) {
        page.put(1, y, Role::Text, &line);
    }
}

/// What an empty tab says.
pub fn nothing(page: &mut Page<'_>, text: &str) {
    let text = page.spoken(text);
    page.put(2, TAB_HEAD, Role::Text, &text);
    page.set_cursor(0, TAB_HEAD);
}
