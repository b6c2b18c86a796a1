//! Putting a reason off: which one, until when, and why. It stays in sight, is counted, and comes back by itself.

use std::fmt::Write as _;

use super::{Purpose, Saved, place, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::deferral::{self, Asked};
use crate::domain::id::{DeferralId, PersonId};
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::triage::{self, About, Class, Clock, Facts, Found};

/// Lines about single reasons over the form.
const MOST_LINES: usize = 6;
/// From how many gaps in the record on they are named together.
const MANY_GAPS: usize = 3;

/// A reason that may be put off, or is.
struct Candidate {
    found: Found,
    /// What it is called in the choice: the same on every day, so that a draft finds it again.
    label: String,
    /// The last day until which it may be put off.
    last: chrono::NaiveDate,
}

/// The form for a person's reasons. There must be one that may be put off.
pub(super) fn build(app: &mut App, person: PersonId, cx: &Cx) -> Result<Form, Failure> {
    let folder = app.store()?.folder(person, Some(0))?;
    let facts = facts(app, person)?;
    let clock = App::clock(&app.model.holidays, cx);
    let all = candidates(&facts, &clock);
    let Some(first) = all.first() else {
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
    form.intro = intro(&all, &facts, &clock);
    let before = first
        .found
        .put_off
        .and_then(|put_off| facts.deferrals.get(put_off.at));
    form.fields = vec![
        Field::choice(
            "reason",
            "Reason",
            all.iter().map(|one| one.label.clone()),
            0,
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

/// What is due and may be put off, most pressing first; then what is put off.
fn candidates(facts: &Facts, clock: &Clock<'_>) -> Vec<Candidate> {
    let verdict = triage::look(facts, clock);
    let found = verdict.due(clock).chain(verdict.put_off());
    let mut all: Vec<Candidate> = Vec::new();
    for found in found {
        let Some(last) = deferral::last_day(facts, found, clock) else {
            continue;
        };
        if last <= clock.today() {
            continue;
        }
        let mut label = label(found, facts);
        if all.iter().any(|other| other.label == label) {
            let _ = write!(label, " ({})", say::full(found.due));
        }
        all.push(Candidate {
            found: *found,
            label,
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
        About::Promise(at) => facts.promises.get(at).map(|promise| promise.what.as_str()),
    };
    match words.filter(|words| !words.is_empty()) {
        Some(words) => format!("{letter} {watches}: {words}"),
        None => format!("{letter} {watches}"),
    }
}

/// Why nothing can be put off, and what to do instead.
fn nothing(facts: &Facts, clock: &Clock<'_>) -> Failure {
    let verdict = triage::look(facts, clock);
    let Some(first) = verdict.due(clock).next() else {
        return Failure::new("Nothing is due here, so there is nothing to put off.");
    };
    let says = first.briefly(facts, clock);
    Failure::new(match deferral::last_day(facts, first, clock) {
        Some(last) => format!(
            "It was put off as long as it can be, until {}: {says}. Deal with it, or pause the person.",
            say::day(last, clock.today())
        ),
        None => format!("This cannot be put off: {says}. Deal with it, or pause the person."),
    })
}

/// Each reason with the last day until which it may be put off; many gaps in the record together.
fn intro(all: &[Candidate], facts: &Facts, clock: &Clock<'_>) -> Vec<String> {
    let today = clock.today();
    let is_gap =
        |one: &&Candidate| one.found.rule.class == Class::Record && one.found.put_off.is_none();
    let gaps = all.iter().filter(is_gap).count();
    let mut lines: Vec<String> = Vec::new();
    for one in all.iter().filter(|one| gaps < MANY_GAPS || !is_gap(one)) {
        let mut line = format!(
            "{} {}; at the latest until {}",
            one.found.rule.class.letter(),
            one.found.briefly(facts, clock),
            say::day(one.last, today)
        );
        if let Some(because) = one.found.because(facts) {
            let _ = write!(line, ", because {because}");
        }
        lines.push(line);
    }
    let more = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    if more > 0 {
        lines.push(format!(
            "+ {}",
            say::count(more, "more reason", "more reasons")
        ));
    }
    if gaps >= MANY_GAPS
        && let Some(last) = all.iter().filter(is_gap).map(|one| one.last).min()
    {
        lines.push(format!(
            "{} {gaps} gaps in the record; each at the latest until {}",
            Class::Record.letter(),
            say::day(last, today)
        ));
    }
    lines
}

/// Puts the reason off, changes until when, or brings it back: one change.
pub(super) fn save(
    app: &mut App,
    person: PersonId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let facts = facts(app, person)?;
    let until = form.when("until", cx.local, &app.model.holidays)?;
    let id = DeferralId(app.ids.next(cx.now));
    let by = app.model.login.clone();
    let clock = App::clock(&app.model.holidays, cx);
    let all = candidates(&facts, &clock);
    let one = chosen(&all, form)?;
    let until = until.map_or(cx.today(), |until| until.date);
    if until == cx.today() && one.found.put_off.is_some() {
        return bring_back(app, form, &facts, one, cx);
    }
    let asked = Asked {
        id,
        until,
        because: &form.text("because"),
        by: &by,
    };
    let deferral = deferral::put_off(&facts, &one.found, &clock, asked).map_err(|refusal| {
        let field = if refusal == Refusal::NoReason {
            "because"
        } else {
            "until"
        };
        Failure::from(refusal).at(field)
    })?;
    let back = say::echo(deferral.until_on, cx.today());
    write(app, form, Record::Deferral(deferral), cx)?;
    Ok(saved(&format!("Put off; it comes back on {back}")))
}

/// Brings a reason back that is put off.
fn bring_back(
    app: &mut App,
    form: &Form,
    facts: &Facts,
    one: &Candidate,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let by = app.model.login.clone();
    let id = facts.deferral_of(&one.found).map(|deferral| deferral.id);
    let kept = app.store()?.folder(facts.person, Some(0))?.deferrals;
    let deferral = kept
        .iter()
        .find(|kept| Some(kept.id) == id)
        .ok_or_else(changed)?;
    let back = deferral.brought_back(cx.today(), &by);
    write(app, form, Record::Deferral(back), cx)?;
    Ok(saved("It is due again"))
}

/// The reason that was chosen, by its word: what stands at a place may have changed since the form was opened.
fn chosen<'a>(all: &'a [Candidate], form: &Form) -> Result<&'a Candidate, Failure> {
    let word = form.word("reason");
    all.iter().find(|one| one.label == word).ok_or_else(changed)
}

fn changed() -> Failure {
    Failure::new(
        "This reason was dealt with or changed since the form was opened. Press Esc and look at the list.",
    )
    .at("reason")
}

/// Writes over the deferral that was seen, or adds one.
fn write(app: &mut App, form: &Form, record: Record, cx: &Cx) -> Result<(), Failure> {
    let change = match form.seen.get(&record.id()) {
        Some(seen) => Change::replace(record, *seen),
        None => Change::default().and(Write::Add(record)),
    };
    app.save_change(form, "reason.put_off", &change, cx)
}
