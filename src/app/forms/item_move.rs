//! What happens to open items: asked again, answered, told, done, ended otherwise; the states of a referral (R56-R67).

use chrono::NaiveDate;

use super::appointment_came::ask_early;
use super::booked::Booking;
use super::chased;
use super::item::find;
use super::silence::ask_paused_with;
use super::{Purpose, Saved, booked, place, refused, saved, speak};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::person_view::PersonView;
use crate::app::services_picker;
use crate::app::{App, Cx};
use crate::domain::along;
use crate::domain::appointment::{Moment, hints};
use crate::domain::calendar::Holidays;
use crate::domain::change::{Change, Write};
use crate::domain::id::{AppointmentId, ItemId};
use crate::domain::item::{
    Ended, Ending, Item, ItemKind, Mark, Outcome, ReferralState, ReferralStep, Rung, Stage,
};
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::store::Fault;

/// Whether the person knows, as a choice shows it: first what is so where nobody says otherwise.
const KNOWS: [&str; 2] = ["yes", "no"];

/// The form that moves an item with a few words.
pub(super) fn build_mark(app: &mut App, id: ItemId, mark: Mark, cx: &Cx) -> Result<Form, Failure> {
    let item = find(app, id)?;
    check_mark(&item, mark)?;
    let (title, label, hint) = match mark {
        Mark::Chased => ("Chased", "What came of it", "empty: no word yet"),
        Mark::Answered => (
            "Answered",
            answer_label(item.kind),
            if item.kind == ItemKind::Supply {
                "who agreed to it, from when"
            } else {
                "in words the person can be told"
            },
        ),
        Mark::Told => ("The person was told", "", ""),
        Mark::Done => ("Done", "Outcome", "empty: done as agreed"),
        // Said of an item in a contact only.
        Mark::About => return Err(Refusal::MarkDoesNotFit.into()),
    };
    let mut form = Form::new(
        Purpose::Mark(id, mark),
        format!("{title}: {}", item.what),
        place(&format!("item.{}", mark.word()), id.0),
    );
    form.base = item.revision;
    form.intro = history(&item.value, &app.model.holidays);
    // Before somebody is rung: how to speak with them.
    let folder = &app.person()?.folder;
    if mark == Mark::Told {
        form.intro.extend(speak::with_person(&folder.person));
    } else {
        form.intro
            .extend(speak::with_owner(folder, &item, cx.today()));
        form.intro.extend(in_directory(app, &item, cx)?);
    }
    if mark != Mark::Told {
        form.fields.push(Field::line("words", label, "", hint));
    }
    // After the words: whoever begins to write does not choose.
    if mark == Mark::Chased {
        let next = Rung::after(item.highest_rung());
        let at = Rung::ALL.iter().position(|rung| *rung == next);
        form.fields.push(Field::choice(
            "rung",
            "Asked",
            Rung::ALL.map(Rung::word),
            at.unwrap_or(0),
        ));
    }
    if mark == Mark::Chased {
        form.fields.extend(chased::field(&item));
    }
    if mark == Mark::Done {
        form.fields.extend(knows(&item, true));
    }
    form.fields
        .push(Field::behind("on", "On", None, "empty: today"));
    Ok(form)
}

/// What the directory says of the service that was asked: its number, and whether that can still be trusted.
fn in_directory(app: &mut App, item: &Item, cx: &Cx) -> Result<Option<String>, Failure> {
    let Some(id) = item.service else {
        return Ok(None);
    };
    let service = match app.store()?.service(id) {
        Ok(service) => service,
        Err(Fault::Gone(_)) => return Ok(None),
        Err(fault) => return Err(fault.into()),
    };
    let standing = match &service.closed {
        Some(closed) => format!("closed since {}: {}", say::full(closed.on), closed.because),
        None => format!("last checked {}", service.last_checked(cx.today())),
    };
    let phone = service.phone();
    let phone = if phone.is_empty() { "no number" } else { phone };
    Ok(Some(format!("{}: {phone} ({standing})", service.name)))
}

