//! Commands of an open person, whatever the tab.

use crate::app::command::{Command, Scope, always, row};
use crate::app::editor::Target;
use crate::app::forms::Purpose;
use crate::app::model::Screen;
use crate::app::notice::Failure;
use crate::app::person_view::Tab;
use crate::app::{App, Cx};
use crate::domain::item::ItemKind;
use crate::domain::words::Heading;
use crate::export::Format;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Person,
        "tab.front",
        "Front page",
        "Shows the front page.",
        &["1"],
        0,
        always,
        |app, _| tab(app, Tab::Front),
    ),
    row(
        Scope::Person,
        "tab.plan",
        "Plan",
        "Shows the plan, the person's own words first.",
        &["2"],
        0,
        always,
        |app, _| tab(app, Tab::Plan),
    ),
    row(
        Scope::Person,
        "tab.log",
        "Contact log",
        "Shows the contact log.",
        &["3"],
        0,
        always,
        |app, _| tab(app, Tab::Log),
    ),
    row(
        Scope::Person,
        "tab.items",
        "Open items",
        "Shows what anybody is waiting for.",
        &["4"],
        0,
        always,
        |app, _| tab(app, Tab::Items),
    ),
    row(
        Scope::Person,
        "tab.team",
        "Care team",
        "Shows the care team, past and present.",
        &["5"],
        0,
        always,
        |app, _| tab(app, Tab::Team),
    ),
    row(
        Scope::Person,
        "tab.diary",
        "Diary",
        "Shows the appointments with any provider, those to come first.",
        &["6"],
        0,
        always,
        |app, _| tab(app, Tab::Diary),
    ),
    row(
        Scope::Person,
        "tab.moves",
        "Moves",
        "Shows admissions, discharges with their checklists, and other moves.",
        &["7"],
        0,
        always,
        |app, _| tab(app, Tab::Moves),
    ),
    row(
        Scope::Person,
        "tab.shared",
        "Shared",
        "Shows who may see what, who holds which version of the plan, and the versions.",
        &["8"],
        0,
        always,
        |app, _| tab(app, Tab::Shared),
    ),
    row(
        Scope::Person,
        "tab.past",
        "The past",
        "Shows who was responsible on any day, every version of the person's words, and what was written over.",
        &["9"],
        0,
        always,
        |app, _| tab(app, Tab::Past),
    ),
    row(
        Scope::Person,
        "tab.next",
        "Next tab",
        "Shows the next tab.",
        &["tab", "right"],
        0,
        always,
        |app, _| turn(app, 1),
    ),
    row(
        Scope::Person,
        "tab.previous",
        "Previous tab",
        "Shows the previous tab.",
        &["shift-tab", "left"],
        0,
        always,
        |app, _| turn(app, Tab::ALL.len() - 1),
    ),
    row(
        Scope::Person,
        "rows.down",
        "Next row",
        "Goes to the next row; on the front page shows all of it.",
        &["down", "j"],
        0,
        always,
        |app, _| step(app, 1),
    ),
    row(
        Scope::Person,
        "rows.up",
        "Previous row",
        "Goes to the previous row.",
        &["up", "k"],
        0,
        always,
        |app, _| step(app, -1),
    ),
    row(
        Scope::Person,
        "rows.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        0,
        always,
        |app, cx| page(app, 1, cx),
    ),
    row(
        Scope::Person,
        "rows.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        always,
        |app, cx| page(app, -1, cx),
    ),
    row(
        Scope::Person,
        "rows.first",
        "First row",
        "Goes to the first row.",
        &["home", "g"],
        0,
        always,
        |app, _| step(app, isize::MIN),
    ),
    row(
        Scope::Person,
        "rows.last",
        "Last row",
        "Goes to the last row.",
        &["end", "G"],
        0,
        always,
        |app, _| {
            // A log is read as far as it is looked at; its last row is the first contact of all.
            if let (Some(store), Some(view)) = (&app.store, &mut app.model.person)
                && view.tab == Tab::Log
            {
                view.read_whole_log(store)?;
            }
            step(app, isize::MAX)
        },
    ),
    row(
        Scope::Person,
        "person.back",
        "Back to the list",
        "Goes back to the list that they were opened from.",
        &["esc", "backspace"],
        0,
        always,
        |app, _| {
            // A search in the log is left first: it hides entries.
            if let Some(view) = &mut app.model.person
                && view.tab == Tab::Log
                && view.leave_log_search()
            {
                return Ok(());
            }
            // Whoever was opened among those who left, in the diary, or among the changes, goes back there.
            app.model.screen = if app.model.left.is_some() {
                Screen::Left
            } else if app.model.diaries.is_some() {
                Screen::Diaries
            } else if app.model.changes.is_some() {
                Screen::Changes
            } else {
                Screen::Today
            };
            let person = app.model.person.take().map(|view| view.id());
            if app.model.screen == Screen::Today {
                app.went = person.and_then(|person| app.model.today.where_hidden(person));
            }
            Ok(())
        },
    ),
    row(
        Scope::Person,
        "person.contact",
        "Log contact",
        "Logs a contact with this person.",
        &["c"],
        1,
        always,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Contact(person, false), cx)
        },
    ),
    row(
        Scope::Person,
        "person.contact_kept",
        "Contact as kept",
        "Logs a contact like one of those that you keep by name.",
        &["Y"],
        0,
        always,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::KeptContacts(person), cx)
        },
    ),
    row(
        Scope::Person,
        "person.attempt",
        "Nobody reached",
        "Logs an attempt in which nobody was reached, and asks when to try again.",
        &["C"],
        0,
        always,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Contact(person, true), cx)
        },
    ),
    row(
        Scope::Person,
        "item.question",
        "Ask a question",
        "Opens a question: what is asked, of whom, by when.",
        &["q"],
        3,
        always,
        |app, cx| app.open_form(Purpose::NewItem(ItemKind::Question, None), cx),
    ),
    row(
        Scope::Person,
        "item.action",
        "Add an action",
        "Adds an action with an owner and a date.",
        &["a"],
        0,
        always,
        |app, cx| app.open_form(Purpose::NewItem(ItemKind::Action, None), cx),
    ),
    row(
        Scope::Person,
        "item.new",
        "Add an open item",
        "Opens a referral, letter, supply, gap, conflict, concern or anything else that is waited for.",
        &["+"],
        0,
        always,
        App::show_adding_item,
    ),
    row(
        Scope::Person,
        "plan.words",
        "Write their words",
        "Opens the person's own words: what is most important to them.",
        &["w"],
        2,
        always,
        |app, _| app.open_editor(Target::Words(Heading::MostImportant)),
    ),
    row(
        Scope::Person,
        "person.why",
        "Why",
        "Explains why this person is where they are: every rule, its dates and the sums behind them.",
        &["y"],
        4,
        always,
        App::explain,
    ),
    row(
        Scope::Person,
        "person.story",
        "Story",
        "Opens the one short summary that is reused everywhere.",
        &["s"],
        0,
        always,
        |app, _| app.open_editor(Target::Story),
    ),
    row(
        Scope::Person,
        "person.edit",
        "Change details",
        "Changes who the person is, how to communicate, tier, sharing.",
        &["e"],
        0,
        always,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Person(person), cx)
        },
    ),
    row(
        Scope::Person,
        "person.status",
        "Pause or end",
        "Pauses, ends or resumes following the person, or says that they run things themselves.",
        &["p"],
        0,
        always,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Status(person), cx)
        },
    ),
    row(
        Scope::Person,
        "person.put_off",
        "Put off a reason",
        "Puts off a reason until a day, or brings it back.",
        &["D"],
        0,
        always,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::PutOff(person), cx)
        },
    ),
    row(
        Scope::Person,
        "person.access",
        "Access needs",
        "Records how to communicate with the person and what is done differently for them, or that nothing is needed.",
        &["I"],
        0,
        always,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Access(person), cx)
        },
    ),
    row(
        Scope::Person,
        "person.told",
        "Told who coordinates",
        "Records that the person or carer was told who coordinates, how to reach them, and their part in choosing.",
        &["T"],
        0,
        always,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Told(person), cx)
        },
    ),
    row(
        Scope::Person,
        "person.tell",
        "Who was told",
        "Shows who must be told that the person left, and takes down who was.",
        &["t"],
        0,
        always,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Tell(person), cx)
        },
    ),
    row(
        Scope::Person,
        "person.reassign",
        "Hand over",
        "Hands the person over to another navigator, with a note.",
        &["R"],
        0,
        always,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Reassign(Some(person)), cx)
        },
    ),
    row(
        Scope::Person,
        "team.add",
        "Add to the team",
        "Adds somebody to the care team.",
        &["m"],
        0,
        always,
        |app, cx| app.open_form(Purpose::Member(None), cx),
    ),
    row(
        Scope::Person,
        "person.export",
        "Hand on",
        "Writes this record as FHIR, a page to print, text, Markdown, CSV or JSON.",
        &["X"],
        0,
        always,
        |app, cx| {
            let person = app.subject().ok();
            app.open_form(Purpose::Export(person), cx)
        },
    )
    .in_shell("caseload export"),
    row(
        Scope::Person,
        "person.sheet",
        "One-page sheet",
        "Writes the emergency sheet: what to do, what not, whom to ring, where the papers are, on one page to print.",
        &["O"],
        0,
        always,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Export(Some(person)), cx)?;
            let sheet = Format::named("sheet");
            if let (Some(sheet), Some(form)) = (sheet, app.model.form_mut()) {
                form.choose("format", sheet.title);
                form.focus_on("to");
            }
            Ok(())
        },
    ),
];

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn tab(app: &mut App, tab: Tab) -> Result<(), Failure> {
    if let Some(view) = &mut app.model.person {
        view.tab = tab;
    }
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn step(app: &mut App, by: isize) -> Result<(), Failure> {
    if let Some(view) = &mut app.model.person {
        view.step(by);
    }
    Ok(())
}

fn page(app: &mut App, by: isize, cx: &Cx) -> Result<(), Failure> {
    step(app, cx.rows_of(by))
}

fn turn(app: &mut App, by: usize) -> Result<(), Failure> {
    let at = app.person()?.tab as usize;
    let next = Tab::ALL
        .get((at + by) % Tab::ALL.len())
        .copied()
        .unwrap_or(Tab::Front);
    tab(app, next)
}
