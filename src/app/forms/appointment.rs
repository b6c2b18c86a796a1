//! Appointments: booked, changed, booked again (R68-R71, R74).
//!
//! What became of them is in `appointment_came`.

use chrono::{NaiveDate, Timelike};

use super::offers::team;
use super::silence::ask_paused;
use super::{Purpose, Saved, booked, place};
use crate::app::form::{Field, Form, Input};
use crate::app::line_edit::LineEdit;
use crate::app::notice::{Failure, Notice};
use crate::app::services_picker;
use crate::app::{App, Cx};
use crate::domain::along;
use crate::domain::appointment::{Appointment, LONGEST_MINUTES, Lack, Moment, Support, hints};
use crate::domain::change::{Change, Write};
use crate::domain::id::AppointmentId;
use crate::domain::leaving;
use crate::domain::record::{Kept, Kind, Record};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::soundness::LONGEST_RECALL_MONTHS;
use crate::domain::when::Bias;
use crate::store::Fault;

/// The form for a new appointment, or for one that is there.
pub(super) fn build(app: &mut App, id: Option<AppointmentId>, cx: &Cx) -> Result<Form, Failure> {
    let known = id.map(|id| find(app, id)).transpose()?;
    let view = app.person()?;
    let (title, name, subject) = match id {
        Some(id) => ("Change the appointment", "appointment.edit", id.0),
        None => ("Book an appointment", "appointment.book", view.id().0),
    };
    let mut form = Form::new(Purpose::Appointment(id), title, place(name, subject));
    form.base = known.as_ref().map_or(0, |known| known.revision);
    form.intro
        .extend(leaving::no_longer_followed(&view.folder.person));
    let known = known.map(|known| known.value);
    let known = known.as_ref();
    let text = |from: fn(&Appointment) -> &String| known.map_or("", |one| from(one).as_str());
    let support = |from: fn(&Appointment) -> &Option<Support>| {
        let support = known.and_then(|one| from(one).as_ref());
        support.map(Support::typed).unwrap_or_default()
    };
    let interpreter = match known {
        Some(_) => support(|one| &one.interpreter),
        None => Support::interpreter_for(view.folder.person.access.as_ref())
            .map_or_else(String::new, |support| support.typed()),
    };
    form.fields = vec![
        when_field(known.map(|one| one.at)),
        Field::line(
            "what",
            "What for",
            text(|one| &one.what),
            "fracture clinic, blood test",
        ),
        Field::line(
            "provider",
            "With whom",
            text(|one| &one.provider),
            "the clinic or service",
        ),
        Field::offered(
            "who",
            "Who goes too",
            text(|one| &one.who_goes),
            team(view, cx.today()),
            "a name, or: alone",
        ),
        Field::line("place", "Where", text(|one| &one.place), ""),
        Field::line(
            "lasts",
            "Takes",
            &known
                .and_then(|one| one.minutes)
                .map(|minutes| minutes.to_string())
                .unwrap_or_default(),
            "minutes (45), or the time at which it ends (11:30)",
        ),
        agreed_field(known.and_then(|one| one.agreed_on)),
        Field::line(
            "transport",
            "Transport",
            &support(|one| &one.transport),
            "Ruth drives; with ? before it: still to arrange",
        ),
        Field::line(
            "interpreter",
            "Interpreter",
            &interpreter,
            "? BSL: still to arrange",
        ),
        Field::line(
            "cover",
            "Carer cover",
            &support(|one| &one.carer_cover),
            "who steps in for a carer; ? still to arrange",
        ),
        Field::line(
            "equipment",
            "Equipment",
            &support(|one| &one.equipment),
            "hoist, wheelchair; ? still to arrange",
        ),
        Field::line(
            "prepare",
            "To prepare",
            text(|one| &one.prepare),
            "what has to be done before",
        ),
        Field::ahead(
            "prepare_on",
            "Prepared by",
            known.and_then(|one| one.prepare_on),
            "empty: 2 working days before",
        ),
        Field::long(
            "questions",
            "Questions to ask",
            text(|one| &one.questions),
            "",
        ),
        Field::line(
            "every",
            "Again every",
            &known
                .and_then(|one| one.every_months)
                .map(|months| months.to_string())
                .unwrap_or_default(),
            "months: 12 for once a year",
        ),
        Field::ahead(
            "recall",
            "Or again on",
            known.and_then(|one| one.recall_on),
            "a day of its own, where one was named",
        ),
    ];
    Ok(form)
}

