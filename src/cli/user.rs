//! `caseload user`: who may open the store, and in which role.

use std::path::Path;

use super::args::{AddUser, Global, UserVerb};
use super::out::Out;
use super::{Refused, opening};
use crate::domain::user::{User, UserRole};
use crate::platform::clock::Clock;
use crate::store::{KeyCost, OpenFault, Stamp};

/// Does what was asked of the users.
pub fn run(global: &Global, verb: &UserVerb, out: &mut Out) -> Result<(), Refused> {
    match verb {
        UserVerb::List => list(global, out),
        UserVerb::Add(new) => add(global, new, out),
        UserVerb::Role { login, role } => set_role(global, login, role, out),
        UserVerb::Passphrase {
            new_passphrase_file,
        } => passphrase(global, new_passphrase_file.as_deref(), out),
        UserVerb::Recovery { recovery_file } => recovery(global, recovery_file.as_deref(), out),
        UserVerb::Remove { login } => remove(global, login, out),
    }
}

/// Prints login, role and name, one user a line.
fn list(global: &Global, out: &mut Out) -> Result<(), Refused> {
    let store = opening::open(global)?;
    let users = store.users().map_err(|fault| fault.to_string())?;
    let logins = store.logins().map_err(words)?;
    for user in users {
        let beside = if logins.contains(&user.login) {
            ""
        } else {
            // A removal that was cut off, or an older key file that was put back.
            "; no passphrase yet: add again, or remove"
        };
        out.line(&format!(
            "{}: {}: {}{beside}",
            user.login,
            user.role.word(),
            user.name
        ));
    }
    Ok(())
}

fn add(global: &Global, new: &AddUser, out: &mut Out) -> Result<(), Refused> {
    let mut store = opening::open(global)?;
    // Nobody is asked for what would then be refused.
    store.check_managing().map_err(words)?;
    let passphrase = opening::new_passphrase(
        new.new_passphrase_file.as_deref(),
        &format!("First passphrase of {}: ", new.login),
    )?;
    let user = User {
        login: new.login.clone(),
        name: new
            .name
            .as_deref()
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .unwrap_or(&new.login)
            .to_owned(),
        role: role_of(&new.role),
    };
    store
        .add_user(stamp("user.add"), &user, &passphrase, KeyCost::STANDARD)
        .map_err(words)?;
    out.line(&format!(
        "{} may open the store, as a {}.",
        user.login,
        user.role.word()
    ));
    out.warn(&format!(
        "Give them the passphrase in person. They choose their own with: caseload user passphrase --user {}",
        user.login
    ));
    Ok(())
}

fn set_role(global: &Global, login: &str, role: &str, out: &mut Out) -> Result<(), Refused> {
    let mut store = opening::open(global)?;
    let role = role_of(role);
    store
        .set_role(stamp("user.role"), login, role)
        .map_err(words)?;
    out.line(&format!("{login} is a {} now.", role.word()));
    out.warn("Where they have the store open: what they may save follows at once, the screen at their next passphrase.");
    Ok(())
}

fn passphrase(global: &Global, file: Option<&Path>, out: &mut Out) -> Result<(), Refused> {
    let (mut store, by_code) = opening::open_by(global)?;
    let login = store.user().login.clone();
    let passphrase = opening::new_passphrase(file, &format!("New passphrase of {login}: "))?;
    let note = if by_code {
        "with the recovery code"
    } else {
        ""
    };
    let stamp = Stamp {
        note,
        ..stamp("user.passphrase")
    };
    store
        .set_passphrase(stamp, &passphrase, KeyCost::STANDARD)
        .map_err(words)?;
    out.line(&format!(
        "{login} opens the store with the new passphrase; the old one opens it no more."
    ));
    Ok(())
}

/// Makes a new recovery code in place of the one before, which may be lost or known to somebody who should not know it.
fn recovery(global: &Global, file: Option<&Path>, out: &mut Out) -> Result<(), Refused> {
    if let Some(file) = file {
        opening::check_free_for_code(file)?;
    }
    let mut store = opening::open(global)?;
    let code = store
        .renew_recovery(stamp("user.recovery"), KeyCost::STANDARD)
        .map_err(words)?;
    opening::hand_over_code(
        &code,
        file,
        "The new code is in force and the old one opens the store no more.",
        out,
    )?;
    out.line("The recovery code before this one opens the store no more.");
    Ok(())
}

fn remove(global: &Global, login: &str, out: &mut Out) -> Result<(), Refused> {
    let mut store = opening::open(global)?;
    store
        .remove_user(stamp("user.remove"), login)
        .map_err(words)?;
    out.line(&format!("{login} may open the store no more."));
    out.warn(
        "What they wrote stays, in their name. An old copy of keyslots.json still knows their passphrase: keep such copies out of their reach.",
    );
    Ok(())
}

fn role_of(word: &str) -> UserRole {
    UserRole::ALL
        .into_iter()
        .find(|role| role.word() == word)
        .unwrap_or(UserRole::Reader)
}

fn stamp(command: &'static str) -> Stamp<'static> {
    Stamp {
        at: Clock::system().now(),
        command,
        note: "",
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn words(fault: OpenFault) -> Refused {
    fault.to_string()
}
