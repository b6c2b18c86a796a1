//! Finding rows that only moved up or down, which a terminal can do by itself.
//!
//! The search is by guess: rows are matched by a hash of their symbols, the gain is estimated in
//! cells. Whether to scroll in the end is decided by counting bytes, in `frame`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::grid::Grid;
use super::likeness::{cost, hash};

/// Bytes it takes to set the margins, go there and take the margins back.
const OVERHEAD: usize = 16;

/// Rows `top` to `bottom`, both included, moving by some rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The first row of the region, from 0.
    pub top: usize,
    /// The last row of the region.
    pub bottom: usize,
    /// By how many rows.
    pub by: usize,
    /// Whether rows move up, as when a list goes on at its foot.
    pub up: bool,
    /// Whether it saves so much that painting without it need not be tried.
    pub sure: bool,
}

impl Scroll {
    /// Returns which row of before stands in a row after scrolling; none if that row is new.
    pub fn source(self, line: usize) -> Option<usize> {
        if line < self.top || line > self.bottom {
            return Some(line);
        }
        let from = if self.up {
            line + self.by
        } else {
            line.checked_sub(self.by)?
        };
        (self.top..=self.bottom).contains(&from).then_some(from)
    }

    /// Returns the row that comes in at a step of scrolling; the later steps move it on.
    pub fn incoming(self, step: usize) -> usize {
        if self.up {
            self.bottom + 1 + step - self.by
        } else {
            self.top + self.by - 1 - step
        }
    }
}

/// Returns the scroll that promises to save most, if one does.
pub(super) fn find(shown: &Grid, wanted: &Grid) -> Option<Scroll> {
    // A single row cannot have moved.
    let touched = (0..wanted.height()).filter(|line| wanted.touched(*line));
    if touched.count() < 2 {
        return None;
    }
    let mut search = Search {
        before: hashes(shown, wanted),
        after: hashes(wanted, wanted),
        shown,
        wanted,
        costs: Vec::new(),
    };
    let matches = search.matches();
    if matches.is_empty() {
        return None;
    }
    search.costs = (0..wanted.height())
        .map(|line| {
            if wanted.touched(line) {
                cost(shown.row(line), wanted.row(line))
            } else {
                0
            }
        })
        .collect();
    let mut promises: BTreeMap<(usize, bool), usize> = BTreeMap::new();
    for (from, to) in matches {
        *promises.entry((from.abs_diff(to), from > to)).or_default() += search.cost_of(to);
    }
    let ((by, up), promise) = promises
        .into_iter()
        .max_by_key(|((by, _), promise)| (*promise, Reverse(*by)))?;
    if promise <= OVERHEAD {
        return None;
    }
    search.region(by, up)
}

struct Search<'a> {
    shown: &'a Grid,
    wanted: &'a Grid,
    /// Hashes of the rows shown; none for blank ones and for those that stay.
    before: Vec<Option<u64>>,
    after: Vec<Option<u64>>,
    /// What each row costs without scrolling.
    costs: Vec<usize>,
}

