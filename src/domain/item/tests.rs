//! The lives of items of every kind, from asked to told.

use super::*;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn item(kind: ItemKind) -> Item {
    Item {
        owner: "pharmacy".into(),
        expected_on: Some(day("2026-03-06")),
        ..Item::new(
            ItemId(Uuid::from_u128(1)),
            PersonId(Uuid::from_u128(2)),
            kind,
            "blister pack?",
            Waiting::Service,
            day("2026-02-20"),
        )
    }
}

#[test]
fn a_question_ends_only_when_the_person_has_been_told() {
    let asked = item(ItemKind::Question);
    assert_eq!(asked.stage(), Stage::Asked);
    let early = asked.marked(Mark::Told, day("2026-02-21"), "");
    assert!(
        early.is_open(),
        "telling the person that we still wait ends nothing"
    );
    let answered = asked.marked(Mark::Answered, day("2026-03-01"), "yes, from Monday");
    assert_eq!(
        (answered.stage(), answered.waiting),
        (Stage::Answered, Waiting::Us)
    );
    let told = answered.marked(Mark::Told, day("2026-03-02"), "");
    assert_eq!(told.stage(), Stage::Ended);
    assert!(told.marks().is_empty());
}

#[test]
fn an_answer_that_was_wrong_is_struck_out_and_not_lost() {
    let asked = item(ItemKind::Question);
    let wrong = asked.marked(Mark::Answered, day("2026-03-01"), "white packs");
    assert!(wrong.marks().contains(&Mark::Answered));
    let right = wrong.marked(Mark::Answered, day("2026-03-02"), "blue packs");
    let outcome = right.outcome.as_ref().expect("an answer");
    assert_eq!(
        (outcome.on, outcome.text.as_str()),
        (
            day("2026-03-02"),
            "blue packs (corrects Sun 1 Mar 2026: white packs)"
        )
    );
    assert_eq!(right.stage(), Stage::Answered, "it is owed anew");
    let again = right.marked(Mark::Answered, day("2026-03-03"), &outcome.text);
    assert_eq!(
        again.outcome.map(|again| again.text),
        Some(outcome.text.clone())
    );
}

#[test]
fn a_day_that_nobody_agreed_follows_the_calendar() {
    let england = Holidays::england();
    let thanks = Holidays::parse("2026-03-02 Day of Thanks", "ours").expect("a table");
    let with_thanks = england.extended_by(&thanks);
    let agreed = item(ItemKind::Question);
    let counted = Item {
        expected_counted: true,
        ..agreed.clone()
    };
    let on = |item: &Item, holidays| item.expected(holidays).map(|worked| worked.date);
    for holidays in [&england, &with_thanks] {
        assert_eq!(on(&agreed, holidays), Some(day("2026-03-06")));
    }
    assert_eq!(on(&counted, &england), Some(day("2026-03-06")));
    assert_eq!(on(&counted, &with_thanks), Some(day("2026-03-09")));
}

#[test]
fn an_action_ends_when_it_is_done() {
    let chased = item(ItemKind::Action).marked(Mark::Chased, day("2026-03-09"), "left word");
    assert_eq!((chased.chases.len(), chased.is_open()), (1, true));
    assert!(!chased.marked(Mark::Done, day("2026-03-10"), "").is_open());
}

fn step(state: ReferralState, on: &str) -> ReferralStep {
    ReferralStep {
        on: day(on),
        state,
        booked_on: None,
        told_on: None,
        note: String::new(),
    }
}

#[test]
fn what_owes_news_is_over_only_when_the_person_was_told() {
    for kind in ItemKind::ALL {
        let asked = item(kind);
        let marks = asked.marks();
        assert_eq!(
            marks.contains(&Mark::Answered),
            kind.owes_news(),
            "{}",
            kind.word()
        );
        assert_ne!(marks.contains(&Mark::Done), kind.owes_news());
        if kind.owes_news() {
            let answered = asked.marked(Mark::Answered, day("2026-03-01"), "came");
            assert!(answered.is_open(), "{}", kind.word());
            assert!(!answered.marked(Mark::Told, day("2026-03-02"), "").is_open());
        } else {
            let told = asked.marked(Mark::Told, day("2026-03-02"), "");
            assert!(told.is_open(), "told how it stands: it goes on");
            let done = asked.marked(Mark::Done, day("2026-03-02"), "");
            assert_eq!(done.told_on, Some(day("2026-03-02")));
        }
    }
}

