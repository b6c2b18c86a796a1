//! Decisions about sharing: who may see what of a record, decided by whom, in what capacity and on what basis (R93, R105,
//! R115).
//!
//! A decision is about one recipient: a member of the care team, an organisation or somebody by name, or a kind of
//! recipient. The one that names them most closely holds, and of those the newest; one that was withdrawn is a no until
//! another is made. Nothing is allowed or refused in silence: where nothing is recorded, [`Verdict`] says so.
//!
//! Not here: cutting a record to what may leave (`export::scope`).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::find::fold;
use crate::domain::id::{MemberId, PersonId, SharingId};
use crate::domain::person::Name;
use crate::domain::say;
use crate::domain::team::{self, Member};

/// One decision about one recipient.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sharing {
    /// Identity.
    pub id: SharingId,
    /// Whose record it is about.
    pub person: PersonId,
    /// With whom it may be shared, or not.
    pub with: Recipient,
    /// What they may see.
    pub may: May,
    /// What is kept back beside, in words that no program can apply: whoever shares has to look.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub but_not: String,
    /// On what basis.
    pub basis: Basis,
    /// Who decided: the person, or somebody who may decide for them.
    pub decided_by: String,
    /// As whom they decided: "the person", "attorney for health and welfare".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub as_whom: String,
    /// Whether the person could decide this for themselves.
    #[serde(default)]
    pub capacity: Capacity,
    /// The day of the decision (London).
    pub on: NaiveDate,
    /// The last day on which it holds, where one was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
    /// The day from which it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<NaiveDate>,
    /// Anything else: how it was asked, why it was withdrawn.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Login of the user who wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

private_debug!(Sharing {
    id,
    on,
    until_on,
    withdrawn_on
});

/// Who receives something.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Recipient {
    /// A place in the care team.
    Member {
        /// Which.
        member: MemberId,
        /// The name it had, for readers who do not have the team.
        name: String,
    },
    /// An organisation, or somebody who is not in the team.
    Named {
        /// The name.
        name: String,
    },
    /// Everybody of a kind.
    Kind {
        /// Which kind.
        kind: RecipientKind,
    },
}

/// The person whose record it is, as a recipient: a name would be theirs no more once they have another, and might be that
/// of somebody in the team.
pub const THE_PERSON: &str = "the person";

impl Recipient {
    /// The recipient of a text in the record of somebody who has a name: a kind by its words; else an organisation of the
    /// team, which stays one also where a single member is of it; else the one member who has that name or title; else the
    /// person themselves by their whole name, for others share a first name; else whoever is called so.
    pub fn of(text: &str, own: &Name, team: &[Member], today: NaiveDate) -> Self {
        let wanted = fold(text);
        if let Some(kind) = RecipientKind::ALL
            .into_iter()
            .find(|kind| fold(kind.word()) == wanted)
        {
            return Self::Kind { kind };
        }
        let is_organisation = !members_of(text, team, today).is_empty();
        match member_named(text, team, today).filter(|_| !is_organisation) {
            Some(member) => Self::Member {
                member: member.id,
                name: called(member),
            },
            None if !is_organisation && is_own_in_full(text, own) => Self::Named {
                name: THE_PERSON.to_owned(),
            },
            None => Self::Named {
                name: text.trim().to_owned(),
            },
        }
    }

    /// Who it is, in words.
    pub fn word(&self) -> &str {
        match self {
            Self::Member { name, .. } | Self::Named { name } => name,
            Self::Kind { kind } => kind.word(),
        }
    }

    /// Whether it is the same recipient, also when one of the two was written down before they joined the team: by words
    /// where one side has nothing else. Two members may be called the same.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Member { member, .. }, Self::Member { member: other, .. }) => member == other,
            (Self::Kind { kind }, Self::Kind { kind: other }) => kind == other,
            (Self::Named { name }, other) | (other, Self::Named { name }) => {
                let name = fold(name);
                !name.is_empty() && name == fold(other.word())
            }
            (Self::Member { .. }, Self::Kind { .. }) | (Self::Kind { .. }, Self::Member { .. }) => {
                false
            }
        }
    }

    /// The same in the record of somebody who has a name, with the care team at hand, on a day (London): whoever holds
    /// several places in it is one, and so is the person, however they were written down.
    pub fn is_same_in(&self, other: &Self, own: &Name, team: &[Member], today: NaiveDate) -> bool {
        let place = |recipient: &Self| match recipient {
            Self::Member { member, .. } => team.iter().find(|one| one.id == *member),
            Self::Named { .. } | Self::Kind { .. } => None,
        };
        let is_person = |recipient: &Self| match recipient {
            Self::Named { name } => Whom::named(name, own, team, today).is_person(),
            Self::Member { .. } | Self::Kind { .. } => false,
        };
        self.is_same(other)
            || is_person(self) && is_person(other)
            || place(self)
                .zip(place(other))
                .is_some_and(|(one, other)| is_one(one, other))
    }
}

