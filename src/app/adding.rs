//! The menu of what can be added, to a plan or to what somebody waits for: a letter opens its form at once, arrows and
//! Enter do too.

use super::keys::Key;
use super::notice::Failure;
use super::{App, Cx};
use crate::app::forms::Purpose;
use crate::app::model::Overlay;
use crate::domain::arrangement::{ArrangementKind, Arrangements};
use crate::domain::id::ArrangementId;
use crate::domain::item::ItemKind;

/// What a line of the menu adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addition {
    /// Something that the plan arranges.
    Arrangement(ArrangementKind),
    /// Something that somebody waits for.
    Item(ItemKind),
}

impl Addition {
    /// The letter that chooses it.
    pub fn letter(self) -> char {
        match self {
            Self::Arrangement(kind) => kind.letter(),
            Self::Item(kind) => item_letter(kind),
        }
    }

    /// What it is.
    pub fn word(self) -> &'static str {
        match self {
            Self::Arrangement(kind) => kind.one(),
            Self::Item(kind) => kind.word(),
        }
    }

    /// What it is for.
    pub fn explained(self) -> &'static str {
        match self {
            Self::Arrangement(kind) => kind.explained(),
            Self::Item(kind) => kind.explained(),
        }
    }
}

/// The letter of a kind of item: the first of its name that no other has.
fn item_letter(kind: ItemKind) -> char {
    match kind {
        ItemKind::Action => 'a',
        ItemKind::Question => 'q',
        ItemKind::Referral => 'r',
        ItemKind::ReferralIn => 'i',
        ItemKind::Letter => 'l',
        ItemKind::Supply => 's',
        ItemKind::Gap => 'g',
        ItemKind::Conflict => 'c',
        ItemKind::Concern => 'w',
        ItemKind::Check => 'k',
    }
}

/// The menu on the screen.
pub struct Adding {
    /// What stands above it.
    pub title: &'static str,
    /// The selected line.
    pub cursor: usize,
    /// What can be added, and how many of it there are.
    pub lines: Vec<(Addition, usize)>,
    /// The line whose letter was pressed.
    chosen: Option<Addition>,
}

impl Adding {
    /// The menu over a plan.
    fn over(arrangements: &Arrangements, today: chrono::NaiveDate) -> Self {
        let count = |kind| {
            let entries = arrangements.entries(kind, today);
            entries.iter().filter(|one| one.ended_on.is_none()).count()
        };
        let lines = ArrangementKind::ALL.into_iter();
        Self {
            title: "Add to the plan",
            cursor: 0,
            lines: lines
                .map(|kind| (Addition::Arrangement(kind), count(kind)))
                .collect(),
            chosen: None,
        }
    }

    /// The menu of what somebody may wait for, with what is open already.
    fn of_items(count: impl Fn(ItemKind) -> usize) -> Self {
        let lines = ItemKind::ALL.into_iter();
        Self {
            title: "What is waited for",
            cursor: 0,
            lines: lines
                .map(|kind| (Addition::Item(kind), count(kind)))
                .collect(),
            chosen: None,
        }
    }

    /// Takes a letter.
    pub fn key(&mut self, key: Key) -> bool {
        let Key::Char(letter) = key else { return false };
        let mut all = self.lines.iter().map(|(one, _)| *one);
        self.chosen = all.find(|one| one.letter().eq_ignore_ascii_case(&letter));
        self.chosen.is_some()
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(by)
            .min(self.lines.len().saturating_sub(1));
    }

    /// The line that is selected.
    pub fn selected(&self) -> Option<Addition> {
        self.lines.get(self.cursor).map(|(one, _)| *one)
    }
}

impl App {
    /// Puts the menu on the screen.
    pub(super) fn show_adding(&mut self, cx: &Cx) -> Result<(), Failure> {
        self.check_may_type()?;
        let plan = self.person()?.folder.plan.as_ref();
        let adding = match plan {
            Some(plan) => Adding::over(&plan.arrangements, cx.today()),
            None => Adding::over(&Arrangements::default(), cx.today()),
        };
        self.model.overlays.push(Overlay::Adding(adding));
        Ok(())
    }

    /// Puts the menu of what may be waited for on the screen.
    pub(super) fn show_adding_item(&mut self, _: &Cx) -> Result<(), Failure> {
        self.check_may_type()?;
        let items = &self.person()?.items;
        let count = |kind| {
            let open = items.iter().filter(|item| item.is_open());
            open.filter(|item| item.kind == kind).count()
        };
        let adding = Adding::of_items(count);
        self.model.overlays.push(Overlay::Adding(adding));
        Ok(())
    }

    /// Opens the form of what was chosen in the menu.
    pub(super) fn add(&mut self, addition: Addition, cx: &Cx) -> Result<(), Failure> {
        match addition {
            Addition::Arrangement(kind) => self.add_arrangement(kind, cx),
            Addition::Item(kind) => {
                if matches!(self.model.overlays.last(), Some(Overlay::Adding(_))) {
                    self.model.overlays.pop();
                }
                self.open_form(Purpose::NewItem(kind, None), cx)
            }
        }
    }

    /// Opens the form of the kind whose letter was pressed, if one was.
    pub(super) fn follow_adding(&mut self, cx: &Cx) {
        let chosen = match self.model.overlays.last() {
            Some(Overlay::Adding(adding)) => adding.chosen,
            _ => None,
        };
        if let Some(addition) = chosen
            && let Err(failure) = self.add(addition, cx)
        {
            self.fail(failure);
        }
    }

    /// Opens the form of one more of a kind, in place of the menu; of the one that there is, where there can be no more.
    pub(super) fn add_arrangement(
        &mut self,
        kind: ArrangementKind,
        cx: &Cx,
    ) -> Result<(), Failure> {
        if matches!(self.model.overlays.last(), Some(Overlay::Adding(_))) {
            self.model.overlays.pop();
        }
        let there = self.the_one(kind, cx)?;
        self.open_form(Purpose::Arrangement(kind, there), cx)
    }

    /// The one of a kind beside which there can be no other: a single one, the end-of-life care that goes on.
    fn the_one(&self, kind: ArrangementKind, cx: &Cx) -> Result<Option<ArrangementId>, Failure> {
        let Some(plan) = self.person()?.folder.plan.as_ref() else {
            return Ok(None);
        };
        let arrangements = &plan.arrangements;
        Ok(match kind {
            ArrangementKind::EndOfLife => arrangements.end_of_life_now().map(|time| time.id),
            kind if kind.is_single() => {
                let entries = arrangements.entries(kind, cx.today());
                entries.first().map(|entry| entry.id)
            }
            _ => None,
        })
    }
}