#[test]
fn a_referral_goes_from_sent_to_told_by_its_states() {
    let england = Holidays::england();
    let sent = item(ItemKind::Referral);
    assert_eq!(sent.referral_state(), Some(ReferralState::Sent));
    let accepted = sent.stepped(step(ReferralState::Accepted, "2026-02-23"));
    assert_eq!(accepted.stage(), Stage::Asked, "accepted is not seen");
    let booked = accepted.stepped(ReferralStep {
        booked_on: Some(day("2026-03-12")),
        ..step(ReferralState::Booked, "2026-02-24")
    });
    let expected = |item: &Item| item.expected(&england).map(|worked| worked.date);
    assert_eq!(expected(&booked), Some(day("2026-03-12")));
    let attended = booked.stepped(step(ReferralState::Attended, "2026-03-12"));
    assert_eq!(
        expected(&attended),
        Some(day("2026-03-26")),
        "ten working days from being seen"
    );
    assert_eq!(attended.stage(), Stage::Asked, "what came of it is to come");
    let declined = sent.stepped(ReferralStep {
        note: "lives outside the area".into(),
        ..step(ReferralState::Declined, "2026-02-24")
    });
    assert_eq!(
        (declined.stage(), declined.waiting),
        (Stage::Answered, Waiting::Us)
    );
    assert_eq!(
        declined.outcome.map(|outcome| outcome.text),
        Some("declined: lives outside the area".into())
    );
    let ours = item(ItemKind::ReferralIn).stepped(step(ReferralState::Accepted, "2026-02-24"));
    assert_eq!(ours.stage(), Stage::Answered, "the person is to be told");
    assert_eq!(item(ItemKind::Action).referral_state(), None);
}

/// R56: a day that was lost is not taken for one that is booked.
#[test]
fn a_referral_whose_day_is_lost_is_to_be_booked_again() {
    let england = Holidays::england();
    let expected = |item: &Item| item.expected(&england).map(|worked| worked.date);
    let booking = |on: &str, day_: &str| ReferralStep {
        booked_on: Some(day(day_)),
        ..step(ReferralState::Booked, on)
    };
    let booked = item(ItemKind::Referral).stepped(booking("2026-02-24", "2026-03-12"));
    assert!(!booked.to_book_again());
    let lost = booked.unbooked(day("2026-03-02"), "the appointment of Thursday was missed");
    assert!(lost.to_book_again());
    assert_eq!(lost.referral_state(), Some(ReferralState::Accepted));
    assert_eq!(
        lost.what_now(),
        format!("{}, to be booked again", lost.what)
    );
    assert_eq!(
        (lost.waiting, expected(&lost)),
        (Waiting::Us, Some(day("2026-03-02")))
    );
    assert!(lost.referral.last().unwrap().note.contains("was missed"));

    // Asked for another day, or taken on once more: they owe it, and it is still to be booked.
    let chased = lost.marked(Mark::Chased, day("2026-03-03"), "");
    let accepted = lost.stepped(step(ReferralState::Accepted, "2026-03-03"));
    for asked in [&chased, &accepted] {
        assert!(asked.to_book_again());
        assert_eq!(
            (asked.waiting, expected(asked)),
            (Waiting::Service, Some(day("2026-03-17")))
        );
    }
    // Chased once more: it is expected when it was expected.
    let again = chased.marked(Mark::Chased, day("2026-03-18"), "");
    assert_eq!(expected(&again), Some(day("2026-03-17")));

    for after in [&lost, &chased] {
        let anew = after.stepped(booking("2026-03-04", "2026-03-26"));
        assert!(!anew.to_book_again());
        assert_eq!(anew.what_now(), anew.what);
        assert_eq!(
            (anew.waiting, expected(&anew)),
            (Waiting::Service, Some(day("2026-03-26")))
        );
    }
    let seen = booked.stepped(step(ReferralState::Attended, "2026-03-12"));
    let never = item(ItemKind::Referral).stepped(step(ReferralState::Accepted, "2026-02-24"));
    assert!(!seen.to_book_again() && !never.to_book_again());
}

