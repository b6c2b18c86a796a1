//! The only place that knows SQL, `SQLCipher` and the files: domain values in, domain values out.
//!
//! Records are written through one door, [`Store::write`]: a change, its journal entry, its version checks and the
//! renewed standing of the people it touches are one transaction. What is no record (views, visits, looks, drafts) has
//! calls of its own. No rusqlite type crosses this wall, so that a second
//! engine can be added behind it.

mod appointments;
mod authors;
mod away;
mod carer_days;
mod carers;
mod check;
mod codec;
mod contact_columns;
mod deferrals;
mod derive;
mod draft;
mod facet;
mod facts;
mod fault;
mod fitting;
mod folder;
mod history;
mod journal;
mod left;
mod list;
mod moves;
mod people;
#[cfg(test)]
mod plans;
mod promises;
mod records;
mod row;
mod said;
mod search;
mod services;
mod setting;
mod shared;
mod standing;
mod undo;
mod user;
pub mod vault;
mod view;
mod visit;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use appointments::DiaryEntry;
pub use carers::KnownCarer;
pub use derive::Progress;
pub use draft::{Draft, Place};
pub use facts::DATES_AT_ONCE;
pub use fault::Fault;
pub use history::{Replaced, Rewrites};
pub use journal::Entry;
pub use left::Departure;
pub use people::KnownPerson;
pub use records::InTheWay;
pub use search::FoundContact;
use undo::Session;
pub use undo::Undone;
pub use vault::{KeyCost, OpenFault, Presence, RecoveryCode};
pub use view::SavedView;
pub use visit::{Foreign, Visit};

use crate::domain::change::Change;
use crate::domain::id::PersonId;
use crate::domain::london;
use crate::domain::record::Record;
use crate::domain::user::User;
use vault::{Access, DataKey};

/// An open store, in the name of one user.
pub struct Store {
    conn: Connection,
    dir: PathBuf,
    /// Shared with the connections of workers; wiped when the last one is closed.
    key: Arc<DataKey>,
    user: User,
    /// What undo can reach; shared as the key is.
    session: Arc<Mutex<Session>>,
}

/// More statements than there are in the store, so that none is prepared twice.
const STATEMENTS: usize = 128;

/// One state of the store, held for several reads; nothing where somebody up the stack holds it already.
///
/// Every frame holds one, so its statements are kept prepared.
pub struct OneState<'a>(Option<&'a Connection>);

impl Drop for OneState<'_> {
    fn drop(&mut self) {
        if let Some(conn) = self.0.filter(|conn| !conn.is_autocommit()) {
            // Nothing was written. What fails here fails again, in words, at the next question.
            let _ = (conn.prepare_cached("ROLLBACK")).and_then(|mut end| end.execute([]));
        }
    }
}

/// Who did what when: the heading of a journal entry.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// The instant (UTC), read once for the event that caused it.
    pub at: DateTime<Utc>,
    /// The command's name in the command table, or the headless verb.
    pub command: &'a str,
    /// Anything the journal should say beside; no person's words.
    pub note: &'a str,
}

/// That a change was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its place in the journal.
    pub seq: i64,
    /// The people it touched.
    pub people: Vec<PersonId>,
}

/// What happens in the same transaction beside the writes.
#[derive(Clone, Copy, Default)]
struct Beside<'a> {
    /// The journal row that the change takes back.
    undoes: Option<i64>,
    /// The draft that it was typed in.
    draft: Option<&'a Place>,
    /// The words that hold as far as was seen, where words are added beside them.
    words: Option<said::Seen>,
}

impl Store {
    /// Opens the store in a directory with its data key, as a user whom it knows.
    ///
    /// # Errors
    /// Everything that [`OpenFault`] tells apart; no file is changed by any of them.
    pub fn open(dir: &Path, key: DataKey, login: &str) -> Result<Self, OpenFault> {
        Self::open_saying(dir, key, login, &mut |_, _| {})
    }

