//! Terminals that can do little, symbols nobody agrees about, and lines that break.

use caseload::ui::lean::{Colours, LeanBackend};
use ratatui::backend::{Backend, ClearType};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::people::{Key, Program};
use super::{Lean, Picture, Tape, draw, emulated};

fn lean(size: Size, adapt: impl FnOnce(LeanBackend<Tape>) -> LeanBackend<Tape>) -> Lean {
    Lean::over(adapt(LeanBackend::sized(Tape::default(), size)), size)
}

fn words(width: u16, rows: &[&str]) -> Picture {
    let mut picture = Picture::new(width, u16::try_from(rows.len()).expect("few rows"));
    for (y, row) in (0..).zip(rows) {
        picture.buffer.set_string(0, y, row, Style::new());
    }
    picture
}

#[test]
fn a_terminal_without_utf8_gets_ascii() {
    let picture = words(
        16,
        &["┌─ Zoë – “a” ─┐", "│ 你好 ✓ … • ▸ x", "└─ £5 👍 end ──┘"],
    );
    let mut ascii = lean(picture.size(), |backend| backend.ascii(true));
    let bytes = ascii.draw(&picture);
    assert!(bytes.is_ascii());
    let screen = ascii.shows();
    assert_eq!(screen.text(0), "+- Zoe - \"a\" -+ ");
    assert_eq!(screen.text(1), "| ? ?  + ~ * > x");
    assert_eq!(screen.text(2), "+- L5 ?  end --+");
    // A shorter text over a wide symbol leaves nothing behind.
    let after = words(16, &["plain", "│ ab", ""]);
    ascii.draw(&after);
    assert_eq!(ascii.shows().text(1), "| ab            ");
}

#[test]
fn colours_are_kept_to_what_the_terminal_has() {
    let mut picture = words(10, &["colour", "indexed"]);
    let area = picture.buffer.area;
    let rgb = Style::new()
        .fg(Color::Rgb(250, 5, 5))
        .bg(Color::Indexed(17));
    picture.buffer.set_style(
        area,
        rgb.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
    );
    for (colours, expected) in [
        (Colours::Mono, "\x1b[1;4m"),
        (Colours::Sixteen, "\x1b[1;4;91;40m"),
        (Colours::Indexed, "\x1b[1;4;38;5;196;48;5;17m"),
        (Colours::True, "\x1b[1;4;38;2;250;5;5;48;5;17m"),
    ] {
        let mut terminal = lean(picture.size(), |backend| backend.colours(colours));
        let bytes = String::from_utf8(terminal.draw(&picture)).expect("text");
        assert!(bytes.contains(expected), "{colours:?}: {bytes:?}");
        let seen = terminal.shows().rows[0][0].clone();
        assert_eq!(seen.attributes, [true, false, false, true, false]);
    }
}

#[test]
fn a_symbol_of_doubtful_width_disturbs_no_neighbour() {
    // The emulated terminal draws the family as three people in six columns.
    let family = "👨\u{200d}👩\u{200d}👧";
    let mut picture = words(12, &["abcdefghijkl", "abcdefghijkl", "abcdefghijkl"]);
    let mut terminal = lean(picture.size(), |backend| backend);
    terminal.draw(&picture);
    picture.buffer.set_string(2, 1, family, Style::new());
    // In the last corner, where it would be wrapped and scroll the screen.
    picture.buffer.set_string(10, 2, family, Style::new());
    terminal.draw(&picture);
    let screen = terminal.shows();
    assert_eq!(screen.text(0), "abcdefghijkl");
    assert!(screen.text(1).starts_with("ab👨") && screen.text(1).ends_with("efghijkl"));
    assert_eq!(screen.text(2), "abcdefghij👨");
}

#[test]
fn a_wide_symbol_that_does_not_fit_is_left_out() {
    let mut picture = words(6, &["abcdef", "ghijkl"]);
    picture.buffer[(5, 1)].set_symbol("你");
    let mut terminal = lean(picture.size(), |backend| backend);
    terminal.draw(&picture);
    assert_eq!(terminal.shows().text(0), "abcdef");
    assert_eq!(terminal.shows().text(1), "ghijk ");
}

