//! Commands of what was shared: decisions, copies and versions.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::forms::Purpose;
use crate::app::model::{AfterReading, Model, Overlay, Reading};
use crate::app::notice::{Failure, Notice};
use crate::app::person_view::PersonView;
use crate::app::reading_versions::{compared, printed};
use crate::app::shared_view::SharedRowPart;
use crate::app::{App, Cx};
use crate::domain::version::{Body, Version};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Shared,
        "sharing.open",
        "Open",
        "Changes the selected decision or copy, or reads the selected version.",
        &["enter"],
        1,
        on_row,
        open,
    ),
    row(
        Scope::Shared,
        "sharing.decide",
        "Record a decision",
        "Records who may see what, who decided it and on what basis.",
        &["n"],
        2,
        always,
        |app, cx| app.open_form(Purpose::Sharing(None), cx),
    ),
    row(
        Scope::Shared,
        "sharing.withdraw",
        "Withdraw or end",
        "Withdraws the selected decision, or notes that a copy is not held any more.",
        &["x"],
        6,
        on_decision_or_copy,
        |app, cx| match app.person()?.shared_row().map(|row| row.part) {
            Some(SharedRowPart::Decision(id)) => app.open_form(Purpose::WithdrawSharing(id), cx),
            Some(SharedRowPart::Copy(id)) => app.open_form(Purpose::EndCopy(id), cx),
            _ => Ok(()),
        },
    )
    .taken_back_as("what was withdrawn, or is no longer held"),
    row(
        Scope::Shared,
        "copy.by_hand",
        "Given by hand",
        "Takes down a copy that was given outside this program: by hand, by post, read out.",
        &["h"],
        4,
        always,
        |app, cx| app.open_form(Purpose::Copy(None), cx),
    ),
    row(
        Scope::Shared,
        "copy.send",
        "Send again",
        "Hands the plan as it is now on to whoever holds the selected copy.",
        &["o"],
        5,
        on_copy,
        |app, cx| {
            let person = app.subject()?;
            let holder = holder(app.person()?);
            app.open_form(Purpose::Export(Some(person)), cx)?;
            if let (Some(holder), Some(form)) = (holder, app.model.form_mut()) {
                form.restore(&[("to".to_owned(), holder)].into());
            }
            Ok(())
        },
    )
    .in_shell("caseload export"),
    row(
        Scope::Shared,
        "version.compare",
        "What changed",
        "Shows word by word what changed since the selected version or copy, or from the one marked to compare from.",
        &["v"],
        3,
        has_versions,
        compare,
    ),
    row(
        Scope::Shared,
        "version.from",
        "Compare from here",
        "Marks the selected version, to compare another one with it.",
        &["b"],
        0,
        on_version,
        |app, _| {
            let id = app.person()?.shared_version().map(|version| version.id);
            if let Some(tab) = app
                .model
                .person
                .as_mut()
                .and_then(|view| view.shared.as_mut())
            {
                tab.from = if tab.from == id { None } else { id };
                let text = if tab.from.is_some() {
                    "Marked. Go to another version, or to the plan as it is now, and press {version.compare}."
                } else {
                    "No longer marked."
                };
                app.model.notice = Some(Notice::done(text));
            }
            Ok(())
        },
    ),
];

fn part(model: &Model) -> Option<SharedRowPart> {
    Some(model.person.as_ref()?.shared_row()?.part)
}

fn on_row(model: &Model) -> Availability {
    match part(model) {
        Some(SharedRowPart::Heading) | None => Availability::Blocked(
            "Choose a decision, a copy or a version. {sharing.decide} records a decision, {copy.by_hand} a copy given by hand.",
        ),
        Some(_) => Availability::Ready,
    }
}

fn on_decision_or_copy(model: &Model) -> Availability {
    match part(model) {
        Some(SharedRowPart::Decision(_) | SharedRowPart::Copy(_)) => Availability::Ready,
        _ => Availability::Blocked("Choose a decision or a copy first; versions stay as they are."),
    }
}

fn on_copy(model: &Model) -> Availability {
    match part(model) {
        Some(SharedRowPart::Copy(_)) => Availability::Ready,
        _ => Availability::Blocked(
            "Choose somebody's copy first. {person.export} hands the record on to anybody.",
        ),
    }
}

