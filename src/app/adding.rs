//! The menu of what can be added to a plan: a letter opens its form at once, arrows and Enter do too.

use super::keys::Key;
use super::notice::Failure;
use super::{App, Cx};
use crate::app::forms::Purpose;
use crate::app::model::Overlay;
use crate::domain::arrangement::{ArrangementKind, Arrangements};
use crate::domain::id::ArrangementId;

/// The menu on the screen.
pub struct Adding {
    /// The selected kind, as its place in [`ArrangementKind::ALL`].
    pub cursor: usize,
    /// How many of each kind the plan has.
    pub counts: Vec<usize>,
    /// The kind whose letter was pressed.
    chosen: Option<ArrangementKind>,
}

impl Adding {
    /// The menu over a plan.
    fn over(arrangements: &Arrangements, today: chrono::NaiveDate) -> Self {
        let count = |kind| {
            let entries = arrangements.entries(kind, today);
            entries.iter().filter(|one| one.ended_on.is_none()).count()
        };
        Self {
            cursor: 0,
            counts: ArrangementKind::ALL.into_iter().map(count).collect(),
            chosen: None,
        }
    }

    /// Takes a letter.
    pub fn key(&mut self, key: Key) -> bool {
        let Key::Char(letter) = key else { return false };
        let kind = |kind: &ArrangementKind| kind.letter().eq_ignore_ascii_case(&letter);
        self.chosen = ArrangementKind::ALL.into_iter().find(kind);
        self.chosen.is_some()
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(by)
            .min(ArrangementKind::ALL.len() - 1);
    }

    /// The kind that is selected.
    pub fn selected(&self) -> Option<ArrangementKind> {
        ArrangementKind::ALL.get(self.cursor).copied()
    }
}

impl App {
    /// Puts the menu on the screen.
    pub(super) fn show_adding(&mut self, cx: &Cx) -> Result<(), Failure> {
        let plan = self.person()?.folder.plan.as_ref();
        let adding = match plan {
            Some(plan) => Adding::over(&plan.arrangements, cx.today()),
            None => Adding::over(&Arrangements::default(), cx.today()),
        };
        self.model.overlays.push(Overlay::Adding(adding));
        Ok(())
    }

    /// Opens the form of the kind whose letter was pressed, if one was.
    pub(super) fn follow_adding(&mut self, cx: &Cx) {
        let chosen = match self.model.overlays.last() {
            Some(Overlay::Adding(adding)) => adding.chosen,
            _ => None,
        };
        if let Some(kind) = chosen
            && let Err(failure) = self.add_arrangement(kind, cx)
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
