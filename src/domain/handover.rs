//! Handing people over from one navigator to the next: with a note, from a day, and so that any past date still answers
//! who coordinated (R17, R22).

use chrono::NaiveDate;

use super::calendar::Holidays;
use super::change::Write;
use super::find::fold;
use super::id::MemberId;
use super::person::Person;
use super::record::{Kept, Kind, Record};
use super::team::{self, Handover, Member, Reach, Role};
use super::user::{User, UserRole};

/// What is handed over to whom.
#[derive(Clone)]
pub struct Succession {
    /// The name of the navigator who takes over.
    pub to: String,
    /// Their telephone number, or empty.
    pub phone: String,
    /// Their e-mail address, or empty.
    pub email: String,
    /// When they can be reached.
    pub reach: Reach,
    /// The first day on which they coordinate.
    pub from_on: NaiveDate,
    /// What they need to know.
    pub note: String,
    /// Who hands over: a user's name.
    pub by: String,
}

/// Working days for which a hand-over note stands on the front page.
const FRESH_WORKING_DAYS: i64 = 20;

/// The navigator who took over lately, with what was handed over to them.
pub fn fresh<'a>(
    team: &'a [Member],
    today: NaiveDate,
    holidays: &Holidays,
) -> Option<(&'a Member, &'a Handover)> {
    let navigator = team::holder(team, Role::Navigator, today)?;
    let note = navigator.handover.as_ref()?;
    let age = holidays.working_days_between(navigator.from_on, today);
    (age <= FRESH_WORKING_DAYS).then_some((navigator, note))
}

/// Whether a user may hand a person over: a lead anybody, a navigator their own or one whom nobody coordinates.
pub fn may_hand_over(user: &User, team: &[Kept<Member>], today: NaiveDate) -> bool {
    match user.role {
        UserRole::Lead => true,
        UserRole::Reader => false,
        UserRole::Navigator => holders(team, today)
            .all(|navigator| navigator.from_on > today || same(&navigator.name, &user.name)),
    }
}

/// The day on which the navigator of now began, where a hand-over would begin on an earlier one: their time would
/// vanish from the record. One who is yet to begin may be replaced.
pub fn begun_later(
    team: &[Kept<Member>],
    from_on: NaiveDate,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let mut begun = holders(team, from_on.min(today)).map(|navigator| navigator.from_on);
    begun.find(|began| *began > from_on && *began <= today)
}

/// The writes that hand one person over; none where the successor coordinates them from that day already.
///
/// The navigator of that day ends on the day before. One who began on that very day, or would begin later, is corrected
/// instead: nobody can end before they began. Whom to ring has changed, so the person has to be told anew (R22).
pub fn hand_over(
    person: &Kept<Person>,
    team: &[Kept<Member>],
    id: MemberId,
    succession: &Succession,
) -> Vec<Write> {
    let from_on = succession.from_on;
    let mut present: Vec<&Kept<Member>> = holders(team, from_on).collect();
    present.sort_by_key(|navigator| (navigator.from_on, navigator.id));
    let theirs = |navigator: &&&Kept<Member>| {
        navigator.from_on <= from_on
            && navigator.until_on.is_none()
            && same(&navigator.name, &succession.to)
    };
    if present.iter().any(|navigator| theirs(&navigator)) {
        return Vec::new();
    }
    let mut writes = Vec::new();
    let mut corrected = None;
    for navigator in present {
        if navigator.from_on < from_on {
            let ended = Member {
                until_on: from_on.pred_opt(),
                ..navigator.value.clone()
            };
            writes.push(replace(Record::Member(ended), navigator.revision));
        } else if corrected.is_none() {
            corrected = Some(navigator);
        } else {
            writes.push(Write::Withdraw {
                kind: Kind::Member,
                id: navigator.id.0,
                seen: navigator.revision,
            });
        }
    }
    let place = corrected.map_or(id, |navigator| navigator.id);
    let next = Member {
        phone: succession.phone.clone(),
        email: succession.email.clone(),
        reach: succession.reach,
        handover: Some(Handover {
            note: succession.note.clone(),
            by: succession.by.clone(),
        }),
        ..Member::new(place, person.id, Role::Navigator, &succession.to, from_on)
    };
    writes.push(match corrected {
        Some(navigator) => replace(Record::Member(next), navigator.revision),
        None => Write::Add(Record::Member(next)),
    });
    if person.told_coordinator.is_some() {
        let untold = Person {
            told_coordinator: None,
            ..person.value.clone()
        };
        writes.push(replace(Record::Person(untold), person.revision));
    }
    writes
}

