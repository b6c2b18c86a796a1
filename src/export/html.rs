//! The whole record as one page to read, print and keep: HTML that stands alone (R45, R88).
//!
//! Large print, A4 on paper, one column on a telephone, light or dark as the reader has it. There is no script and
//! nothing is fetched: the page forbids itself both. No word of a record can become markup. Deliberately not here:
//! what is in the record's text (`outline`).

use std::io::{self, Write};

use super::dossier::Dossier;
use super::loss::Loss;
use super::outline::{Block, Extent, Outline, Section, outline};
use super::plain::{lines, one_line};

/// How the page of a record looks.
const STYLE: &str = include_str!("page.css");

/// What a page may load: nothing but the style that it brings along.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Writes one page with a record for each person.
pub fn render(dossiers: &[Dossier], out: &mut dyn Write) -> io::Result<Loss> {
    let outlines: Vec<Outline> = dossiers
        .iter()
        .map(|dossier| outline(dossier, Extent::Full))
        .collect();
    let mut loss = Loss::default();
    for outline in &outlines {
        loss.add(&outline.loss);
    }
    document(out, &outlines, STYLE)?;
    Ok(loss)
}

/// Writes one page with a text for each person.
pub fn document(out: &mut dyn Write, outlines: &[Outline], style: &str) -> io::Result<()> {
    page(out, &title(outlines), style, &mut |out| {
        for outline in outlines {
            writeln!(out, "<article>")?;
            head(out, outline)?;
            for part in &outline.sections {
                section(out, part)?;
            }
            footer(out, &outline.footer)?;
            writeln!(out, "</article>")?;
        }
        Ok(())
    })
}

/// What a browser prints over every sheet of paper: whose record it is.
fn title(outlines: &[Outline]) -> String {
    match outlines {
        [one] => format!("{}. {}", one.title, one.subtitle),
        [] | [..] => "Records from Caseload".to_owned(),
    }
}

/// Writes a page around its body.
fn page(
    out: &mut dyn Write,
    title: &str,
    style: &str,
    body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>")?;
    writeln!(out, "<meta charset=\"utf-8\">")?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">"
    )?;
    writeln!(
        out,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    )?;
    writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\">")?;
    writeln!(out, "<meta name=\"robots\" content=\"noindex\">")?;
    // A telephone would make links of NHS numbers.
    writeln!(
        out,
        "<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no\">"
    )?;
    writeln!(out, "<title>{}</title>", escaped(title))?;
    writeln!(out, "<style>\n{style}</style>\n</head>\n<body>\n<main>")?;
    body(out)?;
    writeln!(out, "</main>\n</body>\n</html>")
}

/// Writes whose record it is, which version and of which day.
fn head(out: &mut dyn Write, outline: &Outline) -> io::Result<()> {
    writeln!(out, "<h1>{}</h1>", escaped(&outline.title))?;
    writeln!(out, "<p class=\"who\">{}</p>", escaped(&outline.subtitle))?;
    for line in &outline.standing {
        writeln!(out, "<p>{}</p>", escaped(line))?;
    }
    Ok(())
}

/// Writes a part under its heading; facts that follow one another are one list, and so are points.
fn section(out: &mut dyn Write, section: &Section) -> io::Result<()> {
    writeln!(out, "<section>\n<h2>{}</h2>", escaped(section.title))?;
    let mut open = List::None;
    for block in &section.blocks {
        open = open.become_that_of(block, out)?;
        put(out, block)?;
    }
    open.close(out)?;
    writeln!(out, "</section>")
}

/// Writes who made it, when and for whom.
fn footer(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    writeln!(out, "<footer>")?;
    for line in lines {
        writeln!(out, "<p>{}</p>", escaped(line))?;
    }
    writeln!(out, "</footer>")
}

/// The list in which blocks are being written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    None,
    Facts,
    Points,
}

impl List {
    /// Closes the list and opens the one that a block stands in, where that is another.
    fn become_that_of(self, block: &Block, out: &mut dyn Write) -> io::Result<Self> {
        let wanted = match block {
            Block::Fact { .. } => Self::Facts,
            Block::Point { .. } => Self::Points,
            Block::Quote { .. } | Block::Text(_) => Self::None,
        };
        if wanted != self {
            self.close(out)?;
            match wanted {
                Self::None => {}
                Self::Facts => writeln!(out, "<dl>")?,
                Self::Points => writeln!(out, "<ul>")?,
            }
        }
        Ok(wanted)
    }

