//! The kinds of arrangement as values: their words, their letters, and the way from a kind to its type.

use chrono::NaiveDate;

use super::entry::{Entry, entries, known};
use super::slot::Naming;
use super::{
    Arrangement, Arrangements, AtHand, Backups, Completion, Contingency, Cpr, Elsewhere, EndOfLife,
    Fact, Formulation, Funding, Intervention, Medicines, OtherPlan, SelfCare, SharedCare,
    SupportPlan, Wishes,
};
use crate::domain::id::ArrangementId;

/// A kind of arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArrangementKind {
    /// What to do when things go wrong.
    Contingency,
    /// Medicines and equipment kept ready.
    AtHand,
    /// Who steps in.
    Backups,
    /// Wishes and the papers that say so.
    Wishes,
    /// The decision about resuscitation.
    Cpr,
    /// End-of-life care.
    EndOfLife,
    /// A decision taken elsewhere.
    Elsewhere,
    /// A shared-care agreement.
    SharedCare,
    /// Self-care and lifestyle.
    SelfCare,
    /// A plan of another service.
    OtherPlan,
    /// What a service does.
    Intervention,
    /// Who supplies and prescribes.
    Medicines,
    /// An additional support plan.
    SupportPlan,
    /// The formulation of a mental health plan.
    Formulation,
    /// How care is paid for.
    Funding,
    /// Who made the plan, and who completed it.
    Completion,
}

/// Something done with the type of a kind.
pub trait Visit {
    /// What comes of it.
    type Out;
    /// Does it.
    fn visit<T: Arrangement>(self) -> Self::Out;
}

impl ArrangementKind {
    /// Every kind, in the order of the plan.
    pub const ALL: [Self; 16] = [
        Self::Contingency,
        Self::AtHand,
        Self::Backups,
        Self::Wishes,
        Self::Cpr,
        Self::EndOfLife,
        Self::Elsewhere,
        Self::SharedCare,
        Self::SelfCare,
        Self::OtherPlan,
        Self::Intervention,
        Self::Medicines,
        Self::SupportPlan,
        Self::Formulation,
        Self::Funding,
        Self::Completion,
    ];