/// What an answer is in the words of a kind.
fn answer_label(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Question => "The answer",
        ItemKind::Letter => "What it says",
        ItemKind::Supply => "Who supplies next",
        ItemKind::Gap => "Who owns it now",
        ItemKind::Conflict => "What was decided",
        ItemKind::Concern => "What was done",
        _ => "What came of it",
    }
}

/// Whether the person knows that it is over, and why not where they do not (R67).
///
/// An answer that they have not been told is not taken for told; nor is it that they know of an end of which they never
/// heard anything.
fn knows(item: &Item, is_done: bool) -> [Field; 2] {
    let heard_nothing = !is_done && item.told_on.is_none();
    let is_owed = item.kind.owes_news() && (item.outcome.is_some() || heard_nothing);
    [
        Field::choice("knows", "Do they know", KNOWS, usize::from(is_owed)),
        Field::line(
            "because",
            "Why not told",
            "",
            "only where they do not know: kept with it",
        ),
    ]
}

/// Why the person was not told, where they were not; refused once without a reason.
fn untold(form: &Form) -> Result<Option<String>, Failure> {
    if form.choice("knows") == 0 {
        return Ok(None);
    }
    let because = form.text("because");
    if because.is_empty() {
        Err(
            Failure::new("Say why they were not told; or tell them first, and leave this at yes.")
                .at("because"),
        )
    } else {
        Ok(Some(because))
    }
}

/// The life of an item so far, one line a step.
pub fn history(item: &Item, holidays: &Holidays) -> Vec<String> {
    let mut lines = vec![format!("asked {}", say::full(item.asked_on))];
    if let Some(conflict) = &item.conflict {
        lines.push(side(&conflict.one, &conflict.one_from));
        lines.push(side(&conflict.other, &conflict.other_from));
    }
    lines.extend(item.referral.iter().map(state));
    if item.ongoing {
        lines.push("ongoing: it goes on without an end".to_owned());
    }
    if let Some(expected) = item
        .expected(holidays)
        .filter(|expected| !expected.how.is_empty())
    {
        lines.push(format!("expected {}", expected.how));
    }
    for chase in &item.chases {
        let note = if chase.note.is_empty() {
            String::new()
        } else {
            format!(": {}", chase.note)
        };
        let whom = match chase.rung {
            Rung::Again => String::new(),
            above => format!(" ({})", above.word()),
        };
        lines.push(format!("chased {}{whom}{note}", say::full(chase.on)));
    }
    if let Some(closed) = item.service_closed_on {
        lines.push(format!("their service closed {}", say::full(closed)));
    }
    for again in &item.reopened {
        lines.extend(answer(again.outcome.as_ref(), ", taken back"));
        lines.extend(again.ended.as_ref().map(over));
        let what = if again.ended.is_some() {
            "opened again"
        } else {
            "waits again"
        };
        lines.push(format!("{what} {}: {}", say::full(again.on), again.because));
    }
    lines.extend(answer(item.outcome.as_ref(), ""));
    if let Some(told) = item.told_on {
        lines.push(format!("person told {}", say::full(told)));
    }
    lines.extend(item.ended.as_ref().map(over));
    lines
}

/// What came of it; nothing of what was done without a word, whose end says it.
fn answer(outcome: Option<&Outcome>, standing: &str) -> Option<String> {
    let outcome = outcome.filter(|outcome| !outcome.text.trim().is_empty())?;
    let (on, text) = (say::full(outcome.on), &outcome.text);
    Some(format!("answer {on}{standing}: {text}"))
}

/// That it is over.
fn over(ended: &Ended) -> String {
    let because = if ended.because.is_empty() {
        String::new()
    } else {
        format!(": {}", ended.because)
    };
    format!("ended {}{because}", say::full(ended.on))
}

