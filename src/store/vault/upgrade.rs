//! Bringing an older store up to date: a checked copy first, then the steps.
//!
//! The copy is a directory like any store's, database and key file together, so that it can be
//! opened by itself. Not here: the steps (`migrations`), and throwing copies away.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::platform::files::{
    FileFault, Overwrite, Problem, create_private, sync_dir, write_atomic,
};
use crate::store::vault::connection::{PATIENCE, open_keyed};
use crate::store::vault::fault::{OpenFault, engine_code, engine_words};
use crate::store::vault::health::integrity;
use crate::store::vault::keys::DataKey;
use crate::store::vault::migrations::{Migration, StepCause, StepFault, migrate, schema_version};
use crate::store::vault::place::{Place, Staging};

/// Copies the store as it is, checks the copy, and gives the copy's directory.
///
/// The caller holds the store's lock.
pub(super) fn copy_before(
    conn: &Connection,
    place: &Place,
    key: &DataKey,
    from: u32,
    to: u32,
) -> Result<PathBuf, OpenFault> {
    let staging = Staging::make(place)?;
    let copy = staging.place().database();
    // Made first, because the engine would let others read it.
    create_private(&copy)?;
    let name = copy
        .to_str()
        .ok_or_else(|| FileFault::new(&copy, Problem::BadName))?;
    conn.execute("VACUUM main INTO ?1", [name])
        .map_err(|error| OpenFault::from_engine(place.dir(), &error))?;
    // The engine does not flush such a copy to the disk.
    File::open(&copy)
        .and_then(|file| file.sync_all())
        .map_err(|error| FileFault::from_io(&copy, &error))?;
    let keys = place.read_key_file()?;
    write_atomic(&staging.place().key_file(), &keys, Overwrite::Refuse)?;
    check_copy(conn, &copy, key)?;
    keep(staging, place, from, to)
}

/// Runs the steps; `backup` is named if one fails.
pub(super) fn run_steps(
    conn: &mut Connection,
    place: &Place,
    migrations: &[Migration],
    backup: &Path,
) -> Result<(), OpenFault> {
    migrate(conn, migrations).map_err(|fault| explain(fault, place, backup))
}

fn explain(fault: StepFault, place: &Place, backup: &Path) -> OpenFault {
    let StepFault { step, cause } = fault;
    let why = match cause {
        StepCause::ForeignKeys => "some records would point at others that are not there",
        StepCause::Engine(error) => {
            use rusqlite::ErrorCode as Code;
            match engine_code(&error) {
                Some(Code::DiskFull | Code::DatabaseBusy | Code::ReadOnly) => {
                    return OpenFault::from_engine(place.dir(), &error);
                }
                _ => engine_words(&error),
            }
        }
    };
    OpenFault::UpgradeFailed {
        to: step.version,
        name: step.name,
        why,
        backup: backup.to_owned(),
    }
}

fn check_copy(conn: &Connection, copy: &Path, key: &DataKey) -> Result<(), OpenFault> {
    let unsound = |found| OpenFault::BackupUnsound { found };
    let reopened =
        open_keyed(copy, key, PATIENCE, false).map_err(|error| unsound(engine_words(&error)))?;
    if !integrity(&reopened).is_empty() {
        return Err(unsound("it is not whole"));
    }
    let differs = |error: rusqlite::Error| unsound(engine_words(&error));
    let ours = (
        schema_version(conn).map_err(differs)?,
        objects(conn).map_err(differs)?,
    );
    let theirs = (
        schema_version(&reopened).map_err(differs)?,
        objects(&reopened).map_err(differs)?,
    );
    if ours != theirs {
        return Err(unsound("it differs from the store"));
    }
    reopened
        .close()
        .map_err(|(_, error)| unsound(engine_words(&error)))
}

fn objects(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))
}

/// Gives the copy a name that says what it is; copies from earlier tries stay.
fn keep(staging: Staging, place: &Place, from: u32, to: u32) -> Result<PathBuf, OpenFault> {
    let base = format!("before-upgrade-{from}-to-{to}");
    let named = (1..=u32::MAX)
        .map(|number| match number {
            1 => place.dir().join(&base),
            _ => place.dir().join(format!("{base}-{number}")),
        })
        .find(|path| !crate::store::vault::place::is_there(path))
        .ok_or_else(|| FileFault::new(place.dir(), Problem::Exists))?;
    staging.keep_as(&named)?;
    sync_dir(place.dir())?;
    Ok(named)
}
