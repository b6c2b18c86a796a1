//! The shape of the source: which layer may name which, and what stands in one place only.
//!
//! Every rule is a function over (path, text) pairs and is proved on made-up sources that break it, so that a rule that
//! has gone blind fails too. Deliberately not here: what the compiler and clippy see (`Cargo.toml`, `.clippy.toml`).

mod parts;
mod rules;

use std::fs;
use std::path::{Path, PathBuf};

use rules::{Finding, RULES};

/// One file: where it is, from the project's directory, and what it says.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    fn made_up(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }
}

/// The project's directory.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn project() -> Vec<Source> {
    let mut sources = Vec::new();
    for part in ["src", "tests/suite"] {
        walk(&root().join(part), &mut sources);
    }
    for file in ["Cargo.toml", "Cargo.lock"] {
        read(&root().join(file), &mut sources);
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn walk(dir: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, sources);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "rs" || ending == "sql")
        {
            read(&path, sources);
        }
    }
}

fn read(path: &Path, sources: &mut Vec<Source>) {
    let inside = path.strip_prefix(root()).unwrap();
    sources.push(Source {
        path: inside.to_string_lossy().replace('\\', "/"),
        text: fs::read_to_string(path).unwrap(),
    });
}

fn report(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings
        .iter()
        .map(|finding| format!("{}:{}: {}\n", finding.path, finding.line, finding.says))
        .collect();
    lines.concat()
}

#[test]
fn the_source_keeps_its_shape() {
    let sources = project();
    assert!(
        sources.len() > 200,
        "the walk found only {} files",
        sources.len()
    );
    let found: String = RULES
        .iter()
        .map(|rule| report(&(rule.look)(&sources)))
        .collect();
    assert!(found.is_empty(), "\n{found}");
}

/// A made-up file that one rule must find at one line, or must let pass.
struct Case {
    rule: &'static str,
    path: &'static str,
    text: &'static str,
    /// The line that must be found; 0 when nothing may be.
    line: usize,
}

const fn case(rule: &'static str, path: &'static str, text: &'static str, line: usize) -> Case {
    Case {
        rule,
        path,
        text,
        line,
    }
}

