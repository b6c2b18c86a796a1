//! Whether a person is followed now: followed, running things themselves, paused, or no longer on the list (R8, R13).
//!
//! Who must be told of a leaving is asked next (`tell`). Somebody who comes back keeps the day they first joined: what
//! was agreed with them then still counts, and the journal and the history say when they were away.

use chrono::NaiveDate;

use super::{Purpose, Saved, place, refused, saved, silence, tell};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::appointment::{self, Appointment};
use crate::domain::change::{Change, Write};
use crate::domain::id::{ItemId, PersonId};
use crate::domain::item::Item;
use crate::domain::leaving::{self, Tell, Telling};
use crate::domain::person::{Leaving, Noted, Person, Status};
use crate::domain::record::{Folder, Record};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::team::Member;

/// What the form offers, in the order of its menu.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Followed.
    Followed,
    /// On the list, watched and not chased.
    Themselves,
    /// Not followed until a day.
    Paused,
    /// No longer on the list.
    Left(Leaving),
}

impl Way {
    const ALL: [Self; 6] = [
        Self::Followed,
        Self::Themselves,
        Self::Paused,
        Self::Left(Leaving::Moved),
        Self::Left(Leaving::Discharged),
        Self::Left(Leaving::Died),
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::Themselves => "runs things themselves",
            Self::Paused => "paused",
            Self::Left(Leaving::Moved) => "moved away",
            Self::Left(Leaving::Discharged) => "discharged",
            Self::Left(Leaving::Died) => "died",
        }
    }

    fn of(person: &Person) -> Self {
        match &person.status {
            Status::Open if person.self_coordinating.is_some() => Self::Themselves,
            Status::Open => Self::Followed,
            Status::Paused { .. } => Self::Paused,
            Status::Left { how, .. } => Self::Left(*how),
        }
    }
}

/// The form that pauses, ends or resumes.
pub(super) fn build(app: &mut App, id: PersonId) -> Result<Form, Failure> {
    let person = app.store()?.person(id)?;
    let way = Way::of(&person);
    let at = Way::ALL.iter().position(|one| *one == way).unwrap_or(0);
    let (until, on) = match (&person.status, &person.self_coordinating) {
        (Status::Open, None) => (None, None),
        (Status::Open, Some(own)) => (None, Some(own.on)),
        (Status::Paused { until, .. }, _) => (Some(*until), None),
        (Status::Left { on, .. }, _) => (None, Some(*on)),
    };
    let because = because_of(&person);
    let mut form = Form::new(
        Purpose::Status(id),
        format!("Is {} followed?", person.name.written()),
        place("person.status", id.0),
    );
    form.base = person.revision;
    form.intro = vec![
        "A death silences every prompt at once. Paused people stay on the list, in their own bucket; who has left is \
         off it, and kept. Who runs things themselves is watched, not chased: what goes silent is named when it is saved."
            .to_owned(),
    ];
    form.fields = vec![
        Field::choice("status", "Now", Way::ALL.map(Way::word), at),
        Field::ahead("until", "Paused until", until, "for a pause: +4w, 12 mar"),
        Field::behind(
            "on",
            "Left or died on, or since",
            on,
            "for leaving or a death, or for running things themselves; empty: today",
        ),
        Field::line(
            "because",
            "Because",
            because,
            "kept with the record; who runs things, and with whose help",
        ),
    ];
    Ok(form)
}

/// Why they are followed as they are, as it was written.
fn because_of(person: &Person) -> &str {
    match (&person.status, &person.self_coordinating) {
        (Status::Open, own) => own.as_ref().map_or("", |own| &own.text),
        (Status::Paused { because, .. } | Status::Left { because, .. }, _) => because,
    }
}

