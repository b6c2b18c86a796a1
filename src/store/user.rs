//! The users inside the store: their names and roles, and every change of who may open it.
//!
//! Rows and key slots are two files. A slot is saved inside the transaction of its row, and a login without a row is let
//! in by nothing: where the program is cut off between the two, the new user is not there yet, and somebody who was
//! removed is out already; the same command again makes it whole.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::codec::{Code, millis};
use super::fault::Fault;
use super::vault::access::NewSlots;
use super::vault::key_fault::KeyFault;
use super::vault::keyslots::{check_login, folded};
use super::vault::{KeyCost, OpenFault, RecoveryCode, logins};
use super::{Stamp, Store, authors, journal};
use crate::domain::user::{User, UserRole, keeps_manager, may_manage};

/// A user by login; one with a key slot and no row (a restored key file) is none.
pub fn user(conn: &Connection, login: &str) -> Result<Option<User>, Fault> {
    let row: Option<(String, i64)> = conn
        .prepare_cached("SELECT name, role FROM user WHERE login = ?1")?
        .query_row([login], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    row.map(|(name, role)| {
        Ok(User {
            login: login.to_owned(),
            name,
            role: UserRole::from_code(role)?,
        })
    })
    .transpose()
}

/// Everybody, by login.
pub fn all(conn: &Connection) -> Result<Vec<User>, Fault> {
    let mut statement = conn.prepare_cached("SELECT login, name, role FROM user ORDER BY login")?;
    let mut rows = statement.query([])?;
    let mut users = Vec::new();
    while let Some(row) = rows.next()? {
        users.push(User {
            login: row.get(0)?,
            name: row.get(1)?,
            role: UserRole::from_code(row.get(2)?)?,
        });
    }
    Ok(users)
}

/// Adds a user's row.
pub fn add(conn: &Connection, user: &User, at: DateTime<Utc>) -> Result<(), Fault> {
    conn.execute(
        "INSERT INTO user (login, name, role, added_at) VALUES (?1, ?2, ?3, ?4)",
        (&user.login, &user.name, user.role.code(), millis(at)),
    )?;
    Ok(())
}

/// Refuses a user who may not write any more: what holds is the role as it is now, not as it was at opening.
pub fn check_writer(tx: &Transaction<'_>, login: &str) -> Result<(), Fault> {
    match user(tx, login)? {
        None => Err(Fault::NoLonger),
        Some(user) if !user.role.may_write() => Err(Fault::ReaderOnly),
        Some(_) => Ok(()),
    }
}

/// Why somebody of a login is not let in.
pub fn unknown(conn: &Connection) -> Result<OpenFault, Fault> {
    Ok(KeyFault::UnknownLogin(logins_of(&all(conn)?)).into())
}

fn logins_of(users: &[User]) -> Vec<String> {
    users.iter().map(|user| user.login.clone()).collect()
}

fn check_managing(users: &[User], login: &str) -> Result<(), OpenFault> {
    if may_manage(users, login) {
        return Ok(());
    }
    let who = users.iter().filter(|user| may_manage(users, &user.login));
    let who = who.map(|user| user.login.clone()).collect();
    Err(KeyFault::NotManaging(who).into())
}

/// The user whom a change is about.
fn target<'a>(users: &'a [User], login: &str) -> Result<&'a User, OpenFault> {
    users
        .iter()
        .find(|user| user.login == login)
        .ok_or_else(|| KeyFault::UnknownLogin(logins_of(users)).into())
}

/// Refuses a login that differs from somebody's in case alone, or is that of somebody who can open the store.
fn check_free(users: &[User], openers: &[String], login: &str) -> Result<(), OpenFault> {
    check_login(login)?;
    let taken = users.iter().find(|user| {
        // Whoever has lost their slot, as with an older key file, is given a new one.
        let lost = user.login == login && !openers.contains(&user.login);
        folded(&user.login) == folded(login) && !lost
    });
    match taken {
        Some(user) => Err(KeyFault::LoginTaken(user.login.clone()).into()),
        None => Ok(()),
    }
}

/// Those of the users who have a slot.
fn openers(users: &[User], logins: &[String]) -> Vec<User> {
    let has_slot = |user: &&User| logins.contains(&user.login);
    users.iter().filter(has_slot).cloned().collect()
}

impl Store {
    /// Everybody who may open the store, by login.
    ///
    /// # Errors
    /// Engine faults.
    pub fn users(&self) -> Result<Vec<User>, Fault> {
        all(&self.conn)
    }

    /// Those of the users who have a passphrase.
    ///
    /// # Errors
    /// When the key file cannot be used.
    pub fn logins(&self) -> Result<Vec<String>, OpenFault> {
        logins(&self.dir)
    }

    /// Refuses whoever may not say who else opens the store, before anything is asked of them.
    ///
    /// # Errors
    /// [`KeyFault::NotManaging`] with those who may; engine faults.
    pub fn check_managing(&self) -> Result<(), OpenFault> {
        check_managing(&self.users()?, &self.user.login)
    }

    /// Lets somebody in with a first passphrase.
    ///
    /// # Errors
    /// Somebody who may not, a login that is taken or cannot be one, a weak passphrase, a key file or a database that
    /// cannot be used; nothing is then changed.
    pub fn add_user(
        &mut self,
        stamp: Stamp<'_>,
        user: &User,
        passphrase: &str,
        cost: KeyCost,
    ) -> Result<(), OpenFault> {
        self.check_managing()?;
        check_free(&self.users()?, &self.logins()?, &user.login)?;
        let given = Some((passphrase, cost));
        let slots = NewSlots::prepare(&self.dir, &self.key, &user.login, given)?;
        let note = format!("{}: {}", user.login, user.role.word());
        let stamp = Stamp {
            note: &note,
            ..stamp
        };
        self.change_users(stamp, &user.login, Some(&slots), |tx, before| {
            check_free(before, &slots.logins().0, &user.login)?;
            remove(tx, &user.login)?;
            Ok(add(tx, user, stamp.at)?)
        })
    }

