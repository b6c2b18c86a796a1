//! A made-up person's own words: what they hope for first, then what they say under the other headings.

use chrono::NaiveDate;

use super::frame::day;
use super::lot::Lot;
use super::sketch::Sketch;
use super::tables::{Hope, key_of};
use crate::domain::id::WordsId;
use crate::domain::triage::Gap;
use crate::domain::words::{Heading, Words};

/// The words, and the hope that is no longer among them.
pub(super) struct Said {
    /// Every version of the words.
    pub(super) words: Vec<Words>,
    /// A hope that stood in an earlier version only: its goal asks for a fresh look.
    pub(super) taken_back: Option<Hope>,
}

/// Draws the words.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Said {
    let mut said = Said {
        words: Vec::new(),
        taken_back: None,
    };
    let nothing = sketch.outline.lot == Lot::New
        || sketch.lacks(Gap::Words)
        || sketch.hopes.is_empty()
        || sketch.dice.chance(2);
    if nothing {
        return said;
    }
    let joined = sketch.outline.joined_on;
    let said_on = sketch.past_day(day(joined, 2), day(joined, 45));
    let supported_by = supported_by(sketch);
    // The text as it holds now; an earlier version may come before it.
    let mut text = hopes_text(sketch);
    for sentence in extra(sketch, Heading::MostImportant, 1) {
        text.push(' ');
        text.push_str(&sentence);
    }
    let mut at = said_on;
    if sketch.dice.chance(14) {
        let earlier = earlier(sketch, &text, &mut said.taken_back);
        let words = version(
            sketch,
            Heading::MostImportant,
            earlier,
            said_on,
            &supported_by,
        );
        said.words.push(words);
        at = sketch.past_day(day(said_on, 20), sketch.frame.yesterday);
        if at <= said_on {
            // Too lately joined to have thought again.
            said.words.clear();
            said.taken_back = None;
            at = said_on;
        }
    }
    let words = version(sketch, Heading::MostImportant, text, at, &supported_by);
    said.words.push(words);
    let others: Vec<Heading> = Heading::ALL.into_iter().skip(1).collect();
    let count = sketch.dice.one(&[0, 1, 1, 2, 2, 3, 3, 4, 5, 6]);
    for heading in sketch.dice.some(&others, count) {
        let sentences = 1 + sketch.dice.place(2);
        let text = extra(sketch, heading, sentences).join(" ");
        if !text.is_empty() {
            let on = sketch.past_day(said_on, day(said_on, 30));
            let words = version(sketch, heading, text, on, &supported_by);
            said.words.push(words);
        }
    }
    said
}

fn hopes_text(sketch: &Sketch<'_>) -> String {
    let mut text = String::new();
    for hope in &sketch.hopes {
        if !text.is_empty() {
            text.push(' ');
        }
        sketch.cast.tell(&mut text, &hope.sentence());
    }
    text
}

/// What was said before: mostly the same in fewer words, at times with a hope that has gone since.
fn earlier(sketch: &mut Sketch<'_>, now: &str, taken_back: &mut Option<Hope>) -> String {
    if sketch.dice.chance(30) {
        let others: Vec<Hope> = sketch
            .themes
            .iter()
            .flat_map(|theme| theme.hopes.iter().copied())
            .filter(|hope| !sketch.hopes.iter().any(|held| held.quote == hope.quote))
            .collect();
        let gone = sketch.dice.one(&others);
        if !gone.quote.is_empty() {
            *taken_back = Some(gone);
            return sketch.cast.told(&gone.sentence());
        }
    }
    let first = now.split_inclusive(['.', '!']).next().unwrap_or(now);
    format!("{} I have not thought further than that.", first.trim())
}

/// Sentences under a heading, from the themes first, then from those that go with any.
fn extra(sketch: &mut Sketch<'_>, heading: Heading, count: usize) -> Vec<String> {
    let mut phrases: Vec<&'static str> = sketch
        .themes
        .iter()
        .flat_map(|theme| &theme.says)
        .filter(|(known, _)| *known == heading)
        .map(|(_, sentence)| *sentence)
        .collect();
    phrases.retain(|phrase| sketch.cast.can_say(phrase));
    let mut count = count;
    // The general ones are an older person's, and one of them is enough.
    if phrases.is_empty() && sketch.cast.age >= 50 {
        phrases.extend(sketch.section(key_of(heading)));
        phrases.retain(|phrase| sketch.cast.can_say(phrase));
        count = 1;
    }
    sketch
        .dice
        .some(&phrases, count)
        .into_iter()
        .map(|phrase| sketch.cast.told(phrase))
        .collect()
}

fn supported_by(sketch: &mut Sketch<'_>) -> String {
    let likely = if sketch.cast.age < 18 { 95 } else { 30 };
    match sketch.cast.carer() {
        Some(carer) if sketch.dice.chance(likely) => {
            format!("{} ({})", carer.given, carer.relation)
        }
        _ => String::new(),
    }
}

fn version(
    sketch: &mut Sketch<'_>,
    heading: Heading,
    text: String,
    said_on: NaiveDate,
    supported_by: &str,
) -> Words {
    let recorded_at = sketch.frame.moment(&mut sketch.dice, said_on, 10, 18);
    Words {
        id: WordsId(sketch.id_at(recorded_at)),
        person: sketch.id,
        heading,
        text,
        said_on,
        supported_by: supported_by.to_owned(),
        media: String::new(),
        recorded_by: sketch.coordinator_on(said_on).login.clone(),
        recorded_at,
    }
}
