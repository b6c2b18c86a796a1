//! What the shell says of somebody is what the screen says of them.

use std::fs;

use serde_json::Value;

use super::headless::Headless;
use crate::support::{Bench, PASSPHRASE};

fn shell(bench: &Bench) -> Headless {
    fs::write(bench.dir().join("phrase"), format!("{PASSPHRASE}\n")).unwrap();
    Headless::on(bench.dir())
}

#[test]
fn somebody_new_is_on_the_list_for_the_reason_that_the_screen_gives() {
    let bench = Bench::new();
    let row = "joined Fri 27 Feb, not spoken with yet";
    assert!(bench.text().contains(row));
    let shell = shell(&bench);
    let plain = shell.says(&["today", "--as-at", "2026-03-02T09:12"]);
    let fay = plain
        .lines()
        .find(|line| line.contains("Foxglove"))
        .unwrap();
    assert!(fay.contains(&format!("tier): {row}; next ")), "{fay}");
    let list = shell.says(&["today", "--as-at", "2026-03-02T09:12", "--json"]);
    let list: Value = serde_json::from_str(&list).unwrap();
    let people = list["people"].as_array().unwrap();
    let fay = people.iter().find(|one| one["name"] == "Foxglove, Fay");
    assert_eq!(fay.unwrap()["says"], row);
    // Whom others keep waiting is said as awaited, not as what comes next.
    for (line, one) in plain
        .lines()
        .filter(|line| line.contains(" tier): "))
        .zip(people)
    {
        let awaited = line.contains("tier): awaited: ");
        let waits = one["bucket"] == "waiting" && one["put_off"].as_array().unwrap().is_empty();
        assert_eq!(awaited, waits, "{line}");
    }
}

/// What may be typed where whole names alone are taken is said there, and not what `show` takes.
#[test]
fn whoever_is_not_found_is_asked_for_as_the_command_takes_them() {
    let bench = Bench::new();
    let shell = shell(&bench);
    let show = shell.refuses(&["show", "Oxenthwaite"]);
    assert!(show.contains("or any part of their own name"), "{show}");
    for args in [
        &["contact", "Oxenthwaite", "--gist", "x"][..],
        &["export", "text", "--person", "Oxenthwaite", "-o", "x.txt"],
    ] {
        let said = shell.refuses(args);
        assert!(said.contains("or a whole name of theirs"), "{said}");
        assert!(!said.contains("any part"), "{said}");
    }
}

#[test]
fn a_demonstration_that_is_given_a_store_says_that_it_opens_none() {
    let bench = Bench::new();
    let said = shell(&bench).refuses(&["demo"]);
    assert!(said.contains("demo opens no store"), "{said}");
}

