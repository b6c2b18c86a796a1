//! The text of an open note, and the way back through its changes.
//!
//! `ratatui_textarea::TextArea` holds the lines and its history replays single edits; this file is all that knows it.
//! Ours are what it lacks: one operation for every change (replace a stretch), steps of several edits undone
//! together, and positions as line and byte, kept outside so that its `u16` jumps, its steps by code point and its
//! wrapping never matter. Deliberately not here: what a word or a line on the screen is, where the caret may stand.

use std::collections::VecDeque;

use ratatui_textarea::{CursorMove, DataCursor, TextArea};

/// So many characters are deleted one by one where the cursor stands, which spares a jump.
const FEW: usize = 4;

/// How far the buffer goes.
#[derive(Clone, Copy)]
struct Limits {
    /// How many single edits can be taken back.
    edits: usize,
    /// The furthest line and column to which `TextArea` can be sent; what lies beyond is reached by putting the text
    /// between there and here in again.
    furthest: usize,
    /// How much text may be put in again so before the history starts afresh, in bytes.
    copies: usize,
}

/// A word is about six edits, so this is well over 10,000 steps of undo.
const LIMITS: Limits = Limits {
    edits: 100_000,
    furthest: u16::MAX as usize,
    copies: 64 << 20,
};

/// A position in the text: a line, and a byte within it, both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) byte: usize,
}

/// Which lines a change touched: from `line` on, `removed` line ends went and `added` came; before `byte`, the line
/// stayed as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) line: usize,
    pub(super) byte: usize,
    pub(super) removed: usize,
    pub(super) added: usize,
}

impl Span {
    fn is_within_line(self) -> bool {
        self.removed == 0 && self.added == 0
    }
}

/// What an undo or a redo did: the lines touched, in order, and where the caret belongs.
pub(super) struct Replay {
    pub(super) spans: Vec<Span>,
    pub(super) caret: Place,
}

/// One step of undo.
struct Step {
    edits: usize,
    spans: Vec<Span>,
    before: Place,
    after: Place,
}

/// Lines of text with steps of undo. There is always at least one line.
pub(super) struct Buffer {
    area: TextArea<'static>,
    done: VecDeque<Step>,
    undone: Vec<Step>,
    /// How many edits `TextArea` can take back, and how many it holds with those that it can do again.
    reach: usize,
    held: usize,
    copied: usize,
    limits: Limits,
}

impl Buffer {
    /// Takes text as it is, and splits it at LF only.
    pub(super) fn new(text: &str) -> Buffer {
        Buffer::within(text, LIMITS)
    }

    fn within(text: &str, limits: Limits) -> Buffer {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_max_histories(limits.edits);
        Buffer {
            area,
            done: VecDeque::new(),
            undone: Vec::new(),
            reach: 0,
            held: 0,
            copied: 0,
            limits,
        }
    }

    pub(super) fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// A line's text; empty beyond the last.
    pub(super) fn line(&self, line: usize) -> &str {
        self.lines().get(line).map_or("", String::as_str)
    }

    /// Where the text ends.
    pub(super) fn end(&self) -> Place {
        let line = self.lines().len().saturating_sub(1);
        Place {
            line,
            byte: self.line(line).len(),
        }
    }

    /// Puts `text` in place of what stands from `from` to `to`, and tells which lines that touched and where the new
    /// text ends.
    ///
    /// `caret` is where an undo puts the caret back. With `joins` the change becomes part of the last step. Control
    /// characters other than tab and LF do not belong in `text`.
    pub(super) fn replace(
        &mut self,
        from: Place,
        to: Place,
        text: &str,
        caret: Place,
        joins: bool,
    ) -> (Span, Place) {
        if self.copied > self.limits.copies {
            self.forget_history();
        }
        let gone = self.count_between(from, to);
        let mut edits = 0;
        if (1..=FEW).contains(&gone) && self.is_at(to) {
            for _ in 0..gone {
                self.area.delete_char();
            }
            edits += gone;
            edits += self.insert(String::new(), text);
        } else {
            let base = if self.is_at(from) {
                from
            } else {
                self.go_near(from)
            };
            let kept = self.between(base, from).to_owned();
            let kept_chars = kept.chars().count();
            self.copied += 2 * kept.len();
            if gone + kept_chars > 0 {
                self.area.delete_str(gone + kept_chars);
                edits += 1;
            }
            edits += self.insert(kept, text);
        }
        let span = Span {
            line: from.line,
            byte: from.byte,
            removed: to.line.saturating_sub(from.line),
            added: text.matches('\n').count(),
        };
        let after = match text.rsplit_once('\n') {
            Some((_, last)) => Place {
                line: from.line + span.added,
                byte: last.len(),
            },
            None => Place {
                line: from.line,
                byte: from.byte + text.len(),
            },
        };
        self.record(edits, span, caret, after, joins);
        (span, after)
    }

