//! Commands of a person's plan.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::editor::{PlanText, Target};
use crate::app::forms::Purpose;
use crate::app::model::{AfterReading, Model, Overlay, Reading};
use crate::app::notice::{Failure, Notice};
use crate::app::outline::{Part, StageOf};
use crate::app::outline_goals::history;
use crate::app::{App, Cx};
use crate::domain::id::{GoalId, NeedId};
use crate::domain::item::{ItemKind, Mark};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Plan,
        "plan.edit",
        "Change this row",
        "Changes the selected row: its text or its form opens.",
        &["enter"],
        1,
        always,
        edit,
    ),
    row(
        Scope::Plan,
        "plan.need",
        "Add a need",
        "Adds a need, concern or problem.",
        &["n"],
        3,
        always,
        |app, cx| app.open_form(Purpose::Need(None), cx),
    ),
    row(
        Scope::Plan,
        "plan.goal",
        "Add a goal",
        "Adds a goal; it names the phrase of their words that it serves.",
        &["o"],
        4,
        always,
        |app, cx| {
            let need = need_here(app);
            app.open_form(Purpose::NewGoal(need), cx)
        },
    ),
    row(
        Scope::Plan,
        "plan.action",
        "Add an action",
        "Adds an action under the selected goal.",
        &["a"],
        5,
        always,
        |app, cx| {
            let goal = goal_here(app);
            app.open_form(Purpose::NewItem(ItemKind::Action, goal), cx)
        },
    ),
    row(
        Scope::Plan,
        "plan.done",
        "Action done",
        "Marks the selected action as done.",
        &["d"],
        0,
        on_action,
        |app, cx| {
            let item = item_here(app)?;
            app.open_form(Purpose::Mark(item, Mark::Done), cx)
        },
    ),
    row(
        Scope::Plan,
        "plan.no_words",
        "Why no words",
        "Records why there are no words yet; goals can then be added.",
        &["W"],
        0,
        always,
        |app, cx| app.open_form(Purpose::NoWords, cx),
    ),
    row(
        Scope::Plan,
        "plan.review",
        "Review",
        "Sets the next review, its interval and its longest time, or records one that was held.",
        &["r"],
        6,
        always,
        |app, cx| app.open_form(Purpose::Review, cx),
    ),
    row(
        Scope::Plan,
        "plan.agree",
        "Agree",
        "Records that the person agreed to the plan.",
        &["A"],
        7,
        always,
        |app, cx| app.open_form(Purpose::Agree, cx),
    ),
];

fn on_action(model: &Model) -> Availability {
    match model
        .person
        .as_ref()
        .and_then(|view| view.row())
        .map(|row| row.part)
    {
        Some(Part::Action(_)) => Availability::Ready,
        _ => Availability::Blocked("Choose an action first."),
    }
}

fn edit(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let Some(row) = app.person()?.row().cloned() else {
        return Ok(());
    };
    match row.part {
        Part::Heading => {
            app.model.notice = Some(Notice::warning(
                "{plan.need} adds a need, {plan.goal} a goal, {plan.action} an action, {plan.words} writes their words; {plan.add} adds the rest.",
            ));
            Ok(())
        }
        Part::Words(heading) => app.open_editor(Target::Words(heading)),
        Part::NotAsked => {
            app.unfold_here();
            Ok(())
        }
        Part::Stage(of, id) => app.open_form(Purpose::Stage(of, Some(id)), cx),
        Part::Progress(goal) => app.read_progress(goal),
        Part::NoWords => app.open_form(Purpose::NoWords, cx),
        Part::Text(which) => app.open_editor(Target::Plan(which)),
        Part::Strength(_) => app.open_editor(Target::Plan(PlanText::Strengths)),
        Part::Need(need) => app.open_form(Purpose::Need(Some(need)), cx),
        Part::Goal(goal) => app.open_form(Purpose::Goal(goal), cx),
        Part::Action(item) => app.open_form(Purpose::Item(item), cx),
        Part::Arranged(arranged) => super::arrangements::edit(app, arranged, cx),
        Part::Review => app.open_form(Purpose::Review, cx),
        Part::Agreement => app.open_form(Purpose::Agree, cx),
    }
}

impl App {
    /// Shows what is folded away under the selected row, and selects the first of it.
    fn unfold_here(&mut self) {
        if let Some(view) = &mut self.model.person {
            let mut at = view.cursor();
            if !view.outline.is_open_fold(at) {
                at = view.outline.fold(at);
            }
            view.go_to(at + 1);
        }
    }

    /// Shows every note on how a goal goes.
    fn read_progress(&mut self, goal: GoalId) -> Result<(), Failure> {
        let plan = self.person()?.folder.plan.as_ref();
        if let Some(goal) = plan.and_then(|plan| plan.goal(goal)) {
            let reading = Reading {
                title: goal.text.clone(),
                lines: history(goal),
                top: 0,
                then: AfterReading::Back,
            };
            self.model.overlays.push(Overlay::Reading(reading));
        }
        Ok(())
    }
}

/// The need that the selected row is or belongs to.
fn need_here(app: &App) -> Option<NeedId> {
    let view = app.model.person.as_ref()?;
    match view.row()?.part {
        Part::Need(need) => Some(need),
        Part::Goal(goal) | Part::Progress(goal) | Part::Stage(StageOf::Goal(goal), _) => {
            view.folder.plan.as_ref()?.goal(goal)?.need
        }
        Part::Action(item) | Part::Stage(StageOf::Action(item), _) => {
            let goal = view.items.iter().find(|kept| kept.id == item)?.goal?;
            view.folder.plan.as_ref()?.goal(goal)?.need
        }
        _ => None,
    }
}

/// The goal that the selected row is or belongs to.
pub(super) fn goal_here(app: &App) -> Option<GoalId> {
    let view = app.model.person.as_ref()?;
    match view.row()?.part {
        Part::Goal(goal) | Part::Progress(goal) | Part::Stage(StageOf::Goal(goal), _) => Some(goal),
        Part::Action(item) | Part::Stage(StageOf::Action(item), _) => {
            view.items.iter().find(|kept| kept.id == item)?.goal
        }
        _ => None,
    }
}

fn item_here(app: &App) -> Result<crate::domain::id::ItemId, Failure> {
    app.person()?
        .item()
        .map(|item| item.id)
        .ok_or_else(|| Failure::new("Choose an action first."))
}
