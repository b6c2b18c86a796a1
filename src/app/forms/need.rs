//! Needs, concerns and problems of a plan (D3).

use super::plan::{begin, write_plan};
use super::{Purpose, Saved, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::outline::Part;
use crate::app::{App, Cx};
use crate::domain::id::NeedId;
use crate::domain::plan::{Need, NeedEnded, NeedEnding};

/// The state of a need that has not ended.
const ACTIVE: &str = "active";

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
    if let Some(need) = need {
        let ended = need.ended.as_ref();
        let how = ended.map(|ended| ended.how);
        let at = NeedEnding::ALL.iter().position(|one| Some(*one) == how);
        let words = NeedEnding::ALL.map(NeedEnding::word);
        let because = ended.map_or("", |ended| ended.because.as_str());
        form.fields.extend([
            Field::choice(
                "state",
                "State",
                std::iter::once(ACTIVE).chain(words),
                at.map_or(0, |at| at + 1),
            ),
            Field::behind(
                "on",
                "Since",
                ended.map(|ended| ended.on),
                "when it is met, resolved or entered in error; empty: today",
            ),
            Field::line("because", "Because", because, "how it came to be over"),
        ]);
    }
    Ok(form)
}

/// How the need came to an end, as the form says; a day or a reason beside "active" is a slip of the choice.
fn ended(app: &App, form: &Form, cx: &Cx) -> Result<Option<NeedEnded>, Failure> {
    let on = form.when("on", cx.local, &app.model.holidays)?;
    let because = form.text("because");
    let Some(at) = form.choice("state").checked_sub(1) else {
        let was_ended = form.opened.get("state").is_some_and(|was| was != ACTIVE);
        if !was_ended && (on.is_some() || !because.is_empty()) {
            return Err(Failure::new(
                "Choose how it is over, or empty the day and the reason: an active need has none.",
            )
            .at("state"));
        }
        return Ok(None);
    };
    Ok(NeedEnding::ALL.get(at).map(|how| NeedEnded {
        on: on.map_or(cx.today(), |when| when.date),
        how: *how,
        because,
    }))
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
        need.ended = ended(app, form, cx)?;
        need.check(cx.today())
            .map_err(|fault| refused(fault, &[("ended.on", "on")]))?;
    } else {
        let id = NeedId(app.ids.next(cx.now));
        plan.needs.push(Need::new(id, &text));
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
