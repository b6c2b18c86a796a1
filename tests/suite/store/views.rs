//! Views: whom the store says they show is what a plain scan of the records says, and saved ones are everybody's.

use caseload::domain::change::{Change, Write};
use caseload::domain::facet::{Facet, FacetKind, Traits, facets};
use caseload::domain::group::VulnerableGroup;
use caseload::domain::id::PersonId;
use caseload::domain::person::{Leaving, Status};
use caseload::domain::record::{Kind, Record};
use caseload::domain::team::{Member, Role};
use caseload::domain::user::UserRole;
use caseload::domain::view::{Joined, Named, Sieve, View, built_in};
use caseload::store::{Fault, Stamp, Store};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;

use super::{
    Desk, at, contact, day, id, member, one, person_id, restore, sample_person, stamp, withdraw,
    write,
};

const TODAY: &str = "2026-03-02";

fn at_instant(at: DateTime<Utc>) -> Stamp<'static> {
    Stamp {
        at,
        command: "test.write",
        note: "",
    }
}

/// What each person can be filtered by, from their whole records.
fn plain(store: &Store) -> Vec<(PersonId, Traits)> {
    let mut all = Vec::new();
    for person in store.everybody().unwrap() {
        let folder = store.folder(person, None).unwrap();
        if !folder.person.status.is_open() {
            continue;
        }
        let team: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
        let spoken = folder.contacts.iter().filter(|contact| contact.spoke());
        let written = store.journal_of(person, 1_000).unwrap();
        let written = written.iter().filter(|entry| entry.writes > 0);
        let changed_on = written.map(|entry| entry.at.date_naive()).max();
        let traits = Traits {
            joined_on: folder.person.joined_on,
            spoken_on: spoken.map(|contact| contact.at.date_naive()).max(),
            changed_on,
            facets: facets(&folder.person, &team, changed_on.unwrap_or_default()),
        };
        all.push((person, traits));
    }
    all
}

/// One made-up person: eight numbers that say how.
type Made = (u8, u8, u8, u8);

fn made() -> impl Strategy<Value = Made> {
    (any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>())
}

const PRACTICES: [&str; 4] = ["", "Mill Lane Surgery", "Park Road", "Mill House"];
const CONDITIONS: [&str; 4] = ["Heart failure", "COPD", "Épilepsie", "Heart block"];
const NAMES: [&str; 4] = ["A. Okafor", "Dr Patel", "B. Hall", ""];

fn pick<T: Copy>(all: &[T], which: u8) -> T {
    all[usize::from(which) % all.len()]
}

/// Writes one of them, perhaps with a team and a contact, some days ago.
fn add(desk: &mut Desk, number: u128, (who, what, team, days): Made) {
    let mut person = sample_person(number);
    person.practice.name = pick(&PRACTICES, who).into();
    person.practice.code = if who & 4 == 4 { "Z99001" } else { "" }.into();
    person.conditions = (0..what % 3)
        .map(|n| pick(&CONDITIONS, what / 3 + n).into())
        .collect();
    person.groups = match what % 5 {
        0 => vec![
            VulnerableGroup::Homelessness,
            VulnerableGroup::of("asylum seeker"),
        ],
        1 => vec![VulnerableGroup::ManyAgencies],
        _ => Vec::new(),
    };
    person.joined_on = day(TODAY) - Days::new(u64::from(days % 32));
    if who % 7 == 0 {
        person.status = Status::Left {
            on: day(TODAY),
            how: Leaving::Moved,
            because: String::new(),
            tell: Vec::new(),
        };
    }
    let mut change = Change::add(Record::Person(person));
    for (nth, role) in [Role::Navigator, Role::NamedGp, Role::Navigator]
        .into_iter()
        .enumerate()
    {
        if team >> nth & 1 == 1 {
            let mut member = member(number * 100 + nth as u128, number);
            member.role = role;
            member.name = pick(&NAMES, team / 8 + u8::try_from(nth).unwrap()).into();
            member.until_on = (team & 64 == 64).then(|| day(TODAY));
            change = change.and(Write::Add(Record::Member(member)));
        }
    }
    if days & 32 == 32 {
        let minutes = i64::from(days % 24) * -24 * 60;
        change = change.and(Write::Add(Record::Contact(contact(
            number * 100 + 50,
            number,
            minutes,
        ))));
    }
    let when = at(0) - TimeDelta::days(i64::from(days % 20));
    desk.store.write(at_instant(when), &change).unwrap();
}

