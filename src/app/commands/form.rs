//! Commands in a form. No printable key is bound here: typing never runs a command.

use crate::app::command::{Command, Scope, always, row};
use crate::app::form::Input;
use crate::app::model::{Act, Confirm, Overlay};
use crate::app::notice::{Failure, Notice};
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Form,
        "form.save",
        "Save",
        "Saves the form.",
        &["ctrl-s"],
        1,
        always,
        super::super::App::save_form,
    ),
    row(
        Scope::Form,
        "form.next",
        "Next field",
        "Goes to the next field.",
        &["tab", "down"],
        2,
        always,
        |app, _| step(app, false),
    ),
    row(
        Scope::Form,
        "form.previous",
        "Previous field",
        "Goes to the previous field.",
        &["shift-tab", "up"],
        0,
        always,
        |app, _| step(app, true),
    ),
    row(
        Scope::Form,
        "form.enter",
        "Next field, or save",
        "Goes to the next field; in the last one it saves.",
        &["enter"],
        0,
        always,
        enter,
    ),
    row(
        Scope::Form,
        "form.leave",
        "Leave",
        "Leaves the form; what was typed is kept as a draft.",
        &["esc"],
        3,
        always,
        |app, cx| {
            if app.model.at_door() {
                app.model.notice = Some(Notice::warning("{form.quit} ends Caseload."));
                return Ok(());
            }
            app.leave_draft(cx);
            Ok(())
        },
    )
    .while_busy(),
    row(
        Scope::Form,
        "form.discard",
        "Drop the draft",
        "Lets the draft go and closes the form.",
        &["ctrl-d"],
        0,
        always,
        |app, _| {
            if app.model.at_door() {
                return Ok(());
            }
            if app.model.form_mut().is_some_and(|form| !form.touched) {
                app.model.overlays.pop();
                return Ok(());
            }
            app.model.overlays.push(Overlay::Confirm(Confirm {
                question: "Let what was typed here go?".to_owned(),
                yes: Act::DropDraft,
            }));
            Ok(())
        },
    ),
    row(
        Scope::Form,
        "form.quit",
        "Quit",
        "Ends the program; what was typed is kept as a draft.",
        &["ctrl-q"],
        0,
        always,
        |app, cx| {
            app.leave_program(cx);
            Ok(())
        },
    )
    .while_busy(),
    row(
        Scope::Form,
        "form.suspend",
        "Suspend",
        "Stops the program; fg brings it back.",
        &["ctrl-z"],
        0,
        always,
        super::global::suspend,
    )
    .while_busy(),
    row(
        Scope::Form,
        "form.redraw",
        "Redraw",
        "Paints the whole screen anew.",
        &["ctrl-l"],
        0,
        always,
        super::global::redraw,
    )
    .while_busy(),
];

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, back: bool) -> Result<(), Failure> {
    if let Some(form) = app.model.form_mut() {
        form.step(back);
    }
    Ok(())
}

fn enter(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    match app.model.form_mut() {
        // A long form is saved by Ctrl-S alone, so that Enter in its last field does not surprise.
        Some(form) if !form.at_last() => {
            form.step(false);
            Ok(())
        }
        Some(form)
            if form
                .fields
                .iter()
                .any(|field| matches!(field.input, Input::Marks(_))) =>
        {
            Ok(())
        }
        Some(_) => app.save_form(cx),
        None => Ok(()),
    }
}
