//! Caseload JSON on the import screen: whole records come in as they are, a person with a fault does not come in at all.

use std::ops::ControlFlow;
use std::path::PathBuf;

use caseload::app::handing_on::directory;
use caseload::app::import_view::{Here, ReadFiles, lines, read_files};
use caseload::app::keymap::Keymap;
use caseload::app::past::PastRow;
use caseload::domain::carer::{Carer, Strain};
use caseload::domain::change::Change;
use caseload::domain::id::{CarerId, MemberId, PersonId, UnmetNeedId};
use caseload::domain::record::Record;
use caseload::domain::service::Service;
use caseload::domain::service::unmet::UnmetNeed;
use caseload::domain::team::{Member, Role};
use caseload::domain::user::Authors;
use caseload::export::json::{self, RecordFault};
use caseload::export::{Dossier, Format, Provenance};
use serde_json::{Value, json};

use crate::support::people::{ADA, BERT, CY, DOT, IDUNN, day};
use crate::support::{Bench, NOW};

fn provenance() -> Provenance {
    Provenance {
        program_version: "0.1.0".into(),
        made_at: NOW.parse().unwrap(),
        author_login: "a.okafor".into(),
        author_name: "A. Okafor".into(),
        authors: Authors::default(),
        recipient: None,
    }
}

