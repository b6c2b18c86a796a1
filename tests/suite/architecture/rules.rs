//! The rules themselves: each looks at all sources and says what it found, where, and what to do instead.

use super::Source;
use super::parts::parts;

/// Something that a rule forbids.
pub struct Finding {
    pub path: String,
    pub line: usize,
    pub says: String,
}

/// A rule with the name that its cases call it by.
pub struct Rule {
    pub name: &'static str,
    pub look: fn(&[Source]) -> Vec<Finding>,
}

pub const RULES: &[Rule] = &[
    Rule {
        name: "layers",
        look: layers,
    },
    Rule {
        name: "homes",
        look: homes,
    },
    Rule {
        name: "colours",
        look: colours,
    },
    Rule {
        name: "clocks",
        look: clocks,
    },
    Rule {
        name: "deciding_sql",
        look: deciding_sql,
    },
    Rule {
        name: "prints",
        look: prints,
    },
    Rule {
        name: "keys",
        look: keys,
    },
    Rule {
        name: "headers",
        look: headers,
    },
    Rule {
        name: "sizes",
        look: sizes,
    },
    Rule {
        name: "listed",
        look: listed,
    },
    Rule {
        name: "network",
        look: network,
    },
];

/// Each layer and those that it may name (ARCHITECTURE in `src/lib.rs`).
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("platform", &[]),
    ("store", &["domain", "platform"]),
    ("import", &["domain"]),
    ("export", &["domain"]),
    ("demo", &["domain"]),
    (
        "app",
        &["domain", "store", "import", "export", "demo", "platform"],
    ),
    ("ui", &["domain", "app", "platform"]),
    (
        "cli",
        &[
            "domain", "store", "import", "export", "demo", "platform", "app", "ui",
        ],
    ),
];

/// The longest that a file may be that is not a test.
const MOST_LINES: usize = 600;
/// The largest part of all lines that such a file may be, in percent.
const MOST_SHARE: usize = 6;

fn finding(source: &Source, line: usize, says: String) -> Finding {
    Finding {
        path: source.path.clone(),
        line,
        says,
    }
}

fn ends_in(path: &str, ending: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, found)| found == ending)
}

fn rust(sources: &[Source]) -> impl Iterator<Item = &Source> {
    sources
        .iter()
        .filter(|source| source.path.starts_with("src/") && ends_in(&source.path, "rs"))
}

/// The layer that a file belongs to: the folder under `src`.
fn layer(path: &str) -> Option<&str> {
    let (layer, _) = path.strip_prefix("src/")?.split_once('/')?;
    Some(layer)
}

fn layers(sources: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in rust(sources) {
        let Some((own, may)) =
            layer(&source.path).and_then(|layer| LAYERS.iter().find(|(known, _)| *known == layer))
        else {
            continue;
        };
        let code = parts(&source.text).code;
        for (line, named) in named_layers(&code, depth(&source.path)) {
            let known = LAYERS.iter().any(|(known, _)| *known == named);
            if known && named != *own && !may.contains(&named.as_str()) {
                found.push(finding(
                    source,
                    line,
                    format!("{own} names {named}, which stands above it or beside it: pass what is needed down."),
                ));
            }
        }
    }
    found
}

/// How many `super` lead from a file's module to the crate.
fn depth(path: &str) -> usize {
    let steps = path.matches('/').count();
    if path.ends_with("/mod.rs") {
        steps - 1
    } else {
        steps
    }
}

/// The modules of the crate that code names, with the line: through `crate`, the crate's name, or enough `super`.
fn named_layers(code: &str, depth: usize) -> Vec<(usize, String)> {
    let words = words(code);
    let mut named = Vec::new();
    let mut at = 0;
    while let Some((_, word)) = words.get(at) {
        let after = match word.as_str() {
            "crate" | "caseload" => Some(at + 1),
            "super" => {
                let supers = words
                    .iter()
                    .skip(at)
                    .step_by(2)
                    .take_while(|(_, word)| word == "super")
                    .count();
                let end = at + supers * 2 - 1;
                at = end - 1;
                (supers >= depth).then_some(end)
            }
            _ => None,
        };
        if let Some(after) = after
            && words.get(after).is_some_and(|(_, sign)| sign == "::")
        {
            match words.get(after + 1) {
                Some((_, open)) if open == "{" => group(&words, after + 2, &mut named),
                Some((line, name)) => named.push((*line, name.clone())),
                None => {}
            }
        }
        at += 1;
    }
    named
}

