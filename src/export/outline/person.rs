//! Who the person is, who leads their care, and their own words.

use super::{Block, Extent, Section, access, carer, critical, day, first_of, listed, said};
use crate::domain::group::VulnerableGroup;
use crate::domain::leaving::{Tell, Telling, had};
use crate::domain::person::{Gender, Leaving, Noted, Status};
use crate::domain::say;
use crate::domain::team::{Member, Role};
use crate::export::dossier::Dossier;
use crate::export::loss::Loss;

/// The name as one writes it.
pub fn title(dossier: &Dossier) -> String {
    let name = &dossier.person().name;
    let full = format!("{} {}", name.title, name.written());
    if full.trim().is_empty() {
        "Name not known".to_owned()
    } else {
        full.trim().to_owned()
    }
}

/// Date of birth with age, NHS number.
pub fn subtitle(dossier: &Dossier) -> String {
    let person = dossier.person();
    let born = person.born_on.map_or_else(
        || "Date of birth not known".to_owned(),
        |on| {
            let age = match person.status {
                // An age would count on after a death.
                Status::Left {
                    how: Leaving::Died, ..
                } => String::new(),
                Status::Open | Status::Paused { .. } | Status::Left { .. } => {
                    format!(" ({})", say::age(on, dossier.today()))
                }
            };
            format!("Born {}{age}", day(on))
        },
    );
    let number = person.nhs_number.map_or_else(
        || "no NHS number".to_owned(),
        |number| format!("NHS number {number}"),
    );
    format!("{born}, {number}")
}

/// How to reach them, how to communicate, what they decided about sharing.
pub fn identity(dossier: &Dossier, extent: Extent, loss: &mut Loss) -> Section {
    let person = dossier.person();
    let mut section = Section::new("About this record");
    match &person.status {
        Status::Open => section.fact(
            "On the caseload",
            format!(
                "since {}, {} tier",
                day(person.joined_on),
                person.tier.word()
            ),
        ),
        Status::Paused { until, because } => section.fact(
            "Paused",
            format!("until {}{}", day(*until), because_of(because)),
        ),
        Status::Left {
            on,
            how,
            because,
            tell,
        } => {
            let how = leaving(*how);
            section.fact(
                "No longer on the caseload",
                format!("{how}, {}{}", day(*on), because_of(because)),
            );
            let told: Vec<String> = tell.iter().map(told).collect();
            section.fact(
                "Who has to hear it",
                listed(told.iter().map(String::as_str)),
            );
        }
    }
    if let Some(own) = &person.self_coordinating {
        section.fact(
            "Runs things themselves",
            noted(dossier, own, "watched, not chased"),
        );
    }
    if let Some(needs) = &person.access {
        access::facts(dossier, needs, &mut section);
    }
    if let Some(sharing) = &person.sharing {
        section.fact(
            "What they decided about sharing",
            noted(dossier, sharing, "recorded without words"),
        );
    }
    match extent {
        Extent::Brief => {
            found(dossier, &mut section);
            critical::conditions(dossier, &mut section);
            loss.count(
                1,
                "person's e-mail, ethnicity, religion, further numbers, groups and reasons",
                "people's e-mails, ethnicities, religions, further numbers, groups and reasons",
            );
        }
        Extent::Full => full_identity(dossier, &mut section),
    }
    section
}

/// Where they live, how they are rung, and which practice they are with (STANDARDS D3).
fn found(dossier: &Dossier, section: &mut Section) {
    let person = dossier.person();
    let lines = person.address.lines.iter().map(String::as_str);
    let address = listed(lines.chain([person.address.postcode.as_str()]));
    section.fact("Address", address);
    section.fact("Also at", person.address.elsewhere.clone());
    let phones: Vec<&str> = person
        .phones
        .iter()
        .map(|phone| phone.number.as_str())
        .collect();
    section.fact("Telephone", listed(phones));
    if person.gender != Gender::Unknown {
        section.fact("Gender", person.gender.word());
    }
    section.fact(
        "Practice",
        listed([person.practice.name.as_str(), person.practice.code.as_str()]),
    );
}

fn full_identity(dossier: &Dossier, section: &mut Section) {
    let person = dossier.person();
    found(dossier, section);
    section.fact("Ethnicity", person.ethnicity.clone());
    section.fact("Religion or belief", person.religion.clone());
    section.fact("E-mail", person.email.clone());
    for id in &person.local_ids {
        section.fact("Other number", format!("{} {}", id.label, id.value));
    }
    critical::conditions(dossier, section);
    section.fact(
        "Vulnerable groups",
        listed(person.groups.iter().map(VulnerableGroup::word)),
    );
    section.fact("Notes of the source", person.notes.clone());
    section.fact("Why this tier", person.tier_because.clone());
    let identified = &person.identified;
    section.fact(
        "Identified",
        listed([
            identified.because.as_str(),
            &said("by", &identified.by),
            &said("source", &identified.source),
        ]),
    );
    if let Some(days) = person.contact_every_days {
        section.fact(
            "Longest silence agreed",
            say::count(usize::from(days), "day", "days"),
        );
    }
}