    /// Gives a user another role.
    ///
    /// # Errors
    /// Somebody who may not, an unknown login, the last who may add others, engine faults; nothing is then changed.
    pub fn set_role(
        &mut self,
        stamp: Stamp<'_>,
        login: &str,
        role: UserRole,
    ) -> Result<(), OpenFault> {
        self.check_managing()?;
        let was = target(&self.users()?, login)?.role;
        let note = format!("{login}: {}, was {}", role.word(), was.word());
        let stamp = Stamp {
            note: &note,
            ..stamp
        };
        self.change_users(stamp, login, None, |tx, before| {
            target(before, login)?;
            Ok(set_role(tx, login, role)?)
        })
    }

    /// Takes a user away: the slot is wiped. What they wrote stays, and stays theirs in the journal.
    ///
    /// # Errors
    /// Somebody who may not, an unknown login, the last who may add others, a key file or a database that cannot be
    /// used; nothing is then changed.
    pub fn remove_user(&mut self, stamp: Stamp<'_>, login: &str) -> Result<(), OpenFault> {
        self.check_managing()?;
        let was = target(&self.users()?, login)?.role;
        let slots = NewSlots::prepare(&self.dir, &self.key, login, None)?;
        let note = format!("{login}: {}", was.word());
        let stamp = Stamp {
            note: &note,
            ..stamp
        };
        self.change_users(stamp, login, Some(&slots), |tx, before| {
            let name = target(before, login)?.name.clone();
            remove(tx, login)?;
            // Their entries stay, and so does who they were.
            Ok(authors::remember(tx, &[(login.to_owned(), name)].into())?)
        })
    }

    /// Gives the user themselves a new passphrase; the old one opens the store no more. Readers may too.
    ///
    /// # Errors
    /// A weak passphrase, a user who was removed meanwhile, a key file or a database that cannot be used; the old
    /// passphrase then still works.
    pub fn set_passphrase(
        &mut self,
        stamp: Stamp<'_>,
        passphrase: &str,
        cost: KeyCost,
    ) -> Result<(), OpenFault> {
        let login = self.user.login.clone();
        let given = Some((passphrase, cost));
        let slots = NewSlots::prepare(&self.dir, &self.key, &login, given)?;
        let tx = self.begin()?;
        target(&all(&tx)?, &login)?;
        journal::append(&tx, stamp, &login, None, &[], None)?;
        finish(tx, Some(&slots))
    }

    /// Makes a new recovery code; the one before opens the store no more. It opens for every login, so that only those
    /// who say who opens the store may.
    ///
    /// # Errors
    /// Somebody who may not, a key file or a database that cannot be used; the old code then still works.
    pub fn renew_recovery(
        &mut self,
        stamp: Stamp<'_>,
        cost: KeyCost,
    ) -> Result<RecoveryCode, OpenFault> {
        self.check_managing()?;
        let login = self.user.login.clone();
        let (slots, code) = NewSlots::prepare_recovery(&self.dir, &self.key, cost)?;
        self.change_users(stamp, &login, Some(&slots), |_, _| Ok(()))?;
        Ok(code)
    }

    /// Changes rows, their journal row and the key file together, or nothing.
    fn change_users(
        &mut self,
        stamp: Stamp<'_>,
        about: &str,
        slots: Option<&NewSlots>,
        change: impl FnOnce(&Transaction<'_>, &[User]) -> Result<(), OpenFault>,
    ) -> Result<(), OpenFault> {
        let login = self.user.login.clone();
        let (had, have) = match slots {
            Some(slots) => slots.logins(),
            None => (self.logins()?, self.logins()?),
        };
        let tx = self.begin()?;
        let before = all(&tx)?;
        check_managing(&before, &login)?;
        change(&tx, &before)?;
        if !keeps_manager(&openers(&before, &had), &openers(&all(&tx)?, &have)) {
            return Err(KeyFault::LastManager(about.to_owned()).into());
        }
        journal::append(&tx, stamp, &login, None, &[], None)?;
        finish(tx, slots)
    }
}

/// Saves the key file and then the rows; a failure of either leaves both as they were.
fn finish(tx: Transaction<'_>, slots: Option<&NewSlots>) -> Result<(), OpenFault> {
    let saved = match slots {
        Some(slots) => slots.save(),
        None => Ok(()),
    };
    let done = saved.and_then(|()| tx.commit().map_err(|error| Fault::from(error).into()));
    if done.is_err()
        && let Some(slots) = slots
    {
        // What could not be saved is the one thing to tell; the file is whole in either state.
        let _ = slots.take_back();
    }
    done
}

fn set_role(tx: &Transaction<'_>, login: &str, role: UserRole) -> Result<(), Fault> {
    tx.execute(
        "UPDATE user SET role = ?2 WHERE login = ?1",
        (login, role.code()),
    )?;
    Ok(())
}

fn remove(tx: &Transaction<'_>, login: &str) -> Result<(), Fault> {
    tx.execute("DELETE FROM user WHERE login = ?1", [login])?;
    Ok(())
}
