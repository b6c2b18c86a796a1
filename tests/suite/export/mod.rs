//! Exports as other programs meet them: golden files, round trips, hostile texts and an outside FHIR validator.
//!
//! `CASELOAD_GOLDEN=write` rewrites the golden files after a change that was meant; `CASELOAD_FHIR_VALIDATE` and
//! `CASELOAD_CHECK_EXPORTS` name outside programs, without which their tests only say that they were skipped.

mod again;
mod arrangements;
mod carers;
mod critical;
mod json;
mod left_out;
mod needs;
mod parts;
mod people;
mod recipients;
mod referrals;
mod services;
mod sheet;
mod standards;
mod stays;

use std::path::{Path, PathBuf};
use std::process::Command;

use caseload::domain::contact::{Next, Reached};
use caseload::domain::deferral::Subject;
use caseload::domain::id::ContactId;
use caseload::domain::person::Status;
use caseload::domain::record::Folder;
use caseload::export::{Dossier, FORMATS, Format, Loss, Scope};
use chrono::TimeDelta;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;
use uuid::Uuid;

use people::{at, bare, died, full, made, varied};

fn format(name: &str) -> &'static Format {
    Format::named(name).expect("a format")
}

fn written(format: &Format, dossiers: &[Dossier]) -> (String, Loss) {
    let mut bytes = Vec::new();
    let loss = (format.render)(dossiers, &mut bytes).expect("memory can be written");
    (
        String::from_utf8(bytes).expect("every format is UTF-8"),
        loss,
    )
}

fn of(folder: &Folder) -> Dossier {
    Dossier::of(folder, &made())
}

/// Texts that have made trouble in files before.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "\u{7}",
    "\u{200b}\u{a0}",
    "=cmd|' /C calc'!A0",
    "+44 1632 960101",
    "－1",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)) ![y](http://a.test/b.png)",
    "http://a.test www.a.test a@b.test &lt; &amp;",
    "\u{1b}]52;c;aGk=\u{7}\u{9b}31m",
    "\u{202e}gpj.exe\u{202c} pass\u{200d}word",
    "one\r\n\r\ntwo\u{2028}three\tfour\0",
    "# a\n- b\n1. c\n> d\n    e\n```\nf",
    "\"quoted\", 'single', \\back\\",
    "Zoë Núñez-O’Brien — £5 ½ • 葛飾 👩\u{200d}⚕\u{fe0f} می\u{200c}خواهم",
    "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "| a | b |\n| --- | --- |",
    "\u{ffff}\u{fdd0}\u{e0041}",
];

/// A folder with hostile texts, different for every seed.
fn hostile(seed: usize) -> Folder {
    let (mut texts, mut keeps) = (seed, seed);
    varied(
        &mut || {
            texts += 7;
            HOSTILE[texts % HOSTILE.len()].to_owned()
        },
        &mut || {
            keeps = keeps.wrapping_mul(31).wrapping_add(17);
            keeps % 5 != 0
        },
    )
}

/// What a reviewer should look at: each file, as its receiver would, against `people::full`.
#[test]
fn a_full_record_in_every_format() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/export");
    for format in FORMATS {
        let (text, loss) = written(format, &[of(&full())]);
        let mut losses = loss.says().join("\n");
        losses.push('\n');
        let name = format!("full-{}", format.name);
        compare(&folder.join(format!("{name}.{}", format.extension)), &text);
        compare(&folder.join(format!("{name}.loss")), &losses);
    }
}

fn compare(path: &Path, text: &str) {
    if std::env::var_os("CASELOAD_GOLDEN").is_some_and(|how| how == "write") {
        std::fs::write(path, text).expect("the golden file can be written");
    }
    let golden = std::fs::read_to_string(path).unwrap_or_default();
    let differs = golden.lines().zip(text.lines()).position(|(a, b)| a != b);
    assert!(
        golden == text,
        "{} differs, first in line {}; CASELOAD_GOLDEN=write rewrites it if that was meant",
        path.display(),
        differs.map_or(golden.lines().count().min(text.lines().count()), |n| n) + 1,
    );
}

#[test]
fn the_same_record_gives_the_same_bytes_in_whatever_order_it_was_read() {
    let mut shuffled = full();
    shuffled.team.reverse();
    shuffled.words.reverse();
    shuffled.items.reverse();
    shuffled.contacts.reverse();
    shuffled.deferrals.reverse();
    shuffled.shared.decisions.reverse();
    shuffled.shared.versions.reverse();
    shuffled.shared.copies.reverse();
    for format in FORMATS {
        assert_eq!(
            written(format, &[of(&full())]).0,
            written(format, &[of(&shuffled)]).0,
            "{}",
            format.name
        );
    }
}

#[test]
fn no_unconfirmed_code_leaves() {
    for folder in [full(), bare(), died()] {
        for format in FORMATS {
            let (text, _) = written(format, &[of(&folder)]);
            for code in ["871691000000100", "1187911000000105", "1187921000000104"] {
                assert!(!text.contains(code), "{} has {code}", format.name);
            }
        }
    }
}

