//! Pat Walsh, 59: the falls clinic has answered, and Pat does not know it yet.

use super::{
    Hand, MILL_LANE, address, ahead, clock, done, lines, moved, outcome, phone, practice, review,
};
use crate::demo::frame::day;
use crate::domain::contact::{Channel, Direction, Reached, With};
use crate::domain::item::{ItemKind, Mark, Waiting};
use crate::domain::person::{Gender, Identified, PhoneUse, Tier};
use crate::domain::record::Record;
use crate::domain::team::{Reach, Role};
use crate::domain::words::Heading;

pub(super) fn records(mut hand: Hand<'_>) -> Vec<Record> {
    let joined = hand.ago(305);
    let answered = hand.ago(4);
    let born = hand.born(59, 11, 8);
    let mut person = hand.person(
        ["Ms", "Patricia", "Walsh", "Pat"],
        Gender::Female,
        born,
        Tier::Low,
    );
    person.address = address(&["7 Weaver's Yard", "Harcaster"], "ZZ99 7PW");
    person.phones = vec![phone(PhoneUse::Mobile, "07700 900 359")];
    "p.walsh@example.org".clone_into(&mut person.email);
    person.practice = practice(MILL_LANE);
    person.conditions = lines(&["Multiple sclerosis", "Recurrent falls", "Fatigue"]);
    "Knows what to watch for and rings when needed".clone_into(&mut person.tier_because);
    person.joined_on = joined;
    person.identified = Identified {
        because: "Asked for help after a fall".into(),
        by: "the person".into(),
        source: String::new(),
    };
    person.contact_every_days = Some(42);
    person.story = Some(hand.noted(
        hand.ago(48),
        "Works three mornings at the library. MS for nineteen years. Two falls since the autumn, both on the way to \
         the bus. Runs her own affairs; wants a number to ring, not calls.",
    ));
    person.access = Some(
        hand.noted(
            joined,
            "E-mail rather than calls; heat and long meetings tire her",
        )
        .into(),
    );
    person.sharing = Some(hand.noted(
        joined,
        "Only with those who treat her. Work is told nothing.",
    ));
    person.told_coordinator = Some(hand.noted(joined, "By e-mail, with the number.").into());

    hand.core_team("Dr S. Patel", MILL_LANE, joined);
    let friend = hand.member(Role::Family, "Noreen Keane", "friend", joined);
    "spare key, drives on clinic days".clone_into(&mut friend.does);
    "07700 900 360".clone_into(&mut friend.phone);
    "appointments only".clone_into(&mut friend.may_be_told);
    friend.reach = Reach::Always;
    let nurses = hand.member(Role::Service, "MS nurses", "", joined);
    "relapses and infusions".clone_into(&mut nurses.does);
    "01632 960 146".clone_into(&mut nurses.phone);
    "new weakness".clone_into(&mut nurses.ring_for);

    let said = hand.ago(296);
    hand.say(
        Heading::MostImportant,
        said,
        "I want to keep my three mornings at the library and get there on my own two feet.",
        "",
    );
    hand.say(
        Heading::DoAndDoNot,
        said,
        "Please do answer the question I asked. Please do not ask me if I have tried yoga.",
        "",
    );

    let begun = hand.ago(290);
    let held = hand.ago(105);
    let mut plan = hand.plan(begun);
    "Funny, organised, reads every paper on the subject. Noreen drives. A boss who moves shifts."
        .clone_into(&mut plan.strengths);
    let feet = hand.goal(
        &mut plan,
        "Two falls on the way to work; legs tire by the second stop",
        "To the library and back without a fall until the summer",
        "get there on my own two feet",
        9,
    );
    hand.goal(
        &mut plan,
        "Fatigue in the afternoon",
        "Three mornings, agreed in writing with work",
        "keep my three mornings at the library",
        10,
    );
    "Yearly review with Dr Patel; otherwise e-mail".clone_into(&mut plan.practice_contact);
    "New weakness or a fever: MS nurses the same day, not the walk-in centre. A fall with a knock to the head: 999."
        .clone_into(&mut plan.contingency);
    "Noreen has a key. Coordinator away: duty coordinator on 01632 960 150."
        .clone_into(&mut plan.backup);
    plan.review = review(
        Some(held),
        ahead(&hand, 77),
        182,
        365,
        &hand.frame.navigator.name.clone(),
    );
    plan.agreed = Some(hand.agreed(held, "Pat Walsh", "Dr S. Patel"));

    let asked = hand.ago(20);
    let due = hand.frame.working_days_after(asked, 10);
    let how = hand.counted(10, asked);
    let falls = hand.item(
        ItemKind::Question,
        Waiting::Us,
        "falls clinic",
        "is there a balance class in the afternoon, not in work time?",
        asked,
        due,
    );
    falls.expected_how = how;
    falls.told_on = Some(asked);
    falls.outcome = Some(outcome(
        answered,
        "yes, Tuesdays at four from the 1st of next month; place held for two weeks",
    ));
    let falls = falls.id;
    let (spoken, written) = (hand.ago(262), hand.ago(230));
    let letter = hand.item(
        ItemKind::Action,
        Waiting::Us,
        "",
        "draft the letter to work about fixed mornings",
        spoken,
        hand.ago(240),
    );
    letter.outcome = Some(outcome(written, "sent; three mornings agreed in writing"));
    letter.ended = Some(done(written));
    letter.confidence = Some(8);
    let physio_from = hand.ago(104);
    let physio_done = hand.ago(62);
    let physio = hand.item(
        ItemKind::Action,
        Waiting::Service,
        "physiotherapy",
        "ankle splint and stick, two sessions",
        physio_from,
        hand.ago(76),
    );
    physio.goal = Some(feet);
    physio.outcome = Some(outcome(physio_done, "splint fitted, hates it, wears it"));
    physio.ended = Some(done(physio_done));
    let physio = physio.id;

    let mail = |hand: &mut Hand<'_>, days: i64, minute: i64, direction: Direction, gist: &str| {
        let on = hand.ago(days);
        let contact = hand.call(on, minute, With::Person, "", gist);
        contact.channel = Channel::Email;
        contact.direction = direction;
    };
    let begin = hand.call(
        said,
        clock(12, 40),
        With::Person,
        "",
        "First talk, in the library tea room. Wants a number to ring, not calls.",
    );
    begin.channel = Channel::FaceToFace;
    begin.minutes = Some(45);
    mail(
        &mut hand,
        262,
        clock(13, 5),
        Direction::In,
        "Work wants her in on Thursday afternoons. Asked for a letter.",
    );
    mail(
        &mut hand,
        230,
        clock(13, 30),
        Direction::Out,
        "Letter sent. Three mornings agreed in writing.",
    );
    mail(
        &mut hand,
        196,
        clock(16, 20),
        Direction::In,
        "Infusion done; slept for fourteen hours.",
    );
    mail(
        &mut hand,
        158,
        clock(11, 0),
        Direction::Out,
        "All well? All well, said the reply.",
    );
    let seen = hand.call(held, clock(15, 0), With::Person, "", "Review by video. First fall last week on the kerb at the bus stop, bruised knee. Physiotherapy agreed.");
    seen.channel = Channel::Video;
    seen.minutes = Some(30);
    let fitted = hand.call(
        physio_done,
        clock(10, 10),
        With::Service,
        "physiotherapy",
        "Splint fitted. Hates it, wears it.",
    );
    fitted.direction = Direction::In;
    fitted.moved = moved(physio, Mark::Done);
    let unwell = hand.ago(48);
    let failed = hand.call(
        unwell,
        clock(10, 0),
        With::Person,
        "",
        "Rang after hearing from Noreen of a second fall; voicemail, e-mail sent instead.",
    );
    failed.result = Reached::LeftMessage;
    failed.next = Some(crate::domain::contact::Next {
        on: day(unwell, 2),
        what: String::new(),
    });
    mail(
        &mut hand,
        46,
        clock(12, 15),
        Direction::In,
        "Second fall, wet leaves, nothing broken. Would do a balance class, but not in work time.",
    );
    mail(
        &mut hand,
        20,
        clock(11, 10),
        Direction::Out,
        "Still no afternoon class on their page; I have asked the falls clinic and will write when they answer.",
    );
    hand.call(
        asked,
        clock(10, 45),
        With::Service,
        "falls clinic",
        "Asked for a balance class in the afternoon. Answer within ten working days.",
    );
    let reply = hand.call(
        answered,
        clock(16, 5),
        With::Service,
        "falls clinic",
        "Afternoon class: Tuesdays at four from the 1st of next month. Place held for Pat for two weeks.",
    );
    reply.direction = Direction::In;
    reply.moved = moved(falls, Mark::Answered);
    hand.records(person, plan)
}
