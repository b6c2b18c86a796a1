//! The emergency sheet on paper: one A4 page, two at the most, as a page of HTML and as text (R88).
//!
//! What two pages do not hold is left out from the end, where it presses least, and is named on the sheet and to
//! whoever writes it: a sheet never ends without saying so. Deliberately not here: what belongs on it
//! (`outline::sheet`).

use std::io::{self, Write};

use super::dossier::Dossier;
use super::loss::Loss;
use super::outline::{Block, Outline, Section, sheet};
use super::plain::{ascii, wrap};
use super::{html, text};

/// How a sheet looks: as a page of a record does, but closer.
const STYLE: &str = concat!(include_str!("page.css"), include_str!("sheet.css"));

/// A side of A4.
#[derive(Clone, Copy)]
struct Paper {
    /// Characters that are sure to fit on a line.
    columns: usize,
    /// Lines that are sure to fit on a side.
    lines: usize,
}

/// At 10.5 points in a proportional type; measured with a browser, with room to spare for anything but capitals
/// throughout, which would run on to a third side and lose nothing.
const PRINTED: Paper = Paper {
    columns: 92,
    lines: 62,
};
/// At six lines an inch in a fixed type.
const TYPED: Paper = Paper {
    columns: text::COLUMNS,
    lines: 66,
};

/// The most sides that a sheet may take: both of one leaf.
const SIDES: usize = 2;
/// Lines that the names, the notes and the rules around them may take.
const HEAD: usize = 6;
/// Lines of a heading with what parts it from the text above.
const HEADING: usize = 2;
/// The most characters of one text where everything does not fit.
const LONGEST: usize = 700;
/// What stands where a text was cut.
const CUT: &str = " [cut here: the plan has the rest]";

/// Writes a printable page with a sheet for each person.
pub fn render_page(dossiers: &[Dossier], out: &mut dyn Write) -> io::Result<Loss> {
    let (sheets, loss) = fitted(dossiers, PRINTED);
    html::document(out, &sheets, STYLE)?;
    Ok(loss)
}

/// Writes each person's sheet as text, parted by an empty line.
pub fn render_text(dossiers: &[Dossier], out: &mut dyn Write) -> io::Result<Loss> {
    let (sheets, loss) = fitted(dossiers, TYPED);
    for (n, sheet) in sheets.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        text::put_outline(out, sheet)?;
    }
    Ok(loss)
}

fn fitted(dossiers: &[Dossier], paper: Paper) -> (Vec<Outline>, Loss) {
    let mut loss = Loss::default();
    let fit = dossiers.iter().map(|dossier| fit(sheet(dossier), paper));
    let sheets = fit.inspect(|sheet| loss.add(&sheet.loss)).collect();
    (sheets, loss)
}

/// A sheet on its paper: with a note where it takes two sides, and without what would need a third.
fn fit(mut sheet: Outline, paper: Paper) -> Outline {
    let beside = sheet.standing.iter().chain(&sheet.footer);
    let around = HEAD + lines(beside.map(String::as_str), paper);
    let whole = around
        + sheet
            .sections
            .iter()
            .map(|one| height(one, paper))
            .sum::<usize>();
    let note = if whole <= paper.lines {
        None
    } else if whole <= SIDES * paper.lines {
        Some("This sheet has two pages: keep both together.".to_owned())
    } else {
        Some(cut(
            &mut sheet,
            paper,
            (SIDES * paper.lines).saturating_sub(around),
        ))
    };
    if let (Some(note), Some(first)) = (note, sheet.sections.first_mut()) {
        first.blocks.insert(0, Block::Text(note));
    }
    sheet
}

