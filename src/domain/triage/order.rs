//! The order of the list and the counts that always add up.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::{Bucket, Class, Clock, Facts, Found, RuleSet, look};
use crate::domain::id::PersonId;
use crate::domain::person::Tier;

/// One line of the list, as small as it can be: fifty thousand of them are held at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Who.
    pub person: PersonId,
    /// Name as listed.
    pub name: Box<str>,
    /// Date of birth.
    pub born_on: Option<NaiveDate>,
    /// The place in the list.
    pub bucket: Bucket,
    /// Class of the most pressing reason that is due.
    pub class: Option<Class>,
    /// Tier.
    pub tier: Tier,
    /// Working days that the most pressing reason is late.
    pub late: u32,
    /// The day of the most pressing finding, due or ahead; in Waiting, of what is awaited.
    pub due: Option<NaiveDate>,
    /// Whether a reason is put off.
    pub put_off: bool,
    /// The rules that speak, in Today.
    pub speaks: RuleSet,
}

impl Row {
    /// The line of one person.
    pub fn of(facts: &Facts, clock: &Clock<'_>) -> Self {
        let verdict = look(facts, clock);
        let first = verdict.found.first();
        let due_now = first.filter(|found| found.is_due(clock));
        let class = due_now.map(|found| found.rule.class);
        let late = verdict
            .due(clock)
            .filter(|found| Some(found.rule.class) == class)
            .map(|found| clock.working_days_late((found.rule.late_since)(facts, found, clock)))
            .max()
            .unwrap_or(0);
        let due = match facts.pause {
            Some(pause) if verdict.bucket == Bucket::Paused => Some(pause.until),
            _ => verdict.awaited(facts).or(first).map(Found::speaks_on),
        };
        Self {
            person: facts.person,
            name: facts.name.clone().into_boxed_str(),
            born_on: facts.born_on,
            bucket: verdict.bucket,
            class: if verdict.bucket == Bucket::Today {
                class
            } else {
                None
            },
            tier: facts.tier,
            put_off: verdict.put_off().next().is_some(),
            late: u32::try_from(late).unwrap_or(u32::MAX),
            due,
            speaks: if verdict.bucket == Bucket::Today {
                RuleSet::of_names(verdict.due(clock).map(|found| found.rule.name))
            } else {
                RuleSet::default()
            },
        }
    }

    /// The order of the list: bucket; in Today class, tier, working days late; elsewhere the next date;
    /// then name, birth date and identity, so that it is total and the same on every machine.
    pub fn order(&self, other: &Self) -> Ordering {
        let by_urgency = || match self.bucket {
            Bucket::Today => self
                .class
                .cmp(&other.class)
                .then(self.tier.cmp(&other.tier))
                .then(other.late.cmp(&self.late)),
            Bucket::New | Bucket::Soon | Bucket::Waiting | Bucket::Steady | Bucket::Paused => {
                let when = |row: &Self| row.due.unwrap_or(NaiveDate::MAX);
                when(self)
                    .cmp(&when(other))
                    .then(self.tier.cmp(&other.tier))
            }
        };
        self.bucket
            .cmp(&other.bucket)
            .then_with(by_urgency)
            .then_with(|| self.name.cmp(&other.name))
            .then_with(|| self.born_on.cmp(&other.born_on))
            .then_with(|| self.person.cmp(&other.person))
    }
}

/// How many people are in each bucket; the sum is the number of open people, by construction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    by_bucket: [usize; Bucket::ALL.len()],
    put_off: usize,
}

impl Counts {
    /// The counts of a list.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut counts = Self::default();
        for row in rows {
            if let Some(count) = counts.by_bucket.get_mut(row.bucket as usize) {
                *count += 1;
            }
            counts.put_off += usize::from(row.put_off);
        }
        counts
    }

    /// How many people are in a bucket.
    pub fn of_bucket(&self, bucket: Bucket) -> usize {
        self.by_bucket.get(bucket as usize).copied().unwrap_or(0)
    }

    /// How many people have a reason that is put off, whichever bucket they are in.
    pub fn put_off(&self) -> usize {
        self.put_off
    }

    /// How many people are open.
    pub fn open(&self) -> usize {
        self.by_bucket.iter().sum()
    }
}
