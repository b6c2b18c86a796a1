//! What the user can do: events in, a changed [`Model`] out. No terminal library and no SQL.
//!
//! `App` is the shell between rules that decide (`domain`), the store that keeps, and the screen that shows
//! (`ui`, which this layer does not know). Everything here happens on the main thread, except jobs.

pub mod adding;
pub mod asking;
pub mod autosave;
mod carer_page;
pub mod changes_view;
mod chooser;
pub mod clash;
mod clash_told;
pub mod command;
mod commands;
mod deadline;
pub mod diaries;
mod door;
mod drafts;
pub mod editor;
pub mod event;
pub mod explaining;
mod field;
pub mod form;
#[cfg(test)]
mod form_tests;
pub mod forms;
pub mod handing_on;
pub mod ids;
mod import_carers;
mod import_claims;
mod import_differences;
mod import_here;
mod import_preview;
mod import_records;
pub mod import_view;
mod import_whole;
pub mod inbox;
pub mod jobs;
mod kept_too;
pub mod keymap;
pub mod keys;
pub mod left;
pub mod letters;
pub mod line_edit;
mod live;
pub mod log_filter;
pub mod log_search;
mod mark;
pub mod model;
pub mod moves_view;
mod moving;
mod narrowing;
pub mod note_editor;
mod note_editor_buffer;
mod note_editor_find;
mod note_editor_move;
#[cfg(test)]
mod note_editor_tests;
mod note_editor_view;
mod note_editor_wrap;
pub mod notice;
pub mod offer;
mod other_places;
pub mod outline;
pub mod outline_arrangements;
pub mod outline_goals;
pub mod outline_view;
pub mod outlook;
pub mod own_holidays;
pub mod palette;
pub mod past;
pub mod person_log;
pub mod person_view;
mod pinned;
pub mod reading;
mod reading_versions;
mod seen;
mod selection;
pub mod services_picker;
pub mod services_view;
pub mod shared_view;
pub mod side_by_side;
mod texts;
pub mod today;
pub mod unsaved;
pub mod views;
pub mod word_search;

use std::borrow::Cow;
use std::path::PathBuf;
use std::time::Duration;

use crate::domain::calendar::Holidays;
use crate::domain::change::Change;
use crate::domain::id::PersonId;
use crate::domain::triage::Clock;
use crate::domain::user::UserRole;
use crate::store::{Commit, Fault, Place, Store};

use changes_view::{ChangesView, Since};
use command::{Availability, Command};
pub use event::{Cx, Event};
use ids::Ids;
use jobs::Jobs;
use keymap::Keymap;
use keys::Key;
use model::{Model, Overlay, Screen};
use notice::{Failure, Notice};
use own_holidays::OwnHolidays;
use person_view::{PersonView, Tab};
use selection::By;

/// Columns from which a person stands beside the list.
pub const SIDE_BY_SIDE: u16 = 120;

/// The program without its screen.
pub struct App {
    /// What is on the screen.
    pub model: Model,
    /// Which key runs which command.
    pub keymap: Keymap,
    store: Option<Store>,
    setup: Setup,
    ids: Ids,
    jobs: Jobs,
    /// When a key was last pressed, on the monotonic clock.
    last_key: Duration,
    /// How far the list follows the store.
    follows: live::Follows,
    /// Whether the user asked to leave although a draft could not be kept.
    leaving: bool,
    /// Whose records were looked at.
    seen: seen::Seen,
    /// What was different from the user's last visit when the list was first shown.
    since: Option<Since>,
    /// What collided in the last save, until it is shown.
    clash: Option<Box<clash::Clash>>,
    /// What somebody else wrote with which the last save was put together, in a sentence; empty where nobody did.
    merged: String,
    /// Where somebody is whom an act of the user has just taken out of sight in the list.
    went: Option<String>,
    /// The draft that was last gone back to, so that the same key goes on to the next.
    unsaved_shown: Option<Place>,
    /// Wrong passphrases in a row.
    wrong_tries: u32,
}

/// What the program is started with.
pub struct Setup {
    /// Directory of the store.
    pub dir: PathBuf,
    /// Login to offer at the passphrase, or empty.
    pub login: String,
    /// How hard key slots of a new store are to guess.
    pub cost: crate::store::KeyCost,
    /// Idle time after which the screen locks.
    pub lock_after: Duration,
    /// Whether the store is a throw-away one of made-up people.
    pub demo: bool,
    /// The user's own bank holiday file, which is read again when it has changed.
    pub own_holidays: OwnHolidays,
}

