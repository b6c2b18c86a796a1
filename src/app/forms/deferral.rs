//! Putting a reason off: which one, until when, and why. It stays in sight, is counted, and comes back by itself.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::{Purpose, Saved, place, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::person_view::PersonView;
use crate::app::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::deferral::{self, Asked, Deferral};
use crate::domain::id::{DeferralId, PersonId};
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::triage::{self, About, Class, Clock, Facts, Found};

/// Lines about single reasons over the form.
const MOST_LINES: usize = 6;
/// From how many gaps in the record on they are named together.
const MANY_GAPS: usize = 3;

/// What can be chosen: a reason that may be put off, or is; or every gap in the record at once.
struct Candidate {
    /// What it is called: the same on every day, so that a draft finds it again.
    label: String,
    found: Vec<Found>,
    /// The last day until which it may be put off.
    last: NaiveDate,
}

impl Candidate {
    fn is_put_off(&self) -> bool {
        self.found.iter().all(|found| found.put_off.is_some())
    }
}

/// The form for a person's reasons. There must be one that may be put off.
pub(super) fn build(app: &mut App, person: PersonId, cx: &Cx) -> Result<Form, Failure> {
    let folder = app.store()?.folder(person, Some(0))?;
    let facts = facts(app, person)?;
    let clock = App::clock(&app.model.holidays, cx);
    let all = candidates(&facts, &clock);
    // Where an item is selected, it is meant.
    let item = app.model.person.as_ref().and_then(PersonView::item);
    let is_meant = |one: &Candidate| {
        let about = one.found.first().map(|found| found.subject(&facts).id());
        item.is_some_and(|item| about == Some(Some(item.id.0)))
    };
    let at = all.iter().position(is_meant).unwrap_or(0);
    let Some(first) = all.get(at) else {
        return Err(nothing(&facts, &clock));
    };
    let mut form = Form::new(
        Purpose::PutOff(person),
        format!("Put off a reason: {}", folder.person.name.written()),
        place("reason.put_off", person.0),
    );
    form.seen = folder
        .deferrals
        .iter()
        .map(|kept| (kept.id.0, kept.revision))
        .collect();
    form.intro = intro(&facts, &clock);
    let before = first
        .found
        .first()
        .and_then(|found| facts.deferrals.get(found.put_off?.at));
    form.fields = vec![
        Field::choice(
            "reason",
            "Reason",
            all.iter().map(|one| one.label.clone()),
            at,
        ),
        Field::ahead(
            "until",
            "Put off until",
            before.map(|deferral| deferral.until_on),
            "+3d, fri, 12 mar; today or empty brings back what is put off",
        ),
        Field::line(
            "because",
            "Because",
            before.map_or("", |deferral| deferral.because.as_str()),
            "why it can wait; it stands beside the reason until then",
        ),
    ];
    form.focus_on("until");
    Ok(form)
}

fn facts(app: &mut App, person: PersonId) -> Result<Facts, Failure> {
    app.store()?.facts(person)?.ok_or_else(|| {
        Failure::new("This person is not on the list any more; nothing is due for them.")
    })
}

/// What is due, most pressing first; then what is put off.
fn due_or_put_off(facts: &Facts, clock: &Clock<'_>) -> Vec<Found> {
    let verdict = triage::look(facts, clock);
    verdict
        .due(clock)
        .chain(verdict.put_off())
        .copied()
        .collect()
}

/// The last day until which a finding may be put off; `None` where it may not be, or no longer.
fn last_day(facts: &Facts, found: &Found, clock: &Clock<'_>) -> Option<NaiveDate> {
    deferral::last_day(facts, found, clock).filter(|last| *last > clock.today())
}

fn is_gap(found: &Found) -> bool {
    found.rule.class == Class::Record && found.put_off.is_none()
}

fn candidates(facts: &Facts, clock: &Clock<'_>) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    for found in due_or_put_off(facts, clock) {
        let Some(last) = last_day(facts, &found, clock) else {
            continue;
        };
        let mut label = label(&found, facts);
        if all.iter().any(|other| other.label == label) {
            let _ = write!(label, " ({})", say::full(found.due));
        }
        all.push(Candidate {
            label,
            found: vec![found],
            last,
        });
    }
    let gaps: Vec<&Candidate> = all
        .iter()
        .filter(|one| one.found.iter().all(is_gap))
        .collect();
    if gaps.len() > 1
        && let Some(last) = gaps.iter().map(|one| one.last).min()
    {
        all.push(Candidate {
            label: format!("{} every gap in the record", Class::Record.letter()),
            found: gaps
                .iter()
                .flat_map(|one| one.found.iter().copied())
                .collect(),
            last,
        });
    }
    all
}

fn label(found: &Found, facts: &Facts) -> String {
    let (letter, watches) = (found.rule.class.letter(), found.rule.watches);
    let words = match found.about {
        About::Record => None,
        About::Item(at) => facts.items.get(at).map(|item| item.what.as_str()),
        About::Appointment(at) => {
            let appointment = facts.appointments.get(at);
            appointment.map(|appointment| appointment.what.as_str())
        }
        About::Promise(at) => facts.promises.get(at).map(|promise| promise.what.as_str()),
        About::Move(at) => facts.moves.get(at).map(|one| one.kind.word()),
        About::Carer(at) => facts.carer_days.get(at).map(|carer| carer.name.as_str()),
    };
    match words.filter(|words| !words.is_empty()) {
        Some(words) => format!("{letter} {watches}: {words}"),
        None => format!("{letter} {watches}"),
    }
}

