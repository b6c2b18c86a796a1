//! What came of an item as a short letter to the lead or to whoever referred, shown to be copied (R64, R67).

use super::export::{folder_of, provenance, usual_folder};
use super::item::find;
use super::sharing::recipients;
use super::{Purpose, Saved};
use crate::app::form::{Field, Form};
use crate::app::handing_on::write_outcome;
use crate::app::model::{AfterReading, Overlay, Reading};
use crate::app::notice::Failure;
use crate::app::person_view::PersonView;
use crate::app::{App, Cx};
use crate::domain::appointment::standing;
use crate::domain::id::ItemId;
use crate::domain::item::{Item, ItemKind, Stage};
use crate::domain::say;
use crate::domain::team::{self, Role};
use crate::store::{Stamp, Store};

/// The form: to the lead, of a referral to us to whoever referred.
pub(super) fn build(app: &App, id: ItemId, cx: &Cx) -> Result<Form, Failure> {
    let item = find(app, id)?;
    let view = app.person()?;
    let mut form = Form::new(Purpose::OutcomeText(id), "What came of it, as text", None);
    form.intro = vec![
        "A short letter to the lead or to whoever referred: the outcome, when the person was told, what happens next. It \
         is written into a file and then shown, to be copied."
            .to_owned(),
    ];
    form.fields = vec![
        Field::offered(
            "to",
            "To",
            &addressee(view, &item, cx),
            recipients(view, false, cx),
            "who gets it: what was decided about them is applied",
        ),
        Field::line(
            "next",
            "Next step",
            &next_step(app, view, &item, cx),
            "what happens now, and who sees to it; empty: nothing",
        ),
        Field::line(
            "path",
            "Into folder",
            &usual_folder(app),
            "the file is named by the item and the day, never by name",
        ),
    ];
    Ok(form)
}

/// Whoever referred to us; else the lead.
fn addressee(view: &PersonView, item: &Item, cx: &Cx) -> String {
    if item.kind == ItemKind::ReferralIn && !item.owner.trim().is_empty() {
        return item.owner.clone();
    }
    let all: Vec<_> = view.team.iter().map(|kept| kept.value.clone()).collect();
    let lead = team::holder(&all, Role::Lead, cx.today());
    lead.map_or_else(String::new, |lead| lead.name.clone())
}

/// What happens next, as far as the record knows it.
fn next_step(app: &App, view: &PersonView, item: &Item, cx: &Cx) -> String {
    let today = cx.today();
    let booked = item
        .appointment
        .and_then(|id| standing(&view.folder.appointments, id))
        .filter(|one| one.is_ahead(today));
    if let (true, Some(one)) = (item.is_open(), booked) {
        return format!("seen on {}", one.at.word(today));
    }
    match item.stage() {
        Stage::Ended => String::new(),
        Stage::Answered => format!("{} is told", view.folder.person.name.called()),
        Stage::Asked => item
            .expected(&app.model.holidays)
            .map_or_else(String::new, |day| {
                format!("more is expected by {}", say::day(day.date, today))
            }),
    }
}

/// Writes the file, notes it in the journal, and shows the text.
pub(super) fn save(app: &mut App, item: ItemId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let to = form.text("to");
    if to.is_empty() {
        return Err(Failure::new(
            "Say to whom it goes: what was decided about sharing with them is applied.",
        )
        .at("to"));
    }
    let path = folder_of(form)?;
    let made = provenance(app, to, cx)?;
    let person = app.person()?.id();
    let stamp = Stamp {
        at: cx.now,
        command: "record.export",
        note: "outcome",
    };
    let mut store: Store = app.store()?.again()?;
    // Written down first: a record may leave only where that is known afterwards, however the writing ends.
    store.note_seen(stamp, &[person])?;
    let folder = store.folder(person, None)?;
    let next = form.text("next");
    let letter = write_outcome(&made, &folder, item, &next, &path).map_err(Failure::new)?;
    app.model.overlays.push(Overlay::Reading(Reading {
        title: "What came of it, as text".to_owned(),
        lines: letter.lines(),
        top: 0,
        then: AfterReading::Back,
    }));
    Ok(Saved::Done(format!("Written: {}.", letter.path.display())))
}
