//! The sheet that screens write on: rows and columns of roles and text, with every text made safe first.
//!
//! Nothing reaches a cell but through [`Page::put`]; so no record can act on the terminal.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::theme::{Role, Theme};
use crate::app::keymap::Keymap;
use crate::domain::text::visible;
pub use crate::domain::wrap::{wrap, wrap_first, wrap_rows};

/// A part of the screen being drawn.
pub struct Page<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    keymap: &'a Keymap,
    /// The part that belongs to this page.
    pub area: Rect,
    /// Where the terminal's own cursor shall stand: on the selected row or in the active field.
    pub cursor: Option<Position>,
}

impl<'a> Page<'a> {
    /// A page over an area.
    pub fn new(buffer: &'a mut Buffer, area: Rect, theme: &'a Theme, keymap: &'a Keymap) -> Self {
        Self {
            buffer,
            theme,
            keymap,
            area,
            cursor: None,
        }
    }

    /// A sentence with the keys that it speaks of, as they are bound.
    pub fn spoken<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.keymap.spoken(text)
    }

    /// The page's columns.
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// The page's rows.
    pub fn height(&self) -> u16 {
        self.area.height
    }

    /// Writes one line of text from a column, cut at the edge of the page; returns the column after it.
    pub fn put(&mut self, x: u16, y: u16, role: Role, text: &str) -> u16 {
        let room = self.area.width.saturating_sub(x);
        self.put_within(x, y, room, role, text)
    }

    /// Writes one line of text into so many columns; what does not fit ends in an ellipsis.
    pub fn put_within(&mut self, x: u16, y: u16, room: u16, role: Role, text: &str) -> u16 {
        let room = room.min(self.area.width.saturating_sub(x));
        if y >= self.area.height || room == 0 {
            return x;
        }
        if let Some(after) = self.put_ascii(x, y, room, role, text) {
            return after;
        }
        let safe = visible(text);
        let fitted = fit(&safe, usize::from(room));
        let (after, _) = self.buffer.set_stringn(
            self.area.x + x,
            self.area.y + y,
            &fitted,
            usize::from(room),
            self.theme.style(role),
        );
        after.saturating_sub(self.area.x)
    }

    /// Writes printable ASCII, as nearly every text is: a byte a cell, without looking for clusters and widths.
    fn put_ascii(&mut self, x: u16, y: u16, room: u16, role: Role, text: &str) -> Option<u16> {
        if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return None;
        }
        let fits = text.len() <= usize::from(room);
        let shown = if fits {
            text
        } else {
            text.get(..usize::from(room) - 1)?.trim_end()
        };
        let ellipsis = (!fits).then_some('\u{2026}');
        let style = self.theme.style(role);
        let mut after = x;
        for c in shown.chars().chain(ellipsis) {
            if let Some(cell) = self.buffer.cell_mut((self.area.x + after, self.area.y + y)) {
                cell.set_char(c).set_style(style);
            }
            after += 1;
        }
        Some(after)
    }

    /// Makes a row blank, for something that is drawn over it.
    pub fn clear_row(&mut self, y: u16) {
        for x in 0..self.area.width {
            if let Some(cell) = self.buffer.cell_mut((self.area.x + x, self.area.y + y)) {
                cell.reset();
            }
        }
    }

    /// Puts the terminal's cursor at a place on the page.
    pub fn set_cursor(&mut self, x: u16, y: u16) {
        self.cursor = Some(Position::new(
            self.area.x + x.min(self.area.width.saturating_sub(1)),
            self.area.y + y.min(self.area.height.saturating_sub(1)),
        ));
    }

    /// Draws a taller page than there is room for, and shows it from a row.
    pub fn scrolled(&mut self, height: u16, from: u16, draw: impl FnOnce(&mut Page<'_>)) {
        let area = Rect::new(0, 0, self.area.width, height);
        let mut buffer = Buffer::empty(area);
        draw(&mut Page::new(&mut buffer, area, self.theme, self.keymap));
        for y in 0..self.area.height.min(height.saturating_sub(from)) {
            for x in 0..self.area.width {
                if let (Some(cell), Some(drawn)) = (
                    self.buffer.cell_mut((self.area.x + x, self.area.y + y)),
                    buffer.cell((x, from + y)),
                ) {
                    cell.clone_from(drawn);
                }
            }
        }
    }

    /// How many rows of a taller page are written on: up to the last one that is not blank.
    pub fn rows_drawn(&self, height: u16, draw: impl FnOnce(&mut Page<'_>)) -> u16 {
        let area = Rect::new(0, 0, self.area.width, height);
        let mut buffer = Buffer::empty(area);
        draw(&mut Page::new(&mut buffer, area, self.theme, self.keymap));
        let is_blank = |y: &u16| {
            (0..area.width).all(|x| buffer.cell((x, *y)).is_none_or(|cell| cell.symbol() == " "))
        };
        (0..height)
            .rev()
            .find(|y| !is_blank(y))
            .map_or(0, |y| y + 1)
    }

    /// A page over a part of this one.
    pub fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Page<'_> {
        let area =
            Rect::new(self.area.x + x, self.area.y + y, width, height).intersection(self.area);
        Page {
            buffer: self.buffer,
            theme: self.theme,
            keymap: self.keymap,
            area,
            cursor: None,
        }
    }
}

/// What stands where a text goes on that does not fit.
const DOTS: &str = " ...";

/// The lines that fit; the last of them says by its dots that there are more.
pub fn ended(mut lines: Vec<String>, fit: usize, columns: usize) -> Vec<String> {
    if lines.len() > fit {
        lines.truncate(fit);
        if let Some(last) = lines.last_mut() {
            let room = columns.saturating_sub(DOTS.len());
            let kept = wrap(last, room).into_iter().next().unwrap_or_default();
            *last = format!("{kept}{DOTS}");
        }
    }
    lines
}

/// The text cut to so many columns; an ellipsis says that there is more.
pub fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut fitted = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        let width = cluster.width();
        if used + width + 1 > columns {
            break;
        }
        fitted.push_str(cluster);
        used += width;
    }
    if columns > 0 {
        fitted.truncate(fitted.trim_end().len());
        fitted.push('\u{2026}');
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_is_cut_like_everything_else() {
        let theme = Theme::builtin("dark").expect("a theme");
        let keymap = Keymap::standard();
        for text in ["Ellis, Margaret", "a b  c", "x", "   ", ""] {
            for room in 1..=16u16 {
                let area = Rect::new(0, 0, 20, 1);
                let mut buffer = Buffer::empty(area);
                let mut page = Page::new(&mut buffer, area, &theme, &keymap);
                let after = page.put_within(2, 0, room, Role::Text, text);
                let fitted = fit(text, usize::from(room));
                assert_eq!(usize::from(after), 2 + fitted.width(), "{text} {room}");
                let mut expected = Buffer::empty(area);
                expected.set_string(2, 0, &fitted, theme.style(Role::Text));
                assert_eq!(buffer, expected, "{text} {room}");
            }
        }
    }

    #[test]
    fn what_does_not_fit_says_so() {
        for (text, columns, fitted) in [
            ("Ellis, Margaret", 20, "Ellis, Margaret"),
            ("Ellis, Margaret", 8, "Ellis,\u{2026}"),
            ("Ellis", 0, ""),
            ("日本語", 5, "日本\u{2026}"),
        ] {
            assert_eq!(fit(text, columns), fitted);
        }
    }
}
