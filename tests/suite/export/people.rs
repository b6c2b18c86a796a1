//! Made-up people for the exports: everything filled, almost nothing, hostile characters, dead, without a birthday.

use caseload::domain::appointment::{Appointment, Dealt, How, Moment, Support};
use caseload::domain::arrangement::{
    Arrangement, ArrangementKind, Arrangements, AtHand, Backups, Completion, Contingency, Cpr,
    Elsewhere, EndOfLife, Formulation, Funding, Holds, Intervention, InterventionKind, Medicines,
    OtherLine, OtherPlan, Paper, SharedCare, Taken, Visit, Wishes,
};
use caseload::domain::contact::{
    Channel, Contact, Details, Direction, Given, Moved, Next, Purpose, Reached, With,
};
use caseload::domain::copy::PlanCopy;
use caseload::domain::deferral::{Deferral, Subject};
use caseload::domain::goal::{Eyes, Progress, StageGoal};
use caseload::domain::group::VulnerableGroup;
use caseload::domain::id::{
    AppointmentId, ArrangementId, ContactId, CopyId, DeferralId, GoalId, ItemId, MemberId, NeedId,
    OtherLineId, PersonId, PlanId, ServiceId, SharingId, StageId, TransitionId, VersionId, WordsId,
};
use caseload::domain::item::{
    Chase, Conflict, Ended, Ending, Item, ItemKind, Mark, Outcome, ReferralState, ReferralStep,
    Rung, Waiting,
};
use caseload::domain::leaving::{Tell, Telling};
use caseload::domain::nhs_number::NhsNumber;
use caseload::domain::person::{
    Address, Gender, Identified, Leaving, LocalId, Name, Noted, Person, Phone, PhoneUse, Practice,
    Status, Tier,
};
use caseload::domain::plan::{
    Agreement, Goal, GoalState, Need, NeedEnded, NeedEnding, Plan, Review,
};
use caseload::domain::record::{Folder, Kept};
use caseload::domain::service::{Checked, Sector, Service};
use caseload::domain::shared::Shared;
use caseload::domain::sharing::{
    Basis, Capacity, May, Recipient, RecipientKind, SharedPart, Sharing,
};
use caseload::domain::team::{Away, Handover, Member, Reach, Role, Tie};
use caseload::domain::transition::{
    Acknowledged, Answer, CheckPoint, Closed, Discharge, MoveKind, Point, Side, Transition,
};
use caseload::domain::user::{Authors, User, UserRole};
use caseload::domain::version::{Body, Version};
use caseload::domain::words::{Heading, Words};
use caseload::export::Provenance;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::carers;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0195_0000_0000_7000_8000_0000_0000_0000 + n)
}

pub fn made() -> Provenance {
    Provenance {
        program_version: "0.1.0".into(),
        made_at: at("2026-03-02T09:12:00Z"),
        author_login: "a.okafor".into(),
        author_name: "Amara Okafor".into(),
        authors: Authors::of(&[User {
            login: "b.hall".into(),
            name: "Beth Hall".into(),
            role: UserRole::Navigator,
        }]),
        recipient: Some("Larkfield Surgery".into()),
    }
}

pub fn kept<T>(value: T) -> Kept<T> {
    Kept { value, revision: 1 }
}

fn noted(text: &str, on: &str) -> Noted {
    Noted {
        text: text.into(),
        on: day(on),
        by: "a.okafor".into(),
    }
}

/// Somebody of whom nothing is known but a family name.
pub fn bare() -> Folder {
    Folder {
        person: kept(bare_person(900)),
        team: Vec::new(),
        words: Vec::new(),
        plan: None,
        items: Vec::new(),
        contacts: Vec::new(),
        deferrals: Vec::new(),
        appointments: Vec::new(),
        moves: Vec::new(),
        unmet: Vec::new(),
        services: Vec::new(),
        shared: Shared::default(),
    }
}

fn bare_person(n: u128) -> Person {
    Person {
        id: PersonId(id(n)),
        nhs_number: None,
        name: Name {
            family: "Osei".into(),
            ..Name::default()
        },
        born_on: None,
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
        tier: Tier::Medium,
        tier_because: String::new(),
        joined_on: day("2026-02-27"),
        identified: Identified::default(),
        contact_every_days: None,
        self_coordinating: None,
        story: None,
        access: None,
        sharing: None,
        told_coordinator: None,
        choosing: None,
    }
}