impl App {
    /// The program before a store is open.
    pub fn new(
        setup: Setup,
        keymap: Keymap,
        holidays: Holidays,
        ids: Ids,
        jobs: Jobs,
        cx: &Cx,
    ) -> Self {
        let mut app = Self {
            model: Model {
                screen: Screen::Door,
                overlays: Vec::new(),
                today: today::Today::default(),
                person: None,
                left: None,
                diaries: None,
                services: None,
                import: None,
                changes: None,
                notice: None,
                now: cx.local,
                holidays,
                login: String::new(),
                user_name: String::new(),
                role: UserRole::Navigator,
                busy: None,
                demo: setup.demo,
                quit: false,
                suspend: false,
                repaint: false,
                handed_into: String::new(),
                unsaved: Vec::new(),
            },
            keymap,
            store: None,
            setup,
            ids,
            jobs,
            last_key: cx.tick,
            follows: live::Follows::default(),
            leaving: false,
            seen: seen::Seen::default(),
            since: None,
            clash: None,
            merged: String::new(),
            went: None,
            unsaved_shown: None,
            wrong_tries: 0,
        };
        app.show_door();
        app
    }

    /// Takes one event.
    pub fn event(&mut self, event: Event, cx: &Cx) {
        let depth = self.model.overlays.len();
        self.take(event, cx);
        if self.model.overlays.len() < depth {
            self.reread_unsaved();
        }
        self.say_where_they_went();
        self.speak();
    }

    /// Puts the keys in force into what was just said: they may be other than the usual ones.
    pub(super) fn speak(&mut self) {
        let keymap = &self.keymap;
        let put = |text: &mut String| {
            if let Cow::Owned(said) = keymap.spoken(text) {
                *text = said;
            }
        };
        if let Some(notice) = &mut self.model.notice {
            put(&mut notice.text);
        }
        if let Some(form) = self.model.form_mut() {
            form.intro.iter_mut().for_each(put);
            form.problem.iter_mut().for_each(put);
        }
    }

    fn take(&mut self, event: Event, cx: &Cx) {
        // After a stop or a sleep the first key meets the lock, not the record.
        if matches!(event, Event::Key(_) | Event::Paste(_)) && self.is_idle_too_long(cx) {
            self.tick(cx);
            return;
        }
        self.follow_clock(cx);
        match event {
            Event::Key(key) => {
                self.last_key = cx.tick;
                self.key(key, cx);
            }
            Event::Paste(text) => {
                self.last_key = cx.tick;
                self.paste(&text, cx);
            }
            Event::Resize => {}
            Event::Suspend => {
                self.keep_draft_now(cx);
                self.keep_views();
                self.model.suspend = true;
            }
            Event::End => {
                self.keep_draft_now(cx);
                self.keep_views();
                self.note_visit(cx);
                self.model.quit = true;
            }
            Event::Relisted(job, relisted) => self.take_list(job, relisted, cx),
            Event::Job(job, done) => {
                // What was begun before the screen was locked no longer concerns it.
                if self.jobs.is_current(job) {
                    self.job_done(done, cx);
                }
            }
        }
    }

    fn key(&mut self, key: Key, cx: &Cx) {
        self.model.notice = None;
        let scopes = self.model.scopes();
        if let Some(command) = self.keymap.resolve(&scopes, key) {
            self.dispatch(command, cx);
        } else if self.model.busy.is_some() && self.model.form().is_some() {
            // A form that is being worked on is as it was sent.
        } else if self.model.type_key(key) {
            self.typed(cx);
        } else if let Some(editor) = self.model.editor_mut() {
            if let Key::Char(c) = key {
                editor.note.insert_char(c);
                self.typed(cx);
            }
        } else if key.types() && self.model.overlays.is_empty() && self.model.screen != Screen::Door
        {
            self.model.notice = Some(Notice::warning(format!(
                "{key} does nothing here. {{program.help}} shows what does."
            )));
        }
    }

    fn paste(&mut self, text: &str, cx: &Cx) {
        self.model.notice = None;
        if self.model.busy.is_some() && self.model.form().is_some() {
            return;
        }
        let removed = if let Some(editor) = self.model.editor_mut() {
            editor.note.paste(text)
        } else if let Some(form) = self.model.form_mut() {
            form.paste(text)
        } else if let Some(Overlay::WordSearch(search)) = self.model.overlays.last_mut() {
            search.edit.paste(text)
        } else if let Some(Overlay::Views(views)) = self.model.overlays.last_mut() {
            views.paste(text)
        } else if let Some(find) = self.model.find_mut() {
            find.paste(text)
        } else {
            return;
        };
        if removed > 0 {
            self.model.notice = Some(Notice::warning(
                "Control characters in the pasted text were left out.",
            ));
        }
        self.typed(cx);
    }

