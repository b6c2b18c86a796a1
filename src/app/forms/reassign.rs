//! Handing one person or many over to another navigator, as one act with one undo (R17, R22).

use std::collections::BTreeSet;

use chrono::Days;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Purpose, Saved, place, saved};
use crate::app::form::{Field, Form};
use crate::app::jobs::JobDone;
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::change::Change;
use crate::domain::handover::{self, Succession};
use crate::domain::id::{MemberId, PersonId};
use crate::domain::meant::{Meant, meant_of};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::team::Reach;
use crate::domain::user::UserRole;
use crate::store::{Commit, Place, Stamp, Store};

/// More people than this are handed over beside the screen, so that it never stands still.
const MANY: usize = 200;

/// Whom a form hands over: the one named, or those marked in the list.
fn whom(app: &App, one: Option<PersonId>) -> Result<Vec<PersonId>, Failure> {
    let people = match one {
        Some(person) => vec![person],
        None => app.model.today.marked().iter().copied().collect(),
    };
    if people.is_empty() {
        return Err(Failure::new(
            "Nobody is marked any more. {list.mark} marks the person under the cursor, {list.mark_shown} everybody shown.",
        ));
    }
    Ok(people)
}

/// Where a note for several people keeps its draft: for these alone, since it was not written for others.
fn these(people: &[PersonId]) -> Uuid {
    let mut hash = Sha256::new();
    for person in people {
        hash.update(person.bytes());
    }
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(hash.finalize()) {
        *to = from;
    }
    Uuid::from_bytes(bytes)
}

/// The names of those who open this store and may change records.
fn navigators(store: &Store) -> Result<Vec<String>, Failure> {
    let users = store.users()?.into_iter();
    Ok(users
        .filter(|user| user.role.may_write())
        .map(|user| user.name)
        .collect())
}

/// The form.
pub(super) fn build(app: &mut App, one: Option<PersonId>) -> Result<Form, Failure> {
    let people = whom(app, one)?;
    let store = app.store()?;
    let title = match people.as_slice() {
        [person] => format!("Hand {} over", store.person(*person)?.name.written()),
        many => format!("Hand {} people over", many.len()),
    };
    let subject = one.map_or_else(|| these(&people), |person| person.0);
    let others = navigators(store)?;
    let mut form = Form::new(
        Purpose::Reassign(one),
        title,
        place("person.reassign", subject),
    );
    form.intro = vec![format!(
        "Whoever coordinates now ends the day before; each person has to be told whom to ring. Navigators here: {}.",
        others.join(", ")
    )];
    form.fields = vec![
        Field::line("to", "To whom", "", "the navigator who takes over"),
        Field::line(
            "phone",
            "Their telephone",
            "",
            "whom people ring from then on",
        ),
        Field::line("email", "Their e-mail", "", ""),
        Field::choice("reach", "Reached", Reach::ALL.map(Reach::word), 0),
        Field::ahead("from", "From", None, "the first day; empty: today"),
        Field::long(
            "note",
            "Hand-over note",
            "",
            "what they need to know, in a sentence or more; kept with each person",
        ),
    ];
    Ok(form)
}

