//! A contact logged from the shell on a real store: what it moves, what it says, and what it refuses (R46-R48).

use std::fs;

use caseload::domain::item::Stage;
use caseload::domain::record::Record;

use super::headless::Headless;
use crate::support::people::{ADA, everybody};
use crate::support::{Bench, PASSPHRASE};

#[test]
fn a_contact_from_the_shell_answers_and_tells_an_open_item() {
    let mut bench = Bench::new();
    bench.open(ADA).press("q").type_text("Is the lift mended?");
    bench.press("ctrl-s");
    let ended = |bench: &Bench| {
        let folder = bench.folder(ADA);
        let item = folder
            .items
            .iter()
            .find(|one| one.what == "Is the lift mended?");
        item.expect("the question").value.clone()
    };
    fs::write(bench.dir().join("phrase"), format!("{PASSPHRASE}\n")).unwrap();
    let shell = Headless::on(bench.dir());
    let list = |shell: &Headless| shell.says(&["contact", "9990000018", "--list"]);
    let number = |list: &str| {
        let line = list
            .lines()
            .find(|line| line.contains("Is the lift mended?"));
        let line = line.expect("in the list").to_owned();
        let number = line.split(' ').next().unwrap().to_owned();
        (number, line)
    };
    let (at, line) = number(&list(&shell));
    assert!(line.ends_with("question: Is the lift mended?"), "{line}");
    let log = |mark: &str, number: &str, gist: &str| {
        ["contact", "9990000018", "--gist", gist, mark, number].map(str::to_owned)
    };
    let run = |args: [String; 6]| shell.says(&args.each_ref().map(String::as_str));
    let said = run(log("--answered", &at, "Since Monday."));
    let stays =
        "Answered: question: Is the lift mended? (stays open until the person has been told)";
    assert!(said.contains(stays), "{said}");
    let item = ended(&bench);
    assert_eq!(item.stage(), Stage::Answered);
    assert_eq!(item.outcome.unwrap().text, "Since Monday.");
    let (same, line) = number(&list(&shell));
    assert!(line.ends_with("(answered, not told)"), "{line}");
    assert_eq!(same, at, "a code stays");
    let said = run(log("--told", &at, "Told her."));
    assert!(
        said.contains("Told: question: Is the lift mended? (over)"),
        "{said}"
    );
    assert_eq!(ended(&bench).stage(), Stage::Ended);
    assert!(!list(&shell).contains("Is the lift mended?"));

    // What cannot be is refused in a sentence, and nothing is logged.
    let before = bench.store().contacts(ADA, None).unwrap().len();
    let action = list(&shell);
    let action = action
        .lines()
        .find(|line| line.contains("action:"))
        .unwrap();
    let action = action.split(' ').next().unwrap();
    for (number, says) in [
        (action, "that does not fit this action as it stands"),
        (
            "1",
            "that is no code of an item. Write the code that stands before it in --list",
        ),
        ("ffffff", "they have no item of that code"),
        (&at, "that question has ended"),
    ] {
        let args = log("--answered", number, "x");
        let said = shell.refuses(&args.each_ref().map(String::as_str));
        assert!(said.contains(says), "{said}");
    }
    assert_eq!(bench.store().contacts(ADA, None).unwrap().len(), before);
}

/// The form shows both beside the day while it is typed.
#[test]
fn a_next_step_on_a_weekend_or_years_ahead_is_said_beside_the_answer() {
    let bench = Bench::new();
    fs::write(bench.dir().join("phrase"), format!("{PASSPHRASE}\n")).unwrap();
    let shell = Headless::on(bench.dir());
    let says = |next: &str| {
        let args = ["contact", "9990000018", "--gist", "x", "--next", next];
        shell.says_with(&args)
    };
    let (said, beside) = says("next sat");
    assert!(said.contains("Next step: Sat "), "{said}");
    assert!(beside.contains(", which is a weekend."), "{beside}");
    let (_, beside) = says("2 mar 2099");
    assert!(
        beside.contains("Mon 2 Mar 2099 is more than two years ahead: check the day and its year."),
        "{beside}"
    );
}

