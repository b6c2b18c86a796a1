//! The workstation: the program on a terminal.

use std::io::{self, IsTerminal};
use std::panic;
use std::time::Duration;

use super::args::Global;
use super::{Refused, opening};
use crate::app::ids::Ids;
use crate::app::inbox::{self, Inbox, Post};
use crate::app::jobs::{Jobs, Opened};
use crate::app::keymap::Keymap;
use crate::app::notice::Notice;
use crate::app::{App, Cx, Setup};
use crate::domain::calendar::Holidays;
use crate::domain::london;
use crate::platform::clock::Clock;
use crate::store::KeyCost;
use crate::ui::input::{self, Input};
use crate::ui::lean::Colours;
use crate::ui::run as ui_run;
use crate::ui::terminal::{Look, Screen, give_back};
use crate::ui::theme::{BUILTIN, Theme, theme_name};

/// Idle time after which the screen locks (DESIGN 8).
const LOCK_AFTER: Duration = Duration::from_secs(600);

/// Opens the workstation.
pub fn run(global: &Global) -> Result<(), Refused> {
    let setup = Setup {
        dir: opening::store_dir(global)?,
        login: global.user.clone().unwrap_or_default(),
        cost: KeyCost::STANDARD,
        lock_after: LOCK_AFTER,
        demo: false,
        own_holidays: opening::own_holidays(),
    };
    let mut station = Station::new(global, setup, Clock::system(), Ids::System)?;
    if let Some(file) = &global.passphrase_file {
        let passphrase = opening::passphrase_of(file)?;
        let login = opening::login(global)?;
        station.app.open_with(&login, passphrase, &station.cx());
    }
    station.run()
}

/// The workstation before it has the terminal.
pub struct Station {
    app: App,
    inbox: Inbox,
    post: Post,
    clock: Clock,
    theme: Theme,
    look: Look,
}

impl Station {
    /// Puts the parts together. The terminal is not touched yet; but where there is none, nothing is begun.
    pub fn new(global: &Global, mut setup: Setup, clock: Clock, ids: Ids) -> Result<Self, Refused> {
        let (holidays, mut warnings) = setup.own_holidays.read();
        let (theme, theme_warnings) = theme(global)?;
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(
                "The workstation needs a terminal. For scripts use a verb: caseload today, show, import, export."
                    .to_owned(),
            );
        }
        warnings.extend(theme_warnings);
        let keymap = match opening::own_file("keys.toml") {
            Some((name, text)) => {
                let (keymap, said) = Keymap::with_user(&text, &name);
                warnings.extend(said);
                keymap
            }
            None => Keymap::standard(),
        };
        let (post, inbox) = inbox::open().map_err(|error| no_terminal(&error))?;
        let cx = cx(&clock);
        let mut app = App::new(setup, keymap, holidays, ids, Jobs::new(post.clone()), &cx);
        if !warnings.is_empty() {
            app.model.notice = Some(Notice::warning(warnings.join(" ")));
        }
        Ok(Self {
            app,
            inbox,
            post,
            clock,
            theme,
            look: look(global),
        })
    }

    /// Goes straight to the list of a store that is open.
    pub fn enter(&mut self, opened: Opened) {
        let cx = self.cx();
        self.app.enter(opened, &cx);
    }

    /// The calendar in force.
    pub fn holidays(&self) -> &Holidays {
        &self.app.model.holidays
    }

    fn cx(&self) -> Cx {
        cx(&self.clock)
    }

    /// Takes the terminal until the program ends, and gives it back clean.
    pub fn run(mut self) -> Result<(), Refused> {
        // First the signals: one that came between would leave the terminal as it is taken.
        input::listen_to_signals(self.post.clone()).map_err(|error| no_terminal(&error))?;
        let mut screen = Screen::take(self.look).map_err(|error| {
            let _ = give_back();
            no_terminal(&error)
        })?;
        let mut input = Input::new(self.inbox);
        let ran = ui_run::run(
            &mut self.app,
            &mut input,
            &self.clock,
            &self.theme,
            &mut screen,
        );
        // A terminal that is gone cannot be given back; drafts were kept before.
        let _ = screen.give_back();
        ran.or_else(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Ok(()),
            _ if error.raw_os_error() == Some(5) => Ok(()),
            _ => Err(no_terminal(&error)),
        })
    }
}

fn no_terminal(error: &io::Error) -> Refused {
    format!(
        "The terminal cannot be used: {error}. Nothing is lost; open Caseload again on another terminal."
    )
}

fn cx(clock: &Clock) -> Cx {
    let now = clock.now();
    Cx {
        now,
        local: london::local(now),
        tick: clock.tick(),
        page: 1,
        front_steps: usize::MAX,
        width: 80,
        height: 24,
    }
}

/// The theme asked for: a built-in one, or one of the user's own in `themes/`.
fn theme(global: &Global) -> Result<(Theme, Vec<String>), Refused> {
    let no_color = std::env::var_os("NO_COLOR");
    let name = theme_name(global.theme.as_deref(), no_color.as_deref());
    if let Some(theme) = Theme::builtin(name) {
        return Ok((theme, Vec::new()));
    }
    let Some((file, text)) = opening::own_file(&format!("themes/{name}.toml")) else {
        let known: Vec<&str> = BUILTIN.iter().map(|(name, _)| *name).collect();
        return Err(format!(
            "There is no theme \"{name}\". Choose one of {}.",
            known.join(", ")
        ));
    };
    let (theme, warnings) = Theme::load(&text, &file);
    Ok((theme, warnings.iter().map(ToString::to_string).collect()))
}

/// What the terminal can show, from what it says of itself; nothing is asked of it.
fn look(global: &Global) -> Look {
    let env = |name: &str| std::env::var(name).unwrap_or_default();
    let term = env("TERM");
    let colours = if std::env::var_os("NO_COLOR").is_some() || term == "dumb" || term == "vt100" {
        Colours::Mono
    } else if matches!(env("COLORTERM").as_str(), "truecolor" | "24bit") {
        Colours::True
    } else if term.contains("256color") {
        Colours::Indexed
    } else {
        Colours::Sixteen
    };
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .map(env)
        .into_iter()
        .find(|value| !value.is_empty());
    let utf8 = locale.is_none_or(|value| {
        let value = value.to_lowercase();
        value.contains("utf-8") || value.contains("utf8") || value.starts_with("c.utf")
    });
    Look {
        colours,
        ascii: global.ascii || !utf8,
    }
}

/// Makes a panic leave a clean terminal and a calm sentence.
pub fn restore_terminal_on_panic() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let _ = give_back();
        before(info);
    }));
}
