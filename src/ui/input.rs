//! Keys, pastes, sizes and signals as events, from two threads that sleep until something happens.
//!
//! The keyboard is waited for with `poll` before crossterm reads it: crossterm alone spins for ever when the line
//! drops (crossterm issue 793). A hang-up ends the program through [`Event::End`], after drafts are kept.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{self as term, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::signal::{SIGHUP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::terminal::give_back;
use crate::app::Event;
use crate::app::keys::Key;

/// How long the program may take to keep drafts and end after it was asked to.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// How long it may then take to give the terminal back.
const LAST_CHANCE: Duration = Duration::from_millis(200);

/// Starts the thread that reads the keyboard.
pub fn listen_to_keys(events: Sender<Event>) {
    thread::spawn(move || {
        let events = EndsWithIt(events);
        while wait_for_input() {
            // Everything that is there is handed on at once, so that a held key is one frame, not fifty.
            while let Ok(true) = term::poll(Duration::ZERO) {
                let Ok(event) = term::read() else { break };
                if let Some(event) = translate(event)
                    && events.0.send(event).is_err()
                {
                    return;
                }
            }
        }
    });
}

/// Ends the program with the thread that holds it, even where that thread panics: without a keyboard there is no way out.
struct EndsWithIt(Sender<Event>);

impl Drop for EndsWithIt {
    fn drop(&mut self) {
        let _ = self.0.send(Event::End);
    }
}

/// Sleeps until there is input; `false` when the line is gone.
fn wait_for_input() -> bool {
    let input = io::stdin();
    let mut waiting = [PollFd::new(&input, PollFlags::IN)];
    loop {
        match poll(&mut waiting, None) {
            Ok(_) => {
                let seen = waiting.first().map_or(PollFlags::HUP, PollFd::revents);
                return !seen.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
            }
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

/// Starts the thread that waits for signals.
///
/// # Errors
/// When the handlers cannot be set.
pub fn listen_to_signals(events: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGTSTP, SIGWINCH])?;
    thread::spawn(move || {
        for signal in &mut signals {
            let event = match signal {
                SIGWINCH => Event::Resize,
                SIGTSTP => Event::Suspend,
                _ => Event::End,
            };
            let ends = matches!(event, Event::End);
            let sent = events.send(event);
            if ends {
                // The main thread keeps drafts and ends. If it cannot, a slow disk or a dead terminal holds it; the
                // terminal is given back all the same, by a thread that may be held by it too.
                thread::sleep(PATIENCE);
                thread::spawn(give_back);
                thread::sleep(LAST_CHANCE);
                std::process::exit(1);
            }
            if sent.is_err() {
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
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::ALT) => {
            let _ = c;
            return None;
        }
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