/// A discharge with all that belongs to one.
fn moves() -> Vec<Transition> {
    let at = "2026-02-27T19:10:00Z".parse().unwrap();
    let person = full_person().id;
    let mut one = Transition::new(TransitionId(id(71)), person, MoveKind::Discharge, at);
    one.from = "Ward 7".into();
    one.to = "home".into();
    one.leaving = Side {
        name: "Sister Ade".into(),
        phone: "01632 960 170".into(),
    };
    one.taking = Side {
        name: "Dr S. Patel".into(),
        phone: String::new(),
    };
    one.acknowledged = Some(Acknowledged {
        on: day("2026-03-02"),
        by: "Dr S. Patel".into(),
    });
    one.told_on = Some(day("2026-02-27"));
    one.note = "Keys with the neighbour".into();
    one.by = "a.okafor".into();
    let mut discharge = Discharge {
        named_contact: "Ruth 07700 900 118".into(),
        medicines_until_on: Some(day("2026-03-06")),
        explained_again_on: Some(day("2026-03-01")),
        ..Discharge::default()
    };
    discharge.checklist.out_of_hours = Point::answered(Answer::Yes);
    discharge.checklist.plan = Point {
        is: Some(Answer::No),
        note: "she was too tired".into(),
        item: None,
    };
    one.discharge = Some(discharge);
    let mut into = Transition::new(
        TransitionId(id(72)),
        person,
        MoveKind::Admission,
        "2026-02-18T09:40:00Z".parse().unwrap(),
    );
    into.from = "home".into();
    into.to = "Ward 7".into();
    into.taking = one.leaving.clone();
    into.closed = Some(Closed {
        on: day("2026-02-27"),
        because: "discharged".into(),
    });
    let mut lead = Transition::new(
        TransitionId(id(73)),
        person,
        MoveKind::Lead,
        "2026-01-05T12:00:00Z".parse().unwrap(),
    );
    lead.from = "Dr V. Rao".into();
    lead.to = "Dr S. Patel".into();
    lead.told_on = Some(day("2026-01-06"));
    vec![one, into, lead]
}

/// Somebody of whom everything is known.
pub fn full() -> Folder {
    Folder {
        person: kept(full_person()),
        team: team().into_iter().map(kept).collect(),
        words: words().into_iter().map(kept).collect(),
        plan: Some(kept(plan())),
        items: items().into_iter().map(kept).collect(),
        contacts: contacts().into_iter().map(kept).collect(),
        deferrals: deferrals().into_iter().map(kept).collect(),
        appointments: appointments().into_iter().map(kept).collect(),
        moves: moves().into_iter().map(kept).collect(),
        unmet: Vec::new(),
        services: vec![kept(service())],
        shared: shared(),
    }
}

fn full_person() -> Person {
    Person {
        id: PersonId(id(1)),
        nhs_number: NhsNumber::parse("999 000 0018").ok(),
        name: Name {
            title: "Mrs".into(),
            given: "Margaret".into(),
            family: "Ellis".into(),
            preferred: "Peggy".into(),
        },
        born_on: Some(day("1944-02-03")),
        gender: Gender::Female,
        ethnicity: "White British".into(),
        religion: "Methodist".into(),
        address: Address {
            lines: vec!["4 Mill Lane".into(), "Larkfield".into()],
            postcode: "ZZ99 3WZ".into(),
            elsewhere: "9 Kiln Close, Larkfield, weekends".into(),
        },
        phones: vec![
            Phone {
                usage: PhoneUse::Home,
                number: "01632 960101".into(),
            },
            Phone {
                usage: PhoneUse::Mobile,
                number: "07700 900123".into(),
            },
        ],
        email: "peggy@example.org".into(),
        practice: Practice {
            name: "Larkfield Surgery".into(),
            code: "Z99001".into(),
        },
        local_ids: vec![LocalId {
            label: "EMIS number".into(),
            value: "40321".into(),
        }],
        conditions: vec!["Heart failure".into(), "Type 2 diabetes".into()],
        groups: vec![
            VulnerableGroup::ManyAgencies,
            VulnerableGroup::of("asylum seeker"),
        ],
        notes: "Hard of hearing, left ear".into(),
        status: Status::Open,
        tier: Tier::High,
        tier_because: "Two admissions since Christmas".into(),
        joined_on: day("2026-01-05"),
        identified: Identified {
            because: "Frailty list of January".into(),
            by: "Dr Shah".into(),
            source: "frailty-2026-01.csv, row 12".into(),
        },
        contact_every_days: Some(14),
        self_coordinating: None,
        story: Some(noted(
            "Lives alone since Tom died. Fell in January; Ruth visits every day.\nWants no more hospital stays than she must.",
            "2026-02-20",
        )),
        access: Some(carers::access()),
        sharing: Some(noted(
            "Share with Ruth and the surgery; not with her son.",
            "2026-01-05",
        )),
        told_coordinator: Some(carers::told()),
        choosing: Some(noted(
            "Asked for somebody who signs; met Amara first.",
            "2026-01-05",
        )),
    }
}

pub fn member(n: u128, role: Role, name: &str) -> Member {
    let (id, person) = (MemberId(id(n)), PersonId(id(1)));
    Member {
        reach: Reach::InHours,
        ..Member::new(id, person, role, name, day("2026-01-05"))
    }
}

