//! Who must be told that somebody has left, and who has been (R8).

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Purpose, Saved, booked, place, saved};
use crate::app::form::{Field, Form, Input};
use crate::app::mark::MarkLine;
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::id::PersonId;
use crate::domain::leaving::{Tell, Telling, did};
use crate::domain::person::Status;
use crate::domain::record::{Folder, Record};
use crate::domain::say;

/// What a digit steps through; without a mark they are still to be told.
const TOLD: &str = "told";
const NO_NEED: &str = "no-need";

/// How many people the digits of one field reach.
const NINE: usize = 9;
/// The fields, nine people each: more than any care team has.
const GROUPS: [&str; 8] = [
    "tell1", "tell2", "tell3", "tell4", "tell5", "tell6", "tell7", "tell8",
];

/// The form.
pub(super) fn build(app: &mut App, id: PersonId, cx: &Cx) -> Result<Form, Failure> {
    let person = app.store()?.person(id)?;
    let Status::Left { on, how, tell, .. } = &person.status else {
        return Err(Failure::new(
            "They are followed, so nobody has to hear that they left. {person.status} says when they leave.",
        ));
    };
    if tell.is_empty() {
        return Err(Failure::new(
            "Nobody is written down who has to hear it: the care team was empty on that day.",
        ));
    }
    let mut form = Form::new(
        Purpose::Tell(id),
        format!(
            "Who must be told that {} {} on {}?",
            person.name.written(),
            did(*how),
            say::full(*on)
        ),
        place("person.tell", id.0),
    );
    form.base = person.revision;
    form.intro = vec![
        "A digit steps one of them: told today, then no need to tell, then to be told. Save when you stop, and come \
         back for the rest."
            .to_owned(),
    ];
    let is_off = |tell: &Tell| tell.appointment.is_some() && !tell.asks_again();
    if tell.iter().any(is_off) {
        form.intro
            .push("Told of an appointment, it is off in the diary too.".to_owned());
    }
    let heard = tell.iter().filter(|one| one.state == Telling::ToTell);
    if heard.clone().any(|one| one.heard.is_some()) {
        form.intro.push(
            "Some heard earlier what is not so: tell them that as well. A time that was called off for it is asked for \
             again."
                .to_owned(),
        );
    }
    form.fields = GROUPS
        .into_iter()
        .zip(tell.chunks(NINE).enumerate())
        .map(|(name, (group, tells))| Field {
            name,
            label: "To be told",
            input: Input::Marks(lines(group * NINE, tells, cx)),
            hint: "1 to 9 step; {form.next} goes to the next nine; {form.save} saves",
        })
        .collect();
    Ok(form)
}

fn lines(first: usize, tells: &[Tell], cx: &Cx) -> Vec<MarkLine> {
    (first..)
        .zip(tells)
        .map(|(at, tell)| {
            let (chosen, day) = match tell.state {
                Telling::ToTell => (None, String::new()),
                Telling::Told { on } => (Some(0), format!(" ({})", say::day(on, cx.today()))),
                Telling::NeedNot => (Some(1), String::new()),
            };
            MarkLine {
                // A place in the list: people to tell have no identity of their own.
                of: Uuid::from_u128(at as u128),
                seen: 0,
                text: format!("{}{day}", tell.line()),
                order: None,
                marks: vec![TOLD, NO_NEED],
                chosen,
            }
        })
        .collect()
}

/// Keeps who was told.
pub(super) fn save(app: &mut App, id: PersonId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let folder = app.store()?.folder(id, Some(0))?;
    let mut person = folder.person.value.clone();
    let Status::Left { tell, .. } = &mut person.status else {
        return Err(Failure::new(
            "They are followed again; nobody has to hear that they left.",
        ));
    };
    let marks = GROUPS.iter().flat_map(|name| form.lines(name));
    let mut diary = Change::default();
    for (tell, line) in tell.iter_mut().zip(marks) {
        tell.state = match (line.mark(), tell.state) {
            // Told before: the day stands.
            (Some(TOLD), told @ Telling::Told { .. }) => told,
            (Some(TOLD), _) => Telling::Told { on: cx.today() },
            (Some(_), _) => Telling::NeedNot,
            (None, _) => Telling::ToTell,
        };
        call_off(&folder, tell, cx.today(), &mut diary);
    }
    let off = diary.writes.iter().filter(|write| is_called_off(write));
    let off = match off.count() {
        0 => String::new(),
        off => format!(
            "; {} called off in the diary",
            say::count(off, "appointment", "appointments")
        ),
    };
    let still = |of: fn(&Tell) -> bool| {
        let tells = tell.iter().filter(|tell| tell.state == Telling::ToTell);
        tells.filter(|tell| of(tell)).count()
    };
    let mut left = Vec::new();
    match still(|tell| tell.appointment.is_none()) {
        0 => {}
        people => left.push(format!(
            "{} still to tell",
            say::count(people, "person", "people")
        )),
    }
    match still(|tell| tell.appointment.is_some() && !tell.asks_again()) {
        0 => {}
        off => left.push(format!(
            "{} still to call off",
            say::count(off, "appointment", "appointments")
        )),
    }
    match still(Tell::asks_again) {
        0 => {}
        again => left.push(format!(
            "{} still to ask for",
            say::count(again, "new time", "new times")
        )),
    }
    let left = left.join(", ");
    let mut change = Change::replace(Record::Person(person), form.base);
    change.writes.append(&mut diary.writes);
    app.save_change(form, "person.tell", &change, cx)?;
    Ok(saved(&if left.is_empty() {
        format!("Everybody knows{off}")
    } else {
        format!("Saved; {left}{off}")
    }))
}

/// The appointment of the list is off in the diary with its tick, and stands there again without it: somebody who turns
/// out to be alive is not expected where nobody waits for them.
pub(super) fn call_off(folder: &Folder, tell: &Tell, today: NaiveDate, change: &mut Change) {
    let known = tell.calls_off(&folder.appointments);
    let Some((known, after)) = known.and_then(|one| Some((one, tell.called_off(one, today)?)))
    else {
        return;
    };
    change.writes.extend(if after.is_booked() {
        booked::followed(folder, after.id, &after, today).map(|(write, _)| write)
    } else {
        booked::unbooked(folder, &after, today, None)
    });
    change.writes.push(Write::Replace {
        record: Record::Appointment(Box::new(after)),
        seen: known.revision,
    });
}

fn is_called_off(write: &Write) -> bool {
    matches!(write, Write::Replace { record: Record::Appointment(one), .. } if !one.is_booked())
}