/// Hands over; many of them in a job.
pub(super) fn save(
    app: &mut App,
    one: Option<PersonId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let people = whom(app, one)?;
    let to = form.text("to");
    if to.is_empty() {
        return Err(Failure::from(Refusal::NoSuccessor).at("to"));
    }
    let note = form.text("note");
    if note.is_empty() {
        return Err(Failure::from(Refusal::NoHandover).at("note"));
    }
    // Somebody without a login may take over; a slip of the fingers may not.
    let here = navigators(app.store()?)?;
    let to = match meant_of(&to, &here) {
        Meant::One(name) => name,
        Meant::Perhaps(names) => {
            form.ask_once(
                "to",
                format!(
                    "Nobody who opens this store is called \"{to}\". It may be {}.",
                    names.join(" or ")
                ),
            )?;
            to
        }
        Meant::NotKnown => {
            form.ask_once(
                "to",
                format!(
                    "Nobody who opens this store is called \"{to}\"; those who do are: {}.",
                    here.join(", ")
                ),
            )?;
            to
        }
    };
    let succession = Succession {
        to,
        phone: form.text("phone"),
        email: form.text("email"),
        reach: form.chosen("reach", &Reach::ALL).unwrap_or_default(),
        from_on: form
            .when("from", cx.local, &app.model.holidays)?
            .map_or(cx.today(), |when| when.date),
        note,
        by: app.model.user_name.clone(),
    };
    let farthest = cx.today().checked_add_days(Days::new(366));
    if farthest.is_some_and(|last| succession.from_on > last) {
        return Err(Failure::from(Refusal::TooFarAhead(succession.from_on)).at("from"));
    }
    let ids: Vec<MemberId> = people
        .iter()
        .map(|_| MemberId(app.ids.next(cx.now)))
        .collect();
    if people.len() > MANY {
        in_job(app, people, ids, succession, form.place.clone(), cx)?;
        return Ok(Saved::UnderWay);
    }
    let (change, count) = change(app.store()?, &people, &ids, &succession, cx)?;
    app.save_change(form, "person.reassign", &change, cx)?;
    if one.is_none() {
        app.model.today.clear_marks();
    }
    Ok(saved(&handed_over(count)))
}

/// What is said when it is done.
pub(in crate::app) fn handed_over(count: usize) -> String {
    format!(
        "{} handed over; each has to be told who coordinates",
        say::count(count, "person", "people")
    )
}

/// The one change that hands all of them over, and how many it touches.
fn change(
    store: &Store,
    people: &[PersonId],
    ids: &[MemberId],
    succession: &Succession,
    cx: &Cx,
) -> Result<(Change, usize), Failure> {
    let user = store.user();
    let mut change = Change::default();
    let (mut touched, mut of_others) = (0, 0);
    for (person, id) in people.iter().zip(ids) {
        let (person, team) = (store.person(*person)?, store.team(*person)?);
        if !handover::may_hand_over(user, &team, cx.today()) {
            of_others += 1;
            continue;
        }
        if let Some(began) = handover::begun_later(&team, succession.from_on, cx.today()) {
            return Err(Failure::from(Refusal::BeforeNavigator(began)).at("from"));
        }
        let writes = handover::hand_over(&person, &team, *id, succession);
        touched += usize::from(!writes.is_empty());
        change.writes.extend(writes);
    }
    if of_others > 0 {
        return Err(Refusal::OthersPeople(of_others, leads(store)?).into());
    }
    if touched == 0 {
        return Err(Failure::from(Refusal::SameNavigator).at("to"));
    }
    Ok((change, touched))
}

/// Refuses where the user may not change who coordinates the open person (R17).
pub(super) fn check_may(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let person = app.person()?.id();
    let store = app.store()?;
    let team = store.team(person)?;
    if handover::may_hand_over(store.user(), &team, cx.today()) {
        return Ok(());
    }
    Err(Refusal::OthersPeople(1, leads(store)?).into())
}

/// Whom to ask: the leads of this store by name.
fn leads(store: &Store) -> Result<String, Failure> {
    let names: BTreeSet<String> = store
        .users()?
        .into_iter()
        .filter(|user| user.role == UserRole::Lead)
        .map(|user| user.name)
        .collect();
    let names: Vec<String> = names.into_iter().collect();
    Ok(if names.is_empty() {
        "a lead".to_owned()
    } else {
        format!("a lead ({})", names.join(" or "))
    })
}

fn in_job(
    app: &mut App,
    people: Vec<PersonId>,
    ids: Vec<MemberId>,
    succession: Succession,
    draft: Option<Place>,
    cx: &Cx,
) -> Result<(), Failure> {
    let mut worker = app.store()?.again()?;
    let cx = *cx;
    app.busy("Handing over");
    app.jobs.start(move |reporter| {
        let mut all = || -> Result<(Commit, usize), Failure> {
            let (change, count) = change(&worker, &people, &ids, &succession, &cx)?;
            let stamp = Stamp {
                at: cx.now,
                command: "person.reassign",
                note: "",
            };
            let total = change.writes.len();
            let progress = |done| reporter.progress(done, total);
            let commit = worker.write_large(stamp, &change, draft.as_ref(), progress)?;
            Ok((commit, count))
        };
        JobDone::HandedOver(all())
    });
    Ok(())
}
