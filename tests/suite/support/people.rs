//! The dozen made-up people of every test: a hedgerow, one for each place that somebody can have in the list.
//!
//! They are obviously invented, in the order of the alphabet, so that a test can name one and its reader knows which.
//! All dates lead to Monday 2 March 2026. NHS numbers are from the range that is never given to anybody.

use caseload::domain::arrangement::{
    Arrangement, Arrangements, Contingency, Intervention, InterventionKind, OtherPlan, SharedCare,
};
use caseload::domain::contact::{Channel, Contact, Details, Direction, Next, Reached, With};
use caseload::domain::id::{
    ArrangementId, ContactId, GoalId, ItemId, MemberId, NeedId, PersonId, PlanId, WordsId,
};
use caseload::domain::item::{Chase, Ended, Ending, Item, ItemKind, Outcome, Rung, Waiting};
use caseload::domain::nhs_number::NhsNumber;
use caseload::domain::person::{
    Address, Gender, Identified, Leaving, Name, Noted, Person, Phone, PhoneUse, Practice, Status,
    Tier,
};
use caseload::domain::plan::{Agreement, Goal, Need, Plan, Review};
use caseload::domain::record::Record;
use caseload::domain::team::{Member, Reach, Role};
use caseload::domain::words::{Heading, Words};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// An answer in hand that she was not told: Today, class B. Everything about her is filled in.
pub const ADA: PersonId = person_id(1);
/// Gone quiet: Today, class B.
pub const BERT: PersonId = person_id(2);
/// A pharmacy that has not answered: Today, class C.
pub const CY: PersonId = person_id(3);
/// Our own action, due today: Today, class D.
pub const DOT: PersonId = person_id(4);
/// A record with gaps: Today, class E.
pub const ED: PersonId = person_id(5);
/// Joined on Friday, nobody has spoken with her: New.
pub const FAY: PersonId = person_id(6);
/// A check-in on Thursday: Soon.
pub const GUS: PersonId = person_id(7);
/// A clinic has until the 20th: Waiting. A name that is too long for its column.
pub const HATTIE: PersonId = person_id(8);
/// Nothing due, nothing open: Steady. A name with letters that not every keyboard has.
pub const IDUNN: PersonId = person_id(9);
/// Away until the 23rd: Paused.
pub const JOY: PersonId = person_id(10);
/// Nobody was reached on Friday: Today, class B.
pub const KEN: PersonId = person_id(11);
/// Has left: kept, and not on the list.
pub const LIL: PersonId = person_id(12);

/// The n-th person.
pub const fn person_id(n: u128) -> PersonId {
    PersonId(id(n))
}

/// An identity that is the same in every run.
pub const fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0195_0000_0000_7000_8000_0000_0000_0000 + n)
}

/// A date.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// The records of all twelve.
pub fn everybody() -> Vec<Record> {
    [
        ada(),
        bert(),
        cy(),
        dot(),
        ed(),
        fay(),
        gus(),
        hattie(),
        idunn(),
        joy(),
        ken(),
        lil(),
    ]
    .concat()
}

/// So many people with nothing but a name and a navigator, beside the dozen.
pub fn crowd(count: u128) -> Vec<Record> {
    (0..count)
        .flat_map(|n| {
            let id = person_id(10_000 + n);
            let name = format!("Meadow{n:04}");
            [
                Record::Person(person(id, &name, "May", "1950-05-01", Tier::Low)),
                Record::Member(member(20_000 + n, id, Role::Navigator, "A. Okafor")),
            ]
        })
        .collect()
}

/// Somebody with a name, a birth date and a tier, and nothing else.
pub fn person(id: PersonId, family: &str, given: &str, born: &str, tier: Tier) -> Person {
    Person {
        id,
        nhs_number: None,
        name: Name {
            title: String::new(),
            given: given.into(),
            family: family.into(),
            preferred: String::new(),
        },
        born_on: Some(day(born)),
        gender: Gender::Unknown,
        ethnicity: String::new(),
        religion: String::new(),
        address: Address::default(),
        phones: Vec::new(),
        email: String::new(),
        practice: Practice::default(),
        local_ids: Vec::new(),
        conditions: Vec::new(),
        groups: Vec::new(),
        notes: String::new(),
        status: Status::Open,
        tier,
        tier_because: String::new(),
        joined_on: day("2025-11-04"),
        identified: Identified {
            because: "frailty register".into(),
            by: "Dr Quince".into(),
            source: String::new(),
        },
        contact_every_days: None,
        self_coordinating: None,
        story: None,
        access: Some(noted("none").into()),
        sharing: Some(noted("may be shared with everybody who treats her or him")),
        told_coordinator: Some(noted("by telephone").into()),
        choosing: None,
    }
}

