//! Commands of what a plan arranges beside goals and actions.

use crate::app::command::{Availability, Command, Scope, always};
use crate::app::forms::Purpose;
use crate::app::model::Model;
use crate::app::notice::Failure;
use crate::app::outline_arrangements::Arranged;
use crate::app::{App, Cx};
use crate::domain::arrangement::ArrangementKind;

/// The rows.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "plan.add",
        title: "Add to the plan",
        help: "Adds what to do when things go wrong, wishes, shared care, other plans, what services do and more.",
        scope: Scope::Plan,
        keys: &["+"],
        hint: 2,
        when: always,
        run: App::show_adding,
    },
    Command {
        name: "plan.end_of_life",
        title: "End-of-life care",
        help: "Begins end-of-life care, in which the plan is reviewed every day, or ends it.",
        scope: Scope::Plan,
        keys: &["E"],
        hint: 0,
        when: followed,
        run: |app, cx| app.add_arrangement(ArrangementKind::EndOfLife, cx),
    },
    Command {
        name: "plan.side_by_side",
        title: "Services side by side",
        help: "Shows what services do side by side, and what may be done twice.",
        scope: Scope::Plan,
        keys: &["="],
        hint: 0,
        when: always,
        run: App::show_side_by_side,
    },
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
        Arranged::None(kind) => app.add_arrangement(kind, cx),
        Arranged::Interventions => app.show_side_by_side(cx),
        Arranged::Nothing => app.show_adding(cx),
    }
}
