//! Needs, concerns and problems of a plan (D3).

use super::plan::{begin, write_plan};
use super::{Purpose, Saved, place, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::outline::Part;
use crate::app::{App, Cx};
use crate::domain::id::NeedId;
use crate::domain::plan::Need;

/// The form for a new or a known need.
pub(super) fn build(app: &mut App, id: Option<NeedId>) -> Result<Form, Failure> {
    let view = app.person()?;
    let need = id.and_then(|id| {
        view.folder
            .plan
            .as_ref()?
            .needs
            .iter()
            .find(|need| need.id == id)
            .cloned()
    });
    let mut form = Form::new(
        Purpose::Need(id),
        if id.is_some() {
            "Change a need"
        } else {
            "A need, concern or problem"
        },
        place("plan.need", id.map_or(view.id().0, |id| id.0)),
    );
    form.base = view.folder.plan.as_ref().map_or(0, |plan| plan.revision);
    form.fields = vec![Field::long(
        "text",
        "Need",
        need.as_ref().map_or("", |need| need.text.as_str()),
        "as the person would say it",
    )];
    Ok(form)
}

/// Adds or changes a need.
pub(super) fn save(
    app: &mut App,
    id: Option<NeedId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let text = form.text("text");
    if text.is_empty() {
        return Err(
            Failure::new("Say what the need is, or press {form.leave} to leave it.").at("text"),
        );
    }
    let mut plan = begin(app, cx)?;
    let mut added = None;
    if let Some(need) = id.and_then(|id| plan.needs.iter_mut().find(|need| need.id == id)) {
        need.text = text;
    } else {
        let id = NeedId(app.ids.next(cx.now));
        plan.needs.push(Need { id, text });
        added = Some(Part::Need(id));
    }
    let command = if added.is_some() {
        "plan.need"
    } else {
        "plan.edit"
    };
    write_plan(app, plan, form, command, cx)?;
    if let Some(part) = added {
        app.select_part(part);
    }
    Ok(saved("Saved"))
}
