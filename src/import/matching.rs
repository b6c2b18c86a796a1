//! Finds out whether an incoming person is already here: by NHS number, otherwise by family name, birth date and
//! postcode, or the given name where one of the two has no postcode, which makes it likely and never certain.
//!
//! Nothing is merged here; the caller shows the outcome and the coordinator decides.

use std::collections::HashMap;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::incoming::Incoming;
use crate::domain::letters::usual;
use crate::domain::nhs_number::NhsNumber;

/// What is known of a person already here.
#[derive(Clone)]
pub struct Known {
    /// The person's id in the store.
    pub id: [u8; 16],
    /// NHS number, if the person has one.
    pub nhs_number: Option<NhsNumber>,
    /// Family name.
    pub family_name: String,
    /// Given names, the first one first.
    pub given_names: String,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Telephone numbers, as they are written.
    pub phones: Vec<String>,
    /// The file and row they came from: `list.csv, row 7`; empty for somebody who came in otherwise.
    pub source: String,
}

/// Whether somebody is already here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Nobody like that is here.
    New,
    /// The person with this id has the same NHS number, and no other date of birth.
    Same([u8; 16]),
    /// The person with this id has the same NHS number but another date of birth: one of the two records is wrong.
    Clash([u8; 16]),
    /// The person with this id has the same family name and birth date, the same postcode or, where one of the two has
    /// none, the same first given name, and no NHS number speaks against it.
    Likely([u8; 16]),
    /// A birth date is missing here or there, and the person with this id has the same family and first given name and
    /// the same postcode, a telephone number or the same row of the same file; no NHS number speaks against it.
    LikelyByName([u8; 16]),
}

/// Somebody of a family name and a birth date, the rest in compared form.
struct Alike {
    id: [u8; 16],
    nhs_number: Option<NhsNumber>,
    postcode: String,
    given: String,
}

/// Somebody of a family and a first given name, the rest in compared form.
struct Namesake {
    id: [u8; 16],
    nhs_number: Option<NhsNumber>,
    born_on: Option<NaiveDate>,
    postcode: String,
    phones: Vec<String>,
    source: String,
}

impl Namesake {
    /// Whether a birth date is missing on either side, and no NHS number speaks against it.
    fn could_be(&self, incoming: &Incoming) -> bool {
        (self.born_on.is_none() || incoming.born_on.is_none())
            && (self.nhs_number.is_none() || incoming.nhs_number.is_none())
    }
}

/// Family name in compared form, and date of birth.
type LikelyKey = (String, NaiveDate);

/// The people already here, ready to be searched.
#[derive(Default)]
pub struct Matcher {
    by_number: HashMap<NhsNumber, ([u8; 16], Option<NaiveDate>)>,
    by_likeness: HashMap<LikelyKey, Vec<Alike>>,
    /// By family and first given name in compared form.
    namesakes: HashMap<(String, String), Vec<Namesake>>,
}

impl Matcher {
    /// Takes in the people already here.
    pub fn new(known: impl Iterator<Item = Known>) -> Self {
        let mut matcher = Self::default();
        for person in known {
            if let Some(number) = person.nhs_number {
                matcher
                    .by_number
                    .entry(number)
                    .or_insert((person.id, person.born_on));
            }
            if let Some(key) = both_names(&person.family_name, &person.given_names) {
                matcher.namesakes.entry(key).or_default().push(Namesake {
                    id: person.id,
                    nhs_number: person.nhs_number,
                    born_on: person.born_on,
                    postcode: fold(person.postcode.as_deref().unwrap_or_default()),
                    phones: person.phones.iter().map(|phone| digits(phone)).collect(),
                    source: person.source,
                });
            }
            if let Some(key) = key(&person.family_name, person.born_on) {
                matcher.by_likeness.entry(key).or_default().push(Alike {
                    id: person.id,
                    nhs_number: person.nhs_number,
                    postcode: fold(person.postcode.as_deref().unwrap_or_default()),
                    given: first(&person.given_names),
                });
            }
        }
        matcher
    }

    /// Finds out whether an incoming person of a file is already here.
    pub fn find(&self, incoming: &Incoming, file: &str) -> Match {
        match self.find_by_number_or_birth(incoming) {
            Match::New => self
                .namesake(incoming, file)
                .map_or(Match::New, Match::LikelyByName),
            found => found,
        }
    }

    /// Whether somebody of the same names is here from whom a missing birth date does not tell them apart.
    pub fn has_namesake(&self, incoming: &Incoming) -> bool {
        let Some(key) = both_names(&incoming.family_name, &incoming.given_names) else {
            return false;
        };
        let mut namesakes = self.namesakes.get(&key).into_iter().flatten();
        namesakes.any(|one| one.could_be(incoming))
    }

