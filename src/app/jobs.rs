//! Work beside the screen: key derivation, reading and bringing in files, writing exports. One thread a job.
//!
//! A job gets what it needs by value, says how far it is, can be cancelled, and reports once as an event.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use chrono::NaiveDate;

use super::event::Event;
use super::handing_on::Written;
use super::import_view::ReadFiles;
use super::inbox::Post;
use super::notice::Failure;
use crate::domain::triage::Row;
use crate::store::vault::By;
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
    /// People and services were brought in, or not: how many of each.
    Admitted(Result<(Commit, usize, usize), Fault>),
    /// People were handed over to another navigator, or not, and why.
    HandedOver(Result<(Commit, usize), Failure>),
    /// Files were written, or not, and why.
    Exported(Result<Written, String>),
}

/// An open store with the list worked out, so that the first screen is there at once.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// The list, in its order.
    pub rows: Vec<Row>,
    /// The newest journal row when the list was begun.
    pub seq: i64,
    /// The London day that the list is of.
    pub day: NaiveDate,
    /// What opened it.
    pub by: By,
}

/// Starts jobs and cancels them.
pub struct Jobs {
    events: Post,
    cancelled: Arc<AtomicBool>,
    /// Number of the newest job; what older ones report is no longer wanted.
    newest: u64,
}

/// A job's way back.
#[derive(Clone)]
pub struct Reporter {
    job: u64,
    events: Post,
    cancelled: Arc<AtomicBool>,
}

impl Reporter {
    /// Says how far the job is.
    pub fn progress(&self, done: usize, of: usize) {
        // The program may be ending; then nobody listens any more.
        self.events
            .send(Event::Job(self.job, JobDone::Progress(done, of)));
    }

    /// Whether the user no longer wants it.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl Jobs {
    /// Jobs that report to the main thread.
    pub fn new(events: Post) -> Self {
        Self {
            events,
            cancelled: Arc::new(AtomicBool::new(false)),
            newest: 0,
        }
    }

    /// Starts a job.
    pub fn start(&mut self, work: impl FnOnce(&Reporter) -> JobDone + Send + 'static) {
        self.cancelled = Arc::new(AtomicBool::new(false));
        self.newest += 1;
        let reporter = Reporter {
            job: self.newest,
            events: self.events.clone(),
            cancelled: Arc::clone(&self.cancelled),
        };
        thread::spawn(move || {
            let _ends = EndsOnPanic(reporter.events.clone());
            let done = work(&reporter);
            reporter.events.send(Event::Job(reporter.job, done));
        });
    }

    /// Starts work that no key waits for and that none cancels; it reports for itself.
    pub fn start_beside(&mut self, work: impl FnOnce(&Post) + Send + 'static) {
        let events = self.events.clone();
        thread::spawn(move || {
            let _ends = EndsOnPanic(events.clone());
            work(&events);
        });
    }

    /// Asks the job under way to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Asks the job under way to stop, and no longer listens to it.
    pub fn forget(&mut self) {
        self.cancel();
        self.newest += 1;
    }

    /// Whether a job is the newest one.
    pub fn is_current(&self, job: u64) -> bool {
        job == self.newest
    }
}

/// Ends the program where a job panics: the terminal is given back by then, and nobody would ever hear of the job.
struct EndsOnPanic(Post);

impl Drop for EndsOnPanic {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.send(Event::End);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::app::inbox;

    #[test]
    fn a_job_that_panics_ends_the_program() {
        let (post, events) = inbox::open().unwrap();
        let second = Duration::from_secs(5);
        let mut jobs = Jobs::new(post);
        jobs.start(|_| panic!("on purpose"));
        assert!(matches!(events.wait(second), Ok(Event::End)));
        jobs.start(|_| JobDone::Read(None));
        assert!(matches!(
            events.wait(second),
            Ok(Event::Job(2, JobDone::Read(None)))
        ));
    }
}
