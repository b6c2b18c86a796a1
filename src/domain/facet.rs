//! What a person can be filtered by beside what their row in the list says: where they are registered, who coordinates
//! them, what they live with, and since when nothing has happened (R9).
//!
//! The store keeps facets beside the record, folded as a search is (`find`), so that a view reads no bodies.

use chrono::NaiveDate;

use super::find::fold;
use super::person::Person;
use super::team::{Member, Role};

/// The kinds of facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FacetKind {
    /// The practice they are registered with, by name or ODS code.
    Practice,
    /// Their named GP.
    NamedGp,
    /// A condition, in the words of the source.
    Condition,
    /// A vulnerable group (R3).
    Group,
    /// Their navigator or care coordinator.
    Coordinator,
}

impl FacetKind {
    /// Every kind, in the order of the filter form.
    pub const ALL: [Self; 5] = [
        Self::Practice,
        Self::NamedGp,
        Self::Condition,
        Self::Group,
        Self::Coordinator,
    ];
}

/// One thing that people can be filtered by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facet {
    /// What kind.
    pub kind: FacetKind,
    /// What is compared: folded.
    pub value: String,
    /// What is shown.
    pub words: String,
}

impl Facet {
    /// A facet of words, compared with further words that are not shown; none where there is nothing to compare.
    fn new(kind: FacetKind, words: &str, also: &str) -> Option<Self> {
        let value = fold(&format!("{words} {also}"));
        let words = if words.trim().is_empty() { also } else { words };
        (!value.is_empty()).then(|| Self {
            kind,
            value,
            words: words.trim().to_owned(),
        })
    }
}

/// Everything about one person that a view may ask and their row does not say. Dates are London dates.
#[derive(Clone, PartialEq, Eq)]
pub struct Traits {
    /// The day they joined.
    pub joined_on: NaiveDate,
    /// The day somebody last spoke with them or their carer.
    pub spoken_on: Option<NaiveDate>,
    /// The day of the newest write about them.
    pub changed_on: Option<NaiveDate>,
    /// Their facets, sorted, each once.
    pub facets: Vec<Facet>,
}

/// The facets of a record, sorted, each value once.
///
/// Of several named GPs it is the one that a page would name: who took the place up last. Coordinators are all who hold
/// the place on a London day or will: before a planned hand-over a person is still in the view of whoever has them now.
pub fn facets(person: &Person, team: &[Member], on: NaiveDate) -> Vec<Facet> {
    let holder = |kind, role| {
        let holder = team
            .iter()
            .filter(|member| member.role == role && member.until_on.is_none())
            .max_by_key(|member| (member.from_on, member.id))?;
        Facet::new(kind, &holder.name, "")
    };
    let coordinators = team
        .iter()
        .filter(|member| member.role == Role::Navigator)
        .filter(|member| member.until_on.is_none_or(|last| last >= on));
    let practice = &person.practice;
    let conditions = person.conditions.iter();
    let groups = person.groups.iter();
    let mut all: Vec<Facet> = [
        Facet::new(FacetKind::Practice, &practice.name, &practice.code),
        holder(FacetKind::NamedGp, Role::NamedGp),
    ]
    .into_iter()
    .chain(coordinators.map(|member| Facet::new(FacetKind::Coordinator, &member.name, "")))
    .chain(conditions.map(|words| Facet::new(FacetKind::Condition, words, "")))
    .chain(groups.map(|group| Facet::new(FacetKind::Group, group.word(), "")))
    .flatten()
    .collect();
    all.sort();
    all.dedup_by(|one, before| (one.kind, &one.value) == (before.kind, &before.value));
    all
}
