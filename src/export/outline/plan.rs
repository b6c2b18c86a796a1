//! The plan with its goals and actions, and what is waited for beside it.

use super::{Block, Extent, Section, day, listed, said};
use crate::domain::arrangement::{Arrangements, Taken};
use crate::domain::goal::{Eyes, Goal, GoalState, Progress, StageGoal};
use crate::domain::item::{Chase, Ending, Item, ONGOING, Reopened, Rung, Stage};
use crate::domain::person::Name;
use crate::domain::plan::{Need, Plan};
use crate::domain::say;
use crate::export::dossier::{Dossier, GoalSheet};
use crate::export::loss::Loss;

/// Strengths, needs, goals with their actions, review and agreement.
pub fn plan(dossier: &Dossier, extent: Extent, loss: &mut Loss) -> Section {
    let mut section = Section::new("Plan");
    let Some(plan) = dossier.plan() else {
        if dossier.scope.plan {
            section.text("No plan has been begun.");
        }
        return section;
    };
    section.fact("Strengths", plan.strengths.clone());
    needs_and_goals(dossier, plan, extent, &mut section, loss);
    section.fact("Contact with the practice", plan.practice_contact.clone());
    section.fact("Review", review(plan));
    section.fact("Agreed", agreed(plan));
    section
}

/// Each need with the goals that answer it under it, then the goals that answer none that is named.
fn needs_and_goals(
    dossier: &Dossier,
    plan: &Plan,
    extent: Extent,
    section: &mut Section,
    loss: &mut Loss,
) {
    let is_left_out = |is_over: bool| is_over && extent == Extent::Brief;
    let person = &dossier.person().name;
    let all = dossier.goals();
    let (goals_over, goals): (Vec<GoalSheet<'_>>, Vec<GoalSheet<'_>>) =
        all.into_iter().partition(|sheet| {
            let over = matches!(sheet.goal.state, GoalState::Reached | GoalState::Dropped);
            is_left_out(over)
        });
    let (needs_over, needs): (Vec<&Need>, Vec<&Need>) = plan
        .needs
        .iter()
        .partition(|need| is_left_out(need.ended.is_some()));
    let answers =
        |sheet: &GoalSheet<'_>, need: &Need| sheet.need.is_some_and(|of| of.id == need.id);
    for need in &needs {
        section.fact("Need", need.said());
        for sheet in goals.iter().filter(|sheet| answers(sheet, need)) {
            goal(section, sheet, &plan.arrangements, person, extent);
        }
    }
    let mut by_themselves = goals
        .iter()
        .filter(|sheet| !needs.iter().any(|need| answers(sheet, need)))
        .peekable();
    // Right under a need they would read as answers to it.
    if !needs.is_empty() && by_themselves.peek().is_some() {
        section.text("Goals by themselves:");
    }
    for sheet in by_themselves {
        goal(section, sheet, &plan.arrangements, person, extent);
    }
    loss.count(needs_over.len(), "need that is over", "needs that are over");
    loss.count(goals_over.len(), "goal that is over", "goals that are over");
}

fn goal(
    section: &mut Section,
    sheet: &GoalSheet<'_>,
    arrangements: &Arrangements,
    person: &Name,
    extent: Extent,
) {
    let goal = sheet.goal;
    let importance = goal
        .importance
        .map_or_else(String::new, |n| format!("importance {n} of 10"));
    let mut under = Vec::new();
    if !goal.because.is_empty() {
        let moved_on = if sheet.is_anchored {
            ""
        } else {
            " (their words have changed since)"
        };
        under.push(format!("Because: \"{}\"{moved_on}", goal.because));
    }
    if let Some(need) = sheet.need {
        under.push(format!("For the need: {}", need.said()));
    }
    under.push(said("Reason", &goal.reason));
    under.extend(arrangements.taken_from_others(Taken::Goal(goal.id)));
    under.extend(goal.stages.iter().map(|stage| step("Step", stage)));
    under.extend(
        goal.outcomes
            .iter()
            .map(|outcome| format!("Outcome {}: {}", day(outcome.on), outcome.text)),
    );
    under.extend(progress(goal, extent).into_iter().map(|note| {
        format!(
            "Progress {}, {}: {}",
            day(note.on),
            note.view.word(),
            note.text
        )
    }));
    let shown = |item: &&&Item| item.is_open() || extent == Extent::Full;
    for item in sheet.actions.iter().filter(shown) {
        under.push(action(item, person));
        let again = item.reopened.iter().flat_map(opened_again);
        under.extend(again.map(|line| format!("Of this action: {line}")));
        let came = arrangements.taken_from_others(Taken::Action(item.id));
        under.extend(
            came.into_iter()
                .map(|line| format!("Into this action: {line}")),
        );
    }
    section.point(
        format!(
            "Goal: {} ({})",
            goal.text,
            listed([goal.state.word(), &importance])
        ),
        under,
    );
}

