//! Margaret "Peggy" Ellis, 82: home from hospital on the last evening before a weekend or so; the first call is due.

use super::ellis_arrangements::Named;
use super::{
    Hand, MILL_LANE, address, ahead, chase, clock, done, ellis_arrangements, ellis_before,
    ellis_carers, ellis_diary, ellis_moves, ellis_shared, lines, outcome, phone, practice, review,
};
use crate::demo::frame::day;
use crate::domain::contact::{Channel, Direction, Next, With};
use crate::domain::id::TransitionId;
use crate::domain::item::{ItemKind, Waiting};
use crate::domain::person::{Gender, Identified, LocalId, PhoneUse, Tier};
use crate::domain::record::Record;
use crate::domain::team::{Reach, Role};
use crate::domain::words::Heading;

pub(super) fn records(mut hand: Hand<'_>) -> Vec<Record> {
    let joined = hand.ago(118);
    let fell = hand.working_ago(12);
    let home = hand.working_ago(1);
    let born = hand.born(82, 2, 3);
    let mut person = hand.person(
        ["Mrs", "Margaret", "Ellis", "Peggy"],
        Gender::Female,
        born,
        Tier::High,
    );
    person.address = address(&["12 Mill Lane", "Harcaster"], "ZZ99 4PE");
    person.phones = vec![
        phone(PhoneUse::Home, "01632 960 112"),
        phone(PhoneUse::Mobile, "07700 900 112"),
    ];
    person.practice = practice(MILL_LANE);
    person.local_ids = vec![LocalId {
        label: "EMIS".into(),
        value: "40718".into(),
    }];
    person.conditions = lines(&[
        "Fractured neck of femur, repaired",
        "COPD",
        "Heart failure",
        "Hearing loss",
        "Frailty (severe)",
    ]);
    "Key safe left of the back door; community nurses have the code.".clone_into(&mut person.notes);
    "Home from hospital with new needs, alone on the stairs; weekly until steady"
        .clone_into(&mut person.tier_because);
    person.joined_on = joined;
    person.identified = Identified {
        because: "Severe frailty, two unplanned admissions in six months".into(),
        by: "Risk list (EMIS)".into(),
        source: "frailty-list.csv, row 17".into(),
    };
    person.contact_every_days = Some(14);
    person.story = Some(hand.noted(
        home,
        "Home after hip repair. Lives alone, stairs. COPD, heart failure. Ruth (daughter) comes every day after \
         work and is doing more than she says. Kitchen is the centre of the house.",
    ));
    person.sharing = Some(hand.noted(
        joined,
        "Practice, community nurses, County and Ruth may see everything. Not the housing association.",
    ));
    ellis_carers::told(&hand, joined, &mut person);

    hand.core_team("Dr S. Patel", MILL_LANE, joined);
    let nurses = hand.member(Role::Service, "Community nurses", "", joined);
    "Community nursing, Harcaster".clone_into(&mut nurses.organisation);
    "dressings, and pain after the operation".clone_into(&mut nurses.does);
    "01632 960 140".clone_into(&mut nurses.phone);
    "pain".clone_into(&mut nurses.ring_for);
    let nurses = nurses.id;
    let therapist = hand.member(
        Role::Professional,
        "Mrs A. Rowntree",
        "occupational therapist",
        hand.ago(60),
    );
    "Community therapy".clone_into(&mut therapist.organisation);
    "kitchen, stairs and bathroom".clone_into(&mut therapist.does);
    "01632 960 175".clone_into(&mut therapist.phone);
    "equipment".clone_into(&mut therapist.ring_for);
    let (by, first_asked, lately) = (hand.login(), hand.ago(70), hand.working_ago(8));
    let again = hand.working_ago(0);
    let ruth = hand.member(Role::Carer, "Ruth Ellis", "daughter", joined);
    "evenings, shopping, letters".clone_into(&mut ruth.does);
    "07700 900 118".clone_into(&mut ruth.phone);
    "may be told all".clone_into(&mut ruth.may_be_told);
    ruth.reach = Reach::Always;
    let named = Named {
        nurses,
        ruth: ruth.id,
    };
    ellis_carers::tired(ruth, &by, [first_asked, lately, again]);
    let neighbour = hand.member(Role::Family, "Len Appleyard", "neighbour", joined);
    "has a key, looks for the curtains".clone_into(&mut neighbour.does);
    "07700 900 131".clone_into(&mut neighbour.phone);
    "only that help is needed".clone_into(&mut neighbour.may_be_told);
    neighbour.reach = Reach::Always;

    let first = hand.ago(110);
    hand.say(
        Heading::MostImportant,
        first,
        "I want to stay in my own kitchen.",
        "",
    );
    let again = hand.ago(54);
    hand.say(
        Heading::MostImportant,
        again,
        "I want to stay in my own kitchen, and see Ruth without her doing my legs. She is my daughter, not my nurse.",
        "Ruth",
    );
    hand.say(
        Heading::People,
        first,
        "Ruth. Len next door, who thinks I do not know he counts my curtains. My sister Joan in Wexmoor, by letter.",
        "",
    );
    hand.say(
        Heading::Communication,
        first,
        "Face me and do not shout. I lip-read. Text me, or write it on the pad by the kettle.",
        "",
    );
    hand.say(
        Heading::Wellness,
        again,
        "If I am up and dressed and the radio is on I am all right. If my ankles are over my slippers, ring someone.",
        "Ruth",
    );
    hand.say(
        Heading::DoAndDoNot,
        again,
        "Please do put things back. Please do not talk to Ruth over my head.",
        "",
    );

    let begun = hand.ago(104);
    let mut plan = hand.plan(begun);
    "Cooks, bakes and is known for it. Ruth close by; Len has a key. Keeps a diary of pills and ankles."
        .clone_into(&mut plan.strengths);
    let kitchen = hand.goal(
        &mut plan,
        "Stairs, bath and long standing are unsafe since the hip",
        "Cook dinner in her own kitchen four days a week",
        "stay in my own kitchen",
        10,
    );
    let legs = hand.goal(
        &mut plan,
        "Ruth does all the dressings and has no evening left",
        "Dressings done by nurses; Ruth's visits are visits",
        "see Ruth without her doing my legs",
        9,
    );
    hand.goal(
        &mut plan,
        "Swollen ankles have twice ended in hospital",
        "Ring somebody the day the slippers get tight",
        "If my ankles are over my slippers, ring someone",
        8,
    );
    hand.went(
        &mut plan,
        kitchen,
        hand.ago(20),
        "The stool is ugly and I would not be without it.",
        "Cooks sitting, twice a week; stairs still need somebody beside her",
    );
    "So that she keeps what she is known for; the therapist thinks it can be done safely"
        .clone_into(&mut plan.goals[0].reason);
    "Blood test every eight weeks; double appointments with Dr Patel, face to face"
        .clone_into(&mut plan.practice_contact);
    plan.arrangements = ellis_arrangements::arrangements(&mut hand, &named);
    plan.review = review(None, ahead(&hand, 63), 182, 273, "Dr S. Patel");
    plan.agreed = Some(hand.agreed(
        hand.ago(53),
        "Margaret \"Peggy\" Ellis",
        "Dr S. Patel, Mrs A. Rowntree",
    ));

    let letter_by = day(home, 1);
    let left_ward = hand.frame.says(home);
    let discharge = TransitionId(hand.fresh(home));
    let letter = hand.item(
        ItemKind::Letter,
        Waiting::Service,
        "County Hospital, Ward 7",
        "discharge letter",
        home,
        letter_by,
    );
    letter.expected_how = format!("24 hours after discharge on {left_ward}");
    letter.transition = Some(discharge);
    let asked = hand.working_ago(3);
    let due = hand.frame.working_days_after(asked, 5);
    let how = hand.counted(5, asked);
    let question = hand.item(
        ItemKind::Question,
        Waiting::Service,
        "pharmacy",
        "can the new tablets go into the blister pack?",
        asked,
        due,
    );
    question.expected_how = how;
    let clinic = ahead(&hand, 10);
    let interpreter_by = hand.frame.working_days_after(hand.frame.today, 4);
    let book = hand.item(
        ItemKind::Action,
        Waiting::Us,
        "",
        "book the BSL interpreter for the fracture clinic",
        asked,
        interpreter_by,
    );
    book.confidence = Some(9);
    let clinic_day = hand.frame.says(clinic);
    let goes = hand.item(
        ItemKind::Action,
        Waiting::Person,
        "Ruth",
        &format!("go along to the fracture clinic, {clinic_day} 10:30"),
        asked,
        clinic,
    );
    goes.confidence = Some(10);
    let nurse_from = hand.working_ago(2);
    let start = hand.frame.working_days_after(hand.frame.today, 3);
    let how = "first visit on the ward's referral form".to_owned();
    let dress = hand.item(
        ItemKind::Action,
        Waiting::Service,
        "Community nurses",
        "dress the legs Mondays and Thursdays",
        nurse_from,
        start,
    );
    dress.expected_how = how;
    dress.goal = Some(legs);
    dress.confidence = Some(7);
    "so that Ruth's visits are visits".clone_into(&mut dress.because);
    "a text the evening before, with the time".clone_into(&mut dress.strategies);
    let (measured, asked_again, railed) = (hand.ago(75), hand.ago(44), hand.ago(40));
    let rails_by = hand.ago(47);
    let rails = hand.item(
        ItemKind::Action,
        Waiting::Service,
        "Mrs A. Rowntree",
        "rails at the back step, perching stool for the kitchen",
        measured,
        rails_by,
    );
    rails.goal = Some(kitchen);
    rails.chases = vec![chase(asked_again, "fitter off sick, next week")];
    rails.outcome = Some(outcome(railed, "rails fitted, stool delivered"));
    rails.ended = Some(done(railed));
    let rails = rails.id;
    ellis_before::log(&mut hand, rails);

    let rang = hand.call(
        fell,
        clock(8, 50),
        With::Carer,
        "Ruth Ellis (daughter)",
        "Ruth rang: fell on the back stairs in the night, ambulance took her to County, hip broken. Asked for Dr Patel \
         to be told; done.",
    );
    rang.direction = Direction::In;
    rang.minutes = Some(12);
    let after = hand.working_ago(11);
    hand.call(
        after,
        clock(14, 15),
        With::Service,
        "County Hospital, Ward 7",
        "Operated last night, comfortable. Told them: lip-reads, hearing aids in the blue tin, Ruth may be told all.",
    );
    let mid = hand.working_ago(8);
    hand.call(
        mid,
        clock(17, 10),
        With::Carer,
        "Ruth Ellis (daughter)",
        "Out of bed with the frame. Wants to come home, stairs are the worry. Ruth is off work until Friday.",
    );
    let week = hand.working_ago(5);
    let talk = hand.call(
        week,
        clock(11, 30),
        With::Person,
        "",
        "Saw Peggy on the ward with the pad. \"When do I get my kitchen back?\" Went through who does what at home.",
    );
    talk.channel = Channel::Visit;
    talk.minutes = Some(40);
    hand.call(
        asked,
        clock(9, 40),
        With::Service,
        "pharmacy",
        "Asked whether the new tablets can go into the blister pack. They will ask the ward pharmacist.",
    );
    let next_call = Next {
        on: day(home, 1),
        what: "first call at home".into(),
    };
    let ward = hand.call(
        nurse_from,
        clock(15, 45),
        With::Service,
        "County Hospital, Ward 7",
        "Sister: going home tomorrow, transport booked. Discharge letter will follow. Community nurses have the form.",
    );
    ward.next = Some(next_call);
    ward.minutes = Some(8);
    let moves = ellis_moves::records(&mut hand, &person, discharge, (fell, home));
    let shared = ellis_shared::records(&mut hand, &person, &plan);
    let diary = ellis_diary::records(&mut hand, &person, clinic);
    let mut records = hand.records(person, plan);
    records.extend(shared);
    records.extend(diary);
    records.extend(moves);
    records
}
