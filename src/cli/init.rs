//! `caseload init`: makes a store without asking.

use super::args::{Global, Init};
use super::out::Out;
use super::{Refused, opening};
use crate::domain::user::{User, UserRole};
use crate::platform::clock::Clock;
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
    if let Some(file) = &init.recovery_file {
        opening::check_free_for_code(file)?;
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
        let file = init.recovery_file.as_deref();
        opening::hand_over_code(&code, file, "The store is made.", out)?;
    }
    out.path(&dir);
    Ok(())
}
