//! A referral from sent to told: each state with its day, so that none is lost on the way (R56, R57).

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Item, ItemKind, Outcome, Stage, Waiting};
use crate::domain::id::AppointmentId;
use crate::domain::say;

/// One step of a referral.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralStep {
    /// The London day on which it was known.
    pub on: NaiveDate,
    /// Where the referral stands since.
    pub state: ReferralState,
    /// The day for which it is booked, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked_on: Option<NaiveDate>,
    /// The day on which the person was told of it, for what they were told after it was written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_on: Option<NaiveDate>,
    /// The reason or what else was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

private_debug!(ReferralStep { on, state });

/// Where a referral stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralState {
    /// It was sent, or came in.
    Sent,
    /// They, or we, said that it arrived.
    Acknowledged,
    /// It was taken on.
    Accepted,
    /// It was not taken on; the reason is owed to the person.
    Declined,
    /// The person has a day.
    Booked,
    /// They were seen; what came of it is still to come.
    Attended,
}

/// That a referral is booked for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// The London day.
    pub on: NaiveDate,
    /// Its appointment in the diary.
    pub appointment: Option<AppointmentId>,
    /// What the person was told of it.
    pub heard: Heard,
    /// The London day on which it was first known to be booked for that day.
    pub since: NaiveDate,
}

/// What a person was told of the day for which a referral is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Of no day.
    Nothing,
    /// That day.
    ThisDay,
    /// Another day, which holds no more.
    AnotherDay,
}

impl ReferralState {
    /// The states that can be recorded after it was sent, of a referral out.
    pub const OUT: [Self; 5] = [
        Self::Acknowledged,
        Self::Accepted,
        Self::Declined,
        Self::Booked,
        Self::Attended,
    ];
    /// The same of a referral to us.
    pub const IN: [Self; 3] = [Self::Acknowledged, Self::Accepted, Self::Declined];

    /// The state in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Acknowledged => "acknowledged",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Booked => "booked",
            Self::Attended => "attended",
        }
    }

    /// The states that can follow a referral of a kind.
    pub fn following(kind: ItemKind) -> &'static [Self] {
        match kind {
            ItemKind::Referral => &Self::OUT,
            ItemKind::ReferralIn => &Self::IN,
            _ => &[],
        }
    }
}

impl Item {
    /// Where a referral stands; `None` for anything else.
    pub fn referral_state(&self) -> Option<ReferralState> {
        self.kind.is_referral().then(|| {
            let last = self.referral.last();
            last.map_or(ReferralState::Sent, |step| step.state)
        })
    }

    /// Whether a referral was booked, is not any more, and waits for another day. Being acknowledged or accepted once more
    /// changes nothing about that.
    pub fn to_book_again(&self) -> bool {
        let again = [ReferralState::Acknowledged, ReferralState::Accepted];
        let stands = |step: &&ReferralStep| !again.contains(&step.state);
        let is_bare = self.referral_state() != Some(ReferralState::Booked);
        let last = self.referral.iter().rev().find(stands);
        is_bare && last.is_some_and(|step| step.state == ReferralState::Booked)
    }

    /// The day for which it is booked, and whether the person was told of it; `None` for what is booked for no day, or is to
    /// be asked elsewhere.
    pub fn booking(&self) -> Option<Booking> {
        let last = self.referral.last()?;
        let on = last.booked_on?;
        if self.stage() != Stage::Asked || self.to_ask_elsewhere() {
            return None;
        }
        // A day that was only said again is not to be told again.
        let same = |step: &&ReferralStep| {
            step.state == ReferralState::Booked && step.booked_on == Some(on)
        };
        let mut said = self.referral.iter().rev().take_while(same).peekable();
        let mut since = said.peek()?.on;
        let mut is_told = false;
        for step in said {
            since = since.min(step.on);
            is_told |= step.told_on.is_some() || self.told_on > Some(step.on);
        }
        let heard = if is_told {
            Heard::ThisDay
        } else if self.knows_of().is_some() {
            Heard::AnotherDay
        } else {
            Heard::Nothing
        };
        Some(Booking {
            on,
            appointment: self.appointment,
            heard,
            since,
        })
    }

    /// The day for which they believe it to be booked, by what they were told last of its steps; `None` where that was over
    /// by the time of the last one, so that nobody goes there in vain.
    pub fn knows_of(&self) -> Option<NaiveDate> {
        let last = self.referral.last()?;
        let mut steps = self.referral.iter().rev();
        let told = steps.find(|step| step.told_on.is_some())?;
        told.booked_on.filter(|day| *day >= last.on)
    }

    /// Whoever is told how it stands hears of its last step, if that was known by then.
    pub fn hear_of_step(&mut self, on: NaiveDate) {
        if let Some(last) = self.referral.last_mut()
            && last.on <= on
        {
            last.told_on = Some(on);
        }
    }

    /// Whether the service that was asked has closed, and nobody else was asked since.
    pub fn to_ask_elsewhere(&self) -> bool {
        self.service_closed_on.is_some()
            && self.waiting == Waiting::Us
            && self.stage() == Stage::Asked
    }

