//! The command table: one slice of plain rows that keys, help, footer, palette and the README's key table read.
//!
//! A command is a row and a function in `commands/<scope>.rs`; nothing else has to be touched to add one.

use super::commands;
use super::forms::new_item_command;
use super::model::Model;
use super::notice::Failure;
use super::{App, Cx};
use crate::domain::item::ItemKind;

/// Something the user can do.
pub struct Command {
    /// Stable name, `noun.verb`: journal, `keys.toml` and tests use it.
    pub name: &'static str,
    /// Short title, at most 32 columns: palette and footer.
    pub title: &'static str,
    /// One sentence for help and the manual.
    pub help: &'static str,
    /// Where it works.
    pub scope: Scope,
    /// Default keys.
    pub keys: &'static [&'static str],
    /// Rank in the footer, 1 first; 0 keeps it out.
    pub hint: u8,
    /// Whether it can be used now.
    pub when: fn(&Model) -> Availability,
    /// Does it.
    pub run: fn(&mut App, &Cx) -> Result<(), Failure>,
    /// What to type for it in a shell, where there is a verb for it.
    pub shell: Option<&'static str>,
    /// How it is named when it is taken back, where its title says what to do now, or not of what.
    taken_back: Option<&'static str>,
    /// Whether it may be used while a job is under way.
    while_busy: bool,
}

impl Command {
    /// The row, with what to type for it in a shell.
    #[must_use]
    pub const fn in_shell(mut self, typed: &'static str) -> Self {
        self.shell = Some(typed);
        self
    }

    /// The row, with how it is named when it is taken back.
    #[must_use]
    pub const fn taken_back_as(mut self, words: &'static str) -> Self {
        self.taken_back = Some(words);
        self
    }

    /// The row, which may be used while a job is under way.
    #[must_use]
    pub const fn while_busy(mut self) -> Self {
        self.while_busy = true;
        self
    }

    /// Whether it may be used while a job is under way: leaving, locking, cancelling, painting anew.
    pub fn works_while_busy(&self) -> bool {
        self.while_busy || self.scope == Scope::Confirm
    }
}

/// Where a command works: the places are stacked, and the topmost that knows a key has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere that no text is typed.
    Global,
    /// The list.
    Today,
    /// The diary of everybody.
    Diaries,
    /// Those who left.
    Left,
    /// The directory of services.
    Services,
    /// The line in which a service is searched for.
    ServiceFind,
    /// The line in which a search is typed.
    Find,
    /// Any tab of a person.
    Person,
    /// A person's plan.
    Plan,
    /// The line in which a search in the plan is typed.
    PlanFind,
    /// A person's contact log.
    Log,
    /// The line in which a search in the log is typed.
    LogFind,
    /// A person's open items.
    Items,
    /// A person's care team.
    Team,
    /// A person's diary.
    Diary,
    /// A person's moves.
    Moves,
    /// What was shared of a person.
    Shared,
    /// A person's past.
    Past,
    /// A form.
    Form,
    /// The full-screen text editor.
    Editor,
    /// The preview of an import.
    Import,
    /// What changed since the user was last here.
    Changes,
    /// A page of text to read: help, one contact, a recovery code.
    Reading,
    /// The palette.
    Palette,
    /// A search in the words of contacts.
    WordSearch,
    /// The choice of views.
    Views,
    /// The menu of what can be added to a plan.
    Adding,
    /// Two versions that collide.
    Clash,
    /// A question with two answers.
    Confirm,
}

impl Scope {
    /// Every scope, in the order of the help screen.
    pub const ALL: [Self; 29] = [
        Self::Today,
        Self::Diaries,
        Self::Left,
        Self::Services,
        Self::ServiceFind,
        Self::Person,
        Self::Plan,
        Self::PlanFind,
        Self::Log,
        Self::LogFind,
        Self::Items,
        Self::Team,
        Self::Diary,
        Self::Moves,
        Self::Shared,
        Self::Past,
        Self::Form,
        Self::Editor,
        Self::Find,
        Self::Views,
        Self::Import,
        Self::Changes,
        Self::Reading,
        Self::WordSearch,
        Self::Palette,
        Self::Adding,
        Self::Clash,
        Self::Confirm,
        Self::Global,
    ];

