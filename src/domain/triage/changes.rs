//! What changed in the list since a user last saw it: new reasons, people who moved, joined or left.
//!
//! A list that was seen is kept as bytes: rules and buckets by name in a header, then a bucket and a set of rules a person.
//! So a later version with other rules still reads it, and never takes a rule for news that did not exist then.

use super::{Bucket, RULES, Row, Rule};
use crate::domain::id::PersonId;

/// The form in which lists that were seen are kept.
const FORM: u8 = 1;
/// Bytes of one person: id, bucket, rules.
const PERSON_BYTES: usize = 16 + 1 + 8;
/// Stands for a bucket that this version does not know.
const NO_BUCKET: u8 = u8::MAX;

// A set of rules is a word of bits.
const _: () = assert!(RULES.len() <= 64);

/// A set of rules, by their places in the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleSet(u64);

impl RuleSet {
    /// The set of the rules with these names; others are passed over.
    pub fn of_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(
            names
                .into_iter()
                .filter_map(place)
                .fold(0, |bits, at| bits | 1 << at),
        )
    }

    /// Whether a rule is in it.
    pub fn has(self, rule: &Rule) -> bool {
        place(rule.name).is_some_and(|at| self.0 & 1 << at != 0)
    }

    /// Whether none is.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    fn among(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

fn place(name: &str) -> Option<usize> {
    RULES.iter().position(|rule| rule.name == name)
}

/// A list as somebody saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The rules that existed.
    known: RuleSet,
    /// Everybody, by id.
    people: Vec<SeenPerson>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct SeenPerson {
    person: PersonId,
    bucket: Option<Bucket>,
    speaks: RuleSet,
}

/// What changed about one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Who.
    pub person: PersonId,
    /// Where they were; `None` for somebody who has joined.
    pub was: Option<Bucket>,
    /// Where they are; `None` for somebody who has left.
    pub is: Option<Bucket>,
    /// The rules that speak now and did not speak then.
    pub new: RuleSet,
}

impl Changed {
    /// The change in a word.
    pub fn word(&self) -> &'static str {
        match (self.was, self.is) {
            (None, _) => "joined",
            (_, None) => "left",
            _ if self.new.is_empty() => "moved",
            _ => "new",
        }
    }

    /// This change and the next one of the same person as one.
    #[must_use]
    pub fn and_then(&self, next: Self) -> Self {
        Self {
            was: self.was,
            is: next.is,
            new: RuleSet(self.new.0 | next.new.0),
            ..next
        }
    }

    /// New reasons first, then who moved, joined and left.
    fn rank(&self) -> u8 {
        match (self.was, self.is) {
            (_, None) => 3,
            (None, _) => 2,
            _ => u8::from(self.new.is_empty()),
        }
    }
}

impl Seen {
    /// The list as it is.
    pub fn of(rows: &[Row]) -> Self {
        let mut people: Vec<SeenPerson> = rows
            .iter()
            .map(|row| SeenPerson {
                person: row.person,
                bucket: Some(row.bucket),
                speaks: row.speaks,
            })
            .collect();
        people.sort_unstable_by_key(|seen| seen.person);
        Self {
            known: RuleSet::of_names(RULES.iter().map(|rule| rule.name)),
            people,
        }
    }

    /// The list as it is, but for people whose news nobody has looked at yet: they are as they were seen before.
    #[must_use]
    pub fn but_for(mut self, unread: &[Changed], before: &Self) -> Self {
        for changed in unread {
            let find = |seen: &SeenPerson| seen.person.cmp(&changed.person);
            let was = before
                .people
                .binary_search_by(find)
                .ok()
                .and_then(|at| before.people.get(at).copied());
            match (self.people.binary_search_by(find), was) {
                (Ok(at), Some(was)) => {
                    if let Some(seen) = self.people.get_mut(at) {
                        // A rule that did not exist then is no news.
                        let since = seen.speaks.without(before.known);
                        seen.bucket = was.bucket.or(seen.bucket);
                        seen.speaks = RuleSet(was.speaks.0 | since.0);
                    }
                }
                (Ok(at), None) => {
                    self.people.remove(at);
                }
                (Err(at), Some(was)) => self.people.insert(at, was),
                (Err(_), None) => {}
            }
        }
        self
    }

