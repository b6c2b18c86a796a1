//! Commands of the services directory.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::forms::Purpose;
use crate::app::model::{AfterReading, Model, Overlay, Reading, Screen};
use crate::app::notice::{Failure, Notice};
use crate::app::services_view::{ServicesView, page, unmet_page};
use crate::app::{App, Cx};
use crate::domain::change::Change;
use crate::domain::record::Record;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Services,
        "services.down",
        "Next service",
        "Goes to the next service.",
        &["down", "j"],
        0,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::Services,
        "services.up",
        "Previous service",
        "Goes to the previous service.",
        &["up", "k"],
        0,
        always,
        |app, _| step(app, -1),
    ),
    row(
        Scope::Services,
        "services.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        0,
        always,
        |app, cx| pages(app, 1, cx),
    ),
    row(
        Scope::Services,
        "services.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        always,
        |app, cx| pages(app, -1, cx),
    ),
    row(
        Scope::Services,
        "services.first",
        "First service",
        "Goes to the first service.",
        &["home", "g"],
        0,
        always,
        |app, _| step(app, isize::MIN),
    ),
    row(
        Scope::Services,
        "services.last",
        "Last service",
        "Goes to the last service.",
        &["end", "G"],
        0,
        always,
        |app, _| step(app, isize::MAX),
    ),
    row(
        Scope::Services,
        "services.find",
        "Search",
        "Searches by words of need, name and place; every word must occur.",
        &["/"],
        1,
        always,
        |app, _| {
            if let Some(view) = &mut app.model.services {
                view.is_typing = true;
            }
            Ok(())
        },
    ),
    row(
        Scope::Services,
        "services.read",
        "Read in full",
        "Shows everything that is known of the selected service.",
        &["o", "right", "l"],
        3,
        selected,
        read,
    ),
    row(
        Scope::Services,
        "services.edit",
        "Change",
        "Changes the selected service.",
        &["enter"],
        2,
        selected,
        |app, cx| {
            let id = chosen(app)?;
            app.open_form(Purpose::Service(Some(id)), cx)
        },
    )
    .taken_back_as("a change of a service"),
    row(
        Scope::Services,
        "services.checked",
        "Checked today",
        "Takes down that you made sure of this entry today.",
        &["t"],
        4,
        selected,
        checked,
    )
    .taken_back_as("that a service was checked today"),
    row(
        Scope::Services,
        "services.add",
        "New service",
        "Adds a service to the directory.",
        &["n"],
        5,
        always,
        |app, cx| app.open_form(Purpose::Service(None), cx),
    )
    .taken_back_as("a new service"),
    row(
        Scope::Services,
        "services.import",
        "Bring in a file",
        "Reads services from a CSV list or an Open Referral UK file and shows what would be brought in.",
        &["I"],
        10,
        always,
        |app, cx| app.open_form(Purpose::ImportPath, cx),
    ),
    row(
        Scope::Services,
        "services.close",
        "Closed",
        "Takes down that a service is no longer there, and why; it stays in the directory, said to be closed.",
        &["x"],
        6,
        selected,
        |app, cx| {
            let id = chosen(app)?;
            app.open_form(Purpose::CloseService(id), cx)
        },
    )
    .taken_back_as("whether a service is closed"),
    row(
        Scope::Services,
        "services.unmet",
        "Log unmet need",
        "Takes down what was needed and could not be found, for commissioners.",
        &["w"],
        7,
        always,
        |app, cx| app.open_form(Purpose::UnmetNeed, cx),
    ),
    row(
        Scope::Services,
        "services.unmet_list",
        "Unmet needs",
        "Shows the needs for which nothing was found: how often each, and each by itself.",
        &["W"],
        8,
        always,
        unmet,
    ),
    row(
        Scope::Services,
        "services.back",
        "Back",
        "Shows every service again, then goes back to where you were.",
        &["esc", "backspace"],
        9,
        always,
        |app, cx| {
            back(app, cx);
            Ok(())
        },
    ),
    row(
        Scope::ServiceFind,
        "services.keep",
        "Go to the services found",
        "Keeps the search and goes to the services found.",
        &["enter"],
        1,
        always,
        |app, _| {
            if let Some(view) = &mut app.model.services {
                view.is_typing = false;
            }
            Ok(())
        },
    ),
    row(
        Scope::ServiceFind,
        "services.leave",
        "Leave the search",
        "Empties the search; where nothing is typed, goes back to where you were.",
        &["esc"],
        2,
        always,
        |app, cx| {
            back(app, cx);
            Ok(())
        },
    ),
    row(
        Scope::ServiceFind,
        "services.next",
        "Next service found",
        "Goes down among the services found.",
        &["down", "tab"],
        0,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::ServiceFind,
        "services.previous",
        "Previous service found",
        "Goes up among the services found.",
        &["up", "shift-tab"],
        0,
        always,
        |app, _| step(app, -1),
    ),
    row(
        Scope::ServiceFind,
        "services.page_on",
        "Page down",
        "Goes one page down among the services found.",
        &["pagedown"],
        0,
        always,
        |app, cx| pages(app, 1, cx),
    ),
    row(
        Scope::ServiceFind,
        "services.page_back",
        "Page up",
        "Goes one page up among the services found.",
        &["pageup"],
        0,
        always,
        |app, cx| pages(app, -1, cx),
    ),
];

