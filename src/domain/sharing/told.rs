//! What a member of the care team may be told, as it stands beside their name.
//!
//! What was decided about sharing holds, whatever words stand beside their place: those were written on another day, and
//! nobody who decides anew thinks of them.

use chrono::NaiveDate;

use super::{May, Recipient, SharedPart, Sharing, Verdict, Whom};
use crate::domain::find::fold;
use crate::domain::id::MemberId;
use crate::domain::say;
use crate::domain::team::{self, Member};

/// Words beside a place that keep nothing back.
const ALL: [&str; 4] = [
    "all",
    "everything",
    "may be told all",
    "may be told everything",
];
/// Words beside a place that keep everything back.
const NOTHING: [&str; 2] = ["nothing", "may be told nothing"];

/// What stands between the words beside a place and the day on which a decision ran out.
const RAN_OUT: &str = "; a decision ran out ";

/// What somebody of the team may be told on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nobody said anything.
    NotSaid,
    /// Nothing, and since when: "decided 3 Feb 2026"; empty where that is not known.
    Nothing(String),
    /// What the words say, which keep something back or cannot be trusted to keep nothing back.
    InPart(String),
    /// Everything, in the words that say so.
    Everything(String),
}

impl Told {
    /// What a member of the team may be told on a day (London).
    ///
    /// Where a decision keeps something back, it speaks alone. Where it keeps nothing back or none is recorded, the words
    /// beside their place stand: they may keep more back.
    pub fn of<'a>(
        member: &'a Member,
        team: impl IntoIterator<Item = &'a Member>,
        decisions: &[Sharing],
        today: NaiveDate,
    ) -> Self {
        let own = member.may_be_told.trim();
        let whom = Whom::member(member, team);
        let verdict = whom.verdict(decisions, today);
        let nothing = match verdict {
            Verdict::Decided(decision) if decision.may == May::Nothing => {
                Some((decision, format!("decided {}", say::birth(decision.on))))
            }
            Verdict::Withdrawn(decision, on) => {
                Some((decision, format!("withdrawn {}", say::birth(on))))
            }
            Verdict::Decided(_) | Verdict::RanOut(..) | Verdict::NotRecorded => None,
        };
        // Of who treats or helps by profession nobody asks this: it is said where somebody wrote something down, or decided
        // that this one is told nothing.
        let is_named = |decision: &Sharing| !matches!(decision.with, Recipient::Kind { .. });
        if own.is_empty()
            && !member.role.is_personal()
            && !nothing.as_ref().is_some_and(|(one, _)| is_named(one))
        {
            return Self::NotSaid;
        }
        if let Some((_, since)) = nothing {
            return Self::Nothing(since);
        }
        match verdict {
            Verdict::Decided(decision) => match (&decision.may, decision.but_not.trim()) {
                (May::Everything, "") => Self::in_words(own),
                (may, "") => Self::InPart(may.short()),
                (may, by_hand) => Self::InPart(format!("{}; keep back: {by_hand}", may.short())),
            },
            // Direct care goes on without a decision; nobody else is given anything until there is one.
            Verdict::RanOut(_, last) if !whom.is_direct_care() => {
                let ran_out = format!("a decision ran out {}", say::birth(last));
                match Self::in_words(own) {
                    Self::NotSaid => Self::InPart(ran_out),
                    Self::Nothing(_) => Self::Nothing(ran_out),
                    Self::InPart(own) | Self::Everything(own) => {
                        Self::InPart(format!("{own}{RAN_OUT}{}", say::birth(last)))
                    }
                }
            }
            Verdict::RanOut(..) | Verdict::Withdrawn(..) | Verdict::NotRecorded => {
                Self::in_words(own)
            }
        }
    }

    /// What words beside a place say.
    fn in_words(own: &str) -> Self {
        let folded = fold(own);
        if folded.is_empty() {
            Self::NotSaid
        } else if NOTHING.contains(&folded.as_str()) {
            Self::Nothing(String::new())
        } else if ALL.contains(&folded.as_str()) {
            Self::Everything(own.to_owned())
        } else {
            Self::InPart(own.to_owned())
        }
    }

    /// Whether words beside their place say the same.
    pub fn agrees_with(&self, beside: &str) -> bool {
        let beside = beside.trim();
        match (self, Self::in_words(beside)) {
            (Self::Nothing(_), Self::Nothing(_)) => true,
            (Self::InPart(words) | Self::Everything(words), _) => {
                let rest = words.strip_prefix(beside);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(RAN_OUT))
            }
            (told, beside) => *told == beside,
        }
    }

    /// Whether anything is kept from them.
    pub fn keeps_back(&self) -> bool {
        matches!(self, Self::Nothing(_) | Self::InPart(_))
    }

    /// That something is kept from them and not what: for whoever gives direct care and has to know it before they speak.
    /// Empty where nothing is.
    pub fn without_particulars(&self) -> &'static str {
        match self {
            Self::Nothing(_) => "nothing",
            Self::InPart(_) => "not everything; ask the navigator",
            Self::NotSaid | Self::Everything(_) => "",
        }
    }

    /// Whether they may be told nothing.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing(_))
    }

    /// What they may be told, in a few words; empty where nobody said anything.
    pub fn says(&self) -> String {
        match self {
            Self::NotSaid => String::new(),
            Self::Nothing(since) if since.is_empty() => "nothing".to_owned(),
            Self::Nothing(since) => format!("nothing, {since}"),
            Self::InPart(words) | Self::Everything(words) => words.clone(),
        }
    }

    /// What stands beside their number wherever somebody is about to ring them, however little room there is; empty where
    /// they may be told something.
    pub fn warning(&self) -> &'static str {
        if self.is_nothing() {
            "tell nothing"
        } else {
            ""
        }
    }

    /// The same with what else they may be told, where there is room for it.
    pub fn before_ringing(&self) -> String {
        match self {
            Self::NotSaid => String::new(),
            Self::Nothing(since) if since.is_empty() => self.warning().to_owned(),
            Self::Nothing(since) => format!("{}, {since}", self.warning()),
            Self::InPart(words) | Self::Everything(words) => format!("tell: {words}"),
        }
    }
}

