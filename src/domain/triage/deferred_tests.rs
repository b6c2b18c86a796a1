//! Putting off, as tables of cases, and that nothing can be silenced for longer than its rule allows.

use chrono::Days;
use proptest::prelude::*;
use uuid::Uuid;

use super::tests::any::{any_day, any_facts};
use super::tests::{clock, day, item, settled};
use super::*;
use crate::domain::deferral::{self, Asked, Deferral};
use crate::domain::id::{DeferralId, MemberId};
use crate::domain::item::ItemKind;
use crate::domain::refusal::Refusal;

/// Quiet since Monday 2 March 2026.
fn quiet() -> Facts {
    Facts {
        spoken_on: Some(day("2026-02-16")),
        ..settled()
    }
}

fn asked<'a>(until: &str, because: &'a str) -> Asked<'a> {
    Asked {
        id: DeferralId(Uuid::from_u128(77)),
        until: day(until),
        because,
        by: "a.okafor",
    }
}

/// Puts the first reason off on a day.
fn put_off(facts: &Facts, today: &str, until: &str) -> Result<Deferral, Refusal> {
    let holidays = Holidays::england();
    let clock = clock(today, &holidays);
    let verdict = look(facts, &clock);
    deferral::put_off(facts, &verdict.found[0], &clock, asked(until, "away"))
}

fn with(mut facts: Facts, deferral: &Deferral) -> Facts {
    facts.deferrals.retain(|one| one.id != deferral.id);
    facts.deferrals.extend(DeferralFact::of(deferral));
    facts
}

/// The first reason's sentence on a day, and where it puts the person.
fn standing(facts: &Facts, today: &str) -> (Bucket, String) {
    let holidays = Holidays::england();
    let clock = clock(today, &holidays);
    let verdict = look(facts, &clock);
    let says = verdict.found[0].says(facts, &clock);
    (verdict.bucket, says)
}

#[test]
fn it_is_silent_until_its_day_and_comes_back_as_late_as_it_is() {
    let facts = quiet();
    let facts = with(
        facts.clone(),
        &put_off(&facts, "2026-03-02", "2026-03-06").unwrap(),
    );
    for (today, bucket, says) in [
        (
            "2026-03-02",
            Bucket::Soon,
            "put off until Fri 6 Mar: not spoken 14 days, agreed every 14 (since Mon 16 Feb)",
        ),
        (
            "2026-03-05",
            Bucket::Soon,
            "put off until Fri 6 Mar: not spoken 17 days, agreed every 14 (since Mon 16 Feb)",
        ),
        (
            "2026-03-06",
            Bucket::Today,
            "not spoken 18 days, agreed every 14 (since Mon 16 Feb)",
        ),
        (
            "2026-03-20",
            Bucket::Today,
            "not spoken 32 days, agreed every 14 (since Mon 16 Feb)",
        ),
    ] {
        assert_eq!(
            standing(&facts, today),
            (bucket, says.to_owned()),
            "{today}"
        );
    }
    let holidays = Holidays::england();
    let row = |today: &str| Row::of(&facts, &clock(today, &holidays));
    assert!(row("2026-03-05").put_off && row("2026-03-05").class.is_none());
    let back = row("2026-03-06");
    assert_eq!(
        (back.class, back.late, back.put_off),
        (Some(Class::Promise), 4, false)
    );
}

#[test]
fn a_new_occurrence_is_not_put_off() {
    let deferral = put_off(&quiet(), "2026-03-02", "2026-03-06").unwrap();
    let spoken = Facts {
        spoken_on: Some(day("2026-02-17")),
        ..settled()
    };
    let spoken = with(spoken, &deferral);
    assert_eq!(standing(&spoken, "2026-03-03").0, Bucket::Today);
    // Put off again: one deferral of this reason, and its time counts anew.
    let again = put_off(&spoken, "2026-03-03", "2026-03-10").unwrap();
    assert_eq!(again.id, deferral.id);
    assert_eq!(
        (again.due_on, again.first_on),
        (day("2026-03-03"), day("2026-03-03"))
    );
}