fn team() -> Vec<Member> {
    vec![
        Member {
            title: "community matron".into(),
            speciality: "frailty".into(),
            works_in: "Vale neighbourhood team".into(),
            organisation: "Vale Community NHS Trust".into(),
            phone: "01632 960200".into(),
            email: "j.bell@example.org".into(),
            ring_for: "breathlessness".into(),
            variation: Some(carers::variation()),
            words_that_work: "calls goals outcomes".into(),
            ..member(10, Role::Lead, "Joan Bell")
        },
        Member {
            organisation: "Larkfield Surgery".into(),
            phone: "01632 960100".into(),
            ..member(11, Role::Navigator, "Amara Okafor")
        },
        Member {
            organisation: "Larkfield Surgery".into(),
            ..member(12, Role::NamedGp, "Dr Amit Shah")
        },
        Member {
            title: "daughter".into(),
            ties: vec![Tie::NextOfKin, Tie::EmergencyContact],
            does: "shopping, lifts to clinics".into(),
            phone: "07700 900456".into(),
            reach: Reach::Always,
            may_be_told: "everything but money".into(),
            at_night: "up once, to help her to the bathroom".into(),
            if_stopped: "dressings and the evening tablets".into(),
            carer: Some(carers::carer()),
            ..member(13, Role::Carer, "Ruth Ellis")
        },
        Member {
            title: "neighbour".into(),
            ..member(14, Role::Family, "Bill Tran")
        },
        Member {
            phone: "01632 960300".into(),
            reach: Reach::OutOfHours,
            ring_for: "falls at night".into(),
            ..member(15, Role::Service, "Vale Falls Response")
        },
        Member {
            title: "district nurse".into(),
            until_on: Some(day("2026-02-10")),
            ..member(16, Role::Professional, "Pat Kerr")
        },
    ]
}

fn said(n: u128, heading: Heading, text: &str, recorded_at: &str) -> Words {
    Words {
        id: WordsId(id(n)),
        person: PersonId(id(1)),
        heading,
        text: text.into(),
        said_on: day("2026-01-05"),
        supported_by: "Ruth".into(),
        media: "film of her at the stove, on Ruth's telephone".into(),
        recorded_by: "a.okafor".into(),
        recorded_at: at(recorded_at),
    }
}

fn words() -> Vec<Words> {
    vec![
        said(
            20,
            Heading::MostImportant,
            "I want to stay at home.",
            "2026-01-05T10:00:00Z",
        ),
        said(
            21,
            Heading::MostImportant,
            "I want to stay in my own kitchen,\nand see Ruth – every day.",
            "2026-02-05T10:00:00Z",
        ),
        said(
            22,
            Heading::DoAndDoNot,
            "Please don’t ring before ten.",
            "2026-01-05T10:05:00Z",
        ),
    ]
}

fn plan() -> Plan {
    let goal = |n: u128, text: &str, because: &str, state| Goal {
        need: Some(NeedId(id(31))),
        because: because.into(),
        importance: Some(9),
        state,
        ..Goal::new(GoalId(id(n)), text)
    };
    Plan {
        strengths: "Bakes for the whole lane; Ruth; the Tuesday club".into(),
        needs: vec![Need {
            id: NeedId(id(31)),
            text: "Falls, and the fear of them".into(),
            ended: None,
        }],
        goals: vec![
            Goal {
                reason: "She asks for it at every visit".into(),
                stages: vec![StageGoal {
                    id: StageId(id(34)),
                    text: "Tea made standing".into(),
                    state: GoalState::Reached,
                    outcome: "twice this week".into(),
                }],
                progress: vec![
                    Progress {
                        on: day("2026-02-12"),
                        view: Eyes::Person,
                        text: "Slow, but it is my stove.".into(),
                        by: "a.okafor".into(),
                        at: at("2026-02-12T10:00:00Z"),
                    },
                    Progress {
                        on: day("2026-02-12"),
                        view: Eyes::Coordinator,
                        text: "Steady with the stool".into(),
                        by: "a.okafor".into(),
                        at: at("2026-02-12T10:00:00Z"),
                    },
                ],
                outcomes: vec![Outcome {
                    on: day("2026-02-19"),
                    text: "Cooked on Sunday".into(),
                }],
                ..goal(
                    32,
                    "Cook at her own stove again",
                    "in my own kitchen",
                    GoalState::Active,
                )
            },
            Goal {
                need: None,
                importance: None,
                ..goal(33, "Sleep through", "to sleep", GoalState::Reached)
            },
        ],
        practice_contact: "Dr Shah once a month".into(),
        contingency: "Swollen ankles: ring Joan first, not 999".into(),
        backup: "Bill has a key".into(),
        arrangements: arrangements(),
        review: Review {
            last_on: Some(day("2026-02-05")),
            due_on: Some(day("2026-05-04")),
            every_days: Some(90),
            at_most_days: Some(180),
            responsible: "Amara Okafor".into(),
        },
        agreed: Some(Agreement {
            on: day("2026-02-05"),
            by: "Margaret Ellis".into(),
            capacity: "the person".into(),
            contributors: "Joan Bell, Ruth Ellis".into(),
        }),
        ..Plan::new(PlanId(id(30)), PersonId(id(1)), day("2026-01-12"))
    }
}

fn arranged(n: u128) -> ArrangementId {
    ArrangementId(id(n))
}

