//! The front page as it is filled from the top: a label, and as much of its text as there is room for.

use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// The column at which what follows a label begins: a tab stop, so that moving to it is cheap.
pub(super) const TEXT: u16 = 8;
/// Rows from which nothing has to be cut short: at 24 rows the page is also short to send over a slow line.
const ROOMY: u16 = 26;
/// Rows from which what they have stands there.
const LEAST_FOR_CONDITIONS: u16 = 17;
/// Columns of text where rows are few.
const SHORT: u16 = 54;

/// One of several lines.
pub(super) struct Piece {
    /// What it says where all of it fits.
    pub(super) whole: String,
    /// The same in the order in which it may be cut.
    pub(super) to_cut: String,
}

/// A front page as far as it is drawn.
pub(super) struct Sheet<'p, 'b> {
    /// What is drawn on.
    pub(super) page: &'p mut Page<'b>,
    /// The row that is drawn next.
    pub(super) y: u16,
    /// Whether there are rows enough for nothing to be cut short.
    pub(super) roomy: bool,
    /// Whether nothing is cut.
    full: bool,
    /// Rows at the foot that would stay empty: what somebody may come to harm without is given them before it is cut.
    spare: usize,
    /// Whether any of that is cut.
    pub(super) is_cut: bool,
}

impl<'p, 'b> Sheet<'p, 'b> {
    /// An empty one; in full, nothing of it is cut. Of a short one so many rows are known to be left.
    pub(super) fn new(page: &'p mut Page<'b>, full: bool, spare: usize) -> Self {
        let roomy = full || page.height() >= ROOMY;
        Self {
            page,
            y: 0,
            roomy,
            full,
            spare,
            is_cut: false,
        }
    }

    /// Rows that nothing is drawn on so far.
    pub(super) fn left(&self) -> usize {
        self.page.height().saturating_sub(self.y).into()
    }

    /// Rows for what somebody may come to harm without, up to the edge: those that it has, and as many of the spare ones
    /// as it needs and may have.
    pub(super) fn rows_for(&mut self, text: &str, most: usize, more: usize) -> usize {
        let lacks = wrap(text, self.room()).len().saturating_sub(most);
        let lacks = lacks.min(more);
        let given = lacks.min(self.spare);
        self.spare -= given;
        self.is_cut |= given < lacks;
        most.saturating_add(given)
    }

    /// A label and what somebody may come to harm without, up to the edge where it would be cut.
    pub(super) fn vital(
        &mut self,
        label: &str,
        role: Role,
        text: &str,
        (most, more): (usize, usize),
    ) {
        let spoken = self.page.spoken(text).into_owned();
        let is_short = wrap(&spoken, self.columns()).len() <= most;
        let columns = if is_short {
            self.columns()
        } else {
            self.room()
        };
        let most = if is_short {
            most
        } else {
            self.rows_for(&spoken, most, more)
        };
        self.line_within(columns, label, role, text, most);
    }

    /// Whether rows are so few that what is due counts for more than what they have and what was arranged.
    pub(super) fn is_low(&self) -> bool {
        !self.full && self.page.height() < LEAST_FOR_CONDITIONS
    }

    /// Columns from the text to the edge.
    fn room(&self) -> usize {
        self.page.width().saturating_sub(TEXT + 1).into()
    }

    /// Columns that a line of text has.
    fn columns(&self) -> usize {
        let room = self.room();
        if self.roomy {
            room
        } else {
            room.min(SHORT.into())
        }
    }

    /// A label and as many parts as fit whole into so many rows up to the edge, and how many do not: half a telephone
    /// number helps nobody, and one that is left out without a sign is never looked for.
    pub(super) fn whole(&self, label: &str, parts: &[String], rows: usize) -> String {
        let Some((first, others)) = parts.split_first() else {
            return String::new();
        };
        let line = format!("{label}: {first}");
        let (all, left_out) = self.joined(&line, others, rows, "");
        if left_out == 0 {
            return all;
        }
        // The sign needs room itself, which may leave out one more: a place is kept for two digits.
        let (some, left_out) = self.joined(&line, others, rows, " | +99 more");
        format!("{some} | +{left_out} more")
    }

    /// A line and what may stand behind it, where that fits whole too.
    pub(super) fn with_remark(&self, line: &str, remark: &str, rows: usize) -> String {
        self.joined(line, &[remark.to_owned()], rows, "").0
    }

    /// A line, as many parts as fit behind it before what ends it, and how many do not.
    fn joined(&self, line: &str, parts: &[String], rows: usize, end: &str) -> (String, usize) {
        let mut line = line.to_owned();
        let mut left_out = 0;
        for part in parts {
            let longer = format!("{line} | {part}");
            if wrap(&format!("{longer}{end}"), self.room()).len() <= rows {
                line = longer;
            } else {
                left_out += 1;
            }
        }
        (line, left_out)
    }

    /// As many rows as there is room for: the second number where there is plenty, any number in full.
    pub(super) fn most(&self, short: usize, long: usize) -> usize {
        match (self.full, self.roomy) {
            (true, _) => usize::MAX,
            (false, true) => long,
            (false, false) => short,
        }
    }

    /// A label and a line for each of several, so many at most; in full each to its end.
    pub(super) fn lines_of(&mut self, label: &str, each: &[Piece], most: usize) {
        let rows = self.most(1, 2);
        for (at, piece) in each.iter().take(most).enumerate() {
            let which = if each.len() > most {
                format!("{} of {}: ", at + 1, each.len())
            } else {
                String::new()
            };
            let label = if at == 0 { label } else { "" };
            let whole = format!("{which}{}", piece.whole);
            let has = rows.saturating_add(self.spare.min(1));
            let text = if wrap(&whole, self.room()).len() <= has {
                whole
            } else {
                format!("{which}{}", piece.to_cut)
            };
            self.vital(label, Role::Text, &text, (rows, 1));
        }
    }

    /// A label and its text, wrapped to at most so many rows; to its end in full.
    pub(super) fn line(&mut self, label: &str, role: Role, text: &str, most: usize) {
        self.line_within(self.columns(), label, role, text, most);
    }

    /// The same up to the edge, where what would be cut is what is needed: numbers, and what to do.
    pub(super) fn wide_line(&mut self, label: &str, role: Role, text: &str, most: usize) {
        self.line_within(self.room(), label, role, text, most);
    }

    fn line_within(&mut self, columns: usize, label: &str, role: Role, text: &str, most: usize) {
        if text.is_empty() || self.y >= self.page.height() {
            return;
        }
        self.page.put(0, self.y, Role::Text, label);
        let lines = wrap(&self.page.spoken(text), columns);
        let most = if self.full { usize::MAX } else { most };
        let cut = lines.len() > most;
        for (at, line) in lines.iter().take(most).enumerate() {
            let text = if cut && at + 1 == most {
                format!("{line} \u{2026}")
            } else {
                line.clone()
            };
            self.page.put(TEXT, self.y, role, &text);
            self.y += 1;
        }
    }
}