fn replace(record: Record, seen: u32) -> Write {
    Write::Replace { record, seen }
}

/// The navigators whose place has not ended before a day.
fn holders(team: &[Kept<Member>], day: NaiveDate) -> impl Iterator<Item = &Kept<Member>> {
    team.iter().filter(move |member| {
        member.role == Role::Navigator && member.until_on.is_none_or(|last| day <= last)
    })
}

fn same(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PersonId;
    use crate::domain::told::Told;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn kept<T>(value: T) -> Kept<T> {
        Kept { value, revision: 3 }
    }

    fn person() -> Kept<Person> {
        let text = r#"{"id":"00000000-0000-0000-0000-000000000001","name":{"family":"Osei"},
            "status":{"is":"open"},"tier":"high","joined_on":"2025-06-02","identified":{"because":"","by":""}}"#;
        let mut person: Person = serde_json::from_str(text).expect("a person");
        person.told_coordinator = Some(Told::said("by telephone", day("2025-06-03"), ""));
        kept(person)
    }

    fn navigator(n: u128, name: &str, from: &str, until: Option<&str>) -> Kept<Member> {
        let (id, person) = (MemberId(Uuid::from_u128(n)), PersonId(Uuid::from_u128(1)));
        kept(Member {
            until_on: until.map(day),
            ..Member::new(id, person, Role::Navigator, name, day(from))
        })
    }

    fn succession(from: &str) -> Succession {
        Succession {
            to: "M. Shah".into(),
            phone: "01632 960 177".into(),
            email: String::new(),
            reach: Reach::InHours,
            from_on: day(from),
            note: "Rings on Mondays; ask for Ruth.".into(),
            by: "A. Okafor".into(),
        }
    }

    /// The team after the writes.
    fn after(team: &[Kept<Member>], writes: &[Write]) -> Vec<Member> {
        let mut members: Vec<Member> = team.iter().map(|kept| kept.value.clone()).collect();
        for write in writes.iter().filter(|write| write.kind() == Kind::Member) {
            members.retain(|member| member.id.0 != write.id());
            if let Write::Add(Record::Member(member))
            | Write::Replace {
                record: Record::Member(member),
                ..
            } = write
            {
                members.push(member.clone());
            }
        }
        members
    }

    const NEW: MemberId = MemberId(Uuid::from_u128(99));

    #[test]
    fn every_past_date_still_answers() {
        type Case<'a> = (&'a str, Vec<Kept<Member>>, &'a [(&'a str, Option<&'a str>)]);
        let cases: [Case<'_>; 5] = [
            (
                "one before",
                vec![navigator(1, "A. Okafor", "2025-06-02", None)],
                &[
                    ("2025-06-02", Some("A. Okafor")),
                    ("2026-03-01", Some("A. Okafor")),
                    ("2026-03-02", Some("M. Shah")),
                ],
            ),
            (
                "nobody before",
                Vec::new(),
                &[("2026-03-01", None), ("2026-03-02", Some("M. Shah"))],
            ),
            (
                "one who began this day is corrected",
                vec![
                    navigator(1, "A. Okafor", "2025-06-02", Some("2026-03-01")),
                    navigator(2, "Wrong Name", "2026-03-02", None),
                ],
                &[
                    ("2026-03-01", Some("A. Okafor")),
                    ("2026-03-02", Some("M. Shah")),
                ],
            ),
            (
                "one planned for later is taken over",
                vec![
                    navigator(1, "A. Okafor", "2025-06-02", Some("2026-03-08")),
                    navigator(2, "B. Later", "2026-03-09", None),
                ],
                &[
                    ("2026-03-01", Some("A. Okafor")),
                    ("2026-03-02", Some("M. Shah")),
                    ("2026-03-09", Some("M. Shah")),
                ],
            ),
            (
                "held twice, as an import can bring it",
                vec![
                    navigator(1, "A. Okafor", "2025-06-02", None),
                    navigator(2, "B. Twice", "2025-07-01", None),
                    navigator(3, "C. Future", "2026-04-01", None),
                    navigator(4, "D. Future", "2026-05-01", None),
                ],
                &[
                    ("2026-03-01", Some("B. Twice")),
                    ("2026-05-02", Some("M. Shah")),
                ],
            ),
        ];
        for (name, team, answers) in cases {
            let writes = hand_over(&person(), &team, NEW, &succession("2026-03-02"));
            let after = after(&team, &writes);
            for (on, who) in answers {
                let found = team::holder(&after, Role::Navigator, day(on));
                assert_eq!(found.map(|one| one.name.as_str()), *who, "{name}, {on}");
            }
            let told = writes.iter().any(|write| {
                matches!(write, Write::Replace { record: Record::Person(person), .. }
                    if person.told_coordinator.is_none())
            });
            assert!(told, "{name}: they have to be told anew");
        }
    }

    #[test]
    fn nothing_is_handed_to_whom_it_belongs() {
        let team = [navigator(1, "m. shah", "2026-01-05", None)];
        assert!(hand_over(&person(), &team, NEW, &succession("2026-03-02")).is_empty());
    }

    #[test]
    fn a_lead_hands_over_for_others_and_a_navigator_their_own() {
        let user = |role| User {
            login: "a.okafor".into(),
            name: "A. Okafor".into(),
            role,
        };
        let today = day("2026-03-02");
        let (own, others) = (
            [navigator(1, "A. Okafor", "2025-06-02", None)],
            [navigator(1, "B. Else", "2025-06-02", None)],
        );
        for (role, team, may) in [
            (UserRole::Lead, others.as_slice(), true),
            (UserRole::Navigator, others.as_slice(), false),
            (UserRole::Navigator, own.as_slice(), true),
            (UserRole::Navigator, &[], true),
            (UserRole::Reader, own.as_slice(), false),
        ] {
            assert_eq!(may_hand_over(&user(role), team, today), may, "{role:?}");
        }
    }

    proptest! {
        /// Whoever coordinated on a day before still does, and from the day of the hand-over it is the successor alone.
        #[test]
        fn the_past_stands_and_the_future_has_one(
            begins in prop::collection::vec((0_u64..400, prop::option::of(0_u64..400)), 0..5),
            from in 0_u64..400, ask in 0_u64..500,
        ) {
            let at = |n: u64| day("2025-06-02") + chrono::Days::new(n);
            let team: Vec<Kept<Member>> = (1..).zip(&begins).map(|(n, (begin, length))| {
                let mut member = navigator(n, &format!("N{n}"), "2025-06-02", None);
                member.value.from_on = at(*begin);
                member.value.until_on = length.map(|length| at(begin + length));
                member
            }).collect();
            let mut to = succession("2026-03-02");
            to.from_on = at(from);
            let after = after(&team, &hand_over(&person(), &team, NEW, &to));
            let before: Vec<Member> = team.iter().map(|kept| kept.value.clone()).collect();
            let asked = at(ask);
            let name = |team: &[Member]| {
                team::holder(team, Role::Navigator, asked).map(|one| one.name.clone())
            };
            if asked < to.from_on {
                prop_assert_eq!(name(&after), name(&before));
            } else {
                prop_assert_eq!(name(&after), Some("M. Shah".to_owned()));
                prop_assert_eq!(team::on(&after, asked).len(), 1);
            }
        }
    }
}
