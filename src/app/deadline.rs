//! What happens by time alone: drafts, the detail after held keys, the minute, the idle lock. One number says when next.
//!
//! There is no ticking: the loop sleeps until [`App::next_deadline`].

use std::time::Duration;

use chrono::{NaiveDateTime, Timelike};

use super::model::{Overlay, Screen};
use super::{App, Cx};

impl App {
    /// How long nothing will happen by itself.
    pub fn wait(&self, cx: &Cx) -> Duration {
        let to_minute = Duration::from_millis(
            60_000
                - u64::from(cx.local.second()) * 1_000
                - u64::from(cx.local.nanosecond() / 1_000_000).min(999),
        );
        let mut deadline = cx.tick + to_minute;
        if let Some(due) = self.model.today.detail_due {
            deadline = deadline.min(due);
        }
        for overlay in &self.model.overlays {
            let due = match overlay {
                Overlay::Form(form) => form.autosave.deadline(),
                Overlay::Editor(editor) => editor.autosave.deadline(),
                _ => None,
            };
            deadline = due.map_or(deadline, |due| deadline.min(due));
        }
        if self.store.is_some() {
            deadline = deadline.min(self.last_key + self.setup.lock_after);
        }
        deadline.saturating_sub(cx.tick)
    }

    /// Does what is due. Says whether anything may have changed on the screen.
    pub fn tick(&mut self, cx: &Cx) -> bool {
        let mut changed = false;
        if self.drafts_due(cx) {
            self.keep_draft_now(cx);
            changed = true;
        }
        if self
            .model
            .today
            .detail_due
            .is_some_and(|due| due <= cx.tick)
        {
            changed = true;
        }
        changed |= self.follow_clock(cx);
        if self.is_idle_too_long(cx) {
            self.lock(cx, "Locked after a while without a key. Nothing is lost.");
            changed = true;
        }
        changed
    }

    /// Takes over the time of day; in a new minute looks around. Says whether anything changed.
    pub(super) fn follow_clock(&mut self, cx: &Cx) -> bool {
        let before = std::mem::replace(&mut self.model.now, cx.local);
        if minute(before) == minute(cx.local) {
            return false;
        }
        self.look_around(before.date() != cx.local.date(), cx);
        true
    }

    /// Whether no key was pressed for so long that the screen locks.
    pub(super) fn is_idle_too_long(&self, cx: &Cx) -> bool {
        self.store.is_some() && self.last_key + self.setup.lock_after <= cx.tick
    }

    /// What can wait until the screen is drawn: the journal of records that were opened.
    pub fn after_draw(&mut self, cx: &Cx) {
        let Some(store) = &mut self.store else { return };
        for person in self.seen.drain(..) {
            let stamp = crate::store::Stamp {
                at: cx.now,
                command: "person.open",
                note: "",
            };
            if let Err(fault) = store.note_seen(stamp, Some(person)) {
                self.model.notice = Some(super::notice::Failure::from(fault).into());
            }
        }
    }

    fn drafts_due(&self, cx: &Cx) -> bool {
        self.model.overlays.iter().any(|overlay| {
            let due = match overlay {
                Overlay::Form(form) => form.autosave.deadline(),
                Overlay::Editor(editor) => editor.autosave.deadline(),
                _ => None,
            };
            due.is_some_and(|due| due <= cx.tick)
        })
    }

    /// Once a minute: has the day changed, or somebody else written?
    fn look_around(&mut self, midnight: bool, cx: &Cx) {
        let Some(store) = &self.store else { return };
        let foreign = store.foreign_writes().unwrap_or(self.foreign);
        if !midnight && foreign == self.foreign {
            return;
        }
        self.foreign = foreign;
        let clock = Self::clock(&self.model.holidays, cx);
        let mut result = self.model.today.reload(store, &clock);
        if result.is_ok()
            && self.model.screen == Screen::Person
            && let Some(view) = &mut self.model.person
        {
            result = view.renew(store, &clock);
        }
        if let Err(fault) = result {
            self.model.notice = Some(super::notice::Failure::from(fault).into());
        }
    }
}

fn minute(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp().div_euclid(60)
}
