//! Searching the directory by words of need, name and place while they are typed.
//!
//! Folded once, so that a key costs a scan of texts and nothing else. Every word must occur; where it occurs says how
//! far up an entry stands.

use chrono::NaiveDate;

use super::Service;
use crate::domain::find::{Query, fold};

/// What one service can be found by, folded.
struct Keys {
    /// Name, needs, places, everything else; each with a blank before it, so that a word that begins there is seen.
    parts: [String; 4],
    /// Digits of the telephone numbers, parted by blanks.
    digits: String,
    is_open: bool,
}

/// The directory, ready to be searched.
#[derive(Default)]
pub struct Index {
    keys: Vec<Keys>,
}

impl Index {
    /// Makes the directory ready; places in it are places in `services`.
    pub fn new<'a>(services: impl IntoIterator<Item = &'a Service>) -> Self {
        Self {
            keys: services.into_iter().map(Keys::of).collect(),
        }
    }

    /// The places of the services that fit, the best first: by where the words occur, those that are closed last; among
    /// equals in the order given. With nothing typed everything fits.
    pub fn find(&self, query: &Query) -> Vec<usize> {
        let mut found: Vec<(u32, usize)> = self
            .keys
            .iter()
            .enumerate()
            .filter_map(|(at, keys)| Some((keys.rank(query)?, at)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, at)| at).collect()
    }
}

/// More than any query of words can reach: what is closed stands behind everything that is not.
const CLOSED: u32 = 1 << 20;

impl Keys {
    fn of(service: &Service) -> Self {
        let all = |words: &[String]| fold(&words.join(" | "));
        let rest = [
            service.does.as_str(),
            service.sector.word(),
            &service.access,
            &service.refer,
            &service.address,
            &service.postcode,
            &service.email,
            &service.web,
            &service.notes,
        ]
        .join(" ");
        let parts = [
            fold(&service.name),
            all(&service.needs),
            all(&service.places),
            fold(&rest),
        ]
        .map(|part| format!(" {part}"));
        let digits = service
            .phones
            .iter()
            .map(|phone| phone.chars().filter(char::is_ascii_digit).collect())
            .collect::<Vec<String>>()
            .join(" ");
        Self {
            parts,
            digits,
            is_open: service.is_open(),
        }
    }

    /// How far down it stands, 0 first; `None` where a word does not occur.
    fn rank(&self, query: &Query) -> Option<u32> {
        let closed = if self.is_open { 0 } else { CLOSED };
        if query
            .digits()
            .is_some_and(|digits| self.digits.contains(digits))
        {
            return Some(closed);
        }
        let mut rank = closed;
        for word in query.words() {
            rank += (0..)
                .zip(&self.parts)
                .find_map(|(part, text)| Some(2 * part + begins(text, word)?))?;
        }
        Some(rank)
    }
}

/// Whether a word occurs: 0 where a word begins with it, 1 where it stands within one.
fn begins(text: &str, word: &str) -> Option<u32> {
    let mut within = None;
    for (at, _) in text.match_indices(word) {
        match text.as_bytes().get(at.wrapping_sub(1)) {
            Some(b' ') => return Some(0),
            _ => within = Some(1),
        }
    }
    within
}

/// How far a service serves a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Serves {
    /// It names the place, or is there.
    Named,
    /// It names none, or one that is as wide as a county: the program knows no map, so it is not left out.
    Widely,
    /// It names other places.
    Elsewhere,
}

/// Words by which a place is as wide as a county.
const WIDE: &[&str] = &[
    "whole",
    "county wide",
    "countywide",
    "boroughwide",
    "citywide",
    "national",
    "nationwide",
    "everywhere",
    "all areas",
];

/// Whether a service serves a place: its places, its address or its postcode hold every word of it.
pub fn serves(service: &Service, place: &str) -> Serves {
    let words = Query::new(place);
    let places = fold(&service.places.join(" | "));
    let there = fold(&format!("{} {}", service.address, service.postcode));
    let key = format!("{places} {there}");
    if words.words().all(|word| key.contains(word)) {
        Serves::Named
    } else if places.is_empty() || WIDE.iter().any(|wide| places.contains(wide)) {
        Serves::Widely
    } else {
        Serves::Elsewhere
    }
}

/// How many of them somebody should check before they rely on them, on a day (London).
pub fn stale<'a>(services: impl IntoIterator<Item = &'a Service>, today: NaiveDate) -> usize {
    services
        .into_iter()
        .filter(|service| service.standing(today).is_stale())
        .count()
}
