//! Who the logins are under which entries stand: the users, and those who are none here, who wrote what was brought in
//! from another store or are users no more.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::fault::Fault;
use super::{Store, setting, user};
use crate::domain::text::visible;
use crate::domain::user::Authors;

/// The setting under which the names of those who are no users are kept: a JSON map of names by login.
const KEY: &str = "authors who are no users";

impl Store {
    /// The names behind logins: of users first, then of those who are remembered.
    ///
    /// # Errors
    /// Engine faults.
    pub fn authors(&self) -> Result<Authors, Fault> {
        let mut authors = Authors::of(&self.users()?);
        authors.add(&remembered(&self.conn)?.unwrap_or_default());
        Ok(authors)
    }

    /// Remembers the names of those who wrote what is brought in, as far as they are no users here.
    ///
    /// # Errors
    /// [`Fault::ReaderOnly`] for readers; engine faults.
    pub fn remember_authors(&mut self, wrote: &BTreeMap<String, String>) -> Result<(), Fault> {
        if wrote.is_empty() {
            return Ok(());
        }
        let login = self.user.login.clone();
        let tx = self.begin()?;
        user::check_writer(&tx, &login)?;
        remember(&tx, wrote)?;
        Ok(tx.commit()?)
    }
}

/// Keeps names beside those that are remembered; a login keeps the name that it has.
pub fn remember(conn: &Connection, wrote: &BTreeMap<String, String>) -> Result<(), Fault> {
    // What a newer program wrote there is not written over.
    let Some(mut all) = remembered(conn)? else {
        return Ok(());
    };
    let before = all.len();
    for (login, name) in wrote {
        let name = visible(name.trim());
        if !name.is_empty() && !all.contains_key(login) && user::user(conn, login)?.is_none() {
            all.insert(login.clone(), name.into_owned());
        }
    }
    if all.len() > before {
        let body = serde_json::to_string(&all).unwrap_or_default();
        setting::set(conn, KEY, &body)?;
    }
    Ok(())
}

/// Those who are remembered; `None` where this program cannot read who they are.
fn remembered(conn: &Connection) -> Result<Option<BTreeMap<String, String>>, Fault> {
    let Some(body) = setting::get(conn, KEY)? else {
        return Ok(Some(BTreeMap::new()));
    };
    Ok(serde_json::from_str(&body).ok())
}
