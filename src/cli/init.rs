//! `caseload init`: makes a store without asking.

use super::args::{Global, Init};
use super::out::Out;
use super::{Refused, opening};
use crate::domain::user::{User, UserRole};
use crate::platform::clock::Clock;
use crate::platform::files::{Overwrite, write_atomic};
use crate::store::{KeyCost, Store};

/// Makes the store; prints its directory.
pub fn run(global: &Global, init: &Init, out: &mut Out) -> Result<(), Refused> {
    let dir = opening::store_dir(global)?;
    let login = global
        .user
        .clone()
        .ok_or("Choose a login with --user NAME, such as --user a.okafor.")?;
    if login.is_empty() || login.contains(char::is_whitespace) {
        return Err("A login is a short name without blanks, such as a.okafor.".to_owned());
    }
    let passphrase = opening::passphrase(global)?;
    let role = if init.role == "lead" {
        UserRole::Lead
    } else {
        UserRole::Navigator
    };
    let name = init.name.clone().unwrap_or_else(|| login.clone());
    if let Some(file) = &init.recovery_file
        && file.exists()
    {
        return Err(format!(
            "{} is there already. Name another file for the recovery code.",
            file.display()
        ));
    }
    if let Some(folder) = init.recovery_file.as_ref().and_then(|file| file.parent())
        && !folder.as_os_str().is_empty()
        && !folder.is_dir()
    {
        return Err(format!(
            "There is no folder {} for the recovery code. Nothing was made; name another file.",
            folder.display()
        ));
    }
    let user = User { login, name, role };
    let (_, recovery) = Store::create(
        &dir,
        &user,
        &passphrase,
        KeyCost::STANDARD,
        Clock::system().now(),
    )
    .map_err(|fault| fault.to_string())?;
    if let Some(code) = recovery {
        let code = code.text();
        match &init.recovery_file {
            Some(file) => write_atomic(
                file,
                format!("{}\n", code.as_str()).as_bytes(),
                Overwrite::Refuse,
            )
            .map_err(|fault| {
                format!(
                    "{fault}\nThe store is made. Its recovery code, shown this once: {}",
                    code.as_str()
                )
            })?,
            None => out.warn(&format!(
                "Recovery code, shown this once; keep it apart from this computer: {}",
                code.as_str()
            )),
        }
    }
    out.path(&dir);
    Ok(())
}
