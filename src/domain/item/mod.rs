//! Open items: one shape for everything that somebody waits for, from asked to told (R56-R60, R67).
//!
//! What kinds there are is in `kind`, whom one asks again in `ladder`, the states of referrals in `referral`. Today's rules
//! over items are in `triage`; how a contact moves one is in `contact`.

mod again;
mod holds;
mod kind;
mod ladder;
mod referral;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::{Holidays, Worked};
use super::find::fold;
use super::goal::StageGoal;
use super::id::{AppointmentId, GoalId, ItemId, PersonId, ServiceId, TransitionId};
use super::merge::holds_both;
use super::person::{Name, is_name};
use super::say;

pub use again::Reopened;
pub use kind::ItemKind;
pub use ladder::{Chase, Rung};
pub use referral::{Booking, Heard, ReferralState, ReferralStep};

/// Working days within which something is expected where no day was agreed.
pub const EXPECTED_WORKING_DAYS: u32 = 10;

/// Something that somebody waits for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Identity.
    pub id: ItemId,
    /// For whom.
    pub person: PersonId,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// What was asked, or what is to be done.
    pub what: String,
    /// Who was asked, or who does it: the owner (R32).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Who is waited for now (R59).
    pub waiting: Waiting,
    /// The day it was asked or agreed.
    pub asked_on: NaiveDate,
    /// The day by which an answer or the deed is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_on: Option<NaiveDate>,
    /// How that day was worked out, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub expected_how: String,
    /// Whether that day is only the usual one, counted from the day of asking because none was agreed; so it follows the
    /// calendar, and `expected_on` is what it was when it was last written.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub expected_counted: bool,
    /// The day from which the usual time is counted, where that is not the day of asking: what went before was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_from: Option<NaiveDate>,
    /// For an action: that it goes on without an end, such as weighing herself each morning; no day is set for it and
    /// nobody waits for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ongoing: bool,
    /// For a referral: its states since it was sent, in their order (R56, R57).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub referral: Vec<ReferralStep>,
    /// For a conflict: what contradicts what (R61); who decides is the owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflict: Option<Conflict>,
    /// The entry of the directory that was asked, where it was chosen there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    /// The London day on which that service closed while it was waited for; none once somebody else was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_closed_on: Option<NaiveDate>,
    /// The move that it belongs to, as a check of a discharge (R76).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transition: Option<TransitionId>,
    /// The appointment that it came from, as one that was missed (R73); of a referral, the one that was booked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentId>,
    /// Each time it was asked again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chases: Vec<Chase>,
    /// The answer or outcome, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The day the person was last told how it stands (R67).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_on: Option<NaiveDate>,
    /// That it is over, once it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
    /// Each time it was opened again after it had ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reopened: Vec<Reopened>,
    /// The goal that an action serves (R31).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<GoalId>,
    /// How confident the person is that it will be done, 1 to 10 (D3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// Why this was decided (R39).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
    /// For an action: what may help to get it done (D3: suggested strategies).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub strategies: String,
    /// For an action: the steps on the way (D3: stage goals).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<StageGoal>,
    /// For an action: the day on which it is looked at again, apart from the day by which it is due (D3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<NaiveDate>,
    /// The London day on which its words were last changed (D3: last updated); what happens to it has days of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<NaiveDate>,
}

private_debug!(Item { id, kind });

/// Two pieces of advice that contradict each other, each with its source (R61).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The one.
    pub one: String,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub one_from: String,
    /// The other.
    pub other: String,
    /// Who gave that.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub other_from: String,
}

/// What an action is called that has no end, wherever the day would stand by which it is expected.
pub const ONGOING: &str = "ongoing";

/// Who is waited for (R59). "The person" never counts as late against a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waiting {
    /// The coordinator's own team.
    Us,
    /// Somebody else's service.
    Service,
    /// The person or their carer.
    Person,
}

impl Waiting {
    /// Every value, in menu order.
    pub const ALL: [Self; 3] = [Self::Us, Self::Service, Self::Person];

    /// The value in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::Service => "a service",
            Self::Person => "the person",
        }
    }

    /// The value where it is chosen: whoever stands by the person is waited for as they are.
    pub fn choice(self) -> &'static str {
        match self {
            Self::Us | Self::Service => self.word(),
            Self::Person => "the person or a carer",
        }
    }
}

