//! An entry of the services directory, its end, and a need that nothing there met (R94-R97).

use chrono::NaiveDate;

use super::{Purpose, Saved, parts, place, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::services_view::ServicesView;
use crate::app::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::id::{ItemId, PersonId, ServiceId, UnmetNeedId};
use crate::domain::item::Item;
use crate::domain::record::{Kept, Record};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::service::unmet::UnmetNeed;
use crate::domain::service::{Checked, Sector, Service};
use crate::store::DiaryEntry;

/// Where the draft of something new is kept: it is about nothing yet.
const NOTHING: uuid::Uuid = uuid::Uuid::nil();

/// Words of the choice whether it was checked.
const NOT_NOW: &str = "no, as it was";
const NOW: &str = "yes, today";

/// The form for a new service, or for a known one.
pub(super) fn build(app: &mut App, id: Option<ServiceId>, cx: &Cx) -> Result<Form, Failure> {
    let known = match id {
        Some(id) => Some(app.store()?.service(id)?),
        None => None,
    };
    let (title, place_name, subject) = match id {
        Some(id) => ("Change a service", "service.edit", id.0),
        None => ("A new service", "service.add", NOTHING),
    };
    let mut form = Form::new(Purpose::Service(id), title, place(place_name, subject));
    form.base = known.as_ref().map_or(0, |known| known.revision);
    let of = |text: fn(&Service) -> String| known.as_ref().map_or(String::new(), |one| text(one));
    let sector = known.as_ref().map_or(Sector::default(), |one| one.sector);
    let at = Sector::ALL.iter().position(|one| *one == sector);
    form.intro.extend(
        known
            .as_ref()
            .map(|one| format!("Last checked: {}", one.last_checked(cx.today()))),
    );
    let words = |one: &Service| one.needs.join(", ");
    form.fields = vec![
        Field::line("name", "Name", &of(|one| one.name.clone()), ""),
        Field::line("needs", "Needs met", &of(words), "benefits, debt, housing"),
        Field::line(
            "places",
            "Places",
            &of(|one| one.places.join(", ")),
            "Northfield, whole county",
        ),
        Field::line(
            "phones",
            "Telephone",
            &of(|one| one.phones.join("; ")),
            "several with ; between them",
        ),
        Field::line("does", "What it does", &of(|one| one.does.clone()), ""),
        Field::long(
            "access",
            "Who may use it",
            &of(|one| one.access.clone()),
            "over 65; lives in the county; GP refers",
        ),
        Field::long(
            "red_flags",
            "Wrong place when",
            &of(|one| one.red_flags.clone()),
            "red flags, and where to go then",
        ),
        Field::line(
            "refer",
            "How to refer",
            &of(|one| one.refer.clone()),
            "they ring themselves; form by e-mail",
        ),
        Field::choice(
            "sector",
            "Sector",
            Sector::ALL.map(Sector::word),
            at.unwrap_or(4),
        ),
        Field::line(
            "hours",
            "Hours",
            &of(|one| one.hours.clone()),
            "Mon to Fri 9 to 4",
        ),
        Field::line("email", "E-mail", &of(|one| one.email.clone()), ""),
        Field::line("web", "Web", &of(|one| one.web.clone()), ""),
        Field::line("address", "Address", &of(|one| one.address.clone()), ""),
        Field::line("postcode", "Postcode", &of(|one| one.postcode.clone()), ""),
        Field::long("notes", "Notes", &of(|one| one.notes.clone()), ""),
        Field::choice(
            "checked",
            "Checked",
            [NOT_NOW, NOW],
            usize::from(known.is_none()),
        ),
    ];
    if let Some(closed) = known.as_ref().and_then(|one| one.closed.as_ref()) {
        form.fields.push(Field::line(
            "closed",
            "Why it closed",
            &closed.because,
            "emptied: it is open again",
        ));
    }
    Ok(form)
}

/// Keeps a service.
pub(super) fn save(
    app: &mut App,
    id: Option<ServiceId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let name = form.text("name");
    if name.is_empty() {
        return Err(Failure::from(Refusal::Unsaid("what the service is called")).at("name"));
    }
    let known = match id {
        Some(id) => Some(app.store()?.service(id)?),
        None => None,
    };
    if known.is_none() {
        not_twice(app, &name, &form.text("postcode"))?;
    }
    let by = app.model.user_name.clone();
    let new = ServiceId(app.ids.next(cx.now));
    let before = known.as_ref().map(|kept| &kept.value);
    let checked = if form.word("checked") == NOW {
        Some(Checked {
            on: cx.today(),
            by: by.clone(),
        })
    } else {
        before.and_then(|one| one.checked.clone())
    };
    let mut closed = before.and_then(|one| one.closed.clone());
    // The form shows the field where it was closed when it was opened; somebody may have closed it since.
    if form.field("closed").is_some() {
        let because = form.text("closed");
        closed = closed.filter(|_| !because.is_empty());
        if let Some(closed) = &mut closed {
            closed.because = because;
        }
    }
    let service = Service {
        id: id.unwrap_or(new),
        name,
        does: form.text("does"),
        needs: parts(&form.text("needs"), ','),
        places: parts(&form.text("places"), ','),
        sector: form.chosen("sector", &Sector::ALL).unwrap_or_default(),
        access: form.text("access"),
        red_flags: form.text("red_flags"),
        refer: form.text("refer"),
        phones: parts(&form.text("phones"), ';'),
        email: form.text("email"),
        web: form.text("web"),
        address: form.text("address"),
        postcode: form.text("postcode").to_uppercase(),
        hours: form.text("hours"),
        checked,
        notes: form.text("notes"),
        closed,
        source: before.map_or_else(String::new, |one| one.source.clone()),
    };
    let id = service.id;
    let record = Record::Service(Box::new(service));
    let change = match &known {
        Some(_) => Change::replace(record, form.base),
        None => Change::add(record),
    };
    let command = if known.is_some() {
        "services.edit"
    } else {
        "services.add"
    };
    app.save_change(form, command, &change, cx)?;
    if let Some(view) = &mut app.model.services {
        view.select(id);
    }
    Ok(saved("Service kept"))
}

/// Refuses a second entry of a name at the same postcode: two entries age apart.
fn not_twice(app: &mut App, name: &str, postcode: &str) -> Result<(), Failure> {
    let fold = crate::domain::find::fold;
    let (name, postcode) = (fold(name), fold(postcode));
    let same = |kept: &Kept<Service>| fold(&kept.name) == name && fold(&kept.postcode) == postcode;
    if app.store()?.services()?.iter().any(same) {
        return Err(Failure::new(
            "A service of that name is in the directory already. Change that one, or add its place to the name.",
        )
        .at("name"));
    }
    Ok(())
}

/// The form that says that a service is no longer there.
pub(super) fn build_close(app: &mut App, id: ServiceId) -> Result<Form, Failure> {
    let known = app.store()?.service(id)?;
    let mut form = Form::new(
        Purpose::CloseService(id),
        format!("{} is no longer there", known.name),
        place("service.close", id.0),
    );
    form.base = known.revision;
    form.intro = vec![
        "It stays in the directory, said to be closed, so that whatever names it can say what it was."
            .to_owned(),
    ];
    let before = known.closed.as_ref();
    form.fields = vec![
        Field::line(
            "because",
            "Why",
            before.map_or("", |closed| &closed.because),
            "funding ended; now part of Northfield Hub",
        ),
        Field::behind(
            "on",
            "Since",
            before.map(|closed| closed.on),
            "empty: today",
        ),
    ];
    Ok(form)
}

/// How many of those who wait for a service are named when it closes; its own page names all.
const NAMED: usize = 3;

/// Keeps that a service is no longer there.
pub(super) fn save_close(
    app: &mut App,
    id: ServiceId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    let known = app.store()?.service(id)?;
    let by = app.model.user_name.clone();
    let closed = known
        .closed_on(on, &form.text("because"), (cx.today(), &by))
        .map_err(|refusal| {
            let field = if refusal == Refusal::NoReason {
                "because"
            } else {
                "on"
            };
            Failure::from(refusal).at(field)
        })?;
    let mut change = Change::replace(Record::Service(Box::new(closed)), form.base);
    let waiting = app.store()?.waits_for_service(id)?;
    // Nobody waits for what is not there: with the same save it is ours to ask elsewhere.
    change.writes.extend(waiting.iter().filter_map(|one| {
        Some(Write::Replace {
            record: Record::Item(one.item.left_by_service(on, cx.today())?),
            seen: one.item.revision,
        })
    }));
    // Of one that was closed before they were asked then.
    let booked = match known.closed {
        None => booked_with(app, &known.name, &change, cx.today())?,
        Some(_) => Vec::new(),
    };
    for one in &booked {
        let id = ItemId(app.ids.next(cx.now));
        let question = Item::whether_it_holds(id, &one.appointment, cx.today());
        change.writes.push(Write::Add(Record::Item(question)));
    }
    app.save_change(form, "services.close", &change, cx)?;
    let ask_about = if booked.is_empty() {
        String::new()
    } else {
        format!(
            ". {} with it: to be asked whether it holds, on their list",
            say::count(booked.len(), "appointment is", "appointments are")
        )
    };
    if waiting.is_empty() {
        return Ok(saved(&format!(
            "Closed; it stays in the directory{ask_about}"
        )));
    }
    let mut names: Vec<&str> = waiting.iter().map(|one| one.name.as_str()).collect();
    names.dedup();
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    };
    Ok(saved(&format!(
        "Closed; it stays in the directory{ask_about}. Ask elsewhere for {}{more}: {} still names it; {{services.read}} lists them",
        names.join("; "),
        say::count(waiting.len(), "open item", "open items")
    )))
}