pub(super) fn when_field(at: Option<Moment>) -> Field {
    let text = at.map(typed).unwrap_or_default();
    Field {
        name: "when",
        label: "When",
        input: Input::Date(LineEdit::new(&text), Bias::Future),
        hint: "12 mar 10:30, tomorrow 10; a day alone where no time is known",
    }
}

/// That the person knows of it: Today asks before the day where nothing says so.
fn agreed_field(on: Option<NaiveDate>) -> Field {
    Field::behind("agreed", "Person agreed on", on, "empty: not asked yet")
}

/// A moment as it is typed.
fn typed(at: Moment) -> String {
    let day = at.day().format("%-d %b %Y");
    at.time().map_or_else(
        || day.to_string(),
        |time| format!("{day} {}", say::time(time)),
    )
}

/// The moment of the form; one that was not touched stays to the millisecond.
pub(super) fn moment(
    form: &Form,
    before: Option<Moment>,
    app: &App,
    cx: &Cx,
) -> Result<Moment, Failure> {
    if let Some(before) = before.filter(|before| typed(*before) == form.text("when")) {
        return Ok(before);
    }
    let when = form
        .when("when", cx.local, &app.model.holidays)?
        .ok_or_else(|| Failure::new("Say when it is: 12 mar 10:30, tomorrow 10.").at("when"))?;
    Ok(Moment::of(when.date, when.time))
}

/// How long it takes: minutes, or counted to the time at which it ends.
fn lasts(form: &Form, at: Moment) -> Result<Option<u16>, Failure> {
    let text = form.text("lasts");
    if text.is_empty() {
        return Ok(None);
    }
    let refused = || Failure::from(Refusal::NotSoLong).at("lasts");
    if let Ok(minutes) = text.trim_end_matches("min").trim().parse::<u16>() {
        let fits = (1..=LONGEST_MINUTES).contains(&minutes);
        return if fits {
            Ok(Some(minutes))
        } else {
            Err(refused())
        };
    }
    let (hour, minute) = text.split_once([':', '.']).ok_or_else(refused)?;
    let (hour, minute): (u32, u32) = (
        hour.trim().parse().map_err(|_| refused())?,
        minute.trim().parse().map_err(|_| refused())?,
    );
    let starts = at.time().ok_or_else(refused)?;
    if hour > 23 || minute > 59 {
        return Err(refused());
    }
    let minutes = (hour * 60 + minute).checked_sub(starts.hour() * 60 + starts.minute());
    let minutes = minutes.and_then(|minutes| u16::try_from(minutes).ok());
    minutes
        .filter(|minutes| *minutes > 0)
        .map(Some)
        .ok_or_else(refused)
}

/// Books an appointment, or changes one; says what it clashes with.
pub(super) fn save(
    app: &mut App,
    id: Option<AppointmentId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let before = id
        .map(|id| find(app, id))
        .transpose()?
        .map(|kept| kept.value);
    let known_at = before.as_ref().map(|one| one.at);
    let agreed_on = before.as_ref().and_then(|one| one.agreed_on);
    let known_provider = before.as_ref().map(|one| one.provider.clone());
    let at = moment(form, known_at, app, cx)?;
    let new = AppointmentId(app.ids.next(cx.now));
    let person = app.person()?.id();
    let mut one = before.unwrap_or_else(|| {
        let mut one = Appointment::new(new, person, at, "");
        one.by.clone_from(&app.model.login);
        one
    });
    fill(&mut one, at, form, app, cx)?;
    one.check(cx.today())
        .map_err(|refusal| Failure::from(refusal.clone()).at(field_of(&refusal)))?;
    if one.is_booked() && (known_at != Some(at) || known_provider.as_ref() != Some(&one.provider)) {
        services_picker::ask_closed(form, "provider", &one.provider, app.store()?)?;
    }
    if one.is_booked() && known_at != Some(at) {
        form.ask_past("when", at.day(), cx.today())?;
        ask_agreed(form, known_at, agreed_on, &one, cx.today())?;
        if known_at.map(Moment::day) != Some(at.day()) {
            ask_silent(app, form, at, cx)?;
        }
    }
    let record = Record::Appointment(Box::new(one.clone()));
    let (command, mut change, verb) = if id.is_some() {
        (
            "appointment.edit",
            Change::replace(record, form.base),
            "Saved",
        )
    } else {
        ("appointment.book", Change::add(record), "Booked")
    };
    let is_followed =
        id.is_some() && one.is_booked() && follow(app, &mut change, one.id, &one, cx.today())?;
    along::told(&app.person()?.folder, &one, &mut change);
    app.save_change(form, command, &change, cx)?;
    Ok(Saved::Done(said(app, &one, verb, is_followed, cx.today())))
}

