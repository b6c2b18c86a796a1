//! The command table: what help, footer, palette, keys and the README rely on, for every row there is.
//!
//! Not here: what the commands do (`tui`), and the README's copy of the table (`docs`).

use std::collections::{BTreeMap, BTreeSet};

use caseload::app::command::{Command, Scope, all, named};
use caseload::app::keymap::Keymap;
use caseload::app::keys::Key;
use caseload::domain::triage::RULES;
use unicode_width::UnicodeWidthStr;

/// The scopes that can be in force together, topmost first, as `Model::scopes` stacks them.
const STACKS: &[&[Scope]] = &[
    &[Scope::Today, Scope::Global],
    &[Scope::Diaries, Scope::Global],
    &[Scope::Left, Scope::Global],
    &[Scope::Services, Scope::Global],
    &[Scope::ServiceFind],
    &[Scope::Find],
    &[Scope::PlanFind],
    &[Scope::LogFind],
    &[Scope::Person, Scope::Global],
    &[Scope::Plan, Scope::Person, Scope::Global],
    &[Scope::Log, Scope::Person, Scope::Global],
    &[Scope::Items, Scope::Person, Scope::Global],
    &[Scope::Team, Scope::Person, Scope::Global],
    &[Scope::Diary, Scope::Person, Scope::Global],
    &[Scope::Moves, Scope::Person, Scope::Global],
    &[Scope::Shared, Scope::Person, Scope::Global],
    &[Scope::Past, Scope::Person, Scope::Global],
    &[Scope::Form],
    &[Scope::Editor],
    &[Scope::Import, Scope::Global],
    &[Scope::Changes, Scope::Global],
    &[Scope::Reading, Scope::Global],
    &[Scope::Palette],
    &[Scope::Adding],
    &[Scope::WordSearch],
    &[Scope::Views],
    &[Scope::Clash],
    &[Scope::Confirm],
];

fn keys(command: &Command) -> impl Iterator<Item = Key> {
    command.keys.iter().filter_map(|name| Key::parse(name).ok())
}

fn of(scope: Scope) -> impl Iterator<Item = &'static Command> {
    all().filter(move |command| command.scope == scope)
}

#[test]
fn names_are_unique_and_say_what_is_done_to_what() {
    let mut seen = BTreeSet::new();
    for command in all() {
        let name = command.name;
        assert!(seen.insert(name), "{name} stands twice in the table");
        let parts: Vec<&str> = name.split('.').collect();
        let word = |part: &&str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        };
        assert!(
            parts.len() == 2 && parts.iter().all(word),
            "{name} is not of the form noun.verb"
        );
        assert!(named(name).is_some_and(|found| found.name == name));
    }
    assert!(seen.len() > 80, "the table has only {} rows", seen.len());
}

#[test]
fn titles_fit_and_help_is_one_sentence() {
    for command in all() {
        let Command {
            name, title, help, ..
        } = command;
        assert!(!title.is_empty() && title.width() <= 32, "{name}: {title}");
        for text in [*title, *help] {
            assert!(
                text.starts_with(|c: char| c.is_uppercase() && c != ' '),
                "{name}: {text}"
            );
            assert_eq!(text.trim(), text, "{name}");
            assert!(!text.contains(char::is_control), "{name}");
        }
        assert!(!title.ends_with('.'), "{name}: {title}");
        assert!(
            help.ends_with('.') && help.matches(['.', '!', '?']).count() == 1,
            "{name}: help is one sentence that ends with a full stop: {help}"
        );
    }
}

#[test]
fn every_key_can_be_read_and_reaches_the_program() {
    // A terminal sends these for Backspace, Tab, Enter and the line feed of a paste.
    let the_same_as_others = ["ctrl-h", "ctrl-i", "ctrl-j", "ctrl-m"];
    // The prefixes of screen and tmux: whoever uses those must have another key.
    let swallowed = ["ctrl-a", "ctrl-b"];
    for command in all() {
        let name = command.name;
        assert!(!command.keys.is_empty(), "{name} has no key");
        for key in command.keys {
            let read = Key::parse(key);
            assert!(read.is_ok(), "{name}: {key} is no key");
            assert!(!the_same_as_others.contains(key), "{name}: {key}");
        }
        assert!(
            command.keys.iter().any(|key| !swallowed.contains(key)),
            "{name}: only keys that screen or tmux keep for themselves"
        );
    }
    for key in ["f1", "F10", "alt-x", "meta-x", "ctrl-alt-x"] {
        assert!(Key::parse(key).is_err(), "{key} must not be offered");
    }
}

#[test]
fn no_key_does_two_things_in_a_scope() {
    let mut bound: BTreeMap<(Scope, Key), &str> = BTreeMap::new();
    for command in all() {
        for key in keys(command) {
            if let Some(before) = bound.insert((command.scope, key), command.name) {
                panic!("{key} is both {before} and {} there", command.name);
            }
        }
    }
}

