//! Where plain output goes: facts to stdout, everything said beside them to stderr. Nothing a record holds acts on the terminal.

use std::io::{self, Write};
use std::path::Path;

use crate::domain::text::visible;

/// The two ways out.
pub struct Out {
    stdout: io::Stdout,
    stderr: io::Stderr,
}

impl Out {
    /// The program's own.
    pub fn new() -> Self {
        Self {
            stdout: io::stdout(),
            stderr: io::stderr(),
        }
    }

    /// One fact. A reader that has gone away (`head`) is no error.
    pub fn line(&mut self, text: &str) {
        let _ = writeln!(self.stdout, "{}", visible(text));
    }

    /// A path, as it is, for scripts.
    pub fn path(&mut self, path: &Path) {
        let _ = writeln!(self.stdout, "{}", visible(&path.display().to_string()));
    }

    /// Bytes that were made for a file or a program.
    pub fn bytes(&mut self, bytes: &[u8]) {
        let _ = self.stdout.write_all(bytes);
    }

    /// Something said beside.
    pub fn warn(&mut self, text: &str) {
        let _ = writeln!(self.stderr, "{}", visible(text));
    }
}
