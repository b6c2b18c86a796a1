//! Where the selection of a tab stands once its records were read again: with its record, never at a place.

use crate::domain::record::Kept;

/// Whose write a record is read again after.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The user's: what they added is selected.
    Us,
    /// Somebody else's, or nobody's: the selection does not move under anybody's hands.
    Others,
}

/// The records that stood in a tab, in order.
pub(super) struct Stood<K>(Vec<K>);

impl<K: PartialEq> Stood<K> {
    /// Those of a tab.
    pub(super) fn of<T>(rows: &[Kept<T>], id: impl Fn(&T) -> K) -> Self {
        Self(rows.iter().map(|row| id(&row.value)).collect())
    }

    /// The row to select now, where one was selected before.
    ///
    /// What was just added is selected, where `adds` says that the user added it; else the record that was selected, unless
    /// it is over and went to the end: then the next one takes its place.
    pub(super) fn then<T>(
        &self,
        at: usize,
        rows: &[Kept<T>],
        id: impl Fn(&T) -> K,
        is_over: impl Fn(&T) -> bool,
        adds: bool,
    ) -> usize {
        let mut new = rows.iter().enumerate();
        let mut new = new
            .by_ref()
            .filter(|(_, row)| !self.0.contains(&id(&row.value)));
        if let (true, Some((added, _)), None) = (adds, new.next(), new.next()) {
            return added;
        }
        let follows =
            |row: &Kept<T>| self.0.get(at) == Some(&id(&row.value)) && !is_over(&row.value);
        rows.iter().position(follows).unwrap_or(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(rows: &[u8]) -> Vec<Kept<u8>> {
        rows.iter()
            .map(|value| Kept {
                value: *value,
                revision: 1,
            })
            .collect()
    }

    #[test]
    fn the_selection_stays_with_its_record() {
        let before = Stood::of(&kept(&[1, 2, 3]), |row| *row);
        for (after, over, adds, row) in [
            (&[3, 1, 2][..], 0, true, 2),
            (&[1, 3, 2], 2, true, 1),
            (&[1, 3], 0, true, 1),
            (&[9, 1, 2, 3], 0, true, 0),
            (&[9, 1, 2, 3], 0, false, 2),
            (&[8, 9, 1, 2, 3], 0, true, 3),
            (&[], 0, true, 1),
        ] {
            let now = before.then(1, &kept(after), |row| *row, |row| *row == over, adds);
            assert_eq!(now, row, "{after:?}");
        }
    }
}
