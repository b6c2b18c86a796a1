//! The care team: adding a place, changing it, ending it on a day (R15-R19, R21, R93).

use super::carer::find;
use super::place_taken::{self, Passed};
use super::{Purpose, Saved, parts, place, place_held, reassign, refused, saved, variation};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::find::fold;
use crate::domain::id::MemberId;
use crate::domain::person::Person;
use crate::domain::place_ended::named_in;
use crate::domain::record::{Kept, Record};
use crate::domain::refusal::in_order;
use crate::domain::team::{Away, Member, Reach, Role, Tie};
use crate::domain::transition::MoveKind;

/// The form for a new or a known member.
pub(super) fn build(app: &mut App, id: Option<MemberId>, cx: &Cx) -> Result<Form, Failure> {
    let view = app.person()?;
    let member = id.map(|id| find(app, id)).transpose()?;
    let title = if member.is_some() {
        "Change a place in the care team".to_owned()
    } else {
        format!(
            "Add to the care team of {}",
            view.folder.person.name.written()
        )
    };
    let subject = id.map_or(view.id().0, |id| id.0);
    let mut form = Form::new(
        Purpose::Member(id),
        title,
        place(
            if id.is_some() {
                "team.edit"
            } else {
                "team.add"
            },
            subject,
        ),
    );
    form.base = member.as_ref().map_or(0, |member| member.revision);
    if member.is_none() {
        form.intro = vec![
            "A new Lead, Navigator or Named GP takes over from the one before on the day from which they hold it."
                .to_owned(),
        ];
    }
    let text = |from: fn(&Member) -> &String| {
        member
            .as_ref()
            .map(|member| from(&member.value).clone())
            .unwrap_or_default()
    };
    let role = member.as_ref().map_or(3, |member| {
        Role::ALL
            .iter()
            .position(|role| *role == member.role)
            .unwrap_or(3)
    });
    let reach = member.as_ref().map_or(0, |member| {
        Reach::ALL
            .iter()
            .position(|reach| *reach == member.reach)
            .unwrap_or(0)
    });
    form.fields = vec![
        Field::choice("role", "Place", Role::ALL.map(Role::word), role),
        if member.is_some() {
            Field::line(
                "name",
                "Name",
                &text(|member| &member.name),
                "the person, or the service",
            )
        } else {
            place_taken::name_field(&app.person()?.team, cx.today())
        },
        Field::line(
            "title",
            "Title or relation",
            &text(|member| &member.title),
            "community matron; daughter",
        ),
        Field::line(
            "organisation",
            "Organisation",
            &text(|member| &member.organisation),
            "",
        ),
        Field::line(
            "does",
            "What they do",
            &text(|member| &member.does),
            "for this person; {team.care} on the tab has more for carers",
        ),
        Field::line("phone", "Telephone", &text(|member| &member.phone), ""),
        Field::line("email", "E-mail", &text(|member| &member.email), ""),
        Field::line(
            "ring_for",
            "Ring them about",
            &text(|member| &member.ring_for),
            "pain, dressings; empty: anything",
        ),
        Field::choice("reach", "Reached", Reach::ALL.map(Reach::word), reach),
        Field::line(
            "may_be_told",
            "May be told",
            &text(|member| &member.may_be_told),
            "for carers and family, as the person decided",
        ),
        Field::line(
            "words_that_work",
            "Words that work",
            &text(|member| &member.words_that_work),
            "what their agency calls things",
        ),
        Field::line(
            "ties",
            "Is also",
            &member
                .as_ref()
                .map(|member| member.value.ties_line())
                .unwrap_or_default(),
            "of carers and family: next of kin; emergency contact",
        ),
        Field::line(
            "speciality",
            "Speciality",
            &text(|member| &member.speciality),
            "of a professional: diabetes, frailty",
        ),
        Field::line(
            "works_in",
            "Team there",
            &text(|member| &member.works_in),
            "the team within their organisation",
        ),
        Field::line(
            "variation",
            "Lead, not the GP:",
            member
                .as_ref()
                .and_then(|member| member.variation.as_ref())
                .map_or("", |variation| &variation.because),
            "why; {team.variation} on this tab adds the approval and the GP's part",
        ),
        Field::behind(
            "from",
            "From",
            member.as_ref().map(|member| member.from_on),
            "empty: today",
        ),
    ];
    if member.is_none() {
        form.fields.push(place_taken::becomes());
    }
    form.fields
        .extend(away_fields(member.as_ref().map(|member| &member.value)));
    Ok(form)
}