    /// Opens the store as [`Store::open`] does, and says how far it is where an upgrade has much to work out anew.
    fn open_saying(
        dir: &Path,
        key: DataKey,
        login: &str,
        progress: Progress<'_>,
    ) -> Result<Self, OpenFault> {
        let mut conn = vault::connect(dir, &key, Access::ReadWrite)?;
        derive::bring_up_to_date(&mut conn, progress)?;
        Self::on(conn, dir, Arc::new(key), login, Arc::default())
    }

    /// Opens the store as [`Store::open`] does; that the recovery code was used is written in the journal first. `progress`
    /// hears how far it is where an upgrade has much to work out anew.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_by(
        dir: &Path,
        key: DataKey,
        login: &str,
        by: vault::By,
        at: DateTime<Utc>,
        progress: Progress<'_>,
    ) -> Result<Self, OpenFault> {
        let mut store = Self::open_saying(dir, key, login, progress)?;
        if by == vault::By::RecoveryCode {
            let stamp = Stamp {
                at,
                command: "program.recover",
                note: "",
            };
            store.note_seen(stamp, &[])?;
        }
        Ok(store)
    }

    fn on(
        conn: Connection,
        dir: &Path,
        key: Arc<DataKey>,
        login: &str,
        session: Arc<Mutex<Session>>,
    ) -> Result<Self, OpenFault> {
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        let Some(user) = user::user(&conn, login)? else {
            return Err(user::unknown(&conn)?);
        };
        Ok(Self {
            conn,
            dir: dir.to_owned(),
            key,
            user,
            session,
        })
    }

    /// Creates a store with its first user and opens it.
    ///
    /// # Errors
    /// Everything that [`OpenFault`] tells apart; a failure leaves no half store behind.
    pub fn create(
        dir: &Path,
        user: &User,
        passphrase: &str,
        cost: KeyCost,
        at: DateTime<Utc>,
    ) -> Result<(Self, Option<RecoveryCode>), OpenFault> {
        let made = vault::create_with(dir, &user.login, passphrase, true, cost, |conn| {
            user::add(conn, user, at)?;
            Ok(derive::note_version(conn)?)
        })?;
        let key = Arc::new(made.key);
        let store = Self::on(made.connection, dir, key, &user.login, Arc::default())?;
        Ok((store, made.recovery))
    }

    /// A second connection to the same store for the same user, for a worker; one session with this one.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn again(&self) -> Result<Self, OpenFault> {
        let conn = vault::connect(&self.dir, &self.key, Access::ReadWrite)?;
        let (key, session) = (Arc::clone(&self.key), Arc::clone(&self.session));
        Self::on(conn, &self.dir, key, &self.user.login, session)
    }

    /// The user in whose name everything happens.
    pub fn user(&self) -> &User {
        &self.user
    }

    /// The directory it lives in.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What has the identity of a record already, so that it cannot be added; `None` where it can be.
    ///
    /// # Errors
    /// Engine faults.
    pub fn in_the_way(&self, record: &Record) -> Result<Option<InTheWay>, Fault> {
        records::in_the_way(&self.conn, record)
    }

    /// Makes a change: all of it, or nothing.
    ///
    /// # Errors
    /// [`Fault::Stale`] where somebody else has written since; [`Fault::Gone`] where it is out of sight by now;
    /// [`Fault::ReaderOnly`] for readers; engine faults.
    pub fn write(&mut self, stamp: Stamp<'_>, change: &Change) -> Result<Commit, Fault> {
        self.commit(stamp, change, Beside::default(), |_| ())
    }

    /// Makes a change and lets the draft go that it was typed in: there is no instant with both or neither.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_draft(
        &mut self,
        stamp: Stamp<'_>,
        change: &Change,
        draft: &Place,
    ) -> Result<Commit, Fault> {
        self.commit(
            stamp,
            change,
            Beside {
                draft: Some(draft),
                ..Beside::default()
            },
            |_| (),
        )
    }

    /// Makes a large change and says after every hundred writes how many are done; the draft that it was typed in goes
    /// with it, if there is one.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_large(
        &mut self,
        stamp: Stamp<'_>,
        change: &Change,
        draft: Option<&Place>,
        progress: impl FnMut(usize),
    ) -> Result<Commit, Fault> {
        let beside = Beside {
            draft,
            ..Beside::default()
        };
        self.commit(stamp, change, beside, progress)
    }

    fn commit(
        &mut self,
        stamp: Stamp<'_>,
        change: &Change,
        beside: Beside<'_>,
        mut progress: impl FnMut(usize),
    ) -> Result<Commit, Fault> {
        if !self.user.role.may_write() {
            return Err(Fault::ReaderOnly);
        }
        let login = self.user.login.clone();
        let mark = self.session().mark.clone();
        let tx = self.begin()?;
        user::check_writer(&tx, &login)?;
        if let Some(seen) = beside.words {
            said::check_seen(&tx, change, seen)?;
        }
        let mut written = Vec::with_capacity(change.writes.len());
        let mut people = Vec::new();
        for (done, write) in change.writes.iter().enumerate() {
            people::check_nhs_number(&tx, write)?;
            let (row, person) = records::apply(&tx, write)?;
            written.push(row);
            if let Some(person) = person
                && people.last() != Some(&person)
            {
                people.push(person);
            }
            if done % 100 == 99 {
                progress(done + 1);
            }
        }
        people.sort_unstable();
        people.dedup();
        let mut out_of_sight = Vec::new();
        let written_at = standing::WrittenAt::of(change, stamp);
        for person in &people {
            if standing::renew(&tx, *person, london::date(stamp.at))? {
                standing::touch(&tx, *person, written_at.about(*person))?;
            } else {
                out_of_sight.push(*person);
            }
        }
        records::check_hold(&tx, &written, &out_of_sight)?;
        let seq = journal::append_about(&tx, stamp, &login, &people, &written, beside.undoes)?;
        if let Some(place) = beside.draft {
            draft::drop(&tx, &login, &mark, place)?;
        }
        tx.commit()?;
        if beside.undoes.is_none() && !written.is_empty() {
            self.session().did(seq);
        }
        Ok(Commit { seq, people })
    }

    /// Writes down that records were opened, exported or printed (R114): one row, found from each of the people.
    ///
    /// # Errors
    /// Engine faults.
    pub fn note_seen(&mut self, stamp: Stamp<'_>, people: &[PersonId]) -> Result<(), Fault> {
        let login = self.user.login.clone();
        let tx = self.begin()?;
        journal::append_about(&tx, stamp, &login, people, &[], None)?;
        tx.commit()?;
        Ok(())
    }

    /// Writes down who was looked at one after the other: a row each, in one transaction.
    ///
    /// # Errors
    /// Engine faults.
    pub fn note_views(&mut self, views: &[(Stamp<'_>, PersonId)]) -> Result<(), Fault> {
        let login = self.user.login.clone();
        let tx = self.begin()?;
        for (stamp, person) in views {
            journal::append(&tx, *stamp, &login, Some(*person), &[], None)?;
        }
        tx.commit()?;
        Ok(())
    }

    /// A number that changes when another connection has written.
    ///
    /// # Errors
    /// Engine faults.
    pub fn foreign_writes(&self) -> Result<i64, Fault> {
        let mut statement = self.conn.prepare_cached("PRAGMA data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// What undo can reach. Nothing can fail while it is held, so a thread that died has left it whole.
    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Holds one state of the store for everything that is read while it is held: what a frame shows fits together,
    /// and the file is locked once instead of at each question.
    ///
    /// # Errors
    /// Engine faults.
    pub fn one_state(&self) -> Result<OneState<'_>, Fault> {
        if !self.conn.is_autocommit() {
            return Ok(OneState(None));
        }
        self.conn.prepare_cached("BEGIN DEFERRED")?.execute([])?;
        Ok(OneState(Some(&self.conn)))
    }

    fn begin(&mut self) -> Result<Transaction<'_>, Fault> {
        Ok(self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?)
    }
}