/// A text with what has to be known before somebody is rung in a bracket behind it, where there is anything.
pub fn with_warning(text: &str, warning: &str) -> String {
    if warning.is_empty() {
        text.to_owned()
    } else {
        format!("{text} ({warning})")
    }
}

/// What has to be minded in whatever hangs in the house of the person, where everybody reads it who lives there or calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtHome {
    /// From whom something is kept back.
    kept_from: Vec<(MemberId, Told)>,
    /// Whether the person's own words are kept from somebody private.
    pub keeps_words: bool,
}

impl AtHome {
    /// By what was decided and by the words beside each place, on a day (London).
    pub fn of(team: &[Member], decisions: &[Sharing], today: NaiveDate) -> Self {
        let told = |member: &Member| (member.id, Told::of(member, team, decisions, today));
        let keeps_words = |verdict: Verdict<'_>| match verdict {
            Verdict::Decided(decision) => !decision.may.has(SharedPart::Words),
            Verdict::Withdrawn(..) => true,
            Verdict::RanOut(..) | Verdict::NotRecorded => false,
        };
        let now = team::on(team, today).into_iter();
        let mut private = now.filter(|member| member.role.is_personal());
        Self {
            kept_from: team
                .iter()
                .map(told)
                .filter(|(_, told)| told.keeps_back())
                .collect(),
            keeps_words: private
                .any(|member| keeps_words(Whom::member(member, team).verdict(decisions, today))),
        }
    }

    /// Whether somebody else is to be asked before a member is told anything. What is kept from them is not said: they
    /// may be the one who reads it.
    pub fn asks_first(&self, member: &Member) -> bool {
        self.of_member(member).is_some()
    }

    /// Whether a member may be told nothing, and so is nobody to turn to.
    pub fn tells_nothing(&self, member: &Member) -> bool {
        self.of_member(member).is_some_and(Told::is_nothing)
    }

    fn of_member(&self, member: &Member) -> Option<&Told> {
        let mut kept_from = self.kept_from.iter();
        let found = kept_from.find(|(id, _)| *id == member.id)?;
        Some(&found.1)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{PersonId, SharingId};
    use crate::domain::sharing::{Basis, Capacity, Recipient, RecipientKind, SharedPart};
    use crate::domain::team::Role;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn decision(n: u128, with: Recipient, may: May, on: &str) -> Sharing {
        Sharing {
            id: SharingId(Uuid::from_u128(n)),
            person: PersonId(Uuid::from_u128(1)),
            with,
            may,
            but_not: String::new(),
            basis: Basis::Consent,
            decided_by: "Margaret Ellis".into(),
            as_whom: String::new(),
            capacity: Capacity::Has,
            on: day(on),
            until_on: None,
            withdrawn_on: None,
            note: String::new(),
            by: String::new(),
        }
    }

    #[test]
    fn what_was_decided_speaks_before_the_words_beside_the_place() {
        let place = |role, told: &str| {
            let id = MemberId(Uuid::from_u128(4));
            let person = PersonId(Uuid::from_u128(1));
            let mut member = Member::new(id, person, role, "Ruth Ellis", day("2025-01-01"));
            told.clone_into(&mut member.may_be_told);
            member
        };
        let carer = place(Role::Carer, "Everything");
        let by_name = || Recipient::Named {
            name: "ruth ellis".into(),
        };
        let all = |but: &[SharedPart]| {
            May::of(
                SharedPart::ALL
                    .into_iter()
                    .filter(|part| !but.contains(part)),
            )
        };
        let one = |may, change: fn(&mut Sharing)| {
            let mut decision = decision(1, by_name(), may, "2026-02-03");
            change(&mut decision);
            vec![decision]
        };
        let cut = [SharedPart::Story, SharedPart::Contacts];
        let family = Recipient::Kind {
            kind: RecipientKind::Private,
        };
        let direct_care = Recipient::Kind {
            kind: RecipientKind::DirectCare,
        };
        let withdrawn: fn(&mut Sharing) = |one| one.withdrawn_on = Some(day("2026-02-20"));
        let ran_out: fn(&mut Sharing) = |one| one.until_on = Some(day("2026-02-20"));
        let by_hand: fn(&mut Sharing) = |one| one.but_not = "the debts".into();
        let as_it_is: fn(&mut Sharing) = |_| {};
        let mut first_all = one(all(&[]), as_it_is);
        first_all.push(decision(2, family.clone(), May::Nothing, "2026-02-25"));
        for (member, decisions, expected) in [
            (&carer, Vec::new(), "Everything"),
            (
                &carer,
                one(May::Nothing, as_it_is),
                "nothing, decided 3 Feb 2026",
            ),
            (
                &carer,
                one(all(&[]), withdrawn),
                "nothing, withdrawn 20 Feb 2026",
            ),
            (
                &carer,
                one(all(&cut), as_it_is),
                "all but story, contact log",
            ),
            (
                &carer,
                one(May::of(cut), as_it_is),
                "only story, contact log",
            ),
            (&carer, one(all(&[]), by_hand), "all; keep back: the debts"),
            (&carer, one(all(&[]), as_it_is), "Everything"),
            (
                &carer,
                one(all(&[]), ran_out),
                "Everything; a decision ran out 20 Feb 2026",
            ),
            (
                &place(Role::Carer, ""),
                one(all(&[]), ran_out),
                "a decision ran out 20 Feb 2026",
            ),
            (
                &place(Role::Professional, "all"),
                one(May::Nothing, ran_out),
                "all",
            ),
            (
                &place(Role::Professional, ""),
                one(May::Nothing, as_it_is),
                "nothing, decided 3 Feb 2026",
            ),
            // What is kept from everybody who gives care cannot keep them from giving it.
            (
                &place(Role::Professional, ""),
                vec![decision(1, direct_care, May::Nothing, "2026-02-03")],
                "",
            ),
            (&place(Role::Carer, "Nothing."), Vec::new(), "nothing"),
            (
                &place(Role::Carer, "nothing"),
                one(all(&[]), ran_out),
                "nothing, a decision ran out 20 Feb 2026",
            ),
            (
                &place(Role::Professional, "all"),
                one(May::Nothing, as_it_is),
                "nothing, decided 3 Feb 2026",
            ),
            (
                &place(Role::Family, ""),
                one(May::Nothing, as_it_is),
                "nothing, decided 3 Feb 2026",
            ),
            (
                &place(Role::Carer, "not money"),
                one(all(&[]), as_it_is),
                "not money",
            ),
            (
                &carer,
                vec![decision(1, family, May::Nothing, "2026-02-03")],
                "nothing, decided 3 Feb 2026",
            ),
            // The one that names her is closer than a newer one about everybody like her.
            (&carer, first_all, "Everything"),
        ] {
            let team = [member.clone()];
            let told = Told::of(member, &team, &decisions, day("2026-03-02"));
            assert_eq!(told.says(), expected, "{expected}");
            assert_eq!(told.is_nothing(), expected.starts_with("nothing"));
            assert_eq!(!told.warning().is_empty(), told.is_nothing(), "{expected}");
            let own = member.may_be_told.as_str();
            let says_own = [own, &format!("{own}; a decision ran out 20 Feb 2026")]
                .contains(&expected)
                || expected.starts_with("nothing") && own.to_lowercase().starts_with("nothing");
            assert_eq!(told.agrees_with(own), says_own, "{own}: {expected}");
            let everything = matches!(told, Told::Everything(_));
            assert_eq!(everything, ["all", "Everything"].contains(&expected));
        }
    }
}
