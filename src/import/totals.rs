//! Knows the lines under a list that are not people: totals, counts, page numbers, "Printed on ...".

use super::records::Record;
use super::visible::tidy;

/// Words that begin a line of totals.
const TOTALS: [&str; 7] = [
    "total", "totals", "grand", "subtotal", "sub", "count", "number",
];

/// Words that begin a line about the report itself.
const ABOUT: [&str; 8] = [
    "printed",
    "generated",
    "exported",
    "produced",
    "report",
    "run",
    "end",
    "page",
];

/// Words that may follow in such a line.
const FILLERS: [&str; 14] = [
    "total", "of", "patients", "patient", "people", "records", "record", "rows", "row", "number",
    "in", "list", "the", "report",
];

/// Says whether a row that is not blank is such a line.
pub fn is_totals_line(record: &Record<'_>) -> bool {
    if record.cells.iter().any(|cell| cell.len() > 300) {
        return false;
    }
    let mut cells = record
        .cells
        .iter()
        .map(|cell| tidy(cell))
        .filter(|cell| !cell.is_empty());
    let Some(first) = cells.next() else {
        return false;
    };
    let others: Vec<_> = cells.collect();
    let lower = first.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let Some((head, rest)) = words.split_first() else {
        return false;
    };
    let counts = |word: &&str| is_count(word) || FILLERS.contains(word);
    if TOTALS.contains(head) || is_count(head) && !rest.is_empty() {
        return rest.iter().all(counts) && others.iter().all(|cell| is_count(cell));
    }
    if *head == "page" || *head == "end" {
        return others.is_empty()
            && !rest.is_empty()
            && rest.iter().all(|word| counts(word) || *word == "page");
    }
    ABOUT.contains(head)
        && others.is_empty()
        && rest.len() >= 2
        && first.chars().any(|c| c.is_ascii_digit() || c == ':')
}

/// Says whether a text is a count of rows: at most seven digits, with commas or a per cent sign.
fn is_count(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=7).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::records::Records;

    #[test]
    fn tells_totals_from_people() {
        for (line, expected) in [
            ("Total,,40,,,", true),
            (",Total patients: 40,,", true),
            ("Grand total,\"1,240\"", true),
            ("40 patients,,", true),
            ("Page 1 of 2,,", true),
            ("Printed on 01/11/2026 by reception,,", true),
            ("End of report,,", true),
            ("Number of patients,12", true),
            ("\"PAGE, John\",,", false),
            ("Page,John,01/01/1950", false),
            ("Count,Basie,21/08/1904", false),
            ("\"TOTAL, Anne (Ms)\",01/01/1950,9990000018", false),
            ("Total,,9990000018", false),
            ("4455,Z00001,x", false),
            ("9990000018,Mrs,Joan", false),
            ("End,Rhys", false),
            ("Run,Jo", false),
        ] {
            let record = Records::new(line, b',').next().unwrap().unwrap();
            assert_eq!(is_totals_line(&record), expected, "{line}");
        }
    }
}
