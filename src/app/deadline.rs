//! What happens by time alone: drafts, the detail after held keys, the minute, the idle lock. One number says when next.
//!
//! There is no ticking: the loop sleeps until [`App::next_deadline`].

use std::time::Duration;

use chrono::{NaiveDateTime, Timelike};

use super::model::Overlay;
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
        deadline = self.seen.due().map_or(deadline, |due| deadline.min(due));
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
        self.keep_views_due(cx);
        changed |= self.follow_clock(cx);
        if self.is_idle_too_long(cx) {
            self.lock(cx, "Locked after a while without a key. Nothing is lost.");
            changed = true;
        }
        self.speak();
        changed
    }

    /// Takes over the time of day; in a new minute looks around. Says whether anything changed.
    pub(super) fn follow_clock(&mut self, cx: &Cx) -> bool {
        let before = std::mem::replace(&mut self.model.now, cx.local);
        if minute(before) == minute(cx.local) {
            return false;
        }
        if before.date() != cx.local.date() {
            self.pin_open_forms(before);
        }
        self.look_around(cx);
        if let Some(changes) = &mut self.model.changes {
            changes.say_anew();
        }
        true
    }

    /// Over midnight `tomorrow` stays the day that was meant when it was typed.
    fn pin_open_forms(&mut self, typed_at: NaiveDateTime) {
        for overlay in &mut self.model.overlays {
            if let Overlay::Form(form) = overlay
                && form.touched
            {
                form.pin_days(typed_at, &self.model.holidays);
            }
        }
    }

    /// Whether no key was pressed for so long that the screen locks.
    pub(super) fn is_idle_too_long(&self, cx: &Cx) -> bool {
        self.store.is_some() && self.last_key + self.setup.lock_after <= cx.tick
    }

    /// What can wait until the screen is drawn: the journal of records that were opened.
    pub fn after_draw(&mut self, cx: &Cx) {
        self.keep_views_due(cx);
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
}

fn minute(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp().div_euclid(60)
}
