//! The emergency sheet as an outline: what somebody who has never met the person needs in the first minutes (R88), the
//! most pressing part first.
//!
//! Every text stands on one line, so that its room on paper can be told. What the record does not hold is said where
//! somebody could take its absence for an answer.

use super::{Block, Outline, Section, critical, day, first_of, listed, person};
use crate::domain::arrangement::ArrangementKind;
use crate::domain::find::fold;
use crate::domain::person::{Leaving, Status};
use crate::domain::sharing;
use crate::domain::team::{self, Member, Role};
use crate::domain::words::{self, Heading};
use crate::export::dossier::Dossier;
use crate::export::loss::Loss;
use crate::export::plain::one_line;

/// Facts of an arrangement that help nobody in an emergency: when it was agreed and is looked at again.
const NOT_NOW: [&str; 7] = [
    "Agreed with",
    "Last changed",
    "Look again on",
    "Who looks again",
    "Still open",
    "There since",
    "To be reviewed on",
];

/// Headings of the person's words that tell a stranger how to be with them.
const WORDS: [Heading; 3] = [
    Heading::MostImportant,
    Heading::DoAndDoNot,
    Heading::Communication,
];

/// What whoever writes a sheet for nobody in particular reads where the words are left out.
const KEPT_WORDS: &str =
    "the person's own words, which are kept from a carer or relative who may read it";

/// The sheet, whole.
pub fn sheet(dossier: &Dossier) -> Outline {
    let mut sections = vec![
        first(dossier),
        what_if(dossier),
        ring(dossier),
        papers(dossier),
        backup(dossier),
        own_words(dossier),
    ];
    sections.retain(|section| !section.blocks.is_empty());
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        on_one_line(block);
    }
    let mut loss = Loss::default();
    if dossier.at_home.keeps_words
        && WORDS
            .iter()
            .any(|one| words::current(&dossier.records.words, *one).is_some())
    {
        loss.leave_out(&[KEPT_WORDS]);
    }
    Outline {
        title: format!("Emergency sheet: {}", person::title(dossier)),
        subtitle: person::subtitle(dossier),
        standing: critical::standing(dossier),
        sections,
        footer: super::footer(dossier),
        loss,
    }
}

/// Where they live, how to speak with them, what must be known before anything is done.
fn first(dossier: &Dossier) -> Section {
    let who = dossier.person();
    let mut section = Section::new("First");
    match &who.status {
        Status::Open | Status::Paused { .. } => {}
        Status::Left { on, how, .. } => {
            let how = match how {
                Leaving::Died => "They died",
                Leaving::Moved | Leaving::Discharged => "No longer followed here",
            };
            section.fact("Mind", format!("{how}, {}", day(*on)));
        }
    }
    match &who.access {
        Some(access) if access.is_none_needed() => {
            section.fact("Speak with them", "asked, no needs said");
        }
        Some(access) => section.fact("Speak with them", access.line()),
        None => section.fact(
            "Speak with them",
            "not asked yet whether they need anything",
        ),
    }
    let lines = who.address.lines.iter().map(String::as_str);
    let address = listed(lines.chain([who.address.postcode.as_str()]));
    let elsewhere = super::said("also at", &who.address.elsewhere);
    section.fact("Lives at", listed([address.as_str(), &elsewhere]));
    let phones = who.phones.iter().map(|phone| phone.number.as_str());
    section.fact("Telephone", listed(phones));
    critical::conditions(dossier, &mut section);
    // Silence would be taken for "none".
    section.fact(
        "Allergies, medicines",
        "not kept in this record: ask the practice, or look into the GP record",
    );
    arranged(&mut section, dossier, &[ArrangementKind::Cpr]);
    critical::no_resuscitation(dossier, &mut section);
    section
}

/// Each plan for what can go wrong: its signs, what to do, what not to do, whom to ring.
fn what_if(dossier: &Dossier) -> Section {
    let mut section = Section::new("When things go wrong");
    arranged(&mut section, dossier, &[ArrangementKind::Contingency]);
    if let Some(plan) = dossier.plan() {
        section.fact("In general", plan.contingency.clone());
    }
    critical::no_contingency(dossier, &mut section);
    arranged(&mut section, dossier, &[ArrangementKind::AtHand]);
    section
}

/// Everybody who can be rung, each once, those who can be rung at any hour not apart: the hours stand beside them.
fn ring(dossier: &Dossier) -> Section {
    let mut section = Section::new("Whom to ring");
    for one in &dossier.records.moves {
        let contact = one.discharge.as_ref().filter(|_| one.is_open());
        if let Some(discharge) = contact {
            section.fact(
                "After the discharge",
                marked(dossier, &discharge.named_contact),
            );
        }
    }
    let team = dossier.team_now();
    let mut with_number: Vec<&Member> = team.clone();
    with_number.retain(|member| !member.phone.is_empty());
    // Who may be told nothing is nobody to turn to.
    with_number.sort_by_key(|member| {
        dossier.at_home.tells_nothing(member) || dossier.told(member).is_nothing()
    });
    for member in team::once(with_number) {
        let roles = roles(dossier, member);
        let name = first_of([&member.name, &member.title, &member.organisation]);
        let beside = [&member.title, &member.organisation];
        let beside = beside
            .into_iter()
            .map(String::as_str)
            .filter(|one| *one != name);
        let line = listed(
            [name]
                .into_iter()
                .chain(beside)
                .chain([member.phone.as_str(), member.reach.word()]),
        );
        let about = super::said("about", &member.ring_for);
        let told = told(dossier, member);
        let needs = super::said("speak with them", &member.access_line());
        let under = [told, needs].into_iter().filter(|one| !one.is_empty());
        let under: Vec<String> = under.collect();
        section.point(
            format!("{roles}: {}", listed([line.as_str(), &about])),
            vec![under.join("; ")],
        );
    }
    if section.blocks.is_empty() && dossier.scope.team {
        section.text("Nobody with a telephone number is recorded.");
    }
    section
}