#[test]
fn one_item_put_off_leaves_the_other_late() {
    let mut other = item(ItemKind::Question, Waiting::Service);
    other.id = crate::domain::id::ItemId(Uuid::from_u128(10));
    let facts = Facts {
        items: vec![item(ItemKind::Question, Waiting::Service), other],
        ..settled()
    };
    let facts = with(
        facts.clone(),
        &put_off(&facts, "2026-03-02", "2026-03-06").unwrap(),
    );
    let holidays = Holidays::england();
    let clock = clock("2026-03-02", &holidays);
    let verdict = look(&facts, &clock);
    assert_eq!(verdict.bucket, Bucket::Today);
    assert_eq!(
        (verdict.due(&clock).count(), verdict.put_off().count()),
        (1, 1)
    );
    assert!(Row::of(&facts, &clock).put_off);
}

/// Ruth and Len, both to be asked again since Friday.
fn two_carers() -> Facts {
    let carer = |n: u128, name: &str| CarerDays {
        member: MemberId(Uuid::from_u128(n)),
        name: name.into(),
        review_on: Some(day("2026-02-27")),
        access_on: Some(day("2026-02-27")),
        until_on: None,
    };
    Facts {
        carer_days: vec![carer(6, "Ruth"), carer(7, "Len")],
        ..settled()
    }
}

#[test]
fn what_is_put_off_for_one_carer_says_nothing_of_another() {
    let holidays = Holidays::england();
    let clock = clock("2026-03-02", &holidays);
    for rule in ["carer_review", "carer_access_review"] {
        let facts = two_carers();
        let said = |facts: &Facts| {
            let verdict = look(facts, &clock);
            assert_eq!(verdict.bucket, Bucket::Today);
            let due = verdict.due(&clock).filter(|found| found.rule.name == rule);
            due.map(|found| found.briefly(facts, &clock))
                .collect::<Vec<_>>()
        };
        let both = said(&facts);
        assert!(
            both.len() == 2 && both[0].contains("the carer Ruth"),
            "{both:?}"
        );
        let verdict = look(&facts, &clock);
        let ruth = verdict
            .due(&clock)
            .find(|found| found.rule.name == rule)
            .unwrap();
        let deferral =
            deferral::put_off(&facts, ruth, &clock, asked("2026-03-06", "away")).unwrap();
        assert_eq!(
            deferral.about,
            Subject::Member(MemberId(Uuid::from_u128(6)))
        );
        assert_eq!(said(&with(facts, &deferral)), both[1..], "{rule}");
    }
}

type Case = (
    &'static str,
    fn(&mut Facts),
    &'static str,
    Option<&'static str>,
);

/// The rule, what makes it speak, the day on which it is put off, and the last day until which it may be.
const LAST_DAYS: &[Case] = &[
    // Five working days: over a weekend, and over Good Friday and Easter Monday.
    ("quiet", |_| (), "2026-03-02", Some("2026-03-09")),
    ("quiet", |_| (), "2026-03-07", Some("2026-03-13")),
    ("quiet", |_| (), "2026-04-01", Some("2026-04-10")),
    (
        "review_past_maximum",
        |facts| facts.review_by = Some(day("2026-02-26")),
        "2026-03-02",
        None,
    ),
    (
        "no_reply",
        |facts| facts.items = vec![item(ItemKind::Question, Waiting::Service)],
        "2026-03-02",
        Some("2026-03-16"),
    ),
    (
        "own_action",
        |facts| facts.items = vec![item(ItemKind::Action, Waiting::Us)],
        "2026-03-02",
        Some("2026-03-30"),
    ),
    (
        "review_due",
        |facts| facts.review_due = Some(day("2026-03-02")),
        "2026-03-02",
        Some("2026-03-30"),
    ),
    // Sixty working days over Easter and both May holidays.
    (
        "no_lead",
        |facts| facts.gaps = Gaps::default().with_if(true, Gap::Lead),
        "2026-03-02",
        Some("2026-05-29"),
    ),
];

#[test]
fn each_rule_has_its_longest_time() {
    let holidays = Holidays::england();
    for (rule, so, today, last) in LAST_DAYS {
        let mut facts = quiet();
        so(&mut facts);
        let clock = clock(today, &holidays);
        let verdict = look(&facts, &clock);
        let found = verdict.due(&clock).find(|found| found.rule.name == *rule);
        let found = found.unwrap_or_else(|| panic!("{rule} does not speak"));
        assert_eq!(
            deferral::last_day(&facts, found, &clock),
            last.map(day),
            "{rule} on {today}"
        );
        let ask = |until: NaiveDate| {
            let asked = Asked {
                until,
                ..asked("2026-03-03", "away")
            };
            deferral::put_off(&facts, found, &clock, asked)
        };
        match last.map(day) {
            None => assert_eq!(ask(day("2026-03-03")), Err(Refusal::NeverPutOff)),
            Some(last) => {
                assert_eq!(ask(last).unwrap().until_on, last, "{rule} on {today}");
                assert_eq!(
                    ask(last + Days::new(1)),
                    Err(Refusal::PutOffTooFar(last)),
                    "{rule} on {today}"
                );
            }
        }
    }
}

