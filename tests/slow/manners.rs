//! How the terminal is taken and given back: nothing is left switched on, and nobody's name is left to read.

use std::time::Duration;

use chrono::Timelike;
use rustix::process::Signal;

use caseload::platform::clock::Clock;

use crate::emulator::{Deeds, Modes, emulator, everything, trimmed};
use crate::home::{Home, LIST, MARGARET, NAMES};
use crate::place::{Place, assert_nobody_is_left};
use crate::pty::{CTRL_L, CTRL_Q, CTRL_S, CTRL_Z, DOWN, ENTER, ESC, PATIENCE, Terminal};

/// Nothing of anybody's is left, and every mode is as it was found.
#[track_caller]
fn assert_clean(terminal: &Terminal, what: &str) {
    terminal.settle();
    assert_eq!(
        terminal.settings(),
        terminal.settings_before,
        "{what}: settings"
    );
    assert_eq!(terminal.modes(), Modes::CLEAN, "{what}");
    assert_eq!(terminal.deeds(), Deeds::default(), "{what}");
    assert_nobody_is_left(&terminal.everything(), what);
    // PuTTY and tmux can be told to have one screen alone; then what is left is left for ever.
    let mut one_screen = emulator(80, 24);
    one_screen.process(&without_other_screen(&terminal.bytes()));
    assert_nobody_is_left(
        &everything(&mut one_screen),
        &format!("{what}, on a terminal with one screen"),
    );
}

/// What the program sent, without the change to the other screen and back.
fn without_other_screen(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    text.replace("\x1b[?1049h", "")
        .replace("\x1b[?1049l", "")
        .into_bytes()
}

/// The comparison is worth something: a program that only leaves the other screen would be caught.
#[test]
fn names_on_a_terminal_with_one_screen_would_be_found() {
    let mut one_screen = emulator(80, 24);
    let sent = format!("\x1b[?1049h\x1b[2J{}\x1b[?1049l\x1b[?25h", NAMES[0]);
    one_screen.process(sent.as_bytes());
    assert!(!everything(&mut one_screen).contains(NAMES[0]));
    let mut one_screen = emulator(80, 24);
    one_screen.process(&without_other_screen(sent.as_bytes()));
    assert!(everything(&mut one_screen).contains(NAMES[0]));
    let mut scrolled = emulator(80, 24);
    scrolled.process(format!("{}{}", NAMES[0], "\r\n".repeat(30)).as_bytes());
    assert!(everything(&mut scrolled).contains(NAMES[0]));
}

#[test]
fn every_end_leaves_a_clean_terminal() {
    for place in Place::ALL {
        for end in [None, Some(Signal::TERM), Some(Signal::HUP)] {
            // A draft of the time before would show the words before the keys have arrived.
            let home = Home::seeded();
            let what = format!("{place:?} ended by {end:?}");
            let mut terminal = place.open(&home);
            assert_ne!(terminal.settings(), terminal.settings_before, "raw mode");
            match end {
                None => terminal.keys(CTRL_Q),
                Some(signal) => terminal.signal(signal),
            }
            let code = terminal.wait_end(PATIENCE);
            assert_eq!(code, Some(0), "{what}");
            assert_clean(&terminal, &what);
            assert_eq!(terminal.alive(), Vec::<String>::new(), "{what}");
        }
    }
}

/// Nor does it matter whether the passphrase is being asked for, worked out or refused.
#[test]
fn an_end_before_the_list_is_there_is_clean_too() {
    let home = Home::seeded();
    for keys in ["", "wrong passphrase\r"] {
        let mut terminal = home.start(&[], 80, 24);
        terminal.wait_for("Passphrase");
        terminal.keys(keys);
        terminal.signal(Signal::TERM);
        assert_eq!(terminal.wait_end(PATIENCE), Some(0));
        assert_clean(&terminal, "the door");
    }
    // What is typed before the program has the terminal is not lost, Enter included.
    let mut terminal = home.start(&[], 80, 24);
    terminal.press(
        "not the passphrase\r",
        "That passphrase does not open the store",
    );
    terminal.keys(CTRL_Q);
    assert_eq!(terminal.wait_end(PATIENCE), Some(0));
    assert_clean(&terminal, "the door, left");
}

#[test]
fn suspended_it_shows_nobody_and_comes_back() {
    for place in Place::ALL {
        for by_key in [true, false] {
            let home = Home::seeded();
            let what = format!("{place:?} suspended, by key: {by_key}");
            let mut terminal = place.open(&home);
            terminal.settle();
            let before = (terminal.screen(), terminal.settings());
            if by_key {
                terminal.keys(CTRL_Z);
            } else {
                terminal.signal(Signal::TSTP);
            }
            terminal.wait_stopped();
            assert_clean(&terminal, &what);
            // The shell may have set the terminal as it likes in the meantime; a window may have changed.
            terminal.signal(Signal::CONT);
            terminal.wait_for(NAMES[0]);
            terminal.settle();
            // The state of a draft may have been said in between, and the minute of the top line may have passed.
            let still = |screen: &str| {
                let below = screen.split_once('\n').map_or("", |(_, below)| below);
                trimmed(&below.replace("draft kept", ""))
            };
            assert_eq!(still(&terminal.screen()), still(&before.0), "{what}");
            assert_eq!(terminal.settings(), before.1, "{what}");
            assert!(terminal.modes().other_screen && terminal.modes().bracketed_paste);
            terminal.keys(CTRL_Q);
            assert_eq!(terminal.wait_end(PATIENCE), Some(0), "{what}");
            assert_clean(&terminal, &what);
        }
    }
}

