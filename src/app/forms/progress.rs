//! How a goal goes: in the person's view and in the coordinator's, what came of it, how far it is (R40, D3).

use super::plan::{begin, write_plan};
use super::{Purpose, Saved, place, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::outline_goals::history;
use crate::app::{App, Cx};
use crate::domain::goal::{Eyes, GoalState, Progress};
use crate::domain::id::GoalId;
use crate::domain::item::Outcome;
use crate::domain::refusal::Refusal;

/// The form over the last note.
pub(super) fn build(app: &mut App, id: GoalId) -> Result<Form, Failure> {
    let view = app.person()?;
    let plan = view.folder.plan.as_ref();
    let goal = plan.and_then(|plan| plan.goal(id)).ok_or_else(gone)?;
    let mut form = Form::new(
        Purpose::Progress(id),
        "How a goal goes",
        place("plan.progress", id.0),
    );
    form.base = plan.map_or(0, |plan| plan.revision);
    form.intro = vec![format!("Goal: {}", goal.text)];
    form.intro.extend(
        history(goal)
            .into_iter()
            .take(4)
            .filter(|line| !line.is_empty()),
    );
    let at = GoalState::ALL.iter().position(|state| *state == goal.state);
    form.fields = vec![
        Field::long("theirs", "In their view", "", "as they say it"),
        Field::long("ours", "In your view", "", "what you see"),
        Field::long(
            "outcome",
            "Outcome",
            "",
            "what came of the goal, once something has",
        ),
        Field::choice(
            "state",
            "State",
            GoalState::ALL.map(GoalState::word),
            at.unwrap_or(0),
        ),
        Field::behind("on", "On", None, "empty: today"),
    ];
    Ok(form)
}

/// Adds the notes; nothing that was noted before changes.
pub(super) fn save(app: &mut App, id: GoalId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    if on > cx.today() {
        return Err(Failure::from(Refusal::NotYet(on)).at("on"));
    }
    let mut plan = begin(app, cx)?;
    let by = app.model.login.clone();
    let goal = plan
        .goals
        .iter_mut()
        .find(|goal| goal.id == id)
        .ok_or_else(gone)?;
    let before = goal.clone();
    for (name, view) in [("theirs", Eyes::Person), ("ours", Eyes::Coordinator)] {
        let text = form.text(name);
        if !text.is_empty() {
            let (by, at) = (by.clone(), cx.now);
            goal.progress.push(Progress {
                on,
                view,
                text,
                by,
                at,
            });
        }
    }
    let text = form.text("outcome");
    if !text.is_empty() {
        goal.outcomes.push(Outcome { on, text });
    }
    goal.state = form.chosen("state", &GoalState::ALL).unwrap_or(goal.state);
    if *goal == before {
        return Err(Failure::new(
            "Say how it goes, in their view or in yours, or press {form.leave} to leave it.",
        )
        .at("theirs"));
    }
    write_plan(app, plan, form, "plan.progress", cx)?;
    Ok(saved("Kept; what was noted before stays"))
}

fn gone() -> Failure {
    Failure::new("This goal is not in the plan any more. Press {form.leave} and look at the plan.")
}
