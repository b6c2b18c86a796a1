//! The bytes of one frame, and what the terminal will think once it has read them.
//!
//! The model of the terminal is its pen and the place of its cursor, as far as they are known. What
//! to write is decided in `paint`; how to get from place to place in `travel`.

use super::glyph::Ink;
use super::sgr;

/// Where the cursor of the terminal is, as far as it is known, and what it writes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    /// The column, from 0.
    pub column: Option<usize>,
    /// The row, from 0.
    pub row: Option<usize>,
    /// What the next symbol will be written with.
    pub pen: Ink,
}

/// Bytes gathered for the terminal.
pub(super) struct Wire {
    bytes: Vec<u8>,
    state: State,
}

impl Wire {
    /// Returns a wire with nothing on it, to a terminal with a plain pen and the cursor anywhere.
    pub fn new() -> Self {
        Self {
            bytes: Vec::new(),
            state: State {
                column: None,
                row: None,
                pen: Ink::PLAIN,
            },
        }
    }

    /// Returns where the terminal will stand after the bytes so far.
    pub fn state(&self) -> State {
        self.state
    }

    /// Returns the bytes so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Drops the bytes, once they are sent.
    pub fn sent(&mut self) {
        self.bytes.clear();
    }

    /// Appends bytes that move no cursor and change no pen.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Lends the bytes to something that appends to them.
    pub fn bytes_mut(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Appends a symbol; the cursor is dealt with apart.
    pub fn push_char(&mut self, symbol: char) {
        let mut buffer = [0; 4];
        self.push(symbol.encode_utf8(&mut buffer).as_bytes());
    }

    /// Makes the terminal write with an ink from here on.
    pub fn set_pen(&mut self, ink: Ink) {
        sgr::push_change(&mut self.bytes, self.state.pen, ink);
        self.state.pen = ink;
    }

    /// Makes the pen plain whatever it was.
    pub fn reset_pen(&mut self) {
        self.push(b"\x1b[m");
        self.state.pen = Ink::PLAIN;
    }

    /// Notes that the terminal was just put into its first state: plain pen, top left corner.
    pub fn start_afresh(&mut self) {
        self.state = State {
            column: Some(0),
            row: Some(0),
            pen: Ink::PLAIN,
        };
    }

    /// Notes where the cursor is now; `None` is for not known.
    pub fn set_place(&mut self, column: Option<usize>, row: Option<usize>) {
        self.state.column = column;
        self.state.row = row;
    }

    /// Tries several ways to the same end and keeps the one with the fewest bytes; the first of
    /// equals.
    pub fn shortest<T>(
        &mut self,
        ways: impl IntoIterator<Item = T>,
        mut go: impl FnMut(&mut Self, T),
    ) {
        let before = self.state;
        let start = self.bytes.len();
        let mut best: Option<(usize, State)> = None;
        for way in ways {
            let from = best.map_or(start, |(end, _)| end);
            self.state = before;
            go(self, way);
            match best {
                Some((_, after)) if self.bytes.len() - from >= from - start => {
                    self.bytes.truncate(from);
                    self.state = after;
                }
                Some(_) => {
                    self.bytes.drain(start..from);
                    best = Some((self.bytes.len(), self.state));
                }
                None => best = Some((self.bytes.len(), self.state)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_way_is_kept_with_its_state() {
        let mut wire = Wire::new();
        wire.push(b">");
        wire.shortest([3, 1, 2, 1], |wire, length| {
            wire.push(&b"abc"[..length]);
            wire.set_place(Some(length), None);
        });
        assert_eq!(wire.bytes(), b">a");
        assert_eq!(wire.state().column, Some(1));
    }
}
