//! `caseload today --why`: why one person is where they are, plain or for programs.

use serde_json::{Value, json};

use super::Refused;
use super::args::Today;
use super::out::Out;
use super::today::AS_IT_STANDS;
use super::whom::{self, Asks};
use crate::app::explaining::{facts_shown, page, place};
use crate::app::keymap::Keymap;
use crate::domain::nhs_number::NhsNumber;
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
    let asks = Asks {
        as_json: args.json,
        followed_first: true,
        ..Asks::anybody("today --why", "")
    };
    let person = whom::one(store, typed, asks, out)?;
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
        for line in page(&facts, place(&rows, person), clock, &Keymap::shell()) {
            out.line(&line);
        }
    }
    Ok(())
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
        "command": finding.command,
        "put_off": finding.put_off.as_ref().map(|(until, because)| json!({ "until": until, "because": because })),
        "says": finding.says,
        "workings": finding.workings,
        "late": finding.late,
    })
}
