//! The pen for people written by hand: each call writes one record, or gives one to be changed.

use chrono::{Datelike, NaiveDate};

use crate::demo::frame::{Frame, day};
use crate::demo::random::Dice;
use crate::demo::sketch::NAVIGATOR_PHONE;
use crate::domain::contact::{Channel, Contact, Details, Direction, Moved, Reached, With};
use crate::domain::goal::{Eyes, Progress};
use crate::domain::id::{
    ArrangementId, ContactId, GoalId, ItemId, MemberId, NeedId, PersonId, PlanId, WordsId,
};
use crate::domain::item::{Chase, Ended, Ending, Item, ItemKind, Mark, Outcome, Rung, Waiting};
use crate::domain::nhs_number::NhsNumber;
use crate::domain::person::{
    Address, Gender, Identified, Name, Noted, Person, Phone, PhoneUse, Practice, Status, Tier,
};
use crate::domain::plan::{Agreement, Goal, Need, Plan, Review};
use crate::domain::record::{Folder, Kept, Record};
use crate::domain::shared::Shared;
use crate::domain::sharing::Recipient;
use crate::domain::team::{Member, Reach, Role};
use crate::domain::version::Body;
use crate::domain::words::{Heading, Words};

/// Writes the records of one person.
pub(super) struct Hand<'f> {
    pub(super) frame: &'f Frame<'f>,
    dice: Dice,
    id: PersonId,
    nhs_number: NhsNumber,
    members: Vec<Member>,
    words: Vec<Words>,
    pub(super) items: Vec<Item>,
    contacts: Vec<Contact>,
}

impl<'f> Hand<'f> {
    pub(super) fn new(frame: &'f Frame<'f>, index: usize) -> Self {
        // Neither the seed nor the moment has a say in who these people are.
        let mut dice = Dice::new(0, 0, index);
        let made = chrono::DateTime::from_timestamp(1_762_247_400, 0).unwrap_or_default();
        let id = PersonId(dice.id(made));
        Self {
            frame,
            dice,
            id,
            nhs_number: NhsNumber::generate_test(u64::try_from(index).unwrap_or(0)),
            members: Vec::new(),
            words: Vec::new(),
            items: Vec::new(),
            contacts: Vec::new(),
        }
    }

    /// The working day so many days ago, or the last one before it.
    pub(super) fn ago(&self, days: i64) -> NaiveDate {
        let holidays = self.frame.holidays;
        holidays.subtract_working_days(self.frame.in_days(-days), 0)
    }

    /// So many working days before the last working day.
    pub(super) fn working_ago(&self, count: u32) -> NaiveDate {
        self.frame.working_days_ago(count)
    }

    /// The last birthday that makes somebody so old today.
    pub(super) fn born(&self, age: i32, month: u32, day_of_month: u32) -> Option<NaiveDate> {
        let today = self.frame.today;
        let had = (today.month(), today.day()) >= (month, day_of_month);
        NaiveDate::from_ymd_opt(today.year() - age - i32::from(!had), month, day_of_month)
    }

    pub(super) fn login(&self) -> String {
        self.frame.navigator.login.clone()
    }

    pub(super) fn noted(&self, on: NaiveDate, text: &str) -> Noted {
        Noted {
            text: text.to_owned(),
            on,
            by: self.login(),
        }
    }

