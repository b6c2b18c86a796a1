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
    )
    .in_shell("caseload show --on"),
    row(
        Scope::Past,
        "past.older",
        "Further back",
        "Looks further back for what was written over, where older changes were not looked through yet.",
        &["B"],
        0,
        is_cut,
        |app, _| {
            if let Some(view) = &mut app.model.person {
                view.look_further_back();
            }
            Ok(())
        },
    ),
];

fn has_more(model: &Model) -> Availability {
    let row = model.person.as_ref().and_then(|view| view.past_row());
    if row.is_some_and(|row| !row.full.is_empty()) {
        Availability::Ready
    } else {
        Availability::Blocked("There is no more to read here. Choose a row under a heading.")
    }
}

fn is_cut(model: &Model) -> Availability {
    if model
        .person
        .as_ref()
        .is_some_and(crate::app::person_view::PersonView::past_is_cut)
    {
        Availability::Ready
    } else {
        Availability::Blocked("Everything that was written over is shown already.")
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