    /// What came back to us after it was under way, in words: to ask elsewhere, or to book again.
    pub fn once_more(&self) -> Option<&'static str> {
        if self.to_ask_elsewhere() {
            Some("to be asked elsewhere")
        } else {
            self.to_book_again().then_some("to be booked again")
        }
    }

    /// What it is, what has to be done once more, and which day they still believe in, where that is so.
    pub fn what_now(&self) -> Cow<'_, str> {
        let Some(again) = self.once_more() else {
            return Cow::Borrowed(&self.what);
        };
        let closed = Some(self.owner.trim()).filter(|owner| !owner.is_empty());
        let again = match closed.filter(|_| self.to_ask_elsewhere()) {
            Some(owner) => format!("{owner} closed, {again}"),
            None => again.to_owned(),
        };
        let booked = self.referral.last().and_then(|step| step.booked_on);
        // With a service that closed nobody knows yet whether the day is off.
        if let Some(day) = booked.filter(|_| self.to_ask_elsewhere()) {
            return Cow::Owned(format!(
                "{}, {again}: ask whether {} holds",
                self.what,
                say::full(day)
            ));
        }
        match self.knows_of().filter(|_| self.to_book_again()) {
            Some(off) => Cow::Owned(format!(
                "{}, {again}; they were told of {}, which is off",
                self.what,
                say::full(off)
            )),
            None => Cow::Owned(format!("{}, {again}", self.what)),
        }
    }

    /// What waited for a service that closed on a day, as it is known today: it is ours to ask elsewhere (R63). `None` where
    /// it does not wait for them.
    #[must_use]
    pub fn left_by_service(&self, closed_on: NaiveDate, today: NaiveDate) -> Option<Self> {
        if self.stage() != Stage::Asked || self.waiting != Waiting::Service {
            return None;
        }
        let mut item = self.clone();
        item.service_closed_on = Some(closed_on);
        item.ongoing = false;
        item.due_with_us(
            today,
            "when the service that was asked was known to be closed",
        );
        Some(item)
    }

    /// What a service left behind was asked elsewhere on a day.
    pub fn ask_elsewhere(&mut self, on: NaiveDate) {
        let waiting = self.waiting;
        self.count_anew(on);
        if waiting != Waiting::Us {
            self.waiting = waiting;
        }
    }

    /// It is ours, and due on a day.
    pub(super) fn due_with_us(&mut self, on: NaiveDate, when: &str) {
        self.waiting = Waiting::Us;
        self.expected_on = Some(on);
        self.expected_how = format!("{}, {when}", say::full(on));
        self.expected_counted = false;
        self.counted_from = None;
    }

    /// The referral after its appointment was lost on a day, and how: it is ours to see that there is another.
    #[must_use]
    pub fn unbooked(&self, on: NaiveDate, because: &str) -> Self {
        let mut item = self.stepped(ReferralStep {
            on,
            state: ReferralState::Accepted,
            booked_on: None,
            told_on: None,
            note: format!("to be booked again, {because}"),
        });
        item.due_with_us(on, "when it had to be booked again");
        item
    }

    /// The service is waited for, for the usual time from a day on.
    pub(super) fn count_anew(&mut self, on: NaiveDate) {
        self.waiting = Waiting::Service;
        self.service_closed_on = None;
        self.expected_on = None;
        self.expected_how = String::new();
        self.expected_counted = true;
        self.counted_from = Some(on);
    }

    /// The referral after a step.
    ///
    /// A decision is an answer: declined, or accepted by us, the person is to be told. A booked day is the day by which
    /// something is expected next; once they were seen, the outcome is expected after the usual time. So is a day once they
    /// take it on, unless one was agreed that lies ahead; of what was booked or theirs before, once they say so much as that
    /// it arrived.
    #[must_use]
    pub fn stepped(&self, step: ReferralStep) -> Self {
        let mut item = self.clone();
        let is_ours = item.kind == ItemKind::ReferralIn;
        match step.state {
            ReferralState::Declined => item.answer(step.on, said(&step)),
            ReferralState::Accepted if is_ours => item.answer(step.on, said(&step)),
            ReferralState::Booked => {
                item.waiting = Waiting::Service;
                item.service_closed_on = None;
                if let Some(day) = step.booked_on {
                    item.expected_on = Some(day);
                    item.expected_how = format!("{}, booked for that day", say::full(day));
                    item.expected_counted = false;
                    item.counted_from = None;
                }
            }
            ReferralState::Attended => {
                item.count_anew(step.on);
            }
            ReferralState::Acknowledged | ReferralState::Accepted => {
                let was_booked = self.referral_state() == Some(ReferralState::Booked);
                let is_agreed = !self.expected_counted
                    && self.expected_on.is_some_and(|agreed| agreed > step.on);
                let is_taken_on = step.state == ReferralState::Accepted && !is_agreed;
                if is_taken_on || was_booked || self.to_book_again() || self.to_ask_elsewhere() {
                    item.count_anew(step.on);
                }
            }
            ReferralState::Sent => {}
        }
        item.referral.push(step);
        item
    }

    fn answer(&mut self, on: NaiveDate, text: String) {
        self.outcome = Some(Outcome { on, text });
        self.waiting = Waiting::Us;
    }
}

/// A decision as the person can be told it.
fn said(step: &ReferralStep) -> String {
    if step.note.is_empty() {
        step.state.word().to_owned()
    } else {
        format!("{}: {}", step.state.word(), step.note)
    }
}
