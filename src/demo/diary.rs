//! The diary of a made-up person: what took place over the last weeks and how it was, what was missed, what is ahead,
//! and referrals that are booked.
//!
//! Nothing here moves anybody out of the bucket that their lot says: who is steady has nothing within five working days,
//! for the day after an appointment somebody asks how it went. So what is in the diary of these days is of those who
//! have something due anyway, who are new, or who are paused.

use chrono::{NaiveDate, NaiveTime};

use super::frame::day;
use super::lot::{Lot, Trouble};
use super::sketch::Sketch;
use super::tables::parts;
use crate::domain::appointment::{Appointment, Dealt, How, Moment, PREPARE_WORKING_DAYS, Support};
use crate::domain::id::{AppointmentId, ItemId};
use crate::domain::item::{Item, ItemKind, ReferralState, ReferralStep, Waiting};
use crate::domain::london;
use crate::domain::triage::Gap;

/// How far back the diary goes, in days.
const WEEKS_BEHIND: i64 = 56;

/// Draws the appointments; a referral that is booked is added to the items.
pub(super) fn draw(sketch: &mut Sketch<'_>, items: &mut Vec<Item>) -> Vec<Appointment> {
    let mut diary = Vec::new();
    behind(sketch, &mut diary);
    unattended(sketch, &mut diary);
    ahead(sketch, &mut diary);
    if let Some((item, one)) = referral(sketch) {
        items.push(item);
        items.sort_by_key(|item| (item.asked_on, item.id));
        diary.push(one);
    }
    diary.sort_by_key(|one| (one.at.starts(), one.id));
    diary
}

/// Whether something of ours more that is due would not change what their row in Today is about.
fn may_have_more_due(lot: Lot) -> bool {
    matches!(lot, Lot::Today(trouble)
        if !matches!(trouble, Trouble::Gaps | Trouble::Variation | Trouble::PauseOver))
}

/// What took place, or did not, and was seen to.
fn behind(sketch: &mut Sketch<'_>, diary: &mut Vec<Appointment>) {
    if matches!(sketch.outline.lot, Lot::New) {
        return;
    }
    for _ in 0..sketch.dice.one(&[0, 0, 0, 1, 1, 2]) {
        let last = sketch.outline.last_day(sketch.frame);
        let on = sketch.past_day(day(last, -WEEKS_BEHIND), day(last, -3));
        if on >= last {
            return;
        }
        let known = sketch.past_day(day(on, 1), day(on, 3)).max(on);
        let mut one = visit(sketch, on, true);
        let how = sketch.dice.weighted(&[
            (80, Some(How::Attended)),
            (12, Some(How::Missed)),
            (8, Some(How::Cancelled)),
        ]);
        let how = how.unwrap_or(How::Attended);
        close(sketch, &mut one, how, known);
        match how {
            How::Attended => one.asked_on = Some(known),
            How::Missed => {
                one.dealt = Some(Dealt {
                    on: known,
                    words: sketch.phrase("found-out"),
                });
            }
            How::Cancelled | How::Moved => {}
        }
        diary.push(one);
    }
}

/// What was missed and nobody has seen to, and what took place and nobody asked about: for some who are in Today.
fn unattended(sketch: &mut Sketch<'_>, diary: &mut Vec<Appointment>) {
    let lot = sketch.outline.lot;
    let has_promise = matches!(
        lot,
        Lot::Today(
            Trouble::Quiet
                | Trouble::NotTold
                | Trouble::CheckIn
                | Trouble::PastMaximum
                | Trouble::Retry
        )
    );
    let back = u32::try_from(sketch.dice.between(1, 3)).unwrap_or(1);
    let on = sketch.frame.working_days_ago(back);
    if on < sketch.outline.joined_on {
        return;
    }
    if has_promise && sketch.dice.chance(25) {
        let mut one = visit(sketch, on, true);
        close(sketch, &mut one, How::Missed, on);
        diary.push(one);
    } else if may_have_more_due(lot) && sketch.dice.chance(30) {
        let mut one = visit(sketch, on, true);
        if sketch.dice.chance(50) {
            close(sketch, &mut one, How::Attended, on);
        }
        diary.push(one);
    }
}

/// What is still to come.
fn ahead(sketch: &mut Sketch<'_>, diary: &mut Vec<Appointment>) {
    let frame = sketch.frame;
    let (near, later) = match sketch.outline.lot {
        Lot::Today(_) | Lot::Soon(_) => (70, 25),
        Lot::New => (30, 20),
        Lot::Paused => (25, 30),
        Lot::Steady | Lot::Waiting => (0, 42),
        Lot::Left(_) => return,
    };
    if sketch.dice.chance(near) {
        let ahead = u32::try_from(sketch.dice.between(0, 4)).unwrap_or(0);
        let on = frame.working_days_after(frame.today, ahead);
        let one = visit(sketch, on, false);
        diary.push(one);
    }
    if sketch.dice.chance(later) {
        let on = later_day(sketch);
        let one = visit(sketch, on, false);
        diary.push(one);
    }
}

/// A working day after those that count as soon.
fn later_day(sketch: &mut Sketch<'_>) -> NaiveDate {
    let ahead = u32::try_from(sketch.dice.between(1, 28)).unwrap_or(1);
    sketch
        .frame
        .working_days_after(sketch.frame.soon_until, ahead)
}

