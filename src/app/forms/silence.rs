//! What is due, or soon will be, and goes silent when somebody is paused or runs things themselves: it is named, never just gone.

use chrono::NaiveDate;

use crate::app::form::Form;
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::deferral::Subject;
use crate::domain::id::PersonId;
use crate::domain::person::Status;
use crate::domain::record::Record;
use crate::domain::say;
use crate::domain::triage::{self, Class, Clock, Facts, Found, ItemFact, MoveFact};

/// The most reasons that a sentence names.
const NAMED: usize = 3;

/// What goes silent, most pressing first.
#[derive(Default)]
pub(super) struct Silence {
    reasons: Vec<(Class, String)>,
}

impl Silence {
    /// Those of harm, in words; empty where there are none.
    pub(super) fn harm(&self) -> String {
        let harm = self
            .reasons
            .iter()
            .filter(|(class, _)| *class == Class::Harm);
        harm.map(|(_, says)| says.as_str())
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// What follows the sentence of what was done: the reasons, or `otherwise` where nothing goes silent.
    pub(super) fn said(&self, otherwise: &str) -> String {
        if self.reasons.is_empty() {
            return otherwise.to_owned();
        }
        let named = self.reasons.iter().take(NAMED);
        let named: Vec<String> = named
            .map(|(class, says)| format!("{} {says}", class.letter()))
            .collect();
        let more = match self.reasons.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        format!("; silent: {}{more}", named.join("; "))
    }
}

/// Asks once where somebody is paused beyond a day: what is written down for it speaks to nobody before the pause is over.
///
/// # Errors
/// The question, the first time.
pub(super) fn ask_paused(
    status: &Status,
    form: &Form,
    field: &'static str,
    (on, today): (NaiveDate, NaiveDate),
) -> Result<(), Failure> {
    match status.silent_until(on, today) {
        Some(until) => ask(form, field, (until, today), &Silence::default()),
        None => Ok(()),
    }
}

/// The same of what a change writes for the open person, with the harm in it by name.
///
/// # Errors
/// The question, the first time.
pub(super) fn ask_paused_with(
    app: &mut App,
    form: &Form,
    (field, on): (&'static str, NaiveDate),
    change: &Change,
    cx: &Cx,
) -> Result<(), Failure> {
    let person = &app.person()?.folder.person;
    let (id, until) = (person.id, person.status.silent_until(on, cx.today()));
    let Some(until) = until else { return Ok(()) };
    let silent = match app.store()?.facts(id)? {
        Some(facts) => {
            let clock = Clock::new(cx.local, &app.model.holidays);
            let before = harm(&facts, until, &clock);
            let known: Vec<_> = before.into_iter().map(|(which, _)| which).collect();
            let after = harm(&with(facts, change), until, &clock).into_iter();
            let new = after.filter(|(which, _)| !known.contains(which));
            new.map(|(_, says)| (Class::Harm, says)).collect()
        }
        None => Vec::new(),
    };
    ask(
        form,
        field,
        (until, cx.today()),
        &Silence { reasons: silent },
    )
}

fn ask(
    form: &Form,
    field: &'static str,
    (until, today): (NaiveDate, NaiveDate),
    silent: &Silence,
) -> Result<(), Failure> {
    form.ask_once(
        field,
        format!(
            "They are paused until {}: nothing of this speaks before{}. To end the pause, leave this first and press {{person.status}}.",
            say::day(until, today),
            silent.said("")
        ),
    )
}

/// What the rules see once a change is written: its items and moves, which alone come to harm.
fn with(mut facts: Facts, change: &Change) -> Facts {
    for write in &change.writes {
        let (Write::Add(record) | Write::Replace { record, .. }) = write else {
            continue;
        };
        match record {
            Record::Item(item) => {
                facts.items.retain(|one| one.id != item.id);
                facts
                    .items
                    .extend(Some(item).filter(|item| item.is_open()).map(ItemFact::of));
            }
            Record::Transition(moved) => {
                facts.moves.retain(|one| one.id != moved.id);
                facts.moves.push(MoveFact::of(moved));
            }
            _ => {}
        }
    }
    facts
}

/// The harm that speaks before a day, each with what it is about and its words.
fn harm(
    facts: &Facts,
    until: NaiveDate,
    clock: &Clock<'_>,
) -> Vec<((&'static str, Subject), String)> {
    let found = triage::look(facts, clock).found;
    let harm = found
        .iter()
        .filter(|found| found.rule.class == Class::Harm && found.speaks_on() < until);
    harm.map(|found| {
        let which = (found.rule.name, found.subject(facts));
        (which, found.briefly(facts, clock))
    })
    .collect()
}

/// Everything that is due, and harm and promises that fall due before the pause ends: it silences them all.
pub(super) fn by_pause(
    app: &mut App,
    person: PersonId,
    until: NaiveDate,
    cx: &Cx,
) -> Result<Silence, Failure> {
    between(app, person, until, cx, |_| None)
}

/// What is due and no longer would be, if they ran things themselves since a day.
pub(super) fn by_running_things(
    app: &mut App,
    person: PersonId,
    since: NaiveDate,
    cx: &Cx,
) -> Result<Silence, Failure> {
    between(app, person, cx.today(), cx, |facts| {
        facts.pause = None;
        facts.self_coordinating = Some(since);
        Some(facts)
    })
}

/// What is due now, or as a harm or a promise before a day, and is not due in the other state of things; `None` for one
/// in which nothing is.
fn between(
    app: &mut App,
    person: PersonId,
    until: NaiveDate,
    cx: &Cx,
    other: impl FnOnce(&mut Facts) -> Option<&mut Facts>,
) -> Result<Silence, Failure> {
    let Some(mut facts) = app.store()?.facts(person)? else {
        return Ok(Silence::default());
    };
    let clock = Clock::new(cx.local, &app.model.holidays);
    let now = triage::look(&facts, &clock);
    let said = |found: &Found, facts: &Facts| (found.rule.name, found.subject(facts), found.due);
    let is_meanwhile = |found: &&Found| {
        matches!(found.rule.class, Class::Harm | Class::Promise)
            && found.put_off.is_none()
            && !found.is_due(&clock)
            && found.speaks_on() < until
    };
    let meanwhile = now.found.iter().filter(is_meanwhile);
    let due: Vec<_> = now
        .due(&clock)
        .chain(meanwhile)
        .map(|found| {
            let reason = (found.rule.class, found.briefly(&facts, &clock));
            (said(found, &facts), reason)
        })
        .collect();
    let stays: Vec<_> = match other(&mut facts) {
        Some(facts) => {
            let then = triage::look(facts, &clock);
            let stays = then.due(&clock).map(|found| said(found, facts));
            stays.collect()
        }
        None => Vec::new(),
    };
    let silent = due.into_iter().filter(|(which, _)| !stays.contains(which));
    Ok(Silence {
        reasons: silent.map(|(_, reason)| reason).collect(),
    })
}
