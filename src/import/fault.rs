//! Why a whole file is refused. Each fault says what is wrong and what to do next.
//!
//! Faults in single rows are not here: they are `Problem`s of a `Proposal`, and the rest of the file is still read.

use std::fmt;

/// The reason a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportFault {
    /// The file has nothing in it but blanks.
    Empty,
    /// The file is larger than `MAX_BYTES`.
    TooLarge,
    /// The list has more rows than the limit held here.
    TooManyRows(usize),
    /// A row has more cells than the limit held here.
    TooManyColumns {
        /// The row.
        row: usize,
        /// The most cells a row may have.
        limit: usize,
    },
    /// The file is not text, but something recognisable such as "an Excel workbook".
    WrongSort(&'static str),
    /// The file is not text, and what it is instead is not known.
    NotText,
    /// The file is a report in HTML, such as EMIS can save.
    HtmlReport,
    /// The file is XML; FHIR is read as JSON only.
    Xml,
    /// No row of headings was found.
    NoHeader {
        /// Whether the first row looks like a person's details rather than a title.
        first_row_is_data: bool,
    },
    /// Headings were found, but none for a name.
    NoNameColumn,
    /// There are headings, and nothing but blank rows and totals under them.
    NobodyUnder,
    /// What was taken for headings has a name among them and little else, and what is under it is mostly no people.
    NotAList,
    /// A quotation mark is opened and never closed.
    QuoteNotClosed {
        /// The row in which it is opened.
        row: usize,
    },
    /// The file should be JSON but is not.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The JSON stops before it is complete.
    CutOff {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A name is used twice in one JSON object, so that either value might be meant.
    RepeatedName {
        /// The name, in visible form and shortened.
        name: String,
        /// Line, from 1.
        line: usize,
    },
    /// The JSON is nested too deep to be a bundle.
    TooDeep {
        /// Line, from 1.
        line: usize,
    },
    /// The JSON holds a text longer than the limit.
    TextTooLong {
        /// Line, from 1.
        line: usize,
    },
    /// The JSON holds more values than the limit.
    TooManyValues,
    /// The bundle holds more entries than the limit held here.
    TooManyEntries(usize),
    /// The file holds several JSON values one after another, as FHIR bulk exports do.
    SeveralResources,
    /// JSON, and something other than a bundle: what it says it is, if it says so.
    NotABundle(Option<String>),
    /// A bundle whose list of entries is missing, empty or not a list.
    NoEntries,
    /// A bundle with entries, none of which is a Patient, Practitioner or Organization.
    NoPatient,
    /// The coordinator stopped the reading.
    Cancelled,
}

/// The largest file that is read, in bytes: 64 MiB.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

impl ImportFault {
    /// Says what is wrong, in one sentence.
    pub fn reason(&self) -> String {
        match self {
            Self::Empty => "The file is empty.".into(),
            Self::TooLarge => "The file is larger than 64 MB.".into(),
            Self::TooManyRows(limit) => format!("The list has more than {limit} rows."),
            Self::TooManyColumns { row, limit } => {
                format!("Row {row} has more than {limit} cells.")
            }
            Self::WrongSort(what) => {
                format!("The file is {what}, not a list in CSV or a FHIR bundle.")
            }
            Self::NotText => "The file is not text.".into(),
            Self::HtmlReport => "The file is a web page (HTML), not a list in CSV.".into(),
            Self::Xml => "The file is XML; FHIR bundles are read as JSON.".into(),
            Self::NoHeader {
                first_row_is_data: true,
            } => "The list has no row of headings: its first row looks like a person's details."
                .into(),
            Self::NoHeader {
                first_row_is_data: false,
            } => "No row of headings was found in the first 30 rows.".into(),
            Self::NoNameColumn => {
                "The list has headings, but none of them is for a whole name or a family name."
                    .into()
            }
            Self::NobodyUnder => "The list has headings, and nobody stands under them.".into(),
            Self::NotAList => {
                "This is no list of people: none of its headings is for an NHS number or a date of birth, and most of its \
                 rows are nobody's name."
                    .into()
            }
            Self::QuoteNotClosed { row } => format!(
                "A quotation mark is opened in row {row} and never closed, so the rest of the list cannot be told apart."
            ),
            Self::NotJson { line, column } => {
                format!("The file is not JSON: it goes wrong at line {line}, column {column}.")
            }
            Self::CutOff { line, column } => {
                format!(
                    "The file is cut off: it stops at line {line}, column {column}, before it is complete."
                )
            }
            Self::RepeatedName { name, line } => format!(
                "The name \"{name}\" is used twice in the same place (line {line}), so it is not clear which value is meant."
            ),
            Self::TooDeep { line } => {
                format!("The file is nested too deeply to be a FHIR bundle (line {line}).")
            }
            Self::TextTooLong { line } => {
                format!("The file holds a text of more than 1 MB (line {line}).")
            }
            Self::TooManyValues => "The bundle holds too much to be read at once.".into(),
            Self::TooManyEntries(limit) => format!("The bundle has more than {limit} entries."),
            Self::SeveralResources => {
                "The file holds several FHIR resources one after another, not one bundle.".into()
            }
            Self::NotABundle(Some(what)) => {
                let a = if what.starts_with(['A', 'E', 'I', 'O', 'U']) {
                    "an"
                } else {
                    "a"
                };
                format!("The file is JSON, but it is {a} \"{what}\", not a FHIR bundle.")
            }
            Self::NotABundle(None) => {
                "The file is JSON, but neither a FHIR bundle nor a file of Caseload.".into()
            }
            Self::NoEntries => "The bundle has no entries.".into(),
            Self::NoPatient => "The bundle has entries, but no Patient among them.".into(),
            Self::Cancelled => "Reading the file was stopped.".into(),
        }
    }

    /// Says what to do next, in one sentence or two.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Empty | Self::NobodyUnder => {
                "Export it again, and check that the report has people in it."
            }
            Self::TooLarge | Self::TooManyRows(_) => {
                "Split it into smaller files, each with the row of headings, and bring them in one by one."
            }
            Self::TooManyColumns { .. } => {
                "Check that the file was saved as CSV with one person to a row, and export it again."
            }
            Self::WrongSort(_) => {
                "Open it in the program it comes from, choose Save As, and pick CSV UTF-8 (for a list) or export a FHIR bundle as JSON."
            }
            Self::NotText => "Export it again as CSV (for a list) or as a FHIR bundle in JSON.",
            Self::HtmlReport => "In EMIS or SystmOne run the report again and export it as CSV.",
            Self::Xml => "Ask the sender for the same bundle in JSON.",
            Self::NoHeader { .. } => {
                "Add a first row of headings: at least Name (or First name and Surname), and if you have them NHS Number, Date of Birth and Postcode."
            }
            Self::NoNameColumn => {
                "Add a column headed Name, or two headed First name and Surname, and bring the file in again."
            }
            Self::NotAList => {
                "Name the file exported from the GP system, or add a column headed NHS Number or Date of Birth."
            }
            Self::QuoteNotClosed { .. } => {
                "Open the file in a spreadsheet, correct that row, save it as CSV and bring it in again. If the file was only half copied, copy it again."
            }
            Self::NotJson { .. } => {
                "Export or copy the bundle again. If the file is a list of people, give it a name that ends in .csv."
            }
            Self::CutOff { .. } => "Copy or download the whole file again.",
            Self::RepeatedName { .. } | Self::TooDeep { .. } => {
                "Ask the sender for a corrected file; nothing has been read from this one."
            }
            Self::TextTooLong { .. } => {
                "Ask the sender for the bundle without attached documents or pictures."
            }
            Self::TooManyValues | Self::TooManyEntries(_) => {
                "Ask the sender for one bundle for each person, or for fewer kinds of record."
            }
            Self::SeveralResources => {
                "Ask the sender for a FHIR bundle; a bulk export (one resource on each line) is not read."
            }
            Self::NotABundle(_) => {
                "Ask the sender for a FHIR R4 Bundle that holds the Patient, or for Caseload JSON."
            }
            Self::NoEntries => "Ask the sender for the bundle again, with the Patient in it.",
            Self::NoPatient => "Ask the sender for a bundle that holds the Patient as well.",
            Self::Cancelled => "Nothing has been changed; start again when you like.",
        }
    }
}

impl fmt::Display for ImportFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.reason(), self.remedy())
    }
}

impl std::error::Error for ImportFault {}
