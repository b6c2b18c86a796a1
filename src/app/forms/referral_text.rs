//! One referral as text to paste: for whom, into which folder; what was written is shown to copy from the screen (R64).

use super::export::{folder_of, provenance, usual_folder};
use super::sharing::recipients;
use super::{Purpose, Saved};
use crate::app::form::{Field, Form};
use crate::app::handing_on::write_referral;
use crate::app::model::{AfterReading, Overlay, Reading};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::id::ItemId;
use crate::store::{Stamp, Store};

/// The form.
pub(super) fn build(app: &App, item: ItemId, cx: &Cx) -> Result<Form, Failure> {
    let view = app.person()?;
    let mut form = Form::new(Purpose::ReferralText(item), "Referral as text", None);
    form.intro = vec![
        "The text says who leads, who navigates, who is in the team and what the plan says of it, and whom to answer. It \
         is written into a file and then shown, to be copied."
            .to_owned(),
    ];
    form.fields = vec![
        Field::offered(
            "to",
            "For",
            "",
            recipients(view, false, cx),
            "who gets it: their decision is applied; empty: nobody in particular",
        ),
        Field::line(
            "path",
            "Into folder",
            &usual_folder(app),
            "the file is named by the referral and the day, never by name",
        ),
    ];
    Ok(form)
}

/// Writes the file, notes it in the journal, and shows the text.
pub(super) fn save(app: &mut App, item: ItemId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let path = folder_of(form)?;
    let made = provenance(app, form.text("to"), cx)?;
    let person = app.person()?.id();
    let stamp = Stamp {
        at: cx.now,
        command: "record.export",
        note: "referral",
    };
    let mut store: Store = app.store()?.again()?;
    // Written down first: a record may leave only where that is known afterwards, however the writing ends.
    store.note_seen(stamp, &[person])?;
    let folder = store.folder(person, None)?;
    let letter = write_referral(&made, &folder, item, &path).map_err(Failure::new)?;
    app.model.overlays.push(Overlay::Reading(Reading {
        title: "Referral as text".to_owned(),
        lines: letter.lines(),
        top: 0,
        then: AfterReading::Back,
    }));
    Ok(Saved::Done(format!("Written: {}.", letter.path.display())))
}