/// The first names of the paths in a group: `{domain::id, store}`.
fn group(words: &[(usize, String)], from: usize, named: &mut Vec<(usize, String)>) {
    let (mut depth, mut first) = (0, true);
    for (line, word) in words.iter().skip(from) {
        match word.as_str() {
            "{" => depth += 1,
            "}" if depth == 0 => return,
            "}" => depth -= 1,
            "," if depth == 0 => first = true,
            name if depth == 0 && first => {
                named.push((*line, name.to_owned()));
                first = false;
            }
            _ => {}
        }
    }
}

/// The words and signs of code with their lines; `::` is one sign.
fn words(code: &str) -> Vec<(usize, String)> {
    let mut words: Vec<(usize, String)> = Vec::new();
    for (line, text) in (1..).zip(code.lines()) {
        let mut word = String::new();
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            if c.is_alphanumeric() || c == '_' {
                word.push(c);
                continue;
            }
            if !word.is_empty() {
                words.push((line, std::mem::take(&mut word)));
            }
            if c == ':' && characters.peek() == Some(&':') {
                characters.next();
                words.push((line, "::".to_owned()));
            } else if !c.is_whitespace() {
                words.push((line, c.to_string()));
            }
        }
        if !word.is_empty() {
            words.push((line, word));
        }
    }
    words
}

/// Finds words that may stand only in some files, once a line.
fn only_in(
    sources: &[Source],
    names: &[&str],
    at_home: impl Fn(&str) -> bool,
    says: &str,
) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for source in rust(sources).filter(|source| !at_home(&source.path)) {
        for (line, word) in words(&parts(&source.text).code) {
            let seen = found
                .last()
                .is_some_and(|last| last.path == source.path && last.line == line);
            if names.contains(&word.as_str()) && !seen {
                found.push(finding(source, line, format!("{word} {says}")));
            }
        }
    }
    found
}

fn homes(sources: &[Source]) -> Vec<Finding> {
    let mut found = only_in(
        sources,
        &["rusqlite"],
        |path| path.starts_with("src/store/"),
        "stands in src/store alone: ask the store in the domain's words.",
    );
    found.extend(only_in(
        sources,
        &["ratatui", "crossterm"],
        |path| path.starts_with("src/ui/"),
        "stands in src/ui alone: the rest of the program does not know the terminal.",
    ));
    found.extend(only_in(
        sources,
        &["ratatui_textarea"],
        |path| path.starts_with("src/app/note_editor"),
        "stands in src/app/note_editor* alone.",
    ));
    found
}

fn colours(sources: &[Source]) -> Vec<Finding> {
    only_in(
        sources,
        &["Color", "Stylize"],
        |path| {
            !path.starts_with("src/ui/")
                || path.starts_with("src/ui/theme")
                || path.starts_with("src/ui/lean/")
        },
        "names a look: screens name a Role, and the theme dresses it.",
    )
}

fn clocks(sources: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in rust(sources).filter(|source| source.path != "src/platform/clock.rs") {
        let words = words(&parts(&source.text).code);
        for three in words.windows(3) {
            if let [(line, clock), (_, sign), (_, now)] = three
                && ["Utc", "Local", "SystemTime", "Instant"].contains(&clock.as_str())
                && (sign.as_str(), now.as_str()) == ("::", "now")
            {
                found.push(finding(
                    source,
                    *line,
                    format!("{clock}::now reads a clock: take the time as an argument, from src/platform/clock.rs."),
                ));
            }
        }
    }
    found
}

/// What in SQL decides time or chance, without blanks and in small letters.
const DECIDES: &[&str] = &[
    "'now'",
    "current_timestamp",
    "current_date",
    "current_time",
    "unixepoch()",
    "random()",
    "randomblob(",
];

fn deciding_sql(sources: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in sources
        .iter()
        .filter(|source| source.path.starts_with("src/"))
    {
        let sql = if ends_in(&source.path, "sql") {
            source.text.clone()
        } else {
            parts(before_tests(&source.text)).strings
        };
        for (line, text) in (1..).zip(sql.lines()) {
            let folded: String = text
                .chars()
                .filter(|c| !c.is_whitespace())
                .flat_map(char::to_lowercase)
                .collect();
            if let Some(word) = DECIDES.iter().find(|word| folded.contains(**word)) {
                found.push(finding(
                    source,
                    line,
                    format!("{word} lets the database decide: hand the time or the id in as a parameter."),
                ));
            }
        }
    }
    found
}

/// A source up to its inline tests, which may name what they forbid.
fn before_tests(text: &str) -> &str {
    text.split_once("\nmod tests {")
        .map_or(text, |(before, _)| before)
}

