//! Where plain output goes: facts to stdout, everything said beside them to stderr. Nothing a record holds acts on the terminal.
//!
//! What cannot be printed is kept until the end and said there: a list that was cut off must not look whole.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use super::Refused;
use crate::domain::text::visible;
use crate::platform::files::FileFault;

/// The two ways out.
pub struct Out {
    stdout: Box<dyn Write>,
    stderr: io::Stderr,
    /// Why nothing more can be printed.
    broken: Option<io::Error>,
}

impl Out {
    /// The program's own.
    pub fn new() -> Self {
        Self::onto(Box::new(io::stdout()))
    }

    /// Facts to somewhere else.
    fn onto(stdout: Box<dyn Write>) -> Self {
        Self {
            stdout,
            stderr: io::stderr(),
            broken: None,
        }
    }

    /// One fact.
    pub fn line(&mut self, text: &str) {
        self.print(format!("{}\n", visible(text)).as_bytes());
    }

    /// A path, as it is, for scripts.
    pub fn path(&mut self, path: &Path) {
        self.line(&path.display().to_string());
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
        self.print(bytes);
    }

    /// Prints until something goes wrong, and from then on nothing: no gap in the middle.
    fn print(&mut self, bytes: &[u8]) {
        if self.broken.is_none() {
            self.broken = self.stdout.write_all(bytes).err();
        }
    }

    /// Prints what is still held back, and says whether everything arrived. A reader that has gone away (`head`) has
    /// what it wanted.
    ///
    /// # Errors
    /// A sentence that says what went wrong.
    pub fn finish(&mut self) -> Result<(), Refused> {
        if self.broken.is_none() {
            self.broken = self.stdout.flush().err();
        }
        match &self.broken {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let fault = FileFault::from_io(Path::new("standard output"), error);
                Err(format!("{fault} What was printed is not whole."))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Something said beside what was printed, which nobody needs who has not read that (`head`).
    pub fn remark(&mut self, text: &str) {
        if self.broken.is_none() {
            self.broken = self.stdout.flush().err();
        }
        if self.broken.is_none() {
            self.warn(text);
        }
    }

    /// Something said beside.
    pub fn warn(&mut self, text: &str) {
        let _ = writeln!(self.stderr, "{}", visible(text));
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    /// A reader that has gone away.
    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn full() -> Box<dyn Write> {
        let full = File::options().write(true).open("/dev/full").unwrap();
        Box::new(io::LineWriter::new(full))
    }

    #[test]
    fn a_full_disk_is_said_also_where_only_the_last_flush_finds_it() {
        // A line is written at once, bytes without a line end only at the end.
        for print in [
            |out: &mut Out| out.line("a"),
            |out: &mut Out| {
                out.bytes(b"a");
            },
        ] {
            let mut out = Out::onto(full());
            print(&mut out);
            let said = out.finish().unwrap_err();
            assert!(said.starts_with("The disk has no room"), "{said}");
            assert!(said.ends_with("not whole."), "{said}");
        }
    }

    #[test]
    fn a_reader_that_has_gone_away_is_no_error() {
        let mut out = Out::onto(Box::new(Gone));
        out.line("a");
        out.line("b");
        assert_eq!(out.finish(), Ok(()));
    }

    #[test]
    fn what_arrives_is_no_error() {
        let mut out = Out::onto(Box::new(io::sink()));
        out.line("a");
        assert_eq!(out.finish(), Ok(()));
    }
}