    /// What stands over those of the kind.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Contingency => "When things go wrong",
            Self::AtHand => "Kept ready",
            Self::Backups => "Backup",
            Self::Wishes => "Wishes",
            Self::Cpr => "CPR decision",
            Self::EndOfLife => "End-of-life care",
            Self::Elsewhere => "Decided elsewhere",
            Self::SharedCare => "Shared care",
            Self::SelfCare => "Self-care and lifestyle",
            Self::OtherPlan => "Other plans",
            Self::Intervention => "What services do",
            Self::Medicines => "Medicines",
            Self::SupportPlan => "Additional support plans",
            Self::Formulation => "Formulation",
            Self::Funding => "Funding",
            Self::Completion => "Who made this plan",
        }
    }

    /// One of the kind, as a form and a menu name it.
    pub fn one(self) -> &'static str {
        match self {
            Self::Contingency => "Contingency plan",
            Self::AtHand => "Kept ready",
            Self::Backups => "Backup",
            Self::Wishes => "Wishes",
            Self::Cpr => "Resuscitation",
            Self::EndOfLife => "End-of-life care",
            Self::Elsewhere => "Decided elsewhere",
            Self::SharedCare => "Shared care",
            Self::SelfCare => "Lifestyle, self-care",
            Self::OtherPlan => "Other plan",
            Self::Intervention => "Intervention",
            Self::Medicines => "Medicines",
            Self::SupportPlan => "Additional plan",
            Self::Formulation => "Formulation",
            Self::Funding => "Funding",
            Self::Completion => "Plan made by",
        }
    }

    /// What one of the kind is for, in a few words.
    pub fn explained(self) -> &'static str {
        match self {
            Self::Contingency => "signs, what to do, whom to ring, what not to do",
            Self::AtHand => "medicines and equipment, and where they are",
            Self::Backups => "who steps in for the carer and the coordinator",
            Self::Wishes => "places, advance statement, where the paper is",
            Self::Cpr => "what others decided: recorded, never decided here",
            Self::EndOfLife => "since when, who said so; reviewed every day",
            Self::Elsewhere => "to be brought to the lead and into this plan",
            Self::SharedCare => "who prescribes, who monitors, who supplies",
            Self::SelfCare => "what they do for themselves, advice about it",
            Self::OtherPlan => "of another service; what was taken over from it",
            Self::Intervention => "what a service does, how often, what for",
            Self::Medicines => "who supplies, who prescribes next, what waits",
            Self::SupportPlan => "a plan of its own beside this one",
            Self::Formulation => "how it came about, worked out with them",
            Self::Funding => "personal budget and others; its coordinator",
            Self::Completion => "who made it with them, where, who completed it",
        }
    }

    /// The letter that chooses it in a menu.
    pub fn letter(self) -> char {
        match self {
            Self::Contingency => 'c',
            Self::AtHand => 'k',
            Self::Backups => 'b',
            Self::Wishes => 'w',
            Self::Cpr => 'r',
            Self::EndOfLife => 'e',
            Self::Elsewhere => 'd',
            Self::SharedCare => 's',
            Self::SelfCare => 'l',
            Self::OtherPlan => 'o',
            Self::Intervention => 'i',
            Self::Medicines => 'm',
            Self::SupportPlan => 'a',
            Self::Formulation => 'u',
            Self::Funding => 'f',
            Self::Completion => 'p',
        }
    }

    /// The stable name of the place where the draft of one is kept.
    pub fn place(self) -> &'static str {
        match self {
            Self::Contingency => "arranged.contingency",
            Self::AtHand => "arranged.at_hand",
            Self::Backups => "arranged.backups",
            Self::Wishes => "arranged.wishes",
            Self::Cpr => "arranged.cpr",
            Self::EndOfLife => "arranged.end_of_life",
            Self::Elsewhere => "arranged.elsewhere",
            Self::SharedCare => "arranged.shared_care",
            Self::SelfCare => "arranged.self_care",
            Self::OtherPlan => "arranged.other_plan",
            Self::Intervention => "arranged.intervention",
            Self::Medicines => "arranged.medicines",
            Self::SupportPlan => "arranged.support_plan",
            Self::Formulation => "arranged.formulation",
            Self::Funding => "arranged.funding",
            Self::Completion => "arranged.completion",
        }
    }

    /// Whether a plan has one of the kind at most.
    pub fn is_single(self) -> bool {
        matches!(
            self,
            Self::Backups | Self::Wishes | Self::Cpr | Self::Formulation | Self::Completion
        )
    }

    /// Does something with the type of the kind.
    pub fn visit<V: Visit>(self, visit: V) -> V::Out {
        match self {
            Self::Contingency => visit.visit::<Contingency>(),
            Self::AtHand => visit.visit::<AtHand>(),
            Self::Backups => visit.visit::<Backups>(),
            Self::Wishes => visit.visit::<Wishes>(),
            Self::Cpr => visit.visit::<Cpr>(),
            Self::EndOfLife => visit.visit::<EndOfLife>(),
            Self::Elsewhere => visit.visit::<Elsewhere>(),
            Self::SharedCare => visit.visit::<SharedCare>(),
            Self::SelfCare => visit.visit::<SelfCare>(),
            Self::OtherPlan => visit.visit::<OtherPlan>(),
            Self::Intervention => visit.visit::<Intervention>(),
            Self::Medicines => visit.visit::<Medicines>(),
            Self::SupportPlan => visit.visit::<SupportPlan>(),
            Self::Formulation => visit.visit::<Formulation>(),
            Self::Funding => visit.visit::<Funding>(),
            Self::Completion => visit.visit::<Completion>(),
        }
    }
}

struct Entries<'a>(&'a Arrangements, NaiveDate);

impl Visit for Entries<'_> {
    type Out = Vec<Entry>;
    fn visit<T: Arrangement>(self) -> Vec<Entry> {
        entries::<T>(self.0, self.1)
    }
}

struct Known<'a>(&'a Arrangements, ArrangementId, Naming<'a>);

impl Visit for Known<'_> {
    type Out = Vec<Fact>;
    fn visit<T: Arrangement>(self) -> Vec<Fact> {
        known::<T>(self.0, self.1, self.2)
    }
}

impl Arrangements {
    /// The arrangements of a kind on a day, each on one line: those that hold, then those that are over.
    pub fn entries(&self, kind: ArrangementKind, today: NaiveDate) -> Vec<Entry> {
        kind.visit(Entries(self, today))
    }

    /// Everything that is known about one of a kind on a day, and what about it needs a look.
    pub fn facts(&self, kind: ArrangementKind, id: ArrangementId, naming: Naming<'_>) -> Vec<Fact> {
        kind.visit(Known(self, id, naming))
    }
}