private_debug!(Recipient);

/// Kinds of recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecipientKind {
    /// Professionals and services of the care team.
    DirectCare,
    /// Carers, family and friends of the care team.
    Private,
    /// Anybody who is not in the care team.
    Others,
}

impl RecipientKind {
    /// Every kind, in menu order.
    pub const ALL: [Self; 3] = [Self::DirectCare, Self::Private, Self::Others];

    /// The kind in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::DirectCare => "everybody who gives them direct care",
            Self::Private => "all carers and family",
            Self::Others => "anybody else",
        }
    }

    /// The kind of a member, or of somebody who is none.
    fn of(member: Option<&Member>) -> Self {
        match member {
            Some(member) if member.role.is_personal() => Self::Private,
            Some(_) => Self::DirectCare,
            None => Self::Others,
        }
    }
}

/// What a recipient may see.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum May {
    /// The whole record.
    Everything,
    /// These parts; who the person is always goes along.
    Only {
        /// Which; in their own order, each once.
        parts: Vec<SharedPart>,
    },
    /// Nothing.
    Nothing,
}

impl May {
    /// These parts: everything where all are there, nothing where none is.
    pub fn of(parts: impl IntoIterator<Item = SharedPart>) -> Self {
        let mut parts: Vec<SharedPart> = parts.into_iter().collect();
        parts.sort_unstable();
        parts.dedup();
        if parts.is_empty() {
            Self::Nothing
        } else if parts.len() == SharedPart::ALL.len() {
            Self::Everything
        } else {
            Self::Only { parts }
        }
    }

    /// Whether a part may be seen.
    pub fn has(&self, part: SharedPart) -> bool {
        match self {
            Self::Everything => true,
            Self::Only { parts } => parts.contains(&part),
            Self::Nothing => false,
        }
    }

    /// What may be seen, in words: the shorter of "only ..." and "everything but ...".
    pub fn word(&self) -> String {
        self.said("everything", SharedPart::word)
    }

    /// The same in as few words as tell it, to stand beside a name.
    pub fn short(&self) -> String {
        self.said("all", SharedPart::short)
    }

    fn said(&self, all: &str, word: fn(SharedPart) -> &'static str) -> String {
        let words = |may: bool| {
            let parts = SharedPart::ALL.into_iter();
            let parts: Vec<&str> = parts
                .filter(|part| self.has(*part) == may)
                .map(word)
                .collect();
            parts.join(", ")
        };
        match self {
            Self::Everything => all.to_owned(),
            Self::Nothing => "nothing".to_owned(),
            Self::Only { parts } if parts.len() * 2 > SharedPart::ALL.len() => {
                format!("{all} but {}", words(false))
            }
            Self::Only { .. } => format!("only {}", words(true)),
        }
    }
}

/// The parts of a record that can be shared or kept back, each on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharedPart {
    /// The person's own words.
    Words,
    /// The story.
    Story,
    /// Conditions, groups, ethnicity, religion, why they are followed.
    Health,
    /// Strengths, needs, goals, actions, and what is waited for.
    Plan,
    /// What to do when things go wrong, and who steps in.
    Contingency,
    /// The care team.
    Team,
    /// The contact log.
    Contacts,
}

impl SharedPart {
    /// Every part, in the order in which people read them.
    pub const ALL: [Self; 7] = [
        Self::Words,
        Self::Story,
        Self::Health,
        Self::Plan,
        Self::Contingency,
        Self::Team,
        Self::Contacts,
    ];

    /// The part in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Words => "the person's own words",
            Self::Story => "the story",
            Self::Health => "conditions and groups",
            Self::Plan => "the plan and open items",
            Self::Contingency => "what to do when things go wrong",
            Self::Team => "the care team",
            Self::Contacts => "the contact log",
        }
    }

    /// The part in as few words as tell it.
    pub fn short(self) -> &'static str {
        match self {
            Self::Words => "own words",
            Self::Story => "story",
            Self::Health => "conditions",
            Self::Plan => "plan",
            Self::Contingency => "emergency plan",
            Self::Team => "team",
            Self::Contacts => "contact log",
        }
    }
}

/// On what basis something is shared, in plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// They agreed to it.
    Consent,
    /// They would expect it of those who look after them.
    DirectCare,
    /// Decided for somebody who cannot decide it.
    BestInterests,
    /// A law or a court asks for it.
    LegalDuty,
    /// To keep somebody safe.
    Safeguarding,
    /// As the note says.
    Other,
}

