//! Commands of everybody's diary.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::diaries::Diaries;
use crate::app::model::{Model, Screen};
use crate::app::notice::Failure;
use crate::app::person_view::Tab;
use crate::app::{App, Cx};
use crate::store::{Fault, Store};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Diaries,
        "diaries.down",
        "Next appointment",
        "Goes to the next appointment.",
        &["down", "j"],
        0,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::Diaries,
        "diaries.up",
        "Previous appointment",
        "Goes to the previous appointment.",
        &["up", "k"],
        0,
        always,
        |app, _| step(app, -1),
    ),
    row(
        Scope::Diaries,
        "diaries.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        0,
        always,
        |app, cx| page(app, 1, cx),
    ),
    row(
        Scope::Diaries,
        "diaries.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        always,
        |app, cx| page(app, -1, cx),
    ),
    row(
        Scope::Diaries,
        "diaries.first",
        "First appointment",
        "Goes to the first appointment shown.",
        &["home", "g"],
        0,
        always,
        |app, _| step(app, isize::MIN),
    ),
    row(
        Scope::Diaries,
        "diaries.last",
        "Last appointment",
        "Goes to the last appointment shown.",
        &["end", "G"],
        0,
        always,
        |app, _| step(app, isize::MAX),
    ),
    row(
        Scope::Diaries,
        "diaries.open",
        "Open",
        "Opens the person's own diary at the selected appointment: to change it, or to say how it went.",
        &["enter"],
        1,
        selected,
        open,
    ),
    row(
        Scope::Diaries,
        "diaries.later",
        "Later",
        "Shows the next day or week.",
        &["right", "l"],
        2,
        always,
        |app, _| with(app, |view, store| view.turn(store, true)),
    ),
    row(
        Scope::Diaries,
        "diaries.earlier",
        "Earlier",
        "Shows the day or week before.",
        &["left", "h"],
        3,
        always,
        |app, _| with(app, |view, store| view.turn(store, false)),
    ),
    row(
        Scope::Diaries,
        "diaries.today",
        "From today",
        "Shows the day or week that begins today.",
        &["t"],
        4,
        always,
        |app, cx| with(app, |view, store| view.show_from(store, cx.today())),
    ),
    row(
        Scope::Diaries,
        "diaries.span",
        "Day or week",
        "Shows one day alone, or seven days.",
        &["w"],
        5,
        always,
        |app, _| with(app, Diaries::change_span),
    ),
    row(
        Scope::Diaries,
        "diaries.back",
        "Back to the list",
        "Goes back to the list.",
        &["esc", "backspace"],
        6,
        always,
        |app, _| {
            app.model.diaries = None;
            app.model.screen = Screen::Today;
            Ok(())
        },
    ),
];

/// Shows what is booked for anybody in the seven days from today on.
pub(super) fn show(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let view = Diaries::read(app.store()?, cx.today())?;
    app.model.diaries = Some(view);
    app.model.screen = Screen::Diaries;
    Ok(())
}

fn selected(model: &Model) -> Availability {
    match &model.diaries {
        Some(view) if view.entry().is_some() => Availability::Ready,
        _ => Availability::Blocked(
            "Nothing is booked in these days. {diaries.later} shows later ones.",
        ),
    }
}

fn open(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let entry = app.model.diaries.as_ref().and_then(Diaries::entry);
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
    if let Some(view) = &mut app.model.diaries {
        view.step(by);
    }
    Ok(())
}

fn page(app: &mut App, by: isize, cx: &Cx) -> Result<(), Failure> {
    step(app, cx.rows_of(by))
}

fn with(
    app: &mut App,
    change: impl FnOnce(&mut Diaries, &Store) -> Result<(), Fault>,
) -> Result<(), Failure> {
    let store = app
        .store
        .as_ref()
        .ok_or_else(|| Failure::new("The store is locked."))?;
    if let Some(view) = &mut app.model.diaries {
        change(view, store)?;
    }
    Ok(())
}
