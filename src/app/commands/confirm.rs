//! Commands of a question with two answers.

use crate::app::command::{Command, Scope, always, row};
use crate::app::model::{Act, Overlay};
use crate::app::notice::Failure;
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Confirm,
        "answer.yes",
        "Yes",
        "Answers yes.",
        &["ctrl-d"],
        1,
        always,
        yes,
    ),
    row(
        Scope::Confirm,
        "answer.no",
        "No",
        "Answers no; nothing changes.",
        &["esc"],
        2,
        always,
        |app, _| {
            app.model.overlays.pop();
            Ok(())
        },
    ),
];

fn yes(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let Some(Overlay::Confirm(confirm)) = app.model.overlays.pop() else {
        return Ok(());
    };
    match confirm.yes {
        Act::DropDraft => app.drop_draft(),
        Act::CloseRecovery => {
            super::reading::close(app);
            Ok(())
        }
        Act::RemoveView => super::views::remove(app, cx),
    }
}
