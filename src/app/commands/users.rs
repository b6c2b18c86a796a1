//! The page of who opens the store. It changes nothing: passphrases are asked for on the command line, one after the other
//! and unseen.

use crate::app::model::{AfterReading, Overlay, Reading};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::user::{User, may_manage};

/// Shows everybody who may open the store, and what to run to change that.
pub(super) fn show(app: &mut App, _: &Cx) -> Result<(), Failure> {
    let login = app.model.login.clone();
    let store = app.store()?;
    let users = store.users()?;
    let logins = store.logins()?;
    app.model.overlays.push(Overlay::Reading(Reading {
        title: "Users of this store".to_owned(),
        lines: lines(&users, &logins, &login),
        top: 0,
        then: AfterReading::Back,
    }));
    Ok(())
}

/// A line a user, then what the one who reads may do about them.
fn lines(users: &[User], logins: &[String], login: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for user in users {
        let you = if user.login == login { ", you" } else { "" };
        let lost = if logins.contains(&user.login) {
            ""
        } else {
            "; no passphrase: add again, or remove"
        };
        lines.push(format!(
            "  {}: {}: {}{you}{lost}",
            user.login,
            user.role.word(),
            user.name
        ));
    }
    lines.push(String::new());
    lines.push("A navigator changes records, a lead says who opens the store too, a reader changes nothing.".to_owned());
    if may_manage(users, login) {
        lines.push(
            "You say who opens the store. On the command line, where passphrases are asked for unseen:"
                .to_owned(),
        );
        lines.push("  caseload user add LOGIN --name NAME --role ROLE".to_owned());
        lines.push("  caseload user role LOGIN ROLE".to_owned());
        lines.push("  caseload user remove LOGIN".to_owned());
        lines.push(
            "Where the recovery code is lost, or known to somebody who should not know it, this makes a new one and the old one opens nothing any more:"
                .to_owned(),
        );
        lines.push("  caseload user recovery".to_owned());
    } else {
        let who = users.iter().filter(|user| may_manage(users, &user.login));
        let who: Vec<&str> = who.map(|user| user.name.as_str()).collect();
        if !who.is_empty() {
            lines.push(format!(
                "Who else opens the store is said by: {}.",
                who.join(", ")
            ));
        }
    }
    lines.push("Your own passphrase: caseload user passphrase".to_owned());
    lines
}
