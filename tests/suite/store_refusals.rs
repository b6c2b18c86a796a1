//! Stores that are damaged, incomplete, reachable by others or traps: each is refused in its own words,
//! and every refusal leaves every byte alone.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use caseload::platform::files::Problem;
use caseload::store::vault::open::open;
use caseload::store::vault::{
    Access, KeyFault, OpenFault, Presence, connect, exists, integrity, unlock,
};

use crate::store_files::{LOGIN, Made, PHRASE, cheap, is_root, mode, snapshot};

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
fn missing_parts_are_named() {
    let made = Made::new();
    let keys = fs::read(made.key_file()).unwrap();
    fs::remove_file(made.key_file()).unwrap();
    assert_eq!(exists(made.dir()), Presence::WithoutKeys);
    assert!(matches!(
        made.locked_out(LOGIN, PHRASE),
        OpenFault::KeysMissing(_)
    ));
    fs::write(made.key_file(), keys).unwrap();
    set_mode(&made.key_file(), 0o600);
    fs::remove_file(made.database()).unwrap();
    assert_eq!(exists(made.dir()), Presence::WithoutDatabase);
    assert!(matches!(made.refused(), OpenFault::DatabaseMissing(_)));
}

#[test]
fn a_key_file_that_is_damaged_or_newer_is_told_from_a_wrong_passphrase() {
    let made = Made::new();
    let good = fs::read_to_string(made.key_file()).unwrap();
    let salt = good.find("\"salt\": \"").unwrap() + 9;
    let mut flipped = good.clone().into_bytes();
    flipped[salt] ^= 1;
    let half = good.len() / 2;
    let cases: [(Vec<u8>, bool); 6] = [
        (flipped, false),
        (good.as_bytes()[..half].to_vec(), false),
        (Vec::new(), false),
        (vec![0; 300], false),
        (vec![b' '; 1_000_000], false),
        (
            good.replace("\"format\": 1", "\"format\": 2").into_bytes(),
            true,
        ),
    ];
    for (bytes, newer) in cases {
        fs::write(made.key_file(), bytes).unwrap();
        let fault = made.locked_out(LOGIN, PHRASE);
        let expected = match fault {
            OpenFault::KeysNewer(_) => newer,
            OpenFault::KeysDamaged(_) => !newer,
            _ => false,
        };
        assert!(expected, "{fault:?}");
    }
}

#[test]
fn a_damaged_database_is_named_and_left_as_it_is() {
    type Damage = fn(&mut Vec<u8>);
    let cases: [(&str, Damage); 7] = [
        ("empty", |bytes| bytes.clear()),
        ("one byte", |bytes| bytes.truncate(1)),
        ("half a page", |bytes| bytes.truncate(2000)),
        ("salt", |bytes| bytes[3] ^= 1),
        ("first page", |bytes| bytes[1000] ^= 1),
        ("zeroed", |bytes| bytes[..4096].fill(0)),
        ("zeroed to the end", |bytes| bytes.fill(0)),
    ];
    for (name, damage) in cases {
        let made = Made::new();
        let mut bytes = fs::read(made.database()).unwrap();
        damage(&mut bytes);
        fs::write(made.database(), bytes).unwrap();
        let fault = made.refused();
        // Where the first page is not readable, its key may be the wrong one as well.
        let is_told = matches!(fault, OpenFault::Damaged { .. } | OpenFault::DoNotFit(_));
        assert!(is_told, "{name}: {fault:?}");
        let text = fault.to_string();
        assert!(
            text.contains("caseload.db") && text.contains("backup"),
            "{text}"
        );
    }
}

/// Damage behind the first page shows itself when the store is checked.
#[test]
fn the_checks_find_altered_and_missing_pages() {
    let pages = fs::read(Made::new().database()).unwrap().len() / 4096;
    assert!(pages >= 3);
    for page in 1..pages {
        let made = Made::new();
        let mut bytes = fs::read(made.database()).unwrap();
        bytes[page * 4096 + 77] ^= 0x10;
        fs::write(made.database(), bytes).unwrap();
        let whole = open(made.dir(), &made.key, Access::ReadOnly)
            .map(|opened| integrity(&opened.connection).is_empty());
        assert!(!matches!(whole, Ok(true)), "page {page}");
    }
    let made = Made::new();
    let bytes = fs::read(made.database()).unwrap();
    fs::write(made.database(), &bytes[..bytes.len() - 4096]).unwrap();
    let whole = open(made.dir(), &made.key, Access::ReadOnly)
        .map(|opened| integrity(&opened.connection).is_empty());
    assert!(!matches!(whole, Ok(true)));
}

