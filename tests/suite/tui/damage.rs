//! Files that were damaged, cut, blown up or made by somebody hostile, as the import reads them: every one is read or
//! refused in words within a moment, nothing is written by reading, and what is brought in is brought in whole.
//!
//! `CASELOAD_FUZZ=10000` tries so many files of each sort instead of a few.

use std::ops::ControlFlow;
use std::path::Path;

use caseload::app::import_view::{Here, lines, read_files};
use caseload::app::keymap::Keymap;
use caseload::domain::change::Change;
use caseload::import::Admission;
use caseload::platform::clock::Clock;
use caseload::store::{Stamp, Store};
use chrono::{TimeDelta, Utc};

use super::whole_records::file_of;
use crate::support::people::{ADA, BERT, CY};
use crate::support::{Bench, NOW};

/// How many files of each sort are tried.
const TRIES: u64 = 60;
/// How long one file may take. A whole one takes milliseconds; this is for a machine that does other things beside.
const PATIENCE: TimeDelta = TimeDelta::seconds(60);

/// A small source of numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        // Xorshift; the quality of the numbers does not matter here.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(most.max(1)).unwrap()).unwrap()
    }
}

/// What may be put into a file, beside single bytes.
const PIECES: [&[u8]; 18] = [
    b"\0",
    b"\x1b[31m",
    b"\r",
    b"\"",
    b"{",
    b"}",
    b"[",
    b",",
    b":",
    b"null",
    b"1e999",
    b"-99999999999999999999999999999999999999",
    b"9999999999999999",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"2999-12-31",
];

/// One way of damaging a file.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    match dice.below(9) {
        0 => bytes.truncate(at),
        1 | 2 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        3 | 4 => {
            let piece = PIECES[dice.below(PIECES.len())];
            bytes.splice(at..at, piece.iter().copied());
        }
        5 => {
            let end = bytes.len().min(at + dice.below(400));
            let piece = bytes[at..end].to_vec();
            bytes.splice(at..at, piece);
        }
        6 => {
            let end = bytes.len().min(at + dice.below(40));
            bytes.drain(at..end);
        }
        7 => {
            // A number or a text in the place of another value.
            let colon = bytes.iter().skip(at).position(|byte| *byte == b':');
            if let Some(colon) = colon.map(|offset| at + offset + 1) {
                let end = bytes
                    .iter()
                    .skip(colon)
                    .position(|byte| b",}\n".contains(byte));
                let end = end.map_or(bytes.len(), |offset| colon + offset);
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(colon..end, piece.iter().copied());
            }
        }
        _ => {
            let deep = [b"[", b"{"][dice.below(2)].repeat(dice.below(5_000));
            bytes.splice(at..at, deep);
        }
    }
}

/// Reads a file; what is accepted is written, what is refused leaves the store as it was.
fn try_out(store: &mut Store, path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
    let before = store.everybody().unwrap();
    let began = Clock::system().now();
    let here = Here::of(store).unwrap();
    let now: chrono::DateTime<Utc> = NOW.parse().unwrap();
    let today = caseload::domain::london::date(now);
    let mut on = |_, _| ControlFlow::Continue(());
    let read = read_files(&[path.to_owned()], here, today, &mut on).unwrap();
    for line in lines(&read, &Keymap::standard()) {
        assert!(!line.text.chars().any(char::is_control), "{:?}", line.text);
    }
    let file = &read.files[0];
    match &file.outcome {
        Err(reason) => assert!(reason.trim_end().ends_with('.'), "{reason}"),
        Ok(proposal) => assert!(proposal.is_accounted_for(), "a row is lost"),
    }
    let (took, name) = (Clock::system().now() - began, path.display());
    assert!(took < PATIENCE, "{name} took {took:?}");
    assert_eq!(store.everybody().unwrap(), before, "reading has written");
    let mut n = u128::try_from(before.len()).unwrap() * 1_000_000;
    let admission = Admission {
        today,
        because: "tried",
        by: "tried",
        navigator: "A. Okafor",
        file: "",
    };
    let (writes, people) = read.person_writes(&admission, || {
        n += 1;
        uuid::Uuid::from_u128(0xFADE_0000_0000_0000_0000_0000_0000_0000 + n)
    });
    if people == 0 {
        return;
    }
    let stamp = Stamp {
        at: now,
        command: "import.accept",
        note: "",
    };
    // Whoever is good is written whole, or, where an id is taken by something else, nobody is.
    let after = match store.write(stamp, &Change { writes }) {
        Ok(_) => before.len() + people,
        Err(fault) => {
            assert!(!fault.to_string().is_empty());
            before.len()
        }
    };
    assert_eq!(store.everybody().unwrap().len(), after);
}

fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let fixture = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
        std::fs::read(folder.join(name)).unwrap()
    };
    let there = Bench::new();
    vec![
        ("list.csv", fixture("emis-groups.csv")),
        ("contacts.csv", fixture("contact-details.csv")),
        ("bundle.json", fixture("nhs-numbers.json")),
        ("dates.json", fixture("dates.json")),
        (
            "whole.json",
            format!("{:#}", file_of(&there, &[ADA, BERT, CY])).into_bytes(),
        ),
    ]
}

#[test]
fn damaged_files_are_read_or_refused_and_nothing_is_half_written() {
    let tries = std::env::var("CASELOAD_FUZZ").ok();
    let tries = tries.and_then(|tries| tries.parse().ok()).unwrap_or(TRIES);
    let bench = Bench::empty();
    let mut store = bench.store();
    for (name, sound) in samples() {
        let path = bench.dir().join(name);
        for seed in 1..=tries {
            let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let mut bytes = sound.clone();
            for _ in 0..=dice.below(4) {
                damage(&mut bytes, &mut dice);
            }
            try_out(&mut store, &path, &bytes);
        }
    }
}

#[test]
fn files_that_are_too_much_are_refused_at_once() {
    // Of what is read letter by letter less will do.
    const MANY: usize = 10_000_000;
    const SOME: usize = 1_000_000;
    let bench = Bench::empty();
    let mut store = bench.store();
    let line = |begin: &str, piece: &str, end: &str| {
        let most = if piece == "x" { MANY } else { SOME };
        let mut text = String::with_capacity(most + 100);
        text.push_str(begin);
        while text.len() < most {
            text.push_str(piece);
        }
        text.push_str(end);
        text.into_bytes()
    };
    let head = "{\"format\":\"caseload\",\"version\":1,\"people\":[";
    for (name, bytes) in [
        ("one-line.csv", line("Name,DOB ", "x", "")),
        ("one-cell.csv", line("Name,DOB\n\"", "x", "\",1\n")),
        ("commas.csv", line("Name,DOB\n", ",", "\n")),
        ("quotes.csv", line("Name,DOB\n", "\"\"", "\n")),
        ("one-text.json", line("{\"resourceType\":\"", "x", "\"}")),
        ("deep.json", line("", "[", "")),
        ("deeper.json", line("", "{\"a\":", "")),
        ("numbers.json", line("{\"a\":[", "9,", "9]}")),
        ("one-number.json", line("{\"a\":", "9", "}")),
        ("whole-deep.json", line(head, "[", "")),
        (
            "whole-names.json",
            line(
                &format!("{head}{{\"person\":{{\"name\":{{\"family\":\""),
                "x",
                "\"}}}]}",
            ),
        ),
        ("whole-empty.json", line(head, "{},", "{}]}")),
        ("whole-numbers.json", line(head, "1,", "1]}")),
        (
            "whole-members.json",
            line(&format!("{head}{{"), "\"a\":1,", "\"b\":2}]}"),
        ),
    ] {
        let path = bench.dir().join(name);
        try_out(&mut store, &path, &bytes);
        assert!(store.everybody().unwrap().is_empty(), "{name}");
    }
}
