//! What stands on a person's "Shared" tab: decisions, versions, copies, and what follows from them together.

use chrono::{DateTime, NaiveDate, Utc};

use super::compare;
use super::copy::PlanCopy;
use super::id::VersionId;
use super::person::Name;
use super::record::Kept;
use super::say;
use super::sharing::{Recipient, SharedPart, Sharing, Whom};
use super::team::Member;
use super::version::{Body, Version};

/// Decisions, versions and copies of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Every decision about sharing, in the order of their ids.
    pub decisions: Vec<Kept<Sharing>>,
    /// Every version of the plan, by number.
    pub versions: Vec<Kept<Version>>,
    /// Every copy that was given, also those that somebody no longer holds.
    pub copies: Vec<Kept<PlanCopy>>,
}

/// What a holder has: the newest copy of the plan that they were given, or else the newest of what is none.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// The copy.
    pub copy: &'a Kept<PlanCopy>,
    /// What they were given since that is no copy of the plan: an emergency sheet, a record without it.
    pub beside: Option<&'a Kept<PlanCopy>>,
    /// Its version, where there is one.
    pub version: Option<&'a Version>,
    /// Of an emergency sheet that they have alone: the version whose decisions stand on it.
    pub sheet: Option<&'a Version>,
    /// The version by which they go when things go wrong: that of what they were given last.
    last: Option<&'a Version>,
    /// Whether there is a newer one that they may be given.
    pub is_old: bool,
    /// Whether they may be given nothing any more.
    pub given_nothing: bool,
}

impl Held<'_> {
    /// What of that which somebody may come to harm by says otherwise now than in what they were given last, by its headings.
    pub fn vital_changes(&self, now: &Body) -> Vec<&'static str> {
        let last = self.last.filter(|_| !self.given_nothing);
        last.map_or_else(Vec::new, |last| compare::vital_changes(&last.body, now))
    }
}

impl Shared {
    /// The decisions alone.
    pub fn decisions(&self) -> Vec<Sharing> {
        self.decisions
            .iter()
            .map(|kept| kept.value.clone())
            .collect()
    }

    /// The version with that id.
    pub fn version(&self, id: VersionId) -> Option<&Version> {
        let found = self.versions.iter().find(|kept| kept.id == id)?;
        Some(&found.value)
    }

    /// The version with that number.
    pub fn numbered(&self, number: u32) -> Option<&Version> {
        let found = self.versions.iter().find(|kept| kept.number == number)?;
        Some(&found.value)
    }

    /// The newest version.
    pub fn newest(&self) -> Option<&Version> {
        let newest = self.versions.iter().max_by_key(|kept| kept.number)?;
        Some(&newest.value)
    }

    /// The newest version that somebody agreed to.
    pub fn agreed(&self) -> Option<&Version> {
        let agreed = self.versions.iter().filter(|kept| kept.agreed.is_some());
        Some(&agreed.max_by_key(|kept| kept.number)?.value)
    }

    /// The number of the next version.
    pub fn next_number(&self) -> u32 {
        self.newest().map_or(1, |version| version.number + 1)
    }

    /// The version that a copy of the plan as it stands would be: the newest one if nothing changed since, else another
    /// that has to be kept with it.
    pub fn standing(
        &self,
        body: Body,
        id: VersionId,
        person: super::id::PersonId,
        (at, by): (DateTime<Utc>, &str),
    ) -> Standing {
        match self.newest() {
            Some(newest) if compare::is_same(&newest.body, &body) => Standing::Kept(newest.id),
            _ => Standing::New(Box::new(Version {
                id,
                person,
                number: self.next_number(),
                at,
                by: by.to_owned(),
                agreed: None,
                body,
            })),
        }
    }

    /// How a plan as it stands differs from what was agreed last, in a sentence; where nothing was agreed, from what was
    /// given last. Empty where neither is there.
    pub fn says(&self, now: Option<&Body>) -> String {
        let (Some(last), Some(now)) = (self.agreed().or(self.newest()), now) else {
            return String::new();
        };
        let word = say::capital(&last.word());
        match compare::differences(&last.body, now).len() {
            0 => format!("{word}; unchanged since."),
            n => format!(
                "{word}; changed since in {}.",
                say::count(n, "place", "places")
            ),
        }
    }

    /// Who holds a copy of the record of somebody who has a name, on a day (London), each with the newest that they were given, in the order of their names.
    pub fn held(&self, own: &Name, team: &[Member], today: NaiveDate) -> Vec<Held<'_>> {
        let newest = self.newest().map(|version| version.id);
        let mut held: Vec<&Kept<PlanCopy>> = Vec::new();
        let is_one = |one: &PlanCopy, other: &PlanCopy| {
            one.holder.is_same_in(&other.holder, own, team, today)
        };
        for copy in &self.copies {
            match held.iter_mut().find(|other| is_one(other, copy)) {
                Some(other) if (other.on, other.id) < (copy.on, copy.id) => *other = copy,
                Some(_) => {}
                None => held.push(copy),
            }
        }
        let is_held = |copy: &PlanCopy| copy.ended_on.is_none_or(|ended| today < ended);
        held.retain(|copy| is_held(copy));
        held.sort_by_key(|copy| copy.holder.word().to_lowercase());
        let decisions = self.decisions();
        held.into_iter()
            .map(|newest_of_all| {
                // A sheet takes no version of the plan out of anybody's hands.
                let of_the_plan = self
                    .copies
                    .iter()
                    .filter(|copy| copy.version.is_some() && is_one(copy, newest_of_all));
                let copy = of_the_plan
                    .max_by_key(|copy| (copy.on, copy.id))
                    .filter(|copy| is_held(copy))
                    .unwrap_or(newest_of_all);
                let whom = Whom::of(&copy.holder, own, team, today);
                let given_nothing = whom.is_given_nothing(&decisions, today);
                let of = |copy: &PlanCopy| copy.version.or(copy.sheet_of);
                let sheet = copy.sheet_of.and_then(|id| self.version(id));
                Held {
                    copy,
                    beside: (copy.id != newest_of_all.id).then_some(newest_of_all),
                    version: copy.version.and_then(|id| self.version(id)),
                    sheet,
                    last: of(newest_of_all)
                        .filter(|_| !leaves_out(newest_of_all, SharedPart::Contingency))
                        .and_then(|id| self.version(id)),
                    // A sheet is old where what stands on it changed.
                    is_old: newest.is_some()
                        && copy.version != newest
                        && sheet.is_none()
                        && !given_nothing,
                    given_nothing,
                }
            })
            .collect()
    }

    /// Whether somebody holds a copy on a day (London).
    pub fn holds(&self, who: &Recipient, own: &Name, team: &[Member], today: NaiveDate) -> bool {
        self.held(own, team, today)
            .iter()
            .any(|held| held.copy.holder.is_same_in(who, own, team, today))
    }
}

/// Whether a part was left out of a copy.
fn leaves_out(copy: &PlanCopy, part: SharedPart) -> bool {
    copy.without.iter().any(|left| left == part.word())
}

/// The version of a plan as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is kept already.
    Kept(VersionId),
    /// It has to be kept.
    New(Box<Version>),
}

impl Standing {
    /// Which version it is.
    pub fn id(&self) -> VersionId {
        match self {
            Self::Kept(id) => *id,
            Self::New(version) => version.id,
        }
    }
}
