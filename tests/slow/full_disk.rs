//! No room on the disk: it is said, the text stays on the screen, and saving works once there is room again.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::home::{Home, MARGARET};
use crate::pty::{CTRL_Q, CTRL_S, ENTER, PATIENCE, Terminal, alone};

/// A small disk of its own, gone when the test ends.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Mounts one; none where that is not allowed.
    fn mount(at: &Path) -> Option<Self> {
        let done = run(
            "mount",
            &["-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs"],
            at,
        );
        if !done {
            println!("skipped: this account may not mount a small disk");
        }
        done.then(|| Self(at.to_owned()))
    }

    /// Writes until nothing more fits.
    fn fill(&self) {
        let mut file = File::options()
            .create(true)
            .append(true)
            .open(self.0.join("filler"))
            .unwrap();
        for size in [65_536, 4_096, 1] {
            while file.write_all(&vec![1; size]).is_ok() {}
        }
    }

    fn make_room(&self) {
        fs::remove_file(self.0.join("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        run("umount", &["-l"], &self.0);
    }
}

fn run(program: &str, args: &[&str], at: &Path) -> bool {
    let mut command = Command::new(program);
    command.args(args).arg(at).stderr(Stdio::null());
    alone(|| command.status()).is_ok_and(|status| status.success())
}

/// A home whose store lies on a small disk.
fn on_a_small_disk() -> Option<(Home, SmallDisk)> {
    let home = Home::seeded();
    let (store, kept) = (home.path("store"), home.path("kept"));
    fs::rename(&store, &kept).unwrap();
    fs::create_dir(&store).unwrap();
    let disk = SmallDisk::mount(&store)?;
    for entry in fs::read_dir(&kept).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), store.join(entry.file_name())).unwrap();
    }
    Some((home, disk))
}

/// A text too large to fit into room that the engine has set aside already.
fn long_text() -> String {
    (0..4_000).fold(String::new(), |text, number| {
        text + &format!("line {number} of what was said\n")
    })
}

fn open_words(home: &Home) -> Terminal {
    let terminal = home.open();
    terminal.press(ENTER, "Needs");
    terminal.press("w", "Write it as they say it");
    terminal
}

/// The words that are kept of the first person.
fn words(home: &Home) -> String {
    let record = home.record("store", MARGARET);
    let words = record.pointer("/people/0/words/0/text");
    words.and_then(|words| words.as_str()).unwrap().to_owned()
}

/// Saves and is refused in the last rows; what the first rows say of the draft is another matter.
fn save_in_vain(terminal: &Terminal) {
    terminal.keys(CTRL_S);
    terminal.wait_until("to be refused", |screen| {
        let mut last = screen.lines().rev().take(3);
        last.any(|line| line.contains("The disk is full: not saved"))
    });
}

#[test]
fn a_text_is_kept_on_the_screen_until_there_is_room() {
    let Some((home, disk)) = on_a_small_disk() else {
        return;
    };
    let mut terminal = open_words(&home);
    disk.fill();
    terminal.paste(&long_text());
    terminal.wait_for("line 3999");
    terminal.wait_for("DRAFT NOT KEPT: The disk is full");
    save_in_vain(&terminal);
    terminal.wait_for("line 3999");
    assert!(
        !terminal.screen().contains("Saved"),
        "{}",
        terminal.screen()
    );
    // It goes on trying by itself and by Ctrl-S, and still takes keys.
    terminal.press("and more", "and more");
    save_in_vain(&terminal);

    disk.make_room();
    terminal.press(CTRL_S, "Saved. u takes it back.");
    terminal.keys(CTRL_Q);
    assert_eq!(terminal.wait_end(PATIENCE), Some(0));
    let words = words(&home);
    assert!(words.contains("line 0 of") && words.ends_with("and more"));
}

#[test]
fn a_form_says_so_beside_its_fields() {
    let Some((home, disk)) = on_a_small_disk() else {
        return;
    };
    let mut terminal = home.open();
    terminal.press("c", "What was said");
    disk.fill();
    terminal.paste(&format!("{} the end", "long talk ".repeat(20_000)));
    terminal.wait_for("the end");
    terminal.wait_for("Draft not kept: The disk is full");
    terminal.keys(CTRL_S);
    // Until the draft is tried again, half a second later, it is the saving that failed.
    terminal.wait_until("to be refused", |screen| {
        screen.contains("The disk is full: not saved") && !screen.contains("Draft not kept")
    });
    terminal.wait_for("the end");
    disk.make_room();
    terminal.keys(CTRL_S);
    terminal.wait_for_words("Logged for");
    terminal.keys(CTRL_Q);
    assert_eq!(terminal.wait_end(PATIENCE), Some(0));
}

/// A draft that could not be kept is kept by itself as soon as there is room, even if nothing more is typed.
#[test]
fn a_draft_is_kept_as_soon_as_there_is_room() {
    let Some((home, disk)) = on_a_small_disk() else {
        return;
    };
    let terminal = open_words(&home);
    disk.fill();
    terminal.paste(&long_text());
    terminal.wait_for("DRAFT NOT KEPT: The disk is full");
    disk.make_room();
    terminal.wait_for("draft kept");
    terminal.signal(rustix::process::Signal::KILL);
    drop(terminal);
    let mut terminal = home.open();
    terminal.press(ENTER, "Needs");
    terminal.press("w", "Draft from");
    terminal.press(CTRL_S, "Saved");
    terminal.keys(CTRL_Q);
    assert_eq!(terminal.wait_end(PATIENCE), Some(0));
    assert!(words(&home).contains("line 3999 of"));
}

#[test]
fn the_command_line_says_so_too() {
    let Some((home, disk)) = on_a_small_disk() else {
        return;
    };
    let heading = "NHS Number,Surname,First name,Date of Birth,Notes\n".to_owned();
    let list = (0..4_000).fold(heading, |list, number| {
        list + &format!(",Gannet{number},Ada,01/02/1940,\n")
    });
    let list = home.write("list.csv", list);
    let before = home.today();
    disk.fill();
    let ran = home.run(&["import", &list, "--yes"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("full"), "{}", ran.stderr);
    disk.make_room();
    let counts = |list: &serde_json::Value| list.pointer("/counts").cloned();
    assert_eq!(counts(&home.today()), counts(&before));
}