    /// Something was typed into a text: the search follows, drafts become due.
    fn typed(&mut self, cx: &Cx) {
        if self.model.overlays.is_empty() {
            match &mut self.model.left {
                Some(left) if self.model.screen == Screen::Left => left.follow_find(),
                _ if self.model.screen == Screen::Person => {
                    self.follow_plan_search();
                    self.follow_log_search();
                }
                _ if self.model.screen == Screen::Services => {
                    if let Some(view) = &mut self.model.services {
                        view.follow();
                    }
                }
                _ => self.model.today.follow_find(cx.tick),
            }
            return;
        }
        match self.model.overlays.last_mut() {
            Some(Overlay::Form(form)) if form.place.is_some() => form.autosave.typed(cx.tick),
            Some(Overlay::Editor(editor)) => {
                editor.autosave.typed(cx.tick);
                // What was kept a second ago still is; only a failure has to be said at once.
                if editor.kept == editor::DraftState::Unchanged {
                    editor.kept = editor::DraftState::Typing;
                }
            }
            Some(Overlay::Palette(_)) => {
                if let Some(Overlay::Palette(mut palette)) = self.model.overlays.pop() {
                    let hits = palette.matching(&self.model);
                    palette.hits = hits;
                    self.model.overlays.push(Overlay::Palette(palette));
                }
            }
            Some(Overlay::Adding(_)) => self.follow_adding(cx),
            Some(Overlay::WordSearch(search)) => {
                if let Some(store) = &self.store
                    && let Err(fault) = search.follow(store)
                {
                    self.model.notice = Some(Failure::from(fault).into());
                }
            }
            _ => {}
        }
    }

    /// Runs a command, or says why it cannot be run.
    pub fn dispatch(&mut self, command: &'static Command, cx: &Cx) {
        if self.model.busy.is_some() && !command.works_while_busy() {
            return;
        }
        match (command.when)(&self.model) {
            Availability::Ready => {
                if let Err(failure) = (command.run)(self, cx) {
                    self.fail(failure);
                }
            }
            Availability::Blocked(why) => self.model.notice = Some(Notice::warning(why)),
        }
    }

    /// Says what was not done; in a form beside its field.
    fn fail(&mut self, failure: Failure) {
        if let Some(form) = self.model.form_mut() {
            if let Some(field) = failure.field {
                form.focus_on(field);
            }
            form.problem = Some(failure.message);
        } else {
            self.model.notice = Some(failure.into());
        }
    }

