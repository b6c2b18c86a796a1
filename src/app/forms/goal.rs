//! Goals and hopes: each names the phrase of the person's words that it serves (R27, R31).

use super::choices::{apart, chosen_now, first_none};
use super::item::one_to_ten;
use super::offers::{phrase_offers, phrases};
use super::plan::{begin, words_of, write_plan};
use super::{Purpose, Saved, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::outline::Part;
use crate::app::person_view::PersonView;
use crate::app::{App, Cx};
use crate::domain::id::{GoalId, NeedId};
use crate::domain::phrase::{self, Whole};
use crate::domain::plan::{Goal, GoalState, Need};
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
    form.fields = fields(view, None, need);
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
    let need = goal.as_ref().and_then(|goal| goal.need);
    form.fields = fields(view, goal.as_ref(), need);
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

/// The need that the goal answers. The person's words stand in one place, under the fields, where a phrase is chosen.
fn intro(view: &PersonView, need: Option<NeedId>) -> Vec<String> {
    let named = need.and_then(|id| {
        view.folder
            .plan
            .as_ref()?
            .needs
            .iter()
            .find(|need| need.id == id)
    });
    named
        .map(|need| format!("Answers the need: {}", need.said()))
        .into_iter()
        .collect()
}

fn fields(view: &PersonView, goal: Option<&Goal>, need: Option<NeedId>) -> Vec<Field> {
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
        Field::offered(
            "because",
            "Because",
            goal.map_or("", |goal| goal.because.as_str()),
            phrase_offers(view, &[goal.map_or("", |goal| goal.text.as_str())]),
            "Right takes the first phrase of the list, again the next; letters narrow it",
        ),
        Field::line(
            "importance",
            "Importance 1-10",
            &importance,
            "to the person",
        ),
        Field::line(
            "reason",
            "Reason",
            goal.map_or("", |goal| goal.reason.as_str()),
            "why this was decided on",
        ),
    ];
    let needs = needs(view);
    if !needs.is_empty() {
        let at = needs.iter().position(|known| Some(known.id) == need);
        let texts = needs.iter().map(Need::said);
        fields.push(Field::choice(
            "need",
            "Answers the need",
            apart(first_none(texts)),
            at.map_or(0, |at| at + 1),
        ));
    }
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

fn needs(view: &PersonView) -> &[Need] {
    view.folder.plan.as_ref().map_or(&[], |plan| &plan.needs)
}

/// The form that ties a goal to a phrase; the nearest one stands in it where the old one is gone, unless it has nothing to
/// do with either: one key would keep what nobody looked at.
pub(super) fn build_anchor(app: &mut App, id: GoalId) -> Result<Form, Failure> {
    let view = app.person()?;
    let plan = view.folder.plan.as_ref();
    let goal = plan.and_then(|plan| plan.goal(id)).ok_or_else(gone)?;
    let near = [goal.because.as_str(), goal.text.as_str()];
    let found = phrases(view, &near);
    let stands = words::says(&words_of(view), &goal.because);
    let because = if stands {
        goal.because.clone()
    } else {
        let nearest = found.into_iter().next();
        let nearest = nearest.filter(|nearest| phrase::is_near(nearest, &near));
        nearest.unwrap_or_default()
    };
    let mut form = Form::new(
        Purpose::Anchor(id),
        "The words that a goal serves",
        place("plan.anchor", id.0),
    );
    form.base = plan.map_or(0, |plan| plan.revision);
    form.intro = vec![format!("Goal: {}", goal.text)];
    if !stands && !goal.because.is_empty() {
        form.intro.push(format!("It quoted: \"{}\"", goal.because));
    }
    form.fields = vec![Field::offered(
        "because",
        "Because",
        &because,
        phrase_offers(view, &near),
        if because.is_empty() {
            "Right takes the first phrase of the list, again the next; letters narrow it"
        } else {
            "{form.enter} keeps this phrase; Right takes the next one; letters look for another"
        },
    )];
    form.proposed = (!because.is_empty()).then_some("because");
    Ok(form)
}

/// Keeps the phrase.
pub(super) fn save_anchor(
    app: &mut App,
    id: GoalId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let mut plan = begin(app, cx)?;
    let goal = plan.goals.iter_mut().find(|goal| goal.id == id);
    let goal = goal.ok_or_else(gone)?;
    let tie = tie(app, goal, form)?;
    write_plan(app, plan, form, "plan.anchor", cx)?;
    Ok(said(tie))
}

fn gone() -> Failure {
    Failure::new("This goal is not in the plan any more. Press {form.leave} and look at the plan.")
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
    let tie = fill(app, &mut goal, form, cx)?;
    let mut plan = begin(app, cx)?;
    let part = Part::Goal(goal.id);
    plan.goals.push(goal);
    write_plan(app, plan, form, "plan.goal", cx)?;
    app.select_part(part);
    Ok(said(tie))
}

/// Changes a goal.
pub(super) fn save(app: &mut App, id: GoalId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let mut plan = begin(app, cx)?;
    let goal = plan.goals.iter_mut().find(|goal| goal.id == id);
    let goal = goal.ok_or_else(gone)?;
    let tie = fill(app, goal, form, cx)?;
    write_plan(app, plan, form, "plan.edit", cx)?;
    Ok(said(tie))
}

fn fill(app: &App, goal: &mut Goal, form: &Form, cx: &Cx) -> Result<Tie, Failure> {
    goal.text = form.text("text");
    let tie = tie(app, goal, form)?;
    goal.reason = form.text("reason");
    goal.importance = one_to_ten(form, "importance")?;
    if form.field("need").is_some() {
        let needs = needs(app.person()?);
        let texts = needs.iter().map(Need::said);
        let chosen = chosen_now(form, "need", first_none(texts))?.checked_sub(1);
        goal.need = chosen.and_then(|at| needs.get(at)).map(|need| need.id);
    }
    goal.state = form
        .field("state")
        .and_then(|_| form.chosen("state", &GoalState::ALL))
        .unwrap_or(goal.state);
    goal.check(cx.today())
        .map_err(|fault| refused(fault, &[]))?;
    Ok(tie)
}

/// How a goal stands to the person's words.
enum Tie {
    /// No phrase is named.
    None,
    /// Its phrase is theirs.
    Theirs,
    /// A part of this phrase of theirs was typed.
    Whole(String),
    /// Its phrase is not in their words.
    Elsewhere,
}

/// Ties a goal to the phrase that is typed: it is the person's words that it serves. Of a part the whole phrase is taken;
/// one that stands in several, or nowhere in their words, is asked about once.
fn tie(app: &App, goal: &mut Goal, form: &Form) -> Result<Tie, Failure> {
    let typed = form.text("because");
    let view = app.person()?;
    let is_new = typed != goal.because;
    goal.because.clone_from(&typed);
    if typed.is_empty() {
        return Ok(Tie::None);
    }
    let offered = phrases(view, &[]);
    if is_new && !offered.contains(&typed) {
        match phrase::whole_of(&offered, &typed) {
            Whole::One(whole) => {
                goal.because.clone_from(&whole);
                return Ok(Tie::Whole(whole));
            }
            Whole::Several => form.ask_once(
                "because",
                format!(
                    "\"{typed}\" stands in several phrases of theirs: Right takes the first of the list, again the next."
                ),
            )?,
            Whole::None => {}
        }
    }
    if words::says(&words_of(view), &typed) {
        return Ok(Tie::Theirs);
    }
    if is_new {
        form.ask_once(
            "because",
            format!("\"{typed}\" does not stand in their words: letters find a phrase that does."),
        )?;
    }
    Ok(Tie::Elsewhere)
}

fn said(tie: Tie) -> Saved {
    saved(&match tie {
        Tie::Theirs => "Saved".to_owned(),
        Tie::Whole(phrase) => format!("Saved, with the whole phrase: \"{phrase}\""),
        Tie::None => "Saved; the goal is not tied to their words yet".to_owned(),
        Tie::Elsewhere => {
            "Saved, but the phrase is not in their words: the goal is marked as not tied to them"
                .to_owned()
        }
    })
}
