//! Whom to ring about what, now: worked out from the clock, the care team and what was decided about sharing (R21).

use chrono::NaiveDateTime;

use super::calendar::{Holidays, PracticeHours};
use super::id::MemberId;
use super::sharing::{Sharing, Told};
use super::team::{self, Member, Role};

/// Whom to ring. Who may be told nothing stands behind everybody else.
pub struct Ring<'a> {
    /// Whether the practice is open, and until or from when (London time).
    pub hours: PracticeHours,
    /// Those who can be reached now, in the order in which to try.
    pub now: Vec<&'a Member>,
    /// Those who can be reached when the practice next closes or opens.
    pub then: Vec<&'a Member>,
    /// Those who have a number of whom nobody recorded when they can be reached: they are claimed for no hour.
    pub unsaid: Vec<&'a Member>,
    /// Of all these, who may be told nothing.
    told_nothing: Vec<MemberId>,
}

impl Ring<'_> {
    /// Whether somebody is the first to ring now, or the first once the hours change: however short a list of those to ring
    /// is, it begins with these.
    pub fn begins_with(&self, member: &Member) -> bool {
        let mut first = [self.now.first(), self.then.first()].into_iter().flatten();
        first.any(|one| one.id == member.id && !self.may_be_told_nothing(one))
    }

    /// Whether somebody may be told nothing: they are nobody to turn to.
    pub fn may_be_told_nothing(&self, member: &Member) -> bool {
        self.told_nothing.contains(&member.id)
    }
}

/// Works out whom to ring at a London local time. Only members with a telephone number count.
pub fn ring<'a>(
    team: &'a [Member],
    decisions: &[Sharing],
    now: NaiveDateTime,
    holidays: &Holidays,
) -> Ring<'a> {
    let hours = holidays.practice_hours(now);
    let open = matches!(hours, PracticeHours::Open { .. });
    let mut reachable: Vec<&Member> = team::on(team, now.date())
        .into_iter()
        .filter(|member| !member.phone.is_empty())
        .collect();
    let told = |member: &&&Member| Told::of(member, team, decisions, now.date());
    let told_nothing: Vec<MemberId> = reachable
        .iter()
        .filter(|member| told(member).is_nothing())
        .map(|member| member.id)
        .collect();
    // The navigator first: one point of contact (S4); then whoever is there for a named problem.
    reachable.sort_by_key(|member| {
        (
            told_nothing.contains(&member.id),
            member.role != Role::Navigator,
            member.ring_for.is_empty(),
            member.role,
        )
    });
    let reachable = team::once(reachable);
    let at = |open: bool, covers: Option<bool>| {
        reachable
            .iter()
            .copied()
            .filter(|member| member.reach.covers(open) == covers)
            .collect()
    };
    Ring {
        hours,
        now: at(open, Some(true)),
        then: at(!open, Some(true)),
        unsaid: at(open, None),
        told_nothing,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{MemberId, PersonId};
    use crate::domain::team::Reach;

    #[test]
    fn whoever_holds_two_places_is_rung_once() {
        let now = "2026-03-02T09:12:00".parse().expect("a time");
        let member = |n: u128, role, name: &str| Member {
            phone: "01632 960201".into(),
            reach: Reach::InHours,
            ..Member::new(
                MemberId(Uuid::from_u128(n)),
                PersonId(Uuid::from_u128(1)),
                role,
                name,
                "2025-01-01".parse().expect("a date"),
            )
        };
        let team = [
            member(1, Role::NamedGp, "Dr H. Bellweather"),
            member(2, Role::Lead, "Dr H. Bellweather"),
            member(3, Role::Navigator, "A. Okafor"),
        ];
        let ring = ring(&team, &[], now, &Holidays::england());
        let roles: Vec<Role> = ring.now.iter().map(|member| member.role).collect();
        assert_eq!(roles, [Role::Navigator, Role::Lead]);
    }

    #[test]
    fn each_hour_has_those_who_were_said_to_be_there_and_nobody_else() {
        let person = PersonId(Uuid::from_u128(1));
        let from = "2025-01-01".parse().expect("a date");
        let team: Vec<Member> = Reach::ALL
            .into_iter()
            .zip(1..)
            .map(|(reach, n)| Member {
                phone: format!("01632 96020{n}"),
                reach,
                ..Member::new(
                    MemberId(Uuid::from_u128(n)),
                    person,
                    Role::Family,
                    reach.word(),
                    from,
                )
            })
            .collect();
        let names = |all: &[&Member]| {
            all.iter()
                .map(|one| one.name.clone())
                .collect::<Vec<_>>()
                .join("; ")
        };
        let open = "in practice hours; at any hour";
        let closed = "out of hours; at any hour";
        // Monday morning, Monday night, a Saturday.
        for (at, now, then) in [
            ("2026-03-02T09:12:00", open, closed),
            ("2026-03-02T22:00:00", closed, open),
            ("2026-03-07T11:00:00", closed, open),
        ] {
            let ring = ring(
                &team,
                &[],
                at.parse().expect("a time"),
                &Holidays::england(),
            );
            assert_eq!(names(&ring.now), now, "{at}");
            assert_eq!(names(&ring.then), then, "{at}");
            assert_eq!(names(&ring.unsaid), "hours not recorded", "{at}");
        }
    }

    #[test]
    fn whoever_may_be_told_nothing_is_offered_last_and_never_first() {
        let now = "2026-03-02T09:12:00".parse().expect("a time");
        let member = |n: u128, role, told: &str| Member {
            phone: format!("01632 96020{n}"),
            reach: Reach::Always,
            may_be_told: told.into(),
            ..Member::new(
                MemberId(Uuid::from_u128(n)),
                PersonId(Uuid::from_u128(1)),
                role,
                &format!("One {n}"),
                "2025-01-01".parse().expect("a date"),
            )
        };
        let team = [
            member(1, Role::Carer, "nothing"),
            member(2, Role::Family, "all"),
        ];
        let all = ring(&team, &[], now, &Holidays::england());
        let order: Vec<&str> = all.now.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(order, ["One 2", "One 1"]);
        assert!(all.begins_with(&team[1]));
        let alone = ring(&team[..1], &[], now, &Holidays::england());
        assert!(!alone.begins_with(&team[0]));
        assert!(alone.may_be_told_nothing(&team[0]) && !all.may_be_told_nothing(&team[1]));
    }
}
