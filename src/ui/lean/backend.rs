//! What ratatui asks of a backend.
//!
//! Nothing is sent here but at `flush`: until then all is noted down in the grid of what is wanted.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use rustix::termios::tcgetwinsize;

use super::LeanBackend;
use super::glyph::{Glyph, Mark};

impl<W: Write> Backend for LeanBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.fit();
        if self.clusters.crowded() {
            self.renew_clusters();
        }
        // ratatui sends a blank after some wide symbols, for terminals that leave rubbish there;
        // taken at its word it would cut the symbol in half.
        let mut covered = (0, 0..0);
        for (x, y, cell) in content {
            let (x, y) = (usize::from(x), usize::from(y));
            if covered.0 == y && covered.1.contains(&x) {
                continue;
            }
            let (glyph, blanks) = self.abilities.read(cell, &mut self.clusters);
            self.wanted.put(x, y, glyph);
            for offset in 1..=blanks {
                let blank = Glyph::new(Mark::Char(' '), glyph.ink(), 1);
                self.wanted.put(x + offset, y, blank);
            }
            let span = glyph.width() + blanks;
            covered = (y, x + 1..x + span);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor_wanted = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor_wanted = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.fit();
        let (x, y) = (usize::from(self.cursor.x), usize::from(self.cursor.y));
        let (width, height) = (self.wanted.width(), self.wanted.height());
        let (line, before, after) = match clear_type {
            ClearType::All => {
                // ratatui clears when the size changed, and nobody knows what the terminal made of
                // its text then.
                self.forget();
                (0..0, 0..0, 0..height)
            }
            ClearType::AfterCursor => (x..width, 0..0, y + 1..height),
            ClearType::BeforeCursor => (0..x + 1, 0..y, 0..0),
            ClearType::CurrentLine => (0..width, 0..0, 0..0),
            ClearType::UntilNewLine => (x..width, 0..0, 0..0),
        };
        self.wanted.wipe(y, line);
        for y in before.chain(after) {
            self.wanted.wipe(y, 0..width);
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        let size = match self.fixed_size {
            Some(size) => size,
            // crossterm would start `tput` where the terminal is gone.
            None => match tcgetwinsize(io::stdout())? {
                // A serial line that nobody told its size.
                size if size.ws_col == 0 || size.ws_row == 0 => Size::new(80, 24),
                size => Size::new(size.ws_col, size.ws_row),
            },
        };
        self.told_size.set(size);
        Ok(size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.compose();
        self.send()
    }
}
