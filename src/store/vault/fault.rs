//! Why a store could not be made or opened, said so that the person knows what to do.
//!
//! No fault ever changes, renames, cuts or deletes a file of a store (ARCHITECTURE-NOTES 3.7). The
//! engine's own messages are left out, since they can quote statements and values. Not here: faults
//! of reading and writing records once the store is open.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::platform::files::{FileFault, Problem, shown};
use crate::platform::filesystem::free_bytes;
use crate::store::fault::Fault;
use crate::store::vault::key_fault::KeyFault;

/// Why a store could not be made or opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OpenFault {
    /// There is none in the directory, or no directory.
    #[error(
        "There is no store in {}. To make one there, use caseload init; if yours is elsewhere, say where with --store DIR.",
        shown(.0)
    )]
    NoStore(PathBuf),
    /// A new one cannot be made where there is one, or a part of one.
    #[error(
        "{} is there already and was left as it is. Open that store, or choose another directory for a new one.",
        shown(.0)
    )]
    AlreadyThere(PathBuf),
    /// The database is there without the file that unlocks it.
    #[error(
        "The key file {} is missing, and the database cannot be unlocked without it. Nothing was changed. Put the file back from a backup of this store.",
        shown(.0)
    )]
    KeysMissing(PathBuf),
    /// The key file is there without the database.
    #[error(
        "The database {} is missing; only its key file is there. Nothing was changed. Put the database back from a backup. If this store was only just being made, delete the key file and start again.",
        shown(.0)
    )]
    DatabaseMissing(PathBuf),
    /// The key file cannot be read as one.
    #[error(
        "The key file {} is damaged. Nothing was changed. Put the file back from a backup of this store.",
        shown(.0)
    )]
    KeysDamaged(PathBuf),
    /// The key file was written by a newer program.
    #[error(
        "The key file {} was written by a newer version of this program. Nothing was changed. Update the program, then open the store again.",
        shown(.0)
    )]
    KeysNewer(PathBuf),
    /// Login, passphrase, recovery code or data key.
    #[error(transparent)]
    Key(#[from] KeyFault),
    /// The key is right, and yet the database cannot be read.
    #[error(
        "The database {} is damaged: {found}. Nothing was changed. Keep the file as it is, and restore the latest backup into another directory.",
        shown(.path)
    )]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What was found, as a clause.
        found: &'static str,
    },
    /// The key file holds the key, and the database does not open with it: one of the two is of another store, or the
    /// first page of the database is damaged. Nothing in the files tells which.
    #[error(
        "The key file was unlocked, but its key does not open the database {}: one of the two is of another store, or the beginning of the database is damaged. Nothing was changed. Keep both as they are. If either was put there lately, put the two of the same store and day together again; otherwise restore the latest backup into another directory.",
        shown(.0)
    )]
    DoNotFit(PathBuf),
    /// A plain `SQLite` database.
    #[error(
        "{} is not encrypted, so it is not a store of this program. Nothing was changed. Check the directory; if somebody put the file there, move it away.",
        shown(.0)
    )]
    NotEncrypted(PathBuf),
    /// Something else altogether, such as a text file.
    #[error(
        "{} is not a database of this program. Nothing was changed. Check the directory, or put the database back from a backup.",
        shown(.0)
    )]
    NotAStore(PathBuf),
    /// Written by a newer program.
    #[error(
        "This store was written by a newer version of this program (its layout is {found}; this version knows up to {known}). Nothing was changed. Update the program, then open the store again."
    )]
    Newer {
        /// The version of the store's schema.
        found: u32,
        /// The newest version this program knows.
        known: u32,
    },
    /// An older schema, opened for reading only.
    #[error(
        "This store was last used with an older version of this program (its layout is {found}; this version needs {known}) and cannot be upgraded when opened for reading only. Open it once in the ordinary way."
    )]
    NeedsUpgrade {
        /// The version of the store's schema.
        found: u32,
        /// The version this program needs.
        known: u32,
    },
    /// The backup that must come before an upgrade could not be made or did not pass its check.
    #[error(
        "The store needs an upgrade, but the copy made first did not pass its check ({found}). The store was not changed. Check it with caseload verify in the version used before."
    )]
    BackupUnsound {
        /// What was found wrong with the copy, as a clause.
        found: &'static str,
    },
    /// A step of an upgrade failed and was undone.
    #[error(
        "The upgrade to layout {to} ({name}) failed and was undone: {why}. A copy from before is in {}. Go on with the version used before, and report this.",
        shown(.backup)
    )]
    UpgradeFailed {
        /// The version that was not reached.
        to: u32,
        /// The name of the step.
        name: &'static str,
        /// The engine's name for the trouble.
        why: &'static str,
        /// The directory of the copy.
        backup: PathBuf,
    },
    /// Another process holds it for longer than we wait.
    #[error(
        "The store in {} is in use by another program that does not let go, perhaps an upgrade or a backup. Wait a little, then try again.",
        shown(.0)
    )]
    Locked(PathBuf),
    /// The database or its directory cannot be written.
    #[error(
        "{} cannot be written to, and the store needs that even for reading. Nothing was changed. Have it made writable for your account, or copy the whole directory to a place where you can write.",
        shown(.0)
    )]
    NotWritable(PathBuf),
    /// A store cannot be made where it was asked for.
    #[error(
        "{} cannot be made: your account may not write there. Nothing was made. Name another place with --store, or have this one made writable for you.",
        shown(.0)
    )]
    NoPlace(PathBuf),
    /// No room on the disk.
    #[error(
        "The disk of {} is full, or your quota is used up. Free some space, then try again.",
        shown(.0)
    )]
    Full(PathBuf),
    /// On a file system where several processes cannot share a database safely.
    #[error(
        "{} is on a network file system ({kind}), where a store could be damaged. Nothing was changed. Move the store to a local disk of the machine you all log in to.",
        shown(.dir)
    )]
    Network {
        /// The directory.
        dir: PathBuf,
        /// The kind of file system.
        kind: &'static str,
    },
    /// The database engine has a known fault that damages databases.
    #[error(
        "This program was built with a database engine ({0}) that has a fault which can damage stores; 3.51.3 or later is needed. Nothing was opened. Install a proper build of the program."
    )]
    EngineTooOld(String),
    /// A file or directory is not as it should be.
    #[error(transparent)]
    File(FileFault),
    /// A record that is needed at opening could not be read or written; the store's own words.
    #[error("{0}")]
    Records(String),
    /// Anything else the engine reports.
    #[error(
        "{} could not be opened: {what}. Nothing was lost that was saved. Try again; if it goes on, ask whoever looks after this machine to check the disk.",
        shown(.path)
    )]
    Engine {
        /// The database or its directory.
        path: PathBuf,
        /// The engine's name for the trouble.
        what: &'static str,
    },
}

