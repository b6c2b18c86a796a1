//! A newer list of people who are here already: what it says otherwise is named, and nothing of it is written.

use caseload::domain::person::Status;

use crate::support::Bench;
use crate::support::people::{ADA, BERT, CY, LIL};

const HEADINGS: &str = "NHS Number,Surname,First name,DOB,Status,Status date,Date of death,Tel,Postcode,Address,Practice,Practice code,Usual GP\n";

/// The preview of a list, as its lines.
fn preview(bench: &mut Bench, rows: &str) -> Vec<String> {
    let path = bench.dir().join("newer.csv");
    std::fs::write(&path, format!("{HEADINGS}{rows}")).unwrap();
    bench
        .press("I")
        .type_text(path.to_str().unwrap())
        .press("enter");
    let view = bench.app.model.import.as_ref().expect("a preview");
    view.lines.iter().map(|line| line.text.clone()).collect()
}

fn row_of(bench: &Bench, person: caseload::domain::id::PersonId, rest: &str) -> String {
    let person = bench.folder(person).person.value;
    let number = person
        .nhs_number
        .map(|one| one.to_string())
        .unwrap_or_default();
    let born = person
        .born_on
        .map(|day| day.format("%d/%m/%Y").to_string())
        .unwrap_or_default();
    format!(
        "{number},{},{},{born},{rest}\n",
        person.name.family, person.name.given
    )
}

#[test]
fn who_died_or_left_is_named_before_all_else() {
    let mut bench = Bench::new();
    let rows = [
        row_of(&bench, ADA, ",,01/03/2026,,,,,,"),
        row_of(&bench, BERT, "Deducted,28/02/2026,,,,,,,"),
        row_of(&bench, CY, "Currently registered,28/02/2026,,,,,,,"),
        row_of(&bench, LIL, "Deceased,,,,,,,,"),
    ];
    let lines = preview(&mut bench, &rows.concat());
    let heading = lines
        .iter()
        .position(|line| line.starts_with("Open here, and died or left"));
    let heading = heading.unwrap_or_else(|| panic!("{lines:#?}"));
    assert_eq!(heading, 2, "straight after the counts: {lines:#?}");
    assert!(lines[heading].contains("Nothing is recorded: find out, then p on them"));
    assert!(
        lines[heading + 1].starts_with("row 2: Applepip, Ada: died on "),
        "{lines:#?}"
    );
    assert!(
        lines[heading + 1].contains("1 March 2026") || lines[heading + 1].contains("1 Mar 2026")
    );
    assert!(lines[heading + 2].starts_with("row 3: "), "{lines:#?}");
    assert!(
        lines[heading + 2].contains("left (\"Deducted\") on "),
        "{lines:#?}"
    );
    // Who is registered still, and who has left here already, is not among them.
    assert!(!lines[heading + 3].starts_with("row 4") && !lines[heading + 3].starts_with("row 5"));
    assert!(
        bench.folder(ADA).person.value.status == Status::Open,
        "nothing is written"
    );
}

#[test]
fn each_field_that_differs_is_shown_and_none_is_taken_over() {
    let mut bench = Bench::new();
    let before = bench.folder(ADA).person.value;
    let new = ",,,01632 960999,ZZ99 9ZZ,9 New Street,Other Surgery,Z88888,Dr Rook";
    let mut same = row_of(
        &bench,
        ADA,
        ",,,+44 1632 960101,zz993vz,,Hedgerow Surgery,Z99999,Dr Quince",
    );
    let mut lines = preview(&mut bench, &same);
    assert!(
        !lines
            .iter()
            .any(|line| line.contains(" -> 01632") || line.contains("otherwise in this file")),
        "{lines:#?}"
    );
    bench.press("esc");
    same = row_of(&bench, ADA, new);
    lines = preview(&mut bench, &same);
    let told = lines
        .iter()
        .find(|line| line.starts_with("row 2: Applepip, Ada: "));
    let told = told.unwrap_or_else(|| panic!("{lines:#?}"));
    for part in [
        "telephone: 01632 960101 -> 01632 960999",
        "postcode: ZZ99 3VZ -> ZZ99 9ZZ",
        "address: 1 Orchard Row, Hedgerow -> 9 New Street",
        "practice: Hedgerow Surgery (Z99999) -> Other Surgery (Z88888)",
        "named GP: Dr Quince -> Dr Rook",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("Somebody else?"), "{told}");
    assert!(bench.folder(ADA).person.value == before);
}

#[test]
fn another_name_on_the_number_is_a_warning() {
    let mut bench = Bench::new();
    let lines = preview(&mut bench, "999 000 0018,Rook,Zoe,03/02/1944,,,,,,,,,\n");
    let text = lines.join("\n");
    for part in [
        "family name: Applepip -> Rook; given names: Ada -> Zoe. Somebody else? Check both",
        "the same NHS number but another name: check both",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    bench.press("esc");
    // More given names than before are told, and are no doubt.
    let lines = preview(
        &mut bench,
        "999 000 0018,APPLEPIP,Ada May,03/02/1944,,,,,,,,,\n",
    );
    let text = lines.join("\n");
    assert!(text.contains("given names: Ada -> Ada May"), "{text}");
    assert!(
        !text.contains("another name") && !text.contains("Somebody else?"),
        "{text}"
    );
}

#[test]
fn somebody_alike_is_asked_about_once_when_added_by_hand() {
    let mut bench = Bench::new();
    let add = |bench: &mut Bench, born: &str| {
        let before = bench.store().everybody().unwrap().len();
        bench.press("N").type_text("applepip");
        let form = bench.app.model.form_mut().expect("a form");
        form.focus_on("born");
        bench.type_text(born).press("ctrl-s");
        bench.store().everybody().unwrap().len() - before
    };
    assert_eq!(add(&mut bench, "3 Feb 1944"), 0, "asked first");
    let said = bench.said();
    assert!(
        said.contains("Applepip, Ada, born") && said.contains("is here already"),
        "{said}"
    );
    let before = bench.store().everybody().unwrap().len();
    bench.press("ctrl-s");
    assert_eq!(
        bench.store().everybody().unwrap().len(),
        before + 1,
        "{}",
        bench.said()
    );
    bench.press("esc");
    assert_eq!(
        add(&mut bench, "4 Feb 1944"),
        1,
        "another birth date is no question: {}",
        bench.said()
    );
}

#[test]
fn a_folder_inside_the_folder_is_named_in_the_preview() {
    let mut bench = Bench::empty();
    let lists = bench.dir().join("lists");
    std::fs::create_dir_all(lists.join("older")).unwrap();
    let list = "Surname,First name,Date of Birth\nLee,Ann,03/02/1944\n";
    std::fs::write(lists.join("a.csv"), list).unwrap();
    bench.press("I").type_text(lists.to_str().unwrap());
    bench.press("enter");
    let text = bench.flowing();
    assert!(text.contains("There is a folder inside"), "{text}");
    assert!(text.contains("1 to bring in"), "{text}");
}
