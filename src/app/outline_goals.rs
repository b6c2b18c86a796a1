//! The rows of needs, goals and actions, with the steps on the way and how each goal goes.

use super::outline::{OutlineRow, Part, StageOf, one_line, row};
use crate::domain::calendar::Holidays;
use crate::domain::goal::{Eyes, Goal, GoalState, StageGoal};
use crate::domain::item::{Item, ItemKind, ONGOING, Stage};
use crate::domain::plan::Plan;
use crate::domain::record::{Folder, Kept};
use crate::domain::say;
use crate::domain::words::Spoken;

/// What the rows are made from.
struct Sheet<'a> {
    folder: &'a Folder,
    holidays: &'a Holidays,
    spoken: Spoken,
}

/// Adds the rows: each need with its goals, goals without a need, then actions that serve no goal.
pub fn rows(folder: &Folder, plan: &Plan, holidays: &Holidays, rows: &mut Vec<OutlineRow>) {
    let sheet = Sheet {
        folder,
        holidays,
        spoken: Spoken::new(folder.words.iter().map(|kept| &kept.value)),
    };
    for need in &plan.needs {
        // Before the need: in a narrow row the end of a long text is cut off.
        let ended = need.ended.as_ref().map(|ended| {
            let (how, on) = (ended.how.word(), say::full(ended.on));
            (format!(" [{how} {on}]"), one_line(&ended.because))
        });
        let (ended, because) = ended.unwrap_or_default();
        let because = if because.is_empty() {
            because
        } else {
            format!(" - {because}")
        };
        let text = format!("need{ended}: {}{because}", one_line(&need.text));
        rows.push(row(1, Part::Need(need.id), text, false));
        for goal in plan.goals.iter().filter(|goal| goal.need == Some(need.id)) {
            sheet.goal(goal, 2, rows);
        }
    }
    for goal in plan
        .goals
        .iter()
        .filter(|goal| plan.need_of(goal).is_none())
    {
        sheet.goal(goal, 1, rows);
    }
    let serves_none = |item: &&Kept<Item>| {
        item.kind == ItemKind::Action
            && item.is_open()
            && item.goal.is_none_or(|goal| plan.goal(goal).is_none())
    };
    for item in folder.items.iter().filter(serves_none) {
        sheet.action(item, 1, false, rows);
    }
}

/// The actions that serve a goal, in the order in which it has them.
pub fn actions_of<'a>(folder: &'a Folder, goal: &Goal) -> Vec<&'a Kept<Item>> {
    let mut actions: Vec<&Kept<Item>> = folder
        .items
        .iter()
        .filter(|item| item.goal == Some(goal.id))
        .collect();
    actions.sort_by_key(|item| goal.place_of(item.id));
    actions
}

impl Sheet<'_> {
    fn goal(&self, goal: &Goal, depth: u16, rows: &mut Vec<OutlineRow>) {
        let importance = goal
            .importance
            .map(|importance| format!(" ({importance}/10)"))
            .unwrap_or_default();
        let anchored = self.spoken.says(&goal.because);
        let because = if goal.because.is_empty() {
            " - not tied to their words: {plan.anchor} ties it".to_owned()
        } else if anchored {
            format!(" - because: \"{}\"", goal.because)
        } else {
            format!(
                " - their words have changed, look again ({{plan.anchor}}): \"{}\" is gone",
                goal.because
            )
        };
        let text = format!(
            "goal: {}{importance}{}{because}",
            one_line(&goal.text),
            state(goal.state)
        );
        rows.push(row(depth, Part::Goal(goal.id), text, !anchored));
        for stage in &goal.stages {
            stage_row(stage, StageOf::Goal(goal.id), depth + 1, rows);
        }
        if let Some(text) = progress(goal) {
            rows.push(row(depth + 1, Part::Progress(goal.id), text, false));
        }
        for item in actions_of(self.folder, goal) {
            self.action(item, depth + 1, true, rows);
        }
    }

    fn action(&self, item: &Item, depth: u16, serves: bool, rows: &mut Vec<OutlineRow>) {
        let owner = if item.owner.is_empty() {
            "nobody yet"
        } else {
            item.owner.as_str()
        };
        let date = match item.expected(self.holidays) {
            Some(expected) => format!("by {}", say::full(expected.date)),
            None if item.ongoing => ONGOING.to_owned(),
            None => "no date".to_owned(),
        };
        let confidence = item
            .confidence
            .map(|confidence| format!(" (confidence {confidence}/10)"))
            .unwrap_or_default();
        let ended = if item.stage() == Stage::Ended {
            " [ended]"
        } else {
            ""
        };
        let alone = if serves { "" } else { " - serves no goal" };
        // Who and by when come first: in a narrow row the end of a long text is cut off.
        let text = format!(
            "action{ended}: {owner}, {date}: {}{confidence}{alone}",
            one_line(&item.what)
        );
        let lacks = item.owner.is_empty() || lacks_day(item) || !serves;
        rows.push(row(
            depth,
            Part::Action(item.id),
            text,
            item.is_open() && lacks,
        ));
        for stage in &item.stages {
            stage_row(stage, StageOf::Action(item.id), depth + 1, rows);
        }
    }
}

/// Whether nobody said by when, nor that it goes on without an end.
fn lacks_day(item: &Item) -> bool {
    item.expected_on.is_none() && !item.expected_counted && !item.ongoing
}

fn state(state: GoalState) -> String {
    match state {
        GoalState::Active => String::new(),
        other => format!(" [{}]", other.word()),
    }
}

fn stage_row(stage: &StageGoal, of: StageOf, depth: u16, rows: &mut Vec<OutlineRow>) {
    let outcome = if stage.outcome.is_empty() {
        String::new()
    } else {
        format!(" - {}", one_line(&stage.outcome))
    };
    let text = format!(
        "step: {}{}{outcome}",
        one_line(&stage.text),
        state(stage.state)
    );
    rows.push(row(depth, Part::Stage(of, stage.id), text, false));
}

/// The newest note in each view and the newest outcome, in one line; nothing where there is none.
fn progress(goal: &Goal) -> Option<String> {
    let notes = [Eyes::Person, Eyes::Coordinator].map(|view| goal.latest(view));
    let mut parts: Vec<String> = notes
        .into_iter()
        .flatten()
        .map(|note| {
            let (day, view) = (say::full(note.on), note.view.word());
            format!("{day} {view}: {}", one_line(&note.text))
        })
        .collect();
    if let Some(outcome) = goal.outcomes.last() {
        let (day, text) = (say::full(outcome.on), one_line(&outcome.text));
        parts.insert(0, format!("outcome {day}: {text}"));
    }
    (!parts.is_empty()).then(|| format!("progress: {}", parts.join("; ")))
}

/// How a goal went, newest first, every note whole.
pub fn history(goal: &Goal) -> Vec<String> {
    let mut dated: Vec<_> = goal
        .progress
        .iter()
        .map(|note| {
            let line = format!("{}, {} ({})", say::full(note.on), note.view.word(), note.by);
            (
                note.on,
                note.at.timestamp_millis(),
                line,
                note.text.as_str(),
            )
        })
        .collect();
    dated.extend(goal.outcomes.iter().map(|outcome| {
        let line = format!("{}, what came of it", say::full(outcome.on));
        (outcome.on, i64::MAX, line, outcome.text.as_str())
    }));
    dated.sort_by_key(|(on, at, ..)| std::cmp::Reverse((*on, *at)));
    let mut lines = Vec::new();
    for (.., line, text) in dated {
        lines.push(line);
        lines.extend(text.lines().map(str::to_owned));
        lines.push(String::new());
    }
    lines
}