impl From<FileFault> for OpenFault {
    fn from(fault: FileFault) -> Self {
        match fault.problem() {
            Problem::Full => Self::Full(fault.path().to_owned()),
            Problem::ReadOnly => Self::NotWritable(fault.path().to_owned()),
            _ => Self::File(fault),
        }
    }
}

impl From<Fault> for OpenFault {
    fn from(fault: Fault) -> Self {
        Self::Records(fault.to_string())
    }
}

impl OpenFault {
    /// Makes a fault of making a store one that says so: there is none yet that could be copied elsewhere.
    pub(super) fn of_a_new_store(self, dir: &Path) -> Self {
        match self {
            Self::NotWritable(_) => Self::NoPlace(dir.to_owned()),
            other => other,
        }
    }

    /// Makes a fault of a file that was only being prepared one about the store itself.
    pub(super) fn about(self, dir: &Path) -> Self {
        let dir = dir.to_owned();
        match self {
            Self::Full(_) => Self::Full(dir),
            Self::NotWritable(_) => Self::NotWritable(dir),
            Self::Engine { what, .. } => Self::Engine { path: dir, what },
            other => other,
        }
    }

    /// Sorts an error of the engine; `path` is the database or its directory.
    pub(super) fn from_engine(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let Some(code) = engine_code(error) else {
            return Self::Engine {
                path,
                what: engine_words(error),
            };
        };
        match code {
            ErrorCode::NotADatabase => Self::DoNotFit(path),
            ErrorCode::DatabaseCorrupt => Self::Damaged {
                path,
                found: "parts of it do not fit together",
            },
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed => Self::Locked(path),
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::NotWritable(path),
            ErrorCode::DiskFull => Self::Full(path),
            ErrorCode::SystemIoFailure if is_writing(error) && has_no_room(&path) => {
                Self::Full(path)
            }
            _ => Self::Engine {
                path,
                what: engine_words(error),
            },
        }
    }
}