    fn close(self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::None => Ok(()),
            Self::Facts => writeln!(out, "</dl>"),
            Self::Points => writeln!(out, "</ul>"),
        }
    }
}

fn put(out: &mut dyn Write, block: &Block) -> io::Result<()> {
    match block {
        Block::Fact { label, value } => writeln!(
            out,
            "<div><dt>{}</dt><dd>{}</dd></div>",
            escaped(label),
            broken(value)
        ),
        Block::Quote { caption, words } => {
            writeln!(out, "<figure>")?;
            writeln!(out, "<figcaption>{}</figcaption>", escaped(caption))?;
            writeln!(
                out,
                "<blockquote>{}</blockquote>\n</figure>",
                paragraphs(words)
            )
        }
        Block::Point { text, under } => {
            write!(out, "<li>{}", escaped(text))?;
            if !under.is_empty() {
                writeln!(out, "\n<ul>")?;
                for line in under {
                    writeln!(out, "<li>{}</li>", escaped(line))?;
                }
                write!(out, "</ul>")?;
            }
            writeln!(out, "</li>")
        }
        Block::Text(text) => writeln!(out, "{}", paragraphs(text)),
    }
}

/// A text of several lines as paragraphs; an empty line parts them.
fn paragraphs(text: &str) -> String {
    let lines = lines(text);
    let paragraphs = lines.split(String::is_empty).filter(|one| !one.is_empty());
    let paragraphs = paragraphs.map(|lines| {
        let lines: Vec<String> = lines.iter().map(|line| marked(line)).collect();
        format!("<p dir=\"auto\">{}</p>", lines.join("<br>"))
    });
    paragraphs.collect()
}

/// A text that keeps its line ends, without paragraphs.
fn broken(text: &str) -> String {
    let mut lines = lines(text);
    lines.retain(|line| !line.is_empty());
    let lines: Vec<String> = lines.iter().map(|line| marked(line)).collect();
    lines.join("<br>")
}

/// A text on one line in which nothing is markup, also between the double quotes of an attribute.
fn escaped(text: &str) -> String {
    marked(&one_line(text))
}

/// A shown line with the signs of markup as entities.
fn marked(line: &str) -> String {
    let mut safe = String::with_capacity(line.len() + 8);
    for c in line.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        for (text, safe) in [
            ("plain words, 3.5 mg (daily)", "plain words, 3.5 mg (daily)"),
            (
                "<script>alert('1')</script>",
                "&lt;script&gt;alert('1')&lt;/script&gt;",
            ),
            ("&lt; & \"x\"", "&amp;lt; &amp; &quot;x&quot;"),
            ("</title><b onload=x>", "&lt;/title&gt;&lt;b onload=x&gt;"),
            ("one\r\ntwo", "one / two"),
            ("\u{1b}[2J\u{202e}x", "␛[2J⟨U+202E⟩x"),
        ] {
            assert_eq!(escaped(text), safe, "{text:?}");
        }
    }

    #[test]
    fn lines_stay_lines_and_an_empty_one_parts_paragraphs() {
        assert_eq!(
            paragraphs("one\ntwo\n\n\n<three>\n"),
            "<p dir=\"auto\">one<br>two</p><p dir=\"auto\">&lt;three&gt;</p>"
        );
        assert_eq!(paragraphs(""), "");
        assert_eq!(broken("one\n\ntwo"), "one<br>two");
    }

    #[test]
    fn lists_are_opened_and_closed_where_they_begin_and_end() {
        let mut section_of = Section::new("Part <1>");
        section_of.fact("Label", "value");
        section_of.fact("Other", "a & b");
        section_of.point("point".into(), vec!["under".into(), " ".into()]);
        section_of.text("text");
        let mut bytes = Vec::new();
        section(&mut bytes, &section_of).expect("memory can be written");
        assert_eq!(
            String::from_utf8(bytes).expect("UTF-8"),
            "<section>\n<h2>Part &lt;1&gt;</h2>\n\
             <dl>\n<div><dt>Label</dt><dd>value</dd></div>\n<div><dt>Other</dt><dd>a &amp; b</dd></div>\n</dl>\n\
             <ul>\n<li>point\n<ul>\n<li>under</li>\n</ul></li>\n</ul>\n\
             <p dir=\"auto\">text</p>\n</section>\n"
        );
    }

    #[test]
    fn the_style_fetches_nothing() {
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import") && !STYLE.contains('<'));
    }
}
