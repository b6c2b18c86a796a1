//! The lean terminal backend, checked by what a terminal shows and by what it costs.
//!
//! The same frames go through the backend and through ratatui's own into two emulated terminals,
//! which must show the same, cell for cell.

mod bytes;
mod odd;
mod people;
mod same;

use std::io::{self, Write};
use std::num::NonZeroU16;

use caseload::ui::lean::{Colours, LeanBackend};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};

/// What was written, and in how many calls.
#[derive(Default)]
struct Tape {
    bytes: Vec<u8>,
    writes: usize,
    flushes: usize,
    /// Whether the line is dead.
    broken: bool,
}

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.broken {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.writes += 1;
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flushes += 1;
        Ok(())
    }
}

/// A frame and where its cursor is, if one is shown.
#[derive(Clone, Debug)]
struct Picture {
    buffer: Buffer,
    cursor: Option<Position>,
}

impl Picture {
    fn new(width: u16, height: u16) -> Self {
        Self {
            buffer: Buffer::empty(Rect::new(0, 0, width, height)),
            cursor: None,
        }
    }

    fn size(&self) -> Size {
        self.buffer.area.as_size()
    }
}

/// A terminal that is drawn on through the lean backend.
struct Lean {
    terminal: Terminal<LeanBackend<Tape>>,
    screen: vt100::Parser,
}

impl Lean {
    fn new(size: Size) -> Self {
        let backend = LeanBackend::sized(Tape::default(), size).colours(Colours::True);
        Self::over(backend, size)
    }

    fn over(backend: LeanBackend<Tape>, size: Size) -> Self {
        Self {
            terminal: Terminal::new(backend).expect("a terminal"),
            screen: emulated(size),
        }
    }

    /// Draws a frame, shows it to the emulated terminal and returns its bytes.
    fn draw(&mut self, picture: &Picture) -> Vec<u8> {
        if self.terminal.size().expect("a size") != picture.size() {
            let size = picture.size();
            self.terminal.backend_mut().set_size(size);
            let (rows, columns) = rows_and_columns(size);
            self.screen.screen_mut().set_size(rows, columns);
        }
        draw(&mut self.terminal, picture);
        let tape = std::mem::take(self.terminal.backend_mut().writer_mut());
        let calls = usize::from(!tape.bytes.is_empty());
        assert_eq!(
            (tape.writes, tape.flushes),
            (calls, calls),
            "one write a frame"
        );
        self.screen.process(&tape.bytes);
        tape.bytes
    }

    fn shows(&self) -> Screen {
        Screen::of(&self.screen)
    }
}

/// A terminal that is drawn on through ratatui's own backend.
struct Stock<'a> {
    terminal: Terminal<CrosstermBackend<&'a mut Tape>>,
}

impl<'a> Stock<'a> {
    fn new(size: Size, tape: &'a mut Tape) -> Self {
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, size)));
        let options = TerminalOptions { viewport };
        let terminal = Terminal::with_options(CrosstermBackend::new(tape), options);
        Self {
            terminal: terminal.expect("a terminal"),
        }
    }
}

/// Returns what a blank terminal shows after one frame through ratatui's own backend.
fn stock_shows(picture: &Picture) -> Screen {
    let mut tape = Tape::default();
    let size = picture.size();
    draw(&mut Stock::new(size, &mut tape).terminal, picture);
    let mut screen = emulated(size);
    screen.process(&tape.bytes);
    Screen::of(&screen)
}

/// Returns the bytes of some frames, one after the other, through ratatui's own backend.
fn stock_bytes(pictures: &[Picture]) -> Vec<usize> {
    let mut lengths = vec![0];
    for count in 1..=pictures.len() {
        let mut tape = Tape::default();
        let mut stock = Stock::new(pictures[0].size(), &mut tape);
        for picture in &pictures[..count] {
            draw(&mut stock.terminal, picture);
        }
        drop(stock);
        lengths.push(tape.bytes.len());
    }
    lengths.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

fn draw<B: ratatui::backend::Backend>(terminal: &mut Terminal<B>, picture: &Picture) {
    let drawn = terminal.draw(|frame| {
        frame
            .buffer_mut()
            .content
            .clone_from(&picture.buffer.content);
        if let Some(cursor) = picture.cursor {
            frame.set_cursor_position(cursor);
        }
    });
    assert!(drawn.is_ok(), "drawing fails");
}

/// Returns a blank emulated terminal.
fn emulated(size: Size) -> vt100::Parser {
    let (rows, columns) = rows_and_columns(size);
    vt100::Parser::new(rows, columns, 0)
}

fn rows_and_columns(size: Size) -> (NonZeroU16, NonZeroU16) {
    let at_least_one = |length| NonZeroU16::new(length).unwrap_or(NonZeroU16::MIN);
    (at_least_one(size.height), at_least_one(size.width))
}

/// What can be seen of a cell.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    text: String,
    colours: (vt100::Color, vt100::Color),
    /// Bold, dim, italic, underlined, reversed.
    attributes: [bool; 5],
}

/// What can be seen of a terminal.
#[derive(Debug, PartialEq)]
struct Screen {
    rows: Vec<Vec<Seen>>,
    cursor: Option<(u16, u16)>,
}

impl Screen {
    fn of(parser: &vt100::Parser) -> Self {
        let screen = parser.screen();
        let (height, width) = screen.size();
        let rows = (0..height.get())
            .map(|row| {
                (0..width.get())
                    .map(|column| Seen::of(screen.cell(row, column).expect("a cell")))
                    .collect()
            })
            .collect();
        let cursor = (!screen.hide_cursor()).then(|| screen.cursor_position());
        Self { rows, cursor }
    }

    fn text(&self, row: usize) -> String {
        self.rows[row]
            .iter()
            .map(|seen| seen.text.as_str())
            .collect()
    }

    /// Fails at the first row that differs, in words short enough to read.
    fn assert_same(&self, other: &Self, what: &str) {
        assert_eq!(self.rows.len(), other.rows.len(), "{what}: height");
        for (line, (row, expected)) in self.rows.iter().zip(&other.rows).enumerate() {
            for (column, (seen, wanted)) in row.iter().zip(expected).enumerate() {
                assert_eq!(seen, wanted, "{what}: row {line} column {column}");
            }
        }
        assert_eq!(self.cursor, other.cursor, "{what}: cursor");
    }
}

impl Seen {
    fn of(cell: &vt100::Cell) -> Self {
        let mut seen = Self {
            text: cell.contents().to_owned(),
            colours: (cell.fgcolor(), cell.bgcolor()),
            attributes: [
                cell.bold(),
                cell.dim(),
                cell.italic(),
                cell.underline(),
                cell.inverse(),
            ],
        };
        if cell.is_wide_continuation() {
            seen.text = String::new();
            seen.attributes = [false; 5];
            seen.colours = (vt100::Color::Default, vt100::Color::Default);
        } else if seen.text.trim_end_matches(' ').is_empty() {
            " ".clone_into(&mut seen.text);
            // The colour of a blank and its weight cannot be seen, unless it is lined or reversed.
            if !cell.underline() && !cell.inverse() {
                seen.colours.0 = vt100::Color::Default;
                seen.attributes = [false; 5];
            }
        }
        seen
    }
}
