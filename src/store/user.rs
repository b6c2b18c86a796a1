//! The users inside the store: their names and roles. Their passphrases are key slots, outside it (`keys`).

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::codec::{Code, millis};
use super::fault::Fault;
use crate::domain::user::{User, UserRole};

/// A user by login. One with a key slot and no row (a restored slot file) may read and nothing else.
pub fn user(conn: &Connection, login: &str) -> Result<User, Fault> {
    let row: Option<(String, i64)> = conn
        .prepare_cached("SELECT name, role FROM user WHERE login = ?1")?
        .query_row([login], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match row {
        Some((name, role)) => User {
            login: login.to_owned(),
            name,
            role: UserRole::from_code(role)?,
        },
        None => User {
            login: login.to_owned(),
            name: login.to_owned(),
            role: UserRole::Reader,
        },
    })
}

/// Adds a user's row.
pub fn add(conn: &Connection, user: &User, at: DateTime<Utc>) -> Result<(), Fault> {
    conn.execute(
        "INSERT INTO user (login, name, role, added_at) VALUES (?1, ?2, ?3, ?4)",
        (&user.login, &user.name, user.role.code(), millis(at)),
    )?;
    Ok(())
}

impl Store {
    /// Everybody who may open the store, by login.
    ///
    /// # Errors
    /// Engine faults.
    pub fn users(&self) -> Result<Vec<User>, Fault> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT login, name, role FROM user ORDER BY login")?;
        let mut rows = statement.query([])?;
        let mut users = Vec::new();
        while let Some(row) = rows.next()? {
            users.push(User {
                login: row.get(0)?,
                name: row.get(1)?,
                role: UserRole::from_code(row.get(2)?)?,
            });
        }
        Ok(users)
    }
}