    /// The scope's heading in help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Global => "Everywhere",
            Self::Today => "Today",
            Self::Diaries => "Diary of everybody",
            Self::Left => "Those who left",
            Self::Services => "Services",
            Self::ServiceFind => "Searching services",
            Self::Find => "While finding",
            Self::Person => "A person",
            Self::Plan => "Plan",
            Self::PlanFind => "Searching the plan",
            Self::Log => "Contact log",
            Self::LogFind => "Searching the log",
            Self::Items => "Open items",
            Self::Team => "Care team",
            Self::Diary => "Diary",
            Self::Moves => "Moves",
            Self::Shared => "Shared",
            Self::Past => "The past",
            Self::Form => "In a form",
            Self::Editor => "In a text",
            Self::Import => "Import preview",
            Self::Changes => "What changed",
            Self::Reading => "Reading a page",
            Self::Palette => "Palette",
            Self::WordSearch => "Searching words",
            Self::Views => "Choosing a view",
            Self::Adding => "Adding to a plan",
            Self::Clash => "Two versions",
            Self::Confirm => "A question",
        }
    }

    /// Whether printable keys are text here, so that none may be a command.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Find
                | Self::ServiceFind
                | Self::PlanFind
                | Self::LogFind
                | Self::Form
                | Self::Editor
                | Self::Palette
                | Self::WordSearch
                | Self::Views
                | Self::Adding
        )
    }
}

/// Whether a command can be used now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// It can.
    Ready,
    /// It cannot, and this is why.
    Blocked(&'static str),
}

/// A row of the table.
#[expect(
    clippy::too_many_arguments,
    reason = "a row has as many columns as the table"
)]
pub const fn row(
    scope: Scope,
    name: &'static str,
    title: &'static str,
    help: &'static str,
    keys: &'static [&'static str],
    hint: u8,
    when: fn(&Model) -> Availability,
    run: fn(&mut App, &Cx) -> Result<(), Failure>,
) -> Command {
    Command {
        name,
        title,
        help,
        scope,
        keys,
        hint,
        when,
        run,
        shell: None,
        taken_back: None,
        while_busy: false,
    }
}

/// Always.
pub fn always(_: &Model) -> Availability {
    Availability::Ready
}

/// Every command, in help order.
pub fn all() -> impl Iterator<Item = &'static Command> + Clone {
    [
        commands::today::COMMANDS,
        commands::diaries::COMMANDS,
        commands::left::COMMANDS,
        commands::services::COMMANDS,
        commands::person::COMMANDS,
        commands::plan::COMMANDS,
        commands::arrangements::COMMANDS,
        commands::plan_outline::COMMANDS,
        commands::plan_find::COMMANDS,
        commands::log::COMMANDS,
        commands::log_find::COMMANDS,
        commands::items::COMMANDS,
        commands::team::COMMANDS,
        commands::diary::COMMANDS,
        commands::moves::COMMANDS,
        commands::shared::COMMANDS,
        commands::past::COMMANDS,
        commands::form::COMMANDS,
        commands::editor::COMMANDS,
        commands::find::COMMANDS,
        commands::views::COMMANDS,
        commands::import::COMMANDS,
        commands::changes::COMMANDS,
        commands::reading::COMMANDS,
        commands::word_search::COMMANDS,
        commands::palette::COMMANDS,
        commands::adding::COMMANDS,
        commands::clash::COMMANDS,
        commands::confirm::COMMANDS,
        commands::global::COMMANDS,
    ]
    .into_iter()
    .flatten()
}

/// The command of a name.
pub fn named(name: &str) -> Option<&'static Command> {
    all().find(|command| command.name == name)
}

/// What was done by a command of a name, as it is named when it is taken back.
pub fn in_words(name: &str) -> Option<String> {
    if let Some(kind) = ItemKind::ALL
        .into_iter()
        .find(|kind| new_item_command(*kind) == name)
    {
        return Some(kind.one().to_owned());
    }
    let command = named(name)?;
    let words = command.taken_back.map(str::to_owned);
    Some(words.unwrap_or_else(|| command.title.to_lowercase()))
}