/// Words that name somebody to ring, with what has to be known first of whoever of the care team is named in them.
fn marked(dossier: &Dossier, named: &str) -> String {
    let said = fold(named);
    let team = dossier.team_now();
    let is_named = |member: &&&Member| {
        let name = fold(&member.name);
        !name.is_empty() && said.contains(&name)
    };
    let found = team.iter().find(is_named);
    let warning = found.map_or_else(String::new, |member| warning(dossier, member));
    sharing::with_warning(named, &warning)
}

/// What somebody may be told. A sheet for nobody in particular or for the person hangs where everybody reads it, also they:
/// it says that somebody is to be asked first, and not what is kept back, nor that it is everything.
fn told(dossier: &Dossier, member: &Member) -> String {
    let told = dossier.told(member);
    if dossier.at_home.asks_first(member) {
        let navigator = dossier.holder(Role::Navigator);
        // A name without a number helps nobody at night.
        let navigator = navigator.filter(|one| !one.phone.is_empty());
        let whom = navigator.map_or("the practice", |one| {
            first_of([&one.name, &one.title, &one.organisation])
        });
        return format!("ask {whom} before telling them anything");
    }
    super::said("may be told", &told.says())
}

/// The same in a few words beside their number in a plan for what can go wrong.
fn warning(dossier: &Dossier, member: &Member) -> String {
    if dossier.at_home.asks_first(member) {
        "ask first, as under Whom to ring".to_owned()
    } else {
        dossier.told(member).warning().to_owned()
    }
}

/// Every place that somebody holds: "Lead Clinical Coordinator, Named GP".
fn roles(dossier: &Dossier, of: &Member) -> String {
    let team = dossier.team_now();
    let mut roles: Vec<&str> = team
        .iter()
        .filter(|member| team::is_same(member, of))
        .map(|member| member.role.word())
        .collect();
    roles.dedup();
    listed(roles)
}

/// What they want, what was decided, and where the papers are.
fn papers(dossier: &Dossier) -> Section {
    let mut section = Section::new("Wishes and where the papers are");
    let kinds = [ArrangementKind::EndOfLife, ArrangementKind::Wishes];
    arranged(&mut section, dossier, &kinds);
    section
}

/// Who steps in.
fn backup(dossier: &Dossier) -> Section {
    let mut section = Section::new("If the carer or the coordinator cannot come");
    arranged(&mut section, dossier, &[ArrangementKind::Backups]);
    if let Some(plan) = dossier.plan() {
        section.fact("Who steps in", plan.backup.clone());
    }
    let team = dossier.team_now();
    for member in team.iter().filter(|member| member.role.is_personal()) {
        section.fact(
            "If they stopped",
            listed_if(&member.name, &member.if_stopped),
        );
    }
    section
}

fn listed_if(name: &str, text: &str) -> String {
    if text.trim().is_empty() {
        String::new()
    } else {
        format!("{name}: {text}")
    }
}

fn own_words(dossier: &Dossier) -> Section {
    let mut section = Section::new("In their own words");
    for heading in WORDS {
        let said = words::current(&dossier.records.words, heading);
        if let Some(words) = said.filter(|_| !dossier.at_home.keeps_words) {
            section.blocks.push(Block::Quote {
                caption: heading.title().to_owned(),
                words: words.text.clone(),
            });
        }
    }
    section
}

/// The arrangements of some kinds that hold, each with what helps now.
fn arranged(section: &mut Section, dossier: &Dossier, kinds: &[ArrangementKind]) {
    let Some(plan) = dossier.plan() else { return };
    for kind in kinds {
        for entry in plan.arrangements.entries(*kind, dossier.today()) {
            if entry.ended_on.is_some() {
                continue;
            }
            let (title, facts) =
                critical::told(dossier, plan, &entry, &|member| warning(dossier, member));
            let under = facts
                .into_iter()
                .filter(|(label, _)| !NOT_NOW.contains(label))
                .map(|(label, value)| format!("{label}: {value}"));
            let under: Vec<String> = under.collect();
            section.point(
                title,
                match kind {
                    // What to do is looked for line by line; the rest is read, and the page is one.
                    ArrangementKind::Contingency | ArrangementKind::Backups => under,
                    _ => vec![under.join("; ")],
                },
            );
        }
    }
}

fn on_one_line(block: &mut Block) {
    let flat = |text: &mut String| *text = one_line(text);
    match block {
        Block::Fact { value, .. } => flat(value),
        Block::Quote { caption, words } => {
            flat(caption);
            flat(words);
        }
        Block::Point { text, under } => {
            flat(text);
            under.iter_mut().for_each(flat);
        }
        Block::Text(text) => flat(text),
    }
}
