//! What a member of the care team may be told, as it stands beside their name.
//!
//! What was decided about sharing holds, whatever words stand beside their place: those were written on another day, and
//! nobody who decides anew thinks of them.

use chrono::NaiveDate;

use super::{May, Sharing, Verdict, Whom};
use crate::domain::say;
use crate::domain::team::Member;

/// What somebody of the team may be told on a day (London), in a few words; empty where nobody said anything.
///
/// Where a decision keeps something back, it speaks alone. Where it keeps nothing back or none is recorded, the words beside
/// their place stand: they may keep more back.
pub fn may_be_told(
    member: &Member,
    team: &[Member],
    decisions: &[Sharing],
    today: NaiveDate,
) -> String {
    let own = member.may_be_told.trim();
    // Of who treats or helps by profession nobody asks this: it is said where somebody wrote something down.
    if own.is_empty() && !member.role.is_personal() {
        return String::new();
    }
    let whom = Whom::member(member, team);
    match whom.verdict(decisions, today) {
        Verdict::Decided(Sharing {
            may: May::Nothing,
            on,
            ..
        }) => format!("nothing, decided {}", say::birth(*on)),
        Verdict::Withdrawn(_, on) => format!("nothing, withdrawn {}", say::birth(on)),
        Verdict::Decided(decision) => match (&decision.may, decision.but_not.trim()) {
            (May::Everything, "") => own.to_owned(),
            (may, "") => may.short(),
            (may, by_hand) => format!("{}; keep back: {by_hand}", may.short()),
        },
        // Direct care goes on without a decision; nobody else is given anything until there is one.
        Verdict::RanOut(_, last) if !whom.is_direct_care() => {
            let ran_out = format!("a decision ran out {}", say::birth(last));
            if own.is_empty() {
                ran_out
            } else {
                format!("{own}; {ran_out}")
            }
        }
        Verdict::RanOut(..) | Verdict::NotRecorded => own.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{MemberId, PersonId, SharingId};
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
                "",
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
            let said = may_be_told(member, &team, &decisions, day("2026-03-02"));
            assert_eq!(said, expected, "{expected}");
        }
    }
}
