//! Commands in the palette.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::model::Overlay;
use crate::app::notice::{Failure, Notice};
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Palette,
        "palette.run",
        "Do it",
        "Runs the selected command.",
        &["enter"],
        1,
        always,
        run,
    ),
    row(
        Scope::Palette,
        "palette.leave",
        "Leave",
        "Leaves the palette.",
        &["esc"],
        2,
        always,
        |app, _| {
            app.model.overlays.pop();
            Ok(())
        },
    ),
    row(
        Scope::Palette,
        "palette.down",
        "Next",
        "Goes to the next command.",
        &["down", "tab"],
        0,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::Palette,
        "palette.up",
        "Previous",
        "Goes to the previous command.",
        &["up", "shift-tab"],
        0,
        always,
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
