//! From keys to commands: the defaults of the table, then the user's `keys.toml` over them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::command::{self, Command, Scope};
use super::keys::Key;

/// Which key runs which command, scope by scope.
pub struct Keymap {
    bound: BTreeMap<(Scope, Key), &'static Command>,
    /// The same from commands, by their names, to keys: what every frame asks for its hints.
    keys: BTreeMap<&'static str, Vec<Key>>,
    /// Whether there are no keys at all to press: what is said is read in a shell.
    in_shell: bool,
}

impl Keymap {
    fn new(bound: BTreeMap<(Scope, Key), &'static Command>) -> Self {
        let mut keys: BTreeMap<&str, Vec<Key>> = BTreeMap::new();
        for ((_, key), command) in &bound {
            keys.entry(command.name).or_default().push(*key);
        }
        for (name, keys) in &mut keys {
            // In the order of the table, so that the usual key is named first.
            let usual = command::named(name).map_or(&[][..], |command| command.keys);
            let place = |key: &Key| usual.iter().position(|name| Key::parse(name) == Ok(*key));
            keys.sort_by_key(|key| place(key).unwrap_or(usize::MAX));
        }
        Self {
            bound,
            keys,
            in_shell: false,
        }
    }

    /// No keys: sentences name what to type in a shell, or else what a command is called on the screen.
    pub fn shell() -> Self {
        Self {
            in_shell: true,
            ..Self::new(BTreeMap::new())
        }
    }

    /// Whether a text names a command by what it is called on the screen, since a shell has none for it.
    pub fn names_screen(text: &str) -> bool {
        let mut all = command::all();
        all.any(|command| text.contains(&quoted(command)))
    }

    /// The default keys. A key name that cannot be read is left out; a test forbids that in the table.
    pub fn standard() -> Self {
        let mut bound = BTreeMap::new();
        for command in command::all() {
            for key in command.keys.iter().filter_map(|name| Key::parse(name).ok()) {
                bound.insert((command.scope, key), command);
            }
        }
        Self::new(bound)
    }

    /// The default keys changed by a user's file: `"contact.log" = ["c", "ctrl-n"]`.
    ///
    /// What cannot be understood is left at its default, and a sentence says so.
    pub fn with_user(text: &str, file: &str) -> (Self, Vec<String>) {
        let standard = Self::standard();
        let mut warnings = Vec::new();
        let table: BTreeMap<String, Vec<String>> = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => {
                let reason = error.message().to_owned();
                return (standard, vec![format!("{file} is not used: {reason}")]);
            }
        };
        let mut bindings = standard.bound;
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
            bindings.retain(|_, bound| bound.name != name);
            for key in read {
                if let Some(before) = bindings.insert((command.scope, key), command) {
                    warnings.push(format!("{file}: {key} no longer runs {}", before.name));
                }
            }
        }
        (Self::new(bindings), warnings)
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

    /// The keys in force for a command, as they are shown: the usual one first.
    pub fn keys_of(&self, command: &Command) -> &[Key] {
        self.keys.get(command.name).map_or(&[], Vec::as_slice)
    }

    /// A sentence with the keys that it speaks of: `{plan.words}` becomes the key in force for that command, or, where it
    /// has none, what the command is called. Every sentence that names a key is written so, since keys can be changed.
    pub fn spoken<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut said = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let named = after.split_once('}').and_then(|(name, after)| {
                let command = command::named(name)?;
                Some((command, after))
            });
            said.push_str(before);
            rest = if let Some((command, after)) = named {
                match self.key_of(command) {
                    Some(key) => said.push_str(&key.to_string()),
                    None => said.push_str(&self.unkeyed(command)),
                }
                after
            } else {
                said.push('{');
                after
            };
        }
        if said.is_empty() {
            return Cow::Borrowed(text);
        }
        said.push_str(rest);
        Cow::Owned(said)
    }

    /// What to say of a command that has no key: what to type for it, where what is said is read in a shell.
    fn unkeyed(&self, command: &Command) -> String {
        let shell = command.shell.filter(|_| self.in_shell);
        shell.map_or_else(|| quoted(command), str::to_owned)
    }

    /// How a command is named where nothing can be pressed: what to type for it, or what it is called on the screen. `None`
    /// where keys can be pressed.
    pub fn without_keys(&self, command: &Command) -> Option<String> {
        self.in_shell.then(|| self.unkeyed(command))
    }

    /// The same for the lines of a page.
    pub fn spoken_lines(&self, mut lines: Vec<String>) -> Vec<String> {
        for line in &mut lines {
            if let Cow::Owned(said) = self.spoken(line) {
                *line = said;
            }
        }
        lines
    }

    /// The first key of a command, for a hint.
    pub fn key_of(&self, command: &Command) -> Option<Key> {
        self.keys_of(command).first().copied()
    }
}

