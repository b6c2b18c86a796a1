//! Commands of what a plan arranges beside goals and actions.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::forms::Purpose;
use crate::app::model::Model;
use crate::app::notice::Failure;
use crate::app::outline_arrangements::Arranged;
use crate::app::{App, Cx};
use crate::domain::arrangement::ArrangementKind;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Plan,
        "plan.add",
        "Add to the plan",
        "Adds what to do when things go wrong, wishes, shared care, other plans, what services do and more.",
        &["+"],
        2,
        always,
        App::show_adding,
    ),
    row(
        Scope::Plan,
        "plan.end_of_life",
        "End-of-life care",
        "Begins end-of-life care, in which the plan is reviewed every day, or ends it.",
        &["E"],
        0,
        followed,
        |app, cx| app.add_arrangement(ArrangementKind::EndOfLife, cx),
    ),
    row(
        Scope::Plan,
        "plan.side_by_side",
        "Services side by side",
        "Shows what services do side by side, and what may be done twice.",
        &["="],
        0,
        always,
        App::show_side_by_side,
    ),
];

fn followed(model: &Model) -> Availability {
    let view = model.person.as_ref();
    if view.is_some_and(|view| view.folder.person.status.is_open()) {
        Availability::Ready
    } else {
        Availability::Blocked("They are no longer followed, so nothing is reviewed.")
    }
}

/// Opens what a row about arrangements is about.
pub(super) fn edit(app: &mut App, arranged: Arranged, cx: &Cx) -> Result<(), Failure> {
    match arranged {
        Arranged::Entry(kind, id) => app.open_form(Purpose::Arrangement(kind, Some(id)), cx),
        Arranged::Line(plan, line) => app.open_form(Purpose::OtherLine(plan, Some(line)), cx),
        Arranged::None(kind) => app.add_arrangement(kind, cx),
        Arranged::Interventions => app.show_side_by_side(cx),
        Arranged::Nothing => app.show_adding(cx),
    }
}