fn noted(text: &str) -> Noted {
    Noted {
        text: text.into(),
        on: day("2025-11-04"),
        by: "a.okafor".into(),
    }
}

fn member(n: u128, person: PersonId, role: Role, name: &str) -> Member {
    Member {
        reach: Reach::InHours,
        ..Member::new(MemberId(id(n)), person, role, name, day("2025-11-04"))
    }
}

fn said(n: u128, person: PersonId, heading: Heading, text: &str, recorded_at: &str) -> Words {
    Words {
        id: WordsId(id(n)),
        person,
        heading,
        text: text.into(),
        said_on: day("2025-11-18"),
        supported_by: String::new(),
        media: String::new(),
        recorded_by: "a.okafor".into(),
        recorded_at: at(recorded_at),
    }
}

fn item(n: u128, person: PersonId, kind: ItemKind, what: &str, waiting: Waiting) -> Item {
    Item::new(
        ItemId(id(n)),
        person,
        kind,
        what,
        waiting,
        day("2026-02-17"),
    )
}

/// Somebody was spoken with by telephone, as A. Okafor wrote down.
pub fn contact(n: u128, person: PersonId, when: &str, gist: &str) -> Contact {
    Contact {
        id: ContactId(id(n)),
        person,
        at: at(when),
        recorded_at: at(when),
        by: "a.okafor".into(),
        channel: Channel::Phone,
        direction: Direction::Out,
        with: With::Person,
        whom: String::new(),
        result: Reached::Yes,
        gist: gist.into(),
        next: None,
        minutes: None,
        details: Details::default(),
        moved: Vec::new(),
        keeps: Vec::new(),
        corrects: None,
    }
}

/// What a record without gaps has beside the person: a team that can be reached, words, an agreed plan.
pub fn complete(id: PersonId) -> Vec<Record> {
    let n = 1_000 + id.0.as_u128() % 100 * 10;
    let mut plan = Plan::new(PlanId(self::id(n + 5)), id, day("2025-11-18"));
    plan.backup = "A neighbour has the key.".into();
    plan.agreed = Some(Agreement {
        on: day("2025-11-18"),
        by: "the person".into(),
        capacity: "the person".into(),
        contributors: String::new(),
    });
    vec![
        Record::Member(member(n, id, Role::Lead, "Dr Quince")),
        Record::Member(member(n + 1, id, Role::Navigator, "A. Okafor")),
        Record::Member(member(n + 2, id, Role::NamedGp, "Dr Quince")),
        Record::Member(Member {
            phone: "01632 960300".into(),
            reach: Reach::OutOfHours,
            ..member(n + 3, id, Role::Service, "Hedgerow night line")
        }),
        Record::Words(said(
            n + 4,
            id,
            Heading::MostImportant,
            "I want to sit in the sun.",
            "2025-11-18T10:00:00Z",
        )),
        Record::Plan(plan),
    ]
}

fn with(person: Person, rest: Vec<Record>) -> Vec<Record> {
    let mut records = vec![Record::Person(person)];
    records.extend(rest);
    records
}

/// Somebody whose record has no gaps and who was spoken with on Thursday.
fn settled(person: Person, rest: Vec<Record>) -> Vec<Record> {
    let id = person.id;
    let mut all = complete(id);
    all.push(Record::Contact(contact(
        2_000 + id.0.as_u128() % 100,
        id,
        "2026-02-26T14:00:00Z",
        "All well.",
    )));
    all.extend(rest);
    with(person, all)
}

fn ada() -> Vec<Record> {
    let ada = Person {
        nhs_number: NhsNumber::parse("999 000 0018").ok(),
        name: Name {
            title: "Mrs".into(),
            given: "Ada".into(),
            family: "Applepip".into(),
            preferred: "Addie".into(),
        },
        gender: Gender::Female,
        ethnicity: String::new(),
        religion: String::new(),
        address: Address {
            lines: vec!["1 Orchard Row".into(), "Hedgerow".into()],
            postcode: "ZZ99 3VZ".into(),
            elsewhere: String::new(),
        },
        phones: vec![Phone {
            usage: PhoneUse::Home,
            number: "01632 960101".into(),
        }],
        practice: Practice {
            name: "Hedgerow Surgery".into(),
            code: "Z99999".into(),
        },
        conditions: vec!["COPD".into(), "Heart failure".into()],
        tier_because: "two admissions this winter".into(),
        contact_every_days: Some(14),
        story: Some(noted(
            "Home after a hip repair. Lives alone up a flight of stairs. Her daughter Rose comes most evenings and is \
             tired.",
        )),
        access: Some(noted("Hearing loss: face her, speak clearly, no telephone menus.").into()),
        ..person(ADA, "Applepip", "Ada", "1944-02-03", Tier::High)
    };
    let mut all = ada_team();
    all.extend(ada_words_and_plan());
    all.extend(ada_items());
    all.extend(ada_contacts());
    with(ada, all)
}