const CASES: &[Case] = &[
    // Layers.
    case(
        "layers",
        "src/domain/a.rs",
        "//! A.\nuse crate::ui::draw;\n",
        2,
    ),
    case(
        "layers",
        "src/app/a.rs",
        "//! A.\nfn f() { crate::ui::draw() }\n",
        2,
    ),
    case(
        "layers",
        "src/store/a.rs",
        "//! A.\nuse crate::app::App;\n",
        2,
    ),
    case(
        "layers",
        "src/platform/a.rs",
        "//! A.\n\nuse crate::store::Store;\n",
        3,
    ),
    case(
        "layers",
        "src/ui/a.rs",
        "//! A.\nuse crate::store::Store;\n",
        2,
    ),
    case(
        "layers",
        "src/demo/a.rs",
        "//! A.\nuse crate::{domain::id, store};\n",
        2,
    ),
    case(
        "layers",
        "src/import/a/b.rs",
        "//! A.\nuse super::super::super::app::App;\n",
        2,
    ),
    case(
        "layers",
        "src/export/a.rs",
        "//! A.\nuse caseload::app::App;\n",
        2,
    ),
    case(
        "layers",
        "src/app/a.rs",
        "//! A.\nuse crate::cli::main;\n",
        2,
    ),
    case(
        "layers",
        "src/app/a.rs",
        "//! A.\nuse crate::store::Store;\n",
        0,
    ),
    case(
        "layers",
        "src/ui/a.rs",
        "//! See `crate::store`.\nuse super::super::app;\n",
        0,
    ),
    case(
        "layers",
        "src/domain/a.rs",
        "//! A.\nconst A: &str = \"crate::ui\"; // crate::ui\n",
        0,
    ),
    case(
        "layers",
        "src/cli/a.rs",
        "//! A.\nuse crate::{app, store, ui};\n",
        0,
    ),
    // Crates with one home.
    case(
        "homes",
        "src/app/a.rs",
        "//! A.\nuse rusqlite::Connection;\n",
        2,
    ),
    case("homes", "src/app/a.rs", "//! A.\nuse ratatui::Frame;\n", 2),
    case("homes", "src/cli/a.rs", "//! A.\nuse ratatui as tui;\n", 2),
    case(
        "homes",
        "src/platform/a.rs",
        "//! A.\nuse crossterm::event;\n",
        2,
    ),
    case(
        "homes",
        "src/app/a.rs",
        "//! A.\nuse ratatui_textarea::TextArea;\n",
        2,
    ),
    case(
        "homes",
        "src/app/note_editor_a.rs",
        "//! A.\nuse ratatui_textarea::TextArea;\n",
        0,
    ),
    case(
        "homes",
        "src/store/a.rs",
        "//! A.\nuse rusqlite::Connection;\n",
        0,
    ),
    case(
        "homes",
        "src/ui/a.rs",
        "//! A.\nuse ratatui::Frame;\nuse crossterm::event;\n",
        0,
    ),
    // Colours.
    case(
        "colours",
        "src/ui/page.rs",
        "//! A.\nlet red = Color::Red;\n",
        2,
    ),
    case(
        "colours",
        "src/ui/screens/a.rs",
        "//! A.\nuse ratatui::style::Stylize;\n",
        2,
    ),
    case(
        "colours",
        "src/ui/theme_load.rs",
        "//! A.\nlet red = Color::Red;\n",
        0,
    ),
    case(
        "colours",
        "src/ui/lean/sgr.rs",
        "//! A.\nlet red = Color::Red;\n",
        0,
    ),
    // Clocks.
    case(
        "clocks",
        "src/app/a.rs",
        "//! A.\nlet now = Utc::now();\n",
        2,
    ),
    case(
        "clocks",
        "src/domain/a.rs",
        "//! A.\nlet now = chrono::Local::now();\n",
        2,
    ),
    case(
        "clocks",
        "src/store/a.rs",
        "//! A.\nlet now = std::time::SystemTime::now();\n",
        2,
    ),
    case(
        "clocks",
        "src/ui/a.rs",
        "//! A.\nlet f = Instant::now;\n",
        2,
    ),
    case(
        "clocks",
        "src/platform/clock.rs",
        "//! A.\nlet now = Utc::now();\n",
        0,
    ),
    // SQL that decides.
    case(
        "deciding_sql",
        "src/store/a.rs",
        "//! A.\nconst A: &str = \"SELECT datetime( 'now' )\";\n",
        2,
    ),
    case(
        "deciding_sql",
        "src/store/a.rs",
        "//! A.\nconst A: &str = \"a DEFAULT current_timestamp\";\n",
        2,
    ),
    case(
        "deciding_sql",
        "src/store/sql/1.sql",
        "-- A.\nINSERT INTO a VALUES (random());\n",
        2,
    ),
    case(
        "deciding_sql",
        "src/store/sql/1.sql",
        "SELECT lower(hex(randomblob(16)));\n",
        1,
    ),
    case(
        "deciding_sql",
        "src/store/a.rs",
        "//! No random() here.\nfn f() { random(); }\n",
        0,
    ),
    case(
        "deciding_sql",
        "src/store/a.rs",
        "//! A.\n#[cfg(test)]\nmod tests {\nconst A: &str = \"random()\";\n}\n",
        0,
    ),
    // Keys in sentences.
    case(
        "keys",
        "src/app/a.rs",
        "//! A.\nconst A: &str = \"Nothing yet on (+ adds): wishes\";\n",
        2,
    ),
    case(
        "keys",
        "src/app/a.rs",
        "//! A.\nconst A: &str = \"A on the plan tab records who agreed\";\n",
        2,
    ),
    case(
        "keys",
        "src/app/a.rs",
        "//! A.\nconst A: &str = \"for this person; o has more\";\n",
        2,
    ),
    case(
        "keys",
        "src/ui/a.rs",
        "//! A.\nconst A: &str = \"j: in full\";\n",
        2,
    ),
    case(
        "keys",
        "src/app/a.rs",
        "//! A.\nconst A: &str = \"Nothing yet. c logs one.\";\n",
        2,
    ),
    case(
        "keys",
        "src/ui/a.rs",
        "//! A.\nconst A: &str = \"not asked yet (I)\";\n",
        2,
    ),
    case(
        "keys",
        "src/app/a.rs",
        "//! A.\nconst A: &str = \"Look again, or press Esc to leave it.\";\n",
        2,
    ),
    case(
        "keys",
        "src/app/a.rs",
        "//! A.\nconst A: &str = \"Nothing yet. {person.contact} logs one; a word shows.\";\n",
        0,
    ),
    case(
        "keys",
        "src/cli/a.rs",
        "//! A.\nconst A: &str = \"Press c.\";\n",
        0,
    ),
    case(
        "keys",
        "src/domain/a.rs",
        "//! A.\nconst A: &str = \"Closed. u takes back what was noted.\";\n",
        2,
    ),
    case(
        "keys",
        "src/domain/a.rs",
        "//! A.\nconst A: &str = \"It can be moved (v).\";\n",
        2,
    ),
    case(
        "keys",
        "src/app/a.rs",
        "//! A.\nconst A: &str = \"Nothing here. Right shows later ones.\";\n",
        2,
    ),
    case(
        "keys",
        "src/ui/a.rs",
        "//! A.\nconst A: &str = \"Choose; then Ctrl-S.\";\n",
        2,
    ),
    case(
        "keys",
        "src/ui/a.rs",
        "//! A.\nconst A: &str = \"A person's tab 6 holds them.\";\n",
        2,
    ),
    case(
        "keys",
        "src/app/a.rs",
        "//! A.\nconst A: &str = \"They stay in sight until Esc.\";\n",
        2,
    ),
    case(
        "keys",
        "src/domain/a.rs",
        "//! A.\nconst A: &str = \"empty; Right takes somebody of the team\";\n",
        0,
    ),
    case(
        "keys",
        "src/domain/a.rs",
        "//! A.\nconst A: &str = \"Right after that it ends; tab by tab.\";\n",
        0,
    ),
    // Prints.
    case(
        "prints",
        "src/store/a.rs",
        "//! A.\nfn f() { println!(\"a\") }\n",
        2,
    ),
    case(
        "prints",
        "src/cli/a.rs",
        "//! A.\nfn f() { eprint! (\"a\") }\n",
        2,
    ),
    case("prints", "src/cli/a.rs", "//! A.\nfn f() { dbg!(1); }\n", 2),
    case(
        "prints",
        "src/cli/a.rs",
        "//! A.\n// println!(\"a\")\nfn f() { writeln!(out) }\n",
        0,
    ),
    // Headers.
    case("headers", "src/store/a.rs", "use std::fmt;\n", 1),
    case("headers", "src/store/a.rs", "", 1),
    case("headers", "tests/suite/a.rs", "// A.\n", 1),
    case("headers", "src/store/a.rs", "//! A.\n", 0),
    // The network.
    case(
        "network",
        "Cargo.lock",
        "[[package]]\nname = \"tokio\"\n",
        2,
    ),
    case(
        "network",
        "Cargo.lock",
        "[[package]]\nname = \"hyper-util\"\n",
        2,
    ),
    case(
        "network",
        "Cargo.toml",
        "[dependencies]\nreqwest = \"0.12\"\n",
        2,
    ),
    case(
        "network",
        "Cargo.toml",
        "[dependencies.ureq]\nversion = \"2\"\n",
        1,
    ),
    case(
        "network",
        "src/app/a.rs",
        "//! A.\nuse std::net::TcpStream;\n",
        2,
    ),
    case("network", "Cargo.lock", "[[package]]\nname = \"mio\"\n", 0),
];

