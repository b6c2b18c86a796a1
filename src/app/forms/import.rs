//! Bringing people in: naming the file, and accepting what the preview showed (R2).

use std::ops::ControlFlow;

use super::{Purpose, Saved};
use crate::app::door::READING;
use crate::app::form::{Field, Form};
use crate::app::import_view::{Here, files_of, read_files};
use crate::app::jobs::JobDone;
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::change::Change;
use crate::import::Admission;
use crate::platform::paths;
use crate::store::{Stamp, Store};

/// The form that names the file.
pub(super) fn build_path() -> Form {
    let mut form = Form::new(
        Purpose::ImportPath,
        "Bring people or services in from a file",
        None,
    );
    form.intro = vec![
        "A CSV list from EMIS, SystmOne or a spreadsheet, FHIR bundles, Caseload JSON, or services as CSV or Open \
         Referral UK. You see what would come in before anything is written. To read several FHIR files together, \
         name their folder."
            .to_owned(),
    ];
    form.fields = vec![Field::line(
        "path",
        "File or folder",
        "",
        "/home/me/list.csv",
    )];
    form
}

/// Reads the file, in a job.
pub(super) fn read(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let typed = form.text("path");
    if typed.is_empty() {
        return Err(
            Failure::new("Name the file to read, or press {form.leave} to leave it.").at("path"),
        );
    }
    let found =
        files_of(&paths::typed(&typed)).map_err(|reason| Failure::new(reason).at("path"))?;
    let here = Here::of(app.store()?)?;
    let today = cx.today();
    app.busy(READING);
    app.jobs.start(move |reporter| {
        let mut last = 0;
        let mut progress = |done: usize, of: usize| {
            if reporter.is_cancelled() {
                return ControlFlow::Break(());
            }
            // A message every fiftieth part is enough for a line that fills.
            if of > 0 && (done.saturating_sub(last) > of / 50 || done < last) {
                last = done;
                reporter.progress(done, of);
            }
            ControlFlow::Continue(())
        };
        let mut read = read_files(&found.files, here, today, &mut progress);
        if let Some(read) = &mut read {
            read.beside.extend(found.beside);
        }
        JobDone::Read(read)
    });
    Ok(Saved::UnderWay)
}

/// The form that accepts the preview.
pub(super) fn build_accept(app: &mut App) -> Result<Form, Failure> {
    let view = app.model.import.as_ref().ok_or_else(|| {
        Failure::new("There is nothing to accept. Read a file first ({import.read}).")
    })?;
    let mut form = Form::new(
        Purpose::Accept,
        format!("Bring {} in", view.read.in_words()),
        None,
    );
    form.intro = vec![
        "They join today, with you as their navigator. One undo takes all of them back.".to_owned(),
    ];
    form.fields = vec![
        Field::line(
            "because",
            "Why identified",
            "",
            "frailty register, two admissions this year ...",
        ),
        Field::line("by", "By whom", "", "who drew up the list"),
    ];
    Ok(form)
}

/// Brings the people in, in one transaction, in a job.
pub(super) fn accept(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let because = form.text("because");
    if because.is_empty() {
        return Err(Failure::new(
            "Say why these people were identified; it is kept with each of them.",
        )
        .at("because"));
    }
    let by = form.text("by");
    let by = if by.is_empty() {
        app.model.user_name.clone()
    } else {
        by
    };
    let navigator = app.model.user_name.clone();
    let Some(view) = &app.model.import else {
        return Ok(Saved::Done("Nothing to bring in.".to_owned()));
    };
    let admission = Admission {
        today: cx.today(),
        because: &because,
        by: &by,
        navigator: &navigator,
        file: "",
    };
    let ids = &mut app.ids;
    let (writes, count) = view.read.person_writes(&admission, || ids.next(cx.now));
    let change = Change { writes };
    bring_in(app, change, count, cx)
}

/// Brings services and whole records in: nothing has to be asked.
pub(in crate::app) fn accept_unasked(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let admission = Admission {
        today: cx.today(),
        because: "",
        by: "",
        navigator: "",
        file: "",
    };
    let ids = &mut app.ids;
    let (writes, count) = app.model.import.as_ref().map_or_else(
        || (Vec::new(), 0),
        |view| view.read.person_writes(&admission, || ids.next(cx.now)),
    );
    bring_in(app, Change { writes }, count, cx).map(drop)
}

/// Writes the people given and the services of the preview, in a job.
fn bring_in(app: &mut App, mut change: Change, people: usize, cx: &Cx) -> Result<Saved, Failure> {
    let ids = &mut app.ids;
    let services = app.model.import.as_ref().map_or_else(Vec::new, |view| {
        view.read.service_writes(|| ids.next(cx.now))
    });
    let along = app.model.import.as_ref();
    let count = services.len() + along.map_or(0, |view| view.read.directory().count());
    change.writes.extend(services);
    let authors = along.map(|view| view.read.authors()).unwrap_or_default();
    let mut worker: Store = app.store()?.again()?;
    let at = cx.now;
    let total = change.writes.len();
    app.busy("Bringing in");
    app.jobs.start(move |reporter| {
        let stamp = Stamp {
            at,
            command: "import.accept",
            note: "",
        };
        let progress = |done| reporter.progress(done, total);
        // First: a name that is known too early does no harm, and one that is lost stays lost.
        let remembered = worker.remember_authors(&authors);
        let written = remembered.and_then(|()| worker.write_large(stamp, &change, None, progress));
        JobDone::Admitted(written.map(|commit| (commit, people, count)))
    });
    Ok(Saved::UnderWay)
}