#[test]
fn locked_it_shows_nobody() {
    let home = Home::seeded();
    let many = many_people();
    let list = home.write("many.csv", &many);
    assert_eq!(home.run(&["import", &list, "--yes"]).code, 0);
    for tour in [Tour::None, Tour::List, Tour::Person, Tour::Preview] {
        let what = format!("locked after {tour:?}");
        let mut terminal = home.open_sized(80, 24);
        terminal.wait_for("= 62 open");
        tour.make(&terminal, &list);
        terminal.press("z", "Locked. Nothing is lost.");
        terminal.settle();
        let is_clean = |what: &str| {
            assert_nobody_is_left(&terminal.everything(), what);
            let mut one_screen = emulator(80, 24);
            one_screen.process(&without_other_screen(&terminal.bytes()));
            let text = everything(&mut one_screen);
            assert_nobody_is_left(&text, &format!("{what}, on a terminal with one screen"));
        };
        is_clean(&what);
        // Keys on the lock change nothing and show nothing.
        for key in ["1", "I", "X", DOWN, ":", "?", "u", CTRL_S, CTRL_L] {
            terminal.keys(key);
        }
        terminal.settle();
        is_clean("keys on the lock");
        terminal.keys(CTRL_Q);
        assert_eq!(terminal.wait_end(PATIENCE), Some(0));
        assert_clean(&terminal, "quit while locked");
    }
}

/// What is done before the lock, so that names have been all over the screen and scrolled off it.
#[derive(Clone, Copy, Debug)]
enum Tour {
    None,
    List,
    Person,
    Preview,
}

impl Tour {
    fn make(self, terminal: &Terminal, list: &str) {
        match self {
            Self::None => {}
            Self::List => {
                for keys in [" ", " ", "G", "g", "\t", "G"] {
                    terminal.keys(keys);
                    terminal.settle();
                }
                terminal.keys(&"k".repeat(30));
                terminal.settle();
            }
            Self::Person => {
                terminal.press(ENTER, "Needs");
                for keys in ["2", "3", "4", "5", "1", "?", " ", " ", ESC] {
                    terminal.keys(keys);
                    terminal.settle();
                }
            }
            Self::Preview => {
                terminal.press("I", "Bring people or services in from a file");
                terminal.keys(list);
                terminal.press(ENTER, "Preview");
                terminal.keys(&"j".repeat(40));
                terminal.settle();
                terminal.keys(" ");
                terminal.settle();
                terminal.press(ESC, "Nothing was brought in.");
            }
        }
    }
}

/// Sixty people more, all of them Guillemots.
fn many_people() -> String {
    let heading = LIST.lines().next().unwrap_or_default().to_owned();
    (1..=60).fold(heading, |list, number| {
        let day = number % 28 + 1;
        list + &format!("\n,Guillemot{number},Ada,{day:02}/02/1940,ZZ1 1AA,")
    })
}

#[test]
fn at_rest_it_sends_and_does_nothing() {
    let home = Home::seeded();
    let terminals: Vec<(Place, Terminal)> = Place::ALL
        .into_iter()
        .map(|place| (place, place.open(&home)))
        .collect();
    // A draft is kept within a second; then there is nothing left to do.
    std::thread::sleep(Duration::from_millis(1_200));
    for (_, terminal) in &terminals {
        terminal.settle();
    }
    // The minute on the screen changes; three seconds are to lie within one.
    let second = Clock::system().now().second();
    if second > 55 {
        std::thread::sleep(Duration::from_secs(u64::from(61 - second)));
    }
    let before: Vec<(usize, u64)> = terminals
        .iter()
        .map(|(_, terminal)| (terminal.bytes().len(), terminal.work_done()))
        .collect();
    std::thread::sleep(Duration::from_secs(3));
    for ((place, terminal), (bytes, work)) in terminals.iter().zip(before) {
        let sent = terminal.bytes().split_off(bytes);
        assert!(
            sent.is_empty(),
            "{place:?} at rest sends {:?}",
            String::from_utf8_lossy(&sent)
        );
        let done = terminal.work_done() - work;
        assert!(done <= 2, "{place:?} at rest works for {done} hundredths");
    }
}

/// Plain output acts on no terminal.
#[test]
fn plain_output_has_no_escapes() {
    let home = Home::seeded();
    for args in [
        &["today"][..],
        &["show", MARGARET],
        &["keys"],
        &["themes"],
        &["--help"],
        &["nonsense"],
    ] {
        let ran = home.run(args);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!said.contains('\x1b'), "{args:?}: {said:?}");
    }
}
