//! `caseload demo`: the workstation on a throw-away encrypted store of made-up people; or such a store to keep.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::Value;

use super::args::{Demo, Global};
use super::out::Out;
use super::workstation::Station;
use super::{Refused, opening};
use crate::app::Setup;
use crate::app::forms::door::read_list;
use crate::app::ids::Ids;
use crate::demo;
use crate::domain::calendar::Holidays;
use crate::domain::change::{Change, Write};
use crate::domain::london;
use crate::domain::record::Record;
use crate::domain::user::{User, UserRole};
use crate::platform::clock::Clock;
use crate::platform::files::shown;
use crate::store::{KeyCost, Stamp, Store};

/// Records written in one transaction.
const CHUNK: usize = 20_000;
/// People in whose records nothing is newer were written down so long ago: the weekly sweep has somebody to find.
const QUIET: TimeDelta = TimeDelta::days(15);
/// A demonstration has nothing to protect: it does not lock in the middle of a talk.
const LOCK_AFTER: Duration = Duration::from_secs(24 * 3_600);

/// Opens a demonstration, or makes a store of made-up people.
pub fn run(global: &Global, args: &Demo, out: &mut Out) -> Result<(), Refused> {
    // That of the environment is where one's own list is: it is meant for the other verbs, and is left alone.
    let usual = std::env::var_os("CASELOAD_STORE");
    let asked = global.store.as_ref();
    if let Some(dir) = asked.filter(|dir| Some(dir.as_os_str()) != usual.as_deref()) {
        return Err(format!(
            "demo opens no store: its people are in one of its own that is thrown away. Leave --store out; --make DIR keeps \
             such a store, in a folder that is not there yet. Nothing in {} was touched.",
            shown(dir)
        ));
    }
    let clock = match &args.now {
        Some(typed) => Clock::fixed(london::instant(opening::local_time(typed)?)),
        None => Clock::system(),
    };
    match &args.make {
        Some(dir) => make(global, args, dir, &clock, out),
        None => open(global, args, clock),
    }
}

fn make(
    global: &Global,
    args: &Demo,
    dir: &Path,
    clock: &Clock,
    out: &mut Out,
) -> Result<(), Refused> {
    let login = global.user.clone().unwrap_or_else(|| "a.okafor".to_owned());
    let passphrase = opening::passphrase(global)?;
    let user = User {
        name: display_name(&login),
        login,
        role: UserRole::Lead,
    };
    let (mut store, _) = Store::create(dir, &user, &passphrase, KeyCost::STANDARD, clock.now())
        .map_err(|fault| fault.to_string())?;
    let holidays = opening::calendar(london::date(clock.now()), out);
    fill(&mut store, args, clock.now(), &holidays, |people| {
        out.warn(&format!("{people} people"));
    })?;
    out.path(dir);
    Ok(())
}

fn open(global: &Global, args: &Demo, clock: Clock) -> Result<(), Refused> {
    let place = ThrowAway::new(clock)?;
    let user = User {
        login: "a.okafor".to_owned(),
        name: display_name("a.okafor"),
        role: UserRole::Lead,
    };
    let (mut store, _) = Store::create(
        &place.dir,
        &user,
        "a throw-away store",
        KeyCost::THROWAWAY,
        clock.now(),
    )
    .map_err(|fault| fault.to_string())?;
    let setup = Setup {
        dir: place.dir.clone(),
        login: user.login.clone(),
        cost: KeyCost::THROWAWAY,
        lock_after: LOCK_AFTER,
        demo: true,
        own_holidays: opening::own_holidays(),
    };
    let mut station = Station::new(global, setup, clock, Ids::Seeded(args.seed))?;
    fill(&mut store, args, clock.now(), station.holidays(), |_| ())?;
    // Undo is for what the user does: it must not take the people away.
    store.begin_anew();
    let opened = read_list(store, station.holidays(), london::local(clock.now()))
        .map_err(|fault| fault.to_string())?;
    station.enter(opened);
    station.run()
}

fn display_name(login: &str) -> String {
    if login == "a.okafor" {
        "A. Okafor".to_owned()
    } else {
        login.to_owned()
    }
}

