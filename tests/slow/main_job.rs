//! The main job from nothing to a record handed on: everything that a coordinator does in a week, keystroke by keystroke.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde_json::Value;

use crate::emulator::{Modes, flowed};
use crate::home::{Home, LIST, LOGIN, MARGARET, NAMES, PHRASE, Ran, mode};
use crate::pty::{CTRL_D, CTRL_K, CTRL_Q, CTRL_S, ENTER, HOME, PATIENCE, RIGHT, TAB, Terminal};

const WORDS: &str = "I want to stay in my own kitchen and see my sister on Sundays.";
const PHRASE_OF_THEIRS: &str = "see my sister on Sundays";
const GOAL: &str = "Travel to her sister twice a month";
const ACTION: &str = "Book the community bus";
const GIST: &str = "Margaret is well and wants the bus on Sundays";

#[test]
fn the_main_job() {
    let home = Home::new();
    let code = first_run(&home);
    let list = home.write("list.csv", LIST);

    let mut terminal = sign_in(&home, PHRASE);
    terminal.wait_for("Nobody is on the list yet.");
    bring_in(&terminal, &list);
    follow_margaret(&terminal);
    quit(&mut terminal);

    let mut terminal = sign_in(&home, PHRASE);
    terminal.wait_for("= 2 open");
    assert!(
        !terminal.screen().contains("draft"),
        "{}",
        terminal.screen()
    );
    everything_is_there(&terminal);
    let folder = home.path("handed-on");
    hand_on(&terminal, &folder);
    quit(&mut terminal);

    let mut terminal = sign_in(&home, &code);
    terminal.wait_for("= 2 open");
    quit(&mut terminal);

    exports_are_private_and_whole(&home, &folder);
    the_record_says_what_was_typed(&home);
    another_store_gets_the_same(&home);
    counts_add_up(&home.today());
}

/// Makes the store by the welcome form; gives the recovery code.
fn first_run(home: &Home) -> String {
    let mut terminal = home.start(&[], 80, 24);
    terminal.wait_for("Welcome to Caseload");
    for text in [LOGIN, TAB, "A. Okafor", TAB, TAB, PHRASE, TAB, PHRASE] {
        terminal.keys(text);
    }
    terminal.wait_for(&"*".repeat(PHRASE.len()));
    assert!(!terminal.screen().contains(PHRASE), "it is not shown");
    terminal.press(ENTER, "Your recovery code");
    let screen = terminal.screen();
    let is_code = |line: &&str| {
        line.len() > 16
            && line
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
    };
    let found = screen.lines().map(str::trim).find(is_code);
    let code = found
        .unwrap_or_else(|| panic!("no code on the page:\n{screen}"))
        .to_owned();
    terminal.press(ENTER, "Is the code written down?");
    terminal.press(CTRL_D, "The store is ready");
    terminal.wait_gone(&code);
    quit(&mut terminal);
    code
}

fn sign_in(home: &Home, secret: &str) -> Terminal {
    let terminal = home.start(&[], 80, 24);
    // The only login there is stands in its field already.
    terminal.wait_until("for the passphrase to be asked for", |screen| {
        screen.contains("Passphrase") && screen.contains(LOGIN)
    });
    terminal.keys(secret);
    terminal.keys(ENTER);
    terminal.wait_for("= ");
    terminal
}

fn bring_in(terminal: &Terminal, list: &str) {
    terminal.press("I", "Bring people or services in from a file");
    terminal.keys(list);
    terminal.press(ENTER, "Preview: nothing is written yet.");
    let preview = terminal.screen();
    for said in [
        "3 rows: 2 to bring in",
        "1 bad",
        "Enter brings 2 people in",
        "row 4, NHS Number: \"9990000019\"",
        "not a valid NHS number",
        "row 2: Quillfeather, Margaret",
    ] {
        assert!(preview.contains(said), "{said} is not in\n{preview}");
    }
    terminal.press(ENTER, "Why identified");
    // Without a reason nobody comes in.
    terminal.press(CTRL_S, "Say why these people were identified");
    terminal.keys("frailty register");
    terminal.keys(TAB);
    terminal.keys("Dr Shah");
    terminal.press(ENTER, "2 people brought in");
    terminal.wait_for("= 2 open");
    let today = terminal.screen();
    for name in NAMES {
        let row = today
            .lines()
            .find(|line| line.contains(name))
            .unwrap_or_default();
        assert!(row.contains("joined"), "{name} has no reason:\n{today}");
    }
    assert!(!today.contains("Oxenthwaite"), "{today}");
}

