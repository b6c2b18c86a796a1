//! One referral as a letter to paste: to whom, about whom, why, with lead, navigator, team and plan (R64).
//!
//! Whoever gets it answers to the lead and to who referred. It is written from the dossier alone, so that what was decided
//! about sharing holds here as in every text; what is missing then is not asked for, and the footer says what was left
//! out. Deliberately not here: what whoever sends it has to look at first (`export::referral_text`).

use super::person::{described, subtitle, title};
use super::{Block, Outline, Section, access, day, first_of, footer, listed, said};
use crate::domain::goal::GoalState;
use crate::domain::item::Item;
use crate::domain::plan::Need;
use crate::domain::service::Service;
use crate::domain::team::{Member, Role};
use crate::export::dossier::{Dossier, GoalSheet};
use crate::export::loss::Loss;

/// The letter of a referral out.
pub fn letter(dossier: &Dossier, item: &Item) -> Outline {
    let mut sections = vec![
        to(dossier, item),
        about(dossier),
        why(dossier, item),
        who(dossier),
        plan(dossier, item),
        answer(dossier),
    ];
    sections.retain(|section| !section.blocks.is_empty());
    Outline {
        title: format!("Referral: {}", item.what),
        subtitle: format!("Asked {}", day(item.asked_on)),
        standing: Vec::new(),
        sections,
        footer: footer(dossier),
        loss: Loss::default(),
    }
}

/// To whom: the service of the directory, or whoever was asked.
fn to(dossier: &Dossier, item: &Item) -> Section {
    let mut section = Section::new("To");
    let Some(service) = dossier.service_of(item) else {
        let member = dossier.member_named(&item.owner);
        let asked = member.map_or_else(|| item.owner.clone(), described);
        section.text(if asked.trim().is_empty() {
            "Nobody is named yet.".to_owned()
        } else {
            asked
        });
        return section;
    };
    section.text(service.name.clone());
    if service.name != item.owner {
        section.fact("For", item.owner.clone());
    }
    for (label, text) in reached(service) {
        section.fact(label, text);
    }
    section
}

/// How a service is reached.
fn reached(service: &Service) -> [(&'static str, String); 4] {
    let address = [service.address.as_str(), service.postcode.as_str()];
    [
        ("Telephone", service.phones.join("; ")),
        ("E-mail", service.email.clone()),
        ("Web", service.web.clone()),
        ("Address", listed(address)),
    ]
}

/// About whom, how to reach them, and how to communicate with them.
fn about(dossier: &Dossier) -> Section {
    let person = dossier.person();
    let mut section = Section::new("About");
    section.text(title(dossier));
    section.text(subtitle(dossier));
    let phones = person.phones.iter().map(|phone| phone.number.as_str());
    section.fact("Telephone", listed(phones));
    section.fact("E-mail", person.email.clone());
    let lines = person.address.lines.iter().map(String::as_str);
    let address = listed(lines.chain([person.address.postcode.as_str()]));
    section.fact("Address", address);
    section.fact("Also at", person.address.elsewhere.clone());
    match &person.access {
        Some(needs) => access::facts(dossier, needs, &mut section),
        None => section.fact("How to communicate", "nobody has asked yet"),
    }
    section
}

/// Why: what is asked, the reason, and what the person says themselves.
fn why(dossier: &Dossier, item: &Item) -> Section {
    let mut section = Section::new("Why");
    section.fact("What is asked", item.what.clone());
    section.fact("Reason", item.because.clone());
    let served = goal_of(dossier, item);
    if let Some(sheet) = served
        .as_ref()
        .filter(|sheet| !sheet.goal.because.is_empty())
    {
        let caption = if sheet.is_anchored {
            "In their own words"
        } else {
            "In their own words, which have changed since"
        };
        section.blocks.push(Block::Quote {
            caption: caption.to_owned(),
            words: sheet.goal.because.clone(),
        });
    } else if let Some(words) = dossier.most_important() {
        section.blocks.push(Block::Quote {
            caption: format!("What matters most to them ({})", day(words.said_on)),
            words: words.text.clone(),
        });
    }
    section
}

fn goal_of<'a>(dossier: &'a Dossier, item: &Item) -> Option<GoalSheet<'a>> {
    let goal = item.goal?;
    dossier
        .goals()
        .into_iter()
        .find(|sheet| sheet.goal.id == goal)
}

/// Who leads, who navigates, the named GP, and who else is there.
fn who(dossier: &Dossier) -> Section {
    let mut section = Section::new("Who is there for them");
    if !dossier.scope.team {
        return section;
    }
    for role in [Role::Lead, Role::Navigator, Role::NamedGp] {
        let held = dossier.holder(role).map(described);
        let held = held.unwrap_or_else(|| "nobody recorded".to_owned());
        section.fact(role.word(), held);
    }
    for member in dossier.team_now() {
        if !member.role.is_single() {
            let line = format!("{}: {}", member.role.word(), described(member));
            section.point(line, vec![said("Does", &member.does)]);
        }
    }
    section
}

/// The part of the plan that the referral serves, or the plan in brief, and what was agreed to.
fn plan(dossier: &Dossier, item: &Item) -> Section {
    let mut section = Section::new("Plan");
    let Some(plan) = dossier.plan() else {
        return section;
    };
    if let Some(sheet) = goal_of(dossier, item) {
        section.fact("Goal that this serves", sheet.goal.text.clone());
        let need = sheet.need.map(Need::said);
        section.fact("For the need", need.unwrap_or_default());
    } else {
        let is_open = |state| !matches!(state, GoalState::Reached | GoalState::Dropped);
        for goal in plan.goals.iter().filter(|goal| is_open(goal.state)) {
            section.point(format!("Goal: {}", goal.text), Vec::new());
        }
    }
    if let Some(agreed) = &plan.agreed {
        let capacity = agreed.capacity.as_str();
        let by = format!("{} by {}", day(agreed.on), agreed.by);
        section.fact("The plan was agreed", listed([by.as_str(), capacity]));
    }
    section
}

/// Whom to answer: the lead, and whoever refers.
fn answer(dossier: &Dossier) -> Section {
    let lead = dossier.holder(Role::Lead);
    let mut section = Section::new(match lead {
        Some(_) => "Please answer to both",
        None => "Please answer to",
    });
    section.fact("Lead", lead.map(reached_at).unwrap_or_default());
    let made = &dossier.made;
    let author = first_of([&made.author_name, &made.author_login]);
    // Whoever refers is the navigator as a rule, and is reached as that.
    let navigator = dossier.holder(Role::Navigator);
    let navigator = navigator.map(|member| (member.name == author, reached_at(member)));
    let referrer = match navigator {
        Some((true, reached)) => reached,
        Some((false, reached)) => format!("{author}, or the navigator {reached}"),
        None => author.to_owned(),
    };
    section.fact("Referred by", referrer);
    section
}

/// Name and ways to reach somebody.
fn reached_at(member: &Member) -> String {
    let name = first_of([&member.name, &member.title, &member.organisation]);
    listed([name, &member.phone, &member.email])
}
