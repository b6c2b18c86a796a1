//! Moving a row of the plan up or down among its like: a change of its own, which u takes back.

use super::forms::{begin_plan, plan_change};
use super::notice::Failure;
use super::outline::{Part, StageOf};
use super::outline_goals::actions_of;
use super::{App, Cx};
use crate::domain::change::Change;
use crate::domain::id::{GoalId, ItemId, StageId};
use crate::domain::plan::Plan;
use crate::domain::record::Record;
use crate::store::Stamp;

/// Why nothing was moved.
const END: &str = "It is at the end already. To put it under another need or goal, press {plan.edit} and choose it there.";

impl App {
    /// Moves the selected row one place among its like.
    pub(super) fn move_row(&mut self, up: bool, cx: &Cx) -> Result<(), Failure> {
        let Some(part) = self.person()?.row().map(|row| row.part) else {
            return Ok(());
        };
        let change = match part {
            Part::Stage(StageOf::Action(item), stage) => self.move_step(item, stage, up)?,
            _ => self.move_in_plan(part, up, cx)?,
        };
        let stamp = Stamp {
            at: cx.now,
            command: if up { "plan.move_up" } else { "plan.move_down" },
            note: "",
        };
        match self.store()?.write(stamp, &change) {
            Ok(commit) => {
                self.refresh(&commit, cx);
                // A line has no id to be found by: it stands in its neighbour's place.
                if let (Part::Strength(_), Some(view)) = (part, &mut self.model.person) {
                    view.step(if up { -1 } else { 1 });
                }
                Ok(())
            }
            Err(fault) => {
                self.read_again(cx);
                Err(fault.into())
            }
        }
    }

    fn move_in_plan(&mut self, part: Part, up: bool, cx: &Cx) -> Result<Change, Failure> {
        let mut plan = begin_plan(self, cx)?;
        let view = self.person()?;
        let seen = view.folder.plan.as_ref().map_or(0, |plan| plan.revision);
        let moved = match part {
            Part::Strength(at) => move_strength(&mut plan, at, up),
            Part::Need(id) => shift(&mut plan.needs, up, |need| need.id == id, |_| true),
            Part::Goal(id) => move_goal(&mut plan, id, up),
            Part::Stage(StageOf::Goal(goal), id) => plan
                .goals
                .iter_mut()
                .find(|known| known.id == goal)
                .is_some_and(|goal| shift(&mut goal.stages, up, |one| one.id == id, |_| true)),
            Part::Action(id) => {
                let mut goals = plan.goals.iter_mut();
                let goal = view.folder.items.iter().find(|item| item.id == id);
                let goal = goal.and_then(|item| goals.find(|goal| item.goal == Some(goal.id)));
                let goal = goal.ok_or_else(|| {
                    Failure::new("An action that serves no goal stands by its age. {plan.edit} chooses a goal for it.")
                })?;
                goal.order = actions_of(&view.folder, goal)
                    .into_iter()
                    .map(|item| item.id)
                    .collect();
                shift(&mut goal.order, up, |one| *one == id, |_| true)
            }
            _ => {
                return Err(Failure::new(
                    "Strengths, needs, goals, actions and steps can be moved; this row has its place.",
                ));
            }
        };
        if moved {
            Ok(plan_change(plan, seen))
        } else {
            Err(Failure::new(END))
        }
    }

    fn move_step(&self, item: ItemId, stage: StageId, up: bool) -> Result<Change, Failure> {
        let items = &self.person()?.folder.items;
        let kept = items.iter().find(|kept| kept.id == item);
        let kept = kept.ok_or_else(|| Failure::new("This action is not there any more."))?;
        let mut item = kept.value.clone();
        if shift(&mut item.stages, up, |one| one.id == stage, |_| true) {
            Ok(Change::replace(Record::Item(item), kept.revision))
        } else {
            Err(Failure::new(END))
        }
    }
}

/// Among the lines of the strengths.
fn move_strength(plan: &mut Plan, at: usize, up: bool) -> bool {
    let lines = plan.strength_lines().into_iter().map(str::to_owned);
    let mut lines: Vec<(usize, String)> = lines.enumerate().collect();
    let moved = shift(&mut lines, up, |(line, _)| *line == at, |_| true);
    let lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    plan.strengths = lines.join("\n");
    moved
}

/// Among the goals of the same need.
fn move_goal(plan: &mut Plan, id: GoalId, up: bool) -> bool {
    let need = plan
        .goal(id)
        .and_then(|goal| plan.need_of(goal))
        .map(|need| need.id);
    let known: Vec<_> = plan.needs.iter().map(|need| need.id).collect();
    shift(
        &mut plan.goals,
        up,
        |goal| goal.id == id,
        |goal| goal.need.filter(|need| known.contains(need)) == need,
    )
}

/// Changes places with the next or the previous one that is of the same kind; says whether there was one.
fn shift<T>(
    all: &mut [T],
    up: bool,
    is_it: impl Fn(&T) -> bool,
    is_like: impl Fn(&T) -> bool,
) -> bool {
    let Some(at) = all.iter().position(is_it) else {
        return false;
    };
    let other = if up {
        all.iter().take(at).rposition(&is_like)
    } else {
        let after = all.iter().skip(at + 1).position(&is_like);
        after.map(|after| at + 1 + after)
    };
    if let Some(other) = other {
        all.swap(at, other);
    }
    other.is_some()
}
