//! Whose records were looked at: kept for the journal (R114).
//!
//! Opening a person is written down as soon as the page is drawn. Pages that stand beside the list come and go with the
//! arrow keys: those are written down together, at most a second later.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::notice::Failure;
use super::{App, Cx};
use crate::domain::id::PersonId;
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
        }
    }

    /// Writes down who was looked at.
    pub(super) fn keep_views(&mut self) {
        self.seen.due = None;
        let waiting = std::mem::take(&mut self.seen.waiting);
        let Some(store) = self.store.as_mut().filter(|_| !waiting.is_empty()) else {
            return;
        };
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
            self.model.notice = Some(Failure::from(fault).into());
        }
    }
}