#[test]
fn a_booking_is_told_once_it_was_known() {
    let booked = |item: &Item, known: &str, on: &str| {
        item.stepped(ReferralStep {
            booked_on: Some(day(on)),
            ..step(ReferralState::Booked, known)
        })
    };
    let heard = |item: &Item| item.booking().map(|booking| (booking.on, booking.heard));
    let twelfth = day("2026-03-12");
    // Told in the morning how it stands, booked by the afternoon's post: of the day they have not heard.
    let morning = item(ItemKind::Referral).marked(Mark::Told, day("2026-03-02"), "");
    let known = booked(&morning, "2026-03-02", "2026-03-12");
    assert_eq!(heard(&known), Some((twelfth, Heard::Nothing)));
    // A call that was before it was known, and is written down after.
    let late = known.marked(Mark::Told, day("2026-03-01"), "");
    assert_eq!(heard(&late), Some((twelfth, Heard::Nothing)));
    let told = known.marked(Mark::Told, day("2026-03-02"), "");
    assert_eq!(heard(&told), Some((twelfth, Heard::ThisDay)));
    // The same day said again is known; another is not.
    let again = booked(&told, "2026-03-04", "2026-03-12");
    assert_eq!(heard(&again), Some((twelfth, Heard::ThisDay)));
    let moved = booked(&told, "2026-03-02", "2026-03-19");
    assert_eq!(heard(&moved), Some((day("2026-03-19"), Heard::AnotherDay)));
    // Records of before, which say only when they were told last.
    let mut before = known.clone();
    before.told_on = Some(day("2026-03-03"));
    assert_eq!(heard(&before), Some((twelfth, Heard::ThisDay)));
    // Lost after they were told of it: what is to be done says so, until they are told.
    let lost = told.unbooked(day("2026-03-02"), "it was cancelled");
    assert_eq!(lost.knows_of(), Some(twelfth));
    assert!(
        lost.what_now()
            .ends_with("they were told of Thu 12 Mar 2026, which is off")
    );
    let heard_of_it = lost.marked(Mark::Told, day("2026-03-02"), "");
    assert!(heard_of_it.what_now().ends_with("to be booked again"));
    let anew = booked(&lost, "2026-03-02", "2026-03-26");
    assert_eq!(heard(&anew), Some((day("2026-03-26"), Heard::AnotherDay)));
    // A day that was over by then is no day on which they could go in vain.
    let after = booked(&told, "2026-03-13", "2026-03-26");
    assert_eq!(heard(&after), Some((day("2026-03-26"), Heard::Nothing)));
    // Booked no more, or with a service that is no more.
    let seen = told.stepped(step(ReferralState::Attended, "2026-03-12"));
    let closed = told.left_by_service(day("2026-03-03"), day("2026-03-03"));
    let closed = closed.expect("waited");
    let now = closed.what_now();
    assert!(
        now.ends_with("to be asked elsewhere: ask whether Thu 12 Mar 2026 holds"),
        "{now}"
    );
    drop(now);
    for none in [seen, closed, item(ItemKind::Question)] {
        assert_eq!(heard(&none), None);
    }
}

#[test]
fn what_waits_for_a_service_that_closed_is_ours_until_somebody_else_is_asked() {
    let today = day("2026-03-02");
    let sent = item(ItemKind::Referral);
    let left = sent
        .left_by_service(day("2026-02-27"), today)
        .expect("waited");
    assert_eq!((left.waiting, left.expected_on), (Waiting::Us, Some(today)));
    assert_eq!(
        left.what_now(),
        format!(
            "{}, {} closed, to be asked elsewhere",
            left.what, left.owner
        )
    );
    let mut nobody = left.clone();
    nobody.owner = String::new();
    assert_eq!(
        nobody.what_now(),
        format!("{}, to be asked elsewhere", left.what)
    );
    // Asked elsewhere, taken on or booked: nothing is left of it, also when it comes back to us for another reason.
    let booking = ReferralStep {
        booked_on: Some(day("2026-03-12")),
        ..step(ReferralState::Booked, "2026-03-03")
    };
    for after in [
        left.marked(Mark::Chased, day("2026-03-03"), ""),
        left.stepped(step(ReferralState::Accepted, "2026-03-03")),
        left.stepped(booking),
    ] {
        assert_eq!(after.waiting, Waiting::Service);
        let lost = after.unbooked(day("2026-03-13"), "it was missed");
        assert!(!after.to_ask_elsewhere() && !lost.to_ask_elsewhere());
    }
    // Whoever waits for us, for the person, or knows the answer, waits for no service.
    let ours = Item {
        waiting: Waiting::Us,
        ..sent.clone()
    };
    let answered = sent.marked(Mark::Answered, today, "no");
    let told = answered.marked(Mark::Told, today, "");
    for one in [ours, answered, told] {
        assert_eq!(one.left_by_service(today, today), None);
    }
}