fn prints(sources: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in rust(sources) {
        let words = words(&parts(&source.text).code);
        for two in words.windows(2) {
            if let [(line, name), (_, sign)] = two
                && ["print", "println", "eprint", "eprintln", "dbg"].contains(&name.as_str())
                && sign == "!"
            {
                found.push(finding(
                    source,
                    *line,
                    format!("{name}! tears the screen and cannot be tested: hand the line to an Out or make it a notice."),
                ));
            }
        }
    }
    found
}

/// What stands after a key in a sentence that says what it does.
const DOES: &[&str] = &[
    "adds", "asks", "books", "brings", "cancels", "changes", "chooses", "clears", "closes",
    "compares", "corrects", "ends", "gives", "goes", "hands", "has", "keeps", "leaves", "lists",
    "logs", "makes", "marks", "on", "opens", "puts", "reads", "records", "saves", "says", "shows",
    "takes", "ticks", "ties", "writes",
];

/// Sentences that may name a key: of what is no command, or of a page on which the key is one of several.
const NAMED_KEYS: &[&str] = &[
    // The recovery code: any of the keys that close a page will do.
    "Then press Enter.",
    // Under a field: the arrows belong to the field itself, and cannot be changed.
    "Right takes",
    "Right steps",
    // The letter of a kind in the menu, which is no command.
    "and then i adds",
];

/// Keys can be changed (`keys.toml`), so that a sentence names the command: `{plan.words}` becomes the key in force.
fn keys(sources: &[Source]) -> Vec<Finding> {
    let is_key = |word: &str| {
        let mut letters = word.chars();
        let one = letters
            .next()
            .is_some_and(|c| !c.is_ascii_digit() && !"-–=>&,".contains(c));
        (one && letters.next().is_none())
            || matches!(
                word,
                "Esc" | "Enter" | "Tab" | "Space" | "Backspace" | "Left" | "Right" | "Up" | "Down"
            )
            || is_no_word(word)
    };
    let mut found = Vec::new();
    let is_asked = |path: &str| {
        ["src/domain/", "src/app/", "src/ui/"]
            .iter()
            .any(|layer| path.starts_with(layer))
            && !is_test(path)
            && !path.ends_with("_tests.rs")
            && ![
                "src/app/keymap.rs",
                "src/app/keys.rs",
                // Signs and what is written for them.
                "src/domain/text_ascii.rs",
            ]
            .contains(&path)
    };
    for source in rust(sources).filter(|source| is_asked(&source.path)) {
        let text = source.text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, line) in parts(text).strings.lines().enumerate() {
            if NAMED_KEYS.iter().any(|allowed| line.contains(allowed)) {
                continue;
            }
            let words: Vec<&str> = line
                .split(|c: char| c.is_whitespace() || c == '"')
                .filter(|word| !word.is_empty())
                .collect();
            let trim = |word: &str| word.trim_matches([',', '.', ';', ':', ')']).to_owned();
            let says = words.windows(2).any(|two| match two {
                [one, other] => {
                    let other = trim(other);
                    is_key(one.trim_start_matches('(')) && DOES.contains(&other.as_str())
                        || matches!(*one, "press" | "Press") && is_key(&other)
                }
                _ => false,
            });
            let shows = words.iter().any(|word| {
                let inside = word.trim_end_matches([',', '.', ';', ':']);
                let inside = inside
                    .strip_prefix('(')
                    .and_then(|word| word.strip_suffix(')'));
                inside.is_some_and(is_key)
            });
            // "j: in full".
            let labels = words.iter().any(|word| {
                let key = word.strip_suffix(':').unwrap_or_default();
                key.len() == 1 && key.chars().all(char::is_alphabetic)
            });
            // Whatever stands around them.
            let names = words.iter().any(|word| {
                let is_apart = |c: char| !c.is_alphanumeric() && c != '-';
                is_no_word(word.trim_matches(is_apart))
            });
            let counts = words.windows(2).any(|two| match two {
                [one, other] => {
                    matches!(*one, "tab" | "Tab") && other.starts_with(|c: char| c.is_ascii_digit())
                }
                _ => false,
            });
            if says || shows || labels || names || counts {
                found.push(finding(
                    source,
                    at + 1,
                    "a key by its letter: name the command, as {plan.words}, and say it through Keymap::spoken."
                        .to_owned(),
                ));
            }
        }
    }
    found
}

/// Names of keys that are no words of the language.
fn is_no_word(word: &str) -> bool {
    matches!(word, "Esc" | "PgUp" | "PgDn") || word.starts_with("Ctrl-") || word.starts_with("Alt-")
}

