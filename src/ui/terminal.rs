//! The terminal, taken and given back: raw mode, the other screen, bracketed paste. Whatever happens, it is left clean.
//!
//! Before it is given back the screen is cleared, so that no person's data stays on a terminal that has no other
//! screen to go back to (PROMISES C2).

use std::fs::File;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::{Terminal, TerminalOptions, Viewport};

use super::lean::{Colours, LeanBackend, terminal_output};

/// Other screen, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";
/// Plain pen, clear the screen and what scrolled off it, paste as before, first screen, cursor shown.
const LEAVE: &[u8] = b"\x1b[m\x1b[r\x1b[H\x1b[2J\x1b[3J\x1b[?2004l\x1b[?1049l\x1b[?25h";

/// Whether the program has the terminal: given back once, it is not cleared again, or what a panic says would go.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// How the terminal is to be used.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Colours it has.
    pub colours: Colours,
    /// Whether it shows ASCII alone.
    pub ascii: bool,
}

/// The terminal while the program has it.
pub struct Screen {
    /// What ratatui draws on.
    pub terminal: Terminal<LeanBackend<File>>,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When there is no terminal, or it cannot be set.
    pub fn take(look: Look) -> io::Result<Self> {
        TAKEN.store(true, Ordering::SeqCst);
        crossterm::terminal::enable_raw_mode()?;
        let mut out = terminal_output()?;
        out.write_all(ENTER)?;
        let backend = LeanBackend::new(out)
            .colours(look.colours)
            .ascii(look.ascii);
        let options = TerminalOptions {
            viewport: Viewport::Fullscreen,
        };
        let terminal = Terminal::with_options(backend, options)?;
        Ok(Self { terminal })
    }

    /// Makes the next frame paint everything.
    ///
    /// ratatui's buffer of the last frame stays: the backend paints from its own copy of that frame, and where the two
    /// differed, what is blank in the next frame would keep what was there before.
    pub fn forget(&mut self) {
        self.terminal.backend_mut().forget();
    }

    /// Takes the terminal back after it was given away.
    ///
    /// # Errors
    /// When it cannot be set.
    pub fn take_again(&mut self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        crossterm::terminal::enable_raw_mode()?;
        self.terminal.backend_mut().writer_mut().write_all(ENTER)?;
        self.forget();
        Ok(())
    }

    /// Gives the terminal back, cleared.
    ///
    /// # Errors
    /// When it is gone.
    pub fn give_back(&mut self) -> io::Result<()> {
        give_back()
    }
}

/// Gives the terminal back, cleared, from wherever the program is; nothing happens where that was done before.
///
/// # Errors
/// When it is gone.
pub fn give_back() -> io::Result<()> {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    let written = terminal_output().and_then(|mut out| out.write_all(LEAVE));
    crossterm::terminal::disable_raw_mode()?;
    written
}