#[test]
fn typing_never_runs_a_command() {
    for command in all().filter(|command| command.scope.takes_text()) {
        for key in keys(command) {
            assert!(!key.types(), "{}: {key}", command.name);
        }
    }
    let taking: Vec<Scope> = Scope::ALL.into_iter().filter(|s| s.takes_text()).collect();
    assert_eq!(
        taking,
        [
            Scope::ServiceFind,
            Scope::PlanFind,
            Scope::LogFind,
            Scope::Form,
            Scope::Editor,
            Scope::Find,
            Scope::Views,
            Scope::WordSearch,
            Scope::Palette,
            Scope::Adding
        ]
    );
}

#[test]
fn what_works_everywhere_works_everywhere() {
    for stack in STACKS.iter().filter(|stack| stack.contains(&Scope::Global)) {
        for scope in stack.iter().filter(|scope| **scope != Scope::Global) {
            for command in of(*scope) {
                for key in keys(command) {
                    let hidden = of(Scope::Global).find(|one| keys(one).any(|other| other == key));
                    assert!(
                        hidden.is_none(),
                        "{} takes {key} from {}",
                        command.name,
                        hidden.map_or("", |one| one.name)
                    );
                }
            }
        }
    }
}

#[test]
fn there_is_a_way_out_of_everything() {
    let keymap = Keymap::standard();
    for stack in STACKS {
        let out = keymap.resolve(stack, Key::Esc);
        assert!(out.is_some(), "Esc does nothing in {stack:?}");
    }
    let everywhere: BTreeSet<Scope> = STACKS
        .iter()
        .flat_map(|stack| stack.iter().copied())
        .collect();
    assert_eq!(everywhere, BTreeSet::from(Scope::ALL));
    // Wherever something can be lost, or somebody can wait, the program can be ended.
    for stack in STACKS {
        if stack.contains(&Scope::Global)
            || stack.contains(&Scope::Form)
            || stack.contains(&Scope::Editor)
        {
            let quit = keymap.resolve(stack, Key::Ctrl('q'));
            assert!(
                quit.is_some_and(|command| command.name.split('.').next_back() == Some("quit")),
                "Ctrl-Q does not end the program in {stack:?}"
            );
        }
    }
}

#[test]
fn arrows_and_letters_both_move() {
    let keymap = Keymap::standard();
    for stack in STACKS.iter().filter(|stack| stack.contains(&Scope::Global)) {
        for (letter, arrow) in [('j', Key::Down), ('k', Key::Up)] {
            let by_letter = keymap.resolve(stack, Key::Char(letter)).map(|one| one.name);
            let by_arrow = keymap.resolve(stack, arrow).map(|one| one.name);
            assert!(by_arrow.is_some(), "{arrow} does nothing in {stack:?}");
            assert_eq!(by_letter, by_arrow, "{stack:?}");
        }
    }
}

#[test]
fn no_two_hints_of_a_place_have_the_same_rank() {
    let mut ranks = BTreeMap::new();
    for command in all().filter(|command| command.hint > 0) {
        if let Some(before) = ranks.insert((command.scope, command.hint), command.name) {
            panic!("{before} and {} have the same rank", command.name);
        }
    }
    for scope in Scope::ALL {
        assert!(
            of(scope).any(|command| command.hint > 0),
            "the footer says nothing in {scope:?}"
        );
    }
}

#[test]
fn every_rule_names_a_command_that_deals_with_it() {
    let mut names = BTreeSet::new();
    for rule in RULES {
        assert!(names.insert(rule.name), "{} is a rule twice", rule.name);
        assert!(
            named(rule.command).is_some(),
            "the rule {} names {}, which is no command",
            rule.name,
            rule.command
        );
    }
}

#[test]
fn a_users_keys_never_type() {
    let (keymap, warnings) = Keymap::with_user(
        "\"form.save\" = [\"s\"]\n\"contact.log\" = [\"K\"]\n\"contact.lgo\" = [\"x\"]\n",
        "keys.toml",
    );
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    assert!(
        warnings
            .iter()
            .any(|warning| warning.contains("contact.lgo"))
    );
    let stack = [Scope::Form];
    assert!(keymap.resolve(&stack, Key::Char('s')).is_none());
    let save = keymap.resolve(&stack, Key::Ctrl('s')).map(|one| one.name);
    assert_eq!(
        save,
        Some("form.save"),
        "what cannot be used leaves the default"
    );
    let stack = [Scope::Today, Scope::Global];
    let log = keymap.resolve(&stack, Key::Char('K')).map(|one| one.name);
    assert_eq!(log, Some("contact.log"));
    assert!(keymap.resolve(&stack, Key::Char('c')).is_none());
}
