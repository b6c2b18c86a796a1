//! Commands of the list of those who left.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::forms::Purpose;
use crate::app::left::LeftView;
use crate::app::model::{Model, Screen};
use crate::app::notice::Failure;
use crate::app::person_view::Tab;
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Left,
        "left.down",
        "Next person",
        "Goes to the next person.",
        &["down", "j"],
        0,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::Left,
        "left.up",
        "Previous person",
        "Goes to the previous person.",
        &["up", "k"],
        0,
        always,
        |app, _| step(app, -1),
    ),
    row(
        Scope::Left,
        "left.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        0,
        always,
        |app, cx| page(app, 1, cx),
    ),
    row(
        Scope::Left,
        "left.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        always,
        |app, cx| page(app, -1, cx),
    ),
    row(
        Scope::Left,
        "left.first",
        "First person",
        "Goes to the first person.",
        &["home", "g"],
        0,
        always,
        |app, _| step(app, isize::MIN),
    ),
    row(
        Scope::Left,
        "left.last",
        "Last person",
        "Goes to the last person.",
        &["end", "G"],
        0,
        always,
        |app, _| step(app, isize::MAX),
    ),
    row(
        Scope::Left,
        "left.open",
        "Open",
        "Opens the record, to read or to correct.",
        &["enter", "right", "l"],
        1,
        selected,
        |app, cx| {
            let person = app.subject()?;
            app.open_person(person, Tab::Front, cx)
        },
    ),
    row(
        Scope::Left,
        "left.tell",
        "Who was told",
        "Shows who must be told that they left, and takes down who was.",
        &["t"],
        2,
        selected,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Tell(person), cx)
        },
    ),
    row(
        Scope::Left,
        "left.status",
        "Bring back",
        "Brings somebody back, or corrects how they left.",
        &["p"],
        3,
        selected,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Status(person), cx)
        },
    ),
    row(
        Scope::Left,
        "left.find",
        "Find",
        "Finds those who left by any part of a name, NHS number, birth date, telephone or carer.",
        &["/"],
        4,
        always,
        |app, _| find(app),
    ),
    row(
        Scope::Left,
        "left.back",
        "Back to the list",
        "Shows all who left again, then goes back to the list.",
        &["esc", "backspace"],
        5,
        always,
        |app, _| {
            back(app);
            Ok(())
        },
    ),
];

/// Shows those who left.
pub(super) fn show(app: &mut App) -> Result<(), Failure> {
    let view = LeftView::read(app.store()?)?;
    app.model.left = Some(view);
    app.model.screen = Screen::Left;
    Ok(())
}

fn selected(model: &Model) -> Availability {
    match &model.left {
        Some(view) if view.selected().is_some() => Availability::Ready,
        Some(view) if view.everybody().is_empty() => {
            Availability::Blocked("Nobody has left the list yet. {left.back} goes back.")
        }
        Some(_) | None => {
            Availability::Blocked("Nobody is selected. {left.back} shows all of them again.")
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, by: isize) -> Result<(), Failure> {
    if let Some(view) = &mut app.model.left {
        view.step(by);
    }
    Ok(())
}

fn page(app: &mut App, by: isize, cx: &Cx) -> Result<(), Failure> {
    step(app, cx.rows_of(by))
}

fn find(app: &mut App) -> Result<(), Failure> {
    let store = app
        .store
        .as_ref()
        .ok_or_else(|| Failure::new("The store is locked."))?;
    if let Some(view) = &mut app.model.left {
        view.begin_find(store)?;
    }
    Ok(())
}

fn back(app: &mut App) {
    match &mut app.model.left {
        Some(view) if !view.text.is_empty() => view.clear_find(),
        Some(_) | None => {
            app.model.left = None;
            app.model.screen = Screen::Today;
        }
    }
}