/// Pauses, ends or resumes; after a leaving asks who must be told.
pub(super) fn save(app: &mut App, id: PersonId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let folder = app.store()?.folder(id, Some(0))?;
    let mut person = folder.person.value.clone();
    let way = form.chosen("status", &Way::ALL).unwrap_or(Way::Followed);
    let typed = form.text("because");
    // Why they were paused is not why they moved: of what stood in the field only what was typed behind it is meant.
    let because = match typed.strip_prefix(because_of(&person)) {
        Some(rest) if way != Way::of(&person) && !rest.trim().is_empty() => rest.trim().to_owned(),
        _ => typed,
    };
    if matches!(way, Way::Paused | Way::Left(_)) && !because.chars().any(char::is_alphanumeric) {
        return Err(Failure::from(Refusal::NoReason).at("because"));
    }
    pause_or_not(app, &person, way, form, cx)?;
    let mut silent = silence::Silence::default();
    match way {
        Way::Followed => {
            person.status = Status::Open;
            person.self_coordinating = None;
        }
        Way::Themselves => {
            let on = day(app, form, cx)?;
            let own = Noted {
                text: because,
                on,
                by: app.model.login.clone(),
            };
            silent = silence::by_running_things(app, id, on, cx)?;
            // Nothing new was said: the day and whoever wrote it down stand.
            let same = |before: &Noted| before.text == own.text && before.on == own.on;
            person.status = Status::Open;
            if !person.self_coordinating.as_ref().is_some_and(same) {
                person.self_coordinating = Some(own);
            }
        }
        Way::Paused => {
            let until = form
                .when("until", cx.local, &app.model.holidays)?
                .map(|when| when.date)
                .filter(|until| *until > cx.today())
                .ok_or_else(|| Failure::from(Refusal::PauseNotAhead).at("until"))?;
            Status::check_pause(until, cx.today())
                .map_err(|fault| refused(fault, &[("status.until", "until")]))?;
            silent = silence::by_pause(app, id, until, cx)?;
            let harm = silent.harm();
            if !harm.is_empty() && !matches!(person.status, Status::Paused { .. }) {
                form.ask_once(
                    "status",
                    format!("This would be silent until {}: {harm}.", say::full(until)),
                )?;
            }
            person.status = Status::Paused { until, because };
        }
        Way::Left(how) => {
            let on = day(app, form, cx)?;
            person
                .check_leaving(how, on, cx.today())
                .map_err(|fault| refused(fault, &[("status.on", "on")]))?;
            person.status = Status::Left {
                on,
                how,
                because,
                tell: whom(&folder, how, cx.today(), &app.model.user_name),
            };
        }
    }
    let to_tell = leaving::to_tell(&person.status);
    let paused_until = match &person.status {
        Status::Paused { until, .. } => Some(*until),
        Status::Open | Status::Left { .. } => None,
    };
    let mut change = Change::replace(Record::Person(person), form.base);
    let to_put_right = match way {
        Way::Left(how) => corrected(&folder, how, &mut change, cx),
        Way::Followed | Way::Themselves | Way::Paused => put_right(app, &folder, &mut change, cx),
    };
    app.save_change(form, "person.status", &change, cx)?;
    Ok(match way {
        Way::Left(_) if to_tell > 0 => {
            app.open_form(Purpose::Tell(id), cx)?;
            Saved::Done(format!(
                "No longer on the list; the record stays. {to_tell} to tell{to_put_right}; {{form.leave}} leaves that for \
                 later."
            ))
        }
        Way::Left(_) => saved("No longer on the list; the record stays"),
        Way::Themselves => saved(&format!(
            "Watched, not chased{}{to_put_right}",
            silent.said("")
        )),
        Way::Followed => {
            let again = if to_put_right.is_empty() {
                ""
            } else {
                " again"
            };
            saved(&format!("Followed{again}{to_put_right}"))
        }
        Way::Paused => saved(&format!(
            "Paused until {}{}{to_put_right}",
            paused_until.map(say::full).unwrap_or_default(),
            silent.said("; nothing is due before then")
        )),
    })
}

/// Writes what is left to do of a leaving that is taken back: those who were told hear it, and what was called off stays
/// off and is asked for again. What is said of it follows the sentence of what was done.
fn put_right(app: &mut App, folder: &Folder, change: &mut Change, cx: &Cx) -> String {
    let (mut people, mut times) = (0, 0);
    for (tell, how) in leaving::told(&folder.person.status) {
        tell::call_off(folder, tell, cx.today(), change);
        let one = tell
            .appointment
            .and_then(|id| appointment::standing(&folder.appointments, id))
            .or_else(|| tell.calls_off(&folder.appointments));
        if tell.asks_again() && one.is_some_and(|one| one.is_booked()) {
            // It stands in the diary again.
            continue;
        }
        match one {
            Some(_) => times += 1,
            // It is there no more, and so is not asked for again.
            None if tell.appointment.is_some() => continue,
            None => people += 1,
        }
        let id = ItemId(app.ids.next(cx.now));
        let one = one.map(|kept| &kept.value);
        let item = tell.to_put_right(id, folder.person.id, how, one, cx.today());
        change.writes.push(Write::Add(Record::Item(item)));
    }
    let told = match people {
        0 => None,
        1 => Some(
            "1 person was told that they had left and has to hear that it is not so".to_owned(),
        ),
        many => Some(format!(
            "{many} people were told that they had left and have to hear that it is not so"
        )),
    };
    let off = match times {
        0 => None,
        1 => Some("1 appointment was called off, and is to be asked for again".to_owned()),
        many => Some(format!(
            "{many} appointments were called off, and are to be asked for again"
        )),
    };
    let said: Vec<String> = told.into_iter().chain(off).collect();
    if said.is_empty() {
        return String::new();
    }
    format!("; {}: see open items ({{tab.items}})", said.join("; "))
}

