//! A screen as a grid of glyphs, in which wide symbols are never left cut in half.
//!
//! Writes outside the grid are ignored: during a resize a caller may still think in the old size.

use std::ops::Range;

use super::clusters::Clusters;
use super::glyph::{Glyph, Mark};

/// A screen of rows and columns, and which rows were touched.
#[derive(Default, Clone)]
pub(super) struct Grid {
    width: usize,
    height: usize,
    cells: Vec<Glyph>,
    touched: Vec<bool>,
    blank: Vec<Glyph>,
}

impl Grid {
    /// Returns a blank grid of `width` columns and `height` rows.
    pub fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            cells: vec![Glyph::BLANK; width * height],
            touched: vec![false; height],
            blank: vec![Glyph::BLANK; width],
        }
    }

    /// Returns the number of columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Returns the number of rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Returns the glyphs of a row; none for a row outside the grid.
    pub fn row(&self, y: usize) -> &[Glyph] {
        self.cells
            .get(y * self.width..(y + 1) * self.width)
            .unwrap_or_default()
    }

    /// Returns a blank row.
    pub fn blank_row(&self) -> &[Glyph] {
        &self.blank
    }

    /// Returns whether a row was written to since `settle`.
    pub fn touched(&self, y: usize) -> bool {
        self.touched.get(y).copied().unwrap_or_default()
    }

    /// Puts a glyph at a column of a row.
    ///
    /// A wide symbol that is cut by it turns into blanks. One that does not fit before the right
    /// edge is itself shown as blanks, because a terminal would wrap it into the next row.
    pub fn put(&mut self, x: usize, y: usize, glyph: Glyph) {
        if x >= self.width || y >= self.height {
            return;
        }
        let start = y * self.width;
        if let Some(cell) = self.cells.get_mut(start + x) {
            if *cell == glyph {
                return;
            }
            if cell.width() == 1 && glyph.width() == 1 {
                *cell = glyph;
                self.touch(y);
                return;
            }
        }
        let span = glyph.width().max(1);
        if x + span > self.width {
            for column in x..self.width {
                self.put(column, y, Glyph::new(Mark::Char(' '), glyph.ink(), 1));
            }
            return;
        }
        let Some(row) = self.cells.get_mut(start..start + self.width) else {
            return;
        };
        for column in x..x + span {
            dissolve(row, column);
        }
        for (offset, cell) in row.iter_mut().skip(x).take(span).enumerate() {
            *cell = if offset == 0 { glyph } else { Glyph::TAIL };
        }
        self.touch(y);
    }

    /// Blanks some columns of a row.
    pub fn wipe(&mut self, y: usize, columns: Range<usize>) {
        for x in columns {
            self.put(x, y, Glyph::BLANK);
        }
    }

    /// Makes this grid show what another of the same size shows, where that one was touched.
    pub fn catch_up(&mut self, other: &mut Self) {
        for y in 0..self.height {
            if other.touched(y) {
                let cells = y * self.width..(y + 1) * self.width;
                if let (Some(to), Some(from)) =
                    (self.cells.get_mut(cells.clone()), other.cells.get(cells))
                {
                    to.copy_from_slice(from);
                }
            }
        }
        other.touched.fill(false);
    }

    /// Marks every row as written to.
    pub fn touch_all(&mut self) {
        self.touched.fill(true);
    }

    /// Moves the clusters that are on this screen from one set to another.
    pub fn renumber(&mut self, old: &Clusters, new: &mut Clusters) {
        for cell in &mut self.cells {
            if let Mark::Cluster(id) = cell.mark() {
                let mark = Mark::Cluster(new.intern(old.text(id)));
                *cell = cell.with_mark(mark);
            }
        }
    }

    fn touch(&mut self, y: usize) {
        if let Some(touched) = self.touched.get_mut(y) {
            *touched = true;
        }
    }
}

/// Turns the wide symbol that takes a column, if there is one, into blanks.
fn dissolve(row: &mut [Glyph], column: usize) {
    let mut head = column;
    while head > 0 && row.get(head).is_some_and(|cell| cell.is_tail()) {
        head -= 1;
    }
    let span = row.get(head).map_or(0, |cell| cell.width());
    if span > 1 {
        for cell in row.iter_mut().skip(head).take(span) {
            *cell = Glyph::BLANK;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::lean::glyph::Ink;

    fn glyph(c: char, width: u16) -> Glyph {
        Glyph::new(Mark::Char(c), Ink::PLAIN, width)
    }

    fn shown(grid: &Grid) -> String {
        grid.row(0)
            .iter()
            .map(|cell| match cell.mark() {
                Mark::Char(c) => c,
                Mark::Cluster(_) => '*',
                Mark::Tail => '<',
            })
            .collect()
    }

    type Puts = &'static [(usize, char, u16)];

    #[test]
    fn wide_symbols_are_never_cut() {
        let cases: [(Puts, &str); 6] = [
            (&[(0, '你', 2), (2, '好', 2)], "你<好< "),
            (&[(0, '你', 2), (0, 'a', 1)], "a    "),
            (&[(0, '你', 2), (1, 'a', 1)], " a   "),
            (&[(0, '你', 2), (2, '好', 2), (1, '中', 2)], " 中<  "),
            (&[(4, '你', 2)], "     "),
            (&[(9, 'x', 1)], "     "),
        ];
        for (puts, expected) in cases {
            let mut grid = Grid::new(5, 1);
            for &(x, c, width) in puts {
                grid.put(x, 0, glyph(c, width));
            }
            assert_eq!(shown(&grid), expected, "{puts:?}");
        }
    }

    #[test]
    fn only_changed_rows_are_touched() {
        let mut grid = Grid::new(3, 2);
        grid.put(0, 0, Glyph::BLANK);
        assert!(!grid.touched(0));
        grid.put(0, 1, glyph('a', 1));
        assert!(!grid.touched(0) && grid.touched(1));
        let mut other = Grid::new(3, 2);
        other.catch_up(&mut grid);
        assert_eq!(other.row(1), grid.row(1));
        assert!(!grid.touched(1));
    }
}
