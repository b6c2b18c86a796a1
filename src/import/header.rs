//! Finds the row of headings of a list, the character between its cells, and what each column is read as.
//!
//! Title lines before the headings are passed over. The rows under the headings are read in `list.rs`.

use super::date_order::DateOrder;
use super::fault::ImportFault;
use super::field::Field;
use super::mapping::Mapping;
use super::records::{Record, Records};
use super::synonyms::is_known_but_unread;
use super::values;
use super::visible::{tidy, visible};

/// How far down the row of headings is looked for.
const SEARCHED: usize = 30;

/// The characters that may stand between cells, in order of preference.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The row of headings.
#[derive(Debug, PartialEq, Eq)]
pub struct Header {
    /// The character between cells.
    pub delimiter: u8,
    /// The row it stands in, from 1.
    pub row: usize,
    /// The columns from left to right, those without a heading included.
    pub columns: Vec<Column>,
    /// Rows before it that are not blank.
    pub passed_over: usize,
    /// Headings that stand twice and are read once only.
    pub repeated: Vec<Repeated>,
    /// Rows before it that look like people rather than titles.
    pub people_above: Vec<usize>,
}

/// A column that says once more what one before it says, or should.
#[derive(Debug, PartialEq, Eq)]
pub struct Repeated {
    /// Its heading, tidied and in visible form.
    pub heading: String,
    /// Its place, from 0, and that of the one that is read.
    pub at: (usize, usize),
    /// The rows in which it says something else.
    pub differs: Vec<usize>,
}

/// One column of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading, tidied and in visible form.
    pub heading: String,
    /// What it is read as; `None` when it is not brought in.
    pub field: Option<Field>,
    /// Where it holds dates: which way they are written.
    pub dates: DateOrder,
}

/// Finds the row of headings.
///
/// # Errors
/// When there is none, when none of the headings is for a name, or when the first rows cannot be told apart.
pub fn find(text: &str, mapping: &Mapping) -> Result<Header, ImportFault> {
    let mut best: Option<(usize, Header)> = None;
    let mut fault = None;
    for delimiter in DELIMITERS {
        let mut passed_over = 0;
        let mut people_above = Vec::new();
        for read in Records::new(text, delimiter).take(SEARCHED) {
            let record = match read {
                Ok(record) => record,
                Err(why) => {
                    fault.get_or_insert(why);
                    break;
                }
            };
            if record.is_blank() {
                continue;
            }
            let score = score(&record, mapping);
            if score > best.as_ref().map_or(0, |(most, _)| *most) {
                let mut header = header(&record, delimiter, passed_over, mapping);
                header.people_above.clone_from(&people_above);
                best = Some((score, header));
            }
            passed_over += 1;
            if is_data(&record) {
                people_above.push(record.row);
            }
        }
    }
    match best {
        Some((_, header)) if header.has_name() => Ok(header),
        Some(_) => Err(ImportFault::NoNameColumn),
        None => Err(fault.unwrap_or(ImportFault::NoHeader {
            first_row_is_data: first_row_is_data(text),
        })),
    }
}

impl Header {
    /// Says whether any column is read as this field.
    pub fn has(&self, field: Field) -> bool {
        self.columns
            .iter()
            .any(|column| column.field == Some(field))
    }

    fn has_name(&self) -> bool {
        self.has(Field::FullName) || self.has(Field::FamilyName)
    }

    /// Notes where a row says something else in a column that is read once only.
    pub fn compare_repeated(&mut self, record: &Record<'_>) {
        let cell = |at: usize| record.cells.get(at).map_or("", |cell| cell.trim());
        for one in &mut self.repeated {
            let (again, read) = (cell(one.at.0), cell(one.at.1));
            let field = self.columns.get(one.at.1).and_then(|column| column.field);
            if !says_the_same(field, again, read) {
                one.differs.push(record.row);
            }
        }
    }

    /// Says whether a row repeats the headings, as printed pages do.
    pub fn is_repeated_by(&self, record: &Record<'_>) -> bool {
        let mut same = 0;
        for (at, column) in self.columns.iter().enumerate() {
            let cell = record
                .cells
                .get(at)
                .map(|cell| tidy(if cell.len() > 300 { "…" } else { cell }))
                .unwrap_or_default();
            if !cell.eq_ignore_ascii_case(&column.heading) {
                return false;
            }
            same += usize::from(!cell.is_empty());
        }
        same > 0
    }
}

/// Whether a cell of a second column says nothing else than the one that is read: a day is one day and a number one number,
/// however they are written.
fn says_the_same(field: Option<Field>, again: &str, read: &str) -> bool {
    if again.is_empty() || again == read {
        return true;
    }
    match field {
        Some(Field::NhsNumber) => means_the_same(values::nhs_number, again, read),
        Some(field) if field.is_date() => means_the_same(values::date, again, read),
        _ => false,
    }
}

fn means_the_same<T: PartialEq>(
    read_as: fn(&str) -> Result<Option<T>, values::Doubt>,
    again: &str,
    read: &str,
) -> bool {
    match (read_as(again), read_as(read)) {
        (Ok(None), _) => true,
        (Ok(again), Ok(read)) => again == read,
        _ => false,
    }
}

