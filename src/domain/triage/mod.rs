//! Triage: which bucket a person is in, why, and in what order (R5, R10; DESIGN 3).
//!
//! Every open person is in exactly one bucket. Rules (`rules`) look at one person's [`Facts`] and return dated
//! findings, also when the date lies ahead; everything else follows from those and from an injected [`Clock`].
//! There is no hidden score, and nothing here knows how often anybody has rung.

mod appointment_fact;
mod carer_day;
mod changes;
mod deferred;
mod explain;
mod facts;
mod item_fact;
mod moves;
mod order;
pub mod rules;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

pub use appointment_fact::{AppointmentFact, Lacking};
pub use carer_day::CarerDays;
pub use changes::{Changed, RuleSet, Seen};
pub use deferred::{DeferralFact, PutOff, known_rule};
pub use explain::{Explained, Finding, Step, Watched, by_weight, explain};
pub use facts::{CarerAway, EndOfLifeFact, Facts, Gap, Gaps, Pause, ReviewHow, Sources};
pub use item_fact::ItemFact;
pub use moves::MoveFact;
pub use order::{Counts, Row};
pub use rules::{Class, RULES, Rule};

use super::calendar::Holidays;
use super::deferral::Subject;
use super::item::Waiting;
use super::say;

/// How many working days ahead "soon" reaches (DESIGN 3).
pub const SOON_WORKING_DAYS: u32 = 5;

/// The moment at which the list is worked out, in London time, with the calendar in force.
#[derive(Clone, Copy)]
pub struct Clock<'a> {
    /// London local time.
    pub now: NaiveDateTime,
    /// Bank holidays.
    pub holidays: &'a Holidays,
    /// The last day that still counts as soon.
    soon_until: NaiveDate,
}

impl<'a> Clock<'a> {
    /// A clock for a London local time.
    pub fn new(now: NaiveDateTime, holidays: &'a Holidays) -> Self {
        let soon_until = holidays.add_working_days(now.date(), SOON_WORKING_DAYS);
        Self {
            now,
            holidays,
            soon_until,
        }
    }

    /// The day.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// Working days from a due date to today: 0 while it is not late, also across a weekend.
    pub fn working_days_late(&self, due: NaiveDate) -> i64 {
        self.holidays.working_days_between(due, self.today()).max(0)
    }
}

/// The places of the list, in the order in which they are shown. Each open person is in exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bucket {
    /// A reason is due.
    Today,
    /// Nothing is due and nobody has spoken with them yet.
    New,
    /// Something falls due within five working days.
    Soon,
    /// Somebody else has an open item.
    Waiting,
    /// Nothing is due soon and nothing is open.
    Steady,
    /// Paused until a day.
    Paused,
}

impl Bucket {
    /// Every bucket, in order.
    pub const ALL: [Self; 6] = [
        Self::Today,
        Self::New,
        Self::Soon,
        Self::Waiting,
        Self::Steady,
        Self::Paused,
    ];

    /// The bucket's name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::New => "New",
            Self::Soon => "Soon",
            Self::Waiting => "Waiting",
            Self::Steady => "Steady",
            Self::Paused => "Paused",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// The person's record as a whole.
    Record,
    /// An open item: its place in [`Facts::items`].
    Item(usize),
    /// A promise: its place in [`Facts::promises`].
    Promise(usize),
    /// An appointment: its place in [`Facts::appointments`].
    Appointment(usize),
    /// A move: its place in [`Facts::moves`].
    Move(usize),
    /// A carer themselves: their place in [`Facts::carer_days`].
    Carer(usize),
}

/// What one rule found about one person.
#[derive(Clone, Copy)]
pub struct Found {
    /// The rule.
    pub rule: &'static Rule,
    /// The day on which it speaks, past or ahead, unless it is put off: the occurrence.
    pub due: NaiveDate,
    /// What it is about.
    pub about: About,
    /// That it is put off, while it is.
    pub put_off: Option<PutOff>,
}

impl Found {
    /// Whether it speaks today.
    pub fn is_due(&self, clock: &Clock<'_>) -> bool {
        self.speaks_on() <= clock.today()
    }

    /// The day on which it speaks: when it is put off, the day on which it comes back.
    pub fn speaks_on(&self) -> NaiveDate {
        self.put_off.map_or(self.due, |put_off| put_off.until)
    }

