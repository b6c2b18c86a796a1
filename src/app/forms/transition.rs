//! Moves: a discharge with its checklist on one card, an admission, and the others (R75-R84).
//!
//! What a discharge leaves open is written in the same change. What is done about a move later is in
//! `transition_mark`.

use chrono::{DateTime, NaiveTime, Utc};

use super::offers::team;
use super::silence::ask_paused_with;
use super::{Purpose, Saved, place, refused, saved, transition_supply};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::person_view::PersonView;
use crate::app::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::id::{ItemId, TransitionId};
use crate::domain::item::{Ended, Ending, ItemKind};
use crate::domain::london;
use crate::domain::record::{Kept, Kind, Record};
use crate::domain::say;
use crate::domain::team::{self, Member, Role};
use crate::domain::transition::{
    Answer, Beside, CheckPoint, Closed, MoveKind, Opening, Point, Side, Transition, opened,
};
use crate::store::Fault;

/// Answers of a point as a choice shows them; the last says that nobody asked.
pub(super) const ANSWERS: [&str; 4] = ["yes", "no", "not applicable", "not asked"];
/// Whether a letter is to come, as a choice shows it.
const LETTER: [&str; 2] = ["to come", "not needed"];

/// The form for a new move.
pub(super) fn build_new(app: &mut App, kind: MoveKind, cx: &Cx) -> Result<Form, Failure> {
    let view = app.person()?;
    let name = view.folder.person.name.written();
    let title = match kind {
        MoveKind::Admission => format!("{name} goes into hospital"),
        MoveKind::Discharge => format!("{name} comes home"),
        _ => format!("A move of {name}"),
    };
    let mut form = Form::new(
        Purpose::NewMove(kind),
        title,
        place(command(kind), view.id().0),
    );
    if kind == MoveKind::Lead {
        form.intro = vec![
            "Another leads from now on. {form.save} records the change, so that the other side can say that it knows; \
             {form.leave} leaves it."
                .to_owned(),
        ];
    }
    if kind == MoveKind::Discharge {
        form.intro = vec![
            "What is not ticked, the letter and the medicines become open items in the same save."
                .to_owned(),
        ];
        form.intro
            .extend(transition_supply::intro(view, cx.today()));
    }
    form.fields = fields(view, kind, None, cx);
    Ok(form)
}

/// The form for a move that is there.
pub(super) fn build(app: &mut App, id: TransitionId, cx: &Cx) -> Result<Form, Failure> {
    let known = find(app, id)?;
    let mut form = Form::new(
        Purpose::Move(id),
        format!("Change the {}", known.kind.word()),
        place("move.open", id.0),
    );
    form.base = known.revision;
    let view = app.person()?;
    form.fields = fields(view, known.kind, Some(&known.value), cx);
    Ok(form)
}

/// The command that opens the form for a new move, which is the name of the place of its draft.
pub(super) fn command(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::Admission => "move.admission",
        MoveKind::Discharge => "move.discharge",
        _ => "move.record",
    }
}