/// Takes out what does not fit into so many lines, and says what that was.
fn cut(sheet: &mut Outline, paper: Paper, mut room: usize) -> String {
    let mut shortened = 0;
    for block in sheet.sections.iter_mut().flat_map(|one| &mut one.blocks) {
        for text in texts(block) {
            shortened += usize::from(shorten(text));
        }
    }
    let mut left = Vec::new();
    let mut is_full = false;
    for section in &mut sheet.sections {
        let before = section.blocks.len();
        let mut heading = HEADING;
        // Nothing stands where something that presses more was left out, however little room it needs.
        section.blocks.retain(|block| {
            let needs = heading + block_height(block, paper);
            is_full |= needs > room;
            if !is_full {
                room -= needs;
                heading = 0;
            }
            !is_full
        });
        let gone = before - section.blocks.len();
        if gone > 0 {
            left.push((section.title, gone));
        }
    }
    sheet.sections.retain(|section| !section.blocks.is_empty());
    let gone = left.iter().map(|(_, n)| n).sum();
    sheet.loss.count(
        gone,
        "part of the emergency sheet that two pages did not hold",
        "parts of the emergency sheet that two pages did not hold",
    );
    sheet.loss.count(
        shortened,
        "end of a long text on the emergency sheet",
        "ends of long texts on the emergency sheet",
    );
    let mut note =
        "This sheet has two pages, which do not hold everything: keep both together.".to_owned();
    if !left.is_empty() {
        let left: Vec<String> = left
            .iter()
            .map(|(title, n)| format!("{n} of \"{title}\""))
            .collect();
        note.push_str(" Left out: ");
        note.push_str(&left.join(", "));
        note.push('.');
    }
    if shortened > 0 {
        note.push_str(" Long texts are cut where it says so.");
    }
    note.push_str(" The plan has it all.");
    note
}

/// Cuts a long text after a word, with a mark; says whether it did.
fn shorten(text: &mut String) -> bool {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else {
        return false;
    };
    let kept = text.get(..end).unwrap_or_default();
    let kept = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
    *text = format!("{kept}{CUT}");
    true
}

/// The texts of a block that may be long.
fn texts(block: &mut Block) -> Vec<&mut String> {
    match block {
        Block::Fact { value, .. } => vec![value],
        Block::Quote { words, .. } => vec![words],
        Block::Point { text, under } => std::iter::once(text).chain(under).collect(),
        Block::Text(text) => vec![text],
    }
}

fn height(section: &Section, paper: Paper) -> usize {
    let blocks = section.blocks.iter();
    HEADING
        + blocks
            .map(|block| block_height(block, paper))
            .sum::<usize>()
}

fn block_height(block: &Block, paper: Paper) -> usize {
    match block {
        Block::Fact { label, value } => lines([format!("{label}: {value}").as_str()], paper),
        Block::Quote { caption, words } => lines([caption.as_str(), words], paper),
        Block::Point { text, under } => {
            let under = under.iter().map(String::as_str);
            lines(std::iter::once(text.as_str()).chain(under), paper)
        }
        Block::Text(text) => lines([text.as_str()], paper),
    }
}

