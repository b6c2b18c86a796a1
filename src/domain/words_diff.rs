//! What changed inside a text, word by word, written so that it can be read without colour: `[-gone-] {+new+}`.
//!
//! Lines are matched first and words within the lines that differ, so that a text of any length is compared in the time
//! that its change takes. Which words were meant to replace which is worked out by `similar` (Myers).

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A stretch of a compared text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the earlier one.
    Gone(String),
    /// Only in the later one.
    New(String),
}

/// Above so many pairs of words two stretches are shown whole: matching them would take longer than reading.
const MOST_PAIRS: usize = 4_000_000;
/// Words that are left of an unchanged stretch at each end, where it is longer than both ends together.
const WORDS_AROUND: usize = 12;

/// The stretches of two texts in reading order.
pub fn pieces(was: &str, now: &str) -> Vec<Piece> {
    let (old, new) = (lines(was), lines(now));
    let mut found = Vec::new();
    for (tag, of_old, of_new) in matched(&old, &new) {
        let (old, new) = (joined(&old, of_old), joined(&new, of_new));
        match tag {
            DiffTag::Equal => push(&mut found, Piece::Same(old)),
            DiffTag::Delete => push(&mut found, Piece::Gone(old)),
            DiffTag::Insert => push(&mut found, Piece::New(new)),
            DiffTag::Replace => within(&old, &new, &mut found),
        }
    }
    gathered(found)
}

/// The longest word, in characters, that is taken for part of the change around it: "a", "of", "the".
const LITTLE: usize = 3;

/// Changes that only a blank or a little word parts become one: what was said is read before what is said now, not word
/// against word.
fn gathered(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let (mut gone, mut new) = (String::new(), String::new());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Gone(text) => gone.push_str(&text),
            Piece::New(text) => new.push_str(&text),
            Piece::Same(text) => {
                let inside = !gone.is_empty() && !new.is_empty() && pieces.peek().is_some();
                let is_little = text.trim().chars().count() <= LITTLE
                    && !text.contains('\n')
                    && text.split_whitespace().count() <= 1;
                if inside && is_little {
                    gone.push_str(&text);
                    new.push_str(&text);
                    continue;
                }
                push(&mut found, Piece::Gone(std::mem::take(&mut gone)));
                push(&mut found, Piece::New(std::mem::take(&mut new)));
                push(&mut found, Piece::Same(text));
            }
        }
    }
    push(&mut found, Piece::Gone(gone));
    push(&mut found, Piece::New(new));
    found
}

/// The change on as few lines as it takes, marked; long stretches that did not change are cut to their ends.
pub fn marked(was: &str, now: &str) -> String {
    let mut text = String::new();
    for piece in pieces(was, now) {
        match piece {
            Piece::Same(same) => text.push_str(&shortened(&same)),
            Piece::Gone(gone) => mark(&mut text, "[-", &gone, "-]"),
            Piece::New(new) => mark(&mut text, "{+", &new, "+}"),
        }
    }
    text.trim_end().to_owned()
}

fn within(old: &str, new: &str, found: &mut Vec<Piece>) {
    let (old, new) = (tokens(old), tokens(new));
    let same_start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (tail(&old, same_start), tail(&new, same_start));
    let same_end = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let old_middle = head(old_rest, old_rest.len() - same_end);
    let new_middle = head(new_rest, new_rest.len() - same_end);
    push(found, Piece::Same(head(&old, same_start).concat()));
    if old_middle.len().saturating_mul(new_middle.len()) > MOST_PAIRS {
        push(found, Piece::Gone(old_middle.concat()));
        push(found, Piece::New(new_middle.concat()));
    } else {
        for (tag, of_old, of_new) in matched(old_middle, new_middle) {
            let gone = joined(old_middle, of_old);
            let new = joined(new_middle, of_new);
            match tag {
                DiffTag::Equal => push(found, Piece::Same(gone)),
                DiffTag::Delete => push(found, Piece::Gone(gone)),
                DiffTag::Insert => push(found, Piece::New(new)),
                DiffTag::Replace => {
                    push(found, Piece::Gone(gone));
                    push(found, Piece::New(new));
                }
            }
        }
    }
    push(
        found,
        Piece::Same(tail(old_rest, old_rest.len() - same_end).concat()),
    );
}

/// A step from one list to another: what to do, with which of the old and which of the new.
pub(super) type Matched = (DiffTag, Range<usize>, Range<usize>);

/// The steps in order. Where each begins is counted here: an insertion that the library moved may name another place.
pub(super) fn matched(old: &[&str], new: &[&str]) -> Vec<Matched> {
    let (mut from_old, mut from_new) = (0, 0);
    capture_diff_slices(Algorithm::Myers, old, new)
        .into_iter()
        .map(|op| {
            let of_old = from_old..from_old + op.old_range().len();
            let of_new = from_new..from_new + op.new_range().len();
            (from_old, from_new) = (of_old.end, of_new.end);
            (op.tag(), of_old, of_new)
        })
        .collect()
}