/// The appointments ahead with a service of a name, but those of which a referral that a change leaves with us asks anyway.
fn booked_with(
    app: &mut App,
    name: &str,
    change: &Change,
    today: NaiveDate,
) -> Result<Vec<DiaryEntry>, Failure> {
    let fold = crate::domain::find::fold;
    let name = fold(name);
    let asked = |id| {
        change.writes.iter().any(|write| {
            matches!(write, Write::Replace { record: Record::Item(item), .. } if item.appointment == Some(id))
        })
    };
    let mut booked = app.store()?.diary(today, NaiveDate::MAX)?;
    booked.retain(|one| {
        let is_ahead = one.appointment.is_ahead(today);
        is_ahead && fold(&one.appointment.provider) == name && !asked(one.id)
    });
    Ok(booked)
}

/// The person from whose page the directory was opened, with their name.
fn about(app: &App) -> Option<(PersonId, String)> {
    let from = app.model.services.as_ref().map(|view| view.from);
    let view = app.model.person.as_ref()?;
    (from == Some(crate::app::model::Screen::Person))
        .then(|| (view.id(), view.folder.person.name.listed()))
}

/// The form for a need that nothing met; what was searched for stands in it.
pub(super) fn build_unmet(app: &App) -> Form {
    let mut form = Form::new(
        Purpose::UnmetNeed,
        "A need for which nothing was found",
        place(
            "service.unmet",
            about(app).map_or(NOTHING, |(person, _)| person.0),
        ),
    );
    form.intro = vec![
        "Commissioners are told what was needed, where and how often; never for whom.".to_owned(),
    ];
    let typed = app.model.services.as_ref();
    let typed = typed.map_or(String::new(), |view: &ServicesView| view.edit.text());
    form.fields = vec![
        Field::line(
            "needed",
            "What was needed",
            &typed,
            "a dementia café on a weekday",
        ),
        Field::line("place", "Where", "", "Northfield"),
        Field::line("note", "Note", "", "what was tried instead"),
    ];
    if let Some((_, name)) = about(app) {
        form.fields
            .push(Field::choice("for", "For", [name, NOBODY.to_owned()], 0));
    }
    form
}

/// The word of the choice for whom, where nobody is named.
const NOBODY: &str = "nobody in particular";

/// Keeps a need that nothing met.
pub(super) fn save_unmet(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let needed = form.text("needed");
    if needed.is_empty() {
        return Err(Failure::from(Refusal::Unsaid("what was needed")).at("needed"));
    }
    let named = form.field("for").is_some() && form.choice("for") == 0;
    let need = UnmetNeed {
        id: UnmetNeedId(app.ids.next(cx.now)),
        needed,
        place: form.text("place"),
        on: cx.today(),
        by: app.model.user_name.clone(),
        about: about(app).filter(|_| named).map(|(person, _)| person),
        note: form.text("note"),
    };
    let needed = say::capital(&need.needed);
    let change = Change {
        writes: vec![Write::Add(Record::UnmetNeed(need))],
    };
    app.save_change(form, "services.unmet", &change, cx)?;
    Ok(saved(&format!("Unmet need logged: {needed}")))
}
