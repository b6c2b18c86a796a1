//! What the tests of the store's files share: cheap stores, and snapshots of every byte on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use caseload::store::vault::open::open;
use caseload::store::vault::{Access, Created, DataKey, KeyCost, OpenFault, create, unlock};
use tempfile::TempDir;

pub const LOGIN: &str = "amina";
pub const PHRASE: &str = "correct horse battery";

/// Every path below a directory with its mode and its content.
pub type Snapshot = BTreeMap<PathBuf, (u32, Vec<u8>)>;

/// Reads everything below a directory, links and pipes by name only.
pub fn snapshot(dir: &Path) -> Snapshot {
    let mut found = Snapshot::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let meta = fs::symlink_metadata(&path).unwrap();
        let kind = meta.file_type();
        let content = if kind.is_dir() {
            found.extend(snapshot(&path));
            Vec::new()
        } else if kind.is_symlink() || kind.is_fifo() {
            Vec::new()
        } else {
            fs::read(&path).unwrap()
        };
        found.insert(path, (meta.mode() & 0o7777, content));
    }
    found
}

/// A closed store with one login, one record and no waiting changes.
pub struct Made {
    pub root: TempDir,
    pub key: DataKey,
}

impl Made {
    pub fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let made = cheap(root.path()).unwrap();
        made.connection
            .execute_batch("CREATE TABLE probe (value TEXT NOT NULL) STRICT; INSERT INTO probe (value) VALUES ('kept')")
            .unwrap();
        made.connection.close().unwrap();
        Self {
            root,
            key: made.key,
        }
    }

    pub fn dir(&self) -> &Path {
        self.root.path()
    }

    pub fn database(&self) -> PathBuf {
        self.dir().join("caseload.db")
    }

    pub fn key_file(&self) -> PathBuf {
        self.dir().join("keyslots.json")
    }

    /// Opens the store both ways and expects the same fault, and not one byte changed.
    pub fn refused(&self) -> OpenFault {
        let before = snapshot(self.dir());
        let fault = open(self.dir(), &self.key, Access::ReadWrite).unwrap_err();
        assert_eq!(
            open(self.dir(), &self.key, Access::ReadOnly).unwrap_err(),
            fault
        );
        assert_eq!(snapshot(self.dir()), before, "{fault}");
        fault
    }

    /// Unlocks the store and expects a fault, and not one byte changed.
    pub fn locked_out(&self, login: &str, passphrase: &str) -> OpenFault {
        let before = snapshot(self.dir());
        let fault = unlock(self.dir(), login, passphrase).unwrap_err();
        assert_eq!(snapshot(self.dir()), before, "{fault}");
        fault
    }

    /// Reads the one record.
    pub fn value(&self) -> String {
        let opened = open(self.dir(), &self.key, Access::ReadOnly).unwrap();
        opened
            .connection
            .query_row("SELECT value FROM probe", [], |row| row.get(0))
            .unwrap()
    }
}

/// Makes a store whose passphrase costs next to nothing to check.
pub fn cheap(dir: &Path) -> Result<Created, OpenFault> {
    create(dir, LOGIN, PHRASE, true, KeyCost::THROWAWAY)
}

/// Makes a directory that only we can reach, whatever the umask.
pub fn private_tempdir() -> TempDir {
    tempfile::Builder::new()
        .permissions(fs::Permissions::from_mode(0o700))
        .tempdir()
        .unwrap()
}

/// Tells whether the tests run as the account that may do everything.
pub fn is_root() -> bool {
    tempfile::tempfile().unwrap().metadata().unwrap().uid() == 0
}

/// The mode of a path, links not followed.
pub fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o777
}
