//! `caseload today`: the list, plain or for programs.

use serde_json::{Value, json};

use super::args::{Global, Today};
use super::out::Out;
use super::{Refused, opening, views, why};
use crate::app::outlook::brief;
use crate::domain::deferral::Subject;
use crate::domain::id::ItemId;
use crate::domain::item_code;
use crate::domain::london;
use crate::domain::nhs_number::NhsNumber;
use crate::domain::say;
use crate::domain::triage::rules::discharge::first_call_due;
use crate::domain::triage::{self, Bucket, Clock, Counts, Facts, Found, Row, Verdict};
use crate::domain::view::Named;
use crate::platform::clock;
use crate::store::{Fault, Stamp, Store};

/// What `--as-at` does not change: only the clock is another day's.
pub const AS_IT_STANDS: &str =
    "The record is as it stands now, looked at from that day: what was written since is in it.";

/// Prints the list; the journal keeps that it was printed.
pub fn run(global: &Global, args: &Today, out: &mut Out) -> Result<(), Refused> {
    let local = match &args.as_at {
        Some(typed) => opening::local_time(typed)?,
        None => london::local(clock::Clock::system().now()),
    };
    let holidays = opening::calendar(local.date(), out);
    let mut store = opening::open(global)?;
    let clock = Clock::new(local, &holidays);
    if let Some(typed) = &args.why {
        return why::run(&mut store, &clock, typed, args, out);
    }
    let words = |fault: Fault| fault.to_string();
    let view = match &args.view {
        Some(name) => Some(views::named(&store, name)?),
        None => None,
    };
    let rows = store.list(&clock).map_err(words)?;
    let counts = Counts::of(&rows);
    let rows = match &view {
        Some(view) => views::shown(&store, view, rows, &clock).map_err(words)?,
        None => rows,
    };
    let list = List {
        view,
        counts,
        rows,
        of_another_day: args.as_at.is_some(),
    };
    // One row for the whole list, written down first: what is printed may be read, however the printing ends.
    let stamp = Stamp {
        at: clock::Clock::system().now(),
        command: "list.print",
        note: "",
    };
    store.note_seen(stamp, &[]).map_err(words)?;
    if args.json {
        let list = as_json(&store, &clock, &list).map_err(words)?;
        out.json(&format!("{list:#}\n"));
    } else {
        plain(&store, &clock, &list, out).map_err(words)?;
    }
    Ok(())
}

/// What is printed: the counts over everybody, and those whom a view shows.
struct List {
    view: Option<Named>,
    counts: Counts,
    rows: Vec<Row>,
    /// Whether the clock is not that of now.
    of_another_day: bool,
}

impl List {
    fn hidden(&self) -> usize {
        self.counts.open() - self.rows.len()
    }
}

fn as_json(store: &Store, clock: &Clock<'_>, list: &List) -> Result<Value, Fault> {
    let counts = list.counts;
    let mut people = Vec::with_capacity(list.rows.len());
    for row in &list.rows {
        let Some(facts) = store.facts(row.person)? else {
            continue;
        };
        let number = store.folder(row.person, Some(0))?.person.nhs_number;
        let verdict = triage::look(&facts, clock);
        let reasons: Vec<Value> = verdict
            .due(clock)
            .map(|found| {
                json!({
                    "rule": found.rule.name,
                    "class": found.rule.class.letter().to_string(),
                    "due": due(found, &facts),
                    "says": found.says(&facts, clock),
                    "item": item(found, &facts),
                    "sources": found.rule.source.split(", ").collect::<Vec<_>>(),
                })
            })
            .collect();
        let put_off: Vec<Value> = verdict
            .put_off()
            .map(|found| {
                json!({
                    "rule": found.rule.name,
                    "class": found.rule.class.letter().to_string(),
                    "due": found.due,
                    "until": found.speaks_on(),
                    "because": found.because(&facts),
                    "says": found.says(&facts, clock),
                    "item": item(found, &facts),
                })
            })
            .collect();
        // Why somebody is in another bucket than Today: what is awaited, what comes next, until when they are paused.
        let next: Vec<Value> = verdict
            .ahead(&facts, clock)
            .map(|found| {
                json!({
                    "rule": found.rule.name,
                    "due": due(found, &facts),
                    "says": found.says(&facts, clock),
                    "item": item(found, &facts),
                })
            })
            .collect();
        people.push(json!({
            "id": row.person,
            "nhs_number": number.map(NhsNumber::digits),
            "name": row.name,
            "born_on": row.born_on,
            "bucket": row.bucket.word().to_lowercase(),
            "tier": row.tier.word(),
            "says": brief(&facts, &verdict, clock),
            "reasons": reasons,
            "put_off": put_off,
            "next": next,
            "paused_until": facts.pause.map(|pause| pause.until),
        }));
    }
    let mut by_bucket = serde_json::Map::new();
    for bucket in Bucket::ALL {
        by_bucket.insert(
            bucket.word().to_lowercase(),
            counts.of_bucket(bucket).into(),
        );
    }
    by_bucket.insert("open".to_owned(), counts.open().into());
    let mut whole = json!({
        "as_at": clock.now.format("%Y-%m-%dT%H:%M").to_string(),
        "counts": by_bucket,
        "people": people,
        "to_tell": store.to_tell()?,
    });
    if let (true, Value::Object(whole)) = (list.of_another_day, &mut whole) {
        whole.insert("record".to_owned(), AS_IT_STANDS.into());
    }
    if let (Some(named), Value::Object(whole)) = (&list.view, &mut whole) {
        let view = json!({
            "name": named.name,
            "shown": list.rows.len(),
            "hidden": list.hidden(),
        });
        whole.insert("view".to_owned(), view);
    }
    Ok(whole)
}

