//! What a person's records point to: everything that is named by its id has to be among them.
//!
//! Deliberately not here: what belongs to no person (services), what belongs to another (a carer who is on the caseload),
//! and kept versions, which show a day on which something else may have been there.

use std::collections::HashSet;

use uuid::Uuid;

use super::named;
use crate::domain::appointment::Appointment;
use crate::domain::arrangement::{Arrangement, ArrangementKind, Arrangements, Holds, Visit};
use crate::domain::contact::Contact;
use crate::domain::copy::PlanCopy;
use crate::domain::deferral::{Deferral, Subject};
use crate::domain::item::Item;
use crate::domain::person::{Person, Status};
use crate::domain::plan::Plan;
use crate::domain::record::Record;
use crate::domain::sharing::{Recipient, Sharing};
use crate::domain::team::Member;
use crate::domain::transition::{CheckPoint, Transition};
use crate::domain::version::Version;

/// All records of one person that point to others or are pointed to.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    /// Their own record.
    pub person: Option<&'a Person>,
    /// Their care team.
    pub team: &'a [Member],
    /// Their plan.
    pub plan: Option<&'a Plan>,
    /// Their items.
    pub items: &'a [Item],
    /// Their contacts.
    pub contacts: &'a [Contact],
    /// Their reasons that were put off.
    pub deferrals: &'a [Deferral],
    /// What was decided about sharing.
    pub sharing: &'a [Sharing],
    /// The versions of their plan.
    pub versions: &'a [Version],
    /// The copies that were given.
    pub copies: &'a [PlanCopy],
    /// Their appointments.
    pub appointments: &'a [Appointment],
    /// Their moves.
    pub moves: &'a [Transition],
}

/// An id that names nothing.
pub struct Astray {
    /// The record that holds it, in words.
    pub about: String,
    /// The field.
    pub field: &'static str,
    /// The id.
    pub id: Uuid,
    /// What it should name, in words.
    pub what: &'static str,
}

private_debug!(Astray { field, id });

/// What a person has, by ids.
struct Has {
    team: HashSet<Uuid>,
    items: HashSet<Uuid>,
    contacts: HashSet<Uuid>,
    versions: HashSet<Uuid>,
    appointments: HashSet<Uuid>,
    moves: HashSet<Uuid>,
}

