//! The day on which the past is looked at: who was responsible then (R17).

use super::{Purpose, Saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::say;

/// The form: one day, and nothing is written.
pub(super) fn build(app: &App, cx: &Cx) -> Result<Form, Failure> {
    let on = app.person()?.past_on();
    let mut form = Form::new(Purpose::PastDay, "Who was responsible on a day", None);
    form.intro = vec![format!(
        "Shown now: {}. Empty: today again.",
        say::full(on.unwrap_or(cx.today()))
    )];
    form.fields = vec![Field::behind(
        "on",
        "Day",
        None,
        "3 feb 2025; 6 months ago; fri",
    )];
    Ok(form)
}

/// Shows that day.
pub(super) fn save(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map(|when| when.date);
    let said = format!("As on {}.", say::full(on.unwrap_or(cx.today())));
    if let Some(view) = &mut app.model.person {
        view.look_back(on);
    }
    Ok(Saved::Done(said))
}