/// One side of a conflict.
fn side(says: &str, from: &str) -> String {
    if from.is_empty() {
        format!("one says: {says}")
    } else {
        format!("{from} says: {says}")
    }
}

/// A step of a referral.
fn state(step: &ReferralStep) -> String {
    let on = say::full(step.on);
    // Two days beside each other would be read as one.
    let since = step.booked_on.map_or_else(
        || on.clone(),
        |booked| format!("for {} (known {on})", say::full(booked)),
    );
    let note = if step.note.is_empty() {
        String::new()
    } else {
        format!(": {}", step.note)
    };
    format!("{} {since}{note}", step.state.word())
}

/// What is asked before the countdown of a supply is silenced.
pub(super) const AGREED: &str = "Did somebody agree to supply the next? Only then is this supply answered: else mark it as chased.";

/// What follows from knowing who supplies the next.
const SUPPLIED: &str = "Kept: it is no alarm any more. It stays open until the person has been told; {item.reopen} takes it back if nobody agreed after all";

/// Moves an item.
pub(super) fn save_mark(
    app: &mut App,
    id: ItemId,
    mark: Mark,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let item = find(app, id)?;
    check_mark(&item, mark)?;
    let words = form.text("words");
    if mark == Mark::Answered && words.is_empty() {
        return Err(
            Failure::new("Write the answer down, so that the person can be told it.").at("words"),
        );
    }
    if mark == Mark::Answered && item.kind == ItemKind::Supply {
        form.ask_once("words", AGREED.to_owned())?;
    }
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    item.check_moved("on", on, cx.today())
        .map_err(|fault| refused(fault, &[]))?;
    let mut moved = item.value.marked(mark, on, &words);
    if mark == Mark::Chased
        && let Some(chase) = moved.chases.last_mut()
    {
        chase.rung = form.chosen("rung", &Rung::ALL).unwrap_or_default();
        chased::take(app, form, &mut moved, cx)?;
    }
    if mark == Mark::Done
        && let Some(because) = untold(form)?
        && let Some(ended) = &mut moved.ended
    {
        ended.because = format!("not told: {because}");
        moved.told_on = item.told_on;
    }
    let open = moved.is_open();
    let folder = &app.person()?.folder;
    let mut change = Change::replace(Record::Item(moved.clone()), form.base);
    along::ticked(folder, &moved, &mut change);
    along::agreed(folder, &moved, (mark, on), &mut change);
    if mark == Mark::Chased
        && let Some(day) = moved
            .expected_on
            .filter(|day| Some(*day) != item.expected_on)
    {
        ask_paused_with(app, form, ("expected", day), &change, cx)?;
    }
    app.save_change(form, mark_command(mark), &change, cx)?;
    Ok(saved(match (mark, open) {
        (Mark::Answered, _) if item.kind == ItemKind::Supply => SUPPLIED,
        (Mark::Answered, _) => "Answer kept; it stays open until the person has been told",
        (Mark::Chased, _) => "Chase kept",
        (Mark::Told, true) => "Last told: kept; it stays open until there is an answer",
        (Mark::Told | Mark::Done | Mark::About, _) => "Ended",
    }))
}

/// Refuses a mark that an item cannot take now.
fn check_mark(item: &Item, mark: Mark) -> Result<(), Failure> {
    if !item.is_open() {
        Err(Refusal::AlreadyEnded.into())
    } else if item.marks().contains(&mark) {
        Ok(())
    } else {
        Err(Refusal::MarkDoesNotFit.into())
    }
}

/// The command of a mark, for the journal.
pub(in crate::app) fn mark_command(mark: Mark) -> &'static str {
    match mark {
        Mark::Chased => "item.chase",
        Mark::Answered => "item.answer",
        Mark::Told => "item.told",
        Mark::Done => "item.done",
        Mark::About => "item.about",
    }
}

