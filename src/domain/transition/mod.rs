//! Moves: from one place, service or lead to another, and what has to follow so that nobody is lost between the two
//! (R75-R84).
//!
//! The checklist of a discharge is in `checklist`, its clocks are in `clock`, the open items that it leaves behind in
//! `opens`, and what stands beside a stay in hospital in `stays`. Today's rules over moves are in `triage`.

mod checklist;
mod clock;
mod opens;
mod stays;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::id::{PersonId, TransitionId};
use super::item::{Ending, Item};
use super::london;

pub use checklist::{Answer, CheckPoint, Checklist, Point};
pub use clock::{
    EXPLAIN_AGAIN_WORKING_DAYS, FIRST_CALL_HOURS, LETTER_HOURS, explain_again_shown, hours_after,
    hours_shown, out_of_hours_because,
};
pub use opens::{Opening, check_item, opened};
pub use stays::Beside;

/// The time after a discharge beyond which it is asked whether medicines really last so long: half a year. Our own
/// figure, and so never a refusal: a day that has just passed, typed without its year, is read as one of next year.
const USUAL_SUPPLY: Days = Days::new(183);

/// A move of one person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transition {
    /// Identity.
    pub id: TransitionId,
    /// Who moves.
    pub person: PersonId,
    /// What kind of move it is.
    pub kind: MoveKind,
    /// Where they come from: a ward, a service, a lead, a place.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Where they go.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who answers for them where they come from.
    #[serde(default, skip_serializing_if = "Side::is_empty")]
    pub leaving: Side,
    /// Who answers for them where they go; of a child who grows up: who coordinates after 18 (R82).
    #[serde(default, skip_serializing_if = "Side::is_empty")]
    pub taking: Side,
    /// That the other side said that it knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<Acknowledged>,
    /// The day the person was told (R83).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_on: Option<NaiveDate>,
    /// For a discharge: its checklist and what follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discharge: Option<Discharge>,
    /// For an admission: the day on which somebody last asked whether they are still there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<NaiveDate>,
    /// Anything else, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// That nothing is left to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
    /// Who wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

private_debug!(Transition { id, kind, at });

/// What kind of move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// Into hospital, or another place with beds.
    Admission,
    /// Out of it.
    Discharge,
    /// From one service or place to another.
    Transfer,
    /// From one lead or coordinator to another, or back (R83).
    Lead,
    /// From the services for children to those for adults (R82).
    ChildToAdult,
    /// They move house (R84).
    House,
    /// They leave or change school (R84).
    School,
    /// Their family changes (R84).
    Family,
}

impl MoveKind {
    /// Every kind, in menu order.
    pub const ALL: [Self; 8] = [
        Self::Admission,
        Self::Discharge,
        Self::Transfer,
        Self::Lead,
        Self::ChildToAdult,
        Self::House,
        Self::School,
        Self::Family,
    ];

    /// The kinds that have no form of their own.
    pub const OTHERS: [Self; 6] = [
        Self::Transfer,
        Self::Lead,
        Self::ChildToAdult,
        Self::House,
        Self::School,
        Self::Family,
    ];

    /// The kind in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Admission => "admission",
            Self::Discharge => "discharge",
            Self::Transfer => "transfer",
            Self::Lead => "change of lead",
            Self::ChildToAdult => "child to adult services",
            Self::House => "house move",
            Self::School => "change of school",
            Self::Family => "change in the family",
        }
    }

    /// Whether it is an event in somebody's life: nobody takes over, but the plan may no longer fit.
    pub fn is_life_event(self) -> bool {
        matches!(self, Self::House | Self::School | Self::Family)
    }
}

/// Who answers for a person on one side of a move.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Their name, with role or ward.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// How to ring them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

impl Side {
    /// Whether nobody is named and no number known.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.phone.is_empty()
    }

    /// Name and number.
    pub fn words(&self) -> String {
        let parts = [self.name.as_str(), self.phone.as_str()];
        let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        told.join(" ")
    }
}

