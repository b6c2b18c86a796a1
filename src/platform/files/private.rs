//! Making files and directories that only their owner can reach, and checking that they still are.
//!
//! Not here: shared-group stores; one account owns a store and everything in it.

use std::fs::{DirBuilder, File, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::{FileType, OFlags, Stat, lstat};

use super::fault::{FileFault, Problem};

const DIR_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

/// Makes a directory (and what is missing above it) for the owner alone, then checks it.
///
/// One that is there already is checked and not changed.
///
/// # Errors
/// When it cannot be made, is not a directory, belongs to somebody else, or others can reach it.
pub fn private_dir(path: &Path) -> Result<(), FileFault> {
    DirBuilder::new()
        .recursive(true)
        .mode(DIR_MODE)
        .create(path)
        .map_err(|error| FileFault::from_io(path, &error))?;
    check_private_dir(path)
}

/// Makes a new, empty file for the owner alone, and opens it for reading and writing.
///
/// # Errors
/// When anything at all has that name, links included, or it cannot be made.
pub fn create_private(path: &Path) -> Result<File, FileFault> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .mode(FILE_MODE)
        .custom_flags(flags(OFlags::NOFOLLOW | OFlags::CLOEXEC))
        .open(path)
        .map_err(|error| FileFault::from_io(path, &error))
}

/// Checks that a directory is one, is ours, and is closed to everybody else.
///
/// # Errors
/// With the first thing found wrong.
pub fn check_private_dir(path: &Path) -> Result<(), FileFault> {
    let stat = lstat(path).map_err(|errno| FileFault::from_errno(path, errno))?;
    if file_type(&stat) != FileType::Directory {
        return Err(FileFault::new(path, Problem::NotADirectory));
    }
    check_owner_and_mode(path, &stat, DIR_MODE)
}

/// Checks that a file is an ordinary one with a single name, is ours, and is closed to everybody else.
///
/// # Errors
/// With the first thing found wrong.
pub fn check_private_file(path: &Path) -> Result<(), FileFault> {
    let stat = lstat(path).map_err(|errno| FileFault::from_errno(path, errno))?;
    if let Some(what) = not_a_file(&stat) {
        return Err(FileFault::new(path, Problem::NotAFile(what)));
    }
    if stat.st_nlink > 1 {
        return Err(FileFault::new(path, Problem::SecondName));
    }
    check_owner_and_mode(path, &stat, FILE_MODE)
}

/// Names what something is when it is not an ordinary file.
pub(super) fn not_a_file(stat: &Stat) -> Option<&'static str> {
    match file_type(stat) {
        FileType::RegularFile => None,
        FileType::Directory => Some("a directory"),
        FileType::Symlink => Some("a link"),
        FileType::Fifo => Some("a pipe"),
        FileType::Socket => Some("a socket"),
        FileType::CharacterDevice | FileType::BlockDevice | FileType::Unknown => Some("a device"),
    }
}

/// Gives open flags in the form the standard library takes them.
pub(super) fn flags(flags: OFlags) -> i32 {
    flags.bits().cast_signed()
}

fn file_type(stat: &Stat) -> FileType {
    FileType::from_raw_mode(stat.st_mode)
}

fn check_owner_and_mode(path: &Path, stat: &Stat, wanted: u32) -> Result<(), FileFault> {
    if stat.st_uid != rustix::process::geteuid().as_raw() {
        return Err(FileFault::new(path, Problem::NotOwned));
    }
    let mode = stat.st_mode & 0o777;
    if mode & 0o077 != 0 {
        return Err(FileFault::new(path, Problem::TooOpen { mode, wanted }));
    }
    Ok(())
}

/// Makes a private directory for one test, whatever the umask.
#[cfg(test)]
pub(crate) fn private_tempdir() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    tempfile::Builder::new()
        .permissions(std::fs::Permissions::from_mode(DIR_MODE))
        .tempdir()
        .unwrap()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_new_directory_and_what_is_above_it_are_for_the_owner_alone() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("share/caseload");
        private_dir(&deep).unwrap();
        assert_eq!(mode(&deep), 0o700);
        assert_eq!(mode(&root.path().join("share")), 0o700);
        private_dir(&deep).unwrap();
    }

    #[test]
    fn an_open_directory_is_refused_and_left_as_it_was() {
        let root = tempfile::tempdir().unwrap();
        for open in [0o755, 0o750, 0o701, 0o777] {
            fs::set_permissions(root.path(), fs::Permissions::from_mode(open)).unwrap();
            let fault = private_dir(root.path()).unwrap_err();
            assert_eq!(
                fault.problem(),
                &Problem::TooOpen {
                    mode: open,
                    wanted: 0o700
                }
            );
            assert_eq!(mode(root.path()), open);
        }
    }

    #[test]
    fn a_private_file_is_never_made_over_something_else() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::write(at("file"), "kept").unwrap();
        symlink(at("nowhere"), at("dangling")).unwrap();
        fs::create_dir(at("dir")).unwrap();
        for name in ["file", "dangling", "dir"] {
            assert_eq!(
                create_private(&at(name)).unwrap_err().problem(),
                &Problem::Exists,
                "{name}"
            );
        }
        assert!(!at("nowhere").exists());
        create_private(&at("new")).unwrap();
        assert_eq!(mode(&at("new")), 0o600);
    }

    #[test]
    fn a_file_must_be_ordinary_single_and_closed() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        create_private(&at("good")).unwrap();
        check_private_file(&at("good")).unwrap();

        symlink(at("good"), at("link")).unwrap();
        fs::create_dir(at("dir")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), rustix::fs::Mode::RUSR).unwrap();
        let cases = [
            ("link", Problem::NotAFile("a link")),
            ("dir", Problem::NotAFile("a directory")),
            ("pipe", Problem::NotAFile("a pipe")),
            ("none", Problem::Missing),
        ];
        for (name, expected) in cases {
            let fault = check_private_file(&at(name)).unwrap_err();
            assert_eq!(fault.problem(), &expected, "{name}");
        }

        fs::set_permissions(at("good"), fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(
            check_private_file(&at("good")).unwrap_err().problem(),
            Problem::TooOpen { mode: 0o640, .. }
        ));
        fs::hard_link(at("good"), at("second")).unwrap();
        assert_eq!(
            check_private_file(&at("good")).unwrap_err().problem(),
            &Problem::SecondName
        );
    }
}
