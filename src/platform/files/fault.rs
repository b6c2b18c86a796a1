//! What can go wrong with a file or directory, said so that the person can act on it.
//!
//! Not here: faults in what a file contains; those belong to whoever reads it.

use std::fmt::{self, Write as _};
use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

/// A file or directory that could not be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    path: PathBuf,
    problem: Problem,
}

/// The kinds of trouble a path can give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No room on the disk, or the person's quota is used up.
    Full,
    /// The account running the program may not do this.
    Denied,
    /// The file system is mounted read-only.
    ReadOnly,
    /// Something of that name is there already.
    Exists,
    /// Nothing is there.
    Missing,
    /// A part of the path that must be a directory is something else.
    NotADirectory,
    /// Something other than an ordinary file: "a link", "a directory", "a device" ...
    NotAFile(&'static str),
    /// Other accounts may read or change it; the permission bits are given.
    TooOpen {
        /// The permission bits found, such as `0o755`.
        mode: u32,
        /// The permission bits that it should have.
        wanted: u32,
    },
    /// It belongs to another account.
    NotOwned,
    /// It is known by more than one name (hard links).
    SecondName,
    /// It is larger than the limit, in bytes.
    TooLarge(u64),
    /// The name cannot be used for a file.
    BadName,
    /// Anything else; the operating system's own words.
    Other(String),
}

impl FileFault {
    /// Makes a fault about `path`.
    pub fn new(path: &Path, problem: Problem) -> Self {
        Self {
            path: path.to_owned(),
            problem,
        }
    }

    /// Makes a fault from an error of the standard library.
    pub fn from_io(path: &Path, error: &io::Error) -> Self {
        let problem = Errno::from_io_error(error).map_or_else(
            || Problem::Other(error.kind().to_string()),
            Problem::from_errno,
        );
        Self::new(path, problem)
    }

    /// Makes a fault from an error number of the operating system.
    pub fn from_errno(path: &Path, errno: Errno) -> Self {
        Self::new(path, Problem::from_errno(errno))
    }

    /// Gives the path the fault is about.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives what is wrong.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }
}

impl Problem {
    /// Sorts an error number into the kinds that need different advice.
    pub fn from_errno(errno: Errno) -> Self {
        match errno {
            Errno::NOSPC | Errno::DQUOT => Self::Full,
            Errno::ACCESS | Errno::PERM => Self::Denied,
            Errno::ROFS => Self::ReadOnly,
            Errno::EXIST | Errno::NOTEMPTY => Self::Exists,
            Errno::NOENT => Self::Missing,
            Errno::NOTDIR => Self::NotADirectory,
            Errno::LOOP => Self::NotAFile("a link"),
            Errno::ISDIR => Self::NotAFile("a directory"),
            Errno::NXIO => Self::NotAFile("a pipe, socket or device"),
            Errno::NAMETOOLONG | Errno::INVAL => Self::BadName,
            other => Self::Other(io::Error::from(other).kind().to_string()),
        }
    }
}

/// Gives a path as it may be put on a screen: control and direction-changing characters made visible.
pub fn shown(path: &Path) -> String {
    let mut out = String::new();
    for c in path.to_string_lossy().chars() {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || turns {
            // Writing to a string cannot fail.
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(&self.path);
        match &self.problem {
            Problem::Full => write!(
                f,
                "The disk has no room for {path}, or your quota is used up. Free some space, then try again."
            ),
            Problem::Denied => write!(
                f,
                "You do not have permission to use {path}. Choose another place, or ask whoever looks after this machine."
            ),
            Problem::ReadOnly => write!(
                f,
                "{path} is on a disk that is read-only. Choose another place, or have the disk made writable."
            ),
            Problem::Exists => write!(
                f,
                "{path} is there already and was left as it is. Choose another name or folder, or move it away first."
            ),
            Problem::Missing => write!(f, "{path} is not there. Check the name and the directory."),
            Problem::NotADirectory => write!(
                f,
                "{path} needs a directory where there is something else. Check each part of the path."
            ),
            Problem::NotAFile(what) => write!(
                f,
                "{path} is {what}, not an ordinary file, and was left alone. Choose another name."
            ),
            Problem::TooOpen { mode, wanted } => write!(
                f,
                "Other accounts on this machine can reach {path} (permissions {mode:03o}). To make it private: chmod {wanted:o} {path}"
            ),
            Problem::NotOwned => write!(
                f,
                "{path} belongs to another account. Run the program as that account, or ask whoever looks after this machine to change the owner."
            ),
            Problem::SecondName => write!(
                f,
                "{path} has a second name somewhere (a hard link), so changes could go astray. Make a true copy and use that."
            ),
            Problem::TooLarge(limit) => write!(
                f,
                "{path} is larger than the {limit} bytes allowed. Check that it is the right file, or split it."
            ),
            Problem::BadName => write!(
                f,
                "{path} cannot be used as a file name. Choose a shorter name without control characters."
            ),
            Problem::Other(words) => write!(
                f,
                "{path} could not be used: {words}. Try again; if it goes on, ask whoever looks after this machine to check the disk."
            ),
        }
    }
}

impl std::error::Error for FileFault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_numbers_that_need_different_advice_are_told_apart() {
        let cases = [
            (Errno::NOSPC, Problem::Full),
            (Errno::DQUOT, Problem::Full),
            (Errno::ACCESS, Problem::Denied),
            (Errno::PERM, Problem::Denied),
            (Errno::ROFS, Problem::ReadOnly),
            (Errno::EXIST, Problem::Exists),
            (Errno::NOENT, Problem::Missing),
            (Errno::NOTDIR, Problem::NotADirectory),
            (Errno::LOOP, Problem::NotAFile("a link")),
            (Errno::ISDIR, Problem::NotAFile("a directory")),
            (Errno::NAMETOOLONG, Problem::BadName),
        ];
        for (errno, expected) in cases {
            assert_eq!(Problem::from_errno(errno), expected, "{errno:?}");
            assert_eq!(
                FileFault::from_io(Path::new("x"), &io::Error::from(errno)).problem(),
                &expected
            );
        }
        assert!(matches!(Problem::from_errno(Errno::IO), Problem::Other(_)));
    }

    #[test]
    fn every_message_names_the_path_and_what_to_do() {
        let problems = [
            Problem::Full,
            Problem::Denied,
            Problem::ReadOnly,
            Problem::Exists,
            Problem::Missing,
            Problem::NotADirectory,
            Problem::NotAFile("a link"),
            Problem::TooOpen {
                mode: 0o755,
                wanted: 0o700,
            },
            Problem::NotOwned,
            Problem::SecondName,
            Problem::TooLarge(10),
            Problem::BadName,
            Problem::Other("device busy".to_owned()),
        ];
        for problem in problems {
            let text = FileFault::new(Path::new("/srv/x.db"), problem).to_string();
            assert!(text.contains("/srv/x.db"), "{text}");
            assert!(
                ["Choose", "Check", "chmod", "Free", "Run", "Try", "Make"]
                    .iter()
                    .any(|remedy| text.contains(remedy)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_path_cannot_act_on_the_terminal() {
        let text = shown(Path::new("a\u{1b}[31m\u{202e}b\n"));
        assert_eq!(text, "a⟨U+001B⟩[31m⟨U+202E⟩b⟨U+000A⟩");
    }
}
