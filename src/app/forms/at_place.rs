//! Which form a draft was typed into: the purpose of a place, looked up in the record of the person it is about.
//!
//! Only forms of the plan, the moves and who may see what are here: what their commands open depends on the row that is
//! selected. The rest is opened by its command (`app/unsaved.rs`).

use super::{MoveMark, Purpose, arrangement, transition};
use crate::app::outline::{Part, StageOf};
use crate::app::person_view::PersonView;
use crate::domain::arrangement::ArrangementKind;
use crate::domain::id::{ArrangementId, CopyId, GoalId, NeedId, SharingId, TransitionId};
use crate::domain::transition::{CheckPoint, MoveKind};
use crate::store::Place;

/// The purpose of the form that keeps its draft at a place; `None` for a place of other forms, and where what it was
/// about is not in the record any more.
pub(in crate::app) fn at_place(place: &Place, view: &PersonView) -> Option<Purpose> {
    let subject = place.subject;
    // What does not exist yet is kept under the person.
    let is_new = subject == view.id().0;
    let mut parts = parts(view).filter(|(_, id)| *id == subject);
    Some(match place.name.as_str() {
        "plan.need" => Purpose::Need((!is_new).then_some(NeedId(subject))),
        "plan.goal" => Purpose::NewGoal((!is_new).then_some(NeedId(subject))),
        "plan.goal_edit" => Purpose::Goal(GoalId(subject)),
        "plan.anchor" => Purpose::Anchor(GoalId(subject)),
        "plan.progress" => Purpose::Progress(GoalId(subject)),
        "plan.no_words" => Purpose::NoWords,
        "plan.review" => Purpose::Review,
        "plan.agree" => Purpose::Agree,
        "plan.in_place" => Purpose::InPlace(parts.next()?.0),
        "plan.step" => match parts.next()?.0 {
            Part::Goal(goal) => Purpose::Stage(StageOf::Goal(goal), None),
            Part::Action(item) => Purpose::Stage(StageOf::Action(item), None),
            Part::Stage(of, id) => Purpose::Stage(of, Some(id)),
            _ => return None,
        },
        "plan.said" => {
            let mut words = view.folder.words.iter();
            Purpose::Said(words.find(|kept| kept.id.0 == subject)?.heading)
        }
        "plan.other_line" => {
            let plans = &view.folder.plan.as_ref()?.arrangements.other_plans;
            plans.iter().find_map(|plan| {
                let line = plan.lines.iter().find(|line| line.id.0 == subject);
                (plan.id.0 == subject || line.is_some())
                    .then_some(Purpose::OtherLine(plan.id, line.map(|line| line.id)))
            })?
        }
        "sharing.add" => Purpose::Sharing(None),
        "sharing.edit" => Purpose::Sharing(Some(SharingId(subject))),
        "sharing.withdraw" => Purpose::WithdrawSharing(SharingId(subject)),
        "copy.add" => Purpose::Copy(None),
        "copy.edit" => Purpose::Copy(Some(CopyId(subject))),
        "copy.end" => Purpose::EndCopy(CopyId(subject)),
        "move.open" => Purpose::Move(TransitionId(subject)),
        name => {
            return of_move(name, TransitionId(subject))
                .or_else(|| arranged(name, (!is_new).then_some(ArrangementId(subject)), view));
        }
    })
}

/// The rows of the plan that have forms of their own, with what those are about.
fn parts(view: &PersonView) -> impl Iterator<Item = (Part, uuid::Uuid)> {
    let plan = view.folder.plan.iter();
    let of_plan = plan.flat_map(|plan| {
        let needs = plan
            .needs
            .iter()
            .map(|need| (Part::Need(need.id), need.id.0));
        let goals = plan.goals.iter().flat_map(|goal| {
            let of = StageOf::Goal(goal.id);
            let stages = goal.stages.iter();
            let stages = stages.map(move |stage| (Part::Stage(of, stage.id), stage.id.0));
            std::iter::once((Part::Goal(goal.id), goal.id.0)).chain(stages)
        });
        needs.chain(goals)
    });
    let items = view.folder.items.iter().flat_map(|item| {
        let of = StageOf::Action(item.id);
        let stages = item.stages.iter();
        let stages = stages.map(move |stage| (Part::Stage(of, stage.id), stage.id.0));
        std::iter::once((Part::Action(item.id), item.id.0)).chain(stages)
    });
    of_plan.chain(items)
}

/// A form about moves.
fn of_move(name: &str, id: TransitionId) -> Option<Purpose> {
    let kinds = [MoveKind::Admission, MoveKind::Discharge, MoveKind::Transfer];
    let mut points = CheckPoint::ALL.into_iter();
    kinds
        .into_iter()
        .find(|kind| transition::command(*kind) == name)
        .map(Purpose::NewMove)
        .or_else(|| {
            let mut marks = MoveMark::ALL.into_iter();
            let mark = marks.find(|mark| mark.command() == name)?;
            Some(Purpose::MarkMove(id, mark))
        })
        .or_else(|| {
            let which =
                points.find(|which| name.strip_prefix("move.tick.") == Some(which.name()))?;
            Some(Purpose::Tick(id, which))
        })
}

/// A form about something that the plan arranges. Of what there is only once, the one that is there is changed.
fn arranged(name: &str, id: Option<ArrangementId>, view: &PersonView) -> Option<Purpose> {
    let mut kinds = ArrangementKind::ALL.into_iter();
    let kind = kinds.find(|kind| kind.place() == name)?;
    let id = if kind.is_single() {
        arrangement::the_one(kind, view)
    } else {
        id
    };
    Some(Purpose::Arrangement(kind, id))
}
