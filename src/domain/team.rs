//! The care team: effective-dated roles, so that who was responsible on any date can be answered (R15-R19).
//!
//! Not here: whom to ring at this hour (`ring`).

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::access::Access;
use super::carer::Carer;
use super::find::fold;
use super::id::{MemberId, PersonId};
use super::variation::Variation;

/// One place in a person's care team, from a day and perhaps until a day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Identity.
    pub id: MemberId,
    /// Whose team.
    pub person: PersonId,
    /// The place they hold.
    pub role: Role,
    /// Their name, or the service's.
    pub name: String,
    /// Local title or relationship: "community matron", "daughter".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Organisation, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// A professional's speciality, or empty (STANDARDS D3).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub speciality: String,
    /// The team within the organisation, or empty (STANDARDS D3).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub works_in: String,
    /// What somebody private is to the person beside their place, each once (STANDARDS D3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<Tie>,
    /// What they do for this person; for a carer, by day.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub does: String,
    /// What a carer does for this person by night (R91).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at_night: String,
    /// What would not be done if the carer stopped (R91).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub if_stopped: String,
    /// Telephone number, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// E-mail address, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// What to ring them about, in a few words ("pain", "dressings"); empty for anything.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ring_for: String,
    /// When they can be reached (R21).
    #[serde(default)]
    pub reach: Reach,
    /// What a carer or relative may be told, as the person decided (R93).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub may_be_told: String,
    /// The words that work with them: what their agency calls things (R25).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words_that_work: String,
    /// First day in the role.
    pub from_on: NaiveDate,
    /// Last day in the role; open while there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
    /// Of a lead who is not the named GP: why, for how long, with whose approval, and the GP's part (R16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variation: Option<Variation>,
    /// For a carer: when they are ill or away, and why (R11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<Away>,
    /// For a navigator who took over from another: what the one before handed over, and who did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover: Option<Handover>,
    /// Of a carer or relative: what is known of them as a person in their own right (R90).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carer: Option<Carer>,
}

/// A time in which a carer cannot care.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; open while nobody knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<NaiveDate>,
    /// Ill, in hospital, on holiday; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
}

impl Away {
    /// Whether it is over on a day.
    pub fn is_over(&self, day: NaiveDate) -> bool {
        self.until_on.is_some_and(|last| last < day)
    }
}

/// What one navigator leaves to the next.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// What the next one needs to know.
    pub note: String,
    /// Who wrote it: a user's name.
    pub by: String,
}

impl Member {
    /// A member of whom no more is known than their name and place, from a day.
    pub fn new(id: MemberId, person: PersonId, role: Role, name: &str, from_on: NaiveDate) -> Self {
        Self {
            id,
            person,
            role,
            name: name.to_owned(),
            title: String::new(),
            organisation: String::new(),
            speciality: String::new(),
            works_in: String::new(),
            ties: Vec::new(),
            does: String::new(),
            at_night: String::new(),
            if_stopped: String::new(),
            phone: String::new(),
            email: String::new(),
            ring_for: String::new(),
            reach: Reach::NotRecorded,
            may_be_told: String::new(),
            words_that_work: String::new(),
            from_on,
            until_on: None,
            variation: None,
            away: None,
            handover: None,
            carer: None,
        }
    }

    /// What they are to the person beside their place, in words; empty for nothing.
    pub fn ties_line(&self) -> String {
        let words: Vec<&str> = self.ties.iter().map(|tie| tie.word()).collect();
        words.join("; ")
    }

    /// How to communicate with them, in a line; empty where nothing is needed or nobody asked.
    pub fn access_line(&self) -> String {
        self.access().map(Access::line).unwrap_or_default()
    }

    /// How to communicate with a carer, where they were asked.
    pub fn access(&self) -> Option<&Access> {
        self.carer.as_ref().and_then(|carer| carer.access.as_ref())
    }

    /// Whether they held the place on that day (R17).
    pub fn held_on(&self, day: NaiveDate) -> bool {
        self.from_on <= day && self.until_on.is_none_or(|last| day <= last)
    }

    /// Whether there is a day on which both hold their places.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.held_on(other.from_on) || other.held_on(self.from_on)
    }
}

private_debug!(Away { from_on, until_on });

private_debug!(Handover);

private_debug!(Member { id, role });

/// The places in a care team, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The Lead Clinical Coordinator: one at a time.
    Lead,
    /// The navigator or care coordinator: one at a time.
    Navigator,
    /// The named GP: one at a time.
    NamedGp,
    /// Another professional.
    Professional,
    /// Somebody who cares for the person, unpaid.
    Carer,
    /// Family and friends.
    Family,
    /// A service with no single name.
    Service,
}

impl Role {
    /// Every role, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Lead,
        Self::Navigator,
        Self::NamedGp,
        Self::Professional,
        Self::Carer,
        Self::Family,
        Self::Service,
    ];

    /// The role as it is written on screen and in documents.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lead => "Lead Clinical Coordinator",
            Self::Navigator => "Navigator",
            Self::NamedGp => "Named GP",
            Self::Professional => "Professional",
            Self::Carer => "Carer",
            Self::Family => "Family",
            Self::Service => "Service",
        }
    }

    /// What the role is there for, in plain language (R20).
    pub fn means(self) -> &'static str {
        match self {
            Self::Lead => {
                "The clinician who answers for the whole of the care: whom everybody asks when it is not clear who decides."
            }
            Self::Navigator => {
                "The care coordinator: the first person to ring, who sees to it that things happen and tells you."
            }
            Self::NamedGp => {
                "The doctor at the practice who knows the record best, also when somebody else leads."
            }
            Self::Professional => {
                "Somebody who treats or helps by profession: a nurse, therapist, social worker."
            }
            Self::Carer => "A relative or friend who cares, unpaid, and has needs of their own.",
            Self::Family => "Relatives and friends who are close and do not do the caring.",
            Self::Service => {
                "A team or service that is rung as a whole, such as NHS 111 or a pharmacy."
            }
        }
    }

    /// Whether only one member can hold the place on a day.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Lead | Self::Navigator | Self::NamedGp)
    }

    /// Whether the member is there for the person privately, not by profession.
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Carer | Self::Family)
    }
}