impl Basis {
    /// Every basis, in menu order.
    pub const ALL: [Self; 6] = [
        Self::Consent,
        Self::DirectCare,
        Self::BestInterests,
        Self::LegalDuty,
        Self::Safeguarding,
        Self::Other,
    ];

    /// The basis in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::DirectCare => "direct care, as they would expect",
            Self::BestInterests => "best interests",
            Self::LegalDuty => "legal duty",
            Self::Safeguarding => "safeguarding",
            Self::Other => "another basis, see the note",
        }
    }
}

/// Whether the person could decide this for themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// Nobody wrote it down.
    #[default]
    NotRecorded,
    /// They could.
    Has,
    /// They could not.
    Lacks,
}

impl Capacity {
    /// Every value, in menu order.
    pub const ALL: [Self; 3] = [Self::Has, Self::Lacks, Self::NotRecorded];

    /// The value in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotRecorded => "not recorded",
            Self::Has => "has capacity for this decision",
            Self::Lacks => "lacks capacity for this decision",
        }
    }
}

/// How a decision stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It holds.
    Holds,
    /// It begins later.
    Later,
    /// It has run out after its last day.
    RanOut(NaiveDate),
    /// It was withdrawn on a day.
    Withdrawn(NaiveDate),
}

impl Sharing {
    /// How it stands on a day (London).
    pub fn stands(&self, today: NaiveDate) -> Stands {
        match (self.withdrawn_on, self.until_on) {
            (Some(on), _) if on <= today => Stands::Withdrawn(on),
            (_, Some(last)) if last < today => Stands::RanOut(last),
            _ if self.on > today => Stands::Later,
            _ => Stands::Holds,
        }
    }

    /// The basis as it stands beside a recipient: what it is, whose decision, since when.
    pub fn basis_in_words(&self) -> String {
        let as_whom = if self.as_whom.trim().is_empty() {
            String::new()
        } else {
            format!(" ({})", self.as_whom.trim())
        };
        format!(
            "{}; decided by {}{as_whom} on {}",
            self.basis.word(),
            self.decided_by.trim(),
            say::full(self.on)
        )
    }
}

/// Whether a text names the person whose record it is.
fn is_own(text: &str, own: &Name) -> bool {
    fold(text) == THE_PERSON || own.is_said_by(text)
}

/// Whether a text names them with their family name, so that it means nobody else who is called the same.
fn is_own_in_full(text: &str, own: &Name) -> bool {
    let (said, family) = (fold(text), fold(&own.family));
    let mark = |c: char| !c.is_alphanumeric();
    let has = |word: &str| said.split(mark).any(|other| other == word);
    said == THE_PERSON || is_own(text, own) && family.split(mark).all(has)
}

/// A member as others name them: by name, else by title, else by organisation.
pub fn called(member: &Member) -> String {
    [&member.name, &member.title, &member.organisation]
        .into_iter()
        .find(|text| !text.trim().is_empty())
        .map_or_else(
            || member.role.word().to_owned(),
            |text| text.trim().to_owned(),
        )
}

/// The member in place that somebody means by a name or else a title; nobody where several could be meant.
///
/// Never by an organisation: what is said of that is not said of whoever is of it today.
pub fn member_named<'a>(text: &str, team: &'a [Member], today: NaiveDate) -> Option<&'a Member> {
    let wanted = fold(text);
    if wanted.is_empty() {
        return None;
    }
    let now = team::on(team, today);
    let fields: [fn(&Member) -> &String; 2] = [|member| &member.name, |member| &member.title];
    fields.into_iter().find_map(|field| {
        let mut found = now.iter().filter(|member| fold(field(member)) == wanted);
        let first = found.next()?;
        found.all(|other| is_one(first, other)).then_some(*first)
    })
}

/// Whether two places are held by one: those of one name are. Where there is none, nothing says so.
fn is_one(one: &Member, other: &Member) -> bool {
    let name = fold(&one.name);
    one.id == other.id || !name.is_empty() && name == fold(&other.name)
}

/// The members in place who are of an organisation.
fn members_of<'a>(organisation: &str, team: &'a [Member], today: NaiveDate) -> Vec<&'a Member> {
    let wanted = fold(organisation);
    let mut now = team::on(team, today);
    now.retain(|member| !wanted.is_empty() && fold(&member.organisation) == wanted);
    now
}

mod doubt;
mod named;
mod told;
mod whom;

pub use doubt::{may_mean, may_refuse};
pub use named::{KeptWord, kept_names, kept_words};
pub use told::{AtHome, Told, with_warning};
pub use whom::{Allowed, Verdict, Whom, Withheld};

#[cfg(test)]
mod tests;
