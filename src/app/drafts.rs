//! Drafts of forms and texts: kept while they are typed, found again when the same place is opened.
//!
//! A draft lives in the encrypted store and nowhere else, and goes in the transaction that saves what it was for.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::editor::DraftState;
use super::form::Form;
use super::model::{AfterReading, Overlay};
use super::notice::{Failure, Notice};
use super::{App, Cx};
use crate::domain::london;
use crate::domain::say;
use crate::store::Draft;

/// A form's draft: the values at opening, and now. What its user did not touch follows the record.
#[derive(Serialize, Deserialize)]
struct FormDraft {
    opened: BTreeMap<String, String>,
    now: BTreeMap<String, String>,
}

/// A text's draft: the text when it was opened, and now. Where the record says something else by then, both are shown.
#[derive(Serialize, Deserialize)]
pub(super) struct TextDraft {
    pub(super) before: String,
    pub(super) now: String,
}

impl TextDraft {
    fn body(before: &str, now: &str) -> String {
        let draft = Self {
            before: before.to_owned(),
            now: now.to_owned(),
        };
        serde_json::to_string(&draft).unwrap_or_default()
    }

    /// The draft of a body.
    pub(super) fn read(body: &str) -> Option<Self> {
        serde_json::from_str(body).ok()
    }
}

/// When a draft was typed last: the hour, and the day where it is another than today's (London).
pub(super) fn typed_at(saved_at: DateTime<Utc>, now: NaiveDateTime) -> String {
    let at = london::local(saved_at);
    if at.date() == now.date() {
        say::time(at.time())
    } else {
        say::day_time(at, now.date())
    }
}

impl App {
    /// Puts a form on the screen, with its draft if one was left.
    pub(super) fn show_form(&mut self, mut form: Form) {
        form.opened = form.values();
        if let (Some(store), Some(place)) = (&mut self.store, &form.place)
            && let Ok(Some(draft)) = store.take_draft(place)
            && let Ok(kept) = serde_json::from_str::<FormDraft>(&draft.body)
        {
            let clashes = form.restore_changes(&kept.opened, &kept.now);
            let at = typed_at(draft.saved_at, self.model.now);
            let saved_at = london::local(draft.saved_at);
            let is_older = saved_at.date() != self.model.now.date();
            let pinned = is_older && form.pin_days(saved_at, &self.model.holidays);
            let text = if clashes.is_empty() {
                let days = if pinned {
                    ", its days as they were meant then"
                } else {
                    ""
                };
                format!("Draft from {at} is back{days}. {{form.discard}} lets it go.")
            } else {
                form.intro.extend(clashes);
                format!(
                    "Draft from {at} is back; the record was changed since, see above. {{form.discard}} lets the draft go."
                )
            };
            self.model.notice = Some(Notice::warning(text));
        }
        self.model.overlays.push(Overlay::Form(form));
    }

    /// Keeps what is being typed, at once.
    pub(super) fn keep_draft_now(&mut self, cx: &Cx) {
        let Some(store) = &mut self.store else { return };
        for overlay in &mut self.model.overlays {
            match overlay {
                Overlay::Form(form) if form.autosave.is_pending() => {
                    let Some(place) = form.place.clone() else {
                        continue;
                    };
                    let draft = FormDraft {
                        opened: form.opened.clone(),
                        now: form.values(),
                    };
                    let body = serde_json::to_string(&draft).unwrap_or_default();
                    let draft = Draft {
                        place,
                        base: form.base,
                        body,
                        saved_at: cx.now,
                    };
                    match store.keep_draft(&draft) {
                        Ok(()) => form.autosave.kept(),
                        Err(fault) => {
                            form.autosave.failed(cx.tick);
                            form.problem = Some(format!("Draft not kept: {fault}"));
                        }
                    }
                }
                Overlay::Editor(editor) if editor.autosave.is_pending() => {
                    let draft = Draft {
                        place: editor.place.clone(),
                        base: editor.base,
                        body: TextDraft::body(&editor.before, &editor.note.text()),
                        saved_at: cx.now,
                    };
                    match store.keep_draft(&draft) {
                        Ok(()) => {
                            editor.autosave.kept();
                            editor.kept = DraftState::Kept;
                        }
                        Err(fault) => {
                            editor.autosave.failed(cx.tick);
                            editor.kept = DraftState::Failed(fault.to_string());
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Leaves the form or text on top. What was typed stays as a draft.
    pub(super) fn leave_draft(&mut self, cx: &Cx) {
        self.keep_draft_now(cx);
        if self.has_unkept_text() {
            // The reason stands in the form or over the text; nothing is thrown away because of it.
            return;
        }
        let kept = match self.model.overlays.pop() {
            Some(Overlay::Form(form)) => form.touched && form.place.is_some(),
            Some(Overlay::Editor(editor)) => editor.note.text() != editor.before,
            _ => false,
        };
        if kept {
            self.model.notice = Some(Notice::done(
                "Not saved yet: kept as a draft, open it again to go on.",
            ));
        }
    }

    /// Whether something was typed that could not be kept: the disk is full, the store is busy.
    fn has_unkept_text(&self) -> bool {
        match self.model.overlays.last() {
            Some(Overlay::Form(form)) => form.place.is_some() && form.autosave.is_pending(),
            Some(Overlay::Editor(editor)) => editor.autosave.is_pending(),
            _ => false,
        }
    }

    /// Ends the program, once what was typed is kept; a second try in spite of that goes.
    pub(super) fn leave_program(&mut self, cx: &Cx) {
        // The code is shown this once: it is not left by a key that was meant for something else.
        let is_code = |overlay: &Overlay| matches!(overlay, Overlay::Reading(page) if page.then == AfterReading::FirstChoice);
        if self.model.overlays.last().is_some_and(is_code) && !self.leaving {
            self.leaving = true;
            self.model.notice = Some(Notice::warning(
                "Is the code written down? It is not shown again. {program.quit} again leaves.",
            ));
            return;
        }
        self.keep_draft_now(cx);
        if self.has_unkept_text() && !self.leaving {
            self.leaving = true;
            self.model.notice = Some(Notice::warning(
                "What was typed could not be kept as a draft. {program.quit} again leaves in spite of that.",
            ));
            return;
        }
        self.keep_views();
        self.note_visit(cx);
        self.model.quit = true;
    }

    /// Lets the draft of the form or text on top go, and closes it.
    pub(super) fn drop_draft(&mut self) -> Result<(), Failure> {
        let place = match self.model.overlays.last() {
            Some(Overlay::Form(form)) => form.place.clone(),
            Some(Overlay::Editor(editor)) => Some(editor.place.clone()),
            _ => return Ok(()),
        };
        if let Some(place) = place {
            self.store()?.drop_draft(&place)?;
        }
        self.model.overlays.pop();
        self.model.notice = Some(Notice::done("The draft is gone; the record is as it was."));
        Ok(())
    }
}