#[test]
fn no_cell_can_command_the_terminal() {
    let mut picture = words(8, &["abcdefgh"]);
    for (x, symbol) in (0..).zip(["\x1b[2J", "\u{9b}2J", "\x07", "e\u{202e}", "\t"]) {
        picture.buffer[(x, 0)].set_symbol(symbol);
    }
    // ratatui itself refuses to measure some of these, so the backend is handed the cells.
    let mut backend = LeanBackend::sized(Tape::default(), picture.size());
    backend.size().expect("a size");
    let cells = (0..)
        .zip(&picture.buffer.content)
        .map(|(x, cell)| (x, 0, cell));
    backend.draw(cells).expect("drawn");
    backend.flush().expect("flushed");
    let mut screen = emulated(picture.size());
    screen.process(&backend.writer().bytes);
    assert_eq!(screen.screen().contents(), "???e?fgh");
    assert!(!String::from_utf8_lossy(&backend.writer().bytes).contains('\u{202e}'));
}

#[test]
fn only_what_every_terminal_knows_is_sent() {
    let mut program = Program::new(Size::new(80, 24));
    program.wide_names = true;
    let mut terminal = Lean::new(program.size);
    let mut bytes = terminal.draw(&program.picture());
    for number in 0..200 {
        let key = Key::ALL[number * 5 % 14];
        program.press(key);
        bytes.extend(terminal.draw(&program.picture()));
    }
    let text = String::from_utf8(bytes).expect("text");
    for (number, part) in text.split('\x1b').enumerate().skip(1) {
        let Some(rest) = part.strip_prefix('[') else {
            assert!(part.starts_with('M'), "escape {number}: {part:?}");
            continue;
        };
        let last = rest.chars().find(|c| !matches!(c, '0'..='9' | ';' | '?'));
        assert!(
            last.is_some_and(|last| "ABCDGHJKmrhl".contains(last)),
            "{part:?}"
        );
        assert!(
            !rest.starts_with('?') || rest.starts_with("?25"),
            "{part:?}"
        );
    }
    let controls = text
        .chars()
        .filter(|c| c.is_control() && !"\x1b\r\n\x08".contains(*c));
    assert_eq!(controls.count(), 0);
}

#[test]
fn after_a_broken_write_everything_is_painted_again() {
    let mut picture = words(20, &["one", "two", "three"]);
    let mut terminal = Lean::new(picture.size());
    terminal.draw(&picture);
    picture.buffer.set_string(0, 1, "second", Style::new());
    terminal.terminal.backend_mut().writer_mut().broken = true;
    let failed = terminal.terminal.draw(|frame| {
        frame
            .buffer_mut()
            .content
            .clone_from(&picture.buffer.content);
    });
    assert!(failed.is_err());
    terminal.terminal.backend_mut().writer_mut().broken = false;
    terminal.screen.process(b"half of someth");
    terminal.draw(&picture);
    assert_eq!(terminal.shows().text(0).trim(), "one");
    assert_eq!(terminal.shows().text(1).trim(), "second");
}

#[test]
fn the_terminal_is_given_back_and_taken_again() {
    let mut picture = words(20, &["one", "two", "three"]);
    picture
        .buffer
        .set_style(Rect::new(0, 0, 20, 3), Style::new().bg(Color::Red));
    let mut terminal = Lean::new(picture.size());
    terminal.draw(&picture);
    terminal.terminal.backend_mut().release().expect("released");
    let tape = std::mem::take(terminal.terminal.backend_mut().writer_mut());
    assert_eq!(tape.bytes, b"\x1b[m\x1b[?25h");
    terminal.screen.process(&tape.bytes);
    terminal.screen.process(b"\r\n\n\n$ make\r\nfailed");
    terminal.draw(&picture);
    assert_eq!(terminal.shows().text(0).trim(), "one");
    assert_eq!(terminal.shows().text(2).trim(), "three");
    assert_eq!(terminal.shows().cursor, None);
}

