//! What stands in a record, a file or a paste is text: it moves no cursor, sets no title, fills no clipboard.

use std::fs;
use std::path::Path;

use crate::emulator::{Deeds, Modes};
use crate::home::{Home, MARGARET};
use crate::pty::{CTRL_Q, CTRL_S, ENTER, ESC, PATIENCE, TAB, Terminal};

/// Sequences that act on terminals: each would leave a trace in the emulator or on the screen.
const SEQUENCES: [&str; 12] = [
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]0;owned\x07",
    "\x1b]2;owned\x1b\\",
    "\x1b[2J\x1b[H",
    "\x1b[?1049l",
    "\x1b[?2004l\x1b[?25l\x1b[?1h",
    "\x1b[?1000h\x1b[?1006h",
    "\x1b[31;5m",
    "\x1b[5 q\x1b=",
    "\x1bc",
    "\x07\x08\x08\x0e",
    "\u{9b}2J\u{9d}52;c;ZXZpbA==\u{9c}",
];

/// The modes of the program at work.
const AT_WORK: Modes = Modes {
    other_screen: true,
    bracketed_paste: true,
    ..Modes::CLEAN
};

#[track_caller]
fn assert_untouched(terminal: &Terminal, what: &str) {
    terminal.settle();
    assert_eq!(terminal.deeds(), Deeds::default(), "{what}");
    assert_eq!(terminal.modes(), AT_WORK, "{what}");
    terminal.assert_repaint_agrees(what);
}

/// Whether a text could act on a terminal.
fn acts(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && c != '\n')
}

/// The emulator notices each of them, so that its silence says something.
#[test]
fn the_sequences_would_be_noticed() {
    for sequence in SEQUENCES {
        let mut parser = crate::emulator::emulator(80, 24);
        parser.process(b"\x1b[?1049h\x1b[?2004h\x1b[5;5Hhere");
        let before = (
            parser.screen().contents_formatted(),
            parser.screen().state_formatted(),
        );
        parser.process(sequence.as_bytes());
        parser.process(b"x");
        let mut quiet = crate::emulator::emulator(80, 24);
        quiet.process(b"\x1b[?1049h\x1b[?2004h\x1b[5;5Hherex");
        let noticed = parser.callbacks() != &Deeds::default()
            || parser.screen().state_formatted() != quiet.screen().state_formatted();
        assert!(noticed, "{sequence:?} after {before:?}");
    }
}

#[test]
fn a_list_with_escapes_is_shown_and_refused() {
    let home = Home::seeded();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/escapes.csv");
    let mut list = fs::read(fixture).unwrap();
    for (number, sequence) in SEQUENCES.iter().enumerate() {
        let row = format!(",Gannet{number},Ada,01/02/1940,{sequence}ZZ1 1AA,,note {sequence}\n");
        list.extend_from_slice(row.as_bytes());
    }
    let path = home.write("list.csv", list);

    let terminal = home.open();
    terminal.press("I", "Bring people or services in from a file");
    terminal.keys(&path);
    terminal.press(ENTER, "Preview: nothing is written yet.");
    assert_untouched(&terminal, "the preview");
    let mut all = terminal.screen();
    for _ in 0..10 {
        terminal.keys(" ");
        terminal.settle();
        all.push_str(&terminal.screen());
    }
    assert_untouched(&terminal, "the end of the preview");
    assert!(all.contains('␛'), "no mark where an escape stood:\n{all}");
    assert!(all.contains("Rows that cannot be brought in"), "{all}");
    terminal.press(ESC, "Nothing was brought in.");

    for args in [
        &["import", &path, "--dry-run"][..],
        &["import", &path, "--dry-run", "--json"],
        &["import", &path, "--yes"],
        &["today"],
        &["today", "--json"],
    ] {
        let ran = home.run(args);
        assert!(!acts(&ran.stdout) && !acts(&ran.stderr), "{args:?} {ran:?}");
    }
}

