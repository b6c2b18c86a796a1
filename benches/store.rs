//! What the store costs: opening, the whole list, one person, one key's worth of reading, one write.
//!
//! `CASELOAD_STORE=DIR CASELOAD_USER=NAME CASELOAD_PASSPHRASE_FILE=FILE cargo bench --bench store` measures a store made
//! by `caseload demo --make`; without those it makes one of 150 people. Figures are printed, never asserted.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measuring program: it reads the clock, prints, and stops at the first surprise"
)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use caseload::app::today::Today;
use caseload::domain::calendar::Holidays;
use caseload::domain::change::Change;
use caseload::domain::find::Query;
use caseload::domain::london;
use caseload::domain::record::Record;
use caseload::domain::triage::{Clock, Row};
use caseload::domain::user::{User, UserRole};
use caseload::domain::view::{View, built_in};
use caseload::store::vault::unlock;
use caseload::store::{KeyCost, Stamp, Store};
use chrono::Utc;

fn timed<T>(what: &str, times: u32, mut act: impl FnMut() -> T) -> T {
    let started = Instant::now();
    let mut last = act();
    let first = started.elapsed();
    let started = Instant::now();
    for _ in 1..times {
        last = act();
    }
    let rest = started.elapsed() / (times - 1).max(1);
    println!(
        "{what:<46} first {:>9.3} ms   then {:>9.3} ms",
        ms(first),
        ms(rest)
    );
    last
}

/// What midnight, a write and a page of the list cost in memory and reading.
fn on_the_list(store: &Store, clock: &Clock<'_>, rows: &[Row]) {
    const PAGE: usize = 11;
    let mut list = Today::default();
    timed("midnight: the whole list anew", 3, || {
        list.reload(store, clock).expect("a list");
    });
    let people: Vec<_> = rows.iter().map(|row| row.person).collect();
    let mut each = people.iter().cycle();
    timed("one person's place after a write", 200, || {
        let person = *each.next().expect("somebody");
        list.renew(store, clock, &[person]).expect("a place");
    });
    let mut place = 0;
    let mut tick = Duration::ZERO;
    timed(
        "a page that was not seen before, with the detail",
        12,
        || {
            place += PAGE;
            tick += Duration::from_secs(1);
            list.go_to(place % people.len());
            list.prepare(store, clock, PAGE, false, tick)
                .expect("a page");
        },
    );
    place = 0;
    list.go_to(0);
    list.prepare(store, clock, PAGE, false, tick)
        .expect("a page");
    timed("a line down on a page that is known", 11, || {
        place += 1;
        tick += Duration::from_secs(1);
        list.go_to(place % PAGE);
        list.prepare(store, clock, PAGE, false, tick)
            .expect("a line");
    });
}

/// Searches the words of all contacts as they are typed; says what the dearest letter costs.
fn search_words(store: &Store, typed: &str) {
    let mut worst = (Duration::ZERO, 0);
    let mut all = Duration::ZERO;
    let letters = typed.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut searches = 0;
    for end in letters {
        searches += 1;
        let started = Instant::now();
        let begun = typed.get(..end).expect("whole letters");
        store.search_contacts(begun, 50).expect("contacts");
        let took = started.elapsed();
        all += took;
        worst = worst.max((took, end));
    }
    println!(
        "{:<46} each  {:>9.3} ms   dearest {:>6.3} ms, \"{}\"",
        format!("words of contacts: \"{typed}\""),
        ms(all / searches),
        ms(worst.0),
        typed.get(..worst.1).expect("whole letters")
    );
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn main() {
    let holidays = Holidays::england();
    let now = Utc::now();
    let clock = Clock::new(london::local(now), &holidays);
    let made = tempfile::tempdir().expect("a directory");
    let (dir, login, passphrase) = if let Some(dir) = std::env::var_os("CASELOAD_STORE") {
        let file = std::env::var("CASELOAD_PASSPHRASE_FILE").expect("CASELOAD_PASSPHRASE_FILE");
        let secret = std::fs::read_to_string(file).expect("the passphrase");
        let login = std::env::var("CASELOAD_USER").expect("CASELOAD_USER");
        (
            PathBuf::from(dir),
            login,
            secret.lines().next().unwrap_or_default().to_owned(),
        )
    } else {
        let dir = made.path().join("store");
        let user = User {
            login: "bench".into(),
            name: "Bench".into(),
            role: UserRole::Lead,
        };
        let (mut store, _) =
            Store::create(&dir, &user, "a bench passphrase", KeyCost::STANDARD, now)
                .expect("a store");
        for records in caseload::demo::people(7, 150, None, now, &holidays, &user) {
            let writes = records
                .into_iter()
                .map(caseload::domain::change::Write::Add)
                .collect();
            let stamp = Stamp {
                at: now,
                command: "bench.fill",
                note: "",
            };
            store.write(stamp, &Change { writes }).expect("filled");
        }
        (dir, "bench".to_owned(), "a bench passphrase".to_owned())
    };
    let key = timed("derive the key", 2, || {
        unlock(&dir, &login, &passphrase).expect("a key")
    });
    let started = Instant::now();
    let mut store = Store::open(&dir, key, &login).expect("a store");
    println!("{:<46}       {:>9.3} ms", "open", ms(started.elapsed()));
    let rows = timed("the list: every standing, every rule, sorted", 5, || {
        store.list(&clock).expect("the list")
    });
    println!("{} people", rows.len());
    let person = rows.get(rows.len() / 2).expect("somebody").person;
    on_the_list(&store, &clock, &rows);
    timed("facts of one person", 50, || {
        store.facts(person).expect("facts")
    });
    timed("one person's row", 50, || {
        store.person(person).expect("a person")
    });
    timed("folder of one person, 25 contacts", 50, || {
        store.folder(person, Some(25)).expect("a folder")
    });
    timed("count of contacts", 50, || {
        store.contact_count(person).expect("a count")
    });
    let keys = timed("search keys of everybody", 3, || {
        store.finding_keys().expect("keys")
    });
    for typed in ["a", "ell", "999 000", "mar el"] {
        let query = Query::new(typed);
        timed(&format!("search for \"{typed}\""), 20, || keys.find(&query));
    }
    let views = built_in();
    for named in &views {
        timed(&format!("who fits the view {}", named.name), 3, || {
            store
                .fitting(&[&named.view], clock.today())
                .expect("people")
        });
    }
    for typed in [
        "pharmacy call",
        "district nurses",
        "answered",
        "blister pack",
    ] {
        search_words(&store, typed);
    }
    let condition = View {
        condition: "heart".into(),
        ..View::default()
    };
    timed("who fits a condition", 3, || {
        store.fitting(&[&condition], clock.today()).expect("people")
    });
    let stamp = Stamp {
        at: now,
        command: "bench.seen",
        note: "",
    };
    timed("note that a record was opened", 50, || {
        store.note_seen(stamp, &[person]).expect("noted");
    });
    let kept = store.person(person).expect("a person");
    let mut seen = kept.revision;
    timed("a change with journal and standing", 50, || {
        let change = Change::replace(Record::Person(kept.value.clone()), seen);
        store.write(stamp, &change).expect("written");
        seen += 1;
    });
}
