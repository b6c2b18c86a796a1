//! Nils Lindqvist, 90: asked the district nurses about his leg, chased twice, and not a word.

use super::{
    Hand, OLD_DISPENSARY, address, ahead, chase, clock, done, lines, moved, outcome, phone,
    practice, review,
};
use crate::demo::frame::day;
use crate::domain::contact::{Channel, Direction, With};
use crate::domain::item::{ItemKind, Mark, Waiting};
use crate::domain::person::{Gender, Identified, LocalId, PhoneUse, Tier};
use crate::domain::record::Record;
use crate::domain::team::{Reach, Role};
use crate::domain::words::Heading;

pub(super) fn records(mut hand: Hand<'_>) -> Vec<Record> {
    let joined = hand.ago(410);
    let expected = hand.working_ago(12);
    let asked = hand.frame.holidays.subtract_working_days(expected, 5);
    let born = hand.born(90, 1, 6);
    let mut person = hand.person(
        ["Mr", "Nils", "Lindqvist", ""],
        Gender::Male,
        born,
        Tier::Medium,
    );
    person.address = address(
        &["Canalside Cottage", "2 Lower Wharf", "Sandhythe"],
        "ZZ99 8NL",
    );
    person.phones = vec![phone(PhoneUse::Home, "01632 960 390")];
    person.practice = practice(OLD_DISPENSARY);
    person.local_ids = vec![LocalId {
        label: "County Hospital".into(),
        value: "RX590112".into(),
    }];
    person.conditions = lines(&["Venous leg ulcers", "Heart failure", "Macular degeneration"]);
    "Two steps down to the door; ring and wait, he is slow and proud of it."
        .clone_into(&mut person.notes);
    "Dressings three times a week, sees little, and services that do not ring back"
        .clone_into(&mut person.tier_because);
    person.joined_on = joined;
    person.identified = Identified {
        because: "Missed three outpatient appointments".into(),
        by: "Practice team".into(),
        source: String::new(),
    };
    person.contact_every_days = Some(28);
    person.story = Some(hand.noted(
        hand.ago(75),
        "Ship's engineer from Gothenburg, sixty years on the canal. Alone since Edith died. Leg ulcer for a year, \
         nearly closed in the autumn, worse since the dressings changed. Listens to the shipping forecast.",
    ));
    person.access = Some(
        hand.noted(
            joined,
            "Low vision: letters in size 20, or read them on the telephone",
        )
        .into(),
    );
    person.sharing = Some(hand.noted(
        joined,
        "Everything may be shared, in writing, with a copy to Nils.",
    ));
    person.told_coordinator = Some(
        hand.noted(
            joined,
            "Told at the first visit; number in white chalk by the telephone.",
        )
        .into(),
    );

    hand.core_team("Dr K. Sivanesan", OLD_DISPENSARY, joined);
    let nurses = hand.member(Role::Service, "District nurses, Sandhythe", "", joined);
    "Community nursing".clone_into(&mut nurses.organisation);
    "dressings Monday, Wednesday, Friday".clone_into(&mut nurses.does);
    "01632 960 143".clone_into(&mut nurses.phone);
    "dressings".clone_into(&mut nurses.ring_for);
    let daughter = hand.member(Role::Family, "Karin Lindqvist-Moore", "niece", joined);
    "rings from Wexmoor, reads letters on the video".clone_into(&mut daughter.does);
    "07700 900 390".clone_into(&mut daughter.phone);
    "health, not money".clone_into(&mut daughter.may_be_told);
    daughter.reach = Reach::Always;
    let lock_keeper = hand.member(Role::Carer, "Joe Tregenza", "neighbour", joined);
    "coal, shopping, the boat".clone_into(&mut lock_keeper.does);
    "07700 900 391".clone_into(&mut lock_keeper.phone);
    "appointments and tablets; not money".clone_into(&mut lock_keeper.may_be_told);
    lock_keeper.reach = Reach::Always;

    let said = hand.ago(400);
    hand.say(
        Heading::MostImportant,
        said,
        "I want to get down to my boat once more in the spring, in shoes. And I want to be told, not handled.",
        "",
    );
    hand.say(
        Heading::Communication,
        said,
        "My eyes are finished but my ears are new. Ring, and read it to me. Do not send paper.",
        "",
    );
    hand.say(
        Heading::DoAndDoNot,
        said,
        "Please do tell me when nobody knows. Please do not say \"soon\".",
        "",
    );
    hand.say(
        Heading::AlsoKnow,
        hand.ago(390),
        "I can still take an engine apart by touch.",
        "",
    );

    let begun = hand.ago(392);
    let held = hand.ago(130);
    let mut plan = hand.plan(begun);
    "Repairs anything by touch. Joe at the lock, Karin by telephone, and the whole canal as neighbours."
        .clone_into(&mut plan.strengths);
    let boat = hand.goal(
        &mut plan,
        "Ulcer not healing; bandages too thick for shoes",
        "In shoes by the end of April",
        "get down to my boat once more in the spring, in shoes",
        10,
    );
    let told = hand.goal(
        &mut plan,
        "Cannot read letters; services write and do not ring",
        "Every answer read to him on the telephone, within two days",
        "I want to be told, not handled",
        9,
    );
    "Home visit every three months; results read out on the telephone"
        .clone_into(&mut plan.practice_contact);
    "Redness spreading, fever, or a bandage soaked through: district nurses the same day, 111 at night. New loss of \
     sight: eye casualty the same day."
        .clone_into(&mut plan.contingency);
    "If Joe cannot come: care agency emergency line, then Karin. Coordinator away: duty coordinator on 01632 960 150."
        .clone_into(&mut plan.backup);
    plan.review = review(Some(held), ahead(&hand, 52), 182, 273, "Dr K. Sivanesan");
    plan.agreed = Some(hand.agreed(held, "Nils Lindqvist", "Dr K. Sivanesan, district nurses"));

    let how = hand.counted(5, asked);
    let (first_chase, second_chase) = (hand.working_ago(11), hand.working_ago(6));
    let question = hand.item(
        ItemKind::Question,
        Waiting::Service,
        "district nurses",
        "why was the dressing changed, and who looks at the leg?",
        asked,
        expected,
    );
    question.expected_how = how;
    question.chases = vec![
        chase(first_chase, "put through twice, then cut off; message left"),
        chase(second_chase, "team leader on leave, will pass it on"),
    ];
    question.told_on = Some(second_chase);
    let question = question.id;
    let fitted_by = ahead(&hand, 20);
    let stockings_asked = hand.working_ago(9);
    let stockings = hand.item(
        ItemKind::Action,
        Waiting::Service,
        "leg club",
        "measure for compression stockings",
        stockings_asked,
        fitted_by,
    );
    stockings.goal = Some(boat);
    stockings.confidence = Some(6);
    "every second Tuesday, as they said on the telephone".clone_into(&mut stockings.expected_how);
    let (flagged, set) = (hand.ago(385), hand.ago(371));
    let flag = hand.item(
        ItemKind::Action,
        Waiting::Us,
        "",
        "have the record flagged: telephone, never letters",
        flagged,
        hand.ago(371),
    );
    flag.goal = Some(told);
    flag.outcome = Some(outcome(set, "flag shows at the practice and at County"));
    flag.ended = Some(done(set));

    for (days, minute, gist) in [
        (340, clock(11, 20), "Leg drier. Joe fetched coal."),
        (
            312,
            clock(11, 0),
            "Tanked up on herring, he says. Eye clinic went well.",
        ),
        (
            283,
            clock(11, 30),
            "Edge of the ulcer coming in, says the nurse.",
        ),
        (
            256,
            clock(11, 10),
            "Warm days; legs swell. Sits in the wheelhouse door.",
        ),
        (
            228,
            clock(11, 45),
            "Forecast: good. Leg: good. Hearing: excellent.",
        ),
        (
            200,
            clock(11, 15),
            "Missed the eye clinic because the letter was on paper. Told the clinic, new day by telephone.",
        ),
        (
            172,
            clock(11, 20),
            "Ulcer the size of a stamp. Talks about the boat.",
        ),
        (102, clock(11, 0), "New nurse, new dressing. It itches."),
        (
            75,
            clock(11, 35),
            "Ulcer bigger again. Wants to know why they changed what worked.",
        ),
        (
            48,
            clock(11, 25),
            "Sleeps badly. Asked me to find out who looks at the leg.",
        ),
    ] {
        let on = hand.ago(days);
        hand.call(on, minute, With::Person, "", gist).minutes = Some(12);
    }
    let begin = hand.call(
        said,
        clock(14, 0),
        With::Person,
        "",
        "First visit, coffee you could stand a spoon in. Boat, Edith, the leg, in that order.",
    );
    begin.channel = Channel::Visit;
    begin.minutes = Some(70);
    let reviewed = hand.call(
        held,
        clock(14, 30),
        With::Person,
        "",
        "Review at home with Dr Sivanesan. Ulcer nearly closed. Shoes by spring agreed.",
    );
    reviewed.channel = Channel::Visit;
    reviewed.minutes = Some(50);
    hand.call(
        asked,
        clock(9, 15),
        With::Service,
        "district nurses",
        "Asked why the dressing was changed and who looks at the leg.",
    );
    let chased = hand.call(
        first_chase,
        clock(9, 20),
        With::Service,
        "district nurses",
        "Put through twice, then cut off. Message left with the hub.",
    );
    chased.moved = moved(question, Mark::Chased);
    let chased = hand.call(
        second_chase,
        clock(9, 25),
        With::Service,
        "district nurses",
        "Team leader on leave; cover will pass it on. Said that it is a week late.",
    );
    chased.moved = moved(question, Mark::Chased);
    let leg_club = hand.call(
        stockings_asked,
        clock(10, 30),
        With::Service,
        "leg club",
        "Measuring every second Tuesday; will take him when the ulcer is dry.",
    );
    leg_club.direction = Direction::Out;
    let told_him = hand.call(
        second_chase,
        clock(11, 5),
        With::Person,
        "",
        "Told him plainly that nobody has answered yet and that I have asked twice. \"Good. That is an answer too.\"",
    );
    told_him.minutes = Some(16);
    told_him.moved = moved(question, Mark::Told);
    let family = hand.call(
        day(second_chase, 0),
        clock(16, 40),
        With::Carer,
        "Joe Tregenza (neighbour)",
        "Joe says the bandage was wet on Sunday. Will ring the nurses himself if it is again.",
    );
    family.direction = Direction::In;
    hand.records(person, plan)
}
