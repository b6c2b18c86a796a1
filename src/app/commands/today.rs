//! Commands of the list.

use crate::app::command::{Availability, Command, Scope, always, row};
use crate::app::forms::Purpose;
use crate::app::jobs::JobDone;
use crate::app::model::{Model, Overlay};
use crate::app::notice::{Failure, Notice};
use crate::app::person_view::Tab;
use crate::app::word_search::WordSearch;
use crate::app::{App, Cx};
use crate::demo;
use crate::domain::change::{Change, Write};
use crate::domain::say;
use crate::domain::triage::Bucket;
use crate::store::Stamp;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Today,
        "list.down",
        "Next person",
        "Goes to the next person.",
        &["down", "j"],
        0,
        always,
        |app, cx| step(app, 1, cx),
    ),
    row(
        Scope::Today,
        "list.up",
        "Previous person",
        "Goes to the previous person.",
        &["up", "k"],
        0,
        always,
        |app, cx| step(app, -1, cx),
    ),
    row(
        Scope::Today,
        "list.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        0,
        always,
        |app, cx| page(app, 1, cx),
    ),
    row(
        Scope::Today,
        "list.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        always,
        |app, cx| page(app, -1, cx),
    ),
    row(
        Scope::Today,
        "list.first",
        "First person",
        "Goes to the top of the list.",
        &["home", "g"],
        0,
        always,
        |app, _| {
            app.model.today.go_to(0);
            Ok(())
        },
    ),
    row(
        Scope::Today,
        "list.last",
        "Last person",
        "Goes to the end of the list.",
        &["end", "G"],
        0,
        always,
        |app, _| {
            app.model.today.go_to(usize::MAX);
            Ok(())
        },
    ),
    row(
        Scope::Today,
        "list.next_bucket",
        "Next bucket",
        "Goes to the first person of the next bucket.",
        &["tab"],
        0,
        always,
        |app, _| {
            next_bucket(app);
            Ok(())
        },
    ),
    row(
        Scope::Today,
        "person.open",
        "Open",
        "Opens the selected person.",
        &["enter", "right", "l"],
        2,
        selected,
        |app, cx| {
            let person = app.subject()?;
            app.open_person(person, Tab::Front, cx)
        },
    ),
    row(
        Scope::Today,
        "contact.log",
        "Log contact",
        "Logs a contact with the selected person.",
        &["c"],
        1,
        selected,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Contact(person, false), cx)
        },
    ).in_shell("caseload contact"),
    row(
        Scope::Today,
        "contact.kept",
        "Contact as kept",
        "Logs a contact like one of those that you keep by name.",
        &["Y"],
        0,
        selected,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::KeptContacts(person), cx)
        },
    ),
    row(
        Scope::Today,
        "contact.failed",
        "Nobody reached",
        "Logs an attempt in which nobody was reached, and asks when to try again.",
        &["C"],
        0,
        selected,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Contact(person, true), cx)
        },
    ).in_shell("caseload contact --result no-answer"),
    row(
        Scope::Today,
        "reason.put_off",
        "Put off a reason",
        "Puts off a reason until a day, or brings it back.",
        &["D"],
        0,
        selected,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::PutOff(person), cx)
        },
    ),
    row(
        Scope::Today,
        "list.why",
        "Why",
        "Explains why the selected person is where they are: every rule, its dates and the sums behind them.",
        &["y"],
        4,
        selected,
        App::explain,
    ).in_shell("caseload today --why"),
    row(
        Scope::Today,
        "list.changes",
        "What changed",
        "Shows what changed since you were last here: new reasons, who moved, joined or left, what others wrote.",
        &["n"],
        0,
        always,
        super::changes::show,
    ),
    row(
        Scope::Today,
        "list.find",
        "Find",
        "Finds people by any part of a name, NHS number, birth date, telephone or carer.",
        &["/"],
        3,
        always,
        |app, _| find(app),
    ),
    row(
        Scope::Today,
        "contact.search",
        "Search words",
        "Searches the words of everybody's contacts, the newest first.",
        &["w"],
        0,
        always,
        |app, _| {
            let search = WordSearch::default();
            app.model.overlays.push(Overlay::WordSearch(search));
            Ok(())
        },
    ).in_shell("caseload show"),
    row(
        Scope::Today,
        "list.bucket",
        "One bucket",
        "Shows one bucket alone, then the next, then everybody.",
        &["b"],
        0,
        always,
        |app, _| {
            one_bucket(app);
            Ok(())
        },
    ),
    row(
        Scope::Today,
        "list.filter",
        "Filter",
        "Narrows the list by practice, GP, condition, group, coordinator, class or dates, and keeps views by name.",
        &["f"],
        0,
        always,
        super::views::filter,
    ),
    row(
        Scope::Today,
        "list.views",
        "Views",
        "Chooses a view of the list: the weekly sweep, the high tier, or one that was saved.",
        &["v"],
        5,
        always,
        super::views::choose,
    ).in_shell("caseload views"),
    row(
        Scope::Today,
        "list.everybody",
        "Show everybody",
        "Takes all marks away, then clears every filter.",
        &["esc"],
        0,
        always,
        |app, _| {
            if !app.model.today.marked().is_empty() {
                app.model.today.clear_marks();
                return Ok(());
            }
            app.model.today.show_everybody();
            Ok(())
        },
    ),
    row(
        Scope::Today,
        "list.mark",
        "Mark",
        "Marks the person, or takes the mark away, and goes to the next one.",
        &["m"],
        0,
        selected,
        |app, cx| {
            app.model.today.toggle_mark();
            step(app, 1, cx)
        },
    ),
    row(
        Scope::Today,
        "list.mark_shown",
        "Mark everybody shown",
        "Marks everybody who is shown; showing everybody takes all marks away.",
        &["*"],
        0,
        selected,
        |app, _| {
            app.model.today.mark_shown();
            Ok(())
        },
    ),
    row(
        Scope::Today,
        "list.reassign",
        "Hand over",
        "Hands the people marked, or the selected one, over to another navigator with a note.",
        &["R"],
        0,
        selected,
        |app, cx| {
            let one = if app.model.today.marked().is_empty() {
                Some(app.subject()?)
            } else {
                None
            };
            app.open_form(Purpose::Reassign(one), cx)
        },
    ),
    row(
        Scope::Today,
        "list.status",
        "Pause or end",
        "Pauses or ends following the selected person, or says that they run things themselves.",
        &["p"],
        0,
        selected,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Status(person), cx)
        },
    ),
    row(
        Scope::Today,
        "list.diary",
        "Diary of everybody",
        "Shows what is booked for anybody, a week or a day at a time, and what is still to be arranged.",
        &["6"],
        0,
        always,
        super::diaries::show,
    ),
    row(
        Scope::Today,
        "list.left",
        "Those who left",
        "Shows those who left, and who must still be told.",
        &["L"],
        0,
        always,
        |app, _| super::left::show(app),
    ),
    row(
        Scope::Today,
        "person.add",
        "New person",
        "Adds a person by hand.",
        &["N"],
        0,
        always,
        |app, cx| app.open_form(Purpose::NewPerson, cx),
    ),
    row(
        Scope::Today,
        "import.read",
        "Bring in a file",
        "Reads a list from a GP system, FHIR bundles, whole records or a directory of services and shows what would be brought in.",
        &["I"],
        0,
        always,
        |app, cx| app.open_form(Purpose::ImportPath, cx),
    ).in_shell("caseload import"),
    row(
        Scope::Today,
        "sample.load",
        "Made-up people",
        "Fills an empty list with made-up people to practise on; undo takes them back.",
        &["M"],
        0,
        nobody_yet,
        sample,
    ),
    row(
        Scope::Today,
        "record.export",
        "Hand on",
        "Writes records as FHIR, a page to print, text, Markdown, CSV or JSON.",
        &["X"],
        0,
        always,
        |app, cx| {
            let person = app.subject().ok();
            app.open_form(Purpose::Export(person), cx)
        },
    ).in_shell("caseload export"),
];

