//! The contact log of a made-up person: the last call, what happened to items, and everything around it.

use chrono::{DateTime, NaiveDate, Utc};

use super::frame::day;
use super::items::Event;
use super::lot::{Lot, Trouble};
use super::sketch::Sketch;
use super::talk::{self, Draft};
use crate::domain::contact::{Channel, Contact, Details, Direction, Moved, Next, Reached, With};
use crate::domain::id::ContactId;
use crate::domain::item::Mark;
use crate::domain::promise::promises;

/// The hours of the last call, and those of anything earlier on the same day.
const LATE: (u32, u32) = (10, 18);
const EARLY: (u32, u32) = (8, 10);
/// The hours of any other day.
const USUAL: (u32, u32) = (9, 18);

/// Draws so many contacts, oldest first.
pub(super) fn draw(sketch: &mut Sketch<'_>, events: Vec<Event>, count: u32) -> Vec<Contact> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let mut log = Vec::with_capacity(count);
    if let Some(spoken) = sketch.outline.spoken_on {
        let last = last_call(sketch, spoken, &mut log);
        if sketch.outline.is_due(Trouble::Retry) {
            failed_attempt(sketch, spoken, &mut log);
        }
        tell_events(sketch, events, spoken, count, &mut log);
        fill(sketch, spoken, count, &mut log);
        keep(last, spoken, &mut log);
    } else {
        first_steps(sketch, count, &mut log);
    }
    log.sort_by_key(|contact| (contact.at, contact.id));
    log
}

fn contact(sketch: &mut Sketch<'_>, draft: Draft, at: DateTime<Utc>, on: NaiveDate) -> Contact {
    let recorded_at = sketch.frame.later(at, 3);
    let minutes = match draft.channel {
        _ if draft.result != Reached::Yes => None,
        Channel::Visit | Channel::FaceToFace => Some(sketch.dice.between(25, 70)),
        Channel::Phone | Channel::Video => Some(sketch.dice.between(3, 32)),
        Channel::Email | Channel::Text | Channel::Letter => None,
    };
    Contact {
        id: ContactId(sketch.id_at(recorded_at)),
        person: sketch.id,
        at,
        recorded_at,
        by: sketch.coordinator_on(on).login.clone(),
        channel: draft.channel,
        direction: draft.direction,
        with: draft.with,
        whom: draft.whom,
        result: draft.result,
        gist: draft.gist,
        next: None,
        minutes: minutes
            .and_then(|minutes| u16::try_from(minutes).ok())
            .filter(|_| sketch.dice.chance(65)),
        details: Details::default(),
        moved: Vec::new(),
        keeps: Vec::new(),
        corrects: None,
    }
}

/// The conversation that the silence is counted from, with its next step.
fn last_call(sketch: &mut Sketch<'_>, spoken: NaiveDate, log: &mut Vec<Contact>) -> ContactId {
    let draft = if talk::child(sketch) || sketch.dice.chance(15) {
        talk::with_kin(sketch)
    } else {
        talk::with_person(sketch)
    };
    let at = sketch
        .frame
        .moment(&mut sketch.dice, spoken, LATE.0, LATE.1);
    let mut call = contact(sketch, draft, at, spoken);
    call.next = next_step(sketch, spoken);
    let id = call.id;
    log.push(call);
    id
}

/// The last call keeps what the person was promised before it, also where it is with somebody close to them.
fn keep(last: ContactId, spoken: NaiveDate, log: &mut [Contact]) {
    let at = log.iter().find(|call| call.id == last).map(|call| call.at);
    let before = log.iter().filter(|one| Some(one.at) <= at);
    let all: Vec<&Contact> = before.collect();
    let kept: Vec<ContactId> = promises(&all)
        .iter()
        .filter(|promise| promise.to_person && promise.contact != last)
        .filter(|promise| !promise.reached || promise.due_on.is_none_or(|due| due <= spoken))
        .map(|promise| promise.contact)
        .collect();
    if let Some(call) = log.iter_mut().find(|contact| contact.id == last) {
        call.keeps = kept;
    }
}

