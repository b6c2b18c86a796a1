//! Tells what sort of file a coordinator has chosen, from its name and first bytes, and refuses what cannot be read.

use super::fault::{ImportFault, MAX_BYTES};

/// What a file is to be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A list with cells and rows.
    List,
    /// JSON.
    Json,
}

/// How other files begin, and what they are.
const OTHERS: [(&[u8], &str); 14] = [
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"\xD0\xCF\x11\xE0", "an Excel or Word document"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a Word document (RTF)"),
    (b"\x1F\x8B", "compressed (gzip)"),
    (b"7z\xBC\xAF", "compressed (7-Zip)"),
    (b"Rar!", "compressed (RAR)"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x7FELF", "a program"),
    (b"\xFF\xFE\x00\x00", "text in UTF-32"),
    (b"\x00\x00\xFE\xFF", "text in UTF-32"),
];

/// Refuses by size and by how a file begins; to be asked before its bytes are read as text.
///
/// # Errors
/// When the file is empty, too large, or recognisably something else.
pub fn check_bytes(bytes: &[u8]) -> Result<(), ImportFault> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportFault::TooLarge);
    }
    match OTHERS.iter().find(|(begins, _)| bytes.starts_with(begins)) {
        Some((_, what)) => Err(ImportFault::WrongSort(what)),
        None => Ok(()),
    }
}

/// Tells what a text is.
///
/// # Errors
/// When it is blank, not text after all, or a web page or XML.
pub fn sort_of(file: &str, text: &str) -> Result<Sort, ImportFault> {
    let begins =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\0'));
    if begins.is_empty() {
        return Err(ImportFault::Empty);
    }
    let (mut seen, mut control) = (0_usize, 0_usize);
    for c in text.chars().take(65_536) {
        seen += 1;
        control += usize::from(c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{1B}'));
    }
    if control * 20 > seen {
        return Err(ImportFault::NotText);
    }
    let head: String = begins
        .chars()
        .take(1024)
        .flat_map(char::to_lowercase)
        .collect();
    if head.starts_with('<') {
        let is_page = ["<html", "<!doctype html", "<table", "<body", "<head"]
            .iter()
            .any(|tag| head.contains(tag));
        return Err(if is_page {
            ImportFault::HtmlReport
        } else {
            ImportFault::Xml
        });
    }
    let name = file.to_lowercase();
    let named = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let is_json = head.starts_with('{')
        || named(&[".json", ".fhir"])
        || head.starts_with('[') && !named(&[".csv", ".txt", ".tsv"]);
    Ok(if is_json { Sort::Json } else { Sort::List })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_sorts_apart() {
        for (file, text, sort) in [
            ("list.csv", "Name,DOB\n", Ok(Sort::List)),
            ("list", "Name,DOB\n", Ok(Sort::List)),
            ("b.json", "{}", Ok(Sort::Json)),
            ("b.txt", " \n{\"a\":1}", Ok(Sort::Json)),
            ("b.json", "Name,DOB", Ok(Sort::Json)),
            ("list.csv", "[Frailty register]\nName,DOB\n", Ok(Sort::List)),
            ("list", "[1]", Ok(Sort::Json)),
            (
                "report.csv",
                "<!DOCTYPE html><html>",
                Err(ImportFault::HtmlReport),
            ),
            ("report.csv", "\n<table><tr>", Err(ImportFault::HtmlReport)),
            (
                "b.xml",
                "<Bundle xmlns=\"http://hl7.org/fhir\">",
                Err(ImportFault::Xml),
            ),
            ("b.csv", " \r\n\u{FEFF} ", Err(ImportFault::Empty)),
            ("b.csv", "", Err(ImportFault::Empty)),
            ("b.csv", "a\0\u{1}\u{2}\0b", Err(ImportFault::NotText)),
        ] {
            assert_eq!(sort_of(file, text), sort, "{file} {text:?}");
        }
    }

    #[test]
    fn knows_other_files_by_their_first_bytes() {
        assert_eq!(
            check_bytes(b"PK\x03\x04xl/workbook.xml"),
            Err(ImportFault::WrongSort("an Excel workbook or a zip archive"))
        );
        assert_eq!(check_bytes(b"Name,DOB"), Ok(()));
        assert_eq!(
            check_bytes(&vec![b'a'; MAX_BYTES + 1]),
            Err(ImportFault::TooLarge)
        );
    }
}
