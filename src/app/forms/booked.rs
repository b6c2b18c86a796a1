//! The appointment of a referral: booked, or moved, in the save that says for which day it is booked (R56, R68).

use chrono::NaiveDate;

use crate::app::person_view::PersonView;
use crate::domain::appointment::{Appointment, How, Moment, Support, standing};
use crate::domain::change::Write;
use crate::domain::id::AppointmentId;
use crate::domain::item::{Item, ReferralState, ReferralStep, Stage};
use crate::domain::record::{Folder, Kept, Record};
use crate::domain::refusal::Refusal;
use crate::domain::say;

/// What a booking writes beside its referral.
pub struct Booking {
    /// The appointment as it is from now on.
    pub one: Appointment,
    /// Whether there was one already, at another time.
    pub moved: bool,
    /// What is written.
    pub writes: Vec<Write>,
}

/// The appointment that stands for a referral now, whatever became of it.
fn of<'a>(folder: &'a Folder, item: &Item) -> Option<&'a Kept<Appointment>> {
    standing(&folder.appointments, item.appointment?)
}

/// Books a referral at a moment: the appointment that it has and that is still to come is moved, else one is added.
///
/// # Errors
/// What the rules refuse of such an appointment.
pub fn book(
    view: &PersonView,
    item: &Item,
    at: Moment,
    new: AppointmentId,
    (by, today): (&str, NaiveDate),
) -> Result<Booking, Refusal> {
    let add = |one: &Appointment| Write::Add(Record::Appointment(Box::new(one.clone())));
    let Some(known) = of(&view.folder, item).filter(|one| one.is_booked()) else {
        let mut one = Appointment::new(new, item.person, at, &item.what);
        one.provider.clone_from(&item.owner);
        one.interpreter = Support::interpreter_for(view.folder.person.access.as_ref());
        by.clone_into(&mut one.by);
        one.check(today)?;
        let writes = vec![add(&one)];
        return Ok(Booking {
            one,
            moved: false,
            writes,
        });
    };
    let same_day = known.at.day() == at.day();
    // Said again, or without the time that is known.
    if known.at == at || (same_day && at.time().is_none()) {
        return Ok(Booking {
            one: known.value.clone(),
            moved: false,
            writes: Vec::new(),
        });
    }
    let replace = |one: Appointment| Write::Replace {
        record: Record::Appointment(Box::new(one)),
        seen: known.revision,
    };
    if same_day && known.at.time().is_none() {
        // Only its time became known: what was arranged for the day holds.
        let mut one = known.value.clone();
        one.at = at;
        one.check(today)?;
        let writes = vec![replace(one.clone())];
        return Ok(Booking {
            one,
            moved: true,
            writes,
        });
    }
    let one = known.again(new, at);
    one.check(today)?;
    let mut before = known.closed(How::Moved, today, "")?;
    before.next = Some(one.id);
    let writes = vec![add(&one), replace(before)];
    Ok(Booking {
        one,
        moved: true,
        writes,
    })
}

/// The appointment of a referral as one that took place, where it is in the diary and nobody said so there; how it was
/// for the person is still to be asked.
///
/// # Errors
/// What the rules refuse of it.
pub fn attended(
    view: &PersonView,
    item: &Item,
    on: NaiveDate,
    words: &str,
) -> Result<Option<Write>, Refusal> {
    let Some(known) = of(&view.folder, item).filter(|one| one.is_booked()) else {
        return Ok(None);
    };
    let closed = known.closed(How::Attended, on, words)?;
    Ok(Some(Write::Replace {
        record: Record::Appointment(Box::new(closed)),
        seen: known.revision,
    }))
}

/// The open referral whose appointment one is.
fn referral_of(folder: &Folder, appointment: AppointmentId) -> Option<&Kept<Item>> {
    folder.items.iter().find(|item| {
        let is_booked = item.referral_state() == Some(ReferralState::Booked);
        item.is_open()
            && (is_booked || item.to_book_again())
            && of(folder, item).is_some_and(|one| one.id == appointment)
    })
}

