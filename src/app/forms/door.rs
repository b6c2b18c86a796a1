//! The two forms before a store is open: making one, and opening one. Neither keeps a draft: they hold passphrases.

use std::path::Path;
use std::time::Duration;

use super::{Purpose, Saved};
use crate::app::form::{Field, Form};
use crate::app::jobs::{JobDone, Opened};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::calendar::Holidays;
use crate::domain::london;
use crate::domain::triage::Clock;
use crate::domain::user::{User, UserRole};
use crate::store::vault::{By, logins, unlock_by};
use crate::store::{OpenFault, Store};

/// The form that makes or opens a store.
pub fn build(purpose: &Purpose, login: &str, dir: &Path) -> Result<Form, Failure> {
    if *purpose == Purpose::Welcome {
        return Ok(welcome(login));
    }
    let known = logins(dir)?;
    let login = match known.as_slice() {
        [only] if login.is_empty() => only.as_str(),
        _ => login,
    };
    let mut form = Form::new(Purpose::Unlock, "Caseload", None);
    form.fields = vec![
        Field::line("login", "Login", login, "the short name you sign in with"),
        Field::secret("passphrase", "Passphrase", "or the recovery code"),
    ];
    form.focus = usize::from(!login.is_empty());
    Ok(form)
}

fn welcome(login: &str) -> Form {
    let mut form = Form::new(Purpose::Welcome, "Welcome to Caseload", None);
    form.intro = vec![
        "There is no store here yet. Make one: everything you keep in it is encrypted on this computer under your \
         passphrase, and nothing is sent anywhere."
            .to_owned(),
    ];
    form.fields = vec![
        Field::line(
            "login",
            "Login",
            login,
            "a short name without blanks: a.okafor",
        ),
        Field::line("name", "Your name", "", "as others read it: A. Okafor"),
        Field::choice("role", "Role", ["navigator", "lead"], 0),
        Field::secret(
            "passphrase",
            "Passphrase",
            "at least 8 characters; a few words are easy to type and hard to guess",
        ),
        Field::secret("again", "The same again", ""),
    ];
    form
}

/// Makes the store, in a job: deriving its key takes a moment.
pub(super) fn create(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let login = form.text("login");
    if login.is_empty() || login.contains(char::is_whitespace) {
        return Err(
            Failure::new("Choose a short login without blanks, such as a.okafor.").at("login"),
        );
    }
    let name = form.text("name");
    let (passphrase, again) = (form.text("passphrase"), form.text("again"));
    if passphrase.is_empty() {
        return Err(Failure::new(
            "Choose a passphrase of at least 8 characters: it is what keeps the records private.",
        )
        .at("passphrase"));
    }
    if passphrase != again {
        return Err(
            Failure::new("The two passphrases differ. Type the same one twice.").at("again"),
        );
    }
    let role = form
        .chosen("role", &[UserRole::Navigator, UserRole::Lead])
        .unwrap_or(UserRole::Navigator);
    let user = User {
        name: if name.is_empty() { login.clone() } else { name },
        login,
        role,
    };
    let (dir, cost, at) = (app.setup.dir.clone(), app.setup.cost, cx.now);
    app.busy("Making the store");
    app.jobs.start(move |_| {
        let made = Store::create(&dir, &user, &passphrase, cost, at).map(|(store, recovery)| {
            (
                Opened {
                    store,
                    rows: Vec::new(),
                    seq: 0,
                    day: london::date(at),
                    by: By::Passphrase,
                },
                recovery,
            )
        });
        JobDone::Created(Box::new(made))
    });
    Ok(Saved::UnderWay)
}

/// Opens the store, in a job: deriving its key takes a moment.
pub(super) fn unlock(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let (login, passphrase) = (form.text("login"), form.text("passphrase"));
    if login.is_empty() {
        return Err(Failure::new("Type the login you sign in with.").at("login"));
    }
    if passphrase.is_empty() {
        return Err(Failure::new("Type your passphrase.").at("passphrase"));
    }
    app.open_with(&login, passphrase, cx);
    Ok(Saved::UnderWay)
}

impl App {
    /// Opens the store with a passphrase or the recovery code, in a job.
    pub fn open_with(&mut self, login: &str, passphrase: String, cx: &Cx) {
        let (dir, login) = (self.setup.dir.clone(), login.to_owned());
        let (holidays, local, now) = (self.model.holidays.clone(), cx.local, cx.now);
        let pause = pause_after(self.wrong_tries);
        self.busy("Opening");
        self.jobs.start(move |reporter| {
            // In the job, which waits without doing anything.
            std::thread::sleep(pause);
            // Whoever forgot the passphrase types the recovery code in its place.
            let opened = unlock_by(&dir, &login, &passphrase).and_then(|(key, by)| {
                let mut say = |done, of| reporter.progress(done, of);
                let store = Store::open_by(&dir, key, &login, by, now, &mut say)?;
                let list = read_list(store, &holidays, local)?;
                Ok(Opened { by, ..list })
            });
            JobDone::Opened(Box::new(opened))
        });
    }
}

/// Wrong passphrases in a row that cost nothing: a slip, Caps Lock, the old one.
const FREE_TRIES: u32 = 2;
/// The longest pause before a passphrase is looked at.
const LONGEST_PAUSE: u32 = 5;

/// How long the next passphrase waits before it is looked at, after so many wrong ones in a row: a second more each time,
/// five at most (PROMISES C3).
pub(in crate::app) fn pause_after(wrong: u32) -> Duration {
    let seconds = wrong.saturating_sub(FREE_TRIES).min(LONGEST_PAUSE);
    Duration::from_secs(seconds.into())
}

/// Works the list out before the store is handed over, so that the first screen is there at once.
pub fn read_list(
    store: Store,
    holidays: &Holidays,
    local: chrono::NaiveDateTime,
) -> Result<Opened, OpenFault> {
    let clock = Clock::new(local, holidays);
    let seq = store.newest_row()?;
    let rows = store.list(&clock)?;
    Ok(Opened {
        store,
        rows,
        seq,
        day: local.date(),
        by: By::Passphrase,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_from_the_third_wrong_try_and_is_bounded() {
        let seconds: Vec<u64> = (0..10).map(|wrong| pause_after(wrong).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 1, 2, 3, 4, 5, 5, 5]);
        assert_eq!(pause_after(u32::MAX - 1).as_secs(), 5);
    }
}
