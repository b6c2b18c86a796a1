//! A dossier in the order in which people read it: one outline feeds every format for reading.
//!
//! Blocks carry words as the record has them; each format makes them safe in its own way. Deliberately not here:
//! layout, escapes, and formats for machines.

mod access;
pub(super) mod appointments;
mod arrangements;
mod carer;
mod critical;
mod deferral;
mod log;
mod moves;
mod outcome;
mod person;
mod plan;
mod referral;
mod sharing;
mod sheet;

use chrono::NaiveDate;

pub use carer::variation;
pub use outcome::letter as outcome_letter;
pub use person::{leaving, told};
pub use referral::letter as referral_letter;
pub use sheet::sheet;

use super::dossier::Dossier;
use super::loss::Loss;
use crate::domain::{london, say};

/// How much of the record an outline holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What the GP record needs: no address, the newest contacts, nothing that is over.
    Brief,
    /// Everything but earlier versions of the person's words.
    Full,
}

/// How many contacts a brief outline holds.
const BRIEF_CONTACTS: usize = 6;

/// A person's record as a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Outline {
    /// Whose record it is: the name.
    pub title: String,
    /// Date of birth and NHS number, to make sure of it; short enough never to be broken.
    pub subtitle: String,
    /// Of a record: which version of the plan it has, and the day it was printed; a sentence each.
    pub standing: Vec<String>,
    /// The parts in reading order; none is empty.
    pub sections: Vec<Section>,
    /// Who made it, when and for whom.
    pub footer: Vec<String>,
    /// What it leaves out.
    pub loss: Loss,
}

/// One part of an outline.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A piece of an outline.
#[derive(Debug, PartialEq, Eq)]
pub enum Block {
    /// Something known, under its label.
    Fact {
        /// What it is.
        label: &'static str,
        /// What is known.
        value: String,
    },
    /// The person's own words, verbatim.
    Quote {
        /// Heading, day and who helped.
        caption: String,
        /// The words; may have several lines.
        words: String,
    },
    /// One of several things, with what belongs to it.
    Point {
        /// The thing.
        text: String,
        /// What belongs to it.
        under: Vec<String>,
    },
    /// A sentence or a text of several lines.
    Text(String),
}

/// The record in reading order.
pub fn outline(dossier: &Dossier, extent: Extent) -> Outline {
    let mut loss = Loss::default();
    let mut sections = vec![
        person::words(dossier, &mut loss),
        person::identity(dossier, extent, &mut loss),
        arrangements::what_if(dossier, extent, &mut loss),
        person::team(dossier, extent, &mut loss),
        plan::plan(dossier, extent, &mut loss),
        arrangements::the_rest(dossier, extent, &mut loss),
        plan::items(dossier, extent, &mut loss),
        plan::unmet(dossier),
        appointments::diary(dossier, extent, &mut loss),
        moves::moves(dossier, extent, &mut loss),
        deferral::put_off(dossier, &mut loss),
        sharing::decisions(dossier, extent, &mut loss),
        sharing::copies(dossier, extent, &mut loss),
        log::contacts(dossier, extent, &mut loss),
        person::story(dossier),
        match extent {
            Extent::Brief => log::codes(dossier),
            Extent::Full => log::past(dossier),
        },
    ];
    sections.retain(|section| !section.blocks.is_empty());
    let mut footer = footer(dossier);
    // Whoever reads a summary must not take it for the record.
    if extent == Extent::Brief && !loss.is_none() {
        let says = loss.says();
        footer.push(format!("Not in this summary: {}.", says.join("; ")));
    }
    Outline {
        title: person::title(dossier),
        subtitle: person::subtitle(dossier),
        standing: critical::standing(dossier)
            .into_iter()
            .chain(carer::holds_own_matters(dossier, extent))
            .collect(),
        sections,
        footer,
        loss,
    }
}

/// What was decided about sharing, in full.
pub fn sharing_decisions(dossier: &Dossier) -> Section {
    sharing::decisions(dossier, Extent::Full, &mut Loss::default())
}

/// Which versions were kept and who holds a copy, in full.
pub fn sharing_copies(dossier: &Dossier) -> Section {
    sharing::copies(dossier, Extent::Full, &mut Loss::default())
}

/// The moves with what followed each, in full.
pub fn all_moves(dossier: &Dossier) -> Section {
    moves::moves(dossier, Extent::Full, &mut Loss::default())
}

fn footer(dossier: &Dossier) -> Vec<String> {
    let made = &dossier.made;
    let at = london::local(made.made_at);
    let mut lines = vec![format!(
        "Written by {} on {} at {}, from Caseload {}.",
        first_of([&made.author_name, &made.author_login]),
        say::full(at.date()),
        say::time(at.time()),
        made.program_version,
    )];
    if let Some(recipient) = &made.recipient {
        lines.push(format!("For {recipient}."));
    }
    if !dossier.basis.is_empty() {
        lines.push(format!("Shared on this basis: {}.", dossier.basis));
    }
    let without = dossier.scope.leaves_out();
    if !without.is_empty() {
        lines.push(format!("Left out of this copy: {}.", without.join(", ")));
    }
    lines
}

impl Section {
    /// A part without anything in it yet.
    pub fn new(title: &'static str) -> Self {
        Self {
            title,
            blocks: Vec::new(),
        }
    }

    /// Whether it says what was decided about sharing, or who holds a copy.
    pub fn is_about_sharing(&self) -> bool {
        [sharing::DECISIONS, sharing::COPIES].contains(&self.title)
    }

    /// Adds a fact, if there is one.
    pub fn fact(&mut self, label: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.blocks.push(Block::Fact { label, value });
        }
    }

    /// Adds one of several things, with the lines under it that say something.
    pub fn point(&mut self, text: String, mut under: Vec<String>) {
        under.retain(|line| !line.trim().is_empty());
        self.blocks.push(Block::Point { text, under });
    }

    /// Adds a sentence.
    pub fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }
}

/// The first text that says something.
fn first_of<'a>(texts: impl IntoIterator<Item = &'a String>) -> &'a str {
    texts
        .into_iter()
        .find(|text| !text.trim().is_empty())
        .map_or("", String::as_str)
}

/// The parts that say something, set off by commas.
fn listed<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let told: Vec<&str> = parts
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .collect();
    told.join(", ")
}

/// A label and what it says, or nothing where it says nothing.
fn said(label: &str, text: &str) -> String {
    if text.trim().is_empty() {
        String::new()
    } else {
        format!("{label}: {text}")
    }
}

/// A day as these texts write it: `2 Mar 2026`.
fn day(date: NaiveDate) -> String {
    say::birth(date)
}
