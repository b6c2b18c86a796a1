//! The diary of everybody: each day with what is on it, whose it is and how it stands; the selected one in full.

use super::diary::{in_full, role, standing};
use super::head;
use crate::app::diaries::{Diaries, Line, Span};
use crate::app::model::Model;
use crate::domain::appointment::{Appointment, Moment};
use crate::domain::say;
use crate::ui::layout::{self, TODAY_HEAD};
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// Columns of the parts of a row.
const TIME: u16 = 2;
const NAME: u16 = 10;
const NAME_WIDTH: u16 = 24;
const HOW: u16 = 35;
const WHAT: u16 = 49;

/// Draws the screen.
pub fn draw(page: &mut Page<'_>, model: &Model) {
    let Some(view) = &model.diaries else { return };
    head::draw(page, model);
    let today = model.now.date();
    let days = match view.span() {
        Span::Day => say::full(view.from()),
        Span::Week => format!("{} to {}", say::full(view.from()), say::full(view.until())),
    };
    let x = page.put(1, 1, Role::Count, &format!("Diary of everybody, {days}"));
    page.put(x + 2, 1, Role::Muted, &counts(view, model));
    let rows = layout::page_rows(page.width(), page.height(), model);
    let lines = view.lines().iter().skip(view.top).take(rows);
    for (y, line) in (TODAY_HEAD..).zip(lines) {
        match *line {
            Line::Day(day, on_it) => {
                let x = page.put(
                    1,
                    y,
                    Role::Heading,
                    &format!("{} ({})", say::full(day), say::relative(day, today)),
                );
                if on_it == 0 {
                    page.put(x + 2, y, Role::Muted, "nothing booked");
                }
            }
            Line::Entry(at) => {
                let Some(entry) = view.entries().get(at) else {
                    continue;
                };
                row(page, y, &entry.name, &entry.appointment, model);
                if at == view.cursor() {
                    page.put(0, y, Role::Marker, ">");
                    page.set_cursor(0, y);
                }
            }
        }
    }
    if view.entry().is_none() {
        page.set_cursor(0, TODAY_HEAD);
    }
    let top = TODAY_HEAD + u16::try_from(rows).unwrap_or(u16::MAX) + 1;
    let columns = usize::from(page.width().saturating_sub(2));
    let below = match view.entry() {
        Some(entry) => {
            let mut lines = vec![entry.name.clone()];
            lines.extend(in_full(&entry.appointment, view.hints(today), model));
            lines
        }
        None => vec![
            "Nothing is booked for anybody in these days. {appointment.book} in the diary of a person ({tab.diary}) books."
                .to_owned(),
        ],
    };
    let lines = below
        .iter()
        .flat_map(|text| wrap(&page.spoken(text), columns))
        .collect::<Vec<_>>();
    for (y, line) in (top..page.height().saturating_sub(1)).zip(lines) {
        page.put(1, y, Role::Text, &line);
    }
}

fn counts(view: &Diaries, model: &Model) -> String {
    let today = model.now.date();
    let past = |one: &Appointment| one.at.day() < today;
    let open = |one: &Appointment| one.how().is_none();
    let mut parts = vec![
        (
            view.count(|one| open(one) && !past(one)),
            "booked".to_owned(),
        ),
        (
            view.count(|one| open(one) && !past(one) && one.lacks().next().is_some()),
            "not ready".to_owned(),
        ),
        (
            view.count(|one| open(one) && past(one)),
            "how was it?".to_owned(),
        ),
    ];
    parts.retain(|(count, _)| *count > 0);
    let said: Vec<String> = parts
        .into_iter()
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    said.join(", ")
}

fn row(page: &mut Page<'_>, y: u16, name: &str, one: &Appointment, model: &Model) {
    let role = role(one);
    let time = match one.at {
        Moment::At(_) => one.at.time().map(say::time).unwrap_or_default(),
        Moment::On(_) => "all day".to_owned(),
    };
    page.put(TIME, y, role, &time);
    page.put_within(NAME, y, NAME_WIDTH, role, name);
    page.put(HOW, y, role, standing(one, model));
    let room = page.width().saturating_sub(WHAT);
    page.put_within(WHAT, y, room, role, &one.line());
}
