//! Commands of two versions that collide.

use std::borrow::Cow;

use crate::app::App;
use crate::app::clash::{Clash, Side};
use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::model::{AfterReading, Model, Overlay, Reading};
use crate::app::notice::{Failure, Notice};
use crate::domain::text;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Clash,
        "clash.theirs",
        "Keep theirs",
        "Lets theirs stand in the selected place.",
        &["t", "left"],
        1,
        always,
        |app, _| take(app, Side::Theirs),
    ),
    row(
        Scope::Clash,
        "clash.mine",
        "Put yours",
        "Puts yours in the selected place.",
        &["m", "right"],
        2,
        always,
        |app, _| take(app, Side::Mine),
    ),
    row(
        Scope::Clash,
        "clash.both",
        "Both",
        "Keeps two texts of the selected place, theirs and then yours, each under whose it is.",
        &["b"],
        3,
        may_keep_both,
        |app, _| take(app, Side::Both),
    ),
    row(
        Scope::Clash,
        "clash.save",
        "Save",
        "Saves what was chosen; the other version can be read under The past.",
        &["ctrl-s"],
        4,
        always,
        App::save_clash,
    ),
    row(
        Scope::Clash,
        "clash.read",
        "Read both",
        "Shows both versions of the selected place in full.",
        &["enter"],
        5,
        always,
        |app, _| {
            read(app);
            Ok(())
        },
    ),
    row(
        Scope::Clash,
        "clash.back",
        "Back",
        "Goes back to the form or text; nothing is saved, and yours is kept as a draft.",
        &["esc"],
        6,
        always,
        |app, _| {
            app.model.overlays.pop();
            app.model.notice = Some(Notice::warning(
                "Nothing was saved. Yours is still here; saving again shows what collides.",
            ));
            Ok(())
        },
    ),
    row(
        Scope::Clash,
        "clash.down",
        "Next place",
        "Goes to the next place.",
        &["down", "j"],
        0,
        always,
        |app, _| on(app, |clash| clash.step(1)),
    ),
    row(
        Scope::Clash,
        "clash.up",
        "Previous place",
        "Goes to the previous place.",
        &["up", "k"],
        0,
        always,
        |app, _| on(app, |clash| clash.step(-1)),
    ),
    row(
        Scope::Clash,
        "clash.quit",
        "Leave",
        "Leaves the program; what was typed is kept as a draft.",
        &["ctrl-q"],
        0,
        always,
        |app, cx| {
            app.leave_program(cx);
            Ok(())
        },
    ),
];

fn may_keep_both(model: &Model) -> Availability {
    match model.overlays.last() {
        Some(Overlay::Clash(clash)) if clash.may_keep_both() => Availability::Ready,
        _ => Availability::Blocked(
            "Only two texts can stand one after the other: {clash.theirs} keeps theirs, {clash.mine} puts yours there.",
        ),
    }
}

fn take(app: &mut App, side: Side) -> Result<(), Failure> {
    on(app, |clash| clash.take(side))
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn on(app: &mut App, change: impl FnOnce(&mut Clash)) -> Result<(), Failure> {
    if let Some(Overlay::Clash(clash)) = app.model.overlays.last_mut() {
        change(clash);
    }
    Ok(())
}

/// Shows both versions of the selected place as a page.
fn read(app: &mut App) {
    let Some(Overlay::Clash(clash)) = app.model.overlays.last() else {
        return;
    };
    let Some(row) = clash.rows.get(clash.cursor) else {
        return;
    };
    let mut lines = Vec::new();
    for told in row.told() {
        lines.extend(text::lines(&told).map(Cow::into_owned));
        lines.push(String::new());
    }
    for (name, whole) in [
        ("Theirs in full", &row.theirs),
        ("Yours in full", &row.mine),
    ] {
        lines.push(format!("{name}:"));
        lines.extend(text::lines(whole).map(Cow::into_owned));
        lines.push(String::new());
    }
    let title = row.about.clone();
    app.model.overlays.push(Overlay::Reading(Reading {
        title,
        lines,
        top: 0,
        then: AfterReading::Back,
    }));
}