    /// The list as bytes, to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORM];
        put_names(&mut bytes, RULES.iter().map(|rule| rule.name));
        put_names(&mut bytes, Bucket::ALL.into_iter().map(Bucket::word));
        bytes.reserve(self.people.len() * PERSON_BYTES);
        for seen in &self.people {
            bytes.extend(seen.person.bytes());
            bytes.push(seen.bucket.map_or(NO_BUCKET, |bucket| bucket as u8));
            bytes.extend(seen.speaks.0.to_le_bytes());
        }
        bytes
    }

    /// The list from its bytes; `None` where they have another form.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (form, rest) = bytes.split_first()?;
        if *form != FORM {
            return None;
        }
        let (rules, rest) = take_names(rest)?;
        let (buckets, rest) = take_names(rest)?;
        let places: Vec<Option<usize>> = rules.iter().map(|name| place(name)).collect();
        let buckets: Vec<Option<Bucket>> = buckets
            .iter()
            .map(|name| {
                Bucket::ALL
                    .into_iter()
                    .find(|bucket| bucket.word() == *name)
            })
            .collect();
        let (people, left_over) = rest.as_chunks::<PERSON_BYTES>();
        if !left_over.is_empty() {
            return None;
        }
        let read = |chunk: &[u8; PERSON_BYTES]| {
            let (id, rest) = chunk.split_first_chunk::<16>()?;
            let (bucket, rest) = rest.split_first()?;
            let speaks = u64::from_le_bytes(*rest.first_chunk::<8>()?);
            Some(SeenPerson {
                person: PersonId::from_bytes(*id),
                bucket: buckets.get(usize::from(*bucket)).copied().flatten(),
                speaks: renumbered(speaks, &places),
            })
        };
        let mut people: Vec<SeenPerson> = people.iter().map(read).collect::<Option<_>>()?;
        people.sort_unstable_by_key(|seen| seen.person);
        Some(Self {
            known: RuleSet::of_names(rules),
            people,
        })
    }

    /// What is different in a list, in its order; who left stands last.
    pub fn changes(&self, rows: &[Row]) -> Vec<Changed> {
        let mut found = vec![false; self.people.len()];
        let mut changes = Vec::new();
        for row in rows {
            let at = self
                .people
                .binary_search_by_key(&row.person, |seen| seen.person);
            let (was, new) = match at.ok().and_then(|at| Some((at, self.people.get(at)?))) {
                Some((at, seen)) => {
                    if let Some(found) = found.get_mut(at) {
                        *found = true;
                    }
                    // A bucket that has no name here says nothing about a move.
                    let was = seen.bucket.unwrap_or(row.bucket);
                    (Some(was), row.speaks.among(self.known).without(seen.speaks))
                }
                None => (None, row.speaks),
            };
            if was != Some(row.bucket) || !new.is_empty() {
                changes.push(Changed {
                    person: row.person,
                    was,
                    is: Some(row.bucket),
                    new,
                });
            }
        }
        let left = self.people.iter().zip(&found).filter(|(_, found)| !**found);
        changes.extend(left.map(|(seen, _)| Changed {
            person: seen.person,
            was: seen.bucket.or(Some(Bucket::Steady)),
            is: None,
            new: RuleSet::default(),
        }));
        changes.sort_by_key(Changed::rank);
        changes
    }
}

fn put_names<'a>(bytes: &mut Vec<u8>, names: impl ExactSizeIterator<Item = &'a str>) {
    bytes.push(u8::try_from(names.len()).unwrap_or(u8::MAX));
    for name in names {
        bytes.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
        bytes.extend(name.bytes().take(usize::from(u8::MAX)));
    }
}

fn take_names(bytes: &[u8]) -> Option<(Vec<&str>, &[u8])> {
    let (count, mut rest) = bytes.split_first()?;
    let mut names = Vec::new();
    for _ in 0..*count {
        let (length, after) = rest.split_first()?;
        let (name, after) = after.split_at_checked(usize::from(*length))?;
        names.push(std::str::from_utf8(name).ok()?);
        rest = after;
    }
    Some((names, rest))
}

