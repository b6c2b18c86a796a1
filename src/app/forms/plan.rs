//! The plan as a whole: why there are no words, the review, the agreement (R27, R37, R38).

use chrono::NaiveDate;

use super::offers::{settled, team};
use super::{DIGITS, Purpose, Saved, place, refused, saved};
use crate::app::form::{Field, Form, Input};
use crate::app::mark::MarkLine;
use crate::app::notice::Failure;
use crate::app::person_view::PersonView;
use crate::app::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::completeness;
use crate::domain::id::{PlanId, VersionId};
use crate::domain::meant;
use crate::domain::plan::{Agreement, Plan};
use crate::domain::record::Record;
use crate::domain::say;
use crate::domain::soundness::{LONGEST_REVIEW_DAYS, LONGEST_WITHOUT_REVIEW_DAYS};
use crate::domain::version::{Body, Version};
use crate::domain::words::Words;

/// The open person's plan, or a new one that is not yet kept.
pub(in crate::app) fn begin(app: &mut App, cx: &Cx) -> Result<Plan, Failure> {
    let id = PlanId(app.ids.next(cx.now));
    let view = app.person()?;
    Ok(view.folder.plan.as_ref().map_or_else(
        || Plan::new(id, view.id(), cx.today()),
        |plan| plan.value.clone(),
    ))
}

/// The change that keeps a plan: added when it is the first, else in place of the revision seen.
pub(in crate::app) fn plan_change(plan: Plan, seen: u32) -> Change {
    if seen == 0 {
        Change::add(Record::Plan(plan))
    } else {
        Change::replace(Record::Plan(plan), seen)
    }
}

/// Keeps the plan of a form.
pub(super) fn write_plan(
    app: &mut App,
    plan: Plan,
    form: &Form,
    command: &str,
    cx: &Cx,
) -> Result<(), Failure> {
    app.save_change(form, command, &plan_change(plan, form.base), cx)
}

/// Every version of the open person's words.
pub(super) fn words_of(view: &PersonView) -> Vec<Words> {
    view.folder
        .words
        .iter()
        .map(|kept| kept.value.clone())
        .collect()
}

fn start(
    app: &mut App,
    purpose: Purpose,
    title: &str,
    name: &str,
) -> Result<(Form, Option<Plan>), Failure> {
    let view = app.person()?;
    let mut form = Form::new(purpose, title, place(name, view.id().0));
    form.base = view.folder.plan.as_ref().map_or(0, |plan| plan.revision);
    Ok((
        form,
        view.folder.plan.as_ref().map(|plan| plan.value.clone()),
    ))
}

/// The form that says why there are no words.
pub(super) fn build_no_words(app: &mut App) -> Result<Form, Failure> {
    let (mut form, plan) = start(
        app,
        Purpose::NoWords,
        "Why there are no words yet",
        "plan.no_words",
    )?;
    form.intro = vec![
        "Goals come from the person's own words. Where they cannot be had yet, say why; it is shown with the plan."
            .to_owned(),
    ];
    let because = plan.map(|plan| plan.no_words_because).unwrap_or_default();
    form.fields = vec![Field::long(
        "because",
        "Because",
        &because,
        "too unwell to talk; interpreter booked for ...",
    )];
    Ok(form)
}

/// Keeps why there are no words.
pub(super) fn save_no_words(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let mut plan = begin(app, cx)?;
    plan.no_words_because = form.text("because");
    write_plan(app, plan, form, "plan.no_words", cx)?;
    Ok(saved("Saved"))
}

