//! What goes along with the move of an item, in the same save: the point of a discharge list that a check is about, and
//! that the person agreed to the day of a referral that they were told.

use chrono::NaiveDate;

use crate::domain::appointment::Appointment;
use crate::domain::change::{Change, Write};
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

/// Whoever agreed to an appointment knows for which day the referral is booked that it was made for (R67).
pub fn told(folder: &Folder, one: &Appointment, change: &mut Change) {
    let Some(agreed) = one.agreed_on else { return };
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

/// Whoever was told for which day a referral is booked, and did not say no, has agreed to it (R69).
pub fn agreed(folder: &Folder, item: &Item, (mark, on): (Mark, NaiveDate), change: &mut Change) {
    if mark != Mark::Told || is_told(item) != Some(true) {
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

/// Whether the person was told of the day for which it is booked; `None` where it is booked for none.
fn is_told(item: &Item) -> Option<bool> {
    item.booking()
        .map(|booking| booking.heard == Heard::ThisDay)
}