fn joined(parts: &[&str], range: Range<usize>) -> String {
    parts.get(range).unwrap_or_default().concat()
}

fn head<'a, 'b>(parts: &'a [&'b str], count: usize) -> &'a [&'b str] {
    parts.get(..count).unwrap_or(parts)
}

fn tail<'a, 'b>(parts: &'a [&'b str], from: usize) -> &'a [&'b str] {
    parts.get(from..).unwrap_or_default()
}

/// The lines of a text, each with its end.
pub(super) fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Words, and the blanks between them.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blank = first.is_whitespace();
        let end = rest
            .find(|c: char| c.is_whitespace() != blank)
            .unwrap_or(rest.len());
        let (token, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// Adds a stretch; neighbours of one sort become one.
fn push(found: &mut Vec<Piece>, piece: Piece) {
    let (Piece::Same(text) | Piece::Gone(text) | Piece::New(text)) = &piece;
    if text.is_empty() {
        return;
    }
    match (found.last_mut(), &piece) {
        (Some(Piece::Same(before)), Piece::Same(text))
        | (Some(Piece::Gone(before)), Piece::Gone(text))
        | (Some(Piece::New(before)), Piece::New(text)) => before.push_str(text),
        _ => found.push(piece),
    }
}

/// Sets a stretch between marks, with its blanks outside them.
fn mark(text: &mut String, open: &str, piece: &str, close: &str) {
    let inner = piece.trim();
    if inner.is_empty() {
        text.push_str(piece);
        return;
    }
    let lead = piece.len() - piece.trim_start().len();
    let (before, _) = piece.split_at_checked(lead).unwrap_or(("", piece));
    if text.is_empty() || text.ends_with(char::is_whitespace) {
        text.push_str(before);
    } else {
        // What is gone and what came for it are kept apart.
        text.push_str(if before.is_empty() { " " } else { before });
    }
    text.push_str(open);
    text.push_str(inner);
    text.push_str(close);
    let trail = piece.trim_end().len();
    text.push_str(piece.split_at_checked(trail).map_or("", |(_, after)| after));
}

fn shortened(same: &str) -> String {
    let parts = tokens(same);
    // Blanks are tokens too.
    let ends = WORDS_AROUND * 2;
    if parts.len() <= ends * 2 {
        return same.to_owned();
    }
    let (start, end) = (head(&parts, ends), tail(&parts, parts.len() - ends));
    format!(
        "{} ... {}",
        start.concat().trim_end(),
        end.concat().trim_start()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn changes_are_marked_word_by_word() {
        for (was, now, says) in [
            ("my own kitchen", "my own kitchen", "my own kitchen"),
            ("my own kitchen", "my kitchen", "my [-own-] kitchen"),
            ("my kitchen", "my own kitchen", "my {+own+} kitchen"),
            (
                "see Ruth daily",
                "see Len daily",
                "see [-Ruth-] {+Len+} daily",
            ),
            ("", "all new", "{+all new+}"),
            ("all gone", "", "[-all gone-]"),
            (
                "one\ntwo\nthree",
                "one\n2\nthree",
                "one\n[-two-] {+2+}\nthree",
            ),
        ] {
            assert_eq!(marked(was, now), says, "{was:?} to {now:?}");
        }
    }

    #[test]
    fn what_did_not_change_is_cut_to_its_ends() {
        let long = "word ".repeat(400);
        let says = marked(&format!("{long}old"), &format!("{long}new"));
        assert!(
            says.contains(" ... ") && says.ends_with("[-old-] {+new+}"),
            "{says}"
        );
        assert!(says.len() < 200, "{}", says.len());
    }

    #[test]
    fn texts_without_a_common_word_are_shown_whole() {
        let (a, b) = ("a ".repeat(5_000), "b ".repeat(5_000));
        assert_eq!(pieces(&a, &b).len(), 3, "gone, new, the blank at the end");
    }

    proptest! {
        /// Both texts can be put together again from the pieces.
        #[test]
        fn nothing_is_lost(was in "[ab \n]{0,40}", now in "[ab \n]{0,40}") {
            let (mut old, mut new) = (String::new(), String::new());
            for piece in pieces(&was, &now) {
                match piece {
                    Piece::Same(text) => { old.push_str(&text); new.push_str(&text); }
                    Piece::Gone(text) => old.push_str(&text),
                    Piece::New(text) => new.push_str(&text),
                }
            }
            prop_assert_eq!(old, was);
            prop_assert_eq!(new, now);
        }
    }
}
