//! A line of another service's plan: into which goal or action of this plan it went, or why it was left out (R30).

use super::choices::{apart, chosen_now};
use super::plan::{begin, write_plan};
use super::{Purpose, Saved, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::outline::{Part, one_line};
use crate::app::outline_arrangements::Arranged;
use crate::app::person_view::PersonView;
use crate::app::{App, Cx};
use crate::domain::arrangement::{OtherLine, Taken};
use crate::domain::goal::GoalState;
use crate::domain::id::{ArrangementId, OtherLineId};
use crate::domain::item::ItemKind;
use crate::domain::refusal::Refusal;

/// What stands before the parts of this plan in the choice: open, and left out.
const FIRST: [&str; 2] = ["not said yet", "left out"];
const LEFT_OUT: usize = 1;

/// The form for a new or a known line.
pub(super) fn build(
    app: &mut App,
    of: ArrangementId,
    id: Option<OtherLineId>,
) -> Result<Form, Failure> {
    let view = app.person()?;
    let kept = view.folder.plan.as_ref().ok_or_else(gone)?;
    let other = kept.arrangements.other_plan(of).ok_or_else(gone)?;
    let line = match id {
        Some(id) => Some(
            other
                .lines
                .iter()
                .find(|line| line.id == id)
                .ok_or_else(gone)?,
        ),
        None => None,
    };
    let mut form = Form::new(
        Purpose::OtherLine(of, id),
        "A line of another service's plan",
        place("plan.other_line", id.map_or(of.0, |id| id.0)),
    );
    form.base = kept.revision;
    form.intro = vec![format!("Of the plan: {}", other.called())];
    let parts = parts(view, line.and_then(|line| line.into));
    let at = line.map_or(0, |line| match line.into {
        Some(into) => parts
            .iter()
            .position(|(part, _)| *part == into)
            .map_or(0, |at| at + FIRST.len()),
        None if line.is_open() => 0,
        None => LEFT_OUT,
    });
    let words = parts.into_iter().map(|(_, words)| words);
    let mut into = Field::choice(
        "into",
        "Where it went",
        apart(FIRST.map(str::to_owned).into_iter().chain(words)),
        at,
    );
    into.hint = "Left and Right choose a goal or an action of this plan, or that it was left out";
    form.fields = vec![
        Field::line(
            "text",
            "Line",
            line.map_or("", |line| &line.text),
            "what that plan says there: weighs herself every morning",
        ),
        into,
        Field::line(
            "left_out_because",
            "Left out because",
            line.map_or("", |line| &line.left_out_because),
            "where it was left out: why",
        ),
    ];
    Ok(form)
}

/// The parts of this plan into which a line can go, with their words: goals that go on and open actions, and the one into
/// which it went already.
fn parts(view: &PersonView, taken: Option<Taken>) -> Vec<(Taken, String)> {
    let plan = view.folder.plan.as_ref();
    let goals = plan.into_iter().flat_map(|plan| &plan.goals);
    let goals = goals.filter_map(|goal| {
        let part = Taken::Goal(goal.id);
        let goes_on = matches!(goal.state, GoalState::Active | GoalState::OnHold);
        (goes_on || taken == Some(part)).then(|| (part, format!("goal: {}", one_line(&goal.text))))
    });
    let actions = view.folder.items.iter().filter_map(|item| {
        let part = Taken::Action(item.id);
        let goes_on = item.kind == ItemKind::Action && item.is_open();
        (goes_on || taken == Some(part))
            .then(|| (part, format!("action: {}", one_line(&item.what))))
    });
    goals.chain(actions).collect()
}

/// Adds or changes a line.
pub(super) fn save(
    app: &mut App,
    of: ArrangementId,
    id: Option<OtherLineId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let view = app.person()?;
    let other = view
        .folder
        .plan
        .as_ref()
        .and_then(|plan| plan.arrangements.other_plan(of));
    let before = other
        .into_iter()
        .flat_map(|other| &other.lines)
        .find(|line| Some(line.id) == id);
    let parts = parts(view, before.and_then(|line| line.into));
    let words = parts.iter().map(|(_, words)| words.clone());
    let words = FIRST.map(str::to_owned).into_iter().chain(words);
    let chosen = chosen_now(form, "into", words)?;
    let into = chosen
        .checked_sub(FIRST.len())
        .and_then(|at| parts.get(at).map(|(part, _)| *part));
    let line = OtherLine {
        id: id.unwrap_or_else(|| OtherLineId(app.ids.next(cx.now))),
        text: form.text("text"),
        into,
        left_out_because: form.text("left_out_because"),
    };
    line.check().map_err(|fault| refused(fault, &[]))?;
    if chosen == LEFT_OUT && line.left_out_because.is_empty() {
        return Err(Failure::from(Refusal::NoReason).at("left_out_because"));
    }
    if chosen != LEFT_OUT && !line.left_out_because.is_empty() {
        return Err(Failure::from(Refusal::TakenAndLeftOut).at("left_out_because"));
    }
    let part = Part::Arranged(Arranged::Line(of, line.id));
    let mut plan = begin(app, cx)?;
    let mut others = plan.arrangements.other_plans.iter_mut();
    let other = others.find(|other| other.id == of).ok_or_else(gone)?;
    match other.lines.iter_mut().find(|known| known.id == line.id) {
        Some(known) => *known = line,
        None => other.lines.push(line),
    }
    let command = if id.is_some() {
        "plan.edit"
    } else {
        "plan.step"
    };
    write_plan(app, plan, form, command, cx)?;
    app.select_part(part);
    Ok(saved("Saved"))
}

fn gone() -> Failure {
    Failure::new(
        "That plan, or this line of it, is not in the plan any more. Press {form.leave} and look at the plan.",
    )
}
