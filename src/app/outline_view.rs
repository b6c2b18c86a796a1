//! The plan on its tab: its rows, worked out once a change; which are folded away; what is searched for; what is missing.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::line_edit::LineEdit;
use super::outline::{self, OutlineRow, Part};
use crate::domain::calendar::Holidays;
use crate::domain::completeness::{self, Missing};
use crate::domain::find::{Query, fold};
use crate::domain::record::Folder;

/// The rows of an open person's plan.
pub struct Outline {
    /// Every row.
    rows: Vec<OutlineRow>,
    /// The places of those that are not folded away.
    shown: Vec<usize>,
    /// What is folded, headings by their words.
    folded: BTreeSet<(Part, String)>,
    /// What is missing from the plan.
    pub missing: Vec<Missing>,
    /// What is searched for.
    pub search: Option<Search>,
    /// Whether the record has changed since the rows were worked out.
    is_stale: bool,
}

/// A search in the plan.
pub struct Search {
    /// What is typed.
    pub edit: LineEdit,
    /// Whether it is still being typed.
    pub is_typing: bool,
    /// The row that was selected when it began.
    from: usize,
    /// Every row folded, to be compared.
    keys: Vec<String>,
    /// The places of the rows that fit.
    hits: Vec<usize>,
}

impl Default for Outline {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            shown: Vec::new(),
            // Headings that nobody was asked about are one row until they are wanted.
            folded: BTreeSet::from([(Part::NotAsked, String::new())]),
            missing: Vec::new(),
            search: None,
            is_stale: true,
        }
    }
}

fn key(row: &OutlineRow) -> (Part, String) {
    let text = match row.part {
        Part::Heading => row.text.clone(),
        _ => String::new(),
    };
    (row.part, text)
}

impl Outline {
    /// Notes that the record has changed.
    pub fn forget(&mut self) {
        self.is_stale = true;
    }

    /// Works the rows out anew where the record has changed; says whether it did.
    pub fn bring_up(&mut self, folder: &Folder, holidays: &Holidays, today: NaiveDate) -> bool {
        if !self.is_stale {
            return false;
        }
        self.is_stale = false;
        self.rows = outline::rows(folder, holidays, today);
        self.missing = completeness::missing(folder, today);
        if let Some(search) = &mut self.search {
            search.keys = self.rows.iter().map(|row| fold(&row.text)).collect();
            search.look();
        }
        self.show();
        true
    }

