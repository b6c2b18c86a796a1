//! The "Moves" tab of an open person: every move, the newest first, with its checklist and the items that it opened.

use super::person_view::{PersonView, Tab};
use crate::domain::calendar::Holidays;
use crate::domain::id::{ItemId, TransitionId};
use crate::domain::item::{Item, Stage};
use crate::domain::london;
use crate::domain::person::Name;
use crate::domain::record::{Folder, Kept};
use crate::domain::say;
use crate::domain::transition::{
    CheckPoint, Discharge, FIRST_CALL_HOURS, MoveKind, Transition, explain_again_shown,
    hours_shown, out_of_hours_because,
};
use chrono::NaiveDate;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveRow {
    /// What it is.
    pub part: MoveRowPart,
    /// What it says.
    pub text: String,
    /// What belongs to it, shown when it is selected.
    pub below: Vec<String>,
    /// Whether something about it is left to do.
    pub needs_look: bool,
}

/// What a row is; each belongs to a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveRowPart {
    /// The move itself.
    Move(TransitionId),
    /// A point of its checklist.
    Point(TransitionId, CheckPoint),
    /// An item that it opened.
    Item(TransitionId, ItemId),
}

impl MoveRowPart {
    /// The move that it belongs to.
    pub fn of(self) -> TransitionId {
        match self {
            Self::Move(id) | Self::Point(id, _) | Self::Item(id, _) => id,
        }
    }
}

impl PersonView {
    /// The row of the "Moves" tab that is selected.
    pub fn move_row(&self) -> Option<&MoveRow> {
        (self.tab == Tab::Moves)
            .then(|| self.moves.get(self.cursor()))
            .flatten()
    }

    /// The move that is selected on the "Moves" tab.
    pub fn selected_move(&self) -> Option<&Kept<Transition>> {
        let id = self.move_row()?.part.of();
        self.folder.moves.iter().find(|kept| kept.id == id)
    }

    /// The newest move that fits, the selected one before any other.
    pub fn move_for(&self, fits: impl Fn(&Transition) -> bool) -> Option<&Kept<Transition>> {
        let selected = self.move_row().map(|row| row.part.of());
        let all = &self.folder.moves;
        all.iter()
            .find(|kept| Some(kept.id) == selected && fits(kept))
            .or_else(|| all.iter().find(|kept| fits(kept)))
    }
}

/// The rows of a record.
pub fn rows(folder: &Folder, today: NaiveDate, holidays: &Holidays) -> Vec<MoveRow> {
    let mut rows = Vec::new();
    for kept in &folder.moves {
        rows.push(head(kept, today, holidays));
        if let Some(discharge) = &kept.discharge {
            points(kept, discharge, &mut rows);
        }
        let opened = |item: &&Kept<Item>| {
            let is_point = kept.discharge.as_ref().is_some_and(|discharge| {
                CheckPoint::ALL
                    .iter()
                    .any(|which| discharge.checklist.point(*which).item == Some(item.id))
            });
            item.transition == Some(kept.id) && !is_point
        };
        for item in folder.items.iter().filter(opened) {
            rows.push(MoveRow {
                part: MoveRowPart::Item(kept.id, item.id),
                text: format!("{}: {}", item.kind.word(), item.what),
                below: vec![stands(item, &folder.person.name, today, holidays)],
                needs_look: item.is_open() && item.outcome.is_none(),
            });
        }
    }
    rows
}

