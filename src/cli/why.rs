//! `caseload today --why`: why one person is where they are, plain or for programs.

use serde_json::{Value, json};
use uuid::Uuid;

use super::Refused;
use super::args::Today;
use super::out::Out;
use super::today::AS_IT_STANDS;
use crate::app::explaining::{facts_shown, page, place};
use crate::app::keymap::Keymap;
use crate::domain::find::Query;
use crate::domain::id::PersonId;
use crate::domain::nhs_number::NhsNumber;
use crate::domain::say;
use crate::domain::triage::{self, Clock, Facts, Finding, Watched};
use crate::platform::clock;
use crate::store::{Fault, Stamp, Store};

/// Prints why one person is where they are; the journal keeps that they were looked at.
pub fn run(
    store: &mut Store,
    clock: &Clock<'_>,
    typed: &str,
    args: &Today,
    out: &mut Out,
) -> Result<(), Refused> {
    let person = whom(store, typed, args.json, out)?;
    let words = |fault: Fault| fault.to_string();
    let facts = facts_shown(store, person).map_err(words)?.ok_or(
        "They are no longer followed, so no rule looks at them. caseload show prints their record.",
    )?;
    // Written down first: what is printed may be read, however the printing ends.
    let stamp = Stamp {
        at: clock::Clock::system().now(),
        command: "person.why",
        note: "",
    };
    store.note_seen(stamp, &[person]).map_err(words)?;
    if args.json {
        let number = store.person(person).map_err(words)?.nhs_number;
        let mut value = value(&facts, number, clock);
        if let (Some(_), Value::Object(value)) = (&args.as_at, &mut value) {
            value.insert("record".to_owned(), AS_IT_STANDS.into());
        }
        out.json(&format!("{value:#}\n"));
    } else {
        let rows = store.list(clock).map_err(words)?;
        out.line(&facts.name);
        if args.as_at.is_some() {
            out.line(AS_IT_STANDS);
        }
        for line in page(&facts, place(&rows, person), clock, &Keymap::standard()) {
            out.line(&line);
        }
    }
    Ok(())
}

/// The one person meant: by NHS number, by the id that `today --json` gives, or by any part of a name that only one has.
///
/// Where several fit, they are listed with what to type for each.
fn whom(store: &Store, typed: &str, as_json: bool, out: &mut Out) -> Result<PersonId, Refused> {
    let words = |fault: Fault| fault.to_string();
    if let Ok(id) = Uuid::parse_str(typed) {
        return Ok(PersonId(id));
    }
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    if digits > 0 && typed.chars().all(|c| c.is_ascii_digit() || c == ' ') {
        let number = NhsNumber::parse(typed).map_err(|fault| fault.to_string())?;
        return store.by_nhs_number(number).map_err(words)?.ok_or_else(|| {
            format!("Nobody on the list has the NHS number {number}. Check the number, or look among those who left.")
        });
    }
    let query = Query::new(typed);
    if query.is_empty() {
        return Err("Say whom to explain: an NHS number, a name, or an id.".to_owned());
    }
    let keys = store.finding_keys().map_err(words)?;
    let found = keys.find(&query);
    let fits = keys.iter().zip(found).filter(|(_, fit)| fit.is_some());
    let fits: Vec<PersonId> = fits.map(|((person, _), _)| person).collect();
    match fits.as_slice() {
        [person] => Ok(*person),
        [] => Err(
            "Nobody on the list fits that. Type an NHS number, a part of the name, or the id that today --json gives."
                .to_owned(),
        ),
        several => Err(which(store, several, as_json, out).map_err(words)?),
    }
}

/// The most who are listed where several fit.
const LISTED: usize = 10;

/// Prints who fits, each with what to type for them, and gives the sentence that refuses to choose: it names nobody, for
/// it may end in the log of a job.
fn which(
    store: &Store,
    several: &[PersonId],
    as_json: bool,
    out: &mut Out,
) -> Result<String, Fault> {
    let mut people = Vec::with_capacity(several.len());
    for id in several {
        let person = store.person(*id)?.value;
        people.push((person.name.listed(), person));
    }
    people.sort_by(|(a, one), (b, other)| {
        (a, one.born_on, one.id).cmp(&(b, other.born_on, other.id))
    });
    if as_json {
        let fits = people.iter().map(|(name, person)| {
            json!({
                "person": person.id,
                "name": name,
                "born_on": person.born_on,
                "nhs_number": person.nhs_number.map(NhsNumber::digits),
            })
        });
        let value = json!({ "fits": fits.collect::<Vec<_>>() });
        out.json(&format!("{value:#}\n"));
    } else {
        for (name, person) in people.iter().take(LISTED) {
            let born = person
                .born_on
                .map_or_else(|| "no birth date".to_owned(), say::birth);
            let (number, typed) = match person.nhs_number {
                Some(number) => (number.to_string(), number.digits()),
                None => ("no NHS number".to_owned(), person.id.0.to_string()),
            };
            out.line(&format!(
                "{name}, {born}, {number}: caseload today --why {typed}"
            ));
        }
        if people.len() > LISTED {
            out.line(&format!("... and {} more", people.len() - LISTED));
        }
    }
    Ok(format!(
        "{} people fit that: the lines above say what to type for each. More of the name, the birth date or the NHS number tells them apart too.",
        people.len()
    ))
}

fn value(facts: &Facts, number: Option<NhsNumber>, clock: &Clock<'_>) -> Value {
    let explained = triage::explain(facts, clock);
    let steps = explained.steps.iter();
    json!({
        "person": facts.person,
        "nhs_number": number.map(NhsNumber::digits),
        "as_at": clock.now.format("%Y-%m-%dT%H:%M").to_string(),
        "bucket": explained.bucket.word().to_lowercase(),
        "because": explained.because,
        "steps": steps.map(|step| json!({ "asks": step.asks, "answer": step.answer })).collect::<Vec<_>>(),
        "order": explained.order,
        "rules": explained.rules.iter().map(rule).collect::<Vec<_>>(),
    })
}

fn rule(watched: &Watched) -> Value {
    let rule = watched.rule;
    json!({
        "rule": rule.name,
        "class": rule.class.letter().to_string(),
        "watches": rule.watches,
        "sources": rule.source.split(", ").collect::<Vec<_>>(),
        "command": rule.command,
        "findings": watched.findings.iter().map(finding).collect::<Vec<_>>(),
        "otherwise": watched.findings.is_empty().then_some(watched.otherwise),
        "next": watched.next,
    })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "due": finding.due,
        "speaks": finding.speaks,
        "put_off": finding.put_off.as_ref().map(|(until, because)| json!({ "until": until, "because": because })),
        "says": finding.says,
        "workings": finding.workings,
        "late": finding.late,
    })
}
