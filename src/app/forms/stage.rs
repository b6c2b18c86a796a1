//! Steps on the way to a goal, or of an action: PRSB's stage goals (D3).

use super::plan::{begin, write_plan};
use super::{Purpose, Saved, place, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::outline::{Part, StageOf};
use crate::app::{App, Cx};
use crate::domain::change::Change;
use crate::domain::goal::{GoalState, StageGoal};
use crate::domain::id::StageId;
use crate::domain::item::Item;
use crate::domain::record::{Kept, Record};

/// The form for a new or a known step.
pub(super) fn build(app: &mut App, of: StageOf, id: Option<StageId>) -> Result<Form, Failure> {
    let (title, stages, base) = held(app, of)?;
    let stage = id.and_then(|id| stages.iter().find(|stage| stage.id == id));
    let subject = match (id, of) {
        (Some(id), _) => id.0,
        (None, StageOf::Goal(goal)) => goal.0,
        (None, StageOf::Action(item)) => item.0,
    };
    let mut form = Form::new(
        Purpose::Stage(of, id),
        "A step on the way",
        place("plan.step", subject),
    );
    form.base = base;
    form.intro = vec![title];
    let state = stage.map(|stage| stage.state).unwrap_or_default();
    let at = GoalState::ALL.iter().position(|one| *one == state);
    form.fields = vec![
        Field::line(
            "text",
            "Step",
            stage.map_or("", |stage| &stage.text),
            "to the gate and back, by Easter",
        ),
        Field::choice(
            "state",
            "State",
            GoalState::ALL.map(GoalState::word),
            at.unwrap_or(0),
        ),
        Field::line(
            "outcome",
            "Outcome",
            stage.map_or("", |stage| &stage.outcome),
            "what came of it",
        ),
    ];
    Ok(form)
}

/// Adds or changes a step.
pub(super) fn save(
    app: &mut App,
    of: StageOf,
    id: Option<StageId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let stage = StageGoal {
        id: id.unwrap_or_else(|| StageId(app.ids.next(cx.now))),
        text: form.text("text"),
        state: form.chosen("state", &GoalState::ALL).unwrap_or_default(),
        outcome: form.text("outcome"),
    };
    if stage.text.is_empty() {
        return Err(
            Failure::new("Say what the step is, or press {form.leave} to leave it.").at("text"),
        );
    }
    let part = Part::Stage(of, stage.id);
    let command = if id.is_some() {
        "plan.edit"
    } else {
        "plan.step"
    };
    match of {
        StageOf::Goal(goal) => {
            let mut plan = begin(app, cx)?;
            let goal = plan.goals.iter_mut().find(|known| known.id == goal);
            put(&mut goal.ok_or_else(gone)?.stages, stage);
            write_plan(app, plan, form, command, cx)?;
        }
        StageOf::Action(item) => {
            let items = &app.person()?.folder.items;
            let kept = items.iter().find(|kept| kept.id == item).ok_or_else(gone)?;
            let mut item: Item = kept.value.clone();
            item.updated_on = Some(cx.today());
            put(&mut item.stages, stage);
            let change = Change::replace(Record::Item(item), form.base);
            app.save_change(form, command, &change, cx)?;
        }
    }
    app.select_part(part);
    Ok(saved("Saved"))
}

fn put(stages: &mut Vec<StageGoal>, stage: StageGoal) {
    match stages.iter_mut().find(|known| known.id == stage.id) {
        Some(known) => *known = stage,
        None => stages.push(stage),
    }
}

/// What the steps belong to, in words; the steps; the revision of the record that holds them.
fn held(app: &App, of: StageOf) -> Result<(String, &[StageGoal], u32), Failure> {
    let folder = &app.person()?.folder;
    match of {
        StageOf::Goal(id) => {
            let plan = folder.plan.as_ref().ok_or_else(gone)?;
            let goal = plan.goal(id).ok_or_else(gone)?;
            Ok((
                format!("Towards the goal: {}", goal.text),
                &goal.stages,
                plan.revision,
            ))
        }
        StageOf::Action(id) => {
            let is_it = |kept: &&Kept<Item>| kept.id == id;
            let item = folder.items.iter().find(is_it).ok_or_else(gone)?;
            Ok((
                format!("Of the action: {}", item.what),
                &item.stages,
                item.revision,
            ))
        }
    }
}

fn gone() -> Failure {
    Failure::new(
        "What this step belongs to is not in the plan any more. Press {form.leave} and look at the plan.",
    )
}
