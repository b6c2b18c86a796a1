//! Where plain output goes: facts to stdout, everything said beside them to stderr. Nothing a record holds acts on the terminal.

use std::borrow::Cow;
use std::fmt::Write as _;
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

    /// JSON for a program. What its writer leaves as it is and a terminal would act on is spelt out, which JSON reads as
    /// the same.
    pub fn json(&mut self, text: &str) {
        let mut spelt = String::with_capacity(text.len() + 1);
        for c in text.chars() {
            if c == '\n' || matches!(visible(c.encode_utf8(&mut [0; 4])), Cow::Borrowed(_)) {
                spelt.push(c);
            } else {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing to a String cannot fail.
                    let _ = write!(spelt, "\\u{unit:04x}");
                }
            }
        }
        self.bytes(spelt.as_bytes());
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
