//! Tasks: actions and questions, each with who does it, by when, and what came of it.

use serde_json::{Value, json};

use super::bundle::Bundle;
use super::care_plan::step;
use super::encounter;
use super::referral::request_id;
use super::tidy::is_blank;
use super::value::{concept, date, date_of, dated_note, labelled_note, link, note, period};
use crate::domain::arrangement::Taken;
use crate::domain::find::fold;
use crate::domain::goal::GoalState;
use crate::domain::item::{Ending, Item, ItemKind, ReferralState, Rung, Stage, Waiting};
use crate::domain::person::Name;
use crate::domain::say;
use crate::domain::team::Role;

/// Adds a task for every item, open or ended.
pub fn add(bundle: &mut Bundle<'_>) {
    let stays = encounter::of_moves(bundle.dossier);
    for item in &bundle.dossier.records.items {
        let mut fields = task(bundle, item);
        let stay = item.transition.and_then(|one| stays.get(&one));
        fields["encounter"] = stay.map_or(Value::Null, |stay| link(*stay));
        bundle.add("Task", item.id.0, fields);
    }
}

fn task(bundle: &Bundle<'_>, item: &Item) -> Value {
    let plan = bundle.dossier.plan();
    let (focus, intent) = match (item.kind, plan) {
        (ItemKind::Action, Some(plan)) => (link(plan.id.0), "plan"),
        (ItemKind::Action, None) => (Value::Null, "plan"),
        (kind, _) if kind.is_referral() && bundle.has(request_id(item)) => {
            (link(request_id(item)), "order")
        }
        (_, _) => (Value::Null, "order"),
    };
    let goal = item.goal.filter(|goal| bundle.has(goal.0));
    // An item that has an appointment, as one that was missed, serves no goal.
    let missed = item.appointment.filter(|one| {
        bundle
            .dossier
            .records
            .appointments
            .iter()
            .any(|known| known.id == *one)
    });
    let reason = goal
        .map(|goal| goal.0)
        .or(missed.map(|one| one.0))
        .map_or(Value::Null, link);
    let owner = owner(bundle, item);
    // Kept in words where the owner is nobody that the record knows.
    let service = bundle.dossier.service_of(item);
    let says_more =
        service.is_some_and(|one| owner == link(one.id.0) && fold(&one.name) != fold(&item.owner));
    let performer = if owner.is_null() || says_more {
        item.owner.as_str()
    } else {
        ""
    };
    let mut notes = notes(item);
    let came = plan.into_iter();
    let came = came.flat_map(|plan| plan.arrangements.taken_from_others(Taken::Action(item.id)));
    notes.extend(came.map(|line| note(&line)));
    json!({
        "status": status(item, &bundle.dossier.person().name),
        "businessStatus": concept(&business_status(item, &bundle.dossier.person().name)),
        "intent": intent,
        "code": concept(item.kind.word()),
        "description": item.what,
        "focus": focus,
        "for": bundle.patient(),
        "executionPeriod": period(None, item.ended.as_ref().map(|ended| ended.on)),
        "authoredOn": date(item.asked_on),
        "lastModified": date(item.last_change()),
        "performerType": [concept(performer)],
        "owner": owner,
        "reasonCode": concept(&item.because),
        "reasonReference": reason,
        "note": notes,
        "restriction": { "period": { "end": date_of(item.expected_on) } },
        "output": [outcome(item)],
    })
}

/// Where it stands by the definitions of R4: nothing is accepted that nobody is known to have accepted.
fn status(item: &Item, person: &Name) -> &'static str {
    if let Some(ended) = &item.ended {
        return match ended.how {
            Ending::Done => "completed",
            Ending::Dropped => "cancelled",
        };
    }
    let state = item.referral_state();
    match item.stage() {
        // Not taken on: no work was done, whoever has still to be told so.
        Stage::Answered if state == Some(ReferralState::Declined) => return "rejected",
        Stage::Answered => return "in-progress",
        Stage::Asked | Stage::Ended => {}
    }
    let begun = item
        .stages
        .iter()
        .any(|one| one.state == GoalState::Reached);
    // What is to be sought anew is, whatever was said by whom it was asked before.
    if item.ongoing || begun {
        return "in-progress";
    } else if item.to_ask_elsewhere() {
        return "requested";
    }
    let is_ours = item.waiting == Waiting::Us;
    // Who said how sure they are of doing it themselves has agreed to.
    let agreed = item.waiting == Waiting::Person
        && item.confidence.is_some()
        && item.taken_by(person).is_none();
    match state {
        Some(ReferralState::Acknowledged) => "received",
        Some(ReferralState::Accepted | ReferralState::Booked) => "accepted",
        Some(ReferralState::Attended) => "in-progress",
        // What we wrote down as ours we have taken on; of what was asked again the work has begun.
        None if is_ours && !item.chases.is_empty() => "in-progress",
        None if is_ours || agreed => "accepted",
        // Declined, and not answered so: that answer was taken back.
        Some(ReferralState::Sent | ReferralState::Declined) | None => "requested",
    }
}

