//! Margaret Ellis's diary: the fracture clinic with Ruth, and the eye test that comes round every year.

use chrono::{NaiveDate, NaiveTime};

use super::Hand;
use crate::demo::frame::day;
use crate::domain::appointment::{Appointment, How, Moment, Support};
use crate::domain::id::AppointmentId;
use crate::domain::london;
use crate::domain::person::Person;
use crate::domain::record::Record;

pub(super) fn records(hand: &mut Hand<'_>, person: &Person, clinic_on: NaiveDate) -> Vec<Record> {
    let booked = hand.ago(3);
    let eyes_on = hand.ago(60);
    let half_past_ten = NaiveTime::from_hms_opt(10, 30, 0).unwrap_or_default();
    let half_past_ten = london::instant(clinic_on.and_time(half_past_ten));
    let clinic = Appointment {
        minutes: Some(45),
        provider: "County Hospital".into(),
        place: "Outpatients 3, ground floor".into(),
        who_goes: "Ruth".into(),
        transport: Support::read("Ruth drives"),
        interpreter: Support::read("? BSL interpreter"),
        equipment: Support::read("walking frame"),
        agreed_on: Some(booked),
        questions: "When may I do the stairs on my own? May I kneel to the oven?".into(),
        by: hand.login(),
        ..Appointment::new(
            AppointmentId(hand.fresh(booked)),
            person.id,
            Moment::At(half_past_ten),
            "fracture clinic",
        )
    };
    let mut eyes = Appointment {
        every_months: Some(12),
        provider: "Harcaster Opticians".into(),
        who_goes: "Ruth".into(),
        agreed_on: Some(day(eyes_on, -14)),
        by: hand.login(),
        ..Appointment::new(
            AppointmentId(hand.fresh(booked)),
            person.id,
            Moment::On(eyes_on),
            "eye test",
        )
    };
    // It took place on its day, so nothing refuses this.
    if let Ok(closed) = eyes.closed(How::Attended, eyes_on, "New reading glasses, large frames.") {
        eyes = closed;
        eyes.asked_on = Some(eyes_on);
    }
    [clinic, eyes]
        .map(|one| Record::Appointment(Box::new(one)))
        .into()
}
