//! The list that a made-up caseload gives: how many people are where, and that each is where it was dealt.

use super::{MOMENTS, USUAL, at, facts, make, navigator, rows, take};
use crate::demo::lot::{Lot, Lots};
use crate::demo::people;
use crate::domain::calendar::Holidays;
use crate::domain::triage::{Bucket, Class, Clock, Counts, look};

#[test]
fn the_list_has_a_days_work_whatever_the_seed_and_the_moment() {
    let (holidays, navigator) = (Holidays::england(), navigator());
    for (seed, now) in MOMENTS
        .iter()
        .flat_map(|now| [(1, now), (7, now), (4242, now)])
    {
        let caseload: Vec<_> = people(seed, 150, None, at(now), &holidays, &navigator).collect();
        let clock = Clock::new(now.parse().expect("a moment"), &holidays);
        let rows = rows(&caseload, &clock);
        let counts = Counts::of(&rows);
        let context = format!("seed {seed}, {now}: {counts:?}");
        for (bucket, range) in [
            (Bucket::Today, 14..=24),
            (Bucket::New, 5..=9),
            (Bucket::Soon, 8..=16),
            (Bucket::Waiting, 25..=45),
            (Bucket::Steady, 60..=90),
            (Bucket::Paused, 2..=4),
        ] {
            assert!(
                range.contains(&counts.of_bucket(bucket)),
                "{bucket:?} {context}"
            );
        }
        let left = caseload.len() - rows.len();
        assert!((3..=7).contains(&left), "{left} left, {context}");
        for class in [Class::Promise, Class::Chase, Class::OwnWork, Class::Record] {
            let count = rows.iter().filter(|row| row.class == Some(class)).count();
            assert!((2..=14).contains(&count), "{count} of {class:?}, {context}");
        }
    }
}

#[test]
fn every_lot_lands_where_it_was_dealt() {
    let (holidays, navigator) = (Holidays::england(), navigator());
    for (seed, now) in MOMENTS.iter().flat_map(|now| [(3, now), (99, now)]) {
        let clock = Clock::new(now.parse().expect("a moment"), &holidays);
        let mut lots = Lots::new(seed);
        let caseload = people(seed, 300, None, at(now), &holidays, &navigator);
        for (index, records) in caseload.enumerate().skip(5) {
            let lot = lots.of(index - 5);
            let expected = match lot {
                Lot::Steady => Bucket::Steady,
                Lot::Waiting => Bucket::Waiting,
                Lot::New => Bucket::New,
                Lot::Soon(_) => Bucket::Soon,
                Lot::Today(_) => Bucket::Today,
                Lot::Paused => Bucket::Paused,
                Lot::Left(_) => continue,
            };
            let verdict = look(&facts(&take(&records)), &clock);
            let found: Vec<_> = verdict
                .found
                .iter()
                .map(|one| (one.rule.name, one.due))
                .collect();
            assert_eq!(
                verdict.bucket, expected,
                "seed {seed}, {now}, number {index}, {lot:?}: {found:?}"
            );
        }
    }
}

#[test]
fn the_people_written_by_hand_show_what_the_documentation_says() {
    let (holidays, navigator) = (Holidays::england(), navigator());
    let clock = Clock::new(USUAL.parse().expect("a moment"), &holidays);
    let cases = [
        (
            "999 000 0018",
            "Ellis, Margaret",
            "first_call",
            "home since Fri 27 Feb 19:10, no call yet",
        ),
        (
            "999 000 0026",
            "Hussain, Tariq",
            "supply",
            "blood thinner ends Thu 5 Mar; nobody agreed to supply the next",
        ),
        (
            "999 000 0034",
            "Osei, Grace",
            "quiet",
            "not spoken 27 days, agreed every 14",
        ),
        (
            "999 000 0042",
            "Walsh, Patricia",
            "not_told",
            "falls clinic answered, Pat not told 4 days",
        ),
        (
            "999 000 0050",
            "Lindqvist, Nils",
            "no_reply",
            "district nurses: no word, 12 working days late",
        ),
    ];
    let caseload: Vec<_> = people(1, 5, None, at(USUAL), &holidays, &navigator).collect();
    for (records, (number, name, rule, says)) in caseload.iter().zip(cases) {
        let taken = take(records);
        let facts = facts(&taken);
        assert_eq!(
            taken.person.nhs_number.expect("a number").to_string(),
            number
        );
        assert_eq!(facts.name, name);
        assert_eq!(facts.gaps.bits(), 0, "{name} lacks something");
        let verdict = look(&facts, &clock);
        let first = verdict.due(&clock).next().expect("something is due");
        assert_eq!(
            (first.rule.name, first.briefly(&facts, &clock).as_str()),
            (rule, says)
        );
    }
}

#[test]
fn the_people_written_by_hand_are_always_in_today_and_always_themselves() {
    let (holidays, navigator) = (Holidays::england(), navigator());
    let known: Vec<_> = make(1, 5, None, USUAL);
    for now in MOMENTS {
        let clock = Clock::new(now.parse().expect("a moment"), &holidays);
        let caseload: Vec<_> = people(77, 5, None, at(now), &holidays, &navigator).collect();
        for (index, (here, there)) in caseload.iter().zip(&known).enumerate() {
            let (here, there) = (take(here), take(there));
            assert_eq!(here.person.id, there.person.id);
            assert_eq!(here.person.nhs_number, there.person.nhs_number);
            let verdict = look(&facts(&here), &clock);
            assert_eq!(verdict.bucket, Bucket::Today, "number {index}, {now}");
            let rules: Vec<&str> = verdict.due(&clock).map(|found| found.rule.name).collect();
            let rule = ["check_in", "own_action", "quiet", "not_told", "no_reply"][index];
            assert!(rules.contains(&rule), "number {index}, {now}: {rules:?}");
            assert!(
                !rules.iter().any(|rule| rule.starts_with("review")),
                "number {index}, {now}"
            );
        }
    }
}
