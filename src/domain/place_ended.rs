//! What a plan still names of somebody whose place in the care team has ended: whom to ring, who does something, who
//! looks again. Nobody answers there any more, and only whoever changes the plan can say who does.

use chrono::NaiveDate;

use super::arrangement::{ArrangementKind, Contingency, Naming};
use super::find::fold;
use super::item::ItemKind;
use super::record::{Folder, Kept};
use super::team::Member;

/// Whom a contingency plan says to ring although their place has an end and they hold no other, by name.
pub fn rung_in_vain<'a>(one: &Contingency, team: &'a [Kept<Member>]) -> Vec<&'a str> {
    let members = one
        .ring
        .iter()
        .filter_map(|id| team.iter().find(|member| member.id == *id));
    members
        .filter(|member| member.until_on.is_some() && !holds_another(member, team))
        .map(|member| member.name.as_str())
        .collect()
}

/// What names a member on a day and would name nobody once their place has ended: each with its name.
///
/// Whoever holds another place is still there.
pub fn named_in(folder: &Folder, member: &Member, today: NaiveDate) -> Vec<String> {
    let name = fold(&member.name);
    if name.is_empty() || holds_another(member, &folder.team) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(plan) = &folder.plan {
        let arranged = &plan.arrangements;
        for kind in ArrangementKind::ALL {
            let entries = arranged.entries(kind, today);
            for entry in entries.iter().filter(|entry| entry.ended_on.is_none()) {
                let mut holding = arranged.contingency.iter();
                let is_rung = kind == ArrangementKind::Contingency
                    && holding.any(|one| one.id == entry.id && one.ring.contains(&member.id));
                let naming = Naming::plain(&[], today);
                let facts = arranged.facts(kind, entry.id, naming);
                if is_rung || facts.iter().any(|fact| fold(&fact.value) == name) {
                    found.push(arranged.told(entry, naming).title);
                }
            }
        }
        if fold(&plan.review.responsible) == name {
            found.push("The review of the plan".to_owned());
        }
    }
    let mut open: Vec<_> = folder
        .items
        .iter()
        .filter(|item| item.is_open() && fold(&item.owner) == name)
        .collect();
    open.sort_by_key(|item| item.kind != ItemKind::Action);
    found.extend(open.iter().map(|item| {
        let kind = super::say::capital(item.kind.word());
        format!("{kind}: {}", item.what)
    }));
    found
}

/// Whether somebody holds another place, without an end, by the same name.
pub fn holds_another(member: &Member, team: &[Kept<Member>]) -> bool {
    let name = fold(&member.name);
    team.iter()
        .any(|other| other.id != member.id && other.until_on.is_none() && fold(&other.name) == name)
}
