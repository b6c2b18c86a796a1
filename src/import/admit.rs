//! From a proposal that was accepted to the records of a new person: nothing typed again, and where it came from kept (R2).

use chrono::NaiveDate;
use uuid::Uuid;

use super::incoming::{Incoming, IncomingMember};
use super::matching::source;
use crate::domain::id::{MemberId, PersonId};
use crate::domain::person::{
    Address, Identified, LocalId, Name, Person, Phone, Practice, Status, Tier,
};
use crate::domain::record::Record;
use crate::domain::team::{Member, Role};

/// What is the same for everybody who is brought in together.
pub struct Admission<'a> {
    /// The day they join (London).
    pub today: NaiveDate,
    /// Why they were identified, in words.
    pub because: &'a str,
    /// Who identified them.
    pub by: &'a str,
    /// The name of the navigator who takes them on.
    pub navigator: &'a str,
    /// The file they came from.
    pub file: &'a str,
}

/// The records of one accepted person: the person first, then the care team that the file names.
pub fn admit(
    incoming: &Incoming,
    admission: &Admission<'_>,
    ids: &mut dyn FnMut() -> Uuid,
) -> Vec<Record> {
    let person = PersonId(ids());
    let mut records = vec![Record::Person(Person {
        id: person,
        nhs_number: incoming.nhs_number,
        name: Name {
            title: incoming.title.clone().unwrap_or_default(),
            given: incoming.given_names.clone(),
            family: incoming.family_name.clone(),
            preferred: incoming.preferred_name.clone().unwrap_or_default(),
        },
        born_on: incoming.born_on,
        gender: incoming.gender,
        ethnicity: String::new(),
        religion: String::new(),
        address: Address {
            lines: incoming.address.clone(),
            postcode: incoming.postcode.clone().unwrap_or_default(),
            elsewhere: String::new(),
        },
        phones: incoming
            .phones
            .iter()
            .map(|(usage, number)| Phone {
                usage: *usage,
                number: number.clone(),
            })
            .collect(),
        email: incoming.email.clone().unwrap_or_default(),
        practice: Practice {
            name: incoming.practice_name.clone().unwrap_or_default(),
            code: incoming.practice_code.clone().unwrap_or_default(),
        },
        local_ids: incoming
            .local_ids
            .iter()
            .map(|(label, value)| LocalId {
                label: label.clone(),
                value: value.clone(),
            })
            .collect(),
        conditions: incoming.conditions.clone(),
        groups: Vec::new(),
        notes: notes(incoming),
        status: Status::Open,
        tier: Tier::Medium,
        tier_because: String::new(),
        joined_on: admission.today,
        identified: Identified {
            because: admission.because.to_owned(),
            by: admission.by.to_owned(),
            source: source(admission.file, incoming.row),
        },
        contact_every_days: None,
        self_coordinating: None,
        story: None,
        access: None,
        sharing: None,
        told_coordinator: None,
        choosing: None,
    })];
    let mut add = |member: Member| records.push(Record::Member(member));
    let blank = |id: Uuid, role: Role, name: &str| {
        Member::new(MemberId(id), person, role, name, admission.today)
    };
    if !admission.navigator.is_empty() {
        add(blank(ids(), Role::Navigator, admission.navigator));
    }
    if let Some(gp) = incoming.named_gp.as_deref().filter(|gp| !gp.is_empty()) {
        add(Member {
            organisation: incoming.practice_name.clone().unwrap_or_default(),
            ..blank(ids(), Role::NamedGp, gp)
        });
    }
    for other in &incoming.team {
        let IncomingMember {
            name,
            role,
            organisation,
            phone,
            email,
            ..
        } = other;
        add(Member {
            title: role.clone(),
            organisation: organisation.clone().unwrap_or_default(),
            phone: phone.clone().unwrap_or_default(),
            email: email.clone().unwrap_or_default(),
            ..blank(ids(), Role::Professional, name)
        });
    }
    records
}

/// The notes of the file, then the plans of other services that it lists, so that nothing it said is lost.
fn notes(incoming: &Incoming) -> String {
    let mut notes = incoming.notes.clone().unwrap_or_default();
    if let Some(language) = &incoming.language {
        push_paragraph(&mut notes, &format!("Preferred language: {language}"));
    }
    for plan in &incoming.plans {
        let mut text = format!("Plan of another service: {}", plan.title);
        for need in &plan.needs {
            text.push_str("\n- need: ");
            text.push_str(need);
        }
        for goal in &plan.goals {
            text.push_str("\n- goal: ");
            text.push_str(goal);
        }
        for activity in &plan.activities {
            text.push_str("\n- activity: ");
            text.push_str(activity);
        }
        push_paragraph(&mut notes, &text);
    }
    notes
}

fn push_paragraph(notes: &mut String, paragraph: &str) {
    if !notes.is_empty() {
        notes.push_str("\n\n");
    }
    notes.push_str(paragraph);
}
