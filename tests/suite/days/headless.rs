//! The same store without a screen: the program itself, started anew for every question.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use caseload::domain::triage::Bucket;
use chrono::NaiveDateTime;
use serde_json::Value;

use super::desk::Line;
use crate::support::LOGIN;

/// The command line on the store of a bench.
pub struct Headless {
    dir: PathBuf,
}

impl Headless {
    /// The command line on the store in a directory, with the passphrase beside it.
    pub fn on(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
        }
    }

    /// Runs the program; gives back whether it did what was asked, and all that it said.
    pub fn run(&self, args: &[&str]) -> (bool, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_caseload"))
            .arg("--store")
            .arg(self.dir.join("store"))
            .arg("--passphrase-file")
            .arg(self.dir.join("phrase"))
            .args(["--user", LOGIN])
            .args(args)
            .env_clear()
            .env("HOME", &self.dir)
            .current_dir(&self.dir)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    /// What the program answers where it does what was asked.
    #[track_caller]
    pub fn says(&self, args: &[&str]) -> String {
        let (done, said) = self.run(args);
        assert!(done, "{said}");
        said
    }

    /// The list as at a London time.
    #[track_caller]
    pub fn today(&self, local: NaiveDateTime) -> Value {
        let as_at = local.format("%Y-%m-%dT%H:%M").to_string();
        let said = self.says(&["today", "--json", "--as-at", &as_at]);
        serde_json::from_str(&said).unwrap()
    }

    /// Holds `today --json` against the paper diary: everybody is in their bucket, with these reasons and no others.
    #[track_caller]
    pub fn paper(&self, local: NaiveDateTime, lines: &[Line<'_>]) {
        let list = self.today(local);
        let people = list["people"].as_array().unwrap();
        assert_eq!(list["counts"]["open"], people.len());
        assert_eq!(people.len(), lines.len());
        for (who, bucket, words) in lines {
            let person = people
                .iter()
                .find(|person| person["id"] == who.0.to_string())
                .unwrap_or_else(|| panic!("{who:?} is not in {list:#}"));
            assert_eq!(person["bucket"], bucket.word().to_lowercase(), "{person:#}");
            let due = reasons(person);
            if *bucket == Bucket::Today {
                assert_eq!(due.len(), words.len(), "{due:#?}");
                for (is, said) in due.iter().zip(*words) {
                    assert!(is.starts_with(said), "{said:?} is not {is:?}");
                }
            } else if *bucket != Bucket::Paused {
                assert!(due.is_empty(), "{due:#?}");
            }
        }
    }
}

/// The reasons of a person that are due, each with its letter.
pub fn reasons(person: &Value) -> Vec<String> {
    let all = person["reasons"].as_array().unwrap().iter();
    all.map(|reason| {
        let text = |key: &str| reason[key].as_str().unwrap().to_owned();
        format!("{} {}", text("class"), text("says"))
    })
    .collect()
}
