//! Commands while a search is typed.

use crate::app::command::{Command, Scope, always, row};
use crate::app::left::LeftView;
use crate::app::model::Screen;
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Find,
        "find.keep",
        "Go to the people found",
        "Keeps the search as a filter and goes to the people found, in the order of the list.",
        &["enter"],
        1,
        always,
        |app, _| {
            match left(app) {
                Some(left) => left.keep_find(),
                None => app.model.today.end_find(true),
            }
            Ok(())
        },
    ),
    row(
        Scope::Find,
        "find.clear",
        "Leave the search",
        "Leaves the search; any other filter stays.",
        &["esc"],
        2,
        always,
        |app, _| {
            if let Some(left) = left(app) {
                left.clear_find();
                return Ok(());
            }
            app.model.today.end_find(false);
            Ok(())
        },
    ),
    row(
        Scope::Find,
        "find.down",
        "Next person found",
        "Goes down among the people found.",
        &["down"],
        0,
        always,
        |app, cx| {
            step(app, 1, cx);
            Ok(())
        },
    ),
    row(
        Scope::Find,
        "find.up",
        "Previous person found",
        "Goes up among the people found.",
        &["up"],
        0,
        always,
        |app, cx| {
            step(app, -1, cx);
            Ok(())
        },
    ),
];

/// Those who left, where it is among them that somebody is searched for.
fn left(app: &mut App) -> Option<&mut LeftView> {
    app.model
        .left
        .as_mut()
        .filter(|_| app.model.screen == Screen::Left)
}

/// Moves among the people found, in the list or among those who left.
fn step(app: &mut App, by: isize, cx: &Cx) {
    match left(app) {
        Some(left) => left.step(by),
        None => app.model.today.step(by, cx.tick),
    }
}