fn follow_margaret(terminal: &Terminal) {
    terminal.press(ENTER, "none of their own words yet");
    terminal.press("w", "Write it as they say it");
    terminal.keys(WORDS);
    terminal.wait_for(WORDS);
    terminal.press(CTRL_S, "Saved");
    terminal.keys("2");
    terminal.wait_for_words(&format!("\"{WORDS}\""));

    terminal.press("o", "A goal or hope");
    terminal.keys(GOAL);
    terminal.keys(TAB);
    terminal.keys(PHRASE_OF_THEIRS);
    terminal.keys(TAB);
    terminal.keys("9");
    terminal.press(CTRL_S, "Saved");
    assert!(
        !terminal.screen().contains("not tied"),
        "{}",
        terminal.screen()
    );

    // The outline cuts long rows; the selected one is whole below it.
    select(terminal, "goal: ");
    terminal.wait_for_words(&format!("because: \"{PHRASE_OF_THEIRS}\""));
    terminal.press("a", &format!("Serves the goal: {GOAL}"));
    terminal.keys(ACTION);
    terminal.keys(TAB);
    terminal.keys("Grace");
    terminal.keys(TAB);
    terminal.press("+2w", "= ");
    terminal.press(CTRL_S, "Open; expected by");
    terminal.wait_for("action: Grace, by");
    terminal.wait_for(ACTION);

    terminal.press("c", "Contact with Margaret Quillfeather");
    terminal.keys(GIST);
    terminal.keys(TAB);
    terminal.press("fri", "= Fri");
    terminal.keys(CTRL_S);
    terminal.wait_for_words("with the person; next Fri");
}

/// Moves down until the row with a text is selected.
fn select(terminal: &Terminal, text: &str) {
    let is_selected = |screen: &str| {
        screen
            .lines()
            .any(|line| line.starts_with('>') && line.contains(text))
    };
    for _ in 0..20 {
        if is_selected(&terminal.screen()) {
            return;
        }
        let before = selected(&terminal.screen());
        terminal.keys("j");
        terminal.wait_until("for the next row", |screen| selected(screen) != before);
    }
    panic!("{text} cannot be selected:\n{}", terminal.screen());
}

fn selected(screen: &str) -> Option<usize> {
    screen.lines().position(|line| line.starts_with('>'))
}

fn everything_is_there(terminal: &Terminal) {
    terminal.press("/", "Find:");
    terminal.press("quill", "1 found");
    terminal.press(ENTER, "Only \"quill\"");
    terminal.press(ENTER, "Needs");
    for said in [
        &format!("\"{WORDS}\""),
        "Open 1",
        ACTION,
        "Margaret is well",
        "speak again",
    ] {
        terminal.wait_for_words(said);
    }
    terminal.press("2", GOAL);
    for (row, said) in [
        ("goal: ", PHRASE_OF_THEIRS),
        ("goal: ", "(9/10)"),
        ("action: ", "Grace, by"),
    ] {
        select(terminal, row);
        terminal.wait_for_words(said);
    }
    terminal.press("3", "Margaret is well");
    terminal.press("4", ACTION);
}

/// Writes the open person as FHIR and as text.
fn hand_on(terminal: &Terminal, folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for (right, ending) in [(0, ".json"), (1, ".txt")] {
        terminal.press("X", "The one person is Quillfeather, Margaret.");
        terminal.keys(&RIGHT.repeat(right));
        terminal.keys(&TAB.repeat(4));
        terminal.keys(&format!("{HOME}{CTRL_K}{}", folder.display()));
        terminal.wait_for(&folder.display().to_string());
        terminal.press(ENTER, "Written:");
        let is_there = files(folder)
            .iter()
            .any(|file| file.to_string_lossy().ends_with(ending));
        assert!(is_there, "{:?}", files(folder));
    }
}

