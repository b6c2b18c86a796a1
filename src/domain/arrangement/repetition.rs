//! Likely repetitions among what services do: the same kind, or the same words where nobody said what kind it is, two
//! organisations, close in time (R43).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Intervention, InterventionKind};
use crate::domain::find::fold;

/// How many days may lie between the end of one and the beginning of the other.
pub const CLOSE_DAYS: i64 = 28;

/// Two interventions of which one may be too many.
#[derive(Clone, Copy)]
pub struct Repetition<'a> {
    /// The one that stands first in the plan.
    pub one: &'a Intervention,
    /// The other.
    pub other: &'a Intervention,
    /// Days between them; 0 where both go on at the same time.
    pub days_apart: i64,
}

impl Repetition<'_> {
    /// The hint in words. Whether both are needed is for those who do them to say.
    pub fn says(&self) -> String {
        let when = match self.days_apart {
            0 => "at the same time".to_owned(),
            days => format!(
                "{} apart",
                crate::domain::say::count(usize::try_from(days).unwrap_or(0), "day", "days")
            ),
        };
        let often = |one: &Intervention| {
            if one.how_often.trim().is_empty() {
                one.organisation.clone()
            } else {
                format!("{} ({})", one.organisation, one.how_often)
            }
        };
        let another = if fold(self.one.called()) == fold(self.other.called()) {
            String::new()
        } else {
            format!("{} ", self.other.called())
        };
        format!(
            "Perhaps twice: {} by {} and {another}by {}, {when}. Ask them whether both are needed.",
            self.one.called(),
            often(self.one),
            often(self.other),
        )
    }
}

/// The likely repetitions of which at least one goes on or lies ahead, in the order of the plan.
pub fn repetitions(all: &[Intervention], today: NaiveDate) -> Vec<Repetition<'_>> {
    let mut found = Vec::new();
    for (at, one) in all.iter().enumerate() {
        for other in all.iter().skip(at + 1) {
            let days_apart = days_apart(one, other);
            if is_same(one, other)
                && (goes_on(one, today) || goes_on(other, today))
                && days_apart <= CLOSE_DAYS
            {
                found.push(Repetition {
                    one,
                    other,
                    days_apart,
                });
            }
        }
    }
    found
}

/// The same thing by two organisations that are both named.
fn is_same(one: &Intervention, other: &Intervention) -> bool {
    let (who, whoever) = (fold(&one.organisation), fold(&other.organisation));
    let is_not_said = |one: &Intervention| one.kind == InterventionKind::NotSaid;
    let alike = if is_not_said(one) || is_not_said(other) {
        says_the_same(one, other)
    } else {
        one.kind == other.kind
            && (one.kind != InterventionKind::Other || fold(&one.what) == fold(&other.what))
    };
    alike && !who.is_empty() && !whoever.is_empty() && who != whoever
}

/// Whether everything that the shorter of two says is in the other: "dressings", "dressing both legs".
fn says_the_same(one: &Intervention, other: &Intervention) -> bool {
    let said = [one, other].map(telling);
    said.iter().all(|words| !words.is_empty())
        && said
            .iter()
            .any(|words| said.iter().all(|other| words.is_subset(other)))
}

/// The words that say what is done, those of its kind among them where it has one.
fn telling(one: &Intervention) -> BTreeSet<String> {
    let mut words = words_of(&one.what);
    if one.kind.is_named() {
        words.extend(words_of(one.kind.word()));
    }
    words
}

/// The words of a text that say something, folded, by their stems.
fn words_of(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| {
        word.chars().count() > 2 && !word.chars().any(char::is_numeric) && !COMMON.contains(word)
    });
    words.map(stem).collect()
}

/// A word without what makes it a plural or a doing: dressings, dressing.
fn stem(word: &str) -> String {
    let mut stem = word;
    for ending in ["es", "s", "ing"] {
        let is_plural_of = |cut: &str| match ending {
            "es" => cut.ends_with("ss") || cut.ends_with("ch") || cut.ends_with('x'),
            "s" => !cut.ends_with('s'),
            _ => true,
        };
        if let Some(cut) = stem.strip_suffix(ending)
            && cut.chars().count() > 2
            && is_plural_of(cut)
        {
            stem = cut;
        }
    }
    stem.to_owned()
}

/// Words in which it is not said what is done: only that, how often, for whom.
const COMMON: [&str; 40] = [
    "about",
    "and",
    "any",
    "appointment",
    "appointments",
    "are",
    "both",
    "call",
    "calls",
    "care",
    "check",
    "checks",
    "daily",
    "day",
    "days",
    "each",
    "every",
    "for",
    "from",
    "help",
    "her",
    "him",
    "his",
    "home",
    "monthly",
    "morning",
    "once",
    "regular",
    "review",
    "service",
    "support",
    "the",
    "their",
    "twice",
    "visit",
    "visits",
    "week",
    "weekly",
    "when",
    "with",
];

fn goes_on(one: &Intervention, today: NaiveDate) -> bool {
    one.until_on.is_none_or(|until| until >= today)
}

/// Days from the end of the earlier one to the beginning of the later one; 0 where they overlap.
fn days_apart(one: &Intervention, other: &Intervention) -> i64 {
    let gap = |earlier: &Intervention, later: &Intervention| {
        let (until, from) = earlier.until_on.zip(later.from_on)?;
        Some((from - until).num_days())
    };
    let apart = gap(one, other).into_iter().chain(gap(other, one)).max();
    apart.unwrap_or(0).max(0)
}
