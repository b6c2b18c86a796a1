//! A carer who is known already, found by name: added to another team, or made one with a place that is there (R90).

use super::carer::find;
use super::{Purpose, Saved, place, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::carer;
use crate::domain::change::{Change, Write};
use crate::domain::id::{CarerId, MemberId, PersonId};
use crate::domain::record::{Kept, Record};
use crate::domain::team::{Member, Role};
use crate::store::{Fault, KnownCarer, Store};

/// The form: for a new place, or for one that is there.
pub(super) fn build(app: &mut App, id: Option<MemberId>) -> Result<Form, Failure> {
    let view = app.person()?;
    let (whose, written) = (view.id(), view.folder.person.name.written());
    let here = id.map(|id| find(app, id)).transpose()?;
    let title = match &here {
        Some(here) => format!("{} cares elsewhere too", here.name),
        None => format!("A known carer also cares for {written}"),
    };
    let mut form = Form::new(
        Purpose::KnownCarer(id),
        title,
        place("team.known", id.map_or(whose.0, |id| id.0)),
    );
    form.base = here.as_ref().map_or(0, |here| here.revision);
    form.intro = vec![
        "Their number, access needs, strain and breaks are then the same at both, whoever writes them."
            .to_owned(),
    ];
    let name = here.as_ref().map_or("", |here| here.name.as_str());
    form.fields = vec![Field::offered(
        "who",
        "Who",
        name,
        Vec::new(),
        "three letters of the name, then Right; empty: not known elsewhere",
    )];
    if here.is_none() {
        form.fields.extend([
            Field::line("title", "Relation", "", "daughter, neighbour"),
            Field::line("does", "What they do", "", "for this person, by day"),
            Field::line("may_be_told", "May be told", "", "as the person decided"),
            Field::behind("from", "From", None, "empty: today"),
        ]);
    }
    Ok(form)
}

/// Looks for the carers that the field offers, once something else is typed.
pub(super) fn offer(form: &mut Form, store: &Store, person: Option<PersonId>) -> Result<(), Fault> {
    let (Purpose::KnownCarer(_), Some(person)) = (form.purpose, person) else {
        return Ok(());
    };
    form.offer_once_typed(|typed| {
        let known = store.carers_named(typed, "", person)?;
        Ok(known.iter().map(described).collect())
    })
}

/// A carer as the field shows them: name, relation, for whom, number.
fn described(known: &KnownCarer) -> String {
    let member = &known.member;
    let relation = if member.title.is_empty() {
        member.role.word()
    } else {
        &member.title
    };
    let phone = if member.phone.is_empty() {
        String::new()
    } else {
        format!(", {}", member.phone)
    };
    format!("{}, {relation} of {}{phone}", member.name, known.cares_for)
}

/// The one that is meant: by all the words of an offer, or by a name that only one has.
fn meant(app: &mut App, form: &Form, person: PersonId) -> Result<KnownCarer, Failure> {
    let typed = form.text("who");
    let name = typed.split(',').next().unwrap_or_default();
    let mut known = app.store()?.carers_named(name, "", person)?;
    if let Some(at) = known.iter().position(|known| described(known) == typed) {
        return Ok(known.swap_remove(at));
    }
    match (known.pop(), known.is_empty()) {
        (Some(one), true) => Ok(one),
        (Some(_), false) => Err(Failure::new(
            "Several are known by that name. Right steps through them; then save.",
        )
        .at("who")),
        (None, _) => Err(Failure::new(
            "No carer of that name is known with anybody else. {team.add} adds a new one.",
        )
        .at("who")),
    }
}

/// Makes the carer one at both places.
pub(super) fn save(
    app: &mut App,
    id: Option<MemberId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let person = app.person()?.id();
    let before = id.map(|id| find(app, id)).transpose()?;
    if let Some(before) = &before
        && form.text("who").is_empty()
    {
        return part(app, before, form, cx);
    }
    let known = meant(app, form, person)?.member;
    let shared = known
        .carer
        .as_ref()
        .map_or_else(|| CarerId(app.ids.next(cx.now)), |carer| carer.id);
    let own = before.as_ref().and_then(|before| before.carer.as_ref());
    if own.is_some_and(|own| own.id == shared) {
        return Err(Failure::new("They are one carer already.").at("who"));
    }
    let is_here = |member: &&Kept<Member>| {
        Some(member.id) != id
            && member.held_on(cx.today())
            && member.carer.as_ref().is_some_and(|own| own.id == shared)
    };
    if app
        .person()?
        .folder
        .team
        .iter()
        .any(|member| is_here(&member))
    {
        return Err(Failure::new("They are in this care team already.").at("who"));
    }
    let mut here = match &before {
        Some(before) => before.value.clone(),
        None => added(app, &known, person, form, cx)?,
    };
    let mut others = app.store()?.places_of(shared)?;
    if let Some(own) = &here.carer {
        others.extend(app.store()?.places_of(own.id)?);
    }
    if !others.iter().any(|other| other.id == known.id) {
        others.push(known.clone());
    }
    carer::join(&mut here, &known, shared);
    let change = together(here, before.as_ref().map(|_| form.base), &others);
    app.save_change(form, "team.known", &change, cx)?;
    Ok(saved("They are one carer now"))
}

/// Makes a place that of a carer by themselves again: two people had the same name.
fn part(app: &mut App, before: &Kept<Member>, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let mut member = before.value.clone();
    let Some(own) = &mut member.carer else {
        return Err(Failure::new("Type the name of the carer who is known elsewhere.").at("who"));
    };
    own.id = CarerId(app.ids.next(cx.now));
    let change = Change::replace(Record::Member(member), form.base);
    app.save_change(form, "team.known", &change, cx)?;
    Ok(saved("They are two carers now"))
}

/// The new place of a carer who is known.
fn added(
    app: &mut App,
    known: &Member,
    person: PersonId,
    form: &Form,
    cx: &Cx,
) -> Result<Member, Failure> {
    let from_on = form
        .when("from", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    let id = MemberId(app.ids.next(cx.now));
    Ok(Member {
        title: form.text("title"),
        does: form.text("does"),
        may_be_told: form.text("may_be_told"),
        ..Member::new(id, person, Role::Carer, &known.name, from_on)
    })
}

/// The change that writes a place and makes the others say the same.
fn together(here: Member, seen: Option<u32>, others: &[Kept<Member>]) -> Change {
    let mut change = Change::default();
    for other in others.iter().filter(|other| other.id != here.id) {
        let mut after = other.value.clone();
        carer::share(&here, &mut after);
        if after != other.value {
            change.writes.push(Write::Replace {
                record: Record::Member(after),
                seen: other.revision,
            });
        }
    }
    let record = Record::Member(here);
    change.writes.push(match seen {
        Some(seen) => Write::Replace { record, seen },
        None => Write::Add(record),
    });
    change
}
