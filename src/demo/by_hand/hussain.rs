//! Tariq Hussain, 67: a new tablet from hospital that ends in three days, and nobody who has agreed to prescribe it.

use super::{
    Hand, ST_AGNES, address, ahead, clock, done, lines, moved, outcome, phone, practice, review,
};
use crate::demo::frame::day;
use crate::domain::contact::{Channel, Direction, With};
use crate::domain::group::VulnerableGroup;
use crate::domain::item::{ItemKind, Mark, Waiting};
use crate::domain::person::{Gender, Identified, PhoneUse, Tier};
use crate::domain::record::Record;
use crate::domain::team::{Reach, Role};
use crate::domain::words::Heading;

pub(super) fn records(mut hand: Hand<'_>) -> Vec<Record> {
    let joined = hand.ago(212);
    let home = hand.working_ago(7);
    let born = hand.born(67, 9, 14);
    let mut person = hand.person(
        ["Mr", "Tariq", "Hussain", ""],
        Gender::Male,
        born,
        Tier::Medium,
    );
    person.address = address(&["31 Saltergate", "Stanbeck"], "ZZ99 5TH");
    person.phones = vec![
        phone(PhoneUse::Mobile, "07700 900 267"),
        phone(PhoneUse::Home, "01632 960 267"),
    ];
    person.practice = practice(ST_AGNES);
    person.conditions = lines(&[
        "Atrial fibrillation",
        "Type 2 diabetes",
        "Diabetic foot disease",
        "Chronic kidney disease stage 3",
    ]);
    person.groups = vec![VulnerableGroup::ManyAgencies];
    "Three prescribers, new blood thinner; things go wrong at the joins"
        .clone_into(&mut person.tier_because);
    person.joined_on = joined;
    person.identified = Identified {
        because: "Many medicines, three prescribers".into(),
        by: "Practice pharmacist".into(),
        source: "polypharmacy-search.csv, row 4".into(),
    };
    person.contact_every_days = Some(21);
    let ends = hand.frame.working_days_after(hand.frame.today, 3);
    person.story = Some(hand.noted(
        home,
        "Retired bus driver, lives with Nasreen. In County for a week with a racing heart; home on a new blood \
         thinner, fourteen days' supply. Insulin at night, one toe lost, walks to the mosque on Fridays.",
    ));
    person.access = Some(
        hand.noted(
            joined,
            "Urdu interpreter for clinics; reads English, likes things written down",
        )
        .into(),
    );
    person.sharing = Some(hand.noted(
        joined,
        "May be shared with everybody who treats him. Nasreen may be told all.",
    ));
    person.told_coordinator = Some(
        hand.noted(
            joined,
            "Told on the telephone; card with the number posted.",
        )
        .into(),
    );

    hand.core_team("Dr E. Kaczmarek", ST_AGNES, joined);
    let nasreen = hand.member(Role::Carer, "Nasreen Hussain", "wife", joined);
    "meals, evening insulin when the light is bad".clone_into(&mut nasreen.does);
    "07700 900 268".clone_into(&mut nasreen.phone);
    "may be told all".clone_into(&mut nasreen.may_be_told);
    nasreen.reach = Reach::Always;
    let pharmacist = hand.member(
        Role::Professional,
        "Mr G. Bhatt",
        "practice pharmacist",
        joined,
    );
    "Primary care network".clone_into(&mut pharmacist.organisation);
    "medicines list and reviews".clone_into(&mut pharmacist.does);
    "01632 960 420".clone_into(&mut pharmacist.phone);
    "tablets".clone_into(&mut pharmacist.ring_for);
    let past = hand.member(Role::Professional, "Ms H. Sowerby", "podiatrist", joined);
    past.until_on = Some(day(joined, 120));

    let said = hand.ago(198);
    hand.say(
        Heading::MostImportant,
        said,
        "I want to keep both my feet and walk to the mosque on Fridays. I want to know what each tablet is for, and who \
         gives me the next one.",
        "Nasreen",
    );
    hand.say(
        Heading::Support,
        said,
        "Ring after two, not on Friday. Speak with Nasreen if I am asleep, she knows more than I do.",
        "",
    );
    hand.say(
        Heading::AlsoKnow,
        said,
        "Thirty-one years on the number 9. I can tell you who lives at every stop.",
        "",
    );

    let begun = hand.ago(190);
    let held = hand.ago(80);
    let mut plan = hand.plan(begun);
    "Knows the whole town. Nasreen, three sons, and a mosque that brings soup. Writes down every sugar."
        .clone_into(&mut plan.strengths);
    let feet = hand.goal(
        &mut plan,
        "Numb feet and a sore that came back",
        "Feet looked at every day, podiatry every month",
        "keep both my feet",
        10,
    );
    let tablets = hand.goal(
        &mut plan,
        "Eleven medicines from three prescribers",
        "One list, and one named prescriber for each tablet",
        "know what each tablet is for, and who gives me the next one",
        9,
    );
    "Blood test every three months, results by text; Dr Kaczmarek by telephone"
        .clone_into(&mut plan.practice_contact);
    "Sugar under 4 or over 20 twice in a day, or any new mark on a foot: diabetes nurses. Heart racing for more than \
     an hour: 999. Never stop the blood thinner without asking."
        .clone_into(&mut plan.contingency);
    "If Nasreen is away: eldest son, Imran, two doors down. Coordinator away: duty coordinator on 01632 960 150."
        .clone_into(&mut plan.backup);
    plan.review = review(Some(held), ahead(&hand, 102), 182, 273, "Dr E. Kaczmarek");
    plan.agreed = Some(hand.agreed(held, "Tariq Hussain", "Dr E. Kaczmarek, Mr G. Bhatt"));

    let ends_on = hand.frame.says(ends);
    let today = hand.frame.last_working;
    let agree = hand.item(
        ItemKind::Action,
        Waiting::Us,
        "",
        &format!("get a prescriber for the blood thinner: tablets end {ends_on}"),
        home,
        today,
    );
    agree.goal = Some(tablets);
    agree.confidence = Some(6);
    "hospital says the practice, the practice says the hospital".clone_into(&mut agree.because);
    let supply = hand.item(
        ItemKind::Supply,
        Waiting::Service,
        "County Hospital",
        "blood thinner",
        home,
        ends,
    );
    supply.expected_how = format!("{ends_on}: fourteen days' supply, handed out on the way home");
    let asked = hand.working_ago(4);
    let due = hand.working_ago(1);
    let how = hand.counted(3, asked);
    let question = hand.item(
        ItemKind::Question,
        Waiting::Service,
        "Mr G. Bhatt",
        "will the practice prescribe the blood thinner from now on?",
        asked,
        due,
    );
    question.expected_how = how;
    let question = question.id;
    let told_county = hand.working_ago(2);
    let by = hand.frame.working_days_after(told_county, 10);
    let how = hand.counted(10, told_county);
    let county = hand.item(
        ItemKind::Question,
        Waiting::Service,
        "County cardiology",
        "how long is the blood thinner for, and who checks the kidneys?",
        told_county,
        by,
    );
    county.expected_how = how;
    let (first_foot, healed) = (hand.ago(150), hand.ago(96));
    let podiatry = hand.item(
        ItemKind::Action,
        Waiting::Service,
        "podiatry",
        "monthly foot check and new shoes",
        first_foot,
        hand.ago(122),
    );
    podiatry.goal = Some(feet);
    podiatry.confidence = Some(8);
    podiatry.outcome = Some(outcome(healed, "sore closed, shoes fitted"));
    podiatry.ended = Some(done(healed));
    let podiatry = podiatry.id;

    let begin = hand.ago(198);
    let visit = hand.call(
        begin,
        clock(14, 30),
        With::Person,
        "",
        "First visit, tea and sweets. Spread eleven boxes on the table; four he could not explain.",
    );
    visit.channel = Channel::Visit;
    visit.minutes = Some(60);
    hand.call(
        hand.ago(150),
        clock(10, 0),
        With::Service,
        "podiatry",
        "Monthly foot check agreed, shoes to be measured.",
    );
    let fitted = hand.call(
        healed,
        clock(11, 45),
        With::Service,
        "podiatry",
        "Sore closed, shoes fitted. Next check in a month.",
    );
    fitted.direction = Direction::In;
    fitted.moved = moved(podiatry, Mark::Done);
    let reviewed = hand.call(hand.ago(80), clock(15, 0), With::Person, "", "Review with Dr Kaczmarek. Walks to the mosque every Friday in the new shoes. Plan agreed again.");
    reviewed.channel = Channel::FaceToFace;
    reviewed.minutes = Some(35);
    hand.call(
        hand.ago(59),
        clock(14, 20),
        With::Carer,
        "Nasreen Hussain (wife)",
        "Sugars good. Heart \"runs\" at night; to tell Dr Kaczmarek.",
    );
    hand.call(
        hand.ago(38),
        clock(14, 10),
        With::Person,
        "",
        "Heart tracing done at the practice. No dizziness.",
    );
    let taken = hand.call(
        hand.ago(23),
        clock(9, 5),
        With::Carer,
        "Nasreen Hussain (wife)",
        "Ambulance in the night, heart racing. In County, ward 3.",
    );
    taken.direction = Direction::In;
    hand.call(
        home,
        clock(16, 0),
        With::Service,
        "County ward 3",
        "Home today. New blood thinner, fourteen days' supply. \"Your GP carries on.\"",
    );
    hand.call(
        asked,
        clock(9, 50),
        With::Professional,
        "Mr G. Bhatt",
        "Asked who prescribes from now on. No letter has come; will ask Dr Kaczmarek.",
    );
    let spoke = hand.call(asked, clock(14, 15), With::Person, "", "Takes it twice a day, no bleeding. Asks who gives the next box. Told that I am asking and will ring.");
    spoke.minutes = Some(11);
    let asked_again = hand.call(
        told_county,
        clock(11, 20),
        With::Service,
        "County cardiology",
        "Secretary will ask the registrar how long it is for. Letter not typed.",
    );
    asked_again.minutes = Some(9);
    if let Some(item) = hand.items.iter_mut().find(|item| item.id == question) {
        item.told_on = Some(asked);
    }
    hand.records(person, plan)
}
