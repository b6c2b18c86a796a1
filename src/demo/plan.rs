//! The plan of a made-up person: needs and goals from their hopes, and the dates of its review.

use chrono::NaiveDate;

use super::frame::day;
use super::lot::{Lot, Trouble};
use super::sketch::Sketch;
use super::tables::{Hope, Theme};
use super::words::Said;
use crate::domain::id::{GoalId, NeedId, PlanId};
use crate::domain::plan::{Agreement, Goal, GoalState, Need, Plan, Review};
use crate::domain::triage::Gap;

/// Draws the plan; nobody who is new has one, and some who joined lately have not either.
pub(super) fn draw(sketch: &mut Sketch<'_>, said: &Said) -> Option<Plan> {
    if sketch.outline.lot == Lot::New || (sketch.outline.is_recent && sketch.dice.chance(35)) {
        return None;
    }
    let (begun_on, review) = review(sketch);
    let mut plan = Plan::new(PlanId(sketch.id_on(begun_on)), sketch.id, begun_on);
    plan.review = review;
    plan.strengths = strengths(sketch);
    plan.contingency = contingency(sketch);
    plan.practice_contact = sketch.phrase("practice");
    if !sketch.lacks(Gap::Backup) {
        plan.backup = sketch.phrase(if sketch.cast.close.is_empty() {
            "backup-alone"
        } else {
            "backup-close"
        });
    }
    goals(sketch, said, &mut plan);
    if said.words.is_empty() && !sketch.lacks(Gap::Words) {
        plan.no_words_because = sketch.phrase("no-words");
    }
    if !sketch.lacks(Gap::Agreement) {
        plan.agreed = Some(agreement(sketch, plan.review.last_on.unwrap_or(begun_on)));
    }
    Some(plan)
}

/// When the plan was begun, and its review so that it is due when the lot wants it.
fn review(sketch: &mut Sketch<'_>) -> (NaiveDate, Review) {
    let frame = sketch.frame;
    let outline = sketch.outline;
    let (every, at_most) = outline.review;
    let (interval, maximum) = (i64::from(every), i64::from(at_most));
    let last_day = outline.last_day(frame);
    let dice = &mut sketch.dice;
    let mut due_on = None;
    let anchor = if outline.is_due(Trouble::PastMaximum) {
        frame.working_day(
            dice,
            frame.in_days(-maximum - 25),
            frame.in_days(-maximum - 1),
        )
    } else if outline.is_due(Trouble::ReviewDue) {
        let due = frame.working_day(dice, frame.in_days(-18), frame.last_working);
        due_on = Some(due);
        day(due, -interval)
    } else if outline.is_soon(Trouble::ReviewDue) {
        let due = frame.working_day(dice, frame.in_days(1), frame.soon_until);
        due_on = Some(due);
        day(due, -interval)
    } else {
        let low = day(frame.soon_until, 3 - interval).max(day(outline.joined_on, 2));
        let low = if outline.left_on.is_some() {
            day(last_day, -120).max(day(outline.joined_on, 2))
        } else {
            low
        };
        let anchor = frame.working_day(dice, low.min(last_day), last_day);
        if dice.chance(60) {
            let due = day(anchor, interval);
            due_on = Some(frame.working_days_after(due, 0));
        }
        anchor
    };
    let first = day(outline.joined_on, dice.between(3, 25));
    let (begun_on, last_on) = if day(first, 60) < anchor {
        (first, Some(anchor))
    } else {
        (anchor.max(outline.joined_on), None)
    };
    let responsible = if dice.chance(60) || sketch.lead.is_empty() {
        sketch.coordinator.name.clone()
    } else {
        sketch.lead.clone()
    };
    let review = Review {
        last_on,
        due_on,
        every_days: Some(every),
        at_most_days: Some(at_most),
        responsible,
    };
    (begun_on, review)
}

fn strengths(sketch: &mut Sketch<'_>) -> String {
    let own = sketch.of_theme(strengths_of);
    if sketch.dice.chance(55) {
        let more = sketch.phrase("strengths");
        format!("{own}. {more}.")
    } else {
        format!("{own}.")
    }
}

fn strengths_of(theme: &Theme) -> &[&'static str] {
    &theme.strengths
}

fn contingency(sketch: &mut Sketch<'_>) -> String {
    let mut signs: Vec<String> = Vec::new();
    for theme in sketch.themes.clone() {
        let sign = sketch.cast.one(&mut sketch.dice, &theme.signs);
        if !sign.is_empty() {
            signs.push(sketch.cast.told(sign));
        }
    }
    if signs.is_empty() || sketch.dice.chance(30) {
        signs.push(sketch.phrase("signs"));
    }
    signs.join(". ") + "."
}

fn goals(sketch: &mut Sketch<'_>, said: &Said, plan: &mut Plan) {
    if said.words.is_empty() && sketch.lacks(Gap::Words) {
        return;
    }
    let begun_on = plan.begun_on;
    if said.words.is_empty() {
        serve_nothing(sketch, plan, begun_on);
        return;
    }
    for hope in sketch.hopes.clone() {
        add_goal(sketch, plan, &hope, GoalState::Active);
    }
    if let Some(gone) = &said.taken_back {
        let state = sketch
            .dice
            .one(&[Some(GoalState::Active), Some(GoalState::OnHold)])
            .unwrap_or_default();
        add_goal(sketch, plan, gone, state);
    }
    // What services want and the person never asked for: marked as serving nothing (R31).
    if sketch.dice.chance(8) {
        serve_nothing(sketch, plan, begun_on);
    }
}

fn serve_nothing(sketch: &mut Sketch<'_>, plan: &mut Plan, begun_on: NaiveDate) {
    let id = GoalId(sketch.id_on(begun_on));
    plan.goals.push(Goal::new(id, &sketch.phrase("unanchored")));
}

fn add_goal(sketch: &mut Sketch<'_>, plan: &mut Plan, hope: &Hope, state: GoalState) {
    let need = Need::new(
        NeedId(sketch.id_on(plan.begun_on)),
        &sketch.cast.told(hope.need),
    );
    let id = GoalId(sketch.id_on(plan.begun_on));
    plan.goals.push(Goal {
        need: Some(need.id),
        because: sketch.cast.told(hope.quote),
        importance: Some(sketch.dice.one(&[10, 10, 9, 9, 8, 8, 7, 6, 5])).filter(|_| {
            // Not everybody wants to put a number on it.
            sketch.dice.chance(88)
        }),
        state,
        ..Goal::new(id, &sketch.cast.told(hope.goal))
    });
    plan.needs.push(need);
}

fn agreement(sketch: &mut Sketch<'_>, from: NaiveDate) -> Agreement {
    let on = sketch.past_day(from, day(from, 9));
    let by_other = sketch.cast.age < 16
        || (sketch.themes.iter().any(|theme| theme.name == "memory") && sketch.dice.chance(40));
    let (by, capacity) = match sketch.cast.carer() {
        Some(carer) if by_other && sketch.cast.age < 18 => (carer.name.clone(), "parent"),
        Some(carer) if by_other => (carer.name.clone(), "attorney for health and welfare"),
        _ => (sketch.cast.name.written(), "the person"),
    };
    let contributors = [sketch.lead.as_str(), sketch.coordinator.name.as_str()]
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    Agreement {
        on,
        by,
        capacity: capacity.to_owned(),
        contributors,
    }
}
