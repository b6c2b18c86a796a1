//! Reading a whole file with a limit, so that no file can fill the memory or block the program.
//!
//! A link is refused; where one is welcome, resolve the path first. Not here: decoding.

use std::fs::OpenOptions;
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::{OFlags, fstat};

use super::fault::{FileFault, Problem};
use super::private::{flags, not_a_file};

/// Reads an ordinary file of at most `max` bytes.
///
/// # Errors
/// When it is missing, is a link, pipe, device or directory, may not be read, or is longer.
pub fn read_capped(path: &Path, max: u64) -> Result<Vec<u8>, FileFault> {
    // Without NONBLOCK, opening a pipe would wait for ever for somebody to write to it.
    let opening = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags(opening))
        .open(path)
        .map_err(|error| FileFault::from_io(path, &error))?;
    let stat = fstat(&file).map_err(|errno| FileFault::from_errno(path, errno))?;
    if let Some(what) = not_a_file(&stat) {
        return Err(FileFault::new(path, Problem::NotAFile(what)));
    }
    let mut bytes = Vec::new();
    // The size the system states may be out of date, so the reading itself is limited.
    file.take(max.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| FileFault::from_io(path, &error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > max {
        return Err(FileFault::new(path, Problem::TooLarge(max)));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn the_limit_is_inclusive() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("file");
        fs::write(&path, b"12345").unwrap();
        assert_eq!(read_capped(&path, 5).unwrap(), b"12345");
        assert_eq!(read_capped(&path, u64::MAX).unwrap(), b"12345");
        assert_eq!(
            read_capped(&path, 4).unwrap_err().problem(),
            &Problem::TooLarge(4)
        );
    }

    #[test]
    fn only_ordinary_files_are_read_and_a_pipe_does_not_block() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::write(at("file"), b"x").unwrap();
        symlink(at("file"), at("link")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), rustix::fs::Mode::RUSR).unwrap();
        let cases = [
            (at("link"), Problem::NotAFile("a link")),
            (at("pipe"), Problem::NotAFile("a pipe")),
            (root.path().to_owned(), Problem::NotAFile("a directory")),
            ("/dev/zero".into(), Problem::NotAFile("a device")),
            (at("none"), Problem::Missing),
            (at("file/below"), Problem::NotADirectory),
        ];
        for (path, expected) in cases {
            let fault = read_capped(&path, 10).unwrap_err();
            assert_eq!(fault.problem(), &expected, "{}", path.display());
        }
    }
}
