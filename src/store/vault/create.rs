//! Making a new store: everything is prepared and proven aside, then takes its names.
//!
//! Not here: asking for the passphrase, showing the recovery code, and the first records.

use std::fs::{File, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rusqlite::Connection;

use crate::platform::files::{
    FileFault, Overwrite, Problem, check_private_dir, create_private, private_dir, rename_new,
    sync_dir,
};
use crate::store::vault::connection::{Access, PATIENCE, check_engine, open_keyed, settle};
use crate::store::vault::fault::{OpenFault, engine_words};
use crate::store::vault::keys::{DataKey, KeyCost};
use crate::store::vault::keyslots::KeySlots;
use crate::store::vault::migrations::{MIGRATIONS, StepCause, migrate};
use crate::store::vault::open::connect;
use crate::store::vault::place::{Place, Staging, is_there};
use crate::store::vault::recovery::RecoveryCode;

/// A store that was just made.
#[derive(Debug)]
pub struct Created {
    /// The connection, for reading and writing.
    pub connection: Connection,
    /// The data key.
    pub key: DataKey,
    /// The recovery code, if one was wanted; it can never be shown again.
    pub recovery: Option<RecoveryCode>,
}

/// Makes a store with one login in a directory, which is made too if it is missing.
///
/// An empty directory that others can reach is closed to them; one with something in it is refused.
/// `cost` is [`KeyCost::STANDARD`] for every store that people use.
///
/// # Errors
/// See [`OpenFault`]. Nothing of the new store is then left, and what was there is as it was.
pub fn create(
    dir: &Path,
    login: &str,
    passphrase: &str,
    want_recovery: bool,
    cost: KeyCost,
) -> Result<Created, OpenFault> {
    create_with(dir, login, passphrase, want_recovery, cost, |_| Ok(()))
}

/// Makes a store as [`create`] does, with its first records: all of it, or nothing.
///
/// # Errors
/// See [`OpenFault`], and whatever `first` reports. Nothing of the new store is then left.
pub fn create_with(
    dir: &Path,
    login: &str,
    passphrase: &str,
    want_recovery: bool,
    cost: KeyCost,
    first: impl FnOnce(&Connection) -> Result<(), OpenFault>,
) -> Result<Created, OpenFault> {
    make(dir, login, passphrase, want_recovery, cost, first)
        .map_err(|fault| fault.of_a_new_store(dir))
}

fn make(
    dir: &Path,
    login: &str,
    passphrase: &str,
    want_recovery: bool,
    cost: KeyCost,
    first: impl FnOnce(&Connection) -> Result<(), OpenFault>,
) -> Result<Created, OpenFault> {
    check_engine(rusqlite::version_number())?;
    let key = DataKey::generate()?;
    let mut slots = KeySlots::new(&key)?;
    slots.add_user(&key, login, passphrase, cost)?;
    let recovery = want_recovery
        .then(|| slots.renew_recovery(&key, cost))
        .transpose()?;

    let new_dir = NewDir::make(dir)?;
    let place = Place::find(dir)?;
    let lock = place.lock(PATIENCE)?;
    refuse_if_taken(&place)?;
    let staging = Staging::make(&place)?;
    prepare(staging.place(), &key, &slots, first).map_err(|fault| fault.about(place.dir()))?;
    put_in_place(staging.place(), &place)?;
    new_dir.keep();
    drop((staging, lock));

    let connection = connect(dir, &key, Access::ReadWrite)?;
    Ok(Created {
        connection,
        key,
        recovery,
    })
}

/// Refuses when there is a store or any part of one: it may be all that is left of somebody's work.
fn refuse_if_taken(place: &Place) -> Result<(), OpenFault> {
    let [wal, shm, journal] = place.sidecars();
    [place.database(), place.key_file(), wal, shm, journal]
        .into_iter()
        .find(|path| is_there(path))
        .map_or(Ok(()), |path| Err(OpenFault::AlreadyThere(path)))
}

/// Makes both files, proves that they open, and flushes them to the disk.
fn prepare(
    place: &Place,
    key: &DataKey,
    slots: &KeySlots,
    first: impl FnOnce(&Connection) -> Result<(), OpenFault>,
) -> Result<(), OpenFault> {
    let path = place.database();
    let fault = |error: rusqlite::Error| OpenFault::from_engine(&path, &error);
    create_private(&path)?;
    let mut conn = open_keyed(&path, key, PATIENCE, false).map_err(fault)?;
    settle(&conn, Access::ReadWrite).map_err(fault)?;
    migrate(&mut conn, MIGRATIONS).map_err(|step| match step.cause {
        StepCause::Engine(error) => fault(error),
        StepCause::ForeignKeys => OpenFault::Engine {
            path: path.clone(),
            what: "its first tables do not fit together",
        },
    })?;
    first(&conn)?;
    // Closing folds the log into the database and takes it away.
    conn.close().map_err(|(_, error)| fault(error))?;
    place.save_slots(slots, Overwrite::Refuse)?;
    if !place.read_slots()?.holds(key) {
        return Err(OpenFault::KeysDamaged(place.key_file()));
    }
    prove(place, key)?;
    File::open(&path)
        .and_then(|file| file.sync_all())
        .map_err(|error| FileFault::from_io(&path, &error))?;
    Ok(())
}

fn prove(place: &Place, key: &DataKey) -> Result<(), OpenFault> {
    let path = place.database();
    place.check_database()?;
    open_keyed(&path, key, PATIENCE, false)
        .and_then(|conn| conn.close().map_err(|(_, error)| error))
        .map_err(|error| OpenFault::Engine {
            path,
            what: engine_words(&error),
        })
}

/// Gives both files their names, the database last: with it the store exists.
fn put_in_place(from: &Place, to: &Place) -> Result<(), OpenFault> {
    rename_new(&from.key_file(), &to.key_file())?;
    let finished = rename_new(&from.database(), &to.database()).and_then(|()| sync_dir(to.dir()));
    finished.map_err(|fault| {
        // Back to where they came from, and away with the rest. What was not ours stays: a name
        // that we did not take is still taken where it would go.
        let _ = rename_new(&to.database(), &from.database());
        let _ = rename_new(&to.key_file(), &from.key_file());
        fault.into()
    })
}

/// The store's directory; as it was before, unless the store was made.
struct NewDir<'a> {
    path: &'a Path,
    before: Before,
}

