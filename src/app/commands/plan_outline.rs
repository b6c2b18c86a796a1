//! Commands that work on the rows of the plan: folding, moving, editing in place, searching, how goals go.

use crate::app::command::{self, Availability, Command, Scope, always, row};
use crate::app::forms::Purpose;
use crate::app::model::{AfterReading, Model, Overlay, Reading};
use crate::app::notice::{Failure, Notice};
use crate::app::outline::{Part, StageOf};
use crate::app::outline_arrangements::Arranged;
use crate::app::{App, Cx};
use crate::domain::arrangement::ArrangementKind;
use crate::domain::completeness;
use crate::domain::id::GoalId;
use crate::domain::say;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Plan,
        "plan.in_place",
        "Edit in place",
        "Edits the words of a need, goal, action or step where they stand.",
        &["i"],
        0,
        always,
        |app, cx| {
            let part = part(app)?;
            app.open_form(Purpose::InPlace(part), cx)
        },
    ),
    row(
        Scope::Plan,
        "plan.anchor",
        "Tie to their words",
        "Ties the selected goal, or the first whose phrase is gone, to the person's words; the nearest phrase is offered.",
        &["b"],
        0,
        on_goal,
        |app, cx| {
            let goal = match part(app)? {
                Part::Goal(goal) => Some(goal),
                _ => first_lost(&app.model),
            };
            match goal {
                Some(goal) => {
                    app.select_part(Part::Goal(goal));
                    app.open_form(Purpose::Anchor(goal), cx)
                }
                None => Ok(()),
            }
        },
    ),
    row(
        Scope::Plan,
        "plan.progress",
        "How a goal goes",
        "Adds how the selected goal goes, in the person's view and in yours, and what came of it.",
        &["P"],
        0,
        under_goal,
        |app, cx| match super::plan::goal_here(app) {
            Some(goal) => app.open_form(Purpose::Progress(goal), cx),
            None => Ok(()),
        },
    ),
    row(
        Scope::Plan,
        "plan.step",
        "Add a step",
        "Adds a step on the way (a stage goal) to the selected goal or action, or a line to another service's plan.",
        &["S"],
        0,
        with_steps,
        |app, cx| {
            let of = match part(app)? {
                Part::Arranged(
                    Arranged::Entry(ArrangementKind::OtherPlan, plan) | Arranged::Line(plan, _),
                ) => return app.open_form(Purpose::OtherLine(plan, None), cx),
                Part::Goal(goal) | Part::Progress(goal) => StageOf::Goal(goal),
                Part::Action(item) => StageOf::Action(item),
                Part::Stage(of, _) => of,
                _ => return Ok(()),
            };
            app.open_form(Purpose::Stage(of, None), cx)
        },
    ),
    row(
        Scope::Plan,
        "plan.said",
        "When said, who helped",
        "Says on which day the selected words were said and who supported the person to write them.",
        &["H"],
        0,
        on_words,
        |app, cx| match part(app)? {
            Part::Words(heading) => app.open_form(Purpose::Said(heading), cx),
            _ => Ok(()),
        },
    ),
    row(
        Scope::Plan,
        "plan.fold",
        "Fold",
        "Folds what stands under the row, or unfolds it.",
        &["f"],
        0,
        always,
        |app, _| fold(app, false),
    ),
    row(
        Scope::Plan,
        "plan.fold_all",
        "Fold all",
        "Folds every need and goal, or unfolds everything.",
        &["F"],
        0,
        always,
        |app, _| fold(app, true),
    ),
    row(
        Scope::Plan,
        "plan.move_down",
        "Move down",
        "Moves the need, goal, action or step down among its like.",
        &["J"],
        0,
        always,
        |app, cx| app.move_row(false, cx),
    ),
    row(
        Scope::Plan,
        "plan.move_up",
        "Move up",
        "Moves the need, goal, action or step up among its like.",
        &["K"],
        0,
        always,
        |app, cx| app.move_row(true, cx),
    ),
    row(
        Scope::Plan,
        "plan.find",
        "Search the plan",
        "Searches the words of the plan, folded rows too.",
        &["/"],
        0,
        always,
        |app, _| {
            if let Some(view) = &mut app.model.person {
                let at = view.cursor();
                view.outline.begin_search(at);
            }
            Ok(())
        },
    ),
    row(
        Scope::Plan,
        "plan.next_found",
        "Next row found",
        "Goes to the next row that fits the search.",
        &["]"],
        0,
        searched,
        |app, _| app.step_hit(false),
    ),
    row(
        Scope::Plan,
        "plan.previous_found",
        "Previous row found",
        "Goes to the previous row that fits the search.",
        &["["],
        0,
        searched,
        |app, _| app.step_hit(true),
    ),
    row(
        Scope::Plan,
        "plan.missing",
        "What is not there yet",
        "Lists everything that PRSB and good practice ask of a plan and that is not there yet.",
        &["!"],
        0,
        always,
        missing,
    ),
];