#[test]
fn files_that_are_not_ours_are_refused() {
    let made = Made::new();
    let plain = rusqlite::Connection::open(made.dir().join("plain")).unwrap();
    plain.execute_batch("CREATE TABLE t (a)").unwrap();
    plain.close().unwrap();
    fs::rename(made.dir().join("plain"), made.database()).unwrap();
    set_mode(&made.database(), 0o600);
    assert!(matches!(made.refused(), OpenFault::NotEncrypted(_)));

    fs::write(made.database(), "Dear all,\n".repeat(1000)).unwrap();
    assert!(matches!(made.refused(), OpenFault::NotAStore(_)));
    fs::write(made.database(), "Somebody's note.\n").unwrap();
    assert!(matches!(made.refused(), OpenFault::NotAStore(_)));
}

#[test]
fn the_key_of_another_store_is_not_mistaken_for_damage() {
    let (made, other) = (Made::new(), Made::new());
    let before = snapshot(made.dir());
    let fault = open(made.dir(), &other.key, Access::ReadWrite).unwrap_err();
    assert_eq!(fault, KeyFault::OtherKey.into());
    assert_eq!(snapshot(made.dir()), before);

    // A database under the key file of another store cannot be told from a damaged one.
    fs::copy(other.database(), made.database()).unwrap();
    assert_eq!(made.refused(), OpenFault::DoNotFit(made.database()));
}

/// The key file of another store in the place of one's own: its passphrase is right, and yet nothing opens.
#[test]
fn the_key_file_of_another_store_is_told_from_a_damaged_database() {
    let (made, other) = (Made::new(), Made::new());
    fs::copy(other.key_file(), made.key_file()).unwrap();
    let before = snapshot(made.dir());
    let key = unlock(made.dir(), LOGIN, PHRASE).unwrap();
    for access in [Access::ReadWrite, Access::ReadOnly] {
        let fault = open(made.dir(), &key, access).unwrap_err();
        assert_eq!(fault, OpenFault::DoNotFit(made.database()));
        let text = fault.to_string();
        for part in [
            "of another store",
            "Nothing was changed",
            "same store and day",
        ] {
            assert!(text.contains(part), "{text}");
        }
    }
    assert_eq!(snapshot(made.dir()), before);
}

/// Random bytes in the middle open, since what lies there is not read; whatever is read of it is refused in words.
#[test]
fn random_bytes_in_the_middle_are_never_shown_as_data() {
    let made = Made::new();
    let mut bytes = fs::read(made.database()).unwrap();
    let (mut dice, end) = (0x9E37_79B9_7F4A_7C15_u64, bytes.len());
    for byte in &mut bytes[4096..end] {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        *byte = dice.to_le_bytes()[0];
    }
    fs::write(made.database(), bytes).unwrap();
    let read = open(made.dir(), &made.key, Access::ReadOnly).map(|opened| {
        let value = opened
            .connection
            .query_row("SELECT value FROM probe", [], |row| row.get::<_, String>(0));
        caseload::store::Fault::from(value.unwrap_err()).to_string()
    });
    let text = read.unwrap_or_else(|fault| fault.to_string());
    assert!(
        text.contains("damaged") && text.contains("backup"),
        "{text}"
    );
}

/// What was not folded in yet is gone with the log; what was before opens whole, and nothing calls it damaged.
#[test]
fn a_store_whose_log_is_lost_opens_with_what_was_folded_in() {
    let made = Made::new();
    let conn = connect(made.dir(), &made.key, Access::ReadWrite).unwrap();
    conn.execute_batch("UPDATE probe SET value = 'waiting'")
        .unwrap();
    let without = Made::new();
    for name in ["caseload.db", "keyslots.json"] {
        fs::copy(made.dir().join(name), without.dir().join(name)).unwrap();
    }
    let opened = open(without.dir(), &made.key, Access::ReadWrite).unwrap();
    let value: String = opened
        .connection
        .query_row("SELECT value FROM probe", [], |row| row.get(0))
        .unwrap();
    assert_eq!(value, "kept");
    assert!(integrity(&opened.connection).is_empty());
}

