//! Commands of a person's diary.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::forms::Purpose;
use crate::app::model::Model;
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::appointment::{Appointment, How};
use crate::domain::id::AppointmentId;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Diary,
        "appointment.edit",
        "Change",
        "Changes the selected appointment.",
        &["enter"],
        2,
        has_one,
        |app, cx| with(app, cx, |id| Purpose::Appointment(Some(id))),
    ),
    row(
        Scope::Diary,
        "appointment.book",
        "Book",
        "Books an appointment: when, what for, with whom, who goes.",
        &["n"],
        1,
        always,
        |app, cx| app.open_form(Purpose::Appointment(None), cx),
    ),
    row(
        Scope::Diary,
        "appointment.attended",
        "Took place",
        "Says that the selected appointment took place, what came of it, and that the person was asked.",
        &["d"],
        3,
        booked,
        |app, cx| with(app, cx, |id| Purpose::Came(id, How::Attended)),
    ),
    row(
        Scope::Diary,
        "appointment.missed",
        "Missed",
        "Says that the selected appointment was missed; it stays in Today until that was seen to.",
        &["r"],
        4,
        booked,
        |app, cx| with(app, cx, |id| Purpose::Came(id, How::Missed)),
    ),
    row(
        Scope::Diary,
        "appointment.moved",
        "Moved",
        "Moves the selected appointment to another time; agreement and supports are asked anew.",
        &["v"],
        5,
        booked,
        |app, cx| with(app, cx, |id| Purpose::Came(id, How::Moved)),
    ),
    row(
        Scope::Diary,
        "appointment.cancelled",
        "Cancelled",
        "Says that the selected appointment was called off, and why.",
        &["x"],
        6,
        booked,
        |app, cx| with(app, cx, |id| Purpose::Came(id, How::Cancelled)),
    ),
    row(
        Scope::Diary,
        "appointment.after",
        "Afterwards",
        "Takes down how it was, the answers, what was done about a missed one, or that they know it is off.",
        &["h"],
        7,
        has_after,
        |app, cx| with(app, cx, Purpose::AfterAppointment),
    ),
    row(
        Scope::Diary,
        "appointment.again",
        "Book again",
        "Books the same again: in place of a missed one, or when it is due again.",
        &["b"],
        8,
        over,
        |app, cx| with(app, cx, Purpose::AppointmentAgain),
    ),
    row(
        Scope::Diary,
        "appointment.prepared",
        "Prepared",
        "Says that the selected appointment is prepared; what has still to be arranged stays open.",
        &["o"],
        0,
        to_prepare,
        |app, cx| {
            let id = selected(app)?;
            app.prepare_appointment(id, cx)
        },
    ),
];

fn one(model: &Model) -> Option<&Appointment> {
    Some(&model.person.as_ref()?.appointment()?.value)
}

fn has_one(model: &Model) -> Availability {
    match one(model) {
        Some(_) => Availability::Ready,
        None => {
            Availability::Blocked("There is no appointment here. {appointment.book} books one.")
        }
    }
}

fn booked(model: &Model) -> Availability {
    match one(model) {
        None => {
            Availability::Blocked("There is no appointment here. {appointment.book} books one.")
        }
        Some(one) if one.is_booked() => Availability::Ready,
        Some(_) => {
            Availability::Blocked("This one is closed already. {appointment.again} books it again.")
        }
    }
}

fn over(model: &Model) -> Availability {
    match one(model) {
        None => {
            Availability::Blocked("There is no appointment here. {appointment.book} books one.")
        }
        Some(one) if one.is_booked() => Availability::Blocked(
            "This one is booked. {appointment.attended} says that it took place, {appointment.missed} that it was missed.",
        ),
        Some(_) => Availability::Ready,
    }
}

fn has_after(model: &Model) -> Availability {
    match (over(model), one(model)) {
        (Availability::Ready, Some(one)) if !one.has_after() => Availability::Blocked(
            "Nothing is left to do about this one. {appointment.again} books it again.",
        ),
        (can, _) => can,
    }
}

fn to_prepare(model: &Model) -> Availability {
    match one(model) {
        Some(one) if one.is_booked() && one.prepared_on.is_none() => Availability::Ready,
        _ => Availability::Blocked("There is nothing to prepare here."),
    }
}

fn selected(app: &App) -> Result<AppointmentId, Failure> {
    let one = app.person()?.appointment();
    one.map(|kept| kept.id)
        .ok_or_else(|| Failure::new("Choose an appointment first."))
}

fn with(app: &mut App, cx: &Cx, purpose: fn(AppointmentId) -> Purpose) -> Result<(), Failure> {
    let id = selected(app)?;
    app.open_form(purpose(id), cx)
}
