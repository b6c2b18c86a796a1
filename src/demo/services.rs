//! The made-up directory of services: of every sector, most of them checked lately, some stale, one closed.

use chrono::{DateTime, Utc};

use super::frame::day;
use super::random::Dice;
use crate::domain::id::ServiceId;
use crate::domain::london;
use crate::domain::record::Record;
use crate::domain::service::{Checked, Closed, Sector, Service};
use crate::domain::user::User;

/// The table; its first lines say how it is written.
const TABLE: &str = include_str!("tables/services.txt");
/// The stream of dice that the ids come from.
const SERVICES: u64 = 40;
/// The one that is closed, and why.
const CLOSED: (&str, &str) = (
    "Sitting service for carers",
    "the council ended it; Carers' Lantern has taken the families on",
);
/// Days since it closed.
const CLOSED_AGO: i64 = 20;

/// The directory as it stands at `now` (UTC), checked by a navigator.
pub fn services(seed: u64, now: DateTime<Utc>, navigator: &User) -> Vec<Record> {
    let mut dice = Dice::new(seed, SERVICES, 0);
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| service(line, dice.id(now), now, navigator))
        .map(|service| Record::Service(Box::new(service)))
        .collect()
}

fn service(line: &str, id: uuid::Uuid, now: DateTime<Utc>, navigator: &User) -> Option<Service> {
    let today = london::date(now);
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let &[
        name,
        sector,
        does,
        needs,
        places,
        access,
        red_flags,
        refer,
        phones,
        hours,
        checked,
    ] = parts.as_slice()
    else {
        return None;
    };
    let several = |text: &str, between: char| -> Vec<String> {
        let words = text.split(between).map(str::trim);
        words.map(str::to_owned).collect()
    };
    let by = || navigator.name.clone();
    let ago: Option<i64> = checked.parse().ok();
    Some(Service {
        id: ServiceId(id),
        name: name.to_owned(),
        does: does.to_owned(),
        needs: several(needs, ','),
        places: several(places, ','),
        sector: Sector::from_word(sector)?,
        access: access.to_owned(),
        red_flags: red_flags.to_owned(),
        refer: refer.to_owned(),
        phones: several(phones, ';'),
        email: String::new(),
        web: String::new(),
        address: String::new(),
        postcode: String::new(),
        hours: hours.to_owned(),
        checked: ago.map(|ago| Checked {
            on: day(today, -ago),
            by: by(),
        }),
        notes: String::new(),
        closed: (name == CLOSED.0).then(|| Closed {
            on: day(today, -CLOSED_AGO),
            because: CLOSED.1.to_owned(),
            by: by(),
        }),
        source: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::user::UserRole;

    fn directory() -> Vec<Service> {
        let user = User {
            login: "a.okafor".to_owned(),
            name: "A. Okafor".to_owned(),
            role: UserRole::Lead,
        };
        let now = "2026-03-02T09:12:00Z".parse().expect("a time");
        let records = services(7, now, &user);
        assert_eq!(records, services(7, now, &user), "the same every time");
        let service = |record| match record {
            Record::Service(service) => *service,
            _ => panic!("a service"),
        };
        records.into_iter().map(service).collect()
    }

    #[test]
    fn every_line_of_the_table_is_a_service() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        let all = directory();
        assert_eq!((all.len(), lines), (26, 26));
        let names: BTreeSet<&str> = all.iter().map(|one| one.name.as_str()).collect();
        let ids: BTreeSet<ServiceId> = all.iter().map(|one| one.id).collect();
        assert_eq!((names.len(), ids.len()), (26, 26));
    }

    #[test]
    fn every_sector_is_there_and_every_standing() {
        let all = directory();
        let today = "2026-03-02".parse().expect("a day");
        for sector in Sector::ALL {
            assert!(all.iter().any(|one| one.sector == sector), "{sector:?}");
        }
        let stale = all.iter().filter(|one| one.standing(today).is_stale());
        assert_eq!(stale.count(), 4);
        assert_eq!(all.iter().filter(|one| !one.is_open()).count(), 1);
    }

    #[test]
    fn every_number_is_one_that_nobody_has() {
        for service in directory() {
            assert!(!service.needs.is_empty() && !service.red_flags.is_empty());
            for phone in service.phones {
                assert!(
                    phone.starts_with("01632 960 ") || phone.starts_with("07700 900 "),
                    "{phone}"
                );
            }
        }
    }
}
