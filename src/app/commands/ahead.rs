//! Commands of the diary of everybody.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::diary_ahead::DiaryAhead;
use crate::app::model::{Model, Screen};
use crate::app::notice::Failure;
use crate::app::person_view::Tab;
use crate::app::{App, Cx};
use crate::store::{Fault, Store};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Ahead,
        "ahead.down",
        "Next appointment",
        "Goes to the next appointment.",
        &["down", "j"],
        0,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::Ahead,
        "ahead.up",
        "Previous appointment",
        "Goes to the previous appointment.",
        &["up", "k"],
        0,
        always,
        |app, _| step(app, -1),
    ),
    row(
        Scope::Ahead,
        "ahead.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        0,
        always,
        |app, cx| page(app, 1, cx),
    ),
    row(
        Scope::Ahead,
        "ahead.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        always,
        |app, cx| page(app, -1, cx),
    ),
    row(
        Scope::Ahead,
        "ahead.first",
        "First appointment",
        "Goes to the first appointment shown.",
        &["home", "g"],
        0,
        always,
        |app, _| step(app, isize::MIN),
    ),
    row(
        Scope::Ahead,
        "ahead.last",
        "Last appointment",
        "Goes to the last appointment shown.",
        &["end", "G"],
        0,
        always,
        |app, _| step(app, isize::MAX),
    ),
    row(
        Scope::Ahead,
        "ahead.open",
        "Open",
        "Opens the person's own diary at the selected appointment: to change it, or to say how it went.",
        &["enter"],
        1,
        selected,
        open,
    ),
    row(
        Scope::Ahead,
        "ahead.later",
        "Later",
        "Shows the next day or week.",
        &["right", "l"],
        2,
        always,
        |app, _| with(app, |view, store| view.turn(store, true)),
    ),
    row(
        Scope::Ahead,
        "ahead.earlier",
        "Earlier",
        "Shows the day or week before.",
        &["left", "h"],
        3,
        always,
        |app, _| with(app, |view, store| view.turn(store, false)),
    ),
    row(
        Scope::Ahead,
        "ahead.today",
        "From today",
        "Shows the day or week that begins today.",
        &["t"],
        4,
        always,
        |app, cx| with(app, |view, store| view.show_from(store, cx.today())),
    ),
    row(
        Scope::Ahead,
        "ahead.span",
        "Day or week",
        "Shows one day alone, or seven days.",
        &["w"],
        5,
        always,
        |app, _| with(app, DiaryAhead::change_span),
    ),
    row(
        Scope::Ahead,
        "ahead.back",
        "Back to the list",
        "Goes back to the list.",
        &["esc", "backspace"],
        6,
        always,
        |app, _| {
            app.model.ahead = None;
            app.model.screen = Screen::Today;
            Ok(())
        },
    ),
];

/// Shows what is booked for anybody in the seven days from today on.
pub(super) fn show(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let view = DiaryAhead::read(app.store()?, cx.today())?;
    app.model.ahead = Some(view);
    app.model.screen = Screen::Ahead;
    Ok(())
}

fn selected(model: &Model) -> Availability {
    match &model.ahead {
        Some(view) if view.entry().is_some() => Availability::Ready,
        _ => Availability::Blocked(
            "Nothing is booked in these days. {ahead.later} shows later ones.",
        ),
    }
}

fn open(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let entry = app.model.ahead.as_ref().and_then(DiaryAhead::entry);
    let Some((person, appointment)) = entry.map(|entry| (entry.person, entry.id)) else {
        return Ok(());
    };
    app.open_person(person, Tab::Diary, cx)?;
    if let Some(view) = &mut app.model.person {
        view.select_appointment(appointment);
    }
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, by: isize) -> Result<(), Failure> {
    if let Some(view) = &mut app.model.ahead {
        view.step(by);
    }
    Ok(())
}

fn page(app: &mut App, by: isize, cx: &Cx) -> Result<(), Failure> {
    step(app, cx.rows_of(by))
}

fn with(
    app: &mut App,
    change: impl FnOnce(&mut DiaryAhead, &Store) -> Result<(), Fault>,
) -> Result<(), Failure> {
    let store = app
        .store
        .as_ref()
        .ok_or_else(|| Failure::new("The store is locked."))?;
    if let Some(view) = &mut app.model.ahead {
        change(view, store)?;
    }
    Ok(())
}
