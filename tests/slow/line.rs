//! The far end of a terminal's line: what the program sends, read by a thread and fed to an emulator.

use std::fs::File;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::emulator::{Deeds, emulator};

/// What was sent so far, and word of it.
pub struct Seen {
    state: Mutex<State>,
    pub news: Condvar,
    /// Set to have the reading end.
    pub stop: AtomicBool,
}

/// What was sent so far.
pub struct State {
    pub parser: vt100::Parser<Deeds>,
    pub bytes: Vec<u8>,
}

impl Seen {
    /// Nothing yet, on a terminal of that size.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self {
            state: Mutex::new(State {
                parser: emulator(columns, rows),
                bytes: Vec::new(),
            }),
            news: Condvar::new(),
            stop: AtomicBool::new(false),
        }
    }

    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Reads the line until it is told to stop. It never waits for long, so that the line can be cut at any moment.
pub fn read(line: &File, seen: &Seen) {
    let mut buffer = vec![0; 65_536];
    let pause = Timespec {
        tv_sec: 0,
        tv_nsec: 20_000_000,
    };
    while !seen.stop.load(Ordering::Relaxed) {
        let mut waiting = [PollFd::new(line, PollFlags::IN)];
        if !matches!(poll(&mut waiting, Some(&pause)), Ok(1..)) {
            continue;
        }
        let mut line = line;
        let Ok(count @ 1..) = line.read(&mut buffer) else {
            return;
        };
        let mut state = seen.lock();
        let new = buffer.get(..count).unwrap_or_default();
        state.parser.process(new);
        state.bytes.extend_from_slice(new);
        seen.news.notify_all();
    }
}
