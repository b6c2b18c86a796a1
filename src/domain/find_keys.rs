//! Everybody's search keys in one text, a line each: one search through all of them costs a tenth of a search a key.

use super::find::{Fit, Query};
use super::id::PersonId;

/// The search keys of many people, in the order of their ids.
#[derive(Default)]
pub struct FindKeys {
    people: Vec<PersonId>,
    /// The keys, each with a line end behind it. No key has a line end in it: keys are folded.
    text: String,
    /// Where the line of each person ends, in bytes.
    ends: Vec<usize>,
}

impl FindKeys {
    /// Adds somebody whose id is higher than everybody's there.
    pub fn push(&mut self, person: PersonId, key: &str) {
        self.people.push(person);
        self.text.push_str(key);
        self.text.push('\n');
        self.ends.push(self.text.len());
    }

    /// Everybody with their key.
    pub fn iter(&self) -> impl Iterator<Item = (PersonId, &str)> {
        let lines = self.text.lines();
        self.people.iter().copied().zip(lines)
    }

    /// The place of somebody.
    pub fn place(&self, person: PersonId) -> Option<usize> {
        self.people.binary_search(&person).ok()
    }

    /// Puts a key in place of the one that somebody has, if they have one; with `None` they go.
    pub fn set(&mut self, person: PersonId, key: Option<&str>) {
        let line = key.map(|key| format!("{key}\n"));
        let at = match (self.people.binary_search(&person), &line) {
            (Ok(at), _) => at,
            (Err(_), None) => return,
            (Err(at), Some(_)) => {
                self.people.insert(at, person);
                self.ends.insert(at, self.start(at));
                at
            }
        };
        let (start, end) = (self.start(at), self.start(at + 1));
        let new = line.as_deref().unwrap_or("");
        self.text.replace_range(start..end, new);
        for later in self.ends.iter_mut().skip(at) {
            *later = *later + new.len() - (end - start);
        }
        if line.is_none() {
            self.people.remove(at);
            self.ends.remove(at);
        }
    }

    /// For each place, how well whoever has it fits a search; `None` where the search does not mean them. Of several
    /// words the one counts that fits worst.
    pub fn find(&self, query: &Query) -> Vec<Option<Fit>> {
        let mut found = vec![Some(Fit::Begins); self.people.len()];
        for word in query.words() {
            let here = self.lines_with(word);
            for (found, here) in found.iter_mut().zip(here) {
                *found = found.zip(here).map(|(one, other)| one.max(other));
            }
        }
        if let Some(digits) = query.digits() {
            let here = self.lines_with(digits);
            for (found, here) in found.iter_mut().zip(here) {
                *found = found.or(here);
            }
        }
        found
    }

    /// For each place, how well a text fits its line; `None` where it does not occur in it.
    fn lines_with(&self, text: &str) -> Vec<Option<Fit>> {
        let mut found = vec![None; self.people.len()];
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let mut places = found.iter_mut().zip(starts.zip(&self.ends));
        let mut from = 0;
        while let Some(at) = self.text.get(from..).and_then(|rest| rest.find(text)) {
            let at = from + at;
            let Some((found, (start, end))) = places.find(|(_, (_, end))| **end > at) else {
                break;
            };
            let line = self.text.get(start..*end).unwrap_or("");
            *found = Some(Fit::at(line, text, at - start));
            // Once in a line is enough.
            from = *end;
        }
        found
    }

    fn start(&self, place: usize) -> usize {
        place
            .checked_sub(1)
            .and_then(|before| self.ends.get(before).copied())
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn person(number: u8) -> PersonId {
        PersonId(Uuid::from_u128(number.into()))
    }

    /// How well somebody fits by their key alone, word by word.
    fn plain_fit(query: &Query, key: &str) -> Option<Fit> {
        let names = key.split("||").next().unwrap_or(key);
        let fits = query.words().map(|word| {
            if names.split(['|', ' ']).any(|name| name.starts_with(word)) {
                Fit::Begins
            } else if names.contains(word) {
                Fit::Inside
            } else {
                Fit::Beside
            }
        });
        let all = query.words().all(|word| key.contains(word));
        let by_words = fits.max().unwrap_or(Fit::Begins);
        let by_digits = query.digits().is_some_and(|digits| key.contains(digits));
        match (all, by_digits) {
            (true, _) => Some(by_words),
            (false, true) => Some(Fit::Beside),
            (false, false) => None,
        }
    }

    proptest! {
        /// One search through all keys finds whom a search of each key finds, whatever was put in and taken out.
        #[test]
        fn all_at_once_is_one_by_one(
            first in proptest::collection::btree_map(any::<u8>(), "[ab1é ]{0,4}\\|{1,2}[ab1 ]{0,4}", 0..12),
            then in proptest::collection::vec((0_u8..40, proptest::option::of("[ab1é ]{0,5}(\\|\\|[ab1]{0,4})?")), 0..12),
            typed in "[abé1 ]{0,5}",
        ) {
            let mut keys = FindKeys::default();
            let mut plain: BTreeMap<u8, String> = BTreeMap::new();
            for (number, key) in first {
                keys.push(person(number), &key);
                plain.insert(number, key);
            }
            for (number, key) in then {
                keys.set(person(number), key.as_deref());
                match key {
                    Some(key) => plain.insert(number, key),
                    None => plain.remove(&number),
                };
            }
            let query = Query::new(&typed);
            let found = keys.find(&query);
            let all = plain.iter().map(|(number, key)| (person(*number), key.as_str()));
            prop_assert!(keys.iter().eq(all));
            for ((number, key), found) in plain.iter().zip(&found) {
                prop_assert_eq!(found.is_some(), query.matches(key), "{} in {}", typed, key);
                prop_assert_eq!(*found, plain_fit(&query, key), "{} in {}", typed, key);
                let place = keys.place(person(*number)).expect("there");
                prop_assert_eq!(found, &keys.find(&query)[place]);
            }
        }
    }

    #[test]
    fn digits_parted_by_blanks_find_a_number() {
        let mut keys = FindKeys::default();
        keys.push(person(1), "ellis||9990000018");
        keys.push(person(2), "osei||9990000026");
        let found = keys.find(&Query::new("999 000 0018"));
        assert_eq!(found, [Some(Fit::Beside), None]);
    }
}
