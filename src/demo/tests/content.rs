//! What stands in the records of a made-up caseload: nothing that could not be, and enough of everything.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{MOMENTS, Taken, USUAL, at, make, take};
use crate::domain::contact::Reached;
use crate::domain::london;
use crate::domain::person::Status;
use crate::domain::record::Record;
use crate::domain::team::{self, Role};
use crate::domain::text::clean_input;
use crate::domain::words;

#[test]
fn goals_quote_what_was_said_but_for_a_few_on_purpose() {
    let (mut anchored, mut gone, mut unanchored) = (0, 0, 0);
    for taken in make(17, 1000, None, USUAL)
        .iter()
        .map(|records| take(records))
    {
        for goal in taken.plan.iter().flat_map(|plan| &plan.goals) {
            if goal.because.is_empty() {
                unanchored += 1;
            } else if words::says(&taken.words, &goal.because) {
                anchored += 1;
            } else {
                gone += 1;
                let earlier = taken
                    .words
                    .iter()
                    .any(|words| words.text.contains(&goal.because));
                assert!(earlier, "never said: {}", goal.because);
            }
        }
    }
    assert!(anchored > 1000, "{anchored}");
    assert!((5..60).contains(&gone), "{gone}");
    assert!((20..140).contains(&unanchored), "{unanchored}");
}

#[test]
fn nothing_lies_ahead_that_must_not_and_ends_come_after_beginnings() {
    for now in MOMENTS {
        let (moment, today) = (at(now), london::date(at(now)));
        for taken in make(19, 150, None, now).iter().map(|records| take(records)) {
            let past = |day: NaiveDate, what: &str| {
                assert!(day <= today, "{what} on {day}, {now}");
            };
            let person = &taken.person;
            past(person.joined_on, "joined");
            past(person.born_on.expect("born"), "born");
            let noted = [&person.story, &person.sharing, &person.choosing];
            let days = noted
                .into_iter()
                .flatten()
                .map(|noted| noted.on)
                .chain(person.access.iter().map(|access| access.on))
                .chain(person.told_coordinator.iter().map(|told| told.on));
            for on in days {
                past(on, "noted");
            }
            if let Status::Left { on, .. } = person.status {
                past(on, "left");
                assert!(taken.items.iter().all(|item| !item.is_open()));
                assert!(
                    taken
                        .contacts
                        .iter()
                        .all(|contact| london::date(contact.at) <= on)
                );
            }
            for member in &taken.team {
                past(member.from_on, "member");
                past(member.until_on.unwrap_or(member.from_on), "member until");
                assert!(member.until_on.is_none_or(|until| until >= member.from_on));
            }
            for words in &taken.words {
                past(words.said_on, "said");
                assert!(words.recorded_at <= moment && words.said_on >= person.joined_on);
            }
            if let Some(plan) = &taken.plan {
                past(plan.begun_on, "plan");
                past(plan.review.last_on.unwrap_or(today), "review");
                past(
                    plan.agreed.as_ref().map_or(today, |agreed| agreed.on),
                    "agreed",
                );
                assert!(plan.review.last_on.is_none_or(|last| last >= plan.begun_on));
                assert!(
                    plan.begun_on >= person.joined_on,
                    "plan before joining, {now}"
                );
            }
            for item in &taken.items {
                past(item.asked_on, "asked");
                let answered = item.outcome.as_ref().map(|outcome| outcome.on);
                let ended = item.ended.as_ref().map(|ended| ended.on);
                let dates = item.chases.iter().map(|chase| chase.on);
                for day in dates.chain(answered).chain(item.told_on).chain(ended) {
                    past(day, "item");
                    assert!(
                        day >= item.asked_on,
                        "{now}: {day} before {}",
                        item.asked_on
                    );
                }
                assert!(ended >= answered.filter(|_| ended.is_some()), "{now}");
                assert!(item.expected_on.is_none_or(|day| day >= item.asked_on));
                assert!(
                    item.confidence
                        .is_none_or(|number| (1..=10).contains(&number))
                );
            }
            for contact in &taken.contacts {
                assert!(contact.at <= contact.recorded_at && contact.recorded_at <= moment);
                assert!(london::date(contact.at) >= person.joined_on, "{now}");
                let day = london::date(contact.at);
                assert!(
                    contact.next.as_ref().is_none_or(|next| next.on > day),
                    "{now}"
                );
            }
            for role in Role::ALL.into_iter().filter(|role| role.is_single()) {
                for day in taken.team.iter().map(|member| member.from_on) {
                    let held = team::on(&taken.team, day);
                    let count = held.iter().filter(|member| member.role == role).count();
                    assert!(count <= 1, "{count} of {role:?} on {day}");
                }
            }
        }
    }
}

