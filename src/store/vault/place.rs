//! The directory of a store: which files are in it, and whether they may be used.
//!
//! Everything is looked at before the engine touches it, and nothing is changed by looking. Not
//! here: what is inside the files.

use std::ffi::OsString;
use std::fs::{DirBuilder, File, TryLockError};
use std::io::Read;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{Access, OFlags};
use rustix::io::Errno;

use crate::platform::files::{
    FileFault, Overwrite, Problem, check_private_dir, check_private_file, read_capped, sync_dir,
    write_atomic,
};
use crate::platform::filesystem::{NETWORK_KINDS, kind_of};
use crate::store::vault::fault::OpenFault;
use crate::store::vault::keyslots::KeySlots;
use crate::store::vault::slotfile::{self, SlotFileFault};

/// The name of the database in a store's directory.
pub(super) const DATABASE: &str = "caseload.db";
/// The name of the key file. (`keys.toml` is the settings file of key bindings.)
pub(super) const KEY_FILE: &str = "keyslots.json";

/// The smallest database there can be: one page.
const ONE_PAGE: u64 = 4096;
const PLAIN_HEADER: &[u8] = b"SQLite format 3\0";

/// The directory of a store, by its real path.
#[derive(Debug, Clone)]
pub(super) struct Place {
    dir: PathBuf,
}

/// Keeps other processes from changing keys or schema at the same time; freed when dropped.
#[derive(Debug)]
pub(super) struct PlaceLock {
    _dir: File,
}

/// A private directory for something that is not finished; removed with its files when dropped.
#[derive(Debug)]
pub(super) struct Staging {
    place: Place,
    kept: bool,
}

impl Place {
    /// Finds the directory: real path, ours alone, on a local disk.
    pub fn find(dir: &Path) -> Result<Self, OpenFault> {
        Self::find_among(dir, NETWORK_KINDS)
    }