    /// Takes the last step back; `None` if there is none.
    pub(super) fn undo(&mut self) -> Option<Replay> {
        let step = self.done.pop_back()?;
        for _ in 0..step.edits {
            self.area.undo();
        }
        self.reach -= step.edits;
        let swap = |span: &Span| Span {
            removed: span.added,
            added: span.removed,
            ..*span
        };
        let replay = Replay {
            spans: step.spans.iter().rev().map(swap).collect(),
            caret: step.before,
        };
        self.undone.push(step);
        Some(replay)
    }

    /// Does the last step that was taken back again; `None` if there is none.
    pub(super) fn redo(&mut self) -> Option<Replay> {
        let step = self.undone.pop()?;
        for _ in 0..step.edits {
            self.area.redo();
        }
        self.reach += step.edits;
        let replay = Replay {
            spans: step.spans.clone(),
            caret: step.after,
        };
        self.done.push_back(step);
        Some(replay)
    }

    /// Inserts where `TextArea`'s cursor stands; returns how many edits that made.
    fn insert(&mut self, kept: String, text: &str) -> usize {
        if kept.is_empty() && text.is_empty() {
            return 0;
        }
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            // A typed character: the history keeps it without a string of its own.
            (Some(c), None) if kept.is_empty() => self.area.insert_char(c),
            _ => {
                self.area.insert_str(kept + text);
            }
        }
        1
    }

    fn record(&mut self, edits: usize, span: Span, before: Place, after: Place, joins: bool) {
        for _ in 0..edits {
            // Mirrors what TextArea's history does: the oldest edit goes first, then whatever could be done again.
            if self.held == self.limits.edits {
                self.reach = self.reach.saturating_sub(1);
            }
            self.reach += 1;
            self.held = self.reach;
        }
        self.undone.clear();
        match self.done.back_mut() {
            Some(step) if joins => {
                step.edits += edits;
                step.after = after;
                match step.spans.last_mut() {
                    Some(last)
                        if last.is_within_line()
                            && span.is_within_line()
                            && last.line == span.line =>
                    {
                        last.byte = last.byte.min(span.byte);
                    }
                    _ => step.spans.push(span),
                }
            }
            _ => self.done.push_back(Step {
                edits,
                spans: vec![span],
                before,
                after,
            }),
        }
        // Steps of which an edit is gone cannot be taken back whole, so they cannot be taken back.
        let mut edits_in_steps: usize = self.done.iter().map(|step| step.edits).sum();
        while edits_in_steps > self.reach {
            let dropped = self
                .done
                .pop_front()
                .map_or(edits_in_steps, |step| step.edits);
            edits_in_steps -= dropped;
        }
    }

    fn forget_history(&mut self) {
        self.area.set_max_histories(self.limits.edits);
        self.done.clear();
        self.undone.clear();
        self.reach = 0;
        self.held = 0;
        self.copied = 0;
    }

    fn is_at(&self, place: Place) -> bool {
        self.area.cursor() == DataCursor(place.line, self.column(place))
    }

    /// Sends `TextArea` to a place, or as near before it on its line as it can go; returns where that is.
    fn go_near(&mut self, place: Place) -> Place {
        let furthest = self.limits.furthest;
        let line = self.line(place.line);
        let column = if place.line > furthest {
            0
        } else {
            self.column(place).min(furthest)
        };
        let byte = line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at);
        let near = |number: usize| u16::try_from(number.min(furthest)).unwrap_or(u16::MAX);
        self.area
            .move_cursor(CursorMove::Jump(near(place.line), near(column)));
        for _ in furthest..place.line {
            self.area.move_cursor(CursorMove::Down);
        }
        Place { byte, ..place }
    }

    /// How many characters stand before a place on its line.
    fn column(&self, place: Place) -> usize {
        self.between(Place { byte: 0, ..place }, place)
            .chars()
            .count()
    }

    /// The text between two places on one line.
    fn between(&self, from: Place, to: Place) -> &str {
        self.line(from.line)
            .get(from.byte..to.byte)
            .unwrap_or_default()
    }

    /// How many characters stand between two places, a line end being one.
    fn count_between(&self, from: Place, to: Place) -> usize {
        let count = |line: usize, start: usize, end: usize| {
            self.line(line)
                .get(start..end)
                .map_or(0, |text| text.chars().count())
        };
        if from.line == to.line {
            return count(from.line, from.byte, to.byte);
        }
        let first = count(from.line, from.byte, self.line(from.line).len()) + 1;
        let middle: usize = (from.line + 1..to.line)
            .map(|line| self.line(line).chars().count() + 1)
            .sum();
        first + middle + count(to.line, 0, to.byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(buffer: &Buffer) -> String {
        buffer.lines().join("\n")
    }

    /// The place at a byte offset, or at the next boundary of a character.
    fn place(text: &str, offset: usize) -> Place {
        let offset = (offset..=text.len())
            .find(|at| text.is_char_boundary(*at))
            .unwrap();
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count();
        Place {
            line,
            byte: before.len() - before.rfind('\n').map_or(0, |at| at + 1),
        }
    }

    fn offset(text: &str, place: Place) -> usize {
        let above = text.split('\n').take(place.line);
        above.map(|line| line.len() + 1).sum::<usize>() + place.byte
    }

    #[test]
    fn edits_beyond_the_reach_of_the_text_area() {
        for original in ["a".repeat(70_000) + "bc", "\n".repeat(70_000) + "bc"] {
            let mut buffer = Buffer::new(&original);
            let end = buffer.end();
            let middle = Place {
                byte: end.byte - 1,
                ..end
            };
            buffer.replace(middle, middle, "x\ny", middle, false);
            let at = buffer.end();
            buffer.replace(Place { byte: 0, ..at }, at, "", at, false);
            assert!(text(&buffer) == format!("{}bx\n", original.trim_end_matches("bc")));
            buffer.undo();
            buffer.undo();
            assert!(text(&buffer) == original);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        /// With limits so tight that every path is taken.
        #[test]
        fn steps_are_taken_back_whole_or_not_at_all(
            original in "[ab\n\u{e9}]{0,12}",
            edits in 4..40_usize,
            furthest in 1..6_usize,
            copies in 20..200_usize,
            deeds in prop::collection::vec((0..8_u8, 0..20_usize, 0..6_usize, "[ab\n\u{e9}]{0,4}"), 0..60),
        ) {
            let mut buffer = Buffer::within(&original, Limits { edits, furthest, copies });
            let mut done: Vec<String> = Vec::new();
            let mut undone: Vec<String> = Vec::new();
            for (deed, start, length, new) in deeds {
                let before = text(&buffer);
                if deed == 0 {
                    if buffer.undo().is_some() {
                        prop_assert_eq!(Some(text(&buffer)), done.pop());
                        undone.push(before);
                    }
                } else if deed == 1 {
                    let is_redone = buffer.redo().is_some();
                    prop_assert_eq!(is_redone, !undone.is_empty());
                    if is_redone {
                        prop_assert_eq!(Some(text(&buffer)), undone.pop());
                        done.push(before);
                    }
                } else {
                    let from = place(&before, start.min(before.len()));
                    let to = place(&before, (offset(&before, from) + length).min(before.len()));
                    if from == to && new.is_empty() {
                        continue;
                    }
                    // A history that starts afresh has nothing to join.
                    let starts_afresh = buffer.copied > copies;
                    let joins = deed == 2 && !buffer.done.is_empty() && !starts_afresh;
                    let (span, after) = buffer.replace(from, to, &new, from, joins);
                    let mut expected = before.clone();
                    expected.replace_range(offset(&before, from)..offset(&before, to), &new);
                    prop_assert_eq!(text(&buffer), expected.clone());
                    prop_assert_eq!(offset(&expected, after), offset(&before, from) + new.len());
                    prop_assert_eq!(before.matches('\n').count() + span.added - span.removed, buffer.end().line);
                    if !joins {
                        done.push(before);
                    }
                    undone.clear();
                }
            }
            while buffer.undo().is_some() {
                prop_assert_eq!(Some(text(&buffer)), done.pop());
            }
        }
    }
}