/// A command by its title.
fn quoted(command: &Command) -> String {
    format!("\"{}\"", command.title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_in_a_shell_names_no_key() {
        let shell = Keymap::shell();
        for (sentence, says) in [
            (
                "{item.told} says so; {person.export} hands it on",
                "caseload contact --told says so; caseload export hands it on",
            ),
            ("nobody yet: {team.add}", "nobody yet: \"Add to the team\""),
            ("nothing of the kind", "nothing of the kind"),
        ] {
            assert_eq!(shell.spoken(sentence), says);
        }
        assert!(Keymap::names_screen("nobody yet: \"Add to the team\""));
        assert!(!Keymap::names_screen("caseload export hands it on"));
        assert!(command::all().all(|command| shell.key_of(command).is_none()));
    }

    #[test]
    fn a_sentence_names_the_keys_in_force() {
        let usual = Keymap::standard();
        let (changed, warnings) = Keymap::with_user(
            "\"plan.words\" = [\"ctrl-n\"]\n\"change.undo\" = [\"y\"]\n\"person.attempt\" = [\"y\"]\n",
            "keys.toml",
        );
        assert!(!warnings.is_empty(), "y had another command");
        for (text, by_default, by_the_user) in [
            ("Nothing yet.", "Nothing yet.", "Nothing yet."),
            (
                "{plan.words} writes them.",
                "w writes them.",
                "Ctrl-N writes them.",
            ),
            (
                "Kept. {change.undo} takes it back.",
                "Kept. u takes it back.",
                "Kept. y takes it back.",
            ),
            ("{plan.words}{change.undo}", "wu", "Ctrl-Ny"),
            // Braces of something else stay as they are.
            ("{no.such} {", "{no.such} {", "{no.such} {"),
            ("{{plan.words}}", "{w}", "{Ctrl-N}"),
            // A command that has lost its key is called by its name.
            ("{plan.agree} and {person.why}", "A and y", "A and \"Why\""),
        ] {
            assert_eq!(usual.spoken(text), by_default, "{text}");
            assert_eq!(changed.spoken(text), by_the_user, "{text}");
        }
    }

    /// A sentence that names a command which is not there would be shown with its braces.
    #[test]
    fn every_command_in_a_sentence_is_one() {
        fn walk(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, found);
                } else {
                    found.push(path);
                }
            }
        }
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        for part in ["app", "ui"] {
            walk(&source.join(part), &mut files);
        }
        let (mut named, mut unknown) = (0, Vec::new());
        for path in files {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for piece in text.split('{').skip(1) {
                let Some((name, _)) = piece.split_once('}') else {
                    continue;
                };
                let is_name = name.contains('.')
                    && name
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c == '.' || c == '_');
                if is_name && command::named(name).is_none() {
                    unknown.push(format!("{}: {name}", path.display()));
                }
                named += usize::from(is_name);
            }
        }
        assert!(unknown.is_empty(), "{unknown:#?}");
        assert!(named > 80, "the walk found only {named}");
    }
}
