//! The services directory by keys: found while typing, checked in one key, closed with a reason, unmet needs logged.

use caseload::app::form::{Field, Form};
use caseload::app::forms::Purpose;
use caseload::app::model::Screen;
use caseload::app::services_picker;
use caseload::domain::id::ServiceId;
use caseload::domain::record::Record;
use caseload::domain::service::{Checked, Sector, Service};
use caseload::domain::user::Authors;
use caseload::export::{Dossier, Format, Provenance, Scope};
use caseload::store::Stamp;
use uuid::Uuid;

use crate::support::Bench;
use crate::support::people::{ADA, day, everybody};

fn service(number: u128, name: &str, needs: &[&str], checked_on: &str) -> Service {
    Service {
        id: ServiceId(Uuid::from_u128(0x5e00 + number)),
        name: name.to_owned(),
        does: "Advice at the library.".to_owned(),
        needs: needs.iter().map(|need| (*need).to_owned()).collect(),
        places: vec!["Northfield".to_owned()],
        sector: Sector::Voluntary,
        access: "anybody".to_owned(),
        red_flags: "bailiffs at the door: ring the duty line".to_owned(),
        refer: "they ring themselves".to_owned(),
        phones: vec![format!("01632 960 30{number}")],
        email: String::new(),
        web: String::new(),
        address: String::new(),
        postcode: String::new(),
        hours: "Mon to Fri 9 to 4".to_owned(),
        checked: Some(Checked {
            on: day(checked_on),
            by: "B. Diaz".to_owned(),
        }),
        notes: String::new(),
        closed: None,
        source: String::new(),
    }
}

fn directory() -> Vec<Record> {
    let services = [
        service(1, "Money Advice", &["benefits", "debt"], "2026-02-02"),
        service(2, "Stair Rails", &["falls"], "2025-01-02"),
        service(3, "Café Zoë", &["company"], "2026-01-02"),
    ];
    let services = services.map(|one| Record::Service(Box::new(one)));
    everybody().into_iter().chain(services).collect()
}

fn bench() -> Bench {
    Bench::with(directory())
}

fn shown(bench: &Bench) -> Vec<String> {
    let view = bench.app.model.services.as_ref().expect("the directory");
    view.hits().map(|kept| kept.name.clone()).collect()
}

fn kept(bench: &Bench, number: u128) -> Service {
    let id = ServiceId(Uuid::from_u128(0x5e00 + number));
    bench.store().service(id).unwrap().value
}

#[test]
fn a_service_is_found_while_typing_and_esc_goes_back() {
    let mut bench = bench();
    bench.press("@");
    assert_eq!(shown(&bench), ["Café Zoë", "Money Advice", "Stair Rails"]);
    bench.type_text("cafe north");
    assert_eq!(shown(&bench), ["Café Zoë"]);
    assert!(bench.text().contains("1 found"), "{}", bench.text());
    assert_eq!(
        bench.cursor(),
        Some((19, 2)),
        "the cursor stands where keys go"
    );
    bench.press("esc");
    assert_eq!(shown(&bench).len(), 3);
    bench.press("esc");
    assert_eq!(bench.app.model.screen, Screen::Today);
    assert!(bench.app.model.services.is_none());
}