    /// The clock of the rules at an event.
    fn clock<'a>(holidays: &'a Holidays, cx: &Cx) -> Clock<'a> {
        Clock::new(cx.local, holidays)
    }

    /// The open store.
    ///
    /// # Errors
    /// A sentence, when it is locked.
    fn store(&mut self) -> Result<&mut Store, Failure> {
        self.store
            .as_mut()
            .ok_or_else(|| Failure::new("The store is locked. Type the passphrase to open it."))
    }

    /// Refuses to open what could not be saved afterwards.
    ///
    /// # Errors
    /// For a reader.
    fn check_may_type(&self) -> Result<(), Failure> {
        if self.model.reads_only() {
            return Err(Fault::ReaderOnly.into());
        }
        Ok(())
    }

    /// Makes the change that was typed in a draft; the draft goes with it.
    fn commit_draft(
        &mut self,
        command: &str,
        change: &Change,
        place: &Place,
        cx: &Cx,
    ) -> Result<(), Failure> {
        match self.write_together(command, change, Some(place), cx) {
            Ok(commit) => {
                self.refresh(&commit, cx);
                Ok(())
            }
            Err(fault) => {
                // What is opened next starts from what is there now.
                self.read_again(cx);
                Err(fault.into())
            }
        }
    }

    /// Brings the screen up to date after a write. What was written is written: a failure to read is said, no more.
    fn refresh(&mut self, commit: &Commit, cx: &Cx) {
        if let Err(failure) = self.after(commit, cx) {
            self.model.notice = Some(failure.into());
        }
    }

    /// Brings list and person up to date after a write of ours.
    fn after(&mut self, commit: &Commit, cx: &Cx) -> Result<(), Failure> {
        let Some(store) = self.store.as_ref() else {
            return Ok(());
        };
        let clock = Self::clock(&self.model.holidays, cx);
        if commit.people.len() <= live::ONE_BY_ONE {
            let selected = self.model.today.selected();
            self.model.today.renew(store, &clock, &commit.people)?;
            self.went = selected
                .filter(|person| commit.people.contains(person))
                .and_then(|person| self.model.today.where_hidden(person));
        } else {
            self.relist(commit.people.len(), cx)?;
        }
        if let Some(changes) = &mut self.model.changes {
            changes.say_anew();
        }
        self.reread_beside(cx)?;
        let Some(store) = self.store.as_ref() else {
            return Ok(());
        };
        let clock = Self::clock(&self.model.holidays, cx);
        if let Some(view) = &mut self.model.person
            // What belongs to nobody may name them: a need for which nothing was found.
            && (commit.people.is_empty() || commit.people.contains(&view.id()))
            && view.renew(store, &clock, By::Us).is_err()
        {
            // Undoing the person themselves leaves nothing to show.
            self.close_person();
        }
        Ok(())
    }

    /// Opens a person on a tab.
    fn open_person(&mut self, person: PersonId, tab: Tab, cx: &Cx) -> Result<(), Failure> {
        let clock = Self::clock(&self.model.holidays, cx);
        let store = self
            .store
            .as_ref()
            .ok_or_else(|| Failure::new("The store is locked."))?;
        let mut view = PersonView::read(store, person, &clock)?;
        view.tab = tab;
        self.model.person = Some(view);
        self.model.screen = Screen::Person;
        self.seen.opened(person, cx);
        Ok(())
    }

    /// The person that a command is about: the one who is open, or the one selected in the list.
    fn subject(&self) -> Result<PersonId, Failure> {
        match self.model.screen {
            Screen::Person => self.model.person.as_ref().map(PersonView::id),
            Screen::Today => self.model.today.selected(),
            Screen::Left => self.model.left.as_ref().and_then(left::LeftView::selected),
            Screen::Diaries => self
                .model
                .diaries
                .as_ref()
                .and_then(diaries::Diaries::person),
            Screen::Changes => self.model.changes.as_ref().and_then(ChangesView::person),
            Screen::Door | Screen::Import | Screen::Services => None,
        }
        .ok_or_else(|| Failure::new("Nobody is selected. Choose a person in the list first."))
    }

    /// The open person.
    fn person(&self) -> Result<&PersonView, Failure> {
        self.model.person.as_ref().ok_or_else(|| {
            Failure::new("No person is open. Choose one in the list and press {person.open}.")
        })
    }

    /// Works out what the screen needs before it is drawn.
    pub fn prepare(&mut self, cx: &Cx) {
        let clock = Self::clock(&self.model.holidays, cx);
        let page = cx.page;
        let result = match (&self.store, self.model.screen) {
            (Some(store), Screen::Today) => {
                let wide = cx.width >= SIDE_BY_SIDE;
                self.model.today.prepare(store, &clock, page, wide, cx.tick)
            }
            (Some(store), Screen::Left) => match &mut self.model.left {
                Some(left) => left.prepare(store, page),
                None => Ok(()),
            },
            (Some(_), Screen::Diaries) => {
                if let Some(diaries) = &mut self.model.diaries {
                    diaries.prepare(page);
                }
                Ok(())
            }
            (Some(_), Screen::Services) => {
                if let Some(services) = &mut self.model.services {
                    services.prepare(page);
                }
                Ok(())
            }
            (Some(store), Screen::Person) => match &mut self.model.person {
                Some(view) => view.prepare(store, &clock, cx),
                None => Ok(()),
            },
            (Some(store), Screen::Changes) => match &mut self.model.changes {
                Some(view) => view.prepare(store, &clock, page),
                None => Ok(()),
            },
            _ => Ok(()),
        };
        if let Err(fault) = result {
            self.model.notice = Some(Failure::from(fault).into());
        }
        let person = self.model.person.as_ref().map(PersonView::id);
        if let (Some(store), Some(form)) = (&self.store, self.model.form_mut())
            && let Err(fault) = forms::offer_words(form, store, person, cx.today())
        {
            self.model.notice = Some(Failure::from(fault).into());
        }
        let beside = self.model.today.detail.as_ref();
        let beside = beside
            .filter(|detail| detail.beside.is_some() && self.model.screen == Screen::Today)
            .map(|detail| detail.person);
        self.seen.is_beside(beside, cx);
        let found = match self.model.overlays.last() {
            Some(Overlay::WordSearch(search)) => search.selected(),
            _ => None,
        };
        let found = found.map(|found| (found.person, found.contact));
        self.seen.is_in_words(found, cx);
        if let Some(editor) = self.model.editor_mut() {
            let (width, height) = editor::text_area(cx);
            editor.view = editor.note.view(width, height);
        }
    }
}
