//! What the program does to a terminal: the screen as text, the modes it leaves, and what it should never do.

use std::fmt::Write as _;
use std::num::NonZeroU16;

/// Lines kept of what scrolled off.
const SCROLLBACK: usize = 5_000;

/// What a terminal was made to do beside showing characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deeds {
    pub bells: usize,
    pub titles: Vec<String>,
    pub clipboard: Vec<String>,
    pub unknown: Vec<String>,
}

impl vt100::Callbacks for Deeds {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.bells += 1;
    }
    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, name: &[u8]) {
        self.titles.push(String::from_utf8_lossy(name).into_owned());
    }
    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.titles
            .push(String::from_utf8_lossy(title).into_owned());
    }
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        self.clipboard
            .push(String::from_utf8_lossy(data).into_owned());
    }
    fn paste_from_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.clipboard.push("read".to_owned());
    }
    fn unhandled_osc(&mut self, _: &mut vt100::Screen, params: &[&[u8]]) {
        self.unknown.push(format!("OSC {params:?}"));
    }
    fn unhandled_control(&mut self, _: &mut vt100::Screen, byte: u8) {
        self.unknown.push(format!("control {byte:02x}"));
    }
}

/// The modes of a terminal that a program may leave behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a terminal has that many switches"
)]
pub struct Modes {
    pub other_screen: bool,
    pub cursor_hidden: bool,
    pub bracketed_paste: bool,
    pub application_cursor: bool,
    pub application_keypad: bool,
    pub mouse: bool,
}

impl Modes {
    /// Those of a terminal on which no program runs.
    pub const CLEAN: Self = Self {
        other_screen: false,
        cursor_hidden: false,
        bracketed_paste: false,
        application_cursor: false,
        application_keypad: false,
        mouse: false,
    };

    pub fn of(screen: &vt100::Screen) -> Self {
        Self {
            other_screen: screen.alternate_screen(),
            cursor_hidden: screen.hide_cursor(),
            bracketed_paste: screen.bracketed_paste(),
            application_cursor: screen.application_cursor(),
            application_keypad: screen.application_keypad(),
            mouse: screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None,
        }
    }
}

/// A terminal emulator of that size.
pub fn emulator(columns: u16, rows: u16) -> vt100::Parser<Deeds> {
    vt100::Parser::new_with_callbacks(
        at_least_1(rows),
        at_least_1(columns),
        SCROLLBACK,
        Deeds::default(),
    )
}

/// A size that an emulator can have.
pub fn at_least_1(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap_or(NonZeroU16::MIN)
}

/// Everything that can be read on an emulator: what scrolled off, then the screen.
pub fn everything(parser: &mut vt100::Parser<Deeds>) -> String {
    let screen = parser.screen_mut();
    let mut text = String::new();
    let (_, columns) = screen.size();
    for back in (1..=screen.scrollback_len()).rev() {
        screen.set_scrollback(back);
        let row = screen.rows(0, columns.get()).next().unwrap_or_default();
        let _ = writeln!(text, "{row}");
    }
    screen.set_scrollback(0);
    text.push_str(&screen.contents());
    text
}

/// A screen with its edge, for messages.
pub fn framed(screen: &str) -> String {
    screen.lines().fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "| {line}");
        text
    })
}

/// A screen without the blanks at the ends of its rows, which an emulator keeps or not.
pub fn trimmed(screen: &str) -> String {
    screen
        .lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
        .trim_end()
        .to_owned()
}

/// A text with its line ends taken for blanks.
pub fn flowed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
