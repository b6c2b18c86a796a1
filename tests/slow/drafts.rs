//! What is typed survives whatever ends the program: the process killed, the line dropped, the machine shut down.
//!
//! The promise (R29): killed, less than a second of typing is missing; where the program is told, or can notice, nothing.
//! Twelve trials of every end are run, and twenty of being killed at any moment in the editor of the plan and in the
//! form of a contact; `CASELOAD_TRIALS` and `CASELOAD_KILLS` ask for more.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use caseload::platform::clock::Clock;
use rustix::process::Signal;

use crate::home::Home;
use crate::pty::{CTRL_S, ENTER, Terminal};

/// Pause between two keys: twenty a second.
const PACE: Duration = Duration::from_millis(50);
/// Characters that a second of typing is.
const A_SECOND: usize = 20;
/// What is missing after a kill is less than this, with what a key takes from here to the program: a draft is written half
/// a second after its first key, and the rest is for the way there and the disk.
const LOST_LESS_THAN: Duration = Duration::from_secs(1);
/// Trials at a time; most of the time they wait for the next key.
const AT_A_TIME: usize = 3;
/// How long the program may live on after its end was asked for.
const TO_DIE: Duration = Duration::from_secs(2);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Killed,
    Cut,
    Asked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Words,
    Contact,
    Plan,
}

impl Place {
    /// Opens the place of the first person in the list.
    fn open(self, terminal: &Terminal) {
        match self {
            Self::Words => {
                terminal.press(ENTER, "Needs");
                terminal.press("w", "Write it as they say it");
            }
            Self::Contact => terminal.press("c", "What was said"),
            Self::Plan => {
                terminal.press(ENTER, "Needs");
                terminal.press("2", "Strengths: ");
                terminal.settle();
                let screen = terminal.screen();
                let line = |what: &str| screen.lines().position(|line| line.contains(what));
                let cursor = screen.lines().position(|line| line.starts_with('>'));
                let rows = line("Strengths: ").zip(cursor).expect("rows of the plan");
                terminal.keys(&"j".repeat(rows.0.saturating_sub(rows.1)));
                terminal.press(ENTER, "Strengths, interests");
            }
        }
    }
}

/// Numbers that follow one another, so that it can be seen what is missing: `0001.0002.`
fn numbered(characters: usize) -> String {
    let mut text = (1..=characters / 5 + 1).fold(String::new(), |text, number| {
        text + &format!("{number:04}.")
    });
    text.truncate(characters);
    text
}

/// How many characters at the end of what was typed are not there; an error if anything else is wrong.
fn missing(typed: &str, found: &str) -> Result<usize, String> {
    match typed.strip_prefix(found) {
        Some(rest) => Ok(rest.len()),
        None => Err(format!("typed {typed:?}, found {found:?}")),
    }
}

/// Whether an end kept what it must.
fn judge(end: End, typed: &str, found: &str) -> Result<(), String> {
    let allowed = match end {
        End::Killed => A_SECOND,
        End::Cut | End::Asked => 0,
    };
    let lost = missing(typed, found)?;
    if lost > allowed {
        return Err(format!(
            "{lost} of {} characters are missing after {end:?}",
            typed.len()
        ));
    }
    Ok(())
}

