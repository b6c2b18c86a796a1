//! Several processes, umasks, kills, and disks that are full or read-only: this test program starts
//! itself again to play the other side.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use caseload::store::vault::migrations::{MIGRATIONS, latest};
use caseload::store::vault::open::open_at_schema;
use caseload::store::vault::{Access, OpenFault, Presence, connect, exists, integrity, unlock};

use crate::store_files::{LOGIN, Made, PHRASE, cheap, mode, snapshot};
use crate::store_upgrade::with_next;

const DIR: &str = "CASELOAD_TEST_DIR";
const NEXT: &str = "CREATE TABLE later (value TEXT NOT NULL) STRICT;";

/// The full name of a test of this file, as the test program knows it.
fn full_name(name: &str) -> String {
    let (_, module) = module_path!().split_once("::").unwrap();
    format!("{module}::{name}")
}

/// Starts one of the `child_` tests below through a shell script that ends in `"$@"`.
fn child(name: &str, dir: &Path, script: &str) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", script, "sh"])
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", &full_name(name)])
        .env(DIR, dir)
        .stdout(Stdio::null());
    command
}

/// The directory a child was given; none when somebody runs the ignored tests by hand.
fn given() -> Option<std::path::PathBuf> {
    std::env::var_os(DIR).map(Into::into)
}

#[test]
#[ignore = "started by other tests"]
fn child_makes() {
    if let Some(dir) = given() {
        let made = cheap(&dir).unwrap();
        made.connection
            .execute_batch("CREATE TABLE t (a) ; INSERT INTO t VALUES (zeroblob(9000))")
            .unwrap();
        let sizes: Vec<_> = snapshot(&dir)
            .into_iter()
            .map(|(path, (mode, _))| (path, mode))
            .collect();
        assert_eq!(sizes.len(), 4);
        assert!(sizes.iter().all(|(_, mode)| *mode == 0o600), "{sizes:?}");
    }
}

#[test]
#[ignore = "started by other tests"]
fn child_upgrades() {
    if let Some(dir) = given() {
        let key = unlock(&dir, LOGIN, PHRASE).unwrap();
        open_at_schema(&dir, &key, Access::ReadWrite, &with_next(NEXT)).unwrap();
    }
}

#[test]
#[ignore = "started by other tests"]
fn child_finds_the_disk_full() {
    if let Some(dir) = given() {
        let fault = cheap(&dir.join("store")).unwrap_err();
        assert!(matches!(fault, OpenFault::Full(_)), "{fault:?}");
        assert!(!dir.join("store").exists());
    }
}

#[test]
#[ignore = "started by other tests"]
fn child_finds_no_room_to_upgrade() {
    if let Some(dir) = given() {
        let key = unlock(&dir, LOGIN, PHRASE).unwrap();
        while fs::write(dir.join("filler"), vec![1; room(&dir)]).is_err() {}
        let before = snapshot(&dir);
        let fault = open_at_schema(&dir, &key, Access::ReadWrite, &with_next(NEXT)).unwrap_err();
        assert!(matches!(fault, OpenFault::Full(_)), "{fault:?}");
        assert_eq!(snapshot(&dir), before);
        fs::remove_file(dir.join("filler")).unwrap();
        open_at_schema(&dir, &key, Access::ReadWrite, &with_next(NEXT)).unwrap();
    }
}

/// A little less than what is free: enough for the engine's shared memory, not for a copy.
fn room(dir: &Path) -> usize {
    let out = Command::new("df")
        .args(["--output=avail", "-B1"])
        .arg(dir)
        .output()
        .unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let free: usize = text.lines().last().unwrap().trim().parse().unwrap();
    free.saturating_sub(48 * 1024)
}

#[test]
#[ignore = "started by other tests"]
fn child_finds_a_read_only_disk() {
    if let Some(dir) = given() {
        let before = snapshot(&dir);
        let key = unlock(&dir, LOGIN, PHRASE).unwrap();
        for access in [Access::ReadWrite, Access::ReadOnly] {
            let fault = connect(&dir, &key, access).unwrap_err();
            assert!(matches!(fault, OpenFault::NotWritable(_)), "{fault:?}");
        }
        let fault = cheap(&dir.join("new")).unwrap_err();
        assert!(matches!(fault, OpenFault::NoPlace(_)), "{fault:?}");
        assert_eq!(snapshot(&dir), before);
    }
}

#[test]
#[ignore = "started by other tests"]
fn child_is_refused() {
    if let Some(dir) = given() {
        let other = Made::new();
        assert!(connect(&dir, &other.key, Access::ReadWrite).is_err());
        let key = unlock(&dir, LOGIN, PHRASE).unwrap();
        assert!(connect(&dir, &key, Access::ReadWrite).is_err());
    }
}

