//! Everything that can happen to the program, as one closed type, and what a handler may know of the world.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::jobs::JobDone;
use super::keys::Key;
use super::live::Relisted;

/// Something that happened.
pub enum Event {
    /// A key.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize,
    /// The program shall stop itself (Ctrl-Z, SIGTSTP).
    Suspend,
    /// The line is gone or the program was asked to end: keep drafts, leave at once.
    End,
    /// The whole list was worked out anew in the background, by the number of that work.
    Relisted(u64, Relisted),
    /// A background job, by its number, has news.
    Job(u64, JobDone),
}

/// What a handler may know of the world: read once an event and handed down.
#[derive(Clone, Copy, Debug)]
pub struct Cx {
    /// The instant (UTC).
    pub now: DateTime<Utc>,
    /// The same in London.
    pub local: NaiveDateTime,
    /// The monotonic clock.
    pub tick: Duration,
    /// Rows that the list on the screen has.
    pub page: usize,
    /// Steps that the front page has, the short one first: known when the screen is prepared, else without an end.
    pub front_steps: usize,
    /// Columns of the terminal.
    pub width: u16,
    /// Rows of the terminal.
    pub height: u16,
}

impl Cx {
    /// The London day.
    pub fn today(&self) -> NaiveDate {
        self.local.date()
    }

    /// How many rows so many pages are: the last row of one is the first of the next, so that nothing is passed over.
    pub fn rows_of(&self, pages: isize) -> isize {
        pages * isize::try_from(self.page.max(2) - 1).unwrap_or(1)
    }
}
