//! Writing a file so that its name shows either the old content or the new, never a part of it.
//!
//! The bytes go to a private file beside the target, are flushed to the disk, and take the name in
//! one step. Temporary names are random and say nothing about what they hold. Not here: backups.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, Mode, OFlags, RenameFlags};
use rustix::io::Errno;

use super::fault::{FileFault, Problem};
use super::private::not_a_file;

/// What to do when the target is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// Leave it and report it.
    Refuse,
    /// Replace it, if it is an ordinary file.
    Replace,
}

/// Writes a private file whole or not at all; once it returns, the content survives a power cut.
///
/// The directory may be reached through a link; the target itself may not be one.
///
/// # Errors
/// When the target may not be written, is not an ordinary file, exists and must not be replaced, or
/// the disk fails or is full. What was there before is then unchanged and nothing is left over.
pub fn write_atomic(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), FileFault> {
    let fault = |errno| FileFault::from_errno(path, errno);
    let name = usable_name(path)?;
    let dir = open_dir(parent(path)).map_err(fault)?;
    check_target(path, &dir, name, overwrite)?;

    let mut temporary = Temporary::create(&dir).map_err(fault)?;
    temporary
        .file
        .write_all(bytes)
        .and_then(|()| temporary.file.sync_all())
        .map_err(|error| FileFault::from_io(path, &error))?;
    temporary.take_name(name, overwrite).map_err(fault)?;
    sync(&dir).map_err(fault)
}

/// Renames a file or directory to a name that must be free, in one step.
///
/// # Errors
/// When the new name is taken, or the rename fails; the old name then stays.
pub fn rename_new(from: &Path, to: &Path) -> Result<(), FileFault> {
    match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        // A file system without this kind of rename; a link refuses a taken name as well.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            rustix::fs::linkat(CWD, from, CWD, to, AtFlags::empty())
                .and_then(|()| rustix::fs::unlink(from))
                .map_err(|errno| FileFault::from_errno(to, errno))
        }
        Err(errno) => Err(FileFault::from_errno(to, errno)),
    }
}

/// Makes the names in a directory survive a power cut.
///
/// # Errors
/// When the directory cannot be opened or the disk fails.
pub fn sync_dir(path: &Path) -> Result<(), FileFault> {
    open_dir(path)
        .and_then(|dir| sync(&dir))
        .map_err(|errno| FileFault::from_errno(path, errno))
}

fn parent(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn usable_name(path: &Path) -> Result<&OsStr, FileFault> {
    path.file_name()
        .filter(|name| !name.to_string_lossy().chars().any(char::is_control))
        // "dir/" and "dir/." have a file name in Rust's eyes, but ask for a directory.
        .filter(|name| path.as_os_str().as_bytes().ends_with(name.as_bytes()))
        .ok_or_else(|| FileFault::new(path, Problem::BadName))
}

fn open_dir(path: &Path) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    rustix::fs::open(path, flags, Mode::empty())
}

fn check_target(
    path: &Path,
    dir: &OwnedFd,
    name: &OsStr,
    overwrite: Overwrite,
) -> Result<(), FileFault> {
    let stat = match rustix::fs::statat(dir, name, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(stat) => stat,
        Err(Errno::NOENT) => return Ok(()),
        Err(errno) => return Err(FileFault::from_errno(path, errno)),
    };
    if let Some(what) = not_a_file(&stat) {
        return Err(FileFault::new(path, Problem::NotAFile(what)));
    }
    match overwrite {
        Overwrite::Refuse => Err(FileFault::new(path, Problem::Exists)),
        Overwrite::Replace => Ok(()),
    }
}

fn sync(dir: &OwnedFd) -> Result<(), Errno> {
    match rustix::fs::fsync(dir) {
        // Some file systems (FAT on a stick) cannot flush a directory; there is nothing better to do.
        Err(Errno::INVAL | Errno::OPNOTSUPP) => Ok(()),
        other => other,
    }
}

/// A private file under a random name, removed again unless it has taken its final one.
struct Temporary<'a> {
    dir: &'a OwnedFd,
    name: String,
    file: File,
    kept: bool,
}

impl<'a> Temporary<'a> {
    fn create(dir: &'a OwnedFd) -> Result<Self, Errno> {
        let random = getrandom::u64().map_err(|_| Errno::IO)?;
        let name = format!(".caseload-{random:016x}.tmp");
        let flags =
            OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = rustix::fs::openat(dir, &name, flags, Mode::RUSR | Mode::WUSR)?;
        Ok(Self {
            dir,
            name,
            file: File::from(fd),
            kept: false,
        })
    }