/// A referral that is booked, with its appointment, for some who wait for others anyway.
fn referral(sketch: &mut Sketch<'_>) -> Option<(Item, Appointment)> {
    let likely = match sketch.outline.lot {
        Lot::Waiting => 40,
        Lot::Today(_) => 20,
        _ => 0,
    };
    let settled = (sketch.frame.yesterday - sketch.outline.joined_on).num_days() >= 21;
    if !sketch.dice.chance(likely) || !settled {
        return None;
    }
    let yesterday = sketch.frame.yesterday;
    let asked = sketch.past_day(day(yesterday, -40), day(yesterday, -16));
    let accepted = sketch.past_day(day(asked, 3), day(asked, 8));
    // They heard of the day when it came, so that nobody is owed word again yet.
    let known = sketch.past_day(day(yesterday, -6), yesterday);
    let on = later_day(sketch);
    let line = line(sketch, "referral");
    let mut one = appointment(sketch, line, on, false);
    one.agreed_on = Some(known);
    let id = ItemId(sketch.id_on(asked));
    let mut item = Item::new(
        id,
        sketch.id,
        ItemKind::Referral,
        &one.what,
        Waiting::Service,
        asked,
    );
    item.owner.clone_from(&one.provider);
    for (step, on, booked_on) in [
        (ReferralState::Acknowledged, accepted, None),
        (ReferralState::Booked, known, Some(on)),
    ] {
        item = item.stepped(ReferralStep {
            on,
            state: step,
            booked_on,
            told_on: booked_on.map(|_| known),
            note: String::new(),
        });
    }
    item.told_on = Some(known);
    item.appointment = Some(one.id);
    Some((item, one))
}

/// Says what became of an appointment whose day has passed.
fn close(sketch: &mut Sketch<'_>, one: &mut Appointment, how: How, on: NaiveDate) {
    let words = sketch.phrase(match how {
        How::Attended => "came-of-it",
        How::Missed => "missed",
        How::Cancelled | How::Moved => "called-off",
    });
    // Its day has passed, so nothing refuses this.
    if let Ok(closed) = one.closed(how, on, &words) {
        *one = closed;
    }
}

/// An ordinary appointment on a day.
fn visit(sketch: &mut Sketch<'_>, on: NaiveDate, is_past: bool) -> Appointment {
    let line = line(sketch, "visit");
    appointment(sketch, line, on, is_past)
}

/// A line of a section, of the one for children where it is a child.
fn line(sketch: &mut Sketch<'_>, section: &str) -> [&'static str; 5] {
    let diary = &sketch.frame.tables.diary;
    let lines = if sketch.cast.age < 18 {
        diary.of(&format!("{section}-child"))
    } else {
        diary.of(section)
    };
    parts(sketch.dice.one(lines))
}

fn appointment(
    sketch: &mut Sketch<'_>,
    [what, provider, place, minutes, months]: [&'static str; 5],
    on: NaiveDate,
    is_past: bool,
) -> Appointment {
    let frame = sketch.frame;
    let booked = sketch.past_day(day(on, -42), day(on, -5));
    let id = AppointmentId(sketch.id_on(booked));
    let what = sketch.cast.told(what);
    let at = moment(sketch, on);
    let mut one = Appointment::new(id, sketch.id, at, &what);
    one.provider = sketch.cast.told(provider);
    place.clone_into(&mut one.place);
    one.minutes = minutes.parse().ok().filter(|_| at.time().is_some());
    one.every_months = months.parse().ok();
    // Some hear of it a day later than we do.
    let later = i64::from(sketch.dice.chance(20));
    one.agreed_on = Some(day(booked, later).min(frame.today));
    one.by.clone_from(&sketch.coordinator_on(booked).login);
    // Whatever has to be arranged still is due some days before; it must not bring them where they do not stand.
    let ready_by = frame
        .holidays
        .subtract_working_days(on, PREPARE_WORKING_DAYS);
    let may_be_open = !is_past
        && match sketch.outline.lot {
            Lot::Paused => true,
            Lot::Soon(_) | Lot::New => ready_by > frame.today,
            lot => may_have_more_due(lot) || ready_by > frame.soon_until,
        };
    let is_at_home = one.place == "at home";
    let is_open = |sketch: &mut Sketch<'_>| may_be_open && sketch.dice.chance(55);
    one.who_goes = goes(sketch);
    if !is_at_home && sketch.dice.chance(60) {
        let how = sketch.phrase("got-there");
        let to_arrange = is_open(sketch) && !how.ends_with("drives");
        one.transport = support(how, to_arrange);
    }
    if !sketch.cast.language.is_empty() && !sketch.lacks(Gap::Access) {
        let whom = format!("{} interpreter", sketch.cast.language);
        let to_arrange = is_open(sketch);
        one.interpreter = support(whom, to_arrange);
    }
    if !is_past && sketch.dice.chance(15) {
        let is_open = is_open(sketch);
        "take the list of tablets along".clone_into(&mut one.prepare);
        one.prepared_on = (!is_open).then_some(booked);
    }
    one
}

fn support(what: String, to_arrange: bool) -> Option<Support> {
    (!what.is_empty()).then_some(Support { what, to_arrange })
}

/// Who goes with them: a child never alone.
fn goes(sketch: &mut Sketch<'_>) -> String {
    let carer = sketch.cast.carer().map(|carer| carer.given.clone());
    let roll = sketch.dice.below(100);
    match carer {
        Some(carer) if sketch.cast.age < 18 || roll < 50 => carer,
        _ if roll < 75 && sketch.cast.age >= 18 => "alone".to_owned(),
        _ => String::new(),
    }
}

/// A time in clinic hours, every ten minutes; of some the day alone is known.
fn moment(sketch: &mut Sketch<'_>, on: NaiveDate) -> Moment {
    if sketch.dice.chance(10) {
        return Moment::On(on);
    }
    let minutes = u32::try_from(sketch.dice.between(9 * 6, 16 * 6 + 2)).unwrap_or(60) * 10;
    let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or_default();
    Moment::At(london::instant(on.and_time(time)))
}