/// Takes off in the diary what was called off for an ending that was another one. What is said of it, and of those who heard
/// of that ending, follows the number of those who are to be told.
fn corrected(folder: &Folder, how: Leaving, change: &mut Change, cx: &Cx) -> String {
    let Status::Left { how: was, .. } = folder.person.status else {
        return String::new();
    };
    if was == how {
        return String::new();
    }
    for (tell, _) in leaving::told(&folder.person.status) {
        tell::call_off(folder, tell, cx.today(), change);
    }
    let Some(Write::Replace {
        record: Record::Person(person),
        ..
    }) = change.writes.first()
    else {
        return String::new();
    };
    let Status::Left { tell, .. } = &person.status else {
        return String::new();
    };
    let open = || tell.iter().filter(|tell| tell.state == Telling::ToTell);
    let heard = open().filter(|tell| tell.heard.is_some() && !tell.asks_again());
    let heard = match heard.count() {
        0 => String::new(),
        n => format!(", {n} of them heard what was not so"),
    };
    let again = match open().filter(|tell| tell.asks_again()).count() {
        0 => String::new(),
        n => format!(", {} to ask for", say::count(n, "new time", "new times")),
    };
    format!("{heard}{again}")
}

/// Refuses a pause that was typed and not chosen. The day that the form came with says nothing new.
fn pause_or_not(app: &App, person: &Person, way: Way, form: &Form, cx: &Cx) -> Result<(), Failure> {
    if way == Way::Paused {
        return Ok(());
    }
    let before = match &person.status {
        Status::Paused { until, .. } => Some(*until),
        Status::Open | Status::Left { .. } => None,
    };
    let typed = form
        .when("until", cx.local, &app.model.holidays)?
        .map(|when| when.date);
    match typed {
        Some(until) if typed != before => Err(Failure::new(format!(
            "A pause until {} was typed, and \"Now\" says {}. Choose \"paused\" there, or empty this day.",
            say::full(until),
            way.word()
        ))
        .at("until")),
        Some(_) | None => Ok(()),
    }
}

/// The day of the form, today where none was typed.
fn day(app: &App, form: &Form, cx: &Cx) -> Result<NaiveDate, Failure> {
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    if on > cx.today() {
        return Err(Failure::new(
            "This day lies ahead. Pause them until then, or come back on that day.",
        )
        .at("on"));
    }
    Ok(on)
}

/// Who must be told; where they had left in the same way already, what was written down of each stands.
fn whom(folder: &Folder, how: Leaving, today: NaiveDate, by: &str) -> Vec<Tell> {
    let team: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
    let items: Vec<Item> = folder.items.iter().map(|kept| kept.value.clone()).collect();
    let (was, before) = match &folder.person.status {
        Status::Left { tell, how, .. } => (*how, tell.as_slice()),
        Status::Open | Status::Paused { .. } => (how, [].as_slice()),
    };
    let booked: Vec<Appointment> = match how {
        Leaving::Died => folder
            .appointments
            .iter()
            .map(|kept| kept.value.clone())
            .collect(),
        Leaving::Moved | Leaving::Discharged => Vec::new(),
    };
    let mut tells = leaving::whom_to_tell(&team, &items, &booked, today, by);
    if was != how {
        return leaving::corrected((was, before), how, tells, &folder.appointments, today);
    }
    for tell in &mut tells {
        if let Some(known) = before.iter().find(|known| known.is_same(tell)) {
            (tell.state, tell.heard) = (known.state, known.heard);
        }
    }
    let gone = before
        .iter()
        .filter(|known| tells.iter().all(|tell| !known.is_same(tell)));
    let gone: Vec<Tell> = gone.cloned().collect();
    tells.extend(gone);
    tells
}
