//! One row of the plan edited where it stands: its words alone, as a form of one line, so that a draft is kept.

use super::plan::{begin, write_plan};
use super::{Purpose, Saved, place, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::outline::{Part, StageOf, one_line};
use crate::app::{App, Cx};
use crate::domain::change::Change;
use crate::domain::record::Record;

/// The form for the words of a row.
pub(super) fn build(app: &mut App, part: Part) -> Result<Form, Failure> {
    let folder = &app.person()?.folder;
    let plan = folder.plan.as_ref();
    let item = |id| folder.items.iter().find(|kept| kept.id == id);
    let held = match part {
        Part::Need(id) => plan.and_then(|plan| Some((&plan.need(id)?.text, plan.revision, id.0))),
        Part::Goal(id) => plan.and_then(|plan| Some((&plan.goal(id)?.text, plan.revision, id.0))),
        Part::Stage(StageOf::Goal(goal), id) => plan.and_then(|plan| {
            let mut stages = plan.goal(goal)?.stages.iter();
            Some((
                &stages.find(|stage| stage.id == id)?.text,
                plan.revision,
                id.0,
            ))
        }),
        Part::Stage(StageOf::Action(action), id) => item(action).and_then(|item| {
            let mut stages = item.stages.iter();
            Some((
                &stages.find(|stage| stage.id == id)?.text,
                item.revision,
                id.0,
            ))
        }),
        Part::Action(id) => item(id).map(|item| (&item.what, item.revision, id.0)),
        _ => None,
    };
    let (text, base, subject) = held.ok_or_else(|| {
        Failure::new("Needs, goals, actions and steps are edited in place; open this row instead.")
    })?;
    // One line cannot hold the breaks of several.
    if text.trim().contains('\n') {
        return Err(Failure::new(
            "This text has several lines: open the row to change it.",
        ));
    }
    let mut form = Form::new(
        Purpose::InPlace(part),
        "Edit in place",
        place("plan.in_place", subject),
    );
    form.base = base;
    form.fields = vec![Field::line("text", "", &one_line(text), "")];
    Ok(form)
}

/// Keeps the words.
pub(super) fn save(app: &mut App, part: Part, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let text = form.text("text");
    if text.is_empty() {
        return Err(
            Failure::new("There have to be words here. {form.leave} leaves it as it was.")
                .at("text"),
        );
    }
    let mut plan = begin(app, cx)?;
    let items = &app.person()?.folder.items;
    let mut item = match part {
        Part::Action(id) | Part::Stage(StageOf::Action(id), _) => items
            .iter()
            .find(|kept| kept.id == id)
            .map(|kept| kept.value.clone()),
        _ => None,
    };
    let slot = match part {
        Part::Need(id) => plan
            .needs
            .iter_mut()
            .find(|one| one.id == id)
            .map(|one| &mut one.text),
        Part::Goal(id) => plan
            .goals
            .iter_mut()
            .find(|one| one.id == id)
            .map(|one| &mut one.text),
        Part::Stage(StageOf::Goal(goal), id) => plan
            .goals
            .iter_mut()
            .find(|one| one.id == goal)
            .and_then(|goal| goal.stages.iter_mut().find(|one| one.id == id))
            .map(|stage| &mut stage.text),
        Part::Stage(StageOf::Action(_), id) => item
            .as_mut()
            .and_then(|item| item.stages.iter_mut().find(|one| one.id == id))
            .map(|stage| &mut stage.text),
        Part::Action(_) => item.as_mut().map(|item| &mut item.what),
        _ => None,
    };
    let slot = slot.ok_or_else(|| {
        Failure::new(
            "This row is not in the plan any more. Press {form.leave} and look at the plan.",
        )
    })?;
    *slot = text;
    match item {
        Some(mut item) => {
            item.updated_on = Some(cx.today());
            let change = Change::replace(Record::Item(item), form.base);
            app.save_change(form, "plan.in_place", &change, cx)?;
        }
        None => write_plan(app, plan, form, "plan.in_place", cx)?,
    }
    Ok(saved("Saved"))
}