/// One view: which criteria it has, and what they ask.
fn view() -> impl Strategy<Value = View> {
    let texts = [
        "", "mill", "heart", "okafor", "z99001", "HOME", "epil", "patel b", "zebra",
    ];
    let text = move || prop_oneof![3 => Just(""), 1 => proptest::sample::select(texts.to_vec())];
    let days = || proptest::option::weighted(0.25, 1_u16..30);
    let joined = proptest::option::weighted(
        0.25,
        (1_u16..30, any::<bool>()).prop_map(|(days, counted)| {
            if counted {
                Joined::InLastDays(days)
            } else {
                Joined::Since(day(TODAY) - Days::new(u64::from(days)))
            }
        }),
    );
    (
        (text(), text(), text(), text(), text()),
        proptest::bool::weighted(0.2),
        joined,
        days(),
        days(),
    )
        .prop_map(|(texts, nobody, joined, silent_days, unchanged_days)| {
            let (practice, named_gp, condition, group, coordinator) = texts;
            View {
                practice: practice.into(),
                named_gp: named_gp.into(),
                condition: condition.into(),
                group: group.into(),
                coordinator: coordinator.into(),
                nobody_coordinates: nobody,
                joined,
                silent_days,
                unchanged_days,
                ..View::default()
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// The sets that the store works out, for one view or for many at once, are those of a plain scan.
    #[test]
    fn whom_a_view_shows_is_what_a_plain_scan_says(
        people in proptest::collection::vec(made(), 0..12),
        views in proptest::collection::vec(view(), 1..12),
    ) {
        let mut desk = Desk::new();
        for (number, made) in (1..).zip(&people) {
            add(&mut desk, number, *made);
        }
        let plain = plain(&desk.store);
        for (person, traits) in &plain {
            prop_assert!(desk.store.traits(*person).unwrap().as_ref() == Some(traits));
        }
        let today = day(TODAY);
        let asked: Vec<&View> = views.iter().collect();
        let together = desk.store.fitting(&asked, today).unwrap();
        prop_assert_eq!(together.len(), views.len());
        for (view, fits) in views.iter().zip(together) {
            let sieve = Sieve::new(view);
            let shown: Vec<PersonId> = plain
                .iter()
                .filter(|(_, traits)| sieve.lets_traits(traits, today))
                .map(|(person, _)| *person)
                .collect();
            let expected = view.asks_traits().then_some(shown);
            prop_assert_eq!(&fits, &expected, "{:?}", view);
            prop_assert_eq!(desk.store.fitting(&[view], today).unwrap(), vec![fits]);
        }
    }
}

fn values(store: &Store, person: u128) -> Vec<String> {
    let traits = store.traits(person_id(person)).unwrap();
    let facets = traits.map_or_else(Vec::new, |traits| traits.facets);
    facets.into_iter().map(|facet: Facet| facet.value).collect()
}

#[test]
fn facets_follow_record_and_team() {
    let mut desk = Desk::with_person(1);
    assert!(values(&desk.store, 1).is_empty());
    let mut person = sample_person(1);
    person.conditions = vec!["COPD".into(), "Heart failure".into(), "copd ".into()];
    desk.replace(Record::Person(person.clone()), 1);
    let mut navigator = member(10, 1);
    (navigator.role, navigator.name) = (Role::Navigator, "Ó Súilleabháin".into());
    desk.add(Record::Member(navigator));
    let all = ["copd", "heart failure", "o suilleabhain"];
    assert_eq!(values(&desk.store, 1), all);

    person.status = Status::Left {
        on: day(TODAY),
        how: Leaving::Moved,
        because: String::new(),
        tell: Vec::new(),
    };
    desk.replace(Record::Person(person), 2);
    assert!(desk.store.traits(person_id(1)).unwrap().is_none());
    assert_eq!(desk.count("facet"), 0, "who has left is in no view");
    desk.store.undo(stamp("change.undo")).unwrap();
    assert_eq!(values(&desk.store, 1), all);

    let gone = Change::default()
        .and(withdraw(Kind::Member, id(10), 1))
        .and(withdraw(Kind::Person, id(1), 4));
    write(&mut desk.store, &gone).unwrap();
    assert_eq!(desk.count("facet"), 0);
    write(&mut desk.store, &one(restore(Kind::Person, id(1), 5))).unwrap();
    assert_eq!(values(&desk.store, 1), ["copd", "heart failure"]);
}

#[test]
fn the_newest_write_dates_a_person_even_when_the_clock_was_set_back() {
    let mut desk = Desk::with_person(1);
    let changed = |desk: &Desk| {
        let traits = desk.store.traits(person_id(1)).unwrap().unwrap();
        traits.changed_on.unwrap()
    };
    for (instant, on) in [
        ("2026-03-04T09:00:00Z", "2026-03-04"),
        ("2026-03-03T09:00:00Z", "2026-03-04"),
        // Summer time: in London it is the next day already.
        ("2026-04-10T23:30:00Z", "2026-04-11"),
    ] {
        let number = instant.len() as u128 + u128::from(desk.count("contact").unsigned_abs());
        let change = Change::add(Record::Contact(contact(number, 1, -10)));
        desk.store
            .write(at_instant(instant.parse().unwrap()), &change)
            .unwrap();
        assert_eq!(changed(&desk), day(on), "{instant}");
    }
    // Looking at a record is no change.
    let later = at_instant("2026-05-01T09:00:00Z".parse().unwrap());
    desk.store.note_seen(later, &[person_id(1)]).unwrap();
    assert_eq!(
        changed(&desk),
        NaiveDate::from_ymd_opt(2026, 4, 11).unwrap()
    );
}

#[test]
fn what_is_there_is_offered_the_most_frequent_first() {
    let mut desk = Desk::new();
    for (number, practice) in (1..).zip([
        "Park Road",
        "Mill Lane",
        "mill lane",
        "",
        "Park Road",
        "Park Road",
    ]) {
        let mut person = sample_person(number);
        person.practice.name = practice.into();
        if number == 6 {
            person.practice.name = "Far Away".into();
            person.status = Status::Left {
                on: day(TODAY),
                how: Leaving::Moved,
                because: String::new(),
                tell: Vec::new(),
            };
        }
        desk.add(Record::Person(person));
    }
    let offered = desk.store.offered(FacetKind::Practice, 10).unwrap();
    let expected = [("Mill Lane".to_owned(), 2), ("Park Road".to_owned(), 2)];
    assert_eq!(offered, expected);
    assert_eq!(desk.store.offered(FacetKind::Practice, 1).unwrap().len(), 1);
    assert!(desk.store.offered(FacetKind::Group, 10).unwrap().is_empty());
}

fn sweep() -> Named {
    let [sweep, ..] = built_in();
    Named {
        name: "My sweep".to_owned(),
        ..sweep
    }
}

#[test]
fn a_saved_view_is_everybodys_and_each_saving_is_in_the_journal() {
    let mut desk = Desk::new();
    let before = desk.count("journal");
    desk.store
        .save_view(stamp("view.save"), &sweep(), 0)
        .unwrap();
    let [saved] = <[_; 1]>::try_from(desk.colleague().views().unwrap())
        .ok()
        .unwrap();
    assert!(saved.named == sweep());
    assert_eq!(
        (saved.by.as_str(), saved.revision, saved.at),
        (super::LOGIN, 1, at(1))
    );

    let mut changed = sweep();
    changed.view.silent_days = Some(7);
    desk.colleague()
        .save_view(stamp("view.save"), &changed, 1)
        .unwrap();
    let [saved] = <[_; 1]>::try_from(desk.store.views().unwrap())
        .ok()
        .unwrap();
    assert!(saved.named == changed);
    assert_eq!((saved.by.as_str(), saved.revision), ("bola", 2));

    desk.store
        .remove_view(stamp("view.remove"), &changed, 2)
        .unwrap();
    assert!(desk.store.views().unwrap().is_empty());
    desk.store
        .save_view(stamp("view.save"), &sweep(), 0)
        .unwrap();
    assert_eq!(desk.store.views().unwrap()[0].revision, 4);

    assert_eq!(desk.count("saved_view"), 4, "nothing is deleted");
    assert_eq!(desk.count("journal"), before + 4);
    assert_eq!(desk.store.broken_journal_row().unwrap(), None);
    let undone = desk.store.undo(stamp("change.undo"));
    assert!(
        matches!(undone, Err(Fault::NothingToUndo)),
        "a view is no record"
    );
}

#[test]
fn a_view_is_never_saved_over_one_that_was_not_seen() {
    let mut desk = Desk::new();
    desk.store
        .save_view(stamp("view.save"), &sweep(), 0)
        .unwrap();
    let mut other = sweep();
    other.name = "MY SWEEP!".to_owned();
    let before = desk.rows();
    for (view, seen) in [(&sweep(), 0), (&other, 0), (&sweep(), 2)] {
        let refused = desk.store.save_view(stamp("view.save"), view, seen);
        assert!(matches!(refused, Err(Fault::OtherView)));
    }
    let refused = desk.store.remove_view(stamp("view.remove"), &sweep(), 0);
    assert!(matches!(refused, Err(Fault::OtherView)));
    assert_eq!(desk.rows(), before);
}

#[test]
fn a_reader_filters_and_saves_nothing() {
    let mut desk = Desk::with_person(1);
    desk.store
        .save_view(stamp("view.save"), &sweep(), 0)
        .unwrap();
    let mut reader = desk.session("rita", UserRole::Reader);
    let before = desk.rows();
    let refused = reader.save_view(stamp("view.save"), &sweep(), 1);
    assert!(matches!(refused, Err(Fault::ReaderOnly)));
    let refused = reader.remove_view(stamp("view.remove"), &sweep(), 1);
    assert!(matches!(refused, Err(Fault::ReaderOnly)));
    assert_eq!(desk.rows(), before);
    let saved = reader.views().unwrap();
    let fits = reader
        .fitting(&[&saved[0].named.view], day("2026-03-20"))
        .unwrap();
    assert_eq!(fits, [Some(vec![person_id(1)])]);
}

/// Before a planned hand-over somebody is in the view of whoever has them now, and of whoever will.
#[test]
fn a_planned_hand_over_takes_nobody_out_of_a_view() {
    let mut desk = Desk::with_person(1);
    let navigator = |number, name: &str, from: &str, until: Option<&str>| {
        let mut member = super::member(number, 1);
        (member.role, member.name) = (Role::Navigator, name.to_owned());
        (member.from_on, member.until_on) = (super::day(from), until.map(super::day));
        Record::Member(member)
    };
    desk.add(navigator(
        10,
        "Past Holder",
        "2025-01-01",
        Some("2025-12-31"),
    ));
    desk.add(navigator(11, "A. Okafor", "2026-01-01", Some("2026-03-31")));
    desk.add(navigator(12, "M. Shah", "2026-04-01", None));
    let shown = |desk: &Desk, name: &str| {
        let view = View {
            coordinator: name.to_owned(),
            ..View::default()
        };
        let fitting = desk
            .store
            .fitting(&[&view], super::day("2026-03-02"))
            .unwrap();
        fitting
            .into_iter()
            .next()
            .flatten()
            .map_or(0, |people| people.len())
    };
    assert_eq!(shown(&desk, "okafor"), 1);
    assert_eq!(shown(&desk, "shah"), 1);
    assert_eq!(shown(&desk, "past holder"), 0);
}
