//! Documents that repeat what the program knows: they are compared here, and rewritten with `UPDATE_DOCS=1`.

use std::env;
use std::fs;
use std::path::Path;

/// What stands between two markers, and the same text with something else there.
fn between(text: &str, name: &str) -> Option<(usize, usize)> {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let from = text.find(&open)? + open.len();
    let to = from + text.get(from..)?.find(&close)?;
    Some((from, to))
}

/// The text with a part renewed; `None` where its markers are missing.
fn renewed(text: &str, name: &str, part: &str) -> Option<String> {
    let (from, to) = between(text, name)?;
    Some(format!(
        "{}\n\n{}\n\n{}",
        text.get(..from)?,
        part.trim(),
        text.get(to..)?
    ))
}

/// Compares a part of a document with what the program says; rewrites it when asked to.
fn check(file: &str, name: &str, part: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let Ok(text) = fs::read_to_string(&path) else {
        println!("{file} is not there yet: nothing to compare.");
        return;
    };
    let Some(renewed) = renewed(&text, name, part) else {
        panic!("{file} has no part between <!-- {name} --> and <!-- /{name} -->.");
    };
    if renewed == text {
        return;
    }
    if env::var_os("UPDATE_DOCS").is_some_and(|value| !value.is_empty()) {
        fs::write(&path, renewed).unwrap();
        return;
    }
    let line = (1..)
        .zip(text.lines().zip(renewed.lines()))
        .find(|(_, (is, shall))| is != shall)
        .map_or(0, |(line, _)| line);
    panic!(
        "{file}:{line} says something else than the program. UPDATE_DOCS=1 cargo test docs rewrites it."
    );
}

#[test]
fn the_readme_names_every_key() {
    check("README.md", "keys", &caseload::cli::keys_as_markdown());
}

#[test]
fn the_key_table_has_a_row_for_every_command() {
    let table = caseload::cli::keys_as_markdown();
    for command in caseload::app::command::all() {
        let row = table
            .lines()
            .find(|line| line.ends_with(&format!("| `{}` |", command.name)))
            .unwrap_or_else(|| panic!("{} is not in the table", command.name));
        assert!(row.contains(command.help), "{row}");
        assert_eq!(
            row.matches(" | ").count(),
            2,
            "a key or a sentence breaks the table: {row}"
        );
    }
}

#[test]
fn a_part_is_renewed_between_its_markers() {
    let text = "a\n<!-- keys -->\nold\n<!-- /keys -->\nb\n";
    let new = renewed(text, "keys", "\nnew\n").unwrap();
    assert_eq!(new, "a\n<!-- keys -->\n\nnew\n\n<!-- /keys -->\nb\n");
    assert_eq!(renewed(&new, "keys", "new").unwrap(), new);
    for broken in ["", "<!-- keys -->", "<!-- /keys --> <!-- keys -->"] {
        assert_eq!(renewed(broken, "keys", "new"), None, "{broken}");
    }
}