/// Changes that wait in the log after a crash stay there when the store is refused.
#[test]
fn waiting_changes_are_kept_by_a_refusal_and_read_by_an_opening() {
    let made = Made::new();
    let crashed = Made::new();
    let conn = connect(made.dir(), &made.key, Access::ReadWrite).unwrap();
    conn.execute_batch("UPDATE probe SET value = 'waiting'")
        .unwrap();
    for name in ["caseload.db", "caseload.db-wal", "keyslots.json"] {
        fs::copy(made.dir().join(name), crashed.dir().join(name)).unwrap();
    }
    let wal = crashed.dir().join("caseload.db-wal");
    let files = || {
        (
            fs::read(crashed.database()).unwrap(),
            fs::read(&wal).unwrap(),
        )
    };
    let before = files();
    assert!(!before.1.is_empty());
    // Its own key no longer fits, since the files are now those of the other store.
    let fault = open(crashed.dir(), &crashed.key, Access::ReadWrite).unwrap_err();
    assert_eq!(fault, KeyFault::OtherKey.into());
    assert_eq!(files(), before);

    let opened = open(crashed.dir(), &made.key, Access::ReadWrite).unwrap();
    let value: String = opened
        .connection
        .query_row("SELECT value FROM probe", [], |row| row.get(0))
        .unwrap();
    assert_eq!(value, "waiting");
    opened.connection.close().unwrap();
    assert_eq!(snapshot(crashed.dir()).len(), 2);
}

#[test]
fn what_others_can_reach_is_refused_and_the_remedy_is_named() {
    let made = Made::new();
    for (path, open_mode) in [
        (made.dir().to_owned(), 0o755),
        (made.dir().to_owned(), 0o710),
        (made.database(), 0o640),
        (made.database(), 0o604),
    ] {
        let private = mode(&path);
        set_mode(&path, open_mode);
        let fault = made.refused();
        assert!(matches!(file_problem(&fault), Problem::TooOpen { .. }));
        assert!(fault.to_string().contains(&format!("chmod {private:o}")));
        set_mode(&path, private);
    }
    set_mode(&made.key_file(), 0o644);
    let fault = made.locked_out(LOGIN, PHRASE);
    assert!(matches!(file_problem(&fault), Problem::TooOpen { .. }));
}

#[test]
fn what_belongs_to_another_account_is_refused() {
    if !is_root() {
        eprintln!("skipped: only root can give files away");
        return;
    }
    for name in ["caseload.db", "keyslots.json", ""] {
        let made = Made::new();
        std::os::unix::fs::chown(made.dir().join(name), Some(65534), None).unwrap();
        let fault = match name {
            "keyslots.json" => made.locked_out(LOGIN, PHRASE),
            _ => made.refused(),
        };
        assert_eq!(file_problem(&fault), &Problem::NotOwned, "{name}");
    }
}

#[test]
fn traps_in_place_of_the_files_are_refused() {
    let names = [
        "caseload.db",
        "caseload.db-wal",
        "caseload.db-shm",
        "caseload.db-journal",
        "keyslots.json",
    ];
    for name in names {
        for trap in ["link", "hard link", "pipe", "directory"] {
            let made = Made::new();
            let elsewhere = tempfile::tempdir().unwrap();
            let path = made.dir().join(name);
            let aside = elsewhere.path().join("aside");
            if path.exists() {
                fs::rename(&path, &aside).unwrap();
            } else {
                fs::write(&aside, "").unwrap();
            }
            match trap {
                "link" => symlink(&aside, &path).unwrap(),
                "hard link" => fs::hard_link(&aside, &path).unwrap(),
                "directory" => fs::create_dir(&path).unwrap(),
                _ => make_pipe(&path),
            }
            let fault = match name {
                "keyslots.json" => made.locked_out(LOGIN, PHRASE),
                _ => made.refused(),
            };
            let problem = file_problem(&fault);
            assert!(
                matches!(problem, Problem::NotAFile(_) | Problem::SecondName),
                "{name} {trap}: {problem:?}"
            );
        }
    }
}

fn make_pipe(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.unwrap().success());
}

#[test]
fn a_store_that_cannot_be_written_is_refused_in_words() {
    if is_root() {
        eprintln!("skipped: root may write everywhere");
        return;
    }
    let made = Made::new();
    for (path, closed, usual) in [
        (made.database(), 0o400, 0o600),
        (made.dir().to_owned(), 0o500, 0o700),
    ] {
        set_mode(&path, closed);
        let fault = made.refused();
        set_mode(&path, usual);
        assert!(matches!(fault, OpenFault::NotWritable(_)), "{fault:?}");
    }
    let root = tempfile::tempdir().unwrap();
    set_mode(root.path(), 0o500);
    let fault = cheap(&root.path().join("store")).unwrap_err();
    assert_eq!(file_problem(&fault), &Problem::Denied);
    assert!(cheap(root.path()).is_err());
    set_mode(root.path(), 0o700);
    assert!(snapshot(root.path()).is_empty());
}