/// What somebody private is to the person, whatever place they hold (STANDARDS D3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// Next of kin.
    NextOfKin,
    /// Whom to ring in an emergency.
    EmergencyContact,
}

impl Tie {
    /// Every tie, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::NextOfKin, Self::EmergencyContact];

    /// The tie in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::NextOfKin => "next of kin",
            Self::EmergencyContact => "emergency contact",
        }
    }

    /// The tie that somebody means by words; its beginning is enough.
    pub fn of(words: &str) -> Option<Self> {
        let words = fold(words);
        let mut all = Self::ALL.into_iter();
        all.find(|tie| !words.is_empty() && fold(tie.word()).starts_with(&words))
    }
}

/// When a member can be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Nobody said when: neither in nor out of hours is claimed for them.
    #[default]
    NotRecorded,
    /// In practice hours.
    InHours,
    /// Only out of hours.
    OutOfHours,
    /// At any hour.
    Always,
}

impl Reach {
    /// Every value, in menu order.
    pub const ALL: [Self; 4] = [
        Self::NotRecorded,
        Self::InHours,
        Self::OutOfHours,
        Self::Always,
    ];

    /// The value in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotRecorded => "hours not recorded",
            Self::InHours => "in practice hours",
            Self::OutOfHours => "out of hours",
            Self::Always => "at any hour",
        }
    }

    /// Whether they are there while the practice is open, or while it is shut; nothing where nobody recorded it.
    pub fn covers(self, open: bool) -> Option<bool> {
        match self {
            Self::NotRecorded => None,
            Self::InHours => Some(open),
            Self::OutOfHours => Some(!open),
            Self::Always => Some(true),
        }
    }
}

/// Those who are rung, each once: somebody who leads and is the named GP too holds two places and has one number.
///
/// The first of their places stays.
pub fn once<'a>(team: impl IntoIterator<Item = &'a Member>) -> Vec<&'a Member> {
    let mut known = HashSet::new();
    let mut all: Vec<&Member> = team.into_iter().collect();
    all.retain(|member| known.insert(reached(member)));
    all
}

/// Whether two places are held by the same: one name, one number.
pub fn is_same(one: &Member, other: &Member) -> bool {
    reached(one) == reached(other)
}

fn reached(member: &Member) -> (String, String) {
    (fold(&member.name), fold(&member.phone))
}

/// The members who hold a place on a day, in the order in which they are shown.
pub fn on(team: &[Member], day: NaiveDate) -> Vec<&Member> {
    let mut now: Vec<&Member> = team.iter().filter(|member| member.held_on(day)).collect();
    now.sort_by_key(|a| (a.role, a.from_on, a.id));
    now
}

/// Who holds a role on a day; of several, the one who took it up last.
pub fn holder(team: &[Member], role: Role, day: NaiveDate) -> Option<&Member> {
    team.iter()
        .filter(|member| member.role == role && member.held_on(day))
        .max_by_key(|member| (member.from_on, member.id))
}

/// Who takes a role up next after a day; of several, the first.
pub fn next_holder(team: &[Member], role: Role, day: NaiveDate) -> Option<&Member> {
    team.iter()
        .filter(|member| member.role == role && member.from_on > day)
        .min_by_key(|member| (member.from_on, member.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn member(n: u128, role: Role, from: &str, until: Option<&str>) -> Member {
        Member {
            until_on: until.map(day),
            ..Member::new(
                MemberId(Uuid::from_u128(n)),
                PersonId(Uuid::from_u128(1)),
                role,
                &format!("N{n}"),
                day(from),
            )
        }
    }

    #[test]
    fn any_past_date_can_be_answered() {
        let team = [
            member(1, Role::Lead, "2025-01-01", Some("2025-06-30")),
            member(2, Role::Lead, "2025-07-01", None),
        ];
        let cases = [
            ("2024-12-31", None),
            ("2025-01-01", Some("N1")),
            ("2025-06-30", Some("N1")),
            ("2025-07-01", Some("N2")),
            ("2030-01-01", Some("N2")),
        ];
        for (on, expected) in cases {
            let found = holder(&team, Role::Lead, day(on)).map(|member| member.name.as_str());
            assert_eq!(found, expected, "{on}");
        }
    }

    #[test]
    fn whoever_takes_it_up_next_is_known_before_that_day() {
        let team = [
            member(1, Role::Navigator, "2025-02-01", None),
            member(2, Role::Lead, "2025-07-01", None),
            member(3, Role::Lead, "2025-06-01", None),
        ];
        for (on, expected) in [
            ("2025-01-01", Some("N3")),
            ("2025-06-01", Some("N2")),
            ("2025-07-01", None),
        ] {
            let found = next_holder(&team, Role::Lead, day(on)).map(|member| member.name.as_str());
            assert_eq!(found, expected, "{on}");
        }
    }

    #[test]
    fn the_team_is_shown_lead_first() {
        let team = [
            member(3, Role::Carer, "2025-01-01", None),
            member(2, Role::Lead, "2025-01-01", None),
            member(1, Role::NamedGp, "2025-01-01", Some("2025-02-01")),
        ];
        let names: Vec<&str> = on(&team, day("2025-03-01"))
            .iter()
            .map(|member| member.name.as_str())
            .collect();
        assert_eq!(names, ["N2", "N3"]);
    }
}
