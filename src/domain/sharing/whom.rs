//! Whom the decisions are asked about: which of them name a recipient, and what follows for what they may be given.
//!
//! An organisation is a recipient of its own: what was decided about it holds for everybody who is of it, also those who
//! come later; what was decided about one of them does not hold for it.

use chrono::NaiveDate;

use super::{
    May, Recipient, RecipientKind, Sharing, Stands, THE_PERSON, called, is_one, is_own, members_of,
};
use crate::domain::find::fold;
use crate::domain::person::Name;
use crate::domain::say;
use crate::domain::team::Member;

/// What the decisions say of one recipient on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// A decision holds.
    Decided(&'a Sharing),
    /// The decision was withdrawn and no other was made: nothing may go.
    Withdrawn(&'a Sharing, NaiveDate),
    /// The decision has run out and no other was made.
    RanOut(&'a Sharing, NaiveDate),
    /// Nothing is recorded.
    NotRecorded,
}

/// A recipient as they stand to the person: whom the decisions are asked about.
#[derive(Clone, Debug)]
pub struct Whom<'a> {
    /// Who.
    pub recipient: Recipient,
    /// Their place in the care team, if they have one.
    pub member: Option<&'a Member>,
    /// Every place that they hold or held.
    places: Vec<&'a Member>,
    /// Of an organisation: those in place who are of it.
    staff: Vec<Self>,
    /// Of the person whose record it is: their name.
    own: Option<&'a Name>,
}

impl<'a> Whom<'a> {
    /// Who is meant by a text in the record of somebody who has a name, on a day (London).
    pub fn named(text: &str, own: &'a Name, team: &'a [Member], today: NaiveDate) -> Self {
        let recipient = Recipient::of(text, own, team, today);
        let staff = match &recipient {
            Recipient::Member { member: id, .. } => {
                if let Some(member) = team.iter().find(|one| one.id == *id) {
                    return Self::member(member, team);
                }
                Vec::new()
            }
            Recipient::Named { name } => members_of(name, team, today)
                .into_iter()
                .map(|member| Self::member(member, team))
                .collect(),
            Recipient::Kind { .. } => Vec::new(),
        };
        let is_own = matches!(&recipient, Recipient::Named { name } if name == THE_PERSON);
        Self {
            recipient,
            member: None,
            places: Vec::new(),
            staff,
            own: is_own.then_some(own),
        }
    }

    /// Whom a recipient is in the record of somebody who has a name, on a day (London): a place in the team stays one, also
    /// where two are called the same.
    pub fn of(recipient: &Recipient, own: &'a Name, team: &'a [Member], today: NaiveDate) -> Self {
        let member = match recipient {
            Recipient::Member { member, .. } => team.iter().find(|one| one.id == *member),
            Recipient::Named { .. } | Recipient::Kind { .. } => None,
        };
        match member {
            Some(member) => Self::member(member, team),
            None => Self::named(recipient.word(), own, team, today),
        }
    }

    /// Whether it is the person whose record it is.
    pub fn is_person(&self) -> bool {
        self.own.is_some()
    }

    /// Somebody in the care team.
    pub(super) fn member(member: &'a Member, team: impl IntoIterator<Item = &'a Member>) -> Self {
        Self {
            recipient: Recipient::Member {
                member: member.id,
                name: called(member),
            },
            member: Some(member),
            places: team.into_iter().filter(|one| is_one(member, one)).collect(),
            staff: Vec::new(),
            own: None,
        }
    }

    /// Whether they look after the person by profession.
    pub fn is_direct_care(&self) -> bool {
        self.kind() == RecipientKind::DirectCare
    }

    fn kind(&self) -> RecipientKind {
        match self.recipient {
            Recipient::Kind { kind } => kind,
            // An organisation gives direct care where somebody of it does.
            Recipient::Named { .. } if self.staff.iter().any(Self::is_direct_care) => {
                RecipientKind::DirectCare
            }
            Recipient::Named { .. } | Recipient::Member { .. } => RecipientKind::of(self.member),
        }
    }

    /// How closely a decision names them on a day: 3 by place, name or title, 2 by organisation, 1 by kind, 0 not at all.
    fn closeness(&self, decision: &Sharing, today: NaiveDate) -> u8 {
        let is = |text: &str| !fold(text).is_empty() && fold(text) == fold(decision.with.word());
        let now = || self.places.iter().filter(|place| place.held_on(today));
        match &decision.with {
            // The person is nobody else: no kind of recipient is them.
            Recipient::Kind { kind } => u8::from(!self.is_person() && *kind == self.kind()),
            Recipient::Named { name } if self.own.is_some_and(|own| is_own(name, own)) => 3,
            with if with.is_same(&self.recipient) => 3,
            Recipient::Named { .. } if now().any(|place| is(&place.name) || is(&place.title)) => 3,
            Recipient::Named { .. } if now().any(|place| is(&place.organisation)) => 2,
            Recipient::Member { member, .. } if self.places.iter().any(|one| one.id == *member) => {
                3
            }
            Recipient::Named { .. } | Recipient::Member { .. } => 0,
        }
    }

    /// The newest decision that names them so closely, and does not begin later.
    fn newest<'d>(
        &self,
        closeness: u8,
        decisions: &'d [Sharing],
        today: NaiveDate,
    ) -> Option<&'d Sharing> {
        decisions
            .iter()
            .filter(|decision| self.closeness(decision, today) == closeness)
            .filter(|decision| decision.stands(today) != Stands::Later)
            .max_by_key(|decision| (decision.on, decision.id))
    }

    /// Of an organisation about which nothing was decided: somebody of it from whom something is kept back. Whatever it is
    /// given, they are given.
    fn kept_from_one_of_it(&self, decisions: &[Sharing], today: NaiveDate) -> Option<&Self> {
        let own = self.newest(3, decisions, today);
        if own.is_some_and(|decision| !matches!(decision.stands(today), Stands::RanOut(_))) {
            return None;
        }
        self.staff.iter().find(|one| {
            one.newest(3, decisions, today)
                .is_some_and(|decision| match decision.stands(today) {
                    Stands::Holds => decision.may != May::Everything,
                    Stands::Withdrawn(_) => true,
                    Stands::Later | Stands::RanOut(_) => false,
                })
        })
    }

    /// What the decisions say of them on a day (London): the closest decide, and of those the newest.
    pub fn verdict<'d>(&self, decisions: &'d [Sharing], today: NaiveDate) -> Verdict<'d> {
        let mut ran_out = Verdict::NotRecorded;
        for closeness in [3, 2, 1] {
            let Some(newest) = self.newest(closeness, decisions, today) else {
                continue;
            };
            match newest.stands(today) {
                Stands::Withdrawn(on) => return Verdict::Withdrawn(newest, on),
                Stands::RanOut(last) => {
                    if ran_out == Verdict::NotRecorded {
                        ran_out = Verdict::RanOut(newest, last);
                    }
                }
                Stands::Holds | Stands::Later => return Verdict::Decided(newest),
            }
        }
        ran_out
    }

    /// Whether it was decided that they are given nothing, or what was decided was withdrawn; also of an organisation where
    /// that is so of somebody of it, until it is decided about itself.
    pub fn is_given_nothing(&self, decisions: &[Sharing], today: NaiveDate) -> bool {
        if self.kept_from_one_of_it(decisions, today).is_some() {
            return true;
        }
        match self.verdict(decisions, today) {
            Verdict::Decided(decision) => decision.may == May::Nothing,
            // What was kept from the person is theirs again.
            Verdict::Withdrawn(..) => !self.is_person(),
            Verdict::RanOut(..) | Verdict::NotRecorded => false,
        }
    }

    /// Whether anything was decided about sharing with them that still speaks: a decision, or that one was taken back.
    pub fn is_decided(&self, decisions: &[Sharing], today: NaiveDate) -> bool {
        self.kept_from_one_of_it(decisions, today).is_some()
            || matches!(
                self.verdict(decisions, today),
                Verdict::Decided(_) | Verdict::Withdrawn(..)
            )
    }

    /// What they may be given on a day (London), and why; `Err` with the reason where nothing may go.
    ///
    /// Where nothing is recorded, whoever gives direct care by profession gets the record for that care, and this is
    /// said; nobody else gets anything until a decision is recorded (R105). Their own record is the person's, but for what a
    /// decision that holds keeps back from them.
    ///
    /// # Errors
    /// What was decided, or what to record.
    pub fn may(&self, decisions: &[Sharing], today: NaiveDate) -> Result<Allowed, Withheld> {
        let who = self.recipient.word();
        if let Some(one) = self.kept_from_one_of_it(decisions, today) {
            return Err(Withheld {
                why: format!(
                    "no decision about sharing with {who} is recorded, and {} there may not see everything.",
                    one.recipient.word()
                ),
                record: format!("what was decided about {who}"),
            });
        }
        let none_since = |before: String| {
            if self.is_person() {
                Ok(Allowed {
                    may: May::Everything,
                    basis: "their own record".to_owned(),
                    but_not: String::new(),
                    is_recorded: true,
                })
            } else if self.is_direct_care() {
                Ok(Allowed {
                    may: May::Everything,
                    basis: format!("{before}; given for direct care"),
                    but_not: String::new(),
                    is_recorded: false,
                })
            } else {
                Err(Withheld {
                    why: format!("{before}, and {who} does not give direct care in the care team."),
                    record: "what was decided".to_owned(),
                })
            }
        };
        match self.verdict(decisions, today) {
            Verdict::Decided(decision) if decision.may == May::Nothing => Err(Withheld {
                why: format!(
                    "nothing may be shared with {who}: {}.",
                    decision.basis_in_words()
                ),
                record: String::new(),
            }),
            Verdict::Decided(decision) => Ok(Allowed {
                may: decision.may.clone(),
                basis: decision.basis_in_words(),
                but_not: decision.but_not.clone(),
                is_recorded: true,
            }),
            Verdict::Withdrawn(_, on) if !self.is_person() => Err(Withheld {
                why: format!(
                    "the decision to share with {who} was withdrawn on {}. Record a new one if that has changed.",
                    say::full(on)
                ),
                record: String::new(),
            }),
            Verdict::RanOut(_, last) => none_since(format!(
                "the decision about sharing ran out on {}",
                say::full(last)
            )),
            Verdict::Withdrawn(..) | Verdict::NotRecorded => {
                none_since("no decision about sharing is recorded".to_owned())
            }
        }
    }
}

/// Why nothing may go to a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// What was decided, or that nothing was, in a sentence.
    pub why: String,
    /// What has to be recorded first, to be said where somebody can do it; empty where that is nothing.
    pub record: String,
}

/// What a recipient may be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Which parts.
    pub may: May,
    /// On what basis, in words; or that nothing is recorded.
    pub basis: String,
    /// What has to be kept back by hand, in the words of the decision.
    pub but_not: String,
    /// Whether a decision says so, or none is needed: it is their own record.
    pub is_recorded: bool,
}
