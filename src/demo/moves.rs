//! Into hospital and home again, and from one coordinator to another: the moves of some made-up people.
//!
//! What is over is closed, with its checklist ticked and its calls made; what is still open belongs to somebody whose lot
//! has something due or soon due, so that nobody leaves their bucket for it.

use chrono::{Datelike, NaiveDate, Weekday};

use super::frame::day;
use super::lot::{Lot, Trouble};
use super::sketch::{Coordinator, Sketch};
use super::tables::parts;
use crate::domain::id::{ItemId, TransitionId};
use crate::domain::item::{Ended, Ending, Item, ItemKind, Outcome, Waiting};
use crate::domain::transition::{
    Acknowledged, Answer, CheckPoint, Closed, MoveKind, Point, Side, Transition,
};

/// Clock times of a move, in minutes from midnight: into hospital, home in the afternoon, home after the practice closed.
const ADMITTED: i64 = 11 * 60 + 20;
const HOME: i64 = 15 * 60 + 30;
const HOME_LATE: i64 = 18 * 60 + 50;

/// Draws the moves; the letters of discharges are added to the items.
pub(super) fn draw(sketch: &mut Sketch<'_>, items: &mut Vec<Item>) -> Vec<Transition> {
    let mut moves = Vec::new();
    handed_over(sketch, &mut moves);
    let frame = sketch.frame;
    let (roll, lot) = (sketch.dice.below(100), sketch.outline.lot);
    let settled = (sketch.outline.last_day(frame) - sketch.outline.joined_on).num_days() > 75;
    if sketch.cast.age < 18 || !settled {
        return moves;
    }
    match lot {
        Lot::Steady | Lot::Waiting if roll < 7 => over(sketch, &mut moves, items),
        Lot::Soon(_) if roll < 25 => {
            let back = u32::try_from(sketch.dice.between(2, 3)).unwrap_or(2);
            let home = frame.working_days_ago(back);
            let mut out = stay(sketch, &mut moves, items, home, HOME);
            if let Some(after) = &mut out.discharge {
                after.called_on = Some(day(home, 1));
            }
            moves.push(out);
        }
        Lot::Soon(_) if roll < 45 => {
            let since = frame.in_days(-sketch.dice.between(4, 6));
            let into = admission(sketch, since);
            moves.push(into);
        }
        // Nobody has rung yet since they came home.
        Lot::Today(Trouble::Quiet) if roll < 40 => {
            let home = frame.working_days_ago(1);
            let out = stay(sketch, &mut moves, items, home, HOME_LATE);
            moves.push(out);
        }
        Lot::Today(Trouble::NoReply | Trouble::OthersAction | Trouble::OwnAction) if roll < 25 => {
            let since = frame.in_days(-sketch.dice.between(7, 12));
            let into = admission(sketch, since);
            moves.push(into);
        }
        _ => {}
    }
    moves.sort_by_key(|one| (one.at, one.id));
    moves
}

/// A stay that is over, with everything done that follows one.
fn over(sketch: &mut Sketch<'_>, moves: &mut Vec<Transition>, items: &mut Vec<Item>) {
    let last = sketch.outline.last_day(sketch.frame);
    let mut home = sketch.past_day(day(last, -50), day(last, -16));
    let is_late = sketch.dice.chance(50);
    if is_late {
        // The evening before a weekend is when it goes wrong most.
        while home.weekday() != Weekday::Fri {
            home = day(home, -1);
        }
    }
    let at = if is_late { HOME_LATE } else { HOME };
    let mut out = stay(sketch, moves, items, home, at);
    let explained = sketch.past_day(day(home, 6), day(home, 9));
    if let Some(after) = &mut out.discharge {
        after.called_on = Some(day(home, 1));
        after.explained_again_on = Some(explained);
    }
    out.closed = Some(Closed {
        on: explained,
        because: "settled at home, everything explained again".into(),
    });
    moves.push(out);
}