/// Some of everything that a plan can arrange.
fn arrangements() -> Arrangements {
    let began = day("2026-02-05");
    let dressings = |n: u128, organisation: &str, how_often: &str| Intervention {
        kind: InterventionKind::Wounds,
        what: "leg dressings".into(),
        organisation: organisation.into(),
        how_often: how_often.into(),
        from_on: Some(began),
        ..Intervention::begin(arranged(n), began)
    };
    Arrangements {
        contingency: vec![Contingency {
            name: "Swollen ankles".into(),
            triggers: vec!["slippers tight".into(), "two kilos up in three days".into()],
            what_to_do: "Legs up, weigh her, ring the matron the same day.".into(),
            ring: vec![MemberId(id(10))],
            ring_others: "111 at night".into(),
            not_to_do: "No ambulance for swollen ankles alone.".into(),
            agreed_with: "Margaret Ellis, Ruth Ellis".into(),
            review_on: Some(day("2026-05-04")),
            responsible: "Joan Bell".into(),
            ..Contingency::begin(arranged(700), began)
        }],
        at_hand: vec![AtHand {
            what: "just-in-case medicines".into(),
            kept_at: "green box, top of the kitchen cupboard".into(),
            since_on: Some(began),
            ..AtHand::begin(arranged(701), began)
        }],
        backups: Some(Backups {
            carer: "Bill Appleyard, the same evening".into(),
            coordinator: "duty coordinator 01632 960150".into(),
        }),
        wishes: Some(Wishes {
            place_of_care: "at home, in the kitchen".into(),
            statement: Paper::Yes,
            statement_at: "blue folder by the telephone".into(),
            said_on: Some(began),
            ..Wishes::default()
        }),
        cpr: Some(Cpr {
            decision: "Do not attempt resuscitation".into(),
            decided_by: "Dr Shah".into(),
            on: Some(began),
            involved: "talked over with Margaret and Ruth".into(),
            kept_at: "inside the front door".into(),
            review_on: Some(day("2026-08-05")),
        }),
        end_of_life: vec![EndOfLife {
            said_by: "Dr Shah".into(),
            because: "last weeks".into(),
            ..EndOfLife::begin(arranged(702), began)
        }],
        elsewhere: vec![Elsewhere {
            what: "water tablet stopped on the ward".into(),
            decided_at: "County Hospital".into(),
            ..Elsewhere::begin(arranged(703), began)
        }],
        shared_care: vec![SharedCare {
            what: "blood thinner".into(),
            prescribes: "Larkfield Surgery".into(),
            monitors: "County Hospital".into(),
            supplies: "High Street pharmacy".into(),
            ..SharedCare::begin(arranged(704), began)
        }],
        other_plans: vec![OtherPlan {
            name: "Heart failure plan".into(),
            service: "County Hospital".into(),
            says: "daily weight, ring at two kilos".into(),
            reconciled_on: Some(began),
            reconciled_by: "A. Okafor".into(),
            taken_over: "the weighing and the two kilos".into(),
            lines: vec![
                went(
                    720,
                    "weighs herself daily",
                    Some(Taken::Goal(GoalId(id(32)))),
                    "",
                ),
                went(
                    721,
                    "rings at two kilos",
                    Some(Taken::Action(ItemId(id(40)))),
                    "",
                ),
                went(722, "keeps a fluid chart", None, "she will not"),
                went(723, "no salt at table", None, ""),
            ],
            ..OtherPlan::begin(arranged(705), began)
        }],
        interventions: vec![
            dressings(706, "Community nurses", "Mondays and Thursdays"),
            dressings(707, "Larkfield Surgery", "weekly"),
        ],
        medicines: vec![Medicines {
            what: "the blister pack".into(),
            supplied_by: "High Street pharmacy".into(),
            until_on: Some(day("2026-02-20")),
            ..Medicines::begin(arranged(708), began)
        }],
        funding: vec![Funding {
            pays_for: "company twice a week".into(),
            ..Funding::begin(arranged(709), began)
        }],
        formulation: Some(Formulation {
            says: "lost her sister; stays in; the club helps".into(),
            by: "Vale wellbeing team".into(),
            involved: "in her own words, with Ruth".into(),
            on: Some(began),
        }),
        completion: Some(Completion {
            made_by: "Joan Bell".into(),
            place: "at home, in the kitchen".into(),
            completed_by: "A. Okafor".into(),
            updated_on: Some(began),
        }),
        ..Arrangements::default()
    }
}

/// A line of another service's plan, and where it went.
fn went(n: u128, text: &str, into: Option<Taken>, because: &str) -> OtherLine {
    OtherLine {
        id: OtherLineId(id(n)),
        text: text.into(),
        into,
        left_out_because: because.into(),
    }
}

pub fn item(n: u128, kind: ItemKind, what: &str) -> Item {
    Item::new(
        ItemId(id(n)),
        PersonId(id(1)),
        kind,
        what,
        Waiting::Us,
        day("2026-02-20"),
    )
}