#[test]
fn harm_is_never_put_off_and_every_other_class_has_its_time() {
    for rule in RULES {
        let expected = match rule.class {
            Class::Harm => None,
            _ if ["review_past_maximum", "end_of_life_review"].contains(&rule.name) => None,
            // Put off for longer, it would come back when the day has passed.
            _ if ["booked_untold", "appointment_untold", "appointment_prepare"]
                .contains(&rule.name) =>
            {
                Some(1)
            }
            // Meanwhile they may act on what does not hold.
            _ if ["taken_back", "appointment_off"].contains(&rule.name) => Some(1),
            Class::Promise => Some(5),
            Class::Chase => Some(10),
            Class::OwnWork => Some(20),
            Class::Record => Some(60),
        };
        assert_eq!(rule.put_off_at_most, expected, "{}", rule.name);
    }
}

#[test]
fn refusals_name_the_last_day() {
    let facts = quiet();
    let last = day("2026-03-09");
    let refused = |today, until| put_off(&facts, today, until).unwrap_err();
    assert_eq!(
        refused("2026-03-02", "2026-03-02"),
        Refusal::PutOffNotAhead(last)
    );
    assert_eq!(
        refused("2026-03-02", "2026-03-10"),
        Refusal::PutOffTooFar(last)
    );
    assert!(
        refused("2026-03-02", "2026-03-10")
            .to_string()
            .contains("Mon 9 Mar 2026")
    );
    assert_eq!(
        refused("2026-03-01", "2026-03-03"),
        Refusal::NotDueYet(day("2026-03-02"))
    );
    let holidays = Holidays::england();
    let clock = clock("2026-03-02", &holidays);
    let found = look(&facts, &clock).found[0];
    assert_eq!(
        deferral::put_off(&facts, &found, &clock, asked("2026-03-03", " \n")),
        Err(Refusal::NoReason)
    );
}

/// Bringing a reason back must not be the way round the longest time.
#[test]
fn the_longest_time_counts_from_the_first_day_whatever_happened_since() {
    let first = put_off(&quiet(), "2026-03-02", "2026-03-04").unwrap();
    let facts = with(quiet(), &first);
    let longer = put_off(&facts, "2026-03-03", "2026-03-09").unwrap();
    assert_eq!(longer.first_on, day("2026-03-02"));
    let back = longer.brought_back(day("2026-03-03"), "b.obi");
    let facts = with(facts, &back);
    assert_eq!(standing(&facts, "2026-03-03").0, Bucket::Today);
    assert_eq!(
        put_off(&facts, "2026-03-05", "2026-03-10"),
        Err(Refusal::PutOffTooFar(day("2026-03-09")))
    );
    assert_eq!(
        put_off(&facts, "2026-03-09", "2026-03-10"),
        Err(Refusal::PutOffLongEnough(day("2026-03-09")))
    );
}

/// What a file from elsewhere may claim.
/// A gap opens on the same day each time: one that was put off years ago, mended and opened again can be put off anew.
#[test]
fn a_gap_that_comes_back_after_a_year_may_be_put_off_anew() {
    let facts = Facts {
        gaps: Gaps::default().with_if(true, Gap::Lead),
        // Nobody goes quiet meanwhile.
        contact_every_days: Some(9_999),
        ..settled()
    };
    let first = put_off(&facts, "2025-11-03", "2025-11-28").unwrap();
    let facts = with(facts, &first);
    let soon = put_off(&facts, "2026-06-01", "2026-06-12").unwrap_err();
    assert!(matches!(soon, Refusal::PutOffLongEnough(_)), "{soon}");
    let later = put_off(&facts, "2026-12-01", "2026-12-11").unwrap();
    assert_eq!((later.id, later.first_on), (first.id, day("2026-12-01")));
}

