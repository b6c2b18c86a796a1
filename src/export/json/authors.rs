//! Who wrote what: entries carry a login, which is somebody else's in another store. A file says who each login is, and
//! what comes in keeps its author where that login is another's here.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::shape;
use crate::domain::user::Authors;
use crate::export::Records;

/// What stands beside a login of which the file does not say who it is.
const ELSEWHERE: &str = "of another store";

/// Where an author stands in a record, at whatever depth. Some records have a name there, which is nobody's login.
const BY: [&str; 2] = ["by", "recorded_by"];

/// Every author of a person's records, by login.
pub(super) fn of(records: &Records) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    if let Ok(mut value) = serde_json::to_value(records) {
        each(&mut value, &mut |by| {
            all.insert(by.clone());
        });
    }
    all
}

/// What each login of a file becomes that is another's among those who are known in the store: the login with the name that
/// the file has for it. Somebody of the same login and name is taken for the same.
pub fn distinct(authors: &BTreeMap<String, String>, known: &Authors) -> BTreeMap<String, String> {
    let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    known
        .iter()
        .filter_map(|(login, here)| {
            let name = authors.get(login).map(String::as_str);
            let said = match name.filter(|name| !name.trim().is_empty()) {
                Some(name) if same(name, here) => return None,
                said => said.unwrap_or(ELSEWHERE),
            };
            Some((login.to_owned(), format!("{login} ({said})")))
        })
        .collect()
}

/// Puts records under other names of their authors; every author who then stands there.
pub fn rename(records: &mut Records, names: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut stand = BTreeSet::new();
    let Ok(mut value) = serde_json::to_value(&*records) else {
        return stand;
    };
    let mut is_changed = false;
    each(&mut value, &mut |by| {
        if let Some(name) = names.get(by.as_str()) {
            by.clone_from(name);
            is_changed = true;
        }
        if !stand.contains(by) {
            stand.insert(by.clone());
        }
    });
    if is_changed && let Ok(renamed) = shape::records(&value) {
        *records = renamed;
    }
    stand
}

fn each(value: &mut Value, see: &mut impl FnMut(&mut String)) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(by) if BY.contains(&key.as_str()) => see(by),
                    value => each(value, see),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| each(one, see)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::user::{User, UserRole};

    #[test]
    fn a_login_that_is_anothers_here_is_told_apart_and_ones_own_is_not() {
        let user = |login: &str, name: &str| User {
            login: login.to_owned(),
            name: name.to_owned(),
            role: UserRole::Navigator,
        };
        let users = [
            user("a.okafor", "Amy Okafor"),
            user("s.lee", "Sam Lee"),
            user("m.shah", "M. Shah"),
        ];
        let authors = [("a.okafor", "Amara Okafor"), ("s.lee", " sam lee")];
        let authors = authors.map(|(login, name)| (login.to_owned(), name.to_owned()));
        let distinct = distinct(&BTreeMap::from(authors), &Authors::of(&users));
        let expected = [
            ("a.okafor", "a.okafor (Amara Okafor)"),
            ("m.shah", "m.shah (of another store)"),
        ];
        let expected = expected.map(|(login, name)| (login.to_owned(), name.to_owned()));
        assert_eq!(distinct, BTreeMap::from(expected));
    }
}
