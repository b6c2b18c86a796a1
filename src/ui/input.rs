//! Keys, pastes, sizes and signals as events. The main thread reads the keyboard itself; one thread waits for signals.
//!
//! The keyboard is waited for with `poll` before crossterm reads it: crossterm alone spins for ever when the line
//! drops (crossterm issue 793). A hang-up ends the program through [`Event::End`], after drafts are kept.

use std::io;
use std::panic;
use std::thread;
use std::time::Duration;

use crossterm::event::{self as term, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::signal::{SIGHUP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::terminal::give_back;
use crate::app::Event;
use crate::app::inbox::{Inbox, Post};
use crate::app::keys::Key;

/// How long the program may take to keep drafts and end after it was asked to.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// How long it may then take to give the terminal back.
const LAST_CHANCE: Duration = Duration::from_millis(200);
/// How long the program sleeps where the time asked for is longer than the system can count.
const LONG: Timespec = Timespec {
    tv_sec: 3_600,
    tv_nsec: 0,
};

/// Everything that happens to the program, waited for in one place: the keyboard, and what other threads put in.
pub struct Input {
    inbox: Inbox,
    /// Whether the line is gone, so that nothing is to be read from it any more.
    gone: bool,
}

/// What ended the waiting.
pub enum Woken {
    /// Something happened; more may be there to take.
    Event(Event),
    /// The time passed, or a signal came between.
    Nothing,
}

impl Input {
    /// Listens to the terminal and to an inbox.
    pub fn new(inbox: Inbox) -> Self {
        Self { inbox, gone: false }
    }

    /// Sleeps until something happens, at most so long.
    pub fn wait(&mut self, time: Duration) -> Woken {
        if self.gone {
            return self.inbox.wait(time).map_or(Woken::Nothing, Woken::Event);
        }
        let keyboard = io::stdin();
        let mut waiting = [
            PollFd::new(&keyboard, PollFlags::IN),
            PollFd::new(self.inbox.bell(), PollFlags::IN),
        ];
        let time = Timespec::try_from(time).unwrap_or(LONG);
        let seen = match poll(&mut waiting, Some(&time)) {
            Ok(0) | Err(Errno::INTR) => return Woken::Nothing,
            Ok(_) => waiting.first().map_or(PollFlags::HUP, PollFd::revents),
            Err(_) => PollFlags::ERR,
        };
        self.inbox.silence();
        if seen.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            self.gone = true;
            return Woken::Event(Event::End);
        }
        self.take().map_or(Woken::Nothing, Woken::Event)
    }

    /// The next thing that has happened by now. Everything that is there is taken before anything is drawn, so that a
    /// held key is one frame, not fifty.
    pub fn take(&mut self) -> Option<Event> {
        // The keyboard first: what was typed before the program was asked to end is to be in the draft.
        self.typed().or_else(|| self.inbox.take())
    }

    fn typed(&mut self) -> Option<Event> {
        if self.gone {
            return None;
        }
        // Without a keyboard there is no way out: where its reader falls over, the program ends, its drafts kept.
        panic::catch_unwind(next_key).unwrap_or_else(|_| {
            self.gone = true;
            Some(Event::End)
        })
    }
}

/// The next key or paste that is there.
fn next_key() -> Option<Event> {
    while matches!(term::poll(Duration::ZERO), Ok(true)) {
        let event = term::read().ok()?;
        if let Some(event) = translate(event) {
            return Some(event);
        }
    }
    None
}

/// Starts the thread that waits for signals.
///
/// # Errors
/// When the handlers cannot be set.
pub fn listen_to_signals(post: Post) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGTSTP, SIGWINCH])?;
    thread::spawn(move || {
        for signal in &mut signals {
            let event = match signal {
                SIGWINCH => Event::Resize,
                SIGTSTP => Event::Suspend,
                _ => Event::End,
            };
            let ends = matches!(event, Event::End);
            let taken = post.send(event);
            if ends {
                // The main thread keeps drafts and ends. If it cannot, a slow disk or a dead terminal holds it; the
                // terminal is given back all the same, by a thread that may be held by it too.
                thread::sleep(PATIENCE);
                thread::spawn(give_back);
                thread::sleep(LAST_CHANCE);
                std::process::exit(1);
            }
            if !taken {
                return;
            }
        }
    });
    Ok(())
}

fn translate(event: term::Event) -> Option<Event> {
    match event {
        term::Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Event::Key),
        term::Event::Paste(text) => Some(Event::Paste(text)),
        term::Event::Resize(..) => Some(Event::Resize),
        term::Event::Key(_)
        | term::Event::FocusGained
        | term::Event::FocusLost
        | term::Event::Mouse(_) => None,
    }
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    Some(match key.code {
        // Some terminals send Ctrl-H for Backspace; Ctrl-J is Enter in a paste without brackets, and when it was typed
        // before the program had the terminal.
        KeyCode::Char('h') if ctrl => Key::Backspace,
        KeyCode::Char('j') if ctrl => Key::Enter,
        KeyCode::Char(c) if ctrl => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(_) if key.modifiers.contains(KeyModifiers::ALT) => return None,
        KeyCode::Char(c) if shift && c.is_ascii_lowercase() => Key::Char(c.to_ascii_uppercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if shift => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left if ctrl => Key::WordLeft,
        KeyCode::Right if ctrl => Key::WordRight,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => return None,
    })
}
