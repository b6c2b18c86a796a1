//! `caseload keys` and `caseload themes`: what can be pressed and chosen, from the tables that the program itself reads.

use super::out::Out;
use crate::app::command::{self, Scope};
use crate::app::keymap::Keymap;
use crate::ui::theme::BUILTIN;

/// Prints every command with its keys.
pub fn run(as_markdown: bool, out: &mut Out) {
    if as_markdown {
        out.bytes(markdown().as_bytes());
        return;
    }
    let keymap = Keymap::standard();
    for scope in Scope::ALL {
        for command in command::all().filter(|command| command.scope == scope) {
            let keys: Vec<String> = keymap
                .keys_of(command)
                .iter()
                .map(ToString::to_string)
                .collect();
            out.line(&format!(
                "{}: {} ({}): {}",
                scope.title(),
                keys.join(" "),
                command.name,
                command.help
            ));
        }
    }
}

/// The key table of the manual.
pub fn markdown() -> String {
    let keymap = Keymap::standard();
    let mut text = String::new();
    for scope in Scope::ALL {
        text.push_str("\n### ");
        text.push_str(scope.title());
        text.push_str("\n\n| keys | what it does | name |\n| --- | --- | --- |\n");
        for command in command::all().filter(|command| command.scope == scope) {
            let keys: Vec<String> = keymap
                .keys_of(command)
                .iter()
                .map(|key| format!("`{key}`"))
                .collect();
            text.push_str("| ");
            text.push_str(&keys.join(" "));
            text.push_str(" | ");
            text.push_str(command.help);
            text.push_str(" | `");
            text.push_str(command.name);
            text.push_str("` |\n");
        }
    }
    text
}

/// Prints the themes that are built in.
pub fn themes(out: &mut Out) {
    for (name, _) in BUILTIN {
        out.line(name);
    }
}
