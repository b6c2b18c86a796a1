//! Services of the directory: as FHIR, judged from outside, and how those that somebody's items name travel with them.

use std::ops::ControlFlow;
use std::process::Command;

use caseload::domain::id::{ItemId, ServiceId};
use caseload::domain::item::{Item, ItemKind, Waiting};
use caseload::domain::record::{Folder, Record};
use caseload::domain::sharing::{May, SharedPart};
use caseload::domain::user::{User, UserRole};
use caseload::export::json;
use caseload::export::{Dossier, Scope, healthcare_service};

use super::people::{bare, day, full, id, kept, made};
use super::stays::{all, bundle, reached};
use super::{format, of, written};

/// The full record, whose question to the same service came after the referral.
fn asked_twice() -> Folder {
    let mut folder = full();
    let service = folder.services[0].id;
    let person = folder.person.id;
    let ask = |n, kind, what: &str, owner: &str| Item {
        owner: owner.into(),
        service: Some(service),
        ..Item::new(
            ItemId(id(n)),
            person,
            kind,
            what,
            Waiting::Service,
            day("2026-02-26"),
        )
    };
    folder.items.push(kept(ask(
        211,
        ItemKind::Question,
        "Which shoes?",
        "Jo at the desk",
    )));
    folder
        .items
        .push(kept(ask(212, ItemKind::ReferralIn, "Company", "")));
    folder
}

#[test]
fn a_service_that_is_named_twice_is_in_the_bundle_once() {
    let folder = asked_twice();
    let bundle = bundle(&of(&folder));
    let services = all(&bundle, "HealthcareService");
    assert_eq!(services.len(), 1);
    assert_eq!(services[0]["name"], "Falls service");
    let requests = all(&bundle, "ServiceRequest");
    let request = |what: &str| {
        let found = requests.iter().find(|one| one["code"]["text"] == what);
        found.expect("the request").clone()
    };
    let out = request("Balance classes");
    assert_eq!(reached(&bundle, &out["performer"][0]), services[0]);
    assert!(out.get("performerType").is_none(), "its name says no more");
    let into = request("Company");
    assert_eq!(reached(&bundle, &into["supportingInfo"][0]), services[0]);
    let tasks = all(&bundle, "Task");
    let task = tasks
        .iter()
        .find(|one| one["description"] == "Which shoes?");
    let task = task.expect("the question");
    assert_eq!(reached(&bundle, &task["owner"]), services[0]);
    assert_eq!(task["performerType"][0]["text"], "Jo at the desk");
}

#[test]
fn a_service_goes_with_the_plan_and_without_it_stays() {
    let mut folder = full();
    let unnamed = ServiceId(id(213));
    let mut other = folder.services[0].value.clone();
    other.id = unnamed;
    folder.services.push(kept(other));
    let without = |part| {
        let may = May::of(SharedPart::ALL.into_iter().filter(|one| *one != part));
        Dossier::within(&folder, &made(), Scope::of(&may, None))
            .records
            .services
    };
    assert!(without(SharedPart::Plan).is_empty());
    let services = without(SharedPart::Team);
    assert_eq!(services.len(), 1, "nobody's item names the other");
    let checked = services[0].checked.as_ref().expect("still checked");
    assert_eq!((checked.on, checked.by.as_str()), (day("2026-02-02"), ""));
}

#[test]
fn two_people_may_need_one_service_and_a_file_says_one_thing_of_it() {
    let mut other = bare();
    let person = other.person.id;
    let item = Item {
        service: Some(full().services[0].id),
        ..Item::new(
            ItemId(id(214)),
            person,
            ItemKind::Referral,
            "Balance classes",
            Waiting::Service,
            day("2026-02-26"),
        )
    };
    other.items.push(kept(item));
    other.services = full().services;
    let (text, _) = written(format("json"), &[of(&full()), of(&other)]);
    let read = |text: &str| {
        let all = &mut |_, _| ControlFlow::Continue(());
        json::read(text, all).expect("our own file").people
    };
    let people = read(&text);
    let kept = people[1].outcome.as_ref().expect("sound");
    assert!(kept.services == [full().services[0].value.clone()]);
    other.services[0].value.phones = vec!["01632 960 999".into()];
    let (text, _) = written(format("json"), &[of(&full()), of(&other)]);
    let people = read(&text);
    assert!(people[0].outcome.is_ok());
    let faults = people[1].outcome.as_ref().expect_err("not the same");
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].about, "service \"Falls service\"");
    assert!(faults[0].reason.contains("something else in it"));
}

/// Every service of the made-up directory, one of them closed, some stale, against UK Core.
#[test]
fn an_outside_validator_finds_no_fault_in_services() {
    let Some(validator) = std::env::var_os("CASELOAD_FHIR_VALIDATE") else {
        println!("skipped: CASELOAD_FHIR_VALIDATE names no validator");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let user = User {
        login: "a.okafor".to_owned(),
        name: "A. Okafor".to_owned(),
        role: UserRole::Lead,
    };
    let now = "2026-03-02T09:12:00Z".parse().expect("a time");
    let mut run = Command::new(validator);
    run.arg("--require-ukcore");
    for (at, record) in caseload::demo::services(7, now, &user)
        .into_iter()
        .enumerate()
    {
        let Record::Service(service) = record else {
            panic!("a service")
        };
        let resource = healthcare_service(&service, "2026-03-02".parse().expect("a day"));
        let path = folder.path().join(format!("{at}.json"));
        std::fs::write(&path, resource.to_string()).expect("the file can be written");
        run.arg(path);
    }
    let run = run.output().expect("the validator runs");
    let says = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{says}");
    println!("{says}");
}