fn business_status(item: &Item, person: &Name) -> String {
    match item.stage() {
        Stage::Ended => String::new(),
        Stage::Answered => "Answered; the person has not been told".to_owned(),
        Stage::Asked if item.ongoing => "Ongoing, without an end".to_owned(),
        Stage::Asked => {
            let stands = item
                .once_more()
                .or_else(|| item.referral_state().map(ReferralState::word));
            match stands {
                Some(stands) => format!(
                    "{}; waiting for {}",
                    say::capital(stands),
                    item.waits_for(person)
                ),
                None => format!("Waiting for {}", item.waits_for(person)),
            }
        }
    }
}

/// Who does it, where that is somebody in the bundle: the person, or a member of the team.
fn owner(bundle: &Bundle<'_>, item: &Item) -> Value {
    let dossier = bundle.dossier;
    if is_blank(&item.owner) {
        return match item.waiting {
            Waiting::Person => bundle.patient(),
            Waiting::Us => dossier
                .holder(Role::Navigator)
                .map_or(Value::Null, |member| link(member.id.0)),
            Waiting::Service => service_of(bundle, item),
        };
    }
    let name = &dossier.person().name;
    let is_person = fold(&item.owner) == "the person" || name.is_said_by(&item.owner);
    match (is_person, dossier.member_named(&item.owner)) {
        (_, Some(member)) => link(member.id.0),
        (true, None) => bundle.patient(),
        (false, None) => service_of(bundle, item),
    }
}

/// The service of the directory that was asked.
fn service_of(bundle: &Bundle<'_>, item: &Item) -> Value {
    let service = bundle.dossier.service_of(item);
    service.map_or(Value::Null, |service| link(service.id.0))
}

fn notes(item: &Item) -> Vec<Value> {
    let confidence = item.confidence.map_or(Value::Null, |n| {
        note(&format!("How confident the person is: {n} of 10"))
    });
    let chases = item.chases.iter().map(|chase| {
        let asked = match chase.rung {
            Rung::Again => "Asked again".to_owned(),
            above => format!("Asked {}", above.word()),
        };
        let text = if is_blank(&chase.note) {
            asked
        } else {
            format!("{asked}: {}", chase.note)
        };
        dated_note(&text, Some(chase.on))
    });
    let answer = item.outcome.as_ref().map_or(Value::Null, |outcome| {
        dated_note("An answer or outcome came", Some(outcome.on))
    });
    let told = item.told_on.map_or(Value::Null, |on| {
        dated_note("The person was told how it stands", Some(on))
    });
    let ended = item
        .ended
        .as_ref()
        .map_or("", |ended| ended.because.as_str());
    let stages = item
        .stages
        .iter()
        .map(|stage| labelled_note("Stage goal", &step(stage)));
    let review = item.review_on.map_or(Value::Null, |on| {
        note(&format!("Looked at again on {}", say::full(on)))
    });
    let sides = item.conflict.iter().flat_map(|conflict| {
        [
            labelled_note(&from(&conflict.one_from), &conflict.one),
            labelled_note(&from(&conflict.other_from), &conflict.other),
        ]
    });
    let again = item.reopened.iter().flat_map(|again| {
        let answer = again.outcome.as_ref().map_or(Value::Null, |outcome| {
            let known = say::full(outcome.on);
            dated_note(
                &format!(
                    "An answer or outcome of {known} was taken back: {}",
                    outcome.text
                ),
                Some(again.on),
            )
        });
        let opened = format!("Opened again: {}", again.because);
        [dated_note(&opened, Some(again.on)), answer]
    });
    [
        confidence,
        labelled_note("How the day was set", &item.expected_how),
        labelled_note("Suggested strategies", &item.strategies),
        review,
    ]
    .into_iter()
    .chain(sides)
    .chain(stages)
    .chain(chases)
    .chain(again)
    .chain([answer, told, labelled_note("Ended because", ended)])
    .collect()
}

/// Who gave one side of conflicting advice.
fn from(source: &str) -> String {
    if is_blank(source) {
        "Advice".to_owned()
    } else {
        format!("Advice of {source}")
    }
}

