//! Commands of the import preview.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::forms::{Purpose, accept_unasked};
use crate::app::import_view::ImportView;
use crate::app::model::Model;
use crate::app::notice::{Failure, Notice};
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Import,
        "import.accept",
        "Bring them in",
        "Accepts the preview: the good rows are brought in, in one go.",
        &["enter", "y"],
        1,
        brings_any,
        |app, cx| {
            let asks_nothing = |view: &ImportView| view.read.asks_nothing();
            if app.model.import.as_ref().is_some_and(asks_nothing) {
                accept_unasked(app, cx)
            } else {
                app.open_form(Purpose::Accept, cx)
            }
        },
    )
    .taken_back_as("what was brought in"),
    row(
        Scope::Import,
        "import.leave",
        "Leave",
        "Leaves the preview; nothing is brought in.",
        &["esc", "backspace"],
        2,
        always,
        |app, _| {
            app.model.import = None;
            app.model.screen = app.model.under_import();
            app.model.notice = Some(Notice::done("Nothing was brought in."));
            Ok(())
        },
    ),
    row(
        Scope::Import,
        "import.down",
        "Line down",
        "Goes one line down.",
        &["down", "j"],
        0,
        always,
        |app, cx| scroll(app, 1, cx),
    ),
    row(
        Scope::Import,
        "import.up",
        "Line up",
        "Goes one line up.",
        &["up", "k"],
        0,
        always,
        |app, cx| scroll(app, -1, cx),
    ),
    row(
        Scope::Import,
        "import.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        3,
        always,
        |app, cx| scroll(app, isize::try_from(cx.page).unwrap_or(1), cx),
    ),
    row(
        Scope::Import,
        "import.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        always,
        |app, cx| scroll(app, -isize::try_from(cx.page).unwrap_or(1), cx),
    ),
    row(
        Scope::Import,
        "import.first",
        "Top",
        "Goes to the top.",
        &["home", "g"],
        0,
        always,
        |app, cx| scroll(app, isize::MIN, cx),
    ),
    row(
        Scope::Import,
        "import.last",
        "End",
        "Goes to the end.",
        &["end", "G"],
        0,
        always,
        |app, cx| scroll(app, isize::MAX, cx),
    ),
];

fn brings_any(model: &Model) -> Availability {
    match &model.import {
        Some(view) if !view.read.brings_any() && view.read.has_other_records() => {
            Availability::Blocked(
                "Nobody in it is new. What differs of those who are here is named, and nothing of it is brought in; {import.leave} leaves.",
            )
        }
        Some(view) if !view.read.brings_any() => Availability::Blocked(
            "There is nobody and nothing new to bring in. Rows that are named as bad can be corrected in the file and read again; {import.leave} leaves.",
        ),
        _ => Availability::Ready,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn scroll(app: &mut App, by: isize, _: &Cx) -> Result<(), Failure> {
    if let Some(view) = &mut app.model.import {
        // Lines may take several rows each, so that only the last line is sure to bring the end into sight.
        let last = view.lines.len().saturating_sub(1);
        view.top = view.top.saturating_add_signed(by).min(last);
    }
    Ok(())
}