fn fields(view: &PersonView, kind: MoveKind, known: Option<&Transition>, cx: &Cx) -> Vec<Field> {
    let text =
        |from: fn(&Transition) -> &String| known.map(|one| from(one).clone()).unwrap_or_default();
    let in_hospital = view.move_for(|one| one.kind == MoveKind::Admission && one.is_open());
    let ours = our_side(view, cx);
    let leads = match (known, kind) {
        (None, MoveKind::Lead) => leads(view, cx),
        _ => (None, None),
    };
    let (from, to) = match (known, kind) {
        (Some(_), _) => (text(|one| &one.from), text(|one| &one.to)),
        (None, MoveKind::Admission) => ("home".to_owned(), String::new()),
        (None, MoveKind::Discharge) => (
            in_hospital.map(|kept| kept.to.clone()).unwrap_or_default(),
            "home".to_owned(),
        ),
        (None, MoveKind::Lead) => (name_of(leads.0), name_of(leads.1)),
        (None, _) => (String::new(), String::new()),
    };
    let (leaving, taking) = match (known, kind) {
        (Some(one), _) => (one.leaving.clone(), one.taking.clone()),
        (None, MoveKind::Admission) => (ours, Side::default()),
        (None, MoveKind::Discharge) => (
            in_hospital
                .map(|kept| kept.taking.clone())
                .unwrap_or_default(),
            ours,
        ),
        (None, MoveKind::Lead) => (side_of(leads.0), side_of(leads.1)),
        (None, _) => (Side::default(), Side::default()),
    };
    let at = known.map(|one| {
        let at = london::local(one.at);
        let day = at.date().format("%-d %b %Y");
        format!("{day} {}", say::time(at.time()))
    });
    let begins = leads
        .1
        .map(|lead| lead.from_on.format("%-d %b %Y").to_string());
    let at = at.or(begins);
    let mut fields = vec![Field::moment(
        "at",
        "When",
        at.as_deref().unwrap_or_default(),
        "empty: now; fri 19:10, today 11",
    )];
    if known.is_none() && MoveKind::OTHERS.contains(&kind) {
        let words = MoveKind::OTHERS.map(MoveKind::word);
        let chosen = MoveKind::OTHERS.iter().position(|one| *one == kind);
        fields.insert(
            0,
            Field::choice("kind", "What kind", words, chosen.unwrap_or(0)),
        );
    }
    fields.push(Field::offered(
        "from",
        "From",
        &from,
        team(view, cx.today()),
        "ward, service, lead, school",
    ));
    if kind == MoveKind::Discharge && known.is_none() {
        fields.extend(card(view));
    }
    if let Some(discharge) = known.and_then(|one| one.discharge.as_ref()) {
        fields.push(contact_field(&discharge.named_contact));
    }
    fields.extend([
        Field::offered(
            "to",
            "To",
            &to,
            team(view, cx.today()),
            "home, ward, service, lead",
        ),
        Field::line("leaving", "Answers there", &leaving.name, "who did so far"),
        Field::line("leaving_phone", "Telephone", &leaving.phone, ""),
        Field::line(
            "taking",
            "Answers now",
            &taking.name,
            "who takes over; of a child, who coordinates after 18",
        ),
        Field::line("taking_phone", "Telephone", &taking.phone, ""),
        Field::behind(
            "told",
            "Person told on",
            known.and_then(|one| one.told_on),
            "empty: not told of it yet",
        ),
        Field::long("note", "Note", &text(|one| &one.note), ""),
    ]);
    fields
}

/// Who led before and who leads now, or will: the last lead who ended before the newest began.
fn leads<'a>(view: &'a PersonView, cx: &Cx) -> (Option<&'a Member>, Option<&'a Member>) {
    let all = || view.folder.team.iter().filter(|one| one.role == Role::Lead);
    let still = |one: &&Kept<Member>| one.until_on.is_none_or(|until| until >= cx.today());
    let now = all().filter(still).max_by_key(|one| one.from_on);
    let ended = |one: &&Kept<Member>| {
        let until = one.until_on;
        until.is_some_and(|until| now.is_none_or(|now| until < now.from_on))
    };
    let before = all().filter(ended).max_by_key(|one| one.until_on);
    (before.map(|one| &one.value), now.map(|one| &one.value))
}

fn name_of(member: Option<&Member>) -> String {
    member.map_or_else(String::new, |member| member.name.clone())
}

fn side_of(member: Option<&Member>) -> Side {
    member.map_or_else(Side::default, |member| Side {
        name: member.name.clone(),
        phone: member.phone.clone(),
    })
}

pub(super) fn contact_field(text: &str) -> Field {
    Field::line(
        "contact",
        "Ring out of hours",
        text,
        "name and number of whom they were told to ring; empty: nobody named",
    )
}

/// The checklist, the medicines and the letter: one key each.
fn card(view: &PersonView) -> Vec<Field> {
    let mut fields = vec![contact_field("")];
    let asked = CheckPoint::ALL
        .into_iter()
        .filter(|which| *which != CheckPoint::OutOfHours);
    fields.extend(asked.map(|which| point_field(which, None)));
    fields.push(Field::ahead(
        "until",
        "Medicines last until",
        None,
        "the last day for which there are some; empty: none handed out",
    ));
    fields.extend(transition_supply::field(view));
    fields.extend([
        Field::line(
            "prescriber",
            "Prescribes next",
            "",
            "who agreed to; empty: nobody yet",
        ),
        Field::choice("letter", "Discharge letter", LETTER, 0),
    ]);
    fields
}