fn headers(sources: &[Source]) -> Vec<Finding> {
    sources
        .iter()
        .filter(|source| ends_in(&source.path, "rs") && !source.text.starts_with("//! "))
        .map(|source| {
            finding(
                source,
                1,
                "the file does not begin with //! and what it is for.".to_owned(),
            )
        })
        .collect()
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.ends_with("_tests.rs") || path.contains("/tests/")
}

pub fn sizes(sources: &[Source]) -> Vec<Finding> {
    let all: usize = rust(sources)
        .map(|source| source.text.lines().count())
        .sum();
    rust(sources)
        .filter(|source| !is_test(&source.path))
        .filter_map(|source| {
            let lines = source.text.lines().count();
            let says = if lines > MOST_LINES {
                format!("{lines} lines, more than {MOST_LINES}: part it by subject.")
            } else if lines * 100 > all * MOST_SHARE {
                format!("{lines} lines of {all}, more than {MOST_SHARE} %: part it by subject.")
            } else {
                return None;
            };
            Some(finding(source, lines, says))
        })
        .collect()
}

/// Every file under tests/suite is a module of the file or folder above it, up to main.rs.
pub fn listed(sources: &[Source]) -> Vec<Finding> {
    let suite = |source: &&Source| {
        source.path.starts_with("tests/suite/")
            && ends_in(&source.path, "rs")
            && source.path != "tests/suite/main.rs"
    };
    let lists = |parent: &str, module: &str| {
        sources
            .iter()
            .filter(|source| source.path == parent)
            .any(|source| {
                let words = words(&parts(&source.text).code);
                words.windows(3).any(|three| {
                    matches!(three, [(_, key), (_, name), (_, end)]
                        if key == "mod" && name == module && end == ";")
                })
            })
    };
    sources
        .iter()
        .filter(suite)
        .filter_map(|source| {
            let whole = source.path.strip_suffix(".rs")?;
            let own = whole.strip_suffix("/mod").unwrap_or(whole);
            let (folder, module) = own.rsplit_once('/')?;
            let parents = if folder == "tests/suite" {
                vec!["tests/suite/main.rs".to_owned()]
            } else {
                vec![format!("{folder}/mod.rs"), format!("{folder}.rs")]
            };
            if parents.iter().any(|parent| lists(parent, module)) {
                return None;
            }
            let says = format!("no `mod {module};` leads to this file: its tests never run.");
            Some(finding(source, 1, says))
        })
        .collect()
}

/// Crates that talk to a network, or are there only for that; the names that begin with one and a dash count too.
const NETWORK: &[&str] = &[
    "actix",
    "async-std",
    "attohttpc",
    "axum",
    "curl",
    "git2",
    "h2",
    "h3",
    "hickory",
    "hyper",
    "isahc",
    "lettre",
    "minreq",
    "native-tls",
    "opentelemetry",
    "quinn",
    "reqwest",
    "rocket",
    "rustls",
    "sentry",
    "smol",
    "socket2",
    "ssh2",
    "surf",
    "tiny_http",
    "tokio",
    "tonic",
    "tungstenite",
    "ureq",
    "warp",
    "webpki",
    "zbus",
];

fn network(sources: &[Source]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in sources {
        for (line, text) in (1..).zip(source.text.lines()) {
            let name = match source.path.as_str() {
                "Cargo.lock" => text
                    .strip_prefix("name = \"")
                    .and_then(|rest| rest.strip_suffix('"')),
                "Cargo.toml" => manifest_name(text),
                _ => None,
            };
            let talks = |name: &str| {
                NETWORK.iter().any(|crate_name| {
                    name.strip_prefix(crate_name)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
                })
            };
            if let Some(name) = name.filter(|name| talks(name)) {
                found.push(finding(
                    source,
                    line,
                    format!("{name} talks to a network: Caseload sends nothing anywhere."),
                ));
            }
        }
    }
    let mut sockets = Vec::new();
    for source in rust(sources) {
        for three in words(&parts(&source.text).code).windows(3) {
            if let [(line, first), (_, sign), (_, last)] = three
                && (first.as_str(), sign.as_str(), last.as_str()) == ("std", "::", "net")
            {
                sockets.push(finding(
                    source,
                    *line,
                    "std::net talks to a network: Caseload sends nothing anywhere.".to_owned(),
                ));
            }
        }
    }
    found.extend(sockets);
    found
}

/// The crate that a line of a manifest names: `name = ...` or `[dependencies.name]`.
fn manifest_name(line: &str) -> Option<&str> {
    if let Some(table) = line.strip_prefix('[') {
        return table
            .strip_suffix(']')?
            .split_once("dependencies.")
            .map(|(_, name)| name);
    }
    line.split_once('=').map(|(name, _)| name.trim())
}