/// That the other side knows and has taken over.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// The day.
    pub on: NaiveDate,
    /// Who said so.
    pub by: String,
}

/// That nothing is left to do about a move.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// The day.
    pub on: NaiveDate,
    /// Why, in words; never empty.
    pub because: String,
}

/// What belongs to a discharge (R76-R81).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discharge {
    /// The checklist.
    #[serde(default)]
    pub checklist: Checklist,
    /// The person who was named to be rung out of hours, with their number; empty where nobody was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub named_contact: String,
    /// The last day for which medicines were handed out (R79).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medicines_until_on: Option<NaiveDate>,
    /// The day on which the first call was seen to, where no contact in the log says so (R78).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_on: Option<NaiveDate>,
    /// The day on which the plan was explained again at home (R81).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explained_again_on: Option<NaiveDate>,
}

private_debug!(Side, Acknowledged { on }, Closed { on }, Discharge);

impl Transition {
    /// The discharge after the check of one of its points came to an end, or is open again; `None` where no point changes.
    ///
    /// Whom they ring is named with the point, not with its check: that point stays until somebody is.
    #[must_use]
    pub fn followed(&self, check: &Item) -> Option<Self> {
        let mut one = self.clone();
        let discharge = one.discharge.as_mut()?;
        let which = CheckPoint::ALL
            .into_iter()
            .find(|which| discharge.checklist.point(*which).item == Some(check.id))?;
        let is = match &check.ended {
            Some(_) if which == CheckPoint::OutOfHours && discharge.named_contact.is_empty() => {
                return None;
            }
            Some(ended) if ended.how == Ending::Dropped => Answer::NotApplicable,
            Some(_) => Answer::Yes,
            None => Answer::No,
        };
        let point = discharge.checklist.point_mut(which);
        if check.is_open() != point.settled() {
            return None;
        }
        point.is = Some(is);
        if let (true, Some(outcome)) = (point.note.is_empty(), &check.outcome) {
            point.note.clone_from(&outcome.text);
        }
        Some(one)
    }

    /// A move of which no more is known.
    pub fn new(id: TransitionId, person: PersonId, kind: MoveKind, at: DateTime<Utc>) -> Self {
        Self {
            id,
            person,
            kind,
            from: String::new(),
            to: String::new(),
            at,
            leaving: Side::default(),
            taking: Side::default(),
            acknowledged: None,
            told_on: None,
            discharge: (kind == MoveKind::Discharge).then(Discharge::default),
            asked_on: None,
            note: String::new(),
            closed: None,
            by: String::new(),
        }
    }

    /// Whether something about it may still be due.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Whether a rule has to know of it: an open one, and for good that a child has somebody after 18.
    pub fn is_watched(&self) -> bool {
        self.is_open() || self.kind == MoveKind::ChildToAdult
    }

    /// Whether the one who matters next is named: of a discharge whom to ring out of hours, else who takes over.
    pub fn names_contact(&self) -> bool {
        match &self.discharge {
            Some(discharge) => {
                !discharge.named_contact.is_empty() || discharge.checklist.out_of_hours.settled()
            }
            None => !self.taking.name.is_empty(),
        }
    }

    /// The day until which medicines last, where that is so far after the discharge that it is asked whether it is right.
    pub fn long_supply(&self) -> Option<NaiveDate> {
        let until = self.discharge.as_ref()?.medicines_until_on?;
        let usual = london::date(self.at).checked_add_days(USUAL_SUPPLY)?;
        (until > usual).then_some(until)
    }

    /// The move in a line: "discharge from Ward 7 to home".
    pub fn words(&self) -> String {
        let mut words = self.kind.word().to_owned();
        for (label, text) in [("from", &self.from), ("to", &self.to)] {
            if !text.is_empty() {
                words = format!("{words} {label} {text}");
            }
        }
        words
    }
}

#[cfg(test)]
mod tests;
