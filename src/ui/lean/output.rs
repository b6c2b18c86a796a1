//! Standard output without the line buffer of the standard library.
//!
//! `Stdout` sends everything up to the last line end at once and the rest later, which would make
//! two writes of a frame.

use std::fs::File;
use std::io;

/// Returns standard output as a file, in which each write is one write to the terminal.
///
/// # Errors
///
/// If the operating system has no file descriptor to spare, or standard output is closed.
#[cfg(unix)]
pub fn terminal_output() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

/// Returns standard output as a file, in which each write is one write to the terminal.
///
/// # Errors
///
/// If the operating system has no handle to spare, or standard output is closed.
#[cfg(windows)]
pub fn terminal_output() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(File::from(io::stdout().as_handle().try_clone_to_owned()?))
}