#[test]
fn lines_to_paste_are_short_and_plain() {
    let folders = (0..40).map(hostile).chain([full(), bare(), died()]);
    for folder in folders {
        let (text, _) = written(format("text"), &[of(&folder)]);
        for line in text.lines() {
            assert!(line.width() <= 72 && line.chars().count() <= 72, "{line}");
            assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
            assert!(
                !line.contains(['’', '“', '–', '…', '\u{a0}', '\u{202e}']),
                "{line}"
            );
            assert_eq!(line.trim_end(), line);
        }
    }
}

#[test]
fn csv_rows_are_whole_and_no_cell_runs() {
    let people: Vec<Dossier> = (0..40).map(hostile).map(|folder| of(&folder)).collect();
    let (text, _) = written(format("csv"), &people);
    let text = text
        .strip_prefix('\u{feff}')
        .expect("a mark for spreadsheets");
    assert!(text.ends_with("\r\n"));
    let mut rows = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let mut n = 0;
    for row in rows.records() {
        for cell in &row.expect("rows of one width") {
            assert!(!cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']));
            assert!(!cell.contains(char::is_control), "{cell:?}");
        }
        n += 1;
    }
    assert_eq!(n, people.len());
}

#[test]
fn a_row_names_the_promise_that_stands_whatever_was_logged_after_it() {
    let mut folder = full();
    let newest = folder.contacts.first().expect("a contact").clone();
    let mut promised = newest.clone();
    promised.value.id = ContactId(Uuid::from_u128(0xF001));
    promised.value.result = Reached::Yes;
    promised.value.next = Some(Next {
        on: "2031-03-07".parse().expect("a day"),
        what: String::new(),
    });
    let mut after = promised.clone();
    after.value.id = ContactId(Uuid::from_u128(0xF002));
    after.value.at += TimeDelta::minutes(5);
    after.value.next = None;
    folder.contacts = vec![after, promised];
    let (text, _) = written(format("csv"), &[of(&folder)]);
    assert!(text.contains(",2031-03-07,"), "{text}");
}

#[test]
fn nhs_numbers_stand_there_once() {
    let (text, loss) = written(
        format("nhs-numbers"),
        &[of(&full()), of(&bare()), of(&full())],
    );
    assert_eq!(text, "NHS number\r\n9990000018\r\n");
    assert_eq!(
        loss.says(),
        [
            "1 person whose NHS number stands there already",
            "1 person without an NHS number"
        ]
    );
}

#[test]
fn what_is_over_or_beyond_its_bound_is_not_put_off() {
    let section = |folder: &Folder| {
        let (text, _) = written(format("text"), &[of(folder)]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(section(&full()).contains("Until 6 Mar 2026"));
    // A record that claims years is bounded by its rule.
    let mut long = full();
    long.deferrals[0].value.until_on = "2029-01-01".parse().unwrap();
    assert!(!section(&long).contains("2029"));
    let Subject::Item(about) = long.deferrals[0].about else {
        panic!("about an item");
    };
    let mut over = full();
    over.items.retain(|item| item.id != about);
    assert!(!section(&over).contains("Until 6 Mar 2026"));
    let mut left = full();
    left.person.value.status = died().person.value.status;
    assert!(!section(&left).contains("Until 6 Mar 2026"));
}

#[test]
fn what_a_contact_settles_leaves_or_is_counted() {
    let mut folder = full();
    let earlier = folder
        .contacts
        .iter()
        .find(|contact| contact.next.is_some())
        .map(|contact| contact.id)
        .expect("a contact with a promise");
    let later = folder.contacts.iter_mut().find(|one| one.id != earlier);
    later.expect("another one").value.keeps = vec![earlier];
    for name in ["text", "markdown", "html"] {
        let (text, _) = written(format(name), &[of(&folder)]);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains("Settles the next step promised for"),
            "{name}"
        );
    }
    let (_, loss) = written(format("fhir"), &[of(&folder)]);
    let says = loss.says().join("; ");
    assert!(says.contains("settled an earlier next step"), "{says}");
}

#[test]
fn how_whoever_must_be_told_is_reached_leaves_too() {
    let mut folder = died();
    let Status::Left { tell, .. } = &mut folder.person.value.status else {
        panic!("somebody who left");
    };
    tell[0].reach = "01632 960111".into();
    for name in ["text", "markdown", "html", "fhir"] {
        let (text, _) = written(format(name), &[of(&folder)]);
        assert!(text.contains("01632 960111"), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_fhir_reference_is_in_the_bundle(seed in 0_usize..10_000) {
        let (text, _) = written(format("fhir"), &[of(&hostile(seed))]);
        let bundle: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let entries = bundle["entry"].as_array().expect("entries");
        let urls: Vec<&str> = entries.iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
        let mut distinct = urls.clone();
        distinct.sort_unstable();
        distinct.dedup();
        prop_assert_eq!(urls.len(), distinct.len());
        for part in text.split("\"reference\": \"").skip(1) {
            let target = part.split('"').next().unwrap_or_default();
            prop_assert!(urls.contains(&target), "{} is not in the bundle", target);
        }
    }
}

#[test]
fn an_outside_validator_finds_no_fault_in_fhir() {
    let Some(validator) = std::env::var_os("CASELOAD_FHIR_VALIDATE") else {
        println!("skipped: CASELOAD_FHIR_VALIDATE names no validator");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let cut = Scope {
        team: false,
        words: false,
        ..Scope::ALL
    };
    let mut dossiers = vec![
        of(&full()),
        of(&bare()),
        of(&died()),
        Dossier::within(&full(), &made(), cut),
    ];
    dossiers.extend((0..40).map(|seed| of(&hostile(seed))));
    let files: Vec<PathBuf> = dossiers
        .iter()
        .enumerate()
        .map(|(n, dossier)| {
            let path = folder.path().join(format!("{n}.json"));
            let (text, _) = written(format("fhir"), std::slice::from_ref(dossier));
            std::fs::write(&path, text).expect("the file can be written");
            path
        })
        .collect();
    let run = Command::new(validator)
        .arg("--require-ukcore")
        .args(&files)
        .output()
        .expect("the validator runs");
    let says = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{says}");
    println!("{says}");
}

#[test]
fn an_outside_checker_finds_no_fault_in_texts_tables_and_calendars() {
    let Some(checker) = std::env::var_os("CASELOAD_CHECK_EXPORTS") else {
        println!("skipped: CASELOAD_CHECK_EXPORTS names no checker");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let people: Vec<Dossier> = [full(), bare(), died()]
        .into_iter()
        .chain((0..40).map(hostile))
        .map(|folder| of(&folder))
        .collect();
    for name in [
        "text",
        "markdown",
        "html",
        "sheet",
        "sheet-text",
        "csv",
        "nhs-numbers",
        "ical",
    ] {
        let format = format(name);
        // These people have the same appointments, which a calendar must not hold twice.
        let files: Vec<&[Dossier]> = if format.one_file_per_person || name == "ical" {
            people.chunks(1).collect()
        } else {
            vec![&people]
        };
        for (n, dossiers) in files.into_iter().enumerate() {
            let path = folder
                .path()
                .join(format!("{name}-{n}.{}", format.extension));
            std::fs::write(&path, written(format, dossiers).0).expect("the file can be written");
        }
    }
    let run = Command::new(checker)
        .arg(folder.path())
        .output()
        .expect("the checker runs");
    let says = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{says}");
    println!("{says}");
}

#[test]
fn ages_and_days_are_those_of_the_export() {
    let mut later = made();
    later.made_at = at("2027-03-02T00:30:00Z");
    let dossier = Dossier::of(&full(), &later);
    let (text, _) = written(format("text"), &[dossier]);
    assert!(text.contains("Born 3 Feb 1944 (83)"), "{text}");
}

/// Every `<` of a page is one that the program wrote: what a record holds cannot open anything.
#[test]
fn a_page_is_whole_and_holds_no_markup_of_a_record() {
    const OURS: [&str; 29] = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "article",
        "section",
        "footer",
        "h1",
        "h2",
        "p",
        "br",
        "dl",
        "div",
        "dt",
        "dd",
        "ul",
        "li",
        "figure",
        "figcaption",
        "blockquote",
        "header",
        "aside",
        "strong",
        "ol",
        "h3",
        "hr",
    ];
    let folders = (0..40).map(hostile).chain([full(), bare(), died()]);
    for folder in folders {
        let (text, _) = written(format("html"), &[of(&folder)]);
        assert!(text.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
        let mut open = Vec::new();
        for tag in text.split('<').skip(1) {
            let (tag, _) = tag.split_once('>').expect("a tag that is closed");
            let name = tag.split(' ').next().unwrap_or_default();
            let closes = name.strip_prefix('/');
            if name == "!DOCTYPE" {
                continue;
            }
            assert!(OURS.contains(&closes.unwrap_or(name)), "<{tag}>");
            let attributes = tag.matches('"').count();
            assert_eq!(attributes % 2, 0, "<{tag}>");
            match closes {
                Some(name) => assert_eq!(open.pop(), Some(name)),
                None if ["meta", "br", "hr"].contains(&name) => {}
                None => open.push(name),
            }
        }
        assert_eq!(open, Vec::<&str>::new());
        let (_, body) = text.split_once("<body>").expect("a body");
        for word in ["<script", "src=", "href=", " on", "style="] {
            let in_a_tag = body.split('<').skip(1).any(|tag| {
                let tag = tag.split('>').next().unwrap_or_default();
                format!("<{tag}").contains(word)
            });
            assert!(!in_a_tag, "{word}");
        }
    }
}

#[test]
fn a_page_begins_with_their_words_and_says_who_made_it() {
    let (text, _) = written(format("html"), &[of(&full())]);
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(place("<h1>") < place("<blockquote>"));
    assert!(place("<h2>In their own words</h2>") < place("<h2>Plan</h2>"));
    assert!(place("<h2>Plan</h2>") < place("<footer>"));
    assert!(text.contains("<title>Mrs Margaret"), "{text}");
    let (two, _) = written(format("html"), &[of(&full()), of(&bare())]);
    assert_eq!(two.matches("<article>").count(), 2);
    assert_eq!(two.matches("<!DOCTYPE").count(), 1);
}
