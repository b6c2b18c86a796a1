//! What a key costs in a plan, and in a long text: a small plan beside one of 200 lines and 60 actions, an empty text beside
//! one of 100 kB.
//!
//! The whole way of a key is measured, as the program goes it: the event, what is due (a draft every half second of typing,
//! written into the encrypted store), the drawing at 80x24. `cargo bench --bench plan` prints the mean and the longest of
//! each; the longest in a text has to stay under 16 ms. Figures are printed, never asserted.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measuring program: it reads the clock, prints, and stops at the first surprise"
)]

use std::time::{Duration, Instant};

use caseload::app::forms::door::read_list;
use caseload::app::ids::Ids;
use caseload::app::inbox::{self, Inbox};
use caseload::app::jobs::Jobs;
use caseload::app::keymap::Keymap;
use caseload::app::keys::Key;
use caseload::app::own_holidays::OwnHolidays;
use caseload::app::{App, Cx, Event, Setup};
use caseload::domain::calendar::Holidays;
use caseload::domain::change::{Change, Write};
use caseload::domain::goal::Goal;
use caseload::domain::id::{GoalId, ItemId, NeedId, PersonId};
use caseload::domain::item::{Item, ItemKind, Waiting};
use caseload::domain::london;
use caseload::domain::plan::{Need, Plan};
use caseload::domain::record::Record;
use caseload::domain::user::{User, UserRole};
use caseload::store::vault::unlock;
use caseload::store::{KeyCost, Stamp, Store};
use caseload::ui::layout;
use caseload::ui::theme::Theme;
use chrono::{DateTime, TimeDelta, Utc};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use uuid::Uuid;

const WIDTH: u16 = 80;
const HEIGHT: u16 = 24;
/// Time between two keys of somebody who types.
const BETWEEN_KEYS: Duration = Duration::from_millis(50);
/// Rows of the big plan beside those that every plan has: needs and goals, and the actions under these.
const NEEDS: u128 = 40;
const GOALS: u128 = 100;
const ACTIONS: u128 = 60;
/// Bytes of the long text.
const LONG: usize = 100_000;

/// What keys took.
#[derive(Default)]
struct Cost {
    keys: u32,
    all: Duration,
    longest: Duration,
}