fn ada_team() -> Vec<Record> {
    [
        Member {
            title: "GP".into(),
            organisation: "Hedgerow Surgery".into(),
            phone: "01632 960100".into(),
            ..member(100, ADA, Role::Lead, "Dr Quince")
        },
        Member {
            phone: "01632 960155".into(),
            ..member(101, ADA, Role::Navigator, "A. Okafor")
        },
        member(102, ADA, Role::NamedGp, "Dr Quince"),
        Member {
            title: "community nurse".into(),
            organisation: "Vale Community Trust".into(),
            phone: "01632 960140".into(),
            ring_for: "pain, dressings".into(),
            from_on: day("2026-01-12"),
            ..member(103, ADA, Role::Professional, "Nell Nettle")
        },
        Member {
            title: "daughter".into(),
            does: "shopping, lifts, evenings".into(),
            phone: "07700 900118".into(),
            reach: Reach::Always,
            may_be_told: "everything".into(),
            ..member(104, ADA, Role::Carer, "Rose Applepip")
        },
        Member {
            title: "physiotherapist".into(),
            until_on: Some(day("2026-01-30")),
            ..member(105, ADA, Role::Professional, "Sam Sorrel")
        },
    ]
    .map(Record::Member)
    .to_vec()
}

fn ada_words_and_plan() -> Vec<Record> {
    let mut plan = Plan::new(PlanId(id(120)), ADA, day("2025-11-18"));
    plan.strengths = "Cooks, knows everybody in the Row. Rose, and Mr Teasel next door.".into();
    plan.needs = vec![Need {
        id: NeedId(id(121)),
        text: "Stairs, and fear of falling again".into(),
        ended: None,
    }];
    plan.goals = vec![
        Goal {
            need: Some(NeedId(id(121))),
            because: "my own kitchen and my garden".into(),
            importance: Some(9),
            ..Goal::new(GoalId(id(122)), "Down to the garden and back on her own")
        },
        Goal::new(GoalId(id(123)), "Rose has one evening a week off"),
    ];
    plan.contingency = "Breathless at rest: sit her up, blue inhaler, ring 111. No ambulance for a fall without pain."
        .into();
    plan.backup = "Mr Teasel has the key; the Row takes turns if Rose is ill.".into();
    plan.arrangements = ada_arrangements();
    plan.review = Review {
        last_on: Some(day("2026-01-12")),
        due_on: Some(day("2026-05-04")),
        every_days: None,
        at_most_days: Some(180),
        responsible: "Dr Quince".into(),
    };
    plan.agreed = Some(Agreement {
        on: day("2026-01-12"),
        by: "Ada Applepip".into(),
        capacity: "the person".into(),
        contributors: "Dr Quince, Nell Nettle".into(),
    });
    vec![
        Record::Words(said(
            110,
            ADA,
            Heading::MostImportant,
            "I want to stay at home.",
            "2025-11-18T10:00:00Z",
        )),
        Record::Words(said(
            111,
            ADA,
            Heading::MostImportant,
            "I want to stay in my own kitchen and my garden, and see Rose without her doing my legs.",
            "2026-01-12T10:00:00Z",
        )),
        Record::Words(said(
            112,
            ADA,
            Heading::DoAndDoNot,
            "Please knock and wait. Please do not call me dear.",
            "2026-01-12T10:05:00Z",
        )),
        Record::Plan(plan),
    ]
}

