//! Whether a file is still the one that was read: its size, its time of change and which file it is.
//!
//! Not here: being told of changes by the system; whoever wants to know looks.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// What a file looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileMark {
    size: u64,
    changed_at: (i64, i64),
    inode: u64,
}

impl FileMark {
    /// The mark of the file that a path leads to, links included; `None` where none can be seen.
    pub fn of(path: &Path) -> Option<Self> {
        let seen = fs::metadata(path).ok()?;
        Some(Self {
            size: seen.size(),
            changed_at: (seen.mtime(), seen.mtime_nsec()),
            inode: seen.ino(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_written_replaced_or_removed_has_another_mark() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("file");
        assert_eq!(FileMark::of(&path), None);
        fs::write(&path, b"one").unwrap();
        let first = FileMark::of(&path);
        assert!(first.is_some() && first == FileMark::of(&path));
        fs::write(&path, b"two more").unwrap();
        let longer = FileMark::of(&path);
        assert_ne!(first, longer);
        // Editors write beside the file and rename.
        fs::write(root.path().join("beside"), b"two more").unwrap();
        fs::rename(root.path().join("beside"), &path).unwrap();
        assert_ne!(longer, FileMark::of(&path));
        fs::remove_file(&path).unwrap();
        assert_eq!(FileMark::of(&path), None);
    }
}
