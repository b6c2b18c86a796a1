//! The whole record as Markdown (`CommonMark`), for mail and documents.
//!
//! No word of a record can become markup, HTML or a link: what could is escaped. Deliberately not here: what is in
//! the record's text (`outline`).

use std::io::{self, Write};

use super::dossier::Dossier;
use super::loss::Loss;
use super::outline::{Block, Extent, outline};
use super::plain::{lines, one_line};

/// Writes each person's document; each begins with a heading of level 1.
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
    let outline = outline(dossier, Extent::Full);
    writeln!(out, "# {}\n", escaped(&outline.title))?;
    let head = std::iter::once(&outline.subtitle).chain(&outline.standing);
    writeln!(out, "{}", paragraph(head, ""))?;
    for section in &outline.sections {
        writeln!(out, "\n## {}", section.title)?;
        // A list is loose or tight as a whole; a paragraph needs an empty line before it.
        let mut in_list = false;
        for block in &section.blocks {
            let is_list = matches!(block, Block::Fact { .. } | Block::Point { .. });
            if !(is_list && in_list) {
                writeln!(out)?;
            }
            in_list = is_list;
            put(out, block)?;
        }
    }
    writeln!(out, "\n---\n")?;
    writeln!(out, "{}", paragraph(outline.footer.iter(), ""))?;
    Ok(outline.loss)
}

fn put(out: &mut dyn Write, block: &Block) -> io::Result<()> {
    match block {
        Block::Fact { label, value } => writeln!(out, "- **{label}:** {}", escaped(value)),
        Block::Quote { caption, words } => {
            writeln!(out, "**{}**\n", escaped(caption))?;
            writeln!(out, "{}", paragraph(lines(words).iter(), "> "))
        }
        Block::Point { text, under } => {
            writeln!(out, "- {}", escaped(text))?;
            for line in under {
                writeln!(out, "  - {}", escaped(line))?;
            }
            Ok(())
        }
        Block::Text(text) => writeln!(out, "{}", paragraph(lines(text).iter(), "")),
    }
}

/// Lines that stay lines: a backslash at the end keeps the break; an empty line parts paragraphs.
fn paragraph<'a>(lines: impl Iterator<Item = &'a String>, lead: &str) -> String {
    let lines: Vec<String> = lines.map(|line| escaped(line)).collect();
    let mut text = String::new();
    for (n, line) in lines.iter().enumerate() {
        let follows = lines.get(n + 1).is_some_and(|next| !next.is_empty());
        let hard_break = if follows && !line.is_empty() {
            "\\"
        } else {
            ""
        };
        let break_line = if n > 0 { "\n" } else { "" };
        text.push_str(break_line);
        text.push_str(format!("{lead}{line}{hard_break}").trim_end());
    }
    text
}

/// A text on one line in which nothing is markup.
///
/// Escaped wherever they stand: the signs of emphasis, code, links, HTML, entities, tables, mathematics and strike
/// through, and what makes readers turn an address into a link. Escaped at the start: what begins a list, a heading
/// or a rule.
pub fn escaped(text: &str) -> String {
    let line = one_line(text);
    let mut safe = String::with_capacity(line.len() + 8);
    let mut before = "";
    let starts_a_list = |before: &str| before.chars().all(|c| c.is_ascii_digit());
    for (at, c) in line.char_indices() {
        before = line.get(..at).unwrap_or(before);
        let after = line.get(at + c.len_utf8()..).unwrap_or("");
        let must = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' | '#' | '@' => {
                true
            }
            '+' | '-' | '=' => before.is_empty(),
            ')' => starts_a_list(before),
            '.' => starts_a_list(before) || ends_in_www(before),
            ':' => after.starts_with('/'),
            _ => false,
        };
        if must {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

fn ends_in_www(before: &str) -> bool {
    let last_three: Vec<char> = before.chars().rev().take(3).collect();
    last_three.len() == 3 && last_three.iter().all(|c| c.eq_ignore_ascii_case(&'w'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        for (text, safe) in [
            ("plain words, 3.5 mg (daily)", "plain words, 3.5 mg (daily)"),
            ("<b>x</b> &lt;", "\\<b\\>x\\</b\\> \\&lt;"),
            ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
            ("see https://a.test", "see https\\://a.test"),
            ("see www.a.test", "see www\\.a.test"),
            ("a@b.test", "a\\@b.test"),
            ("1. first", "1\\. first"),
            ("- item", "\\- item"),
            ("+44 20", "\\+44 20"),
            ("# head | cell", "\\# head \\| cell"),
            (
                "*a* _b_ `c` ~~d~~ $e$",
                "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\$e\\$",
            ),
            ("one\ntwo", "one / two"),
            ("\u{1b}[2J", "␛\\[2J"),
        ] {
            assert_eq!(escaped(text), safe, "{text:?}");
        }
    }

    #[test]
    fn lines_of_a_quote_stay_lines() {
        let words: Vec<String> = ["one", "two", "", "three"].map(String::from).to_vec();
        assert_eq!(paragraph(words.iter(), "> "), "> one\\\n> two\n>\n> three");
    }
}
