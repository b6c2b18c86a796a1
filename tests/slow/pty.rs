//! The program on a terminal of its own: keys in, a screen out, and every way in which a line can end.
//!
//! Waiting is for something to be seen, with a deadline; nothing sleeps and hopes. When a wait fails, the screen is in
//! the message. The line is read through a duplicate of the descriptor, so that it can be cut at any moment:
//! `portable-pty`'s own writer types an end-of-file when it goes, and its reader holds the line open.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use caseload::platform::clock::Clock;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::tcgetattr;

use crate::emulator::{Deeds, Modes, at_least_1, everything, flowed, framed, trimmed};
use crate::line::{Seen, read};
use crate::processes::{self, stat};

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const TAB: &str = "\t";
pub const DOWN: &str = "\x1b[B";
pub const RIGHT: &str = "\x1b[C";
pub const HOME: &str = "\x1b[H";
pub const CTRL_D: &str = "\x04";
pub const CTRL_K: &str = "\x0b";
pub const CTRL_L: &str = "\x0c";
pub const CTRL_Q: &str = "\x11";
pub const CTRL_S: &str = "\x13";
pub const CTRL_Z: &str = "\x1a";

/// One at a time: a descriptor that another thread has just opened must not be inherited.
static STARTING: Mutex<()> = Mutex::new(());

/// Runs what opens descriptors or starts processes while no other thread does.
pub fn alone<T>(work: impl FnOnce() -> T) -> T {
    let _held = STARTING
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    work()
}

/// The program on a terminal.
pub struct Terminal {
    clock: Clock,
    /// The far end of the line; `None` once it is cut.
    master: Option<(Box<dyn MasterPty + Send>, File)>,
    /// Held so that the terminal outlives the program and its settings can be read.
    slave: Option<Box<dyn SlavePty + Send>>,
    seen: Arc<Seen>,
    reader: Option<JoinHandle<()>>,
    child: Box<dyn Child + Send + Sync>,
    pid: Pid,
    /// The settings of the terminal before the program ran.
    pub settings_before: String,
}

impl Terminal {
    /// Starts the program on a terminal of that size, with nothing in its environment but what is given.
    pub fn start(args: &[&str], env: &[(&str, &str)], dir: &Path, columns: u16, rows: u16) -> Self {
        alone(|| {
            let pair = native_pty_system()
                .openpty(PtySize {
                    rows,
                    cols: columns,
                    pixel_width: 0,
                    pixel_height: 0,
                })
                .expect("this machine has pseudo-terminals");
            let raw = pair.master.as_raw_fd().expect("a descriptor");
            let line = || {
                let copy = filedescriptor::FileDescriptor::dup(&raw).expect("a duplicate");
                copy.as_file().expect("a file")
            };
            let (near, far) = (line(), line());
            let settings_before = settings(&far);
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_caseload"));
            command.args(args);
            command.env_clear();
            command.cwd(dir);
            for (name, value) in env {
                command.env(name, value);
            }
            let child = pair.slave.spawn_command(command).expect("it starts");
            let number = child.process_id().expect("a process");
            let pid = Pid::from_raw(number.cast_signed()).expect("a process");
            let seen = Arc::new(Seen::new(columns, rows));
            let reader = thread::spawn({
                let seen = Arc::clone(&seen);
                move || read(&near, &seen)
            });
            Self {
                clock: Clock::system(),
                master: Some((pair.master, far)),
                slave: Some(pair.slave),
                seen,
                reader: Some(reader),
                child,
                pid,
                settings_before,
            }
        })
    }

    /// Sends keys as a terminal sends them.
    #[track_caller]
    pub fn keys(&self, keys: &str) {
        let (_, line) = self.master.as_ref().expect("the line is up");
        let mut line = line;
        line.write_all(keys.as_bytes())
            .expect("the line takes keys");
    }

    /// Sends a paste as a terminal with bracketed paste sends it.
    #[track_caller]
    pub fn paste(&self, text: &str) {
        self.keys(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.seen.lock().parser.screen().contents()
    }

    /// What scrolled off, and the screen.
    pub fn everything(&self) -> String {
        everything(&mut self.seen.lock().parser)
    }

    /// The modes that the terminal is in.
    pub fn modes(&self) -> Modes {
        Modes::of(self.seen.lock().parser.screen())
    }

    /// What the terminal was made to do beside.
    pub fn deeds(&self) -> Deeds {
        self.seen.lock().parser.callbacks().clone()
    }

    /// Every byte that the program has sent.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.lock().bytes.clone()
    }

    /// The settings of the terminal now.
    pub fn settings(&self) -> String {
        self.master
            .as_ref()
            .map(|(_, line)| settings(line))
            .unwrap_or_default()
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_until(&format!("to see {text:?}"), |screen| screen.contains(text));
    }

    /// Waits until a text is on the screen, however it is broken into lines.
    #[track_caller]
    pub fn wait_for_words(&self, text: &str) {
        self.wait_until(&format!("to read {text:?}"), |screen| {
            flowed(screen).contains(text)
        });
    }

