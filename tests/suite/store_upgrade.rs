//! Older and newer stores: a checked copy comes first, each step is whole, a newer store is left alone.

use std::fs;

use caseload::store::vault::migrations::{MIGRATIONS, Migration, latest};
use caseload::store::vault::open::{open, open_at_schema};
use caseload::store::vault::{Access, OpenFault, Upgraded, integrity, unlock};

use crate::store_files::{LOGIN, Made, PHRASE, mode, private_tempdir, snapshot};

/// The list of a program one step newer than this one.
pub fn with_next(sql: &'static str) -> Vec<Migration> {
    let mut steps = MIGRATIONS.to_vec();
    steps.push(Migration {
        version: latest(MIGRATIONS) + 1,
        name: "next",
        sql,
    });
    steps
}

const NEXT: &str = "CREATE TABLE later (value TEXT NOT NULL) STRICT; INSERT INTO later (value) SELECT value FROM probe;";

fn upgrade(made: &Made) -> Upgraded {
    let opened = open_at_schema(made.dir(), &made.key, Access::ReadWrite, &with_next(NEXT));
    opened.unwrap().upgraded.unwrap()
}

#[test]
fn an_older_store_is_copied_checked_and_upgraded_once() {
    let made = Made::new();
    let upgraded = upgrade(&made);
    let now = latest(MIGRATIONS);
    assert_eq!((upgraded.from, upgraded.to), (now, now + 1));

    let again = open_at_schema(made.dir(), &made.key, Access::ReadWrite, &with_next(NEXT)).unwrap();
    assert_eq!(again.upgraded, None);
    let value: String = again
        .connection
        .query_row("SELECT value FROM later", [], |row| row.get(0))
        .unwrap();
    assert_eq!(value, "kept");
    assert_eq!(integrity(&again.connection), Vec::<String>::new());
}

#[test]
fn the_copy_is_private_and_a_store_by_itself() {
    let made = Made::new();
    let backup = upgrade(&made).backup;
    assert_eq!(backup.parent().unwrap(), made.dir().canonicalize().unwrap());
    assert_eq!(mode(&backup), 0o700);
    let files = snapshot(&backup);
    assert_eq!(files.len(), 2, "{:?}", files.keys());
    assert!(files.values().all(|(mode, _)| *mode == 0o600));
    assert!(
        !files
            .values()
            .any(|(_, bytes)| bytes.windows(4).any(|w| w == b"kept"))
    );

    let key = unlock(&backup, LOGIN, PHRASE).unwrap();
    let old = open(&backup, &key, Access::ReadWrite).unwrap();
    assert_eq!(old.upgraded, None);
    let value: String = old
        .connection
        .query_row("SELECT value FROM probe", [], |row| row.get(0))
        .unwrap();
    assert_eq!(value, "kept");
    assert_eq!(integrity(&old.connection), Vec::<String>::new());
}

#[test]
fn a_newer_store_is_refused_before_anything_is_written() {
    let made = Made::new();
    upgrade(&made);
    let fault = made.refused();
    let known = latest(MIGRATIONS);
    assert_eq!(
        fault,
        OpenFault::Newer {
            found: known + 1,
            known
        }
    );
    assert!(fault.to_string().contains("Update the program"));
}

#[test]
fn a_newer_store_with_waiting_changes_keeps_them_waiting() {
    let made = Made::new();
    let newer = open_at_schema(made.dir(), &made.key, Access::ReadWrite, &with_next(NEXT)).unwrap();
    newer
        .connection
        .execute_batch("UPDATE later SET value = 'waiting'")
        .unwrap();
    let crashed = private_tempdir();
    for name in ["caseload.db", "caseload.db-wal", "keyslots.json"] {
        fs::copy(made.dir().join(name), crashed.path().join(name)).unwrap();
    }
    drop(newer);
    let files = || {
        ["caseload.db", "caseload.db-wal", "keyslots.json"]
            .map(|name| fs::read(crashed.path().join(name)).unwrap())
    };
    let before = files();
    for access in [Access::ReadWrite, Access::ReadOnly] {
        let fault = open(crashed.path(), &made.key, access).unwrap_err();
        assert!(matches!(fault, OpenFault::Newer { .. }));
        assert_eq!(files(), before);
    }
}

#[test]
fn an_older_store_is_not_upgraded_for_reading_only() {
    let made = Made::new();
    let before = snapshot(made.dir());
    let fault = open_at_schema(made.dir(), &made.key, Access::ReadOnly, &with_next(NEXT));
    assert!(matches!(fault, Err(OpenFault::NeedsUpgrade { .. })));
    assert_eq!(snapshot(made.dir()), before);
}

#[test]
fn a_failed_step_is_undone_and_names_the_copy() {
    let made = Made::new();
    let broken = [
        "DELETE FROM probe; INSERT INTO nowhere (a) VALUES (1);",
        "CREATE TABLE bad (p INTEGER NOT NULL REFERENCES probe (rowid)) STRICT; DELETE FROM probe; SELECT nonsense;",
    ];
    for (number, sql) in (1..).zip(broken) {
        let fault = open_at_schema(made.dir(), &made.key, Access::ReadWrite, &with_next(sql));
        let Err(OpenFault::UpgradeFailed { to, backup, .. }) = fault else {
            panic!("{fault:?}");
        };
        assert_eq!(to, latest(MIGRATIONS) + 1);
        assert!(backup.join("caseload.db").exists());
        assert_eq!(made.value(), "kept");
        // Copies from earlier tries are not overwritten.
        let copies = fs::read_dir(made.dir())
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().path().is_dir())
            .count();
        assert_eq!(copies, number);
    }
}

#[test]
fn without_its_key_file_a_store_is_not_upgraded() {
    let made = Made::new();
    fs::remove_file(made.key_file()).unwrap();
    let before = snapshot(made.dir());
    let fault = open_at_schema(made.dir(), &made.key, Access::ReadWrite, &with_next(NEXT));
    assert!(matches!(fault, Err(OpenFault::KeysMissing(_))));
    assert_eq!(snapshot(made.dir()), before);
}

#[test]
fn a_store_that_is_not_whole_is_not_upgraded() {
    let made = Made::new();
    let mut bytes = fs::read(made.database()).unwrap();
    let last = bytes.len() - 2000;
    bytes[last] ^= 1;
    fs::write(made.database(), bytes).unwrap();
    let before = snapshot(made.dir());
    let fault = open_at_schema(made.dir(), &made.key, Access::ReadWrite, &with_next(NEXT));
    assert!(matches!(
        fault,
        Err(OpenFault::Damaged { .. } | OpenFault::BackupUnsound { .. })
    ));
    assert_eq!(snapshot(made.dir()), before);
}