/// Asks once where the day of an appointment lies in a pause: it is prepared by nobody.
pub(super) fn ask_silent(app: &App, form: &Form, at: Moment, cx: &Cx) -> Result<(), Failure> {
    let status = &app.person()?.folder.person.status;
    if at.day() < cx.today() {
        return Ok(());
    }
    ask_paused(status, form, "when", (at.day(), cx.today()))
}

/// Asks once whether the person agreed to the new time too, where they had agreed to another: else nobody tells them.
fn ask_agreed(
    form: &Form,
    before: Option<Moment>,
    agreed_on: Option<NaiveDate>,
    now: &Appointment,
    today: NaiveDate,
) -> Result<(), Failure> {
    let (Some(before), Some(agreed)) = (before, agreed_on) else {
        return Ok(());
    };
    let is_time_only = before.time().is_none() && before.day() == now.at.day();
    if is_time_only || now.agreed_on != agreed_on {
        return Ok(());
    }
    form.ask_once(
        "agreed",
        format!(
            "On {} they agreed to {}. If it was moved since, leave this and press {{appointment.moved}}: then they are to be told.",
            say::day(agreed, today),
            before.word(today)
        ),
    )
}

/// Adds to a change that the referral which is booked with an appointment is booked for where that is now. Whether it is
/// expected on another day.
pub(super) fn follow(
    app: &App,
    change: &mut Change,
    before: AppointmentId,
    now: &Appointment,
    today: NaiveDate,
) -> Result<bool, Failure> {
    let Some((write, is_expected_anew)) =
        booked::followed(&app.person()?.folder, before, now, today)
    else {
        return Ok(false);
    };
    change.writes.push(write);
    Ok(is_expected_anew)
}

/// What is said after a save: when, that its referral follows, by which day it shall be ready, clashes and clusters.
pub(super) fn said(
    app: &App,
    one: &Appointment,
    verb: &str,
    is_followed: bool,
    today: NaiveDate,
) -> String {
    let mut said = vec![format!("{verb}: {}", one.at.word(today))];
    if is_followed {
        said.push("The referral is booked for that day too".to_owned());
    }
    let lacking: Vec<&str> = one.lacks().map(Lack::word).collect();
    if one.is_booked() && !lacking.is_empty() {
        said.push(format!(
            "Still open: {}; ready by {}",
            lacking.join(", "),
            one.prepare_by(&app.model.holidays).how
        ));
    }
    if let Some(view) = &app.model.person {
        let all = view.folder.appointments.iter().map(|kept| &kept.value);
        said.extend(hints(one, all, today));
    }
    format!("{}. {{change.undo}} takes it back.", said.join(". "))
}

fn fill(one: &mut Appointment, at: Moment, form: &Form, app: &App, cx: &Cx) -> Result<(), Failure> {
    let holidays = &app.model.holidays;
    let day = |name| Ok::<_, Failure>(form.when(name, cx.local, holidays)?.map(|when| when.date));
    one.minutes = lasts(form, at)?;
    one.at = at;
    one.what = form.text("what");
    one.provider = form.text("provider");
    one.who_goes = form.text("who");
    one.place = form.text("place");
    one.agreed_on = day("agreed")?;
    one.transport = Support::read(&form.text("transport"));
    one.interpreter = Support::read(&form.text("interpreter"));
    one.carer_cover = Support::read(&form.text("cover"));
    one.equipment = Support::read(&form.text("equipment"));
    one.prepare = form.text("prepare");
    one.prepare_on = day("prepare_on")?;
    one.questions = form.text("questions");
    one.every_months = form.number("every", LONGEST_RECALL_MONTHS)?;
    one.recall_on = day("recall")?;
    Ok(())
}

