//! Who may open the store, and in which role (DESIGN 8); who the logins are under which entries stand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A user of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// What they type to open the store.
    pub login: String,
    /// Their name as others read it.
    pub name: String,
    /// What they may do.
    pub role: UserRole,
}

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserRole {
    /// Sees and changes records.
    Navigator,
    /// The same, and reassigns people and manages users.
    Lead,
    /// Sees, changes nothing.
    Reader,
}

impl UserRole {
    /// Every role, in menu order.
    pub const ALL: [Self; 3] = [Self::Navigator, Self::Lead, Self::Reader];

    /// The role in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Navigator => "navigator",
            Self::Lead => "lead",
            Self::Reader => "reader",
        }
    }

    /// Whether they may change records.
    pub fn may_write(self) -> bool {
        !matches!(self, Self::Reader)
    }
}

/// The names behind the logins under which entries stand, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authors(BTreeMap<String, String>);

impl Authors {
    /// The names of users.
    pub fn of(users: &[User]) -> Self {
        let users = users.iter();
        Self(
            users
                .map(|user| (user.login.clone(), user.name.clone()))
                .collect(),
        )
    }

    /// Adds those whose logins are not known yet: who has a login here stays who they are.
    pub fn add(&mut self, others: &BTreeMap<String, String>) {
        for (login, name) in others {
            if !self.0.contains_key(login) {
                self.0.insert(login.clone(), name.clone());
            }
        }
    }

    /// The name behind a login.
    pub fn name(&self, login: &str) -> Option<&str> {
        let name = self.0.get(login).map(String::as_str);
        name.filter(|name| !name.trim().is_empty())
    }

    /// Whoever has a login, by name; by login where it is not known.
    pub fn called<'a>(&'a self, login: &'a str) -> &'a str {
        self.name(login).unwrap_or(login)
    }

    /// Every login with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.iter();
        all.map(|(login, name)| (login.as_str(), name.as_str()))
    }
}

/// Whether somebody may say who else opens the store: a lead; while there is no lead, whoever may write, for somebody
/// must be able to.
pub fn may_manage(users: &[User], login: &str) -> bool {
    let is_lead = |user: &User| user.role == UserRole::Lead;
    let led = users.iter().any(is_lead);
    users
        .iter()
        .filter(|user| user.login == login)
        .any(|user| is_lead(user) || (!led && user.role.may_write()))
}

/// Whether a change leaves somebody who may let others in, where there was one: a lead where there was a lead. Both lists
/// are of those who can open the store.
pub fn keeps_manager(before: &[User], after: &[User]) -> bool {
    let led = |users: &[User]| users.iter().any(|user| user.role == UserRole::Lead);
    let managed = |users: &[User]| users.iter().any(|user| may_manage(users, &user.login));
    !managed(before) || (managed(after) && (led(after) || !led(before)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Users by the first letters of their roles; their logins are their places.
    fn users(roles: &str) -> Vec<User> {
        roles
            .chars()
            .enumerate()
            .map(|(place, role)| User {
                login: place.to_string(),
                name: String::new(),
                role: match role {
                    'l' => UserRole::Lead,
                    'n' => UserRole::Navigator,
                    _ => UserRole::Reader,
                },
            })
            .collect()
    }

    #[test]
    fn a_lead_manages_users_and_without_one_whoever_writes() {
        for (roles, who, may) in [
            ("l", "0", true),
            ("n", "0", true),
            ("r", "0", false),
            ("nr", "0", true),
            ("nr", "1", false),
            ("nn", "1", true),
            ("ln", "0", true),
            ("ln", "1", false),
            ("ll", "1", true),
            ("ln", "2", false),
            ("", "0", false),
        ] {
            assert_eq!(may_manage(&users(roles), who), may, "{roles} {who}");
        }
    }

    #[test]
    fn somebody_who_may_let_others_in_is_always_left() {
        for (before, after, kept) in [
            ("l", "ln", true),
            ("ln", "l", true),
            ("ll", "l", true),
            ("ln", "n", false),
            ("l", "n", false),
            ("lr", "r", false),
            ("n", "", false),
            ("n", "r", false),
            ("nn", "n", true),
            ("n", "l", true),
            // Nobody could before: nothing is made worse.
            ("r", "rr", true),
        ] {
            let kept_here = keeps_manager(&users(before), &users(after));
            assert_eq!(kept_here, kept, "{before} {after}");
        }
    }
}
