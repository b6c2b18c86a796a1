//! Opening a store without the screen, and what every verb needs: the time, the calendar, the paths.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use signal_hook::consts::SIGINT;
use zeroize::Zeroizing;

use super::Refused;
use super::args::Global;
use super::out::Out;
use crate::app::own_holidays::OwnHolidays;
use crate::domain::calendar::Holidays;
use crate::platform::clock::Clock;
use crate::platform::{files, paths};
use crate::store::Store;
use crate::store::vault::{By, RecoveryCode, logins, unlock_by};

/// Bytes of a passphrase file that are read at most.
const LARGEST_SECRET: u64 = 4_096;
/// Bytes of a user's own file (keys, themes) that are read at most.
const LARGEST_SETTING: u64 = 1_048_576;

/// The directory of the store: as asked, else where the system keeps such things.
pub fn store_dir(global: &Global) -> Result<PathBuf, Refused> {
    match &global.store {
        Some(dir) => Ok(dir.clone()),
        None => paths::default_store_dir().map_err(|_| {
            "There is no home directory to keep a store in. Say where with --store DIR.".to_owned()
        }),
    }
}

/// The passphrase of a file: its first line.
pub fn passphrase_of(file: &Path) -> Result<String, Refused> {
    let bytes = files::read_capped(file, LARGEST_SECRET).map_err(|fault| fault.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| {
        format!(
            "{} is not text; put the passphrase on its first line.",
            file.display()
        )
    })?;
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(format!(
            "The first line of {} is empty; put the passphrase there, at least 8 characters.",
            file.display()
        ));
    }
    Ok(line.to_owned())
}

/// The passphrase: from the file named, else asked for on the terminal.
pub fn passphrase(global: &Global) -> Result<String, Refused> {
    match &global.passphrase_file {
        Some(file) => passphrase_of(file),
        None => asked("Passphrase: "),
    }
}

/// A passphrase that is chosen now: from the file named, else asked for twice on the terminal.
pub fn new_passphrase(file: Option<&Path>, prompt: &str) -> Result<String, Refused> {
    if let Some(file) = file {
        return passphrase_of(file);
    }
    let typed =
        asked(prompt).map_err(|said| said.replace("--passphrase-file", "--new-passphrase-file"))?;
    if asked("The same again: ")? != typed {
        return Err(
            "The two passphrases differ, so nothing was changed. Run the same again and type one twice."
                .to_owned(),
        );
    }
    Ok(typed)
}

/// What is typed at a prompt without being shown. After Ctrl-C the terminal shows again what is typed.
fn asked(prompt: &str) -> Result<String, Refused> {
    // rpassword ends the program at Ctrl-C while the terminal is still silent; so the signal waits until it is not.
    let ends = Arc::new(AtomicBool::new(false));
    let _ = signal_hook::flag::register_conditional_default(SIGINT, Arc::clone(&ends));
    let typed = rpassword::prompt_password(prompt);
    ends.store(true, Ordering::SeqCst);
    typed.map_err(|error| {
        if error.kind() == io::ErrorKind::Interrupted {
            "Left at the passphrase; nothing was done.".to_owned()
        } else {
            "There is no terminal to ask for the passphrase. Name a file with --passphrase-file FILE.".to_owned()
        }
    })
}

/// Refuses a place for a recovery code that cannot be written, before there is a code to lose.
pub fn check_free_for_code(file: &Path) -> Result<(), Refused> {
    if file.exists() {
        return Err(format!(
            "{} is there already. Name another file for the recovery code.",
            file.display()
        ));
    }
    if let Some(folder) = file.parent()
        && !folder.as_os_str().is_empty()
        && !folder.is_dir()
    {
        return Err(format!(
            "There is no folder {} for the recovery code. Nothing was made; name another file.",
            folder.display()
        ));
    }
    Ok(())
}

/// Writes a recovery code to a file, or shows it this once; where it cannot be written it is said with what is done.
pub fn hand_over_code(
    code: &RecoveryCode,
    file: Option<&Path>,
    done: &str,
    out: &mut Out,
) -> Result<(), Refused> {
    let code = code.text();
    let Some(file) = file else {
        out.warn(&format!(
            "Recovery code, shown this once; keep it apart from this computer: {}",
            code.as_str()
        ));
        return Ok(());
    };
    let line = Zeroizing::new(format!("{}\n", code.as_str()));
    files::write_atomic(file, line.as_bytes(), files::Overwrite::Refuse).map_err(|fault| {
        format!(
            "{fault}\n{done} Its recovery code, shown this once: {}",
            code.as_str()
        )
    })
}

/// The login: as asked, else the only one there is.
pub fn login(global: &Global) -> Result<String, Refused> {
    if let Some(login) = &global.user {
        return Ok(login.clone());
    }
    let known = logins(&store_dir(global)?).map_err(|fault| fault.to_string())?;
    match known.as_slice() {
        [only] => Ok(only.clone()),
        _ => Err(format!(
            "Say who you are with --user NAME. This store knows: {}.",
            known.join(", ")
        )),
    }
}

/// The store, open.
pub fn open(global: &Global) -> Result<Store, Refused> {
    Ok(open_by(global)?.0)
}

/// With more than so many to work out anew an upgrade takes longer than half a second.
const MANY: usize = 5_000;

/// The store, open, and whether the recovery code stood in for the passphrase; then it is in the journal.
pub fn open_by(global: &Global) -> Result<(Store, bool), Refused> {
    let dir = store_dir(global)?;
    let login = login(global)?;
    let passphrase = passphrase(global)?;
    let (key, by) = unlock_by(&dir, &login, &passphrase).map_err(|fault| fault.to_string())?;
    let mut told = false;
    let mut say = |_, of| {
        if of > MANY && !told {
            told = true;
            // Who cannot hear it loses nothing.
            let _ = writeln!(io::stderr(), "Bringing the record up to date ...");
        }
    };
    let store = Store::open_by(&dir, key, &login, by, Clock::system().now(), &mut say)
        .map_err(|fault| fault.to_string())?;
    Ok((store, by == By::RecoveryCode))
}

/// The user's own bank holiday file.
pub fn own_holidays() -> OwnHolidays {
    paths::config_dir().map_or_else(
        |_| OwnHolidays::default(),
        |dir| OwnHolidays::at(dir.join("bank-holidays.txt")),
    )
}

/// England's bank holidays with the user's own over them. What could not be read is said beside, and from three months
/// before the table ends, that it does.
pub fn calendar(today: NaiveDate, out: &mut Out) -> Holidays {
    let (holidays, said) = own_holidays().read();
    for warning in said.iter().chain(&holidays.warning(today)) {
        out.warn(warning);
    }
    holidays
}

/// A user's own file in the configuration directory, with its name, if it is there.
pub fn own_file(name: &str) -> Option<(String, String)> {
    let path = paths::config_dir().ok()?.join(name);
    if !path.exists() {
        return None;
    }
    let bytes = files::read_capped(&path, LARGEST_SETTING).ok()?;
    Some((path.display().to_string(), String::from_utf8(bytes).ok()?))
}

/// A London time as it is typed for a program: `2026-03-02T09:12`, or a day, which means its noon.
pub fn local_time(typed: &str) -> Result<NaiveDateTime, Refused> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M")
        .or_else(|_| NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M:%S"))
        .or_else(|_| {
            typed
                .parse::<chrono::NaiveDate>()
                .map(|day| day.and_time(noon))
        })
        .map_err(|_| {
            format!("\"{typed}\" is not a time. Write it as 2026-03-02T09:12, or 2026-03-02.")
        })
}
