//! An item that waits again, because it ended by mistake or came back, or because its answer does not hold: its clocks run
//! as before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Chase, Ended, Ending, Item, Outcome, ReferralState, ReferralStep};

/// That an ended item was opened again, or an answer taken back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    /// The London day.
    pub on: NaiveDate,
    /// Why; never empty.
    pub because: String,
    /// How it had ended; nothing where it was open, and only its answer was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
    /// What had come of it, where that does not hold any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// How often it had been asked again by then: that belongs to the time before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chases_before: Option<u16>,
}

private_debug!(Reopened { on });

impl Item {
    /// The item open again on a day; as it is where it has not ended and nothing has come of it.
    ///
    /// With `keeps_answer` the answer that came stands and is owed to the person; else nothing has come of it, and whoever
    /// was waited for at first is waited for again. That they were told goes with the end that said so. What went on without
    /// an end has the usual time from that day.
    #[must_use]
    pub fn reopened(&self, on: NaiveDate, because: &str, keeps_answer: bool) -> Self {
        let mut item = self.clone();
        let ended = item.ended.take();
        if ended.is_none() && item.outcome.is_none() {
            return item;
        }
        if item.told_on == ended.as_ref().map(|ended| ended.on) {
            item.told_on = None;
        }
        let mut outcome = None;
        if ended.is_none() || !(keeps_answer && item.kind.owes_news()) {
            outcome = item.outcome.take();
            // Where it stood when it ended holds no more: it is as when it was sent.
            let stands = item.referral.last().map(|step| step.state);
            if matches!(
                stands,
                Some(ReferralState::Declined | ReferralState::Attended)
            ) {
                item.referral.push(ReferralStep {
                    on,
                    state: ReferralState::Sent,
                    booked_on: None,
                    told_on: None,
                    note: "opened again".to_owned(),
                });
            }
            if outcome.is_some() && item.kind.owes_news() {
                item.waiting = item.kind.first_waiting();
            }
        }
        if item.ongoing {
            item.ongoing = false;
            item.expected_counted = true;
            item.counted_from = Some(on);
        }
        item.reopened.push(Reopened {
            on,
            because: because.to_owned(),
            ended,
            outcome,
            chases_before: u16::try_from(item.chases.len())
                .ok()
                .filter(|chases| *chases > 0),
        });
        item
    }

    /// Each time it was asked again since it was last opened again: the ladder begins anew with it.
    pub fn chases_now(&self) -> &[Chase] {
        let before = self.reopened.last().and_then(|again| again.chases_before);
        self.chases
            .get(usize::from(before.unwrap_or(0))..)
            .unwrap_or_default()
    }

    /// The answer that the person was told and that was taken back since, while nobody told them so; with the day on which
    /// it was. Of what owes them no news nothing is to be told.
    pub fn taken_back(&self) -> Option<(NaiveDate, &Outcome)> {
        let again = self.reopened.last()?;
        let outcome = again.outcome.as_ref()?;
        let was_told = (again.ended.as_ref())
            .is_some_and(|ended| ended.how == Ending::Done && ended.because.is_empty());
        let knows = self.told_on.is_some_and(|told| told >= again.on);
        let is_owed = self.is_open() && self.kind.owes_news() && was_told && !knows;
        is_owed.then_some((again.on, outcome))
    }
}
