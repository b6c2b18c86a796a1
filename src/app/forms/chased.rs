//! When it will come, as whoever was chased has said: the day by which an item is expected from then on (R60).
//!
//! Not here: the chase itself (`item_move`), the day that is agreed when something is asked (`item`).

use chrono::NaiveDate;

use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::calendar::Holidays;
use crate::domain::item::{Item, ItemKind};
use crate::domain::say;
use crate::domain::when::{Bias, counted_forward};

/// The field of a chase for the day by which it will come; none where the day of the item says something else, or where
/// it has none.
pub(super) fn field(item: &Item) -> Option<Field> {
    let has_day = !item.ongoing && item.kind != ItemKind::Supply;
    has_day.then(|| {
        Field::ahead(
            "expected",
            "When it will come",
            None,
            "as they said: +2w, fri; empty: expected by the same day as before",
        )
    })
}

/// Takes the day that was typed over into the item; without one it stays as it was.
pub(super) fn take(app: &App, form: &Form, item: &mut Item, cx: &Cx) -> Result<(), Failure> {
    let holidays = &app.model.holidays;
    let Some(when) = form.when("expected", cx.local, holidays)? else {
        return Ok(());
    };
    if when.date < cx.today() {
        return Err(Failure::new(format!(
            "{} has passed. Type the day on which it will come, or leave it empty.",
            say::full(when.date)
        ))
        .at("expected"));
    }
    agreed(item, when.date, &form.text("expected"), holidays, cx);
    Ok(())
}

/// Sets the day by which an item is expected, with how it was said.
pub(super) fn agreed(item: &mut Item, on: NaiveDate, typed: &str, holidays: &Holidays, cx: &Cx) {
    item.expected_on = Some(on);
    item.expected_counted = false;
    item.counted_from = None;
    item.expected_how = match counted_forward(typed, cx.local, Bias::Future, holidays) {
        Some(sum) => format!("{}, agreed as \"{typed}\"", sum.how),
        None => format!(
            "{} = \"{typed}\", agreed {}",
            say::full(on),
            say::full(cx.today())
        ),
    };
}
