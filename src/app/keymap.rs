//! From keys to commands: the defaults of the table, then the user's `keys.toml` over them.

use std::collections::BTreeMap;

use super::command::{self, Command, Scope};
use super::keys::Key;

/// Which key runs which command, scope by scope.
pub struct Keymap {
    bound: BTreeMap<(Scope, Key), &'static Command>,
}

impl Keymap {
    /// The default keys. A key name that cannot be read is left out; a test forbids that in the table.
    pub fn standard() -> Self {
        let mut bound = BTreeMap::new();
        for command in command::all() {
            for key in command.keys.iter().filter_map(|name| Key::parse(name).ok()) {
                bound.insert((command.scope, key), command);
            }
        }
        Self { bound }
    }

    /// The default keys changed by a user's file: `"contact.log" = ["c", "ctrl-n"]`.
    ///
    /// What cannot be understood is left at its default, and a sentence says so.
    pub fn with_user(text: &str, file: &str) -> (Self, Vec<String>) {
        let mut map = Self::standard();
        let mut warnings = Vec::new();
        let table: BTreeMap<String, Vec<String>> = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => {
                let reason = error.message().to_owned();
                return (map, vec![format!("{file} is not used: {reason}")]);
            }
        };
        for (name, keys) in table {
            let Some(command) = command::named(&name) else {
                warnings.push(format!("{file}: there is no command \"{name}\""));
                continue;
            };
            let mut read = Vec::new();
            for key in &keys {
                match Key::parse(key) {
                    Ok(key) if command.scope.takes_text() && key.types() => warnings.push(format!(
                        "{file}: \"{key}\" for {name} would be typed into the text; use a Ctrl key"
                    )),
                    Ok(key) => read.push(key),
                    Err(unknown) => warnings.push(format!("{file}: {name}: {unknown}")),
                }
            }
            if read.is_empty() {
                continue;
            }
            map.bound.retain(|_, bound| bound.name != name);
            for key in read {
                if let Some(before) = map.bound.insert((command.scope, key), command) {
                    warnings.push(format!("{file}: {key} no longer runs {}", before.name));
                }
            }
        }
        (map, warnings)
    }

    /// The command of a key in the topmost scope that knows it.
    pub fn resolve(&self, scopes: &[Scope], key: Key) -> Option<&'static Command> {
        for scope in scopes {
            if let Some(command) = self.bound.get(&(*scope, key)) {
                return Some(command);
            }
            if scope.takes_text() && key.types() {
                return None;
            }
        }
        None
    }

    /// The keys in force for a command, as they are shown.
    pub fn keys_of(&self, command: &Command) -> Vec<Key> {
        let mut keys: Vec<Key> = self
            .bound
            .iter()
            .filter(|(_, bound)| bound.name == command.name)
            .map(|((_, key), _)| *key)
            .collect();
        // In the order of the table, so that the usual key is named first.
        keys.sort_by_key(|key| {
            command
                .keys
                .iter()
                .position(|name| Key::parse(name) == Ok(*key))
                .unwrap_or(usize::MAX)
        });
        keys
    }

    /// The first key of a command, for a hint.
    pub fn key_of(&self, command: &Command) -> Option<Key> {
        self.keys_of(command).first().copied()
    }
}