fn ada_arrangements() -> Arrangements {
    let agreed = day("2026-01-12");
    let one = |n: u128| ArrangementId(id(n));
    let visits = |n: u128, organisation: &str, how_often: &str| Intervention {
        kind: InterventionKind::Wounds,
        what: "leg dressings".into(),
        organisation: organisation.into(),
        how_often: how_often.into(),
        from_on: Some(agreed),
        ..Intervention::begin(one(n), agreed)
    };
    Arrangements {
        contingency: vec![Contingency {
            name: "Swollen ankles".into(),
            triggers: vec!["slippers tight".into(), "two kilos up in three days".into()],
            what_to_do: "Legs up, weigh her, ring the nurse the same day.".into(),
            ring: vec![MemberId(id(103))],
            not_to_do: "no ambulance for that alone".into(),
            agreed_with: "Ada, Rose".into(),
            ..Contingency::begin(one(180), agreed)
        }],
        shared_care: vec![SharedCare {
            what: "Blood thinner".into(),
            prescribes: "Hedgerow Surgery".into(),
            monitors: "Vale Community Trust".into(),
            supplies: "Row Pharmacy".into(),
            ..SharedCare::begin(one(181), agreed)
        }],
        other_plans: vec![OtherPlan {
            name: "Heart failure plan".into(),
            service: "County Hospital".into(),
            ..OtherPlan::begin(one(182), agreed)
        }],
        interventions: vec![
            visits(183, "Vale Community Trust", "Mondays and Thursdays"),
            visits(184, "Hedgerow Surgery", "weekly"),
        ],
        ..Arrangements::default()
    }
}

fn ada_items() -> Vec<Record> {
    [
        Item {
            owner: "Teasel Pharmacy".into(),
            asked_on: day("2026-02-16"),
            expected_on: Some(day("2026-02-25")),
            expected_how: "Wed 25 Feb 2026 = 7 working days from Mon 16 Feb 2026".into(),
            chases: vec![Chase {
                rung: Rung::Again,
                on: day("2026-02-26"),
                note: "they ring back".into(),
            }],
            outcome: Some(Outcome {
                on: day("2026-02-27"),
                text: "yes, from next week".into(),
            }),
            ..item(
                130,
                ADA,
                ItemKind::Question,
                "blister pack for her tablets?",
                Waiting::Us,
            )
        },
        Item {
            owner: "Nell Nettle".into(),
            asked_on: day("2026-02-20"),
            expected_on: Some(day("2026-03-13")),
            expected_how: "Fri 13 Mar 2026 = \"3w\", agreed Fri 20 Feb 2026".into(),
            goal: Some(GoalId(id(122))),
            confidence: Some(6),
            because: "she will not use a frame".into(),
            ..item(
                131,
                ADA,
                ItemKind::Action,
                "rails on the back steps",
                Waiting::Service,
            )
        },
        Item {
            owner: "Ada".into(),
            asked_on: day("2026-02-20"),
            expected_on: Some(day("2026-02-24")),
            ..item(
                132,
                ADA,
                ItemKind::Action,
                "look at the chair lift leaflet",
                Waiting::Person,
            )
        },
        Item {
            owner: "A. Okafor".into(),
            asked_on: day("2026-01-12"),
            expected_on: Some(day("2026-01-16")),
            outcome: Some(Outcome {
                on: day("2026-01-15"),
                text: "sent".into(),
            }),
            ended: Some(Ended {
                on: day("2026-01-15"),
                how: Ending::Done,
                because: String::new(),
            }),
            ..item(
                133,
                ADA,
                ItemKind::Action,
                "large-print plan to Ada and Rose",
                Waiting::Us,
            )
        },
    ]
    .map(Record::Item)
    .to_vec()
}

fn ada_contacts() -> Vec<Record> {
    [
        Contact {
            channel: Channel::Visit,
            minutes: Some(45),
            ..contact(
                140,
                ADA,
                "2026-01-12T10:00:00Z",
                "Review at home with Rose. Wants the garden back before the spring.",
            )
        },
        Contact {
            with: With::Carer,
            whom: "Rose".into(),
            direction: Direction::In,
            ..contact(
                141,
                ADA,
                "2026-02-16T16:20:00Z",
                "Tablets muddled twice; asks whether the pharmacy can pack them.",
            )
        },
        Contact {
            result: Reached::LeftMessage,
            next: Some(Next {
                on: day("2026-02-20"),
                what: String::new(),
            }),
            ..contact(
                142,
                ADA,
                "2026-02-19T11:00:00Z",
                "Message with Rose's neighbour.",
            )
        },
        Contact {
            recorded_at: at("2026-02-23T09:00:00Z"),
            next: Some(Next {
                on: day("2026-03-06"),
                what: "how the stairs go".into(),
            }),
            ..contact(
                143,
                ADA,
                "2026-02-20T15:00:00Z",
                "Stairs are hard, no falls. Agreed rails; she will look at the chair lift leaflet.",
            )
        },
    ]
    .map(Record::Contact)
    .to_vec()
}

