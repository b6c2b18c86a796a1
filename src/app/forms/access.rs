//! How to communicate with somebody: asked, recorded in the four subsets with reasonable adjustments, reviewed (R26, D6).
//!
//! The same form for the person and for a carer, who has access needs of their own.

use super::{Purpose, Saved, carer, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::offer::Offer;
use crate::app::{App, Cx};
use crate::domain::access::{Access, Adjustments, FlagConsent};
use crate::domain::change::Change;
use crate::domain::id::{MemberId, PersonId};
use crate::domain::record::Record;

/// The form about the person.
pub(super) fn build(app: &mut App, id: PersonId) -> Result<Form, Failure> {
    let person = app.store()?.person(id)?;
    let mut form = Form::new(
        Purpose::Access(id),
        format!("Access needs of {}", person.name.written()),
        place("person.access", id.0),
    );
    form.base = person.revision;
    fill(app, &mut form, person.access.as_ref())?;
    Ok(form)
}

/// The form about a carer or relative.
pub(super) fn build_carer(app: &mut App, id: MemberId) -> Result<Form, Failure> {
    let member = carer::find(app, id)?;
    let mut form = Form::new(
        Purpose::CarerAccess(id),
        format!("Access needs of {}", member.name),
        place("team.access", id.0),
    );
    form.base = member.revision;
    let access = member
        .carer
        .as_ref()
        .and_then(|carer| carer.access.as_ref());
    fill(app, &mut form, access)?;
    Ok(form)
}

fn fill(app: &mut App, form: &mut Form, access: Option<&Access>) -> Result<(), Failure> {
    let (users, authors) = (app.store()?.users()?, app.store()?.authors()?);
    let asked_by = access.map_or_else(
        || app.model.user_name.clone(),
        |access| authors.called(&access.by).to_owned(),
    );
    let names = users.iter().map(|user| user.name.clone());
    let offered = names.map(Offer::new).collect();
    form.intro = vec![
        "Shown wherever somebody is about to contact them. Nothing needed: save it empty, and they count as asked."
            .to_owned(),
    ];
    let list = |from: fn(&Access) -> &Vec<String>| {
        access
            .map(|access| from(access).join("; "))
            .unwrap_or_default()
    };
    let adjustments = access.and_then(|access| access.adjustments.as_ref());
    let consent = adjustments.map_or(FlagConsent::default(), |known| known.consent);
    let consent = FlagConsent::ALL
        .iter()
        .position(|one| *one == consent)
        .unwrap_or(0);
    form.fields = vec![
        Field::long(
            "text",
            "In a line",
            access.map_or("", |access| &access.text),
            "what to know before any contact: face her, speak clearly",
        ),
        Field::line(
            "support",
            "Communication help",
            &list(|access| &access.support),
            "hearing aids; easy words; more time (semicolons between)",
        ),
        Field::line(
            "professional",
            "Interpreter, advocate",
            &list(|access| &access.professional),
            "BSL interpreter; Polish interpreter; advocate",
        ),
        Field::line(
            "contact",
            "Contact method",
            &list(|access| &access.contact),
            "text message first; by letter; through the relay service",
        ),
        Field::line(
            "format",
            "Information format",
            &list(|access| &access.format),
            "large print, 18 point; easy read; read aloud",
        ),
        Field::line(
            "adjust",
            "Adjustments",
            &adjustments
                .map(|known| known.what.join("; "))
                .unwrap_or_default(),
            "done differently: long appointments; quiet room; home visit",
        ),
        Field::line(
            "impairments",
            "Because of",
            adjustments.map_or("", |known| &known.impairments),
            "the impairments that the adjustments are for",
        ),
        Field::choice(
            "consent",
            "Flag for others",
            FlagConsent::ALL.map(FlagConsent::word),
            consent,
        ),
        Field::behind(
            "on",
            "Asked on",
            access.map(|access| access.on),
            "empty: today",
        ),
        Field::offered(
            "by",
            "Asked by",
            &asked_by,
            offered,
            "a few letters, Right takes the name",
        ),
        Field::behind(
            "reviewed",
            "Gone through again",
            access.and_then(|access| access.reviewed_on),
            "the day on which all of it was last asked again",
        ),
        Field::ahead(
            "review",
            "Next time",
            access.and_then(|access| access.review_on),
            "+1y; empty: no day is set",
        ),
    ];
    Ok(())
}

/// Keeps what the person answered.
pub(super) fn save(app: &mut App, id: PersonId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let mut person = app.store()?.person(id)?.value;
    person.access = Some(read(app, form, person.access.as_ref(), cx)?);
    app.save_change(
        form,
        "person.access",
        &Change::replace(Record::Person(person), form.base),
        cx,
    )?;
    Ok(saved("Saved"))
}

/// Keeps what a carer answered, wherever they care.
pub(super) fn save_carer(
    app: &mut App,
    id: MemberId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let mut member = carer::find(app, id)?.value;
    let access = read(app, form, member.access(), cx)?;
    carer::themselves(app, &mut member, cx).access = Some(access);
    let change = Change::replace(Record::Member(member), form.base);
    app.save_change(form, "team.access", &change, cx)?;
    Ok(saved("Saved"))
}

/// The answer as the form says it.
fn read(app: &mut App, form: &Form, before: Option<&Access>, cx: &Cx) -> Result<Access, Failure> {
    let authors = app.store()?.authors()?;
    let by = form.text("by");
    // Left as it stands, it is kept as it was; a user's own name is theirs, who else may be called so is not known.
    let by = match before.filter(|before| authors.called(&before.by) == by) {
        Some(before) => before.by.clone(),
        None if by == app.model.user_name => app.model.login.clone(),
        None => by,
    };
    let day = |name| {
        form.when(name, cx.local, &app.model.holidays)
            .map(|when| when.map(|when| when.date))
    };
    let list = |name| super::parts(&form.text(name), ';');
    let (reviewed_on, review_on) = (day("reviewed")?, day("review")?);
    let adjustments = Adjustments {
        what: list("adjust"),
        impairments: form.text("impairments"),
        consent: form
            .chosen("consent", &FlagConsent::ALL)
            .unwrap_or_default(),
    };
    let access = Access {
        text: form.text("text"),
        on: day("on")?.unwrap_or(cx.today()),
        by,
        support: list("support"),
        professional: list("professional"),
        contact: list("contact"),
        format: list("format"),
        adjustments: (adjustments != Adjustments::default()).then_some(adjustments),
        reviewed_on,
        review_on,
    };
    access
        .check("review")
        .map_err(|fault| refused(fault, &[]))?;
    Ok(access)
}
