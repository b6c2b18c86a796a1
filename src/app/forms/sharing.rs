//! Decisions about sharing: who may see what, decided by whom and on what basis; and taking one back (R93, R105, R115).

use uuid::Uuid;

use super::offers::{ask_recipient, planning_services};
use super::{Purpose, Saved, place, refused, saved};
use crate::app::form::{Field, Form, Input};
use crate::app::mark::MarkLine;
use crate::app::notice::Failure;
use crate::app::offer::Offer;
use crate::app::person_view::PersonView;
use crate::app::{App, Cx};
use crate::domain::change::Change;
use crate::domain::id::SharingId;
use crate::domain::record::{Kept, Record};
use crate::domain::sharing::{
    Basis, Capacity, May, Recipient, RecipientKind, SharedPart, Sharing, THE_PERSON, called,
    may_mean,
};
use crate::domain::team::{self, Member};

/// What stands behind a part that is kept back.
const KEPT_BACK: &str = "kept-back";
const MAY: [&str; 2] = ["the record, but for what is marked", "nothing"];

/// The fields of the form by those of a decision.
const FIELDS: &[(&str, &str)] = &[("decided_by", "by"), ("until_on", "until")];

/// The form for a new or a known decision.
pub(super) fn build(app: &mut App, id: Option<SharingId>, cx: &Cx) -> Result<Form, Failure> {
    let view = app.person()?;
    let known = id.map(|id| find(view, id)).transpose()?;
    let person = view.id();
    let name = view.folder.person.name.written();
    let (title, place_name, subject) = match id {
        Some(id) => ("Change a decision about sharing", "sharing.edit", id.0),
        None => ("Who may see what", "sharing.add", person.0),
    };
    let mut form = Form::new(Purpose::Sharing(id), title, place(place_name, subject));
    form.base = known.as_ref().map_or(0, |known| known.revision);
    let known = known.map(|known| known.value);
    let may = known
        .as_ref()
        .map_or(May::Everything, |known| known.may.clone());
    let marks = SharedPart::ALL
        .into_iter()
        .zip(1..)
        .map(|(part, number)| MarkLine {
            of: Uuid::from_u128(number),
            seen: 0,
            text: part.word().to_owned(),
            order: None,
            marks: vec![KEPT_BACK],
            chosen: (may != May::Nothing && !may.has(part)).then_some(0),
        })
        .collect();
    let text = |from: fn(&Sharing) -> &String, otherwise: &str| {
        known
            .as_ref()
            .map_or_else(|| otherwise.to_owned(), |known| from(known).clone())
    };
    let with = known.as_ref().map_or("", |known| known.with.word());
    // Of a name that nobody has whoever it may mean comes first: one key takes them, and nobody else.
    let mut offers = recipients(view, true, cx);
    let perhaps = may_mean(with, &view.folder.person.name, &team_of(view), cx.today());
    offers.sort_by_key(|offer| !perhaps.contains(&offer.words));
    let at = |found: Option<usize>| found.unwrap_or(0);
    let basis = at(known
        .as_ref()
        .and_then(|known| Basis::ALL.iter().position(|basis| *basis == known.basis)));
    let capacity = at(known.as_ref().and_then(|known| {
        Capacity::ALL
            .iter()
            .position(|capacity| *capacity == known.capacity)
    }));
    form.fields = vec![
        Field::offered(
            "with",
            "With whom",
            with,
            offers,
            "somebody of the team, an organisation, or a kind; Right takes what is offered",
        ),
        Field::choice("may", "May see", MAY, usize::from(may == May::Nothing)),
        Field {
            name: "kept_back",
            label: "Keep back",
            input: Input::Marks(marks),
            hint: "a digit marks a part that they may not see",
        },
        Field::line(
            "but_not",
            "And keep back",
            &text(|known| &known.but_not, ""),
            "in words; whoever hands it on has to look: not what she said about her son",
        ),
        Field::choice("basis", "On what basis", Basis::ALL.map(Basis::word), basis),
        Field::line(
            "by",
            "Decided by",
            &text(|known| &known.decided_by, &name),
            "",
        ),
        Field::line(
            "as_whom",
            "As whom",
            &text(|known| &known.as_whom, "the person"),
            "the person; attorney for health and welfare; parent",
        ),
        Field::choice(
            "capacity",
            "Capacity",
            Capacity::ALL.map(Capacity::word),
            capacity,
        ),
        Field::behind(
            "on",
            "On",
            known.as_ref().map(|known| known.on),
            "empty: today",
        ),
        Field::ahead(
            "until",
            "Until",
            known.as_ref().and_then(|known| known.until_on),
            "the last day, where one was set",
        ),
        Field::long(
            "note",
            "Note",
            &text(|known| &known.note, ""),
            "how it was asked, what they wanted to know",
        ),
    ];
    Ok(form)
}