/// What to go back to.
enum Before {
    Nothing,
    Missing,
    Open(Permissions),
}

impl<'a> NewDir<'a> {
    /// Makes the directory, or closes an empty one of ours to others: nobody can be using it yet.
    fn make(path: &'a Path) -> Result<Self, OpenFault> {
        if !is_there(path) {
            private_dir(path)?;
            let before = Before::Missing;
            return Ok(Self { path, before });
        }
        let before = match check_private_dir(path) {
            Err(fault) if matches!(fault.problem(), Problem::TooOpen { .. }) && is_empty(path) => {
                let failed = |error: io::Error| FileFault::from_io(path, &error);
                let was = path.metadata().map_err(failed)?.permissions();
                std::fs::set_permissions(path, Permissions::from_mode(0o700)).map_err(failed)?;
                Before::Open(was)
            }
            // Whatever else is wrong with it is found when the place is looked at.
            _ => Before::Nothing,
        };
        Ok(Self { path, before })
    }

    fn keep(mut self) {
        self.before = Before::Nothing;
    }
}

impl Drop for NewDir<'_> {
    fn drop(&mut self) {
        // Both are for tidiness; a directory that stays, or stays private, does no harm.
        match &self.before {
            Before::Nothing => {}
            Before::Missing => drop(std::fs::remove_dir(self.path)),
            Before::Open(was) => drop(std::fs::set_permissions(self.path, was.clone())),
        }
    }
}

fn is_empty(dir: &Path) -> bool {
    std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads every file below a directory.
    fn contents(dir: &Path) -> Vec<u8> {
        let mut all = Vec::new();
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                all.extend(contents(&path));
            } else {
                all.extend(std::fs::read(&path).unwrap());
            }
        }
        all
    }

    fn holds(all: &[u8], part: &[u8]) -> bool {
        all.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn nothing_on_the_disk_shows_the_key_or_the_records() {
        let root = tempfile::tempdir().unwrap();
        let phrase = "correct horse";
        let made = create(root.path(), "amina", phrase, true, KeyCost::THROWAWAY).unwrap();
        let conn = &made.connection;
        conn.execute_batch(
            "CREATE TABLE t (a TEXT NOT NULL) STRICT; INSERT INTO t VALUES ('marker-of-a-record')",
        )
        .unwrap();
        let check = |all: &[u8]| {
            assert!(all.len() > 8192);
            let hex = made.key.pragma().to_string();
            let code = made.recovery.as_ref().unwrap();
            for secret in [
                made.key.bytes(),
                hex.get(15..79).unwrap().as_bytes(),
                phrase.as_bytes(),
                code.secret(),
                code.text().as_bytes(),
                b"marker-of-a-record",
                b"CREATE TABLE",
            ] {
                assert!(!holds(all, secret));
            }
        };
        check(&contents(root.path()));
        conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
            .unwrap();
        check(&contents(root.path()));
    }

    #[test]
    fn when_the_first_records_are_refused_nothing_is_left() {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("store");
        let refused = OpenFault::Records("no".to_owned());
        let first = |conn: &Connection| {
            conn.execute_batch("CREATE TABLE t (a)").unwrap();
            Err(refused.clone())
        };
        let made = create_with(
            &dir,
            "amina",
            "correct horse",
            true,
            KeyCost::THROWAWAY,
            first,
        );
        assert_eq!(made.map(|_| ()), Err(refused));
        assert!(!dir.exists());
    }

    #[test]
    fn when_the_names_cannot_be_taken_nothing_is_left() {
        let root = crate::platform::files::private_tempdir();
        let place = Place::find(root.path()).unwrap();
        let staging = Staging::make(&place).unwrap();
        let key = DataKey::generate().unwrap();
        let mut slots = KeySlots::new(&key).unwrap();
        slots
            .add_user(&key, "amina", "correct horse", KeyCost::THROWAWAY)
            .unwrap();
        prepare(staging.place(), &key, &slots, |_| Ok(())).unwrap();
        // Somebody takes the second name after the first was free.
        std::fs::write(place.database(), "theirs").unwrap();
        assert!(put_in_place(staging.place(), &place).is_err());
        drop(staging);
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 1);
        assert_eq!(std::fs::read(place.database()).unwrap(), b"theirs");
    }
}
