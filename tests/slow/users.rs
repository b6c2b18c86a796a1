//! A second user: let in by the first on the command line, at work on a terminal, and kept out again.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use caseload::domain::user::UserRole;
use caseload::store::Store;
use caseload::store::vault::unlock;

use crate::home::{Home, LOGIN, MARGARET, PHRASE, Ran, mode};
use crate::pty::{CTRL_Q, CTRL_S, ENTER, PATIENCE, Terminal};

const SAMS: &str = "five old apple trees";

/// Lets Sam in, in that role.
fn add_sam(home: &Home, role: &str) -> Ran {
    let phrase = home.write("sams", format!("{SAMS}\n"));
    home.run(&[
        "--user",
        LOGIN,
        "user",
        "add",
        "sam",
        "--name",
        "Sam Lee",
        "--role",
        role,
        "--new-passphrase-file",
        &phrase,
    ])
}

fn sign_in(home: &Home, secret: &str) -> Terminal {
    let terminal = home.start(&["--user", "sam"], 80, 24);
    terminal.wait_until("for the passphrase to be asked for", |screen| {
        screen.contains("Passphrase") && screen.contains("sam")
    });
    terminal.keys(secret);
    terminal.keys(ENTER);
    terminal
}

fn quit(terminal: &mut Terminal) {
    terminal.keys(CTRL_Q);
    assert_eq!(terminal.wait_end(PATIENCE), Some(0));
}

#[track_caller]
fn assert_refused(ran: &Ran, because: &str) {
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    assert!(ran.stderr.contains(because), "{because:?}: {ran:?}");
    assert!(!ran.stderr.contains("panicked"), "{ran:?}");
}

#[test]
fn an_added_user_opens_the_workstation_until_they_are_removed() {
    let home = Home::seeded();
    let added = add_sam(&home, "navigator");
    assert_eq!(added.code, 0, "{added:?}");
    let listed = home.run(&["--user", LOGIN, "user", "list"]);
    assert_eq!(
        listed.stdout,
        format!("{LOGIN}: lead: A. Okafor\nsam: navigator: Sam Lee\n")
    );

    let mut terminal = sign_in(&home, SAMS);
    terminal.wait_for("= 2 open");
    assert!(!terminal.screen().contains("READ ONLY"));
    terminal.press("c", "What was said");
    terminal.keys("Sam called");
    terminal.keys(CTRL_S);
    terminal.wait_gone("What was said");
    quit(&mut terminal);
    // The first user's passphrase still opens it.
    let shown = home.run(&["--user", LOGIN, "show", MARGARET]);
    assert_eq!(shown.code, 0, "{shown:?}");

    let removed = home.run(&["--user", LOGIN, "user", "remove", "sam"]);
    assert_eq!(removed.code, 0, "{removed:?}");
    let mut terminal = sign_in(&home, SAMS);
    terminal.wait_for_words("Nobody of that login may open this store.");
    terminal.wait_for_words("caseload user add");
    quit(&mut terminal);
    // Without a second login nobody has to say who they are.
    assert_eq!(home.run(&["user", "list"]).code, 0);
}

#[test]
fn a_reader_is_told_before_they_type() {
    let home = Home::seeded();
    assert_eq!(add_sam(&home, "reader").code, 0);
    let mut terminal = sign_in(&home, SAMS);
    terminal.wait_for("READ ONLY");
    terminal.wait_for("= 2 open");
    terminal.press("c", "You are signed in as a reader");
    assert!(!terminal.screen().contains("What was said"));
    quit(&mut terminal);
}

#[test]
fn a_passphrase_is_chosen_on_the_terminal_unseen() {
    let home = Home::seeded();
    let mut terminal = home.start(&["user", "add", "sam"], 200, 40);
    for (prompt, secret) in [
        ("Passphrase:", PHRASE),
        ("First passphrase of sam:", SAMS),
        ("The same again:", SAMS),
    ] {
        terminal.wait_for(prompt);
        terminal.wait_set();
        terminal.keys(secret);
        terminal.keys(ENTER);
    }
    terminal.wait_for("sam may open the store, as a navigator.");
    assert_eq!(terminal.wait_end(PATIENCE), Some(0));
    assert_eq!(terminal.settings(), terminal.settings_before);
    for secret in [PHRASE, SAMS] {
        assert!(!terminal.everything().contains(secret));
    }
    let mut terminal = home.start(&["--user", "sam", "user", "passphrase"], 200, 40);
    for (prompt, secret) in [
        ("Passphrase:", SAMS),
        ("New passphrase of sam:", "six grey garden walls"),
        ("The same again:", "six grey garden wells"),
    ] {
        terminal.wait_for(prompt);
        terminal.wait_set();
        terminal.keys(secret);
        terminal.keys(ENTER);
    }
    terminal.wait_for("The two passphrases differ, so nothing was changed.");
    assert_eq!(terminal.wait_end(PATIENCE), Some(1));
    assert!(unlock(&home.path("store"), "sam", SAMS).is_ok());
}

