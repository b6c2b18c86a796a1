//! Commands while a search is typed.

use crate::app::command::{Command, Scope, always};

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
            app.model.today.find = None;
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
            app.model.today.step(1, cx.tick);
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
            app.model.today.step(-1, cx.tick);
            Ok(())
        },
    },
];
