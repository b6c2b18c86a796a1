//! Open items: one shape for everything that somebody waits for, from asked to told (R56-R60, R67).
//!
//! Today's rules over items are in `triage`; how a contact moves one is in `contact`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::{Holidays, Worked};
use super::goal::StageGoal;
use super::id::{GoalId, ItemId, PersonId};

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

/// The kinds of open item that this version keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Something somebody agreed to do.
    Action,
    /// Something asked, of which the person is owed the answer.
    Question,
}

impl ItemKind {
    /// Every kind, in menu order.
    pub const ALL: [Self; 2] = [Self::Action, Self::Question];

    /// The kind in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Question => "question",
        }
    }
}

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
}

/// One chase of an item.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chase {
    /// The day.
    pub on: NaiveDate,
    /// What came of it, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
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

private_debug!(Chase, Outcome, Ended);

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
}

impl Mark {
    /// Every mark.
    pub const ALL: [Self; 4] = [Self::Chased, Self::Answered, Self::Told, Self::Done];

    /// The mark in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Chased => "chased",
            Self::Answered => "answered",
            Self::Told => "told",
            Self::Done => "done",
        }
    }
}

impl Item {
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
            chases: Vec::new(),
            outcome: None,
            told_on: None,
            ended: None,
            goal: None,
            confidence: None,
            because: String::new(),
            strategies: String::new(),
            stages: Vec::new(),
            review_on: None,
            updated_on: None,
        }
    }

    /// The latest day on which it was written or anything happened to it; never before it was asked.
    pub fn last_change(&self) -> NaiveDate {
        let chases = self.chases.iter().map(|chase| chase.on);
        let outcome = self.outcome.iter().map(|outcome| outcome.on);
        let ended = self.ended.iter().map(|ended| ended.on);
        chases
            .chain(outcome)
            .chain(ended)
            .chain(self.told_on)
            .chain(self.updated_on)
            .fold(self.asked_on, NaiveDate::max)
    }

    /// Where it stands.
    pub fn stage(&self) -> Stage {
        if self.ended.is_some() {
            Stage::Ended
        } else if self.outcome.is_some() && self.kind == ItemKind::Question {
            Stage::Answered
        } else {
            Stage::Asked
        }
    }

    /// The day by which it is expected, by the calendar in force, and how it came about; `None` where no day is known.
    pub fn expected(&self, holidays: &Holidays) -> Option<Worked> {
        if self.expected_counted {
            return Some(holidays.add_working_days_shown(self.asked_on, EXPECTED_WORKING_DAYS));
        }
        Some(Worked {
            date: self.expected_on?,
            how: self.expected_how.clone(),
        })
    }

    /// Whether anybody still waits.
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// The marks that make sense now, in the order in which a digit key steps through them.
    pub fn marks(&self) -> &'static [Mark] {
        match (self.kind, self.stage()) {
            (_, Stage::Ended) => &[],
            (ItemKind::Action, _) => &[Mark::Done, Mark::Chased],
            (ItemKind::Question, Stage::Asked) => &[Mark::Answered, Mark::Chased, Mark::Told],
            (ItemKind::Question, Stage::Answered) => &[Mark::Told, Mark::Chased],
        }
    }

    /// The item after a mark on a day, with the words that go with it.
    ///
    /// A question ends when an answer is in hand and the person has been told; telling the person earlier only dates "last told".
    #[must_use]
    pub fn marked(&self, mark: Mark, on: NaiveDate, words: &str) -> Self {
        let mut item = self.clone();
        match mark {
            Mark::Chased => item.chases.push(Chase {
                on,
                note: words.to_owned(),
            }),
            Mark::Answered => {
                item.outcome = Some(Outcome {
                    on,
                    text: words.to_owned(),
                });
                item.waiting = Waiting::Us;
            }
            Mark::Told => {
                item.told_on = Some(on);
                if item.outcome.is_some() {
                    item.ended = Some(Ended {
                        on,
                        how: Ending::Done,
                        because: String::new(),
                    });
                }
            }
            Mark::Done => {
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

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn item(kind: ItemKind) -> Item {
        Item {
            owner: "pharmacy".into(),
            expected_on: Some(day("2026-03-06")),
            ..Item::new(
                ItemId(Uuid::from_u128(1)),
                PersonId(Uuid::from_u128(2)),
                kind,
                "blister pack?",
                Waiting::Service,
                day("2026-02-20"),
            )
        }
    }

    #[test]
    fn a_question_ends_only_when_the_person_has_been_told() {
        let asked = item(ItemKind::Question);
        assert_eq!(asked.stage(), Stage::Asked);
        let early = asked.marked(Mark::Told, day("2026-02-21"), "");
        assert!(
            early.is_open(),
            "telling the person that we still wait ends nothing"
        );
        let answered = asked.marked(Mark::Answered, day("2026-03-01"), "yes, from Monday");
        assert_eq!(
            (answered.stage(), answered.waiting),
            (Stage::Answered, Waiting::Us)
        );
        let told = answered.marked(Mark::Told, day("2026-03-02"), "");
        assert_eq!(told.stage(), Stage::Ended);
        assert!(told.marks().is_empty());
    }

    #[test]
    fn a_day_that_nobody_agreed_follows_the_calendar() {
        let england = Holidays::england();
        let thanks = Holidays::parse("2026-03-02 Day of Thanks", "ours").expect("a table");
        let with_thanks = england.extended_by(&thanks);
        let agreed = item(ItemKind::Question);
        let counted = Item {
            expected_counted: true,
            ..agreed.clone()
        };
        let on = |item: &Item, holidays| item.expected(holidays).map(|worked| worked.date);
        for holidays in [&england, &with_thanks] {
            assert_eq!(on(&agreed, holidays), Some(day("2026-03-06")));
        }
        assert_eq!(on(&counted, &england), Some(day("2026-03-06")));
        assert_eq!(on(&counted, &with_thanks), Some(day("2026-03-09")));
    }

    #[test]
    fn an_action_ends_when_it_is_done() {
        let chased = item(ItemKind::Action).marked(Mark::Chased, day("2026-03-09"), "left word");
        assert_eq!((chased.chases.len(), chased.is_open()), (1, true));
        assert!(!chased.marked(Mark::Done, day("2026-03-10"), "").is_open());
    }
}
