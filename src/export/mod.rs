//! What leaves the store: a neutral dossier of each person in, the bytes of one format out.
//!
//! Pure: the same dossiers give the same bytes. A new format is one module and one row of [`FORMATS`]. Deliberately
//! not here: files (`platform`), reading records (`store`), and the decision who may have what (`domain::sharing`, which
//! [`Outgoing`] applies).

mod codes;
mod dossier;
mod facts;
mod fhir;
mod html;
mod ical;
pub mod json;
mod loss;
mod markdown;
mod nhs_numbers;
mod outcome_text;
mod outline;
mod plain;
mod recipient;
mod referral_text;
#[cfg(test)]
mod sample;
mod scope;
mod settled;
mod sheet;
mod spreadsheet;
mod text;

use std::io::{self, Write};

use chrono::NaiveDate;

pub use dossier::{Dossier, GoalSheet, Provenance, Records};
pub use facts::facts;
pub use fhir::healthcare_service;
pub use loss::Loss;
pub use outcome_text::outcome_text;
pub use recipient::Outgoing;
pub use referral_text::{PlainLetter, referral_text};
pub use scope::{OwnMatters, Scope};

use crate::domain::id::PersonId;
use outline::Extent;

/// What whoever gets a file holds of somebody's plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// No copy of it: rows, dates or numbers.
    Nothing,
    /// What is needed in an emergency, which is no version of the plan.
    Sheet,
    /// A version of it.
    Plan,
}

/// One format that a dossier can be written in.
pub struct Format {
    /// What is typed to ask for it; never changes.
    pub name: &'static str,
    /// What it is, for menus.
    pub title: &'static str,
    /// How its files end, without the dot.
    pub extension: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Whether each person gets a file of their own; `render` is then given one dossier at a time.
    pub one_file_per_person: bool,
    /// What whoever gets it holds from then on.
    pub gives: Gives,
    /// Where a record can lack everything that the format holds: a file of such records alone is not written.
    pub holds: Option<Holds>,
    /// Whether whom its files lack is said beside each time: they are numbers alone, of which nobody misses one.
    pub says_loss: bool,
    /// Writes the dossiers and says what the format could not carry.
    pub render: fn(&[Dossier], &mut dyn Write) -> io::Result<Loss>,
}

/// What a format holds, where it is not something of every record.
#[derive(Clone, Copy)]
pub struct Holds {
    /// Whether there is anything of the kind in a record.
    pub any_of: fn(&Dossier) -> bool,
    /// That there is nothing of it, in a sentence.
    pub nothing: &'static str,
}

/// Every format, in menu order.
pub const FORMATS: &[Format] = &[
    Format {
        name: "fhir",
        title: "FHIR R4 with UK Core profiles, for other systems",
        extension: "json",
        media_type: "application/fhir+json",
        one_file_per_person: true,
        gives: Gives::Plan,
        holds: None,
        says_loss: false,
        render: fhir::render,
    },
    Format {
        name: "text",
        title: "Text to paste into the GP record",
        extension: "txt",
        media_type: "text/plain; charset=utf-8",
        one_file_per_person: true,
        gives: Gives::Plan,
        holds: None,
        says_loss: false,
        render: text::render,
    },
    Format {
        name: "markdown",
        title: "Markdown, for mail and documents",
        extension: "md",
        media_type: "text/markdown; charset=utf-8",
        one_file_per_person: true,
        gives: Gives::Plan,
        holds: None,
        says_loss: false,
        render: markdown::render,
    },
    Format {
        name: "html",
        title: "HTML, one page to read, print and keep, in large print",
        extension: "html",
        media_type: "text/html; charset=utf-8",
        one_file_per_person: true,
        gives: Gives::Plan,
        holds: None,
        says_loss: false,
        render: html::render,
    },
    Format {
        name: "sheet",
        title: "Emergency sheet, one page to print (HTML)",
        extension: "html",
        media_type: "text/html; charset=utf-8",
        one_file_per_person: true,
        gives: Gives::Sheet,
        holds: None,
        says_loss: false,
        render: sheet::render_page,
    },
    Format {
        name: "sheet-text",
        title: "Emergency sheet as text, for one page",
        extension: "txt",
        media_type: "text/plain; charset=utf-8",
        one_file_per_person: true,
        gives: Gives::Sheet,
        holds: None,
        says_loss: false,
        render: sheet::render_text,
    },
    Format {
        name: "csv",
        title: "Spreadsheet, one row a person, safe to open (not for machines)",
        extension: "csv",
        media_type: "text/csv; charset=utf-8; header=present",
        one_file_per_person: false,
        gives: Gives::Nothing,
        holds: None,
        says_loss: false,
        render: spreadsheet::render,
    },
    Format {
        name: "ical",
        title: "iCalendar, appointments and reviews for a calendar program",
        extension: "ics",
        media_type: "text/calendar; charset=utf-8",
        one_file_per_person: false,
        gives: Gives::Nothing,
        holds: Some(ical::HOLDS),
        says_loss: false,
        render: ical::render,
    },
    Format {
        name: "nhs-numbers",
        title: "NHS numbers alone, for an ad-hoc patient list in SystmOne",
        extension: "csv",
        media_type: "text/csv; charset=utf-8; header=present",
        one_file_per_person: false,
        gives: Gives::Nothing,
        holds: Some(nhs_numbers::HOLDS),
        says_loss: true,
        render: nhs_numbers::render,
    },
    Format {
        name: "json",
        title: "Caseload JSON, complete, to move people to another store",
        extension: "json",
        media_type: "application/json",
        one_file_per_person: false,
        gives: Gives::Plan,
        holds: None,
        says_loss: false,
        render: json::render,
    },
];

impl Format {
    /// The format of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// How much of a record stands in it, where it is one.
    fn extent(&self) -> Extent {
        if self.name == "text" {
            text::EXTENT
        } else {
            Extent::Full
        }
    }

    /// The name of a file with one person (`Some`) or several: format, identity and date, never a name or NHS number.
    ///
    /// Of the identity it takes the last twelve digits. The first ones of a time-ordered id are the time, and people
    /// who came in one import share it.
    pub fn file_name(&self, person: Option<PersonId>, on: NaiveDate) -> String {
        let (name, extension) = (self.name, self.extension);
        match person {
            Some(person) => {
                let digits = person.0.simple().to_string();
                let tail = digits.get(20..).unwrap_or(&digits);
                format!("caseload-{name}-{tail}-{on}.{extension}")
            }
            None => format!("caseload-{name}-{on}.{extension}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn formats_have_distinct_names() {
        let names: BTreeSet<&str> = FORMATS.iter().map(|format| format.name).collect();
        assert_eq!(names.len(), FORMATS.len());
        for name in names {
            assert!(Format::named(name).is_some_and(|format| format.name == name));
        }
        assert!(Format::named("pdf").is_none());
    }

    #[test]
    fn files_are_named_by_identity_and_date() {
        let on: NaiveDate = "2026-03-02".parse().expect("a date");
        let person = PersonId(Uuid::from_u128(0x0195_54aa_bbcc_7ddd_8eee_0123_4567_89ab));
        let fhir = Format::named("fhir").expect("a format");
        assert_eq!(
            fhir.file_name(Some(person), on),
            "caseload-fhir-0123456789ab-2026-03-02.json"
        );
        let csv = Format::named("csv").expect("a format");
        assert_eq!(csv.file_name(None, on), "caseload-csv-2026-03-02.csv");
    }
}
