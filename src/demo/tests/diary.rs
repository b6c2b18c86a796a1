//! The diaries and moves of a made-up caseload: enough of them in the weeks around today, and all of them true.

use std::collections::BTreeSet;

use chrono::{Datelike, TimeDelta, Weekday};

use super::{MOMENTS, Taken, USUAL, at, make, take};
use crate::domain::appointment::{Appointment, How, standing};
use crate::domain::item::{ItemKind, ReferralState};
use crate::domain::london;
use crate::domain::soundness::{Whole, astray, flaws};
use crate::domain::transition::MoveKind;

fn everybody(seed: u64, now: &str) -> Vec<Taken> {
    make(seed, 150, None, now)
        .iter()
        .map(|records| take(records))
        .collect()
}

#[test]
fn the_weeks_around_today_are_in_the_diary() {
    let today = london::date(at(USUAL));
    for seed in [1, 7, 4242] {
        let people = everybody(seed, USUAL);
        let all: Vec<&Appointment> = people.iter().flat_map(|one| &one.appointments).collect();
        let within = |from: i64, until: i64| {
            let days = |one: &&&Appointment| (one.at.day() - today).num_days();
            all.iter()
                .filter(|one| (from..=until).contains(&days(one)))
                .count()
        };
        assert!(
            within(0, 6) >= 10,
            "{} this week, seed {seed}",
            within(0, 6)
        );
        assert!(within(7, 42) >= 25, "{} later, seed {seed}", within(7, 42));
        assert!(
            within(-56, -1) >= 40,
            "{} before, seed {seed}",
            within(-56, -1)
        );
        let count =
            |fits: &dyn Fn(&Appointment) -> bool| all.iter().filter(|one| fits(one)).count();
        assert!(count(&|one| one.how() == Some(How::Missed)) >= 3);
        assert!(count(&|one| one.asked_on.is_some()) >= 20);
        assert!(count(&|one| one.transport.is_some()) >= 20);
        assert!(count(&|one| one.interpreter.is_some()) >= 2, "seed {seed}");
        let providers: BTreeSet<_> = all.iter().map(|one| &one.provider).collect();
        assert!(providers.len() >= 10, "{providers:?}");
    }
}

#[test]
fn booked_referrals_have_their_day_in_the_diary() {
    let mut booked = 0;
    for one in everybody(7, USUAL) {
        for item in &one.items {
            if item.kind == ItemKind::Referral
                && item.referral_state() == Some(ReferralState::Booked)
            {
                booked += 1;
                let all: Vec<&Appointment> = one.appointments.iter().collect();
                let found = item.appointment.and_then(|id| standing(&all, id).copied());
                let found = found.expect("its appointment");
                assert_eq!(item.expected_on, Some(found.at.day()));
                assert!(found.is_booked());
            }
        }
    }
    assert!(booked >= 5, "{booked}");
}

#[test]
fn some_come_home_and_some_of_them_on_a_friday_evening() {
    let (mut discharges, mut late, mut admissions, mut leads) = (0, 0, 0, 0);
    for one in everybody(7, USUAL)
        .iter()
        .skip(5)
        .chain(&everybody(8, USUAL)[5..])
    {
        for moved in &one.moves {
            match moved.kind {
                MoveKind::Admission => admissions += 1,
                MoveKind::Lead => leads += 1,
                MoveKind::Discharge => {
                    discharges += 1;
                    let local = london::local(moved.at);
                    let evening = local.time() > chrono::NaiveTime::MIN + TimeDelta::hours(18);
                    late += usize::from(local.weekday() == Weekday::Fri && evening);
                }
                _ => {}
            }
        }
    }
    assert!(admissions >= discharges && discharges >= 4, "{discharges}");
    assert!(late >= 1 && leads >= 6, "{late} {leads}");
}

#[test]
fn every_record_is_sound_and_points_to_what_is_there_at_every_moment() {
    for now in MOMENTS {
        let today = london::date(at(now));
        for records in make(19, 150, None, now) {
            for record in &records {
                let found = flaws(record, today);
                assert!(found.is_empty(), "{now} {:?}: {found:?}", record.kind());
            }
            let one = take(&records);
            let found = astray(&Whole {
                person: Some(&one.person),
                team: &one.team,
                plan: one.plan.as_ref(),
                items: &one.items,
                contacts: &one.contacts,
                deferrals: &[],
                sharing: &[],
                versions: &[],
                copies: &[],
                appointments: &one.appointments,
                moves: &one.moves,
            });
            assert!(found.is_empty(), "{now} {:?}", found.first());
            for moved in &one.moves {
                let day = london::date(moved.at);
                let joins = one.person.joined_on;
                let is_planned = moved.kind == MoveKind::ChildToAdult;
                assert!(is_planned || (joins..=today).contains(&day), "{now} {day}");
            }
        }
    }
}
