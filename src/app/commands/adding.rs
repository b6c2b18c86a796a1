//! Commands in the menu of what can be added. Letters choose there, so that none may be a command.

use crate::app::command::{Command, Scope, always, row};
use crate::app::model::Overlay;
use crate::app::notice::Failure;
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Adding,
        "adding.choose",
        "Add it",
        "Opens the form of what is selected; its letter does the same.",
        &["enter"],
        1,
        always,
        choose,
    ),
    row(
        Scope::Adding,
        "adding.leave",
        "Leave",
        "Leaves the menu; everything stays as it is.",
        &["esc"],
        2,
        always,
        |app, _| {
            app.model.overlays.pop();
            Ok(())
        },
    ),
    row(
        Scope::Adding,
        "adding.down",
        "Next",
        "Goes to the next line.",
        &["down", "tab"],
        0,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::Adding,
        "adding.up",
        "Previous",
        "Goes to the previous line.",
        &["up", "shift-tab"],
        0,
        always,
        |app, _| step(app, -1),
    ),
];

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, by: isize) -> Result<(), Failure> {
    if let Some(Overlay::Adding(adding)) = app.model.overlays.last_mut() {
        adding.step(by);
    }
    Ok(())
}

fn choose(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let selected = match app.model.overlays.last() {
        Some(Overlay::Adding(adding)) => adding.selected(),
        _ => None,
    };
    selected.map_or(Ok(()), |addition| app.add(addition, cx))
}
