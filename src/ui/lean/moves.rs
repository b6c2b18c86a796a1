//! The moves of a cursor: what each costs in bytes, and the bytes.
//!
//! Known to every terminal since the VT100: `CR`, `LF`, `BS`, `ESC M`, `CSI A` to `D` and `CSI H`;
//! `CSI G` is younger but known to all in use. A bare `LF` keeps the column, because raw mode turns
//! output processing off; a Windows console is the exception, so there it is not used. Tabs are
//! not used: somebody may have moved the stops.

use std::cmp::Ordering;

use super::numbers::{digits, push_number};

/// Whether `LF` leaves the cursor in its column.
pub(super) const LINE_FEED_KEEPS_COLUMN: bool = cfg!(not(windows));

/// How the row is reached.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rise {
    /// Not at all: it is the same.
    Stay,
    /// Down by `LF`.
    LineFeeds(usize),
    /// Down by `CSI B`.
    Down(usize),
    /// Up by `ESC M`.
    ReverseFeeds(usize),
    /// Up by `CSI A`.
    Up(usize),
    /// Straight to a row and a column, by `CSI H`.
    Home(usize, usize),
}

/// How the column is reached, once in the row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shift {
    /// Not at all: it is the same.
    Stay,
    /// By `CSI C`.
    Right(usize),
    /// By `BS`.
    Backspaces(usize),
    /// By `CSI D`.
    Left(usize),
    /// Straight to a column, by `CSI G`.
    Column(usize),
    /// By writing again what stands in these columns.
    Reprint {
        /// The first column.
        from: usize,
        /// The column behind the last.
        to: usize,
        /// How many bytes stand there.
        bytes: usize,
    },
}

impl Rise {
    /// Returns the cheapest relative way from a row to another.
    pub fn best(from: usize, to: usize) -> Self {
        let (one, other) = match to.cmp(&from) {
            Ordering::Greater if LINE_FEED_KEEPS_COLUMN => {
                (Self::LineFeeds(to - from), Self::Down(to - from))
            }
            Ordering::Greater => (Self::Down(to - from), Self::Down(to - from)),
            Ordering::Less => (Self::ReverseFeeds(from - to), Self::Up(from - to)),
            Ordering::Equal => (Self::Stay, Self::Stay),
        };
        if other.cost() < one.cost() {
            other
        } else {
            one
        }
    }

    /// Returns how many bytes it takes.
    pub fn cost(self) -> usize {
        match self {
            Self::Stay => 0,
            Self::LineFeeds(count) => count,
            Self::ReverseFeeds(count) => 2 * count,
            Self::Down(count) | Self::Up(count) => counted_cost(count),
            Self::Home(0, 0) => 3,
            Self::Home(line, 0) => 3 + digits(line + 1),
            Self::Home(0, column) => 4 + digits(column + 1),
            Self::Home(line, column) => 4 + digits(line + 1) + digits(column + 1),
        }
    }

    /// Appends the bytes.
    pub fn push(self, out: &mut Vec<u8>) {
        match self {
            Self::Stay => {}
            Self::LineFeeds(count) => push_times(out, b"\n", count),
            Self::ReverseFeeds(count) => push_times(out, b"\x1bM", count),
            Self::Down(count) => push_counted(out, count, b'B'),
            Self::Up(count) => push_counted(out, count, b'A'),
            Self::Home(line, column) => push_home(out, line, column),
        }
    }
}

impl Shift {
    /// Returns the cheapest way to the left.
    pub fn leftward(count: usize) -> Self {
        if count <= counted_cost(count) {
            Self::Backspaces(count)
        } else {
            Self::Left(count)
        }
    }

    /// Returns how many bytes it takes.
    pub fn cost(self) -> usize {
        match self {
            Self::Stay => 0,
            Self::Right(count) | Self::Left(count) => counted_cost(count),
            Self::Backspaces(count) => count,
            Self::Column(column) => 3 + digits(column + 1),
            Self::Reprint { bytes, .. } => bytes,
        }
    }

    /// Appends the bytes; what is written again is left to the caller.
    pub fn push(self, out: &mut Vec<u8>) {
        match self {
            Self::Stay | Self::Reprint { .. } => {}
            Self::Right(count) => push_counted(out, count, b'C'),
            Self::Backspaces(count) => push_times(out, b"\x08", count),
            Self::Left(count) => push_counted(out, count, b'D'),
            Self::Column(column) => push_counted(out, column + 1, b'G'),
        }
    }
}

/// Returns the bytes of `CSI n X`, where 1 is left out.
fn counted_cost(count: usize) -> usize {
    if count == 1 { 3 } else { 3 + digits(count) }
}

fn push_counted(out: &mut Vec<u8>, count: usize, last: u8) {
    out.extend_from_slice(b"\x1b[");
    if count != 1 {
        push_number(out, count);
    }
    out.push(last);
}

fn push_times(out: &mut Vec<u8>, bytes: &[u8], count: usize) {
    for _ in 0..count {
        out.extend_from_slice(bytes);
    }
}

/// Appends `CSI row;column H`, both counted from 0 here, without what may be left out.
pub(super) fn push_home(out: &mut Vec<u8>, line: usize, column: usize) {
    out.extend_from_slice(b"\x1b[");
    if line > 0 {
        push_number(out, line + 1);
    }
    if column > 0 {
        out.push(b';');
        push_number(out, column + 1);
    }
    out.push(b'H');
}
