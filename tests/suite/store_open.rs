//! Making, unlocking and opening a store over real files; every refusal leaves every byte alone.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use caseload::platform::files::Problem;
use caseload::store::vault::access::{
    add_login, change_passphrase, has_recovery, remove_login, renew_recovery,
};
use caseload::store::vault::open::open;
use caseload::store::vault::{
    Access, KeyCost, KeyFault, OpenFault, Presence, connect, create, exists, integrity, logins,
    unlock, unlock_with_recovery,
};

use crate::store_files::{LOGIN, Made, PHRASE, cheap, mode, private_tempdir, snapshot};

const CHEAP: KeyCost = KeyCost::THROWAWAY;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn file_problem(fault: &OpenFault) -> &Problem {
    match fault {
        OpenFault::File(fault) => fault.problem(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_new_store_opens_with_the_passphrase_and_with_the_recovery_code() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("deep/store");
    assert_eq!(exists(&dir), Presence::Absent);
    let made = cheap(&dir).unwrap();
    assert_eq!(exists(&dir), Presence::Complete);
    assert_eq!(logins(&dir).unwrap(), [LOGIN]);
    assert!(has_recovery(&dir).unwrap());
    made.connection
        .execute_batch("INSERT INTO setting (key, value) VALUES ('probe', 'kept')")
        .unwrap();
    drop(made.connection);

    let code = made.recovery.unwrap().text();
    let keys = [
        unlock(&dir, LOGIN, PHRASE).unwrap(),
        unlock(&dir, LOGIN, &code).unwrap(),
        unlock_with_recovery(&dir, &code.to_lowercase()).unwrap(),
    ];
    for key in &keys {
        let conn = connect(&dir, key, Access::ReadWrite).unwrap();
        let value: String = conn
            .query_row("SELECT value FROM setting WHERE key = 'probe'", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(value, "kept");
        assert_eq!(integrity(&conn), Vec::<String>::new());
    }
}

#[test]
fn everything_in_a_store_is_private() {
    let made = Made::new();
    let conn = connect(made.dir(), &made.key, Access::ReadWrite).unwrap();
    conn.execute_batch("UPDATE probe SET value = 'x'").unwrap();
    assert_eq!(mode(made.dir()), 0o700);
    let files = snapshot(made.dir());
    assert_eq!(files.len(), 4, "{:?}", files.keys());
    for (path, (mode, _)) in &files {
        assert_eq!(*mode, 0o600, "{}", path.display());
    }
}

#[test]
fn a_store_without_a_recovery_code_says_so() {
    let root = tempfile::tempdir().unwrap();
    let made = create(root.path(), LOGIN, PHRASE, false, CHEAP).unwrap();
    assert!(made.recovery.is_none());
    assert!(!has_recovery(root.path()).unwrap());
    let first = renew_recovery(root.path(), &made.key, CHEAP).unwrap();
    unlock_with_recovery(root.path(), &first.text()).unwrap();
    let second = renew_recovery(root.path(), &made.key, CHEAP).unwrap();
    unlock(root.path(), LOGIN, &second.to_string()).unwrap();
    for refused in [
        unlock_with_recovery(root.path(), &first.text()),
        unlock(root.path(), LOGIN, &first.text()),
    ] {
        assert_eq!(refused.unwrap_err(), KeyFault::WrongRecoveryCode.into());
    }
}

#[test]
fn a_refused_creation_leaves_nothing() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("store");
    for (login, phrase) in [(LOGIN, ""), (LOGIN, "short"), ("", PHRASE), ("a b", PHRASE)] {
        assert!(matches!(
            create(&dir, login, phrase, true, CHEAP),
            Err(OpenFault::Key(_))
        ));
        assert!(!dir.exists());
    }
    fs::write(root.path().join("file"), "theirs").unwrap();
    let before = snapshot(root.path());
    for place in ["file", "file/below"] {
        assert!(cheap(&root.path().join(place)).is_err());
    }
    assert_eq!(snapshot(root.path()), before);
}

#[test]
fn an_empty_directory_is_closed_to_others_and_a_used_one_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("store");
    fs::create_dir(&dir).unwrap();
    set_mode(&dir, 0o755);
    assert!(create(&dir, LOGIN, "short", true, CHEAP).is_err());
    assert_eq!(mode(&dir), 0o755);

    fs::write(dir.join("notes"), "theirs").unwrap();
    let before = snapshot(root.path());
    let fault = cheap(&dir).unwrap_err();
    assert!(matches!(file_problem(&fault), Problem::TooOpen { .. }));
    assert_eq!(snapshot(root.path()), before);

    fs::remove_file(dir.join("notes")).unwrap();
    cheap(&dir).unwrap();
    assert_eq!(mode(&dir), 0o700);
}

#[test]
fn a_store_or_any_part_of_one_is_never_overwritten() {
    let names = [
        "caseload.db",
        "keyslots.json",
        "caseload.db-wal",
        "caseload.db-shm",
        "caseload.db-journal",
    ];
    for name in names {
        for as_link in [false, true] {
            let root = private_tempdir();
            let path = root.path().join(name);
            if as_link {
                symlink("nowhere", &path).unwrap();
            } else {
                fs::write(&path, "").unwrap();
            }
            let before = snapshot(root.path());
            let fault = cheap(root.path()).unwrap_err();
            assert!(matches!(fault, OpenFault::AlreadyThere(_)), "{name}");
            assert_eq!(snapshot(root.path()), before);
        }
    }
    let made = Made::new();
    let before = snapshot(made.dir());
    assert!(matches!(
        cheap(made.dir()).unwrap_err(),
        OpenFault::AlreadyThere(_)
    ));
    assert_eq!(snapshot(made.dir()), before);
}

#[test]
fn no_store_is_not_made_by_opening() {
    let made = Made::new();
    let root = private_tempdir();
    for dir in [root.path().to_owned(), root.path().join("none")] {
        for access in [Access::ReadWrite, Access::ReadOnly] {
            let fault = open(&dir, &made.key, access).unwrap_err();
            assert!(matches!(fault, OpenFault::NoStore(_)));
        }
        assert!(matches!(logins(&dir), Err(OpenFault::NoStore(_))));
        assert!(matches!(
            unlock(&dir, LOGIN, PHRASE),
            Err(OpenFault::NoStore(_))
        ));
    }
    assert!(snapshot(root.path()).is_empty());
}

#[test]
fn a_wrong_login_or_passphrase_is_told_apart_and_changes_nothing() {
    let made = Made::new();
    assert_eq!(
        made.locked_out("sam", PHRASE),
        KeyFault::UnknownLogin(vec![LOGIN.to_owned()]).into()
    );
    assert!(made.locked_out("sam", PHRASE).to_string().contains(LOGIN));
    for phrase in [
        "",
        "wrong",
        "correct horse battery ",
        "CORRECT HORSE BATTERY",
    ] {
        assert_eq!(
            made.locked_out(LOGIN, phrase),
            KeyFault::WrongPassphrase.into()
        );
    }
    assert_eq!(
        unlock_with_recovery(made.dir(), "ABCD-EFGH").unwrap_err(),
        KeyFault::RecoveryCodeMistyped.into()
    );
}

#[test]
fn people_come_and_go_without_touching_the_database() {
    let made = Made::new();
    let database = fs::read(made.database()).unwrap();
    add_login(made.dir(), &made.key, "sam", "another good phrase", CHEAP).unwrap();
    change_passphrase(made.dir(), &made.key, LOGIN, "a newer phrase", CHEAP).unwrap();
    assert_eq!(logins(made.dir()).unwrap(), [LOGIN, "sam"]);
    unlock(made.dir(), LOGIN, "a newer phrase").unwrap();
    unlock(made.dir(), "sam", "another good phrase").unwrap();
    assert_eq!(
        made.locked_out(LOGIN, PHRASE),
        KeyFault::WrongPassphrase.into()
    );
    remove_login(made.dir(), &made.key, "sam").unwrap();
    assert_eq!(logins(made.dir()).unwrap(), [LOGIN]);
    assert_eq!(fs::read(made.database()).unwrap(), database);
    assert_eq!(mode(&made.key_file()), 0o600);
    assert_eq!(snapshot(made.dir()).len(), 2);

    let before = snapshot(made.dir());
    let refused = [
        change_passphrase(made.dir(), &made.key, LOGIN, "short", CHEAP),
        add_login(made.dir(), &made.key, LOGIN, PHRASE, CHEAP),
        remove_login(made.dir(), &made.key, LOGIN),
        remove_login(made.dir(), &made.key, "nobody"),
    ];
    assert!(
        refused
            .iter()
            .all(|result| matches!(result, Err(OpenFault::Key(_))))
    );
    assert_eq!(snapshot(made.dir()), before);
}

#[test]
fn a_store_is_one_store_by_whatever_path() {
    let made = Made::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let link = elsewhere.path().join("link");
    symlink(made.dir(), &link).unwrap();
    let one = connect(&link, &made.key, Access::ReadWrite).unwrap();
    let two = connect(made.dir(), &made.key, Access::ReadWrite).unwrap();
    one.execute_batch("UPDATE probe SET value = 'seen'")
        .unwrap();
    drop(two);
    assert_eq!(made.value(), "seen");
    assert_eq!(one.path(), made.database().canonicalize().unwrap().to_str());
}

#[test]
fn reading_only_refuses_changes_and_leaves_no_trace() {
    let made = Made::new();
    let before = snapshot(made.dir());
    let conn = connect(made.dir(), &made.key, Access::ReadOnly).unwrap();
    assert!(conn.execute_batch("UPDATE probe SET value = 'x'").is_err());
    assert!(conn.execute_batch("CREATE TABLE t (a)").is_err());
    conn.close().unwrap();
    assert_eq!(snapshot(made.dir()), before);
    assert_eq!(made.value(), "kept");
}
