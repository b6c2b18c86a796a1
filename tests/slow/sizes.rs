//! Windows of every size, changing at any moment: what is on the screen is right, and everything can be reached.

use std::time::Duration;

use rustix::process::Signal;

use crate::emulator::Modes;
use crate::home::{Home, NAMES};
use crate::place::{Place, assert_nobody_is_left};
use crate::pty::{CTRL_Q, CTRL_S, CTRL_Z, ENTER, PATIENCE};

#[test]
fn a_storm_of_sizes_leaves_the_right_screen() {
    const SIZES: [(u16, u16); 16] = [
        (60, 15),
        (200, 50),
        (61, 49),
        (199, 16),
        (80, 24),
        (100, 15),
        (60, 50),
        (120, 40),
        (140, 20),
        (77, 33),
        (60, 15),
        (160, 45),
        (99, 24),
        (200, 15),
        (64, 22),
        (132, 43),
    ];
    let home = Home::seeded();
    for place in Place::ALL {
        let mut terminal = place.open(&home);
        for round in 0..4 {
            for (columns, rows) in SIZES {
                terminal.resize(columns, rows);
                if round % 2 == 0 {
                    std::thread::sleep(Duration::from_millis(7));
                }
            }
        }
        // Far too small is no reason to fall over.
        for (columns, rows) in [(1, 1), (2, 1), (1, 2), (10, 3), (20, 5), (500, 2), (3, 120)] {
            terminal.resize(columns, rows);
            terminal.settle();
        }
        for (columns, rows) in [(60, 15), (80, 24)] {
            terminal.resize(columns, rows);
            terminal.wait_for("Quillf");
            terminal.assert_repaint_agrees(&format!("{place:?}"));
        }
        terminal.keys(CTRL_Q);
        assert_eq!(terminal.wait_end(PATIENCE), Some(0), "{place:?}");
        terminal.settle();
        assert_eq!(terminal.modes(), Modes::CLEAN);
        assert_eq!(terminal.settings(), terminal.settings_before);
        assert_nobody_is_left(&terminal.everything(), "after a storm");
    }
}

#[test]
fn a_window_resized_while_suspended_is_noticed() {
    let home = Home::seeded();
    let terminal = home.open();
    terminal.keys(CTRL_Z);
    terminal.wait_stopped();
    terminal.resize(120, 40);
    terminal.signal(Signal::CONT);
    terminal.wait_for(NAMES[0]);
    // So wide, the front page stands beside the list.
    terminal.wait_for("Words");
}

/// A serial line may never have been told its size.
#[test]
fn a_terminal_without_a_size_is_taken_for_an_ordinary_one() {
    let home = Home::seeded();
    let mut terminal = home.open_sized(0, 0);
    terminal.resize_emulator(80, 24);
    terminal.wait_for("= 2 open");
    terminal.keys(CTRL_Q);
    assert_eq!(terminal.wait_end(PATIENCE), Some(0));
}

/// An entry longer than the screen, without a line end in it, as a paste into a form makes it.
#[test]
fn a_long_entry_can_be_read_to_its_end() {
    let home = Home::seeded();
    for (columns, rows) in [(80, 24), (60, 15)] {
        let terminal = home.open_sized(columns, rows);
        terminal.wait_for(NAMES[1]);
        terminal.press("/", "Find:");
        terminal.press("quill", "1 found");
        terminal.keys(ENTER);
        terminal.press("c", "What was said");
        let long: Vec<String> = (0..600).map(|number| format!("word{number}")).collect();
        terminal.paste(&long.join(" "));
        terminal.wait_for("word599");
        terminal.keys(CTRL_S);
        terminal.wait_for_words("Logged for");
        terminal.press(ENTER, "Needs");
        terminal.press("3", "word0");
        terminal.press(ENTER, "Contact with Margaret Quillfeather");
        let mut seen = terminal.screen();
        for _ in 0..30 {
            if seen.contains("Written by A. Okafor") {
                break;
            }
            let before = terminal.screen();
            terminal.keys(" ");
            terminal.wait_until("the next page", |screen| screen != before);
            seen.push_str(&terminal.screen());
        }
        let missing: Vec<&String> = long
            .iter()
            .filter(|word| !seen.split_whitespace().any(|seen| seen == word.as_str()))
            .collect();
        assert!(missing.is_empty(), "{missing:?} were never seen");
    }
}
