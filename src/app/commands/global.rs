//! Commands that work everywhere that no text is typed.

use crate::app::command::{self, Availability, Command, Scope, always, row};
use crate::app::keymap::Keymap;
use crate::app::model::{AfterReading, Model, Overlay, Reading, Screen};
use crate::app::notice::{Failure, Notice};
use crate::app::palette::Palette;
use crate::app::{App, Cx};
use crate::domain::say;
use crate::store::{Stamp, Undone};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Global,
        "program.help",
        "Help",
        "Shows every key that works here.",
        &["?"],
        20,
        always,
        help,
    ),
    row(
        Scope::Global,
        "program.palette",
        "Commands",
        "Finds any command by part of its title.",
        &[":", "ctrl-p"],
        0,
        always,
        |app, _| {
            let palette = Palette::new(&app.model);
            app.model.overlays.push(Overlay::Palette(palette));
            Ok(())
        },
    ),
    row(
        Scope::Global,
        "services.open",
        "Services",
        "Opens the directory of services: search by need, name and place, offline.",
        &["@"],
        0,
        super::services::can_open,
        super::services::show,
    )
    .in_shell("caseload services"),
    row(
        Scope::Global,
        "draft.open",
        "Unsaved words",
        "Goes to your newest draft that waits unsaved; again, to the one before it.",
        &["%"],
        0,
        unsaved,
        App::open_unsaved,
    ),
    row(
        Scope::Global,
        "user.list",
        "Users",
        "Shows the users of this store with their roles, and what to run to add one.",
        &["&"],
        0,
        open,
        super::users::show,
    ),
    row(
        Scope::Global,
        "change.undo",
        "Undo",
        "Takes back the last change you made in this session.",
        &["u"],
        0,
        in_sight,
        undo,
    ),
    row(
        Scope::Global,
        "change.redo",
        "Redo",
        "Brings back what the last undo took, until something new is saved.",
        &["U"],
        0,
        in_sight,
        redo,
    ),
    row(
        Scope::Global,
        "program.lock",
        "Lock",
        "Clears the screen and asks for the passphrase.",
        &["z"],
        0,
        open,
        |app, cx| {
            app.lock(cx, "Locked. Nothing is lost.");
            Ok(())
        },
    )
    .while_busy(),
    row(
        Scope::Global,
        "program.cancel",
        "Cancel",
        "Stops what is under way in the background.",
        &["ctrl-c"],
        0,
        always,
        |app, _| {
            if app.model.busy.is_some() {
                app.jobs.cancel();
            } else {
                app.model.notice = Some(Notice::warning(
                    "{program.quit} ends Caseload; nothing is under way to cancel.",
                ));
            }
            Ok(())
        },
    )
    .while_busy(),
    row(
        Scope::Global,
        "program.redraw",
        "Redraw",
        "Paints the whole screen anew.",
        &["ctrl-l"],
        0,
        always,
        redraw,
    )
    .while_busy(),
    row(
        Scope::Global,
        "program.suspend",
        "Suspend",
        "Stops the program; fg brings it back.",
        &["ctrl-z"],
        0,
        always,
        suspend,
    )
    .while_busy(),
    row(
        Scope::Global,
        "program.quit",
        "Quit",
        "Ends the program.",
        &["ctrl-q"],
        0,
        always,
        |app, cx| {
            app.leave_program(cx);
            Ok(())
        },
    )
    .while_busy(),
];

fn open(model: &Model) -> Availability {
    if model.screen == Screen::Door {
        Availability::Blocked("The store is locked.")
    } else {
        Availability::Ready
    }
}

fn unsaved(model: &Model) -> Availability {
    match (open(model), model.overlays.is_empty(), model.has_unsaved()) {
        (Availability::Ready, true, true) => Availability::Ready,
        (Availability::Ready, false, _) => {
            Availability::Blocked("Close this page first ({page.close}).")
        }
        (Availability::Ready, true, false) => {
            Availability::Blocked("Nothing unsaved waits: all that you typed is saved.")
        }
        (blocked, ..) => blocked,
    }
}

/// Paints the whole screen anew.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
pub(super) fn redraw(app: &mut App, _: &Cx) -> Result<(), Failure> {
    app.model.repaint = true;
    Ok(())
}

/// Stops the program; drafts are kept first.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
pub(super) fn suspend(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    app.keep_draft_now(cx);
    app.keep_views();
    app.model.suspend = true;
    Ok(())
}

fn undo(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let undone = app.store()?.undo(stamp("change.undo", cx))?;
    told(
        app,
        "Taken back",
        " {change.redo} brings it back again.",
        &undone,
        cx,
    )
}

fn redo(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let redone = app.store()?.redo(stamp("change.redo", cx))?;
    told(app, "Back again", "", &redone, cx)
}

fn stamp(command: &'static str, cx: &Cx) -> Stamp<'static> {
    Stamp {
        at: cx.now,
        command,
        note: "",
    }
}

/// Brings the screen up to date after an undo or a redo, and says what it was about.
fn told(app: &mut App, done: &str, further: &str, undone: &Undone, cx: &Cx) -> Result<(), Failure> {
    // It is done, whatever reading afterwards meets: pressed again, the key would go one further.
    let read = app.after(&undone.commit, cx);
    let what = command::in_words(&undone.command)
        .unwrap_or_else(|| "the last change of this session".to_owned());
    if let [one] = undone.commit.people.as_slice() {
        // What the next key does is done for whom this was about.
        app.model.today.select(*one);
    }
    let whom = match undone.commit.people.as_slice() {
        [] => String::new(),
        [one] => app
            .store()?
            .person(*one)
            .map(|person| format!(" ({})", person.name.listed()))
            .unwrap_or_default(),
        many => format!(" ({})", say::count(many.len(), "person", "people")),
    };
    app.model.notice = Some(match read {
        Ok(()) => Notice::done(format!("{done}: {what}{whom}.{further}")),
        Err(failure) => Notice::warning(format!("{done}: {what}{whom}. {}", failure.message)),
    });
    Ok(())
}

/// Undo is for what can be seen: over a page that is read it would change what lies under it.
fn in_sight(model: &Model) -> Availability {
    match (open(model), model.overlays.is_empty()) {
        (Availability::Ready, false) => Availability::Blocked(
            "Close this page first ({page.close}); then {change.undo} takes the last change back, {change.redo} brings it back again.",
        ),
        (availability, _) => availability,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn help(app: &mut App, _: &Cx) -> Result<(), Failure> {
    let scopes = app.model.scopes();
    let lines = help_lines(&app.keymap, &scopes);
    app.model.overlays.push(Overlay::Reading(Reading {
        title: "Keys".to_owned(),
        lines,
        top: 0,
        then: AfterReading::Back,
    }));
    Ok(())
}

/// Help as lines: the scopes in force first, then the others, each command with its keys.
pub fn help_lines(keymap: &Keymap, here: &[Scope]) -> Vec<String> {
    let mut lines = Vec::new();
    let others = Scope::ALL.into_iter().filter(|scope| !here.contains(scope));
    for scope in here.iter().copied().chain(others) {
        let title = if here.contains(&scope) {
            format!("{} (here)", scope.title())
        } else {
            scope.title().to_owned()
        };
        lines.push(title);
        for command in command::all().filter(|command| command.scope == scope) {
            let keys: Vec<String> = keymap
                .keys_of(command)
                .iter()
                .map(ToString::to_string)
                .collect();
            lines.push(format!("  {:<14} {}", keys.join(" "), command.help));
        }
        lines.push(String::new());
    }
    lines
}