fn next_step(sketch: &mut Sketch<'_>, spoken: NaiveDate) -> Option<Next> {
    let frame = sketch.frame;
    let outline = sketch.outline;
    let dice = &mut sketch.dice;
    let on = if outline.is_due(Trouble::CheckIn) {
        let low = frame.working_days_ago(2).max(day(spoken, 1));
        frame.working_day(dice, low.min(frame.last_working), frame.last_working)
    } else if outline.is_soon(Trouble::CheckIn) {
        frame.working_day(dice, frame.in_days(1), frame.soon_until)
    } else if matches!(outline.lot, Lot::Left(_)) || !dice.chance(45) {
        return None;
    } else {
        // Before the agreed silence ends, and not so near that it would count as soon.
        let every = i64::from(outline.every.unwrap_or(28));
        let low = day(frame.soon_until, 1);
        let high = day(spoken, every);
        if high < low {
            return None;
        }
        let found = frame.working_day(dice, low, high);
        if !frame.holidays.is_working_day(found) {
            return None;
        }
        found
    };
    Some(Next {
        on,
        what: sketch.phrase("next"),
    })
}

/// The failed attempt after the last call (R47), with or without a day for the next.
fn failed_attempt(sketch: &mut Sketch<'_>, spoken: NaiveDate, log: &mut Vec<Contact>) {
    let frame = sketch.frame;
    let on = frame
        .working_days_ago(sketch.dice.one(&[1, 1, 2]))
        .max(spoken);
    let draft = talk::attempt(sketch);
    let at = sketch
        .frame
        .moment(&mut sketch.dice, on, LATE.1, LATE.1 + 1);
    let mut failed = contact(sketch, draft, at, on);
    if sketch.dice.chance(50) {
        let again = frame.working_day(&mut sketch.dice, day(on, 1), frame.last_working);
        failed.next = Some(Next {
            on: again,
            what: String::new(),
        });
    }
    log.push(failed);
}

/// What happened to items, the newest first as long as there is room.
fn tell_events(
    sketch: &mut Sketch<'_>,
    mut events: Vec<Event>,
    spoken: NaiveDate,
    count: usize,
    log: &mut Vec<Contact>,
) {
    // Whatever comes after an attempt would end it.
    let last = if [Trouble::CheckIn, Trouble::Retry]
        .into_iter()
        .any(|trouble| sketch.outline.is_due(trouble) || sketch.outline.is_soon(trouble))
    {
        spoken
    } else {
        sketch.outline.last_day(sketch.frame)
    };
    let first = sketch.outline.joined_on;
    events.retain(|event| (first..=last).contains(&event.on));
    events.sort_by_key(|event| std::cmp::Reverse(event.on));
    // A log is more than the comings and goings of items.
    events.truncate(count.saturating_sub(log.len()).div_ceil(2));
    for event in events {
        let chased = event.moved.is_some_and(|moved| moved.mark == Mark::Chased);
        let channel = match event.with {
            With::Person | With::Carer => Channel::Phone,
            With::Professional | With::Service if chased => Channel::Phone,
            With::Professional | With::Service => talk::by_service(sketch),
        };
        let draft = Draft {
            channel,
            direction: event.direction,
            with: event.with,
            whom: event.whom,
            result: Reached::Yes,
            gist: event.gist,
        };
        // An answer comes in the morning and is told in the afternoon.
        let (from, to) = match (event.direction, event.on == spoken) {
            (Direction::In, true) => (8, 9),
            (Direction::In, false) => (9, 12),
            (Direction::Out, true) => (9, 10),
            (Direction::Out, false) => (13, 18),
        };
        let at = sketch.frame.moment(&mut sketch.dice, event.on, from, to);
        let mut told = contact(sketch, draft, at, event.on);
        told.moved = event.moved.into_iter().collect::<Vec<Moved>>();
        log.push(told);
    }
}

/// A time on a day that keeps the last call the last.
fn time_of(sketch: &mut Sketch<'_>, on: NaiveDate, spoken: NaiveDate) -> DateTime<Utc> {
    let (from, to) = if on == spoken { EARLY } else { USUAL };
    sketch.frame.moment(&mut sketch.dice, on, from, to)
}