/// Whether the directory can be opened: over a page that is read it would change what lies under it.
pub(super) fn can_open(model: &Model) -> Availability {
    match model.screen {
        Screen::Door => Availability::Blocked("The store is locked."),
        Screen::Services => {
            Availability::Blocked("This is the directory of services. / searches it.")
        }
        _ if !model.overlays.is_empty() => Availability::Blocked(
            "Close this page first ({page.close}); then {services.open} opens the services.",
        ),
        _ => Availability::Ready,
    }
}

/// Shows the directory.
pub(in crate::app) fn show(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let from = app.model.screen;
    let view = ServicesView::read(app.store()?, from, cx.today())?;
    app.model.services = Some(view);
    app.model.screen = Screen::Services;
    Ok(())
}

fn selected(model: &Model) -> Availability {
    match &model.services {
        Some(view) if view.selected().is_some() => Availability::Ready,
        Some(view) if view.everything().is_empty() => Availability::Blocked(
            "There is no service here yet. {services.add} adds one, {services.import} brings in a file.",
        ),
        Some(_) | None => Availability::Blocked(
            "No service fits what is searched for. {services.back} shows all of them.",
        ),
    }
}

fn chosen(app: &App) -> Result<crate::domain::id::ServiceId, Failure> {
    let view = app.model.services.as_ref();
    view.and_then(ServicesView::selected)
        .map(|kept| kept.id)
        .ok_or_else(|| Failure::new("No service is selected. Choose one in the list first."))
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, by: isize) -> Result<(), Failure> {
    if let Some(view) = &mut app.model.services {
        view.step(by);
    }
    Ok(())
}

fn pages(app: &mut App, by: isize, cx: &Cx) -> Result<(), Failure> {
    step(app, cx.rows_of(by))
}

/// Takes down that the selected service was checked today.
fn checked(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let Some(kept) = app
        .model
        .services
        .as_ref()
        .and_then(ServicesView::selected)
        .cloned()
    else {
        return Ok(());
    };
    let by = app.model.user_name.clone();
    let service = kept.value.checked_on(cx.today(), &by)?;
    let said = format!(
        "{}: checked today. {{change.undo}} takes it back.",
        service.name
    );
    let change = Change::replace(Record::Service(Box::new(service)), kept.revision);
    match app.write_together("services.checked", &change, None, cx) {
        Ok(commit) => app.refresh(&commit, cx),
        Err(fault) => {
            app.read_again(cx);
            return Err(fault.into());
        }
    }
    app.model.notice = Some(Notice::done(said));
    Ok(())
}

fn read(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let today = cx.today();
    let Some(kept) = app.model.services.as_ref().and_then(ServicesView::selected) else {
        return Ok(());
    };
    let (id, title, mut lines) = (kept.id, kept.name.clone(), page(kept, today));
    let waits = app.store()?.waits_for_service(id)?;
    if !waits.is_empty() {
        lines.extend([String::new(), "Open items that name it".to_owned()]);
        let all = waits.iter();
        lines.extend(all.map(|one| format!("  {}: {}", one.name, one.item.what_now())));
    }
    show_page(app, title, lines)
}

fn unmet(app: &mut App, _: &Cx) -> Result<(), Failure> {
    let needs = app.store()?.unmet_needs()?;
    let needs: Vec<_> = needs.into_iter().map(|kept| kept.value).collect();
    let lines = app.keymap.spoken_lines(unmet_page(&needs));
    show_page(app, "Unmet needs".to_owned(), lines)
}

#[expect(clippy::unnecessary_wraps, reason = "what its callers return")]
fn show_page(app: &mut App, title: String, lines: Vec<String>) -> Result<(), Failure> {
    app.model.overlays.push(Overlay::Reading(Reading {
        title,
        lines,
        top: 0,
        then: AfterReading::Back,
    }));
    Ok(())
}

/// Empties the search first, then goes back to where the directory was opened from.
fn back(app: &mut App, cx: &Cx) {
    match &mut app.model.services {
        Some(view) if !view.edit.is_empty() => view.clear(),
        view => {
            let from = view.as_ref().map_or(Screen::Today, |view| view.from);
            app.model.services = None;
            // The person may have gone meanwhile: somebody took adding them back.
            app.model.screen = match from {
                Screen::Person if app.model.person.is_none() => Screen::Today,
                from => from,
            };
            // What others wrote meanwhile was not read for a screen that was not shown.
            if from == Screen::Person {
                app.read_again(cx);
            }
        }
    }
}
