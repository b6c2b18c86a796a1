//! Handing records on: in which format, of whom, to which file (R102, R103).

use std::cell::RefCell;
use std::path::PathBuf;

use super::sharing::holders;
use super::{Purpose, Saved};
use crate::app::form::{Field, Form, Input};
use crate::app::handing_on::{Given, Order, directory, keep_copy, write_folder};
use crate::app::jobs::JobDone;
use crate::app::notice::Failure;
use crate::app::offer::Offer;
use crate::app::{App, Cx};
use crate::domain::id::{CopyId, PersonId, VersionId};
use crate::domain::sharing::THE_PERSON;
use crate::export::{FORMATS, Format, Provenance};
use crate::platform::files::shown;
use crate::platform::paths;
use crate::store::{Stamp, Store};

/// The form.
pub(super) fn build(app: &App, person: Option<PersonId>, cx: &Cx) -> Form {
    let mut form = Form::new(Purpose::Export(person), "Hand on", None);
    form.intro = vec![
        "Nothing is overwritten. What is written leaves the encrypted store: anybody who can read the file can read it."
            .to_owned(),
    ];
    let name = person
        .and_then(|person| {
            app.model
                .today
                .everybody()
                .iter()
                .find(|row| row.person == person)
        })
        .map(|row| row.name.to_string())
        .unwrap_or_default();
    if !name.is_empty() {
        form.intro.push(format!("The one person is {name}."));
    }
    form.fields = vec![
        Field::choice("format", "As", FORMATS.iter().map(|format| format.title), 0),
        Field::choice(
            "who",
            "Whom",
            ["this one person", "everybody on the list"],
            usize::from(person.is_none()),
        ),
        Field::offered(
            "to",
            "For",
            "",
            offered(app, person, cx),
            "who gets it, as was decided; empty: nobody, carers' own matters go along",
        ),
        Field::line(
            "version",
            "Version",
            "",
            "the number of a version; empty: the record as it is now",
        ),
        Field::line(
            "path",
            "Into folder",
            &usual_folder(app),
            "files are named by id and date, never by name",
        ),
    ];
    if let Some(Field {
        input: Input::Choice(..),
        hint,
        ..
    }) = form.fields.first_mut()
    {
        *hint = "Left and Right choose";
    }
    form
}

/// Whom a copy can be for: the person themselves, the care team of the open person, and whoever was named before.
fn offered(app: &App, person: Option<PersonId>, cx: &Cx) -> Vec<Offer> {
    app.model
        .person
        .as_ref()
        .filter(|view| Some(view.id()) == person)
        .map_or_else(
            || vec![Offer::new(THE_PERSON.to_owned())],
            |view| holders(view, cx),
        )
}

/// The folder that was written into last; before that the one that the program was started in.
pub(super) fn usual_folder(app: &App) -> String {
    if !app.model.handed_into.is_empty() {
        return app.model.handed_into.clone();
    }
    std::env::current_dir()
        .map(|dir| dir.display().to_string())
        .unwrap_or_default()
}

/// The folder that was named. One that is not there is not made unasked: a slip of the finger would put the files where
/// nobody looks.
pub(super) fn folder_of(form: &Form) -> Result<PathBuf, Failure> {
    let typed = form.text("path");
    if typed.is_empty() {
        return Err(Failure::new("Name the folder to write into.").at("path"));
    }
    let path = paths::typed(&typed);
    // Only what is not there at all: the writing says best what is wrong with anything else.
    if path.symlink_metadata().is_err() {
        return Err(Failure::new(format!(
            "There is no folder {}. Check the name, or make the folder first.",
            shown(&path)
        ))
        .at("path"));
    }
    Ok(path)
}

/// By whom and when something is handed on, and to whom, where somebody is named.
///
/// # Errors
/// Engine faults.
pub(super) fn provenance(app: &mut App, to: String, cx: &Cx) -> Result<Provenance, Failure> {
    Ok(Provenance {
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: cx.now,
        author_login: app.model.login.clone(),
        author_name: app.model.user_name.clone(),
        authors: app.store()?.authors()?,
        recipient: Some(to).filter(|to| !to.is_empty()),
    })
}

/// Writes the files, in a job, and notes it in the journal.
pub(super) fn save(
    app: &mut App,
    person: Option<PersonId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let format = FORMATS
        .get(form.choice("format"))
        .ok_or_else(|| Failure::new("Choose a format.").at("format"))?;
    let path = folder_of(form)?;
    let people = if form.choice("who") == 0 {
        vec![person.ok_or_else(|| {
            Failure::new(
                "Nobody was selected. Choose everybody, or press {form.leave} and select a person.",
            )
            .at("who")
        })?]
    } else {
        app.model
            .today
            .everybody()
            .iter()
            .map(|row| row.person)
            .collect()
    };
    let provenance = provenance(app, form.text("to"), cx)?;
    let goes_along =
        format.name == "json" && form.choice("who") != 0 && provenance.recipient.is_none();
    let version = form.number("version", 9_999)?.map(u32::from);
    ask_of_kept_back(app, form, &people, (format, &provenance, version))?;
    let mut ids = app.ids.split(cx.now);
    let mut worker: Store = app.store()?.again()?;
    let at = cx.now;
    app.busy("Writing");
    app.jobs.start(move |reporter| {
        let total = people.len();
        let stamp = Stamp {
            at,
            command: "record.export",
            note: format.name,
        };
        // Written down first: a record may leave only where that is known afterwards, however the writing ends.
        if let Err(fault) = worker.note_seen(stamp, &people) {
            return JobDone::Exported(Err(fault.to_string()));
        }
        // Everybody as whole records: the shared directory goes along, as the command line does it.
        let (directory, unmet) = if goes_along {
            match directory(&worker) {
                Ok(all) => all,
                Err(fault) => return JobDone::Exported(Err(fault.to_string())),
            }
        } else {
            Default::default()
        };
        let order = Order {
            format,
            made: &provenance,
            version,
            directory,
            unmet,
        };
        let worker = RefCell::new(worker);
        let mut folder = |done: usize| {
            reporter.progress(done, total);
            let person = *people.get(done)?;
            let read = worker.borrow().folder(person, None);
            Some(read.map_err(|fault| fault.to_string()))
        };
        let mut given = |given: Given| {
            let ids = (CopyId(ids.next(at)), VersionId(ids.next(at)));
            keep_copy(&mut worker.borrow_mut(), given, ids, &provenance)
        };
        let written = write_folder(&order, &path, &mut folder, &mut given);
        JobDone::Exported(written)
    });
    Ok(Saved::UnderWay)
}

/// Of so many people it is asked before anything is written; of more it is said when it is.
const MOST_ASKED: usize = 20;

/// Asks once where something that is kept back from the recipient is named in what would go.
fn ask_of_kept_back(
    app: &mut App,
    form: &Form,
    people: &[PersonId],
    (format, made, version): (&'static Format, &Provenance, Option<u32>),
) -> Result<(), Failure> {
    if made.recipient.is_none() || people.len() > MOST_ASKED {
        return Ok(());
    }
    let order = Order {
        format,
        made,
        version,
        directory: Vec::new(),
        unmet: Vec::new(),
    };
    for person in people {
        let folder = app.store()?.folder(*person, None)?;
        if let Some(named) = order.named_all_the_same(&folder) {
            let whose = match people.len() {
                1 => String::new(),
                _ => format!("{}: ", folder.person.name.listed()),
            };
            form.ask_once(
                "to",
                format!("{whose}{named} {{form.leave}} goes back to change the words there."),
            )?;
        }
    }
    Ok(())
}
