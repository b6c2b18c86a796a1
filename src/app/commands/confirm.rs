//! Commands of a question with two answers.

use crate::app::command::{Command, Scope, always};
use crate::app::model::{Act, Overlay};
use crate::app::notice::Failure;
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "answer.yes",
        title: "Yes",
        help: "Answers yes.",
        scope: Scope::Confirm,
        keys: &["ctrl-d"],
        hint: 1,
        when: always,
        run: yes,
    },
    Command {
        name: "answer.no",
        title: "No",
        help: "Answers no; nothing changes.",
        scope: Scope::Confirm,
        keys: &["esc"],
        hint: 2,
        when: always,
        run: |app, _| {
            app.model.overlays.pop();
            Ok(())
        },
    },
];

fn yes(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let Some(Overlay::Confirm(confirm)) = app.model.overlays.pop() else {
        return Ok(());
    };
    match confirm.yes {
        Act::DropDraft => app.drop_draft(),
        Act::RemoveView => super::views::remove(app, cx),
    }
}
