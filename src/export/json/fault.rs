//! Why a whole file is refused, and why one person of it is.

use std::fmt;

use super::VERSION;

/// Why a file is not Caseload JSON that can be read. Never holds a word of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// The file is larger than [`LARGEST`](super::LARGEST).
    TooLarge,
    /// It is not JSON.
    NotJson {
        /// Where, from 1.
        line: usize,
        /// Where in the line, in bytes from 1.
        column: usize,
    },
    /// It breaks off.
    CutOff {
        /// Where, from 1.
        line: usize,
        /// Where in the line, in bytes from 1.
        column: usize,
    },
    /// A byte of it is no letter of UTF-8, or of UTF-16 where it is that.
    Damaged {
        /// Where, from 1.
        line: usize,
        /// Where in the line, in bytes (in UTF-16, letters) from 1.
        column: usize,
    },
    /// It is JSON of something else.
    NotCaseload,
    /// It does not say of which version it is, or says so in a way that no version does.
    NoVersion,
    /// It was written by a newer program.
    Newer(u64),
    /// A name stands twice at the top of the file.
    Repeated,
    /// What it says of what it leaves out is no list of words.
    Without,
    /// What it has as the directory of services is no list.
    Services,
    /// What it has as the needs that were not met is no list.
    Unmet,
    /// It has no list of people.
    NoPeople,
    /// It has more people than the limit held here.
    TooManyPeople(usize),
    /// The reading was stopped.
    Stopped,
}

impl fmt::Display for JsonFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str(
                "This file is larger than 1 GB, more than this program reads. \
                 Export the people in smaller groups.",
            ),
            Self::NotJson { line, column } => write!(
                f,
                "This file is not JSON from line {line}, column {column} on. \
                 It was damaged or changed on the way; ask for the file again.",
            ),
            Self::CutOff { line, column } => write!(
                f,
                "This Caseload file is cut off: it stops at line {line}, column {column}. \
                 Nothing was read from it; copy or export the whole file again.",
            ),
            Self::Damaged { line, column } => write!(
                f,
                "This Caseload file is damaged at line {line}, column {column}: what stands there is no letter. \
                 Nothing was read from it, since a letter that is guessed could be a wrong one; ask for the file again.",
            ),
            Self::NotCaseload => f.write_str(
                "This is JSON, but not a Caseload file: it does not say \"format\": \"caseload\". \
                 Use a file made by `caseload export json`.",
            ),
            Self::NoVersion => write!(
                f,
                "This Caseload file does not say of which version it is; this program reads version {VERSION}. \
                 Nothing was read; ask for the file again.",
            ),
            Self::Newer(version) => write!(
                f,
                "This file was written by a newer Caseload: it is of version {version}, and this program reads \
                 version {VERSION}. Nothing was read; bring Caseload up to date here, then read the file again.",
            ),
            Self::Repeated => f.write_str(
                "In this Caseload file a name stands twice at the top, so it is not clear which of the two is meant. \
                 Nothing was read; ask for the file again.",
            ),
            Self::Without => f.write_str(
                "In this Caseload file \"without\" is not a list of words, so it is not clear what was left out of its \
                 records. Nothing was read; ask for the file again.",
            ),
            Self::Services => f.write_str(
                "In this Caseload file \"services\" is not a list. Nothing was read; ask for the file again.",
            ),
            Self::Unmet => f.write_str(
                "In this Caseload file \"unmet\" is not a list. Nothing was read; ask for the file again.",
            ),
            Self::NoPeople => f.write_str(
                "This Caseload file has no list of people. Nothing was read; ask for the file again.",
            ),
            Self::TooManyPeople(limit) => write!(
                f,
                "This Caseload file has more than {limit} people, more than this program reads at once. \
                 Export the people in smaller groups.",
            ),
            Self::Stopped => {
                f.write_str("Reading the file was stopped. Nothing has been changed; start again when you like.")
            }
        }
    }
}

impl std::error::Error for JsonFault {}

/// Why one person of a file cannot be brought in: in which record, at which field, what stands there.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordFault {
    /// The record in words, such as `open item "Eye clinic"`; empty for the person's entry as a whole.
    pub about: String,
    /// The field as the file has it, and in words where these differ; empty where it is about the whole record.
    pub field: String,
    /// What stands there, in visible form and shortened.
    pub value: String,
    /// What is wrong with it.
    pub reason: String,
    /// What to do.
    pub remedy: &'static str,
}

/// The most that is told of one person.
pub(super) const MOST: usize = 20;
/// What to do about a value that cannot be.
pub(super) const CORRECT: &str =
    "Correct it in the store that the file comes from, and export the file again.";
/// What to do about a file that was damaged or changed by hand.
pub(super) const AGAIN: &str = "Ask for the file again, as Caseload wrote it.";

impl fmt::Debug for RecordFault {
    /// Prints no words of the record.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordFault")
            .field("field", &self.field)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}