/// Every note on how it goes, or the newest in each view.
fn progress(goal: &Goal, extent: Extent) -> Vec<&Progress> {
    match extent {
        Extent::Full => goal.progress.iter().collect(),
        Extent::Brief => [Eyes::Person, Eyes::Coordinator]
            .into_iter()
            .filter_map(|view| goal.latest(view))
            .collect(),
    }
}

fn step(label: &str, stage: &StageGoal) -> String {
    let facts = listed([stage.state.word(), &stage.outcome]);
    format!("{label}: {} ({facts})", stage.text)
}

fn action(item: &Item, person: &Name) -> String {
    let came = item.outcome.as_ref().map_or_else(String::new, |outcome| {
        said(&format!(". Outcome {}", day(outcome.on)), &outcome.text)
    });
    format!("Action: {}{came}", standing(item, person))
}

/// What, who, by when, how sure and how it stands.
fn standing(item: &Item, person: &Name) -> String {
    let by = item
        .expected_on
        .map_or_else(String::new, |on| format!("by {}", day(on)));
    let sure = item
        .confidence
        .map_or_else(String::new, |n| format!("confidence {n} of 10"));
    let again = item
        .review_on
        .map_or_else(String::new, |on| format!("looked at again {}", day(on)));
    let updated = item
        .updated_on
        .map_or_else(String::new, |on| format!("last changed {}", day(on)));
    let steps: Vec<String> = item.stages.iter().map(|one| step("step", one)).collect();
    let facts = listed([
        item.owner.as_str(),
        &by,
        &sure,
        &said("because", &item.because),
        &said("may help", &item.strategies),
        &steps.join(", "),
        &again,
        &updated,
        &how_it_stands(item, person),
    ]);
    if facts.is_empty() {
        item.what.clone()
    } else {
        format!("{} ({facts})", item.what)
    }
}

fn how_it_stands(item: &Item, person: &Name) -> String {
    if let Some(ended) = &item.ended {
        let how = how_ended(ended.how);
        return listed([format!("{how} {}", day(ended.on)).as_str(), &ended.because]);
    }
    match item.stage() {
        Stage::Answered => "answered, the person has not been told".to_owned(),
        Stage::Asked | Stage::Ended if item.ongoing => ONGOING.to_owned(),
        Stage::Asked | Stage::Ended => format!("waiting for {}", item.waits_for(person)),
    }
}

/// Questions, and actions that serve no goal.
pub fn items(dossier: &Dossier, extent: Extent, loss: &mut Loss) -> Section {
    let mut section = Section::new("Open items");
    for item in dossier.open_items() {
        if !dossier.serves_a_goal(item) {
            section.blocks.push(point(item, &dossier.person().name));
        }
    }
    if section.blocks.is_empty() && dossier.scope.plan {
        let under_goals = dossier.open_items().len();
        section.text(&match under_goals {
            0 => "Nothing is open: nobody waits for an answer, and no action is agreed.".to_owned(),
            1 => "One action is open; it stands under its goal. Nothing else is waited for."
                .to_owned(),
            open => format!(
                "{open} actions are open; they stand under their goals. Nothing else is waited for."
            ),
        });
    }
    if extent == Extent::Brief {
        let ended = dossier.records.items.iter().filter(|item| !item.is_open());
        loss.count(ended.count(), "item that is over", "items that are over");
    }
    section
}

/// What was looked for in vain: whoever reads it need not look there again (R97).
pub fn unmet(dossier: &Dossier) -> Section {
    let mut section = Section::new("Looked for, nothing found");
    for need in &dossier.records.unmet {
        let words = listed([need.needed.as_str(), &need.place]);
        section.point(
            format!("{words} (looked for {})", day(need.on)),
            vec![need.note.clone()],
        );
    }
    section
}