/// Everything else that a year brings.
fn fill(sketch: &mut Sketch<'_>, spoken: NaiveDate, count: usize, log: &mut Vec<Contact>) {
    let start = sketch.outline.joined_on.max(day(spoken, -365));
    let mut before: Option<Contact> = None;
    while log.len() < count {
        if let Some(wrong) = before.take()
            && sketch.dice.chance(2)
        {
            let right = correction(sketch, &wrong);
            log.push(right);
            continue;
        }
        let on = sketch.frame.working_day(&mut sketch.dice, start, spoken);
        let draft = talk::ordinary(sketch);
        let at = time_of(sketch, on, spoken);
        let mut filler = contact(sketch, draft, at, on);
        // What a carer was promised would stand until that carer is spoken with again.
        if filler.with == With::Carer {
            filler.result = Reached::Yes;
        }
        let with_people = filler.with == With::Person;
        if filler.result != Reached::Yes || (with_people && sketch.dice.chance(28)) {
            let ahead = sketch.dice.between(1, 14);
            let next = sketch.frame.working_days_after(day(on, ahead), 0);
            // The last call keeps what was promised before it; a promise for a later day would stand.
            filler.next = (next <= spoken || filler.result != Reached::Yes).then(|| Next {
                on: next,
                what: if filler.result == Reached::Yes {
                    sketch.phrase("next")
                } else {
                    String::new()
                },
            });
        }
        if sketch.dice.chance(4) {
            write_late(sketch, &mut filler);
        }
        before = Some(filler.clone()).filter(|entry| entry.result == Reached::Yes);
        log.push(filler);
    }
}

/// Written more than a day after it happened (R54).
fn write_late(sketch: &mut Sketch<'_>, entry: &mut Contact) {
    let minutes = sketch.dice.between(26 * 60, 6 * 24 * 60);
    entry.recorded_at = sketch.frame.later(entry.at, minutes);
    entry.id = ContactId(sketch.id_at(entry.recorded_at));
    if entry.is_late_entry() {
        entry.gist.push(' ');
        let why = sketch.phrase("late");
        entry.gist.push_str(&why);
    }
}

/// A new entry that puts an earlier one right; the earlier one stays.
fn correction(sketch: &mut Sketch<'_>, wrong: &Contact) -> Contact {
    let minutes = sketch.dice.between(20, 2 * 24 * 60);
    let recorded_at = sketch.frame.later(wrong.recorded_at, minutes);
    Contact {
        id: ContactId(sketch.id_at(recorded_at)),
        recorded_at,
        gist: sketch.phrase("correction"),
        next: None,
        minutes: None,
        details: Details::default(),
        moved: Vec::new(),
        keeps: Vec::new(),
        corrects: Some(wrong.id),
        ..wrong.clone()
    }
}

/// What happens before the first conversation: the referral, and perhaps an attempt.
fn first_steps(sketch: &mut Sketch<'_>, count: usize, log: &mut Vec<Contact>) {
    let frame = sketch.frame;
    let joined = sketch.outline.joined_on;
    if count == 0 || joined > frame.yesterday {
        return;
    }
    if count > 1 || sketch.dice.chance(50) {
        let gist = sketch.phrase("referral");
        let mut draft = Draft::call(With::Professional, gist);
        draft.direction = Direction::In;
        sketch.cast.gp.clone_into(&mut draft.whom);
        let at = frame.moment(&mut sketch.dice, joined, EARLY.0, EARLY.1);
        let call = contact(sketch, draft, at, joined);
        log.push(call);
    }
    if log.len() < count {
        let on = sketch.past_day(joined, frame.yesterday);
        let draft = talk::attempt(sketch);
        let at = frame.moment(&mut sketch.dice, on, LATE.0, LATE.1);
        let mut failed = contact(sketch, draft, at, on);
        failed.next = Some(Next {
            on: frame.working_day(&mut sketch.dice, frame.in_days(1), frame.soon_until),
            what: String::new(),
        });
        log.push(failed);
    }
    while log.len() < count {
        let (whom, gist) = talk::desk_line(sketch);
        let mut draft = Draft::call(With::Service, gist);
        draft.whom = whom;
        let at = frame.moment(&mut sketch.dice, joined, EARLY.0, EARLY.1);
        let call = contact(sketch, draft, at, joined);
        log.push(call);
    }
}