fn nobody_yet(model: &Model) -> Availability {
    if model.today.everybody().is_empty() {
        Availability::Ready
    } else {
        Availability::Blocked(
            "Made-up people are for an empty list, so that they never stand among real ones.",
        )
    }
}

/// How many made-up people an empty list is filled with.
const SAMPLE: usize = 40;

/// Fills an empty list with made-up people, in a job.
fn sample(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let mut worker = app.store()?.again()?;
    let (now, holidays, user) = (cx.now, app.model.holidays.clone(), worker.user().clone());
    let seed = app.ids.next(cx.now).as_u64_pair().1;
    app.busy("Making people up");
    app.jobs.start(move |_| {
        let mut change = Change::default();
        let mut count = 0;
        for records in demo::people(seed, SAMPLE, None, now, &holidays, &user) {
            change.writes.extend(records.into_iter().map(Write::Add));
            count += 1;
        }
        // A directory that somebody has begun is theirs.
        let services = match worker.services() {
            Ok(known) if known.is_empty() => demo::services(seed, now, &user),
            Ok(_) | Err(_) => Vec::new(),
        };
        let directory = services.len();
        change.writes.extend(services.into_iter().map(Write::Add));
        let stamp = Stamp {
            at: now,
            command: "sample.load",
            note: "made-up people",
        };
        JobDone::Admitted(
            worker
                .write(stamp, &change)
                .map(|commit| (commit, count, directory)),
        )
    });
    Ok(())
}

