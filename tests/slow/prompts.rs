//! Where the command line asks on the terminal: the passphrase unseen, and yes or no.

use crate::home::{Home, LIST, PHRASE};
use crate::pty::{ENTER, PATIENCE};

#[test]
fn an_import_asks_before_it_writes() {
    let home = Home::seeded();
    let list = home.write("list.csv", LIST.replace("9990000018", "9990000034"));
    let before = home.today();
    for (answer, said, more) in [
        ("no", "Nothing was written.", 0),
        ("", "Nothing was written.", 0),
        ("yes", "1 person brought in.", 1),
    ] {
        let mut terminal = home.start(&["import", &list], 200, 40);
        terminal.wait_for("Passphrase:");
        // The prompt stands there a moment before the terminal is silent.
        terminal.wait_set();
        terminal.keys(PHRASE);
        terminal.keys(ENTER);
        terminal.wait_for("Bring 1 person in? Type yes:");
        assert!(!terminal.screen().contains(PHRASE), "{}", terminal.screen());
        terminal.keys(answer);
        terminal.press(ENTER, said);
        assert_eq!(terminal.wait_end(PATIENCE), Some(0));
        assert_eq!(terminal.settings(), terminal.settings_before);
        let open = |list: &serde_json::Value| {
            let open = list.pointer("/counts/open");
            open.and_then(serde_json::Value::as_u64).unwrap()
        };
        assert_eq!(open(&home.today()), open(&before) + more, "{answer}");
    }
}

#[test]
fn a_wrong_passphrase_and_ctrl_c_leave_the_terminal_as_it_was() {
    let home = Home::seeded();
    for (keys, said) in [
        (
            "wrong passphrase\r",
            "That passphrase does not open the store",
        ),
        ("half a pass\x03", "nothing was done"),
    ] {
        let mut terminal = home.start(&["today"], 200, 40);
        terminal.wait_for("Passphrase:");
        terminal.wait_set();
        terminal.press(keys, said);
        assert_eq!(terminal.wait_end(PATIENCE), Some(1));
        assert_eq!(terminal.settings(), terminal.settings_before, "{said}");
    }
}
