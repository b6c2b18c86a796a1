//! Whom a recipient may mean who names nobody that is known: "Tom" refuses Tom Osei nothing, for he is called otherwise.

use chrono::NaiveDate;

use super::{May, Recipient, Sharing, Stands, THE_PERSON, Whom, called, members_of};
use crate::domain::meant::{Meant, begun, meant};
use crate::domain::person::Name;
use crate::domain::team::{self, Member};

/// Those of the care team, its organisations or the person whom a text may mean, by name, in the record of somebody who
/// has a name, on a day (London). Empty where it names one of them as it stands, or nobody fits.
pub fn may_mean(text: &str, own: &Name, team: &[Member], today: NaiveDate) -> Vec<String> {
    let Recipient::Named { name } = Recipient::of(text, own, team, today) else {
        return Vec::new();
    };
    if name == THE_PERSON || !members_of(&name, team, today).is_empty() {
        return Vec::new();
    }
    let now = team::on(team, today);
    let found = match meant(&name, own, now.iter().copied()) {
        Meant::NotKnown => {
            let mut offered: Vec<String> = now.iter().map(|member| called(member)).collect();
            offered.extend(now.iter().map(|member| member.organisation.clone()));
            offered.dedup();
            begun(&name, offered)
        }
        found => found,
    };
    match found {
        Meant::One(name) => vec![name],
        Meant::Perhaps(mut names) => {
            names.dedup();
            names
        }
        Meant::NotKnown => Vec::new(),
    }
}

/// A decision that keeps something back from somebody who may be a recipient, and does not name them as it stands: nobody
/// said yet who is meant.
pub fn may_refuse<'d>(
    whom: &Whom<'_>,
    decisions: &'d [Sharing],
    own: &Name,
    team: &[Member],
    today: NaiveDate,
) -> Option<&'d Sharing> {
    let mut is_called = vec![whom.recipient.word()];
    if let Some(member) = whom.member {
        is_called.extend([member.name.as_str(), &member.title, &member.organisation]);
    }
    let keeps_back = |one: &&Sharing| match one.stands(today) {
        Stands::Holds => one.may != May::Everything || !one.but_not.trim().is_empty(),
        Stands::Withdrawn(_) => true,
        Stands::Later | Stands::RanOut(_) => false,
    };
    decisions.iter().filter(keeps_back).find(|one| {
        matches!(&one.with, Recipient::Named { name } if may_mean(name, own, team, today)
            .iter()
            .any(|name| is_called.contains(&name.as_str())))
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{MemberId, PersonId};
    use crate::domain::team::Role;

    #[test]
    fn a_part_of_a_name_is_asked_about_and_a_name_is_not() {
        let today = "2026-03-02".parse().expect("a day");
        let member = |n: u128, role, name: &str, title: &str, organisation: &str| {
            let person = PersonId(Uuid::from_u128(1));
            let mut member = Member::new(MemberId(Uuid::from_u128(n)), person, role, name, today);
            title.clone_into(&mut member.title);
            organisation.clone_into(&mut member.organisation);
            member
        };
        let team = [
            member(
                1,
                Role::Professional,
                "Tom Osei",
                "heart nurse",
                "Vale Trust",
            ),
            member(2, Role::Carer, "Janet Brook", "daughter", ""),
            member(
                3,
                Role::Professional,
                "Gill Marsh",
                "social worker",
                "Otterby Council",
            ),
        ];
        let own = Name {
            given: "Edie".into(),
            family: "Brook".into(),
            ..Name::default()
        };
        for (text, expected) in [
            ("tom", &["Tom Osei"][..]),
            ("Osei", &["Tom Osei"]),
            ("edie", &["Edie Brook"]),
            ("brook", &["Edie Brook", "Janet Brook"]),
            ("Otterby", &["Otterby Council"]),
            ("Tom Osei", &[]),
            ("heart nurse", &[]),
            ("daughter", &[]),
            ("vale trust", &[]),
            ("the person", &[]),
            ("Edie Brook", &[]),
            ("all carers and family", &[]),
            ("Tom Baker", &[]),
            ("Meadow Hospice", &[]),
            ("", &[]),
        ] {
            assert_eq!(may_mean(text, &own, &team, today), expected, "{text}");
        }
    }
}
