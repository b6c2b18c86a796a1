//! How to communicate with whoever is about to be contacted, and who of them may be told nothing, above a form (R26, R93,
//! STANDARDS D6).

use chrono::NaiveDate;

use super::Purpose;
use crate::app::form::{Form, Input};
use crate::domain::find::fold;
use crate::domain::id::PersonId;
use crate::domain::item::{Item, Waiting};
use crate::domain::meant::{self, Meant, meant};
use crate::domain::person::Person;
use crate::domain::record::{Folder, Kept};
use crate::domain::say;
use crate::domain::sharing::{Sharing, Told, with_warning};
use crate::domain::team::Member;
use crate::store::{Fault, Store};

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

/// How to communicate with whoever an item waits for: the person, or a carer who has taken it on; that these may be told
/// nothing comes first.
pub(super) fn with_owner(folder: &Folder, item: &Item, today: NaiveDate) -> Vec<String> {
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
    let owners: Vec<&Kept<Member>> = folder.team.iter().filter(is_owner).collect();
    let decisions = folder.shared.decisions();
    let mut all: Vec<String> = owners
        .iter()
        .filter_map(|member| told_nothing(member, &folder.team, &decisions, today))
        .collect();
    needs.extend(owners.iter().filter_map(|member| of_member(member)));
    all.extend(needs);
    all.dedup();
    all
}

/// That somebody may be told nothing, in a line of its own.
fn told_nothing(
    member: &Member,
    team: &[Kept<Member>],
    decisions: &[Sharing],
    today: NaiveDate,
) -> Option<String> {
    let team = team.iter().map(|kept| &kept.value);
    let told = Told::of(member, team, decisions, today);
    told.is_nothing()
        .then(|| format!("{}: {}", meant::named(member), told.before_ringing()))
}

/// Says above a contact that whoever is named in it may be told nothing, once it is another name.
///
/// # Errors
/// Engine faults.
pub(super) fn warn_of_name(
    form: &mut Form,
    store: &Store,
    open: Option<PersonId>,
    today: NaiveDate,
) -> Result<(), Fault> {
    let person = match form.purpose {
        Purpose::Contact(person, _) => person,
        Purpose::Repeat(_) => match open {
            Some(person) => person,
            None => return Ok(()),
        },
        _ => return Ok(()),
    };
    let typed = form.text("whom");
    if form.warned.0 == typed {
        return Ok(());
    }
    let folder = store.folder(person, Some(0))?;
    let now = || folder.team.iter().filter(|member| member.held_on(today));
    let members = now().map(|kept| &kept.value);
    let names = match meant(&typed, &folder.person.name, members) {
        Meant::One(name) => vec![name],
        Meant::Perhaps(names) => names,
        Meant::NotKnown => Vec::new(),
    };
    let decisions = folder.shared.decisions();
    let named = now().filter(|member| names.iter().any(|name| name == meant::named(member)));
    let mut said: Vec<String> = named
        .filter_map(|member| told_nothing(member, &folder.team, &decisions, today))
        .collect();
    said.dedup();
    let said = (!said.is_empty()).then(|| said.join("; "));
    if let Some(before) = &form.warned.1 {
        form.intro.retain(|line| line != before);
    }
    // Before everything else that is to be known: it is why they may not be rung at all.
    form.intro.splice(0..0, said.clone());
    form.warned = (typed, said);
    Ok(())
}

/// Marks those among whom whoever is to be rung is chosen who may be told nothing.
pub(super) fn warn_of_marks(form: &mut Form, folder: &Folder, today: NaiveDate) {
    let decisions = folder.shared.decisions();
    for field in &mut form.fields {
        let Input::Marks(lines) = &mut field.input else {
            continue;
        };
        for line in lines {
            let of_it = folder.team.iter().find(|member| member.id.0 == line.of);
            let Some(member) = of_it else { continue };
            let team = folder.team.iter().map(|kept| &kept.value);
            let told = Told::of(member, team, &decisions, today);
            line.text = with_warning(&line.text, told.warning());
        }
    }
}

fn of_member(member: &Member) -> Option<String> {
    let line = member.access_line();
    (!line.is_empty()).then(|| format!("{}: {line}", member.name))
}
