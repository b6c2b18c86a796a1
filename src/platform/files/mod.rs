//! Files that hold people's records: made private, written whole or not at all, read with a limit.
//!
//! Everything made here is 0600 (directories 0700) whatever the umask, and the last part of a path
//! is never followed when it is a link (PROMISES B6). Not here: what the bytes mean, and encryption.

mod atomic;
mod capped;
mod fault;
mod mark;
mod private;

pub use atomic::{Overwrite, rename_new, sync_dir, write_atomic};
pub use capped::read_capped;
pub use fault::{FileFault, Problem, shown};
pub use mark::FileMark;
pub use private::{check_private_dir, check_private_file, create_private, private_dir};

#[cfg(test)]
pub(crate) use private::private_tempdir;
