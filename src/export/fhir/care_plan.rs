//! `CarePlan`, the needs it addresses and its Goals. UK Core has no Goal profile, so goals are base R4 (STANDARDS D11);
//! a need is a Condition, since plan and goal address nothing else that holds words.

use serde_json::{Value, json};

use super::arrangement;
use super::bundle::Bundle;
use super::team::team_id;
use super::tidy::is_blank;
use super::value::{
    SNOMED, coded, concept, date, date_of, dated_note, labelled_note, link, note, period,
};
use super::words::words_id;
use crate::domain::arrangement::Taken;
use crate::domain::goal::StageGoal;
use crate::domain::item::ItemKind;
use crate::domain::person::Status;
use crate::domain::plan::{GoalState, NEED, Need, Plan};
use crate::domain::say;
use crate::domain::team::{Member, Role};
use crate::export::codes::REVIEW_OF_CARE_PLAN;
use crate::export::dossier::GoalSheet;

const CLINICAL: &str = "http://terminology.hl7.org/CodeSystem/condition-clinical";
const VERIFICATION: &str = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
const ACHIEVEMENT: &str = "http://terminology.hl7.org/CodeSystem/goal-achievement";

/// Adds the goals and the plan, if there is a plan.
pub fn add(bundle: &mut Bundle<'_>) {
    let dossier = bundle.dossier;
    let Some(plan) = dossier.plan() else {
        return;
    };
    let goals = dossier.goals();
    let needs: Vec<&Need> = plan.needs.iter().filter(|need| is_said(need)).collect();
    for need in &needs {
        let fields = condition(bundle, need);
        bundle.add("Condition", need.id.0, fields);
    }
    for sheet in &goals {
        let fields = goal(bundle, sheet);
        bundle.add("Goal", sheet.goal.id.0, fields);
    }
    let actions = dossier
        .records
        .items
        .iter()
        .filter(|item| item.kind == ItemKind::Action)
        .map(|item| json!({ "reference": link(item.id.0) }));
    let mut activities: Vec<Value> = actions.chain([review(bundle, plan)]).collect();
    activities.extend(arrangement::activities(bundle, plan));
    arrangement::add_flags(bundle, plan);
    let mut notes = notes(plan, &bundle.dossier.standing);
    notes.extend(arrangement::notes(bundle, plan));
    let (status, left) = match &dossier.person().status {
        Status::Open => ("active", None),
        Status::Paused { .. } => ("on-hold", None),
        Status::Left { on, .. } => ("completed", Some(*on)),
    };
    let completion = plan.arrangements.completion.as_ref();
    let by = |name: &str| {
        dossier
            .member_named(name)
            .filter(|one| is_professional(one))
    };
    let completed_by = completion.and_then(|one| by(&one.completed_by));
    let author = completed_by
        .or(dossier.holder(Role::Navigator))
        .map_or(Value::Null, |member| link(member.id.0));
    let made_by = completion.and_then(|one| by(&one.made_by));
    let contributor = made_by.map_or(Value::Null, |member| link(member.id.0));
    let words = words_id(bundle);
    let supporting = if bundle.has(words) {
        json!([link(words)])
    } else {
        Value::Null
    };
    let fields = json!({
        "status": status,
        "intent": "plan",
        "category": [concept("Personalised care and support plan")],
        "title": "Personalised care and support plan",
        "description": dossier.most_important().map(|words| &words.text),
        "subject": bundle.patient(),
        "period": period(Some(plan.begun_on), left),
        "created": date(plan.begun_on),
        "author": author,
        "contributor": [contributor],
        "careTeam": [link(team_id(bundle))],
        "addresses": needs.iter().filter(|need| !need.is_in_error()).map(|need| link(need.id.0)).collect::<Vec<_>>(),
        "supportingInfo": supporting,
        "goal": goals.iter().map(|sheet| link(sheet.goal.id.0)).collect::<Vec<_>>(),
        "activity": activities,
        "note": notes,
    });
    bundle.add("CarePlan", plan.id.0, fields);
}

/// A need as what the plan addresses. It is nobody's diagnosis: its category says what it is, in words, since the codes
/// for what is on a problem list would claim more; and nobody here has verified it, so it claims no such status, unless
/// it never was a need: then R4 wants no other.
fn condition(bundle: &Bundle<'_>, need: &Need) -> Value {
    let ended = need.ended.as_ref();
    let is_over = ended.is_some() && !need.is_in_error();
    let clinical = match (need.is_in_error(), is_over) {
        (true, _) => Value::Null,
        (false, true) => coded(CLINICAL, "resolved", "Resolved", ""),
        (false, false) => coded(CLINICAL, "active", "Active", ""),
    };
    let verification = if need.is_in_error() {
        coded(VERIFICATION, "entered-in-error", "Entered in Error", "")
    } else {
        Value::Null
    };
    json!({
        "clinicalStatus": clinical,
        "verificationStatus": verification,
        "category": [concept(NEED)],
        "code": concept(&need.text),
        "subject": bundle.patient(),
        "abatementDateTime": date_of(ended.filter(|_| is_over).map(|ended| ended.on)),
        "note": [ended.map_or(Value::Null, |ended| note(&ended.said()))],
    })
}

/// Whether somebody of the team can stand as author of a plan: a service cannot.
fn is_professional(member: &Member) -> bool {
    matches!(
        member.role,
        Role::Lead | Role::Navigator | Role::NamedGp | Role::Professional
    )
}

fn is_said(need: &Need) -> bool {
    !is_blank(&need.text)
}