#[test]
fn clearing_asks_the_terminal_nothing() {
    let picture = words(20, &["one", "two", "three"]);
    let mut terminal = Lean::new(picture.size());
    terminal.draw(&picture);
    terminal.terminal.set_cursor_position((4, 1)).expect("set");
    terminal.terminal.clear().expect("cleared");
    let place = terminal.terminal.backend_mut().get_cursor_position();
    assert_eq!(place.expect("a place"), Position::new(4, 1));
    let bytes = terminal.draw(&picture);
    assert!(bytes.starts_with(b"\x1b[m\x1b[r\x1b[H\x1b[J"));
    assert_eq!(terminal.shows().text(2).trim(), "three");
}

#[test]
fn parts_of_the_screen_are_cleared() {
    let rows = ["aaaa", "bbbb", "cccc"];
    for (part, expected) in [
        (ClearType::AfterCursor, "aaaa|bb  |    "),
        (ClearType::BeforeCursor, "    |   b|cccc"),
        (ClearType::CurrentLine, "aaaa|    |cccc"),
        (ClearType::UntilNewLine, "aaaa|bb  |cccc"),
        (ClearType::All, "    |    |    "),
    ] {
        let picture = words(4, &rows);
        let mut terminal = Lean::new(picture.size());
        terminal.draw(&picture);
        let backend = terminal.terminal.backend_mut();
        backend.set_cursor_position((2, 1)).expect("set");
        backend.clear_region(part).expect("cleared");
        backend.flush().expect("flushed");
        let tape = std::mem::take(backend.writer_mut());
        terminal.screen.process(&tape.bytes);
        let screen = terminal.shows();
        let text: Vec<String> = (0..3).map(|row| screen.text(row)).collect();
        assert_eq!(text.join("|"), expected, "{part:?}");
    }
}

#[test]
fn a_part_of_the_screen_can_be_drawn_alone() {
    let size = Size::new(20, 5);
    let viewport = Viewport::Fixed(Rect::new(0, 0, 20, 3));
    let backend = LeanBackend::sized(Tape::default(), size);
    backend.size().expect("a size");
    let options = TerminalOptions { viewport };
    let mut terminal = Terminal::with_options(backend, options).expect("a terminal");
    let picture = words(20, &["one", "two", "three"]);
    draw(&mut terminal, &picture);
    terminal.clear().expect("cleared");
    draw(&mut terminal, &picture);
    let mut screen = emulated(size);
    screen.process(&terminal.backend().writer().bytes);
    assert_eq!(screen.screen().contents(), "one\ntwo\nthree");
}

#[test]
fn the_cursor_is_looked_for_after_the_last_column() {
    let mut picture = words(20, &["one", "two"]);
    let mut terminal = Lean::new(picture.size());
    terminal.draw(&picture);
    for y in 0..2 {
        picture.buffer[(19, y)].set_symbol("x");
    }
    // Some terminals wait to wrap here, some do not: no relative move can be trusted.
    let bytes = String::from_utf8(terminal.draw(&picture)).expect("text");
    let between = bytes.split('x').nth(1).expect("two marks");
    assert!(
        between.starts_with("\x1b[") && between.ends_with('H'),
        "{bytes:?}"
    );
}

#[test]
fn rows_that_scroll_in_are_plain_on_every_terminal() {
    let rows = [
        "title",
        "Adams, Ann",
        "Brown, Bob",
        "Clark, Cy",
        "Davis, Di",
        "foot",
    ];
    let mut before = words(40, &rows);
    before
        .buffer
        .set_style(Rect::new(0, 5, 40, 1), Style::new().bg(Color::Red));
    let mut after = words(
        40,
        &[rows[0], rows[2], rows[3], rows[4], "Evans, Ed", rows[5]],
    );
    after
        .buffer
        .set_style(Rect::new(0, 5, 40, 1), Style::new().bg(Color::Red));
    let mut terminal = Lean::new(before.size());
    terminal.draw(&before);
    // The pen is left with the red of the foot; a line feed would fill the new row with it.
    let bytes = String::from_utf8(terminal.draw(&after)).expect("text");
    assert_eq!(bytes, "\x1b[2;5r\x1b[m\x1b[5H\nEvans, Ed\x1b[r");
}