/// The form for the review: the next one, and that one was held.
pub(super) fn build_review(app: &mut App, cx: &Cx) -> Result<Form, Failure> {
    let offered = team(app.person()?, cx.today());
    let (mut form, plan) = start(app, Purpose::Review, "Review of the plan", "plan.review")?;
    let sums = plan.as_ref().map_or_else(Vec::new, |plan| {
        let sums = [plan.review_due_shown(), plan.review_by_shown()];
        sums.into_iter()
            .flatten()
            .map(|worked| worked.how)
            .collect()
    });
    let daily = plan
        .as_ref()
        .and_then(|plan| plan.arrangements.end_of_life_now())
        .map(|_| {
            "End-of-life care: until it ends ({plan.end_of_life}), a review is held every day."
                .to_owned()
        });
    let review = plan.map(|plan| plan.review).unwrap_or_default();
    let number = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
    form.intro = vec![
        "When a review was held, set its day and the next. The longest time is a hard limit: past it the person is in Today as a broken promise."
            .to_owned(),
    ];
    form.intro.extend(daily);
    form.intro.extend(sums);
    form.fields = vec![
        Field::behind(
            "last",
            "Last held on",
            review.last_on,
            "today, if you hold it now",
        ),
        Field::ahead(
            "due",
            "Next on",
            review.due_on,
            "+3m; empty: by the interval",
        ),
        Field::line(
            "every",
            "Every (days)",
            &number(review.every_days),
            "as agreed",
        ),
        Field::line(
            "at_most",
            "At most (days)",
            &number(review.at_most_days),
            "the longest time allowed between two",
        ),
        Field::offered(
            "responsible",
            "Who holds it",
            &review.responsible,
            offered,
            "a few letters, Right takes the name",
        ),
    ];
    Ok(form)
}

/// Keeps the review.
pub(super) fn save_review(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let mut plan = begin(app, cx)?;
    let holidays = &app.model.holidays;
    let last = form.when("last", cx.local, holidays)?.map(|when| when.date);
    let held_now = last.is_some() && last != plan.review.last_on;
    let mut due = form.when("due", cx.local, holidays)?.map(|when| when.date);
    // A review that was held takes its planned day with it.
    if held_now
        && due == plan.review.due_on
        && due.is_some_and(|due| last.is_some_and(|last| due <= last))
    {
        due = None;
    }
    plan.review.last_on = last;
    plan.review.due_on = due;
    plan.review.every_days = form.number("every", LONGEST_REVIEW_DAYS)?;
    plan.review.at_most_days = form.number("at_most", LONGEST_WITHOUT_REVIEW_DAYS)?;
    let before = &plan.review.responsible;
    plan.review.responsible = settled(app, form, "responsible", before, cx.today())?;
    plan.review
        .check(cx.today())
        .map_err(|fault| refused(fault, &[("last_on", "last")]))?;
    if let (Some(due), Some(latest)) = (plan.review_due(), plan.review_by())
        && due > latest
    {
        form.ask_once(
            "due",
            format!(
                "{} is after {}, the longest time allowed: Today speaks from then on.",
                say::full(due),
                say::full(latest)
            ),
        )?;
    }
    write_plan(app, plan, form, "plan.review", cx)?;
    Ok(saved("Saved"))
}

/// The form that records the agreement.
pub(super) fn build_agree(app: &mut App, cx: &Cx) -> Result<Form, Failure> {
    let view = app.person()?;
    let name = view.folder.person.name.written();
    let contributed = contributors(view, cx.today());
    let offered = team(view, cx.today());
    let (mut form, plan) = start(app, Purpose::Agree, "Agreement to the plan", "plan.agree")?;
    let agreed = plan.and_then(|plan| plan.agreed);
    form.intro = vec![
        "The plan as it is now is kept as a version that never changes. The next edit starts a draft on top of it."
            .to_owned(),
    ];
    let text = |from: fn(&Agreement) -> &String, otherwise: &str| {
        agreed
            .as_ref()
            .map_or_else(|| otherwise.to_owned(), |agreed| from(agreed).clone())
    };
    form.fields = vec![
        Field::line("by", "Agreed by", &text(|agreed| &agreed.by, &name), ""),
        Field::line(
            "capacity",
            "In what capacity",
            &text(|agreed| &agreed.capacity, "the person"),
            "the person; attorney for health and welfare; parent",
        ),
        Field {
            name: CONTRIBUTED,
            label: "Who contributed",
            input: Input::Marks(contributed),
            hint: "a digit says who took part in making the plan",
        },
        Field::offered(
            "contributors",
            "Others who did",
            "",
            offered,
            "somebody who is not above: a few letters, Right takes the name",
        ),
        Field::behind("on", "On", None, "empty: today"),
    ];
    Ok(form)
}