#[test]
fn pasted_and_typed_escapes_do_nothing() {
    let home = Home::seeded();
    let terminal = home.open();
    terminal.press(ENTER, "Needs");
    terminal.press("w", "Write it as they say it");
    for (number, sequence) in SEQUENCES.iter().enumerate() {
        terminal.paste(&format!("before{number} {sequence} after{number}\n"));
        terminal.wait_for(&format!("after{number}"));
        terminal.wait_for("Control characters in the pasted text were left out.");
        assert_untouched(&terminal, sequence);
    }
    // A terminal without bracketed paste types them. Of those that begin like a terminal's answer, crossterm waits for
    // the end, which is a "c".
    for sequence in SEQUENCES {
        terminal.keys(sequence);
        terminal.keys("c");
        terminal.settle();
    }
    terminal.press("typed", "typed");
    assert_untouched(&terminal, "typed");
    terminal.press(CTRL_S, "Saved");
    assert_untouched(&terminal, "saved");

    // Into a form, where a line is one line.
    terminal.press("c", "What was said");
    terminal.paste("one\ntwo \x1b]52;c;ZXZpbA==\x07 three");
    terminal.wait_for("three");
    terminal.wait_for("Control characters in the pasted text were left out.");
    assert_untouched(&terminal, "pasted into a form");
    terminal.keys(TAB);
    terminal.paste("\x1b\x07fri");
    terminal.wait_for("= Fri");
    terminal.keys(CTRL_S);
    terminal.wait_for_words("Logged for");
    assert_untouched(&terminal, "Logged for");

    let record = home.run(&["show", MARGARET, "--json"]);
    let text = record.json();
    for place in ["/people/0/words/0/text", "/people/0/contacts/0/gist"] {
        let kept = text.pointer(place).and_then(|text| text.as_str()).unwrap();
        assert!(!acts(kept), "{place}: {kept:?}");
    }
}

/// Input that the reader of keys falls over (crossterm subtracts 1 from a position of 0, which panics where arithmetic
/// is checked) must not leave a program that hears nothing on a terminal that it no longer has.
#[test]
fn a_reader_of_keys_that_falls_over_takes_nothing_along() {
    let home = Home::seeded();
    let mut terminal = home.open();
    terminal.press(ENTER, "Needs");
    terminal.press("w", "Write it as they say it");
    terminal.press("Kittiwake", "Kittiwake");
    terminal.keys("\x1b[0;0R");
    terminal.settle();
    // Where arithmetic is not checked it goes on.
    terminal.keys(CTRL_Q);
    terminal.wait_end(PATIENCE);
    terminal.settle();
    assert_eq!(terminal.modes(), Modes::CLEAN);
    assert_eq!(terminal.settings(), terminal.settings_before);
    assert!(
        !terminal.everything().contains("Kittiwake"),
        "{}",
        terminal.everything()
    );
    let terminal = home.open();
    terminal.press(ENTER, "Needs");
    terminal.press("w", "Kittiwake");
}

/// A file of another store is taken as it is; then it is the screen that has to be careful.
#[test]
fn a_record_that_holds_escapes_acts_on_nothing() {
    let home = Home::seeded();
    let file = home.text_path("everybody.json");
    assert_eq!(home.run(&["export", "json", "--all", "-o", &file]).code, 0);
    let mut whole: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let all = SEQUENCES.concat();
    let person = whole.pointer_mut("/people/0/person").unwrap();
    let person = person.as_object_mut().unwrap();
    let name = person.get_mut("name").and_then(|name| name.as_object_mut());
    for (_, part) in name.unwrap().iter_mut() {
        if let Some(text) = part.as_str() {
            *part = format!("{text}{all}\u{202e}").into();
        }
    }
    let hostile = home.write("hostile.json", serde_json::to_vec(&whole).unwrap());
    home.make_cheap("other");
    let ran = home.run_on("other", &["import", &hostile, "--yes"]);
    assert!(!acts(&ran.stdout) && !acts(&ran.stderr), "{ran:?}");
    if ran.code != 0 {
        // To refuse such a file is right too.
        return;
    }
    for args in [
        &["today"][..],
        &["today", "--json"],
        &["today", "--why", MARGARET],
        &["show", MARGARET],
        &["show", MARGARET, "--json"],
    ] {
        let ran = home.run_on("other", args);
        assert!(!acts(&ran.stdout) && !acts(&ran.stderr), "{args:?} {ran:?}");
    }
    // Caseload JSON moves a record unchanged; the others are read by people and by other programs.
    for format in ["text", "markdown", "html", "csv", "fhir"] {
        let out = home.text_path(&format!("out.{format}"));
        let ran = home.run_on(
            "other",
            &["export", format, "--person", MARGARET, "-o", &out],
        );
        assert_eq!(ran.code, 0, "{ran:?}");
        let written = fs::read_to_string(&out).unwrap();
        let text = written.replace('\r', "");
        assert!(!acts(&text), "{format}: {text:?}");
    }
    fs::rename(home.path("store"), home.path("first")).unwrap();
    fs::rename(home.path("other"), home.path("store")).unwrap();
    let terminal = home.open();
    assert_untouched(&terminal, "the list");
    terminal.keys("g");
    for keys in [
        ENTER, "1", "2", "3", "4", "5", "w", ESC, "c", ESC, "e", ESC, "X", ESC,
    ] {
        terminal.keys(keys);
        assert_untouched(&terminal, keys);
    }
}
