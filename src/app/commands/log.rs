//! Commands of the contact log.

use crate::app::command::{Availability, Command, Scope, row};
use crate::app::forms::Purpose;
use crate::app::model::{AfterReading, Model, Overlay, Reading};
use crate::app::note_editor::NoteEditor;
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::london;
use crate::domain::say;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Log,
        "log.read",
        "Read the whole entry",
        "Shows the selected entry with everything in it.",
        &["enter"],
        1,
        has_entry,
        read,
    ),
    row(
        Scope::Log,
        "log.find",
        "Search the log",
        "Narrows the log to the entries with all the words typed: of the text, a name, a channel, a result.",
        &["/"],
        4,
        has_entry,
        |app, _| {
            let (Some(view), Some(store)) = (&mut app.model.person, &app.store) else {
                return Ok(());
            };
            Ok(view.search_log(store)?)
        },
    ),
    row(
        Scope::Log,
        "log.filter",
        "Narrow the log",
        "Narrows the log by lists that count: by which way, with whom, what for, written by whom, failed, since.",
        &["f"],
        5,
        has_log,
        |app, cx| app.open_form(Purpose::LogFilter, cx),
    ),
    row(
        Scope::Log,
        "contact.repeat",
        "Like this one",
        "Logs a contact by the same way, with the same people and for the same purpose as the selected one.",
        &["."],
        3,
        has_entry,
        |app, cx| {
            let id = entry(app)?;
            app.open_form(Purpose::Repeat(id), cx)
        },
    ),
    row(
        Scope::Log,
        "contact.keep",
        "Keep by name",
        "Keeps the way, with whom and what for of the selected contact under a name, to be chosen for anybody.",
        &["K"],
        0,
        has_entry,
        |app, cx| {
            let id = entry(app)?;
            app.open_form(Purpose::KeepContact(id), cx)
        },
    ),
    row(
        Scope::Log,
        "contact.correct",
        "Correct the entry",
        "Adds an entry that corrects the selected one; both stay.",
        &["o"],
        2,
        has_entry,
        |app, cx| {
            let id = entry(app)?;
            app.open_form(Purpose::Correct(id), cx)
        },
    ),
];

fn has_entry(model: &Model) -> Availability {
    if model
        .person
        .as_ref()
        .and_then(|view| view.contact())
        .is_some()
    {
        Availability::Ready
    } else {
        Availability::Blocked("There is no entry yet. {person.contact} logs a contact.")
    }
}

fn has_log(model: &Model) -> Availability {
    let view = model.person.as_ref();
    if view.is_some_and(|view| !view.folder.contacts.is_empty()) {
        Availability::Ready
    } else {
        Availability::Blocked("There is no entry yet. {person.contact} logs a contact.")
    }
}

fn entry(app: &App) -> Result<crate::domain::id::ContactId, Failure> {
    app.person()?
        .contact()
        .map(|contact| contact.id)
        .ok_or_else(|| Failure::new("There is no entry yet."))
}

fn read(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let authors = app.store()?.authors()?;
    let view = app.person()?;
    let Some(contact) = view.contact() else {
        return Ok(());
    };
    let at = london::local(contact.at);
    let whom = if contact.whom.is_empty() {
        String::new()
    } else {
        format!(" ({})", contact.whom)
    };
    let mut lines = vec![
        format!("{} {}", say::full(at.date()), say::time(at.time())),
        format!(
            "{}, {}, with {}{whom}, {}",
            contact.channel.word(),
            contact.direction.word(),
            contact.with.word(),
            contact.result.word()
        ),
        String::new(),
    ];
    // As the text editor breaks it: one line may be longer than the screen, and pages are turned by lines.
    let columns = cx.width.saturating_sub(4).max(20);
    let rows = NoteEditor::new(&contact.gist).view(columns, u16::MAX).rows;
    lines.extend(rows.iter().map(|row| row.trim_end().to_owned()));
    lines.push(String::new());
    if let Some(next) = &contact.next {
        let what = if next.what.is_empty() {
            "speak again"
        } else {
            &next.what
        };
        lines.push(format!("Next on {}: {what}", say::full(next.on)));
    }
    if let Some(minutes) = contact.minutes {
        lines.push(format!(
            "Took {}",
            say::count(usize::from(minutes), "minute", "minutes")
        ));
    }
    lines.extend(contact.details.lines());
    for moved in &contact.moved {
        let what = view
            .items
            .iter()
            .find(|item| item.id == moved.item)
            .map_or("an item", |item| item.what.as_str());
        lines.push(format!("{}: {what}", moved.mark.word()));
    }
    let written = london::local(contact.recorded_at);
    let late = if contact.is_late_entry() {
        ", a late entry"
    } else {
        ""
    };
    lines.push(format!(
        "Written by {} on {} {}{late}",
        authors.called(&contact.by),
        say::full(written.date()),
        say::time(written.time())
    ));
    if let Some(before) = contact.corrects {
        let when = view
            .folder
            .contacts
            .iter()
            .find(|other| other.id == before)
            .map_or_else(
                || "an earlier entry".to_owned(),
                |other| {
                    format!(
                        "the entry of {}, which said: {}",
                        say::full(london::date(other.at)),
                        other.gist
                    )
                },
            );
        lines.push(format!("Corrects {when}"));
    }
    if let Some(by) = view
        .folder
        .contacts
        .iter()
        .find(|other| other.corrects == Some(contact.id))
    {
        lines.push(format!(
            "Corrected by the entry written {}",
            say::full(london::date(by.recorded_at))
        ));
    }
    let title = format!("Contact with {}", view.folder.person.name.written());
    app.model.overlays.push(Overlay::Reading(Reading {
        title,
        lines,
        top: 0,
        then: AfterReading::Back,
    }));
    Ok(())
}