    fn find_among(dir: &Path, network: &[(u64, &'static str)]) -> Result<Self, OpenFault> {
        // Every process must use the same path, or each would make its own -wal beside a link.
        let real = std::fs::canonicalize(dir).map_err(|error| {
            let fault = FileFault::from_io(dir, &error);
            match fault.problem() {
                Problem::Missing => OpenFault::NoStore(dir.to_owned()),
                _ => fault.into(),
            }
        })?;
        check_private_dir(&real)?;
        match kind_of(&real, network)? {
            Some(kind) => Err(OpenFault::Network { dir: real, kind }),
            None => Ok(Self { dir: real }),
        }
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    pub fn database(&self) -> PathBuf {
        self.dir.join(DATABASE)
    }

    pub fn key_file(&self) -> PathBuf {
        self.dir.join(KEY_FILE)
    }

    /// Gives the files the engine keeps beside the database while it is in use.
    pub fn sidecars(&self) -> [PathBuf; 3] {
        ["-wal", "-shm", "-journal"].map(|suffix| {
            let mut name = OsString::from(DATABASE);
            name.push(suffix);
            self.dir.join(name)
        })
    }

    /// Tells whether changes wait in the write-ahead log, such as after a crash.
    pub fn has_waiting_changes(&self) -> bool {
        let [wal, ..] = self.sidecars();
        std::fs::symlink_metadata(wal).is_ok_and(|found| found.len() > 0)
    }

    /// Checks the database's files before the engine sees them.
    pub fn check_database(&self) -> Result<(), OpenFault> {
        let path = self.database();
        match check_private_file(&path) {
            Err(fault) if *fault.problem() == Problem::Missing => {
                return Err(if is_there(&self.key_file()) {
                    OpenFault::DatabaseMissing(path)
                } else {
                    OpenFault::NoStore(self.dir.clone())
                });
            }
            other => other?,
        }
        for sidecar in self.sidecars() {
            match check_private_file(&sidecar) {
                Err(fault) if *fault.problem() != Problem::Missing => return Err(fault.into()),
                _ => {}
            }
        }
        check_header(&path)
    }

    /// Checks that the database and its directory can be written, which even reading needs.
    pub fn check_writable(&self) -> Result<(), OpenFault> {
        for path in [&self.dir, &self.database()] {
            if let Some(fault) = rustix::fs::access(path, Access::WRITE_OK)
                .err()
                .and_then(|errno| not_writable(path, errno))
            {
                return Err(fault);
            }
        }
        Ok(())
    }

    /// Keeps other processes from changing keys or schema, waiting for them up to `patience`.
    pub fn lock(&self, patience: Duration) -> Result<PlaceLock, OpenFault> {
        const STEP: Duration = Duration::from_millis(50);
        let fault = |error: &std::io::Error| FileFault::from_io(&self.dir, error);
        let dir = File::open(&self.dir).map_err(|error| fault(&error))?;
        let mut waited = Duration::ZERO;
        loop {
            match dir.try_lock() {
                Ok(()) => return Ok(PlaceLock { _dir: dir }),
                Err(TryLockError::Error(error)) => return Err(fault(&error).into()),
                Err(TryLockError::WouldBlock) if waited >= patience => {
                    return Err(OpenFault::Locked(self.dir.clone()));
                }
                Err(TryLockError::WouldBlock) => {
                    std::thread::sleep(STEP);
                    waited += STEP;
                }
            }
        }
    }

    /// Reads the key file.
    pub fn read_slots(&self) -> Result<KeySlots, OpenFault> {
        slotfile::read(&self.read_key_file()?).map_err(|fault| match fault {
            SlotFileFault::Newer => OpenFault::KeysNewer(self.key_file()),
            SlotFileFault::Damaged => OpenFault::KeysDamaged(self.key_file()),
        })
    }

    /// Reads the key file as bytes, to be copied.
    pub fn read_key_file(&self) -> Result<Vec<u8>, OpenFault> {
        let path = self.key_file();
        match check_private_file(&path) {
            Err(fault) if *fault.problem() == Problem::Missing => {
                return Err(if is_there(&self.database()) {
                    OpenFault::KeysMissing(path)
                } else {
                    OpenFault::NoStore(self.dir.clone())
                });
            }
            other => other?,
        }
        read_capped(&path, slotfile::LARGEST).map_err(|fault| match fault.problem() {
            Problem::TooLarge(_) => OpenFault::KeysDamaged(path),
            _ => fault.into(),
        })
    }

    /// Writes the key file whole, or leaves it as it was.
    pub fn save_slots(&self, slots: &KeySlots, overwrite: Overwrite) -> Result<(), OpenFault> {
        let path = self.key_file();
        let bytes = slotfile::write(slots).map_err(|_| OpenFault::KeysDamaged(path.clone()))?;
        Ok(write_atomic(&path, &bytes, overwrite)?)
    }
}

impl Staging {
    /// Makes an empty private directory inside the store's.
    pub fn make(place: &Place) -> Result<Self, OpenFault> {
        let random =
            getrandom::u64().map_err(|_| crate::store::vault::key_fault::KeyFault::NoRandomness)?;
        let dir = place.dir.join(format!(".caseload-new-{random:016x}"));
        DirBuilder::new()
            .mode(0o700)
            .create(&dir)
            .map_err(|error| FileFault::from_io(&dir, &error))?;
        Ok(Self {
            place: Place { dir },
            kept: false,
        })
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Gives the finished directory its name, which must be free.
    pub fn keep_as(mut self, to: &Path) -> Result<(), FileFault> {
        sync_dir(&self.place.dir)?;
        crate::platform::files::rename_new(&self.place.dir, to)?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.kept {
            // Only ever our own directory under a random name; what cannot be removed is private.
            let _ = std::fs::remove_dir_all(&self.place.dir);
        }
    }
}

/// Tells whether anything at all has this name.
pub(super) fn is_there(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

fn not_writable(path: &Path, errno: Errno) -> Option<OpenFault> {
    match errno {
        Errno::ACCESS | Errno::PERM | Errno::ROFS | Errno::TXTBSY => {
            Some(OpenFault::NotWritable(path.to_owned()))
        }
        // Anything else shows itself, with a better message, when the file is opened.
        _ => None,
    }
}

/// Tells by its length and first bytes what is certainly not an encrypted database.
fn check_header(path: &Path) -> Result<(), OpenFault> {
    let fault = |error: &std::io::Error| FileFault::from_io(path, error);
    let file = std::fs::OpenOptions::new()
        .read(true)
        .custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
        .open(path)
        .map_err(|error| fault(&error))?;
    let length = file.metadata().map_err(|error| fault(&error))?.len();
    let mut head = Vec::new();
    file.take(64)
        .read_to_end(&mut head)
        .map_err(|error| fault(&error))?;
    let damaged = |found| OpenFault::Damaged {
        path: path.to_owned(),
        found,
    };
    if length == 0 {
        return Err(damaged("it is empty"));
    }
    if head.starts_with(PLAIN_HEADER) {
        return Err(OpenFault::NotEncrypted(path.to_owned()));
    }
    // Encrypted bytes look random: sixteen of them or more are never all readable.
    let readable = |byte: &u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    if head.len() >= PLAIN_HEADER.len() && head.iter().all(readable) {
        return Err(OpenFault::NotAStore(path.to_owned()));
    }
    if length < ONE_PAGE {
        return Err(damaged("it is cut short"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> (tempfile::TempDir, Place) {
        let root = crate::platform::files::private_tempdir();
        let place = Place::find(root.path()).unwrap();
        (root, place)
    }

    #[test]
    fn a_store_on_a_network_is_refused() {
        let root = crate::platform::files::private_tempdir();
        let here = rustix::fs::statfs(root.path())
            .unwrap()
            .f_type
            .cast_unsigned();
        let table = [(here & 0xffff_ffff, "a pretended network")];
        let fault = Place::find_among(root.path(), &table).unwrap_err();
        assert!(matches!(
            fault,
            OpenFault::Network {
                kind: "a pretended network",
                ..
            }
        ));
        assert!(Place::find_among(root.path(), &[]).is_ok());
    }

    #[test]
    fn the_errors_of_a_disk_that_cannot_be_written_are_known() {
        for errno in [Errno::ACCESS, Errno::PERM, Errno::ROFS] {
            assert_eq!(
                not_writable(Path::new("x"), errno),
                Some(OpenFault::NotWritable("x".into()))
            );
        }
        assert_eq!(not_writable(Path::new("x"), Errno::NOENT), None);
    }

    #[test]
    fn only_one_at_a_time_has_the_lock() {
        let (_root, place) = place();
        let held = place.lock(Duration::ZERO).unwrap();
        let fault = place.lock(Duration::from_millis(60)).unwrap_err();
        assert_eq!(fault, OpenFault::Locked(place.dir().to_owned()));
        drop(held);
        place.lock(Duration::ZERO).unwrap();
    }

    #[test]
    fn an_unfinished_directory_goes_and_a_finished_one_stays() {
        let (root, place) = place();
        let staging = Staging::make(&place).unwrap();
        std::fs::write(staging.place().database(), "x").unwrap();
        drop(staging);
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);

        let staging = Staging::make(&place).unwrap();
        std::fs::write(staging.place().database(), "x").unwrap();
        let named = place.dir().join("named");
        staging.keep_as(&named).unwrap();
        assert!(named.join(DATABASE).exists());

        let second = Staging::make(&place).unwrap();
        assert_eq!(
            second.keep_as(&named).unwrap_err().problem(),
            &Problem::Exists
        );
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
