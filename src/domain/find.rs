//! Finding a person by any part of a name, number, birth date, telephone or carer (R14).
//!
//! Both sides are folded the same way; every word that is typed must occur. Where it occurs says how well it fits: who
//! is called that comes before somebody whose carer is.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::letters::usual;
use super::person::Person;
use super::team::Member;

/// A text without case, accents or punctuation, words parted by one blank, as somebody types it who has only 26 letters.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        if c.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            for c in c.to_lowercase() {
                match usual(c) {
                    Some(usual) => folded.push_str(usual),
                    None => folded.push(c),
                }
            }
        } else if !matches!(c, '\'' | '\u{2019}') {
            gap = true;
        }
    }
    folded
}

/// Where the names of the person end in their key. No text in a key has a bar in it: keys are folded.
const NAMES_END: &str = "||";

/// Everything a person can be found by, folded, one line: their names first, and from [`NAMES_END`] on the rest.
pub fn key<'a>(person: &Person, team: impl IntoIterator<Item = &'a Member>) -> String {
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let mut names = vec![
        fold(&person.name.family),
        fold(&person.name.given),
        fold(&person.name.preferred),
    ];
    names.retain(|name| !name.is_empty());
    let mut parts = Vec::new();
    if let Some(number) = person.nhs_number {
        parts.push(number.digits());
    }
    if let Some(born) = person.born_on {
        parts.push(born.format("%d%m%Y").to_string());
        parts.push(born.format("%d %m %Y").to_string());
        parts.push(fold(&born.format("%-d %b %Y").to_string()));
        parts.push(born.format("%Y %m %d").to_string());
    }
    parts.extend(person.phones.iter().map(|phone| digits(&phone.number)));
    for member in team {
        if member.role.is_personal() {
            parts.push(fold(&member.name));
            parts.push(digits(&member.phone));
        }
    }
    parts.retain(|part| !part.is_empty());
    [names.join("|"), parts.join("|")].join(NAMES_END)
}

/// The names in a key.
pub(super) fn names(key: &str) -> &str {
    key.split(NAMES_END).next().unwrap_or(key)
}

/// How well somebody fits what was typed; the best comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// A word of a name of theirs begins with it.
    Begins,
    /// It is inside a name of theirs.
    Inside,
    /// It is in a number, a date, a telephone or somebody else's name.
    Beside,
}

impl Fit {
    /// How well a word fits a key in which it occurs first at a place in bytes.
    pub(super) fn at(key: &str, word: &str, first: usize) -> Self {
        let (before, _) = key.split_at_checked(first).unwrap_or((key, ""));
        if before.contains(NAMES_END) {
            return Self::Beside;
        }
        let begins = |before: &str| before.is_empty() || before.ends_with(['|', ' ']);
        if begins(before) {
            return Self::Begins;
        }
        let names = names(key);
        let mut all = names.match_indices(word);
        if all.any(|(at, _)| names.get(..at).is_some_and(begins)) {
            Self::Begins
        } else {
            Self::Inside
        }
    }
}

/// What somebody typed, ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
    /// The same without blanks, when it is all digits: "999 000 0018" finds the number.
    digits: Option<String>,
}

impl Query {
    /// Reads what was typed.
    pub fn new(typed: &str) -> Self {
        let folded = fold(typed);
        let joined: String = folded.chars().filter(|c| *c != ' ').collect();
        let digits = (joined.chars().count() >= 3 && joined.chars().all(|c| c.is_ascii_digit()))
            .then_some(joined);
        Self {
            words: folded
                .split(' ')
                .filter(|w| !w.is_empty())
                .map(str::to_owned)
                .collect(),
            digits,
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words that must all occur.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// The digits that are enough by themselves, where only digits were typed.
    pub fn digits(&self) -> Option<&str> {
        self.digits.as_deref()
    }

    /// Whether a person with that key is meant.
    pub fn matches(&self, key: &str) -> bool {
        self.words.iter().all(|word| key.contains(word.as_str()))
            || self
                .digits
                .as_ref()
                .is_some_and(|digits| key.contains(digits.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_by_any_part() {
        let key =
            "o neill|siobhan|shiv||9990000018|03021944|03 02 1944|3 feb 1944|01632960101|ruth";
        for (typed, found) in [
            ("neill", true),
            ("Síobh", true),
            ("SHIV", true),
            ("999 000 0018", true),
            ("9990000018", true),
            ("3 Feb 1944", true),
            ("03/02/1944", true),
            ("01632 960101", true),
            ("ruth neill", true),
            ("ruth ellis", false),
            ("", true),
        ] {
            assert_eq!(Query::new(typed).matches(key), found, "{typed}");
        }
    }

    #[test]
    fn who_is_called_that_fits_best() {
        let key = "o neill|siobhan|shiv||9990000018|01632960101|ann osei|07700900123";
        for (word, fit) in [
            ("o", Fit::Begins),
            ("neill", Fit::Begins),
            ("nei", Fit::Begins),
            ("shiv", Fit::Begins),
            ("han", Fit::Inside),
            // Inside a name first, and then it begins one.
            ("i", Fit::Inside),
            ("s", Fit::Begins),
            ("hi", Fit::Inside),
            ("999", Fit::Beside),
            ("osei", Fit::Beside),
            ("ann", Fit::Beside),
        ] {
            let first = key.find(word).expect("there");
            assert_eq!(Fit::at(key, word, first), fit, "{word}");
        }
        let twice = "banana|ann||9990000018";
        assert_eq!(Fit::at(twice, "an", 1), Fit::Begins);
    }

    #[test]
    fn folding_keeps_words_and_drops_marks() {
        for (text, folded) in [
            ("Ó Súilleabháin", "o suilleabhain"),
            ("O'Connor", "oconnor"),
            ("  St.John ", "st john"),
            ("Anne-Marie", "anne marie"),
            ("Paweł Żak", "pawel zak"),
            ("Søren Ægir Weiß", "soren aegir weiss"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