/// Counts the headings in a row that are recognised; 0 when it cannot be the row of headings.
fn score(record: &Record<'_>, mapping: &Mapping) -> usize {
    let mut filled = 0;
    let mut fields = 0;
    let mut known = 0;
    for cell in record.cells.iter().filter(|cell| !cell.trim().is_empty()) {
        filled += 1;
        fields += usize::from(mapping.apply(cell).is_some());
        known += usize::from(mapping.knows(cell) || is_known_but_unread(cell));
    }
    if fields == 0 || (fields + known < 2 && filled > 2) {
        0
    } else {
        fields + known
    }
}

fn header(record: &Record<'_>, delimiter: u8, passed_over: usize, mapping: &Mapping) -> Header {
    let mut columns: Vec<Column> = Vec::new();
    let mut repeated = Vec::new();
    for cell in &record.cells {
        let heading = visible(&tidy(cell));
        let mut field = mapping.apply(cell);
        let once = field.filter(|field| !field.may_repeat());
        let read = columns
            .iter()
            .position(|column| once.is_some() && column.field == once);
        if let Some(read) = read {
            repeated.push(Repeated {
                heading: heading.clone(),
                at: (columns.len(), read),
                differs: Vec::new(),
            });
            field = None;
        }
        columns.push(Column {
            heading,
            field,
            dates: DateOrder::default(),
        });
    }
    Header {
        delimiter,
        row: record.row,
        columns,
        passed_over,
        repeated,
        people_above: Vec::new(),
    }
}

/// Says whether a row has three cells or more, one of them a date, an NHS number or the like.
fn is_data(record: &Record<'_>) -> bool {
    let filled = record.cells.iter().filter(|cell| !cell.trim().is_empty());
    filled.count() >= 3 && record.cells.iter().any(|cell| values::is_telling(cell))
}

/// Says whether the first row that is not blank holds a date, an NHS number or a postcode.
fn first_row_is_data(text: &str) -> bool {
    DELIMITERS.into_iter().any(|delimiter| {
        Records::new(text, delimiter)
            .take(SEARCHED)
            .filter_map(Result::ok)
            .find(|record| !record.is_blank())
            .is_some_and(|record| record.cells.iter().any(|cell| values::is_telling(cell)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Result<Header, ImportFault> {
        find(text, &Mapping::new())
    }

    #[test]
    fn finds_headings_under_titles_and_with_any_delimiter() {
        for (text, row, delimiter) in [
            ("Name,DOB\nx,y\n", 1, b','),
            (
                "Frailty register,,\nRun on 01/11/2026,,\n,,\nName,DOB,NHS No.,\n",
                4,
                b',',
            ),
            ("sep=;\nSurname;First name;DOB\n", 2, b';'),
            ("Surname\tForename\tNHS Number\n", 1, b'\t'),
            ("Name|DOB|Tel\n", 1, b'|'),
            ("Name\nSmith\n", 1, b','),
            ("Surname;\"Notes, other\";DOB\n", 1, b';'),
        ] {
            let header = found(text).unwrap();
            assert_eq!((header.row, header.delimiter), (row, delimiter), "{text:?}");
        }
    }

    #[test]
    fn says_why_there_are_no_headings() {
        for (text, fault) in [
            (
                "SMITH John,10/07/1949,999 000 0018\n",
                ImportFault::NoHeader {
                    first_row_is_data: true,
                },
            ),
            (
                "one,two,three\nfour,five,six\n",
                ImportFault::NoHeader {
                    first_row_is_data: false,
                },
            ),
            ("NHS Number\n9990000018\n", ImportFault::NoNameColumn),
            (
                "NHS Number,DOB\n9990000018,01/01/1950\n",
                ImportFault::NoNameColumn,
            ),
            (
                "First name,DOB\nJoan,01/01/1950\n",
                ImportFault::NoNameColumn,
            ),
            (
                "\"never closed\nat all\n",
                ImportFault::QuoteNotClosed { row: 1 },
            ),
        ] {
            assert_eq!(found(text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn people_above_the_headings_are_noticed() {
        let header =
            found("Run,01/11/2026\nSMITH,John,10/07/1949\nSurname,Forename,DOB\n").unwrap();
        assert_eq!((header.row, header.people_above), (3, vec![2]));
    }

    #[test]
    fn a_repeated_heading_is_read_once_unless_it_may_repeat() {
        let header = found("Name,Tel,DOB,Tel,Date of Birth,,\n").unwrap();
        let fields: Vec<_> = header.columns.iter().map(|column| column.field).collect();
        assert_eq!(
            fields,
            [
                Some(Field::FullName),
                Some(Field::Phone),
                Some(Field::BirthDate),
                Some(Field::Phone),
                None,
                None,
                None
            ]
        );
        let repeated: Vec<_> = header
            .repeated
            .iter()
            .map(|one| (one.heading.as_str(), one.at))
            .collect();
        assert_eq!(repeated, [("Date of Birth", (4, 2))]);
    }

    #[test]
    fn a_mapping_can_make_headings_of_unknown_words() {
        let mut mapping = Mapping::new();
        mapping.set("Who", Some(Field::FullName));
        mapping.set("Colour", None);
        let header = find("Who,Colour,Shape\n", &mapping).unwrap();
        assert_eq!(header.columns[0].field, Some(Field::FullName));
        assert_eq!(header.columns[1].field, None);
    }
}
