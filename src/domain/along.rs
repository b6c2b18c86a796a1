//! What goes along with the move of an item or an appointment, in the same save: the point of a discharge list that a
//! check is about, that the person agreed to the day of a referral that they were told, and that they know which day is off.

use chrono::NaiveDate;

use crate::domain::appointment::Appointment;
use crate::domain::change::{Change, Write};
use crate::domain::id::AppointmentId;
use crate::domain::item::{Heard, Item, Mark};
use crate::domain::record::{Folder, Record};

/// The point of the discharge list follows its check: ticked with it, open again with it.
pub fn ticked(folder: &Folder, item: &Item, change: &mut Change) {
    let Some(known) = item
        .transition
        .and_then(|id| folder.moves.iter().find(|one| one.id == id))
    else {
        return;
    };
    // Two checks of one discharge may end with one contact.
    let written = change.writes.iter_mut().find_map(|write| match write {
        Write::Replace {
            record: Record::Transition(one),
            ..
        } if one.id == known.id => Some(one),
        _ => None,
    });
    match written {
        Some(one) => {
            if let Some(after) = one.followed(item) {
                **one = after;
            }
        }
        None => change
            .writes
            .extend(known.followed(item).map(|after| Write::Replace {
                record: Record::Transition(Box::new(after)),
                seen: known.revision,
            })),
    }
}

/// Whoever agreed to an appointment knows for which day the referral is booked that it was made for, and that the day
/// before it is off (R67).
pub fn told(folder: &Folder, one: &Appointment, change: &mut Change) {
    let Some(agreed) = one.agreed_on else { return };
    knows_off(folder, one.id, agreed, change);
    let tell = |item: &Item| {
        let is_owed = item.appointment == Some(one.id) && is_told(item) == Some(false);
        let told = is_owed.then(|| item.marked(Mark::Told, agreed, ""));
        told.filter(|told| is_told(told) == Some(true))
    };
    // Moved to another day, it is written already.
    for write in &mut change.writes {
        if let Write::Replace {
            record: Record::Item(item),
            ..
        } = write
            && item.appointment == Some(one.id)
        {
            if let Some(told) = tell(item) {
                *item = told;
            }
            return;
        }
    }
    let told = folder
        .items
        .iter()
        .find_map(|item| Some((tell(item)?, item.revision)));
    change
        .writes
        .extend(told.map(|(told, seen)| Write::Replace {
            record: Record::Item(told),
            seen,
        }));
}

/// Whoever was told how a referral stands knows which day is off; told for which day it is booked, and not saying no, they
/// have agreed to it (R69).
pub fn agreed(folder: &Folder, item: &Item, (mark, on): (Mark, NaiveDate), change: &mut Change) {
    if mark != Mark::Told {
        return;
    }
    if let Some(id) = item.appointment {
        knows_off(folder, id, on, change);
    }
    if is_told(item) != Some(true) {
        return;
    }
    let known = folder
        .appointments
        .iter()
        .find(|one| Some(one.id) == item.appointment);
    if let Some(known) = known.filter(|one| one.is_booked() && one.agreed_on.is_none()) {
        let mut one = known.value.clone();
        one.agreed_on = Some(on);
        change.writes.push(Write::Replace {
            record: Record::Appointment(Box::new(one)),
            seen: known.revision,
        });
    }
}

/// The person knows since a day that an appointment which is off, and whichever came before it, is off.
fn knows_off(folder: &Folder, last: AppointmentId, on: NaiveDate, change: &mut Change) {
    for write in &mut change.writes {
        if let Write::Replace {
            record: Record::Appointment(one),
            ..
        } = write
            && (one.id == last || one.next == Some(last))
        {
            **one = one.told_off(on);
        }
    }
    let is_written = |change: &Change, id: AppointmentId| {
        change.writes.iter().any(
            |write| matches!(write, Write::Replace { record: Record::Appointment(one), .. } if one.id == id),
        )
    };
    for known in &folder.appointments {
        let is_before = known.off_since().is_some() && leads_to(folder, known.id, last);
        if is_before && !is_written(change, known.id) {
            change.writes.push(Write::Replace {
                record: Record::Appointment(Box::new(known.told_off(on))),
                seen: known.revision,
            });
        }
    }
}

/// Whether one appointment is another, or that one came in place of it.
fn leads_to(folder: &Folder, from: AppointmentId, to: AppointmentId) -> bool {
    let next = |id| {
        let one = folder.appointments.iter().find(|one| one.id == id)?;
        one.next
    };
    // No longer than there are appointments: a ring of them, from a file, ends.
    std::iter::successors(Some(from), |id| next(*id))
        .take(folder.appointments.len() + 1)
        .any(|id| id == to)
}

/// Whether the person was told of the day for which it is booked; `None` where it is booked for none.
fn is_told(item: &Item) -> Option<bool> {
    item.booking()
        .map(|booking| booking.heard == Heard::ThisDay)
}
