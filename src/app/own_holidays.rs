//! The user's own bank holiday file: read at the start, and again within a minute of being changed, so that a day that is
//! announced at short notice counts at once (STANDARDS D2).

use std::path::PathBuf;

use super::App;
use super::notice::Notice;
use crate::domain::calendar::Holidays;
use crate::platform::files::{FileMark, read_capped};

/// Bytes of the file that are read at most.
const LARGEST: u64 = 1_048_576;

/// Where the file is, and which state of it was read.
#[derive(Debug, Default)]
pub struct OwnHolidays {
    path: Option<PathBuf>,
    read: Option<FileMark>,
}

impl OwnHolidays {
    /// The file at a path; it need not be there.
    pub fn at(path: PathBuf) -> Self {
        Self {
            path: Some(path),
            read: None,
        }
    }

    /// England's bank holidays with the user's over them. What could not be read is said, line by line.
    pub fn read(&mut self) -> (Holidays, Vec<String>) {
        let england = Holidays::england();
        // The mark first: what is written while it is read is seen as changed the next time.
        self.read = self.mark();
        let (Some(path), Some(_)) = (&self.path, self.read) else {
            return (england, Vec::new());
        };
        let name = path.display().to_string();
        // People keep their settings elsewhere and link to them.
        let bytes = path
            .canonicalize()
            .map_err(|error| format!("{name} cannot be read: {error}."))
            .and_then(|real| read_capped(&real, LARGEST).map_err(|fault| fault.to_string()));
        let text = bytes.and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_| format!("{name} is not text in UTF-8."))
        });
        match text {
            Ok(text) => {
                let (own, faults) = Holidays::parse_each_line(&text, &name);
                let said = faults.iter().map(ToString::to_string).collect();
                (england.extended_by(&own), said)
            }
            Err(fault) => (
                england,
                vec![format!(
                    "{fault} Until that is mended, working days follow the built-in bank holidays."
                )],
            ),
        }
    }

    /// Whether the file is not the one that was read: changed, replaced, new or gone.
    pub fn has_changed(&self) -> bool {
        self.mark() != self.read
    }

    fn mark(&self) -> Option<FileMark> {
        self.path.as_deref().and_then(FileMark::of)
    }
}

impl App {
    /// Takes over the user's bank holiday file if it has changed, and says so. Says whether it did.
    pub(super) fn follow_calendar(&mut self) -> bool {
        if !self.setup.own_holidays.has_changed() {
            return false;
        }
        let (holidays, said) = self.setup.own_holidays.read();
        let changed = holidays != self.model.holidays;
        self.model.holidays = holidays;
        self.model.notice = Some(if said.is_empty() {
            Notice::done("Your bank holiday file has changed: every day is worked out anew by it.")
        } else {
            Notice::warning(said.join(" "))
        });
        changed
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_file_is_read_again_when_it_has_changed() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("bank-holidays.txt");
        let mut own = OwnHolidays::at(path.clone());
        assert_eq!(own.read(), (Holidays::england(), Vec::new()));
        assert!(!own.has_changed());

        fs::write(&path, "2026-03-06 Day of Thanks\nnonsense\n").unwrap();
        assert!(own.has_changed());
        let (holidays, said) = own.read();
        assert!(!own.has_changed());
        let day = "2026-03-06".parse().unwrap();
        assert_eq!(holidays.is_holiday(day), Some("Day of Thanks"));
        assert!(
            matches!(said.as_slice(), [line] if line.contains("line 2")),
            "{said:?}"
        );

        fs::remove_file(&path).unwrap();
        assert!(own.has_changed());
        assert_eq!(own.read().0, Holidays::england());
    }

    #[test]
    fn what_cannot_be_read_is_said_with_the_rule_that_holds() {
        let root = tempfile::tempdir().unwrap();
        let noise = root.path().join("noise");
        fs::write(&noise, b"\xff\xfe\x00").unwrap();
        let link = root.path().join("link");
        std::os::unix::fs::symlink(&noise, &link).unwrap();
        for path in [noise, link, root.path().to_owned()] {
            let (holidays, said) = OwnHolidays::at(path).read();
            assert_eq!(holidays, Holidays::england());
            assert!(said.concat().contains("built-in bank holidays"), "{said:?}");
        }
    }
}