fn outcome(item: &Item) -> Value {
    match &item.outcome {
        Some(outcome) if !is_blank(&outcome.text) => json!({
            "type": concept(if item.kind == ItemKind::Question {
                "answer"
            } else {
                "outcome"
            }),
            "valueString": outcome.text,
        }),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use uuid::Uuid;

    use super::*;
    use crate::domain::goal::StageGoal;
    use crate::domain::id::{ItemId, PersonId, StageId};
    use crate::domain::item::{Ended, Mark, ReferralStep};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn person() -> Name {
        Name {
            given: "Margaret".to_owned(),
            family: "Ellis".to_owned(),
            ..Name::default()
        }
    }

    fn item(kind: ItemKind, waiting: Waiting) -> Item {
        let (id, person) = (ItemId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        Item::new(id, person, kind, "x", waiting, day("2026-02-20"))
    }

    fn stepped(states: &[ReferralState]) -> Item {
        let sent = item(ItemKind::Referral, Waiting::Service);
        states.iter().fold(sent, |item, state| {
            item.stepped(ReferralStep {
                on: day("2026-02-24"),
                state: *state,
                booked_on: (*state == ReferralState::Booked).then(|| day("2026-03-12")),
                told_on: None,
                note: String::new(),
            })
        })
    }

    #[test]
    fn a_task_is_accepted_where_somebody_is_known_to_have_accepted_it() {
        let sure = |owner: &str| Item {
            confidence: Some(7),
            owner: owner.to_owned(),
            ..item(ItemKind::Action, Waiting::Person)
        };
        let ended = |how| Item {
            ended: Some(Ended {
                on: day("2026-02-27"),
                how,
                because: String::new(),
            }),
            ..item(ItemKind::Action, Waiting::Us)
        };
        let begun = Item {
            stages: vec![StageGoal {
                id: StageId(Uuid::from_u128(3)),
                text: "a step".to_owned(),
                state: GoalState::Reached,
                outcome: String::new(),
            }],
            ..item(ItemKind::Action, Waiting::Service)
        };
        let mut goes_on = item(ItemKind::Action, Waiting::Person);
        goes_on.goes_on();
        let declined = stepped(&[ReferralState::Declined]);
        let taken_back = Item {
            outcome: None,
            ..declined.clone()
        };
        let ours = item(ItemKind::Action, Waiting::Us);
        let asked_again = ours.marked(Mark::Chased, day("2026-02-25"), "");
        let closed = stepped(&[ReferralState::Accepted])
            .left_by_service(day("2026-02-26"), day("2026-02-27"))
            .expect("it waited for them");
        let unbooked = stepped(&[ReferralState::Booked]).unbooked(day("2026-02-27"), "missed");
        for (what, item, expected) in [
            (
                "a service was asked to act",
                item(ItemKind::Action, Waiting::Service),
                "requested",
            ),
            (
                "a question",
                item(ItemKind::Question, Waiting::Service),
                "requested",
            ),
            (
                "a person who said nothing",
                item(ItemKind::Action, Waiting::Person),
                "requested",
            ),
            ("a person who is sure", sure(""), "accepted"),
            ("a carer of whom nobody knows", sure("Ruth"), "requested"),
            ("ours", ours, "accepted"),
            ("ours, asked again", asked_again, "in-progress"),
            ("a step is reached", begun, "in-progress"),
            ("it goes on", goes_on, "in-progress"),
            ("sent", stepped(&[]), "requested"),
            (
                "acknowledged",
                stepped(&[ReferralState::Acknowledged]),
                "received",
            ),
            ("taken on", stepped(&[ReferralState::Accepted]), "accepted"),
            ("booked", stepped(&[ReferralState::Booked]), "accepted"),
            (
                "attended",
                stepped(&[ReferralState::Booked, ReferralState::Attended]),
                "in-progress",
            ),
            ("declined", declined, "rejected"),
            ("that they declined was taken back", taken_back, "requested"),
            ("to be asked elsewhere", closed, "requested"),
            ("to be booked again", unbooked, "accepted"),
            (
                "answered",
                item(ItemKind::Question, Waiting::Service).marked(
                    Mark::Answered,
                    day("2026-02-26"),
                    "yes",
                ),
                "in-progress",
            ),
            ("done", ended(Ending::Done), "completed"),
            ("dropped", ended(Ending::Dropped), "cancelled"),
        ] {
            assert_eq!(status(&item, &person()), expected, "{what}");
        }
    }
}
