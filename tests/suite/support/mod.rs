//! What tests of the running program share: a real `App` over a real encrypted store, a clock that stands still, keys.
//!
//! Nothing here knows what a screen says; the tests in `tui` do.

pub mod people;
pub mod screen;

use std::path::Path;
use std::time::Duration;

use caseload::app::forms::door::read_list;
use caseload::app::ids::Ids;
use caseload::app::inbox::{self, Inbox};
use caseload::app::jobs::Jobs;
use caseload::app::keymap::Keymap;
use caseload::app::keys::Key;
use caseload::app::model::{Overlay, Screen};
use caseload::app::own_holidays::OwnHolidays;
use caseload::app::{App, Cx, Event, Setup};
use caseload::domain::calendar::Holidays;
use caseload::domain::change::{Change, Write};
use caseload::domain::id::PersonId;
use caseload::domain::london;
use caseload::domain::record::{Folder, Record};
use caseload::domain::triage::{Clock, Row};
use caseload::domain::user::{User, UserRole};
use caseload::store::vault::{Access, DataKey, connect, unlock};
use caseload::store::{KeyCost, Stamp, Store};
use caseload::ui::{self, layout};
use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;

/// Who is signed in.
pub const LOGIN: &str = "a.okafor";
/// Their passphrase.
pub const PASSPHRASE: &str = "correct horse battery";
/// Monday 2 March 2026, 09:12 in London.
pub const NOW: &str = "2026-03-02T09:12:00Z";
/// Idle time after which the screen locks.
pub const LOCK_AFTER: Duration = Duration::from_secs(600);

/// How long a job may be silent before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(20);
/// Time between two keys of somebody who types.
const BETWEEN_KEYS: Duration = Duration::from_millis(150);

/// The program on a bench: everything real but the clock, the ids and the terminal.
pub struct Bench {
    /// The program.
    pub app: App,
    /// How many keys were pressed by name; text that was typed does not count.
    pub pressed: usize,
    events: Inbox,
    root: TempDir,
    key: Option<DataKey>,
    now: DateTime<Utc>,
    tick: Duration,
    width: u16,
    height: u16,
}

impl Bench {
    /// The list of the people in `people`, on a terminal of 80 columns and 24 rows.
    pub fn new() -> Self {
        Self::with(people::everybody())
    }

    /// An open store without anybody in it.
    pub fn empty() -> Self {
        Self::with(Vec::new())
    }

    /// The list of the people given.
    pub fn with(records: Vec<Record>) -> Self {
        Self::locked(records).entered()
    }

    /// The same with the store open.
    fn entered(mut self) -> Self {
        let store = self.store();
        let cx = self.cx();
        let opened = read_list(store, &self.app.model.holidays, cx.local).unwrap();
        self.app.enter(opened, &cx);
        self.draw();
        self
    }

    /// The dozen, with a user of another role.
    pub fn signed_in(role: UserRole) -> Self {
        Self::locked_as(people::everybody(), role).entered()
    }

    /// The list of the people given, with a user of another role.
    pub fn with_as(records: Vec<Record>, role: UserRole) -> Self {
        Self::locked_as(records, role).entered()
    }

    /// A store of the people given, before the passphrase.
    pub fn locked(records: Vec<Record>) -> Self {
        Self::locked_as(records, UserRole::Lead)
    }

    fn locked_as(records: Vec<Record>, role: UserRole) -> Self {
        let root = private_dir();
        let dir = root.path().join("store");
        let user = User {
            login: LOGIN.to_owned(),
            name: "A. Okafor".to_owned(),
            role,
        };
        let at = NOW.parse().unwrap();
        let (mut store, _) =
            Store::create(&dir, &user, PASSPHRASE, KeyCost::THROWAWAY, at).unwrap();
        if !records.is_empty() {
            let writes = records.into_iter().map(Write::Add).collect();
            store.write(stamp(at), &Change { writes }).unwrap();
        }
        drop(store);
        let key = unlock(&dir, LOGIN, PASSPHRASE).unwrap();
        let mut bench = Self::over(root, &dir);
        bench.key = Some(key);
        bench
    }

