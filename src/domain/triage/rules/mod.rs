//! The rules of Today, one subject a file, in the order in which findings of equal weight are named.
//!
//! A rule always gives the day on which it next speaks, also when that lies ahead. To add one: a file, a row here.

mod access;
mod appointments;
mod called_off;
mod carer;
mod carer_review;
mod check_in;
pub mod discharge;
mod end_of_life;
mod items;
mod lead;
mod owed_update;
mod pause;
mod quiet;
mod record;
mod review;
mod supply;
mod taken_back;
mod transitions;
mod untold;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{About, Clock, Facts, Found};
use crate::domain::say;

/// How pressing a reason is (DESIGN 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Harm may come to somebody.
    Harm,
    /// A promise is not kept.
    Promise,
    /// Somebody has to be chased.
    Chase,
    /// Our own work.
    OwnWork,
    /// The record has a gap.
    Record,
}

impl Class {
    /// Every class, most pressing first.
    pub const ALL: [Self; 5] = [
        Self::Harm,
        Self::Promise,
        Self::Chase,
        Self::OwnWork,
        Self::Record,
    ];

    /// The letter shown before a reason.
    pub fn letter(self) -> char {
        match self {
            Self::Harm => 'A',
            Self::Promise => 'B',
            Self::Chase => 'C',
            Self::OwnWork => 'D',
            Self::Record => 'E',
        }
    }

    /// The class in a word or two.
    pub fn word(self) -> &'static str {
        match self {
            Self::Harm => "harm",
            Self::Promise => "promise",
            Self::Chase => "chase",
            Self::OwnWork => "own work",
            Self::Record => "record",
        }
    }
}

/// Takes a finding: the day on which it speaks and what it is about.
pub type Finds<'a> = dyn FnMut(NaiveDate, About) + 'a;

/// One rule.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Stable name, for scripts and the journal.
    pub name: &'static str,
    /// How pressing its findings are.
    pub class: Class,
    /// What it watches, in a few words.
    pub watches: &'static str,
    /// The requirement it comes from: for scripts and whoever reads the rule, never on a screen.
    pub source: &'static str,
    /// The command that deals with it.
    pub command: &'static str,
    /// Working days for which a finding may be put off, from the day on which it first was; `None`: not at all.
    pub put_off_at_most: Option<u32>,
    /// Looks at one person.
    pub look: fn(&Facts, &Clock<'_>, &mut Finds<'_>),
    /// The day from which a finding counts as late, for the order of the list.
    pub late_since: fn(&Facts, &Found, &Clock<'_>) -> NaiveDate,
    /// Puts one finding in plain words.
    pub says: fn(&Facts, &Found, &Clock<'_>) -> String,
    /// How the day of a finding was worked out, a sum or a source a line, so that it can be checked by hand.
    pub workings: fn(&Facts, &Found, &Clock<'_>) -> Vec<String>,
    /// What is so where it finds nothing.
    pub otherwise: &'static str,
}

impl Rule {
    /// What is so where it finds nothing about a person: also that it keeps silent because they run things themselves.
    pub fn otherwise_for(&self, facts: &Facts) -> &'static str {
        let chases = [
            &items::NO_REPLY,
            &items::OTHERS_ACTION,
            &items::WAITING_FOR_PERSON,
        ];
        if facts.self_coordinating.is_some() && chases.iter().any(|rule| rule.name == self.name) {
            "they run things themselves: watched, not chased"
        } else {
            self.otherwise
        }
    }
}

/// Most findings are late from the day they speak.
fn from_due(_: &Facts, found: &Found, _: &Clock<'_>) -> NaiveDate {
    found.due
}

/// The day on which what is to be done by us on a day speaks: where nobody works on that, the last working day before, for
/// on the next one it is late. Nothing speaks before it was agreed.
fn by_working_day(day: NaiveDate, agreed_on: NaiveDate, clock: &Clock<'_>) -> NaiveDate {
    let working = clock.holidays.subtract_working_days(day, 0);
    working.max(agreed_on.min(day))
}

/// That nobody works on a day that is still to come.
fn when_nobody_works(day: NaiveDate, clock: &Clock<'_>) -> &'static str {
    if day > clock.today() && clock.holidays.off(day).is_some() {
        ", when nobody works: before then"
    } else {
        ""
    }
}

/// Why a finding speaks before its day, where it does.
fn moved_forward(found: &Found, day: NaiveDate, clock: &Clock<'_>) -> Option<String> {
    let off = clock.holidays.off(day).filter(|_| found.due < day)?;
    let speaks = say::full(found.due);
    let day = say::full(day);
    Some(if clock.holidays.off(found.due).is_some() {
        format!("{speaks} is the day on which it was agreed: {day} is {off}")
    } else {
        format!("{speaks} is the last working day before it: {day} is {off}")
    })
}

/// Every rule.
pub const RULES: &[Rule] = &[
    supply::SUPPLY,
    discharge::FIRST_CALL,
    discharge::NO_CONTACT,
    carer::AWAY,
    quiet::QUIET,
    review::PAST_MAXIMUM,
    end_of_life::DAILY_REVIEW,
    items::NOT_TOLD,
    taken_back::TAKEN_BACK,
    called_off::CALLED_OFF,
    appointments::MISSED,
    check_in::RETRY,
    check_in::CHECK_IN,
    items::NO_REPLY,
    items::OTHERS_ACTION,
    transitions::NOT_ACKNOWLEDGED,
    items::OWN_ACTION,
    items::LOOK_AGAIN,
    items::WAITING_FOR_PERSON,
    owed_update::BOOKED_UNTOLD,
    untold::UNTOLD,
    owed_update::OWED_UPDATE,
    appointments::PREPARE,
    appointments::FOLLOW_UP,
    appointments::RECALL,
    review::DUE,
    discharge::EXPLAIN_AGAIN,
    carer_review::STRAIN,
    transitions::STILL_THERE,
    supply::IN_HOSPITAL,
    transitions::COMING_18,
    transitions::LIFE_EVENT,
    end_of_life::ELSEWHERE,
    pause::OVER,
    record::LEAD,
    lead::VARIATION,
    lead::TERM,
    record::TOLD_COORDINATOR,
    record::OUT_OF_HOURS,
    record::WORDS,
    record::AGREEMENT,
    record::BACKUP,
    record::ACCESS,
    access::REVIEW,
    carer_review::ACCESS,
    record::SHARING,
];
