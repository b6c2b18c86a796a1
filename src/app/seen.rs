//! Whose records were looked at: kept for the journal (R114).
//!
//! Opening a person is written down as soon as the page is drawn. Pages that stand beside the list, and entries
//! that a search in words shows, come and go with the arrow keys: those are written down together, at most a second later.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::notice::Failure;
use super::{App, Cx};
use crate::domain::id::{ContactId, PersonId};
use crate::store::Stamp;

/// How long views beside the list wait for each other.
const TOGETHER: Duration = Duration::from_secs(1);

/// Views that are not in the journal yet.
#[derive(Default)]
pub struct Seen {
    waiting: Vec<View>,
    /// When they are written down at the latest.
    due: Option<Duration>,
    /// Whose page stands beside the list.
    beside: Option<PersonId>,
    /// The entry that a search in words shows in full.
    in_words: Option<ContactId>,
}

struct View {
    at: DateTime<Utc>,
    command: &'static str,
    person: PersonId,
}

impl Seen {
    /// A person was opened: due at once.
    pub fn opened(&mut self, person: PersonId, cx: &Cx) {
        self.note("person.open", person, cx);
        self.due = Some(cx.tick);
    }

    /// Why a person is where they are was asked: due at once.
    pub fn explained(&mut self, person: PersonId, cx: &Cx) {
        self.note("person.why", person, cx);
        self.due = Some(cx.tick);
    }

    /// A person's page stands beside the list, or nobody's does.
    pub fn is_beside(&mut self, person: Option<PersonId>, cx: &Cx) {
        if std::mem::replace(&mut self.beside, person) == person {
            return;
        }
        if let Some(person) = person {
            self.note("person.beside", person, cx);
            self.due.get_or_insert(cx.tick + TOGETHER);
        }
    }

    /// A search in words shows an entry in full, or none.
    pub fn is_in_words(&mut self, found: Option<(PersonId, ContactId)>, cx: &Cx) {
        let contact = found.map(|(_, contact)| contact);
        if std::mem::replace(&mut self.in_words, contact) == contact {
            return;
        }
        if let Some((person, _)) = found {
            self.note("contact.search", person, cx);
            self.due.get_or_insert(cx.tick + TOGETHER);
        }
    }

    fn note(&mut self, command: &'static str, person: PersonId, cx: &Cx) {
        self.waiting.push(View {
            at: cx.now,
            command,
            person,
        });
    }

    /// When views are to be written down.
    pub fn due(&self) -> Option<Duration> {
        self.due
    }
}

impl App {
    /// Writes down who was looked at, where that is due.
    pub(super) fn keep_views_due(&mut self, cx: &Cx) {
        if self.seen.due.is_some_and(|due| due <= cx.tick) {
            self.keep_views();
            if !self.seen.waiting.is_empty() {
                self.seen.due = Some(cx.tick + TOGETHER);
            }
        }
    }

    /// Writes down who was looked at. What cannot be written now waits on.
    pub(super) fn keep_views(&mut self) {
        self.seen.due = None;
        if self.seen.waiting.is_empty() {
            return;
        }
        let Some(store) = self.store.as_mut() else {
            return;
        };
        let waiting = std::mem::take(&mut self.seen.waiting);
        let views: Vec<_> = waiting
            .iter()
            .map(|view| {
                let stamp = Stamp {
                    at: view.at,
                    command: view.command,
                    note: "",
                };
                (stamp, view.person)
            })
            .collect();
        if let Err(fault) = store.note_views(&views) {
            self.seen.waiting = waiting;
            self.model.notice = Some(Failure::from(fault).into());
        }
    }
}
