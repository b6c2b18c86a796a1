//! Commands of an open person, whatever the tab.

use crate::app::command::{Command, Scope, always};
use crate::app::editor::Target;
use crate::app::forms::Purpose;
use crate::app::model::Screen;
use crate::app::notice::Failure;
use crate::app::person_view::Tab;
use crate::app::{App, Cx};
use crate::domain::item::ItemKind;
use crate::domain::words::Heading;

const fn row(
    name: &'static str,
    title: &'static str,
    help: &'static str,
    keys: &'static [&'static str],
    hint: u8,
    run: fn(&mut App, &Cx) -> Result<(), Failure>,
) -> Command {
    Command {
        name,
        title,
        help,
        scope: Scope::Person,
        keys,
        hint,
        when: always,
        run,
    }
}

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        "tab.front",
        "Front page",
        "Shows the front page.",
        &["1"],
        0,
        |app, _| tab(app, Tab::Front),
    ),
    row(
        "tab.plan",
        "Plan",
        "Shows the plan, the person's own words first.",
        &["2"],
        0,
        |app, _| tab(app, Tab::Plan),
    ),
    row(
        "tab.log",
        "Contact log",
        "Shows the contact log.",
        &["3"],
        0,
        |app, _| tab(app, Tab::Log),
    ),
    row(
        "tab.items",
        "Open items",
        "Shows what anybody is waiting for.",
        &["4"],
        0,
        |app, _| tab(app, Tab::Items),
    ),
    row(
        "tab.team",
        "Care team",
        "Shows the care team, past and present.",
        &["5"],
        0,
        |app, _| tab(app, Tab::Team),
    ),
    row(
        "tab.shared",
        "Shared",
        "Shows who may see what, who holds which version of the plan, and the versions.",
        &["8"],
        0,
        |app, _| tab(app, Tab::Shared),
    ),
    row(
        "tab.past",
        "The past",
        "Shows who was responsible on any day, and every version of the person's words.",
        &["9"],
        0,
        |app, _| tab(app, Tab::Past),
    ),
    row(
        "tab.next",
        "Next tab",
        "Shows the next tab.",
        &["tab", "right"],
        0,
        |app, _| turn(app, 1),
    ),
    row(
        "tab.previous",
        "Previous tab",
        "Shows the previous tab.",
        &["shift-tab", "left"],
        0,
        |app, _| turn(app, Tab::ALL.len() - 1),
    ),
    row(
        "rows.down",
        "Next row",
        "Goes to the next row; on the front page shows all of it.",
        &["down", "j"],
        0,
        |app, _| step(app, 1),
    ),
    row(
        "rows.up",
        "Previous row",
        "Goes to the previous row.",
        &["up", "k"],
        0,
        |app, _| step(app, -1),
    ),
    row(
        "rows.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown", "space"],
        0,
        |app, cx| page(app, 1, cx),
    ),
    row(
        "rows.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        |app, cx| page(app, -1, cx),
    ),
    row(
        "rows.first",
        "First row",
        "Goes to the first row.",
        &["home", "g"],
        0,
        |app, _| step(app, isize::MIN),
    ),
    row(
        "rows.last",
        "Last row",
        "Goes to the last row.",
        &["end", "G"],
        0,
        |app, _| step(app, isize::MAX),
    ),
    row(
        "person.back",
        "Back to the list",
        "Goes back to the list that they were opened from.",
        &["esc", "backspace"],
        0,
        |app, _| {
            // Whoever was opened among those who left, or among the changes, goes back there.
            app.model.screen = if app.model.left.is_some() {
                Screen::Left
            } else if app.model.changes.is_some() {
                Screen::Changes
            } else {
                Screen::Today
            };
            app.model.person = None;
            Ok(())
        },
    ),
    row(
        "person.contact",
        "Log contact",
        "Logs a contact with this person.",
        &["c"],
        1,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Contact(person, false), cx)
        },
    ),
    row(
        "person.attempt",
        "Nobody reached",
        "Logs an attempt in which nobody was reached, and asks when to try again.",
        &["C"],
        0,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Contact(person, true), cx)
        },
    ),
    row(
        "item.question",
        "Ask a question",
        "Opens a question: what is asked, of whom, by when.",
        &["q"],
        3,
        |app, cx| app.open_form(Purpose::NewItem(ItemKind::Question, None), cx),
    ),
    row(
        "item.action",
        "Add an action",
        "Adds an action with an owner and a date.",
        &["a"],
        0,
        |app, cx| app.open_form(Purpose::NewItem(ItemKind::Action, None), cx),
    ),
    row(
        "plan.words",
        "Write their words",
        "Opens the person's own words: what is most important to them.",
        &["w"],
        2,
        |app, _| app.open_editor(Target::Words(Heading::MostImportant)),
    ),
    row(
        "person.why",
        "Why",
        "Explains why this person is where they are: every rule, its dates and the sums behind them.",
        &["y"],
        4,
        App::explain,
    ),
    row(
        "person.story",
        "Story",
        "Opens the one short summary that is reused everywhere.",
        &["s"],
        0,
        |app, _| app.open_editor(Target::Story),
    ),
    row(
        "person.edit",
        "Change details",
        "Changes who the person is, how to communicate, tier, sharing.",
        &["e"],
        0,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Person(person), cx)
        },
    ),
    row(
        "person.status",
        "Pause or end",
        "Pauses, ends or resumes following the person, or says that they run things themselves.",
        &["p"],
        0,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Status(person), cx)
        },
    ),
    row(
        "person.put_off",
        "Put off a reason",
        "Puts off a reason until a day, or brings it back.",
        &["D"],
        0,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::PutOff(person), cx)
        },
    ),
    row(
        "person.access",
        "Access needs",
        "Records how to communicate with the person and what is done differently for them, or that nothing is needed.",
        &["I"],
        0,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Access(person), cx)
        },
    ),
    row(
        "person.told",
        "Told who coordinates",
        "Records that the person or carer was told who coordinates, how to reach them, and their part in choosing.",
        &["T"],
        0,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Told(person), cx)
        },
    ),
    row(
        "person.tell",
        "Who was told",
        "Shows who must be told that the person left, and takes down who was.",
        &["t"],
        0,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Tell(person), cx)
        },
    ),
    row(
        "person.reassign",
        "Hand over",
        "Hands the person over to another navigator, with a note.",
        &["R"],
        0,
        |app, cx| {
            let person = app.subject()?;
            app.open_form(Purpose::Reassign(Some(person)), cx)
        },
    ),
    row(
        "team.add",
        "Add to the team",
        "Adds somebody to the care team.",
        &["m"],
        0,
        |app, cx| app.open_form(Purpose::Member(None), cx),
    ),
    row(
        "person.export",
        "Hand on",
        "Writes this record as FHIR, text, Markdown, CSV or JSON.",
        &["X"],
        0,
        |app, cx| {
            let person = app.subject().ok();
            app.open_form(Purpose::Export(person), cx)
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
    let rows = isize::try_from(cx.page.max(2) - 1).unwrap_or(1);
    step(app, by * rows)
}

fn turn(app: &mut App, by: usize) -> Result<(), Failure> {
    let at = app.person()?.tab as usize;
    let next = Tab::ALL
        .get((at + by) % Tab::ALL.len())
        .copied()
        .unwrap_or(Tab::Front);
    tab(app, next)
}
