//! Commands of the care team.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::forms::Purpose;
use crate::app::model::{AfterReading, Model, Overlay, Reading};
use crate::app::notice::Failure;
use crate::app::{App, Cx, carer_page};
use crate::domain::id::MemberId;
use crate::domain::sharing::Told;
use crate::domain::team::{self, Member, Role};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Team,
        "team.open",
        "Open",
        "Shows everything about the selected carer or relative; changes the place of anybody else.",
        &["enter"],
        1,
        has_member,
        open,
    ),
    row(
        Scope::Team,
        "team.edit",
        "Change the place",
        "Changes the selected place in the care team.",
        &["r"],
        2,
        has_member,
        |app, cx| {
            let member = selected(app)?;
            app.open_form(Purpose::Member(Some(member)), cx)
        },
    ),
    row(
        Scope::Team,
        "team.end",
        "End",
        "Ends the selected place on a day; it stays in the record.",
        &["x"],
        3,
        has_member,
        |app, cx| {
            let member = selected(app)?;
            app.open_form(Purpose::EndMember(member), cx)
        },
    ),
    row(
        Scope::Team,
        "team.care",
        "What a carer does",
        "Records what the selected carer does by day and by night, and what they may be told.",
        &["o"],
        4,
        has_carer,
        |app, cx| {
            let member = selected(app)?;
            app.open_form(Purpose::Care(member), cx)
        },
    ),
    row(
        Scope::Team,
        "team.own",
        "How a carer is",
        "Records how it is for the selected carer: strain, breaks, own needs, support, assessment.",
        &["n"],
        5,
        has_carer,
        |app, cx| {
            let member = selected(app)?;
            app.open_form(Purpose::CarerSelf(member), cx)
        },
    ),
    row(
        Scope::Team,
        "team.access",
        "A carer's access needs",
        "Records how to communicate with the selected carer, or that nothing is needed.",
        &["i"],
        0,
        has_carer,
        |app, cx| {
            let member = selected(app)?;
            app.open_form(Purpose::CarerAccess(member), cx)
        },
    ),
    row(
        Scope::Team,
        "team.known",
        "Add a known carer",
        "Adds a carer who is known with somebody else already, found by name.",
        &["l"],
        0,
        always,
        |app, cx| app.open_form(Purpose::KnownCarer(None), cx),
    ),
    row(
        Scope::Team,
        "team.same",
        "Same carer as elsewhere",
        "Says that the selected carer is the same as one who is known with somebody else, or is not.",
        &["L"],
        0,
        has_carer,
        |app, cx| {
            let member = selected(app)?;
            app.open_form(Purpose::KnownCarer(Some(member)), cx)
        },
    ),
    row(
        Scope::Team,
        "team.variation",
        "Lead, not the GP",
        "Records why another than the named GP leads, for how long, the person's approval and the GP's part.",
        &["v"],
        0,
        has_lead,
        |app, cx| {
            let lead = lead(app, cx)?;
            app.open_form(Purpose::Variation(lead), cx)
        },
    ),
    row(
        Scope::Team,
        "team.roles",
        "What the roles mean",
        "Explains each role in plain language, with who holds it here under which title.",
        &["h"],
        0,
        always,
        roles,
    ),
];

fn has_member(model: &Model) -> Availability {
    if model
        .person
        .as_ref()
        .and_then(|view| view.member())
        .is_some()
    {
        Availability::Ready
    } else {
        Availability::Blocked("The care team is empty. {team.add} adds somebody.")
    }
}

fn has_carer(model: &Model) -> Availability {
    let member = model.person.as_ref().and_then(|view| view.member());
    if member.is_some_and(|member| member.role.is_personal()) {
        Availability::Ready
    } else {
        Availability::Blocked(
            "Choose a carer or relative in the care team first; {team.add} adds one.",
        )
    }
}

fn has_lead(model: &Model) -> Availability {
    let leads = |view: &crate::app::person_view::PersonView| {
        view.team.iter().any(|member| member.role == Role::Lead)
    };
    if model.person.as_ref().is_some_and(leads) {
        Availability::Ready
    } else {
        Availability::Blocked("Nobody leads yet. {team.add} adds the Lead Clinical Coordinator.")
    }
}

fn selected(app: &App) -> Result<MemberId, Failure> {
    app.person()?
        .member()
        .map(|member| member.id)
        .ok_or_else(|| Failure::new("The care team is empty."))
}

/// The lead who is selected, or else the one who leads today or led last.
fn lead(app: &App, cx: &Cx) -> Result<MemberId, Failure> {
    let view = app.person()?;
    if let Some(member) = view.member().filter(|member| member.role == Role::Lead) {
        return Ok(member.id);
    }
    let team: Vec<Member> = view.team.iter().map(|kept| kept.value.clone()).collect();
    let last = || {
        team.iter()
            .filter(|member| member.role == Role::Lead)
            .max_by_key(|member| (member.from_on, member.id))
    };
    team::holder(&team, Role::Lead, cx.today())
        .or_else(last)
        .map(|member| member.id)
        .ok_or_else(|| {
            Failure::new("Nobody leads yet. {team.add} adds the Lead Clinical Coordinator.")
        })
}

fn open(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let view = app.person()?;
    let Some(member) = view.member().filter(|member| member.role.is_personal()) else {
        let member = selected(app)?;
        return app.open_form(Purpose::Member(Some(member)), cx);
    };
    let team = view.team.iter().map(|kept| &kept.value);
    let decisions = view.folder.shared.decisions();
    let told = Told::of(member, team, &decisions, cx.today());
    let lines = carer_page::lines(
        member,
        (view.folder.person.name.called(), &told),
        view.cares_elsewhere(member.id),
        cx.today(),
    );
    let title = format!(
        "{}, who cares for {}",
        member.name,
        view.folder.person.name.listed()
    );
    show(app, title, lines);
    Ok(())
}

/// The roles in plain language, each with who holds it here under which local title (R20).
fn roles(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let view = app.person()?;
    let team: Vec<Member> = view.team.iter().map(|kept| kept.value.clone()).collect();
    let mut lines = Vec::new();
    for role in Role::ALL {
        lines.push(role.word().to_owned());
        lines.push(role.means().to_owned());
        let held = team::on(&team, cx.today()).into_iter();
        let here: Vec<String> = held
            .filter(|member| member.role == role)
            .map(|member| {
                if member.title.is_empty() {
                    member.name.clone()
                } else {
                    format!("{} ({})", member.name, member.title)
                }
            })
            .collect();
        lines.push(if here.is_empty() {
            "Here: nobody.".to_owned()
        } else {
            format!("Here: {}.", here.join("; "))
        });
        lines.push(String::new());
    }
    let title = format!(
        "The roles in the care team of {}",
        view.folder.person.name.listed()
    );
    show(app, title, lines);
    Ok(())
}

fn show(app: &mut App, title: String, lines: Vec<String>) {
    let lines = app.keymap.spoken_lines(lines);
    app.model.overlays.push(Overlay::Reading(Reading {
        title,
        lines,
        top: 0,
        then: AfterReading::Back,
    }));
}