fn on_version(model: &Model) -> Availability {
    let view = model.person.as_ref();
    if view.and_then(PersonView::shared_version).is_some() {
        Availability::Ready
    } else {
        Availability::Blocked("Choose a version first.")
    }
}

fn has_versions(model: &Model) -> Availability {
    let tab = model.person.as_ref().and_then(|view| view.shared.as_ref());
    if tab.is_some_and(|tab| !tab.shared.versions.is_empty()) {
        Availability::Ready
    } else {
        Availability::Blocked(
            "There is no version yet. {plan.agree} on the plan tab records who agreed, and keeps one.",
        )
    }
}

fn holder(view: &PersonView) -> Option<String> {
    let SharedRowPart::Copy(id) = view.shared_row()?.part else {
        return None;
    };
    let copies = &view.shared.as_ref()?.shared.copies;
    let copy = copies.iter().find(|copy| copy.id == id)?;
    Some(copy.holder.word().to_owned())
}

fn open(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let view = app.person()?;
    match view.shared_row().map(|row| row.part) {
        Some(SharedRowPart::InGeneral) => {
            let person = view.id();
            app.open_form(Purpose::Person(person), cx)?;
            if let Some(form) = app.model.form_mut() {
                form.focus_on("sharing");
            }
            Ok(())
        }
        Some(SharedRowPart::Decision(id)) => app.open_form(Purpose::Sharing(Some(id)), cx),
        Some(SharedRowPart::Copy(id)) => app.open_form(Purpose::Copy(Some(id)), cx),
        Some(SharedRowPart::Version(_)) => {
            let version = view.shared_version().cloned();
            if let Some(version) = version {
                read(app, &version.body, &version.word(), cx)?;
            }
            Ok(())
        }
        Some(SharedRowPart::Now) => {
            if let Some(body) = Body::of(&view.folder, cx.today()) {
                read(app, &body, "the plan as it is now", cx)?;
            }
            Ok(())
        }
        Some(SharedRowPart::Heading) | None => Ok(()),
    }
}

/// Shows a version as a page.
fn read(app: &mut App, body: &Body, title: &str, cx: &Cx) -> Result<(), Failure> {
    let name = body.person.name.written();
    let authors = app.store()?.authors()?;
    let decisions = &app.person()?.folder.shared.decisions;
    let (login, user_name) = (app.model.login.as_str(), app.model.user_name.as_str());
    let lines = printed(body, decisions, (login, user_name, authors), cx.now);
    app.model.overlays.push(Overlay::Reading(Reading {
        title: format!("{name}: {title}"),
        lines,
        top: 0,
        then: AfterReading::Back,
    }));
    Ok(())
}

/// Shows what changed: from the marked version, else from the selected one or what was agreed last, to the selected row or now.
fn compare(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let view = app.person()?;
    let tab = view
        .shared
        .as_ref()
        .ok_or_else(|| Failure::new("Open this tab again ({tab.shared})."))?;
    let selected = view.shared_version();
    let marked = tab.from.and_then(|id| tab.shared.version(id));
    let now = Body::of(&view.folder, cx.today());
    let side = |version: &Version| (version.body.clone(), version.word());
    let live = now.map(|body| (body, "the plan as it is now".to_owned()));
    let (was, now) = match (marked, selected) {
        // The older of two stands first, whichever was marked.
        (Some(marked), Some(selected)) if marked.id != selected.id => {
            if marked.number < selected.number {
                (side(marked), Some(side(selected)))
            } else {
                (side(selected), Some(side(marked)))
            }
        }
        (Some(one), _) | (None, Some(one)) => (side(one), live),
        (None, None) => match tab.shared.agreed().or(tab.shared.newest()) {
            Some(newest) => (side(newest), live),
            None => return Err(Failure::new("There is no version yet.")),
        },
    };
    let now = now.ok_or_else(|| Failure::new("There is no plan to compare with."))?;
    let title = format!("What changed: {}", view.folder.person.name.written());
    let lines = compared((&was.0, &was.1), (&now.0, &now.1));
    app.model.overlays.push(Overlay::Reading(Reading {
        title,
        lines,
        top: 0,
        then: AfterReading::Back,
    }));
    Ok(())
}
