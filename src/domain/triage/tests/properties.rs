//! What holds of everybody, on any day.

use super::any::{any_day, any_facts};
use super::*;

proptest! {
    #[test]
    fn everybody_is_in_exactly_one_bucket_and_the_counts_add_up(
        people in prop::collection::vec(any_facts(), 0..60), today in any_day(),
    ) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let rows: Vec<Row> = people.iter().map(|facts| Row::of(facts, &clock)).collect();
        let counts = Counts::of(&rows);
        prop_assert_eq!(counts.open(), people.len());
        let by_filter: usize = Bucket::ALL
            .into_iter()
            .map(|bucket| Counts::of(rows.iter().filter(|row| row.bucket == bucket)).open())
            .sum();
        prop_assert_eq!(by_filter, people.len());
        // Counted a second way, from the rules themselves.
        for bucket in Bucket::ALL {
            let there = people.iter().filter(|facts| look(facts, &clock).bucket == bucket).count();
            prop_assert_eq!(counts.of_bucket(bucket), there);
        }
    }

    #[test]
    fn nobody_is_in_today_without_a_reason_and_no_reason_is_left_out(
        facts in any_facts(), today in any_day(),
    ) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let verdict = look(&facts, &clock);
        let any_due = verdict.due(&clock).next().is_some();
        match verdict.bucket {
            Bucket::Today => prop_assert!(any_due),
            Bucket::Paused => prop_assert!(facts.pause.is_some_and(|pause| pause.until > today)),
            Bucket::New | Bucket::Soon | Bucket::Waiting | Bucket::Steady => prop_assert!(!any_due),
        }
        for found in &verdict.found {
            prop_assert!(!found.says(&facts, &clock).is_empty());
        }
        // What others owe somebody who runs things themselves is watched by that person (R13).
        if verdict.bucket == Bucket::Waiting && facts.self_coordinating.is_none() {
            prop_assert!(verdict.awaited(&facts).is_some());
        }
    }

    #[test]
    fn some_rule_watches_every_open_item(facts in any_facts(), today in any_day()) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let verdict = look(&facts, &clock);
        for (at, item) in facts.items.iter().enumerate() {
            // What others owe somebody who runs things themselves is watched by that person (R13).
            if facts.self_coordinating.is_some() && item.waiting != Waiting::Us {
                continue;
            }
            prop_assert!(verdict.found.iter().any(|found| found.about == About::Item(at)));
        }
    }

    #[test]
    fn some_rule_watches_every_appointment_that_has_anything_left(facts in any_facts(), today in any_day()) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let verdict = look(&facts, &clock);
        for (at, one) in facts.appointments.iter().enumerate() {
            let is_found = verdict.found.iter().any(|found| found.about == About::Appointment(at));
            prop_assert_eq!(is_found, one.is_watched());
        }
    }

    #[test]
    fn every_day_of_every_carer_who_is_there_is_watched(facts in any_facts(), today in any_day()) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let verdict = look(&facts, &clock);
        for (at, carer) in facts.carer_days.iter().enumerate() {
            let is_there = carer.until_on.is_none_or(|last| today <= last);
            for (rule, on) in [("carer_review", carer.review_on), ("carer_access_review", carer.access_on)] {
                let found: Vec<&Found> = (verdict.found.iter())
                    .filter(|found| found.rule.name == rule && found.about == About::Carer(at))
                    .collect();
                let due: Vec<NaiveDate> = found.iter().map(|found| found.due).collect();
                prop_assert_eq!(due, Vec::from_iter(on.filter(|_| is_there)));
                for found in found {
                    prop_assert!(found.briefly(&facts, &clock).contains(&carer.name));
                }
            }
        }
    }

    #[test]
    fn time_alone_never_makes_a_due_reason_go_away(mut facts in any_facts(), today in any_day()) {
        // A conversation on a day that lies ahead is no conversation yet; when its day has come it is.
        facts.spoken_on = facts.spoken_on.filter(|on| *on <= today);
        // Nor is a review in the last days of life.
        if let Some(last_days) = &mut facts.end_of_life {
            last_days.reviewed_on = last_days.reviewed_on.filter(|on| *on <= today);
        }
        // One whose place ends is no longer asked.
        for carer in &mut facts.carer_days {
            carer.until_on = None;
        }
        // Nor is an admission a file's claim of tomorrow: from its day on the ward supplies.
        facts.moves.retain(|one| one.kind != MoveKind::Admission || london::date(one.at) <= today);
        // And an appointment to prepare: once its day has come nothing can be.
        for one in &mut facts.appointments {
            let nothing = Lacking::default();
            one.lacking = if one.lacking.is_untold() { nothing.untold() } else { nothing };
        }
        let holidays = Holidays::england();
        let at = |date: NaiveDate| Clock::new(date.and_time(NaiveTime::MIN), &holidays);
        let name = |found: &Found| (found.rule.name, found.about);
        let (now, then) = (at(today), at(today + Days::new(1)));
        let tomorrow = look(&facts, &then);
        let due: Vec<_> = tomorrow.due(&then).map(name).collect();
        for found in look(&facts, &now).due(&now) {
            // But for one of which a file claims that it will be put off: that is said, and bounded.
            let put_off = tomorrow.put_off().any(|other| name(other) == name(found));
            prop_assert!(due.contains(&name(found)) || put_off, "{:?} is gone a day later", name(found));
        }
    }

    #[test]
    fn the_order_is_total_and_does_not_depend_on_where_one_starts(
        people in prop::collection::vec(any_facts(), 0..30), today in any_day(),
    ) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
        let mut rows: Vec<Row> = people.iter().map(|facts| Row::of(facts, &clock)).collect();
        rows.sort_by(Row::order);
        let sorted = rows.clone();
        rows.reverse();
        rows.sort_by(Row::order);
        prop_assert_eq!(rows, sorted);
    }
}
