//! A dossier with next to nothing in it, for the tests of single formats.

use uuid::Uuid;

use super::dossier::{Dossier, Provenance, Records};
use super::scope::Scope;
use crate::domain::id::{MemberId, PersonId};
use crate::domain::sharing::AtHome;
use crate::domain::team::{Member, Reach, Role};
use crate::domain::user::Authors;

/// Somebody of whom only the name is known, on Mon 2 Mar 2026.
pub fn dossier() -> Dossier {
    let text = r#"{"person":{"id":"00000000-0000-0000-0000-000000000001","name":{"family":"Osei"},
        "status":{"is":"open"},"tier":"high","joined_on":"2025-06-02","identified":{"because":"","by":""}}}"#;
    let records: Records = serde_json::from_str(text).expect("a record");
    Dossier {
        made: Provenance {
            program_version: "0.0.0".to_owned(),
            made_at: "2026-03-02T09:12:00Z".parse().expect("an instant"),
            author_login: "a.okafor".to_owned(),
            author_name: "A. Okafor".to_owned(),
            authors: Authors::default(),
            recipient: None,
        },
        decisions: Vec::new(),
        at_home: AtHome::default(),
        scope: Scope::ALL,
        records,
        basis: String::new(),
        version: None,
        version_number: None,
        standing: String::new(),
        directory: Vec::new(),
        unmet_of_nobody: Vec::new(),
    }
}

/// A member of her team since last year.
pub fn member(n: u128, role: Role, name: &str) -> Member {
    let (id, person) = (MemberId(Uuid::from_u128(n)), PersonId(Uuid::from_u128(1)));
    let from_on = "2025-06-02".parse().expect("a day");
    Member {
        reach: Reach::InHours,
        ..Member::new(id, person, role, name, from_on)
    }
}