#[test]
fn the_selected_service_says_what_makes_it_the_wrong_place_and_how_far_to_trust_it() {
    let mut bench = bench();
    bench.press("@").type_text("falls").press("enter");
    let text = bench.text();
    for part in [
        "1 shown, 2 hidden. Esc shows all of them.",
        "stale, checked 2 Jan 2025",
        "Wrong place: bailiffs at the door: ring the duty line",
        "Phone: 01632 960 302",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    bench.press("o");
    assert!(
        bench.text().contains("by B. Diaz. Stale: more than"),
        "{}",
        bench.text()
    );
    bench.press("esc");
    assert_eq!(bench.app.model.screen, Screen::Services);
}

#[test]
fn it_fits_on_small_and_large_terminals() {
    for (width, height) in [(60, 15), (80, 24), (200, 50)] {
        let mut bench = bench().sized(width, height);
        bench.press("@ enter g");
        let text = bench.text();
        for part in [
            "3 services  1 stale",
            "> Café Zoë",
            "01632 960 303",
            "Wrong place",
        ] {
            assert!(text.contains(part), "{width}x{height} {part}: {text}");
        }
        assert_eq!(bench.cursor(), Some((0, 3)), "{width}x{height}");
    }
}

#[test]
fn checked_today_is_one_key_and_goes_back_with_u() {
    let mut bench = bench();
    bench.press("@").type_text("rails").press("enter t");
    let checked = kept(&bench, 2).checked.expect("checked");
    assert_eq!(
        (checked.on, checked.by.as_str()),
        (day("2026-03-02"), "A. Okafor")
    );
    assert!(bench.said().contains("checked today"), "{}", bench.said());
    assert!(!bench.text().contains("1 stale"), "{}", bench.text());
    bench.press("u");
    assert_eq!(
        kept(&bench, 2).checked.expect("checked").on,
        day("2025-01-02")
    );
    assert!(bench.text().contains("1 stale"), "{}", bench.text());
}

#[test]
fn a_service_is_added_once_changed_and_closed_with_a_reason() {
    let mut bench = bench();
    bench.press("@ enter n").type_text("Befriending");
    bench.press("tab").type_text("company, phone calls");
    bench
        .press("tab tab")
        .type_text("07700 900 310; 01632 960 311");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let view = bench.app.model.services.as_ref().expect("the directory");
    let added = view.selected().expect("it is selected").value.clone();
    assert_eq!(added.name, "Befriending");
    assert_eq!(added.needs, ["company", "phone calls"]);
    assert_eq!(added.phones, ["07700 900 310", "01632 960 311"]);
    assert_eq!(
        added.checked.as_ref().map(|one| one.on),
        Some(day("2026-03-02"))
    );

    bench.press("n").type_text("BEFRIENDING").press("ctrl-s");
    assert!(
        bench.said().contains("in the directory already"),
        "{}",
        bench.said()
    );
    bench.press("esc ctrl-d");

    bench.press("enter");
    bench.app.model.form_mut().unwrap().focus_on("red_flags");
    bench.type_text("in crisis: 111, option 2").press("ctrl-s");
    let changed = bench.store().service(added.id).unwrap().value;
    assert_eq!(changed.red_flags, "in crisis: 111, option 2");
    assert_eq!(changed.checked, added.checked);

    bench.press("x ctrl-s");
    assert!(bench.said().contains("Say why"), "{}", bench.said());
    bench.type_text("funding ended").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(
        bench.text().contains("closed 2 Mar 2026"),
        "{}",
        bench.text()
    );
    bench.press("t");
    assert!(
        bench.said().contains("This service is closed"),
        "{}",
        bench.said()
    );
    // It is open again once the reason is emptied.
    bench.press("enter");
    bench.app.model.form_mut().unwrap().focus_on("closed");
    bench.press("end");
    for _ in 0..20 {
        bench.press("backspace");
    }
    bench.press("ctrl-s");
    assert!(bench.store().service(added.id).unwrap().is_open());
}

#[test]
fn what_is_not_found_is_logged_for_whom_it_was_looked_for() {
    let mut bench = bench();
    bench.open(ADA).press("@").type_text("dementia cafe");
    assert!(
        bench.text().contains("Enter, then w, logs"),
        "{}",
        bench.text()
    );
    bench.press("enter");
    assert!(
        bench.text().contains("w logs what is needed"),
        "{}",
        bench.text()
    );
    bench.press("w tab").type_text("Northfield").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let needs = bench.store().unmet_needs().unwrap();
    let need = &needs[0].value;
    assert_eq!(
        (need.needed.as_str(), need.place.as_str(), need.about),
        ("dementia cafe", "Northfield", Some(ADA))
    );
    bench.press("W");
    let text = bench.text();
    assert!(text.contains("1  dementia cafe in Northfield"), "{text}");
    assert!(!text.contains("Ada"), "nobody is named: {text}");
    // Back through the page, the search and the directory to the person.
    bench.press("esc esc esc");
    assert_eq!(bench.app.model.screen, Screen::Person);
    let line = "nothing found for dementia cafe, Northfield (looked";
    assert!(bench.text().contains(line), "{}", bench.text());
    let items = bench.press("4").text();
    assert!(
        items.contains("Nothing found for: dementia cafe"),
        "{items}"
    );
    // What people read of the plan says it; whoever may not have the plan does not get it.
    let folder = bench.folder(ADA);
    let made = Provenance {
        program_version: "0".into(),
        made_at: bench.cx().now,
        author_login: "a.okafor".into(),
        author_name: "A. Okafor".into(),
        authors: Authors::default(),
        recipient: None,
    };
    let whole = Dossier::of(&folder, &made);
    let mut text = Vec::new();
    let markdown = Format::named("markdown").expect("a format");
    let loss = (markdown.render)(std::slice::from_ref(&whole), &mut text).expect("written");
    let text = String::from_utf8(text).expect("text");
    assert!(
        text.contains("dementia cafe, Northfield (looked for 2 Mar 2026)"),
        "{text}"
    );
    assert!(!loss.says().join(" ").contains("nothing was found"));
    let cut = Dossier::within(
        &folder,
        &made,
        Scope {
            plan: false,
            ..Scope::ALL
        },
    );
    assert!(cut.records.unmet.is_empty());
    bench.press("u");
    assert!(bench.store().unmet_needs().unwrap().is_empty());
    assert!(!bench.press("1").text().contains("nothing found for"));
}

#[test]
fn an_empty_directory_says_what_to_press() {
    let mut bench = Bench::new();
    bench.press("@");
    assert!(
        bench
            .text()
            .contains("The directory is empty. n adds a service"),
        "{}",
        bench.text()
    );
    bench.press("t");
    assert!(bench.said().contains("n adds one"), "{}", bench.said());
    bench.press("w").type_text("a lift").press("ctrl-s");
    assert_eq!(bench.store().unmet_needs().unwrap()[0].value.about, None);
}

/// What a colleague writes is on the screen without a key, and a check on top of it is put together with it.
#[test]
fn what_somebody_else_changes_is_seen_and_kept() {
    let mut bench = bench();
    bench.press("@").type_text("rails").press("enter");
    let mut theirs = kept(&bench, 2);
    theirs.phones = vec!["01632 960 399".to_owned()];
    let change = caseload::domain::change::Change::replace(Record::Service(Box::new(theirs)), 1);
    let stamp = Stamp {
        at: bench.cx().now,
        command: "test",
        note: "",
    };
    bench.store().write(stamp, &change).unwrap();
    bench.press("t");
    let both = kept(&bench, 2);
    assert_eq!(both.phone(), "01632 960 399");
    assert_eq!(both.checked.expect("checked").on, day("2026-03-02"));
    assert!(bench.text().contains("01632 960 399"), "{}", bench.text());
}

#[test]
fn a_field_of_any_form_offers_services_by_need_and_says_their_number() {
    let bench = bench();
    let mut form = Form::new(Purpose::ImportPath, "A form", None);
    form.fields = vec![Field::offered("service", "Service", "deb", Vec::new(), "")];
    let store = bench.store();
    services_picker::offer(&mut form, "service", &store).unwrap();
    form.key(caseload::app::keys::Key::Right);
    let taken = form.text("service");
    assert_eq!(
        taken,
        "Money Advice, 01632 960 301: benefits, debt; Northfield"
    );
    let chosen = services_picker::chosen(&taken, &store).unwrap();
    assert_eq!(
        chosen.map(|one| one.phone().to_owned()).as_deref(),
        Some("01632 960 301")
    );
    let named = services_picker::chosen("Stair Rails", &store).unwrap();
    assert!(named.is_some());
    assert!(
        services_picker::chosen("My cousin", &store)
            .unwrap()
            .is_none()
    );
}

/// Reads a file with the given text on the import screen.
fn read(bench: &mut Bench, name: &str, text: &str) {
    let path = bench.dir().join(name);
    std::fs::write(&path, text).unwrap();
    bench
        .press("I")
        .type_text(path.to_str().unwrap())
        .press("enter");
}

#[test]
fn a_file_of_services_is_previewed_brought_in_and_taken_back_as_one() {
    let mut bench = bench();
    read(
        &mut bench,
        "services.csv",
        "Name,Needs,Area,Phone\nMoney Advice,\"debt, rent\",Northfield,01632 960 301\n,x,y,\nWheels,lifts,Southfield,07700 900 340\n",
    );
    let text = bench.flowing();
    for part in [
        "Enter brings 2 services in",
        "3 services: 1 new, 1 to bring up to date, 0 here already as they are, 1 bad",
        "row 3: The service has no name.",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    bench.press("enter");
    assert!(
        bench.said().contains("2 services brought in"),
        "{}",
        bench.said()
    );
    let names = |bench: &Bench| {
        let all = bench.store().services().unwrap();
        all.iter().map(|one| one.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        names(&bench),
        ["Café Zoë", "Money Advice", "Stair Rails", "Wheels"]
    );
    assert_eq!(kept(&bench, 1).needs, ["debt", "rent"]);
    assert_eq!(
        kept(&bench, 1).red_flags,
        "bailiffs at the door: ring the duty line"
    );
    bench.press("u");
    assert_eq!(names(&bench).len(), 3);
    assert_eq!(kept(&bench, 1).needs, ["benefits", "debt"]);
}

#[test]
fn a_file_that_says_nothing_new_writes_nothing() {
    let mut bench = bench();
    let text = "Name,Needs,Area,Phone\nMoney Advice,\"benefits, debt\",Northfield,01632 960 301\n";
    read(&mut bench, "services.csv", text);
    assert!(
        bench.text().contains("Here already: nothing new"),
        "{}",
        bench.text()
    );
    let rows = bench.store().newest_row().unwrap();
    bench.press("enter");
    assert!(
        bench.said().contains("nothing new to bring in"),
        "{}",
        bench.said()
    );
    assert_eq!(bench.store().newest_row().unwrap(), rows);
}

/// Begun in the directory, an import ends there.
#[test]
fn a_file_is_brought_in_from_the_directory() {
    let mut bench = Bench::new();
    bench.press("@");
    read(
        &mut bench,
        "page.json",
        r#"{"contents": [{"id": "a1", "name": "Warm Rooms", "organization": {"name": "Hub"}}]}"#,
    );
    bench.press("esc");
    assert_eq!(bench.app.model.screen, Screen::Services);
    assert!(bench.app.model.services.as_ref().unwrap().is_empty());
    read(
        &mut bench,
        "page.json",
        r#"{"contents": [{"id": "a1", "name": "Warm Rooms", "organization": {"name": "Hub"}}]}"#,
    );
    bench.press("enter");
    assert_eq!(shown(&bench), ["Warm Rooms"]);
    assert!(
        bench.text().contains("stale, never checked"),
        "{}",
        bench.text()
    );
}

/// As `caseload services` prints it: the name with how far to trust it, then one fact a line.
#[test]
fn the_command_line_finds_by_words_and_place() {
    let bench = bench();
    let all = bench.store().services().unwrap();
    let names = |words: &str, place: Option<&str>| {
        let found = caseload::cli::services_found(&all, words, place);
        found.iter().map(|one| one.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names("", None), ["Café Zoë", "Money Advice", "Stair Rails"]);
    assert_eq!(names("debt", Some("north")), ["Money Advice"]);
    assert!(names("debt", Some("Southfield")).is_empty());
    assert_eq!(names("", Some("NORTHFIELD")).len(), 3);
    let lines = caseload::cli::service_lines(&all[2], day("2026-03-02"));
    assert_eq!(lines[0], "Stair Rails (stale, checked 2 Jan 2025)");
    assert_eq!(
        lines[1],
        "Wrong place: bailiffs at the door: ring the duty line"
    );
    assert!(
        lines.contains(&"Phone: 01632 960 302".to_owned()),
        "{lines:?}"
    );
}
