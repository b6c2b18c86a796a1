//! The clocks: the time of day, which may be fixed for a demonstration, and one that only runs forward.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

/// Where the time comes from.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    started: Instant,
    fixed: Option<DateTime<Utc>>,
}

impl Clock {
    /// The clock of the computer.
    pub fn system() -> Self {
        Self {
            started: started(),
            fixed: None,
        }
    }

    /// A clock whose time of day stands still; only a demonstration may have one.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self {
            started: started(),
            fixed: Some(at),
        }
    }

    /// The time of day (UTC).
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the time of day"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        self.fixed.unwrap_or_else(Utc::now)
    }

    /// Time since the program started, which no change of the computer's clock moves.
    pub fn tick(&self) -> Duration {
        self.started.elapsed()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the running clock"
)]
fn started() -> Instant {
    Instant::now()
}
