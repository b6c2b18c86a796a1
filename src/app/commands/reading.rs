//! Commands of a page to read.

use crate::app::command::{Command, Scope, always};
use crate::app::model::{AfterReading, Overlay, Reading};
use crate::app::notice::{Failure, Notice};
use crate::app::{App, Cx};

const fn row(
    name: &'static str,
    title: &'static str,
    help: &'static str,
    keys: &'static [&'static str],
    hint: u8,
    run: fn(&mut App, &Cx) -> Result<(), Failure>,
) -> Command {
    Command {
        name,
        title,
        help,
        scope: Scope::Reading,
        keys,
        hint,
        when: always,
        run,
    }
}

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        "page.close",
        "Close",
        "Closes the page.",
        &["esc", "enter", "q", "backspace"],
        1,
        |app, _| {
            if let Some(Overlay::Reading(page)) = app.model.overlays.pop()
                && page.then == AfterReading::FirstChoice
            {
                app.model.notice = Some(Notice::done(
                    "The store is ready. I brings in a file, M made-up people, ? shows every key.",
                ));
            }
            Ok(())
        },
    ),
    row(
        "page.down",
        "Line down",
        "Goes one line down.",
        &["down", "j"],
        2,
        |app, cx| turn(app, |page| page.step(1, cx.width, cx.height)),
    ),
    row(
        "page.up",
        "Line up",
        "Goes one line up.",
        &["up", "k"],
        0,
        |app, cx| turn(app, |page| page.step(-1, cx.width, cx.height)),
    ),
    row(
        "page.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        3,
        |app, cx| turn(app, |page| page.page_down(cx.width, cx.height)),
    ),
    row(
        "page.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        |app, cx| turn(app, |page| page.page_up(cx.width, cx.height)),
    ),
];

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn turn(app: &mut App, turn: impl FnOnce(&mut Reading)) -> Result<(), Failure> {
    if let Some(Overlay::Reading(page)) = app.model.overlays.last_mut() {
        turn(page);
    }
    Ok(())
}