/// The field of those who can be marked as having contributed.
const CONTRIBUTED: &str = "contributed";

/// Those who can be marked as having contributed, each once: the person, then the care team. Nobody is marked: who took part
/// in the plan that was agreed before need not have taken part in this one.
fn contributors(view: &PersonView, today: NaiveDate) -> Vec<MarkLine> {
    let person = &view.folder.person;
    let members = view.team.iter().map(|kept| &kept.value);
    let members = members.filter(|member| member.held_on(today));
    let own = (person.id.0, person.name.written());
    let everybody = members.map(|member| (member.id.0, meant::named(member).to_owned()));
    let mut lines: Vec<MarkLine> = Vec::new();
    for (of, name) in std::iter::once(own).chain(everybody) {
        if lines.len() == DIGITS || name.is_empty() || lines.iter().any(|line| line.text == name) {
            continue;
        }
        lines.push(MarkLine {
            of,
            seen: 0,
            text: name,
            marks: vec![CONTRIBUTED],
            chosen: None,
            order: None,
        });
    }
    lines
}

/// Everybody who is said to have contributed, in words.
fn contributed(form: &Form) -> String {
    let lines = form.lines(CONTRIBUTED).iter();
    let marked = lines.filter(|line| line.mark().is_some());
    let mut names: Vec<String> = marked.map(|line| line.text.clone()).collect();
    names.push(form.text("contributors"));
    names.retain(|name| !name.is_empty());
    names.join(", ")
}

/// Keeps the agreement.
pub(super) fn save_agree(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let by = form.text("by");
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    let lost = completeness::lost_phrase(&app.person()?.folder);
    if !lost.is_empty() {
        let lost: Vec<String> = lost
            .iter()
            .map(|goal| format!("\"{}\"", goal.text.trim()))
            .collect();
        form.ask_once(
            "by",
            format!(
                "The words behind {} have changed: {{form.leave}} and {{plan.anchor}} ties them to what they say now.",
                lost.join(", ")
            ),
        )?;
    }
    let mut plan = begin(app, cx)?;
    let agreed = Agreement {
        on,
        by,
        capacity: form.text("capacity"),
        contributors: contributed(form),
    };
    agreed
        .check(cx.today())
        .map_err(|fault| refused(fault, &[]))?;
    plan.agreed = Some(agreed.clone());
    let (id, login) = (VersionId(app.ids.next(cx.now)), app.model.login.clone());
    let person = plan.person;
    // The number comes from the store: somebody may have kept a version since this tab was read.
    let number = app.store()?.shared(person)?.next_number();
    let body = Body::with(&app.person()?.folder, plan.clone(), cx.today());
    // The plan's own revision does not say whether the words, the team or the items are still those that were seen.
    let now = app.store()?.folder(person, None)?;
    if Body::with(&now, plan.clone(), cx.today()) != body {
        app.read_again(cx);
        return Err(Failure::new(
            "Somebody else changed the words, the team or the items meanwhile. {form.leave} goes back to what stands there now; agree once you have both seen it.",
        ));
    }
    let version = Version {
        id,
        person,
        number,
        at: cx.now,
        by: login,
        agreed: Some(agreed),
        body,
    };
    let change = plan_change(plan, form.base).and(Write::Add(Record::Version(Box::new(version))));
    app.save_change(form, "plan.agree", &change, cx)?;
    Ok(saved(&format!("Version {number} is agreed and kept")))
}