/// The day on which a reason is due; a first call has an hour too.
fn due(found: &Found, facts: &Facts) -> String {
    first_call_due(facts, found).map_or_else(
        || found.due.to_string(),
        |at| at.format("%Y-%m-%dT%H:%M").to_string(),
    )
}

fn plain(store: &Store, clock: &Clock<'_>, list: &List, out: &mut Out) -> Result<(), Fault> {
    let counts = list.counts;
    out.line(&format!(
        "As at {} {}",
        say::full(clock.today()),
        say::time(clock.now.time())
    ));
    if list.of_another_day {
        out.line(AS_IT_STANDS);
    }
    let each: Vec<String> = Bucket::ALL
        .into_iter()
        .map(|bucket| format!("{} {}", bucket.word(), counts.of_bucket(bucket)))
        .collect();
    let put_off = match counts.put_off() {
        0 => String::new(),
        people => format!(", {people} put off"),
    };
    out.line(&format!(
        "{} = {} open{put_off}",
        each.join(", "),
        counts.open()
    ));
    match store.to_tell()? {
        0 => {}
        to_tell => out.line(&format!("Still to tell of somebody who left: {to_tell}")),
    }
    if let Some(named) = &list.view {
        out.line(&format!(
            "View {}: {} shown, {} hidden",
            named.name,
            list.rows.len(),
            list.hidden()
        ));
    }
    for row in &list.rows {
        let Some(facts) = store.facts(row.person)? else {
            continue;
        };
        let verdict = triage::look(&facts, clock);
        let mut says: Vec<String> = facts
            .pause
            .filter(|_| verdict.bucket == Bucket::Paused)
            .map(|pause| format!("paused until {}", say::full(pause.until)))
            .into_iter()
            .collect();
        let due = verdict.due(clock).chain(verdict.put_off());
        says.extend(due.map(|found| reason(found, &facts, clock)));
        if says.is_empty() {
            let ahead: Vec<String> = verdict
                .ahead(&facts, clock)
                .map(|found| coming(found, &verdict, &facts, clock))
                .collect();
            // Nobody is new because of what comes next, and what nothing is due of may have its own reason.
            if row.bucket == Bucket::New || ahead.is_empty() {
                says.push(brief(&facts, &verdict, clock));
            }
            says.extend(ahead);
        }
        let born = row
            .born_on
            .map(|born| format!("born {}, ", say::birth(born)))
            .unwrap_or_default();
        out.line(&format!(
            "{}: {} ({born}{} tier): {}",
            row.bucket.word(),
            row.name,
            row.tier.word(),
            says.join("; ")
        ));
    }
    Ok(())
}

/// The item that a finding is about.
fn item(found: &Found, facts: &Facts) -> Option<ItemId> {
    match found.subject(facts) {
        Subject::Item(id) => Some(id),
        _ => None,
    }
}

/// A finding in plain words; where it is about an item, with the code by which `contact` takes that.
fn coded(found: &Found, facts: &Facts, clock: &Clock<'_>) -> String {
    let says = found.says(facts, clock);
    let Some(item) = item(found, facts) else {
        return says;
    };
    let all: Vec<ItemId> = facts.items.iter().map(|one| one.id).collect();
    format!("{says} [{}]", item_code::code(item, &all))
}

/// What is awaited, or comes next.
fn coming(found: &Found, verdict: &Verdict, facts: &Facts, clock: &Clock<'_>) -> String {
    let says = coded(found, facts, clock);
    let day = say::full(found.due);
    let awaited = verdict.awaited(facts);
    if awaited.is_some_and(|awaited| std::ptr::eq(awaited, found)) {
        format!("awaited: {says}; comes up {day}")
    } else {
        format!("next {day}: {says}")
    }
}

/// A reason that is due or put off, with why it is put off.
fn reason(found: &Found, facts: &Facts, clock: &Clock<'_>) -> String {
    let letter = found.rule.class.letter();
    let says = coded(found, facts, clock);
    match found.because(facts) {
        Some(because) => format!("{letter} {says}, because {because}"),
        None => format!("{letter} {says}"),
    }
}
