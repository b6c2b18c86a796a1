//! Commands of moves: recording them, and what is done about them afterwards.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::forms::{MoveMark, Purpose};
use crate::app::model::Model;
use crate::app::moves_view::MoveRowPart;
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::id::TransitionId;
use crate::domain::transition::{CheckPoint, MoveKind, Transition};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Moves,
        "move.open",
        "Change or tick",
        "Changes the selected move, ticks the selected point, or opens the selected item.",
        &["enter"],
        3,
        has_moves,
        open,
    ),
    row(
        Scope::Moves,
        "move.discharge",
        "Discharge",
        "Records that they came home: when, with what, and the checklist.",
        &["d"],
        1,
        always,
        |app, cx| app.open_form(Purpose::NewMove(MoveKind::Discharge), cx),
    ),
    row(
        Scope::Moves,
        "move.admission",
        "Admission",
        "Records that they went into hospital, and who answers for them there.",
        &["A"],
        2,
        always,
        |app, cx| app.open_form(Purpose::NewMove(MoveKind::Admission), cx),
    ),
    row(
        Scope::Moves,
        "move.record",
        "Other move",
        "Records a transfer, a change of lead, growing up, or an event in their life.",
        &["o"],
        4,
        always,
        |app, cx| app.open_form(Purpose::NewMove(MoveKind::Transfer), cx),
    ),
    row(
        Scope::Moves,
        "move.tick",
        "Tick a point",
        "Ticks the selected point of a discharge, or its first open one; its check ends with it.",
        &["x"],
        5,
        has_discharge,
        |app, cx| {
            let view = app.person()?;
            let part = view.move_row().map(|row| row.part);
            if let Some(MoveRowPart::Point(id, which)) = part {
                return app.open_form(Purpose::Tick(id, which), cx);
            }
            let id = fitting(
                app,
                has_unsettled,
                "Every point of the checklist is settled.",
                |one| {
                    format!(
                        "The {} that is selected has no open point.",
                        one.kind.word()
                    )
                },
            )?;
            let view = app.person()?;
            let which = view.move_for(|one| one.id == id).and_then(|kept| {
                let discharge = kept.discharge.as_ref()?;
                discharge.checklist.unsettled().next()
            });
            match which {
                Some(which) => app.open_form(Purpose::Tick(id, which), cx),
                None => Ok(()),
            }
        },
    ),
    row(
        Scope::Moves,
        "move.acknowledged",
        "Acknowledged",
        "Records that the other side knows and has taken over.",
        &["K"],
        6,
        has_moves,
        |app, cx| mark(app, MoveMark::Acknowledged, waits_for_other_side, cx),
    ),
    row(
        Scope::Moves,
        "move.called",
        "First call seen to",
        "Records that the first call after a discharge was seen to, where no contact here says so.",
        &["f"],
        0,
        has_discharge,
        |app, cx| mark(app, MoveMark::Called, is_open_discharge, cx),
    ),
    row(
        Scope::Moves,
        "move.explained",
        "Explained again",
        "Records that the plan was explained again, now that they are home.",
        &["E"],
        7,
        has_discharge,
        |app, cx| mark(app, MoveMark::Explained, is_open_discharge, cx),
    ),
    row(
        Scope::Moves,
        "move.still",
        "Still in hospital",
        "Records that they were still there when somebody asked.",
        &["S"],
        0,
        has_moves,
        |app, cx| mark(app, MoveMark::Still, is_open_admission, cx),
    ),
    row(
        Scope::Moves,
        "move.close",
        "Close",
        "Closes the selected move with a reason: nothing is left to do about it.",
        &["Z"],
        8,
        has_moves,
        |app, cx| mark(app, MoveMark::Close, Transition::is_open, cx),
    ),
];

fn has_moves(model: &Model) -> Availability {
    let view = model.person.as_ref();
    if view.is_some_and(|view| !view.moves.is_empty()) {
        Availability::Ready
    } else {
        Availability::Blocked(
            "There is no move yet. {move.discharge} records a discharge, {move.admission} an admission.",
        )
    }
}

fn has_discharge(model: &Model) -> Availability {
    let view = model.person.as_ref();
    let found = view.is_some_and(|view| {
        let mut moves = view.folder.moves.iter();
        moves.any(|kept| kept.discharge.is_some())
    });
    if found {
        Availability::Ready
    } else {
        Availability::Blocked("There is no discharge yet. {move.discharge} records one.")
    }
}

fn has_unsettled(one: &Transition) -> bool {
    let discharge = one.discharge.as_ref();
    one.is_open() && discharge.is_some_and(|known| known.checklist.unsettled().next().is_some())
}

fn is_open_discharge(one: &Transition) -> bool {
    one.is_open() && one.kind == MoveKind::Discharge
}

fn is_open_admission(one: &Transition) -> bool {
    one.is_open() && one.kind == MoveKind::Admission
}

fn waits_for_other_side(one: &Transition) -> bool {
    one.is_open() && one.acknowledged.is_none() && !one.kind.is_life_event()
}

fn mark(
    app: &mut App,
    mark: MoveMark,
    fits: fn(&Transition) -> bool,
    cx: &Cx,
) -> Result<(), Failure> {
    let id = fitting(app, fits, mark.none(), |one| mark.unfit(one, cx.today()))?;
    app.open_form(Purpose::MarkMove(id, mark), cx)
}

/// The selected move where it fits, and never another in its place: that is somebody else's stay, or another year's.
fn fitting(
    app: &App,
    fits: fn(&Transition) -> bool,
    none: &'static str,
    unfit: impl Fn(&Transition) -> String,
) -> Result<TransitionId, Failure> {
    let view = app.person()?;
    let Some(any) = view.move_for(fits) else {
        return Err(Failure::new(none));
    };
    match view.selected_move() {
        Some(selected) if !fits(selected) => Err(Failure::new(format!(
            "{} Select the {} first (arrow keys).",
            unfit(selected),
            any.kind.word()
        ))),
        Some(selected) => Ok(selected.id),
        None => Ok(any.id),
    }
}

fn open(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let part = app.person()?.move_row().map(|row| row.part);
    match part {
        Some(MoveRowPart::Move(id)) => change(app, id, cx),
        Some(MoveRowPart::Point(id, which)) => tick(app, id, which, cx),
        Some(MoveRowPart::Item(_, item)) => app.open_form(Purpose::Item(item), cx),
        None => Ok(()),
    }
}

fn change(app: &mut App, id: TransitionId, cx: &Cx) -> Result<(), Failure> {
    app.open_form(Purpose::Move(id), cx)
}

fn tick(app: &mut App, id: TransitionId, which: CheckPoint, cx: &Cx) -> Result<(), Failure> {
    app.open_form(Purpose::Tick(id, which), cx)
}
