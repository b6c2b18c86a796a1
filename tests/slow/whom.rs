//! Whom a command means: one door for all of them, and nobody chosen in doubt.

use std::fs;

use serde_json::Value;

use crate::headless::assert_refused;
use crate::home::Home;

/// Two people of one name, one of whom has no NHS number, somebody whose name contains it, and a carer of that name.
const LEES: &str = "\
NHS Number,Surname,First name,Date of Birth,Postcode,Carer name
9990000034,Lee,Ann,03/02/1944,ZZ2 1AA,
,Lee,Ann,11/02/1951,ZZ2 1AB,Zborowska Lee
9990000042,Leeson,Joanne,04/05/1950,ZZ2 1AC,
";

#[test]
fn every_command_takes_a_person_by_name_and_none_chooses_in_doubt() {
    let home = Home::seeded();
    let list = home.write("lees.csv", LEES);
    let ran = home.run(&["import", &list, "--yes"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let name = |args: &[&str]| {
        let shown = home.run(args);
        assert_eq!(shown.code, 0, "{shown:?}");
        shown.stdout
    };

    // Whole names count more than parts, own names alone, and the birth date tells two of one name apart.
    for (whom, born) in [
        (&["Ann Lee 3 feb 1944"][..], "3 Feb 1944"),
        (&["lee", "1951-02-11"], "11 Feb 1951"),
        (&["ann", "lee,", "born", "11 Feb 1951"], "11 Feb 1951"),
        (&["leeson"], "4 May 1950"),
        (&["Quill"], "3 Feb 1944"),
        (&["zborowska"], "4 May 1950"),
        (&["999-000-0034"], "3 Feb 1944"),
    ] {
        let shown = name(&[&["show"], whom].concat());
        assert!(shown.contains(born), "{whom:?}: {shown}");
    }
    let shown = name(&["show", "--json", "Ann Lee 11/02/1951"]);
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let id = shown.pointer("/people/0/person/id").unwrap();
    let id = id.as_str().unwrap();

    // In doubt nothing is done; each line says what to type instead, and it works.
    let folder = home.path("out");
    fs::create_dir(&folder).unwrap();
    let out = home.text_path("out");
    for (args, before, after) in [
        (&["show", "lee"][..], "caseload show ", ""),
        (&["today", "--why", "lee"], "caseload today --why ", ""),
        (
            &["contact", "ann", "lee", "--gist", "x"],
            "caseload contact ",
            " ...",
        ),
        (
            &["export", "text", "--person", "lee", "-o", &out],
            "caseload export text --person ",
            " ...",
        ),
    ] {
        let ran = home.run(args);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.stderr.contains("2 people fit"), "{ran:?}");
        assert!(!ran.stderr.contains("Lee"), "{ran:?}");
        let typed: Vec<&str> = ran
            .stdout
            .lines()
            .map(|line| {
                let (who, typed) = line.split_once(before).expect(line);
                assert!(who.contains(" Feb 19"), "{line}");
                typed.strip_suffix(after).expect(line)
            })
            .collect();
        assert_eq!(typed, ["9990000034", id], "{ran:?}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    let kept = home.run(&["show", "9990000034", "--json"]).stdout;
    assert!(!kept.contains("\"gist\""), "nothing was logged: {kept}");

    for (args, because) in [
        (&["show", "Lee", "4 feb 1944"][..], "that birth date"),
        (&["show", "Oxenthwaite"], "called that. Type an NHS number"),
        (&["show", "Lee", "3/2/44"], "needs its year in full"),
        (&["contact", "Lee 3 feb 1944 x", "--gist", "x"], "Nobody"),
        (&["show", " "], "Say whom"),
        (
            &["show", "018f0000-0000-7000-8000-000000000000"],
            "Nobody here has that id",
        ),
    ] {
        assert_refused(&home.run(args), because);
    }
    let logged = name(&["contact", id, "--gist", "well", "--next", "+2w"]);
    assert!(logged.starts_with("Contact logged: Ann Lee\n"), "{logged}");
    let ran = home.run(&["export", "text", "--person", "Lee 3 feb 1944", "-o", &out]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn nothing_is_written_or_handed_on_by_a_part_of_a_name() {
    let home = Home::seeded();
    let alone = LEES.lines().filter(|line| !line.contains(",Lee,"));
    let list = home.write("leeson.csv", alone.collect::<Vec<_>>().join("\n"));
    let ran = home.run(&["import", &list, "--yes"]);
    assert_eq!(ran.code, 0, "{ran:?}");

    // Ann Lee is not here: "ann" is within Joanne, and Lee is how Leeson begins.
    let out = home.text_path("out");
    for args in [
        &["contact", "Ann", "Lee", "--gist", "x"][..],
        &["contact", "Leeso", "--gist", "x"],
        &["contact", "Leeso 4 may 1950", "--list"],
        &["export", "text", "--person", "Ann Lee", "-o", &out],
    ] {
        let ran = home.run(args);
        assert_eq!(ran.code, 1, "{ran:?}");
        let asked = "Leeson, Joanne, 4 May 1950, 999 000 0042: caseload ";
        assert!(ran.stdout.starts_with(asked), "{ran:?}");
        assert!(ran.stdout.ends_with(" 9990000042 ...\n"), "{ran:?}");
        assert!(ran.stderr.contains("Did you mean"), "{ran:?}");
        assert!(!ran.stderr.contains("Leeson"), "{ran:?}");
    }
    assert!(!home.path("out").exists());
    let kept = home.run(&["show", "9990000042", "--json"]).stdout;
    assert!(!kept.contains("\"gist\""), "nothing was logged: {kept}");

    // Looking takes a part of a name, and a whole one is enough for everything.
    for args in [
        &["show", "Leeso"][..],
        &["today", "--why", "Leeso"],
        &["contact", "leeson", "--gist", "x"],
        &["export", "text", "--person", "joanne", "-o", &out],
    ] {
        let ran = home.run(args);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
}

#[test]
fn numbers_alone_say_how_many_people_have_none() {
    let home = Home::seeded();
    let list = home.write("lees.csv", LEES);
    let ran = home.run(&["import", &list, "--yes"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let to = home.text_path("numbers.csv");
    let ran = home.run(&["export", "nhs-numbers", "--all", "-o", &to]);
    let said = "Not in the files: 1 person without an NHS number.\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (0, said), "{ran:?}");
    assert_eq!(fs::read_to_string(&to).unwrap().lines().count(), 5);
    // Of somebody without one there is no file that looks like an empty list.
    let alone = home.text_path("alone.csv");
    let whom = "Lee 11 feb 1951";
    let ran = home.run(&["export", "nhs-numbers", "--person", whom, "-o", &alone]);
    assert_refused(&ran, "has an NHS number");
    assert!(!home.path("alone.csv").exists());
}

#[test]
fn what_is_to_be_recorded_before_something_may_go_names_where_that_is() {
    let home = Home::seeded();
    let to = home.text_path("out");
    let housing = "Housing association";
    let ran = home.run(&["export", "text", "--all", "--to", housing, "-o", &to]);
    assert_refused(
        &ran,
        "Record what was decided first: \"Shared\" on the person's page, then \"Record a decision\".",
    );
}
