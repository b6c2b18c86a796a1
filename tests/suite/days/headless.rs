//! The same store without a screen: the program itself, started anew for every question.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use caseload::domain::id::PersonId;
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

    /// What the program answers where it does what was asked.
    #[track_caller]
    pub fn says(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let beside = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{beside}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What the program answers, and what it says beside.
    #[track_caller]
    pub fn says_with(&self, args: &[&str]) -> (String, String) {
        let output = self.run(args);
        let beside = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{beside}");
        (String::from_utf8(output.stdout).unwrap(), beside)
    }

    /// The sentence with which the program refuses what was asked.
    #[track_caller]
    pub fn refuses(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        said
    }

    /// What is printed beside the sentence with which the program refuses, and that sentence.
    #[track_caller]
    pub fn refuses_with(&self, args: &[&str]) -> (String, String) {
        let output = self.run(args);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        (String::from_utf8(output.stdout).unwrap(), said)
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_caseload"))
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
            .unwrap()
    }

    /// The list as at a London time.
    #[track_caller]
    pub fn today(&self, local: NaiveDateTime) -> Value {
        let as_at = local.format("%Y-%m-%dT%H:%M").to_string();
        let said = self.says(&["today", "--json", "--as-at", &as_at]);
        let list: Value = serde_json::from_str(&said).unwrap();
        let record = list["record"].as_str().unwrap();
        assert!(
            record.starts_with("The record is as it stands now"),
            "{record}"
        );
        list
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
        if let Some((who, bucket, _)) = lines.first() {
            self.explained(local, *who, *bucket);
        }
    }

    /// `today --why` comes to the same place, step by step.
    #[track_caller]
    fn explained(&self, local: NaiveDateTime, who: PersonId, bucket: Bucket) {
        let (who, at) = (
            who.0.to_string(),
            local.format("%Y-%m-%dT%H:%M").to_string(),
        );
        let why = self.says(&["today", "--why", &who, "--json", "--as-at", &at]);
        let why: Value = serde_json::from_str(&why).unwrap();
        assert_eq!(why["bucket"], bucket.word().to_lowercase(), "{why:#}");
        let findings = why["rules"].as_array().unwrap().iter();
        let findings = findings.flat_map(|rule| rule["findings"].as_array().unwrap());
        let speaks = findings.filter(|one| one["speaks"] == true);
        assert_eq!(speaks.count() > 0, bucket == Bucket::Today, "{why:#}");
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
