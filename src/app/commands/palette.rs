//! Commands in the palette.

use crate::app::command::{Availability, Command, Scope, always};
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
        scope: Scope::Palette,
        keys,
        hint,
        when: always,
        run,
    }
}

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        "palette.run",
        "Do it",
        "Runs the selected command.",
        &["enter"],
        1,
        run,
    ),
    row(
        "palette.leave",
        "Leave",
        "Leaves the palette.",
        &["esc"],
        2,
        |app, _| {
            app.model.overlays.pop();
            Ok(())
        },
    ),
    row(
        "palette.down",
        "Next",
        "Goes to the next command.",
        &["down", "tab"],
        0,
        |app, _| step(app, 1),
    ),
    row(
        "palette.up",
        "Previous",
        "Goes to the previous command.",
        &["up", "shift-tab"],
        0,
        |app, _| step(app, -1),
    ),
];

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, by: isize) -> Result<(), Failure> {
    if let Some(Overlay::Palette(palette)) = app.model.overlays.last_mut() {
        palette.step(by);
    }
    Ok(())
}

fn run(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let Some(Overlay::Palette(palette)) = app.model.overlays.pop() else {
        return Ok(());
    };
    let Some(hit) = palette.hits.get(palette.cursor) else {
        return Ok(());
    };
    match hit.availability {
        Availability::Ready => (hit.command.run)(app, cx),
        Availability::Blocked(why) => {
            app.model.notice = Some(Notice::warning(why));
            Ok(())
        }
    }
}