    /// Works out which rows are not folded away.
    fn show(&mut self) {
        self.shown.clear();
        let mut under: Option<u16> = None;
        for (at, row) in self.rows.iter().enumerate() {
            if under.is_some_and(|depth| row.depth > depth) {
                continue;
            }
            self.shown.push(at);
            under = self.folded.contains(&key(row)).then_some(row.depth);
        }
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The row that stands at a place.
    pub fn get(&self, at: usize) -> Option<&OutlineRow> {
        self.shown.get(at).and_then(|at| self.rows.get(*at))
    }

    /// The rows that are shown.
    pub fn iter(&self) -> impl Iterator<Item = &OutlineRow> {
        self.shown.iter().filter_map(|at| self.rows.get(*at))
    }

    /// Whether the row at a place gathers the headings that nobody was asked about, and shows them.
    pub fn is_open_fold(&self, at: usize) -> bool {
        let gathers = self.get(at).is_some_and(|row| row.part == Part::NotAsked);
        gathers && self.folded_under(at) == 0
    }

    /// How many rows are folded away under the row at a place.
    pub fn folded_under(&self, at: usize) -> usize {
        let after = self.shown.get(at + 1).copied().unwrap_or(self.rows.len());
        self.shown.get(at).map_or(0, |row| after - row - 1)
    }

    /// How many rows stand under a row, shown or folded away.
    fn under(&self, row: usize) -> usize {
        let depth = self.rows.get(row).map_or(0, |row| row.depth);
        let below = self.rows.iter().skip(row + 1);
        below.take_while(|below| below.depth > depth).count()
    }

    /// Folds or unfolds the row at a place, or the one that it stands under; returns where that one is then.
    pub fn fold(&mut self, at: usize) -> usize {
        let Some(mut row) = self.shown.get(at).copied() else {
            return at;
        };
        if self.under(row) == 0 {
            let depth = self.rows.get(row).map_or(0, |row| row.depth);
            let over = self
                .rows
                .iter()
                .take(row)
                .rposition(|over| over.depth < depth);
            row = over.unwrap_or(row);
        }
        if self.under(row) > 0
            && let Some(key) = self.rows.get(row).map(key)
            && !self.folded.remove(&key)
        {
            self.folded.insert(key);
        }
        self.show();
        self.place(row)
    }

    /// Folds every need and goal, or, where all of them are folded, unfolds everything; returns where the row goes.
    pub fn fold_all(&mut self, at: usize) -> usize {
        let row = self.shown.get(at).copied().unwrap_or(0);
        let mut keys = BTreeSet::new();
        for (at, row) in self.rows.iter().enumerate() {
            if matches!(row.part, Part::Need(_) | Part::Goal(_) | Part::NotAsked)
                && self.under(at) > 0
            {
                keys.insert(key(row));
            }
        }
        if keys.is_subset(&self.folded) {
            self.folded.clear();
        } else {
            self.folded.extend(keys);
        }
        self.show();
        self.place(row)
    }

    /// Where a row is shown, or the row that it is folded under.
    fn place(&self, row: usize) -> usize {
        self.shown
            .partition_point(|at| *at <= row)
            .saturating_sub(1)
    }

    /// Where a part is shown; what it is folded under is unfolded.
    pub fn find(&mut self, part: Part) -> Option<usize> {
        let row = self.rows.iter().position(|row| row.part == part)?;
        Some(self.reveal(row))
    }

    /// Unfolds whatever a row is folded under; returns its place.
    fn reveal(&mut self, row: usize) -> usize {
        let mut depth = self.rows.get(row).map_or(0, |row| row.depth);
        for over in self.rows.iter().take(row).rev() {
            if over.depth < depth {
                depth = over.depth;
                self.folded.remove(&key(over));
            }
        }
        self.show();
        self.place(row)
    }

    /// Begins a search at a place.
    pub fn begin_search(&mut self, at: usize) {
        self.search = Some(Search {
            edit: LineEdit::default(),
            is_typing: true,
            from: self.shown.get(at).copied().unwrap_or(0),
            keys: self.rows.iter().map(|row| fold(&row.text)).collect(),
            hits: Vec::new(),
        });
    }

    /// Goes by what is typed now; returns the place of the first row that fits, from where the search began.
    pub fn follow_search(&mut self) -> Option<usize> {
        let search = self.search.as_mut()?;
        search.look();
        let next = search.hits.iter().find(|hit| **hit >= search.from);
        let hit = next.or(search.hits.first()).copied().unwrap_or(search.from);
        Some(self.reveal(hit))
    }

    /// The place of the next or the previous row that fits, seen from a place; round the ends.
    pub fn next_hit(&mut self, at: usize, back: bool) -> Option<usize> {
        let row = self.shown.get(at).copied().unwrap_or(0);
        let hits = &self.search.as_ref()?.hits;
        let hit = if back {
            let before = hits.iter().rev().find(|hit| **hit < row);
            before.or(hits.last())
        } else {
            hits.iter().find(|hit| **hit > row).or(hits.first())
        };
        let hit = *hit?;
        Some(self.reveal(hit))
    }

    /// Leaves the search; returns the place where it began.
    pub fn leave_search(&mut self) -> Option<usize> {
        let search = self.search.take()?;
        Some(self.place(search.from))
    }

    /// Whether the row at a place fits what is searched for.
    pub fn is_hit(&self, at: usize) -> bool {
        self.search.as_ref().is_some_and(|search| {
            let row = self.shown.get(at);
            row.is_some_and(|row| search.hits.binary_search(row).is_ok())
        })
    }

    /// How many rows fit, and which of them the one at a place is, from 1.
    pub fn hits(&self, at: usize) -> (usize, Option<usize>) {
        let Some(search) = &self.search else {
            return (0, None);
        };
        let row = self.shown.get(at);
        let which = row.and_then(|row| search.hits.binary_search(row).ok());
        (search.hits.len(), which.map(|which| which + 1))
    }
}

impl Search {
    fn look(&mut self) {
        let query = Query::new(&self.edit.text());
        self.hits = if query.is_empty() {
            Vec::new()
        } else {
            let keys = self.keys.iter().enumerate();
            keys.filter(|(_, key)| query.matches(key))
                .map(|(at, _)| at)
                .collect()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{GoalId, NeedId};
    use crate::domain::words::Heading;
    use uuid::Uuid;

    fn outline() -> Outline {
        let part = |n: u128| (NeedId(Uuid::from_u128(n)), GoalId(Uuid::from_u128(n)));
        let row = |depth, part, text: &str| outline::row(depth, part, text.to_owned(), false);
        let mut outline = Outline {
            rows: vec![
                row(0, Part::Heading, "words"),
                row(1, Part::Words(Heading::MostImportant), "my kitchen"),
                row(1, Part::NotAsked, "not asked"),
                row(2, Part::Words(Heading::Wellness), "wellness"),
                row(0, Part::Heading, "needs"),
                row(1, Part::Need(part(1).0), "stairs"),
                row(2, Part::Goal(part(1).1), "garden"),
                row(1, Part::Need(part(2).0), "sleep"),
                row(2, Part::Goal(part(2).1), "kitchen at night"),
            ],
            is_stale: false,
            ..Outline::default()
        };
        outline.show();
        outline
    }

    fn texts(outline: &Outline) -> Vec<&str> {
        outline.iter().map(|row| row.text.as_str()).collect()
    }

    #[test]
    fn a_row_folds_what_stands_under_it() {
        let mut outline = outline();
        assert_eq!(outline.len(), 8, "what was not asked is one row");
        assert_eq!(outline.folded_under(2), 1);
        assert_eq!(outline.fold(5), 4, "a goal folds its need");
        assert!(!texts(&outline).contains(&"garden"));
        assert_eq!(outline.fold(4), 4);
        assert!(texts(&outline).contains(&"garden"));
        assert_eq!(outline.fold(0), 0);
        assert_eq!(texts(&outline).first_chunk(), Some(&["words", "needs"]));
        assert_eq!(outline.fold(1), 1, "headings fold each for itself");
        assert_eq!(texts(&outline), ["words", "needs"]);
    }

    #[test]
    fn folding_all_goes_both_ways() {
        let mut outline = outline();
        outline.fold_all(7);
        assert_eq!(
            texts(&outline),
            [
                "words",
                "my kitchen",
                "not asked",
                "needs",
                "stairs",
                "sleep"
            ]
        );
        outline.fold_all(0);
        assert_eq!(outline.len(), 9);
    }

    #[test]
    fn a_search_finds_what_is_folded_and_goes_round() {
        let mut outline = outline();
        let at = outline.fold_all(3);
        outline.begin_search(at);
        if let Some(search) = &mut outline.search {
            search.edit = LineEdit::new("kitchen");
        }
        let first = outline.follow_search().expect("a place");
        assert_eq!(
            outline.get(first).map(|row| row.text.as_str()),
            Some("kitchen at night")
        );
        assert_eq!(outline.hits(first), (2, Some(2)));
        let round = outline.next_hit(first, false).expect("a place");
        assert_eq!(
            outline.get(round).map(|row| row.text.as_str()),
            Some("my kitchen")
        );
        assert_eq!(outline.next_hit(round, true), Some(first));
        let back = outline.leave_search().expect("a place");
        assert_eq!(
            outline.get(back).map(|row| row.text.as_str()),
            Some("needs")
        );
    }
}
