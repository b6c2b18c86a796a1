//! Who is on the list on the first morning: seven made-up people with records without gaps, and two services.
//!
//! They differ in how often they are spoken with and when that was last, which is what a diary needs to know of them.

use caseload::domain::id::{PersonId, ServiceId};
use caseload::domain::nhs_number::NhsNumber;
use caseload::domain::person::{Person, Tier};
use caseload::domain::record::Record;
use caseload::domain::service::Service;

use crate::support::people::{complete, contact, id, person, person_id};

/// Spoken with every 14 days, last on Thu 5 March; high tier.
pub const MAVIS: PersonId = person_id(41);
/// No interval, last spoken with on Mon 9 March; medium tier.
pub const BASIL: PersonId = person_id(42);
/// No interval, last spoken with on Thu 12 March; low tier.
pub const CORA: PersonId = person_id(43);
/// No interval, last spoken with on Mon 2 March; medium tier.
pub const DAN: PersonId = person_id(44);
/// Spoken with every 14 days, last on Fri 13 March; high tier.
pub const ELSIE: PersonId = person_id(45);
/// No interval, last spoken with on Tue 10 March; medium tier.
pub const FRED: PersonId = person_id(46);
/// No interval, last spoken with on Wed 11 March; low tier.
pub const IRIS: PersonId = person_id(47);

/// NHS numbers of those whom the command line is asked about.
pub const MAVIS_NUMBER: &str = "999 000 0018";
pub const ELSIE_NUMBER: &str = "999 000 0026";
/// The number that Greta has when she joins.
pub const GRETA_NUMBER: &str = "999 000 0034";
pub const IRIS_NUMBER: &str = "999 000 0042";
pub const CORA_NUMBER: &str = "999 000 0050";

/// A clinic to which somebody is referred.
pub const CLINIC: &str = "Falls clinic, Wexmoor";
/// A charity that closes while somebody waits for it.
pub const RAILS: &str = "Stair Rails";

/// Everybody and both services.
pub fn everybody() -> Vec<Record> {
    let mut all = Vec::new();
    for (who, family, given, number, tier, every, spoken) in [
        (
            MAVIS,
            "Alder",
            "Mavis",
            MAVIS_NUMBER,
            Tier::High,
            Some(14),
            "05",
        ),
        (BASIL, "Birch", "Basil", "", Tier::Medium, None, "09"),
        (CORA, "Cedar", "Cora", CORA_NUMBER, Tier::Low, None, "12"),
        (DAN, "Dogwood", "Dan", "", Tier::Medium, None, "02"),
        (
            ELSIE,
            "Elder",
            "Elsie",
            ELSIE_NUMBER,
            Tier::High,
            Some(14),
            "13",
        ),
        (FRED, "Fir", "Fred", "", Tier::Medium, None, "10"),
        (IRIS, "Ivy", "Iris", IRIS_NUMBER, Tier::Low, None, "11"),
    ] {
        all.push(Record::Person(Person {
            nhs_number: NhsNumber::parse(number).ok(),
            contact_every_days: every,
            ..person(who, family, given, "1948-05-01", tier)
        }));
        all.extend(complete(who));
        let when = format!("2026-03-{spoken}T14:00:00Z");
        let number = 2_000 + who.0.as_u128() % 100;
        all.push(Record::Contact(contact(number, who, &when, "All well.")));
    }
    all.extend([
        service(1, CLINIC, "balance"),
        service(2, RAILS, "hand rails"),
    ]);
    all
}

fn service(n: u128, name: &str, need: &str) -> Record {
    let service: Service = serde_json::from_value(serde_json::json!({
        "id": ServiceId(id(970 + n)), "name": name, "needs": [need],
        "phones": ["01632 960205"], "sector": "health",
    }))
    .unwrap();
    Record::Service(Box::new(service))
}
