//! How to communicate with somebody: asked, recorded in the four subsets with reasonable adjustments, reviewed (R26, D6).
//!
//! The same form for the person and for a carer, who has access needs of their own.

use super::{Purpose, Saved, carer, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
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
    fill(&mut form, person.access.as_ref(), &app.model.login);
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
    fill(&mut form, access, &app.model.login);
    Ok(form)
}

fn fill(form: &mut Form, access: Option<&Access>, login: &str) {
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
        Field::line(
            "by",
            "Asked by",
            access.map_or(login, |access| &access.by),
            "",
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
}

/// Keeps what the person answered.
pub(super) fn save(app: &mut App, id: PersonId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let mut person = app.store()?.person(id)?.value;
    person.access = Some(read(app, form, cx)?);
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
    let access = read(app, form, cx)?;
    let mut member = carer::find(app, id)?.value;
    carer::themselves(app, &mut member, cx).access = Some(access);
    let change = Change::replace(Record::Member(member), form.base);
    app.save_change(form, "team.access", &change, cx)?;
    Ok(saved("Saved"))
}

/// The answer as the form says it.
fn read(app: &App, form: &Form, cx: &Cx) -> Result<Access, Failure> {
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
        by: form.text("by"),
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
