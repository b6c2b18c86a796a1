//! The record as text to paste into the GP record (R103): plain, at most 72 columns, the person's words first.
//!
//! Deliberately not here: what is in it (`outline`), and the clipboard.

use std::io::{self, Write};

use super::dossier::Dossier;
use super::loss::Loss;
use super::outline::{Block, Extent, Outline, outline};
use super::plain::{ascii, lines, one_line, wrap};

/// The longest line, in columns: what GP systems show without breaking it again.
pub const COLUMNS: usize = 72;

/// How much of the record it holds.
pub const EXTENT: Extent = Extent::Brief;

/// Writes each person's text, parted by an empty line.
pub fn render(dossiers: &[Dossier], out: &mut dyn Write) -> io::Result<Loss> {
    let mut loss = Loss::default();
    for (n, dossier) in dossiers.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        loss.add(&one(dossier, out)?);
    }
    Ok(loss)
}

fn one(dossier: &Dossier, out: &mut dyn Write) -> io::Result<Loss> {
    let outline = outline(dossier, EXTENT);
    put_outline(out, &outline)?;
    Ok(outline.loss)
}

/// An outline as text.
pub fn written(outline: &Outline) -> String {
    let mut bytes = Vec::new();
    // Memory takes whatever is written.
    let _ = put_outline(&mut bytes, outline);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Writes an outline as plain lines of at most [`COLUMNS`].
pub fn put_outline(out: &mut dyn Write, outline: &Outline) -> io::Result<()> {
    put(out, &outline.title, "", "")?;
    put(out, &outline.subtitle, "", "")?;
    for line in &outline.standing {
        put(out, line, "", "  ")?;
    }
    for section in &outline.sections {
        writeln!(out)?;
        put(out, &section.title.to_uppercase(), "", "")?;
        for block in &section.blocks {
            match block {
                Block::Fact { label, value } => put(out, &format!("{label}: {value}"), "", "  ")?,
                Block::Quote { caption, words } => {
                    put(out, &format!("{caption}:"), "", "  ")?;
                    put_lines(out, words, "  ")?;
                }
                Block::Point { text, under } => {
                    put(out, text, "- ", "  ")?;
                    for line in under {
                        put(out, line, "  - ", "    ")?;
                    }
                }
                Block::Text(text) => put_lines(out, text, "")?,
            }
        }
    }
    writeln!(out)?;
    for line in &outline.footer {
        put(out, line, "", "")?;
    }
    Ok(())
}

/// Writes a text on as many lines as it takes, its own line ends as ` / `.
fn put(out: &mut dyn Write, text: &str, first: &str, rest: &str) -> io::Result<()> {
    put_line(out, &one_line(text), first, rest)
}

/// Writes a text with its own line ends.
fn put_lines(out: &mut dyn Write, text: &str, indent: &str) -> io::Result<()> {
    for line in lines(text) {
        put_line(out, &line, indent, indent)?;
    }
    Ok(())
}

fn put_line(out: &mut dyn Write, line: &str, first: &str, rest: &str) -> io::Result<()> {
    for line in wrap(&ascii(line), COLUMNS, first, rest) {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
