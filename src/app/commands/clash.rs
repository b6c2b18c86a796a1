//! Commands of two versions that collide.

use crate::app::clash::{Clash, Side};
use crate::app::command::{Command, Scope, always};
use crate::app::model::Overlay;
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
        scope: Scope::Clash,
        keys,
        hint,
        when: always,
        run,
    }
}

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        "clash.theirs",
        "Keep theirs",
        "Lets theirs stand in the selected place.",
        &["t", "left"],
        1,
        |app, _| on(app, |clash| clash.take(Side::Theirs)),
    ),
    row(
        "clash.mine",
        "Put yours",
        "Puts yours in the selected place.",
        &["m", "right"],
        2,
        |app, _| on(app, |clash| clash.take(Side::Mine)),
    ),
    row(
        "clash.save",
        "Save",
        "Saves what was chosen; the other version stays in the history.",
        &["ctrl-s"],
        3,
        App::save_clash,
    ),
    row(
        "clash.read",
        "Read both",
        "Shows both versions of the selected place in full.",
        &["enter"],
        4,
        |app, _| {
            app.read_clash();
            Ok(())
        },
    ),
    row(
        "clash.back",
        "Back",
        "Goes back to the form or text; nothing is saved, and yours is kept as a draft.",
        &["esc"],
        5,
        |app, _| {
            app.model.overlays.pop();
            app.model.notice = Some(Notice::warning(
                "Nothing was saved. Yours is still here; saving again shows what collides.",
            ));
            Ok(())
        },
    ),
    row(
        "clash.down",
        "Next place",
        "Goes to the next place.",
        &["down", "j"],
        0,
        |app, _| on(app, |clash| clash.step(1)),
    ),
    row(
        "clash.up",
        "Previous place",
        "Goes to the previous place.",
        &["up", "k"],
        0,
        |app, _| on(app, |clash| clash.step(-1)),
    ),
    row(
        "clash.quit",
        "Leave",
        "Leaves the program; what was typed is kept as a draft.",
        &["ctrl-q"],
        0,
        |app, cx| {
            app.leave_program(cx);
            Ok(())
        },
    ),
];

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn on(app: &mut App, change: impl FnOnce(&mut Clash)) -> Result<(), Failure> {
    if let Some(Overlay::Clash(clash)) = app.model.overlays.last_mut() {
        change(clash);
    }
    Ok(())
}