/// Fills a store with made-up people, some thousand records a transaction.
fn fill(
    store: &mut Store,
    args: &Demo,
    now: DateTime<Utc>,
    holidays: &Holidays,
    mut progress: impl FnMut(usize),
) -> Result<(), Refused> {
    let user = store.user().clone();
    let long_ago = now - QUIET;
    let mut batches = [(now, Change::default()), (long_ago, Change::default())];
    let [(_, lately), _] = &mut batches;
    let directory = demo::services(args.seed, now, &user);
    lately.writes.extend(directory.into_iter().map(Write::Add));
    let (mut people, mut said) = (0, 0);
    for records in demo::people(args.seed, args.people, args.contacts, now, holidays, &user) {
        let quiet = newest_day(&records, london::date(now)) < Some(london::date(long_ago));
        let [(_, lately), (_, before)] = &mut batches;
        let change = if quiet { before } else { lately };
        change.writes.extend(records.into_iter().map(Write::Add));
        people += 1;
        if change.writes.len() >= CHUNK {
            write_out(store, &mut batches)?;
            if people >= said + args.people / 10 {
                said = people;
                progress(people);
            }
        }
    }
    write_out(store, &mut batches)
}

/// Writes what was gathered, each batch at its time.
fn write_out(store: &mut Store, batches: &mut [(DateTime<Utc>, Change)]) -> Result<(), Refused> {
    for (at, change) in batches {
        let stamp = Stamp {
            at: *at,
            command: "demo.fill",
            note: "made-up people",
        };
        store
            .write(stamp, change)
            .map_err(|fault| fault.to_string())?;
        change.writes.clear();
    }
    Ok(())
}

/// The newest day in a person's records that does not lie ahead: nothing in them can have been written before it.
fn newest_day(records: &[Record], today: NaiveDate) -> Option<NaiveDate> {
    let bodies = records.iter().filter_map(body);
    bodies.filter_map(|body| newest(&body, today)).max()
}

fn body(record: &Record) -> Option<Value> {
    let body = match record {
        Record::Person(person) => serde_json::to_value(person),
        Record::Member(member) => serde_json::to_value(member),
        Record::Words(words) => serde_json::to_value(words),
        Record::Plan(plan) => serde_json::to_value(plan),
        Record::Item(item) => serde_json::to_value(item),
        Record::Contact(contact) => serde_json::to_value(contact),
        Record::Deferral(deferral) => serde_json::to_value(deferral),
        Record::Sharing(sharing) => serde_json::to_value(sharing),
        Record::Version(version) => serde_json::to_value(version),
        Record::Copy(copy) => serde_json::to_value(copy),
        Record::Service(service) => serde_json::to_value(service),
        Record::UnmetNeed(need) => serde_json::to_value(need),
        Record::Appointment(appointment) => serde_json::to_value(appointment),
        Record::Transition(transition) => serde_json::to_value(transition),
    };
    body.ok()
}

fn newest(value: &Value, today: NaiveDate) -> Option<NaiveDate> {
    match value {
        Value::String(text) => {
            let day = text.get(..10)?.parse().ok()?;
            (day <= today).then_some(day)
        }
        Value::Array(values) => values.iter().filter_map(|one| newest(one, today)).max(),
        Value::Object(fields) => fields.values().filter_map(|one| newest(one, today)).max(),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// A directory that goes when the demonstration ends.
struct ThrowAway {
    dir: PathBuf,
}

impl ThrowAway {
    fn new(clock: Clock) -> Result<Self, Refused> {
        let base = std::env::var_os("XDG_RUNTIME_DIR")
            .map(PathBuf::from)
            .filter(|dir| dir.is_dir())
            .unwrap_or_else(std::env::temp_dir);
        let unique = Ids::System.next(clock.now()).simple().to_string();
        let dir = base.join(format!("caseload-demo-{unique}"));
        crate::platform::files::private_dir(&dir).map_err(|fault| fault.to_string())?;
        Ok(Self { dir })
    }
}

impl Drop for ThrowAway {
    fn drop(&mut self) {
        // Made-up people in an encrypted file: what cannot be removed does no harm.
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}
