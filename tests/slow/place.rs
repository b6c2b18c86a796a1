//! The screens on which something may happen, each with somebody's data on it.

use crate::emulator::framed;
use crate::home::{Home, NAMES};
use crate::pty::{DOWN, ENTER, Terminal};

const WORDS: &str = "Kittiwake and gorse";
/// What no terminal may show after the end: names, numbers, words, and what stands in forms.
pub const PLANTED: [&str; 5] = [NAMES[0], NAMES[1], "999 000 0018", WORDS, "Guillemot"];

/// The screens on which an end may come.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    Today,
    Front,
    Editor,
    Form,
}

impl Place {
    pub const ALL: [Self; 4] = [Self::Today, Self::Front, Self::Editor, Self::Form];

    /// Opens the workstation there, with something planted on the screen.
    pub fn open(self, home: &Home) -> Terminal {
        let terminal = home.open();
        terminal.wait_for(NAMES[0]);
        match self {
            Self::Today => {
                // Scrolls and moves, so that something can have scrolled off.
                terminal.keys(DOWN);
            }
            Self::Front => terminal.press(ENTER, "Needs"),
            Self::Editor => {
                terminal.press(ENTER, "Needs");
                terminal.press("w", "Write it as they say it");
                terminal.press(WORDS, WORDS);
            }
            Self::Form => {
                terminal.press("c", "What was said");
                terminal.press("Guillemot", "Guillemot");
            }
        }
        terminal
    }
}

/// Fails where anything planted can be read.
#[track_caller]
pub fn assert_nobody_is_left(text: &str, what: &str) {
    for planted in PLANTED {
        assert!(
            !text.contains(planted),
            "{what}: {planted} is left:\n{}",
            framed(text)
        );
    }
}