/// The engine would write its complaints across the screen.
#[test]
fn nothing_is_printed_when_a_store_is_refused() {
    let made = Made::new();
    let mut bytes = fs::read(made.database()).unwrap();
    bytes[100] ^= 1;
    fs::write(made.database(), bytes).unwrap();
    let output = child("child_is_refused", made.dir(), "\"$@\"")
        .output()
        .unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_store_is_private_under_every_umask() {
    for umask in ["000", "022", "077"] {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("store");
        let script = format!("umask {umask}; \"$@\"");
        assert!(
            child("child_makes", &dir, &script)
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(mode(&dir), 0o700, "{umask}");

        let script = format!("umask {umask}; \"$@\"");
        assert!(
            child("child_upgrades", &dir, &script)
                .status()
                .unwrap()
                .success()
        );
        for (path, (mode, _)) in snapshot(&dir) {
            let private = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode, private, "{umask} {}", path.display());
        }
    }
}

#[test]
fn of_eight_processes_at_once_exactly_one_upgrades() {
    let made = Made::new();
    let mut children: Vec<_> = (0..8)
        .map(|_| {
            child("child_upgrades", made.dir(), "\"$@\"")
                .spawn()
                .unwrap()
        })
        .collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    let copies = fs::read_dir(made.dir())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir())
        .count();
    assert_eq!(copies, 1);
    let opened =
        open_at_schema(made.dir(), &made.key, Access::ReadWrite, &with_next(NEXT)).unwrap();
    assert_eq!(opened.upgraded, None);
    assert_eq!(integrity(&opened.connection), Vec::<String>::new());
}

/// Killed at any moment, an upgrade leaves the old store or the new one.
#[test]
fn a_killed_upgrade_leaves_the_old_or_the_new() {
    let mut seen = [0; 2];
    for number in 0..24 {
        let made = Made::new();
        let mut child = child("child_upgrades", made.dir(), "exec \"$@\"")
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(number * 2));
        child.kill().unwrap();
        child.wait().unwrap();
        match connect(made.dir(), &made.key, Access::ReadWrite) {
            Ok(conn) => {
                seen[0] += 1;
                assert_eq!(integrity(&conn), Vec::<String>::new());
            }
            Err(OpenFault::Newer { found, .. }) => {
                seen[1] += 1;
                assert_eq!(found, latest(MIGRATIONS) + 1);
            }
            Err(other) => panic!("{other:?}"),
        }
        open_at_schema(made.dir(), &made.key, Access::ReadWrite, &with_next(NEXT)).unwrap();
    }
    eprintln!("old {}, new {}", seen[0], seen[1]);
}

/// Killed at any moment, making a store leaves none or a whole one.
#[test]
fn a_killed_creation_leaves_none_or_a_whole_store() {
    for number in 0..24 {
        let root = tempfile::tempdir().unwrap();
        let dir = root.path().join("store");
        let mut child = child("child_makes", &dir, "exec \"$@\"").spawn().unwrap();
        std::thread::sleep(Duration::from_millis(number * 2));
        child.kill().unwrap();
        child.wait().unwrap();
        match exists(&dir) {
            Presence::Complete => {
                let key = unlock(&dir, LOGIN, PHRASE).unwrap();
                connect(&dir, &key, Access::ReadWrite).unwrap();
            }
            // Both names could only be taken one after the other; nobody's work is in it yet.
            Presence::WithoutDatabase => fs::remove_file(dir.join("keyslots.json")).unwrap(),
            Presence::Absent => drop(cheap(&dir).unwrap()),
            Presence::WithoutKeys => panic!("a database that nobody can open"),
        }
    }
}

/// Runs children on a small disk of their own; false where the system does not allow one.
fn on_a_small_disk(size: &str, script: &str, dir: &Path, name: &str) -> bool {
    let mount = format!("mount -t tmpfs -o size={size},mode=700 tmpfs \"${DIR}\"");
    let possible = Command::new("unshare")
        .args(["-rm", "sh", "-c", &mount])
        .env(DIR, dir)
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !possible {
        eprintln!("skipped: no private mounts here");
        return false;
    }
    let inner = child(name, dir, script);
    let status = Command::new("unshare")
        .args(["-rm", "sh", "-c", &format!("{mount} && exec \"$@\"")])
        .arg("sh")
        .arg(inner.get_program())
        .args(inner.get_args())
        .env(DIR, dir)
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success(), "{name}");
    true
}

#[test]
fn a_full_disk_leaves_no_half_store() {
    for size in ["4k", "20k", "40k", "120k", "240k"] {
        let root = tempfile::tempdir().unwrap();
        if !on_a_small_disk(size, "\"$@\"", root.path(), "child_finds_the_disk_full") {
            return;
        }
    }
}

/// The first part of a script: makes a store on the small disk.
fn make_first() -> String {
    let name = full_name("child_makes");
    format!("\"$1\" --ignored --exact {name} >/dev/null")
}

#[test]
fn a_full_disk_stops_an_upgrade_before_it_starts() {
    let root = tempfile::tempdir().unwrap();
    let script = format!("{} && \"$@\"", make_first());
    on_a_small_disk("1m", &script, root.path(), "child_finds_no_room_to_upgrade");
}

#[test]
fn a_read_only_disk_is_named() {
    let root = tempfile::tempdir().unwrap();
    let remount = format!("mount -o remount,bind,ro \"${DIR}\"");
    let script = format!("{} && {remount} && \"$@\"", make_first());
    on_a_small_disk("1m", &script, root.path(), "child_finds_a_read_only_disk");
}
