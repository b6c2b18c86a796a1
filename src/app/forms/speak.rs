//! How to communicate with whoever is about to be contacted, above a form (R26, STANDARDS D6).

use crate::domain::find::fold;
use crate::domain::item::{Item, Waiting};
use crate::domain::person::Person;
use crate::domain::record::{Folder, Kept};
use crate::domain::say;
use crate::domain::team::Member;

/// How to communicate with the person, where they were asked.
pub(super) fn with_person(person: &Person) -> Option<String> {
    let access = person.access.as_ref()?;
    Some(if access.is_none_needed() {
        let on = say::full(access.on);
        format!("How to communicate: no special needs said (asked on {on})")
    } else {
        format!("How to communicate: {}", access.line())
    })
}

/// How to communicate with the carers and relatives who need something.
pub(super) fn with_carers(team: &[Kept<Member>]) -> Vec<String> {
    team.iter()
        .filter(|member| member.until_on.is_none())
        .filter_map(|member| of_member(member))
        .collect()
}

/// How to communicate with whoever an item waits for: the person, or a carer who has taken it on.
pub(super) fn with_owner(folder: &Folder, item: &Item) -> Vec<String> {
    let mut needs = Vec::new();
    if item.waiting == Waiting::Person {
        needs.extend(with_person(&folder.person));
    }
    let owner = fold(&item.owner);
    if owner.is_empty() {
        return needs;
    }
    let is_owner = |member: &&Kept<Member>| {
        let name = fold(&member.name);
        member.role.is_personal()
            && (name == owner || name.split(' ').next() == Some(owner.as_str()))
    };
    let owners = folder.team.iter().filter(is_owner);
    needs.extend(owners.filter_map(|member| of_member(member)));
    needs.dedup();
    needs
}

fn of_member(member: &Member) -> Option<String> {
    let line = member.access_line();
    (!line.is_empty()).then(|| format!("{}: {line}", member.name))
}