fn quit(terminal: &mut Terminal) {
    terminal.keys(CTRL_Q);
    assert_eq!(terminal.wait_end(PATIENCE), Some(0));
    terminal.settle();
    assert_eq!(terminal.modes(), Modes::CLEAN);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn exports_are_private_and_whole(home: &Home, on_screen: &Path) {
    let headless = home.path("headless");
    let ran = home.run(&["export", "fhir", "--all", "-o", &home.text_path("headless")]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let printed: Vec<PathBuf> = ran.stdout.lines().map(PathBuf::from).collect();
    let mut sorted = printed.clone();
    sorted.sort();
    assert_eq!(sorted, files(&headless), "the paths written are printed");
    assert_eq!(printed.len(), 2);
    assert_eq!(files(on_screen).len(), 2);
    // The one on screen was there before, made by the user; the files in it are private all the same.
    assert_eq!(mode(&headless), 0o700);
    for folder in [&headless, on_screen] {
        for file in files(folder) {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
            let name = file.file_name().unwrap().to_string_lossy().to_lowercase();
            assert!(
                !name.contains("quillfeather") && !name.contains("999"),
                "{name}"
            );
            let text = fs::read_to_string(&file).unwrap();
            if file.extension().is_some_and(|ending| ending == "json") {
                let bundle: Value = serde_json::from_str(&text).unwrap();
                assert_eq!(bundle.get("resourceType"), Some(&"Bundle".into()));
            } else {
                for line in text.lines() {
                    assert!(line.chars().count() <= 72, "{line}");
                }
                for said in [WORDS, GOAL, ACTION, GIST] {
                    assert!(flowed(&text).contains(said), "{said} is not in\n{text}");
                }
            }
        }
    }
}

fn the_record_says_what_was_typed(home: &Home) {
    let record = home.record("store", MARGARET);
    let person = record.pointer("/people/0").unwrap();
    let at = |path: &str| person.pointer(path).unwrap_or(&Value::Null);
    let day = |path: &str| -> NaiveDate {
        let text = at(path).as_str().unwrap_or_default();
        text.parse()
            .unwrap_or_else(|_| panic!("{path} is no day in {person:#}"))
    };
    assert_eq!(at("/words/0/text"), WORDS, "{person:#}");
    assert_eq!(at("/plan/goals/0/because"), PHRASE_OF_THEIRS);
    assert_eq!(at("/plan/goals/0/importance"), 9);
    assert_eq!(at("/items/0/goal"), at("/plan/goals/0/id"));
    assert_eq!(at("/items/0/owner"), "Grace");
    let asked = day("/items/0/asked_on");
    assert_eq!(day("/items/0/expected_on"), asked + TimeDelta::days(14));
    assert_eq!(at("/contacts/0/gist"), GIST);
    let next = day("/contacts/0/next/on");
    assert_eq!(next.weekday(), Weekday::Fri);
    assert!(next > asked && next <= asked + TimeDelta::days(7), "{next}");
}

fn another_store_gets_the_same(home: &Home) {
    let file = home.text_path("everybody.json");
    let ran = home.run(&["export", "json", "--all", "-o", &file]);
    assert_eq!((ran.code, mode(Path::new(&file))), (0, 0o600), "{ran:?}");
    home.make_cheap("other");
    let said = |ran: &Ran| ran.stderr.contains("2 people brought in");
    let ran = home.run_on("other", &["import", &file, "--yes"]);
    assert!(ran.code == 0 && said(&ran), "{ran:?}");
    for number in [MARGARET, "9990000026"] {
        assert_eq!(home.record("store", number), home.record("other", number));
    }
    // Once more brings nobody twice.
    let ran = home.run_on("other", &["import", &file, "--yes"]);
    assert!(ran.code == 0 && !said(&ran), "{ran:?}");
    let again = home.run_on("other", &["today", "--json"]).json();
    assert_eq!(again.pointer("/counts/open"), Some(&2.into()));
}

fn counts_add_up(today: &Value) {
    let counts = today.get("counts").and_then(Value::as_object).unwrap();
    let of = |name: &str| counts.get(name).and_then(Value::as_u64).unwrap();
    let sum: u64 = counts
        .keys()
        .filter(|name| name.as_str() != "open")
        .map(|name| of(name))
        .sum();
    let people = today.get("people").and_then(Value::as_array).unwrap();
    assert_eq!((sum, of("open")), (2, 2), "{today:#}");
    assert_eq!(people.len(), 2);
    for person in people {
        let bucket = person.get("bucket").and_then(Value::as_str).unwrap();
        assert!(counts.contains_key(bucket), "{bucket}");
    }
}

/// The end that a user waits for comes at once.
#[test]
fn quitting_takes_no_time() {
    let home = Home::seeded();
    let mut terminal = home.open();
    terminal.keys(CTRL_Q);
    assert_eq!(terminal.wait_end(Duration::from_secs(2)), Some(0));
}
