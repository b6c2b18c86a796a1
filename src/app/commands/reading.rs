//! Commands of a page to read.

use crate::app::command::{Command, Scope, always};
use crate::app::model::{AfterReading, Overlay};
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
        |app, cx| scroll(app, 1, cx),
    ),
    row(
        "page.up",
        "Line up",
        "Goes one line up.",
        &["up", "k"],
        0,
        |app, cx| scroll(app, -1, cx),
    ),
    row(
        "page.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        3,
        |app, cx| {
            scroll(
                app,
                isize::from(i16::try_from(cx.height).unwrap_or(24)) - 4,
                cx,
            )
        },
    ),
    row(
        "page.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        |app, cx| {
            scroll(
                app,
                4 - isize::from(i16::try_from(cx.height).unwrap_or(24)),
                cx,
            )
        },
    ),
];

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn scroll(app: &mut App, by: isize, _: &Cx) -> Result<(), Failure> {
    if let Some(Overlay::Reading(page)) = app.model.overlays.last_mut() {
        // Lines may take several rows each, so that only the last line is sure to bring the end into sight.
        let last = page.lines.len().saturating_sub(1);
        page.top = page.top.saturating_add_signed(by).min(last);
    }
    Ok(())
}