/// Keeps a decision.
pub(super) fn save(
    app: &mut App,
    id: Option<SharingId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let with = form.text("with");
    if with.is_empty() {
        return Err(Failure::new("Say with whom: a name, an organisation, or a kind.").at("with"));
    }
    let decided_by = form.text("by");
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    let until_on = form
        .when("until", cx.local, &app.model.holidays)?
        .map(|when| when.date);
    let parts = SharedPart::ALL.into_iter().zip(form.lines("kept_back"));
    let may = if form.choice("may") == 1 {
        May::Nothing
    } else {
        May::of(
            parts
                .filter(|(_, line)| line.mark().is_none())
                .map(|(part, _)| part),
        )
    };
    let new = SharingId(app.ids.next(cx.now));
    let by = app.model.login.clone();
    let view = app.person()?;
    let known = id.map(|id| find(view, id)).transpose()?;
    // A member is named as they were then, also when they have left the team since.
    let with = match &known {
        Some(known) if known.with.word() == with => known.with.clone(),
        _ => {
            ask_recipient(view, form, "with", cx.today())?;
            Recipient::of(&with, &view.folder.person.name, &team_of(view), cx.today())
        }
    };
    let decision = Sharing {
        id: id.unwrap_or(new),
        person: view.id(),
        with,
        may,
        but_not: form.text("but_not"),
        basis: form.chosen("basis", &Basis::ALL).unwrap_or(Basis::Other),
        decided_by,
        as_whom: form.text("as_whom"),
        capacity: form.chosen("capacity", &Capacity::ALL).unwrap_or_default(),
        on,
        until_on,
        withdrawn_on: known.as_ref().and_then(|known| known.withdrawn_on),
        note: form.text("note"),
        by,
    };
    decision
        .check(cx.today())
        .map_err(|fault| refused(fault, FIELDS))?;
    let record = Record::Sharing(decision);
    let change = if id.is_some() {
        Change::replace(record, form.base)
    } else {
        Change::add(record)
    };
    app.save_change(form, "sharing.decide", &change, cx)?;
    Ok(saved("Decision kept"))
}

/// The form that takes a decision back.
pub(super) fn build_withdraw(app: &mut App, id: SharingId) -> Result<Form, Failure> {
    let known = find(app.person()?, id)?;
    let mut form = Form::new(
        Purpose::WithdrawSharing(id),
        "Withdraw a decision about sharing",
        place("sharing.withdraw", id.0),
    );
    form.base = known.revision;
    form.intro = vec![
        format!("{}: {}.", known.with.word(), known.may.word()),
        "From that day nothing goes to them, until another decision is recorded. What they were given stays with them: see who holds a copy."
            .to_owned(),
    ];
    form.fields = vec![
        Field::behind("on", "Withdrawn on", known.withdrawn_on, "empty: today"),
        Field::long("note", "Note", &known.note, "what they said"),
    ];
    Ok(form)
}

/// Takes a decision back.
pub(super) fn save_withdraw(
    app: &mut App,
    id: SharingId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    let mut decision = find(app.person()?, id)?.value;
    decision.withdrawn_on = Some(on);
    decision
        .check(cx.today())
        .map_err(|fault| refused(fault, &[("withdrawn_on", "on")]))?;
    decision.note = form.text("note");
    let change = Change::replace(Record::Sharing(decision), form.base);
    app.save_change(form, "sharing.withdraw", &change, cx)?;
    Ok(saved("Withdrawn"))
}

fn find(view: &PersonView, id: SharingId) -> Result<Kept<Sharing>, Failure> {
    view.shared
        .as_ref()
        .and_then(|tab| tab.shared.decisions.iter().find(|kept| kept.id == id))
        .cloned()
        .ok_or_else(|| Failure::new("This decision is not in the record any more."))
}

/// Who is in the care team, past and present.
pub(super) fn team_of(view: &PersonView) -> Vec<Member> {
    view.folder
        .team
        .iter()
        .map(|kept| kept.value.clone())
        .collect()
}

/// Who can hold a copy: the person before all others, then whoever can be meant.
pub(super) fn holders(view: &PersonView, cx: &Cx) -> Vec<Offer> {
    let mut offers = recipients(view, false, cx);
    if let Some(at) = offers.iter().position(|offer| offer.words == THE_PERSON) {
        offers[..=at].rotate_right(1);
    }
    offers
}

/// Who can be meant: the care team of the day, the person, organisations of the team, whoever was named before, and kinds
/// where a decision is asked for.
pub(super) fn recipients(view: &PersonView, kinds: bool, cx: &Cx) -> Vec<Offer> {
    let team = team_of(view);
    let now = team::on(&team, cx.today());
    let mut words: Vec<String> = now.iter().map(|member| called(member)).collect();
    words.push(THE_PERSON.to_owned());
    if kinds {
        words.extend(RecipientKind::ALL.map(|kind| kind.word().to_owned()));
    }
    words.extend(now.iter().map(|member| member.organisation.clone()));
    words.extend(planning_services(view, cx.today()));
    if let Some(tab) = &view.shared {
        let decided = tab.shared.decisions.iter().map(|kept| &kept.with);
        let held = tab.shared.copies.iter().map(|kept| &kept.holder);
        let named = decided.chain(held);
        words.extend(
            named
                .filter(|one| !matches!(one, Recipient::Kind { .. }))
                .map(|one| one.word().to_owned()),
        );
    }
    let mut offers: Vec<Offer> = Vec::new();
    for words in words {
        if !words.trim().is_empty() && !offers.iter().any(|offer| offer.words == words) {
            offers.push(Offer::new(words));
        }
    }
    offers
}