fn selected(model: &Model) -> Availability {
    if model.today.selected().is_some() {
        Availability::Ready
    } else if model.today.everybody().is_empty() {
        Availability::Blocked(
            "Nobody is on the list yet. {person.add} adds a person, {import.read} brings in a file.",
        )
    } else {
        Availability::Blocked("Nobody is selected. {list.everybody} shows everybody again.")
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, by: isize, cx: &Cx) -> Result<(), Failure> {
    app.model.today.step(by, cx.tick);
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn page(app: &mut App, by: isize, cx: &Cx) -> Result<(), Failure> {
    app.model.today.step(cx.rows_of(by), cx.tick);
    Ok(())
}

fn find(app: &mut App) -> Result<(), Failure> {
    let store = app
        .store
        .as_ref()
        .ok_or_else(|| Failure::new("The store is locked."))?;
    Ok(app.model.today.begin_find(store)?)
}

fn next_bucket(app: &mut App) {
    let today = &mut app.model.today;
    let here = today.row(today.cursor()).map(|row| row.bucket);
    let next = (today.cursor()..today.len())
        .find(|place| today.row(*place).map(|row| row.bucket) != here)
        .unwrap_or(0);
    today.go_to(next);
}

fn one_bucket(app: &mut App) {
    let today = &mut app.model.today;
    let full: Vec<Bucket> = Bucket::ALL
        .into_iter()
        .filter(|bucket| today.counts.of_bucket(*bucket) > 0)
        .collect();
    let at = today
        .filter
        .bucket
        .and_then(|bucket| full.iter().position(|one| *one == bucket));
    today.filter.bucket = match at {
        None => full.first().copied(),
        Some(at) => full.get(at + 1).copied(),
    };
    today.apply_filter();
    today.go_to(0);
    let text = match today.filter.bucket {
        Some(bucket) => format!(
            "{} alone; {} hidden. {{list.everybody}} shows everybody.",
            bucket.word(),
            say::count(today.hidden(), "person is", "people are")
        ),
        None if today.filter.is_everybody() => "Everybody is shown.".to_owned(),
        None => format!(
            "Every bucket again; {} hidden. {{list.everybody}} shows everybody.",
            say::count(today.hidden(), "person is", "people are")
        ),
    };
    app.model.notice = Some(Notice::done(text));
}