/// The answer to a point as a choice.
pub(super) fn point_field(which: CheckPoint, is: Option<Answer>) -> Field {
    let at = is.and_then(|is| Answer::ALL.iter().position(|one| *one == is));
    let mut field = Field::choice(
        which.name(),
        which.label(),
        ANSWERS,
        at.unwrap_or(Answer::ALL.len()),
    );
    field.hint = "y yes, n no, n twice not applicable";
    field
}

/// Who answers for the person on our side: the lead, else the navigator.
fn our_side(view: &PersonView, cx: &Cx) -> Side {
    let all: Vec<_> = view.team.iter().map(|kept| kept.value.clone()).collect();
    let holder = [Role::Lead, Role::Navigator]
        .into_iter()
        .find_map(|role| team::holder(&all, role, cx.today()));
    side_of(holder)
}

/// Records a move, with all that it leaves open and what it closes.
pub(super) fn save_new(
    app: &mut App,
    kind: MoveKind,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    // A field that is not on the card would be read as its first choice.
    let chosen = form.field("kind").map(|field| field.name);
    let kind = chosen
        .and_then(|name| form.chosen(name, &MoveKind::OTHERS))
        .unwrap_or(kind);
    let id = TransitionId(app.ids.next(cx.now));
    let at = when(app, kind, form, cx)?.unwrap_or(cx.now);
    let mut one = Transition::new(id, app.person()?.id(), kind, at);
    one.by.clone_from(&app.model.login);
    fill(app, &mut one, form, cx)?;
    check_named(&one)?;
    check_after_admission(app.person()?, &one)?;
    let beside = Beside::of(moves(app.person()?), &one);
    ask_twice(beside, &one, form)?;
    // Written down afterwards: they are home by now.
    if let Some(home) = beside.ended_by(&one) {
        one.closed = Some(Closed {
            on: london::date(home.at),
            because: "discharged".to_owned(),
        });
    }
    let mut change = Change::default();
    if let Some(discharge) = &mut one.discharge {
        for which in CheckPoint::ALL {
            if form.field(which.name()).is_some()
                && let Some(is) = form.chosen(which.name(), &Answer::ALL)
            {
                *discharge.checklist.point_mut(which) = Point::answered(is);
            }
        }
        if !discharge.named_contact.is_empty() {
            discharge.checklist.out_of_hours = Point::answered(Answer::Yes);
        }
        let until = form.when("until", cx.local, &app.model.holidays)?;
        discharge.medicines_until_on = until.map(|until| until.date);
        one.check_supply()
            .map_err(|fault| refused(fault, &[("discharge.medicines_until_on", "until")]))?;
        if let Some(until) = one.long_supply() {
            form.ask_once(
                "until",
                format!(
                    "{} is more than half a year after they came home: check the day and its year.",
                    say::full(until)
                ),
            )?;
        }
    }
    let prescriber = form.text("prescriber");
    let items = opened(
        &mut one,
        Opening {
            today: cx.today(),
            holidays: &app.model.holidays,
            expects_letter: form.choice("letter") == 0,
            prescriber: &prescriber,
        },
        || ItemId(app.ids.next(cx.now)),
    );
    let left_open = items.len();
    change.writes.extend(over(app.person()?, &one));
    let rested = rested(app.person()?, &one, &change);
    let rests = match rested.len() {
        0 => String::new(),
        n => format!(
            "; {} of the last discharge ended, to be asked anew when they come home",
            say::count(n, "check", "checks")
        ),
    };
    change.writes.extend(rested);
    let (ended, supply) = transition_supply::replaced(app.person()?, &one, form, cx.today());
    change.writes.extend(ended);
    change
        .writes
        .push(Write::Add(Record::Transition(Box::new(one))));
    let items = items.into_iter().map(|item| Write::Add(Record::Item(item)));
    change.writes.extend(items);
    ask_paused_with(app, form, ("at", london::date(at)), &change, cx)?;
    app.save_change(form, command(kind), &change, cx)?;
    Ok(saved(&match left_open {
        0 => format!("Recorded{rests}{supply}"),
        n => format!(
            "Recorded, with {}{supply}",
            say::count(n, "open item", "open items")
        ),
    }))
}

