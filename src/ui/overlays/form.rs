//! A form: its fields one below the other, the echo of dates, what the field wants, why a save was refused.

use unicode_width::UnicodeWidthStr;

use super::phrases;
use crate::app::form::{Field, Form, Input};
use crate::app::forms::Purpose;
use crate::app::line_edit::LineEdit;
use crate::app::model::Model;
use crate::app::offer::{Offer, fitting};
use crate::ui::page::{Page, ended, wrap, wrap_first, wrap_rows};
use crate::ui::theme::Role;

/// The column at which values begin: a tab stop, so that moving to it is cheap.
const VALUE: u16 = 24;
/// The most rows that a long text has on the screen.
const LONG_ROWS: usize = 3;
/// Rows that each text over the fields may have.
const INTRO_ROWS: usize = 3;

/// Draws the form.
pub fn draw(page: &mut Page<'_>, form: &Form, model: &Model) {
    page.put(1, 0, Role::Title, &form.title);
    page.put(1, 1, Role::Muted, &form.about);
    let columns = usize::from(page.width().saturating_sub(2));
    let mut y = if form.about.is_empty() { 2 } else { 3 };
    for text in &form.intro {
        // What a form begins with is read before ringing: where it is cut, that is to be seen.
        let lines = wrap_first(text, columns, INTRO_ROWS + 1);
        for line in ended(lines, INTRO_ROWS, columns) {
            page.put(1, y, Role::Muted, &line);
            y += 1;
        }
    }
    if !form.intro.is_empty() {
        y += 1;
    }
    let foot = page.height().saturating_sub(4);
    let room = usize::from(foot.saturating_sub(y)).max(1);
    let heights: Vec<usize> = form
        .fields
        .iter()
        .map(|field| height(field, page.width()))
        .collect();
    let first = first_field(&heights, form.focus, room);
    let mut is_whole = true;
    for (at, field) in form.fields.iter().enumerate().skip(first) {
        let rows = heights.get(at).copied().unwrap_or(1);
        if usize::from(y) + rows > usize::from(foot) && at > first {
            let more = form.fields.len() - at;
            let said = format!("+ {more} more below ({{form.next}})");
            page.put(VALUE, foot, Role::Muted, &page.spoken(&said));
            is_whole = false;
            break;
        }
        draw_field(page, field, at == form.focus, y, model);
        y += u16::try_from(rows).unwrap_or(1);
    }
    let listed = is_whole && phrases::draw(page, form, y + 1, foot);
    foot_lines(page, form, model, listed);
}

/// The first field on the screen, so that the one with the cursor is on it.
fn first_field(heights: &[usize], focus: usize, room: usize) -> usize {
    let mut first = 0;
    let used = |first: usize| heights.iter().take(focus + 1).skip(first).sum::<usize>();
    while first < focus && used(first) > room {
        first += 1;
    }
    first
}

fn height(field: &Field, width: u16) -> usize {
    match &field.input {
        Input::Long(edit) => wrap(&edit.text(), value_columns(width))
            .len()
            .clamp(1, LONG_ROWS),
        Input::Marks(lines) => lines.len(),
        Input::Line(_)
        | Input::Secret(_)
        | Input::Date(..)
        | Input::Offered(..)
        | Input::Choice(..) => 1,
    }
}

fn value_columns(width: u16) -> usize {
    usize::from(width.saturating_sub(VALUE + 2)).max(10)
}

fn draw_field(page: &mut Page<'_>, field: &Field, focused: bool, y: u16, model: &Model) {
    if focused {
        page.put(0, y, Role::Marker, ">");
    }
    page.put_within(2, y, VALUE - 3, Role::Text, field.label);
    let role = if focused {
        Role::InputFocus
    } else {
        Role::Input
    };
    match &field.input {
        Input::Line(edit) | Input::Offered(edit, _) => line(page, edit, role, focused, y),
        Input::Secret(edit) => {
            let hidden = |text: &str| "*".repeat(text.chars().count());
            let shown = LineEdit::new(&hidden(&edit.text()));
            line(page, &shown, role, focused, y);
            if focused {
                page.set_cursor(
                    VALUE + u16::try_from(edit.before().chars().count()).unwrap_or(0),
                    y,
                );
            }
        }
        Input::Date(edit, _) => {
            line(page, edit, role, focused, y);
            if let Some(echo) = Form::echo(field, model.now, &model.holidays) {
                let after = VALUE + u16::try_from(edit.text().width()).unwrap_or(0).max(12) + 2;
                let (role, text) = match &echo {
                    Ok(day) if day.is_off => (Role::Warning, format!("= {}", day.text)),
                    Ok(day) => (Role::Good, format!("= {}", day.text)),
                    Err(why) => (Role::Muted, why.clone()),
                };
                page.put(after, y, role, &text);
            }
        }
        Input::Long(edit) => long(page, edit, role, focused, y),
        Input::Choice(options, at) => {
            let word = options.get(*at).map_or("", |word| word.as_ref());
            let shown = if focused {
                format!("< {word} >")
            } else {
                word.to_owned()
            };
            page.put(VALUE, y, role, &shown);
            if focused {
                page.set_cursor(VALUE, y);
            }
        }
        Input::Marks(lines) => {
            for (row, (number, one)) in (y..).zip((1..).zip(lines)) {
                let mark = one.mark();
                let text = match (mark, one.place(lines)) {
                    // First, second: who is rung before whom.
                    (Some(mark), Some(place)) => format!("{number} [{mark} {place}] {}", one.text),
                    (Some(mark), None) => format!("{number} [{mark}] {}", one.text),
                    // A number before a name would be read as a place in the order.
                    (None, _) if one.order.is_some() => {
                        format!("{number} [not marked] {}", one.text)
                    }
                    (None, _) => format!("{number} {}", one.text),
                };
                page.put(
                    VALUE,
                    row,
                    if mark.is_some() {
                        Role::Good
                    } else {
                        Role::Text
                    },
                    &text,
                );
            }
            if focused {
                page.set_cursor(VALUE, y);
            }
        }
    }
}