    pub(super) fn person(
        &self,
        name: [&str; 4],
        gender: Gender,
        born_on: Option<NaiveDate>,
        tier: Tier,
    ) -> Person {
        let [title, given, family, preferred] = name.map(str::to_owned);
        Person {
            id: self.id,
            nhs_number: Some(self.nhs_number),
            name: Name {
                title,
                given,
                family,
                preferred,
            },
            born_on,
            gender,
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
            joined_on: self.frame.today,
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

    pub(super) fn member(
        &mut self,
        role: Role,
        name: &str,
        title: &str,
        from_on: NaiveDate,
    ) -> &mut Member {
        let at = self.frame.at(from_on, 600);
        let id = MemberId(self.dice.id(at));
        self.members.push(Member {
            title: title.to_owned(),
            reach: Reach::InHours,
            ..Member::new(id, self.id, role, name, from_on)
        });
        let last = self.members.len() - 1;
        &mut self.members[last]
    }

    /// Lead and named GP in one, the navigator, and 111: what each of them has.
    pub(super) fn core_team(&mut self, gp: &str, practice: [&str; 3], from_on: NaiveDate) {
        let [practice, _, phone] = practice;
        let lead = self.member(Role::Lead, gp, "GP", from_on);
        practice.clone_into(&mut lead.organisation);
        phone.clone_into(&mut lead.phone);
        "leads the care, signs off changes".clone_into(&mut lead.does);
        self.navigator(from_on);
        let named = self.member(Role::NamedGp, gp, "GP", from_on);
        practice.clone_into(&mut named.organisation);
        phone.clone_into(&mut named.phone);
        let urgent = self.member(Role::Service, "NHS 111", "", from_on);
        "111".clone_into(&mut urgent.phone);
        "urgent medical help".clone_into(&mut urgent.ring_for);
        urgent.reach = Reach::OutOfHours;
    }

    pub(super) fn navigator(&mut self, from_on: NaiveDate) {
        let name = self.frame.navigator.name.clone();
        let navigator = self.member(Role::Navigator, &name, "care coordinator", from_on);
        NAVIGATOR_PHONE.clone_into(&mut navigator.phone);
        "first point of contact for anything".clone_into(&mut navigator.does);
    }

    pub(super) fn say(
        &mut self,
        heading: Heading,
        said_on: NaiveDate,
        text: &str,
        supported_by: &str,
    ) {
        let recorded_at = self.frame.at(said_on, 15 * 60 + 20);
        self.words.push(Words {
            id: WordsId(self.dice.id(recorded_at)),
            person: self.id,
            heading,
            text: text.to_owned(),
            said_on,
            supported_by: supported_by.to_owned(),
            media: String::new(),
            recorded_by: self.login(),
            recorded_at,
        });
    }

    pub(super) fn plan(&mut self, begun_on: NaiveDate) -> Plan {
        let at = self.frame.at(begun_on, 16 * 60);
        Plan::new(PlanId(self.dice.id(at)), self.id, begun_on)
    }

    /// The id of something that the plan arranges since a day.
    pub(super) fn arrangement(&mut self, on: NaiveDate) -> ArrangementId {
        let at = self.frame.at(on, 16 * 60 + 20);
        ArrangementId(self.dice.id(at))
    }

    /// A goal with its need, and the phrase that it serves.
    pub(super) fn goal(
        &mut self,
        plan: &mut Plan,
        need: &str,
        goal: &str,
        because: &str,
        importance: u8,
    ) -> GoalId {
        let at = self.frame.at(plan.begun_on, 16 * 60 + 10);
        let need = Need::new(NeedId(self.dice.id(at)), need);
        let id = GoalId(self.dice.id(at));
        plan.goals.push(Goal {
            need: Some(need.id),
            because: because.to_owned(),
            importance: Some(importance),
            ..Goal::new(id, goal)
        });
        plan.needs.push(need);
        id
    }

    /// How a goal went on a day, in the person's view and in the navigator's.
    pub(super) fn went(
        &self,
        plan: &mut Plan,
        goal: GoalId,
        on: NaiveDate,
        theirs: &str,
        ours: &str,
    ) {
        let at = self.frame.at(on, 15 * 60);
        let by = &self.frame.navigator.login;
        let goals = plan.goals.iter_mut();
        for goal in goals.filter(|known| known.id == goal) {
            for (view, text) in [(Eyes::Person, theirs), (Eyes::Coordinator, ours)] {
                goal.progress.push(Progress {
                    on,
                    view,
                    text: text.to_owned(),
                    by: by.clone(),
                    at,
                });
            }
        }
    }

    pub(super) fn agreed(&self, on: NaiveDate, by: &str, contributors: &str) -> Agreement {
        Agreement {
            on,
            by: by.to_owned(),
            capacity: "the person".into(),
            contributors: format!("{contributors}, {}", self.frame.navigator.name),
        }
    }

    pub(super) fn item(
        &mut self,
        kind: ItemKind,
        waiting: Waiting,
        owner: &str,
        what: &str,
        asked_on: NaiveDate,
        expected_on: NaiveDate,
    ) -> &mut Item {
        let at = self.frame.at(asked_on, 11 * 60);
        let owner = if waiting == Waiting::Us && owner.is_empty() {
            self.frame.navigator.name.clone()
        } else {
            owner.to_owned()
        };
        self.items.push(Item {
            owner,
            expected_on: Some(expected_on),
            ..Item::new(
                ItemId(self.dice.id(at)),
                self.id,
                kind,
                what,
                waiting,
                asked_on,
            )
        });
        let last = self.items.len() - 1;
        &mut self.items[last]
    }

    /// "10 working days from Fri 20 Feb".
    pub(super) fn counted(&self, span: u32, from: NaiveDate) -> String {
        format!("{span} working days from {}", self.frame.says(from))
    }

    /// A telephone call made by us at a clock time, in minutes from midnight; change what was different.
    pub(super) fn call(
        &mut self,
        on: NaiveDate,
        minute: i64,
        with: With,
        whom: &str,
        gist: &str,
    ) -> &mut Contact {
        let at = self.frame.at(on, minute);
        let recorded_at = self.frame.later(at, 4);
        self.contacts.push(Contact {
            id: ContactId(self.dice.id(recorded_at)),
            person: self.id,
            at,
            recorded_at,
            by: self.frame.navigator.login.clone(),
            channel: Channel::Phone,
            direction: Direction::Out,
            with,
            whom: whom.to_owned(),
            result: Reached::Yes,
            gist: gist.to_owned(),
            next: None,
            minutes: None,
            details: Details::default(),
            moved: Vec::new(),
            keeps: Vec::new(),
            corrects: None,
        });
        let last = self.contacts.len() - 1;
        &mut self.contacts[last]
    }

    /// A fresh identity, as of a day.
    pub(super) fn fresh(&mut self, on: NaiveDate) -> uuid::Uuid {
        let at = self.frame.at(on, 16 * 60 + 40);
        self.dice.id(at)
    }

    /// What a reader would have been given on a day.
    pub(super) fn body(&self, person: &Person, plan: &Plan, on: NaiveDate) -> Body {
        let folder = Folder {
            person: Kept {
                value: person.clone(),
                revision: 1,
            },
            team: kept_of(&self.members),
            words: kept_of(&self.words)
                .into_iter()
                .filter(|words| words.said_on <= on)
                .collect(),
            plan: None,
            moves: Vec::new(),
            unmet: Vec::new(),
            services: Vec::new(),
            items: kept_of(&self.items)
                .into_iter()
                .filter(|item| item.asked_on <= on)
                .collect(),
            contacts: Vec::new(),
            deferrals: Vec::new(),
            appointments: Vec::new(),
            shared: Shared::default(),
        };
        Body::with(&folder, plan.clone(), on)
    }

    /// The member of that name.
    pub(super) fn recipient(&self, name: &str) -> Recipient {
        let found = self.members.iter().find(|member| member.name == name);
        found.map_or_else(
            || Recipient::Named {
                name: name.to_owned(),
            },
            |member| Recipient::Member {
                member: member.id,
                name: name.to_owned(),
            },
        )
    }

    /// Everything, in the order in which records are written.
    pub(super) fn records(mut self, person: Person, plan: Plan) -> Vec<Record> {
        self.contacts
            .sort_by_key(|contact| (contact.at, contact.id));
        let mut records = vec![Record::Person(person)];
        records.extend(self.members.into_iter().map(Record::Member));
        records.extend(self.words.into_iter().map(Record::Words));
        records.push(Record::Plan(plan));
        records.extend(self.items.into_iter().map(Record::Item));
        records.extend(self.contacts.into_iter().map(Record::Contact));
        records
    }
}

fn kept_of<T: Clone>(all: &[T]) -> Vec<Kept<T>> {
    let kept = all.iter().map(|value| Kept {
        value: value.clone(),
        revision: 1,
    });
    kept.collect()
}

pub(super) fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

pub(super) fn address(lines_of: &[&str], postcode: &str) -> Address {
    Address {
        lines: lines(lines_of),
        postcode: postcode.to_owned(),
        elsewhere: String::new(),
    }
}

pub(super) fn phone(usage: PhoneUse, number: &str) -> Phone {
    Phone {
        usage,
        number: number.to_owned(),
    }
}

pub(super) fn practice(of: [&str; 3]) -> Practice {
    let [name, code, _] = of.map(str::to_owned);
    Practice { name, code }
}

/// A review held `last_on` or never, planned for a day.
pub(super) fn review(
    last_on: Option<NaiveDate>,
    due_on: NaiveDate,
    every: u16,
    at_most: u16,
    by: &str,
) -> Review {
    Review {
        last_on,
        due_on: Some(due_on),
        every_days: Some(every),
        at_most_days: Some(at_most),
        responsible: by.to_owned(),
    }
}

pub(super) fn chase(on: NaiveDate, note: &str) -> Chase {
    Chase {
        on,
        rung: Rung::Again,
        note: note.to_owned(),
    }
}

pub(super) fn outcome(on: NaiveDate, text: &str) -> Outcome {
    Outcome {
        on,
        text: text.to_owned(),
    }
}

pub(super) fn done(on: NaiveDate) -> Ended {
    Ended {
        on,
        how: Ending::Done,
        because: String::new(),
    }
}

pub(super) fn moved(item: ItemId, mark: Mark) -> Vec<Moved> {
    vec![Moved { item, mark }]
}

/// A clock time as minutes from midnight.
pub(super) const fn clock(hour: i64, minute: i64) -> i64 {
    hour * 60 + minute
}

/// A working day on or after so many days ahead.
pub(super) fn ahead(hand: &Hand<'_>, days: i64) -> NaiveDate {
    let holidays = hand.frame.holidays;
    holidays.add_working_days(day(hand.frame.today, days), 0)
}
