//! Commands in the choice of views.

use crate::app::command::{Command, Scope, always, row};
use crate::app::forms::Purpose;
use crate::app::model::{Act, Confirm, Overlay};
use crate::app::notice::{Failure, Notice};
use crate::app::views::Views;
use crate::app::{App, Cx};
use crate::store::Stamp;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Views,
        "view.show",
        "Show",
        "Narrows the list to the selected view.",
        &["enter"],
        1,
        always,
        show,
    ),
    row(
        Scope::Views,
        "view.remove",
        "Remove",
        "Removes the selected view if it was saved, after asking.",
        &["ctrl-d"],
        3,
        always,
        |app, _| ask_to_remove(app),
    ),
    row(
        Scope::Views,
        "view.leave",
        "Leave",
        "Leaves the views; the list stays as it is.",
        &["esc"],
        2,
        always,
        |app, _| {
            app.model.overlays.pop();
            Ok(())
        },
    ),
    row(
        Scope::Views,
        "view.down",
        "Next",
        "Goes to the next view.",
        &["down", "tab"],
        0,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::Views,
        "view.up",
        "Previous",
        "Goes to the previous view.",
        &["up", "shift-tab"],
        0,
        always,
        |app, _| step(app, -1),
    ),
];

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, by: isize) -> Result<(), Failure> {
    if let Some(Overlay::Views(views)) = app.model.overlays.last_mut() {
        views.step(by);
    }
    Ok(())
}

/// Puts the views on the screen, each with how many people it would show.
pub(super) fn choose(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let views = read(app, cx)?;
    app.model.overlays.push(Overlay::Views(views));
    Ok(())
}

fn read(app: &mut App, cx: &Cx) -> Result<Views, Failure> {
    let App { store, model, .. } = app;
    let store = store
        .as_ref()
        .ok_or_else(|| Failure::new("The store is locked."))?;
    let today = &mut model.today;
    let open = today.everybody().len();
    let views = Views::read(store.views()?, open, |views| {
        today.counts_of(views, store, cx.today())
    })?;
    Ok(views)
}

fn show(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let Some(Overlay::Views(views)) = app.model.overlays.last() else {
        return Ok(());
    };
    let Some(choice) = views.selected() else {
        return Ok(());
    };
    let named = choice.named.clone();
    let says = app.narrow(named.view.clone(), Some(named), cx)?;
    app.model.overlays.pop();
    app.model.notice = Some(Notice::done(says));
    Ok(())
}

/// Opens the form for what the list is narrowed to.
pub(super) fn filter(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    app.open_form(Purpose::Filter, cx)
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn ask_to_remove(app: &mut App) -> Result<(), Failure> {
    let Some(Overlay::Views(views)) = app.model.overlays.last() else {
        return Ok(());
    };
    let Some(choice) = views.selected() else {
        return Ok(());
    };
    if choice.saved.is_none() {
        app.model.notice = Some(Notice::warning(
            "Every store has this view; only saved ones can be removed.",
        ));
        return Ok(());
    }
    let question = format!("Remove \"{}\" for everybody?", choice.named.name);
    app.model.overlays.push(Overlay::Confirm(Confirm {
        question,
        yes: Act::RemoveView,
    }));
    Ok(())
}

/// Removes the selected view. The list stays as it is, under its criteria where it was under that name.
pub(super) fn remove(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let Some(Overlay::Views(views)) = app.model.overlays.last() else {
        return Ok(());
    };
    let Some((named, saved)) = views
        .selected()
        .and_then(|choice| Some((choice.named.clone(), choice.saved.as_ref()?)))
    else {
        return Ok(());
    };
    let (seen, typed) = (saved.revision, views.edit.clone());
    let stamp = Stamp {
        at: cx.now,
        command: "view.remove",
        note: "",
    };
    app.store()?.remove_view(stamp, &named, seen)?;
    let here = &mut app.model.today.named;
    if here.as_ref().is_some_and(|here| here.name == named.name) {
        *here = None;
    }
    let mut views = read(app, cx)?;
    views.search(typed);
    app.model.overlays.pop();
    app.model.overlays.push(Overlay::Views(views));
    app.model.notice = Some(Notice::done(format!("\"{}\" is removed.", named.name)));
    Ok(())
}