/// The Caseload JSON of people of a bench.
pub fn file_of(bench: &Bench, people: &[PersonId]) -> Value {
    let folders = people.iter().map(|person| bench.folder(*person));
    let made = Provenance {
        authors: bench.store().authors().unwrap(),
        ..provenance()
    };
    let dossiers: Vec<Dossier> = folders.map(|folder| Dossier::of(&folder, &made)).collect();
    let mut bytes = Vec::new();
    let format = Format::named("json").unwrap();
    (format.render)(&dossiers, &mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// Why a person would not come in, were they exported and read again; also what would not be read of them.
pub fn faults(bench: &Bench, person: PersonId) -> Vec<RecordFault> {
    let text = file_of(bench, &[person]).to_string();
    let mut file = json::read(&text, &mut |_, _| ControlFlow::Continue(())).unwrap();
    file.judge(bench.cx().today());
    let entry = file.people.remove(0);
    assert!(entry.not_read.is_empty());
    entry.outcome.err().unwrap_or_default()
}

fn read(bench: &mut Bench, name: &str, bytes: impl AsRef<[u8]>) {
    let path = bench.dir().join(name);
    std::fs::write(&path, bytes).unwrap();
    bench
        .press("I")
        .type_text(path.to_str().unwrap())
        .press("enter");
}

/// Files as the import screen and the command line read them.
fn files(bench: &Bench, named: &[(&str, Vec<u8>)]) -> ReadFiles {
    let paths: Vec<PathBuf> = named
        .iter()
        .map(|(name, bytes)| {
            let path = bench.dir().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        })
        .collect();
    let here = Here::of(&bench.store()).unwrap();
    let mut on = |_, _| ControlFlow::Continue(());
    read_files(&paths, here, bench.cx().today(), &mut on).unwrap()
}

/// A list without NHS numbers and postcodes, brought in twice, brings nobody in a second time.
#[test]
fn a_list_of_names_and_birth_dates_alone_is_recognised_again() {
    let list = "Surname,First name,Date of Birth\nQuillfeather,Margaret,03/02/1944\n";
    let mut bench = Bench::empty();
    read(&mut bench, "list.csv", list);
    bench.press("enter").type_text("register").press("ctrl-s");
    assert!(
        bench.said().contains("1 person brought in"),
        "{}",
        bench.said()
    );
    let again = files(&bench, &[("list.csv", list.into())]);
    assert_eq!(again.admissible().count(), 0);
    let text = text_of(&again);
    for part in [
        "0 to bring in, 1 here already",
        "Here already? Likely",
        "likely: the same name and birth date",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_wrong_file_name_leaves_the_form_open() {
    let mut bench = Bench::empty();
    let path = bench.dir().join("mistyped.csv");
    bench
        .press("I")
        .type_text(path.to_str().unwrap())
        .press("enter");
    let said = bench.said();
    assert!(said.contains("mistyped.csv is not there"), "{said}");
    let form = bench.app.model.form().expect("the form is there still");
    assert_eq!(form.text("path"), path.to_str().unwrap());
}

fn text_of(read: &ReadFiles) -> String {
    let lines = lines(read, &Keymap::standard())
        .into_iter()
        .map(|line| line.text);
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn whole_records_are_previewed_brought_in_unasked_and_the_same() {
    let there = Bench::new();
    let file = file_of(&there, &[ADA, BERT]);
    let mut bench = Bench::empty();
    read(&mut bench, "two.json", file.to_string());
    let text = bench.text();
    for part in [
        "Enter brings 2 people in",
        "2 people: 2 to bring in, 0 here already, 0 bad",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    bench.press("enter");
    assert!(
        bench.said().contains("2 people brought in"),
        "{}",
        bench.said()
    );
    for person in [ADA, BERT] {
        let (mut here, mut before) = (bench.folder(person), there.folder(person));
        for folder in [&mut here, &mut before] {
            folder.contacts.sort_by_key(|kept| kept.id);
        }
        assert!(here.person.value == before.person.value);
        assert!(file_of(&bench, &[person])["people"] == file_of(&there, &[person])["people"]);
    }
    // Once more: nobody twice.
    read(&mut bench, "two.json", file.to_string());
    assert!(
        bench.text().contains("0 to bring in, 2 here already"),
        "{}",
        bench.text()
    );
    bench.press("esc u");
    assert!(
        bench.store().everybody().unwrap().is_empty(),
        "one undo takes all back"
    );
}

/// A login is one person's in one store: what another of that login wrote elsewhere never stands under their name here.
#[test]
fn what_another_of_the_same_login_wrote_comes_in_under_their_own_name() {
    let there = Bench::new();
    let file = |authors: Value| {
        let mut file = file_of(&there, &[ADA]);
        file["authors"] = authors;
        file.to_string()
    };
    let apart = "a.okafor (Amara Okafor)";
    for (authors, by) in [
        (json!({ "a.okafor": "A. Okafor" }), "a.okafor"),
        (json!({ "a.okafor": "Amara Okafor" }), apart),
        (json!({}), "a.okafor (of another store)"),
    ] {
        let mut bench = Bench::empty();
        read(&mut bench, "ada.json", file(authors));
        let says =
            "Who wrote what stays apart from others here with the same login: it comes in under";
        let told = bench.flowing().contains(says);
        assert_eq!(told, by != "a.okafor", "{}", bench.text());
        bench.press("enter");
        let (here, before) = (bench.folder(ADA), there.folder(ADA));
        assert!(!before.contacts.is_empty());
        for contact in &before.contacts {
            let mut contact = contact.value.clone();
            assert_eq!(contact.by, "a.okafor");
            contact.by = by.to_owned();
            let mut brought = here.contacts.iter();
            assert!(brought.any(|one| one.value == contact), "{by}");
        }
        // As a colleague reads it: never under the name of whoever has that login here.
        let dossier = Dossier::of(&here, &provenance());
        let mut page = Vec::new();
        (Format::named("html").unwrap().render)(&[dossier], &mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        let stands = page.contains("Written down by: A. Okafor<");
        assert_eq!(stands, by == "a.okafor", "{by}");
        // What goes on from here says so too, and is read back the same.
        let again = file_of(&bench, &[ADA]);
        let mut third = Bench::empty();
        read(&mut third, "ada.json", again.to_string());
        third.press("enter");
        assert!(file_of(&third, &[ADA])["people"] == again["people"], "{by}");
    }
}

/// The file of somebody of whom a colleague with that name wrote an entry and took words down.
fn written_by(name: &str) -> Value {
    let mut file = file_of(&Bench::new(), &[ADA]);
    file["authors"]["a.yusuf"] = name.into();
    file["people"][0]["contacts"][0]["by"] = "a.yusuf".into();
    file["people"][0]["words"][0]["recorded_by"] = "a.yusuf".into();
    file
}

/// Who wrote an entry elsewhere is nobody's login here: their name comes along, is read, and goes on.
#[test]
fn who_wrote_elsewhere_stays_known_by_name() {
    let mut bench = Bench::empty();
    let file = written_by("Amina Yusuf");
    read(&mut bench, "ada.json", file.to_string());
    bench.press("enter");
    let again = file_of(&bench, &[ADA]);
    assert_eq!(again["authors"], file["authors"], "{}", bench.said());
    assert_eq!(again["authors"].as_object().unwrap().len(), 2);
    assert!(again["people"] == file["people"]);
    // As the screen hands it on.
    let folder = bench.dir().join("out");
    std::fs::create_dir(&folder).unwrap();
    bench.press("esc").open(ADA).press("X");
    let form = bench.app.model.form_mut().unwrap();
    form.restore(&[("path".to_owned(), folder.display().to_string())].into());
    form.focus_on("format");
    bench.press("right ctrl-s");
    let path = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap();
    let text = std::fs::read_to_string(path.path()).unwrap();
    assert!(text.contains("Written down by: Amina Yusuf"), "{text}");

    // As the log and the past say it on the screen.
    bench.press("3 enter");
    let text = bench.flowing();
    assert!(text.contains("Written by Amina Yusuf on"), "{text}");
    bench.press("esc 9");
    let past = bench.app.model.person.as_ref().unwrap().past();
    let says = |row: &PastRow| row.full.join(" ").contains("written down by Amina Yusuf");
    assert!(past.iter().any(says));

    // Another of that login is told apart from her, and where two files come together as well.
    let other = written_by("Anna Yusuf").to_string();
    bench.press("esc");
    read(&mut bench, "other.json", &other);
    let apart = "it comes in under a.yusuf (Anna Yusuf)";
    assert!(bench.flowing().contains(apart), "{}", bench.text());
    let both = [("1.json", file.to_string()), ("2.json", other)];
    let both = both.map(|(name, text)| (name, text.into_bytes()));
    let together = files(&Bench::empty(), &both);
    let notes: Vec<_> = together.proposals().map(|one| one.notes.len()).collect();
    assert_eq!(notes, [0, 1]);
}

#[test]
fn the_service_that_somebody_needs_comes_along_once_and_stays_as_it_is_here() {
    let there = Bench::new();
    let mut file = file_of(&there, &[ADA, BERT]);
    let service = json!({
        "id": "0198c0de-0000-7000-8000-0000000000aa",
        "name": "Balance classes",
        "sector": "voluntary",
        "phones": ["01632 960 001"],
    });
    for person in file["people"].as_array_mut().unwrap() {
        person["services"] = json!([service]);
    }
    let mut bench = Bench::empty();
    read(&mut bench, "two.json", file.to_string());
    bench.press("enter");
    let kept = |bench: &Bench| {
        let all = bench.store().services().unwrap();
        let shown = |one: &Service| (one.name.clone(), one.phones.join(", "));
        all.iter().map(|one| shown(one)).collect::<Vec<_>>()
    };
    let first = [("Balance classes".to_owned(), "01632 960 001".to_owned())];
    assert_eq!(kept(&bench), first, "{}", bench.said());
    // Another file says something else of it: what is here was checked by those who work here.
    let mut other = file_of(&there, &[CY]);
    let mut changed = service.clone();
    changed["phones"] = json!(["01632 960 999"]);
    other["people"][0]["services"] = json!([changed]);
    read(&mut bench, "three.json", other.to_string());
    bench.press("enter");
    assert_eq!(bench.store().everybody().unwrap().len(), 3);
    assert_eq!(kept(&bench), first);
    // One that is nameless keeps the person out, and says so.
    let mut nameless = file_of(&there, &[DOT]);
    let mut empty = service;
    empty["name"] = json!(" ");
    nameless["people"][0]["services"] = json!([empty]);
    read(&mut bench, "four.json", nameless.to_string());
    let text = bench.flowing();
    assert!(text.contains("1 bad"), "{text}");
    assert!(
        text.contains("There is nothing to bring in; Esc leaves."),
        "{text}"
    );
    assert!(text.contains("what the service is called"), "{text}");
}

#[test]
fn a_person_with_a_fault_stays_out_and_the_others_come_in() {
    let there = Bench::new();
    let mut file = file_of(&there, &[ADA, BERT, CY]);
    file["people"][1]["person"]["nhs_number"] = json!("9990000019");
    file["people"][2]["visits"] = json!([{ "on": "2026-01-01" }]);
    let name = file["people"][1]["person"]["name"]["family"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut bench = Bench::empty().sized(200, 40);
    read(&mut bench, "three.json", file.to_string());
    let text = bench.text();
    for part in [
        "3 people: 2 to bring in, 0 here already, 1 bad",
        &format!("person 2, {name}"),
        "person: nhs_number: \"9990000019\"",
        "not read: this program does not know",
        "visits: \"1 entry\"",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    bench.press("enter");
    assert!(
        bench.said().contains("2 people brought in"),
        "{}",
        bench.said()
    );
    assert_eq!(bench.store().everybody().unwrap(), [ADA, CY]);
}

#[test]
fn every_way_in_which_text_is_kept_is_read_or_named() {
    let there = Bench::new();
    let text = file_of(&there, &[ADA]).to_string();
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let bench = Bench::empty();
    let cases: [(&str, Vec<u8>, &[&str]); 9] = [
        ("plain.json", text.clone().into_bytes(), &["1 to bring in"]),
        (
            "named-otherwise.txt",
            text.clone().into_bytes(),
            &["1 to bring in"],
        ),
        (
            "mark.json",
            format!("\u{FEFF}{text}").into_bytes(),
            &["1 to bring in"],
        ),
        ("utf16.json", utf16, &["1 to bring in", "Read as UTF-16."]),
        (
            "half.json",
            text.as_bytes()[..text.len() / 2].to_vec(),
            &[
                "half.json: This Caseload file is cut off",
                "Nothing was read",
            ],
        ),
        (
            "newer.json",
            text.replacen("\"version\":1", "\"version\":3", 1)
                .into_bytes(),
            &[
                "written by a newer Caseload",
                "bring Caseload up to date here",
            ],
        ),
        ("words.json", b"this is not JSON".to_vec(), &["not JSON"]),
        (
            "other.json",
            b"{\"type\":\"FeatureCollection\",\"features\":[]}".to_vec(),
            &["neither a FHIR bundle nor a file of Caseload"],
        ),
        ("empty.json", Vec::new(), &["The file is empty."]),
    ];
    for (name, bytes, says) in cases {
        let told = text_of(&files(&bench, &[(name, bytes)]));
        for part in says {
            assert!(told.contains(part), "{name}, {part}: {told}");
        }
    }
}

#[test]
fn a_flipped_byte_is_refused_and_not_read_as_another_letter() {
    let bench = Bench::new();
    let text = file_of(&bench, &[ADA]).to_string();
    let sound = text.replacen("Ada", "Zoë", 1);
    assert!(sound != text, "the name is in the file");
    let at = sound.find('ë').unwrap();
    let flipped = |to: u8| {
        let mut bytes = sound.clone().into_bytes();
        bytes[at] = to;
        bytes
    };
    let mut many = flipped(0x20);
    many.splice(1..1, "\"made_for\":\"Zoë Siân\",".bytes());
    let mut utf16: Vec<u8> = vec![0xFF, 0xFE];
    utf16.extend(sound.encode_utf16().flat_map(u16::to_le_bytes));
    let whole = files(&bench, &[("whole.json", utf16.clone())]);
    assert_eq!(whole.faults().next(), None, "UTF-16 loses nothing");
    let mut lone = utf16;
    let (before, _) = sound.split_at(at);
    let letters = 2 + 2 * before.encode_utf16().count();
    lone.splice(letters..letters + 2, [0x00, 0xD8]);
    for (name, bytes) in [
        ("latin.json", flipped(0xEB)),
        ("lossy.json", many),
        ("lone.json", lone),
    ] {
        let read = files(&bench, &[(name, bytes)]);
        let fault = read.faults().next().unwrap_or_default().to_owned();
        assert!(
            fault.contains("damaged at line 1, column"),
            "{name}: {fault}"
        );
        assert!(fault.contains("ask for the file again"), "{name}: {fault}");
    }
}

#[test]
fn the_same_person_in_two_files_comes_in_once() {
    let there = Bench::new();
    let text = file_of(&there, &[ADA]).to_string().into_bytes();
    let bench = Bench::empty();
    let read = files(&bench, &[("one.json", text.clone()), ("two.json", text)]);
    assert_eq!(read.admissible().count(), 1);
    let told = text_of(&read);
    assert!(
        told.contains("The same record stands in the file one.json"),
        "{told}"
    );
    assert!(told.contains("0 bad"), "the same twice is no fault: {told}");

    let mut other = file_of(&there, &[ADA]);
    other["people"][0]["person"]["notes"] = json!("Something else");
    let read = files(
        &bench,
        &[
            ("one.json", file_of(&there, &[ADA]).to_string().into_bytes()),
            ("two.json", other.to_string().into_bytes()),
        ],
    );
    assert_eq!(read.admissible().count(), 1);
    let told = text_of(&read);
    assert!(
        told.contains(
            "The same person is in the file one.json, with something else in their record"
        ),
        "{told}"
    );

    let mut file = file_of(&there, &[ADA]);
    file["people"][0]["person"]["nhs_number"] = json!("9990000018");
    let list = b"NHS Number,Name,DOB\n9990000018,\"PLUM, Pat\",03/02/1944\n".to_vec();
    let read = files(
        &bench,
        &[
            ("list.csv", list),
            ("whole.json", file.to_string().into_bytes()),
        ],
    );
    assert_eq!(read.admissible().count(), 0, "the first is no likelier");
    let told = text_of(&read);
    for said in [
        "The same NHS number as person 1 of the file whole.json, for somebody else",
        "The same NHS number as row 2 of the file list.csv, for somebody else",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn two_people_of_one_file_with_one_number_both_stay_out() {
    let there = Bench::new();
    let mut file = file_of(&there, &[ADA, BERT]);
    file["people"][1]["person"]["nhs_number"] = file["people"][0]["person"]["nhs_number"].clone();
    let bench = Bench::empty();
    let read = files(&bench, &[("two.json", file.to_string().into_bytes())]);
    assert_eq!(read.admissible().count(), 0);
    let told = text_of(&read);
    for said in [
        "The same NHS number as person 2, for somebody else",
        "The same NHS number as person 1, for somebody else",
        "2 bad",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn what_is_left_of_bundles_is_said_once_by_file_or_summed_for_a_folder() {
    let bench = Bench::empty();
    let bundle = |number: &str, claims: usize| {
        let mut entries = vec![json!({"resource": {
            "resourceType": "Patient",
            "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number}],
            "name": [{"family": "Quillfeather", "given": ["Margaret"]}],
        }})];
        entries.extend((0..claims).map(|_| json!({"resource": {"resourceType": "Claim"}})));
        entries.push(json!({"resource": {"resourceType": "Observation"}}));
        let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": entries});
        bundle.to_string().into_bytes()
    };
    let one = files(&bench, &[("one.json", bundle("9990000018", 3))]);
    let told = text_of(&one);
    assert!(
        told.contains(
            "\nNot brought in, since Caseload keeps none of it: 3 Claims, 1 Observation."
        ),
        "{told}"
    );
    let two = [
        ("one.json", bundle("9990000018", 3)),
        ("two.json", bundle("9990000026", 4)),
    ];
    let told = text_of(&files(&bench, &two));
    assert!(
        told.starts_with(
            "Left in 2 bundles\nNot brought in, since Caseload keeps none of it: 7 Claims, 2 Observations."
        ),
        "{told}"
    );
    assert_eq!(told.matches("Not brought in, since").count(), 1, "{told}");
}

/// The file of a person with every record of theirs as it is, under another identity and another name.
fn as_somebody_else(file: &Value, person: PersonId, other: PersonId) -> Value {
    let text = file.to_string();
    let mut file: Value =
        serde_json::from_str(&text.replace(&person.0.to_string(), &other.0.to_string())).unwrap();
    let own = &mut file["people"][0]["person"];
    own["nhs_number"] = Value::Null;
    own["name"]["family"] = json!("Otherwise");
    file
}

#[test]
fn an_identity_that_is_taken_keeps_one_person_out_and_says_whose_it_is() {
    let there = Bench::new();
    let stranger = PersonId(crate::support::people::id(77));
    let ada = file_of(&there, &[ADA]);
    let mut clash = as_somebody_else(&ada, ADA, stranger);
    let bert = file_of(&there, &[BERT])["people"][0].clone();
    clash["people"].as_array_mut().unwrap().push(bert);

    // Two files given together.
    let mut bench = Bench::empty();
    let both = [
        ("one.json", ada.to_string().into_bytes()),
        ("two.json", clash.to_string().into_bytes()),
    ];
    let read_both = files(&bench, &both);
    assert_eq!(read_both.admissible().count(), 2, "Ada and Bert");
    let told = text_of(&read_both);
    assert!(
        told.contains("stands with Applepip, Ada in the file one.json, and is not the same"),
        "{told}"
    );

    // One file, and the store.
    read(&mut bench, "one.json", ada.to_string());
    bench.press("enter");
    read(&mut bench, "two.json", clash.to_string());
    let told = text_of(&bench.app.model.import.as_ref().unwrap().read);
    for part in [
        "1 to bring in, 0 here already, 1 bad",
        "Otherwise, Ada: contact",
        "stands with Applepip, Ada in this store",
        "everybody else does",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    bench.press("enter");
    assert!(
        bench.said().contains("1 person brought in"),
        "{}",
        bench.said()
    );
    let here = bench.store().everybody().unwrap();
    assert!(here.contains(&BERT) && !here.contains(&stranger));

    // What was taken back is in nobody's way.
    bench.press("u");
    assert_eq!(bench.store().everybody().unwrap(), [ADA]);
    let again = files(&bench, &[("two.json", clash.to_string().into_bytes())]);
    assert_eq!(again.admissible().count(), 1);
}

/// The place of a carer who is the same in every team.
fn rose(n: u128, person: PersonId, on: &str, says: &str) -> Member {
    let carer = Carer {
        strain: vec![Strain {
            on: on.parse().unwrap(),
            says: says.into(),
            score: None,
            by: String::new(),
        }],
        ..Carer::new(CarerId(crate::support::people::id(9_000)))
    };
    Member {
        carer: Some(carer),
        ..Member::new(
            MemberId(crate::support::people::id(n)),
            person,
            Role::Carer,
            "Rose Pip",
            "2026-01-05".parse().unwrap(),
        )
    }
}

#[test]
fn a_carer_who_is_here_too_says_the_same_in_every_place_afterwards() {
    let mut there = Bench::new();
    let mut place = rose(9_001, BERT, "2026-02-20", "no evening left");
    // There her own record has another identity than here; the NHS number says that she is the same.
    let other = PersonId(crate::support::people::id(88));
    if let Some(own) = &mut place.carer {
        own.is_person = Some(other);
    }
    there.elsewhere(&Change::add(Record::Member(place)));
    let mut file = file_of(&there, &[BERT]);
    let mut own = as_somebody_else(&file_of(&there, &[ADA]), ADA, other)["people"][0].clone();
    own["person"]["nhs_number"] =
        file_of(&there, &[ADA])["people"][0]["person"]["nhs_number"].clone();
    own["person"]["name"]["family"] = json!("Applepip");
    file["people"].as_array_mut().unwrap().push(own);

    let mut bench = Bench::empty();
    read(
        &mut bench,
        "first.json",
        file_of(&there, &[ADA, CY]).to_string(),
    );
    bench.press("enter");
    bench.elsewhere(&Change::add(Record::Member(rose(
        9_002,
        CY,
        "2026-01-10",
        "managing",
    ))));
    read(&mut bench, "second.json", file.to_string());
    let told = text_of(&bench.app.model.import.as_ref().unwrap().read);
    for part in [
        "1 to bring in, 1 here already",
        "This carer cares for somebody here too",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    bench.press("enter");
    assert!(
        bench.said().contains("1 person brought in"),
        "{}",
        bench.said()
    );
    let places = bench
        .store()
        .places_of(CarerId(crate::support::people::id(9_000)))
        .unwrap();
    assert_eq!(places.len(), 2);
    for place in &places {
        let carer = place.carer.as_ref().unwrap();
        let says: Vec<&str> = carer.strain.iter().map(|one| one.says.as_str()).collect();
        assert_eq!(says, ["managing", "no evening left"]);
        assert_eq!(carer.is_person, Some(ADA), "the record that she has here");
    }
    bench.press("u");
    let places = bench
        .store()
        .places_of(CarerId(crate::support::people::id(9_000)))
        .unwrap();
    assert_eq!(places.len(), 1);
    assert!(
        places[0].value == rose(9_002, CY, "2026-01-10", "managing"),
        "undone whole"
    );
}

#[test]
fn the_directory_travels_with_a_caseload_and_is_the_same() {
    let mut there = Bench::new();
    let service = |n: u128, name: &str| {
        let value = json!({
            "id": crate::support::people::id(n),
            "name": name,
            "sector": "voluntary",
            "phones": ["01632 960 001"],
            "needs": ["falls"],
        });
        let service: Service = serde_json::from_value(value).unwrap();
        Record::Service(Box::new(service))
    };
    for record in [service(601, "Balance classes"), service(600, "Befriending")] {
        there.elsewhere(&Change::add(record));
    }
    for (n, about) in [(610, None), (611, Some(ADA))] {
        let need = UnmetNeed {
            id: UnmetNeedId(crate::support::people::id(n)),
            needed: format!("somewhere to swim {n}"),
            place: "Larkfield".into(),
            on: day("2026-02-20"),
            by: "a.okafor".into(),
            about,
            note: String::new(),
        };
        there.elsewhere(&Change::add(Record::UnmetNeed(need)));
    }
    let unmet = |bench: &Bench| -> Vec<UnmetNeed> {
        let kept = bench.store().unmet_needs().unwrap();
        kept.into_iter().map(|one| one.value).collect()
    };
    let all = |bench: &Bench| -> Vec<Service> {
        let kept = bench.store().services().unwrap();
        kept.into_iter().map(|one| one.value).collect()
    };
    let mut dossiers: Vec<Dossier> = [ADA, BERT]
        .iter()
        .map(|person| Dossier::of(&there.folder(*person), &provenance()))
        .collect();
    (dossiers[0].directory, dossiers[0].unmet_of_nobody) = directory(&there.store()).unwrap();
    let mut bytes = Vec::new();
    (Format::named("json").unwrap().render)(&dossiers, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();

    let mut bench = Bench::empty();
    read(&mut bench, "all.json", &text);
    let shown = text_of(&bench.app.model.import.as_ref().unwrap().read);
    assert!(
        shown.contains("2 services of the directory: 2 to bring in"),
        "{shown}"
    );
    bench.press("enter");
    assert!(
        bench.said().contains("2 people and 2 services brought in"),
        "{}",
        bench.said()
    );
    assert!(all(&bench) == all(&there));
    assert_eq!(unmet(&bench).len(), 2);
    assert!(unmet(&bench) == unmet(&there));
    // Again: nothing is twice.
    read(&mut bench, "all.json", &text);
    assert!(
        !bench
            .app
            .model
            .import
            .as_ref()
            .unwrap()
            .read
            .brings_services()
    );

    // One that cannot be is named, and the others come in; the people too.
    let mut odd: Value = serde_json::from_str(&text).unwrap();
    odd["services"][0]["name"] = json!(" ");
    let bench = Bench::empty();
    let read = files(&bench, &[("odd.json", odd.to_string().into_bytes())]);
    assert_eq!(
        (read.admissible().count(), read.directory().count()),
        (2, 1)
    );
    let told = text_of(&read);
    assert!(
        told.contains("A service that cannot be brought in"),
        "{told}"
    );
}

#[test]
fn what_is_brought_in_was_not_changed_today() {
    let there = Bench::new();
    let mut bench = Bench::empty();
    read(
        &mut bench,
        "two.json",
        file_of(&there, &[ADA, IDUNN]).to_string(),
    );
    bench.press("enter");
    let today = bench.cx().today();
    let newest = |bench: &Bench, person: PersonId| {
        let folder = bench.folder(person);
        let contacts = folder.contacts.iter();
        contacts
            .map(|one| caseload::domain::london::date(one.recorded_at))
            .max()
    };
    for person in [ADA, IDUNN] {
        let changed = bench.store().traits(person).unwrap().unwrap().changed_on;
        assert!(changed < Some(today), "{changed:?}");
        assert!(changed >= newest(&bench, person), "{changed:?}");
    }
    // What somebody enters here is a change of today.
    bench
        .open(ADA)
        .press("s")
        .type_text("New. ")
        .press("ctrl-s");
    let changed = bench.store().traits(ADA).unwrap().unwrap().changed_on;
    assert_eq!(changed, Some(today));
}

/// A list without birth dates, brought in twice, brings nobody in a second time.
#[test]
fn rows_without_a_birth_date_are_recognised_again() {
    let list = "Surname,First name,Postcode,Telephone\nMallow,May,ZZ99 3JY,\nSorrel,Sam,,01632 960001\nTansy,Tom,,\n";
    let mut bench = Bench::empty();
    read(&mut bench, "names.csv", list);
    bench.press("enter").type_text("register").press("ctrl-s");
    assert!(
        bench.said().contains("3 people brought in"),
        "{}",
        bench.said()
    );
    let again = files(&bench, &[("names.csv", list.into())]);
    assert_eq!(again.admissible().count(), 0, "{}", text_of(&again));
    let told = text_of(&again);
    assert!(told.contains("a birth date is missing"), "{told}");
    // In another file the row says nothing: a name alone is nobody.
    let other = "Surname,First name,Postcode,Telephone\nTansy,Tom,,\nSorrel,Sam,,01632 960 001\n";
    let read = files(&bench, &[("other.csv", other.into())]);
    assert_eq!(read.admissible().count(), 1);
}

/// A newer file of somebody who is here brings nothing in, and is not nothing new.
#[test]
fn what_a_newer_file_holds_of_somebody_who_is_here_is_named() {
    let mut bench = Bench::new();
    let before = bench.folder(ADA);
    let mut file = file_of(&bench, &[ADA, BERT]);
    let same = files(&bench, &[("same.json", file.to_string().into())]);
    assert!(!same.has_other_records(), "{}", text_of(&same));

    let ada = &mut file["people"][0];
    assert_eq!(ada["person"]["id"], json!(ADA));
    ada["words"][0]["text"] = json!("Newer words");
    ada["plan"]["contingency"] = json!("Ring her brother");
    for n in 0..2 {
        let mut contact = ada["contacts"][0].clone();
        contact["id"] = json!(uuid::Uuid::from_u128(9_700 + n));
        let (contacts, keeps) = (ada["contacts"].as_array_mut().unwrap(), json!([]));
        contact["keeps"] = keeps;
        contacts.push(contact);
    }
    let says = "Applepip, Ada differs in: words, plan, 2 contacts";
    read(&mut bench, "newer.json", file.to_string());
    let text = bench.flowing();
    assert!(text.contains(says), "{text}");
    assert!(text.contains("Nobody new; see what differs."), "{text}");
    bench.press("enter");
    assert!(
        bench.said().contains("nothing of it is brought in"),
        "{}",
        bench.said()
    );
    assert!(bench.folder(ADA) == before, "nothing is written");

    // What was cut for somebody is no other record: there alone is missing what is.
    file["without"] = json!(["the story"]);
    let cut = files(&bench, &[("cut.json", file.to_string().into())]);
    let text = text_of(&cut);
    assert!(
        text.contains("Applepip, Ada differs in: 2 contacts"),
        "{text}"
    );
}