/// One that is put off beyond the day of the export, and one that has come back.
fn appointments() -> Vec<Appointment> {
    let booked = |n: u128, at: Moment, what: &str| {
        Appointment::new(AppointmentId(id(n)), PersonId(id(1)), at, what)
    };
    let clinic = Appointment {
        minutes: Some(45),
        provider: "Fracture clinic, County Hospital".into(),
        place: "Outpatients 3, ground floor".into(),
        who_goes: "Ruth".into(),
        transport: Support::read("? patient transport, chair"),
        interpreter: Support::read("BSL: Mary Cole"),
        carer_cover: Support::read("neighbour feeds the cat"),
        equipment: Support::read("walking frame"),
        agreed_on: Some(day("2026-02-26")),
        questions: "May I kneel; stairs?".into(),
        prepare: "list of medicines".into(),
        by: "a.okafor".into(),
        ..booked(
            190,
            Moment::At("2026-03-12T10:30:00Z".parse().expect("a time")),
            "hip six weeks on",
        )
    };
    let mut eyes = Appointment {
        every_months: Some(12),
        asked_on: Some(day("2026-02-20")),
        answers: "new glasses in two weeks".into(),
        ..booked(191, Moment::On(day("2026-02-19")), "eye screening")
    };
    eyes = eyes
        .closed(
            How::Attended,
            day("2026-02-20"),
            "no change since last year",
        )
        .expect("closes");
    let mut missed = booked(
        192,
        Moment::At("2026-02-24T14:00:00Z".parse().expect("a time")),
        "blood test",
    )
    .closed(How::Missed, day("2026-02-25"), "no lift")
    .expect("closes");
    missed.dealt = Some(Dealt {
        on: day("2026-02-27"),
        words: "district nurse takes it at home".into(),
    });
    vec![clinic, eyes, missed]
}

/// The service of the directory that the referral went to.
fn service() -> Service {
    Service {
        id: ServiceId(id(210)),
        name: "Falls service".into(),
        does: "Balance, strength and a look at the home.".into(),
        needs: vec!["falls".into()],
        places: vec!["Larkfield".into()],
        sector: Sector::Health,
        access: "over 65, a fall within a year".into(),
        red_flags: "a blow to the head: 999".into(),
        refer: "by letter or e-mail".into(),
        phones: vec!["01632 960 240".into()],
        email: "falls@vale.example".into(),
        web: String::new(),
        address: "9 Vale Road".into(),
        postcode: "ZZ99 3VZ".into(),
        hours: "Mon to Fri 9 to 5".into(),
        checked: Some(Checked {
            on: day("2026-02-02"),
            by: "a.okafor".into(),
        }),
        notes: String::new(),
        closed: None,
        source: String::new(),
    }
}

fn deferrals() -> Vec<Deferral> {
    let deferral = |n: u128, rule: &str, until: &str| Deferral {
        id: DeferralId(id(n)),
        person: PersonId(id(1)),
        rule: rule.into(),
        about: Subject::Record,
        due_on: day("2026-02-23"),
        first_on: day("2026-02-24"),
        until_on: day(until),
        because: "Ruth is with her this week".into(),
        by: "a.okafor".into(),
    };
    vec![
        Deferral {
            about: Subject::Item(ItemId(id(41))),
            ..deferral(80, "no_reply", "2026-03-06")
        },
        deferral(81, "no_backup", "2026-02-27"),
        Deferral {
            about: Subject::Member(MemberId(id(13))),
            ..deferral(82, "carer_review", "2026-03-09")
        },
    ]
}

/// Three decisions, two versions, and copies of the older and of the newer one.
fn shared() -> Shared {
    let decision = |n: u128, with: Recipient, may: May| Sharing {
        id: SharingId(id(n)),
        person: PersonId(id(1)),
        with,
        may,
        but_not: String::new(),
        basis: Basis::Consent,
        decided_by: "Margaret \"Peggy\" Ellis".into(),
        as_whom: "the person".into(),
        capacity: Capacity::Has,
        on: day("2026-01-05"),
        until_on: None,
        withdrawn_on: None,
        note: String::new(),
        by: "a.okafor".into(),
    };
    let decisions = vec![
        Sharing {
            but_not: "what she said about her son".into(),
            until_on: Some(day("2026-12-31")),
            note: "asked at the kitchen table".into(),
            ..decision(
                90,
                Recipient::Kind {
                    kind: RecipientKind::DirectCare,
                },
                May::Everything,
            )
        },
        Sharing {
            basis: Basis::BestInterests,
            decided_by: "Ruth Ellis".into(),
            as_whom: "attorney for health and welfare".into(),
            capacity: Capacity::Lacks,
            ..decision(
                91,
                Recipient::Named {
                    name: "Larkfield Housing".into(),
                },
                May::of([SharedPart::Contingency, SharedPart::Words]),
            )
        },
        Sharing {
            withdrawn_on: Some(day("2026-02-20")),
            ..decision(
                92,
                Recipient::Kind {
                    kind: RecipientKind::Private,
                },
                May::Nothing,
            )
        },
    ];
    let version = |n: u128, number: u32, at_: &str, agreed: Option<Agreement>| {
        let mut plan = plan();
        if number == 1 {
            plan.contingency = "Ring 111.".into();
        }
        Version {
            id: VersionId(id(n)),
            person: PersonId(id(1)),
            number,
            at: at(at_),
            by: "a.okafor".into(),
            agreed,
            body: Body {
                person: full_person(),
                plan,
                words: words().into_iter().take(1).collect(),
                team: team().into_iter().take(2).collect(),
                items: items().into_iter().take(1).collect(),
            },
        }
    };
    let copy = |n: u128, holder: &str, of: u128| PlanCopy {
        id: CopyId(id(n)),
        person: PersonId(id(1)),
        holder: Recipient::Named {
            name: holder.into(),
        },
        version: Some(VersionId(id(of))),
        sheet_of: None,
        on: day("2026-02-06"),
        how: "printed, by post".into(),
        without: Vec::new(),
        basis: "consent".into(),
        ended_on: None,
        note: String::new(),
        by: "a.okafor".into(),
    };
    Shared {
        decisions: decisions.into_iter().map(kept).collect(),
        versions: vec![
            kept(version(93, 1, "2026-01-06T10:00:00Z", None)),
            kept(version(94, 2, "2026-02-05T10:00:00Z", plan().agreed)),
        ],
        copies: vec![
            kept(PlanCopy {
                without: vec!["the contact log".into()],
                ended_on: Some(day("2026-02-21")),
                note: "given back".into(),
                ..copy(95, "Larkfield Housing", 93)
            }),
            kept(copy(96, "Joan Bell", 94)),
        ],
    }
}

