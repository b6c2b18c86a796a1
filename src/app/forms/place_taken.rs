//! A new place in the care team: for somebody who is there already, and what becomes of whoever held it alone before (R16,
//! R17).

use chrono::NaiveDate;

use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::offer::Offer;
use crate::app::{App, Cx};
use crate::domain::change::Write;
use crate::domain::find::fold;
use crate::domain::id::MemberId;
use crate::domain::meant::{self, Meant};
use crate::domain::place_ended::{holds_another, named_in};
use crate::domain::record::{Kept, Record};
use crate::domain::say;
use crate::domain::team::{Member, Reach, Role};

/// What becomes of whoever held the place, as a choice shows it.
const BECOMES: [&str; 2] = ["leaves the care team", "stays, as a professional"];

/// The field that asks what becomes of whoever held the place.
pub(super) fn becomes() -> Field {
    Field::choice("before", "The one before", BECOMES, 0)
}

/// The field for the name of whoever takes a place: those who are in the care team on a day are offered, each once.
pub(super) fn name_field(team: &[Kept<Member>], today: NaiveDate) -> Field {
    let mut names: Vec<&str> = Vec::new();
    for member in team.iter().filter(|member| member.held_on(today)) {
        if !member.name.trim().is_empty() && !names.contains(&member.name.as_str()) {
            names.push(&member.name);
        }
    }
    let names = names.into_iter().map(|name| Offer::new(name.to_owned()));
    Field::offered(
        "name",
        "Name",
        "",
        names.collect(),
        "the person, or the service; Right takes one of the team",
    )
}

/// Who takes the place: somebody of the team by their whole name, or by a part of it that is theirs alone where one alone
/// can hold the place. Among relatives and where several hold such a place a first name may be somebody new: it is asked.
pub(super) fn name(
    team: &[Kept<Member>],
    role: Role,
    form: &Form,
    today: NaiveDate,
) -> Result<String, Failure> {
    let typed = form.text("name");
    let alike = alike(team, role);
    if let Some(known) = alike.iter().find(|one| fold(&one.name) == fold(&typed)) {
        return Ok(known.name.clone());
    }
    let mut names: Vec<String> = Vec::new();
    for member in alike.iter().filter(|member| member.held_on(today)) {
        if !names.iter().any(|name| fold(name) == fold(&member.name)) {
            names.push(member.name.clone());
        }
    }
    let found = match meant::meant_of(&typed, &names) {
        Meant::NotKnown => meant::begun(&typed, names),
        found => found,
    };
    let names = match found {
        Meant::NotKnown => return Ok(typed),
        Meant::One(name) if role.is_single() => return Ok(name),
        Meant::One(name) => name,
        Meant::Perhaps(names) => names.join(" or "),
    };
    form.ask_once(
        "name",
        format!(
            "\"{typed}\" may be {names}, who is in the care team: type enough of the name, and Right takes it. Kept as it is, it is somebody else."
        ),
    )?;
    Ok(typed)
}

/// Fills what was left empty of a new place with what is known of whoever takes it from the places that they hold or held;
/// whether anything was.
pub(super) fn fill(member: &mut Member, team: &[Kept<Member>]) -> bool {
    let name = fold(&member.name);
    let mut filled = false;
    let mut own = alike(team, member.role);
    own.retain(|own| fold(&own.name) == name && own.id != member.id);
    // What was written down last holds.
    own.sort_by_key(|own| std::cmp::Reverse((own.until_on.is_none(), own.from_on)));
    for known in own {
        for (empty, known) in [
            (&mut member.title, &known.title),
            (&mut member.organisation, &known.organisation),
            (&mut member.phone, &known.phone),
            (&mut member.email, &known.email),
            (&mut member.ring_for, &known.ring_for),
        ] {
            if empty.is_empty() && !known.is_empty() {
                empty.clone_from(known);
                filled = true;
            }
        }
        if member.reach == Reach::NotRecorded && known.reach != Reach::NotRecorded {
            member.reach = known.reach;
            filled = true;
        }
    }
    filled
}

/// Those of a team who may be the same as whoever takes a place: no relative is the GP who has their first name.
fn alike(team: &[Kept<Member>], role: Role) -> Vec<&Member> {
    let kind = |role: Role| (role.is_personal(), role == Role::Service);
    let members = team.iter().map(|kept| &kept.value);
    let named = members.filter(|member| !member.name.trim().is_empty());
    named.filter(|one| kind(one.role) == kind(role)).collect()
}

/// What becomes of those who held a place that one alone can hold.
#[derive(Default)]
pub(super) struct Passed {
    /// Their places end, and perhaps new ones begin.
    pub writes: Vec<Write>,
    /// What to say of each of them once it is saved, behind that it is.
    pub said: Vec<String>,
}

/// Ends the place of whoever held it before a new member. That they leave the care team with it is asked about once:
/// whoever led may well go on visiting.
pub(super) fn pass_on(
    app: &mut App,
    after: &Member,
    form: &Form,
    cx: &Cx,
) -> Result<Passed, Failure> {
    let mut passed = Passed::default();
    if !after.role.is_single() {
        return Ok(passed);
    }
    let mut staying = Vec::new();
    let folder = &app.person()?.folder;
    let holds = |other: &&Kept<Member>| other.role == after.role && other.until_on.is_none();
    for other in folder.team.iter().filter(holds) {
        if other.from_on >= after.from_on {
            return Err(Failure::new(format!(
                "{} holds this place since {}. Begin after that day, or end theirs first ({{team.end}}).",
                other.name,
                say::full(other.from_on)
            ))
            .at("from"));
        }
        let last = after.from_on.pred_opt().unwrap_or(after.from_on);
        passed.writes.push(Write::Replace {
            record: Record::Member(Member {
                until_on: Some(last),
                ..other.value.clone()
            }),
            seen: other.revision,
        });
        let name = fold(&other.name);
        if name == fold(&after.name) || holds_another(other, &folder.team) {
            continue;
        }
        if form.word("before") == BECOMES[1] {
            staying.push(other.value.clone());
            continue;
        }
        let named = named_in(folder, other, cx.today()).join("; ");
        let still = if named.is_empty() {
            String::new()
        } else {
            format!(", and is still named here: {named}")
        };
        form.ask_once(
            "before",
            format!(
                "{} holds no other place, and leaves the care team with this one{still}. Choose below that they stay, if they do.",
                other.name
            ),
        )?;
        passed.said.push(if named.is_empty() {
            format!(". {} is in the care team no longer", other.name)
        } else {
            format!(". {} is still named, to be changed: {named}", other.name)
        });
    }
    for before in staying {
        let stays = format!(". {} stays, as a professional", before.name);
        passed.said.push(stays);
        let id = MemberId(app.ids.next(cx.now));
        let place = as_professional(before, id, after.from_on);
        passed.writes.push(Write::Add(Record::Member(place)));
    }
    Ok(passed)
}

/// The place of somebody who stays, from the day on which another took theirs.
fn as_professional(before: Member, id: MemberId, from_on: NaiveDate) -> Member {
    Member {
        id,
        role: Role::Professional,
        from_on,
        until_on: None,
        variation: None,
        handover: None,
        ..before
    }
}
