//! What came of an open item, as a short letter to the lead or to whoever referred: outcome, told when, next step (R64,
//! R67).
//!
//! It is written from the dossier alone, so that what was decided about its recipient holds here as in every text.

use super::person::{described, subtitle, title};
use super::{Outline, Section, day, first_of, footer, listed};
use crate::domain::item::{Ending, Item};
use crate::domain::say;
use crate::domain::team::Role;
use crate::export::dossier::Dossier;
use crate::export::loss::Loss;

/// The letter. `next` is what happens next, in words; empty where nothing does.
pub fn letter(dossier: &Dossier, item: &Item, next: &str) -> Outline {
    let mut sections = vec![
        to(dossier),
        about(dossier),
        outcome(dossier, item, next),
        from(dossier),
    ];
    sections.retain(|section| !section.blocks.is_empty());
    Outline {
        title: format!("What came of it: {}", item.what),
        subtitle: format!(
            "{}, asked {}",
            say::capital(item.kind.word()),
            day(item.asked_on)
        ),
        standing: Vec::new(),
        sections,
        footer: footer(dossier),
        loss: Loss::default(),
    }
}

fn to(dossier: &Dossier) -> Section {
    let mut section = Section::new("To");
    if let Some(name) = &dossier.made.recipient {
        let member = dossier.member_named(name);
        section.text(member.map_or_else(|| name.clone(), described));
    }
    section
}

fn about(dossier: &Dossier) -> Section {
    let mut section = Section::new("About");
    section.text(title(dossier));
    section.text(subtitle(dossier));
    section
}

fn outcome(dossier: &Dossier, item: &Item, next: &str) -> Section {
    let mut section = Section::new("What came of it");
    let service = dossier.service_of(item).map(|one| one.name.clone());
    section.fact("Asked of", service.unwrap_or_else(|| item.owner.clone()));
    if let Some(step) = item.referral.last() {
        let booked = step
            .booked_on
            .map(|on| format!(" for {}", day(on)))
            .unwrap_or_default();
        let state = format!(
            "{}{booked} ({})",
            say::capital(step.state.word()),
            day(step.on)
        );
        section.fact("State", listed([state.as_str(), &step.note]));
    }
    if let Some(outcome) = &item.outcome {
        let words = outcome.text.trim();
        let words = if words.is_empty() { "Done" } else { words };
        section.fact("Outcome", format!("{words} ({})", day(outcome.on)));
    }
    if let Some(ended) = &item.ended {
        let how = match ended.how {
            Ending::Done => "Done",
            Ending::Dropped => "Not gone on with",
        };
        let over = format!("{how}, {}", day(ended.on));
        section.fact("Over", listed([over.as_str(), &ended.because]));
    }
    section.fact(
        "The person was told",
        item.told_of_end_on()
            .map_or_else(|| "not yet".to_owned(), day),
    );
    section.fact("Next step", next.trim().to_owned());
    section
}

/// Who writes, and whom to ask.
fn from(dossier: &Dossier) -> Section {
    let mut section = Section::new("From");
    let author = first_of([&dossier.made.author_name, &dossier.made.author_login]);
    section.text(author.to_owned());
    if let Some(navigator) = dossier.holder(Role::Navigator) {
        let reached = listed([navigator.name.as_str(), &navigator.phone, &navigator.email]);
        section.fact("Questions to", reached);
    }
    section
}