/// Every id in a person's records that names nothing of theirs.
pub fn astray(whole: &Whole<'_>) -> Vec<Astray> {
    let has = Has {
        team: whole.team.iter().map(|one| one.id.0).collect(),
        items: whole.items.iter().map(|one| one.id.0).collect(),
        contacts: whole.contacts.iter().map(|one| one.id.0).collect(),
        versions: whole.versions.iter().map(|one| one.id.0).collect(),
        appointments: whole.appointments.iter().map(|one| one.id.0).collect(),
        moves: whole.moves.iter().map(|one| one.id.0).collect(),
    };
    let mut found = Vec::new();
    let mut miss = |record: Record, field, id: Uuid, what| {
        found.push(Astray {
            about: named(&record),
            field,
            id,
            what,
        });
    };
    if let Some(person) = whole.person
        && let Status::Left { tell, .. } = &person.status
    {
        let off = tell.iter().filter_map(|tell| tell.appointment);
        for id in off.filter(|id| !has.appointments.contains(&id.0)) {
            miss(
                Record::Person(person.clone()),
                "status.tell",
                id.0,
                "an appointment",
            );
        }
    }
    if let Some(plan) = whole.plan {
        let needs: HashSet<Uuid> = plan.needs.iter().map(|need| need.id.0).collect();
        let goals = plan.goals.iter().filter_map(|goal| goal.need);
        for need in goals.filter(|need| !needs.contains(&need.0)) {
            miss(Record::Plan(plan.clone()), "goals.need", need.0, "a need");
        }
        for (field, member) in members(&plan.arrangements) {
            if !has.team.contains(&member) {
                miss(Record::Plan(plan.clone()), field, member, MEMBER);
            }
        }
    }
    for item in whole.items {
        let goal = item.goal.filter(|id| {
            let plan = whole.plan;
            plan.is_none_or(|plan| plan.goal(*id).is_none())
        });
        let transition = item.transition.filter(|id| !has.moves.contains(&id.0));
        let appointment = item
            .appointment
            .filter(|id| !has.appointments.contains(&id.0));
        let all = [
            ("goal", goal.map(|id| id.0), "a goal of the plan"),
            ("transition", transition.map(|id| id.0), "a move"),
            ("appointment", appointment.map(|id| id.0), "an appointment"),
        ];
        for (field, id, what) in all {
            if let Some(id) = id {
                miss(Record::Item(item.clone()), field, id, what);
            }
        }
    }
    for contact in whole.contacts {
        let corrects = contact.corrects.iter().map(|id| ("corrects", id.0));
        let keeps = contact.keeps.iter().map(|id| ("keeps", id.0));
        for (field, id) in corrects.chain(keeps) {
            if !has.contacts.contains(&id) {
                miss(Record::Contact(contact.clone()), field, id, "a contact");
            }
        }
        for moved in &contact.moved {
            if !has.items.contains(&moved.item.0) {
                miss(
                    Record::Contact(contact.clone()),
                    "moved",
                    moved.item.0,
                    ITEM,
                );
            }
        }
    }
    for deferral in whole.deferrals {
        let (is_there, id, what) = match deferral.about {
            Subject::Record => continue,
            Subject::Item(id) => (has.items.contains(&id.0), id.0, ITEM),
            Subject::Promise(id) => (has.contacts.contains(&id.0), id.0, "a contact"),
            Subject::Appointment(id) => (has.appointments.contains(&id.0), id.0, "an appointment"),
            Subject::Move(id) => (has.moves.contains(&id.0), id.0, "a move"),
            Subject::Member(id) => (has.team.contains(&id.0), id.0, MEMBER),
        };
        if !is_there {
            miss(Record::Deferral(deferral.clone()), "about", id, what);
        }
    }
    for decision in whole.sharing {
        if let Some(id) = member_of(&decision.with).filter(|id| !has.team.contains(id)) {
            miss(Record::Sharing(decision.clone()), "with", id, MEMBER);
        }
    }
    for copy in whole.copies {
        if let Some(id) = member_of(&copy.holder).filter(|id| !has.team.contains(id)) {
            miss(Record::Copy(copy.clone()), "holder", id, MEMBER);
        }
        for (field, version) in [("version", copy.version), ("sheet_of", copy.sheet_of)] {
            if let Some(id) = version.filter(|id| !has.versions.contains(&id.0)) {
                let what = "a version of the plan";
                miss(Record::Copy(copy.clone()), field, id.0, what);
            }
        }
    }
    for one in whole.appointments {
        if let Some(id) = one.next.filter(|id| !has.appointments.contains(&id.0)) {
            miss(
                Record::Appointment(Box::new(one.clone())),
                "next",
                id.0,
                "an appointment",
            );
        }
    }
    for one in whole.moves {
        let Some(discharge) = &one.discharge else {
            continue;
        };
        for which in CheckPoint::ALL {
            let item = discharge.checklist.point(which).item;
            if let Some(id) = item.filter(|id| !has.items.contains(&id.0)) {
                miss(
                    Record::Transition(Box::new(one.clone())),
                    which.name(),
                    id.0,
                    ITEM,
                );
            }
        }
    }
    found
}

const MEMBER: &str = "a member of the care team";
const ITEM: &str = "an open item";

fn member_of(recipient: &Recipient) -> Option<Uuid> {
    match recipient {
        Recipient::Member { member, .. } => Some(member.0),
        Recipient::Named { .. } | Recipient::Kind { .. } => None,
    }
}

struct Members<'a>(&'a Arrangements);

impl Visit for Members<'_> {
    type Out = Vec<(&'static str, Uuid)>;

    fn visit<T: Arrangement>(self) -> Self::Out {
        let all = T::all(self.0);
        let slots = T::SLOTS.iter().filter_map(|slot| match &slot.holds {
            Holds::Members(at) => Some((slot.name, at)),
            _ => None,
        });
        slots
            .flat_map(|(name, at)| {
                all.iter()
                    .flat_map(move |one| (at.get)(one).iter().map(move |id| (name, id.0)))
            })
            .collect()
    }
}

/// Everybody of the care team whom the arrangements name, with the field.
fn members(of: &Arrangements) -> Vec<(&'static str, Uuid)> {
    ArrangementKind::ALL
        .into_iter()
        .flat_map(|kind| kind.visit(Members(of)))
        .collect()
}
