//! What happens to items, as the contact log tells it.

use chrono::NaiveDate;

use super::Drawing;
use crate::domain::contact::{Direction, Moved, With};
use crate::domain::item::{Item, ItemKind, Mark, Waiting};
use crate::domain::say::capital;

/// Something that happened to an item and belongs into the contact log.
pub(in crate::demo) struct Event {
    /// The day.
    pub(in crate::demo) on: NaiveDate,
    /// Who began it.
    pub(in crate::demo) direction: Direction,
    /// With whom.
    pub(in crate::demo) with: With,
    /// Their name, where it is not the person.
    pub(in crate::demo) whom: String,
    /// What was said.
    pub(in crate::demo) gist: String,
    /// What it moved.
    pub(in crate::demo) moved: Option<Moved>,
}

impl Drawing<'_, '_> {
    pub(super) fn asked(&mut self, item: &Item) {
        let gist = match item.kind {
            ItemKind::Question => format!("Asked {}: {}", item.owner, item.what),
            ItemKind::Referral => format!("Referred to {}: {}.", item.owner, item.what),
            ItemKind::ReferralIn => format!("Referred to us by {}: {}.", item.owner, item.what),
            _ => format!("Agreed with {}: {}.", item.owner, item.what),
        };
        self.event(item, item.asked_on, Direction::Out, gist, None);
    }

    pub(super) fn chased(&mut self, item: &Item, on: NaiveDate, note: &str) {
        let gist = format!("Chased {} ({}): {note}.", item.owner, item.what);
        self.event(item, on, Direction::Out, gist, Some(Mark::Chased));
    }

    pub(super) fn answered(&mut self, item: &Item, on: NaiveDate, answer: &str) {
        let gist = format!(
            "{} answered: {answer}. ({})",
            capital(&item.owner),
            item.what
        );
        self.event(item, on, Direction::In, gist, Some(Mark::Answered));
    }

    pub(super) fn done(&mut self, item: &Item, on: NaiveDate, outcome: &str) {
        if item.waiting == Waiting::Service {
            let gist = format!("{}: {outcome}.", capital(&item.owner));
            self.event(item, on, Direction::In, gist, Some(Mark::Done));
        }
    }

    pub(super) fn told(&mut self, item: &Item, on: NaiveDate, answer: &str) {
        let gist = format!("Told the answer ({}): {answer}.", item.owner);
        self.events.push(Event {
            on,
            direction: Direction::Out,
            with: With::Person,
            whom: String::new(),
            gist,
            moved: Some(Moved {
                item: item.id,
                mark: Mark::Told,
            }),
        });
    }

    fn event(
        &mut self,
        item: &Item,
        on: NaiveDate,
        direction: Direction,
        gist: String,
        mark: Option<Mark>,
    ) {
        self.events.push(Event {
            on,
            direction,
            with: With::Service,
            whom: item.owner.clone(),
            gist,
            moved: mark.map(|mark| Moved {
                item: item.id,
                mark,
            }),
        });
    }
}
