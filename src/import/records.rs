//! Splits the text of a list into rows and cells (CSV after RFC 4180, with the liberties people take).
//!
//! Rows are numbered as a spreadsheet numbers them: a line end inside quotes does not start a row, a blank line is a
//! row. A quotation mark that is opened and not closed costs the row in which it stands, not the rest of the file,
//! whenever a later quotation mark shows where it went wrong. What the cells mean is not looked at here.

use std::borrow::Cow;

use super::fault::ImportFault;

/// The most cells a row may have.
pub const MAX_COLUMNS: usize = 500;

/// How much text may be read a second time because of unclosed quotation marks, in bytes.
const MAX_REREAD: usize = 64 * 1024 * 1024;

/// One row of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Row as a spreadsheet numbers it, from 1.
    pub row: usize,
    /// The cells, quotation marks taken off.
    pub cells: Vec<Cow<'a, str>>,
    /// What is wrong with the quotation marks in this row, and in which cell (from 0).
    pub fault: Option<(QuoteFault, usize)>,
    /// Whether the text ends here without a line end.
    pub ends_file: bool,
}

/// What can be wrong with quotation marks in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteFault {
    /// Text follows the closing mark of a cell.
    TextAfter,
    /// A mark is opened in this row and not closed in it.
    NotClosed,
}

impl Record<'_> {
    /// Says whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Reads rows one after another.
pub struct Records<'a> {
    text: &'a str,
    delimiter: u8,
    at: usize,
    row: usize,
    reread: usize,
}

enum Quoted<'a> {
    /// The cell, and where the text goes on after the closing mark.
    Closed(Cow<'a, str>, usize),
    /// Text follows the closing mark, which is on a later line than the opening one.
    Astray,
    /// Text follows the closing mark on the same line.
    Followed,
    /// There is no closing mark.
    Open,
}