    /// Why it is put off, in the words of whoever did; empty where only dates matter, as in the whole list.
    pub fn because<'a>(&self, facts: &'a Facts) -> Option<&'a str> {
        let deferral = facts.deferrals.get(self.put_off?.at)?;
        Some(&deferral.because)
    }

    /// The record that it is about.
    pub fn subject(&self, facts: &Facts) -> Subject {
        let subject = match self.about {
            About::Record => None,
            About::Item(at) => facts.items.get(at).map(|item| Subject::Item(item.id)),
            About::Promise(at) => {
                let promise = facts.promises.get(at);
                promise.map(|promise| Subject::Promise(promise.contact))
            }
            About::Appointment(at) => {
                let appointment = facts.appointments.get(at);
                appointment.map(|appointment| Subject::Appointment(appointment.id))
            }
            About::Move(at) => facts.moves.get(at).map(|one| Subject::Move(one.id)),
            About::Carer(at) => {
                let carer = facts.carer_days.get(at);
                carer.map(|carer| Subject::Member(carer.member))
            }
        };
        subject.unwrap_or_default()
    }

    /// The finding in a few words: what stands before the bracket of the whole sentence.
    pub fn briefly(&self, facts: &Facts, clock: &Clock<'_>) -> String {
        let whole = self.says(facts, clock);
        whole.split(" (").next().map(str::to_owned).unwrap_or(whole)
    }

    /// The command that deals with it. What owes news is not just done: a referral makes its next step, the others are
    /// answered.
    pub fn command(&self, facts: &Facts) -> &'static str {
        let kind = match self.about {
            About::Item(at) if self.rule.command == "item.done" => {
                facts.items.get(at).map(|item| item.kind)
            }
            _ => None,
        };
        match kind {
            Some(kind) if kind.is_referral() => "item.step",
            Some(kind) if kind.owes_news() => "item.answer",
            _ => self.rule.command,
        }
    }

    /// The finding in plain words, with its dates. What can be left out at a glance stands in a bracket.
    pub fn says(&self, facts: &Facts, clock: &Clock<'_>) -> String {
        let says = (self.rule.says)(facts, self, clock);
        match self.put_off {
            Some(put_off) => {
                let until = say::day(put_off.until, clock.today());
                format!("put off until {until}: {says}")
            }
            None => says,
        }
    }
}

/// Where a person stands, and everything that the rules found, due or not, most pressing first.
pub struct Verdict {
    /// Their place in the list.
    pub bucket: Bucket,
    /// All findings: those due first, by class and lateness; then those ahead, by the day on which they speak.
    pub found: Vec<Found>,
}

impl Verdict {
    /// The findings that are due.
    pub fn due<'a>(&'a self, clock: &'a Clock<'a>) -> impl Iterator<Item = &'a Found> {
        self.found.iter().filter(|found| found.is_due(clock))
    }

    /// The finding that a row names: the most pressing one; where nothing is due, what is put off is not passed over for
    /// what comes sooner; in Waiting, what is awaited.
    pub fn foremost(&self, facts: &Facts) -> Option<&Found> {
        let put_off = match self.bucket {
            Bucket::Today => None,
            _ => self.put_off().next(),
        };
        put_off
            .or_else(|| self.awaited(facts))
            .or(self.found.first())
    }

    /// What puts a person in Waiting: the first finding about an item that waits for somebody else, what they owe us
    /// before what we owe the person meanwhile.
    pub fn awaited(&self, facts: &Facts) -> Option<&Found> {
        let waits = |found: &&Found| match found.about {
            About::Item(at) => facts
                .items
                .get(at)
                .is_some_and(|item| item.waiting != Waiting::Us),
            _ => false,
        };
        match self.bucket {
            Bucket::Waiting => {
                let all = || self.found.iter().filter(waits);
                all()
                    .find(|found| found.rule.class == Class::Chase)
                    .or_else(|| all().next())
            }
            _ => None,
        }
    }

    /// Where nothing is due: what is awaited of others, where that is why they are where they are, and what comes next.
    pub fn ahead(&self, facts: &Facts, clock: &Clock<'_>) -> impl Iterator<Item = &Found> {
        let nothing_is_due = self.due(clock).next().is_none();
        let stands = |found: &&Found| nothing_is_due && found.put_off.is_none();
        let awaited = self.awaited(facts).filter(stands);
        let next = self
            .found
            .iter()
            .find(|found| found.put_off.is_none())
            .filter(stands)
            .filter(|next| !awaited.is_some_and(|awaited| std::ptr::eq(awaited, *next)));
        awaited.into_iter().chain(next)
    }

    /// The findings that are put off, the first to come back first.
    pub fn put_off(&self) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(|found| found.put_off.is_some())
    }
}

/// Looks at one person with every rule.
pub fn look(facts: &Facts, clock: &Clock<'_>) -> Verdict {
    let mut found = Vec::new();
    for rule in RULES {
        (rule.look)(facts, clock, &mut |due, about| {
            let mut one = Found {
                rule,
                due,
                about,
                put_off: None,
            };
            one.put_off = deferred::put_off(facts, &one, clock);
            found.push(one);
        });
    }
    let today = clock.today();
    found.sort_by_key(|one: &Found| {
        let ahead = one.speaks_on() > today;
        // What is said in advance is less pressing than what is late.
        let late_since = |one: &Found| (one.rule.late_since)(facts, one, clock);
        (
            ahead,
            (!ahead).then(|| (one.rule.class, late_since(one))),
            one.speaks_on(),
            one.about,
        )
    });
    Verdict {
        bucket: bucket(facts, &found, clock),
        found,
    }
}

/// The one bucket that follows from the findings (DESIGN 3).
fn bucket(facts: &Facts, found: &[Found], clock: &Clock<'_>) -> Bucket {
    if facts.pause.is_some_and(|pause| pause.until > clock.today()) {
        Bucket::Paused
    } else if found.iter().any(|one| one.is_due(clock)) {
        Bucket::Today
    } else if !facts.first_conversation {
        Bucket::New
    } else if found.iter().any(|one| one.speaks_on() <= clock.soon_until) {
        Bucket::Soon
    } else if facts.items.iter().any(|item| item.waiting != Waiting::Us) {
        Bucket::Waiting
    } else {
        Bucket::Steady
    }
}

#[cfg(test)]
mod deferred_tests;
#[cfg(test)]
mod tests;
