//! Days that were set for carers themselves, as the rules read them (R92, STANDARDS D6).

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::id::MemberId;
use crate::domain::team::Member;

/// The days that were set for one carer themselves; each is London's.
#[derive(Clone, PartialEq, Eq)]
pub struct CarerDays {
    /// Their place in the care team.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// The day on which they shall be asked again how it is for them (R92).
    pub review_on: Option<NaiveDate>,
    /// The day on which their access needs shall be gone through again (STANDARDS D6).
    pub access_on: Option<NaiveDate>,
    /// The last day of their place, where it is known.
    pub until_on: Option<NaiveDate>,
}

impl CarerDays {
    /// The days of every carer of a team for whom any is set, by their places. Who holds two places in it stands once,
    /// with the one that lasts longer.
    pub(super) fn of(team: &[&Member]) -> Vec<Self> {
        let lasts = |member: &Member| {
            let last = member.until_on.unwrap_or(NaiveDate::MAX);
            (last, Reverse(member.id))
        };
        let is_spoken_for = |member: &Member| {
            let id = member.carer.as_ref().map(|carer| carer.id);
            team.iter().any(|other| {
                other.carer.as_ref().map(|carer| carer.id) == id && lasts(other) > lasts(member)
            })
        };
        let mut all: Vec<Self> = team
            .iter()
            .filter_map(|member| {
                let carer = member.carer.as_ref()?;
                let access_on = carer.access.as_ref().and_then(|access| access.review_on);
                let is_set = carer.review_on.is_some() || access_on.is_some();
                (is_set && !is_spoken_for(member)).then(|| Self {
                    member: member.id,
                    name: member.name.clone(),
                    review_on: carer.review_on,
                    access_on,
                    until_on: member.until_on,
                })
            })
            .collect();
        all.sort_by_key(|one| one.member);
        all
    }

    /// Whether their place is not over: an end that is planned silences nothing before its day.
    pub(super) fn is_held_on(&self, day: NaiveDate) -> bool {
        self.until_on.is_none_or(|last| day <= last)
    }
}

private_debug!(CarerDays {
    member,
    review_on,
    access_on,
    until_on
});

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::carer::Carer;
    use crate::domain::id::{CarerId, PersonId};
    use crate::domain::team::Role;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn place(number: u128, carer: u128, until: Option<&str>) -> Member {
        Member {
            until_on: until.map(day),
            carer: Some(Carer {
                review_on: Some(day("2026-03-02")),
                ..Carer::new(CarerId(Uuid::from_u128(carer)))
            }),
            ..Member::new(
                MemberId(Uuid::from_u128(number)),
                PersonId(Uuid::from_u128(1)),
                Role::Carer,
                "Ruth",
                day("2026-01-01"),
            )
        }
    }

    #[test]
    fn every_carer_stands_once_with_the_place_that_lasts() {
        // Places as (number, carer, last day); the numbers of those that stand.
        type Case = (
            &'static [(u128, u128, Option<&'static str>)],
            &'static [u128],
        );
        let cases: [Case; 5] = [
            (&[(2, 7, None), (1, 8, None)], &[1, 2]),
            (&[(1, 7, None), (2, 7, None)], &[1]),
            (&[(1, 7, Some("2026-03-31")), (2, 7, None)], &[2]),
            (
                &[(1, 7, Some("2026-03-31")), (2, 7, Some("2026-03-01"))],
                &[1],
            ),
            (&[(1, 7, Some("2026-03-31"))], &[1]),
        ];
        for (places, expected) in cases {
            let team: Vec<Member> = places.iter().map(|(n, c, u)| place(*n, *c, *u)).collect();
            let team: Vec<&Member> = team.iter().collect();
            let stand: Vec<u128> = CarerDays::of(&team)
                .iter()
                .map(|one| one.member.0.as_u128())
                .collect();
            assert_eq!(stand, expected, "{places:?}");
        }
    }

    #[test]
    fn a_member_of_whom_no_day_is_known_does_not_stand() {
        let mut plain = place(1, 7, None);
        plain.carer = None;
        let mut without = place(2, 8, None);
        if let Some(carer) = &mut without.carer {
            carer.review_on = None;
        }
        assert!(CarerDays::of(&[&plain, &without]).is_empty());
    }
}