/// One item with its history.
pub fn point(item: &Item, person: &Name) -> Block {
    let mut under = vec![format!("Asked {}", day(item.asked_on))];
    under.push(said("How the day was set", &item.expected_how));
    if let Some(conflict) = &item.conflict {
        under.push(said(&one_side(&conflict.one_from), &conflict.one));
        under.push(said(&one_side(&conflict.other_from), &conflict.other));
    }
    under.extend(item.referral.iter().map(|step| {
        let on = day(step.on);
        // Two days beside each other would be read as one.
        let since = step.booked_on.map_or_else(
            || on.clone(),
            |booked| format!("for {} (known {on})", day(booked)),
        );
        let state = format!("{} {since}", say::capital(step.state.word()));
        listed([state.as_str(), &step.note])
    }));
    under.extend(
        item.chases
            .iter()
            .map(|chase| listed([chased(chase).as_str(), &chase.note])),
    );
    under.extend(item.reopened.iter().flat_map(opened_again));
    if let Some(outcome) = &item.outcome {
        under.push(said(&format!("Answer {}", day(outcome.on)), &outcome.text));
    }
    under.extend(told(item));
    under.retain(|line| !line.is_empty());
    Block::Point {
        text: format!(
            "{}: {}",
            say::capital(item.kind.word()),
            standing(item, person)
        ),
        under,
    }
}

/// That it was opened again, how it had ended, and what had come of it that does not hold.
fn opened_again(again: &Reopened) -> Vec<String> {
    let on = day(again.on);
    let answer = again.outcome.as_ref().map(|outcome| {
        let known = day(outcome.on);
        format!(
            "Answer taken back on {on}: {} (known since {known})",
            outcome.text
        )
    });
    let Some(ended) = &again.ended else {
        return match answer {
            Some(answer) => vec![format!("{answer}, because: {}", again.because)],
            None => vec![format!("Opened again {on}: {}", again.because)],
        };
    };
    let how = format!("{} {}", how_ended(ended.how), day(ended.on));
    let ended = listed([how.as_str(), &ended.because]);
    std::iter::once(format!(
        "Opened again {on} (was {ended}): {}",
        again.because
    ))
    .chain(answer)
    .collect()
}

fn how_ended(how: Ending) -> &'static str {
    match how {
        Ending::Done => "done",
        Ending::Dropped => "dropped",
    }
}

/// When the person was told, and of what: hearing meanwhile how it stands is not hearing what came of it.
fn told(item: &Item) -> Option<String> {
    let on = item.told_on?;
    Some(if item.told_of_end_on().is_some() {
        format!("The person was told {}", day(on))
    } else if item.stage() == Stage::Answered {
        format!(
            "The person was last told how it stood {}, and not of the answer",
            day(on)
        )
    } else {
        format!("The person was last told how it stands {}", day(on))
    })
}

/// Who gave one side of conflicting advice.
fn one_side(from: &str) -> String {
    if from.is_empty() {
        "Advice".to_owned()
    } else {
        format!("Advice of {from}")
    }
}

/// A chase with its day, and whom where that was above those who were asked.
fn chased(chase: &Chase) -> String {
    match chase.rung {
        Rung::Again => format!("Chased {}", day(chase.on)),
        above => format!("Chased {} ({})", day(chase.on), above.word()),
    }
}

fn review(plan: &Plan) -> String {
    let review = &plan.review;
    let dated = |label: &str, on: Option<chrono::NaiveDate>| {
        on.map_or_else(String::new, |on| format!("{label} {}", day(on)))
    };
    let every = review.every_days.map_or_else(String::new, |days| {
        format!("every {}", say::count(usize::from(days), "day", "days"))
    });
    listed([
        plan.reviewed_daily().unwrap_or_default().as_str(),
        &dated("planned for", plan.review_due()),
        &dated("no later than", plan.review_by()),
        &every,
        &dated("last", review.last_on),
        &said("responsible", &review.responsible),
    ])
}

fn agreed(plan: &Plan) -> String {
    plan.agreed.as_ref().map_or_else(
        || "not yet".to_owned(),
        |agreed| {
            listed([
                day(agreed.on).as_str(),
                &said("by", &agreed.by),
                &agreed.capacity,
                &said("contributors", &agreed.contributors),
            ])
        },
    )
}
