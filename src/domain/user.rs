//! Who may open the store, and in which role (DESIGN 8).

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