    /// Somebody of the same names where a birth date is missing, if anything else speaks for it.
    fn namesake(&self, incoming: &Incoming, file: &str) -> Option<[u8; 16]> {
        let key = both_names(&incoming.family_name, &incoming.given_names)?;
        let postcode = fold(incoming.postcode.as_deref().unwrap_or_default());
        let phones: Vec<String> = incoming
            .phones
            .iter()
            .map(|(_, number)| digits(number))
            .filter(|number| !number.is_empty())
            .collect();
        let source = source(file, incoming.row);
        let namesakes = self.namesakes.get(&key)?.iter();
        let mut could_be = namesakes.filter(|one| one.could_be(incoming));
        could_be
            .find(|one| {
                (!postcode.is_empty() && one.postcode == postcode)
                    || phones.iter().any(|phone| one.phones.contains(phone))
                    || one.source == source
            })
            .map(|one| one.id)
    }

    fn find_by_number_or_birth(&self, incoming: &Incoming) -> Match {
        if let Some((id, born_on)) = incoming
            .nhs_number
            .and_then(|number| self.by_number.get(&number))
        {
            return match (born_on, incoming.born_on) {
                (Some(here), Some(there)) if *here != there => Match::Clash(*id),
                _ => Match::Same(*id),
            };
        }
        let alike = key(&incoming.family_name, incoming.born_on)
            .and_then(|key| self.by_likeness.get(&key))
            .map_or(&[][..], Vec::as_slice);
        if alike.is_empty() {
            return Match::New;
        }
        let postcode = fold(incoming.postcode.as_deref().unwrap_or_default());
        let given = first(&incoming.given_names);
        // Two different NHS numbers are two people: twins share all the rest.
        let could_be = || {
            let one_has_none =
                |one: &&Alike| one.nhs_number.is_none() || incoming.nhs_number.is_none();
            alike.iter().filter(one_has_none)
        };
        could_be()
            .find(|one| !postcode.is_empty() && one.postcode == postcode)
            .or_else(|| {
                could_be().find(|one| {
                    (postcode.is_empty() || one.postcode.is_empty())
                        && !given.is_empty()
                        && one.given == given
                })
            })
            .map_or(Match::New, |one| Match::Likely(one.id))
    }
}

fn key(family_name: &str, born_on: Option<NaiveDate>) -> Option<LikelyKey> {
    let family = fold(family_name);
    let born_on = born_on?;
    (!family.is_empty()).then_some((family, born_on))
}

/// Family and first given name in compared form, where there are both: a name alone is not somebody.
pub(super) fn both_names(family_name: &str, given_names: &str) -> Option<(String, String)> {
    let (family, given) = (fold(family_name), first(given_names));
    (!family.is_empty() && !given.is_empty()).then_some((family, given))
}

/// The digits of a telephone number: however it is spaced, it is the same.
fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Where somebody came from, as it is kept with them.
pub fn source(file: &str, row: usize) -> String {
    format!("{file}, row {row}")
}

/// The first of several given names in compared form; lists differ in how many they carry.
fn first(given_names: &str) -> String {
    fold(given_names.split_whitespace().next().unwrap_or_default())
}