/// Both halves of a stay in hospital: the admission, closed, is written; the discharge, still open, is returned.
fn stay(
    sketch: &mut Sketch<'_>,
    moves: &mut Vec<Transition>,
    items: &mut Vec<Item>,
    home: NaiveDate,
    minute: i64,
) -> Transition {
    let since = day(home, -sketch.dice.between(3, 9));
    let mut into = admission(sketch, since);
    into.closed = Some(Closed {
        on: home,
        because: "discharged".into(),
    });
    let id = TransitionId(sketch.id_on(home));
    let at = sketch.frame.at(home, minute);
    let mut out = Transition::new(id, sketch.id, MoveKind::Discharge, at);
    out.from.clone_from(&into.to);
    "home".clone_into(&mut out.to);
    out.leaving = into.taking.clone();
    out.taking = Side {
        name: format!("{}, {}", sketch.cast.gp, sketch.cast.practice[0]),
        phone: sketch.cast.practice[2].to_owned(),
    };
    out.acknowledged = Some(Acknowledged {
        on: home,
        by: sketch.cast.practice[0].to_owned(),
    });
    out.told_on = Some(home);
    out.by.clone_from(&sketch.coordinator_on(home).login);
    if let Some(after) = &mut out.discharge {
        for which in CheckPoint::ALL {
            *after.checklist.point_mut(which) = Point::answered(Answer::Yes);
        }
        after.named_contact = sketch
            .cast
            .carer()
            .map_or_else(|| "111".to_owned(), |carer| carer.name.clone());
    }
    let item = letter(sketch, &out, home);
    items.push(item);
    items.sort_by_key(|item| (item.asked_on, item.id));
    moves.push(into);
    out
}

/// An admission that the ward knows of.
fn admission(sketch: &mut Sketch<'_>, since: NaiveDate) -> Transition {
    let [ward, sister] = parts(sketch.dice.one(sketch.frame.tables.diary.of("ward")));
    let id = TransitionId(sketch.id_on(since));
    let at = sketch.frame.at(since, ADMITTED);
    let mut into = Transition::new(id, sketch.id, MoveKind::Admission, at);
    "home".clone_into(&mut into.from);
    ward.clone_into(&mut into.to);
    into.taking = Side {
        name: sister.to_owned(),
        phone: super::person::landline(sketch),
    };
    into.acknowledged = Some(Acknowledged {
        on: day(since, 1),
        by: sister.to_owned(),
    });
    into.note = sketch.phrase("why-admitted");
    into.by.clone_from(&sketch.coordinator_on(since).login);
    into
}

/// The discharge letter, which came the next day.
fn letter(sketch: &mut Sketch<'_>, out: &Transition, home: NaiveDate) -> Item {
    let came = day(home, 1).min(sketch.frame.today);
    let id = ItemId(sketch.id_on(home));
    let what = format!("Discharge letter from {}", out.from);
    let mut item = Item::new(id, sketch.id, ItemKind::Letter, &what, Waiting::Us, home);
    item.owner.clone_from(&out.from);
    item.transition = Some(out.id);
    item.expected_on = Some(day(home, 1));
    item.outcome = Some(Outcome {
        on: came,
        text: "came; the tablets stay as they are".into(),
    });
    item.told_on = Some(came);
    item.ended = Some(Ended {
        on: came,
        how: Ending::Done,
        because: String::new(),
    });
    item
}

/// From the coordinator before to the one now, where there was another.
fn handed_over(sketch: &mut Sketch<'_>, moves: &mut Vec<Transition>) {
    let Some((before, until)) = sketch.before.clone() else {
        return;
    };
    let side = |one: &Coordinator| Side {
        name: one.name.clone(),
        phone: one.phone.to_owned(),
    };
    let on = day(until, 1);
    let id = TransitionId(sketch.id_on(on));
    let mut one = Transition::new(id, sketch.id, MoveKind::Lead, sketch.frame.at(on, 9 * 60));
    one.from.clone_from(&before.name);
    one.to.clone_from(&sketch.coordinator.name);
    one.leaving = side(&before);
    one.taking = side(&sketch.coordinator);
    one.acknowledged = Some(Acknowledged {
        on,
        by: sketch.coordinator.name.clone(),
    });
    one.told_on = Some(on);
    one.closed = Some(Closed {
        on,
        because: "handed over in person".into(),
    });
    one.by.clone_from(&sketch.coordinator.login);
    moves.push(one);
}