/// Bits by the places of then as bits by the places of now.
fn renumbered(bits: u64, places: &[Option<usize>]) -> RuleSet {
    let set = places.iter().enumerate().take(64);
    let now = set.filter_map(|(then, now)| now.filter(|_| bits & 1 << then != 0));
    RuleSet(now.fold(0, |bits, at| bits | 1 << at))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::calendar::Holidays;
    use crate::domain::triage::tests::any::{any_day, any_facts};
    use crate::domain::triage::tests::{clock, day, settled};
    use crate::domain::triage::{Clock, Facts, Pause};

    fn row(n: u128, so: fn(&mut Facts)) -> Row {
        let mut facts = settled();
        facts.person = PersonId(Uuid::from_u128(n));
        so(&mut facts);
        let holidays = Holidays::england();
        Row::of(&facts, &clock("2026-03-02", &holidays))
    }

    const QUIET: fn(&mut Facts) = |facts| facts.spoken_on = Some(day("2026-02-10"));
    const STEADY: fn(&mut Facts) = |_| ();
    const REVIEW: fn(&mut Facts) = |facts| {
        facts.spoken_on = Some(day("2026-02-10"));
        facts.review_due = Some(day("2026-03-02"));
    };
    const PAUSED: fn(&mut Facts) = |facts| {
        facts.pause = Some(Pause {
            until: day("2026-04-01"),
        });
    };

    #[test]
    fn what_is_news_and_what_is_not() {
        use Bucket::{Paused, Steady, Today};
        let then = [
            row(1, QUIET),
            row(2, STEADY),
            row(3, QUIET),
            row(4, QUIET),
            row(5, PAUSED),
            row(6, QUIET),
        ];
        let now = [
            row(1, QUIET),
            row(2, QUIET),
            row(3, REVIEW),
            row(4, STEADY),
            row(5, STEADY),
            row(7, QUIET),
        ];
        let changes = Seen::of(&then).changes(&now);
        let told: Vec<(u128, &str, Option<Bucket>, Option<Bucket>)> = changes
            .iter()
            .map(|one| (one.person.0.as_u128(), one.word(), one.was, one.is))
            .collect();
        assert_eq!(
            told,
            [
                (2, "new", Some(Steady), Some(Today)),
                (3, "new", Some(Today), Some(Today)),
                (4, "moved", Some(Today), Some(Steady)),
                (5, "moved", Some(Paused), Some(Steady)),
                (7, "joined", None, Some(Today)),
                (6, "left", Some(Today), None),
            ]
        );
        assert_eq!(changes[1].new, RuleSet::of_names(["review_due"]));
        assert!(Seen::of(&now).changes(&now).is_empty());
    }

    #[test]
    fn a_list_of_a_version_with_other_rules_still_reads() {
        // A rule that is gone, the silence at another place, and no rule for reviews yet.
        let mut bytes = vec![FORM];
        put_names(&mut bytes, ["horoscope", "quiet"].into_iter());
        put_names(&mut bytes, ["Someday", "Today"].into_iter());
        for (n, bucket, speaks) in [(1_u128, 1, 0b10_u64), (2, 0, 0b01)] {
            bytes.extend(Uuid::from_u128(n).into_bytes());
            bytes.push(bucket);
            bytes.extend(speaks.to_le_bytes());
        }
        let seen = Seen::from_bytes(&bytes).unwrap();
        assert!(seen.changes(&[row(1, REVIEW), row(2, STEADY)]).is_empty());
        let quiet = seen.changes(&[row(1, REVIEW), row(2, QUIET)]);
        assert_eq!(quiet.len(), 1);
        assert_eq!(quiet[0].new, RuleSet::of_names(["quiet"]));
    }

    proptest! {
        #[test]
        fn what_was_seen_reads_back_and_differs_in_nothing(
            people in prop::collection::vec(any_facts(), 0..40), today in any_day(),
        ) {
            let holidays = Holidays::england();
            let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
            let mut rows: Vec<Row> = people.iter().map(|facts| Row::of(facts, &clock)).collect();
            rows.sort_by_key(|row| row.person);
            rows.dedup_by_key(|row| row.person);
            let seen = Seen::of(&rows);
            let read = Seen::from_bytes(&seen.to_bytes()).unwrap();
            prop_assert_eq!(&read, &seen);
            prop_assert!(read.changes(&rows).is_empty());
            // Everybody joined an empty list, and everybody left for one.
            prop_assert_eq!(Seen::of(&[]).changes(&rows).len(), rows.len());
            let left = seen.changes(&[]);
            prop_assert!(left.len() == rows.len() && left.iter().all(|one| one.word() == "left"));
        }

        #[test]
        fn any_bytes_are_read_or_passed_over(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Seen::from_bytes(&bytes);
            let mut formed = vec![FORM, 0, 0];
            formed.extend(bytes);
            if let Some(seen) = Seen::from_bytes(&formed) {
                let _ = seen.changes(&[]);
            }
        }
    }
}
