//! Work beside the screen: key derivation, reading and bringing in files, writing exports. One thread a job.
//!
//! A job gets what it needs by value, says how far it is, can be cancelled, and reports once as an event.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use super::event::Event;
use super::import_view::ReadFiles;
use crate::domain::triage::Row;
use crate::store::{Commit, Fault, OpenFault, RecoveryCode, Store};

/// News of a job.
pub enum JobDone {
    /// So many are done, of so many.
    Progress(usize, usize),
    /// The store was opened, or not.
    Opened(Box<Result<Opened, OpenFault>>),
    /// The store was created, or not.
    Created(Box<Result<(Opened, Option<RecoveryCode>), OpenFault>>),
    /// Files were read, or the reading was cancelled.
    Read(Option<ReadFiles>),
    /// People were brought in, or not.
    Admitted(Result<(Commit, usize), Fault>),
    /// Files were written, or not, and why.
    Exported(Result<Vec<PathBuf>, String>),
}

/// An open store with the list worked out, so that the first screen is there at once.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// The list, not yet sorted.
    pub rows: Vec<Row>,
}

/// Starts jobs and cancels them.
pub struct Jobs {
    events: Sender<Event>,
    cancelled: Arc<AtomicBool>,
}

/// A job's way back.
#[derive(Clone)]
pub struct Reporter {
    events: Sender<Event>,
    cancelled: Arc<AtomicBool>,
}

impl Reporter {
    /// Says how far the job is.
    pub fn progress(&self, done: usize, of: usize) {
        // The program may be ending; then nobody listens any more.
        let _ = self.events.send(Event::Job(JobDone::Progress(done, of)));
    }

    /// Whether the user no longer wants it.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl Jobs {
    /// Jobs that report to a channel.
    pub fn new(events: Sender<Event>) -> Self {
        Self {
            events,
            cancelled: Arc::new(AtomicBool::new(false)),
        }
    }

    /// Starts a job.
    pub fn start(&mut self, work: impl FnOnce(&Reporter) -> JobDone + Send + 'static) {
        self.cancelled = Arc::new(AtomicBool::new(false));
        let reporter = Reporter {
            events: self.events.clone(),
            cancelled: Arc::clone(&self.cancelled),
        };
        thread::spawn(move || {
            let done = work(&reporter);
            let _ = reporter.events.send(Event::Job(done));
        });
    }

    /// Asks the job under way to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}