impl<'a> Records<'a> {
    /// Starts at the beginning of a text. The delimiter must be an ASCII character.
    pub fn new(text: &'a str, delimiter: u8) -> Self {
        Self {
            text,
            delimiter,
            at: 0,
            row: 0,
            reread: 0,
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn piece(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Finds the end of an unquoted cell: the next delimiter or line end.
    fn plain_end(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        rest.iter()
            .position(|&b| b == self.delimiter || b == b'\n' || b == b'\r')
            .map_or(self.text.len(), |offset| from + offset)
    }

    /// Reads a quoted cell whose opening mark stands at `open`.
    fn quoted(&mut self, open: usize) -> Quoted<'a> {
        let mut from = open + 1;
        let mut built: Option<String> = None;
        loop {
            let rest = self.text.as_bytes().get(from..).unwrap_or_default();
            let Some(close) = rest
                .iter()
                .position(|&b| b == b'"')
                .map(|offset| from + offset)
            else {
                return Quoted::Open;
            };
            let part = self.piece(from, close);
            if self.byte(close + 1) == Some(b'"') {
                let text = built.get_or_insert_default();
                text.push_str(part);
                text.push('"');
                from = close + 2;
                continue;
            }
            let cell = match built {
                None => Cow::Borrowed(part),
                Some(text) => Cow::Owned(text + part),
            };
            let mut next = close + 1;
            while self.byte(next) == Some(b' ') {
                next += 1;
            }
            return match self.byte(next) {
                None | Some(b'\n' | b'\r') => Quoted::Closed(cell, next),
                Some(b) if b == self.delimiter => Quoted::Closed(cell, next),
                Some(_) if cell.contains(['\n', '\r']) => {
                    self.reread += close - open;
                    Quoted::Astray
                }
                Some(_) => Quoted::Followed,
            };
        }
    }

    fn read_row(&mut self) -> Result<Record<'a>, ImportFault> {
        self.row += 1;
        let mut record = Record {
            row: self.row,
            cells: Vec::new(),
            fault: None,
            ends_file: false,
        };
        loop {
            let start = self.at;
            let mut open = start;
            while self.byte(open) == Some(b' ') {
                open += 1;
            }
            let mut plain = true;
            if self.byte(open) == Some(b'"') && record.fault.is_none() {
                match self.quoted(open) {
                    Quoted::Closed(cell, next) => {
                        record.cells.push(cell);
                        self.at = next;
                        plain = false;
                    }
                    Quoted::Followed => {
                        record.fault = Some((QuoteFault::TextAfter, record.cells.len()));
                    }
                    Quoted::Astray if self.reread <= MAX_REREAD => {
                        record.fault = Some((QuoteFault::NotClosed, record.cells.len()));
                    }
                    Quoted::Astray | Quoted::Open => {
                        return Err(ImportFault::QuoteNotClosed { row: self.row });
                    }
                }
            }
            if plain {
                let end = self.plain_end(start);
                record.cells.push(Cow::Borrowed(self.piece(start, end)));
                self.at = end;
            }
            if record.cells.len() > MAX_COLUMNS {
                return Err(ImportFault::TooManyColumns {
                    row: self.row,
                    limit: MAX_COLUMNS,
                });
            }
            match self.byte(self.at) {
                None => {
                    record.ends_file = true;
                    return Ok(record);
                }
                Some(b'\r') => {
                    self.at += if self.byte(self.at + 1) == Some(b'\n') {
                        2
                    } else {
                        1
                    };
                    return Ok(record);
                }
                Some(b'\n') => {
                    self.at += 1;
                    return Ok(record);
                }
                // The delimiter.
                Some(_) => self.at += 1,
            }
        }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, ImportFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let read = self.read_row();
        if read.is_err() {
            // Nothing after a fault can be trusted.
            self.at = self.text.len();
        }
        Some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Row = (usize, Vec<String>, Option<(QuoteFault, usize)>);

    fn rows(text: &str) -> Vec<Row> {
        Records::new(text, b',')
            .map(|read| {
                let record = read.unwrap();
                let cells = record.cells.iter().map(ToString::to_string).collect();
                (record.row, cells, record.fault)
            })
            .collect()
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows(text).into_iter().map(|(_, cells, _)| cells).collect()
    }

    #[test]
    fn splits_rows_and_cells() {
        for (text, expected) in [
            ("a,b\nc,d\n", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a,b\r\nc,d", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a\rb", vec![vec!["a"], vec!["b"]]),
            ("a,,\n\nb", vec![vec!["a", "", ""], vec![""], vec!["b"]]),
            ("\"a,\"\"b\"\"\",c", vec![vec!["a,\"b\"", "c"]]),
            ("a, \"b,c\" ,d", vec![vec!["a", "b,c", "d"]]),
            ("5'10\",x", vec![vec!["5'10\"", "x"]]),
            (
                "\"two\nlines\",x\ny",
                vec![vec!["two\nlines", "x"], vec!["y"]],
            ),
            ("a,", vec![vec!["a", ""]]),
        ] {
            assert_eq!(cells(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_line_end_in_quotes_is_no_new_row() {
        let read = rows("h\n\"a\nb\"\n\nc\n");
        let numbers: Vec<_> = read.iter().map(|(row, ..)| *row).collect();
        assert_eq!(numbers, [1, 2, 3, 4]);
    }

    #[test]
    fn a_stray_mark_costs_one_row() {
        let read = rows("a,\"Bill\" Smith,x\nb,c\n");
        assert_eq!(read[0].2, Some((QuoteFault::TextAfter, 1)));
        assert_eq!(read[1].1, ["b", "c"]);

        let read = rows("a,\"Smith\nb,\"Jones, J\"\nc,d\n");
        assert_eq!(read[0].2, Some((QuoteFault::NotClosed, 1)));
        assert_eq!(read[1].1, ["b", "Jones, J"]);
        assert_eq!(read[2].1, ["c", "d"]);
        assert_eq!(read.len(), 3);
    }

    #[test]
    fn a_mark_open_to_the_end_names_its_row() {
        let last = Records::new("a,b\nc,\"d\ne,f\n", b',').last();
        assert_eq!(last, Some(Err(ImportFault::QuoteNotClosed { row: 2 })));
    }

    #[test]
    fn endless_columns_are_refused() {
        let text = ",".repeat(1_000_000);
        let last = Records::new(&text, b',').last();
        assert_eq!(
            last,
            Some(Err(ImportFault::TooManyColumns {
                row: 1,
                limit: MAX_COLUMNS
            }))
        );
    }

    fn quoted(cell: &str) -> String {
        format!("\"{}\"", cell.replace('"', "\"\""))
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(table in proptest::collection::vec(proptest::collection::vec("[a-z,;\"\n é]{0,6}", 1..5), 1..8)) {
            let text: String = table
                .iter()
                .map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\r\n")
                .collect();
            prop_assert_eq!(cells(&text), table);
        }

        #[test]
        fn any_text_ends(text in "[ab,\"\n\r ;]{0,80}") {
            let mut last = 0;
            for read in Records::new(&text, b',') {
                match read {
                    Ok(record) => {
                        prop_assert_eq!(record.row, last + 1);
                        last = record.row;
                    }
                    Err(fault) => prop_assert_eq!(fault, ImportFault::QuoteNotClosed { row: last + 1 }),
                }
            }
        }
    }
}
