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
