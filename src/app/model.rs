//! Everything that is on the screen, as plain data. Drawing reads it and changes nothing.

use chrono::NaiveDateTime;

use super::adding::Adding;
use super::changes_view::ChangesView;
use super::clash::Clash;
use super::command::Scope;
use super::diaries::Diaries;
use super::editor::Editor;
use super::form::Form;
use super::forms::Purpose;
use super::import_view::ImportView;
use super::keys::Key;
use super::left::LeftView;
use super::line_edit::LineEdit;
use super::notice::Notice;
use super::palette::Palette;
use super::person_view::{PersonView, Tab};
use super::services_view::ServicesView;
use super::today::Today;
use super::unsaved::Unsaved;
use super::views::Views;
use super::word_search::WordSearch;
use crate::domain::calendar::Holidays;
use crate::domain::user::UserRole;

/// The whole state of the interface.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four things to do once each, not one state"
)]
pub struct Model {
    /// The screen under any overlay.
    pub screen: Screen,
    /// What lies over it, topmost last.
    pub overlays: Vec<Overlay>,
    /// The list.
    pub today: Today,
    /// The person who is open.
    pub person: Option<PersonView>,
    /// Those who left, while they are looked at.
    pub left: Option<LeftView>,
    /// The diary of everybody, while it is looked at.
    pub diaries: Option<Diaries>,
    /// The directory of services, while it is looked at.
    pub services: Option<ServicesView>,
    /// The import that is looked at.
    pub import: Option<ImportView>,
    /// The changes that are looked at.
    pub changes: Option<ChangesView>,
    /// What was last said.
    pub notice: Option<Notice>,
    /// London time of the last event, to the minute.
    pub now: NaiveDateTime,
    /// The calendar in force.
    pub holidays: Holidays,
    /// The folder that was written into last, as it was typed; empty before that.
    pub handed_into: String,
    /// The login of the user, once the store is open.
    pub login: String,
    /// The user's name.
    pub user_name: String,
    /// What the user may do, as it was when they opened the store.
    pub role: UserRole,
    /// What is being worked on in the background, in a few words.
    pub busy: Option<Busy>,
    /// Whether the store is a throw-away one of made-up people.
    pub demo: bool,
    /// Whether the program shall end.
    pub quit: bool,
    /// Whether the program shall stop itself.
    pub suspend: bool,
    /// Whether the whole screen shall be painted anew.
    pub repaint: bool,
    /// Drafts of the user that wait, newest first.
    pub unsaved: Vec<Unsaved>,
}

/// Something that takes a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    /// What, in a few words.
    pub what: String,
    /// Whether Ctrl-C stops it.
    pub cancels: bool,
    /// How many are done, and of how many; 0 when that is not known.
    pub done: (usize, usize),
}

/// The screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Before a store is open: the welcome or the passphrase stands over it.
    Door,
    /// The list.
    Today,
    /// A person.
    Person,
    /// The diary of everybody.
    Diaries,
    /// Those who left.
    Left,
    /// The directory of services.
    Services,
    /// The preview of an import.
    Import,
    /// What changed since the user was last here.
    Changes,
}

/// What can lie over a screen.
pub enum Overlay {
    /// A form.
    Form(Form),
    /// A text.
    Editor(Box<Editor>),
    /// A page to read.
    Reading(Reading),
    /// The palette.
    Palette(Palette),
    /// A search in the words of contacts.
    WordSearch(WordSearch),
    /// The choice of views.
    Views(Views),
    /// The menu of what can be added to a plan.
    Adding(Adding),
    /// Two versions that collide.
    Clash(Box<Clash>),
    /// A question with two answers.
    Confirm(Confirm),
}

/// A page to read, line by line.
pub struct Reading {
    /// Its heading.
    pub title: String,
    /// Its lines, wrapped when drawn.
    pub lines: Vec<String>,
    /// The first line on the screen.
    pub top: usize,
    /// What happens when it is closed.
    pub then: AfterReading,
}

/// What happens when a page is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterReading {
    /// What lay under it shows again.
    Back,
    /// The recovery code was read: go on to the first choice.
    FirstChoice,
}

/// A question with two answers.
pub struct Confirm {
    /// The question, with what each answer does.
    pub question: String,
    /// What happens on yes.
    pub yes: Act,
}

/// What a question can set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Leave a form or text and let its draft go.
    DropDraft,
    /// Close the page of the recovery code, which is not shown again.
    CloseRecovery,
    /// Remove the view that is selected under the question.
    RemoveView,
}

impl Model {
    /// Whether whoever has the store open may change nothing in it.
    pub fn reads_only(&self) -> bool {
        self.screen != Screen::Door && !self.role.may_write()
    }