/// Gives the engine's own kind of an error.
pub(super) fn engine_code(error: &rusqlite::Error) -> Option<ErrorCode> {
    engine_error(error).map(|error| error.code)
}

/// Gives the engine's fixed words for an error, which quote neither statements nor values.
pub(super) fn engine_words(error: &rusqlite::Error) -> &'static str {
    engine_error(error).map_or("the database engine gave an unexpected answer", |error| {
        rusqlite::ffi::code_to_str(error.extended_code)
    })
}

/// Tells whether the engine failed at writing; it does not always say that the disk is full.
fn is_writing(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi;
    engine_error(error).is_some_and(|error| {
        matches!(
            error.extended_code,
            ffi::SQLITE_IOERR_WRITE
                | ffi::SQLITE_IOERR_SHMSIZE
                | ffi::SQLITE_IOERR_SHMMAP
                | ffi::SQLITE_IOERR_SHMOPEN
        )
    })
}

fn has_no_room(path: &Path) -> bool {
    /// The engine's shared memory is extended by this much.
    const LEAST: u64 = 64 * 1024;
    free_bytes(path).is_ok_and(|free| free < LEAST)
}

fn engine_error(error: &rusqlite::Error) -> Option<&rusqlite::ffi::Error> {
    match error {
        rusqlite::Error::SqliteFailure(error, _) | rusqlite::Error::SqlInputError { error, .. } => {
            Some(error)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn engine_errors_that_need_different_advice_are_told_apart() {
        let path = Path::new("/srv/caseload.db");
        let sorted = |code| {
            OpenFault::from_engine(
                path,
                &rusqlite::Error::SqliteFailure(ffi::Error::new(code), None),
            )
        };
        let owned = path.to_owned();
        assert!(matches!(sorted(ffi::SQLITE_NOTADB), OpenFault::DoNotFit(_)));
        assert!(matches!(
            sorted(ffi::SQLITE_CORRUPT),
            OpenFault::Damaged { .. }
        ));
        assert_eq!(sorted(ffi::SQLITE_BUSY), OpenFault::Locked(owned.clone()));
        assert_eq!(sorted(ffi::SQLITE_LOCKED), OpenFault::Locked(owned.clone()));
        assert_eq!(
            sorted(ffi::SQLITE_READONLY),
            OpenFault::NotWritable(owned.clone())
        );
        assert_eq!(
            sorted(ffi::SQLITE_READONLY_DIRECTORY),
            OpenFault::NotWritable(owned.clone())
        );
        assert_eq!(sorted(ffi::SQLITE_FULL), OpenFault::Full(owned));
        for code in [
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_CANTOPEN,
            ffi::SQLITE_NOMEM,
        ] {
            assert!(matches!(sorted(code), OpenFault::Engine { .. }));
        }
    }

    #[test]
    fn a_full_database_is_reported_as_a_full_disk() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("PRAGMA max_page_count = 1").unwrap();
        let error = conn.execute_batch("CREATE TABLE t (a)").unwrap_err();
        assert_eq!(
            OpenFault::from_engine(Path::new("x"), &error),
            OpenFault::Full("x".into())
        );
    }

    #[test]
    fn no_message_quotes_a_statement() {
        let conn = Connection::open_in_memory().unwrap();
        let error = conn
            .execute_batch("SELECT 'Amina' FROM nothing")
            .unwrap_err();
        let text = OpenFault::from_engine(Path::new("x"), &error).to_string();
        assert!(
            !text.contains("Amina") && !text.contains("nothing "),
            "{text}"
        );
    }

    #[test]
    fn file_faults_about_room_and_writing_become_the_stores_own() {
        let fault = |problem| OpenFault::from(FileFault::new(Path::new("x"), problem));
        assert_eq!(fault(Problem::Full), OpenFault::Full("x".into()));
        assert_eq!(fault(Problem::ReadOnly), OpenFault::NotWritable("x".into()));
        assert!(matches!(fault(Problem::Denied), OpenFault::File(_)));
    }
}
