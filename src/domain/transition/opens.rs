//! The open items that a discharge leaves behind: what was not ticked, the letter, the medicines (R76, R79, R80).
//!
//! They are written in the same change as the move, so that a discharge is never on record without what it left open.

use chrono::NaiveDate;

use super::{CheckPoint, LETTER_HOURS, Transition, hours_shown};
use crate::domain::calendar::Holidays;
use crate::domain::id::ItemId;
use crate::domain::item::{Item, ItemKind, Outcome, Waiting};
use crate::domain::say;

/// Working days within which what was not ticked is seen to.
const CHECK_WORKING_DAYS: u32 = 1;

/// What is known beside the move itself when its items are made.
#[derive(Clone, Copy)]
pub struct Opening<'a> {
    /// The day on which it is written down (London).
    pub today: NaiveDate,
    /// The calendar in force.
    pub holidays: &'a Holidays,
    /// Whether a discharge letter is to come.
    pub expects_letter: bool,
    /// Who agreed to prescribe next; empty where nobody did.
    pub prescriber: &'a str,
}

/// The items that a discharge leaves behind. Its unsettled points are made to name theirs.
///
/// Anything but a discharge leaves none.
pub fn opened(
    transition: &mut Transition,
    opening: Opening<'_>,
    mut next: impl FnMut() -> ItemId,
) -> Vec<Item> {
    let Some(mut discharge) = transition.discharge.take() else {
        return Vec::new();
    };
    let mut items = Vec::new();
    let unsettled: Vec<CheckPoint> = discharge.checklist.unsettled().collect();
    for which in unsettled {
        let item = check_item(transition, which, opening, next());
        discharge.checklist.point_mut(which).item = Some(item.id);
        items.push(item);
    }
    if opening.expects_letter {
        items.push(letter(transition, opening, next()));
    }
    if let Some(last) = discharge.medicines_until_on {
        items.push(supply(transition, last, opening, next()));
    }
    transition.discharge = Some(discharge);
    items
}

fn item(
    transition: &Transition,
    kind: ItemKind,
    what: &str,
    waiting: Waiting,
    opening: Opening<'_>,
    id: ItemId,
) -> Item {
    Item {
        transition: Some(transition.id),
        ..Item::new(id, transition.person, kind, what, waiting, opening.today)
    }
}

/// The check that a point leaves behind.
pub fn check_item(
    transition: &Transition,
    which: CheckPoint,
    opening: Opening<'_>,
    id: ItemId,
) -> Item {
    let kind = ItemKind::Check;
    let mut check = item(transition, kind, which.to_do(), Waiting::Us, opening, id);
    let due = opening
        .holidays
        .add_working_days_shown(opening.today, CHECK_WORKING_DAYS);
    check.expected_on = Some(due.date);
    check.expected_how = format!("{}, when it was found open", due.how);
    check
}

fn letter(transition: &Transition, opening: Opening<'_>, id: ItemId) -> Item {
    let what = if transition.from.is_empty() {
        "Discharge letter".to_owned()
    } else {
        format!("Discharge letter from {}", transition.from)
    };
    let mut letter = item(
        transition,
        ItemKind::Letter,
        &what,
        Waiting::Service,
        opening,
        id,
    );
    letter.owner.clone_from(&transition.from);
    // The letter was due from the discharge on, however late it is written down here.
    letter.asked_on = crate::domain::london::date(transition.at).min(opening.today);
    let due = hours_shown(transition.at, LETTER_HOURS);
    letter.expected_on = Some(due.date);
    letter.expected_how = format!("{}; the contract says 24 hours", due.how);
    letter
}

fn supply(transition: &Transition, last: NaiveDate, opening: Opening<'_>, id: ItemId) -> Item {
    let what = "Medicines after the discharge";
    let kind = ItemKind::Supply;
    let mut supply = item(transition, kind, what, kind.first_waiting(), opening, id);
    supply.owner.clone_from(&transition.from);
    supply.asked_on = opening.today.min(last);
    supply.expected_on = Some(last);
    supply.expected_how = format!(
        "{} is the last day for which medicines were handed out",
        say::full(last)
    );
    if !opening.prescriber.is_empty() {
        supply.waiting = Waiting::Us;
        supply.outcome = Some(Outcome {
            on: opening.today,
            text: format!("{} prescribes next", opening.prescriber),
        });
    }
    supply
}
