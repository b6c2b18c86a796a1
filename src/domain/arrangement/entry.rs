//! What every kind of arrangement has in common: a table of fields, one line for the plan, what it may not lack.

use chrono::NaiveDate;

use super::slot::{Fact, Holds, NOT_RECORDED, Naming, Slot, facts};
use super::{ArrangementKind, Arrangements};
use crate::domain::id::ArrangementId;
use crate::domain::refusal::{Refusal, Refused};
pub(super) use crate::domain::refusal::{in_order, wanted};

/// One kind of arrangement.
pub trait Arrangement: Clone + PartialEq + Sized + 'static {
    /// Which kind it is.
    const KIND: ArrangementKind;
    /// What it holds.
    const SLOTS: &'static [Slot<Self>];

    /// One of which nothing is known yet; where a day is wanted it is today.
    fn begin(id: ArrangementId, today: NaiveDate) -> Self;

    /// Its identity; the same for all where a plan has one of the kind at most.
    fn id(&self) -> ArrangementId;

    /// All of the kind that a plan has.
    fn all(of: &Arrangements) -> &[Self];

    /// Puts one into a plan, in the place of the one with its id.
    fn put(of: &mut Arrangements, one: Self);

    /// Its last day, where it has one.
    fn until_on(&self) -> Option<NaiveDate> {
        None
    }

    /// Its last day, where it is over on a day.
    fn ended_on(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.until_on().filter(|until| *until < today)
    }

    /// It on one line.
    fn brief(&self) -> String;

    /// What about it needs a look on a day, in a few words.
    fn lacks(&self, _today: NaiveDate) -> Option<String> {
        None
    }

    /// Refuses what would help nobody. Gaps are no reason to refuse (R119).
    ///
    /// # Errors
    /// The field and the sentence that says what to do instead.
    fn check(&self, today: NaiveDate) -> Result<(), Refused>;

    /// Refuses what contradicts itself where it is typed. A record that was kept like that can still be read, and handed
    /// on as it is; what about it needs a look says so.
    ///
    /// # Errors
    /// The field and the sentence that says what to do instead.
    fn contradicts(&self) -> Result<(), Refused> {
        Ok(())
    }

    /// The label of what is said to be not recorded where it is empty: silence would be taken for "nobody".
    fn silent(&self) -> Option<&'static str> {
        None
    }

    /// Brings it up to date after it was changed on a day.
    fn changed(&mut self, _before: &Self, _today: NaiveDate) {}
}

/// An arrangement on one line, whatever its kind.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its kind.
    pub kind: ArrangementKind,
    /// Its identity.
    pub id: ArrangementId,
    /// What it says.
    pub brief: String,
    /// Its last day, where that is over.
    pub ended_on: Option<NaiveDate>,
    /// What about it needs a look.
    pub lacks: Option<String>,
}

impl Entry {
    /// The whole line.
    pub fn says(&self) -> String {
        let ended = self.ended_on.map_or_else(String::new, |on| {
            format!(" [ended {}]", crate::domain::say::birth(on))
        });
        let lacks = self
            .lacks
            .as_ref()
            .map_or_else(String::new, |lacks| format!(" - {lacks}"));
        format!("{}{ended}{lacks}", self.brief)
    }
}

/// An arrangement as one reads it: what it is, that it is over where it is, and everything that is known about it.
pub struct Told {
    /// What it is.
    pub title: String,
    /// Everything else that is known.
    pub facts: Vec<Fact>,
}

impl Arrangements {
    /// An arrangement as one reads it on a day.
    pub fn told(&self, entry: &Entry, naming: Naming<'_>) -> Told {
        let kind = entry.kind;
        let mut facts = self.facts(kind, entry.id, naming);
        let title = if kind.is_single() {
            kind.heading().to_owned()
        } else if kind == ArrangementKind::EndOfLife {
            let daily = match entry.ended_on {
                None => ": the plan is reviewed every day",
                Some(_) => "",
            };
            format!("{}{daily}", kind.heading())
        } else if facts.is_empty() {
            kind.one().to_owned()
        } else {
            format!("{}: {}", kind.one(), facts.remove(0).value)
        };
        let ended = entry.ended_on.map_or_else(String::new, |on| {
            format!(" (ended {})", crate::domain::say::birth(on))
        });
        Told {
            title: format!("{title}{ended}"),
            facts,
        }
    }
}

/// The arrangements of a kind on a day: those that hold, then those that are over.
pub(super) fn entries<T: Arrangement>(of: &Arrangements, today: NaiveDate) -> Vec<Entry> {
    let mut all: Vec<Entry> = T::all(of)
        .iter()
        .map(|one| {
            let ended_on = one.ended_on(today);
            Entry {
                kind: T::KIND,
                id: one.id(),
                brief: one.brief(),
                ended_on,
                lacks: one.lacks(today).filter(|_| ended_on.is_none()),
            }
        })
        .collect();
    all.sort_by_key(|entry| entry.ended_on.is_some());
    all
}

/// Everything that is known about one of a kind on a day, and what needs a look.
pub(super) fn known<T: Arrangement>(
    of: &Arrangements,
    id: ArrangementId,
    naming: Naming<'_>,
) -> Vec<Fact> {
    let today = naming.today;
    let one = T::all(of).iter().find(|one| one.id() == id);
    let Some(one) = one else { return Vec::new() };
    let mut known = facts(T::SLOTS, one, naming);
    if let Some(label) = one.silent() {
        let place = |label: &str| T::SLOTS.iter().position(|slot| slot.label == label);
        let at = known
            .iter()
            .position(|fact| place(fact.label) > place(label));
        let silent = Fact {
            label,
            value: NOT_RECORDED.to_owned(),
        };
        known.insert(at.unwrap_or(known.len()), silent);
    }
    let is_over = one.ended_on(today).is_some();
    known.extend(one.lacks(today).filter(|_| !is_over).map(|lacks| Fact {
        label: "Still open",
        value: lacks,
    }));
    known
}

/// What no arrangement may have: a day that lies ahead where something has been.
pub fn days_have_been<T: Arrangement>(one: &T, today: NaiveDate) -> Result<(), Refused> {
    for slot in T::SLOTS {
        if let Holds::Been(at) = &slot.holds
            && let Some(day) = (at.get)(one).filter(|day| *day > today)
        {
            return Err(Refused {
                field: slot.name,
                why: Refusal::NotYet(day),
            });
        }
    }
    Ok(())
}

/// Parts that say something, set off by semicolons.
pub(super) fn listed<const N: usize>(parts: [(&str, &str); N]) -> String {
    let told = parts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(label, text)| {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if label.is_empty() {
                text
            } else {
                format!("{label} {text}")
            }
        });
    told.collect::<Vec<_>>().join("; ")
}

/// That a review has passed its day, or nothing.
pub(super) fn review_passed(review_on: Option<NaiveDate>, today: NaiveDate) -> Option<String> {
    let on = review_on.filter(|on| *on < today)?;
    Some(format!(
        "was to be reviewed by {}",
        crate::domain::say::day(on, today)
    ))
}
