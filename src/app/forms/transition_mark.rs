//! What is done about a move after it: acknowledged, called, explained again, still there, closed, a point ticked.

use chrono::NaiveDate;

use super::transition::{contact_field, find, point_field};
use super::{Purpose, Saved, place, refused, saved, speak};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::id::{ItemId, TransitionId};
use crate::domain::item::Mark;
use crate::domain::record::Record;
use crate::domain::say;
use crate::domain::transition::{
    Acknowledged, Answer, CheckPoint, Closed, Opening, Transition, check_item,
};

/// What can be noted of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveMark {
    /// The other side has taken over.
    Acknowledged,
    /// The first call was seen to.
    Called,
    /// The plan was explained again.
    Explained,
    /// They were still in hospital.
    Still,
    /// Nothing is left to do.
    Close,
}

impl MoveMark {
    /// Every one.
    pub(super) const ALL: [Self; 5] = [
        Self::Acknowledged,
        Self::Called,
        Self::Explained,
        Self::Still,
        Self::Close,
    ];

    /// The command that opens its form, which is the name of the place of its draft.
    pub(super) fn command(self) -> &'static str {
        match self {
            Self::Acknowledged => "move.acknowledged",
            Self::Called => "move.called",
            Self::Explained => "move.explained",
            Self::Still => "move.still",
            Self::Close => "move.close",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Acknowledged => "The other side has taken over",
            Self::Called => "The first call was seen to",
            Self::Explained => "The plan was explained again",
            Self::Still => "Still in hospital",
            Self::Close => "Close",
        }
    }

    /// What is said where there is no move that it fits.
    pub fn none(self) -> &'static str {
        match self {
            Self::Acknowledged => "No move waits to be acknowledged.",
            Self::Called | Self::Explained => "No discharge is open. {move.discharge} records one.",
            Self::Still => "They are not in hospital. {move.admission} records an admission.",
            Self::Close => "Every move is closed.",
        }
    }

    /// Why it does not fit the move that is selected, which it does not.
    pub fn unfit(self, one: &Transition, today: NaiveDate) -> String {
        let what = one.kind.word();
        if let Some(closed) = &one.closed {
            let on = say::day(closed.on, today);
            return format!(
                "The {what} that is selected is closed since {on}: {}.",
                closed.because
            );
        }
        if let (Self::Acknowledged, Some(known)) = (self, &one.acknowledged) {
            let on = say::day(known.on, today);
            return format!(
                "The {what} that is selected was acknowledged {on} by {}.",
                known.by
            );
        }
        match self {
            Self::Acknowledged => {
                format!("Nobody takes over after a {what}, so there is nothing to acknowledge.")
            }
            Self::Called | Self::Explained => {
                format!("A {what} is selected, and this is about a discharge.")
            }
            Self::Still => format!("A {what} is selected, and this is about an admission."),
            Self::Close => format!("The {what} that is selected cannot be closed."),
        }
    }
}

/// The form for a note of a move.
pub(super) fn build(app: &mut App, id: TransitionId, mark: MoveMark) -> Result<Form, Failure> {
    let known = find(app, id)?;
    let mut form = Form::new(
        Purpose::MarkMove(id, mark),
        format!("{}: {}", mark.title(), known.words()),
        place(mark.command(), id.0),
    );
    form.base = known.revision;
    if matches!(mark, MoveMark::Called | MoveMark::Explained) {
        let folder = &app.person()?.folder;
        form.intro.extend(speak::with_person(&folder.person));
    }
    form.fields
        .push(Field::behind("on", "On", None, "empty: today"));
    match mark {
        MoveMark::Acknowledged => {
            let by = known.taking.name.as_str();
            form.fields.push(Field::line("words", "By whom", by, ""));
        }
        MoveMark::Close => form.fields.push(Field::line(
            "words",
            "Because",
            "",
            "settled at home, the other service has taken over",
        )),
        MoveMark::Called | MoveMark::Explained | MoveMark::Still => {}
    }
    Ok(form)
}

/// Where what a rule refuses of a note stands on its form.
const MARKED: [(&str, &str); 7] = [
    ("acknowledged.on", "on"),
    ("acknowledged.by", "words"),
    ("asked_on", "on"),
    ("closed.on", "on"),
    ("closed.because", "words"),
    ("discharge.called_on", "on"),
    ("discharge.explained_again_on", "on"),
];