/// Every text of a record, wherever it stands.
fn texts(record: &Record) -> Vec<String> {
    fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => texts.push(text.clone()),
            serde_json::Value::Array(list) => list.iter().for_each(|one| collect(one, texts)),
            serde_json::Value::Object(map) => map.values().for_each(|one| collect(one, texts)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(
        &serde_json::to_value(record).expect("records are JSON"),
        &mut found,
    );
    found
}

#[test]
fn every_text_is_clean_whole_and_has_its_braces_filled_in() {
    for record in make(23, 400, None, USUAL).iter().flatten() {
        for text in texts(record) {
            let clean = clean_input(&text);
            assert_eq!((clean.text.as_str(), clean.removed), (text.as_str(), 0));
            for bad in ["{", "}", "  ", " ,", " .", "..", "()", "?.", "[", "]", "|"] {
                assert!(!text.contains(bad), "{bad:?} in {text:?}");
            }
            assert_eq!(text.trim(), text);
        }
    }
}

#[test]
fn numbers_and_postcodes_belong_to_nobody() {
    for taken in make(29, 400, None, USUAL)
        .iter()
        .map(|records| take(records))
    {
        let phones = taken.person.phones.iter().map(|phone| &phone.number);
        for number in phones.chain(taken.team.iter().map(|member| &member.phone)) {
            let free = ["01632 960 ", "07700 900 ", "0113 496 0"];
            assert!(
                number.is_empty()
                    || number == "111"
                    || free.iter().any(|free| number.starts_with(free)),
                "{number}"
            );
        }
        assert!(taken.person.address.postcode.starts_with("ZZ99 "));
    }
}

#[test]
fn the_caseload_is_as_mixed_as_a_real_one() {
    let caseload: Vec<Taken> = make(31, 150, None, USUAL)
        .iter()
        .map(|records| take(records))
        .collect();
    let today = london::date(at(USUAL));
    let ages: Vec<u32> = caseload
        .iter()
        .filter_map(|taken| today.years_since(taken.person.born_on?))
        .collect();
    let old = ages.iter().filter(|age| **age >= 65).count();
    assert!((95..135).contains(&old), "{old} of 150 are 65 or over");
    assert!(ages.iter().all(|age| (3..=97).contains(age)), "{ages:?}");
    assert!(ages.iter().any(|age| *age < 18));
    let families: BTreeSet<_> = caseload
        .iter()
        .map(|taken| &taken.person.name.family)
        .collect();
    assert!(families.len() > 85, "{} family names", families.len());
    let practices: BTreeSet<_> = caseload
        .iter()
        .map(|taken| &taken.person.practice.name)
        .collect();
    assert!((4..=5).contains(&practices.len()));
    let mine = caseload.iter().filter(|taken| {
        let holder = team::holder(&taken.team, Role::Navigator, today);
        holder.is_some_and(|member| member.name == "A. Okafor")
    });
    assert!((95..145).contains(&mine.count()));
}

#[test]
fn the_log_is_varied_enough_to_search() {
    let mut vocabulary = BTreeMap::new();
    let (mut failed, mut retry, mut late, mut corrected, mut total) = (0, 0, 0, 0, 0);
    let mut gists = BTreeSet::new();
    for record in make(37, 150, None, USUAL).into_iter().flatten() {
        let Record::Contact(contact) = record else {
            continue;
        };
        total += 1;
        failed += usize::from(contact.result != Reached::Yes);
        retry += usize::from(contact.result != Reached::Yes && contact.next.is_some());
        late += usize::from(contact.is_late_entry());
        corrected += usize::from(contact.corrects.is_some());
        for word in contact.gist.split(|c: char| !c.is_alphabetic()) {
            *vocabulary.entry(word.to_lowercase()).or_insert(0_u32) += 1;
        }
        gists.insert(contact.gist);
    }
    assert!(vocabulary.len() > 900, "{} words", vocabulary.len());
    assert!(
        gists.len() * 10 > total * 6,
        "{} of {total} gists differ",
        gists.len()
    );
    assert!(failed * 100 > total * 4 && retry > 0, "{failed} failed");
    assert!(
        late > 20 && corrected > 5,
        "{late} late, {corrected} corrections"
    );
}
