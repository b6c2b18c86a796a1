//! A service of the directory as FHIR, judged from outside.

use std::process::Command;

use caseload::domain::record::Record;
use caseload::domain::user::{User, UserRole};
use caseload::export::healthcare_service;

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
