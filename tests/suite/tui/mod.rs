//! The program as its user meets it: keys in, screens out.
//!
//! `look` files pin what screens show, with a sentence each that says what to look at. The others press keys and ask the
//! store what came of it, so that wording can change without them.

mod acts;
mod arrangements;
mod calendar;
mod carers;
mod changes;
mod damage;
mod deferrals;
mod diary;
mod drafts;
mod explaining;
mod front;
mod items;
mod lists;
mod log;
mod looks;
mod merges;
mod moves;
mod needs;
mod newer_lists;
mod plans;
mod privacy;
mod seen;
mod services;
mod shared;
mod stream;
mod undo;
mod users;
mod views;
mod wander;
mod whole_records;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use caseload::domain::appointment::Appointment;
use caseload::domain::contact::Contact;
use caseload::domain::deferral::Deferral;
use caseload::domain::find::fold;
use caseload::domain::id::PersonId;
use caseload::domain::item::Item;
use caseload::domain::person::Person;
use caseload::domain::plan::Plan;
use caseload::domain::record::{Folder, Kept};
use caseload::domain::shared::Shared;
use caseload::domain::team::Member;
use caseload::domain::triage::Row;
use caseload::domain::view::Sieve;
use caseload::domain::words::Words;

use crate::support::Bench;

/// Everything that the store says about everybody, without revisions, and the list that follows from it.
#[derive(PartialEq)]
struct Whole {
    people: Vec<Record>,
    list: Vec<Row>,
}

/// One person's record without revisions.
#[derive(PartialEq)]
struct Record {
    person: Person,
    team: Vec<Member>,
    words: Vec<Words>,
    plan: Option<Plan>,
    items: Vec<Item>,
    contacts: Vec<Contact>,
    deferrals: Vec<Deferral>,
    appointments: Vec<Appointment>,
    shared: Shared,
}

impl Whole {
    fn of(bench: &Bench) -> Self {
        let store = bench.store();
        let people = store.everybody().unwrap().into_iter();
        Self {
            people: people
                .map(|person| Record::of(store.folder(person, None).unwrap()))
                .collect(),
            list: bench.list(),
        }
    }
}

impl Record {
    fn of(folder: Folder) -> Self {
        fn values<T>(kept: Vec<Kept<T>>) -> Vec<T> {
            kept.into_iter().map(|kept| kept.value).collect()
        }
        Self {
            person: folder.person.value,
            team: values(folder.team),
            words: values(folder.words),
            plan: folder.plan.map(|kept| kept.value),
            items: values(folder.items),
            contacts: values(folder.contacts),
            deferrals: values(folder.deferrals),
            appointments: values(folder.appointments),
            shared: without_revisions(folder.shared),
        }
    }
}

fn without_revisions(mut shared: Shared) -> Shared {
    shared.decisions.iter_mut().for_each(|one| one.revision = 0);
    shared.versions.iter_mut().for_each(|one| one.revision = 0);
    shared.copies.iter_mut().for_each(|one| one.revision = 0);
    shared
}

/// What a list must be at any time, whatever was pressed: everybody once, in one bucket, shown or hidden.
fn check_list(bench: &Bench) {
    let today = &bench.app.model.today;
    let people: BTreeSet<_> = today.everybody().iter().map(|row| row.person).collect();
    assert_eq!(
        people.len(),
        today.everybody().len(),
        "somebody is there twice"
    );
    assert_eq!(
        today.counts.open(),
        people.len(),
        "the counts do not add up"
    );
    assert_eq!(
        today.len() + today.hidden(),
        people.len(),
        "shown and hidden"
    );
    let row = today.row(today.cursor()).map(|row| row.person);
    assert_eq!(
        row,
        today.selected(),
        "the selection is not where it seems to be"
    );
    assert_eq!(today.is_empty(), today.selected().is_none());
    let shown: Vec<_> = (0..today.len())
        .map(|at| today.row(at).unwrap().person)
        .collect();
    assert_eq!(
        shown,
        best_first(bench, plain_scan(bench)),
        "{:?}",
        today.filter
    );
}

/// Whom the filter lets through, everybody asked in turn.
fn plain_scan(bench: &Bench) -> Vec<PersonId> {
    let today = &bench.app.model.today;
    let everybody = today.everybody().iter();
    if today.filter.is_everybody() {
        return everybody.map(|row| row.person).collect();
    }
    let (store, sieve) = (bench.store(), Sieve::new(&today.filter));
    everybody
        .filter(|row| {
            let key = store.finding_key(row.person).unwrap().expect("open");
            let traits = store.traits(row.person).unwrap().expect("open");
            sieve.lets_row(row)
                && sieve.lets_key(&key)
                && sieve.lets_traits(&traits, bench.cx().today())
        })
        .map(|row| row.person)
        .collect()
}

/// Those who fit what is being typed best before the others, as the names in their records say; else all as they are.
fn best_first(bench: &Bench, mut people: Vec<PersonId>) -> Vec<PersonId> {
    let Some(find) = &bench.app.model.today.find else {
        return people;
    };
    let typed = fold(&find.text());
    people.sort_by_key(|person| {
        let name = bench.store().person(*person).unwrap().value.name;
        let names = [name.family, name.given, name.preferred].map(|name| fold(&name));
        let fit = |word: &str| {
            let words = || names.iter().flat_map(|name| name.split(' '));
            match (
                words().any(|name| name.starts_with(word)),
                words().any(|name| name.contains(word)),
            ) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            }
        };
        typed.split_whitespace().map(fit).max()
    });
    people
}

#[test]
fn no_snapshot_is_left_over() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/tui");
    let looks = fs::read_to_string(here.join("looks.rs")).unwrap();
    for entry in fs::read_dir(here.join("snapshots")).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        // What waits for a review has failed its own test already.
        let Some(name) = file.strip_suffix(".snap") else {
            continue;
        };
        assert!(
            looks.contains(&format!("\"{name}\"")),
            "{file} belongs to no test any more"
        );
    }
}