/// One line of a field.
fn line(page: &mut Page<'_>, edit: &LineEdit, role: Role, focused: bool, y: u16) {
    line_at(page, edit, role, focused, (VALUE, y));
}

/// One line from a place; where it is longer than its room, the part before the cursor stays in sight.
pub fn line_at(
    page: &mut Page<'_>,
    edit: &LineEdit,
    role: Role,
    focused: bool,
    (from, y): (u16, u16),
) {
    let columns = usize::from(page.width().saturating_sub(from + 2)).max(10);
    let before = edit.before().width();
    if !focused || before < columns {
        page.put(from, y, role, &edit.text());
        if focused {
            page.set_cursor(from + u16::try_from(before).unwrap_or(0), y);
        }
        return;
    }
    let mut tail: String = edit.before().to_owned();
    while tail.width() + 2 > columns {
        let mut characters = tail.chars();
        characters.next();
        tail = characters.as_str().to_owned();
    }
    let x = page.put(from, y, Role::Muted, "\u{2026}");
    let x = page.put(x, y, role, &tail);
    page.set_cursor(x, y);
    page.put(x, y, role, edit.after());
}

/// A few lines; the rows around the cursor stay in sight.
fn long(page: &mut Page<'_>, edit: &LineEdit, role: Role, focused: bool, y: u16) {
    let columns = value_columns(page.width());
    let text = edit.text();
    let all = wrap_rows(&text, columns);
    let cursor = edit.before().len();
    let row = all.iter().rposition(|row| row.start <= cursor).unwrap_or(0);
    let from = all.get(row).map_or(0, |row| row.start);
    let column = text
        .get(from..cursor)
        .map_or(0, UnicodeWidthStr::width)
        .min(columns);
    let top = (row + 1).saturating_sub(LONG_ROWS);
    for (screen_row, line) in (y..).zip(all.iter().skip(top).take(LONG_ROWS)) {
        let shown = text.get(line.clone()).unwrap_or("");
        page.put(VALUE, screen_row, role, shown.trim_end());
    }
    if focused {
        let shown = u16::try_from(row - top).unwrap_or(0);
        page.set_cursor(VALUE + u16::try_from(column).unwrap_or(0), y + shown);
    }
}

/// What the field wants, and why a save was refused; `listed` says that what it offers stands above already.
fn foot_lines(page: &mut Page<'_>, form: &Form, model: &Model, listed: bool) {
    let bottom = page.height().saturating_sub(1);
    let columns = usize::from(page.width().saturating_sub(2));
    if let Some(problem) = &form.problem {
        // However long it is it stands whole, over what is below the fields: its end says what to do.
        let lines = wrap(problem, columns);
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).max(3);
        let top = bottom.saturating_sub(rows).max(1);
        for (y, text) in (top..bottom).zip(lines) {
            page.clear_row(y);
            page.put(1, y, Role::Error, &text);
        }
        return;
    }
    if model.busy.is_some() {
        return;
    }
    if let Some(field) = form.fields.get(form.focus)
        && !field.hint.is_empty()
    {
        let hint = page.spoken(field.hint);
        page.put(1, bottom.saturating_sub(2), Role::Muted, &hint);
    }
    // The sum behind a date that is typed as a count.
    if let Some(field) = form.fields.get(form.focus)
        && let Some(sum) = Form::sum(field, model.now, &model.holidays)
    {
        page.put(1, bottom.saturating_sub(1), Role::Muted, &sum);
    }
    if let Some(Input::Offered(edit, offers)) =
        form.fields.get(form.focus).map(|field| &field.input)
        && !(listed && offers.iter().any(Offer::is_phrase))
    {
        // A view asks for words that are there; elsewhere what is offered is only a help.
        let none = match form.purpose {
            Purpose::Filter => "Nobody on the list has this.",
            Purpose::KnownCarer(_) => "",
            _ => "Not among what is offered; it is kept as you type it.",
        };
        let here = offered(edit, offers, columns, none);
        page.put(1, bottom.saturating_sub(1), Role::Text, &here);
    }
}

/// The words that fit what is typed, as many as fit whole; a sentence where there are none.
fn offered(edit: &LineEdit, offers: &[Offer], columns: usize, none: &str) -> String {
    if fitting(edit, offers).next().is_none() {
        return none.to_owned();
    }
    let mut here = String::new();
    for offer in fitting(edit, offers) {
        let between = if here.is_empty() { "" } else { ", " };
        let count = match offer.people {
            0 => String::new(),
            people => format!(" ({people})"),
        };
        let longer = format!("{here}{between}{}{count}", offer.words);
        if longer.width() > columns {
            // A phrase may be longer than the line.
            if here.is_empty() {
                here = longer;
            }
            break;
        }
        here = longer;
    }
    here
}