fn bert() -> Vec<Record> {
    let bert = Person {
        nhs_number: NhsNumber::parse("999 000 0026").ok(),
        contact_every_days: Some(14),
        ..person(BERT, "Bramble", "Bert", "1957-06-30", Tier::Medium)
    };
    let mut all = complete(BERT);
    all.push(Record::Contact(contact(
        200,
        BERT,
        "2026-02-03T10:00:00Z",
        "New tablets agree with him.",
    )));
    with(bert, all)
}

fn cy() -> Vec<Record> {
    settled(
        person(CY, "Cobbleton", "Cy", "1938-12-01", Tier::High),
        vec![Record::Item(Item {
            owner: "Teasel Pharmacy".into(),
            expected_on: Some(day("2026-02-20")),
            ..item(
                210,
                CY,
                ItemKind::Question,
                "who prescribes his patches?",
                Waiting::Service,
            )
        })],
    )
}

fn dot() -> Vec<Record> {
    settled(
        person(DOT, "Dandelion", "Dot", "1971-04-12", Tier::Low),
        vec![Record::Item(Item {
            owner: "A. Okafor".into(),
            expected_on: Some(day("2026-03-02")),
            ..item(
                220,
                DOT,
                ItemKind::Action,
                "send the bus pass form",
                Waiting::Us,
            )
        })],
    )
}

fn ed() -> Vec<Record> {
    let ed = Person {
        joined_on: day("2026-01-12"),
        access: None,
        sharing: None,
        told_coordinator: None,
        choosing: None,
        ..person(ED, "Elderflower", "Ed", "1949-09-09", Tier::Medium)
    };
    with(
        ed,
        vec![Record::Contact(contact(
            230,
            ED,
            "2026-02-23T10:00:00Z",
            "First talk; wants to think it over.",
        ))],
    )
}

fn fay() -> Vec<Record> {
    let fay = Person {
        nhs_number: NhsNumber::parse("999 000 0034").ok(),
        joined_on: day("2026-02-27"),
        access: None,
        sharing: None,
        told_coordinator: None,
        choosing: None,
        ..person(FAY, "Foxglove", "Fay", "1960-05-17", Tier::Medium)
    };
    with(
        fay,
        vec![Record::Member(member(
            240,
            FAY,
            Role::Navigator,
            "A. Okafor",
        ))],
    )
}

fn gus() -> Vec<Record> {
    let mut all = complete(GUS);
    all.push(Record::Contact(Contact {
        next: Some(Next {
            on: day("2026-03-05"),
            what: "new inhaler".into(),
        }),
        ..contact(
            250,
            GUS,
            "2026-02-26T09:30:00Z",
            "Starts the new inhaler tomorrow.",
        )
    }));
    with(
        person(GUS, "Gooseberry", "Gus", "1966-01-23", Tier::Medium),
        all,
    )
}

fn hattie() -> Vec<Record> {
    settled(
        person(
            HATTIE,
            "Hollyhock-Featherstonehaugh",
            "Henrietta Wilhelmina",
            "1931-08-08",
            Tier::Low,
        ),
        vec![Record::Item(Item {
            owner: "Vale memory clinic".into(),
            asked_on: day("2026-02-20"),
            expected_on: Some(day("2026-03-20")),
            ..item(
                260,
                HATTIE,
                ItemKind::Question,
                "date of the first visit?",
                Waiting::Service,
            )
        })],
    )
}

fn idunn() -> Vec<Record> {
    settled(
        person(IDUNN, "Ívyleaf", "Iðunn", "1980-02-29", Tier::Low),
        Vec::new(),
    )
}

fn joy() -> Vec<Record> {
    let joy = Person {
        status: Status::Paused {
            until: day("2026-03-23"),
            because: "with her sister in Wales".into(),
        },
        ..person(JOY, "Juniper", "Joy", "1952-07-14", Tier::Medium)
    };
    settled(joy, Vec::new())
}

fn ken() -> Vec<Record> {
    let mut all = complete(KEN);
    all.push(Record::Contact(contact(
        270,
        KEN,
        "2026-02-18T10:00:00Z",
        "Will come to the group.",
    )));
    all.push(Record::Contact(Contact {
        result: Reached::NoAnswer,
        ..contact(271, KEN, "2026-02-27T16:00:00Z", "No answer")
    }));
    with(person(KEN, "Kingcup", "Ken", "1975-10-05", Tier::Low), all)
}

fn lil() -> Vec<Record> {
    let lil = Person {
        status: Status::Left {
            on: day("2026-01-30"),
            how: Leaving::Discharged,
            because: "manages on her own now".into(),
            tell: Vec::new(),
        },
        ..person(LIL, "Larkspur", "Lil", "1947-03-21", Tier::Low)
    };
    settled(lil, Vec::new())
}