    /// The scopes in force, topmost first.
    pub fn scopes(&self) -> Vec<Scope> {
        match self.overlays.last() {
            Some(Overlay::Form(_)) => vec![Scope::Form],
            Some(Overlay::Editor(_)) => vec![Scope::Editor],
            Some(Overlay::Reading(_)) => vec![Scope::Reading, Scope::Global],
            Some(Overlay::Palette(_)) => vec![Scope::Palette],
            Some(Overlay::WordSearch(_)) => vec![Scope::WordSearch],
            Some(Overlay::Views(_)) => vec![Scope::Views],
            Some(Overlay::Adding(_)) => vec![Scope::Adding],
            Some(Overlay::Clash(_)) => vec![Scope::Clash],
            Some(Overlay::Confirm(_)) => vec![Scope::Confirm],
            None => match self.screen {
                Screen::Door => vec![Scope::Global],
                Screen::Today if self.today.find.is_some() => vec![Scope::Find],
                Screen::Today => vec![Scope::Today, Scope::Global],
                Screen::Left if self.left.as_ref().is_some_and(|left| left.find.is_some()) => {
                    vec![Scope::Find]
                }
                Screen::Left => vec![Scope::Left, Scope::Global],
                Screen::Diaries => vec![Scope::Diaries, Scope::Global],
                Screen::Services if self.searches_services() => vec![Scope::ServiceFind],
                Screen::Services => vec![Scope::Services, Scope::Global],
                Screen::Import => vec![Scope::Import, Scope::Global],
                Screen::Changes => vec![Scope::Changes, Scope::Global],
                Screen::Person if self.searches_plan() => vec![Scope::PlanFind],
                Screen::Person if self.searches_log() => vec![Scope::LogFind],
                Screen::Person => {
                    let tab = self.person.as_ref().map(|person| person.tab);
                    let mut scopes = match tab {
                        Some(Tab::Plan) => vec![Scope::Plan],
                        Some(Tab::Log) => vec![Scope::Log],
                        Some(Tab::Items) => vec![Scope::Items],
                        Some(Tab::Team) => vec![Scope::Team],
                        Some(Tab::Diary) => vec![Scope::Diary],
                        Some(Tab::Moves) => vec![Scope::Moves],
                        Some(Tab::Shared) => vec![Scope::Shared],
                        Some(Tab::Past) => vec![Scope::Past],
                        Some(Tab::Front) | None => Vec::new(),
                    };
                    scopes.extend([Scope::Person, Scope::Global]);
                    scopes
                }
            },
        }
    }

    /// The form on top, if a form is on top.
    pub fn form(&self) -> Option<&Form> {
        match self.overlays.last() {
            Some(Overlay::Form(form)) => Some(form),
            _ => None,
        }
    }

    /// The form on top, to be changed.
    pub fn form_mut(&mut self) -> Option<&mut Form> {
        match self.overlays.last_mut() {
            Some(Overlay::Form(form)) => Some(form),
            _ => None,
        }
    }

    /// The text on top, to be changed.
    pub fn editor_mut(&mut self) -> Option<&mut Editor> {
        match self.overlays.last_mut() {
            Some(Overlay::Editor(editor)) => Some(editor),
            _ => None,
        }
    }

    /// Whether the form on top asks for the passphrase or makes the store.
    pub fn at_door(&self) -> bool {
        self.form()
            .is_some_and(|form| matches!(form.purpose, Purpose::Unlock | Purpose::Welcome))
    }

    /// Whether the form on top hands people over.
    pub fn at_hand_over(&self) -> bool {
        self.form()
            .is_some_and(|form| matches!(form.purpose, Purpose::Reassign(_)))
    }

    /// The search that is being typed on the screen.
    pub fn find_mut(&mut self) -> Option<&mut LineEdit> {
        match self.screen {
            Screen::Today => self.today.find.as_mut(),
            Screen::Left => self.left.as_mut()?.find.as_mut(),
            Screen::Services if self.searches_services() => Some(&mut self.services.as_mut()?.edit),
            Screen::Person if self.searches_plan() => {
                let search = self.person.as_mut()?.outline.search.as_mut()?;
                Some(&mut search.edit)
            }
            Screen::Person if self.searches_log() => {
                let search = self.person.as_mut()?.log_search.as_mut()?;
                Some(&mut search.edit)
            }
            Screen::Door
            | Screen::Diaries
            | Screen::Person
            | Screen::Services
            | Screen::Import
            | Screen::Changes => None,
        }
    }

    /// The screen to go back to from an import: the directory, where it was begun there.
    pub fn under_import(&self) -> Screen {
        if self.services.is_some() {
            Screen::Services
        } else {
            Screen::Today
        }
    }

    /// Whether keys go into the search of the directory.
    pub fn searches_services(&self) -> bool {
        self.screen == Screen::Services && self.services.as_ref().is_some_and(|view| view.is_typing)
    }

    /// Whether a search in the plan is being typed.
    pub fn searches_plan(&self) -> bool {
        self.screen == Screen::Person
            && self.person.as_ref().is_some_and(|view| {
                let search = view.outline.search.as_ref();
                view.tab == Tab::Plan && search.is_some_and(|search| search.is_typing)
            })
    }

    /// Whether a search in the contact log is being typed.
    pub fn searches_log(&self) -> bool {
        self.screen == Screen::Person
            && self.person.as_ref().is_some_and(|view| {
                let search = view.log_search.as_ref();
                view.tab == Tab::Log && search.is_some_and(|search| search.is_typing)
            })
    }

    /// Hands a key to whatever takes text on top; says whether it was taken.
    pub fn type_key(&mut self, key: Key) -> bool {
        match self.overlays.last_mut() {
            Some(Overlay::Form(form)) => form.key(key),
            Some(Overlay::Palette(palette)) => palette.key(key),
            Some(Overlay::WordSearch(search)) => search.key(key),
            Some(Overlay::Views(views)) => views.key(key),
            Some(Overlay::Adding(adding)) => adding.key(key),
            Some(
                Overlay::Editor(_) | Overlay::Reading(_) | Overlay::Clash(_) | Overlay::Confirm(_),
            ) => false,
            None => self.find_mut().is_some_and(|find| find.key(key)),
        }
    }
}
