//! Goals and hopes: each names the phrase of the person's words that it serves (R27, R31).

use super::item::one_to_ten;
use super::plan::{begin, words_of, write_plan};
use super::{Purpose, Saved, place, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::person_view::PersonView;
use crate::app::{App, Cx};
use crate::domain::id::{GoalId, NeedId};
use crate::domain::plan::{Goal, GoalState};
use crate::domain::refusal::Refusal;
use crate::domain::words::{self, Heading};

/// The form for a new goal. There must be words first, or a reason why there are none.
pub(super) fn build_new(app: &mut App, need: Option<NeedId>) -> Result<Form, Failure> {
    let view = app.person()?;
    if !may_have_goals(view) {
        return Err(Refusal::NoWordsYet.into());
    }
    let mut form = Form::new(
        Purpose::NewGoal(need),
        "A goal or hope",
        place("plan.goal", need.map_or(view.id().0, |need| need.0)),
    );
    form.base = view.folder.plan.as_ref().map_or(0, |plan| plan.revision);
    form.intro = intro(view, need);
    form.fields = fields(None);
    Ok(form)
}

/// The form for a goal that is there.
pub(super) fn build(app: &mut App, id: GoalId) -> Result<Form, Failure> {
    let view = app.person()?;
    let goal = view
        .folder
        .plan
        .as_ref()
        .and_then(|plan| plan.goal(id))
        .cloned();
    let mut form = Form::new(
        Purpose::Goal(id),
        "Change a goal",
        place("plan.goal_edit", id.0),
    );
    form.base = view.folder.plan.as_ref().map_or(0, |plan| plan.revision);
    form.intro = intro(view, goal.as_ref().and_then(|goal| goal.need));
    form.fields = fields(goal.as_ref());
    Ok(form)
}

fn may_have_goals(view: &PersonView) -> bool {
    let excused = view
        .folder
        .plan
        .as_ref()
        .is_some_and(|plan| !plan.no_words_because.is_empty());
    let all = words_of(view);
    excused
        || Heading::ALL
            .iter()
            .any(|heading| words::current(&all, *heading).is_some())
}

/// The person's words stand over the form, so that the phrase can be copied from them.
fn intro(view: &PersonView, need: Option<NeedId>) -> Vec<String> {
    let all = words_of(view);
    let mut intro: Vec<String> = Heading::ALL
        .iter()
        .filter_map(|heading| words::current(&all, *heading))
        .take(2)
        .map(|words| {
            format!(
                "\"{}\"",
                words.text.split_whitespace().collect::<Vec<_>>().join(" ")
            )
        })
        .collect();
    let named = need.and_then(|id| {
        view.folder
            .plan
            .as_ref()?
            .needs
            .iter()
            .find(|need| need.id == id)
    });
    if let Some(need) = named {
        intro.push(format!("Answers the need: {}", need.text));
    }
    intro
}

fn fields(goal: Option<&Goal>) -> Vec<Field> {
    let importance = goal
        .and_then(|goal| goal.importance)
        .map(|number| number.to_string())
        .unwrap_or_default();
    let mut fields = vec![
        Field::line(
            "text",
            "Goal",
            goal.map_or("", |goal| goal.text.as_str()),
            "what they want to reach, as they would say it",
        ),
        Field::line(
            "because",
            "Because",
            goal.map_or("", |goal| goal.because.as_str()),
            "a few words of theirs, exactly as they stand above",
        ),
        Field::line(
            "importance",
            "Importance 1-10",
            &importance,
            "to the person",
        ),
    ];
    if let Some(goal) = goal {
        let at = GoalState::ALL
            .iter()
            .position(|state| *state == goal.state)
            .unwrap_or(0);
        fields.push(Field::choice(
            "state",
            "State",
            GoalState::ALL.map(GoalState::word),
            at,
        ));
    }
    fields
}

/// Adds a goal.
pub(super) fn save_new(
    app: &mut App,
    need: Option<NeedId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let mut goal = Goal::new(GoalId(app.ids.next(cx.now)), "");
    goal.need = need;
    let anchored = fill(app, &mut goal, form)?;
    let mut plan = begin(app, cx)?;
    plan.goals.push(goal);
    write_plan(app, plan, form, "plan.goal", cx)?;
    Ok(said(anchored))
}

/// Changes a goal.
pub(super) fn save(app: &mut App, id: GoalId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let mut plan = begin(app, cx)?;
    let Some(goal) = plan.goals.iter_mut().find(|goal| goal.id == id) else {
        return Err(Failure::new(
            "This goal is not in the plan any more. Press Esc and look at the plan.",
        ));
    };
    let anchored = fill(app, goal, form)?;
    write_plan(app, plan, form, "plan.goal", cx)?;
    Ok(said(anchored))
}

fn fill(app: &App, goal: &mut Goal, form: &Form) -> Result<bool, Failure> {
    goal.text = form.text("text");
    if goal.text.is_empty() {
        return Err(Failure::new("Say what the goal is, or press Esc to leave it.").at("text"));
    }
    goal.because = form.text("because");
    goal.importance = one_to_ten(form, "importance")?;
    goal.state = form
        .field("state")
        .and_then(|_| form.chosen("state", &GoalState::ALL))
        .unwrap_or(goal.state);
    Ok(words::says(&words_of(app.person()?), &goal.because))
}

fn said(anchored: bool) -> Saved {
    if anchored {
        saved("Saved")
    } else {
        Saved::Done(
            "Saved, but the phrase is not in their words: the goal is marked as not tied to them. u takes it back."
                .to_owned(),
        )
    }
}
