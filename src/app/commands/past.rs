//! Commands of a person's past.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::forms::Purpose;
use crate::app::model::{AfterReading, Model, Overlay, Reading};
use crate::app::notice::Failure;
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Past,
        "past.read",
        "Read all of it",
        "Shows the selected row with everything in it.",
        &["enter"],
        1,
        has_more,
        read,
    ),
    row(
        Scope::Past,
        "past.day",
        "On another day",
        "Shows who was responsible on a day of your choice.",
        &["o"],
        2,
        always,
        |app, cx| app.open_form(Purpose::PastDay, cx),
    ),
];

fn has_more(model: &Model) -> Availability {
    let row = model.person.as_ref().and_then(|view| view.past_row());
    if row.is_some_and(|row| !row.full.is_empty()) {
        Availability::Ready
    } else {
        Availability::Blocked("This is a heading. Choose a row under it.")
    }
}

fn read(app: &mut App, _: &Cx) -> Result<(), Failure> {
    let Some(row) = app.person()?.past_row() else {
        return Ok(());
    };
    let lines = row.full.clone();
    app.model.overlays.push(Overlay::Reading(Reading {
        title: "From the past".to_owned(),
        lines,
        top: 0,
        then: AfterReading::Back,
    }));
    Ok(())
}
