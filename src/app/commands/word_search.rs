//! Commands while the words of contacts are searched.

use crate::app::command::{Command, Scope, always, row};
use crate::app::model::Overlay;
use crate::app::notice::Failure;
use crate::app::person_view::Tab;
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::WordSearch,
        "words.open",
        "Open the log",
        "Opens the contact log of the selected person, at the entry.",
        &["enter"],
        1,
        always,
        open,
    ),
    row(
        Scope::WordSearch,
        "words.leave",
        "Leave",
        "Leaves the search.",
        &["esc"],
        2,
        always,
        |app, _| {
            app.model.overlays.pop();
            Ok(())
        },
    ),
    row(
        Scope::WordSearch,
        "words.down",
        "Next entry",
        "Goes to the next entry.",
        &["down", "tab"],
        0,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::WordSearch,
        "words.up",
        "Previous entry",
        "Goes to the previous entry.",
        &["up", "shift-tab"],
        0,
        always,
        |app, _| step(app, -1),
    ),
    row(
        Scope::WordSearch,
        "words.page_down",
        "Page down",
        "Goes ten entries down.",
        &["pagedown"],
        0,
        always,
        |app, _| step(app, 10),
    ),
    row(
        Scope::WordSearch,
        "words.page_up",
        "Page up",
        "Goes ten entries up.",
        &["pageup"],
        0,
        always,
        |app, _| step(app, -10),
    ),
];

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, by: isize) -> Result<(), Failure> {
    if let Some(Overlay::WordSearch(search)) = app.model.overlays.last_mut() {
        search.step(by);
    }
    Ok(())
}

fn open(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let Some(Overlay::WordSearch(search)) = app.model.overlays.last() else {
        return Ok(());
    };
    let Some((person, contact)) = search.selected().map(|found| (found.person, found.contact))
    else {
        return Ok(());
    };
    app.open_person(person, Tab::Log, cx)?;
    app.model.overlays.pop();
    if let (Some(store), Some(view)) = (&app.store, &mut app.model.person) {
        view.go_to_contact(store, contact)?;
    }
    Ok(())
}