fn part(app: &App) -> Result<Part, Failure> {
    let row = app.person()?.row();
    row.map(|row| row.part)
        .ok_or_else(|| Failure::new("Choose a row of the plan first."))
}

fn here(model: &Model) -> Option<Part> {
    Some(model.person.as_ref()?.row()?.part)
}

/// The first goal whose phrase is gone from the person's words.
fn first_lost(model: &Model) -> Option<GoalId> {
    let lost = completeness::lost_phrase(&model.person.as_ref()?.folder);
    lost.first().map(|goal| goal.id)
}

fn ready_if(is: bool, otherwise: &'static str) -> Availability {
    if is {
        Availability::Ready
    } else {
        Availability::Blocked(otherwise)
    }
}

fn on_goal(model: &Model) -> Availability {
    let is = matches!(here(model), Some(Part::Goal(_))) || first_lost(model).is_some();
    ready_if(
        is,
        "Choose a goal first; {plan.anchor} ties it to the person's words.",
    )
}

fn under_goal(model: &Model) -> Availability {
    let is = matches!(
        here(model),
        Some(Part::Goal(_) | Part::Progress(_) | Part::Action(_) | Part::Stage(..))
    );
    ready_if(
        is,
        "Choose a goal first; {plan.progress} takes down how it goes.",
    )
}

fn with_steps(model: &Model) -> Availability {
    let is = matches!(
        here(model),
        Some(
            Part::Goal(_)
                | Part::Progress(_)
                | Part::Action(_)
                | Part::Stage(..)
                | Part::Arranged(
                    Arranged::Entry(ArrangementKind::OtherPlan, _) | Arranged::Line(..)
                )
        )
    );
    ready_if(
        is,
        "Choose a goal, an action or another service's plan first; {plan.step} adds a step on the way, or a line of that plan.",
    )
}

fn on_words(model: &Model) -> Availability {
    let said = |part| match (part, &model.person) {
        (Some(Part::Words(heading)), Some(view)) => {
            let all = view.folder.words.iter().map(|kept| &kept.value);
            crate::domain::words::current(all, heading).is_some()
        }
        _ => false,
    };
    ready_if(
        said(here(model)),
        "Choose words of the person first; {plan.said} says when they were said and who helped.",
    )
}

fn searched(model: &Model) -> Availability {
    let is = model
        .person
        .as_ref()
        .is_some_and(|view| view.outline.search.is_some());
    ready_if(is, "Nothing is searched for. / searches the plan.")
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn fold(app: &mut App, all: bool) -> Result<(), Failure> {
    if let Some(view) = &mut app.model.person {
        let at = view.cursor();
        let at = if all {
            view.outline.fold_all(at)
        } else {
            view.outline.fold(at)
        };
        view.go_to(at);
    }
    Ok(())
}

fn missing(app: &mut App, _: &Cx) -> Result<(), Failure> {
    let missing = &app.person()?.outline.missing;
    if missing.is_empty() {
        app.model.notice = Some(Notice::done("Nothing that is asked of a plan is missing."));
        return Ok(());
    }
    let mut lines = vec![
        "Nothing of this has to be there: a plan is useful half filled.".to_owned(),
        String::new(),
    ];
    lines.extend(missing.iter().map(|missing| {
        let (name, does) = missing.remedy;
        let key = command::named(name).and_then(|command| app.keymap.key_of(command));
        let key = key.map_or_else(|| name.to_owned(), |key| key.to_string());
        format!("{}: {key} {does}", say::capital(&missing.says))
    }));
    app.model.overlays.push(Overlay::Reading(Reading {
        title: "Not there yet".to_owned(),
        lines,
        top: 0,
        then: AfterReading::Back,
    }));
    Ok(())
}
