//! That the person and their carer were told who coordinates, and what part they took in choosing (R22, R23).

use super::{Purpose, Saved, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::change::Change;
use crate::domain::id::PersonId;
use crate::domain::person::Noted;
use crate::domain::record::Record;
use crate::domain::say;
use crate::domain::team::{self, Member, Reach, Role};
use crate::domain::told::{Told, Whom};

/// The form. How to reach the coordinator stands in it already, as the care team has it.
pub(super) fn build(app: &mut App, id: PersonId, cx: &Cx) -> Result<Form, Failure> {
    let person = app.store()?.person(id)?;
    let team: Vec<Member> = app
        .store()?
        .team(id)?
        .into_iter()
        .map(|kept| kept.value)
        .collect();
    let mut form = Form::new(
        Purpose::Told(id),
        format!("Telling {} who coordinates", person.name.written()),
        place("person.told", id.0),
    );
    form.base = person.revision;
    let navigator = team::holder(&team, Role::Navigator, cx.today());
    form.intro = match (&person.told_coordinator, navigator) {
        (_, None) => {
            vec!["Nobody coordinates yet: {team.add} on their page adds the Navigator.".to_owned()]
        }
        (None, Some(navigator)) => {
            vec![format!("{} coordinates; not told yet.", navigator.name)]
        }
        (Some(told), Some(navigator)) => vec![format!(
            "{} coordinates; told on {}.",
            navigator.name,
            say::full(told.on)
        )],
    };
    let told = person.told_coordinator.as_ref();
    let whom = told.map_or(Whom::Person, |told| told.whom);
    let whom = Whom::ALL.iter().position(|one| *one == whom).unwrap_or(0);
    let reach = match (told, navigator) {
        (Some(told), _) => told.reach.clone(),
        (None, Some(navigator)) => reached(navigator),
        (None, None) => String::new(),
    };
    form.fields = vec![
        Field::choice("whom", "Told", Whom::ALL.map(Whom::word), whom),
        Field::line(
            "text",
            "How",
            told.map_or("", |told| &told.text),
            "at the first visit; by telephone; card left",
        ),
        Field::line(
            "format",
            "Format",
            told.map_or("", |told| &told.format),
            "large print on the fridge; read aloud; with a photograph",
        ),
        Field::line("reach", "How to reach them", &reach, "how and when"),
        Field::long(
            "expect",
            "What to expect",
            told.map_or("", |told| &told.expect),
            "rings back the same day; comes every other week; not for emergencies",
        ),
        Field::behind("on", "Told on", told.map(|told| told.on), "empty: today"),
        Field::long(
            "choosing",
            "Part in choosing",
            person
                .choosing
                .as_ref()
                .map_or("", |noted| noted.text.as_str()),
            "whether they chose who coordinates, and how",
        ),
    ];
    Ok(form)
}

/// How a member of the team is reached, in a line.
fn reached(member: &Member) -> String {
    let phone = [member.phone.as_str(), &member.email];
    let phone = phone.into_iter().find(|text| !text.is_empty());
    phone.map_or_else(String::new, |phone| {
        let when = match member.reach {
            Reach::NotRecorded => String::new(),
            said => format!(", {}", said.word()),
        };
        format!("{}, {phone}{when}", member.name)
    })
}

/// Keeps that they were told.
pub(super) fn save(app: &mut App, id: PersonId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let mut person = app.store()?.person(id)?.value;
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    let by = person
        .told_coordinator
        .as_ref()
        .filter(|told| told.on == on)
        .map_or_else(|| app.model.login.clone(), |told| told.by.clone());
    let told = Told {
        text: form.text("text"),
        on,
        by,
        whom: form.chosen("whom", &Whom::ALL).unwrap_or_default(),
        format: form.text("format"),
        reach: form.text("reach"),
        expect: form.text("expect"),
    };
    told.check(cx.today())
        .map_err(|fault| refused(fault, &[("told_coordinator.on", "on")]))?;
    person.told_coordinator = Some(told);
    let choosing = form.text("choosing");
    if choosing.is_empty() {
        person.choosing = None;
    } else if person
        .choosing
        .as_ref()
        .is_none_or(|noted| noted.text != choosing)
    {
        person.choosing = Some(Noted {
            text: choosing,
            on: cx.today(),
            by: app.model.login.clone(),
        });
    }
    app.save_change(
        form,
        "person.told",
        &Change::replace(Record::Person(person), form.base),
        cx,
    )?;
    Ok(saved("Saved"))
}
