//! Opening an ended item again, and taking an answer back that does not hold.

use super::item::{find, is_ongoing, lasts};
use super::item_move::history;
use super::silence::ask_paused_with;
use super::{Purpose, Saved, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::along;
use crate::domain::change::Change;
use crate::domain::id::ItemId;
use crate::domain::item::Stage;
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::say;

/// Why an item cannot be opened again.
pub(in crate::app) const WAITS: &str = "This item is open, and nothing has come of it yet.";

/// What holds of an item that is open again, as a choice shows it.
const STANDS: [&str; 2] = [
    "nothing has come of it yet",
    "the answer holds, they are not told",
];

/// The form that opens an ended item again, or takes an answer back that does not hold.
pub(super) fn build(app: &mut App, id: ItemId) -> Result<Form, Failure> {
    let item = find(app, id)?;
    let is_open = item.is_open();
    if is_open && item.outcome.is_none() {
        return Err(Failure::new(WAITS));
    }
    let title = if is_open {
        "The answer does not hold"
    } else {
        "Open again"
    };
    let mut form = Form::new(
        Purpose::Reopen(id),
        format!("{title}: {}", item.what),
        place("item.reopen", id.0),
    );
    form.base = item.revision;
    form.intro = history(&item.value, &app.model.holidays);
    form.fields.push(Field::line(
        "why",
        "Why",
        "",
        if is_open {
            "it was not clear; nobody agreed after all"
        } else {
            "ended by mistake; it came back"
        },
    ));
    if !is_open && item.kind.owes_news() && item.outcome.is_some() {
        form.fields
            .push(Field::choice("stands", "What holds", STANDS, 0));
    }
    let hint = if item.ongoing {
        "+2w; empty: 10 working days"
    } else {
        "+2w; empty: the day that it had"
    };
    form.fields
        .push(Field::ahead("expected", "Expected by", None, hint));
    // What ended had an end: that it goes on without one is said anew.
    if item.ongoing {
        form.fields.push(lasts(false));
    }
    Ok(form)
}

/// Opens an ended item again, so that its clocks run.
pub(super) fn save(app: &mut App, id: ItemId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let item = find(app, id)?;
    let was_open = item.is_open();
    if was_open && item.outcome.is_none() {
        return Err(Failure::new(
            "Somebody has opened it again meanwhile. {form.leave} leaves this form.",
        ));
    }
    let because = form.text("why");
    if because.is_empty() {
        return Err(Failure::from(Refusal::NoReason).at("why"));
    }
    let keeps_answer = form.field("stands").is_some() && form.choice("stands") == 1;
    let mut again = item.reopened(cx.today(), &because, keeps_answer);
    if is_ongoing(form)? {
        again.goes_on();
    } else if let Some(when) = form.when("expected", cx.local, &app.model.holidays)? {
        again.expected_on = Some(when.date);
        again.expected_how = format!(
            "named when it was opened again on {}",
            say::full(cx.today())
        );
        again.expected_counted = false;
        again.counted_from = None;
        again
            .check_expected()
            .map_err(|fault| refused(fault, &[("expected_on", "expected")]))?;
    }
    let is_owed = again.taken_back().is_some();
    let owes_news = again.stage() == Stage::Answered;
    let mut change = Change::replace(Record::Item(again.clone()), form.base);
    along::ticked(&app.person()?.folder, &again, &mut change);
    if let Some(day) = again.expected_on {
        ask_paused_with(app, form, ("expected", day), &change, cx)?;
    }
    app.save_change(form, "item.reopen", &change, cx)?;
    Ok(saved(if was_open {
        "It waits again; the answer is kept with the reason"
    } else if is_owed {
        "Open again; tell them that the answer does not hold, {item.told} says that they know"
    } else if owes_news {
        "Open again; it stays open until the person has been told"
    } else {
        "Open again"
    }))
}
