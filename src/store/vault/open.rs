//! Opening a store with its data key: look, prove the key, read the version, and only then write.
//!
//! Nothing here creates, renames, cuts or deletes a database: one that fails to open is kept as it
//! is. Not here: passphrases (`access`) and making stores (`create`).

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

pub use crate::store::vault::connection::Access;
use crate::store::vault::connection::{PATIENCE, check_engine, open_keyed, settle};
use crate::store::vault::fault::{OpenFault, engine_code};
use crate::store::vault::key_fault::KeyFault;
use crate::store::vault::keys::DataKey;
use crate::store::vault::migrations::{MIGRATIONS, Migration, latest, schema_version};
use crate::store::vault::place::Place;
use crate::store::vault::upgrade;

/// How long to wait while another process upgrades the store.
const UPGRADE_PATIENCE: Duration = Duration::from_secs(120);

/// A store that is open.
#[derive(Debug)]
pub struct Opened {
    /// The connection, set up and at the newest schema.
    pub connection: Connection,
    /// What was upgraded on the way, if anything.
    pub upgraded: Option<Upgraded>,
}

/// An upgrade that was done while opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upgraded {
    /// The version before.
    pub from: u32,
    /// The version now.
    pub to: u32,
    /// The directory of the checked copy from before.
    pub backup: PathBuf,
}

/// Opens a store, upgrading an older one after a checked copy was made of it.
///
/// # Errors
/// See [`OpenFault`]; the store is then as it was.
pub fn open(dir: &Path, key: &DataKey, access: Access) -> Result<Opened, OpenFault> {
    open_at_schema(dir, key, access, MIGRATIONS)
}

/// Opens a store as [`open`] does, and gives the connection alone.
///
/// # Errors
/// See [`OpenFault`]; the store is then as it was.
pub fn connect(dir: &Path, key: &DataKey, access: Access) -> Result<Connection, OpenFault> {
    open(dir, key, access).map(|opened| opened.connection)
}

/// Opens a store against another list of steps, as an older or a newer program would.
///
/// # Errors
/// See [`OpenFault`]; the store is then as it was.
pub fn open_at_schema(
    dir: &Path,
    key: &DataKey,
    access: Access,
    migrations: &[Migration],
) -> Result<Opened, OpenFault> {
    check_engine(rusqlite::version_number())?;
    let place = Place::find(dir)?;
    let connection = admit(&place, key, PATIENCE)?;
    let known = latest(migrations);
    let found = version(&place, &connection)?;
    if found > known {
        return Err(OpenFault::Newer { found, known });
    }
    if found < known && access == Access::ReadOnly {
        return Err(OpenFault::NeedsUpgrade { found, known });
    }
    settle(&connection, access).map_err(|error| OpenFault::from_engine(place.dir(), &error))?;
    if found < known {
        return bring_up_to_date(connection, &place, key, migrations);
    }
    Ok(Opened {
        connection,
        upgraded: None,
    })
}

/// Gives a connection whose key is proven; nothing is written.
fn admit(place: &Place, key: &DataKey, patience: Duration) -> Result<Connection, OpenFault> {
    place.check_database()?;
    place.check_writable()?;
    let path = place.database();
    open_keyed(&path, key, patience, place.has_waiting_changes()).map_err(|error| {
        if engine_code(&error) == Some(ErrorCode::NotADatabase) {
            // The wrong key and a damaged first page look the same; the key file knows better.
            if place.read_slots().is_ok_and(|slots| !slots.holds(key)) {
                return KeyFault::OtherKey.into();
            }
        }
        OpenFault::from_engine(&path, &error)
    })
}

fn version(place: &Place, connection: &Connection) -> Result<u32, OpenFault> {
    let path = place.database();
    let version = schema_version(connection);
    match version.map_err(|error| OpenFault::from_engine(&path, &error))? {
        // A store is at version 1 or more before it gets its name.
        None | Some(0) => Err(OpenFault::Damaged {
            path,
            found: "it has no tables",
        }),
        Some(version) => Ok(version),
    }
}

fn bring_up_to_date(
    mut connection: Connection,
    place: &Place,
    key: &DataKey,
    migrations: &[Migration],
) -> Result<Opened, OpenFault> {
    let _lock = place.lock(UPGRADE_PATIENCE)?;
    // Somebody else may have done it while we waited, even with a newer program.
    let (from, to) = (version(place, &connection)?, latest(migrations));
    if from > to {
        return Err(OpenFault::Newer {
            found: from,
            known: to,
        });
    }
    let upgraded = if from < to {
        let backup = upgrade::copy_before(&connection, place, key, from, to)
            .map_err(|fault| fault.about(place.dir()))?;
        upgrade::run_steps(&mut connection, place, migrations, &backup)?;
        Some(Upgraded { from, to, backup })
    } else {
        None
    };
    Ok(Opened {
        connection,
        upgraded,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::vault::{KeyCost, create};

    #[test]
    fn a_database_held_by_another_is_reported_as_in_use() {
        let root = tempfile::tempdir().unwrap();
        let made = create(
            root.path(),
            "amina",
            "correct horse",
            false,
            KeyCost::THROWAWAY,
        )
        .unwrap();
        let holder = made.connection;
        holder
            .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;")
            .unwrap();
        let place = Place::find(root.path()).unwrap();
        let fault = admit(&place, &made.key, Duration::from_millis(50)).unwrap_err();
        assert_eq!(fault, OpenFault::Locked(place.database()));
        drop(holder);
        admit(&place, &made.key, Duration::from_millis(50)).unwrap();
    }
}
