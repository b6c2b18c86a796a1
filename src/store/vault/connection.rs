//! One connection to the encrypted database: opened, given the key, and set up, in that order.
//!
//! The order is measured, not taste (ARCHITECTURE-NOTES 3.7). Not here: whether the store may be
//! opened at all, and its schema.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::store::vault::fault::OpenFault;
use crate::store::vault::keys::DataKey;

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read and write.
    ReadWrite,
    /// Read; the engine refuses every change to a record.
    ReadOnly,
}

/// How long a statement waits for another process before it gives up.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Bytes that the log keeps on the disk once it has been folded into the database.
const LARGEST_LOG: i64 = 16 << 20;

/// The first version without the fault that damages databases shared by several processes.
const SOUND_ENGINE: i32 = 3_051_003;

/// Refuses a database engine that can damage a store (PROMISES A).
pub(super) fn check_engine(version: i32) -> Result<(), OpenFault> {
    if version >= SOUND_ENGINE {
        return Ok(());
    }
    let (major, minor, patch) = (
        version / 1_000_000,
        version / 1_000 % 1_000,
        version % 1_000,
    );
    Err(OpenFault::EngineTooOld(format!("{major}.{minor}.{patch}")))
}

/// Opens a file that is there, hands over the key, and proves that it fits.
///
/// Nothing is written: changes that wait in the log are read, but stay where they are if the
/// connection is dropped before [`settle`].
pub(super) fn open_keyed(
    path: &Path,
    key: &DataKey,
    patience: Duration,
    waiting_changes: bool,
) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(patience)?;
    // Without waiting changes, closing only tidies the empty log away; with them, it would fold
    // them into a database that may turn out not to be ours to touch.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, waiting_changes)?;
    // First of all: SQLCipher prints its errors across the screen otherwise.
    conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
    // ON wipes and locks every allocation of the engine, not its keys alone: measured, it made the
    // first list of 10,000 people four times slower, and opening a person seven times.
    conn.execute_batch("PRAGMA cipher_memory_security = OFF")?;
    conn.execute_batch(&key.pragma())?;
    conn.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(conn)
}

/// Sets up a connection whose database is known to be ours and of the right age.
pub(super) fn settle(conn: &Connection, access: Access) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // No temporary file ever holds what was decrypted.
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    if access == Access::ReadWrite {
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| {
            match row.get_ref(0)?.as_str() {
                Ok("wal") => Ok(()),
                _ => Err(rusqlite::Error::QueryReturnedNoRows),
            }
        })?;
    }
    // A saved record survives a power cut; measured: NORMAL loses some (PROMISES B1).
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "secure_delete", true)?;
    conn.pragma_update(None, "wal_autocheckpoint", 1000)?;
    // After a large import the log would keep its size for good.
    conn.pragma_update(None, "journal_size_limit", LARGEST_LOG)?;
    conn.pragma_update(None, "cache_size", -2000)?;
    if access == Access::ReadOnly {
        conn.pragma_update(None, "query_only", true)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_with_the_shared_log_fault_are_refused() {
        let cases = [
            (3_007_000, false),
            (3_050_004, false),
            (3_051_002, false),
            (3_051_003, true),
            (3_053_004, true),
            (4_000_000, true),
        ];
        for (version, sound) in cases {
            assert_eq!(check_engine(version).is_ok(), sound, "{version}");
        }
        assert_eq!(
            check_engine(3_051_002),
            Err(OpenFault::EngineTooOld("3.51.2".to_owned()))
        );
        check_engine(rusqlite::version_number()).unwrap();
    }

    #[test]
    fn the_settings_hold_on_the_connection() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().canonicalize().unwrap().join("x.db");
        std::fs::write(&path, "").unwrap();
        let key = DataKey::generate().unwrap();
        let conn = open_keyed(&path, &key, PATIENCE, false).unwrap();
        settle(&conn, Access::ReadWrite).unwrap();
        let read = |pragma: &str| -> String {
            conn.pragma_query_value(None, pragma, |row| {
                row.get_ref(0).map(|value| match value {
                    rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                    other => other.as_str().unwrap_or_default().to_owned(),
                })
            })
            .unwrap()
        };
        let expected = [
            ("foreign_keys", "1"),
            ("temp_store", "2"),
            ("journal_mode", "wal"),
            ("synchronous", "2"),
            ("secure_delete", "1"),
            ("wal_autocheckpoint", "1000"),
            ("journal_size_limit", "16777216"),
            ("cache_size", "-2000"),
            ("busy_timeout", "5000"),
            ("query_only", "0"),
            ("cipher_memory_security", "0"),
        ];
        for (pragma, value) in expected {
            assert_eq!(read(pragma), value, "{pragma}");
        }
        let version: String = conn
            .query_row("PRAGMA cipher_version", [], |row| row.get(0))
            .unwrap();
        assert!(version.starts_with("4."), "{version}");
        settle(&conn, Access::ReadOnly).unwrap();
        assert!(conn.execute_batch("CREATE TABLE t (a)").is_err());
    }
}