    /// Waits until a text is no longer on the screen.
    #[track_caller]
    pub fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("for {text:?} to go"), |screen| {
            !screen.contains(text)
        });
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    pub fn wait_until(&self, what: &str, wanted: impl Fn(&str) -> bool) {
        let end = self.clock.tick() + PATIENCE;
        let mut state = self.seen.lock();
        loop {
            let screen = state.parser.screen().contents();
            if wanted(&screen) {
                return;
            }
            let left = end.saturating_sub(self.clock.tick());
            assert!(
                !left.is_zero(),
                "waited in vain {what}; the screen is:\n{}",
                framed(&screen)
            );
            state = match self.seen.news.wait_timeout(state, left) {
                Ok((state, _)) => state,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
    }

    /// Sends keys and waits for what they bring.
    #[track_caller]
    pub fn press(&self, keys: &str, then: &str) {
        self.keys(keys);
        self.wait_for(then);
    }

    /// Waits until nothing has come for a while.
    #[track_caller]
    pub fn settle(&self) {
        let end = self.clock.tick() + PATIENCE;
        let quiet = Duration::from_millis(300);
        let mut state = self.seen.lock();
        while self.clock.tick() < end {
            let before = state.bytes.len();
            let (now, waited) = self
                .seen
                .news
                .wait_timeout(state, quiet)
                .expect("no reader failed");
            state = now;
            if waited.timed_out() && state.bytes.len() == before {
                return;
            }
        }
        panic!(
            "the screen never came to rest:\n{}",
            framed(&state.parser.screen().contents())
        );
    }

    /// Fails unless the program's own repaint shows the same: nothing of the screen was moved or wiped behind its back.
    ///
    /// The first and the last row may have more to say in the meantime, of drafts and notices; and a slow machine may
    /// still be at work on an earlier key, which is why it is asked more than once.
    #[track_caller]
    pub fn assert_repaint_agrees(&self, what: &str) {
        let between = || -> Vec<String> {
            let screen = trimmed(&self.screen());
            let rows: Vec<&str> = screen.lines().collect();
            let last = rows.len().saturating_sub(1);
            let rows = rows.get(1..last).unwrap_or_default();
            rows.iter().map(|row| (*row).to_owned()).collect()
        };
        let mut seen = (Vec::new(), Vec::new());
        for _ in 0..4 {
            self.settle();
            seen.0 = between();
            self.keys(CTRL_L);
            self.settle();
            seen.1 = between();
            if seen.0 == seen.1 {
                return;
            }
        }
        assert_eq!(seen.0, seen.1, "{what}: a repaint shows something else");
    }

    /// Makes the window another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let (master, _) = self.master.as_ref().expect("the line is up");
        let mut state = self.seen.lock();
        state.parser.set_size(at_least_1(rows), at_least_1(columns));
        master
            .resize(PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            })
            .expect("a window can be resized");
    }

    /// Makes the emulator another size, and not the window.
    pub fn resize_emulator(&self, columns: u16, rows: u16) {
        let mut state = self.seen.lock();
        state.parser.set_size(at_least_1(rows), at_least_1(columns));
    }

    /// Sends a signal.
    #[track_caller]
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).expect("the program is there");
    }

    /// Cuts the line, as when SSH drops: the far end is closed and nobody reads any more.
    pub fn cut(&mut self) {
        self.seen.stop.store(true, Ordering::Relaxed);
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
        self.master = None;
    }

    /// Waits for the end of the program; gives its exit code, or `None` when a signal killed it.
    #[track_caller]
    pub fn wait_end(&mut self, within: Duration) -> Option<u32> {
        let end = self.clock.tick() + within;
        loop {
            if let Some(status) = self.child.try_wait().expect("it can be asked") {
                return status.signal().is_none().then(|| status.exit_code());
            }
            assert!(
                self.clock.tick() < end,
                "it is still there after {within:?}; the screen is:\n{}",
                framed(&self.screen())
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the program has set the terminal to its own use, as for a passphrase.
    #[track_caller]
    pub fn wait_set(&self) {
        let end = self.clock.tick() + PATIENCE;
        while self.settings() == self.settings_before {
            assert!(
                self.clock.tick() < end,
                "the terminal stays as it was:\n{}",
                framed(&self.screen())
            );
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until the program is stopped, as by Ctrl-Z.
    #[track_caller]
    pub fn wait_stopped(&self) {
        let end = self.clock.tick() + PATIENCE;
        while self.state() != Some('T') {
            assert!(
                self.clock.tick() < end,
                "it does not stop; the screen is:\n{}",
                framed(&self.screen())
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The state of the process as the system names it: `R`, `S`, `T`, `Z`.
    fn state(&self) -> Option<char> {
        stat(&self.number().to_string()).map(|stat| stat.state)
    }

    /// Hundredths of a second of work that the process has done.
    pub fn work_done(&self) -> u64 {
        stat(&self.number().to_string()).map_or(0, |stat| stat.work)
    }

    /// The processes of the terminal's session that are alive.
    pub fn alive(&self) -> Vec<String> {
        processes::of_session(self.number())
    }

    fn number(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            let _ = kill_process(self.pid, Signal::KILL);
            let _ = self.child.wait();
        }
        self.cut();
        self.slave = None;
    }
}

fn settings(line: &File) -> String {
    let termios = tcgetattr(line).expect("a terminal has settings");
    format!(
        "{:?} {:?} {:?} {:?} {:?}",
        termios.input_modes,
        termios.output_modes,
        termios.control_modes,
        termios.local_modes,
        termios.special_codes
    )
}
