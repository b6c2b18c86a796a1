//! Commands in a form. No printable key is bound here: typing never runs a command.

use crate::app::command::{Command, Scope, always};
use crate::app::form::Input;
use crate::app::model::{Act, Confirm, Overlay};
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
        scope: Scope::Form,
        keys,
        hint,
        when: always,
        run,
    }
}

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        "form.save",
        "Save",
        "Saves the form.",
        &["ctrl-s"],
        1,
        super::super::App::save_form,
    ),
    row(
        "form.next",
        "Next field",
        "Goes to the next field.",
        &["tab", "down"],
        2,
        |app, _| step(app, false),
    ),
    row(
        "form.previous",
        "Previous field",
        "Goes to the previous field.",
        &["shift-tab", "up"],
        0,
        |app, _| step(app, true),
    ),
    row(
        "form.enter",
        "Next field, or save",
        "Goes to the next field; in the last one it saves.",
        &["enter"],
        0,
        enter,
    ),
    row(
        "form.leave",
        "Leave",
        "Leaves the form; what was typed is kept as a draft.",
        &["esc"],
        3,
        |app, cx| {
            if app.model.at_door() {
                app.model.notice = Some(Notice::warning("Ctrl-Q ends Caseload."));
                return Ok(());
            }
            app.leave_draft(cx);
            Ok(())
        },
    ),
    row(
        "form.discard",
        "Drop the draft",
        "Lets the draft go and closes the form.",
        &["ctrl-d"],
        0,
        |app, _| {
            if app.model.at_door() {
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
        "form.quit",
        "Quit",
        "Ends the program; what was typed is kept as a draft.",
        &["ctrl-q"],
        0,
        |app, cx| {
            app.leave_program(cx);
            Ok(())
        },
    ),
    row(
        "form.suspend",
        "Suspend",
        "Stops the program; fg brings it back.",
        &["ctrl-z"],
        0,
        super::global::suspend,
    ),
    row(
        "form.redraw",
        "Redraw",
        "Paints the whole screen anew.",
        &["ctrl-l"],
        0,
        super::global::redraw,
    ),
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