#[test]
fn what_is_refused_says_what_to_do_and_changes_nothing() {
    let home = Home::seeded();
    assert_eq!(add_sam(&home, "navigator").code, 0);
    let keys = || fs::read(home.path("store").join("keyslots.json")).unwrap();
    let before = keys();
    let sams = home.write("sams", format!("{SAMS}\n"));
    let weak = home.write("weak", "short\n");
    let store = home.text_path("store");
    let as_sam = |args: &[&str]| {
        let mut all = vec![
            "--store",
            &store,
            "--user",
            "sam",
            "--passphrase-file",
            &sams,
            "user",
        ];
        all.extend(args);
        home.run_bare(&all)
    };
    let as_lead = |args: &[&str]| {
        let mut all = vec!["--user", LOGIN, "user"];
        all.extend(args);
        home.run(&all)
    };
    let add = ["add", "kim", "--new-passphrase-file", &sams];
    assert_refused(&as_sam(&add), "Ask one of these: a.okafor.");
    assert_refused(&as_sam(&["remove", LOGIN]), "Only a lead");
    assert_refused(&as_sam(&["role", "sam", "lead"]), "Only a lead");
    assert_refused(&as_lead(&add[..2]), "--new-passphrase-file FILE");
    let weak = ["add", "kim", "--new-passphrase-file", &weak];
    assert_refused(&as_lead(&weak), "at least 8 characters");
    let again = ["add", "sam", "--new-passphrase-file", &sams];
    assert_refused(&as_lead(&again), "Choose another login");
    assert_refused(
        &as_lead(&["remove", "kim"]),
        "Those who may: a.okafor, sam.",
    );
    for act in [["remove", LOGIN, ""], ["role", LOGIN, "reader"]] {
        let act: Vec<&str> = act.into_iter().filter(|word| !word.is_empty()).collect();
        assert_refused(&as_lead(&act), "caseload user role LOGIN lead");
    }
    let wrong = home.run(&["--user", "sam", "user", "list"]);
    assert_refused(&wrong, "That passphrase does not open the store");
    assert_eq!(keys(), before);
    let listed = as_lead(&["list"]).stdout;
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert_eq!(as_lead(&["role", "sam", "king"]).code, 2);
}

/// Killed at any moment, an addition is whole or has not happened, and can be made again.
#[test]
fn killed_while_adding_the_new_user_is_in_or_not_there() {
    let home = Home::seeded();
    let sams = home.write("sams", format!("{SAMS}\n"));
    let dir = home.path("store");
    for number in 0..24_u32 {
        let login = format!("s{number}");
        let mut child = home.spawn(&[
            "user",
            "add",
            &login,
            "--user",
            LOGIN,
            "--new-passphrase-file",
            &sams,
        ]);
        thread::sleep(Duration::from_millis(u64::from(number) * 25));
        child.kill().unwrap();
        child.wait().unwrap();
        let key = unlock(&dir, LOGIN, PHRASE).unwrap();
        let lead = Store::open(&dir, key, LOGIN).unwrap();
        let known = lead.users().unwrap().iter().any(|user| user.login == login);
        let opens = unlock(&dir, &login, SAMS)
            .and_then(|key| Store::open(&dir, key, &login))
            .is_ok_and(|store| store.user().role == UserRole::Navigator);
        assert_eq!(opens, known, "{login}");
        assert_eq!(lead.broken_journal_row().unwrap(), None);
        if !known {
            let again = home.run(&[
                "--user",
                LOGIN,
                "user",
                "add",
                &login,
                "--new-passphrase-file",
                &sams,
            ]);
            assert_eq!(again.code, 0, "{again:?}");
        }
    }
}

#[test]
fn a_new_recovery_code_is_written_once_and_ends_the_one_before() {
    let home = Home::seeded();
    let (first, second) = (home.text_path("first-code"), home.text_path("second-code"));
    for file in [&first, &second] {
        let args = ["--user", LOGIN, "user", "recovery", "--recovery-file", file];
        let made = home.run(&args);
        assert_eq!(made.code, 0, "{made:?}");
        assert_eq!(mode(Path::new(file)), 0o600);
        let code = fs::read_to_string(file).unwrap();
        assert!(!made.stdout.contains(code.trim()) && !made.stderr.contains(code.trim()));
        // A file that is there is not written over, and then no code is made.
        assert_refused(&home.run(&args), "is there already");
        assert_eq!(fs::read_to_string(file).unwrap(), code);
    }
    // The code stands in for the passphrase: the newest, and no other.
    let phrase = home.write("anew", "seven wet spring days\n");
    for (code, opens) in [(&first, false), (&second, true)] {
        let ran = home.run_bare(&[
            "--store",
            home.path("store").to_str().unwrap(),
            "--passphrase-file",
            code,
            "--user",
            LOGIN,
            "user",
            "passphrase",
            "--new-passphrase-file",
            &phrase,
        ]);
        assert_eq!(ran.code == 0, opens, "{ran:?}");
    }
}
