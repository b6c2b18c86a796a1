//! Grace Osei, 74: nobody has spoken with her for 27 days, and every 14 was agreed.

use super::{
    Hand, OLD_DISPENSARY, address, ahead, clock, done, lines, moved, outcome, phone, practice,
    review,
};
use crate::demo::frame::day;
use crate::domain::contact::{Channel, Direction, With};
use crate::domain::item::{ItemKind, Mark, Waiting};
use crate::domain::person::{Gender, Identified, PhoneUse, Tier};
use crate::domain::record::Record;
use crate::domain::team::{Reach, Role};
use crate::domain::variation::{Approval, Lasts, Variation};
use crate::domain::words::Heading;

pub(super) fn records(mut hand: Hand<'_>) -> Vec<Record> {
    let joined = hand.ago(240);
    let born = hand.born(74, 6, 21);
    let mut person = hand.person(
        ["Mrs", "Grace", "Osei", ""],
        Gender::Female,
        born,
        Tier::High,
    );
    person.address = address(
        &["Flat 14, Attlee Court", "3 Windmill Hill", "Harcaster"],
        "ZZ99 6GO",
    );
    person.phones = vec![phone(PhoneUse::Home, "0113 496 0274")];
    person.practice = practice(OLD_DISPENSARY);
    person.conditions = lines(&["COPD", "Hypertension", "Depression", "Bereavement"]);
    "Widowed last year, three chest infections since, says she is fine when she is not"
        .clone_into(&mut person.tier_because);
    person.joined_on = joined;
    person.identified = Identified {
        because: "Ambulance called four times in two months".into(),
        by: "Ambulance service".into(),
        source: String::new(),
    };
    person.contact_every_days = Some(14);
    person.story = Some(hand.noted(
        hand.ago(60),
        "Widowed last spring after 49 years. Fourth floor, lift often out. Choir and chapel were her week; has not \
         sung since the last infection. Kofi (son) lives in Birmingham and rings on Sundays.",
    ));
    person.access = Some(
        hand.noted(joined, "Breathless when speaking: short calls, long pauses")
            .into(),
    );
    person.sharing = Some(hand.noted(
        joined,
        "Practice, respiratory nurses and Kofi may be told all. The chapel: only that she is ill.",
    ));
    person.told_coordinator = Some(
        hand.noted(
            joined,
            "Told at the first visit with Kofi on the phone; both have the number.",
        )
        .into(),
    );

    // A matron led the first months; when breathing was steadier the GP took over.
    let handed = day(joined, 95);
    let [name, _, number] = OLD_DISPENSARY;
    let matron = hand.member(Role::Lead, "Sister J. Ashdown", "community matron", joined);
    "Community nursing, Harcaster".clone_into(&mut matron.organisation);
    matron.variation = Some(Variation {
        lasts: Lasts::Temporary {
            until_on: Some(handed),
        },
        approved: Some(Approval {
            on: joined,
            how: "at home, with Kofi on the telephone".into(),
        }),
        gp_part: "Dr O'Hagan went on prescribing".into(),
        ..Variation::because("Chest needed the matron first")
    });
    matron.until_on = Some(handed);
    let lead = hand.member(Role::Lead, "Dr R. O'Hagan", "GP", day(handed, 1));
    name.clone_into(&mut lead.organisation);
    number.clone_into(&mut lead.phone);
    "leads the care, signs off changes".clone_into(&mut lead.does);
    hand.navigator(joined);
    let gp = hand.member(Role::NamedGp, "Dr R. O'Hagan", "GP", day(joined, -900));
    name.clone_into(&mut gp.organisation);
    number.clone_into(&mut gp.phone);
    let nurses = hand.member(Role::Service, "Respiratory nurses", "", joined);
    "Community respiratory team".clone_into(&mut nurses.organisation);
    "rescue pack, inhalers, breathing plan".clone_into(&mut nurses.does);
    "01632 960 144".clone_into(&mut nurses.phone);
    "breathing".clone_into(&mut nurses.ring_for);
    let urgent = hand.member(Role::Service, "NHS 111", "", joined);
    "111".clone_into(&mut urgent.phone);
    "urgent medical help".clone_into(&mut urgent.ring_for);
    urgent.reach = Reach::OutOfHours;
    let kofi = hand.member(Role::Family, "Kofi Osei", "son", joined);
    "rings on Sundays, comes once a month".clone_into(&mut kofi.does);
    "07700 900 274".clone_into(&mut kofi.phone);
    "may be told all".clone_into(&mut kofi.may_be_told);
    kofi.reach = Reach::Always;

    let said = hand.ago(226);
    hand.say(
        Heading::MostImportant,
        said,
        "I want to sing with the choir again, and I want somebody to notice if I do not come.",
        "",
    );
    hand.say(
        Heading::People,
        said,
        "Kofi. The altos. My Samuel, who is not here.",
        "",
    );
    hand.say(
        Heading::Wellness,
        said,
        "When I hum in the kitchen I am well. When I say \"I'm fine\" and nothing else, I am not.",
        "",
    );
    hand.say(
        Heading::Support,
        said,
        "Ring when you say you will. I sit by it.",
        "",
    );

    let begun = hand.ago(220);
    let held = hand.ago(66);
    let mut plan = hand.plan(begun);
    "Alto for forty years, cooks for the whole landing, neighbours who carry shopping up when the lift is out."
        .clone_into(&mut plan.strengths);
    let choir = hand.goal(
        &mut plan,
        "Short of breath and of confidence since the last infection",
        "Stand for two hymns of a Sunday service",
        "sing with the choir again",
        10,
    );
    hand.goal(
        &mut plan,
        "Alone for days; says she is fine",
        "Somebody rings or calls at least every other week, as promised",
        "somebody to notice if I do not come",
        10,
    );
    "Blood pressure at home, results by telephone; home visit when the lift is out"
        .clone_into(&mut plan.practice_contact);
    "Green phlegm or more breathless for a day: start rescue pack and ring the respiratory nurses. No answer twice in \
     one day: neighbour at flat 15 has a key."
        .clone_into(&mut plan.contingency);
    "No carer to stand in for; flat 15 has a key. Coordinator away: duty coordinator on 01632 960 150."
        .clone_into(&mut plan.backup);
    plan.review = review(
        Some(held),
        ahead(&hand, 25),
        91,
        182,
        &hand.frame.navigator.name.clone(),
    );
    plan.agreed = Some(hand.agreed(held, "Grace Osei", "Dr R. O'Hagan, respiratory nurses"));

    let asked = hand.ago(41);
    let expected = ahead(&hand, 24);
    let group = hand.item(
        ItemKind::Action,
        Waiting::Service,
        "singing for lung health",
        "place in the Thursday group, with a lift",
        asked,
        expected,
    );
    group.goal = Some(choir);
    group.confidence = Some(7);
    "next course, as their letter says".clone_into(&mut group.expected_how);
    let (first, answered) = (hand.ago(70), hand.ago(58));
    let pack = hand.item(
        ItemKind::Question,
        Waiting::Us,
        "respiratory nurses",
        "is a new rescue pack coming after the last one was used?",
        first,
        answered,
    );
    pack.outcome = Some(outcome(answered, "prescribed again, at the pharmacy"));
    pack.told_on = Some(answered);
    pack.ended = Some(done(answered));
    let pack = pack.id;

    for (days, minute, gist) in [
        (
            226,
            clock(10, 30),
            "First visit; Kofi on the loudspeaker. Wants to sing again. Breathing plan on the door.",
        ),
        (205, clock(10, 15), "Humming when I rang. Chest clear."),
        (
            190,
            clock(10, 20),
            "Lift out, four days. Neighbours bring the shopping.",
        ),
        (
            176,
            clock(10, 10),
            "Went down to chapel, sat at the back. \"They kept my chair.\"",
        ),
        (
            162,
            clock(10, 25),
            "Sister Ashdown hands over to Dr O'Hagan; Grace is content with that.",
        ),
        (148, clock(10, 5), "Well. Baked for the landing."),
        (
            133,
            clock(10, 40),
            "Samuel's birthday last week; a hard one. Long talk.",
        ),
        (
            119,
            clock(10, 15),
            "Choir practice, first half, sitting down.",
        ),
        (
            104,
            clock(10, 30),
            "Cold, no fever. Knows when to start the pack.",
        ),
        (
            90,
            clock(10, 20),
            "Started the rescue pack on Monday, easier by Thursday.",
        ),
        (
            76,
            clock(10, 10),
            "\"I'm fine.\" Asked again: tired, has not been down for two weeks.",
        ),
        (
            66,
            clock(14, 0),
            "Review at home. A quiet month. Plan agreed again; call every 14 days.",
        ),
        (
            58,
            clock(10, 30),
            "Told that the new rescue pack is at the pharmacy; neighbour fetches it.",
        ),
        (
            41,
            clock(10, 25),
            "Would like the singing group if somebody fetches her. Asked for a place.",
        ),
        (
            27,
            clock(10, 35),
            "Voice thin. Says she is fine. Did not hum. To be rung again in a fortnight.",
        ),
    ] {
        let on = hand.ago(days);
        let call = hand.call(on, minute, With::Person, "", gist);
        call.minutes = Some(14);
        if matches!(days, 226 | 66) {
            call.channel = Channel::Visit;
            call.minutes = Some(50);
        }
        if days == 58 {
            call.moved = moved(pack, Mark::Told);
        }
    }
    let reply = hand.call(
        answered,
        clock(9, 40),
        With::Service,
        "respiratory nurses",
        "Rescue pack prescribed again, at the pharmacy.",
    );
    reply.direction = Direction::In;
    reply.moved = moved(pack, Mark::Answered);
    let seen = hand.ago(12);
    let nurse = hand.call(
        seen,
        clock(15, 30),
        With::Service,
        "Respiratory nurses",
        "Routine: inhaler order went through. They have not seen her for two months.",
    );
    nurse.channel = Channel::Email;
    nurse.direction = Direction::In;
    hand.records(person, plan)
}