/// The form that ends an item without its being done.
pub(super) fn build_drop(app: &mut App, id: ItemId) -> Result<Form, Failure> {
    let item = find(app, id)?;
    if !item.is_open() {
        return Err(Refusal::AlreadyEnded.into());
    }
    let mut form = Form::new(
        Purpose::Drop(id),
        format!("Drop: {}", item.what),
        place("item.drop", id.0),
    );
    form.base = item.revision;
    form.intro = history(&item.value, &app.model.holidays);
    form.fields = vec![Field::line("why", "Why it ends", "", "in a few words")];
    form.fields.extend(knows(&item, false));
    Ok(form)
}

/// Ends an item with a reason.
pub(super) fn save_drop(app: &mut App, id: ItemId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let item = find(app, id)?;
    let because = form.text("why");
    if because.is_empty() {
        return Err(Failure::from(Refusal::NoReason).at("why"));
    }
    let mut ended = item.value;
    let because = match untold(form)? {
        None => {
            ended.told_on = Some(cx.today());
            because
        }
        Some(untold) => format!("{because}; not told: {untold}"),
    };
    ended.ended = Some(Ended {
        on: cx.today(),
        how: Ending::Dropped,
        because,
    });
    let mut change = Change::replace(Record::Item(ended.clone()), form.base);
    along::ticked(&app.person()?.folder, &ended, &mut change);
    app.save_change(form, "item.drop", &change, cx)?;
    Ok(saved("Dropped; the reason is kept"))
}

/// The form that records how far a referral is.
pub(super) fn build_step(app: &mut App, id: ItemId) -> Result<Form, Failure> {
    let item = find(app, id)?;
    if !item.is_open() {
        return Err(Refusal::AlreadyEnded.into());
    }
    let states = ReferralState::following(item.kind);
    if states.is_empty() {
        return Err(Failure::new(
            "Only a referral has states. Choose one, or mark this item as chased or answered.",
        ));
    }
    let mut form = Form::new(
        Purpose::Step(id),
        format!("How far it is: {}", item.what),
        place("item.step", id.0),
    );
    form.base = item.revision;
    form.intro = history(&item.value, &app.model.holidays);
    // The state after the one that it has is the likeliest.
    let now = item.referral_state();
    let after = states
        .iter()
        .position(|state| Some(*state) > now && *state != ReferralState::Declined);
    form.fields = vec![
        Field::choice(
            "state",
            "It is now",
            states.iter().map(|state| state.word()),
            after.unwrap_or(0),
        ),
        Field::ahead(
            "booked",
            "Booked for",
            None,
            "only where it is booked: 12 mar 10:30; it goes into the diary too",
        ),
        Field::line("note", "Said", "", "declined: why; else what else was said"),
        Field::behind("on", "On", None, "empty: today"),
    ];
    Ok(form)
}

