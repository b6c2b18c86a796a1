//! The whole record as plain lines, one fact a line, for whoever reads it in a shell or hears it read.
//!
//! Deliberately not here: what is in the record's text (`outline`), and what a terminal would act on (`cli::out`).

use super::dossier::Dossier;
use super::outline::{Block, Extent, outline};
use super::plain::{lines, one_line};

/// The record, part after part: an empty line and the heading, then each fact on a line of its own.
///
/// What was decided about sharing is left to whoever shows how the copies stand (`app::shared_view`).
pub fn facts(dossier: &Dossier) -> Vec<String> {
    let mut all = Vec::new();
    for section in outline(dossier, Extent::Full).sections {
        if section.is_about_sharing() {
            continue;
        }
        all.extend([String::new(), section.title.to_owned()]);
        for block in &section.blocks {
            put(block, &mut all);
        }
    }
    all
}

fn put(block: &Block, all: &mut Vec<String>) {
    match block {
        Block::Fact { label, value } => all.push(format!("  {label}: {}", one_line(value))),
        Block::Quote { caption, words } => {
            all.push(format!("  {}:", one_line(caption)));
            all.extend(lines(words).iter().map(|line| format!("    {line}")));
        }
        Block::Point { text, under } => {
            all.push(format!("  {}", one_line(text)));
            all.extend(under.iter().map(|line| format!("    {}", one_line(line))));
        }
        Block::Text(text) => all.extend(lines(text).iter().map(|line| format!("  {line}"))),
    }
}