/// Who has taken on what waits for the person or those around them, where that is not the person: by the name under which
/// it stands. `listed` and `called` are the person's name as lists have it (`Ellis, Margaret`) and what to call them.
///
/// Of a question or a referral the name is of whoever was asked, who may wait for the person in turn.
pub fn taken_by<'a>(
    kind: ItemKind,
    waiting: Waiting,
    owner: &'a str,
    listed: &str,
    called: &str,
) -> Option<&'a str> {
    let is_theirs = matches!(kind, ItemKind::Action | ItemKind::Check);
    let owner = owner.trim();
    if waiting != Waiting::Person || !is_theirs || owner.is_empty() {
        return None;
    }
    let is_person = fold(owner) == "the person" || is_name(owner, listed, called);
    (!is_person).then_some(owner)
}

/// What came of an item.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The day it was known.
    pub on: NaiveDate,
    /// The answer, in words.
    pub text: String,
}

/// That an item is over.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The day.
    pub on: NaiveDate,
    /// How.
    pub how: Ending,
    /// Why it ended without the person being told, or without being done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
}

/// How an item ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Done, and the person knows.
    Done,
    /// No longer wanted or possible.
    Dropped,
}

private_debug!(Outcome, Ended, Conflict);

/// Where an item stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Asked or agreed; nothing has come of it yet.
    Asked,
    /// An answer is in hand and the person has not been told (R58).
    Answered,
    /// Over.
    Ended,
}

/// What can be done to an open item, from its own tab or in the save of a contact (R48).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Asked again.
    Chased,
    /// An answer came.
    Answered,
    /// The person was told; an answered question ends with it.
    Told,
    /// Done: an action ends with it.
    Done,
    /// It was talked about, and stands as it stood (R53).
    About,
}

impl Mark {
    /// Every mark.
    pub const ALL: [Self; 5] = [
        Self::Chased,
        Self::Answered,
        Self::Told,
        Self::Done,
        Self::About,
    ];

    /// The mark in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Chased => "chased",
            Self::Answered => "answered",
            Self::Told => "told",
            Self::Done => "done",
            Self::About => "talked about",
        }
    }
}

impl Item {
    /// Whether any of its texts is two that were kept at once, for somebody to make one of them.
    pub fn keeps_both(&self) -> bool {
        let ended = self.ended.iter().map(|ended| &ended.because);
        let outcome = self.outcome.iter().map(|outcome| &outcome.text);
        let texts = [&self.because, &self.strategies].into_iter();
        let mut texts = texts.chain(outcome).chain(ended);
        texts.any(|text| holds_both(text))
    }

    /// Who has taken it on of those around the person ([`taken_by`]).
    pub fn taken_by(&self, person: &Name) -> Option<&str> {
        let (kind, waiting) = (self.kind, self.waiting);
        taken_by(
            kind,
            waiting,
            &self.owner,
            &person.listed(),
            person.called(),
        )
    }

    /// Who is waited for, in words: by name where a carer has taken it on, or where it is known who of a service has.
    pub fn waits_for(&self, person: &Name) -> &str {
        let owner = self.owner.trim();
        match self.waiting {
            Waiting::Service if !owner.is_empty() => owner,
            _ => self.taken_by(person).unwrap_or(self.waiting.word()),
        }
    }

    /// Something that was asked or agreed on a day, of which no more is known.
    pub fn new(
        id: ItemId,
        person: PersonId,
        kind: ItemKind,
        what: &str,
        waiting: Waiting,
        asked_on: NaiveDate,
    ) -> Self {
        Self {
            id,
            person,
            kind,
            what: what.to_owned(),
            owner: String::new(),
            waiting,
            asked_on,
            expected_on: None,
            expected_how: String::new(),
            expected_counted: false,
            counted_from: None,
            ongoing: false,
            referral: Vec::new(),
            conflict: None,
            service: None,
            service_closed_on: None,
            transition: None,
            appointment: None,
            chases: Vec::new(),
            outcome: None,
            told_on: None,
            ended: None,
            reopened: Vec::new(),
            goal: None,
            confidence: None,
            because: String::new(),
            strategies: String::new(),
            stages: Vec::new(),
            review_on: None,
            updated_on: None,
        }
    }

    /// Whether there is anything to tell of it: an answer, an end, or how far a referral is.
    pub fn has_news(&self) -> bool {
        self.outcome.is_some() || self.ended.is_some() || !self.referral.is_empty()
    }

    /// The day on which the person was told what came of it. Being told how it stands meanwhile is not that.
    pub fn told_of_end_on(&self) -> Option<NaiveDate> {
        let ended = self.ended.as_ref()?;
        (ended.how == Ending::Done && self.told_on == Some(ended.on)).then_some(ended.on)
    }

    /// The latest day on which it was written or anything happened to it; never before it was asked.
    pub fn last_change(&self) -> NaiveDate {
        self.days_of_change().fold(self.asked_on, NaiveDate::max)
    }