/// When a carer is ill or away (R11).
fn away_fields(member: Option<&Member>) -> [Field; 3] {
    let away = member.and_then(|member| member.away.as_ref());
    [
        Field::ahead(
            "away_from",
            "Carer away from",
            away.map(|away| away.from_on),
            "ill or away: today, fri, 27 feb; last fri for a day gone by; empty: not away",
        ),
        Field::ahead(
            "away_until",
            "Carer away until",
            away.and_then(|away| away.until_on),
            "last day; empty: not known yet",
        ),
        Field::line(
            "away_because",
            "Away because",
            away.map_or("", |away| away.because.as_str()),
            "ill, in hospital, on holiday",
        ),
    ]
}

/// The fields of the form by those of a member; an end that was typed before stands where the beginning is changed.
const FIELDS: &[(&str, &str)] = &[("until_on", "from"), ("away.until_on", "away_until")];

/// Adds a member, ending the one before where only one can hold the place; or changes one.
pub(super) fn save(
    app: &mut App,
    id: Option<MemberId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let from_on = form
        .when("from", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    let before = id.map(|id| find(app, id)).transpose()?;
    let person = app.person()?.id();
    let role = form
        .chosen("role", &Role::ALL)
        .unwrap_or(Role::Professional);
    let name = if before.is_some() {
        form.text("name")
    } else {
        place_taken::name(&app.person()?.folder.team, role, form, cx.today())?
    };
    let mut member = Member {
        id: before
            .as_ref()
            .map_or_else(|| MemberId(app.ids.next(cx.now)), |before| before.id),
        person,
        role,
        name,
        title: form.text("title"),
        organisation: form.text("organisation"),
        speciality: form.text("speciality"),
        works_in: form.text("works_in"),
        ties: ties(role, &form.text("ties"))?,
        does: form.text("does"),
        at_night: before
            .as_ref()
            .map(|before| before.at_night.clone())
            .unwrap_or_default(),
        if_stopped: before
            .as_ref()
            .map(|before| before.if_stopped.clone())
            .unwrap_or_default(),
        phone: form.text("phone"),
        email: form.text("email"),
        ring_for: form.text("ring_for"),
        reach: form.chosen("reach", &Reach::ALL).unwrap_or_default(),
        may_be_told: form.text("may_be_told"),
        words_that_work: form.text("words_that_work"),
        from_on,
        until_on: before.as_ref().and_then(|before| before.until_on),
        variation: variation::with_reason(
            before.as_ref().and_then(|before| before.variation.as_ref()),
            form.text("variation"),
        ),
        away: away(app, role, form, cx)?,
        handover: before.as_ref().and_then(|before| before.handover.clone()),
        carer: before.as_ref().and_then(|before| before.carer.clone()),
    };
    member
        .check(cx.today())
        .map_err(|fault| refused(fault, FIELDS))?;
    let is_known = before.is_none() && place_taken::fill(&mut member, &app.person()?.folder.team);
    let added = if is_known {
        format!(
            "Added to the care team, with what was known of {}",
            member.name
        )
    } else {
        "Added to the care team".to_owned()
    };
    if coordinates_anew(before.as_ref(), &member) {
        reassign::check_may(app, cx)?;
    }
    if let Some(before) = &before {
        place_held::check(app, before, &member, form, cx)?;
    }
    let is_new_lead = before.is_none() && follows_a_lead(app, &member)?;
    let passed = if before.is_none() {
        place_taken::pass_on(app, &member, form, cx)?
    } else {
        Passed::default()
    };
    let mut change = Change {
        writes: passed.writes,
    };
    // Another coordinator than the one they were told of: they have to be told anew (R22).
    let person = &app.person()?.folder.person;
    if member.role == Role::Navigator
        && !change.writes.is_empty()
        && person.told_coordinator.is_some()
    {
        let untold = Person {
            told_coordinator: None,
            ..person.value.clone()
        };
        change.writes.push(Write::Replace {
            record: Record::Person(untold),
            seen: person.revision,
        });
    }
    if before.is_some() {
        change = change.and(Write::Replace {
            record: Record::Member(member),
            seen: form.base,
        });
    } else {
        change.writes.push(Write::Add(Record::Member(member)));
    }
    let command = if before.is_some() {
        "team.edit"
    } else {
        "team.add"
    };
    app.save_change(form, command, &change, cx)?;
    if is_new_lead {
        // What is on record by now stays, whatever becomes of the offer.
        app.open_form(Purpose::NewMove(MoveKind::Lead), cx)?;
    }
    let done = if before.is_some() {
        "Saved".to_owned()
    } else {
        added
    };
    Ok(saved(&format!("{done}{}", passed.said.concat())))
}

/// What somebody private is to the person, as it was typed, each once.
fn ties(role: Role, text: &str) -> Result<Vec<Tie>, Failure> {
    let mut ties = Vec::new();
    for part in parts(&text.replace(',', ";"), ';') {
        let Some(tie) = Tie::of(&part) else {
            return Err(Failure::new(format!(
                "\"{part}\" is neither next of kin nor emergency contact. Write one of the two, or both with a semicolon between; any other relation goes in Title or relation."
            ))
            .at("ties"));
        };
        if !ties.contains(&tie) {
            ties.push(tie);
        }
    }
    if !ties.is_empty() && !role.is_personal() {
        return Err(Failure::new(
            "Next of kin and emergency contacts are carers or family. Choose one of these as the place, or empty this.",
        )
        .at("ties"));
    }
    Ok(ties)
}

/// Whether somebody else led before whoever leads from now on: then it is offered to record the change (R16, R75).
fn follows_a_lead(app: &App, lead: &Member) -> Result<bool, Failure> {
    let mut team = app.person()?.folder.team.iter();
    Ok(lead.role == Role::Lead
        && team.any(|one| one.role == Role::Lead && fold(&one.name) != fold(&lead.name)))
}

/// Whether another coordinates than before, or from another day: that is a hand-over, whatever the form.
fn coordinates_anew(before: Option<&Kept<Member>>, after: &Member) -> bool {
    let who = |member: &Member| {
        (member.role == Role::Navigator).then(|| (fold(&member.name), member.from_on))
    };
    before.and_then(|before| who(before)) != who(after)
}

/// When the carer is ill or away, as the form says.
fn away(app: &App, role: Role, form: &Form, cx: &Cx) -> Result<Option<Away>, Failure> {
    let day = |name| {
        form.when(name, cx.local, &app.model.holidays)
            .map(|when| when.map(|when| when.date))
    };
    let (from, until_on) = (day("away_from")?, day("away_until")?);
    let because = form.text("away_because");
    let Some(from_on) = from else {
        return if until_on.is_none() && because.is_empty() {
            Ok(None)
        } else {
            Err(
                Failure::new("Say from which day they are away, or empty the two fields under it.")
                    .at("away_from"),
            )
        };
    };
    if role != Role::Carer {
        return Err(Failure::new(
            "Being away is watched for carers. Choose Carer as the place, or empty this.",
        )
        .at("away_from"));
    }
    Ok(Some(Away {
        from_on,
        until_on,
        because,
    }))
}

/// The form that ends a place.
pub(super) fn build_end(app: &mut App, id: MemberId) -> Result<Form, Failure> {
    let member = find(app, id)?;
    let mut form = Form::new(
        Purpose::EndMember(id),
        format!("{} ends as {}", member.name, member.role.word()),
        place("team.end", id.0),
    );
    form.base = member.revision;
    form.intro =
        vec!["The place stays in the record, so that any past date can be answered.".to_owned()];
    form.fields = vec![Field::behind(
        "until",
        "Last day",
        member.until_on,
        "empty: today",
    )];
    Ok(form)
}

/// Ends a place.
pub(super) fn save_end(
    app: &mut App,
    id: MemberId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let member = find(app, id)?;
    let until = form
        .when("until", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    in_order("until", Some(member.from_on), Some(until)).map_err(|fault| refused(fault, &[]))?;
    if member.role == Role::Navigator {
        reassign::check_may(app, cx)?;
    }
    let named = named_in(&app.person()?.folder, &member, cx.today()).join("; ");
    if !named.is_empty() {
        form.ask_once(
            "until",
            format!("{} is still named here: {named}.", member.name),
        )?;
    }
    let ended = Member {
        until_on: Some(until),
        ..member.value
    };
    app.save_change(
        form,
        "team.end",
        &Change::replace(Record::Member(ended), form.base),
        cx,
    )?;
    if named.is_empty() {
        return Ok(saved("Ended"));
    }
    Ok(Saved::Done(format!(
        "Ended. Still named, to be changed: {named}. {{change.undo}} takes it back."
    )))
}