/// How many lines some texts take, each begun on a new one, set in as far as any is and spelt as wide as any is.
fn lines<'a>(texts: impl IntoIterator<Item = &'a str>, paper: Paper) -> usize {
    let texts = texts.into_iter();
    let each = texts.map(|text| wrap(&ascii(text), paper.columns, "    ", "    ").len());
    each.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet with so many points of so many characters in its second part.
    fn of(points: usize, characters: usize) -> Outline {
        let mut first = Section::new("First");
        first.fact("Speak with them", "slowly");
        let mut what_if = Section::new("When things go wrong");
        for n in 0..points {
            let text = format!("{n:03} {}", "word ".repeat(characters / 5));
            what_if.point(text.trim().to_owned(), Vec::new());
        }
        let mut last = Section::new("In their own words");
        last.text("the last words");
        Outline {
            title: "Emergency sheet: A".to_owned(),
            subtitle: "Born 3 Feb 1944".to_owned(),
            standing: vec!["Plan: version 2.".to_owned()],
            sections: vec![first, what_if, last],
            footer: vec!["Written by B.".to_owned()],
            loss: Loss::default(),
        }
    }

    fn note(sheet: &Outline) -> String {
        match sheet.sections.first().and_then(|one| one.blocks.first()) {
            Some(Block::Text(note)) => note.clone(),
            _ => String::new(),
        }
    }

    fn all(sheet: &Outline) -> String {
        let mut bytes = Vec::new();
        text::put_outline(&mut bytes, sheet).expect("memory can be written");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn one_page_says_nothing_two_say_so_and_what_is_beyond_is_named() {
        let paper = TYPED;
        let both = "This sheet has two pages: keep both together.";
        let more = "This sheet has two pages, which do not hold everything: keep both together. Left out: ";
        for (points, begins, ends, losses) in [
            (3, "", "", 0),
            (paper.lines - HEAD - 10, "", "", 0),
            (paper.lines - HEAD, both, both, 0),
            (200, more, ". The plan has it all.", 1),
        ] {
            let sheet = fit(of(points, 20), paper);
            let note = note(&sheet);
            assert!(note.starts_with(begins), "{points}: {note}");
            assert!(note.ends_with(ends), "{points}: {note}");
            assert_eq!(note.is_empty(), begins.is_empty(), "{points}: {note}");
            assert_eq!(sheet.loss.says().len(), losses, "{points}");
            let lines = all(&sheet).lines().count();
            assert!(lines <= SIDES * paper.lines, "{lines} lines");
        }
    }

    #[test]
    fn what_is_left_out_is_counted_to_the_last_part() {
        let sheet = fit(of(200, 20), TYPED);
        let points = sheet.sections.iter().flat_map(|one| &one.blocks);
        let kept = points
            .filter(|one| matches!(one, Block::Point { .. }))
            .count();
        let words = usize::from(!all(&sheet).contains("the last words"));
        assert_eq!(
            sheet.loss.says(),
            [format!(
                "{} parts of the emergency sheet that two pages did not hold",
                200 - kept + words
            )]
        );
        let says = format!("{} of \"When things go wrong\"", 200 - kept);
        assert!(note(&sheet).contains(&says), "{}", note(&sheet));
        // The first are the ones that stay.
        assert!(all(&sheet).contains("- 000 word") && !all(&sheet).contains("- 199 word"));
    }

    #[test]
    fn nothing_stands_behind_what_did_not_fit_however_small_it_is() {
        let all = || {
            let mut sheet = of(0, 0);
            let what_if = &mut sheet.sections[1];
            // Each takes two lines, so that there is room for one line where there is none for the next of them.
            for n in 0..TYPED.lines {
                what_if.point(format!("{n:03}"), vec!["under it".to_owned()]);
            }
            what_if.point("small and last".to_owned(), Vec::new());
            sheet
        };
        let before = blocks(&all());
        for spare in 0..3 {
            // Whatever room there is, what stays is the beginning of what there was.
            let mut sheet = all();
            cut(&mut sheet, TYPED, 60 + spare);
            let after = blocks(&sheet);
            assert!(after.len() > 20 && after.len() < before.len());
            assert_eq!(after, before[..after.len()], "{spare}");
        }
    }

    /// What each block of a sheet says, in its order.
    fn blocks(sheet: &Outline) -> Vec<String> {
        let blocks = sheet.sections.iter().flat_map(|one| &one.blocks);
        blocks.map(|block| format!("{block:?}")).collect()
    }

    #[test]
    fn one_text_that_is_longer_than_the_paper_is_cut_with_a_mark_and_not_dropped() {
        let sheet = fit(of(1, 20_000), TYPED);
        let text = all(&sheet);
        assert!(text.contains("000 word") && text.contains("the last words"));
        assert!(text.contains("[cut here: the plan has the rest]"), "{text}");
        assert!(note(&sheet).contains("Long texts are cut where it says so."));
        assert_eq!(
            sheet.loss.says(),
            ["1 end of a long text on the emergency sheet"]
        );
        // A long text that fits stays whole.
        let fits = fit(of(1, 3_000), TYPED);
        assert!(!all(&fits).contains("cut here") && fits.loss.is_none());
    }
}