#[test]
fn the_ladder_goes_up_one_rung_at_a_time() {
    let mut reached = None;
    let mut climbed = Vec::new();
    for _ in 0..5 {
        let next = Rung::after(reached);
        climbed.push(next);
        reached = Some(next);
    }
    assert_eq!(
        climbed,
        [
            Rung::Again,
            Rung::Manager,
            Rung::LeadClinician,
            Rung::Commissioner,
            Rung::Commissioner
        ]
    );
}

/// A daughter's action is hers: the person is not asked for it, and never named in her place.
#[test]
fn what_a_carer_took_on_waits_for_them_by_name() {
    use ItemKind::{Action, Check, Question};
    for (kind, waiting, owner, expected) in [
        (Action, Waiting::Person, "Carol Pike", Some("Carol Pike")),
        (Check, Waiting::Person, " Carol ", Some("Carol")),
        (Action, Waiting::Person, "", None),
        (Action, Waiting::Person, "the person", None),
        (Action, Waiting::Person, "Edna", None),
        (Action, Waiting::Person, "eddie", None),
        (Action, Waiting::Person, "Edna Holt", None),
        (Action, Waiting::Person, "Edna \"Eddie\" Holt", None),
        (Action, Waiting::Person, "Holt, Edna", None),
        (Action, Waiting::Service, "Physiotherapy", None),
        (Action, Waiting::Us, "Carol Pike", None),
        // Of a question the name is of whoever was asked.
        (Question, Waiting::Person, "Dr Quince", None),
    ] {
        let found = taken_by(kind, waiting, owner, "Holt, Edna", "Eddie");
        assert_eq!(found, expected, "{kind:?} {waiting:?} {owner:?}");
    }
}

#[test]
fn an_answer_that_was_told_and_taken_back_is_owed_until_they_hear_so() {
    let on = day;
    let asked = item(ItemKind::Question).marked(Mark::Chased, on("2026-02-27"), "");
    let told = asked
        .marked(Mark::Answered, on("2026-03-01"), "from Monday")
        .marked(Mark::Told, on("2026-03-02"), "");
    let owed = |item: &Item| item.taken_back().map(|(on, old)| (on, old.text.clone()));
    let again = told.reopened(on("2026-03-02"), "they had the wrong person", false);
    let expected = Some((on("2026-03-02"), "from Monday".to_owned()));
    assert_eq!(owed(&again), expected);
    // A new answer changes nothing: what they know is still the old one.
    let anew = again.marked(Mark::Answered, on("2026-03-04"), "no");
    assert_eq!(owed(&anew), expected);
    assert_eq!(owed(&again.marked(Mark::Told, on("2026-03-02"), "")), None);
    assert_eq!(owed(&anew.marked(Mark::Told, on("2026-03-05"), "")), None);
    // Never told, or told and holding: nothing is owed.
    let untold = asked.marked(Mark::Answered, on("2026-03-01"), "from Monday");
    assert_eq!(
        owed(&untold.reopened(on("2026-03-02"), "wrong", false)),
        None
    );
    assert_eq!(
        owed(&told.reopened(on("2026-03-02"), "by mistake", true)),
        None
    );
    // The ladder begins anew; what was asked before stays in its history.
    assert_eq!((again.chases.len(), again.chases_now().len()), (1, 0));
    assert_eq!(again.highest_rung(), None);
    let chased = again.marked(Mark::Chased, on("2026-03-03"), "");
    assert_eq!(chased.chases_now().len(), 1);
}

#[test]
fn the_usual_time_begins_when_a_referral_is_taken_on_unless_a_day_was_agreed() {
    let england = Holidays::england();
    let accepted = |item: &Item| {
        let after = item.stepped(step(ReferralState::Accepted, "2026-03-05"));
        after.expected(&england).map(|worked| worked.date)
    };
    let sent = item(ItemKind::Referral);
    assert_eq!(
        accepted(&sent),
        Some(day("2026-03-06")),
        "agreed, and ahead"
    );
    let late = Item {
        expected_on: Some(day("2026-03-04")),
        ..sent.clone()
    };
    assert_eq!(accepted(&late), Some(day("2026-03-19")));
    let counted = Item {
        expected_counted: true,
        ..sent
    };
    assert_eq!(accepted(&counted), Some(day("2026-03-19")));
}