fn items() -> Vec<Item> {
    vec![
        Item {
            owner: "Ruth Ellis".into(),
            waiting: Waiting::Person,
            expected_on: Some(day("2026-03-09")),
            goal: Some(GoalId(id(32))),
            confidence: Some(7),
            because: "she can move the pans".into(),
            strategies: "a low shelf; one pan at a time".into(),
            stages: vec![StageGoal {
                id: StageId(id(35)),
                text: "The small pans first".into(),
                state: GoalState::Active,
                outcome: String::new(),
            }],
            review_on: Some(day("2026-04-01")),
            updated_on: Some(day("2026-02-25")),
            ..item(40, ItemKind::Action, "Put the pans within reach")
        },
        Item {
            owner: "pharmacy".into(),
            waiting: Waiting::Service,
            expected_on: Some(day("2026-03-06")),
            expected_how: "10 working days".into(),
            chases: vec![Chase {
                rung: Rung::Again,
                on: day("2026-02-27"),
                note: "left word".into(),
            }],
            ..item(41, ItemKind::Question, "Can she have a blister pack?")
        },
        Item {
            outcome: Some(Outcome {
                on: day("2026-02-26"),
                text: "Yes, from Monday".into(),
            }),
            ..item(
                42,
                ItemKind::Question,
                "Is there a place at the Tuesday club?",
            )
        },
        Item {
            ended: Some(Ended {
                on: day("2026-02-25"),
                how: Ending::Dropped,
                because: "she has one".into(),
            }),
            ..item(43, ItemKind::Action, "Order a key safe")
        },
        Item {
            owner: "Margaret Ellis".into(),
            waiting: Waiting::Person,
            ongoing: true,
            goal: Some(GoalId(id(32))),
            ..item(48, ItemKind::Action, "Weigh herself each morning")
        },
        Item {
            goal: Some(GoalId(id(33))),
            outcome: Some(Outcome {
                on: day("2026-02-22"),
                text: "New curtains".into(),
            }),
            told_on: Some(day("2026-02-22")),
            ended: Some(Ended {
                on: day("2026-02-22"),
                how: Ending::Done,
                because: String::new(),
            }),
            ..item(44, ItemKind::Action, "Darken the bedroom")
        },
        Item {
            owner: "Falls service".into(),
            service: Some(service().id),
            waiting: Waiting::Service,
            expected_on: Some(day("2026-03-12")),
            expected_how: "Thu 12 Mar 2026, booked for that day".into(),
            referral: vec![
                ReferralStep {
                    told_on: None,
                    on: day("2026-02-20"),
                    state: ReferralState::Accepted,
                    booked_on: None,
                    note: String::new(),
                },
                ReferralStep {
                    told_on: None,
                    on: day("2026-02-24"),
                    state: ReferralState::Booked,
                    booked_on: Some(day("2026-03-12")),
                    note: "at the health centre".into(),
                },
            ],
            because: "she fell twice".into(),
            ..item(45, ItemKind::Referral, "Balance classes")
        },
        Item {
            owner: "Dr S. Patel".into(),
            conflict: Some(Conflict {
                one: "Rest the leg.".into(),
                one_from: "ward physiotherapist".into(),
                other: "Walk every day.".into(),
                other_from: String::new(),
            }),
            chases: vec![Chase {
                rung: Rung::Manager,
                on: day("2026-02-26"),
                note: String::new(),
            }],
            ..item(46, ItemKind::Conflict, "Walking after the repair")
        },
        Item {
            owner: "County ward".into(),
            waiting: Waiting::Service,
            expected_on: Some(day("2026-03-05")),
            ..item(47, ItemKind::Supply, "Blood thinner")
        },
    ]
}