#[test]
fn no_record_silences_for_longer_or_earlier_than_it_may() {
    let honest = put_off(&quiet(), "2026-03-02", "2026-03-06").unwrap();
    let claims = |change: fn(&mut Deferral)| {
        let mut claimed = honest.clone();
        change(&mut claimed);
        with(quiet(), &claimed)
    };
    let far = claims(|one| one.until_on = day("2099-01-01"));
    assert_eq!(standing(&far, "2026-03-06").0, Bucket::Soon);
    assert_eq!(standing(&far, "2026-03-09").0, Bucket::Today);
    let ahead = claims(|one| {
        one.first_on = day("2026-03-04");
        one.until_on = day("2026-03-06");
    });
    assert_eq!(standing(&ahead, "2026-03-03").0, Bucket::Today);
    let ever = claims(|one| {
        one.first_on = NaiveDate::MAX;
        one.until_on = NaiveDate::MAX;
    });
    assert_eq!(standing(&ever, "2026-03-03").0, Bucket::Today);
    let unknown = claims(|one| one.rule = "harmless".into());
    assert!(unknown.deferrals.is_empty());
    let mut review = Facts {
        review_by: Some(day("2026-02-26")),
        ..settled()
    };
    let past = Deferral {
        rule: "review_past_maximum".into(),
        due_on: day("2026-02-27"),
        ..honest.clone()
    };
    review = with(review, &past);
    assert_eq!(standing(&review, "2026-03-03").0, Bucket::Today);
}

proptest! {
    #[test]
    fn nothing_is_silent_for_longer_than_its_rule_allows(
        facts in any_facts(), today in any_day(),
    ) {
        let holidays = Holidays::england();
        let clock = Clock::new(today.and_time(chrono::NaiveTime::MIN), &holidays);
        let bare = Facts { deferrals: Vec::new(), ..facts.clone() };
        let verdict = look(&facts, &clock);
        for found in &verdict.found {
            let Some(put_off) = found.put_off else { continue };
            let deferral = &facts.deferrals[put_off.at];
            let most = found.rule.put_off_at_most;
            prop_assert!(most.is_some() && found.rule.class != Class::Harm);
            let last = holidays.add_working_days(deferral.first_on, most.unwrap_or(0));
            prop_assert!(today < put_off.until && put_off.until <= last);
            prop_assert!(deferral.first_on <= today && deferral.due_on == found.due);
        }
        // Nothing is lost and nothing is made up: the same findings, each due, ahead or put off.
        let key = |found: &Found| (found.rule.name, found.about, found.due);
        let mut with: Vec<_> = verdict.found.iter().map(key).collect();
        let mut without: Vec<_> = look(&bare, &clock).found.iter().map(key).collect();
        with.sort_unstable();
        without.sort_unstable();
        prop_assert_eq!(with, without);
        prop_assert_eq!(Row::of(&facts, &clock).put_off, verdict.put_off().next().is_some());
    }

    /// Day by day somebody tries to put the same reason off, or brings it back; from the last day on it is due for good.
    #[test]
    fn no_sequence_of_putting_off_goes_round_the_longest_time(
        tries in prop::collection::vec((any::<bool>(), 1_u64..40), 1..120),
        start in any_day(),
    ) {
        let holidays = Holidays::england();
        let mut facts = Facts { spoken_on: Some(start), contact_every_days: Some(1), ..settled() };
        let mut last = None;
        for (n, (back, ahead)) in (1_u64..).zip(tries) {
            let today = start + Days::new(n);
            let clock = Clock::new(today.and_time(chrono::NaiveTime::MIN), &holidays);
            let found = look(&facts, &clock).found[0];
            let asked = Asked { until: today + Days::new(ahead), ..asked("2026-03-03", "away") };
            let made = match (back, deferral::put_off(&facts, &found, &clock, asked)) {
                (false, Ok(deferral)) => deferral,
                (true, Ok(deferral)) if last.is_some() => deferral.brought_back(today, "b.obi"),
                _ => {
                    if last.is_some_and(|last| today >= last) {
                        prop_assert!(look(&facts, &clock).found[0].is_due(&clock));
                    }
                    continue;
                }
            };
            let allowed = holidays.add_working_days(made.first_on, 5);
            prop_assert!(made.until_on <= allowed);
            prop_assert_eq!(*last.get_or_insert(allowed), allowed, "the time counts from the first day");
            facts = with(facts, &made);
        }
    }
}
