//! What became of an appointment, and what was done about it afterwards (R72, R73).

use chrono::NaiveDate;

use super::appointment::{about, ask_silent, find, follow, moment, said, when_field};
use super::{Purpose, Saved, booked, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::services_picker;
use crate::app::{App, Cx};
use crate::domain::along;
use crate::domain::appointment::{Appointment, Dealt, How};
use crate::domain::change::{Change, Write};
use crate::domain::id::AppointmentId;
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::say;

/// The form that says what became of an appointment.
pub(super) fn build_came(
    app: &mut App,
    id: AppointmentId,
    how: How,
    cx: &Cx,
) -> Result<Form, Failure> {
    let known = find(app, id)?;
    // Said before anything is typed.
    known.closed(how, cx.today(), "")?;
    let title = match how {
        How::Attended => "Took place",
        How::Missed => "Missed",
        How::Cancelled => "Cancelled",
        How::Moved => "Moved",
    };
    let mut form = about(Purpose::Came(id, how), title, &known, command(how), cx);
    if how == How::Attended && !known.questions.is_empty() {
        form.intro.push(format!("Asked there: {}", known.questions));
    }
    if how == How::Moved {
        form.fields.push(when_field(None));
    }
    let is_off = matches!(how, How::Cancelled | How::Moved);
    if let Some(agreed) = known.agreed_on
        && is_off
        && known.is_ahead(cx.today())
    {
        form.intro.push(format!(
            "They agreed to that day on {}: until they know that it is off, it stays in Today.",
            say::full(agreed)
        ));
    }
    form.fields.push(Field::long(
        "words",
        if how == How::Attended {
            "What came of it"
        } else {
            "Why"
        },
        "",
        "",
    ));
    match how {
        How::Moved => form.fields.push(Field::behind(
            "told",
            "Person agreed on",
            None,
            "to the new day; empty: not told yet",
        )),
        How::Cancelled if known.agreed_on.is_some() => form.fields.push(Field::behind(
            "told",
            "Person knows since",
            None,
            "today, where they called it off; empty: not told yet",
        )),
        How::Cancelled | How::Attended | How::Missed => {}
    }
    if how == How::Attended {
        form.fields.push(Field::long(
            "answers",
            "Answers",
            &known.answers,
            "to the questions",
        ));
        form.fields.push(Field::behind(
            "asked",
            "Person asked on",
            Some(cx.today()),
            "how it was for them; empty: not asked yet",
        ));
    }
    Ok(form)
}

fn command(how: How) -> &'static str {
    match how {
        How::Attended => "appointment.attended",
        How::Missed => "appointment.missed",
        How::Cancelled => "appointment.cancelled",
        How::Moved => "appointment.moved",
    }
}

/// Keeps what became of an appointment; one that moved is booked anew in the same change.
pub(super) fn save_came(
    app: &mut App,
    id: AppointmentId,
    how: How,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let known = find(app, id)?.value;
    let today = cx.today();
    if matches!(how, How::Attended | How::Missed) && known.at.day() == today {
        ask_early(form, "words", &known, cx)?;
    }
    let mut closed = known.closed(how, today, &form.text("words"))?;
    let mut change = Change::default();
    let (mut next, mut is_followed) = (None, false);
    let told = told_on(app, form, cx)?;
    if let Some(told) = told {
        closed = closed.told_off(told);
    }
    if how == How::Moved {
        let at = moment(form, None, app, cx)?;
        if at.day() < today {
            return Err(Failure::from(Refusal::MovedBack(at.day())).at("when"));
        }
        services_picker::ask_closed(form, "when", &known.provider, app.store()?)?;
        let mut new = known.again(AppointmentId(app.ids.next(cx.now)), at);
        ask_silent(app, form, at, cx)?;
        new.agreed_on = told;
        new.check(today)
            .map_err(|refusal| Failure::from(refusal).at("when"))?;
        closed.next = Some(new.id);
        change
            .writes
            .push(Write::Add(Record::Appointment(Box::new(new.clone()))));
        is_followed = follow(app, &mut change, known.id, &new, today)?;
        next = Some(new);
    }
    if how == How::Attended {
        closed.answers = form.text("answers");
        let asked = form.when("asked", cx.local, &app.model.holidays)?;
        closed.asked_on = asked.map(|when| when.date);
        if let Some(on) = closed.asked_on.filter(|on| *on > today) {
            return Err(Failure::from(Refusal::NotYet(on)).at("asked"));
        }
    }
    change
        .writes
        .extend(booked::took_place(app.person()?, &closed));
    let lost = booked::unbooked(&app.person()?.folder, &closed, today, told);
    let again = if lost.is_some() {
        ". Its referral is to be booked again: {appointment.again} does both"
    } else {
        ""
    };
    change.writes.extend(lost);
    let is_owed = closed.off_since().is_some();
    change.writes.push(Write::Replace {
        record: Record::Appointment(Box::new(closed)),
        seen: form.base,
    });
    if let Some(next) = &next {
        along::told(&app.person()?.folder, next, &mut change);
    }
    app.save_change(form, command(how), &change, cx)?;
    Ok(match next {
        Some(next) => {
            let verb = if is_owed {
                "They are to be told. Moved"
            } else {
                "Moved"
            };
            Saved::Done(said(app, &next, verb, is_followed, today))
        }
        None if how == How::Missed => saved(&format!(
            "Missed: it stays in Today until {{appointment.after}} says what was found out and done{again}"
        )),
        None if is_owed => saved(&format!(
            "Noted: they are to be told, {{appointment.after}} says that they were{again}"
        )),
        None => saved(&format!("Noted{again}")),
    })
}

