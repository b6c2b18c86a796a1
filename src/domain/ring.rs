//! Whom to ring about what, now: worked out from the clock and the care team (R21).

use chrono::NaiveDateTime;

use super::calendar::{Holidays, PracticeHours};
use super::team::{self, Member, Reach, Role};

/// Whom to ring.
pub struct Ring<'a> {
    /// Whether the practice is open, and until or from when (London time).
    pub hours: PracticeHours,
    /// Those who can be reached now, in the order in which to try.
    pub now: Vec<&'a Member>,
    /// Those who can be reached when the practice next closes or opens.
    pub then: Vec<&'a Member>,
}

/// Works out whom to ring at a London local time. Only members with a telephone number count.
pub fn ring<'a>(team: &'a [Member], now: NaiveDateTime, holidays: &Holidays) -> Ring<'a> {
    let hours = holidays.practice_hours(now);
    let open = matches!(hours, PracticeHours::Open { .. });
    let mut reachable: Vec<&Member> = team::on(team, now.date())
        .into_iter()
        .filter(|member| !member.phone.is_empty())
        .collect();
    // The navigator first: one point of contact (S4); then whoever is there for a named problem.
    reachable.sort_by_key(|member| {
        (
            member.role != Role::Navigator,
            member.ring_for.is_empty(),
            member.role,
        )
    });
    let reachable = team::once(reachable);
    let at = |open: bool, member: &Member| match member.reach {
        Reach::Always => true,
        Reach::InHours => open,
        Reach::OutOfHours => !open,
    };
    Ring {
        hours,
        now: reachable
            .iter()
            .copied()
            .filter(|member| at(open, member))
            .collect(),
        then: reachable
            .iter()
            .copied()
            .filter(|member| at(!open, member))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{MemberId, PersonId};

    #[test]
    fn whoever_holds_two_places_is_rung_once() {
        let now = "2026-03-02T09:12:00".parse().expect("a time");
        let member = |n: u128, role, name: &str| Member {
            phone: "01632 960201".into(),
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
        let ring = ring(&team, now, &Holidays::england());
        let roles: Vec<Role> = ring.now.iter().map(|member| member.role).collect();
        assert_eq!(roles, [Role::Navigator, Role::Lead]);
    }
}