/// Whoever moves a record here and there hears that the file holds more than what is here.
#[test]
fn a_newer_file_of_somebody_who_is_here_is_not_nothing_new() {
    let bench = Bench::new();
    let shell = shell(&bench);
    let export = [
        "export",
        "json",
        "--person",
        "Ada Applepip",
        "-o",
        "ada.json",
    ];
    shell.says(&export);
    let import = ["import", "ada.json", "--yes"];
    let (_, beside) = shell.says_with(&import);
    assert!(beside.contains("Nothing new to bring in"), "{beside}");

    let path = bench.dir().join("ada.json");
    let mut file: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    file["people"][0]["plan"]["contingency"] = "Ring her brother".into();
    fs::write(&path, file.to_string()).unwrap();
    let (said, beside) = shell.says_with(&import);
    let says = "Person 1 is here already and differs in: plan; nothing of it was brought in.";
    assert!(beside.contains(says), "{beside}");
    assert!(!beside.contains("Nothing new"), "{beside}");
    assert!(said.contains("Applepip, Ada differs in: plan"), "{said}");
    let json = shell.says(&["import", "ada.json", "--dry-run", "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["other_records"][0]["records"]["plan"], 1, "{json}");
}

/// What moves from store to store in the shell keeps who wrote it, by name.
#[test]
fn who_wrote_what_was_brought_in_is_named_in_what_goes_out() {
    let there = Bench::new();
    let export = |file| ["export", "json", "--person", "Ada Applepip", "-o", file];
    shell(&there).says(&export("ada.json"));
    let file = fs::read_to_string(there.dir().join("ada.json")).unwrap();
    let mut file: Value = serde_json::from_str(&file).unwrap();
    file["authors"]["a.yusuf"] = "Amina Yusuf".into();
    file["people"][0]["contacts"][0]["by"] = "a.yusuf".into();

    let here = Bench::empty();
    let shell = shell(&here);
    fs::write(here.dir().join("in.json"), file.to_string()).unwrap();
    shell.says_with(&["import", "in.json", "--yes"]);
    shell.says(&[
        "export",
        "text",
        "--person",
        "Ada Applepip",
        "-o",
        "ada.txt",
    ]);
    let text = fs::read_to_string(here.dir().join("ada.txt")).unwrap();
    assert!(text.contains("Written down by: Amina Yusuf"), "{text}");
    shell.says(&export("out.json"));
    let again = fs::read_to_string(here.dir().join("out.json")).unwrap();
    for text in [again, shell.says(&["show", "Ada Applepip", "--json"])] {
        let again: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(again["authors"], file["authors"]);
    }
}

#[test]
fn a_folder_inside_a_folder_that_is_brought_in_is_named() {
    let bench = Bench::empty();
    let shell = shell(&bench);
    let lists = bench.dir().join("lists");
    fs::create_dir_all(lists.join("older")).unwrap();
    fs::create_dir_all(lists.join(".hidden")).unwrap();
    fs::write(
        lists.join("a.csv"),
        "Surname,First name,Date of Birth\nLee,Ann,03/02/1944\n",
    )
    .unwrap();
    let import = ["import", "lists", "--dry-run"];
    let (_, beside) = shell.says_with(&import);
    assert!(
        beside.contains("There is a folder inside lists, which is not read"),
        "{beside}"
    );
    fs::create_dir(lists.join("newer")).unwrap();
    let (_, beside) = shell.says_with(&import);
    assert!(
        beside.contains("There are 2 folders inside lists, which are not read"),
        "{beside}"
    );
    fs::remove_file(lists.join("a.csv")).unwrap();
    let said = shell.refuses(&import);
    assert!(
        said.contains("There is no .csv or .json file in lists. There are 2 folders"),
        "{said}"
    );
}

/// There are no keys to press in a shell: what can be typed is named, or what the command is called on the screen.
#[test]
fn no_key_is_named_where_none_can_be_pressed() {
    let bench = Bench::new();
    let shell = shell(&bench);
    // Fay has nobody yet, no words, and nothing that was decided.
    let (page, beside) = shell.says_with(&["show", "Foxglove"]);
    for words in [
        "nobody yet: \"Add to the team\" adds the Lead Clinical Coordinator",
        "(\"Write their words\")",
        "nothing is recorded: \"Record a decision\" records who may see what",
        "nobody is known to: caseload export hands it on",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(
        beside.contains("is a command of the full screen"),
        "{beside}"
    );
    let why = shell.says(&["today", "--why", "Foxglove", "--as-at", "2026-05-04T09:00"]);
    assert!(why.contains("\"Change this row\" under \"Plan\""), "{why}");
    let ada = shell.says(&["today", "--why", "9990000018"]);
    assert!(ada.contains(" caseload contact\n"), "{ada}");
    for line in why.lines().filter(|line| line.contains("Dealt with by")) {
        let (_, by) = line.split_once("Dealt with by").unwrap();
        let by = by.trim();
        assert!(by.starts_with("caseload ") || by.starts_with('"'), "{line}");
    }
    let on = shell.says(&["show", "Foxglove", "--on", "2026-03-01"]);
    assert!(!on.contains('{') && !on.contains("o: another day"), "{on}");
}