/// Asks once whether one is over whose time has not come yet.
pub(super) fn ask_early(
    form: &Form,
    field: &'static str,
    one: &Appointment,
    cx: &Cx,
) -> Result<(), Failure> {
    match one.at.time().filter(|_| one.is_before_its_time(cx.now)) {
        Some(time) => form.ask_once(
            field,
            format!(
                "It is booked for {} today, and that has not come yet: check that it is this one.",
                say::time(time)
            ),
        ),
        None => Ok(()),
    }
}

/// The form for what comes after one that is over: what was done about a missed one, else how it was.
pub(super) fn build_after(app: &mut App, id: AppointmentId, cx: &Cx) -> Result<Form, Failure> {
    let known = find(app, id)?;
    let purpose = Purpose::AfterAppointment(id);
    let mut form = about(purpose, "Afterwards", &known, "appointment.after", cx);
    form.fields = match known.how() {
        Some(How::Missed) => {
            let before = known.dealt.as_ref().map_or("", |dealt| &dealt.words);
            vec![Field::long(
                "dealt",
                "Why, and what now",
                before,
                "the reason that was found; booked again, a visit thought of",
            )]
        }
        Some(How::Cancelled | How::Moved) => vec![Field::behind(
            "told",
            "Person knows since",
            Some(cx.today()),
            "the day on which they were told that it is off",
        )],
        _ => vec![
            Field::long(
                "answers",
                "Answers",
                &known.answers,
                "to the questions that were taken",
            ),
            Field::behind(
                "asked",
                "Person asked on",
                Some(known.asked_on.unwrap_or(cx.today())),
                "how it was for them",
            ),
        ],
    };
    Ok(form)
}

/// Keeps what came after.
pub(super) fn save_after(
    app: &mut App,
    id: AppointmentId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let mut known = find(app, id)?.value;
    if known.how() == Some(How::Missed) {
        let words = form.text("dealt");
        if words.is_empty() {
            return Err(Failure::from(Refusal::NoReason).at("dealt"));
        }
        let on = known.dealt.as_ref().map_or(cx.today(), |dealt| dealt.on);
        known.dealt = Some(Dealt { on, words });
    } else if known.off_since().is_some() {
        let told = told_on(app, form, cx)?
            .ok_or_else(|| Failure::from(Refusal::Unsaid("when they were told")).at("told"))?;
        known = known.told_off(told);
    } else {
        known.answers = form.text("answers");
        let asked = form.when("asked", cx.local, &app.model.holidays)?;
        known.asked_on = asked.map(|when| when.date);
        if let Some(on) = known.asked_on.filter(|on| *on > cx.today()) {
            return Err(Failure::from(Refusal::NotYet(on)).at("asked"));
        }
    }
    let change = Change::replace(Record::Appointment(Box::new(known)), form.base);
    app.save_change(form, "appointment.after", &change, cx)?;
    Ok(saved("Noted"))
}

/// The day on which the person was told that it is off, where that is said.
fn told_on(app: &App, form: &Form, cx: &Cx) -> Result<Option<NaiveDate>, Failure> {
    if form.field("told").is_none() {
        return Ok(None);
    }
    let told = form.when("told", cx.local, &app.model.holidays)?;
    match told.map(|when| when.date) {
        Some(on) if on > cx.today() => Err(Failure::from(Refusal::NotYet(on)).at("told")),
        told => Ok(told),
    }
}