    /// Every day on which it was written or anything happened to it, in no order.
    pub fn days_of_change(&self) -> impl Iterator<Item = NaiveDate> {
        let chases = self.chases.iter().map(|chase| chase.on);
        let outcome = self.outcome.iter().map(|outcome| outcome.on);
        let ended = self.ended.iter().map(|ended| ended.on);
        chases
            .chain(outcome)
            .chain(ended)
            .chain([self.asked_on])
            .chain(self.told_on)
            .chain(self.updated_on)
            .chain(self.referral.iter().map(|step| step.on))
            .chain(self.reopened.iter().map(|again| again.on))
    }

    /// Where it stands.
    pub fn stage(&self) -> Stage {
        if self.ended.is_some() {
            Stage::Ended
        } else if self.outcome.is_some() && self.kind.owes_news() {
            Stage::Answered
        } else {
            Stage::Asked
        }
    }

    /// The day by which it is expected, by the calendar in force, and how it came about; `None` where no day is known.
    pub fn expected(&self, holidays: &Holidays) -> Option<Worked> {
        if self.ongoing {
            return None;
        }
        if self.expected_counted {
            return Some(
                holidays.add_working_days_shown(self.counts_from(), EXPECTED_WORKING_DAYS),
            );
        }
        Some(Worked {
            date: self.expected_on?,
            how: self.expected_how.clone(),
        })
    }

    /// The day from which the usual time is counted.
    pub fn counts_from(&self) -> NaiveDate {
        self.counted_from.unwrap_or(self.asked_on)
    }

    /// The highest rung on which it was asked again, since it was last opened.
    pub fn highest_rung(&self) -> Option<Rung> {
        self.chases_now().iter().map(|chase| chase.rung).max()
    }

    /// By what a list of open items is ordered: the day by which each is expected, else that of asking; what goes on
    /// without an end is due on no day and comes last.
    pub fn listed_by(&self) -> (bool, NaiveDate, ItemId) {
        let day = self.expected_on.unwrap_or(self.asked_on);
        (self.ongoing, day, self.id)
    }

    /// Whether it is not over.
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// Whether anything is ever due of it: what goes on without an end is done, not waited for, and looked at again only where
    /// a day is set for that.
    pub fn is_watched(&self) -> bool {
        self.is_open() && (!self.ongoing || self.review_on.is_some())
    }

    /// Makes it go on without an end.
    pub fn goes_on(&mut self) {
        self.ongoing = true;
        self.expected_on = None;
        self.expected_how = String::new();
        self.expected_counted = false;
        self.counted_from = None;
    }

    /// The marks that make sense now, in the order in which a digit key steps through them.
    pub fn marks(&self) -> &'static [Mark] {
        match self.stage() {
            Stage::Ended => &[],
            // An answer may turn out wrong before anybody was told it.
            Stage::Answered => &[Mark::Told, Mark::Chased, Mark::Answered, Mark::About],
            Stage::Asked => self.kind.marks_while_asked(),
        }
    }

    /// The item after a mark on a day, with the words that go with it.
    ///
    /// What owes news ends when an answer is in hand and the person has been told; telling the person earlier only dates "last told".
    #[must_use]
    pub fn marked(&self, mark: Mark, on: NaiveDate, words: &str) -> Self {
        let mut item = self.clone();
        match mark {
            Mark::About => {}
            Mark::Chased => {
                item.chases.push(Chase {
                    on,
                    rung: Rung::Again,
                    note: words.to_owned(),
                });
                // Who was asked for another day owes it from then on.
                if self.waiting == Waiting::Us && (self.to_book_again() || self.to_ask_elsewhere())
                {
                    item.count_anew(on);
                }
            }
            Mark::Answered => {
                let text = corrected(words, item.outcome.as_ref());
                item.outcome = Some(Outcome { on, text });
                item.waiting = Waiting::Us;
            }
            Mark::Told => {
                item.told_on = Some(on);
                item.hear_of_step(on);
                if item.stage() == Stage::Answered {
                    item.ended = Some(Ended {
                        on,
                        how: Ending::Done,
                        because: String::new(),
                    });
                }
            }
            // Done says that the person knows too; whoever ends it otherwise says why.
            Mark::Done => {
                item.told_on = Some(on);
                item.outcome = Some(Outcome {
                    on,
                    text: words.to_owned(),
                });
                item.ended = Some(Ended {
                    on,
                    how: Ending::Done,
                    because: String::new(),
                });
            }
        }
        item
    }
}

/// An answer in place of one that was wrong: that one is struck out and not lost.
fn corrected(words: &str, before: Option<&Outcome>) -> String {
    match before {
        Some(before) if before.text != words => format!(
            "{words} (corrects {}: {})",
            say::full(before.on),
            before.text
        ),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests;
