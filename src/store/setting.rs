//! Settings shared by everybody who opens the store, such as remembered import mappings.

use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::fault::Fault;

impl Store {
    /// The value of a setting.
    ///
    /// # Errors
    /// Engine faults.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Fault> {
        get(&self.conn, key)
    }

    /// Sets a setting.
    ///
    /// # Errors
    /// [`Fault::ReaderOnly`] for readers; engine faults.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), Fault> {
        if !self.user.role.may_write() {
            return Err(Fault::ReaderOnly);
        }
        set(&self.conn, key, value)
    }
}

/// The value of a setting.
pub fn get(conn: &Connection, key: &str) -> Result<Option<String>, Fault> {
    Ok(conn
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

/// Sets a setting.
pub fn set(conn: &Connection, key: &str, value: &str) -> Result<(), Fault> {
    conn.prepare_cached(
        "INSERT INTO setting (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = ?2",
    )?
    .execute((key, value))?;
    Ok(())
}
