//! Commands of the page that shows what changed.

use crate::app::changes_view::ChangesView;
use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::model::{Model, Screen};
use crate::app::notice::Failure;
use crate::app::person_view::Tab;
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Changes,
        "changes.open",
        "Open",
        "Opens the person of the selected change; leaving them comes back here.",
        &["enter", "right", "l"],
        1,
        about_somebody,
        |app, cx| {
            let view = app.model.changes.as_ref();
            let person = view
                .and_then(ChangesView::person)
                .ok_or_else(|| Failure::new("This change is not about one person alone."))?;
            app.open_person(person, Tab::Front, cx)
        },
    ),
    row(
        Scope::Changes,
        "changes.leave",
        "Back to the list",
        "Goes back to the list; the changes can be looked at again from there.",
        &["esc", "backspace", "left"],
        2,
        always,
        |app, _| {
            app.model.changes = None;
            app.model.screen = Screen::Today;
            Ok(())
        },
    ),
    row(
        Scope::Changes,
        "changes.down",
        "Next change",
        "Goes to the next change.",
        &["down", "j"],
        0,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::Changes,
        "changes.up",
        "Previous change",
        "Goes to the previous change.",
        &["up", "k"],
        0,
        always,
        |app, _| step(app, -1),
    ),
    row(
        Scope::Changes,
        "changes.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        0,
        always,
        |app, cx| page(app, 1, cx),
    ),
    row(
        Scope::Changes,
        "changes.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        always,
        |app, cx| page(app, -1, cx),
    ),
    row(
        Scope::Changes,
        "changes.first",
        "First change",
        "Goes to the first change.",
        &["home", "g"],
        0,
        always,
        |app, _| step(app, isize::MIN),
    ),
    row(
        Scope::Changes,
        "changes.last",
        "Last change",
        "Goes to the last change.",
        &["end", "G"],
        0,
        always,
        |app, _| step(app, isize::MAX),
    ),
];

/// Shows what changed since the user was last here.
pub(super) fn show(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let since = app.since.as_ref();
    let store = app
        .store
        .as_ref()
        .ok_or_else(|| Failure::new("The store is locked."))?;
    app.model.changes = Some(ChangesView::read(store, since)?);
    let now = app.visit_now(app.followed(), cx);
    if let Some(since) = &mut app.since {
        since.read(now);
    }
    app.model.screen = Screen::Changes;
    Ok(())
}

fn about_somebody(model: &Model) -> Availability {
    match &model.changes {
        Some(view) if view.person().is_some() => Availability::Ready,
        Some(view) if view.is_empty() => {
            Availability::Blocked("Nothing has changed. {changes.leave} goes back to the list.")
        }
        _ => Availability::Blocked(
            "This change is about several people. {changes.leave} goes back to the list, where {list.find} finds them.",
        ),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, by: isize) -> Result<(), Failure> {
    if let Some(view) = &mut app.model.changes {
        view.step(by);
    }
    Ok(())
}

fn page(app: &mut App, by: isize, cx: &Cx) -> Result<(), Failure> {
    step(app, cx.rows_of(by))
}