impl Search<'_> {
    /// Returns the row that would come to stand in a row.
    fn source(&self, line: usize, by: usize, up: bool) -> Option<usize> {
        let from = if up { line + by } else { line.checked_sub(by)? };
        (from < self.before.len()).then_some(from)
    }

    fn is_match(&self, line: usize, by: usize, up: bool) -> bool {
        self.source(line, by, up).is_some_and(|from| {
            let before = self.before.get(from).copied().flatten();
            before.is_some() && before == self.after.get(line).copied().flatten()
        })
    }

    fn cost_of(&self, line: usize) -> usize {
        self.costs.get(line).copied().unwrap_or(0)
    }

    /// Returns the rows that seem to have moved, each with where it was and where it is.
    fn matches(&self) -> Vec<(usize, usize)> {
        let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (line, hash) in self.before.iter().enumerate() {
            if let Some(hash) = hash {
                places.entry(*hash).or_default().push(line);
            }
        }
        let mut matches = Vec::new();
        for (to, hash) in self.after.iter().enumerate() {
            let before = hash.and_then(|hash| places.get(&hash));
            let moved = before.into_iter().flatten().filter(|from| **from != to);
            matches.extend(moved.map(|from| (*from, to)));
        }
        matches
    }

    /// Returns what a row would cost after moving.
    fn moved_cost(&self, line: usize, by: usize, up: bool) -> Option<usize> {
        let from = self.source(line, by, up)?;
        Some(cost(self.shown.row(from), self.wanted.row(line)))
    }

    /// Returns the best region for moving by some rows.
    fn region(&self, by: usize, up: bool) -> Option<Scroll> {
        let height = self.after.len();
        let mut best: Option<(usize, Scroll)> = None;
        let mut line = 0;
        while line < height {
            if self.cost_of(line) == 0 || !self.is_match(line, by, up) {
                line += 1;
                continue;
            }
            let gains = |at: usize| {
                self.moved_cost(at, by, up)
                    .is_some_and(|cost| cost < self.cost_of(at) || cost == 0)
            };
            let first = (0..line)
                .rev()
                .take_while(|at| gains(*at))
                .last()
                .unwrap_or(line);
            let last = (line..height)
                .take_while(|at| gains(*at))
                .last()
                .unwrap_or(line);
            let scroll = Scroll {
                top: if up { first } else { first - by },
                bottom: if up { last + by } else { last },
                by,
                up,
                sure: false,
            };
            let (without, with) = self.estimate(scroll);
            if let Some(gain) = without.checked_sub(with)
                && best.is_none_or(|(most, _)| gain > most)
            {
                let sure = without > 2 * with;
                best = Some((gain, Scroll { sure, ..scroll }));
            }
            line = last + 1;
        }
        best.map(|(_, scroll)| scroll)
    }

    /// Estimates what the rows of a region cost without and with scrolling it.
    fn estimate(&self, scroll: Scroll) -> (usize, usize) {
        let lines = scroll.top..=scroll.bottom;
        let without: usize = lines.clone().map(|line| self.cost_of(line)).sum();
        let with: usize = lines
            .map(|line| {
                let under = scroll
                    .source(line)
                    .map_or(&[][..], |from| self.shown.row(from));
                cost(under, self.wanted.row(line))
            })
            .sum();
        (without, with + OVERHEAD + scroll.by)
    }
}

/// Returns the hashes of the rows of a grid that differ between the two screens.
fn hashes(grid: &Grid, wanted: &Grid) -> Vec<Option<u64>> {
    let lines = 0..grid.height();
    lines
        .map(|line| wanted.touched(line).then(|| hash(grid.row(line))).flatten())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::lean::glyph::{Glyph, Ink, Mark};

    fn screen(rows: &[&str]) -> Grid {
        let mut grid = Grid::new(20, rows.len());
        for (y, row) in rows.iter().enumerate() {
            for (x, symbol) in row.chars().enumerate() {
                grid.put(x, y, Glyph::new(Mark::Char(symbol), Ink::PLAIN, 1));
            }
        }
        grid.touch_all();
        grid
    }

    const BEFORE: [&str; 7] = [
        "title",
        "  Adams, Ann",
        "  Brown, Bob",
        "  Clark, Cy",
        "  Davis, Di",
        "> Evans, Ed",
        "name Ed Evans",
    ];

    #[test]
    fn a_list_that_goes_on_by_one_is_found() {
        let after = [
            "title",
            "  Brown, Bob",
            "  Clark, Cy",
            "  Davis, Di",
            "  Evans, Ed",
            "> Foster, Fay",
            "name Fay Foster",
        ];
        let found = find(&screen(&BEFORE), &screen(&after));
        let up = Scroll {
            top: 1,
            bottom: 5,
            by: 1,
            up: true,
            sure: false,
        };
        assert_eq!(
            found.map(|found| Scroll {
                sure: false,
                ..found
            }),
            Some(up)
        );
        let back = find(&screen(&after), &screen(&BEFORE));
        let down = Scroll { up: false, ..up };
        assert_eq!(
            back.map(|back| Scroll {
                sure: false,
                ..back
            }),
            Some(down)
        );
        assert_eq!(up.source(5), None);
        assert_eq!(up.source(4), Some(5));
        assert_eq!(up.source(6), Some(6));
    }

    #[test]
    fn nothing_is_found_where_nothing_moved() {
        assert_eq!(find(&screen(&BEFORE), &screen(&BEFORE)), None);
        let other = ["a", "b", "c", "d", "e", "f", "g"];
        assert_eq!(find(&screen(&BEFORE), &screen(&other)), None);
        let blank = ["", "", "", "", "", "", ""];
        assert_eq!(find(&screen(&BEFORE), &screen(&blank)), None);
    }
}
