//! The command line as a script meets it: exit codes, which words go where, and that what is refused changes nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use caseload::domain::london;
use caseload::domain::triage::RULES;
use caseload::platform::clock::Clock;
use chrono::NaiveDateTime;
use serde_json::Value;

use crate::home::{Home, LIST, LOGIN, MARGARET, NAMES, PHRASE, Ran, mode};

const ALL_VERBS: [&[&str]; 6] = [
    &["today"],
    &["today", "--json"],
    &["show", MARGARET, "--json"],
    &["contact", MARGARET, "--gist", "well"],
    &["import", "list.csv", "--yes"],
    &["export", "text", "--all", "-o", "out"],
];

/// Refused with a whole sentence on stderr and not a word on stdout.
#[track_caller]
pub fn assert_refused(ran: &Ran, because: &str) {
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    let said = ran.stderr.trim_end();
    assert!(said.contains(because), "{because:?} is not in {said:?}");
    assert!(said.ends_with(['.', '?']), "no sentence: {said:?}");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn a_store_is_made_without_asking() {
    let home = Home::new();
    let recovery = home.text_path("recovery.txt");
    let ran = home.run(&[
        "--user",
        LOGIN,
        "init",
        "--name",
        "A. Okafor",
        "--role",
        "lead",
        "--recovery-file",
        &recovery,
    ]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert_eq!(ran.stdout.trim_end(), home.text_path("store"));
    assert_eq!(mode(&home.path("recovery.txt")), 0o600);
    assert_eq!(mode(&home.path("store")), 0o700);
    for entry in fs::read_dir(home.path("store")).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    let code = fs::read_to_string(&recovery).unwrap();
    assert_eq!(code.lines().count(), 1);
    assert!(!ran.stdout.contains(code.trim()));
    let counts = home.today();
    assert_eq!(counts.pointer("/counts/open"), Some(&0.into()));

    let keyslots = fs::read(home.path("store/keyslots.json")).unwrap();
    let again = home.run(&["--user", "somebody", "init"]);
    assert_refused(&again, "");
    assert_eq!(
        fs::read(home.path("store/keyslots.json")).unwrap(),
        keyslots
    );
    // The recovery file is not overwritten either, and no store is made beside it.
    let other = home.run_on(
        "other",
        &["--user", LOGIN, "init", "--recovery-file", &recovery],
    );
    assert_refused(&other, "is there already");
    assert!(!home.path("other").exists());
    assert_eq!(fs::read_to_string(&recovery).unwrap(), code);
}

#[test]
fn without_a_recovery_file_the_code_is_said_beside() {
    let home = Home::new();
    let ran = home.run(&["--user", LOGIN, "init"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.stdout.trim_end(), home.text_path("store"));
    assert!(
        ran.stderr.contains("Recovery code, shown this once"),
        "{ran:?}"
    );
}

#[test]
fn a_wrong_passphrase_is_said_and_nothing_else() {
    let home = Home::seeded();
    home.write("phrase", "four quiet garden goats\n");
    home.write("home/list.csv", LIST);
    for verb in ALL_VERBS {
        assert_refused(&home.run(verb), "passphrase");
    }
    assert!(!home.path("home/out").exists());
}

#[test]
fn what_cannot_be_a_passphrase_is_named() {
    let home = Home::seeded();
    for (name, text, because) in [
        ("empty", &b""[..], "is empty"),
        ("blank-line", b"\nfour quiet garden gates\n", "is empty"),
        ("noise", b"\xff\xfe\x00", "is not text"),
        ("huge", &[b'a'; 10_000], ""),
    ] {
        home.write("phrase", text);
        assert_refused(&home.run(&["today"]), because);
        println!("{name}: {}", home.run(&["today"]).stderr.trim_end());
    }
    let store = home.text_path("store");
    for file in [home.text_path("nowhere"), home.text_path("home")] {
        let ran = home.run_bare(&["--store", &store, "--passphrase-file", &file, "today"]);
        assert_refused(&ran, "");
    }
    // Without a file, and without a terminal to ask on.
    let ran = home.run_bare(&["--store", &store, "today"]);
    assert_refused(&ran, "--passphrase-file");
}

#[test]
fn a_store_that_is_not_there_is_not_made_by_looking() {
    let home = Home::new();
    home.write("home/list.csv", LIST);
    for verb in ALL_VERBS {
        assert_refused(&home.run(verb), "");
    }
    assert!(!home.path("store").exists());
    // Nor in a folder that is empty.
    fs::create_dir(home.path("store")).unwrap();
    fs::set_permissions(home.path("store"), fs::Permissions::from_mode(0o700)).unwrap();
    for verb in ALL_VERBS {
        assert_refused(&home.run(verb), "");
    }
    assert_eq!(fs::read_dir(home.path("store")).unwrap().count(), 0);
}

#[test]
fn wrong_usage_ends_with_2() {
    let home = Home::seeded();
    for args in [
        &["tomorrow"][..],
        &["--nonsense"],
        &["today", "--as"],
        &["export", "fhir", "-o", "out"],
        &["export", "fhir", "--all"],
        &["export", "fhir", "--all", "--person", MARGARET, "-o", "out"],
        &["import"],
        &["show"],
        &["init", "--role", "director"],
        &["demo", "--people", "many"],
    ] {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?} {ran:?}");
        assert!(ran.stderr.contains("--help"), "{args:?} {ran:?}");
    }
    for args in [&["--help"][..], &["--version"], &["import", "--help"]] {
        let ran = home.run_bare(args);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{args:?}");
        assert!(!ran.stdout.is_empty());
    }
}

#[test]
fn what_is_asked_for_wrongly_is_refused_with_1() {
    let home = Home::seeded();
    for (args, because) in [
        (&["show", "9990000019"][..], "NHS number"),
        (&["show", "999 000 0042"], "Nobody here"),
        (&["today", "--why", "9990000042"], "Nobody"),
        (&["today", "--as-at", "teatime"], "is not a time"),
        (&["--user", "nobody.known", "today"], ""),
        (&["--theme", "plaid"], "There is no theme"),
        (&[], "needs a terminal"),
        (&["demo"], "demo opens no store"),
    ] {
        assert_refused(&home.run(args), because);
    }
    assert_refused(&home.run_bare(&["demo"]), "needs a terminal");
}

#[test]
fn a_dry_run_says_everything_and_writes_nothing() {
    let home = Home::seeded();
    let list = home.write(
        "list.csv",
        LIST.replace("9990000018", "9990000034")
            .replace("Margaret", "Irene"),
    );
    let before = home.today();
    let ran = home.run(&["import", &list, "--dry-run", "--json"]);
    let preview = ran.json();
    let at = |path: &str| preview.pointer(path).unwrap_or(&Value::Null);
    assert_eq!(at("/file"), &Value::from(list.as_str()));
    assert_eq!(at("/kind"), "csv");
    assert_eq!(
        (at("/rows"), at("/good")),
        (&3.into(), &1.into()),
        "{preview:#}"
    );
    assert_eq!(at("/bad/0/row"), 4);
    assert_eq!(at("/bad/0/value"), "9990000019");
    for words in ["/bad/0/column", "/bad/0/reason", "/bad/0/remedy"] {
        assert!(
            at(words).as_str().is_some_and(|text| !text.is_empty()),
            "{words}"
        );
    }
    assert_eq!(at("/bad/1"), &Value::Null);
    assert_eq!(at("/already_here/0/by"), "nhs_number");
    assert_eq!(at("/have_died"), &Value::Array(Vec::new()));
    assert_eq!(at("/columns/Surname"), "family_name", "{preview:#}");
    assert_eq!(same_instant(home.today()), same_instant(before.clone()));

    // The same in words; and without a terminal nothing is brought in that nobody said yes to.
    let words = home.run(&["import", &list, "--dry-run"]);
    assert!(
        words.code == 0 && words.stdout.contains("1 to bring in"),
        "{words:?}"
    );
    assert!(words.stderr.starts_with("Left out: 1 bad row"), "{words:?}");
    let unasked = home.run(&["import", &list]);
    assert!(
        unasked.code == 1 && unasked.stderr.contains("--yes"),
        "{unasked:?}"
    );
    assert_eq!(same_instant(home.today()), same_instant(before));

    let done = home.run(&["import", &list, "--yes", "--json"]);
    assert_eq!(done.code, 0, "{done:?}");
    let last = done.stderr.lines().last().unwrap_or_default();
    assert!(last.starts_with("Left out: 1 bad row"), "{done:?}");
    assert_eq!(home.today().pointer("/counts/open"), Some(&3.into()));

    // Nothing good in it is no success, looked at or brought in.
    let bad = LIST
        .lines()
        .filter(|line| !line.ends_with("0001") && !line.ends_with("0002"));
    let bad = home.write("bad.csv", bad.collect::<Vec<_>>().join("\n"));
    for more in ["--dry-run", "--yes"] {
        let ran = home.run(&["import", &bad, more]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(
            ran.stderr.contains("Nothing could be brought in"),
            "{ran:?}"
        );
    }
}

#[test]
fn a_folder_is_brought_in_as_its_files() {
    let home = Home::seeded();
    fs::create_dir(home.path("lists")).unwrap();
    home.write(
        "lists/list.csv",
        LIST.replace("9990000018", "9990000034")
            .replace("Margaret", "Irene"),
    );
    home.write("lists/readme.txt", "no list");
    let folder = home.text_path("lists");
    let ran = home.run(&["import", &folder, "--yes"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("1 person brought in"), "{ran:?}");
    fs::remove_file(home.path("lists/list.csv")).unwrap();
    let ran = home.run(&["import", &folder, "--yes"]);
    assert_refused(&ran, "There is no .csv or .json file in");
    // Said once: a terminal shows both ways out.
    let text = home.write("letter.csv", "Dear all\n");
    let ran = home.run(&["import", &text, "--dry-run"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("No row of headings"), "{ran:?}");
    assert!(!ran.stdout.contains("No row of headings"), "{ran:?}");
}

/// The list without the minute at which it was asked for.
fn same_instant(mut today: Value) -> Value {
    today.as_object_mut().unwrap().remove("as_at");
    today
}

#[test]
fn what_is_printed_onto_a_full_disk_is_no_success() {
    let home = Home::seeded();
    for args in [
        &["today"][..],
        &["today", "--json"],
        &["show", MARGARET],
        &["show", MARGARET, "--json"],
        &["keys"],
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let ran = home.run_into(full.into(), args);
        assert_refused(&ran, "The disk has no room for standard output");
        // A reader that has gone away (`head`) has what it wanted.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ran = home.run_into(writer.into(), args);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn an_export_overwrites_nothing() {
    let home = Home::seeded();
    let ran = home.run(&["export", "text", "--person", MARGARET, "-o", "-"]);
    assert_refused(&ran, "standard output");
    assert!(!home.path("home/-").exists());
    let file = home.write("taken.txt", "mine");
    let one = ["export", "text", "--person", MARGARET, "-o", &file];
    assert_refused(&home.run(&one), "taken.txt");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    // A link is a name that leads elsewhere.
    let elsewhere = home.path("elsewhere.txt");
    std::os::unix::fs::symlink(&elsewhere, home.path("link.txt")).unwrap();
    let link = home.text_path("link.txt");
    let ran = home.run(&["export", "text", "--person", MARGARET, "-o", &link]);
    assert_refused(&ran, "link.txt");
    assert!(!elsewhere.exists());

    let folder = home.text_path("folder");
    let all = ["export", "fhir", "--all", "-o", &folder];
    assert_eq!(home.run(&all).code, 0);
    let ran = home.run(&all);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");

    let ran = home.run(&["export", "pdf", "--all", "-o", &home.text_path("new")]);
    assert_refused(&ran, "There is no format \"pdf\"");
    assert!(ran.stderr.contains("fhir, text"), "{ran:?}");
    assert!(!home.path("new").exists());
}

/// A folder that takes no files is named, and nothing is left in it.
#[test]
fn an_export_says_whom_it_leaves_out_and_what_is_no_version_or_referral() {
    let home = Home::seeded();
    let out = home.text_path("out");
    for version in ["0", "-1", "two", "4294967296"] {
        let ran = home.run(&["export", "text", "--all", "--version", version, "-o", &out]);
        assert_refused(&ran, "the versions of a plan are numbered from 1");
    }
    let ran = home.run(&["export", "text", "--all", "--version", "1", "-o", &out]);
    assert_refused(&ran, "There is no version of this plan yet");
    assert!(ran.stderr.contains("999 000 0018"), "{ran:?}");
    for name in NAMES {
        assert!(!ran.stderr.contains(name), "{ran:?}");
    }
    let nobody = "01950000-0000-7000-8000-000000000001";
    for id in ["17", nobody] {
        let ran = home.run(&["export", "text", "--referral", id, "-o", &out]);
        assert_refused(&ran, "There is no open item with the id");
    }
    let ran = home.run(&["export", "fhir", "--referral", nobody, "-o", &out]);
    assert_refused(&ran, "A single referral is written as text");
}

#[test]
fn an_export_that_cannot_be_written_says_so() {
    let home = Home::seeded();
    let ran = home.run(&["export", "json", "--all", "-o", "/proc/nothing/here.json"]);
    assert_refused(&ran, "/proc/nothing");
    fs::create_dir(home.path("shut")).unwrap();
    fs::set_permissions(home.path("shut"), fs::Permissions::from_mode(0o500)).unwrap();
    let file = home.text_path("shut/all.json");
    let ran = home.run(&["export", "json", "--all", "-o", &file]);
    // Root may write anywhere.
    if ran.code != 0 {
        assert_refused(&ran, "shut");
    }
}

#[test]
fn a_file_that_cannot_be_read_changes_nobody() {
    let home = Home::seeded();
    let before = same_instant(home.today());
    let whole = home.text_path("whole");
    assert_eq!(home.run(&["export", "fhir", "--all", "-o", &whole]).code, 0);
    let bundle = fs::read_dir(&whole).unwrap().next().unwrap().unwrap();
    let bundle = fs::read(bundle.path()).unwrap();
    let everybody = home.text_path("everybody.json");
    assert_eq!(
        home.run(&["export", "json", "--all", "-o", &everybody])
            .code,
        0
    );
    let everybody = fs::read(everybody).unwrap();
    let half = |bytes: &[u8]| bytes.get(..bytes.len() / 2).unwrap_or_default().to_vec();
    let html = b"<!DOCTYPE html>\n<html><body>Your session has expired.</body></html>\n".to_vec();
    for (name, bytes) in [
        ("half-bundle.json", half(&bundle)),
        ("half-caseload.json", half(&everybody)),
        ("words.json", b"this is not JSON\n".to_vec()),
        ("page.json", html.clone()),
        ("page.csv", html),
        ("empty.csv", Vec::new()),
        ("empty.json", Vec::new()),
        ("list.json", b"[1, 2, 3]".to_vec()),
        ("patient.json", br#"{"resourceType":"Patient"}"#.to_vec()),
        (
            "newer.json",
            br#"{"format":"caseload","version":99,"people":[]}"#.to_vec(),
        ),
        ("noise.csv", (0..=255).cycle().take(5_000).collect()),
    ] {
        let path = home.write(name, bytes);
        let ran = home.run(&["import", &path, "--yes"]);
        assert_eq!(ran.code, 1, "{name}: {ran:?}");
        assert!(ran.stderr.contains(name), "{name} is not named: {ran:?}");
        println!("{}", ran.stderr.trim_end());
        assert_eq!(same_instant(home.today()), before, "{name}");
    }
    let nowhere = home.text_path("nowhere.csv");
    let ran = home.run(&["import", &nowhere, "--yes"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    // A folder is its files: those who are in them are here already.
    let ran = home.run(&["import", &whole, "--yes"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("Nothing new"), "{ran:?}");
}

#[test]
fn a_bad_file_of_a_folder_is_named_and_the_good_ones_come_in() {
    let home = Home::seeded();
    fs::create_dir(home.path("lists")).unwrap();
    let margaret = LIST.replace("9990000018", "9990000034");
    home.write("lists/good.csv", margaret.replace("1944", "1954"));
    home.write("lists/bad.json", "{");
    let folder = home.text_path("lists");
    let before = same_instant(home.today());
    let unread = "1 of 2 files cannot be read; nothing of it comes in.";
    let ran = home.run(&["import", &folder, "--dry-run"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains(unread), "{ran:?}");
    assert_eq!(same_instant(home.today()), before, "it was only looked at");

    let ran = home.run(&["import", &folder, "--yes"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("bad.json: "), "named: {ran:?}");
    assert!(ran.stderr.contains("1 person brought in."), "{ran:?}");
    let last = ran.stderr.lines().last().unwrap_or_default();
    assert!(last.starts_with(unread), "{ran:?}");
    assert!(!ran.stdout.contains("bad.json"), "said once: {ran:?}");
    assert_eq!(
        home.today().pointer("/counts/open"),
        Some(&3.into()),
        "{ran:?}"
    );
    // Once there is nothing new in the others, the folder is still not done.
    let ran = home.run(&["import", &folder, "--yes"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    fs::remove_file(home.path("lists/good.csv")).unwrap();
    let ran = home.run(&["import", &folder, "--yes"]);
    assert_refused(&ran, "Nothing was brought in.");
    assert!(!ran.stderr.contains("1 of 1"), "{ran:?}");
}

#[test]
fn a_folder_without_a_list_is_named_and_the_good_files_come_in() {
    let home = Home::seeded();
    let margaret = LIST.replace("9990000018", "9990000034");
    let good = home.write("good.csv", margaret.replace("1944", "1954"));
    fs::create_dir(home.path("empty")).unwrap();
    let empty = home.text_path("empty");
    let unread = "1 of 2 files cannot be read; nothing of it comes in.";

    let ran = home.run(&["import", &empty, &good, "--json", "--dry-run"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    let kinds: Vec<_> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["kind"])
        .collect();
    assert_eq!(kinds, ["csv", "unreadable"]);

    let ran = home.run(&["import", &empty, &good, "--yes"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let why = "There is no .csv or .json file in ";
    assert_eq!(ran.stderr.matches(why).count(), 1, "{ran:?}");
    assert!(ran.stderr.contains("1 person brought in."), "{ran:?}");
    let last = ran.stderr.lines().last().unwrap_or_default();
    assert!(last.starts_with(unread), "{ran:?}");
}

/// Every name that is left out of an error: errors go into logs and mails.
#[test]
fn no_refusal_names_a_person_or_the_passphrase() {
    let home = Home::seeded();
    let mut said = String::new();
    let taken = home.write("taken", "");
    for args in [
        &["show", "9990000042"][..],
        &["export", "text", "--person", MARGARET, "-o", &taken],
        &["export", "fhir", "--all", "-o", &taken],
        &["today", "--why", "1"],
    ] {
        said.push_str(&home.run(args).stderr);
    }
    for secret in ["Quillfeather", "Zborowska", PHRASE] {
        assert!(!said.contains(secret), "{said}");
    }
}

/// Everything is London's, whatever zone the server keeps: midnight there is no midnight here.
#[test]
fn the_list_is_the_same_on_a_server_of_any_zone() {
    let home = Home::seeded();
    let zones = ["UTC", "Europe/London", "America/New_York", "Asia/Tokyo"];
    for as_at in ["2026-03-02T00:30", "2026-07-15T23:30", "2026-10-25T01:30"] {
        let lists = zones.map(|zone| {
            let args = ["today", "--json", "--as-at", as_at];
            home.run_in_zone(zone, &args).json()
        });
        assert!(lists.iter().all(|list| *list == lists[0]), "{lists:?}");
        assert_eq!(lists[0]["as_at"], as_at);
    }
    for zone in zones {
        let list = home.run_in_zone(zone, &["today", "--json"]).json();
        let said = list["as_at"].as_str().unwrap();
        let said = NaiveDateTime::parse_from_str(said, "%Y-%m-%dT%H:%M").unwrap();
        let now = london::local(Clock::system().now());
        let apart = now.signed_duration_since(said).num_minutes();
        assert!((0..5).contains(&apart), "{zone}: {said} is not {now}");
    }
}

#[test]
fn one_person_is_explained_by_number_name_or_id() {
    let home = Home::seeded();
    let list = home.today();
    let people = list["people"].as_array().unwrap();
    let margaret = people
        .iter()
        .find(|person| person["nhs_number"] == MARGARET)
        .unwrap();
    let id = margaret["id"].as_str().unwrap();
    let why = |whom: &str| {
        let mut why = home.run(&["today", "--json", "--why", whom]).json();
        assert!(why.as_object_mut().unwrap().remove("as_at").is_some());
        why
    };
    let by_number = why(MARGARET);
    for whom in ["999 000 0018", "quillfeather", "Margaret Quill", id] {
        assert_eq!(why(whom), by_number, "{whom}");
    }
    assert_eq!(by_number["person"], margaret["id"]);
    assert_eq!(by_number["bucket"], margaret["bucket"]);
    let rules = by_number["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len());
    for (rule, table) in rules.iter().zip(RULES) {
        assert_eq!(rule["rule"], table.name);
        let findings = rule["findings"].as_array().unwrap();
        assert_eq!(findings.is_empty(), rule["otherwise"].is_string(), "{rule}");
        for finding in findings {
            assert!(
                !finding["workings"].as_array().unwrap().is_empty(),
                "{rule}"
            );
        }
    }
    let plain = home.run(&["today", "--why", MARGARET]);
    assert_eq!(plain.code, 0, "{plain:?}");
    assert!(
        plain
            .stdout
            .starts_with("Quillfeather, Margaret\nNew, because "),
        "{plain:?}"
    );
    assert!(plain.stdout.contains("20 working days after"), "{plain:?}");

    // Who fits is listed where it was asked for; the sentence beside it names nobody.
    let several = home.run(&["today", "--why", "e"]);
    assert_eq!(several.code, 1, "{several:?}");
    assert!(several.stderr.contains("2 people fit"), "{several:?}");
    assert!(!NAMES.iter().any(|name| several.stderr.contains(name)));
    let margaret = "Quillfeather, Margaret";
    let line = several.stdout.lines().find(|line| line.contains(margaret));
    let typed = format!("caseload today --why {MARGARET}");
    assert!(
        line.is_some_and(|line| line.ends_with(&typed)),
        "{several:?}"
    );

    for (whom, because) in [
        ("nobody of this name", "Nobody here is called that"),
        ("", "Say whom"),
        ("9990000019", "NHS number"),
        ("018f0000-0000-7000-8000-000000000000", ""),
    ] {
        let ran = home.run(&["today", "--why", whom]);
        assert_refused(&ran, because);
        assert!(
            !NAMES.iter().any(|name| ran.stderr.contains(name)),
            "{ran:?}"
        );
    }
}

#[test]
fn a_view_shows_some_and_counts_everybody() {
    let home = Home::seeded();
    let listed = home.run(&["views"]);
    assert_eq!((listed.code, listed.stderr.as_str()), (0, ""), "{listed:?}");
    assert!(
        listed.stdout.contains("New this week: 2 people: "),
        "{listed:?}"
    );
    assert!(
        listed.stdout.contains("High tier: 0 people: "),
        "{listed:?}"
    );

    let everybody = home.today();
    for (view, shown, hidden) in [("New this week", 2, 0), ("high-TIER", 0, 2)] {
        let ran = home.run(&["today", "--json", "--view", view]);
        let list: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(list.pointer("/view/shown"), Some(&shown.into()), "{view}");
        assert_eq!(list.pointer("/view/hidden"), Some(&hidden.into()), "{view}");
        let people = list.get("people").and_then(Value::as_array).unwrap();
        assert_eq!(people.len(), shown, "{view}");
        assert_eq!(list.get("counts"), everybody.get("counts"), "{view}");
        let plain = home.run(&["today", "--view", view]);
        assert!(
            plain
                .stdout
                .contains(&format!("{shown} shown, {hidden} hidden")),
            "{plain:?}"
        );
    }
    assert!(everybody.get("view").is_none());

    let out = home.text_path("new.csv");
    let ran = home.run(&[
        "export",
        "nhs-numbers",
        "--view",
        "new this week",
        "-o",
        &out,
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(fs::read_to_string(&out).unwrap().contains(MARGARET));

    for verb in [
        &["today", "--view", "nope"][..],
        &["export", "csv", "--view", "nope", "-o", "nope.csv"],
    ] {
        assert_refused(&home.run(verb), "Choose one of: Weekly sweep, ");
    }
    assert!(!home.path("home/nope.csv").exists());
}

#[test]
fn a_contact_is_logged_from_the_shell_and_moves_what_it_moved() {
    let home = Home::seeded();
    let log = |more: &[&str]| {
        let mut args = vec!["contact", MARGARET];
        args.extend(more);
        home.run(&args)
    };
    assert_eq!(log(&["--list"]).stdout, "Nothing is open.\n");
    for (more, because) in [
        (&["--gist", " "][..], "few words"),
        (&["--gist", "x", "--by", "pigeon"], "one of phone, visit"),
        (&["--gist", "x", "--at", "tomorrow 10"], "lies ahead"),
        (&["--gist", "x", "--next", "yesterday"], "passed"),
        (&["--gist", "x", "--step", "ring"], "--next"),
        (&["--gist", "x", "--answered", "3"], "no code of an item"),
        (
            &["--gist", "x", "--answered", "4f21c0"],
            "no item of that code",
        ),
    ] {
        assert_refused(&log(more), because);
    }
    let before = home.run(&["show", MARGARET, "--json"]).stdout;
    assert!(!before.contains("\"contact\""), "nothing was logged");
    let ran = log(&[
        "--gist",
        "Pharmacy rang back",
        "--incoming",
        "--with",
        "service",
        "--whom",
        "Teasel Pharmacy",
        "--next",
        "+10wd",
        "--minutes",
        "4",
    ]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    // The day that was understood is said, so that a slip is seen while it can be corrected.
    let next = ran.stdout.lines().nth(1).unwrap_or_default();
    assert!(
        next.starts_with("Next step: ") && next.ends_with("): speak again"),
        "{ran:?}"
    );
    let kept: Value =
        serde_json::from_str(&home.run(&["show", MARGARET, "--json"]).stdout).unwrap();
    let said = kept.to_string();
    for part in [
        "Pharmacy rang back",
        "Teasel Pharmacy",
        "\"direction\":\"in\"",
        "\"minutes\":4",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
}
