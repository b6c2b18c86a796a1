//! Files of services: what is read, what is refused, what becomes of what is here already.

use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::super::proposal::Kind;
use super::*;
use crate::domain::record::Kept;
use crate::domain::service::Standing;

const TODAY: &str = "2026-03-02";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn read_all(text: &str) -> Option<Proposal> {
    let read = read("file", text, day(TODAY), &mut |_, _| {
        ControlFlow::Continue(())
    })?;
    let proposal = read.expect("readable");
    assert!(proposal.is_accounted_for(), "{proposal:?}");
    Some(proposal)
}

/// A page of version 3, made up; the second service is damaged.
const PAGE: &str = r#"{
  "total_items": 3, "total_pages": 2, "page_number": 1, "size": 3,
  "contents": [
    {
      "id": "aa1", "name": "Warm Rooms", "status": "active",
      "description": "<p>A warm room &amp; tea.</p>",
      "url": "https://warm.example", "minimum_age": 60,
      "eligibility_description": "Lives in the county",
      "assured_date": "2025-12-01", "assurer_email": "team@warm.example",
      "fees_description": "Free",
      "organization": {"id": "o1", "name": "Northfield Together", "description": "x"},
      "service_areas": [{"name": "Northfield"}, {"name": "Southfield"}],
      "attributes": [{"taxonomy_term": {"name": "Company"}}, {"taxonomy_term": {"name": "Warmth"}}],
      "languages": [{"name": "English"}, {"name": "Welsh"}],
      "contacts": [{"name": "Jo", "email": "jo@warm.example", "phones": [{"number": "01632 960 321"}]}],
      "phones": [{"number": "01632 960 320"}],
      "schedules": [{"byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "16:00:00"}],
      "service_at_locations": [{"location": {"name": "The Hall",
        "addresses": [{"address_1": "3 Mill Lane", "city": "Northfield", "postal_code": "zz99 3vz"}],
        "phones": [{"number": "01632 960 320"}]}}]
    },
    {"id": "aa2", "name": "  ", "organization": {"name": "Nobody"}},
    {"id": "aa3", "name": "Old Minibus", "status": "defunct", "contacts": [],
     "assured_date": "2027-01-01"}
  ]
}"#;

#[test]
fn a_day_that_could_be_month_first_counts_as_never_checked_where_others_are() {
    let read = |days: [&str; 3]| {
        let rows = days.map(|day| format!("Warm Rooms {day},Warmth,Mon,{day}\n"));
        let head = "Service name,Categories,Opening hours,Last checked\n";
        let proposal = read_all(&[head, &rows.concat()].concat()).expect("services");
        let services = proposal.services.iter();
        let checked: Vec<Option<NaiveDate>> = services
            .map(|one| one.service.checked.as_ref().map(|checked| checked.on))
            .collect();
        (checked, proposal.notes)
    };
    let (checked, notes) = read(["03/04/2025", "03/25/2025", "25/03/2025"]);
    assert_eq!(checked, [None, None, Some(day("2025-03-25"))]);
    assert!(
        notes[0].contains("1 date fits month first only"),
        "{notes:?}"
    );
    let (checked, notes) = read(["03/04/2025", "2025-03-25", "25/03/2025"]);
    assert_eq!(checked[0], Some(day("2025-04-03")));
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn a_page_of_open_referral_is_read() {
    let proposal = read_all(PAGE).expect("services");
    assert_eq!((proposal.kind, proposal.rows), (Kind::OpenReferral, 3));
    assert_eq!(proposal.notes.len(), 1, "the other pages");
    let warm = &proposal.services[0].service;
    assert_eq!(warm.name, "Warm Rooms");
    assert_eq!(warm.does, "A warm room & tea.");
    assert_eq!(warm.access, "Lives in the county; aged 60 and over");
    assert_eq!(warm.needs, ["Company", "Warmth"]);
    assert_eq!(warm.places, ["Northfield", "Southfield"]);
    assert_eq!(warm.phones, ["01632 960 320", "01632 960 321"]);
    assert_eq!(warm.email, "jo@warm.example");
    assert_eq!(warm.hours, "Mon, Tue 09:00 to 16:00");
    assert_eq!(warm.address, "The Hall, 3 Mill Lane, Northfield");
    assert_eq!(warm.postcode, "ZZ99 3VZ");
    assert_eq!(
        warm.notes,
        "Run by Northfield Together. Fees: Free Languages: English, Welsh"
    );
    assert_eq!(warm.source, "aa1");
    assert_eq!(
        warm.standing(day(TODAY)),
        Standing::Checked(day("2025-12-01"))
    );
    let bad = &proposal.bad[0];
    assert_eq!((bad.row, bad.column.as_str()), (2, "name"));
    assert!(bad.remedy.ends_with('.'));
    let bus = &proposal.services[1].service;
    assert_eq!(
        bus.closed.as_ref().map(|closed| closed.because.as_str()),
        Some("the file says: defunct")
    );
    assert!(bus.checked.is_none(), "a check that lies ahead");
    assert_eq!(proposal.warnings[0].column, "assured_date");
}

#[test]
fn one_service_and_the_first_version_are_read_too() {
    let one = r#"{"id": "b1", "name": "Lifts", "description": "Lifts to clinics",
        "organization": {"name": "Wheels", "phones": [{"number": "07700 900 320"}]},
        "eligibilitys": [{"eligibility": "Cannot use a bus", "minimum_age": 18, "maximum_age": 99}],
        "service_taxonomys": [{"taxonomy": {"name": "Transport"}}],
        "regular_schedules": [{"description": "Weekdays"}]}"#;
    for text in [
        one.to_owned(),
        format!("[{one}]"),
        format!("{{\"content\": [{one}]}}"),
    ] {
        let proposal = read_all(&text).expect("services");
        let lifts = &proposal.services[0].service;
        assert_eq!(lifts.access, "Cannot use a bus; aged 18 to 99");
        assert_eq!(lifts.needs, ["Transport"]);
        assert_eq!(lifts.phone(), "07700 900 320");
        assert_eq!(lifts.hours, "Weekdays");
    }
}

const LIST: &str = "\
Service name,What it does,Needs met,Area,Sector,Eligibility,Red flags,Tel,Tel 2,Postcode,Last checked,Colour
Debt Line,Advice by phone,\"debt, benefits\",Northfield; Southfield,charity,anybody,bailiffs: duty line,01632 960 330,07700 900 330,zz99 3aa,01/02/2026,red
,no name,x,,,,,,,,,
Bins,Takes bins,refuse,,bin men,,,ring them,,,31/02/2026,

Debt Line,again,,,,,,01632 960 330,,zz99 3aa,,
";

#[test]
fn a_list_is_read_with_whatever_its_columns_are_called() {
    let proposal = read_all(LIST).expect("services");
    assert_eq!((proposal.kind, proposal.rows), (Kind::ServiceList, 5));
    let debt = &proposal.services[0].service;
    assert_eq!(debt.needs, ["debt", "benefits"]);
    assert_eq!(debt.places, ["Northfield", "Southfield"]);
    assert_eq!(debt.sector, Sector::Voluntary);
    assert_eq!(debt.red_flags, "bailiffs: duty line");
    assert_eq!(debt.phones, ["01632 960 330", "07700 900 330"]);
    assert_eq!(debt.postcode, "ZZ99 3AA");
    assert_eq!(
        debt.standing(day(TODAY)),
        Standing::Checked(day("2026-02-01"))
    );
    let bad: Vec<_> = proposal
        .bad
        .iter()
        .map(|problem| (problem.row, problem.reason.as_str()))
        .collect();
    assert_eq!(
        bad,
        [
            (3, "The service has no name"),
            (6, "This service stands in row 2 already")
        ]
    );
    // The second list entry is kept, less what cannot be read.
    let warned: Vec<_> = proposal
        .warnings
        .iter()
        .map(|problem| (problem.row, problem.column.as_str()))
        .collect();
    assert_eq!(warned, [(4, "Sector"), (4, "Tel"), (4, "Last checked")]);
    let columns = &proposal.service_columns;
    assert!(columns.contains(&("Colour".to_owned(), None)));
    assert!(columns.contains(&("Tel 2".to_owned(), Some("telephone"))));
}

#[test]
fn who_runs_a_service_comes_in_beside_its_name_or_as_its_name() {
    for (list, name, notes) in [
        (
            "Organisation,Service name,Description,Area,Notes\nAge Concern,Lunch club,Lunch,Northfield,ring first\n",
            "Lunch club",
            "Run by Age Concern. ring first",
        ),
        (
            "Service name,Description,Provider,Area\nAge Concern lunch,Lunch,AGE CONCERN,Northfield\n",
            "Age Concern lunch",
            "",
        ),
        (
            "Organisation,Description,Area\nAge Concern,Lunch,Northfield\n",
            "Age Concern",
            "",
        ),
    ] {
        let proposal = read_all(list).expect("services");
        let service = &proposal.services[0].service;
        assert_eq!(
            (service.name.as_str(), service.notes.as_str()),
            (name, notes)
        );
        assert!(
            proposal
                .service_columns
                .iter()
                .all(|(_, column)| column.is_some())
        );
    }
    // What we wrote about it stays beside that.
    let list = "Name,Description,Organisation,Area\nLunch club,Lunch,Age Concern,Northfield\n";
    let list = read_all(list).expect("services");
    let mut here = list.services[0].service.clone();
    here.notes = "ask for Jo".to_owned();
    let all = arrivals(&list.services, &[kept(here)]);
    let (_, Arrival::Update { service, .. }) = &all[0] else {
        panic!("an update");
    };
    assert_eq!(service.notes, "Run by Age Concern. ask for Jo");
    let again = arrivals(&list.services, &[kept(service.clone())]);
    assert!(matches!(again[0], (_, Arrival::Same)));
}

#[test]
fn a_name_that_is_a_text_makes_a_row_bad() {
    let list = |name: &str| format!("Name,Description,Area\n{name},Lunch,Northfield\n");
    let fits = read_all(&list(&"a".repeat(200))).expect("services");
    assert_eq!((fits.services.len(), fits.bad.len()), (1, 0));
    let long = read_all(&list(&"a".repeat(201))).expect("services");
    let [bad] = long.bad.as_slice() else {
        panic!("one row is bad");
    };
    assert_eq!((bad.row, bad.column.as_str()), (2, "Name"));
    assert_eq!(
        bad.reason,
        "A name has at most 200 letters, and this has 201"
    );
    assert!(bad.value.len() < 50 && long.services.is_empty());
}

#[test]
fn lists_of_people_and_other_files_are_left_to_their_readers() {
    for text in [
        "NHS Number,Surname,Forename,DOB,Postcode\n9990000018,Ellis,Margaret,03/02/1944,ZZ99 3VZ\n",
        "Name,Address,Postcode,Telephone\nMargaret Ellis,3 Mill Lane,ZZ99 3VZ,01632 960 101\n",
        "Patient,Needs,Notes,Area,Sector\nMargaret Ellis,falls,x,y,z\n",
        "Name,DOB,Service,Needs,Hours\nEllis,03/02/1944,x,y,z\n",
        "Full name,Age,Area,Eligibility\nEllis,82,x,y\n",
        "",
        "just a text\n",
        "{\"resourceType\": \"Bundle\", \"contents\": []}",
        "{\"contents\": [{\"name\": \"not a service\"}]}",
        "{\"contents\": []}",
        "{\"name\": \"x\", \"organization\"",
        "[1, 2, \"organization\"]",
    ] {
        assert!(read_all(text).is_none(), "{text}");
    }
}

#[test]
fn what_acts_on_a_screen_makes_a_row_bad() {
    let list = "Service,Needs,Area\nDebt\u{1b}[2J,x,y\n";
    let proposal = read_all(list).expect("services");
    assert!(proposal.services.is_empty());
    assert_eq!(proposal.bad[0].value, "Debt␛[2J");
}

fn arrivals(incoming: &[IncomingService], here: &[Kept<Service>]) -> Arrivals {
    Register::of(here.to_vec()).arrivals("file", incoming)
}

fn kept(service: Service) -> Kept<Service> {
    Kept {
        value: service,
        revision: 3,
    }
}

#[test]
fn what_is_here_is_brought_up_to_date_and_what_we_wrote_stays() {
    let list = read_all(LIST).expect("services");
    let mut here = list.services[0].service.clone();
    here.id = ServiceId(Uuid::from_u128(1));
    here.does = "older words".to_owned();
    here.notes = "ask for Jo".to_owned();
    here.red_flags = "ours".to_owned();
    here.postcode = "zz993aa".to_owned();
    let all = arrivals(&list.services, &[kept(here.clone())]);
    let (2, Arrival::Update { service, seen: 3 }) = &all[0] else {
        panic!("an update");
    };
    assert_eq!(service.id, here.id);
    assert_eq!(service.does, "Advice by phone");
    assert_eq!(service.notes, "ask for Jo", "the file is silent");
    assert_eq!(service.red_flags, "bailiffs: duty line");
    assert!(matches!(&all[1], (4, Arrival::New(one)) if one.name == "Bins"));
    // Once more: nothing new.
    let again = arrivals(&list.services, &[kept(service.clone())]);
    assert!(matches!(again[0], (2, Arrival::Same)));
}

#[test]
fn an_entry_is_known_by_its_id_or_by_name_and_place() {
    let base = |name: &str, postcode: &str, phone: &str, source: &str| {
        let mut service = nothing();
        service.name = name.to_owned();
        service.postcode = postcode.to_owned();
        service.phones = Vec::from_iter((!phone.is_empty()).then(|| phone.to_owned()));
        service.source = source.to_owned();
        service
    };
    let here = base("Debt Line", "ZZ99 3AA", "01632 960 330", "aa1");
    for (incoming, is_known) in [
        (base("Renamed", "", "", "aa1"), true),
        (base("DEBT LINE", "zz993aa", "", ""), true),
        (base("Debt Line", "", "01632960330", "other"), false),
        (base("Debt Line", "", "01632960330", ""), true),
        (base("Debt Line", "", "", ""), true),
        (base("Debt Line", "ZZ99 9ZZ", "01632 960 330", ""), false),
        (base("Debt Line", "", "01632 960 399", ""), false),
        (base("Debit Line", "ZZ99 3AA", "01632 960 330", ""), false),
    ] {
        let all = arrivals(
            &[IncomingService {
                row: 1,
                service: incoming.clone(),
            }],
            &[kept(here.clone())],
        );
        let is_new = matches!(all[0].1, Arrival::New(_));
        assert_eq!(!is_new, is_known, "{} {}", incoming.name, incoming.postcode);
    }
}

#[test]
fn the_newer_check_stands_and_closed_stays_closed() {
    let checked = |on: &str| {
        let mut service = nothing();
        service.name = "Lifts".to_owned();
        service.checked = Some(crate::domain::service::Checked {
            on: day(on),
            by: "x".to_owned(),
        });
        service
    };
    let update = |here: Service, file: Service| {
        let all = arrivals(
            &[IncomingService {
                row: 1,
                service: file,
            }],
            &[kept(here.clone())],
        );
        match &all[0].1 {
            Arrival::Update { service, .. } => service.clone(),
            _ => here,
        }
    };
    let on = |service: Service| service.checked.map(|checked| checked.on);
    assert_eq!(
        on(update(checked("2026-02-01"), checked("2026-01-01"))),
        Some(day("2026-02-01"))
    );
    assert_eq!(
        on(update(checked("2026-01-01"), checked("2026-02-01"))),
        Some(day("2026-02-01"))
    );
    let closed = checked("2026-01-01")
        .closed_on(day("2026-01-05"), "gone", (day(TODAY), "x"))
        .expect("closes");
    assert!(!update(closed, checked("2026-02-01")).is_open());
}

/// Pages of one directory overlap: what stands on two is brought in once.
#[test]
fn a_service_of_two_files_is_brought_in_once() {
    let page = read_all(PAGE).expect("services");
    let mut register = Register::of(Vec::new());
    let first = register.arrivals("1.json", &page.services);
    assert!(first.iter().all(|(_, one)| matches!(one, Arrival::New(_))));
    let second = register.arrivals("2.json", &page.services);
    assert!(matches!(&second[0].1, Arrival::Twice(row) if row == "row 1 of 1.json"));
    // An entry that is here is brought up to date once.
    let here = page.services[0].service.clone();
    let mut older = here.clone();
    older.does.clear();
    let mut register = Register::of(vec![kept(older)]);
    let first = register.arrivals("1.json", &page.services);
    assert!(matches!(first[0].1, Arrival::Update { .. }));
    let second = register.arrivals("2.json", &page.services);
    assert!(matches!(second[0].1, Arrival::Twice(_)));
}