#[test]
fn every_rule_finds_what_it_forbids() {
    for case in CASES {
        let rule = RULES.iter().find(|rule| rule.name == case.rule).unwrap();
        let found = (rule.look)(&[Source::made_up(case.path, case.text)]);
        let lines: Vec<usize> = found.iter().map(|finding| finding.line).collect();
        let expected: &[usize] = if case.line == 0 { &[] } else { &[case.line] };
        assert_eq!(lines, expected, "{}: {}", case.rule, case.text);
        for finding in found {
            assert_eq!(finding.path, case.path);
            assert!(finding.says.ends_with('.'), "{}", finding.says);
        }
    }
}

#[test]
fn every_rule_has_a_case_against_it() {
    let elsewhere = ["sizes", "listed"];
    for rule in RULES {
        assert!(
            elsewhere.contains(&rule.name)
                || CASES
                    .iter()
                    .any(|case| case.rule == rule.name && case.line > 0),
            "{}",
            rule.name
        );
    }
}

#[test]
fn a_file_that_is_too_long_is_found() {
    let look = |sources: &[Source]| rules::sizes(sources).len();
    let lines = |path: &str, count: usize| Source::made_up(path, &"//! A.\n".repeat(count));
    let rest = || lines("src/rest/tests.rs", 20_000);
    assert_eq!(look(&[lines("src/a.rs", 601), rest()]), 1);
    assert_eq!(look(&[lines("src/a.rs", 600), rest()]), 0);
    assert_eq!(look(&[lines("src/a_tests.rs", 900), rest()]), 0);
    assert_eq!(
        look(&[lines("src/a.rs", 100), lines("src/tests.rs", 900)]),
        1,
        "a tenth of everything"
    );
}

#[test]
fn a_test_that_nobody_runs_is_found() {
    let suite = |text: &str| Source::made_up("tests/suite/main.rs", text);
    let file = |path: &str| Source::made_up(path, "//! A.\n");
    let found = |sources: &[Source]| report(&rules::listed(sources));
    assert_eq!(
        found(&[suite("//! A.\nmod a;\n"), file("tests/suite/a.rs")]),
        ""
    );
    assert!(
        found(&[suite("//! A.\n// mod a;\n"), file("tests/suite/a.rs")]).contains("suite/a.rs")
    );
    let folder = Source::made_up("tests/suite/b/mod.rs", "//! B.\nmod c;\n");
    let all = [
        suite("mod b;\n"),
        folder,
        file("tests/suite/b/c.rs"),
        file("tests/suite/b/d.rs"),
    ];
    assert_eq!(rules::listed(&all).len(), 1);
    assert!(found(&all).contains("b/d.rs"));
    let orphan = [suite("//! A.\n"), file("tests/suite/e/f.rs")];
    assert!(found(&orphan).contains("e/f.rs"));
}