pub fn contact(n: u128, at_: &str, gist: &str) -> Contact {
    Contact {
        id: ContactId(id(n)),
        person: PersonId(id(1)),
        at: at(at_),
        recorded_at: at(at_),
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

fn contacts() -> Vec<Contact> {
    vec![
        Contact {
            with: With::Professional,
            whom: "ward sister".into(),
            next: Some(Next {
                on: day("2026-03-03"),
                what: "ring when she is home".into(),
            }),
            minutes: Some(12),
            details: Details {
                purpose: Some(Purpose::Advocacy),
                present: vec!["Ruth Ellis".into(), "ward pharmacist".into()],
                given: Some(Given {
                    what: "how the new tablets are taken".into(),
                    format: "large print".into(),
                    understood: Some(true),
                }),
                signposts: vec!["Carers' Lantern 01632 960 244".into()],
                own_calls: Some(3),
            },
            moved: vec![
                Moved {
                    item: ItemId(id(41)),
                    mark: Mark::Chased,
                },
                Moved {
                    item: ItemId(id(45)),
                    mark: Mark::About,
                },
            ],
            ..contact(
                56,
                "2026-02-26T15:30:00Z",
                "Going home tomorrow, transport booked.",
            )
        },
        Contact {
            result: Reached::NoAnswer,
            by: "b.hall".into(),
            ..contact(55, "2026-02-24T10:00:00Z", "")
        },
        Contact {
            channel: Channel::Text,
            direction: Direction::In,
            with: With::Carer,
            whom: "Ruth Ellis".into(),
            recorded_at: at("2026-02-23T11:00:00Z"),
            ..contact(54, "2026-02-21T18:00:00Z", "Mum is brighter.")
        },
        Contact {
            keeps: Vec::new(),
            corrects: Some(ContactId(id(52))),
            channel: Channel::Visit,
            ..contact(53, "2026-02-19T14:00:00Z", "Baked scones. Stairs are hard.")
        },
        contact(52, "2026-02-19T14:00:00Z", "Wrong person"),
        Contact {
            result: Reached::LeftMessage,
            ..contact(51, "2026-02-12T09:00:00Z", "")
        },
        contact(50, "2026-02-05T10:00:00Z", "Agreed the plan."),
    ]
}

/// Somebody who died, with dates that run backwards and everything paused in the middle.
pub fn died() -> Folder {
    let mut folder = full();
    folder.person.value.status = Status::Left {
        on: day("2026-02-28"),
        how: Leaving::Died,
        because: "at home, with Ruth".into(),
        tell: vec![
            Tell {
                appointment: None,
                heard: None,
                who: "Dr Amit Shah, named GP".into(),
                reach: "01632 960100".into(),
                state: Telling::Told {
                    on: day("2026-03-01"),
                },
            },
            Tell {
                appointment: None,
                heard: None,
                who: "Joan Bell, community matron".into(),
                reach: "01632 960200".into(),
                state: Telling::ToTell,
            },
        ],
    };
    folder.person.value.self_coordinating = Some(noted("with her daughter", "2026-02-01"));
    folder.team[1].value.handover = Some(Handover {
        note: "Ring after ten; she likes to be asked twice.".into(),
        by: "B. Else".into(),
    });
    let carer = folder
        .team
        .iter_mut()
        .find(|member| member.role == Role::Carer);
    carer.expect("she has a carer").value.away = Some(Away {
        from_on: day("2026-03-01"),
        until_on: Some(day("2026-03-20")),
        because: "her own operation".into(),
    });
    folder.person.value.joined_on = day("2026-03-01");
    folder.team[0].value.until_on = Some(day("2025-12-31"));
    folder.items[1].value.chases[0].on = day("2025-01-01");
    folder
}

/// The full record with every text replaced by what `text` gives, and `keep` deciding what is there at all.
pub fn varied(text: &mut dyn FnMut() -> String, keep: &mut dyn FnMut() -> bool) -> Folder {
    let mut folder = full();
    let person = &mut folder.person.value;
    for part in [
        &mut person.name.title,
        &mut person.name.given,
        &mut person.name.family,
        &mut person.name.preferred,
        &mut person.email,
        &mut person.practice.name,
        &mut person.practice.code,
        &mut person.address.postcode,
        &mut person.ethnicity,
        &mut person.religion,
        &mut person.notes,
        &mut person.tier_because,
        &mut person.identified.because,
        &mut person.identified.by,
        &mut person.identified.source,
    ] {
        *part = text();
    }
    person.address.lines = vec![text(), text()];
    person.conditions = vec![text(), text()];
    for phone in &mut person.phones {
        phone.number = text();
    }
    for local in &mut person.local_ids {
        *local = LocalId {
            label: text(),
            value: text(),
        };
    }
    person.access = keep().then(|| carers::vary_access(text));
    person.told_coordinator = keep().then(|| carers::vary_told(text));
    for noted in [&mut person.story, &mut person.sharing, &mut person.choosing] {
        *noted = keep().then(|| Noted {
            text: text(),
            on: day("2026-01-05"),
            by: text(),
        });
    }
    if !keep() {
        person.nhs_number = None;
        person.born_on = None;
        person.contact_every_days = None;
    }
    if !keep() {
        person.status = Status::Paused {
            until: day("2026-04-01"),
            because: text(),
        };
    }
    folder.services.retain(|_| keep());
    for service in &mut folder.services {
        let service = &mut service.value;
        for part in [
            &mut service.name,
            &mut service.does,
            &mut service.access,
            &mut service.red_flags,
            &mut service.refer,
            &mut service.email,
            &mut service.address,
            &mut service.postcode,
            &mut service.notes,
        ] {
            *part = text();
        }
        service.phones = vec![text(), text()];
        service.needs = vec![text()];
    }
    folder.appointments.retain(|_| keep());
    for appointment in &mut folder.appointments {
        let one = &mut appointment.value;
        one.what = text();
        one.place = text();
        one.questions = text();
        one.answers = text();
        one.transport = Support::read(&text());
    }
    vary_moves(&mut folder, text, keep);
    folder.deferrals.retain(|_| keep());
    for deferral in &mut folder.deferrals {
        deferral.value.because = text();
        deferral.value.by = text();
    }
    folder.team.retain(|_| keep());
    for member in &mut folder.team {
        let member = &mut member.value;
        for part in [
            &mut member.name,
            &mut member.title,
            &mut member.organisation,
            &mut member.does,
            &mut member.phone,
            &mut member.email,
            &mut member.ring_for,
            &mut member.may_be_told,
        ] {
            *part = text();
        }
        carers::vary(member, text, keep);
    }
    folder.words.retain(|_| keep());
    for words in &mut folder.words {
        let words = &mut words.value;
        for part in [
            &mut words.text,
            &mut words.supported_by,
            &mut words.recorded_by,
        ] {
            *part = text();
        }
    }
    vary_plan(&mut folder, text, keep);
    vary_shared(&mut folder, text, keep);
    folder
}

fn vary_moves(
    folder: &mut Folder,
    text: &mut dyn FnMut() -> String,
    keep: &mut dyn FnMut() -> bool,
) {
    folder.moves.retain(|_| keep());
    for one in &mut folder.moves {
        let one = &mut one.value;
        for part in [
            &mut one.from,
            &mut one.to,
            &mut one.leaving.name,
            &mut one.leaving.phone,
            &mut one.taking.name,
            &mut one.note,
            &mut one.by,
        ] {
            *part = text();
        }
        if let Some(discharge) = &mut one.discharge {
            discharge.named_contact = text();
            for which in CheckPoint::ALL {
                discharge.checklist.point_mut(which).note = text();
            }
        }
    }
}

fn vary_shared(
    folder: &mut Folder,
    text: &mut dyn FnMut() -> String,
    keep: &mut dyn FnMut() -> bool,
) {
    let shared = &mut folder.shared;
    shared.decisions.retain(|_| keep());
    for decision in &mut shared.decisions {
        let decision = &mut decision.value;
        if let Recipient::Named { name } = &mut decision.with {
            *name = text();
        }
        for part in [
            &mut decision.but_not,
            &mut decision.decided_by,
            &mut decision.as_whom,
            &mut decision.note,
            &mut decision.by,
        ] {
            *part = text();
        }
    }
    for copy in &mut shared.copies {
        let copy = &mut copy.value;
        copy.holder = Recipient::Named { name: text() };
        for part in [&mut copy.how, &mut copy.basis, &mut copy.note, &mut copy.by] {
            *part = text();
        }
    }
}

fn vary_plan(
    folder: &mut Folder,
    text: &mut dyn FnMut() -> String,
    keep: &mut dyn FnMut() -> bool,
) {
    if !keep() {
        folder.plan = None;
    }
    if let Some(plan) = &mut folder.plan {
        let plan = &mut plan.value;
        for part in [
            &mut plan.no_words_because,
            &mut plan.strengths,
            &mut plan.practice_contact,
            &mut plan.contingency,
            &mut plan.backup,
            &mut plan.review.responsible,
        ] {
            *part = text();
        }
        for need in &mut plan.needs {
            need.text = text();
            need.ended = keep().then(|| NeedEnded {
                on: day("2026-02-20"),
                how: NeedEnding::Resolved,
                because: text(),
            });
        }
        for goal in &mut plan.goals {
            goal.text = text();
            goal.because = text();
        }
        plan.agreed = keep().then(|| Agreement {
            on: day("2026-02-05"),
            by: text(),
            capacity: text(),
            contributors: text(),
        });
        if !keep() {
            plan.review = Review::default();
        }
        for kind in ArrangementKind::ALL {
            kind.visit(Vary {
                into: &mut plan.arrangements,
                text,
                keep,
            });
        }
    }
    folder.items.retain(|_| keep());
    for item in &mut folder.items {
        let item = &mut item.value;
        for part in [
            &mut item.what,
            &mut item.owner,
            &mut item.expected_how,
            &mut item.because,
        ] {
            *part = text();
        }
        if let Some(outcome) = &mut item.outcome {
            outcome.text = text();
        }
        for chase in &mut item.chases {
            chase.note = text();
        }
    }
    folder.contacts.retain(|_| keep());
    for contact in &mut folder.contacts {
        let contact = &mut contact.value;
        for part in [&mut contact.by, &mut contact.whom, &mut contact.gist] {
            *part = text();
        }
        if let Some(next) = &mut contact.next {
            next.what = text();
        }
    }
}

/// Puts texts into every field of one more arrangement of a kind.
struct Vary<'a> {
    into: &'a mut Arrangements,
    text: &'a mut dyn FnMut() -> String,
    keep: &'a mut dyn FnMut() -> bool,
}

impl Visit for Vary<'_> {
    type Out = ();

    fn visit<T: Arrangement>(self) {
        if !(self.keep)() {
            return;
        }
        let mut one = T::begin(arranged(800), day("2026-02-05"));
        for slot in T::SLOTS {
            match &slot.holds {
                Holds::Line(at) | Holds::Who(at) | Holds::Text(at) => {
                    *(at.get_mut)(&mut one) = (self.text)();
                }
                Holds::Several(at) => *(at.get_mut)(&mut one) = vec![(self.text)()],
                _ => {}
            }
        }
        T::put(self.into, one);
    }
}