    /// No store yet: the welcome.
    pub fn welcome() -> Self {
        let root = private_dir();
        let dir = root.path().join("store");
        Self::over(root, &dir)
    }

    fn over(root: TempDir, dir: &Path) -> Self {
        let (post, events) = inbox::open().unwrap();
        let now = NOW.parse().unwrap();
        let setup = Setup {
            dir: dir.to_owned(),
            login: String::new(),
            cost: KeyCost::THROWAWAY,
            lock_after: LOCK_AFTER,
            demo: false,
            own_holidays: OwnHolidays::at(root.path().join("bank-holidays.txt")),
        };
        let cx = Cx {
            now,
            local: london::local(now),
            tick: Duration::ZERO,
            page: 1,
            front_steps: usize::MAX,
            width: 80,
            height: 24,
        };
        let app = App::new(
            setup,
            Keymap::standard(),
            Holidays::england(),
            Ids::Seeded(7),
            Jobs::new(post),
            &cx,
        );
        let mut bench = Self {
            app,
            pressed: 0,
            events,
            root,
            key: None,
            now,
            tick: Duration::ZERO,
            width: 80,
            height: 24,
        };
        bench.draw();
        bench
    }

    /// The same on a terminal of another size.
    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.resize(width, height);
        self
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        (self.width, self.height) = (width, height);
        self.happens(Event::Resize);
    }

    /// What the program may know of the world now.
    pub fn cx(&self) -> Cx {
        Cx {
            now: self.now,
            local: london::local(self.now),
            tick: self.tick,
            page: layout::page_rows(self.width, self.height, &self.app.model),
            front_steps: ui::front_steps(
                &self.app.model,
                &self.app.keymap,
                self.width,
                self.height,
            ),
            width: self.width,
            height: self.height,
        }
    }

    /// Presses keys by their names, parted by blanks: `"c down enter"`. Jobs are waited for after each.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            let key = Key::parse(name).unwrap_or_else(|unknown| panic!("{unknown}"));
            self.pressed += 1;
            self.happens(Event::Key(key));
            self.settle();
        }
        self
    }

    /// Types a text, letter by letter.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.happens(Event::Key(Key::Char(c)));
        }
        self
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.happens(Event::Paste(text.to_owned()));
        self
    }

    /// Lets time pass without a key: both clocks go on, and what is due happens.
    pub fn wait(&mut self, time: Duration) -> &mut Self {
        self.tick += time;
        self.now += TimeDelta::from_std(time).unwrap();
        let cx = self.cx();
        self.app.tick(&cx);
        self.draw();
        self
    }

    /// Sets the time of day, as after a pause without the program; nothing that is due by waiting happens.
    pub fn at(mut self, now: &str) -> Self {
        self.turn(now.parse().unwrap());
        self
    }

    /// The same in place: the next morning of a test of many days.
    pub fn turn(&mut self, now: DateTime<Utc>) {
        self.now = now;
        self.happens(Event::Resize);
    }

    /// One event as the loop takes it: the event, what is due, the screen.
    pub fn happens(&mut self, event: Event) {
        self.tick += BETWEEN_KEYS;
        let cx = self.cx();
        self.app.event(event, &cx);
        let cx = self.cx();
        self.app.tick(&cx);
        self.draw();
    }

    /// Waits until no job is under way; draws what they brought.
    pub fn settle(&mut self) -> &mut Self {
        while self.app.model.busy.is_some() {
            let event = self.events.wait(PATIENCE);
            self.happens(event.expect("the job has not reported in time"));
        }
        self
    }

    /// Waits for a list that is worked out in the background.
    pub fn relisted(&mut self) -> &mut Self {
        let event = self.events.wait(PATIENCE);
        self.happens(event.expect("the list has not come in time"));
        self
    }

    /// What is worked out before and after a frame.
    fn draw(&mut self) {
        let cx = self.cx();
        self.app.prepare(&cx);
        self.app.after_draw(&cx);
    }

    /// The screen as it is drawn: text, roles, cursor.
    pub fn screen(&self) -> String {
        self.drawn().report()
    }

    /// The text on the screen alone.
    pub fn text(&self) -> String {
        self.drawn().text()
    }

    /// The same as one line, for what may be wrapped anywhere.
    pub fn flowing(&self) -> String {
        let text = self.text();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where the terminal's cursor stands: column and row.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.drawn().cursor.map(|at| (at.x, at.y))
    }

    fn drawn(&self) -> screen::Drawn {
        screen::Drawn::of(&self.app, self.width, self.height)
    }

    /// What was last said: the problem of the form on top, or the notice; empty when nothing was.
    pub fn said(&self) -> String {
        let model = &self.app.model;
        model
            .form()
            .and_then(|form| form.problem.clone())
            .or_else(|| model.notice.as_ref().map(|notice| notice.text.clone()))
            .unwrap_or_default()
    }

    /// Whether nothing lies over the screen.
    pub fn is_bare(&self) -> bool {
        self.app.model.overlays.is_empty()
    }

    /// Whether the passphrase is asked for.
    pub fn is_locked(&self) -> bool {
        self.app.model.screen == Screen::Door
    }

    /// Types the passphrase.
    pub fn unlock(&mut self) -> &mut Self {
        assert!(self.is_locked());
        self.app.model.overlays.truncate(1);
        if let Some(Overlay::Form(form)) = self.app.model.overlays.last_mut() {
            form.focus_on("passphrase");
        }
        self.type_text(PASSPHRASE).press("ctrl-s")
    }

    /// A directory that goes with the bench, for files to read and to write.
    pub fn dir(&self) -> &Path {
        self.root.path()
    }

    /// A second connection to the store, as another process has it.
    pub fn store(&self) -> Store {
        let key = self
            .key
            .clone()
            .expect("a store that was made by the bench");
        Store::open(&self.root.path().join("store"), key, LOGIN).unwrap()
    }

    /// A connection past the store, to damage something.
    pub fn raw(&self) -> rusqlite::Connection {
        let key = self.key.clone();
        let key = key.expect("a store that was made by the bench");
        connect(&self.root.path().join("store"), &key, Access::ReadWrite).unwrap()
    }

    /// The store as a colleague of that login has it, who may write.
    pub fn store_as(&self, login: &str) -> Store {
        let key = self
            .key
            .clone()
            .expect("a store that was made by the bench");
        let dir = self.root.path().join("store");
        let past = self.raw();
        past.execute(
            "INSERT INTO user (login, name, role, added_at) VALUES (?1, ?1, 1, 0)
             ON CONFLICT (login) DO NOTHING",
            [login],
        )
        .unwrap();
        Store::open(&dir, key, login).unwrap()
    }

    /// Somebody else writes.
    pub fn elsewhere(&mut self, change: &Change) -> &mut Self {
        let at = self.now;
        self.store().write(stamp(at), change).unwrap();
        self
    }

    /// The record of a person as the store has it.
    pub fn folder(&self, person: PersonId) -> Folder {
        self.store().folder(person, None).unwrap()
    }

    /// Selects a person in the list.
    pub fn select(&mut self, person: PersonId) -> &mut Self {
        self.app.model.today.select(person);
        assert_eq!(self.selected(), Some(person));
        self.draw();
        self
    }

    /// Opens a person from the list.
    pub fn open(&mut self, person: PersonId) -> &mut Self {
        self.select(person).press("enter")
    }

    /// Who is selected in the list.
    pub fn selected(&self) -> Option<PersonId> {
        self.app.model.today.selected()
    }

    /// The whole list as the store's facts give it, not as the program holds it.
    pub fn list(&self) -> Vec<Row> {
        let clock = Clock::new(london::local(self.now), &self.app.model.holidays);
        self.store().list(&clock).unwrap()
    }
}

/// A directory that only its owner can enter, as a store wants it.
fn private_dir() -> TempDir {
    tempfile::Builder::new()
        .prefix("caseload-bench")
        .tempdir()
        .unwrap()
}

fn stamp(at: DateTime<Utc>) -> Stamp<'static> {
    Stamp {
        at,
        command: "bench.write",
        note: "",
    }
}
