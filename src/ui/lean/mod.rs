//! A terminal backend that writes as little as it can: one write for a frame, none for a frame
//! that changes nothing.
//!
//! ratatui hands over the cells that changed. They are gathered in a grid of what is wanted; at
//! `flush` this is compared with a grid of what the terminal shows, and the difference is sent in
//! one piece together with the cursor. The terminal is never asked anything. Only what every
//! terminal since the VT100 knows is sent, but for the codes of colours and `CSI G`.
//!
//! Raw mode, the alternate screen and reading keys are not dealt with here.

mod ascii;
mod backend;
mod clusters;
mod colours;
mod frame;
mod glyph;
mod grid;
mod likeness;
mod moves;
mod numbers;
mod output;
mod paint;
mod reading;
mod scroll;
mod sgr;
mod tint;
mod travel;
mod widths;
mod wire;

use std::cell::Cell as Remembered;
use std::io::{self, Write};

use ratatui::layout::{Position, Size};

pub use self::colours::Colours;
pub use self::output::terminal_output;

use self::clusters::Clusters;
use self::frame::Frame;
use self::grid::Grid;
use self::reading::Abilities;
use self::wire::Wire;

/// What a terminal is told when nothing is known about it: a plain pen, no margins, a blank screen.
const START_AFRESH: &[u8] = b"\x1b[m\x1b[r\x1b[H\x1b[J";

/// A backend for ratatui that sends few bytes.
pub struct LeanBackend<W: Write> {
    writer: W,
    abilities: Abilities,
    /// The size to answer with; asked of the terminal if none is set.
    fixed_size: Option<Size>,
    /// The size last answered: the one ratatui draws for.
    told_size: Remembered<Size>,
    clusters: Clusters,
    wanted: Grid,
    shown: Grid,
    wire: Wire,
    /// Whether what the terminal shows is unknown.
    forgotten: bool,
    /// Where the cursor is to be.
    cursor: Position,
    cursor_wanted: bool,
    /// Whether the terminal shows its cursor, where that is known.
    cursor_shown: Option<bool>,
}

impl<W: Write> LeanBackend<W> {
    /// Returns a backend that writes to a terminal whose size is asked of the operating system.
    ///
    /// The writer should pass on each write as it is; standard output cuts frames at line ends, so
    /// use [`terminal_output`] instead.
    pub fn new(writer: W) -> Self {
        Self::with_size(writer, None)
    }

    /// Returns a backend for a terminal of a given size, in columns and rows.
    pub fn sized(writer: W, size: Size) -> Self {
        Self::with_size(writer, Some(size))
    }

    fn with_size(writer: W, fixed_size: Option<Size>) -> Self {
        Self {
            writer,
            abilities: Abilities::default(),
            fixed_size,
            told_size: Remembered::new(fixed_size.unwrap_or_default()),
            clusters: Clusters::default(),
            wanted: Grid::default(),
            shown: Grid::default(),
            wire: Wire::new(),
            forgotten: true,
            cursor: Position::ORIGIN,
            cursor_wanted: true,
            cursor_shown: None,
        }
    }

    /// Sets how many colours the terminal has. To be called before anything is drawn.
    #[must_use]
    pub fn colours(mut self, colours: Colours) -> Self {
        self.abilities.colours = colours;
        self
    }

    /// Sets whether the terminal shows ASCII only. To be called before anything is drawn.
    #[must_use]
    pub fn ascii(mut self, ascii: bool) -> Self {
        self.abilities.ascii = ascii;
        self
    }

    /// Changes the size of a backend that was given one.
    pub fn set_size(&mut self, size: Size) {
        self.fixed_size = Some(size);
    }

    /// Forgets what the terminal shows, so that the next flush paints everything.
    ///
    /// For a screen that something else has written on: after a suspension, or when the person asks
    /// for it.
    pub fn forget(&mut self) {
        self.forgotten = true;
        self.cursor_shown = None;
    }

    /// Gives the terminal back, with a plain pen and its cursor shown, and forgets the screen.
    ///
    /// To be called before another program gets the terminal, and at the end.
    ///
    /// # Errors
    ///
    /// If the terminal cannot be written to.
    pub fn release(&mut self) -> io::Result<()> {
        self.wire.reset_pen();
        self.wire.push(b"\x1b[?25h");
        self.forget();
        self.send()
    }

    /// Returns what the backend writes to.
    pub fn writer(&self) -> &W {
        &self.writer
    }

    /// Returns what the backend writes to, to be written to directly.
    ///
    /// Anything that moves the cursor or shows text must be followed by [`Self::forget`].
    pub fn writer_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    /// Makes the grids as large as the screen ratatui draws for.
    fn fit(&mut self) {
        let size = self.told_size.get();
        let (width, height) = (usize::from(size.width), usize::from(size.height));
        if (self.wanted.width(), self.wanted.height()) != (width, height) {
            self.wanted = Grid::new(width, height);
            self.forget();
        }
    }

    /// Starts a new set of clusters with those that are on the screen.
    fn renew_clusters(&mut self) {
        let mut renewed = Clusters::default();
        self.wanted.renumber(&self.clusters, &mut renewed);
        self.shown.renumber(&self.clusters, &mut renewed);
        self.clusters = renewed;
    }

    /// Appends the bytes of the frame to the wire.
    fn compose(&mut self) {
        if self.forgotten {
            self.forgotten = false;
            self.shown = Grid::new(self.wanted.width(), self.wanted.height());
            self.wanted.touch_all();
            self.wire.push(START_AFRESH);
            self.wire.start_afresh();
        }
        if self.cursor_shown != Some(self.cursor_wanted) && !self.cursor_wanted {
            self.wire.push(b"\x1b[?25l");
        }
        let last = |length: usize| length.saturating_sub(1);
        let cursor = (
            usize::from(self.cursor.x).min(last(self.wanted.width())),
            usize::from(self.cursor.y).min(last(self.wanted.height())),
        );
        Frame {
            shown: &self.shown,
            wanted: &self.wanted,
            clusters: &self.clusters,
            cursor: self.cursor_wanted.then_some(cursor),
        }
        .paint(&mut self.wire);
        if self.cursor_shown != Some(self.cursor_wanted) && self.cursor_wanted {
            self.wire.push(b"\x1b[?25h");
        }
        self.cursor_shown = Some(self.cursor_wanted);
        self.shown.catch_up(&mut self.wanted);
    }

    /// Sends what is on the wire in one write; nothing if nothing is.
    fn send(&mut self) -> io::Result<()> {
        if self.wire.bytes().is_empty() {
            return Ok(());
        }
        let sent = self
            .writer
            .write_all(self.wire.bytes())
            .and_then(|()| self.writer.flush());
        self.wire.sent();
        if sent.is_err() {
            self.forget();
        }
        sent
    }
}