/// Keeps how far a referral is.
pub(super) fn save_step(app: &mut App, id: ItemId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let item = find(app, id)?;
    let appointment = AppointmentId(app.ids.next(cx.now));
    if !item.is_open() {
        return Err(Refusal::AlreadyEnded.into());
    }
    let states = ReferralState::following(item.kind);
    let Some(state) = form.chosen("state", states) else {
        return Err(Failure::new("Choose where it stands.").at("state"));
    };
    let holidays = &app.model.holidays;
    let on = form
        .when("on", cx.local, holidays)?
        .map_or(cx.today(), |when| when.date);
    item.check_moved("on", on, cx.today())
        .map_err(|fault| refused(fault, &[]))?;
    let booked = form.when("booked", cx.local, holidays)?;
    let booked_on = booked.map(|when| when.date);
    let note = form.text("note");
    match (state, booked_on) {
        (ReferralState::Booked, None) => {
            return Err(
                Failure::new("Say for which day it is booked, such as 12 mar.").at("booked"),
            );
        }
        (ReferralState::Booked, Some(_)) | (_, None) => {}
        (_, Some(_)) => {
            return Err(Failure::new(
                "A day stands under \"Booked for\", so choose booked; or empty that field.",
            )
            .at("state"));
        }
    }
    if state == ReferralState::Declined && note.is_empty() {
        return Err(Failure::new(
            "Write down why it was declined: the person is to be told, and it may be asked elsewhere.",
        )
        .at("note"));
    }
    if let Some(day) = booked_on {
        form.ask_past("booked", day, cx.today())?;
    }
    // Declined, nobody waits for them any more; seen, they were there. Whoever refers to us is waited for by nobody.
    let is_over = matches!(state, ReferralState::Declined | ReferralState::Attended);
    if item.kind == ItemKind::Referral && !is_over {
        services_picker::ask_closed(form, "state", &item.owner, app.store()?)?;
    }
    let holidays = &app.model.holidays;
    let view = app.person()?;
    let mut change = Change::default();
    let mut said = String::new();
    if state == ReferralState::Declined
        && let Some((write, day)) = booked::called_off(view, &item, on, &note)?
    {
        said = format!(
            " The appointment of {} is called off in the diary.",
            say::day(day, cx.today())
        );
        change.writes.push(write);
    }
    if matches!(state, ReferralState::Acknowledged | ReferralState::Accepted) {
        booked::check_unbooked(view, &item)
            .map_err(|refusal| Failure::from(refusal).at("state"))?;
    }
    if state == ReferralState::Attended {
        booked::check_attended(view, &item, on)
            .map_err(|refusal| Failure::from(refusal).at("state"))?;
        if let Some(write) = booked::attended(view, &item, on, &note)? {
            if let Write::Replace {
                record: Record::Appointment(one),
                ..
            } = &write
                && one.at.day() == cx.today()
            {
                ask_early(form, "state", one, cx)?;
            }
            said.push_str(" The diary says so too; how it was for them is still to be asked.");
            change.writes.push(write);
        }
    }
    let mut stepped = item.value.stepped(ReferralStep {
        on,
        state,
        booked_on,
        told_on: None,
        note,
    });
    let answered = stepped.stage() == Stage::Answered;
    let expected = stepped.expected(holidays);
    if let Some(when) = booked {
        let booking = booked::book(
            view,
            &item,
            Moment::of(when.date, when.time),
            appointment,
            (app.model.login.as_str(), cx.today()),
        )
        .map_err(|refusal| Failure::from(refusal).at("booked"))?;
        stepped.appointment = Some(booking.one.id);
        said = in_diary(view, &booking, cx.today());
        change.writes.extend(booking.writes);
    }
    change.writes.push(Write::Replace {
        record: Record::Item(stepped),
        seen: form.base,
    });
    if let Some(day) = booked_on.filter(|day| *day >= cx.today()) {
        ask_paused_with(app, form, ("booked", day), &change, cx)?;
    }
    app.save_change(form, "item.step", &change, cx)?;
    Ok(Saved::Done(if answered {
        format!(
            "Kept; it stays open until the person has been told.{said} {{change.undo}} takes it back."
        )
    } else {
        let by = expected.map_or_else(String::new, |day| {
            format!(" Next is expected by {}.", say::echo(day.date, cx.today()))
        });
        format!("Kept.{said}{by} {{change.undo}} takes it back.")
    }))
}

/// That the appointment of a referral is in the diary, and what it clashes with.
fn in_diary(view: &PersonView, booking: &Booking, today: NaiveDate) -> String {
    let how = match (booking.moved, booking.writes.is_empty()) {
        (true, _) => "Moved in the diary to",
        (false, true) => "In the diary already:",
        (false, false) => "In the diary too:",
    };
    let mut said = format!(" {how} {}.", booking.one.at.word(today));
    let all = view.folder.appointments.iter().map(|kept| &kept.value);
    for hint in hints(&booking.one, all, today) {
        said.push(' ');
        said.push_str(&hint);
        said.push('.');
    }
    said
}
