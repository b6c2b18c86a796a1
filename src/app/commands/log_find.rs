//! Commands while a search in the contact log is typed.

use crate::app::App;
use crate::app::command::{Command, Scope, always, row};
use crate::app::notice::Failure;
use crate::app::person_view::Tab;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::LogFind,
        "log_find.keep",
        "Stay on this entry",
        "Ends typing; only the entries that fit stay in sight until you leave the search.",
        &["enter"],
        1,
        always,
        |app, _| {
            if let Some(view) = &mut app.model.person
                && let Some(search) = &mut view.log_search
            {
                search.is_typing = false;
            }
            Ok(())
        },
    ),
    row(
        Scope::LogFind,
        "log_find.leave",
        "Show all entries",
        "Leaves the search; the selected entry stays selected among all.",
        &["esc"],
        2,
        always,
        |app, _| {
            if let Some(view) = &mut app.model.person {
                view.leave_log_search();
            }
            Ok(())
        },
    ),
    row(
        Scope::LogFind,
        "log_find.next",
        "Next entry",
        "Goes to the next entry that fits.",
        &["down"],
        3,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::LogFind,
        "log_find.previous",
        "Previous entry",
        "Goes to the previous entry that fits.",
        &["up"],
        0,
        always,
        |app, _| step(app, -1),
    ),
];

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, by: isize) -> Result<(), Failure> {
    if let Some(view) = &mut app.model.person {
        view.step(by);
    }
    Ok(())
}

impl App {
    /// What is typed narrows the log.
    pub(in crate::app) fn follow_log_search(&mut self) {
        if let Some(view) = &mut self.model.person
            && view.tab == Tab::Log
            && let Some(search) = &mut view.log_search
        {
            search.follow();
            view.go_to(0);
        }
    }
}