/// Refuses a move of which nothing is named. Of a discharge, where from is: the letter and the questions go there; its
/// points may all be unasked, for each becomes a check (R76).
fn check_named(one: &Transition) -> Result<(), Failure> {
    let is_short = match one.kind {
        MoveKind::Discharge => one.from.is_empty(),
        _ => {
            one.from.is_empty()
                && one.to.is_empty()
                && one.leaving.is_empty()
                && one.taking.is_empty()
                && one.note.is_empty()
        }
    };
    if !is_short {
        return Ok(());
    }
    Err(Failure::new(if one.kind == MoveKind::Discharge {
        "Say where they come from, such as the ward or only hospital: the letter is asked for there."
    } else {
        "Name at least one thing: where from, where to, who takes over, or what changes, as a note."
    })
    .at("from"))
}

/// Refuses that they came home before they went in: the one admission that a discharge can end has not begun then.
fn check_after_admission(view: &PersonView, one: &Transition) -> Result<(), Failure> {
    if one.kind != MoveKind::Discharge {
        return Ok(());
    }
    let all = view.folder.moves.iter();
    let admissions = all.filter(|kept| kept.kind == MoveKind::Admission && kept.is_open());
    let first = admissions.map(|kept| kept.at).min();
    let Some(first) = first.filter(|first| one.at < *first) else {
        return Ok(());
    };
    Err(Failure::new(format!(
        "They came home on {}, but went into hospital on {} only. Correct one of the two days; the admission is changed \
         among the moves ({{move.open}}).",
        written(one.at),
        written(first)
    ))
    .at("at"))
}

/// Asks once whether somebody really went into hospital who is there on record, or came home who is at home.
fn ask_twice(beside: Beside<'_>, one: &Transition, form: &Form) -> Result<(), Failure> {
    let Some(other) = beside.twice(one) else {
        return Ok(());
    };
    let on = written(other.at);
    let question = match (one.kind, other.at <= one.at) {
        (MoveKind::Admission, true) => format!(
            "They are in hospital already, since {on}, and did not come home between: check the day. Another ward is a \
             transfer ({{move.record}})."
        ),
        (MoveKind::Admission, false) => format!(
            "They went into hospital on {on} too, and did not come home between: check the day, or record that \
             discharge as well ({{move.discharge}})."
        ),
        (_, true) => format!(
            "They came home on {on} already, and did not go into hospital between: check the day, or record that \
             admission first ({{move.admission}})."
        ),
        (_, false) => format!(
            "They came home on {on} too, and did not go into hospital between: check the day, or record that \
             admission as well ({{move.admission}})."
        ),
    };
    form.ask_once("at", question)
}

/// Every move of a person.
fn moves(view: &PersonView) -> impl Iterator<Item = &Transition> {
    view.folder.moves.iter().map(|kept| &kept.value)
}

/// An instant in full, as London has it.
fn written(at: DateTime<Utc>) -> String {
    let local = london::local(at);
    format!("{} {}", say::full(local.date()), say::time(local.time()))
}

/// Why a discharge and its checks are over.
const ADMITTED_AGAIN: &str = "admitted again";

/// Closes what a move ends: an admission by the discharge, a discharge by the next admission.
fn over(view: &PersonView, one: &Transition) -> Vec<Write> {
    let (ends, because) = match one.kind {
        MoveKind::Discharge => (MoveKind::Admission, "discharged"),
        MoveKind::Admission => (MoveKind::Discharge, ADMITTED_AGAIN),
        _ => return Vec::new(),
    };
    let ended = view
        .folder
        .moves
        .iter()
        .filter(|kept| kept.kind == ends && kept.is_open() && kept.at <= one.at);
    ended
        .map(|kept| {
            let mut closed = kept.value.clone();
            closed.closed = Some(Closed {
                on: london::date(one.at),
                because: because.to_owned(),
            });
            Write::Replace {
                record: Record::Transition(Box::new(closed)),
                seen: kept.revision,
            }
        })
        .collect()
}