/// Who leads, who navigates, who else is there.
pub fn team(dossier: &Dossier, extent: Extent, loss: &mut Loss) -> Section {
    let mut section = Section::new("Who leads");
    if !dossier.scope.team {
        return section;
    }
    for role in [Role::Lead, Role::Navigator, Role::NamedGp] {
        let label = role.word();
        match dossier.holder(role) {
            Some(member) => section.fact(
                label,
                listed([
                    described(member).as_str(),
                    &said("does", &member.does),
                    &said("may be told", &dossier.may_be_told(member)),
                ]),
            ),
            None => section.fact(label, "nobody recorded"),
        }
    }
    if let Some(variation) = dossier
        .holder(Role::Lead)
        .and_then(|lead| lead.variation.as_ref())
    {
        for (label, text) in carer::variation(variation) {
            section.fact(label, text);
        }
    }
    if let Some(handover) = dossier
        .holder(Role::Navigator)
        .and_then(|navigator| navigator.handover.as_ref())
    {
        let by = said("by", &handover.by);
        section.fact("Handed over", listed([handover.note.as_str(), &by]));
    }
    if let Some(told) = &dossier.person().told_coordinator {
        access::told(dossier, told, &mut section);
    }
    if let Some(choosing) = &dossier.person().choosing {
        section.fact(
            "Their part in choosing who coordinates",
            noted(dossier, choosing, "they took part"),
        );
    }
    let others = dossier.team_now();
    for member in others.iter().filter(|member| !member.role.is_single()) {
        let mut under = carer::under(dossier, member, extent);
        under.push(away(dossier, member));
        section.point(
            format!("{}: {}", member.role.word(), described(member)),
            under,
        );
    }
    if extent == Extent::Brief {
        let n = dossier.team_else().len();
        loss.count(
            n,
            "past or future place in the care team",
            "past or future places in the care team",
        );
        let kept_back = !carer::own_matters_go(dossier, extent);
        let with_own = others
            .iter()
            .filter(|one| kept_back && carer::has_own_matters(dossier, one));
        loss.count(
            with_own.count(),
            "carer's strain, breaks, own needs and assessment",
            "times a carer's strain, breaks, own needs and assessment",
        );
    }
    section
}

/// When a carer is ill or away, unless that is over.
fn away(dossier: &Dossier, member: &Member) -> String {
    let Some(away) = member
        .away
        .as_ref()
        .filter(|away| !away.is_over(dossier.today()))
    else {
        return String::new();
    };
    let until = away
        .until_on
        .map_or_else(String::new, |last| format!(" until {}", day(last)));
    format!(
        "ill or away from {}{until}{}",
        day(away.from_on),
        because_of(&away.because)
    )
}

/// Somebody who has to hear that the person left, how they are reached, and whether they have.
pub fn told(tell: &Tell) -> String {
    let who = listed([tell.who.as_str(), &tell.reach]);
    if tell.appointment.is_some() {
        return match tell.state {
            Telling::Told { on } => format!("{who} (done {})", day(on)),
            Telling::ToTell => format!("{who} (to be done)"),
            Telling::NeedNot => format!("{who} (need not be done)"),
        };
    }
    match tell.state {
        Telling::Told { on } => format!("{who} (told {})", day(on)),
        Telling::ToTell => match tell.heard {
            Some(how) => format!("{who} (to be told; heard that they {})", had(how)),
            None => format!("{who} (to be told)"),
        },
        Telling::NeedNot => format!("{who} (need not be told)"),
    }
}

/// A member in one line, without the role.
pub fn described(member: &Member) -> String {
    let name = first_of([&member.name, &member.title, &member.organisation]);
    let when = if member.phone.is_empty() && member.email.is_empty() {
        ""
    } else {
        member.reach.word()
    };
    listed([
        name,
        if member.title == name {
            ""
        } else {
            &member.title
        },
        if member.organisation == name {
            ""
        } else {
            &member.organisation
        },
        &member.speciality,
        &member.works_in,
        &member.ties_line(),
        &member.phone,
        &member.email,
        when,
        &said("ring about", &member.ring_for),
        &format!("since {}", day(member.from_on)),
        &member
            .until_on
            .map_or_else(String::new, |last| format!("until {}", day(last))),
    ])
}

/// The words that hold, verbatim.
pub fn words(dossier: &Dossier, loss: &mut Loss) -> Section {
    let mut section = Section::new("In their own words");
    let now = dossier.words_now();
    for words in &now {
        let helped = said("supported by", &words.supported_by);
        section.blocks.push(Block::Quote {
            caption: format!(
                "{} ({})",
                words.heading.title(),
                listed([
                    day(words.said_on).as_str(),
                    &helped,
                    &said("picture or recording", &words.media)
                ])
            ),
            words: words.text.clone(),
        });
    }
    if now.is_empty() && dossier.scope.words {
        let reason = dossier
            .plan()
            .map_or("", |plan| plan.no_words_because.as_str());
        section.text(if reason.is_empty() {
            "No words of theirs are recorded yet.".to_owned()
        } else {
            format!("No words of theirs are recorded yet: {reason}")
        });
    }
    let earlier = dossier.records.words.len() - now.len();
    loss.count(
        earlier,
        "earlier version of their words",
        "earlier versions of their words",
    );
    section
}

/// The short current summary.
pub fn story(dossier: &Dossier) -> Section {
    let mut section = Section::new("Story");
    if let Some(story) = &dossier.person().story
        && !story.text.trim().is_empty()
    {
        section.text(story.text.clone());
        section.text(listed([day(story.on).as_str(), dossier.user(&story.by)]));
    }
    section
}

/// How somebody left, in words.
pub fn leaving(how: Leaving) -> &'static str {
    match how {
        Leaving::Moved => "moved away",
        Leaving::Discharged => "discharged",
        Leaving::Died => "died",
    }
}

fn noted(dossier: &Dossier, noted: &Noted, if_empty: &str) -> String {
    let text = if noted.text.trim().is_empty() {
        if_empty
    } else {
        &noted.text
    };
    let stamp = listed([day(noted.on).as_str(), dossier.user(&noted.by)]);
    if text.is_empty() {
        stamp
    } else {
        format!("{text} ({stamp})")
    }
}

fn because_of(because: &str) -> String {
    if because.is_empty() {
        String::new()
    } else {
        format!(": {because}")
    }
}