/// Keeps a note of a move.
pub(super) fn save(
    app: &mut App,
    id: TransitionId,
    mark: MoveMark,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let mut one = find(app, id)?.value;
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    let words = form.text("words");
    match mark {
        MoveMark::Acknowledged if words.is_empty() => {
            return Err(Failure::new("Say who acknowledged it.").at("words"));
        }
        MoveMark::Close if words.is_empty() => {
            return Err(Failure::new("Say why nothing is left to do.").at("words"));
        }
        MoveMark::Acknowledged => one.acknowledged = Some(Acknowledged { on, by: words }),
        MoveMark::Close => one.closed = Some(Closed { on, because: words }),
        MoveMark::Still => one.asked_on = Some(on),
        MoveMark::Called => {
            if let Some(discharge) = &mut one.discharge {
                discharge.called_on = Some(on);
            }
        }
        MoveMark::Explained => {
            if let Some(discharge) = &mut one.discharge {
                discharge.explained_again_on = Some(on);
            }
        }
    }
    one.check_marks(cx.today())
        .map_err(|fault| refused(fault, &MARKED))?;
    let record = Record::Transition(Box::new(one));
    let change = Change::replace(record, form.base);
    app.save_change(form, mark.command(), &change, cx)?;
    Ok(saved("Noted"))
}

/// The form for one point of a checklist.
pub(super) fn build_tick(
    app: &mut App,
    id: TransitionId,
    which: CheckPoint,
) -> Result<Form, Failure> {
    let known = find(app, id)?;
    let discharge = known.discharge.clone().unwrap_or_default();
    let point = discharge.checklist.point(which);
    let mut form = Form::new(
        Purpose::Tick(id, which),
        say::capital(which.word()),
        place(&format!("move.tick.{}", which.name()), id.0),
    );
    form.base = known.revision;
    // Whoever opens this is about to tick it.
    let is = point.is.filter(|is| *is != Answer::No);
    form.fields = vec![point_field(which, Some(is.unwrap_or(Answer::Yes)))];
    if which == CheckPoint::OutOfHours {
        form.fields.push(contact_field(&discharge.named_contact));
        form.focus_on("contact");
    }
    form.fields
        .push(Field::line("note", "Note", &point.note, ""));
    Ok(form)
}

/// Keeps a point; the check that it left open ends with it, or is opened again.
pub(super) fn save_tick(
    app: &mut App,
    id: TransitionId,
    which: CheckPoint,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let mut one = find(app, id)?.value;
    let mut discharge = one.discharge.take().unwrap_or_default();
    let is = form.chosen(which.name(), &Answer::ALL);
    if which == CheckPoint::OutOfHours {
        discharge.named_contact = form.text("contact");
        if is == Some(Answer::Yes) && discharge.named_contact.is_empty() {
            return Err(Failure::new("Say whom they ring, with the number.").at("contact"));
        }
    }
    let note = form.text("note");
    let point = discharge.checklist.point_mut(which);
    point.is = is;
    point.note.clone_from(&note);
    let known = point.item;
    let open = known.and_then(|item| {
        let items = &app.person().ok()?.folder.items;
        items
            .iter()
            .find(|kept| kept.id == item && kept.is_open())
            .cloned()
    });
    let mut change = Change::default();
    match (point.settled(), open) {
        (true, Some(item)) => change.writes.push(Write::Replace {
            record: Record::Item(item.marked(Mark::Done, cx.today(), &note)),
            seen: item.revision,
        }),
        (false, None) => {
            let item = again(app, &one, which, cx);
            discharge.checklist.point_mut(which).item = Some(item.id);
            change.writes.push(Write::Add(Record::Item(item)));
        }
        (true, None) | (false, Some(_)) => {}
    }
    one.discharge = Some(discharge);
    change.writes.insert(
        0,
        Write::Replace {
            record: Record::Transition(Box::new(one)),
            seen: form.base,
        },
    );
    app.save_change(form, "move.tick", &change, cx)?;
    Ok(saved("Noted"))
}

fn again(app: &mut App, one: &Transition, which: CheckPoint, cx: &Cx) -> crate::domain::item::Item {
    let id = ItemId(app.ids.next(cx.now));
    let opening = Opening {
        today: cx.today(),
        holidays: &app.model.holidays,
        expects_letter: false,
        prescriber: "",
    };
    check_item(one, which, opening, id)
}
