//! Closes the process itself: private files by default, no core dumps, no reading by other programs.
//!
//! Called first in `main`, before anything is read or written (PROMISES B6, B9). Not here: locking
//! memory against swapping; `SQLCipher` does that for its own pages.

use rustix::fs::Mode;
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit, umask,
};

/// Protections that could not be switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Weakness {
    /// Core dumps may still be written.
    pub core_dumps: bool,
    /// Other programs of the same account may still read this process.
    pub readable: bool,
}

/// Makes new files private (umask 077), forbids core dumps, and closes the process to debuggers.
///
/// Returns what could not be done; the program may go on, but should say so.
pub fn harden() -> Weakness {
    umask(Mode::RWXG | Mode::RWXO);
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    Weakness {
        core_dumps: setrlimit(Resource::Core, none).is_err(),
        readable: set_dumpable_behavior(DumpableBehavior::NotDumpable).is_err(),
    }
}

impl Weakness {
    /// Gives a sentence for the person, or `None` when everything is closed.
    pub fn warning(self) -> Option<&'static str> {
        match (self.core_dumps, self.readable) {
            (false, false) => None,
            (true, _) => Some(
                "This system does not let the program switch off core dumps: if it fails, records could be left in a file. Ask whoever looks after this machine to switch them off.",
            ),
            (false, true) => Some(
                "This system does not let the program close itself to other programs of your account. Avoid running programs you do not trust beside it.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use rustix::process::{dumpable_behavior, getrlimit};

    use super::*;

    #[test]
    fn new_files_are_private_and_there_are_no_core_dumps() {
        let weakness = harden();
        assert_eq!(weakness, Weakness::default());
        assert_eq!(weakness.warning(), None);
        let limit = getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));

        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("file");
        std::fs::write(&path, "x").unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn every_weakness_has_a_warning() {
        for (core_dumps, readable) in [(true, true), (true, false), (false, true)] {
            let weakness = Weakness {
                core_dumps,
                readable,
            };
            assert!(weakness.warning().is_some());
        }
    }
}
