//! Copies that were given outside this program, and copies that nobody holds any more.

use super::offers::ask_recipient;
use super::sharing::{holders, team_of};
use super::{Purpose, Saved, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::person_view::PersonView;
use crate::app::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::copy::PlanCopy;
use crate::domain::id::{CopyId, VersionId};
use crate::domain::record::{Kept, Record};
use crate::domain::shared::Standing;
use crate::domain::sharing::{Recipient, Whom};
use crate::domain::version::Body;

const NOW: &str = "the plan as it is now";

/// The form for a copy given by hand, or for a known copy.
pub(super) fn build(app: &mut App, id: Option<CopyId>, cx: &Cx) -> Result<Form, Failure> {
    let view = app.person()?;
    let known = id.map(|id| find(view, id)).transpose()?;
    let (title, place_name, subject) = match id {
        Some(id) => ("Change what is known of a copy", "copy.edit", id.0),
        None => ("A copy that was given by hand", "copy.add", view.id().0),
    };
    let mut form = Form::new(Purpose::Copy(id), title, place(place_name, subject));
    form.base = known.as_ref().map_or(0, |known| known.revision);
    let versions = versions(view);
    let at = match &known {
        Some(known) => versions
            .iter()
            .position(|(id, _)| *id == known.version)
            .unwrap_or(0),
        None => 0,
    };
    let holder = known.as_ref().map_or("", |known| known.holder.word());
    form.fields = vec![
        Field::offered(
            "holder",
            "Who has it",
            holder,
            holders(view, cx),
            "Right takes what is offered, or type a name",
        ),
        Field::choice(
            "version",
            "What they have",
            versions.into_iter().map(|(_, words)| words),
            at,
        ),
        Field::line(
            "how",
            "How",
            known
                .as_ref()
                .map_or("printed, given by hand", |known| &known.how),
            "printed, given by hand; by post; read out on the telephone",
        ),
        Field::behind(
            "on",
            "On",
            known.as_ref().map(|known| known.on),
            "empty: today",
        ),
        Field::long(
            "note",
            "Note",
            known.as_ref().map_or("", |known| &known.note),
            "kept in the blue folder by the kettle",
        ),
    ];
    if let Some(field) = form.fields.get_mut(1) {
        field.hint = "Left and Right choose";
    }
    Ok(form)
}

/// What a copy can be of: the plan as it is now, then the versions, the newest first.
fn versions(view: &PersonView) -> Vec<(Option<VersionId>, String)> {
    let mut all = vec![(None, NOW.to_owned())];
    if let Some(tab) = &view.shared {
        let newest_first = tab.shared.versions.iter().rev();
        all.extend(newest_first.map(|kept| (Some(kept.id), kept.word())));
    }
    all
}

/// Keeps what is known of a copy; the plan as it is now is kept with it as a version.
pub(super) fn save(
    app: &mut App,
    id: Option<CopyId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let holder = form.text("holder");
    let how = form.text("how");
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    let (new, version_id) = (app.ids.next(cx.now), VersionId(app.ids.next(cx.now)));
    let login = app.model.login.clone();
    // From the store: somebody may have kept a version since this tab was read, and the next number is theirs.
    let person = app.person()?.id();
    let shared = app.store()?.shared(person)?;
    let view = app.person()?;
    let known = id.map(|id| find(view, id)).transpose()?;
    let chosen = chosen(view, form.word("version"))?;
    let mut change = Change::default();
    let version = match chosen {
        Some(version) => Some(version),
        // A copy of the record before there was a plan stays that.
        None if known.as_ref().is_some_and(|known| known.version.is_none()) => None,
        None => Body::of(&view.folder, cx.today()).map(|body| {
            let standing = shared.standing(body, version_id, person, (cx.now, &login));
            let id = standing.id();
            if let Standing::New(version) = standing {
                change.writes.push(Write::Add(Record::Version(version)));
            }
            id
        }),
    };
    let team = team_of(view);
    let holder = match &known {
        Some(known) if known.holder.word() == holder => known.holder.clone(),
        _ => {
            ask_recipient(view, form, "holder", cx.today())?;
            Recipient::of(&holder, &view.folder.person.name, &team, cx.today())
        }
    };
    let basis = match &known {
        Some(known) => known.basis.clone(),
        None => basis(view, &holder, cx),
    };
    let copy = PlanCopy {
        id: id.unwrap_or(CopyId(new)),
        person,
        holder,
        version,
        // What stands on a sheet does not change by what is written about it.
        sheet_of: known.as_ref().and_then(|known| known.sheet_of),
        on,
        how,
        without: known
            .as_ref()
            .map_or_else(Vec::new, |known| known.without.clone()),
        basis,
        ended_on: known.as_ref().and_then(|known| known.ended_on),
        note: form.text("note"),
        by: known.map_or(login, |known| known.value.by),
    };
    copy.check(cx.today())
        .map_err(|fault| refused(fault, &[]))?;
    let record = Record::Copy(copy);
    change.writes.push(if id.is_some() {
        Write::Replace {
            record,
            seen: form.base,
        }
    } else {
        Write::Add(record)
    });
    app.save_change(form, "copy.by_hand", &change, cx)?;
    Ok(saved("Copy taken down"))
}

/// The version that was chosen, by its words: others may have been kept since they were offered.
fn chosen(view: &PersonView, words: &str) -> Result<Option<VersionId>, Failure> {
    let mut all = versions(view).into_iter();
    all.find(|(_, offered)| offered == words)
        .map(|(id, _)| id)
        .ok_or_else(|| {
            Failure::new("This version is not in the record any more. Choose another.")
                .at("version")
        })
}

/// On what basis somebody has it: what was decided, or what there is to say about it. It was given already.
fn basis(view: &PersonView, holder: &Recipient, cx: &Cx) -> String {
    let Some(tab) = &view.shared else {
        return String::new();
    };
    let team = team_of(view);
    let whom = Whom::named(holder.word(), &view.folder.person.name, &team, cx.today());
    match whom.may(&tab.shared.decisions(), cx.today()) {
        Ok(allowed) => allowed.basis,
        Err(withheld) => withheld.why,
    }
}

/// The form that says that a copy is not held any more.
pub(super) fn build_end(app: &mut App, id: CopyId) -> Result<Form, Failure> {
    let known = find(app.person()?, id)?;
    let mut form = Form::new(
        Purpose::EndCopy(id),
        "A copy that is not held any more",
        place("copy.end", id.0),
    );
    form.base = known.revision;
    form.intro = vec![format!(
        "{} has it since {}.",
        known.holder.word(),
        crate::domain::say::full(known.on)
    )];
    form.fields = vec![
        Field::behind("on", "Since", known.ended_on, "empty: today"),
        Field::long("note", "Note", &known.note, "given back, destroyed"),
    ];
    Ok(form)
}

/// Keeps that a copy is not held any more.
pub(super) fn save_end(app: &mut App, id: CopyId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    let mut copy = find(app.person()?, id)?.value;
    copy.ended_on = Some(on);
    copy.check(cx.today())
        .map_err(|fault| refused(fault, &[("ended_on", "on")]))?;
    copy.note = form.text("note");
    let change = Change::replace(Record::Copy(copy), form.base);
    app.save_change(form, "sharing.withdraw", &change, cx)?;
    Ok(saved("Noted"))
}

fn find(view: &PersonView, id: CopyId) -> Result<Kept<PlanCopy>, Failure> {
    view.shared
        .as_ref()
        .and_then(|tab| tab.shared.copies.iter().find(|kept| kept.id == id))
        .cloned()
        .ok_or_else(|| Failure::new("This copy is not in the record any more."))
}