/// The open referral that was booked with an appointment which is lost, as one that is to be booked again; nothing where
/// none was, where an answer to it is in hand, or where the appointment goes on.
///
/// `told` is the day on which the person knew of it, where they do.
pub fn unbooked(
    folder: &Folder,
    lost: &Appointment,
    on: NaiveDate,
    told: Option<NaiveDate>,
) -> Option<Write> {
    let how = lost.how()?;
    if !matches!(how, How::Cancelled | How::Missed) {
        return None;
    }
    let item = referral_of(folder, lost.id)
        .filter(|item| !item.to_book_again() && item.stage() == Stage::Asked)?;
    // Why it was lost stays with the appointment: whoever gets the referral need not get the diary.
    let because = format!(
        "the appointment of {} was {}",
        say::full(lost.at.day()),
        how.word()
    );
    let mut again = item.unbooked(on, &because);
    if how == How::Missed || told.is_some() {
        // A missed day is over: there is nothing to tell them of it.
        again.hear_of_step(on);
    }
    Some(Write::Replace {
        record: Record::Item(again),
        seen: item.revision,
    })
}

/// The open referral that was booked with an appointment which took place, as one of which the outcome is expected next;
/// nothing where none was.
pub fn took_place(view: &PersonView, seen: &Appointment) -> Option<Write> {
    if seen.how() != Some(How::Attended) {
        return None;
    }
    let item = referral_of(&view.folder, seen.id)
        .filter(|item| !item.to_book_again() && item.stage() == Stage::Asked)?;
    let attended = item.stepped(ReferralStep {
        on: seen.at.day(),
        state: ReferralState::Attended,
        booked_on: None,
        told_on: None,
        note: String::new(),
    });
    Some(Write::Replace {
        record: Record::Item(attended),
        seen: item.revision,
    })
}

/// The open referral that is, or was, booked with an appointment, as one that is booked for the day on which that is from
/// now on; nothing where none is, or nothing about it changes. Last whether the day by which it is expected is another.
pub fn followed(
    folder: &Folder,
    before: AppointmentId,
    now: &Appointment,
    today: NaiveDate,
) -> Option<(Write, bool)> {
    let item = referral_of(folder, before)?;
    let (day, id) = (now.at.day(), Some(now.id));
    let last = item.referral.last();
    let same_day = last.is_some_and(|step| step.booked_on == Some(day));
    if same_day && item.appointment == id {
        return None;
    }
    let mut moved = if same_day {
        item.value.clone()
    } else {
        item.stepped(ReferralStep {
            on: today,
            state: ReferralState::Booked,
            booked_on: Some(day),
            told_on: None,
            note: String::new(),
        })
    };
    moved.appointment = id;
    let write = Write::Replace {
        record: Record::Item(moved),
        seen: item.revision,
    };
    Some((write, !same_day))
}

/// The appointment of a referral that is not taken on after all, called off in the diary, and its day; nothing where none
/// stands there, or what became of it is known.
///
/// # Errors
/// What the rules refuse of it.
pub fn called_off(
    view: &PersonView,
    item: &Item,
    on: NaiveDate,
    because: &str,
) -> Result<Option<(Write, NaiveDate)>, Refusal> {
    let Some(known) = of(&view.folder, item).filter(|one| one.is_booked()) else {
        return Ok(None);
    };
    let closed = known.closed(How::Cancelled, on, because)?;
    let write = Write::Replace {
        record: Record::Appointment(Box::new(closed)),
        seen: known.revision,
    };
    Ok(Some((write, known.at.day())))
}

/// Refuses that a referral is only acknowledged or accepted while the diary has a day for it: the two would contradict
/// each other.
///
/// # Errors
/// [`Refusal::StillBooked`].
pub fn check_unbooked(view: &PersonView, item: &Item) -> Result<(), Refusal> {
    match of(&view.folder, item).filter(|one| one.is_booked()) {
        Some(one) => Err(Refusal::StillBooked(one.at.day())),
        None => Ok(()),
    }
}

/// Refuses that a referral took place before the day for which it is booked.
///
/// # Errors
/// [`Refusal::BookedLater`].
pub fn check_attended(view: &PersonView, item: &Item, on: NaiveDate) -> Result<(), Refusal> {
    let in_diary = of(&view.folder, item)
        .filter(|one| one.is_booked())
        .map(|one| one.at.day());
    let last = item.referral.last();
    let said = last
        .filter(|step| step.state == ReferralState::Booked)
        .and_then(|step| step.booked_on);
    match in_diary.or(said).filter(|day| *day > on) {
        Some(day) => Err(Refusal::BookedLater(day)),
        None => Ok(()),
    }
}