    fn take_name(&mut self, name: &OsStr, overwrite: Overwrite) -> Result<(), Errno> {
        match overwrite {
            Overwrite::Replace => rustix::fs::renameat(self.dir, &self.name, self.dir, name)?,
            Overwrite::Refuse => match self.rename_if_free(name) {
                // A link refuses a taken name as well; the temporary name then goes with `self`.
                Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
                    return rustix::fs::linkat(
                        self.dir,
                        &self.name,
                        self.dir,
                        name,
                        AtFlags::empty(),
                    );
                }
                other => other?,
            },
        }
        self.kept = true;
        Ok(())
    }

    fn rename_if_free(&self, name: &OsStr) -> Result<(), Errno> {
        rustix::fs::renameat_with(self.dir, &self.name, self.dir, name, RenameFlags::NOREPLACE)
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if !self.kept {
            // Nothing can be done if even this fails; the file is private and its name says nothing.
            let _ = rustix::fs::unlinkat(self.dir, &self.name, AtFlags::empty());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::PathBuf;

    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn writes_a_private_file_and_leaves_nothing_beside_it() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("out.csv");
        write_atomic(&path, b"one", Overwrite::Refuse).unwrap();
        write_atomic(&path, b"two", Overwrite::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(names(root.path()), ["out.csv"]);
    }

    #[test]
    fn refuses_to_overwrite_unless_told_to() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("out.csv");
        fs::write(&path, "theirs").unwrap();
        let fault = write_atomic(&path, b"ours", Overwrite::Refuse).unwrap_err();
        assert_eq!(fault.problem(), &Problem::Exists);
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(names(root.path()), ["out.csv"]);
    }

    #[test]
    fn a_name_taken_at_the_last_moment_is_not_overwritten() {
        let root = tempfile::tempdir().unwrap();
        let dir = open_dir(root.path()).unwrap();
        let mut temporary = Temporary::create(&dir).unwrap();
        fs::write(root.path().join("raced"), "theirs").unwrap();
        let refused = temporary.take_name(OsStr::new("raced"), Overwrite::Refuse);
        assert_eq!(refused, Err(Errno::EXIST));
        drop(temporary);
        assert_eq!(fs::read(root.path().join("raced")).unwrap(), b"theirs");
        assert_eq!(names(root.path()), ["raced"]);
    }

    #[test]
    fn traps_at_the_target_are_refused_and_left_alone() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::write(at("victim"), "kept").unwrap();
        symlink(at("victim"), at("link")).unwrap();
        symlink(at("nowhere"), at("dangling")).unwrap();
        fs::create_dir(at("dir")).unwrap();
        rustix::fs::mkfifoat(CWD, at("pipe"), Mode::RUSR).unwrap();
        let before = names(root.path());
        let long = "x".repeat(300);
        let cases: [(PathBuf, Problem); 12] = [
            (at("link"), Problem::NotAFile("a link")),
            (at("dangling"), Problem::NotAFile("a link")),
            (at("dir"), Problem::NotAFile("a directory")),
            (at("dir/"), Problem::BadName),
            (at("dir/.."), Problem::BadName),
            (at("pipe"), Problem::NotAFile("a pipe")),
            (at("victim/below"), Problem::NotADirectory),
            (at("no/such/dir"), Problem::Missing),
            (at("a\u{1b}]0;x"), Problem::BadName),
            (at(&long), Problem::BadName),
            (PathBuf::from("/"), Problem::BadName),
            (PathBuf::new(), Problem::BadName),
        ];
        for (path, expected) in cases {
            for overwrite in [Overwrite::Refuse, Overwrite::Replace] {
                let fault = write_atomic(&path, b"x", overwrite).unwrap_err();
                assert_eq!(fault.problem(), &expected, "{}", path.display());
            }
        }
        assert_eq!(fs::read(at("victim")).unwrap(), b"kept");
        assert_eq!(names(root.path()), before);
    }

    #[test]
    fn devices_are_never_written_to() {
        for device in ["/dev/null", "/dev/full", "/dev/stdout"] {
            let fault = write_atomic(Path::new(device), b"x", Overwrite::Replace).unwrap_err();
            assert!(
                matches!(fault.problem(), Problem::NotAFile(_)),
                "{device}: {fault}"
            );
        }
    }

    #[test]
    fn a_rename_to_a_taken_name_is_refused() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::write(at("a"), "a").unwrap();
        fs::write(at("b"), "b").unwrap();
        assert_eq!(
            rename_new(&at("a"), &at("b")).unwrap_err().problem(),
            &Problem::Exists
        );
        rename_new(&at("a"), &at("c")).unwrap();
        assert_eq!(names(root.path()), ["b", "c"]);
    }
}
