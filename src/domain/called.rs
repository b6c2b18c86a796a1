//! Somebody as a command line names them: a name, a birth date, or a name with the birth date behind it.
//!
//! Stricter than the search of the list (`find`), which shows whom it finds before anything is done: only the person's
//! own names count here, not those of their carers, and a date is that day and no other.

use chrono::NaiveDate;

use super::find::{fold, names};
use super::when::{RecordDateFault, parse_record_date};

/// What was typed, ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    words: Vec<String>,
    born: Option<NaiveDate>,
    lacks_year: bool,
}

/// How close what was typed is to a name; the closest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// Every word is a word of their names.
    Whole,
    /// Every word occurs in a name of theirs.
    InPart,
}

impl Called {
    /// Reads what was typed: the longest end of it that is a whole date is the birth date, the rest the name.
    pub fn new(typed: &str) -> Self {
        let pieces: Vec<&str> = typed.split_whitespace().collect();
        let mut lacks_year = false;
        let dated = (0..pieces.len()).find_map(|at| {
            let (name, date) = pieces.split_at_checked(at)?;
            let born = parse_record_date(&date.join(" "));
            lacks_year |= matches!(
                born,
                Err(RecordDateFault::NoYear { .. } | RecordDateFault::TwoDigitYear { .. })
            );
            Some((name, born.ok()?))
        });
        let (name, born) = match dated {
            Some((name, born)) => (name, Some(born)),
            None => (pieces.as_slice(), None),
        };
        // "Lee, Ann, born 3 Feb 1944" is how the program itself says it.
        let name = match name {
            [name @ .., "born"] if born.is_some() => name,
            name => name,
        };
        Self {
            words: fold(&name.join(" "))
                .split(' ')
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            born,
            lacks_year: lacks_year && born.is_none(),
        }
    }

    /// Whether nothing was typed that names anybody.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.born.is_none()
    }

    /// The birth date, where one was typed.
    pub fn born(&self) -> Option<NaiveDate> {
        self.born
    }

    /// Whether what was typed ends like a date, but without its whole year: it was taken for a part of the name.
    pub fn lacks_year(&self) -> bool {
        self.lacks_year
    }

    /// How close the name is to that of whoever has a search key; `None` where it is not theirs. The birth date is not in
    /// question here.
    pub fn closeness(&self, key: &str) -> Option<Closeness> {
        let names = names(key);
        let whole = |word: &String| names.split(['|', ' ']).any(|name| name == word);
        if self.words.iter().all(whole) {
            Some(Closeness::Whole)
        } else if self.words.iter().all(|word| names.contains(word.as_str())) {
            Some(Closeness::InPart)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_at_the_end_is_the_birth_date() {
        let born = NaiveDate::from_ymd_opt(1944, 2, 3);
        for (typed, words, born) in [
            ("Lee", &["lee"][..], None),
            ("Ann Lee 3 feb 1944", &["ann", "lee"], born),
            ("Lee, Ann, born 03/02/1944", &["lee", "ann"], born),
            ("O'Neill 1944-02-03", &["oneill"], born),
            ("3 feb 1944", &[], born),
            // Neither a year by itself nor one of two digits is a birth date.
            ("Lee 1944", &["lee", "1944"], None),
            ("Lee 3/2/44", &["lee", "3", "2", "44"], None),
            (" , ", &[], None),
        ] {
            let called = Called::new(typed);
            assert_eq!(called.words, words, "{typed}");
            assert_eq!(called.born(), born, "{typed}");
            assert_eq!(called.is_empty(), words.is_empty() && born.is_none());
        }
    }

    #[test]
    fn a_date_without_its_whole_year_is_noticed() {
        for typed in ["Lee 3/2/44", "Lee 3 feb", "Lee, born 3 feb 44", "3/2/44"] {
            let called = Called::new(typed);
            assert!(called.lacks_year() && called.born().is_none(), "{typed}");
        }
        for typed in [
            "Lee",
            "May Lee",
            "Lee May",
            "Lee 44",
            "Lee 3 feb 1944",
            "3/2/1944",
        ] {
            assert!(!Called::new(typed).lacks_year(), "{typed}");
        }
    }

    #[test]
    fn only_own_names_count_and_whole_ones_count_more() {
        let key = "leeson|joanne||9990000018|03021944|ruth ellis|07700900123";
        for (typed, closeness) in [
            ("Joanne Leeson", Some(Closeness::Whole)),
            ("leeson", Some(Closeness::Whole)),
            ("Ann Lee", Some(Closeness::InPart)),
            ("Ruth", None),
            ("07700", None),
            ("joanne ellis", None),
            ("3 feb 1944", Some(Closeness::Whole)),
        ] {
            assert_eq!(Called::new(typed).closeness(key), closeness, "{typed}");
        }
    }
}