#[test]
fn the_comparison_finds_what_is_missing() {
    let typed = numbered(57);
    let short = |by: usize| typed.get(..57 - by).unwrap_or_default();
    assert_eq!(missing(&typed, short(0)), Ok(0));
    for end in [End::Cut, End::Asked] {
        assert!(judge(end, &typed, short(0)).is_ok());
        assert!(judge(end, &typed, short(1)).is_err(), "{end:?}");
    }
    assert!(judge(End::Killed, &typed, short(20)).is_ok());
    assert!(judge(End::Killed, &typed, short(21)).is_err());
    assert!(judge(End::Killed, &typed, "").is_err());
    // A hole in the middle, or something added, is no missing end.
    for wrong in ["0001.0003.", "0002.", "0001.0002.x"] {
        assert!(missing(&typed, wrong).is_err(), "{wrong}");
    }
    let longer = format!("{typed}0");
    assert!(judge(End::Killed, &typed, &longer).is_err());
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// What stands in the place: the digits and dots from the first number on, over as many rows as they fill.
fn written(screen: &str) -> String {
    let Some((_, rest)) = screen.split_once("0001") else {
        return String::new();
    };
    let is_typed = |c: char| c.is_ascii_digit() || c == '.';
    let mut found = String::from("0001");
    for row in rest.lines() {
        let row = row.trim();
        let typed = row.split(|c| !is_typed(c)).next().unwrap_or_default();
        found.push_str(typed);
        // A row that ends with something else, or begins with it, is the last one.
        if typed.len() < row.len() || typed.is_empty() {
            break;
        }
    }
    found
}

#[test]
fn what_was_typed_is_read_over_several_rows() {
    for (screen, found) in [
        ("What was said  0001.0002.", "0001.0002."),
        (
            "What was said  0001.00\n               02.0003\n  Next",
            "0001.0002.0003",
        ),
        ("0001.\n0002. is a draft\n0003.", "0001.0002."),
        ("0001\n\n0002.", "0001"),
        ("nothing", ""),
    ] {
        assert_eq!(written(screen), found, "{screen}");
    }
}

fn trial(number: usize) -> Result<(), String> {
    let seed = u64::try_from(number).unwrap_or(0) + 1;
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let end = [End::Killed, End::Cut, End::Asked][number % 3];
    let place = [Place::Words, Place::Contact][number / 3 % 2];
    let characters = usize::try_from(dice.below(50)).unwrap_or(0) + 10;
    let typed = numbered(characters);

    let home = Home::seeded();
    let mut terminal = home.open_sized(160, 24);
    terminal.wait_for("= 2 open");
    place.open(&terminal);
    for key in typed.chars() {
        terminal.keys(&key.to_string());
        thread::sleep(PACE);
    }
    if end != End::Killed {
        // What is still on the line when it drops never reached the program.
        terminal.wait_for(&typed);
    }
    thread::sleep(Duration::from_millis(dice.below(50)));
    match end {
        End::Killed => terminal.signal(Signal::KILL),
        End::Cut => terminal.cut(),
        End::Asked => terminal.signal(Signal::TERM),
    }
    let code = terminal.wait_end(TO_DIE);
    let left = terminal.alive();
    if !left.is_empty() {
        return Err(format!("{end:?}: {left:?} live on"));
    }
    if end == End::Asked && code != Some(0) {
        return Err(format!("{end:?} ends with {code:?}"));
    }
    drop(terminal);

    let terminal = home.open_sized(160, 24);
    terminal.wait_for("= 2 open");
    place.open(&terminal);
    terminal.settle();
    let screen = terminal.screen();
    let found = written(&screen);
    judge(end, &typed, &found).map_err(|why| format!("{place:?}, {end:?}: {why}"))?;
    if found.is_empty() {
        return Ok(());
    }
    if !screen.contains("Draft from") {
        return Err(format!(
            "{place:?}: nothing says that it is a draft: {screen}"
        ));
    }
    // Saved at last, the draft is gone.
    terminal.keys(CTRL_S);
    terminal.wait_for("u takes it back");
    place.open_again(&terminal);
    terminal.settle();
    if terminal.screen().contains("Draft from") {
        return Err(format!("{place:?}: the draft outlives its saving"));
    }
    Ok(())
}

impl Place {
    /// Opens the place once more after it was saved.
    fn open_again(self, terminal: &Terminal) {
        match self {
            Self::Words => terminal.press("w", "Write it as they say it"),
            Self::Contact => terminal.press("c", "What was said"),
            Self::Plan => terminal.press(ENTER, "Strengths, interests"),
        }
    }
}

/// Kills the program at some moment of the typing; says for how long before it what was typed is missing.
fn killed(number: usize) -> Result<Duration, String> {
    let seed = u64::try_from(number).unwrap_or(0) + 1_001;
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let place = [Place::Plan, Place::Contact][number % 2];
    let moment = Duration::from_millis(300 + dice.below(3_700));
    let pace = Duration::from_millis(20 + dice.below(130));
    let typed = numbered(400);

    let home = Home::seeded();
    let mut terminal = home.open_sized(160, 24);
    terminal.wait_for("= 2 open");
    place.open(&terminal);
    terminal.settle();
    let clock = Clock::system();
    let mut sent = Vec::new();
    // The next key would come after the moment of the kill.
    while clock.tick() + pace < moment && sent.len() < typed.len() {
        let key = typed.get(sent.len()..=sent.len()).unwrap_or_default();
        terminal.keys(key);
        sent.push(clock.tick());
        thread::sleep(pace);
    }
    thread::sleep(moment.saturating_sub(clock.tick()));
    terminal.signal(Signal::KILL);
    let end = clock.tick();
    terminal.wait_end(TO_DIE);
    drop(terminal);

    let terminal = home.open_sized(160, 24);
    terminal.wait_for("= 2 open");
    place.open(&terminal);
    terminal.settle();
    let screen = terminal.screen();
    let found = written(&screen);
    let typed = typed.get(..sent.len()).unwrap_or_default();
    missing(typed, &found).map_err(|why| format!("{place:?} at {moment:?}: {why}"))?;
    let lost = sent
        .get(found.len())
        .map_or(Duration::ZERO, |at| end.saturating_sub(*at));
    if lost >= LOST_LESS_THAN {
        return Err(format!(
            "{place:?} killed at {moment:?}, a key every {pace:?}: {lost:?} of typing are missing, {} of {} characters",
            typed.len() - found.len(),
            typed.len()
        ));
    }
    if !found.is_empty() && !screen.contains("Draft from") {
        return Err(format!(
            "{place:?}: nothing says that it is a draft: {screen}"
        ));
    }
    Ok(lost)
}

#[test]
fn killed_at_any_moment_less_than_the_last_second_is_missing() {
    let trials = asked_for("CASELOAD_KILLS", 20);
    let lost = Mutex::new(Vec::new());
    let failed = several(trials, |number| {
        let one = killed(number)?;
        lost.lock().expect("no trial fell over").push(one);
        Ok(())
    });
    let mut lost = lost.into_inner().expect("no trial fell over");
    lost.sort_unstable();
    println!(
        "{trials} kills: the most lost is {:?}, half of them lost at most {:?}",
        lost.last(),
        lost.get(lost.len() / 2)
    );
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(lost.len(), trials);
}

/// How many trials the environment asks for.
fn asked_for(variable: &str, otherwise: usize) -> usize {
    let asked = std::env::var(variable).ok();
    asked
        .and_then(|number| number.parse().ok())
        .unwrap_or(otherwise)
}

#[test]
fn typing_survives_every_end() {
    let failed = several(asked_for("CASELOAD_TRIALS", 12), trial);
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Runs trials side by side; says which failed, and why.
fn several(trials: usize, trial: impl Fn(usize) -> Result<(), String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_A_TIME)
            .map(|_| {
                scope.spawn(|| {
                    let mut failed = Vec::new();
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= trials {
                            return failed;
                        }
                        if let Err(why) = trial(number) {
                            failed.push(format!("trial {number}: {why}"));
                        }
                    }
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("no trial fell over"))
            .collect()
    })
}

/// The line drops in the very moment of a key: whatever the program had read is kept.
#[test]
fn a_line_that_drops_while_keys_come_in_loses_no_more_than_was_on_it() {
    let home = Home::seeded();
    let mut terminal = home.open_sized(160, 24);
    terminal.wait_for("= 2 open");
    Place::Words.open(&terminal);
    let typed = numbered(40);
    terminal.keys(&typed);
    terminal.wait_for(&typed);
    // Bytes that the program reads and can no longer answer.
    terminal.keys("\x1b[D\x1b[C");
    terminal.cut();
    terminal.wait_end(TO_DIE);
    drop(terminal);
    let terminal = home.open_sized(160, 24);
    terminal.wait_for("= 2 open");
    Place::Words.open(&terminal);
    terminal.wait_for(&typed);
}