fn goal(bundle: &Bundle<'_>, sheet: &GoalSheet<'_>) -> Value {
    let goal = sheet.goal;
    let status = match goal.state {
        GoalState::Active => "active",
        GoalState::OnHold => "on-hold",
        GoalState::Reached => "completed",
        GoalState::Dropped => "cancelled",
    };
    let achieved = if goal.state == GoalState::Reached {
        coded(ACHIEVEMENT, "achieved", "Achieved", "")
    } else {
        Value::Null
    };
    let importance = goal.importance.map_or(Value::Null, |n| {
        note(&format!("Importance to the person: {n} of 10"))
    });
    let label = if sheet.is_anchored {
        "Because, in their words"
    } else {
        "Because, in words of theirs that no longer stand"
    };
    let expressed_by = if sheet.is_anchored {
        bundle.patient()
    } else {
        Value::Null
    };
    let need = sheet.need.filter(|need| is_said(need));
    let mut notes = vec![
        labelled_note(label, &goal.because),
        importance,
        labelled_note("Why it was decided on", &goal.reason),
    ];
    let plan = bundle.dossier.plan().into_iter();
    let came = plan.flat_map(|plan| plan.arrangements.taken_from_others(Taken::Goal(goal.id)));
    notes.extend(came.map(|line| note(&line)));
    notes.extend(goal.progress.iter().map(|progress| {
        let by = bundle.dossier.user(&progress.by);
        let text = format!(
            "Progress, {}, written down by {by}: {}",
            progress.view.word(),
            progress.text
        );
        dated_note(&text, Some(progress.on))
    }));
    // Its day cannot stand beside the outcome's words in R4.
    notes.extend(
        goal.outcomes
            .iter()
            .map(|outcome| dated_note(&format!("Outcome: {}", outcome.text), Some(outcome.on))),
    );
    let outcomes: Vec<Value> = goal
        .outcomes
        .iter()
        .map(|outcome| concept(&outcome.text))
        .collect();
    json!({
        "lifecycleStatus": status,
        "achievementStatus": achieved,
        "description": concept(said_or(&goal.text, "A goal without words")),
        "subject": bundle.patient(),
        "expressedBy": expressed_by,
        "addresses": need.map(|need| link(need.id.0)).into_iter().collect::<Vec<_>>(),
        "target": goal.stages.iter().map(target).collect::<Vec<_>>(),
        "outcomeCode": outcomes,
        "note": notes,
    })
}

/// A step on the way; R4 wants to know what is measured where there is a detail.
fn target(stage: &StageGoal) -> Value {
    json!({
        "measure": concept("Stage goal"),
        "detailString": step(stage),
    })
}

/// A step with how far it is and what came of it.
pub fn step(stage: &StageGoal) -> String {
    let outcome = if is_blank(&stage.outcome) {
        String::new()
    } else {
        format!(": {}", stage.outcome)
    };
    format!("{} ({}){outcome}", stage.text, stage.state.word())
}

/// The next review, as an activity of the plan: the only one with a code of its own.
fn review(bundle: &Bundle<'_>, plan: &Plan) -> Value {
    let (due, by) = (plan.review_due(), plan.review_by());
    let daily = plan.reviewed_daily();
    let is_none = due.is_none() && by.is_none() && daily.is_none();
    if !bundle.dossier.person().status.is_open() || is_none {
        return Value::Null;
    }
    let responsible = &plan.review.responsible;
    let responsible = (!is_blank(responsible)).then(|| format!("Responsible: {responsible}"));
    let daily = daily.map(|daily| format!("Reviewed {daily}"));
    let description: Vec<String> = daily.into_iter().chain(responsible).collect();
    let description = description.join(". ");
    json!({
        "detail": {
            "code": coded(SNOMED, REVIEW_OF_CARE_PLAN, "Review of care plan", ""),
            "status": "scheduled",
            "scheduledPeriod": period(due, by),
            "description": description,
        }
    })
}

fn notes(plan: &Plan, standing: &str) -> Vec<Value> {
    vec![
        labelled_note("Strengths", &plan.strengths),
        labelled_note("No words of theirs yet", &plan.no_words_because),
        labelled_note("Contact with the practice", &plan.practice_contact),
        labelled_note("If things go wrong", &plan.contingency),
        labelled_note("Who steps in", &plan.backup),
        agreed(plan),
        labelled_note("As it stands", standing),
        reviewed(plan),
    ]
}

fn agreed(plan: &Plan) -> Value {
    let Some(agreed) = &plan.agreed else {
        return note("The person has not agreed to this plan yet.");
    };
    let mut text = format!("Agreed by {}", said_or(&agreed.by, "somebody not named"));
    for (label, part) in [
        ("in the capacity of", &agreed.capacity),
        ("contributors:", &agreed.contributors),
    ] {
        if !is_blank(part) {
            text = format!("{text}, {label} {part}");
        }
    }
    dated_note(&text, Some(agreed.on))
}

fn reviewed(plan: &Plan) -> Value {
    let review = &plan.review;
    let last = date_of(review.last_on);
    let every = review.every_days.map_or_else(String::new, |days| {
        format!(
            "Reviewed every {}",
            say::count(usize::from(days), "day", "days")
        )
    });
    match (last.as_str(), every.is_empty()) {
        (None, _) => note(&every),
        (Some(day), true) => note(&format!("Last reviewed {day}")),
        (Some(day), false) => note(&format!("{every}, last {day}")),
    }
}

fn said_or<'a>(text: &'a str, if_empty: &'a str) -> &'a str {
    if is_blank(text) { if_empty } else { text }
}
