//! How it looks: a pure function of the model. Reads `&Model`, changes nothing, knows no store.
//!
//! `run` owns the terminal; `lean` sends it as few bytes as it can; `theme` dresses roles; every text passes `page`.

mod footer;
pub mod input;
pub mod layout;
pub mod lean;
mod overlays;
mod page;
pub mod run;
mod screens;
pub mod terminal;
pub mod theme;
mod theme_load;
mod theme_role;

use chrono::NaiveDateTime;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::forms::Purpose;
use crate::app::keymap::Keymap;
use crate::app::model::{Model, Overlay, Screen};
use crate::app::outlook::Outlook;
use crate::app::person_view::Tab;
use crate::domain::calendar::Holidays;
use crate::domain::record::Folder;
use page::Page;
use theme::Theme;

/// Steps that the front page on the screen has; without an end where something stands over it, or none is shown.
pub fn front_steps(model: &Model, keymap: &Keymap, width: u16, height: u16) -> usize {
    let is_shown = model.screen == Screen::Person
        && model.overlays.is_empty()
        && model
            .person
            .as_ref()
            .is_some_and(|view| view.tab == Tab::Front);
    if !is_shown {
        return usize::MAX;
    }
    // The short page is followed by the full one, however long that is.
    if model.person.as_ref().is_some_and(|view| view.cursor() == 0) {
        return 2;
    }
    let area = Rect::new(0, 0, width, height);
    let (mut buffer, theme) = (Buffer::empty(area), Theme::plain());
    let mut page = Page::new(&mut buffer, area, &theme, keymap);
    screens::person::front_steps(&mut page, model)
}

/// Draws the whole screen.
pub fn draw(frame: &mut Frame<'_>, model: &Model, keymap: &Keymap, theme: &Theme) {
    let area = frame.area();
    let mut page = Page::new(frame.buffer_mut(), area, theme, keymap);
    let over = model
        .overlays
        .iter()
        .rev()
        .find(|overlay| !matches!(overlay, Overlay::Confirm(_)));
    match over {
        Some(Overlay::Form(form)) if matches!(form.purpose, Purpose::InPlace(_)) => {
            screens::person::draw(&mut page, model);
            overlays::in_place::draw(&mut page, form, model);
        }
        Some(Overlay::Form(form)) => overlays::form::draw(&mut page, form, model),
        Some(Overlay::Editor(editor)) => overlays::editor::draw(&mut page, editor, model),
        Some(Overlay::Reading(reading)) => overlays::reading::draw(&mut page, reading),
        Some(Overlay::Palette(palette)) => overlays::palette::draw(&mut page, palette, keymap),
        Some(Overlay::WordSearch(search)) => {
            overlays::word_search::draw(&mut page, search, model.now);
        }
        Some(Overlay::Adding(adding)) => overlays::adding::draw(&mut page, adding),
        Some(Overlay::Views(views)) => overlays::views::draw(&mut page, views),
        Some(Overlay::Clash(clash)) => overlays::clash::draw(&mut page, clash),
        Some(Overlay::Confirm(_)) | None => match model.screen {
            Screen::Door => {}
            Screen::Today => screens::today::draw(&mut page, model, keymap),
            Screen::Person => screens::person::draw(&mut page, model),
            Screen::Diaries => screens::diaries::draw(&mut page, model),
            Screen::Left => screens::left::draw(&mut page, model),
            Screen::Services => screens::services::draw(&mut page, model),
            Screen::Import => screens::import::draw(&mut page, model),
            Screen::Changes => screens::changes::draw(&mut page, model),
        },
    }
    let before = page.cursor;
    footer::draw(&mut page, model, keymap);
    if let Some(cursor) = page.cursor.or(before) {
        frame.set_cursor_position(cursor);
    }
}

/// The front page as plain lines, for the command line and screen readers: no key is named, since none can be pressed.
pub fn plain_front(
    folder: &Folder,
    outlook: &Outlook,
    now: NaiveDateTime,
    holidays: &Holidays,
    columns: u16,
) -> Vec<String> {
    let area = Rect::new(0, 0, columns, 160);
    let mut buffer = Buffer::empty(area);
    let theme = Theme::probe();
    let keymap = Keymap::shell();
    let mut page = Page::new(&mut buffer, area, &theme, &keymap);
    let extent = screens::front::Extent::InFull;
    screens::front::draw(&mut page, folder, outlook, now, holidays, extent);
    let mut lines: Vec<String> = (0..area.height)
        .map(|y| {
            let cells = (0..area.width).filter_map(|x| buffer.cell((x, y)));
            cells
                .map(ratatui::buffer::Cell::symbol)
                .collect::<String>()
                .trim_end()
                .to_owned()
        })
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}
