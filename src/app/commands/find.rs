//! Commands while a search is typed.

use crate::app::command::{Command, Scope, always};
use crate::app::left::LeftView;
use crate::app::model::Screen;
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "find.keep",
        title: "Go to the people found",
        help: "Keeps the search as a filter and goes to the people found.",
        scope: Scope::Find,
        keys: &["enter"],
        hint: 1,
        when: always,
        run: |app, _| {
            match left(app) {
                Some(left) => left.find = None,
                None => app.model.today.find = None,
            }
            Ok(())
        },
    },
    Command {
        name: "find.clear",
        title: "Leave the search",
        help: "Leaves the search; any other filter stays.",
        scope: Scope::Find,
        keys: &["esc"],
        hint: 2,
        when: always,
        run: |app, _| {
            if let Some(left) = left(app) {
                left.clear_find();
                return Ok(());
            }
            app.model.today.find = None;
            app.model.today.filter.text.clear();
            app.model.today.apply_filter();
            Ok(())
        },
    },
    Command {
        name: "find.down",
        title: "Next person found",
        help: "Goes down among the people found.",
        scope: Scope::Find,
        keys: &["down"],
        hint: 0,
        when: always,
        run: |app, cx| {
            step(app, 1, cx);
            Ok(())
        },
    },
    Command {
        name: "find.up",
        title: "Previous person found",
        help: "Goes up among the people found.",
        scope: Scope::Find,
        keys: &["up"],
        hint: 0,
        when: always,
        run: |app, cx| {
            step(app, -1, cx);
            Ok(())
        },
    },
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