/// A script that read the list once marks what it read, also after something before it has ended.
#[test]
fn two_calls_in_a_row_end_what_the_list_named_and_never_its_neighbour() {
    let mut bench = Bench::new();
    let asked = [
        "Who has the key?",
        "Is the lift mended?",
        "When is the bus?",
    ];
    for question in asked {
        bench.open(ADA).press("q").type_text(question);
        bench.press("ctrl-s");
    }
    fs::write(bench.dir().join("phrase"), format!("{PASSPHRASE}\n")).unwrap();
    let shell = Headless::on(bench.dir());
    let code = |of: &str, says: &str| {
        let line = says.lines().find(|line| line.contains(of)).expect("listed");
        line.trim().split(' ').next().unwrap().to_owned()
    };
    let list = shell.says(&["contact", "9990000018", "--list"]);
    let show = shell.says(&["show", "9990000018"]);
    let (_, by_code) = show
        .split_once("What is open, by the code that caseload contact takes")
        .expect("the codes");
    let [key, lift, bus] = asked.map(|question| code(question, &list));
    for (code_listed, question) in [&key, &lift, &bus].into_iter().zip(asked) {
        assert_eq!(*code_listed, code(question, by_code), "{question}");
    }
    // The list of everybody names the item of a reason that is due, by the same code.
    let today = shell.says(&["today", "--as-at", "2026-05-04T09:00"]);
    assert!(
        today.contains(&format!("Is the lift mended? [{lift}]")),
        "{today}"
    );
    let says =
        |mark: &str, code: &str| shell.says(&["contact", "9990000018", "--gist", "x", mark, code]);
    says("--answered", &key);
    says("--told", &key);
    let said = says("--answered", &lift);
    assert!(said.contains("question: Is the lift mended?"), "{said}");
    // What has ended is not marked again, and nothing else in its place.
    let again = ["contact", "9990000018", "--gist", "x", "--told", &key];
    assert!(shell.refuses(&again).contains("that question has ended"));
    let left = shell.says(&["contact", "9990000018", "--list"]);
    assert!(
        left.contains(&format!("{bus} question: When is the bus?\n")),
        "{left}"
    );
    // The whole id, as show --json has it, means the same.
    let folder = bench.folder(ADA);
    let bus = folder
        .items
        .iter()
        .find(|one| one.what == asked[2])
        .unwrap();
    let said = says("--chased", &bus.id.to_string());
    assert!(
        said.contains("Chased: question: When is the bus?"),
        "{said}"
    );
}

/// Names, birth dates and NHS numbers are printed: each of those who were listed finds it in their journal.
#[test]
fn who_is_listed_in_doubt_was_seen() {
    let bench = Bench::new();
    fs::write(bench.dir().join("phrase"), format!("{PASSPHRASE}\n")).unwrap();
    let shell = Headless::on(bench.dir());
    for (args, most) in [
        (&["show", "a"][..], 10),
        (&["show", "--json", "a"], usize::MAX),
        (&["today", "--why", "a"], 10),
        (&["contact", "applepi", "--gist", "x"], 1),
        (&["export", "text", "--person", "a", "-o", "out"], 10),
    ] {
        let before = bench.store().newest_row().unwrap();
        let (listed, _) = shell.refuses_with(args);
        let store = bench.store();
        let mut seen = 0;
        for record in &everybody() {
            let Record::Person(person) = record else {
                continue;
            };
            let listed = listed.contains(&person.name.listed());
            let newest = store.journal_of(person.id, 1).unwrap();
            let newest = newest.first().filter(|entry| entry.seq > before);
            assert_eq!(
                newest.map(|entry| entry.command.as_str()),
                listed.then_some("list.print"),
                "{args:?}: {}",
                person.name.listed()
            );
            seen += usize::from(listed);
        }
        assert!((1..=most).contains(&seen), "{args:?}: {seen}");
        let rows = store.newest_row().unwrap() - before;
        assert_eq!(rows, 1, "one row for all of them: {args:?}");
    }
}