/// Why nothing can be put off, and what to do instead.
fn nothing(facts: &Facts, clock: &Clock<'_>) -> Failure {
    Failure::new(match due_or_put_off(facts, clock).first() {
        None => "Nothing is due here, so there is nothing to put off.".to_owned(),
        Some(found) => format!(
            "{}. Deal with it, or pause the person.",
            stands(found, facts, clock)
        ),
    })
}

/// A reason, and until when it may be put off.
fn stands(found: &Found, facts: &Facts, clock: &Clock<'_>) -> String {
    let today = clock.today();
    let says = found.briefly(facts, clock);
    match deferral::last_day(facts, found, clock) {
        None => format!("{says}; this cannot be put off"),
        Some(last) if last <= today => format!(
            "{says}; it was put off as long as it can be, until {}",
            say::day(last, today)
        ),
        Some(last) => {
            let because = found
                .because(facts)
                .map(|because| format!(", because {because}"))
                .unwrap_or_default();
            format!(
                "{says}; can wait until {} at the latest{because}",
                say::day(last, today)
            )
        }
    }
}

/// Each reason with the last day until which it may be put off; many gaps in the record together.
fn intro(facts: &Facts, clock: &Clock<'_>) -> Vec<String> {
    let (gaps, others): (Vec<Found>, Vec<Found>) =
        due_or_put_off(facts, clock).into_iter().partition(is_gap);
    let line = |found: &Found| {
        format!(
            "{} {}",
            found.rule.class.letter(),
            stands(found, facts, clock)
        )
    };
    let mut lines: Vec<String> = others.iter().map(line).collect();
    let last = gaps
        .iter()
        .filter_map(|found| last_day(facts, found, clock))
        .min();
    match last {
        Some(last) if gaps.len() >= MANY_GAPS => lines.push(format!(
            "{} {} gaps in the record; each can wait until {} at the latest",
            Class::Record.letter(),
            gaps.len(),
            say::day(last, clock.today())
        )),
        _ => lines.extend(gaps.iter().map(line)),
    }
    let more = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    if more > 0 {
        lines.push(format!(
            "+ {}",
            say::count(more, "more reason", "more reasons")
        ));
    }
    lines
}

/// Puts what was chosen off, changes until when, or brings it back: one change.
pub(super) fn save(
    app: &mut App,
    person: PersonId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let facts = facts(app, person)?;
    let until = form.when("until", cx.local, &app.model.holidays)?;
    let until = until.map_or(cx.today(), |until| until.date);
    let all = candidates(&facts, &App::clock(&app.model.holidays, cx));
    let one = chosen(&all, form)?;
    if until == cx.today() && one.is_put_off() {
        let change = bring_back(app, form, &facts, one, cx)?;
        app.save_change(form, "reason.put_off", &change, cx)?;
        return Ok(saved("It is due again"));
    }
    let (because, by) = (form.text("because"), app.model.login.clone());
    let mut change = Change::default();
    for found in &one.found {
        let asked = Asked {
            id: DeferralId(app.ids.next(cx.now)),
            until,
            because: &because,
            by: &by,
        };
        let clock = App::clock(&app.model.holidays, cx);
        let deferral = deferral::put_off(&facts, found, &clock, asked).map_err(refused)?;
        change = change.and(write(form, deferral));
    }
    app.save_change(form, "reason.put_off", &change, cx)?;
    let back = say::echo(until, cx.today());
    Ok(saved(&format!("Put off; it comes back on {back}")))
}

/// The change that brings a reason back that is put off.
fn bring_back(
    app: &mut App,
    form: &Form,
    facts: &Facts,
    one: &Candidate,
    cx: &Cx,
) -> Result<Change, Failure> {
    let kept = app.store()?.folder(facts.person, Some(0))?.deferrals;
    let mut change = Change::default();
    for found in &one.found {
        let id = facts.deferral_of(found).map(|deferral| deferral.id);
        let deferral = kept
            .iter()
            .find(|kept| Some(kept.id) == id)
            .ok_or_else(changed)?;
        let back = deferral.brought_back(cx.today(), &app.model.login);
        change = change.and(write(form, back));
    }
    Ok(change)
}

/// What was chosen, by its word: what stands at a place may have changed since the form was opened.
fn chosen<'a>(all: &'a [Candidate], form: &Form) -> Result<&'a Candidate, Failure> {
    let word = form.word("reason");
    all.iter().find(|one| one.label == word).ok_or_else(changed)
}

fn changed() -> Failure {
    Failure::new(
        "This reason was dealt with or changed since the form was opened. Press {form.leave} and look at the list.",
    )
    .at("reason")
}

fn refused(refusal: Refusal) -> Failure {
    let field = match refusal {
        Refusal::NoReason => "because",
        Refusal::NeverPutOff | Refusal::PutOffLongEnough(_) => "reason",
        _ => "until",
    };
    Failure::from(refusal).at(field)
}

/// Writes over the deferral that was seen, or adds one.
fn write(form: &Form, deferral: Deferral) -> Write {
    let seen = form.seen.get(&deferral.id.0).copied();
    let record = Record::Deferral(deferral);
    match seen {
        Some(seen) => Write::Replace { record, seen },
        None => Write::Add(record),
    }
}