/// Ends the checks of the discharges that an admission closes: they were for a home where nobody is now, and the next card
/// asks for them anew. A letter is awaited still, and what runs out is asked about when they come home.
fn rested(view: &PersonView, one: &Transition, change: &Change) -> Vec<Write> {
    if one.kind != MoveKind::Admission {
        return Vec::new();
    }
    let closed = |id| {
        change.writes.iter().any(|write| {
            matches!(write, Write::Replace { record: Record::Transition(over), .. } if over.id == id)
        })
    };
    let checks = view.folder.items.iter().filter(|item| {
        item.kind == ItemKind::Check && item.is_open() && item.transition.is_some_and(closed)
    });
    checks
        .map(|kept| {
            let mut item = kept.value.clone();
            item.ended = Some(Ended {
                on: london::date(one.at).max(item.asked_on),
                how: Ending::Dropped,
                because: ADMITTED_AGAIN.to_owned(),
            });
            Write::Replace {
                record: Record::Item(item),
                seen: kept.revision,
            }
        })
        .collect()
}

/// Changes a move.
pub(super) fn save(
    app: &mut App,
    id: TransitionId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let mut one = find(app, id)?.value;
    let shown = london::local(one.at).format("%Y-%m-%dT%H:%M").to_string();
    let mut is_moved = false;
    if let Some(at) = when(app, one.kind, form, cx)? {
        // An instant that was not touched stays to the second.
        if london::local(at).format("%Y-%m-%dT%H:%M").to_string() != shown {
            one.at = at;
            is_moved = true;
        }
    }
    fill(app, &mut one, form, cx)?;
    check_named(&one)?;
    if is_moved {
        ask_twice(Beside::of(moves(app.person()?), &one), &one, form)?;
    }
    let record = Record::Transition(Box::new(one));
    app.save_change(form, "move.open", &Change::replace(record, form.base), cx)?;
    Ok(saved("Saved"))
}

/// The instant that was typed, `None` where nothing was. What has hours needs a time, for clocks run from it.
fn when(app: &App, kind: MoveKind, form: &Form, cx: &Cx) -> Result<Option<DateTime<Utc>>, Failure> {
    let Some(typed) = form.when("at", cx.local, &app.model.holidays)? else {
        return Ok(None);
    };
    let counts_hours = matches!(kind, MoveKind::Admission | MoveKind::Discharge);
    let time = match typed.time {
        Some(time) => time,
        None if counts_hours => {
            return Err(Failure::new(
                "Give the time too, such as fri 19:10: the first call is counted from it.",
            )
            .at("at"));
        }
        None => NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default(),
    };
    let local = typed.date.and_time(time);
    if counts_hours && local > cx.local {
        return Err(Failure::new(format!(
            "{} lies ahead. Record it when it has happened; until then it can be an open item.",
            say::day_time(local, cx.today())
        ))
        .at("at"));
    }
    Ok(Some(london::instant(local)))
}

fn fill(app: &App, one: &mut Transition, form: &Form, cx: &Cx) -> Result<(), Failure> {
    one.from = form.text("from");
    one.to = form.text("to");
    let side = |name, phone| Side {
        name: form.text(name),
        phone: form.text(phone),
    };
    one.leaving = side("leaving", "leaving_phone");
    one.taking = side("taking", "taking_phone");
    one.told_on = form
        .when("told", cx.local, &app.model.holidays)?
        .map(|when| when.date);
    one.note = form.text("note");
    if let Some(discharge) = &mut one.discharge {
        discharge.named_contact = form.text("contact");
    }
    // What was done about it before is not on this form: where it does not fit, the moment is what was changed.
    one.check(cx.today()).map_err(|fault| match fault.field {
        "told_on" => refused(fault, &[("told_on", "told")]),
        "from" | "to" => refused(fault, &[]),
        _ => Failure::from(fault.why).at("at"),
    })
}

pub(super) fn find(app: &App, id: TransitionId) -> Result<Kept<Transition>, Failure> {
    app.person()?
        .folder
        .moves
        .iter()
        .find(|kept| kept.id == id)
        .cloned()
        .ok_or_else(|| Fault::Gone(Kind::Transition).into())
}