/// The field that a refusal is about.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Unsaid(_) => "what",
        Refusal::NotSoLong => "lasts",
        Refusal::PrepareAfter(_) => "prepare_on",
        Refusal::RecallBefore(_) => "recall",
        Refusal::NotYet(_) => "agreed",
        _ => "when",
    }
}

/// The form that books the same again: in place of a missed one, or the recall.
pub(super) fn build_again(app: &mut App, id: AppointmentId, cx: &Cx) -> Result<Form, Failure> {
    let known = find(app, id)?;
    let purpose = Purpose::AppointmentAgain(id);
    let mut form = about(purpose, "Book again", &known, "appointment.again", cx);
    form.intro
        .push("What was arranged for it has to be arranged anew.".to_owned());
    form.fields = vec![when_field(None), agreed_field(None)];
    Ok(form)
}

/// Books the same again.
pub(super) fn save_again(
    app: &mut App,
    id: AppointmentId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let mut known = find(app, id)?.value;
    let at = moment(form, None, app, cx)?;
    services_picker::ask_closed(form, "when", &known.provider, app.store()?)?;
    let mut new = known.again(AppointmentId(app.ids.next(cx.now)), at);
    let agreed = form.when("agreed", cx.local, &app.model.holidays)?;
    new.agreed_on = agreed.map(|when| when.date);
    new.check(cx.today()).map_err(|refusal| {
        let field = field_of(&refusal);
        Failure::from(refusal).at(field)
    })?;
    form.ask_past("when", at.day(), cx.today())?;
    ask_silent(app, form, at, cx)?;
    known.next = Some(new.id);
    let mut change = Change {
        writes: vec![
            Write::Add(Record::Appointment(Box::new(new.clone()))),
            Write::Replace {
                record: Record::Appointment(Box::new(known)),
                seen: form.base,
            },
        ],
    };
    let is_followed = follow(app, &mut change, id, &new, cx.today())?;
    along::told(&app.person()?.folder, &new, &mut change);
    app.save_change(form, "appointment.again", &change, cx)?;
    Ok(Saved::Done(said(
        app,
        &new,
        "Booked",
        is_followed,
        cx.today(),
    )))
}

/// A form about an appointment that there is: which it is stands above the fields.
pub(super) fn about(
    purpose: Purpose,
    title: &str,
    known: &Kept<Appointment>,
    command: &str,
    cx: &Cx,
) -> Form {
    let title = format!("{title}: {}", known.what);
    let mut form = Form::new(purpose, title, place(command, known.id.0));
    form.base = known.revision;
    form.intro = vec![format!("{}, {}", known.at.word(cx.today()), known.line())];
    form
}

pub(super) fn find(app: &App, id: AppointmentId) -> Result<Kept<Appointment>, Failure> {
    app.person()?
        .folder
        .appointments
        .iter()
        .find(|kept| kept.id == id)
        .cloned()
        .ok_or_else(|| Fault::Gone(Kind::Appointment).into())
}

impl App {
    /// Keeps that an appointment is prepared.
    pub(in crate::app) fn prepare_appointment(
        &mut self,
        id: AppointmentId,
        cx: &Cx,
    ) -> Result<(), Failure> {
        let mut known = find(self, id)?;
        known.value.prepared_on = Some(cx.today());
        let change = Change::replace(Record::Appointment(Box::new(known.value)), known.revision);
        let form = Form::new(Purpose::Appointment(Some(id)), "", None);
        self.save_change(&form, "appointment.prepared", &change, cx)?;
        self.model.notice = Some(Notice::done("Prepared. {change.undo} takes it back."));
        Ok(())
    }
}
