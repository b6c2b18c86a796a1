//! Stories about the store, on real encrypted files: what is written, refused, taken back and found again.
//!
//! Everything is asked through the store's own surface; a second engine would have to tell the same stories. Where a
//! test looks past it, it does so through [`Desk::raw`].

mod carers;
mod concurrent;
mod deferrals;
mod derived;
mod drafts;
mod facts;
mod folder;
mod invariants;
mod journal;
mod left;
mod migrations;
mod refusals;
mod samples;
mod search;
mod sequences;
mod services;
mod shared;
mod undo;
mod users;
mod views;
mod visits;
mod writes;

use std::collections::BTreeMap;
use std::path::Path;

use caseload::domain::change::{Change, Write};
use caseload::domain::record::{Kind, Record, Revision};
use caseload::domain::user::{User, UserRole};
use caseload::store::vault::{Access, connect, unlock};
use caseload::store::{Fault, KeyCost, Stamp, Store};
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;
use uuid::Uuid;

use samples::{
    appointment, at, changed, contact, copy, day, deferral, id, item, member, one_of_each,
    person_id, plan, sample_person, sharing, transition, version, words,
};

const LOGIN: &str = "amina";
const PHRASE: &str = "correct horse battery";

/// A store in a directory of its own, open as Amina.
struct Desk {
    root: TempDir,
    store: Store,
    /// Past the store, for looking.
    beside: Connection,
}

impl Desk {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let user = User {
            login: LOGIN.to_owned(),
            name: "A. Okafor".to_owned(),
            role: UserRole::Navigator,
        };
        let (store, _) =
            Store::create(root.path(), &user, PHRASE, KeyCost::THROWAWAY, at(0)).unwrap();
        let beside = raw(root.path());
        Self {
            root,
            store,
            beside,
        }
    }

    /// The same, with a person in it.
    fn with_person(person: u128) -> Self {
        let mut desk = Self::new();
        desk.add(Record::Person(sample_person(person)));
        desk
    }

    fn dir(&self) -> &Path {
        self.root.path()
    }

    /// Another session, as a login that may have to be made first.
    fn session(&self, login: &str, role: UserRole) -> Store {
        self.beside
            .execute(
                "INSERT INTO user (login, name, role, added_at) VALUES (?1, ?1, ?2, 0)
                 ON CONFLICT (login) DO NOTHING",
                (login, role_code(role)),
            )
            .unwrap();
        open(self.dir(), login)
    }

    /// Somebody else who may write.
    fn colleague(&self) -> Store {
        self.session("bola", UserRole::Navigator)
    }

    /// A connection past the store.
    fn raw(&self) -> Connection {
        raw(self.dir())
    }

    fn add(&mut self, record: Record) {
        write(&mut self.store, &Change::add(record)).unwrap();
    }

    fn replace(&mut self, record: Record, seen: Revision) {
        write(&mut self.store, &Change::replace(record, seen)).unwrap();
    }

    /// Every row of every table, but for the engine's own tables of words, whose order is its own affair.
    fn rows(&self) -> BTreeMap<String, Vec<Vec<Value>>> {
        let mut tables = self
            .beside
            .prepare(
                "SELECT name FROM sqlite_master WHERE type = 'table'
                 AND name NOT LIKE 'contact_words%' ORDER BY name",
            )
            .unwrap();
        let tables = tables.query_map([], |row| row.get(0)).unwrap();
        tables
            .map(|table: Result<String, _>| {
                let table = table.unwrap();
                let mut all = self
                    .beside
                    .prepare(&format!("SELECT * FROM \"{table}\""))
                    .unwrap();
                let width = all.column_count();
                let rows = all
                    .query_map([], |row| (0..width).map(|at| row.get(at)).collect())
                    .unwrap();
                let rows = rows.map(Result::unwrap).collect();
                (table, rows)
            })
            .collect()
    }

    fn count(&self, what: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {what}");
        self.beside.query_row(&sql, [], |row| row.get(0)).unwrap()
    }

    /// Makes a change that must be refused, and leave not one row behind, changed or missing.
    fn refused(&mut self, change: &Change) -> Fault {
        let before = self.rows();
        let fault = write(&mut self.store, change).unwrap_err();
        assert_eq!(self.rows(), before, "{fault}");
        fault
    }
}

fn raw(dir: &Path) -> Connection {
    let key = unlock(dir, LOGIN, PHRASE).unwrap();
    connect(dir, &key, Access::ReadWrite).unwrap()
}

fn role_code(role: UserRole) -> i64 {
    match role {
        UserRole::Navigator => 1,
        UserRole::Lead => 2,
        UserRole::Reader => 3,
    }
}

/// A session of a login, with the one key that there is.
fn open(dir: &Path, login: &str) -> Store {
    Store::open(dir, unlock(dir, LOGIN, PHRASE).unwrap(), login).unwrap()
}

fn stamp(command: &str) -> Stamp<'_> {
    Stamp {
        at: at(1),
        command,
        note: "",
    }
}

fn write(store: &mut Store, change: &Change) -> Result<i64, Fault> {
    store
        .write(stamp("test.write"), change)
        .map(|commit| commit.seq)
}

fn withdraw(kind: Kind, id: Uuid, seen: Revision) -> Write {
    Write::Withdraw { kind, id, seen }
}

fn restore(kind: Kind, id: Uuid, seen: Revision) -> Write {
    Write::Restore { kind, id, seen }
}

fn one(write: Write) -> Change {
    Change::default().and(write)
}

/// The record as the store gives it, with its revision; none when it is out of sight.
fn kept(store: &Store, record: &Record) -> Option<(Record, Revision)> {
    let folder = match store.folder(record.person().unwrap(), None) {
        Ok(folder) => folder,
        Err(Fault::Gone(Kind::Person)) => return None,
        Err(fault) => panic!("{fault}"),
    };
    let mut all = vec![(Record::Person(folder.person.value), folder.person.revision)];
    all.extend(
        folder
            .team
            .into_iter()
            .map(|kept| (Record::Member(kept.value), kept.revision)),
    );
    all.extend(
        folder
            .words
            .into_iter()
            .map(|kept| (Record::Words(kept.value), kept.revision)),
    );
    all.extend(
        folder
            .plan
            .into_iter()
            .map(|kept| (Record::Plan(kept.value), kept.revision)),
    );
    all.extend(
        folder
            .items
            .into_iter()
            .map(|kept| (Record::Item(kept.value), kept.revision)),
    );
    all.extend(
        folder
            .contacts
            .into_iter()
            .map(|kept| (Record::Contact(kept.value), kept.revision)),
    );
    all.extend(
        folder
            .deferrals
            .into_iter()
            .map(|kept| (Record::Deferral(kept.value), kept.revision)),
    );
    let shared = folder.shared;
    let decisions = shared.decisions.into_iter();
    all.extend(decisions.map(|kept| (Record::Sharing(kept.value), kept.revision)));
    let versions = shared.versions.into_iter();
    all.extend(versions.map(|kept| (Record::Version(Box::new(kept.value)), kept.revision)));
    let copies = shared.copies.into_iter();
    all.extend(copies.map(|kept| (Record::Copy(kept.value), kept.revision)));
    let appointments = folder.appointments.into_iter();
    all.extend(appointments.map(|kept| (Record::Appointment(Box::new(kept.value)), kept.revision)));
    let moves = folder.moves.into_iter();
    all.extend(moves.map(|kept| (Record::Transition(Box::new(kept.value)), kept.revision)));
    all.into_iter()
        .find(|(found, _)| (found.kind(), found.id()) == (record.kind(), record.id()))
}