fn head(one: &Transition, today: NaiveDate, holidays: &Holidays) -> MoveRow {
    let at = london::local(one.at);
    let state = if one.closed.is_some() {
        "closed"
    } else if one.acknowledged.is_some() {
        "acknowledged"
    } else if one.kind.is_life_event() {
        "open"
    } else {
        "not acknowledged"
    };
    let mut below = Vec::new();
    let sides = [("Before", &one.leaving), ("Now", &one.taking)];
    let sides: Vec<String> = sides
        .into_iter()
        .filter(|(_, side)| !side.is_empty())
        .map(|(label, side)| format!("{label}: {}", side.words()))
        .collect();
    below.push(sides.join("; "));
    if let Some(discharge) = &one.discharge {
        below.push(followed(one, discharge, today, holidays));
    }
    let mut more = Vec::new();
    if let Some(acknowledged) = &one.acknowledged {
        let on = say::day(acknowledged.on, today);
        more.push(format!("Acknowledged {on} by {}", acknowledged.by));
    }
    if let Some(on) = one.told_on {
        more.push(format!("told {}", say::day(on, today)));
    }
    if let Some(on) = one.asked_on {
        more.push(format!("still there when asked {}", say::day(on, today)));
    }
    if let Some(closed) = &one.closed {
        let on = say::day(closed.on, today);
        more.push(format!("Closed {on}: {}", closed.because));
    }
    below.push(more.join("; "));
    below.push(one.note.clone());
    below.retain(|line| !line.is_empty());
    MoveRow {
        part: MoveRowPart::Move(one.id),
        text: format!("{}: {} ({state})", say::day_time(at, today), one.words()),
        below,
        needs_look: false,
    }
}

/// The clocks of a discharge and what was done by them.
fn followed(
    one: &Transition,
    discharge: &Discharge,
    today: NaiveDate,
    holidays: &Holidays,
) -> String {
    let mut parts = Vec::new();
    if let Some(because) = out_of_hours_because(london::local(one.at), holidays) {
        parts.push(format!("Out of hours ({because})"));
    }
    if !discharge.named_contact.is_empty() {
        parts.push(format!("ring {}", discharge.named_contact));
    }
    parts.push(match discharge.called_on {
        Some(on) => format!("first call seen to {}", say::day(on, today)),
        None => format!(
            "first call by {}",
            hours_shown(one.at, FIRST_CALL_HOURS).how
        ),
    });
    parts.push(if let Some(on) = discharge.explained_again_on {
        format!("explained again {}", say::day(on, today))
    } else {
        let due = explain_again_shown(one.at, holidays).date;
        format!("explain again {}", say::day(due, today))
    });
    parts.join("; ")
}

fn points(one: &Transition, discharge: &Discharge, rows: &mut Vec<MoveRow>) {
    for which in CheckPoint::ALL {
        let point = discharge.checklist.point(which);
        let mark = if point.settled() { "x" } else { " " };
        let note = if point.note.is_empty() {
            String::new()
        } else {
            format!(" ({})", point.note)
        };
        rows.push(MoveRow {
            part: MoveRowPart::Point(one.id, which),
            text: format!("[{mark}] {}: {}{note}", which.word(), point.word()),
            below: vec![if point.settled() {
                "{move.open} changes it.".to_owned()
            } else {
                format!(
                    "{}: {{move.open}} ticks it, and ends the check that it left open.",
                    which.to_do()
                )
            }],
            needs_look: one.is_open() && !point.settled(),
        });
    }
}

fn stands(item: &Item, person: &Name, today: NaiveDate, holidays: &Holidays) -> String {
    let by = item
        .expected(holidays)
        .map(|expected| format!(", by {}", say::day(expected.date, today)))
        .unwrap_or_default();
    match item.stage() {
        Stage::Ended => "Over; its life stands among the open items.".to_owned(),
        Stage::Answered => {
            let text = item.outcome.as_ref().map_or("", |outcome| &outcome.text);
            format!("{text}{by}; the person has not been told")
        }
        Stage::Asked => format!("waiting for {}{by}", item.waits_for(person)),
    }
}

/// The discharge that the front page names: the newest, while it is open; an admission in its place while that is open.
pub fn newest(folder: &Folder) -> Option<&Transition> {
    let places = [MoveKind::Discharge, MoveKind::Admission];
    folder
        .moves
        .iter()
        .map(|kept| &kept.value)
        .find(|one| places.contains(&one.kind))
        .filter(|one| one.is_open())
}