impl Cost {
    fn say(&self, what: &str) {
        println!(
            "{what:<44} {:>5} keys   mean {:>8.3} ms   longest {:>8.3} ms",
            self.keys,
            ms(self.all / self.keys.max(1)),
            ms(self.longest)
        );
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The program with its screen, and a clock that goes on with every key.
struct Desk {
    app: App,
    events: Inbox,
    terminal: Terminal<TestBackend>,
    theme: Theme,
    now: DateTime<Utc>,
    tick: Duration,
}

impl Desk {
    fn cx(&self) -> Cx {
        Cx {
            now: self.now,
            local: london::local(self.now),
            tick: self.tick,
            page: layout::page_rows(WIDTH, HEIGHT, &self.app.model),
            front_steps: usize::MAX,
            width: WIDTH,
            height: HEIGHT,
        }
    }

    fn happens(&mut self, event: Event) -> Duration {
        self.tick += BETWEEN_KEYS;
        self.now += TimeDelta::from_std(BETWEEN_KEYS).expect("a short time");
        let started = Instant::now();
        let cx = self.cx();
        self.app.event(event, &cx);
        let cx = self.cx();
        self.app.tick(&cx);
        let cx = self.cx();
        self.app.prepare(&cx);
        let (app, theme) = (&self.app, &self.theme);
        self.terminal
            .draw(|frame| caseload::ui::draw(frame, &app.model, &app.keymap, theme))
            .expect("a frame");
        self.app.after_draw(&cx);
        started.elapsed()
    }

    /// Presses keys by their names, so many times, and counts what they cost.
    fn keys(&mut self, names: &str, times: usize) -> Cost {
        let mut cost = Cost::default();
        for name in names
            .split_whitespace()
            .cycle()
            .take(names.split_whitespace().count() * times)
        {
            let key = Key::parse(name).expect("a key");
            let took = self.happens(Event::Key(key));
            cost.keys += 1;
            cost.all += took;
            cost.longest = cost.longest.max(took);
            while self.app.model.busy.is_some() {
                let event = self.events.wait(Duration::from_secs(20));
                self.happens(event.expect("the job reports"));
            }
        }
        cost
    }

    fn typed(&mut self, text: &str) -> Cost {
        let mut cost = Cost::default();
        for c in text.chars() {
            let took = self.happens(Event::Key(Key::Char(c)));
            cost.keys += 1;
            cost.all += took;
            cost.longest = cost.longest.max(took);
        }
        cost
    }

    /// Opens, scrolls and edits the plan of one person.
    fn plan(&mut self, person: PersonId, name: &str) {
        self.app.model.today.select(person);
        self.keys("enter", 1);
        self.keys("2", 1).say(&format!("{name}: open"));
        let rows = self
            .app
            .model
            .person
            .as_ref()
            .map_or(0, |view| view.outline.iter().count());
        println!("{name}: {rows} rows");
        self.keys("down", rows)
            .say(&format!("{name}: down, row by row"));
        self.keys("home end pageup", 10)
            .say(&format!("{name}: home, end, a page"));
        self.keys("home down down down", 1);
        // A row that can be edited in place: the first need or goal.
        for _ in 0..rows {
            self.keys("i", 1);
            if self.app.model.form().is_some() {
                break;
            }
            self.keys("down", 1);
        }
        assert!(self.app.model.form().is_some(), "a row is edited in place");
        self.typed(" and some more words of theirs")
            .say(&format!("{name}: a key in place"));
        self.keys("ctrl-s", 1).say(&format!("{name}: save"));
        assert!(self.app.model.form().is_none(), "saved");
        self.keys("esc", 1);
    }

    /// Types at the end, at the beginning and in the middle of a text of so many bytes.
    fn text(&mut self, person: PersonId, bytes: usize) {
        self.app.model.today.select(person);
        self.keys("enter w", 1);
        let line = "She wants to see the garden again before the summer is over, and says so.\n";
        let paste = line.repeat(bytes / line.len());
        let took = self.happens(Event::Paste(paste));
        let name = format!("text of {} kB", bytes / 1_000);
        println!("{name}: pasted in {:.3} ms", ms(took));
        let words = "and I want to see the garden again this spring ";
        self.typed(words).say(&format!("{name}: a key at the end"));
        self.keys("backspace", 40)
            .say(&format!("{name}: backspace"));
        self.keys("up", 200).say(&format!("{name}: up"));
        self.typed(words).say(&format!("{name}: a key inside"));
        self.keys("pageup", 100).say(&format!("{name}: a page up"));
        self.typed(words)
            .say(&format!("{name}: a key at the beginning"));
        self.keys("esc esc", 1);
    }
}

/// Two made-up people, one of them with a plan as long as plans get.
fn people(now: DateTime<Utc>, holidays: &Holidays, user: &User) -> (Vec<Record>, [PersonId; 2]) {
    let with_plan = |records: &Vec<Record>| {
        let mut plans = records.iter().filter_map(|record| match record {
            Record::Plan(plan) => Some(plan),
            _ => None,
        });
        plans.any(|plan| !plan.goals.is_empty())
    };
    let made = caseload::demo::people(7, 20, None, now, holidays, user);
    let mut two = made.into_iter().filter(with_plan).take(2);
    let small = two.next().expect("somebody with a plan");
    let mut big = two.next().expect("somebody else with a plan");
    let mut actions = Vec::new();
    for record in &mut big {
        let Record::Plan(plan) = record else { continue };
        lengthen(plan);
        let goals: Vec<GoalId> = plan.goals.iter().map(|goal| goal.id).collect();
        for (n, goal) in (0..ACTIONS).zip(goals.iter().cycle()) {
            let mut item = Item::new(
                ItemId(Uuid::from_u128(0x3000 + n)),
                plan.person,
                ItemKind::Action,
                &format!("Bring the forms of week {n}, and ask how the walk went"),
                Waiting::Us,
                london::date(now),
            );
            item.goal = Some(*goal);
            actions.push(Record::Item(item));
        }
    }
    big.extend(actions);
    let who = |records: &[Record]| {
        let mut people = records.iter().filter_map(|record| match record {
            Record::Person(person) => Some(person.id),
            _ => None,
        });
        people.next().expect("a person")
    };
    let ids = [who(&small), who(&big)];
    (small.into_iter().chain(big).collect(), ids)
}

fn lengthen(plan: &mut Plan) {
    for n in 0..NEEDS {
        plan.needs.push(Need {
            id: NeedId(Uuid::from_u128(0x1000 + n)),
            text: format!("The stairs, the bath and the bus: number {n} of what is hard"),
            ended: None,
        });
    }
    for n in 0..GOALS {
        let mut goal = Goal::new(
            GoalId(Uuid::from_u128(0x2000 + n)),
            &format!("To get to the shop and back by herself, the way number {n}"),
        );
        goal.need = Some(NeedId(Uuid::from_u128(0x1000 + n % NEEDS)));
        plan.goals.push(goal);
    }
}

fn main() {
    let root = tempfile::tempdir().expect("a directory");
    let dir = root.path().join("store");
    let holidays = Holidays::england();
    let now = Utc::now();
    let user = User {
        login: "bench".into(),
        name: "Bench".into(),
        role: UserRole::Lead,
    };
    let passphrase = "a bench passphrase";
    let (mut store, _) =
        Store::create(&dir, &user, passphrase, KeyCost::THROWAWAY, now).expect("a store");
    let (records, [small, big]) = people(now, &holidays, &user);
    let stamp = Stamp {
        at: now,
        command: "bench.fill",
        note: "",
    };
    let writes = records.into_iter().map(Write::Add).collect();
    store.write(stamp, &Change { writes }).expect("filled");
    drop(store);
    let key = unlock(&dir, "bench", passphrase).expect("a key");
    let store = Store::open(&dir, key, "bench").expect("a store");
    let (post, events) = inbox::open().expect("an inbox");
    let setup = Setup {
        dir,
        login: "bench".to_owned(),
        cost: KeyCost::THROWAWAY,
        lock_after: Duration::from_secs(36_000),
        demo: false,
        own_holidays: OwnHolidays::at(root.path().join("bank-holidays.txt")),
    };
    let cx = Cx {
        now,
        local: london::local(now),
        tick: Duration::ZERO,
        page: 1,
        front_steps: usize::MAX,
        width: WIDTH,
        height: HEIGHT,
    };
    let (keymap, ids) = (Keymap::standard(), Ids::Seeded(7));
    let app = App::new(setup, keymap, holidays, ids, Jobs::new(post), &cx);
    let mut desk = Desk {
        app,
        events,
        terminal: Terminal::new(TestBackend::new(WIDTH, HEIGHT)).expect("a screen"),
        theme: Theme::probe(),
        now,
        tick: Duration::ZERO,
    };
    let opened = read_list(store, &desk.app.model.holidays, cx.local).expect("a list");
    let cx = desk.cx();
    desk.app.enter(opened, &cx);
    desk.plan(small, "small plan");
    desk.plan(big, "plan of 200 lines, 60 actions");
    desk.text(small, 0);
    desk.text(big, LONG);
}
