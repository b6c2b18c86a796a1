//! A record as it may leave whole: an id that names what was taken back since names nothing, and would have the file
//! refused where it is read. What stands beside it in words stays.

use std::collections::BTreeSet;

use super::dossier::Records;
use crate::domain::arrangement::{Arrangement, ArrangementKind, Arrangements, Holds, Visit};
use crate::domain::deferral::Subject;
use crate::domain::id::MemberId;
use crate::domain::person::Status;
use crate::domain::sharing::Recipient;
use crate::domain::transition::CheckPoint;

/// Takes out of a whole record every id that names nothing of it.
pub(super) fn settle(records: &mut Records) {
    let team: BTreeSet<_> = records.team.iter().map(|one| one.id).collect();
    let items: BTreeSet<_> = records.items.iter().map(|one| one.id).collect();
    let contacts: BTreeSet<_> = records.contacts.iter().map(|one| one.id).collect();
    let versions: BTreeSet<_> = records.versions.iter().map(|one| one.id).collect();
    let appointments: BTreeSet<_> = records.appointments.iter().map(|one| one.id).collect();
    let moves: BTreeSet<_> = records.moves.iter().map(|one| one.id).collect();
    if let Status::Left { tell, .. } = &mut records.person.status {
        for one in tell {
            one.appointment = one.appointment.filter(|id| appointments.contains(id));
        }
    }
    let mut goals = BTreeSet::new();
    if let Some(plan) = &mut records.plan {
        let needs: BTreeSet<_> = plan.needs.iter().map(|need| need.id).collect();
        for goal in &mut plan.goals {
            goal.need = goal.need.filter(|id| needs.contains(id));
            goals.insert(goal.id);
        }
        for kind in ArrangementKind::ALL {
            kind.visit(Known(&mut plan.arrangements, &team));
        }
    }
    for item in &mut records.items {
        item.goal = item.goal.filter(|id| goals.contains(id));
        item.transition = item.transition.filter(|id| moves.contains(id));
        item.appointment = item.appointment.filter(|id| appointments.contains(id));
    }
    for contact in &mut records.contacts {
        contact.corrects = contact.corrects.filter(|id| contacts.contains(id));
        contact.keeps.retain(|id| contacts.contains(id));
        contact.moved.retain(|moved| items.contains(&moved.item));
    }
    records.deferrals.retain(|one| match one.about {
        Subject::Record => true,
        Subject::Item(id) => items.contains(&id),
        Subject::Promise(id) => contacts.contains(&id),
        Subject::Appointment(id) => appointments.contains(&id),
        Subject::Move(id) => moves.contains(&id),
        Subject::Member(id) => team.contains(&id),
    });
    let by_name = |who: &mut Recipient| {
        if let Recipient::Member { member, name } = who
            && !team.contains(member)
        {
            *who = Recipient::Named {
                name: std::mem::take(name),
            };
        }
    };
    for decision in &mut records.sharing {
        by_name(&mut decision.with);
    }
    for copy in &mut records.copies {
        by_name(&mut copy.holder);
        copy.version = copy.version.filter(|id| versions.contains(id));
        copy.sheet_of = copy.sheet_of.filter(|id| versions.contains(id));
    }
    for one in &mut records.appointments {
        one.next = one.next.filter(|id| appointments.contains(id));
    }
    for one in &mut records.moves {
        let Some(discharge) = &mut one.discharge else {
            continue;
        };
        for which in CheckPoint::ALL {
            let point = discharge.checklist.point_mut(which);
            point.item = point.item.filter(|id| items.contains(id));
        }
    }
}

/// What is arranged, and who is known: nobody else stays among those to ring.
struct Known<'a>(&'a mut Arrangements, &'a BTreeSet<MemberId>);

impl Visit for Known<'_> {
    type Out = ();

    fn visit<T: Arrangement>(self) {
        let Self(all, team) = self;
        for mut one in T::all(all).to_vec() {
            for slot in T::SLOTS {
                if let Holds::Members(at) = &slot.holds {
                    (at.get_mut)(&mut one).retain(|id| team.contains(id));
                }
            }
            T::put(all, one);
        }
    }
}