/// Reduces a name or postcode to what is compared: its letters and digits, small, without accents.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
    }
    let mut out = String::with_capacity(text.len());
    for c in text
        .nfkd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
    {
        match usual(c) {
            Some(usual) => out.push_str(usual),
            None if c.is_alphanumeric() => out.push(c),
            None => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const A: [u8; 16] = [1; 16];
    const B: [u8; 16] = [2; 16];

    fn number(text: &str) -> Option<NhsNumber> {
        NhsNumber::parse(text).ok()
    }

    fn known(id: [u8; 16], nhs: &str, family: &str, year: i32) -> Known {
        Known {
            id,
            nhs_number: number(nhs),
            family_name: family.into(),
            given_names: "Ann".into(),
            born_on: NaiveDate::from_ymd_opt(year, 2, 3),
            postcode: Some("ZZ99 3JY".into()),
            phones: Vec::new(),
            source: String::new(),
        }
    }

    fn incoming(nhs: &str, family: &str, year: i32, postcode: &str) -> Incoming {
        Incoming {
            nhs_number: number(nhs),
            family_name: family.into(),
            born_on: NaiveDate::from_ymd_opt(year, 2, 3),
            postcode: Some(postcode.into()).filter(|text: &String| !text.is_empty()),
            ..Incoming::default()
        }
    }

    #[test]
    fn the_number_decides_then_likeness() {
        let matcher = Matcher::new(
            [
                known(A, "999 000 0018", "Ó Súilleabháin", 1944),
                known(B, "", "O'Connor", 1950),
            ]
            .into_iter(),
        );
        for (person, expected) in [
            (
                incoming("999 000 0018", "Somebody", 1944, ""),
                Match::Same(A),
            ),
            (
                incoming("999 000 0018", "Ó Súilleabháin", 1945, ""),
                Match::Clash(A),
            ),
            (
                incoming("", "O SUILLEABHAIN", 1944, "zz993jy"),
                Match::Likely(A),
            ),
            (
                incoming("999 000 0026", "Ó Súilleabháin", 1944, "ZZ99 3JY"),
                Match::New,
            ),
            (
                incoming("999 000 0026", "oconnor", 1950, "ZZ99 3JY"),
                Match::Likely(B),
            ),
            (incoming("", "O’Connor", 1950, "ZZ99 3JX"), Match::New),
            (incoming("", "O'Connor", 1951, "ZZ99 3JY"), Match::New),
            (incoming("", "O'Connor", 1950, ""), Match::New),
        ] {
            assert_eq!(matcher.find(&person, "list.csv"), expected);
        }
    }

    #[test]
    fn without_a_postcode_on_one_side_the_given_name_makes_it_likely() {
        let homeless = Known {
            postcode: None,
            ..known(A, "", "O'Connor", 1950)
        };
        let housed = known(B, "999 000 0018", "Kaur", 1990);
        let matcher = Matcher::new([homeless, housed].into_iter());
        let named = |nhs, family, given: &str, year, postcode| Incoming {
            given_names: given.into(),
            ..incoming(nhs, family, year, postcode)
        };
        for (person, expected) in [
            (named("", "OCONNOR", "ANN", 1950, ""), Match::Likely(A)),
            (
                named("", "O'Connor", "Ann Marie", 1950, "ZZ99 3JX"),
                Match::Likely(A),
            ),
            (
                named("999 000 0026", "O'Connor", "Ann", 1950, ""),
                Match::Likely(A),
            ),
            (named("", "O'Connor", "Marie", 1950, ""), Match::New),
            (named("", "O'Connor", "", 1950, ""), Match::New),
            (named("", "O'Connor", "Ann", 1951, ""), Match::New),
            (named("", "Kaur", "Ann", 1990, ""), Match::Likely(B)),
            // Both are known, and they differ.
            (named("", "Kaur", "Ann", 1990, "ZZ99 3JX"), Match::New),
            (named("999 000 0026", "Kaur", "Ann", 1990, ""), Match::New),
        ] {
            assert_eq!(matcher.find(&person, "list.csv"), expected);
        }
    }

    #[test]
    fn a_person_without_a_number_is_found_among_twins() {
        let matcher = Matcher::new(
            [
                known(A, "999 000 0018", "Kaur", 1990),
                known(B, "", "Kaur", 1990),
            ]
            .into_iter(),
        );
        assert_eq!(
            matcher.find(
                &incoming("999 000 0034", "Kaur", 1990, "ZZ99 3JY"),
                "list.csv"
            ),
            Match::Likely(B)
        );
    }

    #[test]
    fn without_a_birth_date_a_name_alone_is_nobody() {
        let undated = |nhs| Known {
            born_on: None,
            phones: vec!["01632 960001".into()],
            source: "list.csv, row 7".into(),
            ..known(A, nhs, "O'Connor", 1950)
        };
        let row = |nhs, given: &str, year: Option<i32>, postcode, phone: &str, row| Incoming {
            row,
            given_names: given.into(),
            born_on: year.and_then(|year| NaiveDate::from_ymd_opt(year, 2, 3)),
            phones: vec![(super::super::incoming::PhoneUse::Home, phone.into())],
            ..incoming(nhs, "OConnor", 1950, postcode)
        };
        let likely = Match::LikelyByName(A);
        for (here, person, expected) in [
            ("", row("", "Ann", None, "zz99 3jy", "", 2), likely),
            ("", row("", "Ann", None, "", "01632960001", 2), likely),
            (
                "",
                row("", "Ann Marie", Some(1950), "", "01632960001", 2),
                likely,
            ),
            ("", row("", "Ann", None, "", "", 7), likely),
            ("", row("999 000 0018", "Ann", None, "", "", 7), likely),
            ("", row("", "Ann", None, "", "", 8), Match::New),
            (
                "",
                row("", "Ann", None, "ZZ99 3JX", "01632 960002", 8),
                Match::New,
            ),
            (
                "",
                row("", "Marie", None, "ZZ99 3JY", "01632960001", 7),
                Match::New,
            ),
            (
                "",
                row("", "", None, "ZZ99 3JY", "01632960001", 7),
                Match::New,
            ),
            (
                "999 000 0026",
                row("999 000 0018", "Ann", None, "ZZ99 3JY", "", 7),
                Match::New,
            ),
        ] {
            let matcher = Matcher::new([undated(here)].into_iter());
            let shown = (person.row, person.given_names.clone());
            assert_eq!(matcher.find(&person, "list.csv"), expected, "{shown:?}");
        }
        // Both birth dates are known and differ: father and son.
        let matcher = Matcher::new([known(A, "", "O'Connor", 1950)].into_iter());
        let son = row("", "Ann", Some(1975), "ZZ99 3JY", "", 7);
        assert_eq!(matcher.find(&son, "list.csv"), Match::New);
        let undated = row("", "Ann", None, "ZZ99 3JY", "", 3);
        assert_eq!(matcher.find(&undated, "other.csv"), likely);
    }

    #[test]
    fn folding_takes_off_accents_case_and_signs() {
        for (from, to) in [
            ("O'Connor", "oconnor"),
            ("Brânză", "branza"),
            ("Sørensen", "sorensen"),
            ("Groß", "gross"),
            ("Smith-Jones", "smithjones"),
            ("李", "李"),
            ("", ""),
        ] {
            assert_eq!(fold(from), to);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }
    }
}
