//! A home of its own for each test: an account with nothing in it, a store, and the program run without a terminal.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use caseload::domain::user::{User, UserRole};
use caseload::platform::clock::Clock;
use caseload::store::{KeyCost, Store};
use serde_json::Value;
use tempfile::TempDir;

use crate::pty::{Terminal, alone};

pub const LOGIN: &str = "a.okafor";
pub const PHRASE: &str = "four quiet garden gates";

/// Three people, one of them with a wrong NHS number. The names occur nowhere else, so that they can be searched for.
pub const LIST: &str = "\
NHS Number,Surname,First name,Date of Birth,Postcode,Telephone
9990000018,Quillfeather,Margaret,03/02/1944,ZZ1 1AA,0113 496 0001
9990000026,Zborowska,Grace,04/05/1950,ZZ1 1AB,0113 496 0002
9990000019,Oxenthwaite,Pat,05/06/1959,ZZ1 1AC,0113 496 0003
";
/// Whom the good rows of [`LIST`] bring in.
pub const NAMES: [&str; 2] = ["Quillfeather", "Zborowska"];
/// The NHS number of Margaret Quillfeather.
pub const MARGARET: &str = "9990000018";

/// A home.
pub struct Home {
    root: TempDir,
}

/// What a run without a terminal brought.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Home {
    /// A home with a passphrase file and no store.
    pub fn new() -> Self {
        // In memory where that can be had: what is promised of time is not to hang on what else the disk has to do.
        let root = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        let home = Self {
            root: root.unwrap(),
        };
        for dir in ["home", "nothing"] {
            fs::create_dir(home.path(dir)).unwrap();
        }
        home.write("phrase", format!("{PHRASE}\n"));
        home
    }

    /// A home with a store of two people, whose key is cheap to derive.
    pub fn seeded() -> Self {
        static TEMPLATE: OnceLock<Home> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let home = Self::new();
            home.make_cheap("store");
            let list = home.write("list.csv", LIST);
            let ran = home.run(&["import", &list, "--yes", "--because", "frailty register"]);
            assert_eq!(ran.code, 0, "{ran:?}");
            home
        });
        let home = Self::new();
        copy_dir(&template.path("store"), &home.path("store"));
        home
    }

    /// Makes an empty store whose key is cheap to derive.
    pub fn make_cheap(&self, name: &str) {
        let user = User {
            login: LOGIN.to_owned(),
            name: "A. Okafor".to_owned(),
            role: UserRole::Lead,
        };
        let now = Clock::system().now();
        Store::create(&self.path(name), &user, PHRASE, KeyCost::THROWAWAY, now).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// The path of a name as text.
    pub fn text_path(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    /// Writes a file and gives its path.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), text).unwrap();
        self.text_path(name)
    }

    /// Everything that the program finds in its environment.
    fn env(&self) -> Vec<(&'static str, String)> {
        vec![
            ("HOME", self.text_path("home")),
            ("TERM", "xterm-256color".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            // No other program may be needed for anything.
            ("PATH", self.text_path("nothing")),
        ]
    }

    /// Runs the program on the store with the passphrase file.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_on("store", args)
    }

    /// Runs the program on a store of that name with the passphrase file.
    pub fn run_on(&self, store: &str, args: &[&str]) -> Ran {
        let (store, phrase) = (self.text_path(store), self.text_path("phrase"));
        let mut all = vec!["--store", &store, "--passphrase-file", &phrase];
        all.extend(args);
        self.run_bare(&all)
    }

    /// Runs the program on the store as if the server kept another zone.
    pub fn run_in_zone(&self, zone: &str, args: &[&str]) -> Ran {
        let (store, phrase) = (self.text_path("store"), self.text_path("phrase"));
        let mut all = vec!["--store", &store, "--passphrase-file", &phrase];
        all.extend(args);
        self.run_with(&all, Some(("TZ", zone)))
    }

    /// Runs the program with these arguments alone, without a terminal.
    pub fn run_bare(&self, args: &[&str]) -> Ran {
        self.run_with(args, None)
    }

    /// Runs the program on the store with the passphrase file, its facts going somewhere else than to the test.
    pub fn run_into(&self, stdout: Stdio, args: &[&str]) -> Ran {
        let (store, phrase) = (self.text_path("store"), self.text_path("phrase"));
        let mut all = vec!["--store", &store, "--passphrase-file", &phrase];
        all.extend(args);
        self.run_to(stdout, &all, None)
    }

    fn run_with(&self, args: &[&str], more: Option<(&str, &str)>) -> Ran {
        self.run_to(Stdio::piped(), args, more)
    }

    fn run_to(&self, stdout: Stdio, args: &[&str], more: Option<(&str, &str)>) -> Ran {
        let child = self.begin(stdout, args, more);
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Starts the program on the store with the passphrase file, without a terminal, to be ended early.
    pub fn spawn(&self, args: &[&str]) -> Child {
        let (store, phrase) = (self.text_path("store"), self.text_path("phrase"));
        let mut all = vec!["--store", &store, "--passphrase-file", &phrase];
        all.extend(args);
        self.begin(Stdio::piped(), &all, None)
    }

    fn begin(&self, stdout: Stdio, args: &[&str], more: Option<(&str, &str)>) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_caseload"));
        command
            .args(args)
            .env_clear()
            .envs(self.env())
            .envs(more)
            .current_dir(self.path("home"))
            .stdin(Stdio::null())
            .stdout(stdout)
            .stderr(Stdio::piped());
        alone(|| command.spawn().unwrap())
    }

    /// The list as JSON.
    pub fn today(&self) -> Value {
        self.run(&["today", "--json"]).json()
    }

    /// The person's whole record as JSON, without when and by whom it was written out.
    pub fn record(&self, store: &str, nhs_number: &str) -> Value {
        let mut whole = self.run_on(store, &["show", nhs_number, "--json"]).json();
        let document = whole.as_object_mut().unwrap();
        for provenance in ["made_at", "made_by"] {
            assert!(document.remove(provenance).is_some(), "{provenance}");
        }
        whole
    }

    /// Opens the workstation on the store, signed in.
    pub fn open(&self) -> Terminal {
        let terminal = self.open_sized(80, 24);
        terminal.wait_for("= 2 open");
        terminal
    }

    /// Opens the workstation on the store, signed in, in a window of that size.
    pub fn open_sized(&self, columns: u16, rows: u16) -> Terminal {
        let phrase = self.text_path("phrase");
        self.start(&["--passphrase-file", &phrase], columns, rows)
    }

    /// Starts the program on the store on a terminal.
    pub fn start(&self, args: &[&str], columns: u16, rows: u16) -> Terminal {
        let store = self.text_path("store");
        let mut all = vec!["--store", &store];
        all.extend(args);
        let env = self.env();
        let env: Vec<(&str, &str)> = env
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        Terminal::start(&all, &env, &self.path("home"), columns, rows)
    }
}

impl Ran {
    /// What was printed, as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{self:?}");
        serde_json::from_str(&self.stdout).unwrap()
    }
}

/// The permissions of a file.
pub fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn copy_dir(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    fs::set_permissions(to, fs::metadata(from).unwrap().permissions()).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_dir(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
