//! Commands of a page to read.

use crate::app::App;
use crate::app::command::{Command, Scope, always, row};
use crate::app::model::{Act, AfterReading, Confirm, Overlay, Reading};
use crate::app::notice::{Failure, Notice};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Reading,
        "page.close",
        "Close",
        "Closes the page.",
        &["esc", "enter", "q", "backspace"],
        1,
        always,
        |app, _| {
            if let Some(Overlay::Reading(page)) = app.model.overlays.last()
                && page.then == AfterReading::FirstChoice
            {
                // It is the one page that cannot be opened again.
                app.model.overlays.push(Overlay::Confirm(Confirm {
                    question: "Is the code written down? It is not shown again.".to_owned(),
                    yes: Act::CloseRecovery,
                }));
                return Ok(());
            }
            close(app);
            Ok(())
        },
    ),
    row(
        Scope::Reading,
        "page.down",
        "Line down",
        "Goes one line down.",
        &["down", "j"],
        2,
        always,
        |app, cx| turn(app, |page| page.step(1, cx.width, cx.height)),
    ),
    row(
        Scope::Reading,
        "page.up",
        "Line up",
        "Goes one line up.",
        &["up", "k"],
        0,
        always,
        |app, cx| turn(app, |page| page.step(-1, cx.width, cx.height)),
    ),
    row(
        Scope::Reading,
        "page.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        3,
        always,
        |app, cx| turn(app, |page| page.page_down(cx.width, cx.height)),
    ),
    row(
        Scope::Reading,
        "page.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        always,
        |app, cx| turn(app, |page| page.page_up(cx.width, cx.height)),
    ),
];

/// Closes the page on top; after the recovery code the first choice follows.
pub(super) fn close(app: &mut App) {
    if let Some(Overlay::Reading(page)) = app.model.overlays.pop()
        && page.then == AfterReading::FirstChoice
    {
        app.model.notice = Some(Notice::done(
            "The store is ready. {import.read} brings in a file, {sample.load} made-up people, {program.help} shows every key.",
        ));
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn turn(app: &mut App, turn: impl FnOnce(&mut Reading)) -> Result<(), Failure> {
    if let Some(Overlay::Reading(page)) = app.model.overlays.last_mut() {
        turn(page);
    }
    Ok(())
}
